"""The letters that the history tells of: its rows, one letter at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePosixPath

from relancier.base.errors import InvalidInput, Lieu
from relancier.base.typed import fold
from relancier.classeur import schema
from relancier.classeur.memory.rows import History, HistoryRow
from relancier.creances.annulations import ANNULATION, ANNULEE, annule_par


@dataclass(frozen=True, slots=True)
class SentLetter:
    """One letter: the rows that share its document, or its passage, debtor and channel when none is noted.

    Attributes:
      rows: in the order of the sheet, cancelled lines included, cancelling ones left out.
      annulees: the Ids of those that no longer count.
    """

    rows: tuple[HistoryRow, ...]
    annulees: frozenset[str] = frozenset()

    def __getitem__(self, column: str) -> str:
        """Return the first filled cell of `column`: all lines of a letter have the same."""
        return next((row[column] for row in self.rows if row[column]), "")

    @property
    def is_cancelled(self) -> bool:
        """Whether no line of it counts any more."""
        return all(row_id(row) in self.annulees or fold(row["Statut"]) == fold(ANNULEE) for row in self.rows)

    @property
    def nom(self) -> str:
        """What people know the letter by."""
        return self["Document"] or f"{self['Passage'] or self['Date']} {self['Code débiteur']}"


def row_id(row: HistoryRow) -> str:
    """Return the row's Id, for comparison."""
    return fold(row["Id"])


def cancelled_ids(history: History) -> frozenset[str]:
    """Return the Ids of the rows that another row cancels, for comparison."""
    return frozenset(
        fold(annule_par(row["Id"])) for row in history.rows if fold(row["Statut"]) == fold(ANNULATION) and row["Id"]
    )


def letters(history: History) -> list[SentLetter]:
    """Return the letters, in the order of the sheet."""
    groups: dict[tuple[str, ...], list[HistoryRow]] = {}
    for row in history.rows:
        if fold(row["Statut"]) != fold(ANNULATION):
            what = (row["Document"],) if row["Document"] else (row["Passage"] or row["Date"], fold(row["Canal"]))
            groups.setdefault((fold(row["Code débiteur"]), *what), []).append(row)
    undone = cancelled_ids(history)
    return [SentLetter(tuple(rows), undone) for rows in groups.values()]


def letter_of(history: History, relance: str) -> SentLetter:
    """Return the letter that the row of Id `relance` belongs to.

    Raises:
      InvalidInput: no row has this Id, or several have.
    """
    wanted = fold(relance)
    found = [(one, row) for one in letters(history) for row in one.rows if row_id(row) == wanted]
    if not found:
        raise unknown_id(history, relance)
    if len(found) > 1:
        lines = " et ".join(str(row.ligne) for _, row in found[:2])
        raise InvalidInput(
            "relance-ambigue",
            f"Plusieurs lignes de l'historique ont l'Id « {relance} » ({lines}).",
            "Donnez à chacune son propre Id dans la feuille Relances.",
            Lieu(feuille=history.feuille, table=schema.RELANCES.name, ligne=found[0][1].ligne),
        )
    return found[0][0]


def letters_to(history: History, debiteur: str, passage: str | None) -> list[SentLetter]:
    """Return the letters to `debiteur` (of `passage`, when one is given), oldest first.

    Raises:
      InvalidInput: there is none.
    """
    found = [
        one
        for one in letters(history)
        if fold(one["Code débiteur"]) == fold(debiteur) and (passage is None or fold(one["Passage"]) == fold(passage))
    ]
    if not found:
        when = f" au passage « {passage} »" if passage else ""
        known = dict.fromkeys(
            one["Passage"] for one in letters(history) if fold(one["Code débiteur"]) == fold(debiteur)
        )
        raise InvalidInput(
            "lettre-inconnue",
            f"L'historique n'a aucune lettre au client « {debiteur} »{when}.",
            f"Ses passages : {', '.join(filter(None, known))}." if known else "Vérifiez le code du client.",
        )
    return sorted(found, key=lambda one: (one["Date"], one["Passage"]))


def letter_with_document(history: History, document: str) -> SentLetter:
    """Return the letter whose document is `document`: its path as noted in the history, or its file's name.

    Raises:
      InvalidInput: no letter has it, or several have.
    """
    wanted = fold(document.replace("\\", "/"))
    every = letters(history)
    found = [one for one in every if fold(one["Document"]) == wanted]
    found = found or [one for one in every if one["Document"] and fold(PurePosixPath(one["Document"]).name) == wanted]
    if len(found) == 1:
        return found[0]
    if not found:
        raise InvalidInput(
            "document-inconnu",
            f"L'historique n'a aucune lettre dont le document soit « {document} ».",
            "Recopiez-le de la colonne Document de la feuille Relances.",
        )
    raise InvalidInput(
        "document-ambigu",
        f"Plusieurs lettres ont un document nommé « {document} ».",
        "Donnez-le avec son dossier, comme dans la colonne Document.",
    )


def unknown_id(history: History, relance: str) -> InvalidInput:
    """Return the refusal of an Id that no row of the history has."""
    close = get_close_matches(relance, [row["Id"] for row in history.rows if row["Id"]], n=1, cutoff=0.8)
    remede = f"Vouliez-vous « {close[0]} » ?" if close else "Recopiez-le de la colonne Id de la feuille Relances."
    return InvalidInput("relance-inconnue", f"L'historique n'a aucune ligne d'Id « {relance} ».", remede)


def ids(rows: Iterable[HistoryRow]) -> Sequence[str]:
    """Return the Ids of `rows`."""
    return tuple(row["Id"] for row in rows)
