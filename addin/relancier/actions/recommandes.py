"""`relancier recommandes`: the registered letters, their numbers, their deposits and their returns.

Printed, posted and received are three dates: the first stands in the history for ever, the two others are noted here,
by hand or from the names of scanned slips, in the three columns that no seal covers. The register keeps what is noted
here, so that a later change shows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from relancier.actions.scan_names import Scan, plain_number, read_name, scans
from relancier.actions.sent_letters import SentLetter, letter_of, letters, letters_to
from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput, Lieu, Refus
from relancier.base.typed import fold, squeeze
from relancier.classeur import schema
from relancier.classeur.exclusive import alone
from relancier.classeur.host import Host, Written
from relancier.classeur.memory.rows import DEPOSE, NUMERO, RECU, History, HistoryRow
from relancier.classeur.splicing.edits import Row
from relancier.creances.portefeuille import Canal

SHORTEST_NUMBER = 8


@dataclass(frozen=True, slots=True)
class Etat:
    """Where a registered letter stands.

    Attributes:
      manque: what is not known of it, in French: "numéro", "dépôt", "retour (déposé il y a 34 jours)".
    """

    lettre: SentLetter
    manque: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Saisie:
    """What is to be noted of a letter; None for what is not said."""

    numero: str | None = None
    depose: date | None = None
    recu: date | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What was noted of one letter.

    Attributes:
      valeurs: by column; empty when all of it was known already.
      fichier: the scanned slip that told it; None when typed.
    """

    lettre: SentLetter
    valeurs: Row
    fichier: Path | None = None


@dataclass(frozen=True, slots=True)
class Recommandes:
    """What was found and noted.

    Attributes:
      au: the day on which returns are late or not.
      lettres: the registered letters that count, oldest first, as they now stand.
      notes: what was asked to be noted, letter by letter.
      a_voir: the scanned files of which nothing could be made.
      ecrit: None when nothing had to be written.
    """

    au: date
    lettres: tuple[Etat, ...]
    notes: tuple[Note, ...] = ()
    a_voir: tuple[Scan, ...] = ()
    ecrit: Written | None = None

    @property
    def incompletes(self) -> tuple[Etat, ...]:
        """The letters of which something is missing."""
        return tuple(one for one in self.lettres if one.manque)


def listing(host: Host, au: date, delai: int) -> Recommandes:
    """Return the registered letters and what is missing of each on `au`; nothing is written."""
    return Recommandes(au, _states(host.history(), au, delai))


def note(
    host: Host,
    saisie: Saisie,
    au: date,
    delai: int,
    relance: str | None = None,
    debiteur: str | None = None,
    passage: str | None = None,
    *,
    forcer: bool = False,
) -> Recommandes:
    """Note `saisie` on all lines of one letter: that of the row `relance`, the one to `debiteur`, or of that number.

    Raises:
      InvalidInput: no such letter, not a registered one, or a date that cannot be.
      Refus: another value stands there and `forcer` is not given; the workbook cannot be written.
    """
    with alone(host.path):
        history = host.history()
        letter = _chosen(history, saisie, relance, debiteur, passage)
        numero = squeeze(saisie.numero) if saisie.numero is not None else None
        if numero is not None:
            _check_number(numero, letter, history, forcer=forcer)
        if fold(letter["Canal"]) != fold(Canal.LRAR) and not forcer:
            raise InvalidInput(
                "pas-un-recommande",
                f"La lettre {letter.nom} est partie par « {letter['Canal'] or '(canal vide)'} », pas en LRAR.",
                "Vérifiez l'Id ; si elle est bien partie en recommandé, ajoutez --forcer.",
            )
        values = _values(letter, replace(saisie, numero=numero), au, history, forcer=forcer)
        notes = [Note(letter, values)]
        return _recorded(host, notes, (), au, delai)


