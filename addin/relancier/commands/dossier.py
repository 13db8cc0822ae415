"""The command that makes the file for the judge."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from relancier.base.errors import InvalidInput
from relancier.base.later import later
from relancier.classeur.closed_file import ClosedFile
from relancier.commands.door import AsJson, Classeur, Pdf, Sortie, bar, day, day_or_today, guard, print_json
from relancier.dossier.profils import PAR_DEFAUT, PROFILS

if TYPE_CHECKING:
    from relancier.actions import dossier, dossier_json
    from relancier.commands import dossier_shown
else:
    dossier, dossier_json = later("relancier.actions.dossier"), later("relancier.actions.dossier_json")
    dossier_shown = later("relancier.commands.dossier_shown")


def register(app: typer.Typer) -> None:
    """Add this command to `app`."""
    app.command("dossier")(dossier_command)


def dossier_command(
    classeur: Classeur,
    debiteur: Annotated[str, typer.Option(help="Code du client.")],
    nature: Annotated[
        Literal["injonction", "declaration", "transmission"],
        typer.Option(
            help="Requête en injonction de payer, déclaration de créance, ou note à un professionnel du droit."
        ),
    ] = "injonction",
    profil: Annotated[str, typer.Option(help=f"Où il va : {', '.join(PROFILS)}.")] = PAR_DEFAUT,
    sortie: Sortie = None,
    le: Annotated[
        str | None,
        typer.Option("--date", help="Jour du décompte et des documents, AAAA-MM-JJ ; par défaut aujourd'hui."),
    ] = None,
    forcer: Annotated[
        bool, typer.Option("--forcer", help="Continue malgré les défauts : ils sont listés dans controle.pdf.")
    ] = False,
    renvoi: Annotated[
        str, typer.Option(help="Tribunal où continuer en cas d'opposition (CPC 1408) : « TJ Lyon ».")
    ] = "",
    bodacc: Annotated[str | None, typer.Option(help="Parution au BODACC, AAAA-MM-JJ (déclaration).")] = None,
    mandataire: Annotated[str, typer.Option(help="Mandataire judiciaire, nom et adresse (déclaration).")] = "",
    mot_de_passe: Annotated[
        list[str] | None, typer.Option(help="FICHIER=MOTDEPASSE d'une pièce chiffrée ; répétable, jamais gardé.")
    ] = None,
    modeles: Annotated[Path | None, typer.Option(help="Dossier de vos propres modèles Word.")] = None,
    pdf: Pdf = "auto",
    as_json: AsJson = False,
) -> None:
    """Constitue le dossier d'un client : requête, bordereau, décompte, pièces numérotées et reliées, et leur preuve."""

    def options() -> "dossier.Options":
        return dossier.Options(
            jour=day_or_today(le),
            nature=dossier.Finalite(nature),
            profil=profil,
            forcer=forcer,
            renvoi=renvoi,
            bodacc=day(bodacc) if bodacc else None,
            mandataire=mandataire,
            mots_de_passe=dict(_password(one) for one in mot_de_passe or ()),
            modeles=modeles,
            pdf=pdf,
        )

    with bar(as_json) as suivi:
        made = guard(lambda: dossier.build(ClosedFile(classeur), debiteur, options(), sortie, suivi), as_json)
    if as_json:
        print_json(dossier_json.of_dossier(made))
    else:
        dossier_shown.show_dossier(made)
    if made.folder is None:
        raise typer.Exit(3)
    if made.arretants:
        raise typer.Exit(1)


def _password(typed: str) -> tuple[str, str]:
    name, _, secret = typed.partition("=")
    if not name or not secret:
        raise InvalidInput(
            "mot-de-passe-illisible",
            "Un mot de passe ne se lit pas.",
            "Donnez-le comme --mot-de-passe plan.pdf=secret.",
        )
    return name, secret
