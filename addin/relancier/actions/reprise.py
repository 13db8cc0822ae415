"""What a passage that was cut short left behind: finished when the workbook has its rows, undone when it has not.

Every step may be cut short in its turn and done again: the journal goes last. Only what is known to be ours is touched:
a file whose content is what the journal says, the folder aside, the copy of the workbook as it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from relancier.actions import intentions
from relancier.actions.intentions import Cle, Depot, Intentions
from relancier.actions.output import remove_aside, remove_if_empty
from relancier.base.dates import format_short
from relancier.base.errors import Anomalie, Gravite, Lieu, Refus
from relancier.base.files import holds, move, sync_folder, why
from relancier.base.money import NBSP
from relancier.base.typed import fold
from relancier.classeur.host import Host
from relancier.creances.portefeuille import Portefeuille


class Issue(StrEnum):
    """What became of the passage that was cut short."""

    ACHEVE = "achevé"
    ANNULE = "annulé"
    EN_ATTENTE = "en attente"


@dataclass(frozen=True, slots=True)
class Reprise:
    """What was done about a passage that was cut short.

    Attributes:
      passage, date: which it was.
      sortie: its output folder.
      retires: files that were removed, for they were never recorded.
      remis: files that were put in place, for they were.
      gardes: files that should have been removed, and were left because they are not what was made.
      manquants: files that should be in place and are not, or not as they were made.
    """

    passage: str
    date: date
    issue: Issue
    sortie: Path
    retires: tuple[str, ...] = ()
    remis: tuple[str, ...] = ()
    gardes: tuple[str, ...] = ()
    manquants: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What happened, in one or two sentences."""
        which = f"Le passage {self.passage} du {format_short(self.date)}"
        if self.issue is Issue.EN_ATTENTE:
            return (
                f"{which} n'est pas terminé : il est en cours, ou il a été interrompu. Le prochain passage réel "
                "l'achèvera ou l'annulera avant toute chose."
            )
        if self.issue is Issue.ACHEVE:
            back = f" ({_files(self.remis)} remis en place)" if self.remis else ""
            return f"{which} avait été interrompu une fois enregistré : il a été achevé{back}, et rien n'en est refait."
        gone = f"{_files(self.retires)} retiré{'s' if len(self.retires) > 1 else ''}" if self.retires else ""
        return (
            f"{which} avait été interrompu avant d'être enregistré : il a été annulé"
            f"{f' ({gone})' if gone else ''}, et ce qui reste à envoyer est refait."
        )

    @property
    def remarques(self) -> tuple[Anomalie, ...]:
        """What somebody should look at."""
        if (self.gardes or self.manquants) and not self.sortie.is_dir():
            message = f"Le dossier des lettres du passage {self.passage}, interrompu, est introuvable : {self.sortie}."
            remede = {
                Issue.ACHEVE: "Cherchez-le : ses relances sont enregistrées.",
                Issue.ANNULE: "S'il a été déplacé, supprimez-le : ses lettres n'ont pas été enregistrées.",
            }[self.issue]
            return (Anomalie("passage-repris", Gravite.REMARQUE, Lieu(), self.sortie.name, message, remede),)
        kept = "a changé depuis : il a été laissé en place, sans relance enregistrée."
        lost = "n'est pas en place, ou a changé depuis ; sa relance, elle, est enregistrée."
        return (
            *(self._remarque(name, kept, "Supprimez-le s'il ne vous sert pas.") for name in self.gardes),
            *(self._remarque(name, lost, "Cherchez-le, ou reprenez-le d'une sauvegarde.") for name in self.manquants),
        )

    def _remarque(self, name: str, sentence: str, remede: str) -> Anomalie:
        message = f"Le fichier « {name} » du passage {self.passage}, interrompu, {sentence}"
        return Anomalie("passage-repris", Gravite.REMARQUE, Lieu(fichier=name), str(self.sortie), message, remede)


def awaiting(host: Host) -> Reprise | None:
    """Return the passage that a real run will settle first; None when there is none. Nothing is written."""
    said = intentions.load(host.path)
    return Reprise(said.passage, said.date, Issue.EN_ATTENTE, said.sortie) if said else None


