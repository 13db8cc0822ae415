"""From the history of relances, the day on which each term's debtor was put in default (Code civil 1344).

The day is that of reception; while it is unknown, that of the deposit; failing both, that of the letter. Whatever is
not the day of reception is said (`reserves`), with the row to complete: nobody finds out later what was supposed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relancier.base.dates import format_short
from relancier.creances.annulations import en_vigueur
from relancier.creances.portefeuille import Niveau, Relance

MODELE = "mise-en-demeure"  # its variants by type of debtor begin so too
Terme = tuple[str, date]  # a facture and a due day
Jour = date  # the type, where a field named `date` hides it


class Fondement(StrEnum):
    """What the day of a mise en demeure rests on."""

    RECEPTION = "réception"
    DEPOT = "dépôt"
    LETTRE = "lettre"


@dataclass(frozen=True, slots=True)
class MiseEnDemeure:
    """The notice of a term.

    Attributes:
      relance: its row.
      jour: the day that counts; interest runs from the next.
      contredite: the reception typed precedes the sending, and was not taken.
      ecartees: earlier notices left aside because nothing shows that they were sent, the oldest first.
    """

    relance: Relance
    jour: date
    fondement: Fondement
    contredite: bool = False
    ecartees: tuple[Relance, ...] = ()


def mises_en_demeure(
    relances: Iterable[Relance], debiteur: str, niveaux: Iterable[Niveau] = ()
) -> dict[Terme, MiseEnDemeure]:
    """Return the notice of each term of `debiteur`: the first one received or posted, else the first one written.

    Args:
      relances: the history; the cancelled rows do not count.
      niveaux: the steps, for rows that do not say which template they used: such a row counts when every procedure's
        step of that number is a mise en demeure.
    """
    by_step: dict[int, list[bool]] = {}
    for one in niveaux:
        by_step.setdefault(one.niveau, []).append(one.modele.startswith(MODELE))
    notices = {step for step, found in by_step.items() if all(found)}
    by_term: dict[Terme, list[MiseEnDemeure]] = {}
    for relance in en_vigueur(relances):
        is_notice = relance.modele.startswith(MODELE) if relance.modele else relance.niveau in notices
        if relance.debiteur != debiteur or not is_notice:
            continue
        by_term.setdefault((relance.facture, relance.echeance), []).append(_dated(relance))
    return {term: _first(found) for term, found in by_term.items()}


def jours(notices: Mapping[Terme, MiseEnDemeure]) -> dict[str | Terme, date]:
    """Return the days alone, as `Conventions` takes them."""
    return {term: one.jour for term, one in notices.items()}


def _dated(relance: Relance) -> MiseEnDemeure:
    wrong = relance.recu is not None and relance.recu < relance.date
    if relance.recu is not None and not wrong:
        return MiseEnDemeure(relance, relance.recu, Fondement.RECEPTION)
    ground = Fondement.LETTRE if relance.depose is None else Fondement.DEPOT
    return MiseEnDemeure(relance, relance.date, ground, wrong)


def _first(found: Sequence[MiseEnDemeure]) -> MiseEnDemeure:
    def order(one: MiseEnDemeure) -> tuple[bool, Jour, str]:
        return one.fondement is Fondement.LETTRE, one.jour, one.relance.id

    first, *others = sorted(found, key=order)
    aside = tuple(one.relance for one in others if one.jour < first.jour and one.fondement is Fondement.LETTRE)
    return MiseEnDemeure(first.relance, first.jour, first.fondement, first.contredite, aside)


def reserves(notices: Mapping[Terme, MiseEnDemeure], au: date) -> tuple[str, ...]:
    """Return the French sentences that say what was supposed of `notices` up to `au`, and which cells would tell."""
    said: dict[tuple[str, str], list[tuple[str, Relance]]] = {}
    for (facture, due), one in notices.items():
        if one.jour < au and due < au and (one.contredite or one.fondement is not Fondement.RECEPTION):
            said.setdefault(_supposed(one), []).append((facture, one.relance))
        for earlier in one.ecartees:
            if earlier.date < au and due < au:
                said.setdefault(_left_aside(earlier, one), []).append((facture, earlier))
    return tuple(
        f"{what} ({_names(facture for facture, _ in rows)}). {remedy} ({_rows(row for _, row in rows)})."
        for (what, remedy), rows in said.items()
    )


def _supposed(one: MiseEnDemeure) -> tuple[str, str]:
    day = format_short(one.jour)
    taken = "de son dépôt" if one.fondement is Fondement.DEPOT else "de la lettre"
    if one.contredite and one.relance.recu is not None:
        head = f"Réception de la mise en demeure au {format_short(one.relance.recu)}, avant son envoi"
        return f"{head} : la date {taken}, le {day}, est retenue pour l'intérêt légal", "Corrigez « Reçu le »"
    if one.fondement is Fondement.DEPOT:
        head = "Réception inconnue de la mise en demeure"
        return f"{head} : la date de son dépôt, le {day}, est retenue pour l'intérêt légal", "Saisissez « Reçu le »"
    return (
        f"Réception inconnue de la mise en demeure, et dépôt non enregistré : la date de la lettre, le {day}, est"
        " retenue pour l'intérêt légal, sous réserve de prouver son envoi",
        "Saisissez « Déposé le » et « Reçu le », ou annulez-la (relancier annuler) si elle n'est pas partie",
    )


def _left_aside(earlier: Relance, taken: MiseEnDemeure) -> tuple[str, str]:
    return (
        f"Mise en demeure du {format_short(earlier.date)} non retenue, faute de dépôt ou de réception enregistrés :"
        f" l'intérêt légal court de celle du {format_short(taken.jour)}",
        "Si elle est partie, saisissez « Déposé le » et « Reçu le »",
    )


def _names(factures: Iterable[str]) -> str:
    named = list(dict.fromkeys(factures))
    return f"facture{'s' if len(named) > 1 else ''} {', '.join(named)}"


def _rows(relances: Iterable[Relance]) -> str:
    """Say where rows stand: "feuille « Relances », lignes 5 et 6"."""
    found = list(dict.fromkeys(one.lieu for one in relances))
    if len(found) == 1:
        return str(found[0]) or "table tblRelances"
    *lines, last = [str(one.ligne) for one in found]
    return f"feuille « {found[0].feuille} », lignes {', '.join(lines)} et {last}"
