"""The commands of the memory: verify it, correct it, complete it, copy from it, follow registered letters in it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from relancier.base.errors import InvalidInput
from relancier.base.later import later
from relancier.classeur.closed_file import ClosedFile
from relancier.commands.door import AsJson, Classeur, Sortie, bar, day, day_or_today, guard, print_json

if TYPE_CHECKING:
    from relancier.actions import (
        annuler,
        annuler_derniere,
        dossier_json,
        duplicata,
        memory_json,
        recommandes,
        sceller,
        verifier,
        verifier_dossier,
    )
    from relancier.commands import dossier_shown, memory_shown
else:
    annuler, duplicata = later("relancier.actions.annuler"), later("relancier.actions.duplicata")
    annuler_derniere = later("relancier.actions.annuler_derniere")
    recommandes, verifier = later("relancier.actions.recommandes"), later("relancier.actions.verifier")
    sceller, verifier_dossier = later("relancier.actions.sceller"), later("relancier.actions.verifier_dossier")
    dossier_json, dossier_shown = later("relancier.actions.dossier_json"), later("relancier.commands.dossier_shown")
    memory_json, memory_shown = later("relancier.actions.memory_json"), later("relancier.commands.memory_shown")

RETURN_DELAY = 21  # days: a letter waits fifteen at the post office, then its slip travels back
Relance = Annotated[str | None, typer.Option(help="Id d'une ligne de la feuille Relances.")]
Debiteur = Annotated[str | None, typer.Option(help="Code du client, au lieu de --relance.")]
Passage = Annotated[str | None, typer.Option(help="Avec --debiteur : le passage, comme P2026-11-30.")]


def register(app: typer.Typer) -> None:
    """Add these commands to `app`."""
    for command in (verifier_command, annuler_command, sceller_command, duplicata_command, recommandes_command):
        app.command(command.__name__.removesuffix("_command"))(command)


def verifier_command(
    fichier: Annotated[
        Path, typer.Argument(help="Un classeur, un dossier constitué, ou une liasse PDF.", metavar="FICHIER")
    ],
    as_json: AsJson = False,
) -> None:
    """Dit si un historique, les lettres envoyées, un échéancier, un dossier ou une liasse ont été modifiés, et où."""
    if fichier.is_dir() or fichier.suffix.lower() == ".pdf":
        _verify_dossier(fichier, as_json)
        return
    with bar(as_json) as suivi:
        found = guard(lambda: verifier.verify(fichier, suivi), as_json)
    if as_json:
        print_json(memory_json.of_verification(found))
    else:
        memory_shown.show_verification(found)
    if not found.is_intact:
        raise typer.Exit(1)


def _verify_dossier(fichier: Path, as_json: bool) -> None:
    found = guard(lambda: verifier_dossier.verify_dossier(fichier), as_json)
    if as_json:
        print_json(
            {
                "dossier": str(found.path),
                "intact": found.is_intact,
                "empreinte": found.empreinte or None,
                "alterations": [dossier_json.of_finding(one) for one in found.alterations],
                "remarques": [dossier_json.of_finding(one) for one in found.remarques],
            }
        )
    else:
        dossier_shown.show_verified(found)
    if not found.is_intact:
        raise typer.Exit(1)


def annuler_command(
    classeur: Classeur,
    motif: Annotated[str | None, typer.Option(help="Pourquoi : il est écrit dans l'historique.")] = None,
    relance: Relance = None,
    document: Annotated[
        str | None, typer.Option(help="Toutes les lignes d'une lettre : son PDF, comme dans la colonne Document.")
    ] = None,
    date: Annotated[str | None, typer.Option(help="Jour de l'annulation, AAAA-MM-JJ ; par défaut aujourd'hui.")] = None,
    derniere: Annotated[
        bool,
        typer.Option(
            "--derniere", help="La dernière opération entière, quelle qu'elle soit, comme si de rien n'était."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Annule une relance par une ligne de plus, avec son motif ; ou défait la dernière opération (--derniere)."""
    if derniere:
        _undo_last(classeur, as_json, motif, relance, document, date)
        return
    done = guard(
        lambda: annuler.cancel(ClosedFile(classeur), motif or "", day_or_today(date), relance, document), as_json
    )
    if as_json:
        print_json(memory_json.of_cancelling(done))
    else:
        memory_shown.show_cancelling(done)


