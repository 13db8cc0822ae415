"""What the command line shows: progress on standard error, and a short French summary at the end."""

from collections.abc import Sequence
from decimal import Decimal
from types import TracebackType

from rich.console import Console
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from relancier.actions import compte_rendu
from relancier.actions.decompte import Etabli
from relancier.actions.resultat import Resultat
from relancier.base.dates import format_short
from relancier.base.errors import Gravite, RelancierError
from relancier.base.money import format_euros, format_number, format_rate
from relancier.creances.releve import Decompte, Totaux

MAX_LISTED = 12
TO_DECLARE = "Dettes antérieures à la procédure collective, à déclarer et non exigibles"
NOT_DUE = "Principal à échoir (non exigible)"


def bars(console: Console) -> Progress:
    """Return bars with a label, a count and a time, gone when all is done; none unless `console` is a terminal."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


class Bar:
    """A progress bar on a terminal; nothing elsewhere, nor warnings when `quiet`: the JSON holds them."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._console = Console(stderr=True)
        self._progress = bars(self._console)
        self._task = self._progress.add_task("", total=None)

    def __enter__(self) -> "Bar":
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def stage(self, label: str, total: int) -> None:
        """Show that a stage of `total` steps begins."""
        self._progress.reset(self._task, total=total or None, description=label)

    def step(self) -> None:
        """Show that one step is done."""
        self._progress.advance(self._task)

    def tell(self, sentence: str) -> None:
        """Print `sentence` above the bar, on standard error."""
        if not self._quiet:
            self._console.print(Text(f"⚠ {sentence}", style="yellow"))


def show_error(error: RelancierError) -> None:
    """Print on standard error what went wrong, and what to do."""
    console = Console(stderr=True)
    place = f"{error.lieu} : " if str(error.lieu) else ""
    console.print(Text(f"{place}{error.message}", style="bold red"))
    if error.remede:
        console.print(Text(f"→ {error.remede}"))


def show_passage(resultat: Resultat) -> None:
    """Print the passage's summary: letters, sums, what needs attention, where the files are."""
    console = Console()
    title = f"Passage {resultat.nom}" + (
        " (simulation : rien n'est écrit dans le classeur)" if resultat.demande.simuler else ""
    )
    console.print(Panel(Text("\n".join(compte_rendu.summary(resultat))), title=title, title_align="left"))
    if resultat.sortie is None and resultat.passage.envois:
        _list_letters(console, resultat)
    attention = compte_rendu.to_do(resultat)
    if attention:
        console.print(Text("À faire", style="bold"))
        for sentence in attention:
            console.print(Text(f"  • {sentence}"))
    _list_anomalies(console, resultat)
    if resultat.sortie is not None:
        console.print(Text("Fichiers", style="bold"))
        console.print(Text(f"  {resultat.sortie}"))
        for path in resultat.fichiers.values():
            console.print(Text(f"  • {path.name}"))
    if resultat.ecrit is not None and resultat.ecrit.backup is not None:
        console.print(Text(f"  • sauvegarde du classeur : {resultat.ecrit.backup}"))


def show_interest(decompte: Decompte) -> None:
    """Print the interest of one sum, line by line, with its total and what it rests on."""
    console = Console()
    [debt] = decompte.dettes
    table = Table(header_style="bold", box=None)
    for heading in ("Du", "Au", "Jours", "Base", "Taux", "Intérêts", "Source"):
        table.add_column(heading, justify="left" if heading in ("Du", "Au", "Source") else "right")
    for line in debt.lignes:
        table.add_row(
            *(
                format_short(line.du),
                format_short(line.au),
                format_number(Decimal(line.jours), 0),
                format_euros(line.base_principal),
            ),
            *(format_rate(line.taux), format_euros(line.montant), Text(line.source.split(" (")[0])),
        )
    console.print(table if debt.lignes else "  Aucun intérêt n'a couru.")
    sums = decompte.totaux
    rows = [
        ("Intérêts produits", sums.interets_produits, ""),
        ("Intérêts restant dus", sums.interets, ""),
        ("Principal échu restant dû", sums.principal - sums.a_echoir, ""),
        ("Indemnité de recouvrement", sums.indemnites, ""),
    ]
    if sums.credit:
        rows.append(("Crédit gardé pour le débiteur", -sums.credit, ""))
    rows.append((*_due(sums), "bold"))
    if sums.a_echoir:
        rows.append((NOT_DUE, sums.a_echoir, ""))
    for label, value, style in rows:
        console.print(Text(f"  {label:<34}{format_euros(value):>18}", style=style))
    _sentences(console, "Conventions", decompte.conventions)
    _sentences(console, "À vérifier", decompte.remarques)


