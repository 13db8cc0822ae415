"""How payments and avoirs are shared out over échéances (Code civil 1342-10).

A credit that names a facture goes to its terms, the oldest first. One that names none, and what a named one leaves
over, goes to debts already due first; among them to the most onerous, then to the oldest, then pro rata. What finds
no debt waits for the next one. Once an insolvency procedure has opened, a payment without a facture leaves earlier
debts alone (C. com. L622-7). The days are lived in order, so that a credit only meets the debts of its day.

A payment of a plan goes to the plan's debts. Since this account knows principal alone, what the plan asks beyond
it (interest, 40 €) is kept apart when it comes in: it is no excess, and pays nothing else.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, Decimal
from itertools import chain
from typing import TypeVar

from relancier.base.money import CENT, ZERO
from relancier.base.records import quick
from relancier.creances.collective import paiement_interdit
from relancier.creances.designations import NONE, Designation, Designations
from relancier.creances.portefeuille import Avoir, Echeance, Echeancier, Reglement

Source = Avoir | Reglement
Onerosite = Callable[[Echeance, date], Decimal]


@quick
@dataclass(frozen=True, slots=True)
class Imputation:
    """What a credit took off an échéance.

    Attributes:
      source: the payment or avoir.
      echeance: the term that it lowers.
      montant: € taken off; negative when the payment was rejected later and gives them back.
      nommee: the source named this facture.
    """

    source: Source
    echeance: Echeance
    montant: Decimal
    nommee: bool


@quick
@dataclass(frozen=True, slots=True)
class Credit:
    """What is left of a payment or avoir that found no debt (€)."""

    source: Source
    montant: Decimal


@dataclass(slots=True)
class Compte:
    """An account being lived day by day; `impute` returns it finished.

    Attributes:
      imputations: in the order in which they happened.
      credits: what found no debt.
      accessoires: what paid the interest and the 40 € of a plan, by plan.
      incomprises: rejected payments larger than what had been received.
      ouverture: the day an insolvency procedure opened: what is paid from then on goes to later debts.
    """

    imputations: list[Imputation] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    accessoires: dict[tuple[str, int], list[Credit]] = field(default_factory=dict)
    incomprises: list[Reglement] = field(default_factory=list)
    ouverture: date | None = None
    _reste: dict[tuple[str, str, date], Decimal] = field(default_factory=dict)
    _beyond: dict[tuple[str, int], Decimal] = field(default_factory=dict)

    def reste(self, echeance: Echeance) -> Decimal:
        """What is still owed on `echeance` (€)."""
        return self._reste.get(echeance.cle, echeance.montant)

    def copy(self) -> "Compte":
        """Return an account that can be lived further, apart from this one."""
        return Compte(
            [*self.imputations],
            [*self.credits],
            {plan: [*kept] for plan, kept in self.accessoires.items()},
            [*self.incomprises],
            self.ouverture,
            {**self._reste},
            {**self._beyond},
        )

    def take(self, source: Source, echeance: Echeance, montant: Decimal, *, nommee: bool) -> None:
        """Lower `echeance` by `montant` (€) from `source`."""
        if montant:
            self._reste[echeance.cle] = self.reste(echeance) - montant
            self.imputations.append(Imputation(source, echeance, montant, nommee))

    def take_beyond(self, source: Source, plan: Echeancier, owed: Decimal, left: Decimal) -> Decimal:
        """Keep of `left` (€) what `plan` asks beyond the principal `owed` when its first payment comes; return it."""
        asked = self._beyond.setdefault(plan.cle, max(ZERO, plan.montant - owed))
        known = self.accessoires.setdefault(plan.cle, [])
        kept = min(left, asked - sum((one.montant for one in known), ZERO))
        if kept:
            known.append(Credit(source, kept))
        return kept

    def totals(self) -> tuple[dict[tuple[str, str, date], Decimal], dict[tuple[str, str, date], Decimal]]:
        """Return, by échéance, the avoirs and the payments imputed on it (€)."""
        avoirs: dict[tuple[str, str, date], Decimal] = {}
        regles: dict[tuple[str, str, date], Decimal] = {}
        for one in self.imputations:
            sums = avoirs if isinstance(one.source, Avoir) else regles
            sums[one.echeance.cle] = sums.get(one.echeance.cle, ZERO) + one.montant
        return avoirs, regles


def impute(
    echeances: Sequence[Echeance],
    credits: Iterable[Source],
    date_arrete: date,
    onerosite: Onerosite,
    ouverture: date | None = None,
    designees: Designations = NONE,
) -> Compte:
    """Return one debtor's account at the end of `date_arrete`.

    Args:
      echeances: all the debtor's terms; those of factures issued after the day receive named credits only.
      credits: avoirs and payments; those after the day are left out.
      date_arrete: the cut-off, included.
      onerosite: the yearly rate (%) that a debt bears on a day: the higher, the more the debtor gains by paying it.
      ouverture: the day an insolvency procedure opened, None without one.
      designees: the payments of plans, with the debts that they pay first.
    """
    (compte,) = comptes_aux(echeances, credits, (date_arrete,), onerosite, ouverture, designees)
    return compte


def comptes_aux(
    echeances: Sequence[Echeance],
    credits: Iterable[Source],
    jours: Sequence[date],
    onerosite: Onerosite,
    ouverture: date | None = None,
    designees: Designations = NONE,
) -> list[Compte]:
    """Return one debtor's account at the end of each of `jours`, which follow one another: it is lived once.

    What nothing changed between two days is one account, given twice. The rest is as for `impute`.
    """
    compte = Compte(ouverture=ouverture)
    credits = [one for one in credits if one.date <= jours[-1]]
    if not credits:
        return [compte for _ in jours]
    issued: list[Echeance] = []  # of factures issued so far, paid ones included
    terms, received = _by_day(echeances, jours[-1]), _by_day(sorted(credits, key=_order), jours[-1])
    by_facture: dict[str, list[Echeance]] = {}
    for echeance in sorted(echeances, key=lambda e: e.echeance):
        by_facture.setdefault(echeance.facture, []).append(echeance)
    found: list[Compte] = []
    for day in sorted({*terms, *received}):
        while jours[len(found)] < day:
            found.append(compte)
        if found and found[-1] is compte and (day in received or compte.credits):
            compte = compte.copy()
        if day in terms:
            issued += terms[day]
            _spread_waiting(compte, issued, day, onerosite)
        for source in received.get(day, ()):
            if isinstance(source, Reglement) and source.montant < 0:
                _give_back(compte, source)
                # what is owed again meets what was held for the debtor
                issued = [e for e in echeances if e.date <= day]
                _spread_waiting(compte, issued, day, onerosite)
                continue
            owed = {one.plan.cle: _owed(compte, one.plan, issued) for one in designees.of(source)}
            left = _pay_named(compte, source, by_facture.get(source.facture, ()))
            for one in designees.of(source):
                left -= _pay_plan(compte, source, left, one, owed[one.plan.cle], issued, day, onerosite)
            if left and designees.plans:
                free = [one for one in issued if one.echeance <= day and not designees.etalee(one, day)]
                left = _share(compte, source, left, free, day, onerosite)
            _spread(compte, source, left, issued, day, onerosite)
    return found + [compte] * (len(jours) - len(found))


def _owed(compte: Compte, plan: Echeancier, issued: Iterable[Echeance]) -> Decimal:
    return sum((compte.reste(one) for one in issued if plan.couvre(one)), ZERO)


def _pay_plan(
    compte: Compte,
    source: Source,
    left: Decimal,
    designation: Designation,
    owed: Decimal,
    issued: Sequence[Echeance],
    day: date,
    onerosite: Onerosite,
) -> Decimal:
    """Take from `left` (€) what `designation` gives to its plan, of which `owed` was left; return how much."""
    plan = designation.plan
    named = owed - _owed(compte, plan, issued)  # what the payment has just paid of it by naming a facture
    part = min(left, designation.montant - named)
    if part <= 0:
        return ZERO
    after = _share(compte, source, part, [one for one in issued if plan.couvre(one)], day, onerosite)
    return part - after + compte.take_beyond(source, plan, owed, after)


Dated = TypeVar("Dated", Echeance, Source)


def _by_day(records: Iterable[Dated], last: date) -> dict[date, list[Dated]]:
    """Return the records up to `last` by their day, each day's in the order given."""
    days: dict[date, list[Dated]] = {}
    for one in records:
        if one.date <= last:
            days.setdefault(one.date, []).append(one)
    return days


