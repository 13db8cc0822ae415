"""Working days, for delays of procedure (CPC 642) and for nothing else.

The eleven national holidays bind everybody (C. trav. L3133-1). Alsace-Moselle and overseas have holidays of their own
(L3134-13; loi 83-550). Whether a purely local holiday lengthens a delay is not settled, so it is taken against the
user both ways: it never lengthens a delay that the user must keep, and it lengthens one that he must wait out.
"""

from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

# département -> the library's subdivision; Saint-Barthélemy and Saint-Martin go by their postcode's first five digits
_LOCAL = {
    "57": "57",
    "67": "6AE",
    "68": "6AE",
    "971": "971",
    "972": "972",
    "973": "973",
    "974": "974",
    "975": "PM",
    "976": "976",
    "97133": "BL",
    "97150": "MF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}
ALSACE_MOSELLE = frozenset({"57", "67", "68"})


class Sens(StrEnum):
    """For whom a delay runs: it decides whether a local holiday counts."""

    A_TENIR = "à tenir"  # the user must act before its end
    A_ATTENDRE = "à attendre"  # the user must not act before its end


def departement(code_postal: str) -> str:
    """Return the département of a French postcode, "75", "2A", "974"; "" when it is not one.

    A handful of communes have the postcode of a neighbouring département: their court must be checked by hand.
    """
    code = code_postal.replace(" ", "")
    if len(code) != 5 or not code.isdecimal():
        return ""
    if code.startswith("20"):
        return "2A" if code < "20200" else "2B"
    return code[:3] if code[:2] in {"97", "98"} else code[:2]


@lru_cache(maxsize=512)
def _of_year(year: int, subdivision: str) -> frozenset[date]:
    import holidays  # noqa: PLC0415 - a third of a second, that only who counts working days should pay

    return frozenset(holidays.country_holidays("FR", subdiv=subdivision or None, years=year))


def est_ferie(day: date, lieu: str = "", sens: Sens = Sens.A_TENIR) -> bool:
    """Say whether `day` is a public holiday for a delay that runs as `sens` says.

    `lieu` is a département ("68", "974") or a postcode ("97133"); "" where only national holidays matter.
    """
    if day in _of_year(day.year, ""):
        return True
    if sens is Sens.A_TENIR:
        return False
    subdivision = _LOCAL.get(lieu) or _LOCAL.get(departement(lieu), "")
    return bool(subdivision) and day in _of_year(day.year, subdivision)


def est_ouvrable(day: date, lieu: str = "", sens: Sens = Sens.A_TENIR) -> bool:
    """Say whether a delay may expire on `day`: neither Saturday, Sunday nor holiday (CPC 642)."""
    return day.weekday() < 5 and not est_ferie(day, lieu, sens)


def premier_ouvrable(day: date, lieu: str = "", sens: Sens = Sens.A_TENIR) -> date:
    """Return `day`, or the first working day after it (CPC 642)."""
    while not est_ouvrable(day, lieu, sens):
        day += timedelta(days=1)
    return day
