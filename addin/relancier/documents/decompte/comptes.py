"""The account of each échéance, row by row, as the sheet « Intérêts » lays it out.

One block an échéance: its amount, then in order of date its lines of interest, its movements, the birth of the 40 € and
the anniversaries on which interest is capitalised. Each row carries the balances after it, so that a row's formulas
look at the row above and at the inputs alone. The figures kept here are what spreadsheets show before they recalculate.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.collective import anterieure
from relancier.creances.interets import Ligne
from relancier.creances.portefeuille import TypeDebiteur
from relancier.creances.regimes import Regime
from relancier.creances.releve import Decompte
from relancier.documents.decompte.inputs import Dette, Repartition, Saisies
from relancier.droit.delais import ajouter_mois

INDEMNITE = Decimal("40.00")
DAY = timedelta(days=1)
AUCUN = "aucun"


@dataclass(slots=True)
class Rang:
    """A row of an account; exactly one of `ligne`, `repartition`, `jugee` and `anniversaire` is set, or none (opening).

    Attributes:
      ligne: a line of interest.
      repartition: what a movement took off.
      jugee: the day on which being unpaid at term is looked at, for the 40 €.
      anniversaire: how many years after the start interest is capitalised on this row.
      jour: the row's last day.
      naissance: € of indemnity born here.
      principal, interets, indemnite, capitalises, anterieurs: the balances after it (€); the last two are the parts of
        interest that bear interest, and that never will.
      arrete: the last day to which interest has been computed.
      feuille: its row on the sheet, from 1; set when it is laid out.
    """

    ligne: Ligne | None = None
    repartition: Repartition | None = None
    jugee: date | None = None
    anniversaire: int | None = None
    jour: date = date.min
    naissance: Decimal = ZERO
    principal: Decimal = ZERO
    interets: Decimal = ZERO
    indemnite: Decimal = ZERO
    capitalises: Decimal = ZERO
    anterieurs: Decimal = ZERO
    arrete: date = date.min
    feuille: int = 0


@dataclass(frozen=True, slots=True)
class CompteDeDette:
    """The account of one échéance.

    Attributes:
      regime, initial: the ground of its interest before any decision, and its first day; "aucun" and None without one.
      premier: its first day of interest; None when it bears none.
      decision: the first day of the legal interest that a decision orders; None without one.
      dernier: the last day that may bear interest.
      possible: the indemnity that it may bear (€).
      rangs: the opening row, then the others.
    """

    dette: Dette
    regime: str
    initial: date | None
    decision: date | None
    premier: date | None
    dernier: date
    possible: Decimal
    rangs: tuple[Rang, ...]


def comptes(decompte: Decompte, inputs: Saisies) -> tuple[CompteDeDette, ...]:
    """Return the accounts of `decompte`, in its order, with their balances."""
    found = tuple(_compte(decompte, inputs, dette) for dette in inputs.dettes)
    _bear_indemnities(found)
    for one in found:
        _balances(one)
    return found


def _compte(decompte: Decompte, inputs: Saisies, dette: Dette) -> CompteDeDette:
    regime, initial = _initial(inputs, dette)
    chosen = inputs.reglages.conventions.decision
    decision = None
    if chosen is not None and chosen.regime is Regime.LEGAL:
        decision = max(chosen.rendue, dette.echeance.echeance) + DAY
    premier = min((day for day in (initial, decision) if day is not None), default=None)
    ouverture = inputs.reglages.debiteur.procedure_collective
    before = anterieure(dette.echeance, ouverture)
    dernier = min(decompte.au, ouverture - DAY) if ouverture is not None and before else decompte.au
    barred = ouverture is not None and before and dette.echeance.echeance >= ouverture
    rows = tuple(_rows(decompte, inputs, dette, premier))
    possible = INDEMNITE if claimed(inputs) and not barred else ZERO
    return CompteDeDette(dette, regime, initial, decision, premier, dernier, possible, rows)


def claimed(inputs: Saisies) -> bool:
    """Say whether the 40 € are claimed from this debtor."""
    settings = inputs.reglages.conventions
    return (
        settings.indemnites
        and not settings.creancier_particulier
        and inputs.reglages.debiteur.type is not TypeDebiteur.CONSOMMATEUR
    )


def _initial(inputs: Saisies, dette: Dette) -> tuple[str, date | None]:
    """Return the regime before any decision and its first day."""
    settings, kind = inputs.reglages.conventions, inputs.reglages.debiteur.type
    following = dette.echeance.echeance + DAY
    if settings.penalites and not settings.creancier_particulier and kind is not TypeDebiteur.CONSOMMATEUR:
        if kind is TypeDebiteur.PUBLIC:
            return Regime.PUBLIC, following
        return (Regime.PENALITES if dette.echeance.taux is None else Regime.CONVENU), following
    if dette.mise_en_demeure is None:
        return AUCUN, None
    return Regime.LEGAL, max(dette.mise_en_demeure + DAY, following)


def _rows(decompte: Decompte, inputs: Saisies, dette: Dette, premier: date | None) -> Iterator[Rang]:
    due, au = dette.echeance.echeance, decompte.au
    mine = [one for one in inputs.repartitions if one.dette == dette.numero]
    moves = [(one, inputs.mouvements[one.mouvement - 1]) for one in mine]
    lines = decompte.dettes[dette.numero - 1].lignes
    days = sorted({one.date for one in inputs.mouvements})
    early = [pair for pair in moves if pair[1].date <= due]
    late = moves[len(early) :]
    yield Rang(jour=due if premier is None else premier - DAY)
    yield from (Rang(repartition=one, jour=move.cloture) for one, move in early)
    if due < au:
        yield Rang(jugee=_judged(days, due, au), jour=due)
    ordered: list[tuple[date, int, int, Rang]] = [(line.au, 0, 0, Rang(ligne=line, jour=line.au)) for line in lines]
    ordered += [(day, 1, 0, Rang(anniversaire=years, jour=day)) for years, day in _turns(inputs, premier, au)]
    closing = date.min
    for rank, (one, move) in enumerate(late):
        closing = max(closing, move.cloture)  # money that waited may meet, the same day, a debt owed again that day
        ordered.append((closing, 2, rank, Rang(repartition=one, jour=closing)))
    pending: date | None = None
    for _, _, _, row in sorted(ordered, key=lambda item: item[:3]):
        if row.repartition is not None:
            move = inputs.mouvements[row.repartition.mouvement - 1]
            if pending is not None and move.date > pending:
                yield Rang(jugee=_judged(days, pending, au), jour=pending)
                pending = None
            if row.repartition.principal < 0:
                pending = move.date
        yield row
    if pending is not None:
        yield Rang(jugee=au, jour=pending)


def _judged(days: Sequence[date], after: date, au: date) -> date:
    """The first day of the account after `after`: until then nothing can have changed."""
    return next((day for day in days if day > after), au)


def _turns(inputs: Saisies, premier: date | None, au: date) -> Iterator[tuple[int, date]]:
    """Yield the days on which interest changes its kind, with the years since the start."""
    asked = inputs.reglages.conventions.capitalisation
    if asked is None or premier is None:
        return
    start = max(asked, premier - DAY)
    years = 0 if start > premier - DAY else 1
    while (day := ajouter_mois(start, 12 * years)) <= au:
        yield years, day
        years += 1


def _bear_indemnities(accounts: Sequence[CompteDeDette]) -> None:
    """Let each facture bear the indemnity on the first of its terms found unpaid."""
    for one in accounts:
        principal = one.dette.echeance.montant
        for row in one.rangs:
            principal -= row.repartition.principal if row.repartition is not None else ZERO
            row.principal = principal
    for judged in judgements(accounts).values():
        borne = False
        for account, row in judged:
            if not borne and row.principal > 0:
                row.naissance = account.possible
                borne = bool(account.possible)


def judgements(accounts: Sequence[CompteDeDette]) -> dict[str, list[tuple[CompteDeDette, Rang]]]:
    """Return, by facture, the rows on which it may bear the indemnity, in the order in which they are judged."""
    found: dict[str, list[tuple[date, int, CompteDeDette, Rang]]] = {}
    for account in accounts:
        for row in account.rangs:
            if row.jugee is not None:
                key = account.dette.echeance.facture
                found.setdefault(key, []).append((row.jugee, account.dette.numero, account, row))
    return {
        facture: [(account, row) for _, _, account, row in sorted(rows, key=lambda item: item[:2])]
        for facture, rows in found.items()
    }


def _balances(account: CompteDeDette) -> None:
    first = account.rangs[0]
    first.arrete = account.dernier if account.premier is None else account.premier - DAY
    past: dict[int, tuple[Rang, Rang]] = {}  # a share's number -> the row before it, its own
    for above, row in zip(account.rangs, account.rangs[1:], strict=False):
        row.interets, row.indemnite, row.arrete = above.interets, above.indemnite + row.naissance, above.arrete
        row.capitalises, row.anterieurs = above.capitalises, above.anterieurs
        if row.ligne is not None:
            row.interets += row.ligne.montant
            row.arrete = max(above.arrete, row.ligne.au)
        elif row.anniversaire == 0:
            row.anterieurs = above.interets
            row.arrete = max(above.arrete, row.jour)
        elif row.anniversaire is not None:
            row.capitalises = above.interets - above.anterieurs
            row.arrete = max(above.arrete, row.jour)
        elif row.repartition is not None:
            _move(account, row, above, past)
            past[row.repartition.numero] = above, row


def before_the_years(account: CompteDeDette, origin: Rang, row: Rang) -> bool:
    """Say whether the years to capitalise began between a payment and its coming back."""
    starts = [rank for rank, one in enumerate(account.rangs) if one.anniversaire == 0]
    places = {id(one): rank for rank, one in enumerate(account.rangs)}
    return any(places[id(origin)] < start < places[id(row)] for start in starts)


def _move(account: CompteDeDette, row: Rang, above: Rang, past: dict[int, tuple[Rang, Rang]]) -> None:
    share = row.repartition
    if share is None:
        raise ValueError("a movement's row has its share")
    row.interets -= share.interets
    row.indemnite -= share.indemnite
    row.arrete = max(above.arrete, row.jour)
    if share.origine in past:
        before, after = past[share.origine]
        row.capitalises = above.capitalises + before.capitalises - after.capitalises
        row.anterieurs = above.anterieurs + before.anterieurs - after.anterieurs
        if before_the_years(account, after, row):
            row.anterieurs = above.anterieurs - share.interets
    else:
        row.capitalises -= share.capitalises
        row.anterieurs -= share.anterieurs