def settle(host: Host, portefeuille: Portefeuille) -> Reprise | None:
    """Finish or undo the passage that was cut short on the workbook of `host`, just read and held alone.

    Return what was done; None when no passage was cut short.

    Raises:
      Refus: the journal or the history contradict each other, or a file cannot be removed; nothing is lost.
    """
    said = intentions.load(host.path)
    if said is None:
        return None
    recorded = _is_recorded(said, host, portefeuille)
    try:
        done = _finish(said) if recorded else _undo(said)
        remove_aside(said.sortie / said.preparation)
        host.discard(said.passage, "" if recorded else said.empreinte)
        if said.sortie_creee:
            remove_if_empty(said.sortie)
        intentions.remove(host.path)
    except OSError as error:
        raise Refus(
            "reprise-impossible",
            f"Le passage {said.passage} a été interrompu, et ce qu'il a laissé ne peut pas être remis en ordre "
            f"({why(error)}).",
            f"Vérifiez l'accès au dossier « {said.sortie} », fermez ses fichiers, puis recommencez.",
            Lieu(fichier=host.path.name),
        ) from error
    return done


def _is_recorded(said: Intentions, host: Host, portefeuille: Portefeuille) -> bool:
    """Whether the workbook has the rows of the passage: all or none, for it is replaced at once."""
    if host.empreinte == said.empreinte or said.depots is None or not said.cles:
        return False
    found = host.recorded(said.passage)
    if not found:
        return False
    ours = {_folded(one) for one in said.cles}
    rows = [one for one in portefeuille.relances if fold(one.passage) == fold(said.passage)]
    read = {_folded(Cle(one.debiteur, one.facture, one.echeance, one.niveau)) for one in rows}
    if found >= len(said.cles) and read <= ours:  # more, when one of them was cancelled since, by a row of its own
        return True
    raise Refus(
        "reprise-contradictoire",
        f"Le passage {said.passage} a été interrompu, et la feuille Relances n'en porte pas ce qu'il devait y écrire : "
        f"{found} lignes au lieu de {len(said.cles)}, ou d'autres échéances.",
        "Si vous avez modifié cette feuille depuis, remettez-la comme elle était ; sinon, reprenez la copie gardée "
        "dans « Sauvegardes Relancier ». Puis recommencez.",
        Lieu(fichier=host.path.name),
    )


def _finish(said: Intentions) -> Reprise:
    """Put in place what is not there yet."""
    back, lost = [], []
    for one in said.depots or ():
        source, target = said.sortie / said.preparation / one.prepare, said.sortie / one.nom
        if holds(target, one.empreinte):
            continue
        if holds(source, one.empreinte) and not target.exists():
            move(source, target)
            back.append(one.nom)
        else:
            lost.append(one.nom)
    if back:
        sync_folder(said.sortie)
    return Reprise(said.passage, said.date, Issue.ACHEVE, said.sortie, remis=tuple(back), manquants=tuple(lost))


def _undo(said: Intentions) -> Reprise:
    """Remove what was put in place."""
    if not said.sortie.is_dir():
        away = tuple(one.nom for one in said.depots or ())
        return Reprise(said.passage, said.date, Issue.ANNULE, said.sortie, gardes=away)
    gone, kept = [], []
    for one in said.depots or ():
        target = said.sortie / one.nom
        if holds(target, one.empreinte):
            target.unlink()
            gone.append(one.nom)
        elif target.exists() and not _is_waiting(said, one):
            kept.append(one.nom)
    return Reprise(said.passage, said.date, Issue.ANNULE, said.sortie, retires=tuple(gone), gardes=tuple(kept))


def _is_waiting(said: Intentions, one: Depot) -> bool:
    """Whether the file never left the folder aside: what bears its name elsewhere is somebody else's."""
    return (said.sortie / said.preparation / one.prepare).exists()


def _folded(one: Cle) -> tuple[str, str, date, int]:
    return fold(one.debiteur), fold(one.facture), one.echeance, one.niveau


def _files(names: Sequence[str]) -> str:
    return f"{len(names)}{NBSP}fichier{'s' if len(names) > 1 else ''}"
