"""The inputs of a décompte's workbook, read back from its blue cells: no formula's value is read.

Amounts are whole cents, rates exact fractions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from python_calamine import CalamineWorkbook

from relancier.base.errors import InvalidInput
from relancier.documents.decompte.inputs import AVOIR, EXCEDENT, EXCEDENT_D_AVOIR, FACTURE, PARTED, TYPED

FIRST = 5
DAY = timedelta(days=1)
Row = Sequence[object]
Jour = date  # the type, where a field named `date` hides it


@dataclass(frozen=True, slots=True)
class Dette:
    """A row of « Échéances »: number, facture, days, cents, agreed rate (%), day of the notice."""

    numero: int
    facture: str
    emise: date
    echeance: date
    montant: int
    taux: Fraction | None
    mise_en_demeure: date | None


@dataclass(frozen=True, slots=True)
class Mouvement:
    """A movement: `prix` when it lowers the price alone, as an avoir does; it changes the base after `cloture`."""

    numero: int
    date: date
    nature: str
    montant: int
    prix: bool
    cloture: Jour


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a movement: `montant` is None where the sheet computes it."""

    numero: int
    mouvement: int
    dette: int
    montant: int | None
    interets: int
    indemnite: int
    origine: int | None
    capitalises: int
    anterieurs: int


@dataclass(frozen=True, slots=True)
class Fichier:
    """The inputs.

    Attributes:
      reglages: by the name that formulas use.
      semestres: the rates by the semester's first day: ECB, legal for natural persons, legal for the others (%).
    """

    reglages: Mapping[str, object]
    dettes: tuple[Dette, ...]
    mouvements: tuple[Mouvement, ...]
    parts: tuple[Part, ...]
    semestres: Mapping[date, tuple[Fraction | None, Fraction | None, Fraction | None]]

    def est(self, name: str) -> bool:
        """Say whether a setting is "oui"."""
        return self.reglages[name] == "oui"

    def jour(self, name: str) -> date | None:
        """Return a setting's day; None when it is not there."""
        return _day(self.reglages.get(name))

    def nombre(self, name: str) -> Fraction:
        """Return a setting's number."""
        return _fraction(self.reglages[name])


def lire(path: Path) -> Fichier:
    """Return the inputs of the workbook at `path`, as `workbook.write` laid them."""
    book = CalamineWorkbook.from_path(str(path))

    def rows(name: str) -> Sequence[Row]:
        return book.get_sheet_by_name(name).to_python(skip_empty_area=False)[FIRST - 1 :]

    settings = {str(row[2]): row[1] for row in rows("Conventions") if row[2] and row[1] != ""}
    moves, shares = _movements(rows("Mouvements"))
    return Fichier(
        settings,
        tuple(_debt(row) for row in rows("Échéances")),
        moves,
        shares,
        {
            day: (_rate_of(row[2]), _rate_of(row[3]), _rate_of(row[4]))
            for row in rows("Taux")
            if (day := _day(row[1])) is not None
        },
    )


def _movements(rows: Sequence[Row]) -> tuple[tuple[Mouvement, ...], tuple[Part, ...]]:
    """Return what the two tables of « Mouvements » hold; the second one begins under its own headings."""
    moves, shares = [], []
    second = False
    for row in rows:
        second = second or row[0] == "N°"
        day = _day(row[1])
        if not isinstance(row[0], float | int):
            continue
        if second:
            shares.append(_share(row))
        elif day is not None:
            nature = str(row[2])
            prix = nature in {AVOIR, EXCEDENT_D_AVOIR}
            waited = nature in {EXCEDENT, EXCEDENT_D_AVOIR}
            closing = (_day(row[6]) if waited else None) or (day - DAY if prix or nature == FACTURE else day)
            moves.append(Mouvement(_int(row[0]), day, nature, _cents(row[3]), prix, closing))
    return tuple(moves), tuple(shares)


def _share(row: Row) -> Part:
    typed = row[4] == TYPED
    back = row[12] == PARTED
    return Part(
        numero=_int(row[0]),
        mouvement=_int(row[1]),
        dette=_int(row[5]),
        montant=_cents(row[3]) if typed else None,
        interets=_cents(row[8]) if back else 0,
        indemnite=_cents(row[9]) if back else 0,
        origine=_int(row[11]) if row[11] != "" else None,
        capitalises=_typed(row, 13) if back else 0,
        anterieurs=_typed(row, 14) if back else 0,
    )


def _typed(row: Row, column: int) -> int:
    """A column that stands only where interest is capitalised."""
    return _cents(row[column]) if len(row) > column and row[column] != "" else 0


def _debt(row: Row) -> Dette:
    issued, due = _day(row[2]), _day(row[3])
    if issued is None or due is None:
        message = f"L'échéance n° {row[0]} du classeur n'a pas ses dates."
        raise InvalidInput("decompte-illisible", message, "Refaites le décompte.")
    return Dette(_int(row[0]), str(row[1]), issued, due, _cents(row[4]), _rate_of(row[5]), _day(row[6]))


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _int(value: object) -> int:
    return int(float(str(value)))


def _fraction(value: object) -> Fraction:
    return Fraction(Decimal(str(value)))


def _cents(value: object) -> int:
    return int((Decimal(str(value)) * 100).to_integral_value())


def _rate_of(value: object) -> Fraction | None:
    return _fraction(value) if isinstance(value, float | int) else None
