"""Dates as French letters write them."""

from datetime import date
from functools import lru_cache

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
NBSP, NNBSP = "\u00a0", "\u202f"


def format_long(day: date) -> str:
    """Return `day` as `1er décembre 2026`; the day number never parts from its month."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{NBSP}{MONTHS[day.month - 1]} {day.year}"


@lru_cache(maxsize=1 << 12)  # a passage names the same few hundred days over and over
def format_short(day: date) -> str:
    """Return `day` as `01/12/2026`."""
    return f"{day:%d/%m/%Y}"


def format_days(count: int) -> str:
    """Return "1 jour", "2 jours", "2 435 jours": thousands are parted as in amounts."""
    return f"{count:,} jour{'s' if count > 1 else ''}".replace(",", NNBSP)
