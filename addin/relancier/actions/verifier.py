"""`relancier verifier`: whether the history of relances, the signed plans, and the letters of both, are as they were.

Nothing is ever written. What was altered is told with the row; the backups, when they are there, tell what it said.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from relancier.actions.backup_evidence import told_by_backups
from relancier.actions.copies import Copies
from relancier.actions.free_cells import changed_since
from relancier.actions.plan_evidence import changed_plans, plan_documents
from relancier.actions.progress import Progress, Silent
from relancier.base.errors import InvalidInput
from relancier.classeur.closed_file import ClosedFile
from relancier.classeur.host import Host
from relancier.classeur.memory.check import Constat, check
from relancier.classeur.memory.rows import HistoryRow
from relancier.classeur.reading.sound_file import SUFFIXES


@dataclass(frozen=True, slots=True)
class Verifie:
    """What was found of a workbook.

    Attributes:
      lignes, scellees: how many rows its history has, and how many of them are sealed.
      documents: how many of the letters it names were compared with their SHA-256.
      alterations: what is not as it was; empty for an intact history.
      remarques: what proves nothing wrong, and what cannot be proved.
    """

    classeur: Path
    lignes: int
    scellees: int
    documents: int
    alterations: tuple[Constat, ...]
    remarques: tuple[Constat, ...]

    @property
    def is_intact(self) -> bool:
        """Whether nothing was altered."""
        return not self.alterations


def verify(path: Path, suivi: Progress | None = None) -> Verifie:
    """Verify the workbook `path`; `verifier_dossier` takes folders and bundles.

    Raises:
      InvalidInput: it cannot be read, or is nothing that can be verified yet.
    """
    if path.suffix.lower() in SUFFIXES:
        return verify_workbook(ClosedFile(path), suivi or Silent())
    if not path.exists():
        raise InvalidInput("fichier-absent", f"« {path} » n'existe pas.", "Vérifiez le nom et le dossier.")
    what = "un dossier" if path.is_dir() else f"un fichier « {path.suffix or 'sans extension'} »"
    raise InvalidInput(
        "verification-impossible",
        f"« {path.name} » est {what}, que Relancier ne vérifie pas.",
        "Donnez un classeur (.xlsx, .xlsm), un dossier constitué, ou une liasse (.pdf).",
    )


def verify_workbook(host: Host, suivi: Progress) -> Verifie:
    """Verify the history of `host` and the letters that it names."""
    suivi.stage("Lecture de l'historique", 0)
    history = host.history()
    suivi.stage("Contrôle des sceaux", 0)
    register, copies = host.register(), Copies(host.backups())
    found = check(history, register)
    told = told_by_backups(found.alterations, history, copies)
    changed = changed_since(history, register, copies)
    letters = _by_document(history.rows)
    suivi.stage("Contrôle des lettres", len(letters))
    altered, absent, compared = [], [], 0
    for (document, empreinte), rows in letters.items():
        suivi.step()
        path = host.path.parent / document
        try:
            same = _sha256(path) == empreinte.casefold() if path.is_file() else None
        except OSError:
            same = None
        if same is None:
            absent.append(_missing_document(document, rows))
        else:
            compared += 1
            if not same:
                altered.append(_altered_document(document, rows))
    if host.has_plans():
        portefeuille = host.read()
        altered += changed_plans(portefeuille)
        for fault, was_compared in plan_documents(host, portefeuille):
            compared += was_compared
            if fault is not None:
                (altered if was_compared else absent).append(fault)
    alterations, remarks = (*told, *altered), (*found.remarques, *changed, *absent)
    return Verifie(host.path, found.lignes, found.scellees, compared, alterations, remarks)


def _by_document(rows: Iterable[HistoryRow]) -> dict[tuple[str, str], list[HistoryRow]]:
    found: dict[tuple[str, str], list[HistoryRow]] = {}
    for row in rows:
        if row["Document"] and row["Empreinte"]:
            found.setdefault((row["Document"], row["Empreinte"]), []).append(row)
    return found


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _altered_document(document: str, rows: Sequence[HistoryRow]) -> Constat:
    return Constat(
        "document-altere",
        f"« {document} » n'est plus le PDF envoyé ({_lines(rows)}) : son empreinte SHA-256 est une autre.",
        "Reprenez l'original d'une sauvegarde.",
        rows[0].ligne,
        rows[0]["Id"],
    )


def _missing_document(document: str, rows: Sequence[HistoryRow]) -> Constat:
    return Constat(
        "document-absent",
        f"« {document} » n'est pas là ({_lines(rows)}) : la lettre n'a pas été comparée.",
        "Gardez le dossier des lettres à côté du classeur.",
        rows[0].ligne,
        rows[0]["Id"],
    )


def _lines(rows: Sequence[HistoryRow]) -> str:
    if len(rows) == 1:
        return f"ligne {rows[0].ligne}"
    return f"lignes {', '.join(str(row.ligne) for row in rows[:-1])} et {rows[-1].ligne}"
