"""The interest engine: lines that a judge can recompute by hand.

The first day is the day after the échéance, the last is the cut-off, included. A payment lowers the base from the day
after it (its own day still bears interest: the funds are at the creditor's disposal at its end); an avoir lowers it
from its own day. A line ends where the base, the regime, the rate's semester (for rates that follow it) or, on the
exact base, the year changes. Its amount is base × rate × days / (100 × divisor), rounded half-up to the cent **once,
on the line**; totals add up printed lines. So a period cut in two may differ from the whole by one cent, never more.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput
from relancier.base.money import ZERO, format_euros, to_cents
from relancier.base.records import quick
from relancier.creances.regimes import (
    DAY,
    Base,
    Conditions,
    Phase,
    Regime,
    TauxApplique,
    taux_applique,
    verifier_plancher,
)
from relancier.droit.delais import ajouter_mois
from relancier.droit.semestre import Semestre
from relancier.droit.taux import TableDesTaux

Jour = date  # the type, where a field named `date` hides it


@quick
@dataclass(frozen=True, slots=True)
class Ligne:
    """A line of interest, from `du` to `au`, both included.

    Attributes:
      base_principal: € that bear interest: principal, and capitalised interest if any.
      taux: % a year.
      diviseur: 365 or 366.
      source: how the rate is made and its article, in French.
      reference: where its figures were read.
      verifie: false when the rate rests on a figure that was not read in an official text.
      semestre: whose line of the table of rates it rests on; None for an agreed rate.
      montant: € of interest, rounded half-up once.
    """

    du: date
    au: date
    jours: int
    base_principal: Decimal
    taux: Decimal
    diviseur: int
    regime: Regime
    source: str
    reference: str
    verifie: bool
    semestre: Semestre | None
    montant: Decimal


def lignes(base: Decimal, du: date, au: date, conditions: Conditions, table: TableDesTaux) -> Iterator[Ligne]:
    """Yield the lines of a constant `base` (€) from `du` to `au`; nothing for days on which no interest runs.

    Raises InvalidInput ("taux-inconnu") and Refus ("taux-sous-plancher") as `regimes` does.
    """
    if base <= 0 or du > au:
        return
    for one in _trame(du, au, conditions, table):
        rate = one.taux
        yield Ligne(
            one.du,
            one.au,
            one.jours,
            base,
            rate.taux,
            one.diviseur,
            one.regime,
            rate.source,
            rate.reference,
            rate.verifie,
            rate.semestre,
            to_cents(base * rate.taux * one.jours / (100 * one.diviseur)),
        )


@dataclass(frozen=True, slots=True)
class _Fil:
    """A line before its base is known."""

    du: date
    au: date
    jours: int
    diviseur: int
    regime: Regime
    taux: TauxApplique


@lru_cache(maxsize=1 << 14)  # debts fall due, are paid and are counted on the same few days
def _trame(du: date, au: date, conditions: Conditions, table: TableDesTaux) -> tuple[_Fil, ...]:
    """Return the lines of any base from `du` to `au`; raises as `lignes`."""
    out = []
    day = du
    while day <= au:
        phase = conditions.phase(day)
        if phase is None:
            start = conditions.prochaine(day)
            if start is None or (conditions.fin is not None and start > conditions.fin):
                break
            day = start
            continue
        last = _last_day(day, au, phase, conditions)
        out.append(_fil(day, last, phase=phase, conditions=conditions, table=table))
        day = last + DAY
    return tuple(out)


def _last_day(day: date, au: date, phase: Phase, conditions: Conditions) -> date:
    """Return the last day from `day` on which phase, rate and divisor surely stay the same."""
    ends = [au]
    if conditions.fin is not None:
        ends.append(conditions.fin)
    following = conditions.prochaine(day)
    if following is not None:
        ends.append(following - DAY)
    if phase.par_semestre:
        ends.append(Semestre.of(day).dernier_jour)
    if phase.regime is Regime.LEGAL and conditions.majoration is not None and day < conditions.majoration:
        ends.append(conditions.majoration - DAY)
    if conditions.base is Base.EXACT:
        ends.append(date(day.year, 12, 31))
    return min(ends)


def _fil(du: date, au: date, *, phase: Phase, conditions: Conditions, table: TableDesTaux) -> _Fil:
    if phase.regime is Regime.CONVENU and phase.taux is not None:
        verifier_plancher(phase.taux, du, au, table)
    majoree = conditions.majoration is not None and du >= conditions.majoration
    rate = taux_applique(phase, du, majoree, table)
    return _Fil(du, au, (au - du).days + 1, conditions.base.diviseur(du.year), phase.regime, rate)


class Poste(StrEnum):
    """What a debt is made of; a payment is imputed on one after the other."""

    CAPITALISES = "intérêts capitalisés"
    ANTERIEURS = "intérêts antérieurs à la capitalisation"
    COURANTS = "intérêts"
    INDEMNITE = "indemnité forfaitaire"
    PRINCIPAL = "principal"


INTERETS = frozenset({Poste.CAPITALISES, Poste.ANTERIEURS, Poste.COURANTS})


@quick
@dataclass(frozen=True, slots=True)
class Cours:
    """A debt whose interest has been computed up to a day; every change gives a new one.

    Attributes:
      conditions: what it bears.
      arrete_au: the last day computed, included.
      principal: € still owed.
      courants: € of unpaid interest; of the running year where interest is capitalised.
      anterieurs: € of unpaid interest born before the day from which it is capitalised.
      capitalises: € of unpaid interest that bears interest in its turn.
      lignes: the lines so far.
    """

    conditions: Conditions
    arrete_au: date
    principal: Decimal = ZERO
    courants: Decimal = ZERO
    anterieurs: Decimal = ZERO
    capitalises: Decimal = ZERO
    lignes: tuple[Ligne, ...] = ()

    @property
    def interets(self) -> Decimal:
        """Unpaid interest of all kinds (€)."""
        return self.courants + self.anterieurs + self.capitalises

    @property
    def porteur(self) -> Decimal:
        """What bears interest: the principal, and what was capitalised (€)."""
        return self.principal + self.capitalises

    def reste(self, poste: Poste) -> Decimal:
        """Return what is unpaid of `poste` (€); the indemnity is not held here."""
        return {
            Poste.CAPITALISES: self.capitalises,
            Poste.ANTERIEURS: self.anterieurs,
            Poste.COURANTS: self.courants,
            Poste.PRINCIPAL: self.principal,
        }.get(poste, ZERO)

    def baisser(self, poste: Poste, montant: Decimal) -> "Cours":
        """Return the debt with `montant` (€) taken off `poste`; given back when negative."""
        if self.reste(poste) < montant:
            raise ValueError("a balance cannot become negative")
        match poste:
            case Poste.CAPITALISES:
                return replace(self, capitalises=self.capitalises - montant)
            case Poste.ANTERIEURS:
                return replace(self, anterieurs=self.anterieurs - montant)
            case Poste.COURANTS:
                return replace(self, courants=self.courants - montant)
            case Poste.PRINCIPAL:
                return replace(self, principal=self.principal - montant)
            case Poste.INDEMNITE:
                raise ValueError("the indemnity bears no interest and is not held here")

    def avancer(self, au: date, table: TableDesTaux) -> "Cours":
        """Return the debt with its interest computed up to `au`, included."""
        cours = self
        while cours.arrete_au < au:
            turn = cours._anniversaire()
            stop = au if turn is None else min(au, turn)
            new = tuple(lignes(cours.porteur, cours.arrete_au + DAY, stop, cours.conditions, table))
            grown = sum((line.montant for line in new), cours.courants)
            cours = Cours(
                cours.conditions,
                stop,
                cours.principal,
                grown,
                cours.anterieurs,
                cours.capitalises,
                cours.lignes + new,
            )
            if stop == turn:
                cours = cours._capitaliser()
        return cours

    def anterieur(self, day: date) -> bool:
        """Say whether interest born by `day` came before the day from which it is capitalised, now past."""
        start = self._depart()
        return start is not None and day <= start <= self.arrete_au

    def _depart(self) -> date | None:
        """The day from which years of interest are counted: asked for, and not before interest runs."""
        asked = self.conditions.capitalisation
        if asked is None or not self.conditions.phases:
            return None
        return max(asked, self.conditions.phases[0].du - DAY)

    def _anniversaire(self) -> date | None:
        """The next day, after those computed, on which interest changes its kind."""
        start = self._depart()
        if start is None:
            return None
        years = max(0, self.arrete_au.year - start.year)
        turn = ajouter_mois(start, 12 * years)
        return turn if turn > self.arrete_au else ajouter_mois(start, 12 * (years + 1))

    def _capitaliser(self) -> "Cours":
        if self.arrete_au == self._depart():
            return replace(self, anterieurs=self.anterieurs + self.courants, courants=ZERO)
        return replace(self, capitalises=self.capitalises + self.courants, courants=ZERO)


class NatureMouvement(StrEnum):
    """Why a principal changes."""

    FACTURE = "facture"
    AVOIR = "avoir"
    REGLEMENT = "règlement"


@dataclass(frozen=True, slots=True)
class Mouvement:
    """A change of principal.

    Attributes:
      montant: € added to the principal; negative for an avoir or a payment.
    """

    date: date
    montant: Decimal
    nature: NatureMouvement

    @property
    def effet(self) -> "Jour":
        """The first day whose base is changed: the day after a payment, the very day of the others."""
        return self.date + DAY if self.nature is NatureMouvement.REGLEMENT else self.date


@dataclass(frozen=True, slots=True)
class Interets:
    """Interest on one principal.

    Attributes:
      lignes: in order of date.
      total: the sum of the lines (€).
      principal: what is left of it at the cut-off (€).
      verifie: every line rests on figures that were read.
    """

    lignes: tuple[Ligne, ...]
    total: Decimal
    principal: Decimal
    verifie: bool


def interets(mouvements: Iterable[Mouvement], conditions: Conditions, au: date, table: TableDesTaux) -> Interets:
    """Return the interest of a principal that changes by `mouvements`, up to `au`, included.

    The movements are those of the principal alone, in any order: how a payment is shared between principal and interest
    is the décompte's business. Those that take effect after `au` are left out.

    Raises:
      InvalidInput: "taux-inconnu"; "solde-negatif" when more is taken off than is owed.
      Refus: "taux-sous-plancher".
    """
    known = sorted((one for one in mouvements if one.effet <= au), key=lambda one: (one.effet, -one.montant))
    if not known:
        return Interets((), ZERO, ZERO, True)
    cours = Cours(conditions, known[0].effet - DAY)
    for one in known:
        cours = cours.avancer(one.effet - DAY, table)
        if cours.principal + one.montant < 0:
            raise InvalidInput(
                "solde-negatif",
                f"Le mouvement du {format_short(one.date)} ({format_euros(-one.montant)}) dépasse ce qui reste dû"
                f" ({format_euros(cours.principal)}).",
                "Corrigez son montant ou sa date.",
            )
        cours = cours.baisser(Poste.PRINCIPAL, -one.montant)
    cours = cours.avancer(au, table)
    return Interets(cours.lignes, somme(cours.lignes), cours.principal, all(line.verifie for line in cours.lignes))


def somme(lines: Sequence[Ligne]) -> Decimal:
    """Return the total of printed lines (€)."""
    return sum((line.montant for line in lines), ZERO)
