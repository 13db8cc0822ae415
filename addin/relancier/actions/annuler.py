"""`relancier annuler`: a relance issued by mistake is undone by another row, with the reason; nothing is erased."""

from dataclasses import dataclass
from datetime import date

from relancier.actions.motif import MOTIF, need_column, reason
from relancier.actions.sent_letters import cancelled_ids, letter_of, letter_with_document, row_id
from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput, Lieu
from relancier.base.typed import fold
from relancier.classeur import schema
from relancier.classeur.exclusive import alone
from relancier.classeur.host import Host, Written
from relancier.classeur.memory.rows import History, HistoryRow
from relancier.classeur.splicing.edits import Row
from relancier.creances.annulations import ANNULATION, ANNULEE, SUFFIXE


@dataclass(frozen=True, slots=True)
class Annulee:
    """What was cancelled.

    Attributes:
      rows: the rows undone, as they stand and stay.
      ids: the Ids of the rows that undo them, in the same order.
      motif: the reason.
    """

    rows: tuple[HistoryRow, ...]
    ids: tuple[str, ...]
    motif: str
    jour: date
    ecrit: Written


def cancel(host: Host, motif: str, jour: date, relance: str | None = None, document: str | None = None) -> Annulee:
    """Add to the history the rows that undo the one of Id `relance`, or all the lines of the letter `document`.

    Raises:
      InvalidInput: there is no reason, no such row or letter, it is cancelled already, or `jour` is before it.
      Refus: the workbook cannot be written.
    """
    why = reason(motif, "Une annulation")
    if (relance is None) == (document is None):
        raise InvalidInput(
            "annulation-de-quoi",
            "Dites quoi annuler : --relance ou --document, et un seul des deux.",
            "--relance annule une ligne, --document toutes celles d'une lettre.",
        )
    with alone(host.path):
        return _cancel(host, why, jour, relance, document)


def _cancel(host: Host, why: str, jour: date, relance: str | None, document: str | None) -> Annulee:
    history = host.history()
    need_column(history)
    rows = _one_row(history, relance) if relance is not None else _whole_letter(history, document or "")
    _check_day(history, rows, jour)
    added = [_cancelling(row, why, jour) for row in rows]
    written = host.append(added, f"annulation {rows[0]['Id']}")
    return Annulee(tuple(rows), tuple(str(one["Id"]) for one in added), why, jour, written)


def _one_row(history: History, relance: str) -> list[HistoryRow]:
    wanted = fold(relance)
    for row in history.rows:
        if row_id(row) == wanted and fold(row["Statut"]) == fold(ANNULATION):
            raise _refusal(
                "annulation-d-annulation",
                f"La ligne {row.ligne} (Id {row['Id']}) est elle-même une annulation.",
                "Une annulation ne s'annule pas : le prochain passage proposera de nouveau la relance.",
                history,
                row,
            )
    letter = letter_of(history, relance)
    row = next(row for row in letter.rows if row_id(row) == wanted)
    if row_id(row) in cancelled_ids(history) or fold(row["Statut"]) == fold(ANNULEE):
        raise _refusal("deja-annulee", f"La relance {row['Id']} est déjà annulée.", "", history, row)
    return [row]


def _whole_letter(history: History, document: str) -> list[HistoryRow]:
    letter = letter_with_document(history, document)
    rows = [row for row in letter.rows if row_id(row) not in letter.annulees and fold(row["Statut"]) != fold(ANNULEE)]
    if not rows:
        raise _refusal("deja-annulee", f"La lettre « {document} » est déjà annulée.", "", history, letter.rows[0])
    for row in rows:
        if not row["Id"]:
            raise _refusal(
                "relance-sans-id",
                f"La ligne {row.ligne} n'a pas d'Id : rien ne dirait laquelle est annulée.",
                "Donnez-lui un Id dans la feuille Relances.",
                history,
                row,
            )
        if sum(row_id(one) == row_id(row) for one in history.rows) > 1:
            letter_of(history, row["Id"])  # says which rows share it
    return rows


def _check_day(history: History, rows: list[HistoryRow], jour: date) -> None:
    for row in rows:
        issued = row.day("Date")
        if issued is not None and jour < issued:
            raise _refusal(
                "annulation-anterieure",
                f"La relance {row['Id']} est du {format_short(issued)} : elle ne peut pas être annulée au "
                f"{format_short(jour)}.",
                "Donnez avec --date un jour qui la suit.",
                history,
                row,
            )


def _cancelling(row: HistoryRow, motif: str, jour: date) -> Row:
    """Return the row that undoes `row`: the same échéance and level, no amount, an Id made from the one it undoes."""
    niveau = row["Niveau"]
    return {
        "Id": f"{row['Id']}{SUFFIXE}",
        "Passage": row["Passage"],
        "Date": jour,
        "Code débiteur": row["Code débiteur"],
        "Numéro facture": row["Numéro facture"],
        "Échéance": row.day("Échéance") or row["Échéance"],
        "Niveau": int(niveau) if niveau.isdecimal() else niveau,
        "Canal": row["Canal"],
        "Modèle": row["Modèle"],
        "Document": row["Document"],
        "Statut": ANNULATION,
        MOTIF: f"Annule {row['Id']} : {motif}",
    }


def _refusal(code: str, message: str, remede: str, history: History, row: HistoryRow) -> InvalidInput:
    return InvalidInput(code, message, remede, Lieu("", history.feuille, schema.RELANCES.name, row.ligne))