def _order(source: Source) -> tuple[date, bool, bool, bool, int]:
    # on one day: avoirs, then payments, then rejections; what names its facture goes before what would be shared
    # out over it; then the order of the sheet
    return source.date, isinstance(source, Reglement), source.montant < 0, not source.facture, source.ligne


def _pay_named(compte: Compte, source: Source, terms: Sequence[Echeance]) -> Decimal:
    left = source.montant
    if source.facture:
        for echeance in terms:
            part = min(left, compte.reste(echeance))
            compte.take(source, echeance, part, nommee=True)
            left -= part
    return left


def _spread_waiting(compte: Compte, issued: Sequence[Echeance], day: date, onerosite: Onerosite) -> None:
    if not compte.credits:
        return
    waiting, compte.credits = compte.credits, []
    for credit in waiting:
        _spread(compte, credit.source, credit.montant, issued, day, onerosite)


def _spread(
    compte: Compte, source: Source, left: Decimal, issued: Sequence[Echeance], day: date, onerosite: Onerosite
) -> None:
    if left and (kept := _share(compte, source, left, issued, day, onerosite)) > 0:
        compte.credits.append(Credit(source, kept))


def _share(
    compte: Compte, source: Source, left: Decimal, among: Sequence[Echeance], day: date, onerosite: Onerosite
) -> Decimal:
    """Share `left` (€) out over the debts of `among` as article 1342-10 orders them; return what found none."""
    debts = [e for e in among if compte.reste(e) > ZERO]
    if isinstance(source, Reglement) and compte.ouverture is not None:
        debts = [e for e in debts if not paiement_interdit(source.date, e, compte.ouverture)]
    # what pays everything needs no order, hence no rate to compare
    groups = [debts] if left >= sum(map(compte.reste, debts), ZERO) else _ranked(debts, day, onerosite)
    for group in groups:
        if not left:
            break
        owed = [compte.reste(e) for e in group]
        paid = min(left, sum(owed, ZERO))
        for echeance, part in zip(group, prorate(paid, owed), strict=True):
            compte.take(source, echeance, part, nommee=False)
        left -= paid
    return left


