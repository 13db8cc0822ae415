"""The month-end report: what to remember, key figures, charts under their sentence, alerts, definitions."""

from io import BytesIO

from blocs import commande_rang, ecarter, entete_tableau, page_sur
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt
from docx.table import _Cell
from mise_en_page import commande, ecrire, encadrer, filets, fond, grille, nouveau, remplir, tabulation
from PIL import Image
from styles import ACCENT, FILET, GRIS, ajouter
from tableaux import espace

LARGEUR = 170
# alternative text, height (mm), the field that stands above it
ENCOURS = ("Encours sur douze mois", 60, "encours")
BALANCE = ("Balance âgée", 42, "balance")
SEGMENTS = ("Balance par segment", 38, "segments")
TRESORERIE = ("Encaissements attendus", 48, "tresorerie")
ENTONNOIR = ("Étapes de la relance", 44, "entonnoir")
PRINCIPAUX = (
    ("", "{{ p.rang }}", 7, False),
    ("Client", "{{ p.nom }} ({{ p.code }})", 76, False),
    ("Reste dû", "{{ p.reste }}", 24, True),
    ("Part", "{{ p.part }}", 15, True),
    ("En retard", "{{ p.echu }}", 24, True),
    ("Plus vieux retard", "{{ p.retard }}", 24, True),
)
ALERTES = (
    ("Quand", "{{ a.le }}", 20, False),
    ("De quoi il s'agit, et que faire", "{{ a.quoi }}", 104, False),
    ("Montant", "{{ a.montant }}", 22, True),
    ("Ce qu'on y perd", "{{ a.perte }}", 24, False),
)
INDICATEURS = (
    ("Indicateur", "{{ i.libelle }}", 31, False),
    ("Valeur", "{{ i.valeur }}", 20.5, True),
    ("Avant", "{{ i.avant }}", 20.5, True),
    ("Ce qu'il compte", "{{ i.definition }}", 98, False),
)


def tableau_de_bord() -> Doc:
    """Return the report's template."""
    doc = nouveau("Tableau de bord", "Tableau de bord des créances clients")
    doc.sections[0].top_margin, doc.sections[0].bottom_margin = Mm(14), Mm(14)
    ajouter(doc, "Définition", 7.5, False, GRIS, ALIGN.LEFT, 0, 0)
    _pied(doc)
    p = ecrire(doc, "Tableau de bord des créances clients", "Titre")
    p.paragraph_format.space_after = Pt(0)
    p = ecrire(doc, "{{ creancier_nom }} · au {{ date }}, comparé au {{ precedent }}", "Sous-titre")
    encadrer(p, ("bottom",), ACCENT, 8, 4)
    _puces(doc, "essentiel", "**{{ x.tete }}** {{ x.suite }}", "Corps")
    _chiffres(doc)
    _graphique(doc, *ENCOURS)
    _titre(doc, "Ce qui a changé, et d'où cela vient")
    _puces(doc, "pourquoi", "{{ x }}", "Corps")
    commande(doc, "{%p if avec_encours %}")
    _titre(doc, "Ce qui est dû")
    _graphique(doc, *BALANCE)
    _graphique(doc, *SEGMENTS)
    _principaux(doc)
    _titre(doc, "Ce qui doit rentrer, et où en est la relance")
    _graphique(doc, *TRESORERIE)
    commande(doc, "{%p if tresorerie.titre %}")
    ecrire(doc, "{{ hypothese }}", "Note")
    commande(doc, "{%p endif %}")
    _graphique(doc, *ENTONNOIR)
    commande(doc, "{%p endif %}")
    _alertes(doc)
    _titre(doc, "Les indicateurs, et ce qu'ils comptent")
    _indicateurs(doc)
    commande(doc, "{%p for r in remarques %}")
    ecrire(doc, "{{ r }}", "Note")
    commande(doc, "{%p endfor %}")
    return doc


def image(p: object, alternative: str, largeur: float, hauteur: float) -> None:
    """Add to a paragraph the placeholder that rendering replaces by the chart of that alternative text; mm."""
    png = BytesIO()
    # level 0 keeps the picture's bytes the same under every zlib; each chart its own shade, lest two share a part
    shade = 200 + sum(map(ord, alternative)) % 55
    Image.new("L", (round(largeur), round(hauteur)), shade).save(png, format="png", compress_level=0)
    png.seek(0)
    forme = p.add_run().add_picture(png, width=Mm(largeur), height=Mm(hauteur))  # type: ignore[attr-defined]
    forme._inline.docPr.set("descr", alternative)
    forme._inline.docPr.set("name", alternative)


def _graphique(doc: Doc, alternative: str, hauteur: float, champ: str) -> None:
    commande(doc, f"{{%p if {champ}.titre %}}")
    p = ecrire(doc, f"{{{{ {champ}.titre }}}}", "Objet", suite=True)
    p.paragraph_format.space_before, p.paragraph_format.space_after = Pt(8), Pt(0)
    p = ecrire(doc, f"{{{{ {champ}.note }}}}", "Note", suite=True)
    p.paragraph_format.space_after = Pt(2)
    image(ecrire(doc, "", "Commande"), alternative, LARGEUR, hauteur)
    commande(doc, "{%p endif %}")


