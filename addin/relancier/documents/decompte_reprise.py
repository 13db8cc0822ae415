"""The inputs of a décompte's workbook, read back from its blue cells: no formula's value is read.

Amounts are whole cents. What a setting means (which rate on which day, by what a year is divided) is said here from the
law, without the interest engine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from python_calamine import CalamineWorkbook

from relancier.base.errors import InvalidInput
from relancier.documents.decompte_saisies import AVOIR, EXCEDENT, EXCEDENT_D_AVOIR, FACTURE, PARTED, TYPED

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


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a day bears: days of one `cle` make one line."""

    cle: tuple[object, ...]
    taux: Fraction
    diviseur: int


@dataclass(frozen=True)
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

    @cached_property
    def au(self) -> date:
        """The cut-off."""
        return _day(self.reglages["Arrete_au"]) or date.max

    @cached_property
    def ordre(self) -> tuple[str, ...]:
        """What a payment lowers, in order."""
        first = self.reglages["Rang_indemnite"] == "avant le principal"
        interest = ("cap", "ant", "int")
        if self.reglages["Ordre_imputation"] == "les intérêts":
            return (*interest, "fee", "pri") if first else (*interest, "pri", "fee")
        return ("fee", "pri", *interest) if first else ("pri", *interest, "fee")

    @cached_property
    def credit(self) -> int:
        """What was received and credited, in cents."""
        natures = {"avoir", "règlement", "rejet de règlement"}
        return sum(one.montant for one in self.mouvements if one.nature in natures)

    def indemnite(self, dette: Dette) -> int:
        """What `dette` may bear for recovery costs (L441-10, II; D441-5), in cents."""
        opened = self._date("Procedure_collective")
        barred = opened is not None and dette.emise < opened <= dette.echeance
        claimed = self._is("Indemnites") and not self._is("Creancier_particulier")
        if not claimed or barred or self.reglages["Type_debiteur"] == "consommateur":
            return 0
        return _cents(self.reglages["Indemnite_unitaire"])

    def depart(self, dette: Dette) -> tuple[str, date | None]:
        """Return the ground of interest before any decision, and its first day."""
        claimed = self._is("Penalites") and not self._is("Creancier_particulier")
        following = dette.echeance + DAY
        match self.reglages["Type_debiteur"]:
            case "public" if claimed:
                return "public", following
            case "professionnel" if claimed:
                return ("penalites" if dette.taux is None else "convenu"), following
        if dette.mise_en_demeure is None:
            return "aucun", None
        return "legal", max(dette.mise_en_demeure, dette.echeance) + DAY

    def taux(self, dette: Dette, day: date) -> Conditions | None:
        """Return what `day` bears on `dette`; None when no interest runs."""
        opened = self._date("Procedure_collective")
        if opened is not None and dette.emise < opened <= day:
            return None
        regime, first = self.depart(dette)
        rendered = self._date("Decision_rendue")
        if rendered is not None and self.reglages["Decision_regime"] == "intérêts au taux légal":
            ordered = max(rendered, dette.echeance) + DAY
            if day >= ordered:
                regime, first = "legal", min(ordered, first or ordered)
        if first is None or day < first:
            return None
        semester = date(day.year, 1 if day.month <= 6 else 7, 1)
        year = self.reglages["Base_annuelle"]
        exact = year == "exacte"
        leap = (date(day.year, 3, 1) - DAY).day == 29
        divisor = (366 if leap else 365) if exact else int(str(year).split(".", maxsplit=1)[0])
        rate, key = self._rate(regime, dette, semester, first)
        executory = self._date("Decision_executoire")
        raised = regime == "legal" and executory is not None and day >= _two_months_after(executory)
        if raised:
            rate += _fraction(self.reglages["Points_decision"])
        return Conditions((regime, key, raised, day.year if exact else 0), rate, divisor)

    def anniversaire(self, dette: Dette, day: date) -> str | None:
        """Say what the interest owed becomes at the end of `day`: "cap", "ant" before the first year, or unchanged."""
        start = self.depart_des_annees(dette)
        if start is None or day < start:
            return None
        if day == start:
            return "ant"
        number = (start.month, start.day)
        if number == (2, 29) and (day + DAY).month == 3:  # the last day of February, in any year
            return "cap" if day.month == 2 else None
        return "cap" if (day.month, day.day) == number else None

    def depart_des_annees(self, dette: Dette) -> date | None:
        """Return the day from which whole years of interest are capitalised (article 1343-2)."""
        asked = self._date("Capitalisation_des")
        firsts = [one for one in (self.depart(dette)[1], self._ordered(dette)) if one is not None]
        return max(asked, min(firsts) - DAY) if asked is not None and firsts else None

    def _ordered(self, dette: Dette) -> date | None:
        rendered = self._date("Decision_rendue")
        if rendered is None or self.reglages["Decision_regime"] != "intérêts au taux légal":
            return None
        return max(rendered, dette.echeance) + DAY

    def _rate(self, regime: str, dette: Dette, semester: date, first: date) -> tuple[Fraction, object]:
        """Return the rate (%) and what tells its line apart from the next."""
        if regime == "convenu" and dette.taux is not None:
            return dette.taux, None
        moving = self.reglages.get("Taux_public") == "par semestre"
        kept = date(first.year, 1 if first.month <= 6 else 7, 1) if regime == "public" and not moving else semester
        if kept not in self.semestres:
            raise InvalidInput("taux-inconnu", f"Le classeur n'a pas de taux pour le {kept:%d/%m/%Y}.")
        bce, private, others = self.semestres[kept]
        if regime == "legal":
            found, points = (private if self._is("Creancier_particulier") else others), Fraction(0)
        else:
            found, points = bce, _fraction(self.reglages["Points_public" if regime == "public" else "Points_penalites"])
        if found is None:
            raise InvalidInput("taux-inconnu", f"Le classeur n'a pas de taux pour le {kept:%d/%m/%Y}.")
        return found + points, kept

    def _is(self, name: str) -> bool:
        return self.reglages[name] == "oui"

    def _date(self, name: str) -> date | None:
        return _day(self.reglages.get(name))


def lire(path: Path) -> Fichier:
    """Return the inputs of the workbook at `path`, as `decompte_workbook.write` laid them."""
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
    )


def _debt(row: Row) -> Dette:
    issued, due = _day(row[2]), _day(row[3])
    if issued is None or due is None:
        raise InvalidInput("decompte-illisible", f"L'échéance n° {row[0]} du classeur n'a pas ses dates.")
    return Dette(_int(row[0]), str(row[1]), issued, due, _cents(row[4]), _rate_of(row[5]), _day(row[6]))


def _two_months_after(day: date) -> date:
    year, month = (day.year, day.month + 2) if day.month <= 10 else (day.year + 1, day.month - 10)
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), following - DAY)


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
