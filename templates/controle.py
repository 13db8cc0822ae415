"""The report of what was checked in the case file."""

from blocs import commande_rang, ecarter, entete_tableau
from docx.document import Document as Doc
from docx.shared import Mm, Pt
from docx.table import _Cell
from dossier import pages, styles
from mise_en_page import commande, ecrire, filets, grille, nouveau
from tableaux import Colonne, tableau

CONSTATS: tuple[Colonne, ...] = (
    ("Gravité", "{{ c.gravite }}", "", 19, False),
    ("Objet", "{{ c.objet }}", "", 27, False),
    ("Constat", "{{ c.message }}", "", 68, False),
    ("Remède", "{{ c.remede }}", "", 56, False),
)
EPREUVES: tuple[Colonne, ...] = (
    ("Épreuve", "{{ e.libelle }}", "", 105, False),
    ("Résultat", "{{ e.resultat }}", "", 65, False),
)
PIECES: tuple[Colonne, ...] = (
    ("N°", "**{{ p.numero }}**", "", 13, False),
    ("Pièce, fichier d'origine et empreinte", "{{ p.intitule }}", "", 85, False),
    ("Pages", "{{ p.pages }}", "", 12, True),
    ("Ce qui a été changé", "", "", 60, False),
)
FICHIERS: tuple[Colonne, ...] = (
    ("Fichier", "{{ f.nom }}", "", 62, False),
    ("Taille", "{{ f.taille }}", "", 22, True),
    ("Empreinte SHA-256", "{{ f.empreinte }}", "", 86, False),
)


def controle() -> Doc:
    """The report."""
    doc = nouveau("Contrôle du dossier", "Contrôle du dossier")
    styles(doc)
    pages(doc, "Contrôle du dossier · {{ creancier }} contre {{ debiteur }}")
    ecrire(doc, "Contrôle du dossier", "Titre", suite=True)
    ecrire(doc, "{{ creancier }} contre {{ debiteur }} · le {{ date }}", "Sous-titre", suite=True)
    ecrire(doc, "{{ verdict }}", "Destinataire", suite=True)
    ecrire(doc, "Destination : {{ profil }}", "Corps")
    _section(doc, "Constats", "constats", "c", CONSTATS, "Aucun constat.")
    _section(doc, "Épreuves de la liasse", "epreuves", "e", EPREUVES, "Aucune épreuve n'a été faite.")
    ecrire(doc, "Pièces", "Heading 1")
    _pieces(doc)
    _section(doc, "Fichiers livrés", "fichiers", "f", FICHIERS, "Aucun fichier n'est listé.")
    return doc


def _section(doc: Doc, titre: str, nom: str, lettre: str, colonnes: tuple[Colonne, ...], sinon: str) -> None:
    ecrire(doc, titre, "Heading 1")
    commande(doc, f"{{%p if {nom} %}}")
    tableau(doc, colonnes, f"{{%tr for {lettre} in {nom} %}}")
    table = doc.tables[-1]
    for cellule in table.rows[2].cells:
        if "empreinte" in cellule.text:
            cellule.paragraphs[0].style = "Empreinte"
    commande(doc, "{%p else %}")
    ecrire(doc, sinon, "Corps")
    commande(doc, "{%p endif %}")


def _pieces(doc: Doc) -> None:
    table = grille(doc, [c[3] for c in PIECES], 4, 0.8)
    titres, debut, ligne, fin = table.rows
    entete_tableau(titres, [(c[0], c[4]) for c in PIECES])
    commande_rang(table, debut, "{%tr for p in pieces %}")
    for cellule, colonne in zip(ligne.cells, PIECES, strict=True):
        if colonne[1]:
            ecrire(cellule, colonne[1], "Tableau montant" if colonne[4] else "Tableau")
        filets(cellule, ("bottom",))
    ecrire(ligne.cells[1], "{{ p.fichier }}", "Empreinte")
    ecrire(ligne.cells[1], "{{ p.empreinte }}", "Empreinte")
    _changements(ligne.cells[3])
    commande_rang(table, fin, "{%tr endfor %}")
    ecarter((titres,), [c[4] for c in PIECES])


def _changements(cellule: _Cell) -> None:
    commande(cellule, "{%p for x in p.changements %}")
    p = ecrire(cellule, "{{ x }}", "Tableau")
    p.paragraph_format.space_after, p.paragraph_format.left_indent = Pt(1), Mm(1.8)  # away from the figure before it
    commande(cellule, "{%p endfor %}")
    ecrire(cellule, "", "Commande").paragraph_format.line_spacing = Pt(1)  # a cell must end with a paragraph
