"""Who the parties of a protocole are: what is known of them, and what is left for them to write."""

from relancier.base.typed import fold
from relancier.creances.portefeuille import Creancier, Debiteur, TypeDebiteur
from relancier.documents.echeancier.context import PartieAccord
from relancier.documents.parties import identite_creancier, identite_debiteur
from relancier.droit.juridiction import FORMES_COMMERCIALES

A_REMPLIR = "…" * 14
INITIALES = {
    "societe a responsabilite limitee": "SARL",
    "entreprise unipersonnelle a responsabilite limitee": "EURL",
    "societe par actions simplifiee": "SAS",
    "societe par actions simplifiee unipersonnelle": "SASU",
    "societe anonyme": "SA",
    "societe en nom collectif": "SNC",
    "societe en commandite simple": "SCS",
    "societe en commandite par actions": "SCA",
}
EN_SON_NOM = frozenset(
    {
        *("ei", "entreprise individuelle", "entrepreneur individuel", "eirl", "artisan", "micro-entreprise"),
        *("micro-entrepreneur", "auto-entrepreneur", "profession liberale", "commercant"),
    }
)


def est_commercant(debiteur: Debiteur) -> bool:
    """Say whether `debiteur` is surely a trader: a company that is commercial by its form (C. com. L210-1).

    Between traders, a promise to pay needs no sum written by hand; whoever is not surely one writes it.
    """
    form = fold(debiteur.forme_juridique).replace(".", "")
    return debiteur.type is TypeDebiteur.PROFESSIONNEL and INITIALES.get(form, form.upper()) in FORMES_COMMERCIALES


def partie_creancier(one: Creancier) -> PartieAccord:
    """Return the creditor as the protocole names it."""
    name, lines = identite_creancier(one)
    if not one.forme_juridique:  # a person, who signs for itself
        return PartieAccord(name, lines, "")
    if not one.signataire:
        return PartieAccord(name, (*lines, f"représentée par {A_REMPLIR}"), A_REMPLIR)
    return PartieAccord(name, lines, f"{one.signataire}, {one.qualite}" if one.qualite else one.signataire)


def partie_debiteur(one: Debiteur) -> PartieAccord:
    """Return the debtor as the protocole names it, with lines for what the workbook does not hold."""
    name, lines = identite_debiteur(one)
    if one.type is TypeDebiteur.CONSOMMATEUR:
        return PartieAccord(name, (*lines, f"né(e) le {A_REMPLIR}", f"à {A_REMPLIR}"), "")
    if fold(one.forme_juridique) in EN_SON_NOM:
        return PartieAccord(name, lines, "")
    blanks = (f"représenté(e) par {A_REMPLIR}", f"en qualité de {A_REMPLIR}")
    return PartieAccord(name, (*lines, *blanks), A_REMPLIR)
