"""The papers of a sale, from the devis to the facture."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from relancier.base.dates import format_long, format_short
from relancier.base.money import format_euros

from workbook.pieces_exemple_affaire import Affaire, Partie, creancier
from workbook.pieces_exemple_dessin import signature
from workbook.pieces_exemple_papier import COULEUR, COULEUR_CLIENT, Papier

COLONNES = (86, 18, 33, 33)
VALIDITE = timedelta(days=30)


def en_tete(papier: Papier) -> dict[str, str]:
    """Write the creditor's letterhead; return its settings."""
    vendeur, reglages = creancier()
    papier.entete(
        vendeur.nom,
        (
            " – ".join(vendeur.lignes),
            f"{vendeur.telephone} – {vendeur.email}",
            f"{vendeur.forme} au capital de {reglages['Capital social']} € – SIREN {vendeur.siren} – RCS "
            f"{reglages['RCS']} – TVA {reglages['N° TVA']}",
        ),
    )
    return reglages


def bloc(client: Partie) -> tuple[str, ...]:
    """Return a customer's address block."""
    return (f"{client.nom} {client.forme}".strip(), *client.lignes)


def signature_vauclair() -> bytes:
    """Return the creditor's signature and stamp."""
    vendeur, reglages = creancier()
    return signature(reglages["Signataire"], (vendeur.nom, vendeur.ville))


def devis(numero: str, day: date, affaires: Sequence[Affaire], accord: date) -> bytes:
    """Return a devis over one or several sales, signed on `accord`."""
    client = affaires[0].client
    papier = Papier(f"Devis {numero}", day)
    en_tete(papier)
    papier.destinataire(bloc(client))
    papier.titre(f"Devis n° {numero}")
    papier.texte(f"Établi le {format_long(day)}, valable jusqu'au {format_long(day + VALIDITE)}.")
    for affaire in affaires:
        papier.texte(f"Objet : {affaire.objet}.", gras=True)
        _articles(papier, affaire)
    if len(affaires) > 1:
        total = sum((one.ttc for one in affaires), Decimal(0))
        papier.texte(f"Montant total du devis : {format_euros(total)} TTC.", gras=True)
    pro = bool(client.siren)
    papier.texte(
        "Paiement à 30 jours fin de mois." if pro else "Paiement à l'échéance portée sur la facture.",
        "Conditions générales de vente remises avec ce devis.",
    )
    papier.signatures(
        ("Pour l'entreprise\nHélène Vauclair", signature_vauclair()),
        (
            f"Le client : « Bon pour accord », le {format_long(accord)}",
            signature(client.nom, (client.nom, client.ville) if pro else ()),
        ),
    )
    return papier.octets()


def commande(affaire: Affaire, devis_cite: str) -> bytes:
    """Return the order: the customer's own paper when it is a firm, ours signed by a person."""
    client = affaire.client
    vendeur, _ = creancier()
    couleur = COULEUR_CLIENT if client.siren else COULEUR
    papier = Papier(f"Bon de commande {affaire.commande}", affaire.commandee, couleur)
    if client.siren:
        papier.entete(client.nom, (" – ".join(client.lignes), f"{client.forme} – SIREN {client.siren}"))
        papier.destinataire(bloc(vendeur))
    else:
        en_tete(papier)
        papier.destinataire(bloc(client))
    papier.titre(f"Bon de commande n° {affaire.commande}")
    papier.texte(
        f"Date : {format_long(affaire.commandee)}",
        f"Suivant votre devis n° {devis_cite}" if client.siren else f"Suivant le devis n° {devis_cite}",
        f"Objet : {affaire.objet}.",
        f"Livraison souhaitée au plus tard le {format_long(affaire.livree)}."
        if client.siren
        else f"Pose prévue le {format_long(affaire.livree)}.",
    )
    _articles(papier, affaire)
    tampon = (client.nom, client.ville) if client.siren else ()
    papier.signatures(
        (f"Commandé à {client.ville}, le {format_long(affaire.commandee)}", signature(client.nom, tampon))
    )
    return papier.octets()


def livraison(affaire: Affaire) -> bytes:
    """Return the delivery slip, signed without reserve: by a firm's storekeeper, or by the person herself."""
    client = affaire.client
    papier = Papier(f"Bon de livraison {affaire.livraison}", affaire.livree)
    en_tete(papier)
    papier.destinataire(bloc(client))
    papier.titre(f"Bon de livraison n° {affaire.livraison}")
    papier.texte(
        f"Livré le {format_long(affaire.livree)}. Commande n° {affaire.commande}.", f"Objet : {affaire.objet}."
    )
    lignes = [(one.libelle, str(one.quantite), str(one.quantite)) for one in affaire.articles]
    papier.tableau(("Désignation", "Commandé", "Livré"), lignes, (120, 25, 25))
    papier.texte("Reçu conforme et en bon état, sans réserve.")
    papier.signatures(
        ("Le livreur", signature("livreur")),
        (
            f"Le client, le {format_long(affaire.livree)}",
            signature(f"{client.nom}, quai", (client.nom, client.ville)) if client.siren else signature(client.nom),
        ),
    )
    return papier.octets()


def facture(affaire: Affaire) -> bytes:
    """Return the facture, with the mentions that are owed to a firm (C. com. L441-9 and L441-10) or to a person."""
    client = affaire.client
    papier = Papier(f"Facture {affaire.numero}", affaire.emise)
    reglages = en_tete(papier)
    papier.destinataire(bloc(client) + ((f"SIREN {client.siren}",) if client.siren else ()))
    papier.titre(f"Facture n° {affaire.numero}")
    papier.texte(
        f"Date : {format_short(affaire.emise)} – Échéance : {format_short(affaire.echeance)}",
        f"Commande n° {affaire.commande} – Bon de livraison n° {affaire.livraison} du {format_short(affaire.livree)}",
        f"Objet : {affaire.objet}.",
    )
    _articles(papier, affaire)
    papier.texte(f"Net à payer le {format_long(affaire.echeance)} : {format_euros(affaire.ttc)}", gras=True)
    papier.texte(f"Par virement : IBAN {reglages['IBAN']} – BIC {reglages['BIC']}")
    papier.texte(*mentions(affaire), taille=8.5)
    return papier.octets()


def mentions(affaire: Affaire) -> tuple[str, ...]:
    """Return what a facture says of early and late payment; a person owes neither penalties nor the 40 €."""
    escompte = "Pas d'escompte pour paiement anticipé."
    if not affaire.client.siren:
        return (escompte,)
    return (
        escompte,
        "Pénalités de retard : taux appliqué par la Banque centrale européenne à son opération de refinancement la "
        "plus récente, majoré de dix points (article L441-10 du Code de commerce).",
        "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 € (article D441-5 du Code "
        "de commerce).",
    )


def _articles(papier: Papier, affaire: Affaire) -> None:
    lignes = [
        (one.libelle, str(one.quantite), format_euros(one.prix), format_euros(one.montant)) for one in affaire.articles
    ]
    lignes += [
        ("Total HT", "", "", format_euros(affaire.ht)),
        (f"TVA {affaire.tva} %", "", "", format_euros(affaire.montant_tva)),
        ("Total TTC", "", "", format_euros(affaire.ttc)),
    ]
    papier.tableau(("Désignation", "Quantité", "Prix HT", "Montant HT"), lignes, COLONNES, forts=1)
