"""What the commands of the dashboard show on the terminal."""

from collections.abc import Iterable

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from relancier.actions.fiche_debiteur import FicheEtablie
from relancier.actions.tableau import TableauEtabli
from relancier.base.dates import format_short

MAX_LISTED = 8


def show_tableau(drawn: TableauEtabli) -> None:
    """Print the sentences to read first, the alerts, what could not be counted, and the files."""
    console = Console()
    found, report = drawn.actualise.tableau, drawn.rapport
    title = f"Tableau de bord au {format_short(found.arrete)}"
    told = "\n".join(f"{one.tete} {one.suite}" for one in report.essentiel)
    console.print(Panel(Text(told), title=title, title_align="left"))
    listed(console, "Ce qui a changé", report.pourquoi)
    listed(console, "À faire", [f"{one.quoi} {one.faire}" for one in found.alertes])
    listed(console, "Non compté", found.remarques)
    listed(console, "À corriger", [str(one) for one in drawn.bloquantes])
    listed(console, "Fichiers", [str(one) for one in drawn.fichiers.values()])
    written, absent = drawn.actualise.ecrit, drawn.actualise.absentes
    if written is not None:
        listed(console, "Dans le classeur", [f"{one.message} {one.remede}" for one in written.remarques])
    if not drawn.actualise.actualise:
        console.print(Text("  Le classeur n'a pas été touché."))
    elif written is not None:
        but = f", sauf {', '.join(absent)}" if absent else ""
        kept = f" (sauvegarde : {written.backup})" if written.backup else ""
        console.print(Text(f"  • tableau de bord du classeur actualisé{but}{kept}"))


def show_sheet(drawn: FicheEtablie) -> None:
    """Print a debtor's figures, what to do next and why, what runs, and the files."""
    console = Console()
    sheet = drawn.fiche
    told = [f"{one.libelle} : {one.valeur}{f' ({one.note})' if one.note else ''}" for one in sheet.mesures]
    console.print(Panel(Text("\n".join(told)), title=Text(f"{sheet.code} – {sheet.nom}"), title_align="left"))
    console.print(Text(f"À faire maintenant : {sheet.suite}", style="bold"))
    listed(console, "Pourquoi", sheet.raisons)
    listed(console, "Comment il paie", sheet.habitudes)
    listed(console, "En cours", sheet.en_cours)
    listed(console, "Fichiers", [str(one) for one in drawn.fichiers.values()])


def listed(console: Console, title: str, sentences: Iterable[str]) -> None:
    """Print `sentences` under `title`, as many as one screen holds; nothing when there are none."""
    told = list(sentences)
    if told:
        console.print(Text(title, style="bold"))
    for one in told[:MAX_LISTED]:
        console.print(Text(f"  • {one}"))
    if len(told) > MAX_LISTED:
        console.print(Text(f"  … et {len(told) - MAX_LISTED} autres."))
