"""The request for an injonction de payer, in three variants: commerce, tribunal judiciaire, protection.

Its wording is ours, held to the mentions that CPC 54, 57 and 1407 ask for. No variant holds a word of what only
professionals owe one another: interest and indemnities arrive with their names and their grounds.
"""

from docx.document import Document as Doc
from docx.shared import Pt
from dossier import composition, liste_pieces, pages, partie, puce, renvoyer, signer, styles
from mise_en_page import commande, ecrire, nouveau
from numerotation import numeroter
from tableaux import Colonne, tableau

POINTS = "……………………"
AVEC_INDEMNITE: tuple[Colonne, ...] = (
    ("Facture", "{{ f.facture }}", "{{ demande.totaux.facture }}", 27, False),
    ("Émise le", "{{ f.date }}", "", 17, False),
    ("Échéance", "{{ f.echeance }}", "", 17, False),
    ("Montant TTC", "{{ f.montant_ttc }}", "{{ demande.totaux.montant_ttc }}", 22, True),
    ("Imputé sur le principal", "{{ f.credits }}", "{{ demande.totaux.credits }}", 22, True),
    ("Principal dû", "{{ f.principal }}", "{{ demande.totaux.principal }}", 22, True),
    ("Intérêts", "{{ f.interets }}", "{{ demande.totaux.interets }}", 20, True),
    ("Indemnité", "{{ f.indemnite }}", "{{ demande.totaux.indemnite }}", 23, True),
)
SANS_INDEMNITE: tuple[Colonne, ...] = (
    ("Facture", "{{ f.facture }}", "{{ demande.totaux.facture }}", 34, False),
    ("Émise le", "{{ f.date }}", "", 19, False),
    ("Échéance", "{{ f.echeance }}", "", 19, False),
    ("Montant TTC", "{{ f.montant_ttc }}", "{{ demande.totaux.montant_ttc }}", 25, True),
    ("Imputé sur le principal", "{{ f.credits }}", "{{ demande.totaux.credits }}", 25, True),
    ("Principal dû", "{{ f.principal }}", "{{ demande.totaux.principal }}", 25, True),
    ("Intérêts", "{{ f.interets }}", "{{ demande.totaux.interets }}", 23, True),
)


def requete_tc() -> Doc:
    """The request to a tribunal de commerce, a TAE, a chambre commerciale or a tribunal mixte."""
    return _requete("juridiction commerciale", "Le président", f"les frais de greffe : {POINTS} € (à compléter)")


def requete_tj() -> Doc:
    """The request to a tribunal judiciaire."""
    return _requete("tribunal judiciaire", "Le président", "les dépens")


def requete_jcp() -> Doc:
    """The request to a juge des contentieux de la protection."""
    return _requete("juge des contentieux de la protection", "Le juge", "les dépens")


def _requete(devant: str, magistrat: str, frais: str) -> Doc:
    doc = nouveau("Requête en injonction de payer", f"Requête en injonction de payer, {devant}")
    styles(doc)
    numeroter(doc, "Heading 1", "%1.")
    pages(doc, "Requête en injonction de payer · {{ creancier.nom }} contre {{ debiteur.nom }}")
    ecrire(doc, "Requête en injonction de payer", "Titre", suite=True)
    ecrire(doc, "Articles 54, 57 et 1407 du Code de procédure civile · établie le {{ date }}", "Sous-titre", suite=True)
    ecrire(doc, "À Madame ou Monsieur {{ destinataire }}", "Destinataire")
    _parties(doc)
    _objet(doc)
    _faits(doc)
    _demarches(doc)
    _fondement(doc)
    _demandes(doc, magistrat, frais)
    signer(doc)  # before the list: no engine keeps a paragraph with the table above, and it would stand alone on a page
    ecrire(doc, "Pièces jointes : bordereau", "Heading 1")
    liste_pieces(doc)
    return doc


def _parties(doc: Doc) -> None:
    ecrire(doc, "Les parties", "Heading 1")
    partie(doc, "Requérant, créancier", "creancier")
    partie(doc, "Débiteur", "debiteur")


def _objet(doc: Doc) -> None:
    ecrire(doc, "Objet et juridiction", "Heading 1")
    ecrire(
        doc,
        "La présente requête a pour objet une ordonnance enjoignant à {{ debiteur.nom }} de payer à {{ creancier.nom }}"
        " la somme de **{{ demande.total }}** ({{ demande.total_en_lettres }}), arrêtée au {{ demande.arrete_au }}.",
        "Corps",
    )
    ecrire(doc, "{{ competence }}", "Corps")


