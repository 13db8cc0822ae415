"""The options that define a plan, shared by all the commands that make one, and how what was typed is read."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, TypeVar

import typer

from relancier.actions.simuler_echeancier import Souhait
from relancier.base.errors import InvalidInput
from relancier.base.money import ZERO
from relancier.base.typed import Unreadable, fold, parse_amount, parse_rate
from relancier.commands.door import day
from relancier.echeancier.modes import ModeInterets, Ouvrables
from relancier.echeancier.periodicite import lire_periodicite
from relancier.echeancier.simuler import Demande

Choice = TypeVar("Choice", ModeInterets, Ouvrables)

PLAN = "Le plan"
Nombre = Annotated[
    list[str] | None,
    typer.Option(help="Nombre de versements ; « 3,6,12 » ou répétée, pour comparer.", rich_help_panel=PLAN),
]
Montant = Annotated[
    str | None, typer.Option(help="Montant de chaque versement ; le dernier prend le reste.", rich_help_panel=PLAN)
]
JusquAu = Annotated[
    str | None,
    typer.Option("--jusqu-au", help="Autant de versements que possible jusqu'à ce jour.", rich_help_panel=PLAN),
]
Premiere = Annotated[
    str | None,
    typer.Option(help="Jour du premier versement ; par défaut, une période après --date.", rich_help_panel=PLAN),
]
Periode = Annotated[
    str,
    typer.Option(
        "--periodicite", help="mois, semaine, quinzaine, bimestre, trimestre, « 2 mois »…", rich_help_panel=PLAN
    ),
]
Apport = Annotated[str | None, typer.Option(help="Payé à la signature, en euros.", rich_help_panel=PLAN)]
Interets = Annotated[
    str | None, typer.Option(help="courus, abandonnes ou sur-la-duree.", rich_help_panel=PLAN, metavar="MODE")
]
Taux = Annotated[
    str | None,
    typer.Option(help="Taux convenu pendant le plan, en % l'an ; sans lui, celui de la loi.", rich_help_panel=PLAN),
]
FinDeMois = Annotated[
    bool, typer.Option("--fin-de-mois", help="Chaque versement le dernier jour de son mois.", rich_help_panel=PLAN)
]
JourOuvrable = Annotated[
    str | None,
    typer.Option(
        "--ouvrables", help="non, suivant ou precedent ; sans elle, le réglage du classeur.", rich_help_panel=PLAN
    ),
]
Facture = Annotated[list[str] | None, typer.Option(help="Facture à échelonner ; répétable. Sans elle : toutes.")]
AEchoir = Annotated[bool, typer.Option("--a-echoir", help="Échelonne aussi ce qui n'est pas encore échu.")]
Jour = Annotated[
    str | None, typer.Option("--date", help="Jour où la dette est comptée, AAAA-MM-JJ ; par défaut aujourd'hui.")
]


@dataclass(frozen=True, slots=True)
class PlanTape:
    """What was typed, as it was."""

    nombre: list[str] | None = None
    montant: str | None = None
    jusqu_au: str | None = None
    premiere: str | None = None
    periodicite: str = "mois"
    apport: str | None = None
    interets: str | None = None
    taux: str | None = None
    fin_de_mois: bool = False
    ouvrables: str | None = None
    facture: list[str] | None = None
    a_echoir: bool = False


def read_plan(typed: PlanTape, arrete: date) -> Souhait:
    """Return the plan that was typed, its debt counted on `arrete`.

    A rate alone means interest "sur la durée": no other has one.

    Raises:
      InvalidInput: a number, an amount, a date, a rate or a word cannot be read; or two ways to spread were given.
    """
    given = [one for one in (typed.nombre, typed.montant, typed.jusqu_au) if one]
    if len(given) > 1:
        raise InvalidInput(
            "options-en-trop", "--nombre, --montant et --jusqu-au s'excluent.", "N'en donnez qu'une des trois."
        )
    mode = _choice(typed.interets, ModeInterets, "--interets", "courus, abandonnes ou sur-la-duree")
    if typed.taux is not None and mode is None:
        mode = ModeInterets.SUR_LA_DUREE
    return Souhait(
        arrete,
        _numbers(typed.nombre or ()),
        mode,
        tuple(typed.facture or ()),
        typed.a_echoir,
        _choice(typed.ouvrables, Ouvrables, "--ouvrables", "non, suivant ou precedent"),
        Demande(
            montant=amount(typed.montant) if typed.montant else None,
            jusqu_au=day(typed.jusqu_au) if typed.jusqu_au else None,
            taux=_rate(typed.taux) if typed.taux is not None else None,
            premiere=day(typed.premiere) if typed.premiere else None,
            periodicite=lire_periodicite(typed.periodicite),
            apport=amount(typed.apport) if typed.apport else ZERO,
            fin_de_mois=typed.fin_de_mois,
        ),
    )


def amount(typed: str) -> Decimal:
    """Return the amount (€) that was typed; InvalidInput when it is none."""
    try:
        return parse_amount(typed)
    except Unreadable as error:
        raise InvalidInput("montant-illisible", error.message, "Donnez-le comme 1234,56.") from error


def _rate(typed: str) -> Decimal:
    try:
        return parse_rate(typed)
    except Unreadable as error:
        raise InvalidInput("taux-illisible", error.message, "Donnez-le comme 12,40.") from error


def _numbers(typed: list[str] | tuple[()]) -> tuple[int, ...]:
    """Return the numbers of "3", "3,6,12", "3|6|12", "3 6 12", each once."""
    words = [word for one in typed for word in re.split(r"[,;|/\s]+", one.strip()) if word]
    for word in words or typed:
        if not (word.isascii() and word.isdecimal() and len(word) <= 4):
            raise InvalidInput("nombre-illisible", f"« {word} » n'est pas un nombre.", "Donnez --nombre 6, ou 3,6,12.")
    return tuple(dict.fromkeys(int(word) for word in words))


def _choice(typed: str | None, choices: type[Choice], option: str, accepted: str) -> Choice | None:
    """Return the one of `choices` that was typed, whatever its case, accents and hyphens; None when nothing was."""
    if typed is None:
        return None
    for one in choices:
        if fold(one) == fold(typed.replace("-", " ").replace("_", " ")):
            return one
    raise InvalidInput("choix-inconnu", f"L'option {option} ne prend pas « {typed} ».", f"Choisissez {accepted}.")
