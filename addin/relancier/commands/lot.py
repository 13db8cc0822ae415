"""`relancier lot`: the month-end passage, on one workbook or on several, here or with the machines of a cluster."""

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from relancier.actions import classeurs, json_view
from relancier.actions.progress import Board, Progress, SilentBoard
from relancier.actions.resultat import Demande, Resultat
from relancier.actions.simulation import simulate
from relancier.base.errors import InvalidInput
from relancier.base.later import later
from relancier.base.records import records_in_bulk
from relancier.classeur.closed_file import ClosedFile
from relancier.commands.door import AsJson, Pdf, Sortie, bar, day, error_json, guard, print_pieces
from relancier.relances.sauts import Saut

if TYPE_CHECKING:
    from relancier import terminal
    from relancier.actions import equipe, lot, lots
    from relancier.commands import lots_board, lots_shown
else:
    terminal = later("relancier.terminal")
    equipe, lot, lots = (
        later("relancier.actions.equipe"),
        later("relancier.actions.lot"),
        later("relancier.actions.lots"),
    )
    lots_board, lots_shown = later("relancier.commands.lots_board"), later("relancier.commands.lots_shown")


def register(app: typer.Typer) -> None:
    """Add this command to `app`."""
    app.command("lot")(lot_command)


def lot_command(
    classeur: Annotated[
        list[str],
        typer.Argument(
            help="Votre classeur de créances (.xlsx ou .xlsm), fermé ; plusieurs, ou un motif comme DOSSIER/*.xlsx.",
        ),
    ],
    date_arrete: Annotated[str, typer.Option("--date", help="Date du passage et des lettres, AAAA-MM-JJ.")],
    sortie: Sortie = None,
    simuler: Annotated[
        bool,
        typer.Option(
            "--simuler", help="Décide sans rien écrire dans le classeur ; avec --sortie, fait des projets de lettres."
        ),
    ] = False,
    pdf: Pdf = "auto",
    modeles: Annotated[Path | None, typer.Option(help="Dossier de vos propres modèles Word.")] = None,
    niveau: Annotated[
        list[str] | None,
        typer.Option(help="FACTURE=N : cette facture passe au niveau N sans attendre ; répétable, avec --motif."),
    ] = None,
    motif: Annotated[str, typer.Option(help="Pourquoi un niveau est passé ; reste dans l'historique.")] = "",
    passer_outre: Annotated[
        str, typer.Option(help="Motif pour relancer malgré des règlements qui ne sont pas à jour.")
    ] = "",
    executeur: Annotated[
        str, typer.Option(help="Une grappe Dask qui fait les lettres, comme dask://serveur:8786 ; sinon, ce poste.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Relance tout ce qui doit l'être : lettres, fichiers à imprimer, compte rendu, historique."""

    def asked() -> tuple[list[Path], Demande]:
        if executeur:
            equipe.check(executeur)
        found = classeurs.named(classeur)
        if niveau and len(found) > 1:
            raise InvalidInput(
                "niveau-pour-un-seul",
                "Un niveau se passe pour une facture d'un seul classeur.",
                "Lancez ce classeur à part, avec --niveau.",
            )
        sauts = tuple(_jump(one, motif) for one in niveau or ())
        return found, Demande(day(date_arrete), sortie, simuler, pdf, modeles, passer_outre, sauts)

    found, demande = guard(asked, as_json)
    if len(found) == 1:
        with bar(as_json) as suivi:
            resultat = guard(lambda: _one(found[0], demande, executeur, suivi, as_json=as_json), as_json)
        show_passage(resultat, as_json)
    else:
        _several(found, demande, executeur, as_json)


def show_passage(resultat: Resultat, as_json: bool) -> None:
    """Show what one passage did, and leave with its exit code."""
    if as_json:
        with records_in_bulk():
            print_pieces(json_view.of_passage(resultat))
    else:
        terminal.show_passage(resultat)
    if not resultat.is_complete:
        raise typer.Exit(1)


def _one(classeur: Path, demande: Demande, executeur: str, suivi: Progress, *, as_json: bool) -> Resultat:
    if demande.sans_fichier:  # a decision alone loads nothing of what makes letters
        return simulate(ClosedFile(classeur), demande, suivi)
    if not executeur:
        return lot.run(ClosedFile(classeur), demande, suivi)
    tell = (lambda sentence: print(sentence, file=sys.stderr)) if as_json else suivi.tell
    return lots.one(classeur, demande, suivi, executeur, tell)


def _several(found: list[Path], demande: Demande, executeur: str, as_json: bool) -> None:
    with tempfile.TemporaryDirectory(prefix="relancier-lot-") as folder, _board(len(found), as_json) as board:
        details = Path(folder) if as_json else None
        done = guard(lambda: lots.run(found, demande, board, executeur, details), as_json)
        if as_json:
            print_pieces(_pieces(done))
    if not as_json:
        lots_shown.show(done)
    if done.code:
        raise typer.Exit(done.code)


def _board(total: int, as_json: bool) -> AbstractContextManager[Board]:
    if as_json and not sys.stderr.isatty():
        return nullcontext(SilentBoard())
    return lots_board.Board(total, quiet=as_json)


def _pieces(done: "lots.Lot") -> Iterator[bytes]:
    """Yield the JSON of several passages: that of each as it would be alone."""
    before = b'{"classeurs": ['
    for one in done.passes:
        yield (
            before + f'{{"classeur": {json.dumps(str(one.classeur), ensure_ascii=False)}, "code": {one.code}, '.encode()
        )
        if one.erreur is not None:
            yield f'"erreur": {_text(error_json(one.erreur))}}}'.encode()
        else:
            assert one.json is not None
            yield b'"resultat": ' + one.json.read_bytes() + b"}"
        before = b", "
    yield f'], "remarques": {_text(done.remarques)}}}'.encode()


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _jump(typed: str, motif: str) -> Saut:
    facture, _, niveau = typed.rpartition("=")
    if not facture.strip() or not niveau.strip().isdecimal():
        raise InvalidInput("saut-illisible", f"« {typed} » ne se lit pas.", "Donnez-le comme --niveau F2026-014=4.")
    return Saut(facture.strip(), int(niveau), motif)
