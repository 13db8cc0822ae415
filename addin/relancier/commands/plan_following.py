"""The commands that propose a plan, record its signature, follow it and break it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from relancier.actions.progress import Progress
from relancier.base.later import later
from relancier.classeur.closed_file import ClosedFile
from relancier.commands.door import AsJson, Classeur, Pdf, Sortie, bar, day, day_or_today, guard, print_json
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

if TYPE_CHECKING:
    from relancier.actions import (
        etat_echeancier,
        plans_json,
        pointer_echeancier,
        promettre,
        proposer_echeancier,
        rompre_echeancier,
        signer_echeancier,
    )
    from relancier.commands import plans_shown
else:
    etat_echeancier = later("relancier.actions.etat_echeancier")
    plans_json = later("relancier.actions.plans_json")
    pointer_echeancier = later("relancier.actions.pointer_echeancier")
    promettre = later("relancier.actions.promettre")
    proposer_echeancier = later("relancier.actions.proposer_echeancier")
    rompre_echeancier = later("relancier.actions.rompre_echeancier")
    signer_echeancier = later("relancier.actions.signer_echeancier")
    plans_shown = later("relancier.commands.plans_shown")

Echeancier = Annotated[str | None, typer.Option(help="Id de l'échéancier, comme ECH-2026-001.")]
Client = Annotated[str | None, typer.Option(help="Code du client, s'il n'a qu'un échéancier.")]
Modeles = Annotated[Path | None, typer.Option(help="Dossier de vos propres modèles Word.")]
Le = Annotated[str | None, typer.Option("--date", help="Jour, AAAA-MM-JJ ; par défaut aujourd'hui.")]


def register(app: typer.Typer) -> None:
    """Add these commands to `app`."""
    for command in (
        proposer_command,
        signer_command,
        pointer_command,
        etat_command,
        rompre_command,
        promesse_command,
    ):
        app.command(command.__name__.removesuffix("_command"))(command)


def proposer_command(
    classeur: Classeur,
    debiteur: Annotated[str, typer.Option(help="Code du client.")],
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
    echeancier: Annotated[
        str | None, typer.Option(help="Id de l'échéancier qu'il renégocie : ce sera sa version suivante.")
    ] = None,
    delai: Annotated[
        int | None,
        typer.Option(
            help="Jours laissés par la mise en demeure d'une mensualité manquée ; 0 : l'accord y renonce.", min=0
        ),
    ] = None,
    entretien: Annotated[str | None, typer.Option(help="Jour de l'appel où il a été convenu, AAAA-MM-JJ.")] = None,
    retour_avant: Annotated[
        str | None, typer.Option(help="Dernier jour pour renvoyer les exemplaires signés, AAAA-MM-JJ.")
    ] = None,
    sortie: Sortie = None,
    modeles: Modeles = None,
    pdf: Pdf = "auto",
    as_json: AsJson = False,
) -> None:
    """Rédige le protocole d'accord et sa lettre, et enregistre l'échéancier comme proposé."""
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

    def act(suivi: Progress) -> "proposer_echeancier.Propose":
        souhait = read_plan(typed, day_or_today(date_arrete))
        options = proposer_echeancier.Options(
            echeancier,
            delai,
            day(entretien) if entretien else None,
            day(retour_avant) if retour_avant else None,
            modeles,
            pdf,
        )
        return proposer_echeancier.propose(ClosedFile(classeur), debiteur, souhait, options, sortie, suivi)

    with bar(as_json) as suivi:
        done = guard(lambda: act(suivi), as_json)
    if as_json:
        print_json(plans_json.of_proposal(done))
    else:
        plans_shown.show_proposal(done)


def signer_command(
    classeur: Classeur,
    echeancier: Echeancier = None,
    debiteur: Client = None,
    le: Le = None,
    document: Annotated[
        Path | None, typer.Option(help="La copie signée, scannée : elle est rangée et son empreinte gardée.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Enregistre la signature : l'échéancier suspend ce qu'il couvre, et la prescription repart."""
    done = guard(
        lambda: signer_echeancier.sign(ClosedFile(classeur), day_or_today(le), echeancier, debiteur, document),
        as_json,
    )
    if as_json:
        print_json(plans_json.of_signature(done))
    else:
        plans_shown.show_signature(done)