def from_scans(host: Host, folder: Path, au: date, delai: int, *, forcer: bool = False) -> Recommandes:
    """Note what the names of the scanned slips in `folder` say; list those of which nothing can be made.

    Raises:
      InvalidInput: the folder does not exist.
      Refus: the workbook cannot be written.
    """
    if not folder.is_dir():
        raise InvalidInput("dossier-absent", f"Le dossier « {folder} » n'existe pas.", "Corrigez --scans.")
    with alone(host.path):
        history = host.history()
        by_number = {plain_number(one[NUMERO]): one for one in letters(history) if one[NUMERO]}
        known = [one[NUMERO] for one in by_number.values() if len(plain_number(one[NUMERO])) >= SHORTEST_NUMBER]
        notes: dict[int, Note] = {}
        unclear = []
        for path in scans(folder):
            scan = read_name(path, known)
            if scan.probleme or scan.jour is None:
                unclear.append(scan)
                continue
            letter = by_number[plain_number(scan.numero)]
            saisie = Saisie(depose=scan.jour) if scan.depot else Saisie(recu=scan.jour)
            earlier = notes.get(id(letter))
            try:
                values = _values(letter, saisie, au, history, forcer=forcer, pending=earlier.valeurs if earlier else {})
            except (InvalidInput, Refus) as error:
                unclear.append(replace(scan, probleme=error.message))
                continue
            notes[id(letter)] = Note(letter, {**(earlier.valeurs if earlier else {}), **values}, path)
        return _recorded(host, list(notes.values()), unclear, au, delai)


def _chosen(
    history: History, saisie: Saisie, relance: str | None, debiteur: str | None, passage: str | None
) -> SentLetter:
    if relance is not None and debiteur is not None:
        raise InvalidInput("lettre-en-double", "Donnez --relance ou --debiteur, pas les deux.", "")
    if relance is not None:
        return letter_of(history, relance)
    if debiteur is not None:
        found = [one for one in letters_to(history, debiteur, passage) if not one.is_cancelled]
        registered = [one for one in found if fold(one["Canal"]) == fold(Canal.LRAR)] or found
        if len(registered) > 1:
            raise InvalidInput(
                "lettre-ambigue",
                f"{len(registered)} lettres au client « {debiteur} » : aux passages "
                f"{', '.join(one['Passage'] or one['Date'] for one in registered)}.",
                "Ajoutez --passage, ou désignez la lettre par --relance.",
            )
        if registered:
            return registered[0]
    elif saisie.numero is not None:
        wanted = plain_number(saisie.numero)
        found = [one for one in letters(history) if one[NUMERO] and plain_number(one[NUMERO]) == wanted]
        if len(found) == 1:
            return found[0]
    raise InvalidInput(
        "lettre-inconnue",
        "Rien ne dit de quelle lettre il s'agit.",
        "Désignez-la par --relance ID, par --debiteur CODE (et --passage), ou par un numéro déjà noté.",
    )


def _check_number(numero: str, letter: SentLetter, history: History, *, forcer: bool) -> None:
    if len(plain_number(numero)) < SHORTEST_NUMBER:
        raise InvalidInput(
            "numero-trop-court",
            f"« {numero} » est trop court pour un numéro de recommandé.",
            "Recopiez-le du bordereau, par exemple 2C 123 456 7890 1.",
        )
    for other in letters(history):
        same = other[NUMERO] and plain_number(other[NUMERO]) == plain_number(numero)
        if same and other.rows[0].ligne != letter.rows[0].ligne and not forcer:
            raise Refus(
                "numero-deja-pris",
                f"Le numéro {numero} est déjà celui de la lettre {other.nom}.",
                "Vérifiez le bordereau ; si c'est bien le même, ajoutez --forcer.",
                _at(history, other.rows[0]),
            )


