"""The framework contract of a customer who buys often, and the general conditions of sale, for firms and for people."""

from datetime import date

from relancier.base.dates import format_long

from workbook.pieces_exemple_affaire import Partie, creancier
from workbook.pieces_exemple_commerce import en_tete, signature_vauclair
from workbook.pieces_exemple_dessin import signature
from workbook.pieces_exemple_papier import Papier

COMMUNES = (
    (
        "1. Commandes",
        "Une commande est ferme lorsque le client a signé le devis ou envoyé un bon de commande qui s'y réfère.",
    ),
    (
        "2. Prix",
        "Les prix sont ceux du devis accepté. La TVA s'y ajoute au taux indiqué sur le devis.",
    ),
    (
        "3. Livraison et réception",
        "Le client vérifie les menuiseries à leur arrivée et signe le bon de livraison. Il y porte ses réserves, s'il "
        "en a, et les confirme par écrit sous huit jours.",
    ),
)
ENTREPRISES = (
    (
        "4. Paiement",
        "Les factures sont payables par virement à trente jours fin de mois à compter de leur date. Il n'est pas "
        "accordé d'escompte pour paiement anticipé.",
    ),
    (
        "5. Retard de paiement",
        "Toute somme impayée à l'échéance porte des pénalités, sans rappel, au taux appliqué par la Banque centrale "
        "européenne à son opération de refinancement la plus récente, majoré de dix points, et une indemnité "
        "forfaitaire pour frais de recouvrement de 40 € par facture (articles L441-10 et D441-5 du Code de commerce).",
    ),
)
PARTICULIERS = (
    (
        "4. Paiement",
        "La facture est payable à l'échéance qu'elle indique, par virement ou par chèque. Il n'est pas accordé "
        "d'escompte pour paiement anticipé.",
    ),
    (
        "5. Difficultés",
        "Le client qui prévoit une difficulté de paiement peut demander un échelonnement à l'adresse électronique de "
        "l'entreprise, avant l'échéance si possible.",
    ),
)


def contrat_cadre(client: Partie, day: date) -> bytes:
    """Return the contract between the creditor and a firm, with the general conditions as its annex."""
    vendeur, reglages = creancier()
    papier = Papier(f"Contrat-cadre de fourniture – {client.nom}", day, taille=10.5)
    papier.titre("Contrat-cadre de fourniture", 18)
    papier.texte("Entre les soussignés :")
    papier.texte(
        f"{vendeur.nom}, {vendeur.forme} au capital de {reglages['Capital social']} €, {', '.join(vendeur.lignes)}, "
        f"SIREN {vendeur.siren}, représentée par {reglages['Signataire']}, {reglages['Qualité']}, ci-après « le "
        "fournisseur »,",
        f"et {client.nom}, {client.forme}, {', '.join(client.lignes)}, SIREN {client.siren}, représentée par son "
        "gérant, ci-après « le client »,",
        "il a été convenu ce qui suit.",
    )
    for titre, texte in (
        (
            "Article 1 – Objet",
            "Le fournisseur fabrique et livre au client les portes et menuiseries que celui-ci lui commande.",
        ),
        (
            "Article 2 – Durée",
            "Le contrat est conclu pour un an à compter de sa signature. Il se renouvelle par accord écrit.",
        ),
        (
            "Article 3 – Commandes et prix",
            "Chaque fourniture fait l'objet d'un devis du fournisseur, puis d'un bon de commande du client qui cite le "
            "numéro de ce devis.",
        ),
        (
            "Article 4 – Paiement",
            "Chaque facture est payable à trente jours fin de mois, dans les conditions de l'annexe.",
        ),
        (
            "Article 5 – Annexe",
            "Les conditions générales de vente du fournisseur, jointes, font partie du contrat. Le client déclare les "
            "avoir lues et acceptées.",
        ),
    ):
        papier.titre(titre, 11)
        papier.texte(texte)
    papier.texte(f"Fait à {vendeur.ville}, le {format_long(day)}, en deux originaux.")
    papier.signatures(
        ("Le fournisseur", signature_vauclair()),
        ("Le client", signature(client.nom, (client.nom, client.ville))),
    )
    papier.nouvelle_page()
    papier.titre("Annexe – Conditions générales de vente")
    _conditions(papier, entreprises=True)
    return papier.octets()


def conditions_generales(day: date, *, entreprises: bool) -> bytes:
    """Return the general conditions on a paper of their own."""
    publics = "aux entreprises" if entreprises else "aux particuliers"
    papier = Papier(f"Conditions générales de vente {publics}", day)
    en_tete(papier)
    papier.titre(f"Conditions générales de vente {publics}")
    papier.texte(f"En vigueur depuis le {format_long(day)}.")
    _conditions(papier, entreprises=entreprises)
    return papier.octets()


def _conditions(papier: Papier, *, entreprises: bool) -> None:
    for titre, texte in (*COMMUNES, *(ENTREPRISES if entreprises else PARTICULIERS)):
        papier.titre(titre, 10.5)
        papier.texte(texte, taille=9.5)