def _faits(doc: Doc) -> None:
    ecrire(doc, "Les faits", "Heading 1")
    commande(doc, "{%p if relation %}")
    p = ecrire(doc, "Contrat, commandes et livraisons : ", "Corps", suite=True)
    renvoyer(p, "relation", "", ".")
    commande(doc, "{%p endif %}")
    commande(doc, "{%p for f in faits %}")
    p = puce(doc, "Le {{ f.date }}, {{ f.phrase }}")
    renvoyer(p, "f.pieces")
    p.add_run(".")
    commande(doc, "{%p endfor %}")


def _demarches(doc: Doc) -> None:
    ecrire(doc, "Les démarches amiables", "Heading 1")
    commande(doc, "{%p if demarches %}")
    ecrire(
        doc,
        "Avant de saisir la juridiction, le créancier a demandé au débiteur de payer ; la somme réclamée reste due :",
        "Corps",
        suite=True,
    )
    commande(doc, "{%p for f in demarches %}")
    p = puce(doc, "Le {{ f.date }}, {{ f.phrase }}")
    renvoyer(p, "f.pieces")
    p.add_run(".")
    commande(doc, "{%p endfor %}")
    commande(doc, "{%p else %}")
    ecrire(doc, f"Démarches accomplies : {POINTS}{POINTS} (à compléter).", "Corps")
    commande(doc, "{%p endif %}")
    commande(doc, "{%p if amiable %}")
    ecrire(doc, "{{ amiable }}", "Corps")
    commande(doc, "{%p endif %}")


def _fondement(doc: Doc) -> None:
    ecrire(doc, "Le fondement et le montant de la créance", "Heading 1")
    p = ecrire(
        doc,
        "La créance a une cause contractuelle et son montant est déterminé (article 1405 du Code de procédure civile)."
        " Elle résulte des factures ci-dessous, échues et impayées{% if demande.fondement %} ; ses accessoires sont"
        " dus en vertu de la loi ({{ demande.fondement }}){% endif %}. Le calcul est détaillé au décompte joint",
        "Corps",
        suite=True,
    )
    renvoyer(p, "decompte")
    p.add_run(".")
    for test, colonnes in (("if demande.indemnites", AVEC_INDEMNITE), ("else", SANS_INDEMNITE)):
        commande(doc, f"{{%p {test} %}}")
        tableau(doc, colonnes, "{%tr for f in demande.factures %}")
    commande(doc, "{%p endif %}")
    ecrire(doc, "", "Commande").paragraph_format.line_spacing = Pt(7)
    composition(doc, "demande.sommes", "Total demandé au {{ demande.arrete_au }}", "{{ demande.total }}")
    p = ecrire(doc, "Soit **{{ demande.total_en_lettres }}**.", "Corps")
    p.paragraph_format.space_before = Pt(6)


def _demandes(doc: Doc, magistrat: str, frais: str) -> None:
    ecrire(doc, "Les demandes", "Heading 1")
    ecrire(
        doc,
        f"{magistrat} est prié de rendre une ordonnance portant injonction de payer, et d'enjoindre à"
        " {{ debiteur.nom }} de payer à {{ creancier.nom }} :",
        "Corps",
        suite=True,
    )
    puce(doc, "**{{ demande.principal }}** ({{ demande.principal_en_lettres }}) en principal ;", "Demande")
    commande(doc, "{%p if demande.interets %}")
    puce(
        doc,
        "**{{ demande.interets }}** au titre des {{ demande.nom_interets }} au {{ demande.arrete_au }} ;",
        "Demande",
    )
    commande(doc, "{%p endif %}")
    commande(doc, "{%p if demande.indemnites %}")
    puce(
        doc,
        "**{{ demande.indemnites }}** d'indemnité forfaitaire pour frais de recouvrement{% if demande.unitaire %}"
        " ({{ demande.unitaire }} pour {{ demande.nombre }}){% endif %} ;",
        "Demande",
    )
    commande(doc, "{%p endif %}")
    commande(doc, "{%p if demande.credit %}")
    puce(doc, "sous déduction de **{{ demande.credit }}** reçus du débiteur et non imputés ;", "Demande")
    commande(doc, "{%p endif %}")
    puce(doc, "soit, au {{ demande.arrete_au }}, un total de **{{ demande.total }}** ;", "Demande")
    commande(doc, "{%p for x in demande.a_courir %}")
    puce(doc, "{{ x }} ;", "Demande")
    commande(doc, "{%p endfor %}")
    puce(doc, f"{frais}.", "Demande").paragraph_format.keep_with_next = True
    commande(doc, "{%p if renvoi %}")
    ecrire(
        doc,
        "En cas d'opposition, le créancier demande que l'affaire soit immédiatement renvoyée devant {{ renvoi }}"
        " (article 1408 du Code de procédure civile).",
        "Corps",
        suite=True,
    )
    commande(doc, "{%p endif %}")