def _chiffres(doc: Doc) -> None:
    """Add six key figures, three a row: each its name, its value, and what it was."""
    espace(doc)
    table = grille(doc, (LARGEUR / 3,) * 3, 2, 2)
    for rang, ligne in enumerate(table.rows):
        for colonne, cellule in enumerate(ligne.cells):
            _tuile(cellule, f"chiffres[{3 * rang + colonne}]")


def _tuile(cellule: _Cell, c: str) -> None:
    fond(cellule)
    filets(cellule, ("top", "left", "bottom", "right"), "FFFFFF", 16)
    ecrire(cellule, f"{{{{ {c}.libelle }}}}", "Tableau")
    p = ecrire(cellule, f"{{{{ {c}.valeur }}}}", "Expéditeur nom")
    p.paragraph_format.space_before = p.paragraph_format.space_after = Pt(1)
    ecrire(cellule, f"{{{{ {c}.ecart }}}}{{% if {c}.lecture %}}, **{{{{ {c}.lecture }}}}**{{% endif %}}", "Tableau")
    ecrire(cellule, f"{{{{ {c}.avant }}}}", "Définition")


def _principaux(doc: Doc) -> None:
    commande(doc, "{%p if titre_principaux %}")
    p = ecrire(doc, "{{ titre_principaux }}", "Objet", suite=True)
    p.paragraph_format.space_before, p.paragraph_format.space_after = Pt(8), Pt(0)
    ecrire(doc, "Clients qui doivent le plus, TTC, au {{ date_courte }} ; part de l'encours.", "Note", suite=True)
    table = grille(doc, [c[2] for c in PRINCIPAUX], 4, 0.8)
    titres, debut, ligne, fin = table.rows
    entete_tableau(titres, [(c[0], c[3]) for c in PRINCIPAUX])
    commande_rang(table, debut, "{%tr for p in principaux %}")
    for cellule, colonne in zip(ligne.cells, PRINCIPAUX, strict=True):
        ecrire(cellule, colonne[1], "Tableau montant" if colonne[3] else "Tableau")
        filets(cellule, ("bottom",))
    commande_rang(table, fin, "{%tr endfor %}")
    commande(doc, "{%p endif %}")


def _alertes(doc: Doc) -> None:
    commande(doc, "{%p if alertes %}")
    _titre(doc, "À faire cette semaine, le plus coûteux à oublier d'abord")
    table = grille(doc, [c[2] for c in ALERTES], 4, 0.8)
    titres, debut, ligne, fin = table.rows
    entete_tableau(titres, [(c[0], c[3]) for c in ALERTES])
    commande_rang(table, debut, "{%tr for a in alertes %}")
    for cellule, colonne in zip(ligne.cells, ALERTES, strict=True):
        if colonne[1] == "{{ a.quoi }}":
            ecrire(cellule, "**{{ a.objet }}{% if a.client %}, {{ a.client }}{% endif %} :** {{ a.quoi }}", "Tableau")
            ecrire(cellule, "→ {{ a.faire }}", "Tableau")
        else:
            ecrire(cellule, colonne[1], "Tableau montant" if colonne[3] else "Tableau")
        filets(cellule, ("bottom",))
    commande_rang(table, fin, "{%tr endfor %}")
    ecarter((titres, ligne), [c[3] for c in ALERTES])
    commande(doc, "{%p if autres_alertes %}")
    ecrire(doc, "{{ autres_alertes }}", "Note").paragraph_format.space_before = Pt(3)
    commande(doc, "{%p endif %}")
    commande(doc, "{%p endif %}")


def _indicateurs(doc: Doc) -> None:
    table = grille(doc, [c[2] for c in INDICATEURS], 4, 0.8)
    titres, debut, ligne, fin = table.rows
    entete_tableau(titres, [(c[0], c[3]) for c in INDICATEURS])
    ecrire(titres.cells[2], "{{ precedent_court }}", "Tableau titre montant")
    commande_rang(table, debut, "{%tr for i in indicateurs %}")
    for cellule, colonne in zip(ligne.cells, INDICATEURS, strict=True):
        p = ecrire(cellule, colonne[1], "Tableau montant" if colonne[3] else "Tableau")
        if colonne[0] == "Ce qu'il compte":
            p.style = "Définition"
        filets(cellule, ("bottom",), FILET)
    commande_rang(table, fin, "{%tr endfor %}")
    ecarter((titres, ligne), [c[3] for c in INDICATEURS])


def _puces(doc: Doc, nom: str, texte: str, style: str) -> None:
    commande(doc, f"{{%p for x in {nom} %}}")
    p = ecrire(doc, f"–\t{texte}", style)
    p.paragraph_format.left_indent, p.paragraph_format.first_line_indent = Mm(4), Mm(-4)
    p.paragraph_format.space_after = Pt(3)
    tabulation(p, Mm(4))
    commande(doc, "{%p endfor %}")


def _titre(doc: Doc, texte: str) -> None:
    p = ecrire(doc, texte, "Heading 1")
    p.paragraph_format.space_before, p.paragraph_format.space_after = Pt(10), Pt(3)


def _pied(doc: Doc) -> None:
    p = doc.sections[0].footer.paragraphs[0]
    p.style = "Mentions"
    remplir(p, "{{ creancier_nom }} · tableau de bord au {{ date_courte }} · montants TTC, arrondis à l'euro · ")
    page_sur(p)
