"""What the name of a scanned slip says: « AR 2C12345678901 2026-12-05.pdf ».

The letter is known by its number, written with or without blanks, dots, dashes or underscores between its parts. The
day is 2026-12-05, 20261205, 05-12-2026, 05.12.2026, 05_12_2026, 5 12 2026 or 5 déc. 2026. « dépôt » makes it the slip
of deposit; anything else is the return slip. A letter that came back unread was not received: its name (NPAI, non
réclamé, refusé…) is left to a person.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from relancier.base.typed import Unreadable, fold, parse_date

SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".heic")
_DEPOSIT = re.compile(r"\bdepots?\b|\bpreuve\b")
_NOT_RECEIVED = re.compile(
    r"npai|non.?reclame|refus|inconnu|retour.?(?:a.?l.?)?(?:exp|envoy)|non.?distribu|defaut d.(?:acces|adresse)"
)
_DATES = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d([-._/ ]?)\d\d\1\d\d"
    r"|\d{1,2}([-._/ ])\d{1,2}\2\d{4}"
    r"|\d{1,2}(?:er)?[-._ ][a-z]{3,9}\.?[-._ ]\d{4})(?!\d)"
)
# La Poste: 2C 123 456 7890 1; international: RK 123 456 789 FR
_NUMBER = re.compile(
    r"(?<![a-z0-9])(?:\d[a-z](?:[ ._-]?\d){10,12}|[a-z]{2}(?:[ ._-]?\d){9}[ ._-]?[a-z]{2})(?![a-z0-9])"
)


@dataclass(frozen=True, slots=True)
class Scan:
    """What a file's name says.

    Attributes:
      numero: the number of a known letter, as `known` spells it; "" when none is found.
      jour: the day; None when there is none, or several.
      depot: it proves the deposit, not the reception.
      probleme: why a person must look, in French; "" when all is clear.
    """

    fichier: Path
    numero: str = ""
    jour: date | None = None
    depot: bool = False
    probleme: str = ""


def plain_number(numero: str) -> str:
    """Return a registered letter's number for comparison: letters and digits alone."""
    return "".join(one for one in fold(numero) if one.isalnum())


def scans(folder: Path) -> list[Path]:
    """Return the scanned files of `folder` by name, those of its sub-folders left out."""
    files = [one for one in folder.iterdir() if one.suffix.lower() in SUFFIXES and not one.name.startswith(".")]
    return sorted(files, key=lambda one: one.name.casefold())


def read_name(fichier: Path, known: Iterable[str]) -> Scan:
    """Return what the name of `fichier` says, given the numbers of the letters that were sent."""
    stem = fold(unicodedata.normalize("NFC", fichier.stem))
    numbers = {}
    for numero in known:
        if match := _spelt(numero).search(stem):
            numbers[numero] = match.span()
    if len(numbers) > 1:
        return Scan(fichier, probleme=f"porte plusieurs numéros : {', '.join(numbers)}")
    if not numbers:
        guess = _NUMBER.search(stem)
        what = f"le numéro {guess[0].upper()} n'est celui d'aucune lettre" if guess else "aucun numéro connu"
        return Scan(fichier, probleme=what)
    [(numero, (start, end))] = numbers.items()
    rest = f"{stem[:start]}|{stem[end:]}"
    days = {day for match in _DATES.finditer(rest) if (day := _day(match[0])) is not None}
    depot = _DEPOSIT.search(rest.replace("_", " ")) is not None
    if _NOT_RECEIVED.search(rest):
        return Scan(fichier, numero, depot=depot, probleme="pli revenu sans avoir été reçu : à noter vous-même")
    if len(days) != 1:
        problem = "aucune date" if not days else "plusieurs dates"
        return Scan(fichier, numero, depot=depot, probleme=f"{problem} dans le nom")
    return Scan(fichier, numero, days.pop(), depot)


def _spelt(numero: str) -> re.Pattern[str]:
    body = r"[ ._-]?".join(map(re.escape, plain_number(numero)))
    return re.compile(rf"(?<![a-z0-9]){body}(?![a-z0-9])")


def _day(text: str) -> date | None:
    try:
        return parse_date(re.sub(r"[_. ]+", "-" if text[0].isdigit() and not re.search("[a-z]", text) else " ", text))
    except Unreadable:
        return None
