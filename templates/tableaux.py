"""The tables that the protocole and the letters of a plan share."""

from collections.abc import Sequence

from blocs import commande_rang, ecarter, entete_tableau
from docx.document import Document as Doc
from docx.shared import Pt
from mise_en_page import ecrire, filets, grille
from styles import ACCENT

# heading, template of a line, template of the total, width (mm), is an amount
Colonne = tuple[str, str, str, float, bool]


def tableau(doc: Doc, colonnes: Sequence[Colonne], boucle: str) -> None:
    """Add a table of lines and their total if any; its heading is printed again on each page, no row is cut."""
    avec_total = any(c[2] for c in colonnes)
    table = grille(doc, [c[3] for c in colonnes], 5 if avec_total else 4, 0.8)
    titres, debut, ligne, fin, *dernier = table.rows
    entete_tableau(titres, [(c[0], c[4]) for c in colonnes])
    commande_rang(table, debut, boucle)
    for cellule, colonne in zip(ligne.cells, colonnes, strict=True):
        ecrire(cellule, colonne[1], "Tableau montant" if colonne[4] else "Tableau")
        filets(cellule, ("bottom",))
    commande_rang(table, fin, "{%tr endfor %}")
    for total in dernier:
        for cellule, colonne in zip(total.cells, colonnes, strict=True):
            ecrire(cellule, f"**{colonne[2]}**" if colonne[2] else "", "Tableau montant" if colonne[4] else "Tableau")
            filets(cellule, ("top", "bottom"), ACCENT, 8)
    ecarter((titres, ligne), [c[4] for c in colonnes])


def sommes(doc: Doc, boucle: str, libelle: str, total: str) -> None:
    """Add the parts of a sum (a loop over `Somme`) and the sum."""
    colonnes = (
        ("Composition", "{{ s.libelle }}", libelle, 120, False),
        ("Montant", "{{ s.montant }}", total, 50, True),
    )
    tableau(doc, colonnes, boucle)


def espace(doc: Doc) -> None:
    """Part a table from what follows it."""
    ecrire(doc, "", "Commande").paragraph_format.line_spacing = Pt(6)
