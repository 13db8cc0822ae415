"""What the command line shows of several passages: a table, and what is wrong with whom."""

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from relancier.actions.compte_rendu import count
from relancier.actions.lots import Lot, Passe
from relancier.base.dates import format_long
from relancier.base.money import ZERO, format_euros


def show(lot: Lot) -> None:
    """Print what became of each workbook, then what is to be done about those that ask for something."""
    console = Console()
    day = format_long(lot.demande.date_arrete)
    simulated = " (simulation : rien n'est écrit dans les classeurs)" if lot.demande.simuler else ""
    console.print(Text(f"Passage du {day} sur {count(len(lot.passes), 'classeur')}{simulated}", style="bold"))
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", show_footer=True)
    total = sum((one.total for one in lot.passes), ZERO)
    table.add_column("Classeur", "Ensemble", overflow="fold")
    table.add_column("Lettres", str(sum(one.lettres for one in lot.passes)), justify="right")
    table.add_column("Réclamé", format_euros(total), justify="right", no_wrap=True)
    table.add_column("À voir", _summary(lot))
    for one in lot.passes:
        table.add_row(
            Text(one.classeur.name),
            str(one.lettres) if one.erreur is None else "–",
            format_euros(one.total) if one.erreur is None else "–",
            Text(_wrong(one), style="bold red" if one.erreur else ""),
        )
    console.print(table)
    _sentences(console, "À faire", [_remedy(one) for one in lot.passes if one.erreur])
    _sentences(console, "Reprises", [f"{one.classeur.name} : {one.reprise}" for one in lot.passes if one.reprise])
    _sentences(console, "Pendant le travail", list(lot.remarques))
    _sentences(console, "Fichiers", [str(one.sortie) for one in lot.passes if one.sortie])


def _summary(lot: Lot) -> str:
    refused = sum(one.erreur is not None for one in lot.passes)
    return f"{count(refused, 'classeur')} sans passage" if refused else ""


def _wrong(one: Passe) -> str:
    if one.erreur is not None:
        return one.erreur.message
    parts = []
    if one.manquees:
        parts.append(f"{count(one.manquees, 'lettre')} non faite{'s' * (one.manquees > 1)}")
    if one.a_corriger:
        parts.append(f"{count(one.a_corriger, 'ligne')} à corriger")
    return ", ".join(parts)


def _remedy(one: Passe) -> str:
    assert one.erreur is not None
    return f"{one.classeur} : {one.erreur.remede or one.erreur.message}"


def _sentences(console: Console, title: str, sentences: list[str]) -> None:
    if sentences:
        console.print(Text(title, style="bold"))
    for sentence in sentences:
        console.print(Text(f"  • {sentence}"))
