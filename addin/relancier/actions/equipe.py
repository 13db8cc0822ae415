"""Who presses the letters of a command: this machine, kept warm for several workbooks, or the machines of a cluster."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from relancier.actions.resultat import PdfChoice
from relancier.base.errors import InvalidInput
from relancier.documents.pdf.engine import choose
from relancier.documents.press.cluster import Cluster, scheduler_address
from relancier.documents.press.crew import Crew
from relancier.documents.press.processes import Processes
from relancier.documents.press.sizes import all_hands

_HERE_AT_ONCE = 2  # while the letters of one workbook are pressed, another is read or recorded
_CLUSTER_AT_ONCE = 4  # reading and recording stay here, where one core does them for all


@dataclass(frozen=True, slots=True)
class Equipe:
    """Who presses, for which engine.

    Attributes:
      crew: None where letters are printed one by one.
      pdf: the engine that each passage must be asked for.
      at_once: how many workbooks are worth having under way.
    """

    crew: Crew | None
    pdf: PdfChoice
    at_once: int = 1


def check(executeur: str) -> None:
    """Raise InvalidInput when `executeur` cannot be read; "" is this machine."""
    if executeur:
        scheduler_address(executeur)


@contextmanager
def equipe(executeur: str, pdf: PdfChoice, tell: Callable[[str], None]) -> Iterator[Equipe]:
    """Lend who presses, for as long as the block lasts.

    Args:
      executeur: the address of a cluster; "" for this machine.
      pdf: the engine that the user asked for. A cluster's machines have no Word: "auto" is the embedded engine there.
      tell: told what the cluster could not do.

    Raises:
      InvalidInput: the cluster is not there, or cannot do this work.
      EngineUnavailable: the engine does not work here.
    """
    press = choose(pdf).press()
    if executeur and press is None:
        if pdf != "auto":
            raise InvalidInput(
                "word-seul",
                "Word n'imprime que sur ce poste : une grappe ne peut pas l'y aider.",
                "Choisissez --pdf embarque ou --pdf libreoffice, ou ôtez --executeur.",
            )
        pdf = "embarque"
        press = choose(pdf).press()
    if press is None:
        yield Equipe(None, pdf)
    elif executeur:
        with Cluster(executeur, press.printers[0], tell) as cluster:
            yield Equipe(cluster, pdf, _CLUSTER_AT_ONCE)
    else:
        with Processes(all_hands()) as processes:
            yield Equipe(processes, pdf, _HERE_AT_ONCE)
