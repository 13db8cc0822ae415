"""Two letters of the commercial case: the customer's offer to pay later, and the mise en demeure of 30 October."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from relancier.base.dates import format_long, format_short
from relancier.base.money import format_euros

from workbook.pieces_exemple_affaire import Affaire, creancier
from workbook.pieces_exemple_commerce import bloc, en_tete, signature_vauclair
from workbook.pieces_exemple_dessin import signature
from workbook.pieces_exemple_papier import COULEUR_CLIENT, Papier


def total(affaires: Sequence[Affaire]) -> Decimal:
    """Return what the factures make together (€ TTC)."""
    return sum((one.ttc for one in affaires), Decimal(0))


def proposition(affaires: Sequence[Affaire], day: date, terme: date) -> bytes:
    """Return the customer's letter of `day`: it owes, and asks to pay by `terme`."""
    client = affaires[0].client
    vendeur, _ = creancier()
    papier = Papier("Demande de délai", day, COULEUR_CLIENT)
    papier.entete(client.nom, (" – ".join(client.lignes), f"{client.forme} – SIREN {client.siren}"))
    papier.destinataire(bloc(vendeur))
    papier.texte(f"{client.ville}, le {format_long(day)}", a_droite=True)
    papier.texte("Objet : demande de délai de paiement", gras=True)
    papier.texte(
        "Madame,",
        f"Nous reconnaissons vous devoir {format_euros(total(affaires))} au titre de vos factures "
        + " et ".join(f"n° {one.numero} ({format_euros(one.ttc)})" for one in affaires)
        + ". Les portes ont été livrées et donnent satisfaction.",
        f"Notre trésorerie ne nous permet pas de vous régler ce mois-ci. Nous vous demandons de patienter jusqu'au "
        f"{format_long(terme)}, date à laquelle nous réglerons le tout par virement.",
        "Nous vous prions d'agréer, Madame, nos salutations distinguées.",
    )
    papier.signatures(("", None), ("Le gérant", signature(client.nom, (client.nom, client.ville))))
    return papier.octets()


def mise_en_demeure(affaires: Sequence[Affaire], day: date, numero: str, jours: int) -> bytes:
    """Return the formal notice as it was sent by hand: the principal alone, to be paid within `jours` days."""
    client = affaires[0].client
    papier = Papier("Mise en demeure", day)
    reglages = en_tete(papier)
    papier.destinataire(bloc(client))
    papier.texte(f"{reglages['Ville']}, le {format_long(day)}", a_droite=True)
    papier.texte(f"Lettre recommandée avec avis de réception n° {numero}")
    papier.texte("Objet : mise en demeure de payer", gras=True)
    papier.texte("Madame, Monsieur,", "Malgré nos trois relances, ces factures restent impayées :")
    lignes = [
        (one.numero, format_short(one.emise), format_short(one.echeance), format_euros(one.ttc)) for one in affaires
    ]
    lignes.append(("Total", "", "", format_euros(total(affaires))))
    papier.tableau(("Facture", "Date", "Échéance", "Reste dû"), lignes, (62, 36, 36, 36), forts=1)
    papier.texte(
        f"Nous vous mettons en demeure de nous payer {format_euros(total(affaires))} dans les {jours} jours de la "
        "réception de cette lettre, par virement.",
        f"IBAN {reglages['IBAN']} – BIC {reglages['BIC']}",
        "À défaut, nous saisirons le tribunal compétent, sans autre avis.",
        "Veuillez agréer, Madame, Monsieur, nos salutations distinguées.",
    )
    papier.signatures(("", None), ("Hélène Vauclair, présidente", signature_vauclair()))
    return papier.octets()
