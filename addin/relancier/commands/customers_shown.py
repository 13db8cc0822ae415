"""What the commands about one debtor show on the terminal."""

from rich.console import Console
from rich.text import Text

from relancier.actions.consigner_appel import Appel
from relancier.actions.suspendre import Suspendu
from relancier.base.dates import format_short
from relancier.base.money import format_euros
from relancier.classeur.host import Written


def show_call(done: Appel) -> None:
    """Print what was noted of a call."""
    console = Console()
    call = done.saisie
    who = f", {call.qui}" if call.qui else ""
    console.print(
        Text(
            f"Appel du {format_short(call.jour)} à {done.debiteur.nom} ({done.debiteur.code}){who} : {call.issue}",
            style="bold",
        )
    )
    if done.niveaux:
        levels = " et ".join(map(str, done.niveaux))
        console.print(Text(f"  C'est la relance téléphonique attendue : le niveau {levels} compte comme fait."))
    else:
        console.print(Text("  Les relances suivent leur cours : cet appel n'en avance ni n'en retarde aucune."))
    for row in done.lignes:
        console.print(Text(f"  • {row['Id']}, facture {row['Numéro facture']}"))
    _written(console, done.ecrit)


def show_block(done: Suspendu) -> None:
    """Print what is held back."""
    console = Console()
    typed = done.saisie
    until = f"jusqu'au {format_short(typed.au)}" if typed.au else "sans date de fin"
    what = f"la facture {typed.facture}" if typed.facture else f"{len(done.etats)} échéance(s)"
    console.print(
        Text(
            f"{str(typed.nature).capitalize()} de {done.debiteur.nom} ({done.debiteur.code}), {what} : "
            f"{format_euros(done.montant)}, du {format_short(typed.du)}, {until}",
            style="bold",
        )
    )
    for one in done.deja:
        console.print(Text(f"  • Déjà inscrit : {one.nature} depuis le {format_short(one.du)}. {one.motif}".rstrip()))
    _written(console, done.ecrit)


def _written(console: Console, written: Written | None) -> None:
    if written is None:
        return
    for one in written.remarques:
        console.print(Text(f"  • {one.message} {one.remede}"))
    if written.backup is not None:
        console.print(Text(f"  • sauvegarde du classeur : {written.backup}"))
