"""What the workbook's settings mean for one debt, said from the law a second time, without the interest engine.

Which rate on which day, by what a year is divided, when interest is capitalised, when the 40 € may be due.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from relancier.base.errors import InvalidInput
from relancier.documents.decompte.read_back import Dette, Fichier

DAY = timedelta(days=1)
LEGAL = "intérêts au taux légal"


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a day bears: days of one `cle` make one line."""

    cle: tuple[object, ...]
    taux: Fraction
    diviseur: int


class Regle:
    """The rules of one debt.

    Attributes:
      annees: the day from which whole years of interest are capitalised (article 1343-2); None when not asked.
      indemnite: what it may bear for recovery costs (L441-10, II; D441-5), in cents.
    """

    def __init__(self, book: Fichier, dette: Dette) -> None:
        self._book, self._dette = book, dette
        self._particulier = book.est("Creancier_particulier")
        self._initial, start = self._before_decision()
        rendered, executory = book.jour("Decision_rendue"), book.jour("Decision_executoire")
        legal = rendered is not None and book.reglages["Decision_regime"] == LEGAL
        self._ordered = max(rendered, dette.echeance) + DAY if rendered is not None and legal else date.max
        self._start = start or date.max
        self._raised = two_months_after(executory) if executory is not None else date.max
        opened = book.jour("Procedure_collective")
        self._end = opened if opened is not None and dette.emise <= opened else date.max
        self._exact = book.reglages["Base_annuelle"] == "exacte"
        self._year = 0 if self._exact else int(book.nombre("Base_annuelle"))
        self._kept: dict[tuple[object, ...], Conditions] = {}
        self.annees = self._years()
        self.indemnite = self._fee()

    def taux(self, day: date) -> Conditions | None:
        """Return what `day` bears; None when no interest runs."""
        regime = LEGAL if day >= self._ordered else self._initial
        first = min(self._start, self._ordered) if regime == LEGAL else self._start
        if day >= self._end or day < first:
            return None
        fixed = regime == "public" and self._book.reglages.get("Taux_public") != "par semestre"
        source = first if fixed else day
        semester = None if regime == "convenu" else date(source.year, 1 if source.month <= 6 else 7, 1)
        raised = regime == LEGAL and day >= self._raised
        key = (regime, semester, raised, day.year if self._exact else 0)
        if key not in self._kept:
            rate = self._rate(regime, semester) + (self._book.nombre("Points_decision") if raised else 0)
            self._kept[key] = Conditions(key, rate, self._divisor(day))
        return self._kept[key]

    def anniversaire(self, day: date) -> str | None:
        """Say what the interest owed becomes at the end of `day`: "ant" before the first year, "cap" after each."""
        start = self.annees
        if start is None or day < start:
            return None
        if day == start:
            return "ant"
        number = (start.month, start.day)
        if number == (2, 29) and (day + DAY).month == 3:  # the last day of February, in any year
            return "cap" if day.month == 2 else None
        return "cap" if (day.month, day.day) == number else None

    def _before_decision(self) -> tuple[str, date | None]:
        """Return the ground of interest before any decision, and its first day."""
        claimed = self._book.est("Penalites") and not self._particulier
        following = self._dette.echeance + DAY
        match self._book.reglages["Type_debiteur"]:
            case "public" if claimed:
                return "public", following
            case "professionnel" if claimed:
                return ("penalites" if self._dette.taux is None else "convenu"), following
        notice = self._dette.mise_en_demeure
        return LEGAL, None if notice is None else max(notice + DAY, following)

    def _years(self) -> date | None:
        asked, first = self._book.jour("Capitalisation_des"), min(self._start, self._ordered)
        return max(asked, first - DAY) if asked is not None and first < date.max else None

    def _fee(self) -> int:
        claimed = self._book.est("Indemnites") and not self._particulier
        barred = self._end <= self._dette.echeance
        if not claimed or barred or self._book.reglages["Type_debiteur"] == "consommateur":
            return 0
        return int(self._book.nombre("Indemnite_unitaire") * 100)

    def _divisor(self, day: date) -> int:
        if not self._exact:
            return self._year
        return 366 if (date(day.year, 3, 1) - DAY).day == 29 else 365

    def _rate(self, regime: str, semester: date | None) -> Fraction:
        if semester is None:
            if self._dette.taux is None:
                raise ValueError("an agreed rate is needed")
            return self._dette.taux
        bce, private, others = self._book.semestres.get(semester, (None, None, None))
        if regime == LEGAL:
            found, points = (private if self._particulier else others), Fraction(0)
        else:
            found, points = bce, self._book.nombre("Points_public" if regime == "public" else "Points_penalites")
        if found is None:
            message = f"Le classeur n'a pas de taux pour le {semester:%d/%m/%Y}."
            raise InvalidInput("taux-inconnu", message, "Ajoutez ce semestre à sa feuille Taux.")
        return found + points


def two_months_after(day: date) -> date:
    """Return the same number of the month two months later, or that month's last day."""
    year, month = (day.year, day.month + 2) if day.month <= 10 else (day.year + 1, day.month - 10)
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), following - DAY)
