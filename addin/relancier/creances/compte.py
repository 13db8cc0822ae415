"""One debtor's account lived day by day: debts, their interest, and what each payment or avoir takes off them.

It is filled by `decompte`, in order of date; nothing outside sees it before it is finished.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.collective import paiement_interdit
from relancier.creances.conventions import Conventions
from relancier.creances.designations import NONE, Designations
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

    @property
    def exigible(self) -> bool:
        """Whether anything is left to pay on it."""
        return bool(self.cours.principal or self.cours.interets or self.indemnite)

    def onerosite(self, day: date, table: TableDesTaux) -> Decimal:
        """What leaving it unpaid on `day` costs (% a year): nothing when all that is left bears no interest."""
        cours = self.cours
        if not cours.porteur and cours.interets and cours.conditions.capitalisation is not None:
            cours = cours.avancer(day, table)  # an anniversary may have passed
        return onerosite(cours.conditions, day, table) if cours.porteur else ZERO

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
class Prise:
    """What a credit still holds off one part of one debt (€), since the day `date`."""

    date: date
    dette: int
    poste: Poste
    montant: Decimal


@dataclass(slots=True)
class Recu:
    """A payment or avoir received.

    Attributes:
      prises: what it took off and was not given back, in the order in which it happened.
      attente: € of it that found no debt.
    """

    source: Source
    prises: list[Prise] = field(default_factory=list)
    attente: Decimal = ZERO

    @property
    def net(self) -> Decimal:
        """What is left of it once rejections are deducted (€)."""
        return sum((one.montant for one in self.prises), self.attente)


@dataclass(slots=True)
class Compte:
    """The account.

    Attributes:
      dettes: in the order of their échéances.
      parts: all that was taken off, in the order in which it happened.
      recus: the credits, in the order in which they were received.
      designees: the payments of plans, with the debts that they pay first.
    """

    debiteur: Debiteur
    conventions: Conventions
    table: TableDesTaux
    dettes: list[Dette]
    parts: list[Part] = field(default_factory=list)
    recus: list[Recu] = field(default_factory=list)
    designees: Designations = field(default_factory=lambda: NONE)
    _par_facture: dict[str, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._par_facture = {}
        for index, dette in enumerate(self.dettes):
            self._par_facture.setdefault(dette.echeance.facture, []).append(index)

    @property
    def credits(self) -> list[tuple[Source, Decimal]]:
        """What found no debt, by source, with what is left of it (€)."""
        return [(recu.source, recu.attente) for recu in self.recus if recu.attente]

    def par_dette(self) -> list[list[Part]]:
        """Return the parts of each debt, in the order of `dettes`."""
        out: list[list[Part]] = [[] for _ in self.dettes]
        for part in self.parts:
            out[part.dette].append(part)
        return out

    def juger(self, day: date) -> None:
        """Let the 40 € arise on factures unpaid at a term before `day`."""
        if not self.conventions.indemnites or self.conventions.creancier_particulier:
            return
        for dette in self.dettes:
            if dette.echeance.echeance >= day:
                return
            if dette.jugee:
                continue
            dette.jugee = True
            borne = any(self.dettes[i].indemnite_due for i in self._par_facture[dette.echeance.facture])
            if dette.cours.principal > 0 and not borne:
                due = indemnite_de(dette.echeance, self.debiteur.type, self.debiteur.procedure_collective)
                dette.indemnite = dette.indemnite_due = due.montant

    def crediter(self, source: Source) -> None:
        """Share a payment or avoir out: the facture or plan that it names, then article 1342-10; the rest waits."""
        recu = Recu(source, attente=source.montant)
        self.recus.append(recu)
        self._depenser(recu, source.date)

    def reprendre(self, day: date) -> None:
        """Spend what was waiting, now that a facture is issued or owed again on `day`."""
        for recu in self.recus:
            if recu.attente:
                self._depenser(recu, day)

    def _depenser(self, recu: Recu, day: date) -> None:
        for index in self._par_facture.get(recu.source.facture, ()):
            self._partager(recu, [index], day)
        self._designer(recu, day)
        if recu.attente and self.designees.plans:
            for group in self._rangs(day, recu.source):
                free = [i for i in group if not self.designees.etalee(self.dettes[i].echeance, day)]
                self._partager(recu, [i for i in free if self.dettes[i].echeance.echeance <= day], day)
        if recu.attente:
            for group in self._rangs(day, recu.source):
                self._partager(recu, group, day)

    def _designer(self, recu: Recu, day: date) -> None:
        """Share out what a payment gives to the debts of its plans, less what it paid of them by naming a facture."""
        for one in self.designees.of(recu.source):
            covered = {i for i, dette in enumerate(self.dettes) if one.plan.couvre(dette.echeance)}
            left = one.montant - sum((prise.montant for prise in recu.prises if prise.dette in covered), ZERO)
            for group in self._rangs(day, recu.source):
                if left > 0 and (among := [index for index in group if index in covered]):
                    left -= self._partager(recu, among, day, left)

    def _rangs(self, day: date, source: Source) -> list[list[int]]:
        """Return the issued debts that `source` may pay in groups of equal rank, as article 1342-10 orders them."""
        owed = [i for i, dette in enumerate(self.dettes) if dette.echeance.date <= day and dette.exigible]
        opened = self.debiteur.procedure_collective
        if opened is not None and isinstance(source, Reglement):
            owed = [i for i in owed if not paiement_interdit(source.date, self.dettes[i].echeance, opened)]
        if len(owed) < 2:
            return [[index] for index in owed]  # nothing to compare
        groups: dict[tuple[bool, Decimal, date, date], list[int]] = {}
        for index in owed:
            one = self.dettes[index].echeance
            rank = (one.echeance > day, -self.dettes[index].onerosite(day, self.table), one.echeance, one.date)
            groups.setdefault(rank, []).append(index)
        return [groups[rank] for rank in sorted(groups)]

    def _postes(self, source: Source) -> tuple[Poste, ...]:
        # an avoir corrects the price: it lowers the principal and pays nothing
        return (Poste.PRINCIPAL,) if isinstance(source, Avoir) else self.conventions.postes

    def _owed(self, source: Source, index: int, day: date) -> Decimal:
        """Compute interest up to the last day that `source` does not lower, and return what it may take off."""
        dette = self.dettes[index]
        # the money of a payment that was waiting is there since before that day
        last = day - DAY if isinstance(source, Avoir) or source.date < day else day
        dette.cours = dette.cours.avancer(last, self.table)
        return sum((dette.reste(poste) for poste in self._postes(source)), ZERO)

    def _partager(self, recu: Recu, group: Sequence[int], day: date, limit: Decimal | None = None) -> Decimal:
        """Share what waits of `recu`, at most `limit` (€), between debts of equal rank; return how much was."""
        if not recu.attente:
            return ZERO
        owed = [self._owed(recu.source, index, day) for index in group]
        total = min(recu.attente, sum(owed, ZERO), recu.attente if limit is None else limit)
        if total:
            for index, part in zip(group, prorate(total, owed), strict=True):
                self._prendre(recu, index, part, day)
        return total

    def _prendre(self, recu: Recu, index: int, montant: Decimal, day: date) -> None:
        """Take `montant` (€) off one debt, part after part."""
        left = montant
        for poste in self._postes(recu.source):
            part = min(left, self.dettes[index].reste(poste))
            if part:
                self.dettes[index].baisser(poste, part)
                self.parts.append(Part(day, recu.source, index, poste, part))
                recu.prises.append(Prise(day, index, poste, part))
                left -= part
        recu.attente -= montant

    def rejeter(self, rejet: Reglement) -> Decimal:
        """Give back what the payment that `rejet` sends back had taken; return what no payment explains (€).

        It is the last one of the same amount and facture, undone whole; for what that one does not explain, the last
        ones received, undone backwards, on the facture that the rejection names if it names one. What is given back
        is owed from the next day on: the funds were there until then.
        """
        left = -rejet.montant
        received = [one for one in reversed(self.recus) if isinstance(one.source, Reglement) and one.net]
        alike = [one for one in received if one.source.montant == left]
        same = [one for one in alike if one.source.facture == rejet.facture]
        same = same or [one for one in alike if "" in {one.source.facture, rejet.facture}]
        for recu in same[:1]:
            left -= self._rendre(recu, left, "", rejet.date)
        for recu in received:
            own = recu.source.facture == rejet.facture
            left -= self._rendre(recu, left, "" if own else rejet.facture, rejet.date)
        return left

    def _rendre(self, recu: Recu, limit: Decimal, facture: str, day: date) -> Decimal:
        """Give back at most `limit` (€) of `recu`, on `facture` alone if named; return how much."""
        left = limit
        if facture in {"", recu.source.facture} or not recu.source.facture:
            part = min(recu.attente, left)
            recu.attente -= part
            left -= part
        for prise in reversed(recu.prises):
            part = min(prise.montant, left)
            if part and facture in {"", self.dettes[prise.dette].echeance.facture}:
                prise.montant -= part
                left -= part
                self._retablir(recu.source, prise, part, day)
        recu.prises = [one for one in recu.prises if one.montant]
        return limit - left

    def _retablir(self, source: Source, prise: Prise, montant: Decimal, day: date) -> None:
        dette = self.dettes[prise.dette]
        dette.cours = dette.cours.avancer(day, self.table)
        poste = prise.poste
        if poste is Poste.COURANTS and dette.cours.anterieur(prise.date):
            poste = Poste.ANTERIEURS  # what was born before the years to capitalise stays so
        dette.baisser(poste, -montant)
        dette.jugee = dette.jugee and poste is not Poste.PRINCIPAL  # a payment sent back leaves the term unpaid
        self.parts.append(Part(day, source, prise.dette, poste, -montant))
