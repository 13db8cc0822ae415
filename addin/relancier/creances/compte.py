"""One debtor's account lived day by day: debts, their interest, and what each payment or avoir takes off them.

It is filled by `decompte`, in order of date; nothing outside sees it before it is finished.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.conventions import Conventions
from relancier.creances.imputation import prorate
from relancier.creances.indemnite import indemnite_de
from relancier.creances.interets import Cours, Poste
from relancier.creances.portefeuille import Avoir, Debiteur, Echeance, Reglement
from relancier.creances.regimes import DAY, onerosite
from relancier.droit.taux import TableDesTaux

Source = Avoir | Reglement


@dataclass(slots=True)
class Dette:
    """An échéance and what is owed on it.

    Attributes:
      cours: principal and interest.
      indemnite: € of unpaid indemnity.
      indemnite_due: € of indemnity that arose here; a facture bears it on one of its terms at most.
      jugee: whether being unpaid at term has been looked at.
    """

    echeance: Echeance
    cours: Cours
    indemnite: Decimal = ZERO
    indemnite_due: Decimal = ZERO
    jugee: bool = False

    def reste(self, poste: Poste) -> Decimal:
        """What is unpaid of `poste` (€), at the day to which interest is computed."""
        return self.indemnite if poste is Poste.INDEMNITE else self.cours.reste(poste)

    def baisser(self, poste: Poste, montant: Decimal) -> None:
        """Take `montant` (€) off `poste`; give it back when negative."""
        if poste is Poste.INDEMNITE:
            self.indemnite -= montant
        else:
            self.cours = self.cours.baisser(poste, montant)


@dataclass(frozen=True, slots=True)
class Part:
    """What a payment or avoir took off one part of one debt.

    Attributes:
      date: when it took effect: the source's day, or later when it had waited for a facture or came back.
      montant: €; negative when a rejected payment gives it back.
    """

    date: date
    source: Source
    dette: int
    poste: Poste
    montant: Decimal


@dataclass(slots=True)
class Compte:
    """The account.

    Attributes:
      dettes: in the order of their échéances.
      parts: all that was taken off, in the order in which it happened.
      credits: what found no debt, by source, with what is left of it (€).
    """

    debiteur: Debiteur
    conventions: Conventions
    table: TableDesTaux
    dettes: list[Dette]
    parts: list[Part] = field(default_factory=list)
    credits: list[tuple[Source, Decimal]] = field(default_factory=list)

    def juger(self, day: date) -> None:
        """Let the 40 € arise on factures unpaid at a term before `day`."""
        if not self.conventions.indemnites or self.conventions.creancier_particulier:
            return
        for dette in self.dettes:
            if dette.jugee or dette.echeance.echeance >= day:
                continue
            dette.jugee = True
            borne = any(d.indemnite_due and d.echeance.facture == dette.echeance.facture for d in self.dettes)
            if dette.cours.principal > 0 and not borne:
                due = indemnite_de(dette.echeance, self.debiteur.type, self.debiteur.procedure_collective)
                dette.indemnite = dette.indemnite_due = due.montant

    def crediter(self, source: Source, montant: Decimal, day: date) -> None:
        """Share `montant` (€) of `source` out on `day`: the facture that it names, then 1342-10, then wait."""
        left = montant
        if source.facture:
            named = [i for i, d in enumerate(self.dettes) if d.echeance.facture == source.facture]
            for index in named:
                left -= self._prendre(source, index, left, day)
        for group in self._rangs(day):
            if not left:
                break
            left -= self._partager(source, group, left, day)
        if left:
            self.credits.append((source, left))

    def emettre(self, day: date) -> None:
        """Spend the credits that were waiting, now that a facture is issued on `day`."""
        waiting, self.credits = self.credits, []
        for source, amount in waiting:
            self.crediter(source, amount, day)

    def _rangs(self, day: date) -> list[list[int]]:
        """Return the issued debts in groups of equal rank, as article 1342-10 orders them."""
        groups: dict[tuple[bool, Decimal, date, date], list[int]] = {}
        for index, dette in enumerate(self.dettes):
            one = dette.echeance
            if one.date <= day and (dette.cours.principal or dette.cours.interets or dette.indemnite):
                rate = onerosite(dette.cours.conditions, day, self.table)
                groups.setdefault((one.echeance > day, -rate, one.echeance, one.date), []).append(index)
        return [groups[rank] for rank in sorted(groups)]

    def _postes(self, source: Source) -> tuple[Poste, ...]:
        # an avoir corrects the price: it lowers the principal and pays nothing
        return (Poste.PRINCIPAL,) if isinstance(source, Avoir) else self.conventions.postes

    def _owed(self, source: Source, index: int, day: date) -> Decimal:
        """Compute interest up to the last day that `source` does not lower, and return what it may take off."""
        dette = self.dettes[index]
        last = day - DAY if isinstance(source, Avoir) else day
        dette.cours = dette.cours.avancer(last, self.table)
        return sum((dette.reste(poste) for poste in self._postes(source)), ZERO)

    def _partager(self, source: Source, group: Sequence[int], left: Decimal, day: date) -> Decimal:
        owed = [self._owed(source, index, day) for index in group]
        total = min(left, sum(owed, ZERO))
        if total:
            for index, part in zip(group, prorate(total, owed), strict=True):
                self._prendre(source, index, part, day)
        return total

    def _prendre(self, source: Source, index: int, montant: Decimal, day: date) -> Decimal:
        """Take at most `montant` (€) off one debt, part after part; return how much was taken."""
        left = min(montant, self._owed(source, index, day)) if montant else ZERO
        taken = left
        for poste in self._postes(source):
            part = min(left, self.dettes[index].reste(poste))
            if part:
                self.dettes[index].baisser(poste, part)
                self.parts.append(Part(day, source, index, poste, part))
                left -= part
        return taken

    def rejeter(self, rejet: Reglement) -> Decimal:
        """Give back what the payment that `rejet` sends back had taken; return what no payment explains (€).

        It is the last one of the same amount and facture, else the last ones received, undone backwards.
        """
        left = -rejet.montant
        known = [part.source for part in reversed(self.parts)] + [source for source, _ in reversed(self.credits)]
        received = [source for source in dict.fromkeys(known) if self._concerned(source, rejet)]
        same = [source for source in received if source.montant == left and self._net(source) > 0]
        for source in same[:1] or received:
            left -= self._rendre(source, left, rejet)
        return left

    def _concerned(self, source: Source, rejet: Reglement) -> bool:
        """Say whether `source` may be the payment that came back: it named the same facture, or paid some of it."""
        if not isinstance(source, Reglement):
            return False
        paid = {self.dettes[part.dette].echeance.facture for part in self.parts if part.source == source}
        return rejet.facture in {"", source.facture, *paid}

    def _net(self, source: Source) -> Decimal:
        taken = sum((part.montant for part in self.parts if part.source == source), ZERO)
        return taken + sum((amount for one, amount in self.credits if one == source), ZERO)

    def _rendre(self, source: Source, limit: Decimal, rejet: Reglement) -> Decimal:
        left = limit
        kept = []
        for one, amount in self.credits:
            part = min(amount, left) if one == source else ZERO
            left -= part
            if amount > part:
                kept.append((one, amount - part))
        self.credits = kept
        net: dict[tuple[int, Poste], Decimal] = {}
        for past in self.parts:
            if past.source == source:
                key = past.dette, past.poste
                net[key] = net.get(key, ZERO) + past.montant
        for (index, poste), paid in reversed(list(net.items())):
            part = min(paid, left)
            if part:
                self._retablir(source, index, poste, part, rejet.date)
                left -= part
        return limit - left

    def _retablir(self, source: Source, index: int, poste: Poste, montant: Decimal, day: date) -> None:
        dette = self.dettes[index]
        dette.cours = dette.cours.avancer(day, self.table)
        dette.baisser(poste, -montant)
        dette.jugee = dette.jugee and poste is not Poste.PRINCIPAL  # a payment sent back leaves the term unpaid
        self.parts.append(Part(day, source, index, poste, -montant))
