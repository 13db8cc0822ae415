"""The commands of the Excel add-in: put it in Excel, take it away, build it again."""

from typing import TYPE_CHECKING

import typer

from relancier.base.later import later
from relancier.commands.door import AsJson, Sortie, guard, print_json

if TYPE_CHECKING:
    from relancier.actions import construire_complement
else:
    construire_complement = later("relancier.actions.construire_complement")

excel = typer.Typer(name="excel", help="Le ruban d'Excel : l'installer, l'ôter, le construire.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add these commands to `app`."""
    app.add_typer(excel)


@excel.command("construire")
def construire_command(sortie: Sortie = None, as_json: AsJson = False) -> None:
    """Construit relancier.xlam à partir de ses sources, après les avoir contrôlées."""
    made = guard(lambda: construire_complement.build(sortie), as_json)
    if as_json:
        print_json(
            {
                "complement": str(made.path),
                "empreinte": made.empreinte,
                "actions": made.actions,
                "remarques": [one.message for one in made.remarques],
            }
        )
        return
    typer.echo(f"Complément construit : {made.path} ({made.actions} actions)")
    typer.echo(f"SHA-256 : {made.empreinte}")
    for one in made.remarques:
        typer.echo(f"À regarder dans Excel : {one.message} {one.remede}")
