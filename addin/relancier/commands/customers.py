"""The commands that note what happens with one debtor: a call, a suspension, a dispute."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from relancier.base.later import later
from relancier.base.typed import fold
from relancier.classeur.closed_file import ClosedFile
from relancier.commands.door import AsJson, Classeur, bar, day, day_or_today, guard, print_json
from relancier.commands.plan_options import amount
from relancier.creances.portefeuille import NatureSuspension

if TYPE_CHECKING:
    from relancier.actions import consigner_appel, customers_json, suspendre
    from relancier.commands import customers_shown
else:
    consigner_appel, suspendre = later("relancier.actions.consigner_appel"), later("relancier.actions.suspendre")
    customers_json = later("relancier.actions.customers_json")
    customers_shown = later("relancier.commands.customers_shown")

Client = Annotated[str, typer.Option(help="Code du client.")]
Facture = Annotated[str, typer.Option(help="Facture dont il s'agit ; sans elle, toutes celles du client.")]


def register(app: typer.Typer) -> None:
    """Add these commands to `app`."""
    app.command("appel")(appel_command)
    app.command("suspendre")(suspendre_command)


def appel_command(
    classeur: Classeur,
    debiteur: Client,
    issue: Annotated[
        Literal["joint", "message-laisse", "sans-reponse"], typer.Option(help="Ce que l'appel a donné.")
    ] = "joint",
    qui: Annotated[str, typer.Option(help="Interlocuteur.")] = "",
    note: Annotated[str, typer.Option(help="Ce qui a été dit ; reste dans l'historique.")] = "",
    facture: Facture = "",
    date: Annotated[str | None, typer.Option(help="Jour de l'appel, AAAA-MM-JJ ; par défaut aujourd'hui.")] = None,
    as_json: AsJson = False,
) -> None:
    """Consigne un appel dans l'historique ; celui que la procédure attendait compte comme la relance de son niveau."""

    def act() -> "consigner_appel.Appel":
        said = next(one for one in consigner_appel.Issue if fold(one) == issue.replace("-", " "))
        typed = consigner_appel.Saisie(day_or_today(date), said, qui, note, facture)
        with bar(as_json) as suivi:
            return consigner_appel.record(ClosedFile(classeur), debiteur, typed, suivi)

    done = guard(act, as_json)
    if as_json:
        print_json(customers_json.of_call(done))
    else:
        customers_shown.show_call(done)


def suspendre_command(
    classeur: Classeur,
    debiteur: Client,
    motif: Annotated[str, typer.Option(help="Pourquoi ; reste dans la feuille Suspensions.")],
    nature: Annotated[
        Literal["suspension", "litige"], typer.Option(help="Une suspension, ou un litige.")
    ] = "suspension",
    du: Annotated[str | None, typer.Option(help="Premier jour, AAAA-MM-JJ ; par défaut aujourd'hui.")] = None,
    au: Annotated[str | None, typer.Option(help="Dernier jour, compris, AAAA-MM-JJ ; sans elle, sans fin.")] = None,
    facture: Facture = "",
    montant: Annotated[str | None, typer.Option(help="Montant contesté d'un litige ; sans elle, la totalité.")] = None,
    as_json: AsJson = False,
) -> None:
    """Inscrit une suspension ou un litige : ce qu'il touche n'est plus relancé tant qu'il dure."""

    def act() -> "suspendre.Suspendu":
        typed = suspendre.Saisie(
            NatureSuspension(nature),
            day_or_today(du),
            motif,
            day(au) if au else None,
            facture,
            amount(montant) if montant else None,
        )
        return suspendre.hold(ClosedFile(classeur), debiteur, typed)

    done = guard(act, as_json)
    if as_json:
        print_json(customers_json.of_block(done))
    else:
        customers_shown.show_block(done)