def _values(
    letter: SentLetter, saisie: Saisie, au: date, history: History, *, forcer: bool, pending: Row | None = None
) -> Row:
    """Return the cells to write, those that hold the value already left out."""
    said = {NUMERO: saisie.numero, DEPOSE: saisie.depose, RECU: saisie.recu}
    asked = {
        column: value
        for column, value in said.items()
        if value is not None and any(not _same(row[column], value) for row in letter.rows)
    }
    _check_days(letter, {**(pending or {}), **asked}, au, history)
    for column, value in asked.items():
        held = [(row, row[column]) for row in letter.rows] + [(letter.rows[0], _text((pending or {}).get(column)))]
        for row, other in held:
            if other and not _same(other, value) and not forcer:
                raise Refus(
                    "valeur-deja-notee",
                    f"« {column} » de la lettre {letter.nom} est déjà « {_shown(other)} ».",
                    "Vérifiez ; pour le remplacer, ajoutez --forcer.",
                    _at(history, row),
                )
    return asked


def _same(held: str, value: str | date) -> bool:
    if isinstance(value, date):
        return held == value.isoformat()
    return plain_number(held) == plain_number(value)


def _check_days(letter: SentLetter, asked: Row, au: date, history: History) -> None:
    """Refuse a deposit before the letter, a reception before the deposit, and what has not happened yet."""
    written = letter.rows[0].day("Date")
    days = {
        column: value if isinstance(value := asked.get(column), date) else letter.rows[0].day(column)
        for column in (DEPOSE, RECU)
    }
    posted, received = days[DEPOSE], days[RECU]
    for column in (DEPOSE, RECU):
        day = days[column]
        if column not in asked or day is None:
            continue
        why = ""
        if day > au:
            why = f"ce jour n'est pas encore venu (nous sommes le {format_short(au)})"
        elif written is not None and day < written:
            why = f"la lettre est du {format_short(written)}"
        elif posted is not None and received is not None and received < posted:
            why = f"elle aurait été reçue le {format_short(received)} et déposée le {format_short(posted)}"
        if why:
            raise InvalidInput(
                "date-impossible",
                f"« {column} » {format_short(day)} : {why} (lettre {letter.nom}).",
                "Vérifiez la date sur l'avis.",
                _at(history, letter.rows[0]),
            )


def _recorded(host: Host, notes: Sequence[Note], unclear: Sequence[Scan], au: date, delai: int) -> Recommandes:
    changes: list[tuple[Row, Row]] = []
    for one in notes:
        for row in one.lettre.rows if one.valeurs else ():
            if not row["Id"]:
                raise InvalidInput(
                    "relance-sans-id",
                    f"La ligne {row.ligne} de la feuille Relances n'a pas d'Id : elle ne peut pas être complétée.",
                    "Donnez-lui un Id, ou remplissez-la dans Excel.",
                    Lieu(feuille="Relances", ligne=row.ligne),
                )
            changes.append(({"Id": row["Id"]}, one.valeurs))
    written = None
    if changes:
        written = host.set_free_cells(changes, "recommandés")
    after = host.history()
    return Recommandes(au, _states(after, au, delai), tuple(notes), tuple(unclear), written)


def _states(history: History, au: date, delai: int) -> tuple[Etat, ...]:
    registered = [one for one in letters(history) if fold(one["Canal"]) == fold(Canal.LRAR) and not one.is_cancelled]
    registered.sort(key=lambda one: (one["Date"], one["Code débiteur"]))
    return tuple(Etat(one, tuple(_missing(one, au, delai))) for one in registered)


def _missing(letter: SentLetter, au: date, delai: int) -> Iterable[str]:
    if not letter[NUMERO]:
        yield "numéro"
    if not letter[DEPOSE]:
        yield "dépôt"
    elif not letter[RECU]:
        posted = next(filter(None, (row.day(DEPOSE) for row in letter.rows)), None)
        if posted is None or (au - posted).days > delai:
            yield f"retour (déposé il y a {(au - posted).days} jours)" if posted else "retour"


def _text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _shown(value: str) -> str:
    try:
        return format_short(date.fromisoformat(value))
    except ValueError:
        return value


def _at(history: History, row: HistoryRow) -> Lieu:
    return Lieu("", history.feuille, schema.RELANCES.name, row.ligne)
