"""What the commands of negotiated plans show on the terminal."""

from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from relancier.actions.simuler_echeancier import PlanSimule, Simulees, title
from relancier.base.dates import format_days, format_short
from relancier.base.money import NBSP, format_euros, format_exact_rate
from relancier.creances.portefeuille import TypeDebiteur
from relancier.echeancier.repartition import Terme
from relancier.echeancier.simuler import Simulation

MAX_ROWS = 36
LABEL, COLUMN = 28, 15  # characters: of the rows' names, of a plan
ABSENT = "–"

Row = tuple[str, Callable[[PlanSimule], str]]


def show_simulation(found: Simulees) -> None:
    """Print the plans side by side, the days and amounts of each, the modes of interest, and what to know."""
    console = Console()
    console.print(Panel(Text("\n".join(_debt(found))), title=Text(title(found.dette)), title_align="left"))
    plans = found.plans
    for some in _fitting(console, plans):
        console.print(_compared(some, [_count(one) for one in some], _rows(plans)))
    if found.modes:
        console.print(Text(f"\nLes intérêts, en {_count(found.modes[0])}", style="bold"))
        headings = [str(one.simulation.demande.interets) for one in found.modes]
        console.print(_compared(found.modes, headings, _rows(found.modes, dates=False)))
    console.print()
    if len(plans) == 1:
        console.print(_detailed(plans[0]))
    else:
        for some in _fitting(console, plans):
            console.print(_dated(some))
    _truncated(console, plans)
    _indication(console, found)
    _sentences(console, "Conseils", _advice((*plans, *found.modes) if found.modes else plans))
    _sentences(console, "À savoir", found.remarques)


def _debt(found: Simulees) -> Iterator[str]:
    dette, plan = found.dette, found.plans[0].simulation
    if dette.interets or dette.indemnites:
        yield (
            f"principal {format_euros(dette.principal)}, intérêts {format_euros(dette.interets)}, indemnités"
            f" {format_euros(dette.indemnites)}"
        )
    if dette.echeances:
        names = list(dict.fromkeys(one.facture for one in dette.echeances))
        yield f"Facture{'s' if len(names) > 1 else ''} : {', '.join(names)}"
    yield f"Versements {plan.demande.periodicite.chaque}, {_interest(plan)}"
    if plan.apport:
        yield f"Apport de {format_euros(plan.apport.montant)} à la signature"


def _interest(plan: Simulation) -> str:
    accrued = " courus compris" if plan.dette.interets else ""
    if plan.taux is not None:
        also = f"{accrued}, et" if accrued else ""
        return f"intérêts{also} à {format_exact_rate(plan.taux)} l'an pendant le plan"
    if plan.remise:
        return "intérêts abandonnés si le plan est tenu"
    return f"intérêts{accrued}, aucun pendant le plan" if accrued else "sans intérêts pendant le plan"


def _rows(plans: Sequence[PlanSimule], *, dates: bool = True) -> list[Row]:
    """Return the lines that tell `plans` apart, without those that are empty for all, nor the days unless `dates`."""
    rows: list[Row] = [
        ("Versement", lambda one: format_euros(one.couts.debiteur.par_versement)),
        ("Dernier versement", lambda one: format_euros(one.simulation.termes[-1].montant)),
    ]
    if dates:
        rows += [
            ("Premier le", lambda one: format_short(one.simulation.premier_jour)),
            ("Dernier le", lambda one: format_short(one.simulation.dernier_jour)),
            ("Vous attendez en moyenne", lambda one: _days(one.couts.creancier.delai_moyen)),
        ]
    rows.append(("Total payé", lambda one: format_euros(one.couts.debiteur.total)))
    if any(one.couts.debiteur.interets for one in plans):
        rows.append(("  dont intérêts", lambda one: format_euros(one.couts.debiteur.interets)))
    if any(one.couts.debiteur.au_dela for one in plans):
        rows.append(("  par rapport à la dette", lambda one: _signed(one.couts.debiteur.au_dela)))
    if any(one.couts.creancier.remise for one in plans):
        rows.append(("Intérêts remis", lambda one: format_euros(one.couts.creancier.remise)))
    rows.append(("Manque à gagner *", lambda one: _signed(one.couts.creancier.manque)))
    return rows


