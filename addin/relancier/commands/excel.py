"""The commands of the Excel add-in: put it in Excel, take it away, build it again."""

from typing import TYPE_CHECKING, Annotated

import typer

from relancier.base.later import later
from relancier.commands.door import AsJson, Sortie, guard, print_json

if TYPE_CHECKING:
    from relancier.actions import construire_complement, installer_complement
else:
    construire_complement = later("relancier.actions.construire_complement")
    installer_complement = later("relancier.actions.installer_complement")

Tous = Annotated[
    bool, typer.Option("--tous", help="Pour tous les utilisateurs du poste ; il faut en être administrateur.")
]
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


@excel.command("installer")
def installer_command(tous: Tous = False, as_json: AsJson = False) -> None:
    """Met le ruban dans Excel, note où est Python, et dit ce qui gêne."""
    done = guard(lambda: installer_complement.install(tous), as_json)
    if as_json:
        print_json(
            {
                "complement": str(done.ou.complement),
                "python": done.faits["Python"],
                "pret": done.est_pret,
                "faits": done.faits,
                "constats": [
                    {"code": one.code, "gravite": one.gravite, "message": one.message, "remede": one.remede}
                    for one in done.constats
                ],
            }
        )
    else:
        typer.echo(f"Le ruban est en place : {done.ou.complement}")
        for name, value in done.faits.items():
            typer.echo(f"  {name} : {value}")
        for one in done.constats:
            typer.echo(f"! {one}")
        if done.est_pret:
            typer.echo("Ouvrez Excel (fermez-le d'abord s'il est ouvert) : l'onglet Relances suit Accueil.")
        else:
            typer.echo("Excel ne chargera pas l'onglet Relances tant que ce qui précède n'est pas réglé.")
    if not done.est_pret:
        raise typer.Exit(1)


@excel.command("desinstaller")
def desinstaller_command(tous: Tous = False, as_json: AsJson = False) -> None:
    """Ôte le ruban d'Excel et tout ce qui l'accompagne."""
    done = guard(lambda: installer_complement.uninstall(tous), as_json)
    if as_json:
        print_json({"retires": [str(one) for one in done.fichiers], "restent": [str(one) for one in done.restent]})
        return
    if not done.fichiers:
        typer.echo("Le ruban n'était pas installé : rien n'a été ôté.")
    for one in done.fichiers:
        typer.echo(f"Ôté : {one}")
    for one in done.restent:
        typer.echo(f"Gardé, car il contient d'autres fichiers : {one}")
