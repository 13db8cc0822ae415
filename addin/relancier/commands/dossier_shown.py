"""What the commands of a file for the judge show on the terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from relancier.actions.dossier import Dossier
from relancier.actions.verifier_dossier import DossierVerifie
from relancier.base.dates import format_short
from relancier.base.money import format_euros
from relancier.dossier.pieces import Constat, Gravite

STYLES = {Gravite.REFUS: "bold red", Gravite.DEFAUT: "yellow", Gravite.REMARQUE: ""}
TITRES = {
    Gravite.REFUS: "Ne peut pas entrer tel quel",
    Gravite.DEFAUT: "À corriger",
    Gravite.REMARQUE: "À savoir",
}


def show_dossier(made: Dossier) -> None:
    """Print the exhibits, what was found, and where the file is; or what stopped it."""
    console = Console()
    if made.folder is None:
        count = len(made.arretants)
        console.print(
            Panel(
                Text(
                    "Rien n'a été écrit : " + ("un défaut l'arrête." if count == 1 else f"{count} défauts l'arrêtent.")
                ),
                title=Text("Dossier non constitué"),
                title_align="left",
                border_style="red",
            )
        )
    elif made.affaire is not None and made.liasse is not None:
        sums = made.affaire.decompte.totaux
        console.print(
            Panel(
                Text(
                    f"{len(made.preparation.pieces)} pièces, {sum(one.prete.pages for one in made.preparation.pieces)} "
                    f"pages, {_volumes(len(made.liasse.volumes))} ; profil : {made.profil.libelle}.\n"
                    f"{'Réclamé' if sums.exigible else 'À déclarer'} : "
                    f"{format_euros(sums.exigible or sums.a_declarer)} au {format_short(made.affaire.decompte.au)}."
                ),
                title=Text(f"Dossier {made.affaire.debiteur.code} – {made.affaire.debiteur.nom}"),
                title_align="left",
            )
        )
    console.print(_exhibits(made))
    for gravite in Gravite:
        _findings(console, TITRES[gravite], [one for one in made.constats if one.gravite is gravite], STYLES[gravite])
    _sentences(console, "Laissées de côté", made.preparation.ecartes)
    _sentences(console, "Avant de déposer", made.remarques)
    if made.folder is not None:
        console.print(Text("\nVérifié page par page après coup : conforme.", style="bold green"))
        console.print(Text(f"  • {made.folder}"))
        console.print(Text(f"  • {made.archive}"))
        console.print(Text("Empreinte du manifeste (SHA-256) ; notée ailleurs, elle prouve le dossier :"))
        console.print(Text(f"  {made.empreinte}"))
    else:
        console.print(Text("\n→ Corrigez, ou ajoutez --forcer : les défauts seront listés dans controle.pdf."))


def show_verified(found: DossierVerifie) -> None:
    """Print whether a delivered file is as it was."""
    console = Console()
    if found.is_intact:
        console.print(Text("Conforme", style="bold green"))
    else:
        many = len(found.alterations) > 1
        console.print(Text(f"{len(found.alterations)} anomalie{'s' if many else ''}", style="bold red"))
    console.print(Text(f"  {found.path}"))
    if found.empreinte:
        console.print(Text("Empreinte du manifeste (SHA-256), à comparer à celle notée à la livraison :"))
        console.print(Text(f"  {found.empreinte}"))
    _findings(console, "Altéré", found.alterations, "bold red")
    _findings(console, "À savoir", found.remarques, "bold")


def _volumes(count: int) -> str:
    return "sans liasse" if not count else "1 volume" if count == 1 else f"{count} volumes"


def _exhibits(made: Dossier) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("N°", justify="right", no_wrap=True)
    table.add_column("Pièce")
    table.add_column("Date", no_wrap=True)
    table.add_column("Pages", justify="right", no_wrap=True)
    for one in made.preparation.pieces:
        piece = one.prete.piece
        day = format_short(piece.date) if piece.date else ""
        table.add_row(piece.numero, Text(piece.intitule), day, str(one.prete.pages))
    return table


def _findings(console: Console, title: str, found: Sequence[Constat], style: str) -> None:
    if not found:
        return
    console.print(Text(f"\n{title}", style=style or "bold"))
    for one in found:
        page = f"page {one.page}" if one.page and not one.message.startswith("Page") else ""
        where = ", ".join(filter(None, (f"pièce n° {one.piece}" if one.piece else "", page)))
        console.print(Text(f"  • {f'{where} : ' if where else ''}{one.message}"))
        if one.remede:
            console.print(Text(f"    → {one.remede}"))


def _sentences(console: Console, title: str, sentences: Sequence[str]) -> None:
    if sentences:
        console.print(Text(f"\n{title}", style="bold"))
    for one in sentences:
        console.print(Text(f"  • {one}"))
