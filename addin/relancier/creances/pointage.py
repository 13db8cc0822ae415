"""Which payments pay which instalments of a plan.

A payment belongs to a plan when it comes after the day on which the plan's debt was counted and names the plan in its
reference, names a facture that the plan covers, or names nothing. One that names another facture is left alone.

One that names the plan pays the instalment that its reference names (`EC-2026-001/3`), then the oldest one unpaid. One
that names nothing pays the instalments that are due, then what else is due, then the instalments to come; the very sum
of the next instalment is that instalment. What exceeds the whole plan goes to the debtor's other debts. A payment that
comes back leaves unpaid what it had paid.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.base.typed import fold
from relancier.creances.plans import RUNNING, StatutEcheancier, is_signed
from relancier.creances.portefeuille import Echeance, Echeancier, Mensualite, Reglement


@dataclass(frozen=True, slots=True)
class Versement:
    """What one payment took off one instalment (€); negative when it was sent back."""

    reglement: Reglement
    rang: int
    montant: Decimal


@dataclass(frozen=True, slots=True)
class MensualitePointee:
    """An instalment and what was paid on it.

    Attributes:
      regle: € paid.
      soldee_le: the day on which nothing was left of it; None while something is.
    """

    mensualite: Mensualite
    regle: Decimal
    soldee_le: date | None

    @property
    def reste(self) -> Decimal:
        """What is left to pay on it (€)."""
        return self.mensualite.montant - self.regle

    def en_retard(self, day: date) -> bool:
        """Say whether it should have been paid before `day`, and is not."""
        return self.soldee_le is None and self.mensualite.date < day


@dataclass(frozen=True, slots=True)
class Pointage:
    """A version of a plan, its instalments matched.

    Attributes:
      mensualites: in order of date.
      versements: in the order in which they happened.
    """

    plan: Echeancier
    mensualites: tuple[MensualitePointee, ...]
    versements: tuple[Versement, ...] = ()

    @classmethod
    def vierge(cls, plan: Echeancier, mensualites: Iterable[Mensualite]) -> "Pointage":
        """Return a plan on which nothing was paid, such as one that is only proposed."""
        return cls(plan, tuple(MensualitePointee(one, ZERO, None) for one in mensualites))

    @property
    def regle(self) -> Decimal:
        """What was paid on the plan (€)."""
        return sum((one.regle for one in self.mensualites), ZERO)

    @property
    def reste(self) -> Decimal:
        """What is left to pay on the plan (€)."""
        return sum((one.reste for one in self.mensualites), ZERO)

    @property
    def soldee_le(self) -> date | None:
        """The day on which the whole plan was paid; None while something is left, or when it has no instalment."""
        days = [one.soldee_le for one in self.mensualites]
        return max((day for day in days if day is not None), default=None) if None not in days else None

    @property
    def recus(self) -> tuple[Reglement, ...]:
        """The payments, each for what the plan kept of it (€), in order; those sent back are negative."""
        kept: dict[Reglement, Decimal] = {}
        for one in self.versements:
            kept[one.reglement] = kept.get(one.reglement, ZERO) + one.montant
        return tuple(replace(source, montant=amount) for source, amount in kept.items() if amount)

    @property
    def revenu(self) -> bool:
        """Money of the plan came back after the day on which it was settled."""
        fin = self.plan.fin
        return fin is not None and any(one.montant < 0 and one.reglement.date > fin for one in self.versements)

    def retards(self, day: date) -> tuple[MensualitePointee, ...]:
        """Return the instalments that should have been paid before `day`."""
        return tuple(one for one in self.mensualites if one.en_retard(day))


# what else of the debtor's is due on a day (€), given the plans as they stand: see `plans_pointes`
Ailleurs = Callable[[date, Sequence["Pointage"]], Decimal]


def pointer(
    plans: Iterable[Echeancier],
    mensualites: Iterable[Mensualite],
    echeances: Iterable[Echeance],
    reglements: Iterable[Reglement],
    au: date,
    ailleurs: Ailleurs | None = None,
) -> tuple[Pointage, ...]:
    """Return the signed plans of one debtor with what was paid on each by the end of `au`, in order of agreement.

    Records of other debtors are left aside. `ailleurs` tells what is due outside the plans: money that names nothing
    pays it before instalments that are not due yet (Code civil 1342-10); without it nothing else is due.
    """
    signed = sorted((one for one in plans if is_signed(one)), key=lambda one: (one.date_accord, one.id, one.version))
    terms, owed = list(mensualites), list(echeances)
    running = [_begin(one, signed, terms, owed) for one in signed]
    codes = {one.debiteur for one in signed}
    received: list[Reglement] = []
    for paid in sorted(reglements, key=_order):
        if paid.debiteur not in codes or paid.date > au:
            continue
        if paid.montant < 0:
            _give_back(paid, running, received)
        else:
            received.append(paid)
            _share(paid, [one for one in running if one.counts(paid)], ailleurs)
    return tuple(one.finish() for one in running)


def _order(one: Reglement) -> tuple[date, bool, bool, int]:
    return one.date, one.montant < 0, not one.facture, one.ligne


def _share(paid: Reglement, plans: Sequence["_Suivi"], ailleurs: Ailleurs | None) -> None:
    left = paid.montant
    cited = [one for one in plans if one.cite.search(fold(paid.reference))]
    named = [one for one in plans if paid.facture and paid.facture in one.factures]
    if cited or named:
        for plan in cited or named:
            left -= plan.pay(paid, left)
        return
    if paid.facture:
        return
    for plan, index in sorted(_unpaid(plans), key=lambda found: found[0].mensualites[found[1]].date):
        if plan.mensualites[index].date <= paid.date:
            left -= plan.take(paid, index, left)
    ahead = sorted(_unpaid(plans), key=lambda found: found[0].mensualites[found[1]].date)
    # the very sum of the next instalment is that instalment, a few days early
    if left and ahead and ailleurs is not None and left != ahead[0][0].rest(ahead[0][1]):
        left -= min(left, ailleurs(paid.date, [one.finish() for one in plans]))
    for plan, index in ahead:
        left -= plan.take(paid, index, left)


def _unpaid(plans: Iterable["_Suivi"]) -> list[tuple["_Suivi", int]]:
    return [(one, index) for one in plans for index in range(len(one.mensualites)) if one.rest(index) > 0]


def _give_back(rejet: Reglement, plans: Sequence["_Suivi"], received: list[Reglement]) -> None:
    """Undo the payment that came back: the last one of that amount and facture, whole; else the last ones, in part."""
    alike = [one for one in received if one.montant == -rejet.montant]
    same = [one for one in alike if one.facture == rejet.facture]
    same = same or [one for one in alike if "" in {one.facture, rejet.facture}]
    if same:
        received.remove(same[-1])
        for plan in plans:
            plan.give_back(rejet, -rejet.montant, same[-1])
        return
    left = -rejet.montant
    concerned = [one for one in plans if one.counts(rejet)]
    cited = [one for one in concerned if one.cite.search(fold(rejet.reference))]
    for plan in cited or [one for one in concerned if not rejet.facture or rejet.facture in one.factures]:
        left -= plan.give_back(rejet, left)


def _begin(
    plan: Echeancier, signed: Sequence[Echeancier], terms: Iterable[Mensualite], owed: Iterable[Echeance]
) -> "_Suivi":
    own = sorted((one for one in terms if one.plan == plan.cle), key=lambda one: (one.date, one.rang))
    if len({one.rang for one in own}) < len(own):  # two rows of one rank
        own = [replace(one, rang=rang) for rang, one in enumerate(own, start=1)]
    later = [compte_au(one) for one in signed if one.id == plan.id and one.version > plan.version]
    ends = [day for day in (plan.fin, *later) if day is not None]
    name = re.escape(fold(plan.id))
    return _Suivi(
        plan,
        own,
        frozenset(one.facture for one in owed if plan.couvre(one)),
        re.compile(rf"(?<!\w){name}(?!\w)(?:\s*(?:/|n°|mensualite)\s*(\d{{1,3}}))?"),
        min(ends, default=None),
        [ZERO for _ in own],
        [None for _ in own],
    )


def compte_au(plan: Echeancier) -> date:
    """Return the day on which the debt that `plan` spreads was counted."""
    return plan.arrete or plan.date_accord


def statut_au(pointage: Pointage, day: date) -> StatutEcheancier:
    """Return where a plan stands on `day`, from its payments.

    What a person decided stays: broken, replaced, withdrawn. A plan found settled runs again when a payment comes back.
    """
    known = StatutEcheancier(pointage.plan.statut)
    if not pointage.mensualites:
        return known
    reopened = known is StatutEcheancier.SOLDE and pointage.soldee_le is None and pointage.revenu
    if known not in RUNNING and not reopened:
        return known
    if pointage.soldee_le is not None:
        return StatutEcheancier.SOLDE
    return StatutEcheancier.EN_RETARD if pointage.retards(day) else StatutEcheancier.EN_COURS


def plan_au(pointage: Pointage, day: date) -> Echeancier:
    """Return the plan as it stands on `day`, whatever the sheet says that nobody matched since."""
    found = statut_au(pointage, day)
    plan = pointage.plan
    if found == plan.statut:
        return plan
    return replace(plan, statut=found, fin=pointage.soldee_le if found is StatutEcheancier.SOLDE else None)


@dataclass(slots=True)
class _Prise:
    """What a payment still holds off an instalment (€)."""

    source: Reglement
    index: int
    montant: Decimal


@dataclass(slots=True)
class _Suivi:
    """A plan while its payments are being matched."""

    plan: Echeancier
    mensualites: Sequence[Mensualite]
    factures: frozenset[str]
    cite: re.Pattern[str]
    fin: date | None
    regles: list[Decimal]
    soldees: list[date | None]
    prises: list[_Prise] = field(default_factory=list)
    versements: list[Versement] = field(default_factory=list)

    def counts(self, paid: Reglement) -> bool:
        """Say whether `paid` came while the plan was there to be paid."""
        if paid.debiteur != self.plan.debiteur:
            return False
        if self.fin is not None and paid.date > self.fin:
            # what comes back after the last payment leaves the plan unpaid again
            return paid.montant < 0 and self.plan.statut == StatutEcheancier.SOLDE
        counted = compte_au(self.plan)
        # the money of the day itself was counted in the debt, unless something was due that very day
        return paid.date > counted or (
            paid.date == counted and any(one.date <= counted for one in self.mensualites[:1])
        )

    def pay(self, paid: Reglement, limit: Decimal) -> Decimal:
        """Take at most `limit` (€) of `paid` for the instalment that it names, then in order; return how much."""
        found = self.cite.search(fold(paid.reference))
        rang = int(found[1]) if found and found[1] else None
        left = limit
        for index in sorted(range(len(self.regles)), key=lambda i: self.mensualites[i].rang != rang):
            left -= self.take(paid, index, left)
        return limit - left

    def rest(self, index: int) -> Decimal:
        """Return what is left of an instalment (€)."""
        return self.mensualites[index].montant - self.regles[index]

    def take(self, paid: Reglement, index: int, limit: Decimal) -> Decimal:
        """Take at most `limit` (€) of `paid` for one instalment; return how much."""
        part = min(limit, self.rest(index))
        if part <= 0:
            return ZERO
        self.prises.append(_Prise(paid, index, part))
        self._move(paid, index, part)
        return part

    def give_back(self, rejet: Reglement, limit: Decimal, source: Reglement | None = None) -> Decimal:
        """Undo at most `limit` (€), the last payment first, of `source` alone if given; return how much."""
        left = limit
        for one in reversed(self.prises):
            part = min(left, one.montant)
            if part and (source is None or one.source == source):
                one.montant -= part
                self._move(rejet, one.index, -part)
                left -= part
        return limit - left

    def _move(self, source: Reglement, index: int, montant: Decimal) -> None:
        self.regles[index] += montant
        term = self.mensualites[index]
        self.soldees[index] = source.date if self.regles[index] >= term.montant else None
        self.versements.append(Versement(source, term.rang, montant))

    def finish(self) -> Pointage:
        """Return the plan, matched."""
        matched = zip(self.mensualites, self.regles, self.soldees, strict=True)
        return Pointage(
            self.plan,
            tuple(MensualitePointee(term, paid, day) for term, paid, day in matched),
            tuple(self.versements),
        )
