"""What is wrong or odd in a workbook, and whether its history is intact. Nothing is written in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from relancier.actions.decision import decide
from relancier.actions.progress import Progress, Silent
from relancier.actions.resultat import Demande
from relancier.actions.verifier import Verifie, verify_workbook
from relancier.base.errors import Anomalie, Gravite, Lieu
from relancier.classeur import schema
from relancier.classeur.host import Host
from relancier.classeur.memory.check import Constat

GRAVITES = {Gravite.BLOQUANTE: "à corriger", Gravite.REMARQUE: "à regarder"}
ALTERED = "altération"


@dataclass(frozen=True, slots=True)
class Controle:
    """What was found.

    Attributes:
      anomalies: what the workbook says that is wrong or odd on `jour`.
      memoire: what became of the history, of the letters that were sent and of the signed plans.
    """

    classeur: Path
    jour: date
    anomalies: tuple[Anomalie, ...]
    memoire: Verifie

    @property
    def bloquantes(self) -> tuple[Anomalie, ...]:
        """Those that leave a row out."""
        return tuple(one for one in self.anomalies if one.gravite is Gravite.BLOQUANTE)

    @property
    def remarques(self) -> tuple[Anomalie, ...]:
        """Those that somebody should look at."""
        return tuple(one for one in self.anomalies if one.gravite is Gravite.REMARQUE)


@dataclass(frozen=True, slots=True)
class Constatee:
    """One thing found, as it is listed.

    Attributes:
      gravite: in French.
    """

    gravite: str
    lieu: Lieu
    trouve: str
    message: str
    remede: str


def inspect(host: Host, jour: date, suivi: Progress | None = None) -> Controle:
    """Look for all that is wrong in the workbook of `host`, for a passage of `jour`.

    Raises:
      InvalidInput: it cannot be used at all.
    """
    suivi = suivi or Silent()
    decided = decide(host, Demande(jour, simuler=True), suivi)
    return Controle(host.path, jour, tuple(dict.fromkeys(decided.anomalies)), verify_workbook(host, suivi))


def found(controle: Controle) -> tuple[Constatee, ...]:
    """Return all that was found, the gravest first."""
    return tuple(_found(controle))


def _found(controle: Controle) -> Iterator[Constatee]:
    for one in controle.memoire.alterations:
        yield _of_history(ALTERED, one)
    for anomalie in (*controle.bloquantes, *controle.remarques):
        yield Constatee(GRAVITES[anomalie.gravite], anomalie.lieu, anomalie.trouve, anomalie.message, anomalie.remede)
    for one in controle.memoire.remarques:
        yield _of_history(GRAVITES[Gravite.REMARQUE], one)


def _of_history(gravite: str, one: Constat) -> Constatee:
    table = schema.RELANCES
    place = Lieu(feuille=table.sheet, table=table.name, ligne=one.ligne) if one.ligne else Lieu(feuille=table.sheet)
    return Constatee(gravite, place, one.id, one.message, one.remede)
