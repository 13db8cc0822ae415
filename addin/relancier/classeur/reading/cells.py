"""What a raw cell means. Each reading raises Unreadable when it has none."""

from datetime import date, datetime
from decimal import Decimal
from typing import TypeGuard

from relancier.base.typed import (
    Unreadable,
    amount_of_number,
    date_of_number,
    number_without_dust,
    parse_amount,
    parse_date,
    parse_rate,
    plausible,
    squeeze,
)
from relancier.classeur.raw import BadCell, RawCell

MAX_DIGITS = 10
RATE_STEP = Decimal("0.0001")  # %: finer than any rate that the law or a contract gives


def as_day(cell: RawCell, date_1904: bool) -> date:
    """Return the day of a cell; in the calendar of 1904 a bare number has no sure meaning."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return plausible(cell, shown(cell))
    if isinstance(cell, str):
        return parse_date(cell)
    if is_number(cell) and not date_1904:
        return date_of_number(float(cell))
    raise Unreadable(f"« {shown(cell)} » n'est pas une date.", "Saisissez-la comme 31/12/2025.")


def as_amount(cell: RawCell) -> Decimal:
    """Return the amount (€, two decimals) of a cell."""
    if is_number(cell):
        return amount_of_number(float(cell))
    if isinstance(cell, str):
        return parse_amount(cell)
    raise Unreadable(f"« {shown(cell)} » n'est pas un montant.", "Saisissez-le comme 1234,56.")


def as_integer(cell: RawCell, *, signed: bool = False) -> int:
    """Return the whole number of a cell, never negative unless `signed`."""
    text = as_text(cell)
    digits = text.removeprefix("-") if signed else text
    if not (digits.isascii() and digits.isdecimal() and len(digits) < MAX_DIGITS):
        raise Unreadable(f"« {shown(cell)} » n'est pas un nombre entier.", "Saisissez 0, 1, 2, 3…")
    return int(text)


def as_rate(cell: RawCell, smallest: Decimal) -> Decimal:
    """Return the yearly rate (%) of a cell; a number under `smallest` is Excel's percentage (0.124 for 12,40 %)."""
    if is_number(cell):
        value = number_without_dust(float(cell))
        rate = (value * 100 if 0 < value < smallest else value).quantize(RATE_STEP).normalize()
        return parse_rate(f"{rate:f}")
    return parse_rate(shown(cell))


def is_number(cell: RawCell | BadCell) -> TypeGuard[float]:
    """Say whether the cell holds a number."""
    return isinstance(cell, float | int) and not isinstance(cell, bool)


def is_blank(cell: RawCell | BadCell) -> bool:
    """Say whether the cell holds nothing to be seen."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def as_text(cell: RawCell) -> str:
    """Return the cell as text, squeezed; a number loses its useless decimals."""
    if isinstance(cell, str):
        return squeeze(cell)
    if isinstance(cell, bool):
        return "VRAI" if cell else "FAUX"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(cell)


def shown(cell: RawCell | BadCell) -> str:
    """Return the cell as the user sees it."""
    if cell is None or isinstance(cell, BadCell):
        return cell.shown if cell else ""
    return as_text(cell).replace(".", ",") if isinstance(cell, float) else as_text(cell)
