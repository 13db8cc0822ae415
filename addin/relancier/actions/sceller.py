"""`relancier sceller`: a letter that left without Relancier, typed by hand since, takes its place in the chain.

Nothing tells such a row from a forged one but whoever answers for it: the row keeps the reason given here, and its
seal covers both. Until then `relancier verifier` shows it as added.
"""

from dataclasses import dataclass

from relancier.actions.motif import MOTIF, need_column, reason
from relancier.actions.sent_letters import row_id, unknown_id
from relancier.base.errors import InvalidInput, Lieu
from relancier.base.typed import fold
from relancier.classeur import schema
from relancier.classeur.exclusive import alone
from relancier.classeur.host import Host, Written
from relancier.classeur.memory import seals
from relancier.classeur.memory.check import NEXT_PASSAGE
from relancier.classeur.memory.rows import CHAINE, History, HistoryRow
from relancier.classeur.memory.seals import Seal
from relancier.classeur.memory.unsealed import added
from relancier.classeur.reading.follow_up_rows import MOST_DAYS
from relancier.creances.annulations import ANNULATION

BY_HAND = "Saisie à la main"


@dataclass(frozen=True, slots=True)
class Scellee:
    """What was sealed.

    Attributes:
      row: the row as it now stands, but for its seal.
      motif: the reason, as the row says it.
    """

    row: HistoryRow
    sceau: Seal
    motif: str
    ecrit: Written


def seal_typed(host: Host, relance: str, motif: str) -> Scellee:
    """Seal the row of Id `relance`, typed after the first passage, after the last sealed one.

    Raises:
      InvalidInput: there is no reason, no such row, it needs no seal, or it does not say what was sent.
      Refus: the workbook cannot be written.
    """
    why = reason(motif, "Sceller une ligne saisie à la main")
    with alone(host.path):
        history = host.history()
        row = _typed_since(history, relance)
        need_column(history)
        _check_readable(history, row)
        said = " ; ".join(filter(None, (row[MOTIF], f"{BY_HAND} : {why}")))
        whole = row.having(MOTIF, said)
        head = seals.last(one[CHAINE] for one in history.rows)
        if head is None:
            raise ValueError("a row is typed since the first passage when another is sealed")
        sceau = Seal(head.rank + 1, seals.seal(head.rank + 1, head.seal, whole))
        written = host.seal_row({"Id": row["Id"]}, {MOTIF: said}, sceau, f"sceau {row['Id']}")
    return Scellee(whole, sceau, said, written)


def _typed_since(history: History, relance: str) -> HistoryRow:
    found = [row for row in history.rows if row["Id"] and row_id(row) == fold(relance)]
    if not found:
        raise unknown_id(history, relance)
    row = found[0]
    if len(found) > 1:
        lines = f"{row.ligne} et {found[1].ligne}"
        raise _refusal(
            "relance-ambigue",
            f"Plusieurs lignes de l'historique ont l'Id « {relance} » ({lines}).",
            "Donnez à celle que vous avez saisie son propre Id dans la feuille Relances.",
            history,
            row,
        )
    if row[CHAINE]:
        raise _refusal("deja-scellee", f"La ligne {row.ligne} (Id {row['Id']}) a déjà son sceau.", "", history, row)
    if not any(one[CHAINE] for one in history.rows):
        raise _refusal("rien-de-scelle", "Aucune ligne n'est encore scellée.", NEXT_PASSAGE, history, row)
    if row.ligne not in {one.ligne for one in added(history)}:
        raise _refusal(
            "pas-ajoutee",
            f"Rien ne montre que la ligne {row.ligne} (Id {row['Id']}) ait été saisie après le premier passage, qui a "
            "scellé celles d'avant.",
            "Lancez « relancier verifier » : il dit ce qui a changé.",
            history,
            row,
        )
    return row


def _check_readable(history: History, row: HistoryRow) -> None:
    """Refuse what could not be corrected once sealed: a row that no passage would understand."""
    if fold(row["Statut"]) == fold(ANNULATION):
        raise _refusal(
            "annulation-a-la-main",
            f"La ligne {row.ligne} (Id {row['Id']}) est une annulation saisie à la main.",
            "Supprimez-la, puis annulez par « relancier annuler ».",
            history,
            row,
        )
    unread = [name for name in ("Date", "Échéance") if row.day(name) is None]
    unread += [name for name in ("Code débiteur", "Numéro facture") if not row[name]]
    unread += [] if row["Niveau"].isdecimal() else ["Niveau"]
    if (days := row["Délai accordé"]) and not (days.isdecimal() and int(days) <= MOST_DAYS):
        unread.append("Délai accordé")
    if unread:
        raise _refusal(
            "ligne-incomplete",
            f"La ligne {row.ligne} (Id {row['Id']}) ne dit pas tout : {', '.join(f'« {name} »' for name in unread)}.",
            "Complétez-la dans Excel avant de la sceller : ensuite, elle ne se corrige plus.",
            history,
            row,
        )


def _refusal(code: str, message: str, remede: str, history: History, row: HistoryRow) -> InvalidInput:
    return InvalidInput(code, message, remede, Lieu("", history.feuille, schema.RELANCES.name, row.ligne))
