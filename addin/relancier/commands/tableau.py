"""The commands that show where the money stands: the month-end report, and a debtor's sheet."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from relancier.base.later import later
from relancier.classeur.closed_file import ClosedFile
from relancier.commands.door import AsJson, Classeur, Pdf, Sortie, bar, day_or_today, guard, print_json

if TYPE_CHECKING:
    from relancier.actions import fiche_debiteur, fiche_debiteur_json, tableau, tableau_json
    from relancier.commands import tableau_shown
else:
    tableau, tableau_json = later("relancier.actions.tableau"), later("relancier.actions.tableau_json")
    fiche_debiteur = later("relancier.actions.fiche_debiteur")
    fiche_debiteur_json = later("relancier.actions.fiche_debiteur_json")
    tableau_shown = later("relancier.commands.tableau_shown")

Jour = Annotated[
    str | None, typer.Option("--date", help="Date d'arrêté, comprise, AAAA-MM-JJ ; par défaut aujourd'hui.")
]
Modeles = Annotated[Path | None, typer.Option(help="Dossier de vos propres modèles Word.")]


def register(app: typer.Typer) -> None:
    """Add these commands to `app`."""
    app.command("tableau")(tableau_command)
    app.command("fiche")(fiche_command)


def tableau_command(
    classeur: Classeur,
    le: Jour = None,
    sortie: Sortie = None,
    sans_classeur: Annotated[
        bool, typer.Option("--sans-classeur", help="Ne touche pas au classeur : le rapport seulement.")
    ] = False,
    modeles: Modeles = None,
    pdf: Pdf = "auto",
    as_json: AsJson = False,
) -> None:
    """Fait le rapport de fin de mois (Word, PDF) et actualise le tableau de bord du classeur."""
    with bar(as_json) as suivi:
        drawn = guard(
            lambda: tableau.draw_up(
                ClosedFile(classeur),
                day_or_today(le),
                sortie,
                pdf,
                modeles=modeles,
                sans_classeur=sans_classeur,
                suivi=suivi,
            ),
            as_json,
        )
    if as_json:
        print_json(tableau_json.of_tableau(drawn))
    else:
        tableau_shown.show_tableau(drawn)
    if drawn.bloquantes or drawn.actualise.absentes:
        raise typer.Exit(1)


def fiche_command(
    classeur: Classeur,
    debiteur: Annotated[str, typer.Option(help="Code du client.")],
    le: Jour = None,
    sortie: Sortie = None,
    modeles: Modeles = None,
    pdf: Pdf = "auto",
    as_json: AsJson = False,
) -> None:
    """Fait la fiche d'un client sur une page : ce qu'il doit, son histoire, ses habitudes, la suite (Word, PDF)."""
    with bar(as_json) as suivi:
        drawn = guard(
            lambda: fiche_debiteur.draw_up(
                ClosedFile(classeur), debiteur, day_or_today(le), sortie, pdf, modeles=modeles, suivi=suivi
            ),
            as_json,
        )
    if as_json:
        print_json(fiche_debiteur_json.of_sheet(drawn))
    else:
        tableau_shown.show_sheet(drawn)
    if drawn.portrait.doutes:
        raise typer.Exit(1)