def _compared(plans: Sequence[PlanSimule], headings: Sequence[str], rows: Sequence[Row]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("", min_width=LABEL - 2, no_wrap=True)
    for heading in headings:
        table.add_column(Text(heading), justify="right", min_width=COLUMN - 2, no_wrap=True)
    for label, value in rows:
        style = "bold" if label in ("Versement", "Total payé") else ""
        table.add_row(Text(label), *(Text(value(one)) for one in plans), style=style)
    return table


def _dated(plans: Sequence[PlanSimule]) -> Table:
    """The instalments, side by side: all the plans of one simulation fall on the same days."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("", justify="right", width=6)
    table.add_column("Date", width=LABEL - 10)
    for one in plans:
        table.add_column(Text(_count(one)), justify="right", min_width=COLUMN - 2, no_wrap=True)
    if first := plans[0].simulation.apport:
        table.add_row("apport", format_short(first.date), *(format_euros(first.montant) for _ in plans))
    longest = max((one.simulation.termes for one in plans), key=len)
    for rank, term in enumerate(longest[:MAX_ROWS]):
        amounts = (
            format_euros(one.simulation.termes[rank].montant) if rank < one.simulation.nombre else "" for one in plans
        )
        table.add_row(str(term.rang), format_short(term.date), *amounts)
    return table


def _detailed(one: PlanSimule) -> Table:
    """The instalments of one plan, and what each of them pays."""
    plan = one.simulation
    fees = any(term.indemnite for term in plan.versements)
    interest = any(term.interets for term in plan.versements)
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("", justify="right")
    table.add_column("Date")
    for heading, shown in (
        ("Montant", True),
        ("Intérêts", interest),
        ("40 €", fees),
        ("Principal", True),
        ("Reste", True),
    ):
        if shown:
            table.add_column(heading.replace(" ", NBSP), justify="right", no_wrap=True)

    def add(term: Terme) -> None:
        cells = [term.montant]
        cells += [term.interets] if interest else []
        cells += [term.indemnite] if fees else []
        cells += [term.principal, term.reste]
        rank = str(term.rang) if term.rang else "apport"
        table.add_row(rank, format_short(term.date), *(format_euros(cell) for cell in cells))

    for term in plan.versements[:MAX_ROWS]:
        add(term)
    return table


def _truncated(console: Console, plans: Sequence[PlanSimule]) -> None:
    hidden = max(one.simulation.nombre for one in plans) - MAX_ROWS
    if hidden > 0:
        console.print(Text(f"  … et {hidden} autres versements (avec --json : la liste entière)."))


def _indication(console: Console, found: Simulees) -> None:
    """Say what the starred line rests on."""
    if (law := found.dette.taux_loi) is None:
        return
    legal = found.dette.debiteur.type is TypeDebiteur.CONSOMMATEUR
    since = " s'ils courent : un consommateur ne les doit que d'une mise en demeure" if legal else ""
    said = (
        f"* Indication : remise et intérêts de retard au taux de la loi, {format_exact_rate(law.taux)}, supposé"
        f" constant, que ce plan ne rapporte pas{since}."
    )
    console.print(Text(said, style="dim"))


def _fitting(console: Console, plans: Sequence[PlanSimule]) -> Iterator[Sequence[PlanSimule]]:
    """Yield `plans` by as many as the terminal is wide enough for."""
    room = max(1, (console.width - LABEL) // COLUMN)
    for start in range(0, len(plans), room):
        yield plans[start : start + room]


def _advice(plans: Sequence[PlanSimule]) -> list[str]:
    """Return each advice once; one that is not for all the plans says for which."""
    said = dict.fromkeys(sentence for one in plans for sentence in one.conseils)
    return [f"{_whom(sentence, plans)}{sentence}" for sentence in said]


def _whom(sentence: str, plans: Sequence[PlanSimule]) -> str:
    """Name the plans that `sentence` is about: by their interest when that is what decides, else by their number."""
    about = [one for one in plans if sentence in one.conseils]
    if len(about) == len(plans):
        return ""
    modes = list(dict.fromkeys(one.simulation.demande.interets for one in about))
    if len(about) == sum(one.simulation.demande.interets in modes for one in plans):
        return f"Intérêts {' ou '.join(modes)} : "
    return f"{' ; '.join(dict.fromkeys(_count(one) for one in about))} : "


def _count(one: PlanSimule) -> str:
    return f"{one.simulation.nombre} versement{'s' if one.simulation.nombre > 1 else ''}"


def _days(mean: Decimal) -> str:
    return format_days(int(mean.to_integral_value(ROUND_HALF_UP)))


def _signed(amount: Decimal | None) -> str:
    if amount is None:
        return ABSENT
    return f"+{format_euros(amount)}" if amount > 0 else format_euros(amount)


def _sentences(console: Console, heading: str, sentences: Sequence[str]) -> None:
    if sentences:
        console.print(Text(f"\n{heading}", style="bold"))
    for sentence in sentences:
        console.print(Text(f"  • {sentence}"))
