"""A debtor's sheet: identity, exposure, history as a picture, habits, what runs, what to do next and why. One page."""

from blocs import commande_rang, ecarter, entete_tableau, page_sur
from docx.document import Document as Doc
from docx.shared import Mm, Pt
from docx.table import _Cell
from mise_en_page import au_milieu, commande, ecrire, encadrer, filets, fond, grille, nouveau, remplir, tabulation
from styles import ACCENT
from tableau import image

FRISE = ("Frise du client", 54)
LIGNES = (
    ("Facture", "{{ l.facture }}", "Total dû", 36, False),
    ("Émise le", "{{ l.date }}", "", 20, False),
    ("Échéance", "{{ l.echeance }}", "", 20, False),
    ("Retard", "{{ l.retard }}", "", 20, True),
    ("Montant TTC", "{{ l.montant }}", "", 25, True),
    ("Reste dû", "{{ l.reste }}", "{{ mesures[0].valeur }}", 25, True),
    ("Étape", "{{ l.etape }}", "", 24, False),
)


def fiche_client() -> Doc:
    """Return the sheet's template."""
    doc = nouveau("Fiche client", "Fiche d'un client")
    doc.sections[0].top_margin, doc.sections[0].bottom_margin = Mm(12), Mm(13)
    _pied(doc)
    p = ecrire(doc, "{{ nom }}", "Titre")
    p.paragraph_format.space_after = Pt(0)
    for run in p.runs:
        run.font.size = Pt(15)
    p = ecrire(doc, "Fiche client · {{ code }} · au {{ date }}", "Sous-titre")
    encadrer(p, ("bottom",), ACCENT, 8, 3)
    p.paragraph_format.space_after = Pt(4)
    _qui(doc)
    _mesures(doc)
    _suite(doc)
    commande(doc, "{%p if frise_titre %}")
    p = ecrire(doc, "{{ frise_titre }}", "Objet", suite=True)
    p.paragraph_format.space_before, p.paragraph_format.space_after = Pt(7), Pt(0)
    ecrire(doc, "{{ frise_note }}", "Rappel", suite=True).paragraph_format.space_after = Pt(1)
    image(ecrire(doc, "", "Commande"), FRISE[0], 170, FRISE[1])
    commande(doc, "{%p endif %}")
    _lignes(doc)
    _liste(doc, "habitudes", "Comment il paie")
    _liste(doc, "en_cours", "Ce qui est en cours")
    return doc


def _qui(doc: Doc) -> None:
    table = grille(doc, (95, 75), 1, 0.5)
    for cellule, nom in zip(table.rows[0].cells, ("identite", "contacts"), strict=True):
        commande(cellule, f"{{%p for x in {nom} %}}")
        ecrire(cellule, "{{ x }}", "Tableau")
        commande(cellule, "{%p endfor %}")
        ecrire(cellule, "", "Commande").paragraph_format.line_spacing = Pt(1)  # a cell must end with a paragraph
    commande(doc, "{%p if note %}")
    ecrire(doc, "À savoir : {{ note }}", "Note").paragraph_format.space_before = Pt(2)
    commande(doc, "{%p endif %}")


def _mesures(doc: Doc) -> None:
    ecrire(doc, "", "Commande").paragraph_format.line_spacing = Pt(3)
    table = grille(doc, (42.5,) * 4, 1, 1.5)
    for rang, cellule in enumerate(table.rows[0].cells):
        fond(cellule)
        filets(cellule, ("left", "right"), "FFFFFF", 16)
        ecrire(cellule, f"{{{{ mesures[{rang}].libelle }}}}", "Tableau")
        p = ecrire(cellule, f"{{{{ mesures[{rang}].valeur }}}}", "Expéditeur nom")
        p.paragraph_format.space_after = Pt(1)
        ecrire(cellule, f"{{{{ mesures[{rang}].note }}}}", "Rappel").paragraph_format.space_after = Pt(0)


def _suite(doc: Doc) -> None:
    """Add the box of what to do next."""
    ecrire(doc, "", "Commande").paragraph_format.line_spacing = Pt(5)
    table = grille(doc, (170,), 1, 2)
    [cellule] = table.rows[0].cells
    filets(cellule, ("top", "left", "bottom", "right"), ACCENT, 12)
    au_milieu(cellule)
    p = ecrire(cellule, "À faire maintenant : **{{ suite }}**", "Puce")
    p.paragraph_format.space_before, p.paragraph_format.space_after = Pt(3), Pt(2)
    commande(cellule, "{%p for x in raisons %}")
    _puce(cellule, "{{ x }}")
    commande(cellule, "{%p endfor %}")
    ecrire(cellule, "", "Commande").paragraph_format.line_spacing = Pt(3)


def _lignes(doc: Doc) -> None:
    commande(doc, "{%p if lignes %}")
    _titre(doc, "Ce qui est dû")
    table = grille(doc, [c[3] for c in LIGNES], 8, 0.8)
    titres, debut, ligne, fin, si, autres, fin_si, total = table.rows
    entete_tableau(titres, [(c[0], c[4]) for c in LIGNES])
    commande_rang(table, debut, "{%tr for l in lignes %}")
    for cellule, colonne in zip(ligne.cells, LIGNES, strict=True):
        ecrire(cellule, colonne[1], "Tableau montant" if colonne[4] else "Tableau")
        filets(cellule, ("bottom",))
    commande_rang(table, fin, "{%tr endfor %}")
    commande_rang(table, si, "{%tr if autres %}")
    suite = autres.cells[0].merge(autres.cells[len(LIGNES) - 1])
    ecrire(suite, "{{ autres }}", "Tableau")
    filets(suite, ("bottom",))
    commande_rang(table, fin_si, "{%tr endif %}")
    for cellule, colonne in zip(total.cells, LIGNES, strict=True):
        ecrire(cellule, f"**{colonne[2]}**" if colonne[2] else "", "Tableau montant" if colonne[4] else "Tableau")
        filets(cellule, ("top", "bottom"), ACCENT, 8)
    ecarter((titres, ligne), [c[4] for c in LIGNES])
    commande(doc, "{%p endif %}")


def _liste(doc: Doc, nom: str, titre: str) -> None:
    commande(doc, f"{{%p if {nom} %}}")
    _titre(doc, titre)
    commande(doc, f"{{%p for x in {nom} %}}")
    _puce(doc, "{{ x }}")
    commande(doc, "{%p endfor %}")
    commande(doc, "{%p endif %}")


def _puce(ou: Doc | _Cell, texte: str) -> None:
    p = ecrire(ou, f"–\t{texte}", "Tableau")
    p.paragraph_format.left_indent, p.paragraph_format.first_line_indent = Mm(4), Mm(-4)
    p.paragraph_format.space_after = Pt(1.5)
    tabulation(p, Mm(4))


def _titre(doc: Doc, texte: str) -> None:
    p = ecrire(doc, texte, "Heading 1")
    p.paragraph_format.space_before, p.paragraph_format.space_after = Pt(7), Pt(2)


def _pied(doc: Doc) -> None:
    p = doc.sections[0].footer.paragraphs[0]
    p.style = "Mentions"
    remplir(p, "{{ creancier_nom }} · fiche interne, à ne pas envoyer au client · ")
    page_sur(p)
