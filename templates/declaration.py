"""The declaration of a claim to an insolvency procedure."""

from docx.document import Document as Doc
from docx.shared import Pt
from dossier import liste_pieces, pages, partie, renvoyer, signer, styles
from mise_en_page import commande, ecrire, nouveau
from numerotation import numeroter
from tableaux import Colonne, tableau

CREANCES: tuple[Colonne, ...] = (
    ("Facture", "{{ c.facture }}", "{{ totaux.facture }}", 28, False),
    ("Émise le", "{{ c.date }}", "", 18, False),
    ("Échéance", "{{ c.echeance }}", "", 18, False),
    ("Échu", "{{ c.echu }}", "{{ totaux.echu }}", 23, True),
    ("À échoir", "{{ c.a_echoir }}", "{{ totaux.a_echoir }}", 23, True),
    ("Intérêts", "{{ c.interets }}", "{{ totaux.interets }}", 20, True),
    ("Indemnité", "{{ c.indemnite }}", "{{ totaux.indemnite }}", 17, True),
    ("Total", "{{ c.total }}", "{{ totaux.total }}", 23, True),
)
SANS_INDEMNITE = (
    ("Facture", "{{ c.facture }}", "{{ totaux.facture }}", 34, False),
    *CREANCES[1:3],
    *((titre, ligne, total, 25, True) for titre, ligne, total, _, _ in (*CREANCES[3:6], CREANCES[7])),
)


def declaration() -> Doc:
    """The declaration."""
    doc = nouveau("Déclaration de créance", "Déclaration de créance")
    styles(doc)
    numeroter(doc, "Heading 1", "%1.")
    pages(doc, "Déclaration de créance · {{ creancier.nom }} · {{ debiteur.nom }}")
    ecrire(doc, "Déclaration de créance", "Titre", suite=True)
    ecrire(
        doc,
        "Articles L622-24, L622-25 et R622-23 du Code de commerce · établie le {{ date }}",
        "Sous-titre",
        suite=True,
    )
    ecrire(doc, "Au mandataire judiciaire :\n{{ mandataire }}", "Destinataire")
    ecrire(doc, "Les parties", "Heading 1")
    partie(doc, "Créancier déclarant", "creancier")
    partie(doc, "Débiteur", "debiteur")
    _procedure(doc)
    _montant(doc)
    _suretes(doc)
    p = ecrire(doc, "Le créancier certifie sincère la présente déclaration.", "Corps", suite=True)
    p.paragraph_format.space_before = Pt(10)
    signer(doc)  # before the list: no engine keeps a paragraph with the table above, and it would stand alone on a page
    ecrire(doc, "Bordereau des pièces jointes", "Heading 1")
    liste_pieces(doc)
    return doc


def _procedure(doc: Doc) -> None:
    ecrire(doc, "La procédure", "Heading 1")
    ecrire(
        doc,
        "Procédure collective ouverte le {{ ouverture }}{% if publication %}, publiée au BODACC le {{ publication }}"
        "{% endif %}. Dernier jour pour déclarer : **{{ dernier_jour }}**{% if not publication %}, compté de"
        " l'ouverture{% endif %}.",
        "Corps",
    )


def _montant(doc: Doc) -> None:
    ecrire(doc, "La créance déclarée", "Heading 1")
    p = ecrire(
        doc,
        "Le créancier déclare **{{ total }}** ({{ total_en_lettres }}), au titre des factures suivantes, nées avant"
        " l'ouverture",
        "Corps",
        suite=True,
    )
    renvoyer(p, "preuves")
    p.add_run(".")
    for test, colonnes in (("if avec_indemnites", CREANCES), ("else", SANS_INDEMNITE)):
        commande(doc, f"{{%p {test} %}}")
        tableau(doc, colonnes, "{%tr for c in creances %}")
    commande(doc, "{%p endif %}")
    commande(doc, "{%p if credit %}")
    p = ecrire(doc, "À déduire, sommes reçues du débiteur et non imputées : **{{ credit }}**.", "Corps")
    p.paragraph_format.space_before = Pt(6)
    commande(doc, "{%p endif %}")
    p = ecrire(
        doc,
        "« Échu » et « à échoir » s'entendent au jour de l'ouverture. Le cours des intérêts est arrêté à cette date"
        " (article L622-28 du Code de commerce).",
        "Note",
    )
    p.paragraph_format.space_before = Pt(4)


def _suretes(doc: Doc) -> None:
    ecrire(doc, "Les sûretés", "Heading 1")
    ecrire(doc, "Nature et assiette des sûretés : {{ suretes }}.", "Corps", suite=True)
