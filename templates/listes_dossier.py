"""The lists of the case file: bordereau of the exhibits, chronology, account."""

from docx.document import Document as Doc
from docx.shared import Pt
from dossier import liste_pieces, pages, signer, styles
from mise_en_page import commande, ecrire, nouveau
from tableaux import Colonne, tableau

PARTIES = "{{ creancier }} contre {{ debiteur }}"
BORDEREAU: tuple[Colonne, ...] = (
    ("N°", "", "", 13, False),
    ("Nature", "{{ p.nature }}", "", 29, False),
    ("Pièce", "{{ p.intitule }}", "", 56, False),
    ("Date", "{{ p.date }}", "", 18, False),
    ("Référence", "{{ p.reference }}", "", 27, False),
    ("Pages", "{{ p.pages }}", "", 12, True),
    ("1re page dans la liasse", "{{ p.premiere_page }}", "", 20, True),
    ("Empreinte SHA-256 de l'original", "{{ p.empreinte }}", "", 82, False),
)
CHRONOLOGIE: tuple[Colonne, ...] = (
    ("Date", "{{ l.date }}", "", 19, False),
    ("Événement", "{{ l.evenement }}", "Dû au {{ arrete_au }}", 104, False),
    ("Somme", "{{ l.montant }}", "{{ total }}", 25, True),
    ("Pièce n°", "{{ l.pieces }}", "", 22, False),
)
RELEVE: tuple[Colonne, ...] = (
    ("Date", "{{ l.date }}", "Solde", 19, False),
    ("Mouvement", "{{ l.libelle }}", "", 76, False),
    ("Débit", "{{ l.debit }}", "{{ debits }}", 25, True),
    ("Crédit", "{{ l.credit }}", "{{ credits }}", 25, True),
    ("Solde", "{{ l.solde }}", "{{ solde }}", 25, True),
)


def bordereau() -> Doc:
    """The bordereau of the exhibits, A4 landscape."""
    doc = nouveau("Bordereau de pièces", "Bordereau de pièces", paysage=True)
    styles(doc)
    pages(doc, f"Bordereau de pièces · {PARTIES}")
    ecrire(doc, "Bordereau de pièces", "Titre", suite=True)
    ecrire(doc, PARTIES, "Destinataire", suite=True)
    total = "{{ nombre }}, {{ pages }}{% if volumes %}, {{ volumes }}{% endif %}"
    liste_pieces(doc, BORDEREAU)
    p = ecrire(doc, f"Au total : **{total}**.", "Corps", suite=True)
    p.paragraph_format.space_before = Pt(8)
    commande(doc, "{%p if avec_empreintes %}")
    ecrire(
        doc,
        "L'empreinte SHA-256 identifie le fichier original de chaque pièce : un fichier modifié n'a plus la même.",
        "Note",
        suite=True,
    )
    commande(doc, "{%p endif %}")
    signer(doc)
    return doc


def chronologie() -> Doc:
    """The chronology."""
    doc = nouveau("Chronologie", "Chronologie de la créance")
    styles(doc)
    pages(doc, f"Chronologie · {PARTIES}")
    ecrire(doc, "Chronologie", "Titre", suite=True)
    ecrire(doc, PARTIES, "Destinataire", suite=True)
    tableau(doc, CHRONOLOGIE, "{%tr for l in lignes %}")
    p = ecrire(doc, "Les numéros de pièces sont ceux du bordereau. Établie le {{ date }}.", "Note")
    p.paragraph_format.space_before = Pt(6)
    return doc


def releve_dossier() -> Doc:
    """The account."""
    doc = nouveau("Relevé de compte", "Relevé de compte du dossier")
    styles(doc)
    pages(doc, f"Relevé de compte · {PARTIES}")
    ecrire(doc, "Relevé de compte", "Titre", suite=True)
    ecrire(doc, "{{ debiteur }}, client {{ code }} · arrêté au {{ arrete_au }}", "Sous-titre", suite=True)
    tableau(doc, RELEVE, "{%tr for l in lignes %}")
    p = ecrire(
        doc,
        "Solde au {{ arrete_au }} : **{{ solde }}**{% if dont_a_echoir %}, dont {{ dont_a_echoir }} à échoir{% endif %}"
        ". Le calcul des intérêts est au décompte.",
        "Corps",
        suite=True,
    )
    p.paragraph_format.space_before = Pt(8)
    signer(doc)
    return doc
