"""Formulas between Excel's English notation and the one of LibreOffice's interface.

`=SUM(Factures!A1,2)` there is `=SUM($Factures.A1;2)`. What stands in quotes, brackets or braces is left alone.
"""

import re

_KEPT = r"""(?P<kept>"(?:[^"]|"")*"|\[[^\]]*\]|\{[^}]*\})"""
_SHEET = r"(?P<sheet>'(?:[^']|'')+'|[^\W\d]\w*)"
_CELL = r"\$?[A-Za-z]{1,3}\$?\d"
_EXCEL = re.compile(rf"{_KEPT}|{_SHEET}!(?={_CELL})|(?P<comma>,)")
_CALC = re.compile(rf"{_KEPT}|\$?{_SHEET}\.(?={_CELL})|(?P<comma>;)")


def to_calc(formula: str) -> str:
    """Return an Excel formula as LibreOffice's interface takes it."""
    return _EXCEL.sub(lambda found: _written(found, "${}.", ";"), formula)


def to_excel(formula: str) -> str:
    """Return a formula of LibreOffice's interface as Excel writes it."""
    return _CALC.sub(lambda found: _written(found, "{}!", ","), formula)


def is_formula(value: object) -> bool:
    """Tell whether a value asks to be computed."""
    return isinstance(value, str) and len(value) > 1 and value[0] == "="


def _written(found: "re.Match[str]", sheet: str, separator: str) -> str:
    if found["kept"]:
        return found["kept"]
    return sheet.format(found["sheet"]) if found["sheet"] else separator