def pointer_command(
    classeur: Classeur,
    echeancier: Echeancier = None,
    debiteur: Client = None,
    le: Le = None,
    courrier: Annotated[
        list[str] | None,
        typer.Option(help="Lettres à faire, parmi celles qui sont proposées : rappel, mise-en-demeure, quittance."),
    ] = None,
    sortie: Sortie = None,
    modeles: Modeles = None,
    pdf: Pdf = "auto",
    as_json: AsJson = False,
) -> None:
    """Rapproche les règlements des mensualités, et fait les lettres demandées."""
    with bar(as_json) as suivi:
        done = guard(
            lambda: pointer_echeancier.match(
                ClosedFile(classeur),
                day_or_today(le),
                echeancier,
                debiteur,
                pointer_echeancier.courriers_demandes(courrier or ()),
                sortie,
                modeles,
                pdf,
                suivi,
            ),
            as_json,
        )
    if as_json:
        print_json(plans_json.of_matching(done))
    else:
        plans_shown.show_matching(done)
    if done.manques:
        raise typer.Exit(1)


def etat_command(
    classeur: Classeur,
    echeancier: Echeancier = None,
    debiteur: Client = None,
    le: Le = None,
    tous: Annotated[bool, typer.Option("--tous", help="Toutes les versions, même remplacées ou retirées.")] = False,
    as_json: AsJson = False,
) -> None:
    """Dit où en est chaque échéancier, et ce qui peut être fait. N'écrit rien."""
    found = guard(
        lambda: etat_echeancier.state(ClosedFile(classeur), day_or_today(le), echeancier, debiteur, tous=tous),
        as_json,
    )
    if as_json:
        print_json(plans_json.of_states(found))
    else:
        plans_shown.show_states(found)


def rompre_command(
    classeur: Classeur,
    echeancier: Echeancier = None,
    debiteur: Client = None,
    le: Le = None,
    sortie: Sortie = None,
    modeles: Modeles = None,
    pdf: Pdf = "auto",
    as_json: AsJson = False,
) -> None:
    """Prononce la déchéance du terme, quand l'accord la permet : tout redevient exigible."""

    with bar(as_json) as suivi:
        done = guard(
            lambda: rompre_echeancier.break_off(
                ClosedFile(classeur), day_or_today(le), echeancier, debiteur, sortie, modeles, pdf, suivi
            ),
            as_json,
        )
    if as_json:
        print_json(plans_json.of_break(done))
    else:
        plans_shown.show_break(done)


def promesse_command(
    classeur: Classeur,
    debiteur: Annotated[str, typer.Option(help="Code du client.")],
    le: Annotated[str, typer.Option("--le", help="Jour promis, AAAA-MM-JJ.")],
    montant: Annotated[str | None, typer.Option(help="Somme promise ; par défaut tout ce qui est échu.")] = None,
    facture: Annotated[str | None, typer.Option(help="Facture dont il s'agit ; sans elle, toutes.")] = None,
    jour: Annotated[
        str | None, typer.Option("--date", help="Jour de la promesse, AAAA-MM-JJ ; par défaut aujourd'hui.")
    ] = None,
    sortie: Sortie = None,
    modeles: Modeles = None,
    pdf: Pdf = "auto",
    as_json: AsJson = False,
) -> None:
    """Confirme par lettre une promesse de payer à une seule date, et l'inscrit dans les suspensions."""
    with bar(as_json) as suivi:
        done = guard(
            lambda: promettre.promise(
                ClosedFile(classeur),
                debiteur,
                day(le),
                day_or_today(jour),
                amount(montant) if montant else None,
                facture,
                sortie,
                modeles,
                pdf,
                suivi,
            ),
            as_json,
        )
    if as_json:
        print_json(plans_json.of_promise(done))
    else:
        plans_shown.show_promise(done)
