"""Values between Calc and Python: dates, booleans and errors, which UNO gives as plain numbers or as nothing."""

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeAlias

# what LibreOffice counts from 500 up, as Excel writes it; any other is shown as LibreOffice shows it
_ERRORS = {
    502: "#VALUE!",
    503: "#NUM!",
    519: "#VALUE!",
    521: "#NULL!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}
_MILLISECONDS = 86_400_000  # in a day


class CellError(str):
    """An error in a cell: "#N/A". Empty where nobody asked which one."""

    __slots__ = ()


Cell: TypeAlias = str | float | bool | dt.datetime | CellError | None


def error_of(code: int) -> CellError:
    """Return the error of a cell from the number that LibreOffice gives it."""
    return CellError(_ERRORS.get(code, f"Err:{code}"))


def day_of(serial: float, epoch: dt.datetime) -> dt.datetime | float:
    """Return the instant that a cell's number stands for; the number itself when no calendar has that day."""
    try:
        return epoch + dt.timedelta(milliseconds=round(serial * _MILLISECONDS))
    except OverflowError:
        return serial


@lru_cache(maxsize=4096)
def serial_of(day: dt.date, epoch: dt.datetime) -> float:
    """Return the number that Calc keeps for a date, or for an instant without its time zone."""
    moment = day.replace(tzinfo=None) if isinstance(day, dt.datetime) else dt.datetime.combine(day, dt.time())
    return (moment - epoch) / dt.timedelta(days=1)


def prepared(value: Any) -> Any:
    """Return a value as a cell takes it; nothing, and not-a-number, leave it empty."""
    return "" if value is None or value != value else value  # noqa: PLR0124 - NaN alone differs from itself


def cleaned(
    rows: list[list[Cell]],
    build_date: Callable[..., Any],
    empty_as: Any,
    build_number: Callable[[float], Any] | None,
    error_text: bool,
) -> list[list[Any]]:
    """Return what was read as xlwings' options ask for it; see `Range.options` there."""
    if empty_as == "" and build_date is dt.datetime and build_number is None and error_text:
        return rows  # as they are: what we ask for, and cells are many

    def clean(value: Cell) -> Any:
        if type(value) is str and value:  # most cells
            return value
        if value in {"", None}:
            return None if isinstance(value, CellError) else empty_as
        if isinstance(value, CellError):
            return str(value) if error_text else None
        if isinstance(value, dt.datetime):
            parts = {name: getattr(value, name) for name in _PARTS}
            return build_date(**parts, tzinfo=None)
        if build_number is not None and isinstance(value, float):
            return build_number(value)
        return value

    return [[clean(value) for value in row] for row in rows]


_PARTS = ("year", "month", "day", "hour", "minute", "second", "microsecond")
