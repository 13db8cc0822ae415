"""What the commands of the memory show on the terminal."""

from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from relancier.actions.annuler import Annulee
from relancier.actions.annuler_derniere import AnnulationDerniere
from relancier.actions.duplicata import Duplicata
from relancier.actions.recommandes import Recommandes
from relancier.actions.sceller import Scellee
from relancier.actions.sent_letters import SentLetter
from relancier.actions.verifier import Verifie
from relancier.base.dates import format_short
from relancier.classeur.host import Written
from relancier.classeur.memory.check import Constat
from relancier.classeur.memory.rows import DEPOSE, NUMERO, RECU

MAX_LISTED = 30


def show_verification(found: Verifie) -> None:
    """Print whether the history is intact, what is not, and what cannot be proved."""
    console = Console()
    if found.is_intact:
        verdict, style = "Rien d'altéré" if found.scellees else "Rien n'est scellé", "bold green"
        console.print(Text(verdict, style=style if found.scellees else "bold yellow"))
    else:
        many = len(found.alterations) > 1
        console.print(Text(f"{len(found.alterations)} altération{'s' if many else ''}", style="bold red"))
    console.print(
        Text(
            f"  {_count(found.lignes, 'ligne')} dans l'historique, {_count(found.scellees, 'scellée')} ; "
            f"{_count(found.documents, 'lettre PDF comparée', 'lettres PDF comparées')} à leur empreinte."
        )
    )
    _constats(console, "Altéré", found.alterations, "bold red")
    _constats(console, "À savoir", found.remarques, "bold")


def show_cancelling(done: Annulee) -> None:
    """Print what was cancelled."""
    console = Console()
    many = len(done.rows) > 1
    console.print(
        Text(
            f"{_count(len(done.rows), 'relance annulée', 'relances annulées')} au {format_short(done.jour)} : "
            f"{done.motif}",
            style="bold",
        )
    )
    for row, made in zip(done.rows, done.ids, strict=True):
        facture = f"facture {row['Numéro facture']} de {row['Code débiteur']}, niveau {row['Niveau']}"
        console.print(Text(f"  • {row['Id']} ({facture}) par la ligne {made}"))
    console.print(
        Text(f"  Le prochain passage {'les' if many else 'la'} tiendra pour jamais {'parties' if many else 'partie'}.")
    )
    _written(console, done.ecrit)


def show_undoing(done: AnnulationDerniere) -> None:
    """Print what was undone, and where what it had delivered is now."""
    console = Console()
    console.print(Text(done.message, style="bold"))
    for folder in sorted({one.parent for one in done.mis_de_cote}):
        console.print(Text(f"  • {folder}"))
    if done.copie is not None:
        console.print(Text(f"  • le classeur d'avant l'annulation : {done.copie}"))
    for remark in done.remarques:
        console.print(Text(f"  • {remark}"))


def show_sealing(done: Scellee) -> None:
    """Print what was sealed."""
    console = Console()
    facture = f"facture {done.row['Numéro facture']} de {done.row['Code débiteur']}, niveau {done.row['Niveau']}"
    console.print(Text(f"Ligne {done.row.ligne} scellée, au rang {done.sceau.rank} de l'historique", style="bold"))
    console.print(Text(f"  • {done.row['Id']} ({facture}) : {done.motif}"))
    _written(console, done.ecrit)


def show_copy(made: Duplicata) -> None:
    """Print where the copy is."""
    console = Console()
    letter, day = made.lettre, made.date
    when = f" du {format_short(day)}" if day else ""
    console.print(Text(f"Duplicata de la lettre à {letter['Code débiteur']}{when}", style="bold"))
    console.print(Text(f"  • {made.copie} ({_count(made.pages, 'page')})"))
    console.print(Text(f"  • original intact : {made.original}"))
    for sentence in made.remarques:
        console.print(Text(f"  • {sentence}"))


def show_registered(found: Recommandes) -> None:
    """Print what was noted, what is missing, and the scanned files to look at."""
    console = Console()
    _notes(console, found)
    if found.a_voir:
        console.print(Text("Fichiers dont rien n'a été tiré", style="bold red"))
        for scan in found.a_voir:
            console.print(Text(f"  • {scan.fichier.name} : {scan.probleme}"))
    incomplete = found.incompletes
    if not incomplete:
        console.print(Text(f"Il ne manque rien aux {_count(len(found.lettres), 'recommandé')}."))
        return
    console.print(
        Text(
            f"{_count(len(incomplete), 'recommandé')} sur {len(found.lettres)} à compléter au {format_short(found.au)}",
            style="bold",
        )
    )
    table = Table(box=None, header_style="bold")
    # what is missing is what the list is for: on 80 columns an Id or a client's code is cut in two before it
    table.add_column("Id", overflow="fold", max_width=24)
    table.add_column("Client", overflow="fold", max_width=14)
    table.add_column("Lettre du", no_wrap=True)
    table.add_column("Il manque", overflow="fold")
    for one in incomplete[:MAX_LISTED]:
        letter = one.lettre
        missing = Text(", ".join(one.manque), style="yellow")
        if known := _known(letter):
            missing.append(f"\n{known}", style="default")
        table.add_row(Text(letter["Id"]), Text(letter["Code débiteur"]), _day(letter["Date"]), missing)
    console.print(table)
    if len(incomplete) > MAX_LISTED:
        console.print(Text(f"  … et {len(incomplete) - MAX_LISTED} autres (avec --json : la liste entière)."))


def _known(letter: SentLetter) -> str:
    """Say what is noted of a letter of which something is missing."""
    said = (
        f"n° {letter[NUMERO]}" if letter[NUMERO] else "",
        f"déposé le {_day(letter[DEPOSE])}" if letter[DEPOSE] else "",
        f"reçu le {_day(letter[RECU])}" if letter[RECU] else "",
    )
    return f"noté : {', '.join(filter(None, said))}" if any(said) else ""


def _notes(console: Console, found: Recommandes) -> None:
    if found.notes:
        console.print(Text("Noté dans la feuille Relances", style="bold"))
    for one in found.notes:
        letter = one.lettre
        said = ", ".join(
            f"{name} {format_short(value) if isinstance(value, date) else value}" for name, value in one.valeurs.items()
        )
        source = f" (d'après {one.fichier.name})" if one.fichier else ""
        console.print(Text(f"  • {letter.nom} : {said or 'déjà noté'}{source}"))
    if found.ecrit:
        _written(console, found.ecrit)


def _written(console: Console, done: Written) -> None:
    if done.backup is not None:
        console.print(Text(f"  • sauvegarde du classeur : {done.backup}"))
    for remark in done.remarques:
        console.print(Text(f"  • {remark}"))


def _constats(console: Console, title: str, constats: Sequence[Constat], style: str) -> None:
    if constats:
        console.print(Text(title, style=style))
    for one in constats[:MAX_LISTED]:
        console.print(Text(f"  • {one.message}"))
    if len(constats) > MAX_LISTED:
        console.print(Text(f"  … et {len(constats) - MAX_LISTED} autres (avec --json : la liste entière)."))
    for remede in dict.fromkeys(one.remede for one in constats if one.remede):
        console.print(Text(f"  → {remede}"))


def _count(number: int, singular: str, plural: str = "") -> str:
    return f"{number} {singular if number < 2 else plural or singular + 's'}"


def _day(iso: str) -> str:
    try:
        return format_short(date.fromisoformat(iso)) if iso else ""
    except ValueError:
        return iso
