"""On which days the instalments of a plan fall due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice, takewhile

from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput
from relancier.droit.delais import ajouter_mois
from relancier.droit.delais import fin_de_mois as dernier_du_mois
from relancier.droit.jours_feries import est_ouvrable, premier_ouvrable
from relancier.echeancier.modes import Ouvrables
from relancier.echeancier.periodicite import Periodicite, Unite

DUREE_MAXIMALE = 120  # months: what is spread further is no plan but a loan
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendrier:
    """What decides the days.

    Attributes:
      arrete: the day on which the debt was counted, that of the agreement: nothing falls due before it.
      periodicite: from one instalment to the next.
      premiere: the first day; None for one period after `arrete`.
      fin_de_mois: each falls on the last day of its month.
      ouvrables: where one goes that falls on a Saturday, a Sunday or a national holiday.
      apport: something is paid on `arrete` itself: the first instalment then comes later.
    """

    arrete: date
    periodicite: Periodicite
    premiere: date | None = None
    fin_de_mois: bool = False
    ouvrables: Ouvrables = Ouvrables.NON
    apport: bool = False

    def __post_init__(self) -> None:
        if self.fin_de_mois and self.periodicite.unite is not Unite.MOIS:
            raise InvalidInput(
                "fin-de-mois-en-semaines",
                "Des versements en semaines ne peuvent tomber en fin de mois.",
                "Retirez la fin de mois, ou choisissez une périodicité en mois.",
            )
        if self.premiere is not None and self.premiere < self.plus_tot:
            said = "pas après le jour de l'apport" if self.apport else "avant le jour où la dette est comptée"
            raise InvalidInput(
                "premiere-trop-tot",
                f"Le premier versement, le {format_short(self.premiere)}, vient {said},"
                f" le {format_short(self.arrete)}.",
                "Corrigez l'une des deux dates.",
            )

    @property
    def plus_tot(self) -> date:
        """The first day on which an instalment may fall due."""
        return self.arrete + DAY if self.apport else self.arrete

    @property
    def dernier_possible(self) -> date:
        """The last day on which an instalment may fall due."""
        return ajouter_mois(self.arrete, DUREE_MAXIMALE)

    def jours(self) -> Iterator[date]:
        """Yield the days, rising, until the longest plan ends.

        Each is counted from the first, never from the one before: a plan that begins on a 31st falls on the last day of
        a shorter month and on the 31st again after it, and a day that was moved to a working day moves no other.
        """
        return takewhile(lambda day: day <= self.dernier_possible, (self._jour(rang) for rang in count()))

    def premiers(self, nombre: int) -> tuple[date, ...]:
        """Return the first `nombre` days.

        Raises:
          InvalidInput: "plan-trop-long".
        """
        found = tuple(islice(self.jours(), nombre))
        if len(found) < nombre:
            raise trop_long(f"{nombre} versements {self.periodicite.chaque}", self)
        return found

    def jusqu_au(self, dernier: date) -> tuple[date, ...]:
        """Return the days that do not come after `dernier`.

        Raises:
          InvalidInput: "aucune-date" when there is none, "plan-trop-long".
        """
        if dernier > self.dernier_possible:
            raise trop_long(f"Un plan qui finit le {format_short(dernier)}", self)
        found = tuple(takewhile(lambda day: day <= dernier, self.jours()))
        if not found:
            raise InvalidInput(
                "aucune-date",
                f"Aucun versement ne tombe au plus tard le {format_short(dernier)} : le premier est pour le"
                f" {format_short(self._jour(0))}.",
                "Repoussez le dernier jour, ou avancez le premier versement.",
            )
        return found

    def _jour(self, rang: int) -> date:
        # without a first day of its own, the plan keeps the day number on which the debt was counted
        anchor, steps = (self.premiere, rang) if self.premiere is not None else (self.arrete, rang + 1)
        if self.periodicite.unite is Unite.SEMAINE:
            day = anchor + timedelta(days=steps * self.periodicite.jours)
        else:
            day = ajouter_mois(anchor, steps * self.periodicite.nombre)
        return self._ouvrable(dernier_du_mois(day) if self.fin_de_mois else day)

    def _ouvrable(self, day: date) -> date:
        if self.ouvrables is Ouvrables.NON:
            return day
        if self.ouvrables is Ouvrables.PRECEDENT:
            before = day
            while not est_ouvrable(before):
                before -= DAY
            if before > self.arrete:  # the day of the agreement is that of the apport
                return before
        return premier_ouvrable(day)


def trop_long(sujet: str, calendrier: Calendrier) -> InvalidInput:
    """Return the refusal of a plan, `sujet`, that would last more than ten years."""
    return InvalidInput(
        "plan-trop-long",
        f"{sujet} : le dernier viendrait après le {format_short(calendrier.dernier_possible)}, soit plus de"
        f" {DUREE_MAXIMALE // 12} ans.",
        "Choisissez moins de versements, un montant plus élevé ou une période plus courte.",
    )
