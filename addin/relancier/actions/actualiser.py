"""The refresh of the dashboard: measure the workbook on a day, and write again the tables that say so.

Only these tables change; charts, notes, formats and sheets that the user added stay as they are.
"""

from dataclasses import dataclass, replace
from datetime import date

from relancier.actions.meanwhile import meanwhile
from relancier.actions.progress import Progress, Silent
from relancier.base.errors import Anomalie
from relancier.base.records import records_in_bulk
from relancier.classeur.dashboard_rows import bodies
from relancier.classeur.exclusive import alone
from relancier.classeur.host import Host, Written
from relancier.classeur.schema import REFAITES
from relancier.creances.portefeuille import Portefeuille
from relancier.pilotage.tableau import Tableau, measure

OPERATION = "tableau de bord"
ABSENT = "tableau-absent"  # the code of `Host.remake` for a table that the workbook does not have


@dataclass(frozen=True, slots=True)
class Actualise:
    """What was measured, and written.

    Attributes:
      portefeuille: the workbook, as it was read.
      ecrit: None when nothing was to be written.
    """

    portefeuille: Portefeuille
    tableau: Tableau
    ecrit: Written | None = None

    @property
    def absentes(self) -> tuple[str, ...]:
        """The sheets of the dashboard that the workbook, older than they are, does not have: they were not filled."""
        said = self.ecrit.remarques if self.ecrit else ()
        return tuple(one.lieu.feuille for one in said if one.code == ABSENT)

    @property
    def actualise(self) -> bool:
        """Whether something of the workbook's dashboard was made again."""
        return self.ecrit is not None and len(self.absentes) < len(REFAITES)

    @property
    def remarques(self) -> tuple[Anomalie, ...]:
        """What the workbook says that is odd, and what could not be written."""
        return (*self.portefeuille.anomalies, *(self.ecrit.remarques if self.ecrit else ()))


def measured(host: Host, arrete: date, suivi: Progress | None = None) -> Actualise:
    """Return the measures of the workbook of `host` at the end of `arrete`; nothing is written.

    Raises:
      InvalidInput: the workbook cannot be used, or one of its settings.
    """
    suivi = suivi or Silent()
    with records_in_bulk():
        suivi.stage("Lecture du classeur", 0)
        portefeuille = host.read()
        suivi.stage("Mesures", 0)
        return Actualise(portefeuille, measure(portefeuille, arrete, meanwhile))


def refresh(host: Host, arrete: date, suivi: Progress | None = None) -> Actualise:
    """Measure the workbook of `host` at the end of `arrete`, and write its dashboard's tables again.

    Raises:
      InvalidInput: the workbook cannot be used, or one of its settings.
      Refus: the workbook cannot be written; nothing was.
    """
    suivi = suivi or Silent()
    with alone(host.path), records_in_bulk():
        return record(host, measured(host, arrete, suivi), suivi)


def record(host: Host, found: Actualise, suivi: Progress | None = None) -> Actualise:
    """Write the dashboard's tables of the workbook of `host`, which the caller holds, again from `found`.

    Raises:
      Refus: the workbook cannot be written; nothing was.
    """
    (suivi or Silent()).stage("Écriture du tableau de bord", 0)
    return replace(found, ecrit=host.remake(bodies(found.tableau), OPERATION))
