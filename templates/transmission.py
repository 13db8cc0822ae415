"""The note that hands the case over, on one page."""

from docx.document import Document as Doc
from docx.shared import Pt
from dossier import pages, puce, styles
from mise_en_page import commande, ecrire, filets, fond, grille, nouveau
from tableaux import Colonne, sommes, tableau

DATES: tuple[Colonne, ...] = (
    ("Dates qui comptent", "{{ d.libelle }}", "", 46, False),
    ("Jour ou délai", "{{ d.jour }}", "", 46, False),
    ("Source", "{{ d.source }}", "", 78, False),
)
VOIES: tuple[Colonne, ...] = (
    ("Voie", "**{{ v.nom }}**", "", 26, False),
    ("Ce que c'est", "{{ v.definition }}", "", 52, False),
    ("Ce qu'il faut", "{{ v.conditions }}", "", 50, False),
    ("Texte et certitude", "{{ v.certitude }}", "", 42, False),
)


def note_transmission() -> Doc:
    """The note."""
    doc = nouveau("Note de transmission", "Note de transmission du dossier")
    styles(doc)
    pages(doc, "Note de transmission · {{ creancier }} contre {{ debiteur }}")
    ecrire(doc, "Note de transmission", "Titre", suite=True)
    ecrire(
        doc, "Dossier {{ code }} · établie le {{ date }} · {{ nombre_pieces }} au bordereau", "Sous-titre", suite=True
    )
    table = grille(doc, (26, 144), 5, 0.8)
    for rang, (titre, texte) in zip(
        table.rows,
        (
            ("Créancier", "**{{ creancier }}** – {{ identite_creancier }}"),
            ("Débiteur", "**{{ debiteur }}** – {{ identite_debiteur }}"),
            ("Créance", "{{ resume }}"),
            ("Contestation", "{{ contestee }}"),
            ("Juridiction", "{{ tribunal }}"),
        ),
        strict=True,
    ):
        ecrire(rang.cells[0], titre, "Tableau titre")
        fond(rang.cells[0])
        ecrire(rang.cells[1], texte, "Tableau")
        for cellule in rang.cells:
            filets(cellule, ("bottom",))
    commande(doc, "{%p for x in questions %}")
    puce(doc, "À vérifier : {{ x }}", "Note")
    commande(doc, "{%p endfor %}")
    _vide(doc)
    sommes(doc, "{%tr for s in sommes %}", "Total exigible au {{ arrete_au }}", "{{ total }}")
    _vide(doc)
    tableau(doc, DATES, "{%tr for d in dates %}")
    _vide(doc)
    tableau(doc, VOIES, "{%tr for v in voies %}")
    p = ecrire(
        doc,
        "Cette note expose des faits et des textes ; elle ne conseille pas. Le créancier choisit, avec son conseil.",
        "Note",
    )
    p.paragraph_format.space_before = Pt(4)
    return doc


def _vide(doc: Doc) -> None:
    ecrire(doc, "", "Commande").paragraph_format.line_spacing = Pt(6)