def _undo_last(classeur: Path, as_json: bool, *others: str | None) -> None:
    def act() -> "annuler_derniere.AnnulationDerniere":
        if any(one is not None for one in others):
            raise InvalidInput("options-en-trop", "--derniere va seule.", "Ôtez les autres options.")
        return annuler_derniere.undo_last(ClosedFile(classeur))

    done = guard(act, as_json)
    if as_json:
        print_json(memory_json.of_undoing(done))
    else:
        memory_shown.show_undoing(done)


def sceller_command(
    classeur: Classeur,
    relance: Annotated[str, typer.Option(help="Id de la ligne saisie à la main dans la feuille Relances.")],
    motif: Annotated[str, typer.Option(help="D'où vient cette lettre : il est écrit dans l'historique.")],
    as_json: AsJson = False,
) -> None:
    """Scelle une ligne saisie à la main : une lettre partie sans Relancier, depuis le premier passage."""
    done = guard(lambda: sceller.seal_typed(ClosedFile(classeur), relance, motif), as_json)
    if as_json:
        print_json(memory_json.of_sealing(done))
    else:
        memory_shown.show_sealing(done)


def duplicata_command(
    classeur: Classeur,
    relance: Relance = None,
    debiteur: Debiteur = None,
    passage: Passage = None,
    sortie: Sortie = None,
    as_json: AsJson = False,
) -> None:
    """Refait une lettre envoyée : le même PDF, marqué DUPLICATA. Aucune ligne n'est ajoutée."""
    made = guard(lambda: duplicata.copy(ClosedFile(classeur), relance, debiteur, passage, sortie), as_json)
    if as_json:
        print_json(memory_json.of_copy(made))
    else:
        memory_shown.show_copy(made)


def recommandes_command(
    classeur: Classeur,
    numero: Annotated[str | None, typer.Option(help="Numéro du recommandé.")] = None,
    relance: Relance = None,
    debiteur: Debiteur = None,
    passage: Passage = None,
    depose: Annotated[str | None, typer.Option(help="Jour du dépôt, AAAA-MM-JJ.")] = None,
    recu: Annotated[str | None, typer.Option(help="Jour de réception, sur l'avis, AAAA-MM-JJ.")] = None,
    scans: Annotated[
        Path | None,
        typer.Option(help="Dossier d'avis scannés, nommés comme « AR 2C12345678901 2026-12-05.pdf ».", file_okay=False),
    ] = None,
    delai: Annotated[
        int, typer.Option(help="Un retour manque quand le dépôt date de plus de ce nombre de jours.", min=0)
    ] = RETURN_DELAY,
    au: Annotated[str | None, typer.Option(help="Jour de la liste, AAAA-MM-JJ ; par défaut aujourd'hui.")] = None,
    forcer: Annotated[bool, typer.Option("--forcer", help="Remplace ce qui était déjà noté.")] = False,
    as_json: AsJson = False,
) -> None:
    """Suit les recommandés : numéro, dépôt et retour ; sans autre option, liste ce qui manque."""
    host = ClosedFile(classeur)

    def act() -> "recommandes.Recommandes":
        when = day_or_today(au)
        saisie = recommandes.Saisie(numero, day(depose) if depose else None, day(recu) if recu else None)
        typed = numero is not None or depose is not None or recu is not None
        if scans is not None:
            if typed or relance is not None or debiteur is not None:
                raise InvalidInput("options-en-trop", "--scans va seul (avec --au et --forcer).", "")
            return recommandes.from_scans(host, scans, when, delai, forcer=forcer)
        if typed:
            return recommandes.note(host, saisie, when, delai, relance, debiteur, passage, forcer=forcer)
        if relance is not None or debiteur is not None or passage is not None:
            raise InvalidInput(
                "rien-a-noter",
                "Rien n'est dit de cette lettre.",
                "Ajoutez --numero, --depose ou --recu ; pour la liste, n'en donnez aucun.",
            )
        return recommandes.listing(host, when, delai)

    found = guard(act, as_json)
    if as_json:
        print_json(memory_json.of_registered(found))
    else:
        memory_shown.show_registered(found)
    if found.a_voir:
        raise typer.Exit(1)
