"""What interest a debt bears and when: regimes, the phases in which they follow each other, and their rates.

On each day at most one phase is running, so that penalties and legal interest can never run together on the same
period (Cass. com., 24 April 2024, n° 22-24.275).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput, Refus
from relancier.base.money import ZERO, format_rate
from relancier.droit.delais import ajouter_mois
from relancier.droit.semestre import Semestre
from relancier.droit.taux import (
    MAJORATION_DECISION,
    Colonne,
    TableDesTaux,
    Taux,
    penalite_legale,
    penalite_publique,
    plancher_convenu,
)
from relancier.droit.textes import TEXTES

DAY = timedelta(days=1)


class Base(StrEnum):
    """By how many days a year is divided: a convention, printed on the décompte (no text fixes it)."""

    J365 = "365"  # always 365, even in a leap year, as service-public.fr does
    J366 = "366"  # always 366
    EXACT = "exact"  # 366 for the days of a leap year, 365 for the others

    def diviseur(self, year: int) -> int:
        """Return the divisor for the days of `year`."""
        if self is Base.EXACT:
            return 366 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 365
        return 365 if self is Base.J365 else 366


class Regime(StrEnum):
    """The ground on which interest runs."""

    PENALITES = "pénalités de retard"
    CONVENU = "pénalités au taux convenu"
    PUBLIC = "intérêts moratoires de l'acheteur public"
    LEGAL = "intérêts au taux légal"


class TauxPublic(StrEnum):
    """Which semester gives the rate that a public buyer owes: a setting, printed on the décompte."""

    AU_DEPART = "au départ"  # R2192-31: the semester in which interest began to run, for good
    PAR_SEMESTRE = "par semestre"  # to each day the rate of its own semester


@dataclass(frozen=True, slots=True)
class Phase:
    """A regime from its first day until the next phase begins.

    Attributes:
      du: the first day that bears interest.
      taux: the agreed rate (% a year), for CONVENU alone.
      colonne: which legal rate, for LEGAL alone: it follows the creditor, not the debtor.
      taux_public: which semester gives the rate, for PUBLIC alone.
    """

    du: date
    regime: Regime
    taux: Decimal | None = None
    colonne: Colonne = Colonne.LEGAL_PROFESSIONNELS
    taux_public: TauxPublic = TauxPublic.AU_DEPART

    @property
    def par_semestre(self) -> bool:
        """Its rate follows the semester of each day; else it is fixed from the first day."""
        if self.regime is Regime.PUBLIC:
            return self.taux_public is TauxPublic.PAR_SEMESTRE
        return self.regime is not Regime.CONVENU


@dataclass(frozen=True, slots=True)
class Conditions:
    """All that decides the interest of one debt.

    Attributes:
      phases: in order of `du`, each day in one at most; none when no interest runs.
      base: the divisor.
      fin: the last day that bears interest, when something stops it (insolvency); None otherwise.
      majoration: the first day of the five points of CMF L313-3, on LEGAL alone; None when there is none.
      capitalisation: the day from which whole years of interest are capitalised (C. civ. 1343-2); None when not asked.
    """

    phases: tuple[Phase, ...] = ()
    base: Base = Base.J365
    fin: date | None = None
    majoration: date | None = None
    capitalisation: date | None = None

    def __post_init__(self) -> None:
        days = [phase.du for phase in self.phases]
        if days != sorted(set(days)):
            raise ValueError("phases must follow each other, each beginning on its own day")

    def phase(self, day: date) -> Phase | None:
        """Return the phase running on `day`, None where no interest runs."""
        if self.fin is not None and day > self.fin:
            return None
        return next((phase for phase in reversed(self.phases) if phase.du <= day), None)

    def prochaine(self, day: date) -> date | None:
        """Return the first day after `day` on which a phase begins."""
        return next((phase.du for phase in self.phases if phase.du > day), None)


def debut_majoration(executoire: date) -> date:
    """Return the first day of the five points: two months after the decision became `executoire` (CMF L313-3)."""
    return ajouter_mois(executoire, 2)


@dataclass(frozen=True, slots=True)
class TauxApplique:
    """A rate, with what is printed beside it.

    Attributes:
      taux: % a year.
      source: how it is made and its article, in French.
      reference: where its figures were read.
      verifie: the official text, or a page stating it, was read.
      semestre: whose line of the table it rests on; None for an agreed rate.
    """

    taux: Decimal
    source: str
    reference: str
    verifie: bool
    semestre: Semestre | None = None


def taux_du_jour(phase: Phase, day: date, majoree: bool, table: TableDesTaux) -> Decimal:
    """Return the rate of `phase` on `day` (% a year), five points more when `majoree`; InvalidInput if unknown."""
    if phase.regime is not Regime.CONVENU:
        return _taux_de_la_ligne(_ligne_de_taux(phase, day, table), phase.regime, phase.colonne, majoree)
    if phase.taux is None:
        raise ValueError("an agreed rate is needed")
    return phase.taux


def _taux_de_la_ligne(row: Taux, regime: Regime, colonne: Colonne, majoree: bool) -> Decimal:
    if regime is Regime.LEGAL:
        return row.valeur(colonne) + (MAJORATION_DECISION if majoree else ZERO)
    return penalite_publique(row) if regime is Regime.PUBLIC else penalite_legale(row)


def _ligne_de_taux(phase: Phase, day: date, table: TableDesTaux) -> Taux:
    return table.at(day if phase.par_semestre else min(phase.du, day))


def taux_applique(phase: Phase, day: date, majoree: bool, table: TableDesTaux) -> TauxApplique:
    """Return the rate of `phase` on `day` with what is printed beside it; raises as `taux_du_jour`."""
    if phase.regime is Regime.CONVENU:
        taux = taux_du_jour(phase, day, majoree, table)
        return TauxApplique(taux, f"taux convenu ({TEXTES['plancher'].citation})", "contrat ou conditions", True)
    return _de_la_ligne(_ligne_de_taux(phase, day, table), phase.regime, phase.colonne, majoree)


@lru_cache(maxsize=256)  # a run prints the same few rates on thousands of lines
def _de_la_ligne(row: Taux, regime: Regime, colonne: Colonne, majoree: bool) -> TauxApplique:
    taux = _taux_de_la_ligne(row, regime, colonne, majoree)
    if regime is Regime.LEGAL:
        legal = format_rate(row.valeur(colonne))
        source = f"taux légal du {row.semestre.libelle} {legal} ({TEXTES['taux-legal'].citation})"
        if majoree:
            source += f" + 5 points ({TEXTES['majoration'].citation})"
    else:
        points, texte = (8, "public-taux") if regime is Regime.PUBLIC else (10, "penalites")
        first = format_short(row.semestre.premier_jour)
        source = f"BCE {format_rate(taux - points)} au {first} + {points} points ({TEXTES[texte].citation})"
    return TauxApplique(taux, source, row.source, row.verifie, row.semestre)


def sous_plancher(taux: Decimal, du: date, au: date, table: TableDesTaux) -> tuple[Semestre, Decimal] | None:
    """Return the first semester between `du` and `au` whose floor an agreed `taux` does not reach, and that floor (%).

    None when it is valid throughout. The floor binds agreed rates only (L441-10, II).
    """
    semestre = Semestre.of(du)
    while semestre.premier_jour <= au:
        floor = plancher_convenu(table.of(semestre))
        if taux < floor:
            return semestre, floor
        semestre = semestre.suivant
    return None


def verifier_plancher(taux: Decimal, du: date, au: date, table: TableDesTaux) -> None:
    """Refuse an agreed `taux` under three times the legal rate of a semester between `du` and `au` (L441-10, II).

    Raises:
      Refus: "taux-sous-plancher", naming the semester.
    """
    if (under := sous_plancher(taux, du, au, table)) is not None:
        semestre, floor = under
        raise Refus(
            "taux-sous-plancher",
            f"Le taux convenu de {format_rate(taux)} est inférieur à trois fois le taux légal du"
            f" {semestre.libelle}, soit {format_rate(floor)} ({TEXTES['plancher'].citation}).",
            "Laissez le taux contractuel vide pour appliquer le taux de pénalité de la loi, ou corrigez-le.",
        )


def verifier_echeance(echeance: date) -> None:
    """Refuse an `echeance` before 2015, for which the table has no rates (InvalidInput "echeance-avant-2015")."""
    if echeance < date(2015, 1, 1):
        raise InvalidInput(
            "echeance-avant-2015",
            f"L'échéance du {format_short(echeance)} est antérieure à 2015 : les taux de la table commencent en 2015.",
            "Faites calculer à part les intérêts de cette facture, ou corrigez son échéance.",
        )


def onerosite(conditions: Conditions, day: date, table: TableDesTaux) -> Decimal:
    """Return what leaving the debt unpaid on `day` costs from the next day (% a year), at the rates of `day`."""
    phase = conditions.phase(day + DAY)
    if phase is None:
        return ZERO
    majoree = conditions.majoration is not None and day + DAY >= conditions.majoration
    return taux_du_jour(phase, day, majoree, table)