def show_decompte(drawn: Etabli) -> None:
    """Print what a décompte comes to, and where it was written."""
    console = Console()
    decompte, sums = drawn.decompte, drawn.decompte.totaux
    title = f"Décompte de {decompte.debiteur.code} – {decompte.debiteur.nom}, au {format_short(decompte.au)}"
    parts = (
        f"principal {format_euros(sums.reclamable.principal)}",
        f"intérêts {format_euros(sums.reclamable.interets)}",
        f"indemnités {format_euros(sums.reclamable.indemnites)}",
    )
    label, amount = _due(sums)
    lines = [f"{label} : {format_euros(amount)}" + (f" ({', '.join(parts)})" if sums.exigible else "")]
    if sums.credit and sums.exigible:
        lines.append(f"après déduction de {format_euros(sums.credit)} gardés au crédit du débiteur")
    if due := decompte.declaration:
        last = format_short(due.delai.dernier_jour)
        lines.append(f"{TO_DECLARE} : {format_euros(due.montant)} (dernier jour pour les déclarer : {last})")
    if sums.a_echoir:
        lines.append(f"{NOT_DUE} : {format_euros(sums.a_echoir)}")
    console.print(Panel(Text("\n".join(lines)), title=Text(title), title_align="left"))
    _sentences(console, "À vérifier", decompte.remarques)
    if court := drawn.juridiction:
        what = " pour les seules dettes postérieures à l'ouverture" if decompte.declaration else ""
        _sentences(console, f"Juridiction{what} : {court.libelle}", (court.raison, *court.questions))
    _sentences(console, "Fichiers", [str(path) for path in drawn.fichiers.values()])


def _due(sums: Totaux) -> tuple[str, Decimal]:
    """What the debtor has to pay, or what is his, as the document names it."""
    if sums.solde_en_faveur_du_debiteur:
        return "Solde en faveur du débiteur", sums.solde_en_faveur_du_debiteur
    return "Total exigible", sums.exigible


def _sentences(console: Console, title: str, sentences: Sequence[str]) -> None:
    if sentences:
        console.print(Text(title, style="bold"))
    for sentence in sentences:
        console.print(Text(f"  • {sentence}"))


def _list_letters(console: Console, resultat: Resultat) -> None:
    table = Table(box=None, header_style="bold")
    for heading in ("Code", "Client", "Niveau", "Canal", "Réclamé"):
        table.add_column(heading, justify="right" if heading == "Réclamé" else "left")
    for one in resultat.passage.envois[:MAX_LISTED]:
        nom, niveau = Text(one.debiteur.nom), f"{one.niveau.niveau} ({one.niveau.modele})"
        table.add_row(Text(one.debiteur.code), nom, niveau, compte_rendu.canal(one), format_euros(one.reste_du))
    console.print(table)
    if len(resultat.passage.envois) > MAX_LISTED:
        console.print(
            Text(f"  … et {len(resultat.passage.envois) - MAX_LISTED} autres (avec --sortie : compte rendu complet).")
        )


def _list_anomalies(console: Console, resultat: Resultat) -> None:
    missed = {anomalie for _, anomalie in resultat.manquees}
    blocking = [one for one in resultat.anomalies if one.gravite is Gravite.BLOQUANTE and one not in missed]
    if blocking:
        console.print(Text("À corriger", style="bold red"))
    for one in blocking[:MAX_LISTED]:
        console.print(Text(f"  • {one}"))
    if len(blocking) > MAX_LISTED:
        console.print(Text(f"  … et {len(blocking) - MAX_LISTED} autres, dans le compte rendu."))