def _ranked(debts: list[Echeance], day: date, onerosite: Onerosite) -> list[list[Echeance]]:
    """Return the debts in groups of equal rank, in the order of article 1342-10."""
    groups: dict[tuple[bool, Decimal, date, date], list[Echeance]] = {}
    for debt in debts:
        rank = (debt.echeance > day, -onerosite(debt, day), debt.echeance, debt.date)
        groups.setdefault(rank, []).append(debt)
    return [groups[rank] for rank in sorted(groups)]


def prorate(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Share `amount` (€) out by `weights`, to the cent, the cents left over going to the largest remainders."""
    total = sum(weights, ZERO)
    if amount == total:
        return list(weights)
    exact = [amount * weight / total for weight in weights]
    parts = [one.quantize(CENT, rounding=ROUND_DOWN) for one in exact]
    short = int((amount - sum(parts, ZERO)) / CENT)
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for index in by_remainder[:short]:
        parts[index] += CENT
    return parts


def _give_back(compte: Compte, rejected: Reglement) -> None:
    """Undo the payment that came back: the last one of the same amount and facture, else the last ones received."""
    amount = -rejected.montant
    received = list(reversed(_payments(compte)))
    alike = [one for one in received if one.montant == amount and (not rejected.facture or not one.facture)]
    same = [one for one in received if one.montant == amount and rejected.facture == one.facture] or alike
    if same:  # the whole of it, what it paid besides the facture that it named included
        amount -= _undo(compte, same[0], amount, "")
    for source in received:
        if amount and source not in same[:1]:
            amount -= _undo(compte, source, amount, rejected.facture)
    if amount > 0:
        compte.incomprises.append(rejected)


def _payments(compte: Compte) -> list[Reglement]:
    """The payments that still have an effect, in the order in which they came."""
    net: dict[Reglement, Decimal] = {}
    for one in compte.imputations:
        if isinstance(one.source, Reglement):
            net[one.source] = net.get(one.source, ZERO) + one.montant
    for credit in (*compte.credits, *chain.from_iterable(compte.accessoires.values())):
        if isinstance(credit.source, Reglement):
            net[credit.source] = net.get(credit.source, ZERO) + credit.montant
    return sorted((source for source, amount in net.items() if amount > 0), key=_order)


def _undo(compte: Compte, source: Reglement, limit: Decimal, facture: str) -> Decimal:
    """Give back at most `limit` (€) of what `source` paid (on `facture` alone if named); return how much."""
    left = limit
    own = facture in ("", source.facture) or not source.facture  # what it kept aside may be what came back
    for aside in (compte.credits, *compte.accessoires.values()) if own else ():
        kept = []
        for credit in aside:
            part = min(credit.montant, left) if credit.source == source else ZERO
            left -= part
            if credit.montant > part:
                kept.append(Credit(credit.source, credit.montant - part))
        aside[:] = kept
    net: dict[Echeance, Decimal] = {}
    for one in compte.imputations:
        if one.source == source and facture in ("", one.echeance.facture):
            net[one.echeance] = net.get(one.echeance, ZERO) + one.montant
    for echeance, paid in reversed(list(net.items())):
        part = min(paid, left)
        compte.take(source, echeance, -part, nommee=source.facture == echeance.facture)
        left -= part
    return limit - left
