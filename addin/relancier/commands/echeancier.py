"""The commands of negotiated plans."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from relancier.base.errors import InvalidInput
from relancier.base.later import later
from relancier.classeur.closed_file import ClosedFile
from relancier.commands import plan_following
from relancier.commands.door import AsJson, day_or_today, guard, print_json
from relancier.commands.plan_options import (
    AEchoir,
    Apport,
    Facture,
    FinDeMois,
    Interets,
    Jour,
    JourOuvrable,
    JusquAu,
    Montant,
    Nombre,
    Periode,
    PlanTape,
    Premiere,
    Taux,
    amount,
    read_plan,
)
from relancier.creances.portefeuille import TypeDebiteur

if TYPE_CHECKING:
    from relancier.actions import echeancier_json, simuler_echeancier
    from relancier.commands import echeancier_shown
else:
    echeancier_json = later("relancier.actions.echeancier_json")
    simuler_echeancier = later("relancier.actions.simuler_echeancier")
    echeancier_shown = later("relancier.commands.echeancier_shown")

app = typer.Typer(help="Échéanciers : simuler, proposer, signer, suivre.", no_args_is_help=True)


def register(root: typer.Typer) -> None:
    """Add `echeancier` and its commands to `root`."""
    plan_following.register(app)
    root.add_typer(app, name="echeancier")


@app.command("simuler")
def simuler_command(
    classeur: Annotated[
        Path | None, typer.Argument(help="Votre classeur de créances ; sans lui, donnez --montant-du.")
    ] = None,
    debiteur: Annotated[str | None, typer.Option(help="Code du client.")] = None,
    montant_du: Annotated[str | None, typer.Option(help="Somme due, au lieu d'un classeur.")] = None,
    regime: Annotated[
        Literal["professionnel", "consommateur", "public"] | None,
        typer.Option(help="Avec --montant-du, qui doit ; par défaut un professionnel."),
    ] = None,
    facture: Facture = None,
    a_echoir: AEchoir = False,
    date_arrete: Jour = None,
    nombre: Nombre = None,
    montant: Montant = None,
    jusqu_au: JusquAu = None,
    premiere: Premiere = None,
    periodicite: Periode = "mois",
    apport: Apport = None,
    interets: Interets = None,
    taux: Taux = None,
    fin_de_mois: FinDeMois = False,
    ouvrables: JourOuvrable = None,
    as_json: AsJson = False,
) -> None:
    """Compare des paiements en plusieurs fois : montants, dates, coût pour chacun. N'écrit rien."""
    typed = PlanTape(
        nombre,
        montant,
        jusqu_au,
        premiere,
        periodicite,
        apport,
        interets,
        taux,
        fin_de_mois,
        ouvrables,
        facture,
        a_echoir,
    )

    def act() -> "simuler_echeancier.Simulees":
        souhait = read_plan(typed, day_or_today(date_arrete))
        if classeur is None and montant_du is not None:
            if debiteur is not None:
                raise InvalidInput("options-en-trop", "--debiteur va avec un classeur.", "Donnez-en un, ou retirez-la.")
            return simuler_echeancier.simulate_sum(amount(montant_du), souhait, TypeDebiteur(regime or "professionnel"))
        if montant_du is not None:
            raise InvalidInput(
                "options-en-trop",
                "--montant-du va sans classeur.",
                "Donnez l'un ou l'autre : le classeur dit la dette.",
            )
        if regime is not None:
            raise InvalidInput(
                "options-en-trop", "--regime va avec --montant-du.", "Le classeur dit le type du débiteur."
            )
        if classeur is None or debiteur is None:
            raise InvalidInput(
                "dette-absente", "Il manque la dette.", "Donnez un classeur et --debiteur, ou --montant-du."
            )
        return simuler_echeancier.simulate_debtor(ClosedFile(classeur), debiteur, souhait)

    found = guard(act, as_json)
    if as_json:
        print_json(echeancier_json.of_simulation(found))
    else:
        echeancier_shown.show_simulation(found)
