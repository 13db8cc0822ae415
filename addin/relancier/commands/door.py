"""What the commands share: options, reading what was typed, one way to refuse, one way to print JSON."""

import json
import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import typer

from relancier.actions.progress import Progress, Silent
from relancier.base.errors import InvalidInput, RelancierError
from relancier.base.later import later
from relancier.base.typed import Unreadable, parse_date

if TYPE_CHECKING:
    from relancier import terminal
else:
    terminal = later("relancier.terminal")

T = TypeVar("T")

AsJson = Annotated[bool, typer.Option("--json", help="Un document JSON sur la sortie standard, et rien d'autre.")]
Sortie = Annotated[Path | None, typer.Option(help="Dossier où ranger les fichiers.", file_okay=False)]
Pdf = Annotated[
    Literal["auto", "embarque", "libreoffice", "word"], typer.Option(help="Moteur de conversion des lettres en PDF.")
]
Classeur = Annotated[Path, typer.Argument(help="Votre classeur de créances (.xlsx ou .xlsm), fermé.")]


def day(typed: str) -> date:
    """Return the day that was typed; InvalidInput when it is none."""
    try:
        return parse_date(typed)
    except Unreadable as error:
        raise InvalidInput("date-illisible", error.message, "Donnez-la comme 2026-11-30.") from error


def today() -> date:
    """Return the day, for the doors alone: nothing below asks for it."""
    return datetime.now().astimezone().date()


def day_or_today(typed: str | None) -> date:
    """Return the day that was typed, today when none was; InvalidInput when it is none."""
    return day(typed) if typed else today()


def guard(action: Callable[[], T], as_json: bool) -> T:
    """Return what `action` returns; on an error of ours, say it and leave with its exit code."""
    try:
        return action()
    except RelancierError as error:
        terminal.show_error(error)
        if as_json:
            print_json({"erreur": error_json(error)})
        raise typer.Exit(error.exit_code) from None


def error_json(error: RelancierError) -> dict[str, str]:
    """Return an error as JSON."""
    return {"code": error.code, "message": error.message, "remede": error.remede, "ou": str(error.lieu)}


def bar(as_json: bool) -> AbstractContextManager[Progress]:
    """Return what shows progress and warnings on standard error; nothing of them beside JSON, which has the latter."""
    return nullcontext(Silent()) if as_json and not sys.stderr.isatty() else terminal.Bar(quiet=as_json)


def print_json(document: dict[str, Any]) -> None:
    """Print `document` alone on standard output."""
    # no indent, for indenting takes ten times longer
    print_pieces([json.dumps(document, ensure_ascii=False).encode()])


def print_pieces(pieces: Iterable[bytes]) -> None:
    """Print the text that `pieces` make in UTF-8 on standard output: all of it, or none when a piece cannot be had."""
    # bytes, for the terminal's own encoding may lack a letter
    for one in (*pieces, b"\n"):
        sys.stdout.buffer.write(one)
    sys.stdout.buffer.flush()
