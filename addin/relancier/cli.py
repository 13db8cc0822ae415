"""The command line. It reads its arguments, calls one action, shows the result and chooses the exit code.

Exit codes: 0 all done; 1 done, but some rows or files could not be (listed); 2 bad usage or unusable input, nothing
written; 3 refused to protect data, nothing written.
"""

import sys
import tempfile
import traceback
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from typer.main import get_command

from relancier import __version__, usage
from relancier.actions import json_view
from relancier.base.errors import InvalidInput
from relancier.base.files import why
from relancier.base.later import later
from relancier.base.typed import Unreadable, parse_amount, parse_rate
from relancier.classeur.closed_file import ClosedFile
from relancier.commands import customers, dossier, echeancier, excel, lot, memory, tableau
from relancier.commands.door import AsJson, Classeur, Pdf, Sortie, today
from relancier.commands.door import bar as _bar
from relancier.commands.door import day as _day
from relancier.commands.door import guard as _guard
from relancier.commands.door import print_json as _print_json
from relancier.creances.portefeuille import TypeDebiteur
from relancier.creances.regimes import Base
from relancier.creances.releve import Decompte

if TYPE_CHECKING:
    from relancier import terminal
    from relancier.actions import decompte, decompte_json, interets, lettres, modele
    from relancier.actions import demo as demo_action
    from relancier.boutons import attache, journal
else:
    terminal = later("relancier.terminal")
    decompte, decompte_json = later("relancier.actions.decompte"), later("relancier.actions.decompte_json")
    interets, lettres = later("relancier.actions.interets"), later("relancier.actions.lettres")
    modele = later("relancier.actions.modele")
    demo_action = later("relancier.actions.demo")
    attache, journal = later("relancier.boutons.attache"), later("relancier.boutons.journal")

app = typer.Typer(
    name="relancier",
    help="Relances, échéanciers et dossiers d'injonction de payer, depuis votre classeur de créances.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _amount(typed: str) -> Decimal:
    try:
        return parse_amount(typed)
    except Unreadable as error:
        raise InvalidInput("montant-illisible", error.message, "Donnez-le comme 1234,56.") from error


def _rate(typed: str) -> Decimal:
    try:
        return parse_rate(typed)
    except Unreadable as error:
        raise InvalidInput("taux-illisible", error.message, "Donnez-le comme 12,40.") from error


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"relancier {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="La version.")] = False,
) -> None:
    """Relances, échéanciers et dossiers d'injonction de payer, depuis votre classeur de créances."""


@app.command()
def demo(sortie: Sortie = None, pdf: Pdf = "auto", as_json: AsJson = False) -> None:
    """Fait un passage complet sur le classeur d'exemple."""
    with _bar(as_json) as bar:
        resultat = _guard(lambda: demo_action.run(sortie, pdf, bar), as_json)
    lot.show_passage(resultat, as_json)


