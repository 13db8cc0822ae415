"""The kinds of exhibits, in the order in which a judge expects them, and the words by which users call them.

No text sets the order; it is that of practice: contract, quote, order, general conditions, delivery, invoices,
correspondence, mise en demeure with its proofs, plan, décompte.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType

from relancier.base.typed import fold


class Nature(StrEnum):
    """What an exhibit is, in the order of the bordereau."""

    CONTRAT = "contrat"
    DEVIS = "devis"
    COMMANDE = "commande"
    CGV = "CGV"
    LIVRAISON = "livraison"
    FACTURE = "facture"
    AVOIR = "avoir"
    CORRESPONDANCE = "correspondance"
    RELANCE = "relance"
    MISE_EN_DEMEURE = "mise en demeure"
    PREUVE_DE_DEPOT = "preuve de dépôt"
    AVIS_DE_RECEPTION = "avis de réception"
    ECHEANCIER = "échéancier"
    DECOMPTE = "décompte"


# those of one group follow the order of their days
GROUPES = (
    (Nature.CONTRAT,),
    (Nature.DEVIS,),
    (Nature.COMMANDE,),
    (Nature.CGV,),
    (Nature.LIVRAISON,),
    (Nature.FACTURE, Nature.AVOIR),
    (Nature.CORRESPONDANCE, Nature.RELANCE),
    (Nature.MISE_EN_DEMEURE, Nature.PREUVE_DE_DEPOT, Nature.AVIS_DE_RECEPTION),
    (Nature.ECHEANCIER,),
    (Nature.DECOMPTE,),
)
RANGS: Mapping[Nature, int] = MappingProxyType({one: rank for rank, group in enumerate(GROUPES) for one in group})

_SYNONYMES = {
    Nature.CONTRAT: ("contrat cadre", "convention", "bail", "contrat signé", "conditions particulières"),
    Nature.DEVIS: ("devis signé", "devis accepté", "proposition", "offre"),
    Nature.COMMANDE: ("bon de commande", "bc", "ordre", "confirmation de commande", "ordre de service"),
    Nature.CGV: ("conditions générales", "conditions générales de vente", "cgu", "conditions"),
    Nature.LIVRAISON: (
        *(
            "bon de livraison",
            "bl",
            "bons de livraison",
            "procès-verbal",
            "pv de réception",
            "procès-verbal de réception",
        ),
        *("attestation", "attestation de fin de travaux", "lettre de voiture", "cmr", "bon d'intervention"),
    ),
    Nature.FACTURE: ("factures", "fac"),
    Nature.AVOIR: ("avoirs", "note de crédit"),
    Nature.CORRESPONDANCE: ("courriel", "e-mail", "email", "mail", "courrier", "lettre", "échange", "échanges", "sms"),
    Nature.RELANCE: ("relances", "rappel", "lettre de relance"),
    Nature.MISE_EN_DEMEURE: ("med", "mise en demeure de payer", "lettre de mise en demeure"),
    Nature.PREUVE_DE_DEPOT: ("dépôt", "preuve d'envoi", "bordereau de dépôt", "récépissé"),
    Nature.AVIS_DE_RECEPTION: ("ar", "accusé de réception", "avis", "accusé"),
    Nature.ECHEANCIER: ("protocole", "protocole d'accord", "plan", "accord", "reconnaissance de dette"),
    Nature.DECOMPTE: ("relevé", "relevé de compte", "décompte d'intérêts"),
}
_WORDS: Mapping[str, Nature] = MappingProxyType(
    {fold(word): one for one in Nature for word in (one, *_SYNONYMES.get(one, ()))}
)


def lire_nature(typed: str) -> Nature:
    """Return the kind that the user's words mean; correspondence when they are none that is known."""
    return _WORDS.get(fold(typed), Nature.CORRESPONDANCE)


def est_connue(typed: str) -> bool:
    """Whether the user's words name a kind."""
    return fold(typed) in _WORDS


def proche(typed: str) -> Nature | None:
    """Return the kind whose words are nearest to those typed; None when none is near."""
    near = get_close_matches(fold(typed), _WORDS, 1, cutoff=0.7)
    return _WORDS[near[0]] if near else None
