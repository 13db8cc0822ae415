"""At what rate late-payment interest runs, in words that hold for each line of a letter and for each semester.

A rate of the law changes every semester: the one of today is given as such, never as the rate of the whole delay.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from relancier.base.money import NBSP, format_exact_rate
from relancier.droit.semestre import Semestre

ECB = "au taux directeur de la Banque centrale européenne"
BY_LAW = "au taux déterminé conformément à la loi"
NAMED_AT_MOST = 6  # factures; beyond, nobody reads the enumeration
SEMESTERS_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class Borne:
    """What an échéance bears between professionals.

    Attributes:
      facture: its facture.
      convenu: the agreed rate (% a year); None for the rate of the law.
      sous_plancher: the agreed rate is under the floor of the law, so that no figure can be given.
    """

    facture: str
    convenu: Decimal | None = None
    sous_plancher: bool = False


def of_professional(lines: Sequence[Borne], today: tuple[Semestre, Decimal] | None) -> str:
    """Return « au taux convenu de 15,00 % l'an », or whatever is true of all `lines`.

    Args:
      lines: what each line of the letter bears; at least one.
      today: the semester of the letter and the rate of the law in it; wanted where a line bears the rate of the law.
    """
    agreed: dict[Decimal, dict[str, None]] = {}
    under: dict[str, None] = {}
    default: dict[str, None] = {}
    for one in lines:
        group = under if one.sous_plancher else default if one.convenu is None else agreed.setdefault(one.convenu, {})
        group[one.facture] = None
    law = f"{ECB} majoré de dix points, fixé pour chaque semestre ({_in(*today)})" if today else ""
    groups = [*agreed.values(), *(one for one in (under, default) if one)]
    if len(groups) == 1:
        return _set(f"au taux convenu de {_rate(*agreed)}" if agreed else BY_LAW if under else law)
    named = [facture for group in (*agreed.values(), under) for facture in group]
    if len(named) > NAMED_AT_MOST or len({*named, *default}) < len(named) + len(default):
        return _set(_for_each(law if default else "", known=not under))
    parts = []
    if agreed:
        parts.append("au taux convenu " + _and([f"de {_rate(one)} {_for(group)}" for one, group in agreed.items()]))
    if under:
        parts.append(f"{_for(under)}, {BY_LAW}")
    if default:
        parts.append(f"{_for(default) if len(default) == 1 else 'pour les autres factures'}, {law}")
    return _set(" ; ".join(parts))


def of_public(at_start: Mapping[Semestre, Decimal]) -> str:
    """Return the rate of a public buyer, fixed for good by the semester in which interest began to run.

    `at_start` gives the rate of each of those semesters; none where they are not known.
    """
    listed = " ; ".join(_in(*one) for one in sorted(at_start.items())) if len(at_start) <= SEMESTERS_AT_MOST else ""
    rule = f"{ECB} en vigueur au premier jour du semestre où ils ont commencé à courir, majoré de huit points"
    return _set(f"{rule} ({listed})" if listed else rule)


def of_public_by_semester(semestre: Semestre, rate: Decimal) -> str:
    """Return the rate of a public buyer where each day takes that of its own semester."""
    return _set(f"{ECB} majoré de huit points, fixé pour chaque semestre ({_in(semestre, rate)})")


def _for_each(law: str, *, known: bool) -> str:
    if not known:
        return "au taux déterminé pour chaque facture conformément à la loi"
    return "au taux convenu pour chaque facture" + (f" ou, à défaut, {law}" if law else "")


def _rate(rate: Decimal) -> str:
    return f"{format_exact_rate(rate)}{NBSP}l'an"


def _in(semestre: Semestre, rate: Decimal) -> str:
    return f"{_rate(rate)} au {semestre.libelle}"


def _for(factures: Mapping[str, None]) -> str:
    return f"pour {'la facture' if len(factures) == 1 else 'les factures'} {_and(list(factures))}"


def _and(parts: Sequence[str]) -> str:
    return " et ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def _set(sentence: str) -> str:
    """French typography, as in the words of the templates."""
    return sentence.replace("'", "’").replace(" ;", f"{NBSP};")