@app.command("modele")
def modele_command(
    fichier: Annotated[Path, typer.Argument(help="Le classeur vierge à créer.", metavar="FICHIER.xlsx")],
    lettres_vers: Annotated[
        Path | None, typer.Option("--lettres", help="Copie aussi les modèles Word des lettres dans ce dossier.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Crée un classeur vierge, prêt à remplir."""
    workbook, *templates = _guard(lambda: modele.create(fichier, lettres_vers), as_json)
    if as_json:
        _print_json({"classeur": str(workbook), "modeles": [str(one) for one in templates]})
        return
    typer.echo(f"Classeur vierge créé : {workbook}")
    if templates:
        typer.echo(f"{len(templates)} modèles de lettres copiés dans {lettres_vers}")


lot.register(app)


@app.command("lettres", context_settings={"ignore_unknown_options": True})  # "-5" is an amount, not an option
def lettres_command(
    montant: Annotated[list[str], typer.Argument(help="Un montant en euros, comme 1234,56 ou 1 234,56.")],
    as_json: AsJson = False,
) -> None:
    """Écrit un montant en toutes lettres."""
    written = _guard(lambda: lettres.spell(" ".join(montant)), as_json)
    if as_json:
        _print_json({"montant": json_view.amount(written.montant), "lettres": written.lettres})
    else:
        typer.echo(written.lettres)


@app.command("interets")
def interets_command(
    principal: Annotated[str, typer.Option(help="Somme due, TTC, en euros.")],
    echeance: Annotated[str, typer.Option(help="Dernier jour pour payer, AAAA-MM-JJ.")],
    au: Annotated[str, typer.Option(help="Date d'arrêté, comprise, AAAA-MM-JJ.")],
    regime: Annotated[
        Literal["professionnel", "consommateur", "public"], typer.Option(help="Qui doit.")
    ] = "professionnel",
    taux: Annotated[str | None, typer.Option(help="Taux convenu, en % l'an ; sans lui, celui de la loi.")] = None,
    reglement: Annotated[list[str] | None, typer.Option(help="Règlement reçu, AAAA-MM-JJ:MONTANT ; répétable.")] = None,
    avoir: Annotated[list[str] | None, typer.Option(help="Avoir, AAAA-MM-JJ:MONTANT ; répétable.")] = None,
    facture: Annotated[str | None, typer.Option(help="Date de la facture, AAAA-MM-JJ.")] = None,
    mise_en_demeure: Annotated[
        str | None, typer.Option(help="Réception de la mise en demeure (consommateur), AAAA-MM-JJ.")
    ] = None,
    base: Annotated[Literal["365", "366", "exact"], typer.Option(help="Jours de l'année.")] = "365",
    as_json: AsJson = False,
) -> None:
    """Calcule les intérêts de retard d'une somme, ligne par ligne."""

    def compute() -> Decompte:
        return interets.compute(
            interets.Demande(
                principal=_amount(principal),
                echeance=_day(echeance),
                au=_day(au),
                regime=TypeDebiteur(regime),
                taux=_rate(taux) if taux is not None else None,
                reglements=[interets.parse_movement(one) for one in reglement or ()],
                avoirs=[interets.parse_movement(one) for one in avoir or ()],
                facture=_day(facture) if facture is not None else None,
                mise_en_demeure=_day(mise_en_demeure) if mise_en_demeure is not None else None,
                base=Base(base),
            )
        )

    found = _guard(compute, as_json)
    if as_json:
        _print_json(decompte_json.of_interest(found))
    else:
        terminal.show_interest(found)


@app.command("decompte")
def decompte_command(
    classeur: Classeur,
    debiteur: Annotated[str, typer.Option(help="Code du client.")],
    au: Annotated[str, typer.Option(help="Date d'arrêté, comprise, AAAA-MM-JJ.")],
    sortie: Sortie = None,
    pdf: Pdf = "auto",
    as_json: AsJson = False,
) -> None:
    """Établit le décompte d'un client : principal, intérêts par période, 40 €, règlements (Word, PDF, Excel)."""
    with _bar(as_json) as bar:
        drawn = _guard(lambda: decompte.draw_up(ClosedFile(classeur), debiteur, _day(au), sortie, pdf, bar), as_json)
    if as_json:
        _print_json(decompte_json.of_drawn(drawn))
    else:
        terminal.show_decompte(drawn)


@app.command("fenetre")
def fenetre_command(
    libreoffice: Annotated[
        str, typer.Option(help="Où LibreOffice écoute, comme pipe,name=relancier ; sans elle, Excel.")
    ] = "",
) -> None:
    """Ouvre une petite fenêtre avec les boutons du ruban, pour le classeur ouvert dans Excel ou LibreOffice."""

    def show() -> None:
        try:
            from relancier.boutons import fenetre  # noqa: PLC0415 - it loads tkinter, which some Pythons lack
        except ImportError as error:
            raise InvalidInput(
                "tkinter-absent",
                f"Ce Python ne sait pas ouvrir de fenêtre ({error}).",
                "Installez Python avec « tcl/tk » (sous Linux, le paquet « python3-tk »), puis recommencez.",
            ) from error
        fenetre.ouvrir(attache.Appel(libreoffice=libreoffice), today, journal.tenir())

    _guard(show, as_json=False)


memory.register(app)
customers.register(app)
echeancier.register(app)
dossier.register(app)
excel.register(app)
tableau.register(app)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line on `arguments` (the process's own by default) and leave with its exit code."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    command = get_command(app)
    usage.speak_french(command)
    try:
        code = command.main(args=typed, prog_name="relancier", standalone_mode=False)
    except usage.UsageError as error:
        formatted = error.format_message() if isinstance(error, typer.BadParameter) else str(error)
        # without any argument the help has been shown, and there is nothing more to say
        said = usage.sentence(formatted)
        code = _refuse(said, typed, usage.help_for(error)) if formatted else InvalidInput.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = _refuse("Interrompu.", typed)
    except Exception as error:  # the last resort of a door: a person reads a sentence, the trace is kept
        code = _refuse(_unexpected(error), typed)
    sys.exit(code or 0)


def _refuse(message: str, typed: Sequence[str], aide: str = "relancier --help") -> int:
    remede = f"Voyez « {aide} »."
    terminal.show_error(InvalidInput("usage", message, "" if message == "Interrompu." else remede))
    if "--json" in typed:
        _print_json({"erreur": {"code": "usage", "message": message, "remede": remede, "ou": ""}})
    return InvalidInput.exit_code


def _unexpected(error: Exception) -> str:
    what = f"Erreur imprévue ({type(error).__name__} : {error})."
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="relancier-", suffix=".log", delete=False
        ) as log:
            traceback.print_exception(error, file=log)
    except OSError as full:
        return f"{what} Le détail n'a pas pu être gardé ({why(full)})."
    return f"{what} Le détail est dans {log.name}, à nous transmettre."


if __name__ == "__main__":
    main()
