"""Amounts and dates as people type them in a French workbook.

What has one reading is accepted, what has two is refused: `1.234` may be one thousand two hundred and thirty-four
or a little over one, and nobody is chased on a guess.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from relancier.base.money import CENT, ZERO, to_cents

DUST = Decimal("1e-8")
BEYOND = Decimal("1e15")  # €: no amount of a workbook; binary numbers hold no cents from here on
EXACT = 1e12  # €: up to there, no two amounts in cents are the same binary number
HIGHEST_RATE = 100  # % a year
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))  # pasted from a web page or a PDF
APOSTROPHES = "'’"
EXCEL_EPOCH = date(1899, 12, 30)
FIRST_YEAR, LAST_YEAR = 1990, 2099
CENTURY_PIVOT = 90  # 89 is 2089, 90 is 1990

# the unit stands before or after the number; inside it ("12€50") it would glue euros and cents together
_UNIT_BEFORE = re.compile(r"^(?:€|euros?\b|eur\b) ?", re.IGNORECASE)
_UNIT_AFTER = re.compile(r" ?(?:€|euros?|eur)?(?: ?ttc)?$", re.IGNORECASE)
_SIGN_AFTER = re.compile(r"(?P<body>[^-].*)-", re.ASCII)
_PLAIN = re.compile(r"\d+", re.ASCII)
_DECIMAL = re.compile(r"(?P<whole>\d+)[.,](?P<cents>\d{1,2})", re.ASCII)
_TOO_FINE = re.compile(r"(?:\d+|[1-9]\d{0,2}(?:[ .,']\d{3})+)[.,]\d{3,}", re.ASCII)
_GROUPED = re.compile(
    r"(?P<whole>[1-9]\d{0,2}(?P<sep>[ .,'])\d{3}(?:(?P=sep)\d{3})*)(?:(?P<point>[.,])(?P<cents>\d{1,2}))?", re.ASCII
)
_RATE = re.compile(r"(?P<whole>\d{1,3})(?:[.,](?P<decimals>\d{1,4}))? ?%?", re.ASCII)

_TIME = r"(?:[Tt ,]+\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?)?"  # an export's time of day changes no day
_NUMERIC_DATE = re.compile(rf"(\d{{1,2}}) ?([/.\- ]) ?(\d{{1,2}}) ?\2 ?(\d{{4}}|\d{{2}}){_TIME}", re.ASCII)
_ISO_DATE = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}", re.ASCII)
_COMPACT_DATE = re.compile(r"(19\d\d|20\d\d)(\d\d)(\d\d)", re.ASCII)
_WEEKDAY = r"lun(?:di)?|mar(?:di)?|mer(?:credi)?|jeu(?:di)?|ven(?:dredi)?|sam(?:edi)?|dim(?:anche)?"
_WORDED_DATE = re.compile(
    rf"(?:le )?(?:(?:{_WEEKDAY})[.,]* )?(\d{{1,2}})(?: ?er)?[ /.\-]+([a-z]+)\.?[ /\-]+(\d{{4}}|\d{{2}}){_TIME}",
    re.ASCII,
)
_MONTHS = {
    "janvier": 1, "janv": 1, "jan": 1,
    "fevrier": 2, "fevr": 2, "fev": 2,
    "mars": 3, "mar": 3,
    "avril": 4, "avr": 4,
    "mai": 5,
    "juin": 6,
    "juillet": 7, "juil": 7,
    "aout": 8,
    "septembre": 9, "sept": 9, "sep": 9,
    "octobre": 10, "oct": 10,
    "novembre": 11, "nov": 11,
    "decembre": 12, "dec": 12,
}  # fmt: skip


class Unreadable(ValueError):
    """A typed text has no reading, or more than one.

    Attributes:
      message, remede: one French sentence each: what is wrong, what to type instead.
    """

    def __init__(self, message: str, remede: str) -> None:
        super().__init__(f"{message} {remede}")
        self.message = message
        self.remede = remede


def squeeze(text: str) -> str:
    """Return `text` trimmed, with every run of blanks as one ordinary space; line breaks stay."""
    if not text.isascii():
        text = text.translate(INVISIBLE)
    if "\n" not in text and "\r" not in text:
        squeezed = " ".join(text.split())
        return text if squeezed == text else squeezed  # the same text is held once
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip("\n")


def fold(text: str) -> str:
    """Return `text` for comparison: squeezed on one line, without case or accents."""
    if text.isascii() and "\n" not in text and "\r" not in text:
        return " ".join(text.split()).lower()
    return _fold_accents(text)


@lru_cache(maxsize=1 << 14)
def _fold_accents(text: str) -> str:
    plain = unicodedata.normalize("NFKD", squeeze(text).replace("\n", " "))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def parse_amount(text: str) -> Decimal:
    """Return the amount (€, two decimals at most) that `text` spells.

    Accepts `1 234,56 €`, `1.234,56`, `1,234.56`, `1234.5`, `-12,00`, `12,00-` and `(12,00)`.

    Raises:
      Unreadable: no number, two possible readings (`1.234`), more than two decimals, another currency, beyond 10^15.
    """
    body = squeeze(text)
    for mark in APOSTROPHES:
        body = body.replace(mark, "'")
    body = _without_unit(body.replace("\u2212", "-").replace("\u2013", "-"))
    negative = False
    if body.startswith("(") and body.endswith(")"):
        negative, body = True, body[1:-1].strip()
    elif match := _SIGN_AFTER.fullmatch(body):
        negative, body = True, match["body"].strip()
    elif body.startswith(("-", "+")):
        negative, body = body[0] == "-", body[1:].strip()
    value = _unsigned(_without_unit(body), text)
    if value >= BEYOND:
        raise Unreadable(f"« {text} » dépasse tout montant possible.", "Vérifiez le nombre de chiffres.")
    return -value.quantize(CENT) if negative and value else value.quantize(CENT)


def _without_unit(body: str) -> str:
    return _UNIT_AFTER.sub("", _UNIT_BEFORE.sub("", body)).strip()


def _unsigned(body: str, text: str) -> Decimal:
    if _PLAIN.fullmatch(body):
        return Decimal(body)
    if match := _DECIMAL.fullmatch(body):
        return Decimal(f"{match['whole']}.{match['cents']}")
    if match := _GROUPED.fullmatch(body):
        separator, point = match["sep"], match["point"]
        if point is None and separator in ".," and body.count(separator) == 1:
            units, thousandths = body.split(separator)
            nearest = f"{to_cents(Decimal(f'{units}.{thousandths}'))}".replace(".", ",")
            raise Unreadable(
                f"« {text} » peut se lire de deux façons.",
                f"Saisissez {units}{thousandths},00 ou {nearest}, selon ce que vous vouliez dire.",
            )
        if separator != point:
            return Decimal(f"{match['whole'].replace(separator, '')}.{match['cents'] or '0'}")
    elif _TOO_FINE.fullmatch(body):
        raise Unreadable(
            f"« {text} » a plus de deux décimales.", "Saisissez le montant arrondi au centime, comme 1234,56."
        )
    raise Unreadable(f"« {text} » n'est pas un montant en euros.", "Saisissez-le comme 1234,56.")


def parse_rate(text: str) -> Decimal:
    """Return the yearly rate (%) that `text` spells: `12,40 %`, `8.125`.

    Raises:
      Unreadable: no number, a sign, more than four decimals, or over 100 %.
    """
    match = _RATE.fullmatch(squeeze(text))
    rate = Decimal(f"{match['whole']}.{match['decimals'] or '0'}") if match else Decimal(-1)
    if not 0 <= rate <= HIGHEST_RATE:
        raise Unreadable(f"« {text} » n'est pas un taux.", "Saisissez un pourcentage par an, comme 12,40.")
    return rate


def number_without_dust(number: float) -> Decimal:
    """Return the number that a cell holds, without the dust of binary sums (0.30000000000000004 is 0.3).

    Raises:
      Unreadable: it is no finite number, or is beyond 10^15.
    """
    if not abs(number) < float(BEYOND):  # also when it is not a number at all
        raise Unreadable(f"« {number:g} » dépasse tout montant possible.", "Vérifiez le nombre de chiffres.")
    return Decimal(repr(number)).quantize(DUST)


def amount_of_number(number: float) -> Decimal:
    """Return the amount (€) of a cell that holds a number, rounded half-up to the cent as Excel shows it.

    Raises:
      Unreadable: see `number_without_dust`.
    """
    if (amount := whole_cents(number)) is not None:
        return amount
    return to_cents(number_without_dust(number)) + 0  # no minus zero


def whole_cents(number: float) -> Decimal | None:
    """Return the amount (€) that `number` is the nearest binary number to; None when it is finer than the cent."""
    if abs(number) < EXACT and float(cents := f"{number:.2f}") == number:
        return Decimal(cents) if number else ZERO  # no minus zero
    return None


def has_fraction_of_cent(number: float) -> bool:
    """Say whether `number` (€) is no whole number of cents, dust of binary sums apart."""
    if number == round(number, 2):
        return False
    return abs(number_without_dust(number) - amount_of_number(number)) >= Decimal("1e-6")


def parse_date(text: str) -> date:
    """Return the day that `text` spells, the day before the month as in France.

    Accepts `31/12/2025`, `31-12-25`, `31.12.2025`, `2025-12-31`, `20251231`, `31 déc. 2025`, `31-déc-25`,
    `mercredi 1er mars 2026`, with or without a time of day.

    Raises:
      Unreadable: no date, a day that does not exist, the American order, a year out of 1990–2099.
    """
    plain = fold(text)
    if match := _ISO_DATE.fullmatch(squeeze(text)) or _COMPACT_DATE.fullmatch(plain):
        year, month, day = (int(part) for part in match.groups())
    elif match := _NUMERIC_DATE.fullmatch(plain):
        day, month, year = int(match[1]), int(match[3]), _full_year(match[4])
        if month > 12 >= day and month <= monthrange(year, day)[1]:
            raise Unreadable(f"« {text} » a le mois avant le jour.", f"Saisissez {month:02}/{day:02}/{year}.")
    elif (match := _WORDED_DATE.fullmatch(plain)) and match[2] in _MONTHS:
        day, month, year = int(match[1]), _MONTHS[match[2]], _full_year(match[3])
    else:
        raise Unreadable(f"« {text} » n'est pas une date.", "Saisissez-la comme 31/12/2025.")
    try:
        found = date(year, month, day)
    except ValueError:
        raise Unreadable(f"« {text} » n'existe pas dans le calendrier.", "Vérifiez le jour et le mois.") from None
    return plausible(found, text)


def date_of_number(number: float) -> date:
    """Return the day of a cell that holds a number: Excel's serial (1900 system) or `20251231`.

    Raises:
      Unreadable: the number is no day of 1990–2099.
    """
    if 0 < number < 100_000:
        return plausible(EXCEL_EPOCH + timedelta(days=int(number)), f"{number:.10g}")
    return parse_date(f"{number:.10g}")


def plausible(day: date, text: str) -> date:
    """Return `day`, typed as `text`; raise Unreadable when its year is out of 1990–2099."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unreadable(f"« {text} » est hors des années {FIRST_YEAR} à {LAST_YEAR}.", "Vérifiez l'année.")
    return day


def _full_year(typed: str) -> int:
    year = int(typed)
    if len(typed) == 4:
        return year
    return year + (2000 if year < CENTURY_PIVOT else 1900)
