"""Are the payments up to date? A relance sent to who paid yesterday is the worst one."""

from collections.abc import Mapping
from datetime import date

from relancier.base.dates import format_days, format_short
from relancier.base.errors import Anomalie, Gravite, Lieu, Refus
from relancier.base.money import ZERO, format_euros
from relancier.creances.portefeuille import Portefeuille
from relancier.creances.situation import Situation
from relancier.relances.reglages import ReglagesRelances

STALE = "reglements-anciens"
UNALLOCATED = "reglements-non-affectes"


def fraicheur(
    portefeuille: Portefeuille, situations: Mapping[str, Situation], day: date, reglages: ReglagesRelances
) -> tuple[Anomalie, ...]:
    """Return what makes the payments doubtful on `day`: entered too long ago, or without a debt to lower."""
    return (*_stale(portefeuille, day, reglages.fraicheur), *_unallocated(portefeuille, situations))


def refuse_stale(found: tuple[Anomalie, ...], reglages: ReglagesRelances, passer_outre: str) -> None:
    """Raise Refus ("reglements-pas-a-jour") when the user wants fresh payments, they are not, and nobody overrides."""
    if found and reglages.exiger and not passer_outre.strip():
        raise Refus(
            "reglements-pas-a-jour",
            " ".join(one.message for one in found),
            'Saisissez les règlements reçus, ou relancez la commande avec --passer-outre "motif".',
            found[0].lieu,
        )


def _stale(portefeuille: Portefeuille, day: date, limit: int) -> list[Anomalie]:
    if not limit or not portefeuille.echeances:
        return []
    last = max((one.date for one in portefeuille.reglements if one.date <= day), default=None)
    if last is not None and (day - last).days <= limit:
        return []
    age = (
        "Aucun règlement n'est saisi"
        if last is None
        else (f"Le dernier règlement saisi est du {format_short(last)}, il y a {format_days((day - last).days)}")
    )
    return [
        Anomalie(
            STALE,
            Gravite.REMARQUE,
            Lieu(feuille="Règlements", table="tblReglements", colonne="Date"),
            format_short(last) if last else "(vide)",
            f"{age} : un client qui vient de payer serait relancé.",
            "Saisissez d'abord les règlements reçus, d'après le relevé de banque.",
        )
    ]


def _unallocated(portefeuille: Portefeuille, situations: Mapping[str, Situation]) -> list[Anomalie]:
    held = {code: one.credit for code, one in situations.items() if one.credit > 0}
    if not held:
        return []
    names = ", ".join(f"{code} ({format_euros(amount)})" for code, amount in list(held.items())[:5])
    more = f" et {len(held) - 5} autres" if len(held) > 5 else ""
    clients = "1 client" if len(held) == 1 else f"{len(held)} clients"
    return [
        Anomalie(
            UNALLOCATED,
            Gravite.REMARQUE,
            Lieu(feuille="Règlements", table="tblReglements", colonne="Numéro facture"),
            format_euros(sum(held.values(), ZERO)),
            f"{format_euros(sum(held.values(), ZERO))} reçus de {clients} n'ont trouvé aucune dette : {names}{more}.",
            "Vérifiez que la facture payée est saisie ; sinon, remboursez ou gardez en acompte.",
        )
    ]
