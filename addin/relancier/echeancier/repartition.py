"""How a debt is spread over days: amounts, and what each of them pays. All € amounts, exact to the cent.

The instalments are equal and the last absorbs the cents. Interest that runs during the plan is simple: each period's is
the principal left × rate × days / (100 × base), rounded half-up once, from the day after the last payment to the
payment's own day; neither unpaid interest nor the 40 € bear any (C. civ. 1343-2).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput
from relancier.base.money import CENT, ZERO, format_euros, to_cents
from relancier.creances.interets import INTERETS, Poste
from relancier.creances.regimes import Base
from relancier.echeancier.calendrier import Calendrier, trop_long


@dataclass(frozen=True, slots=True)
class Terme:
    """An instalment.

    Attributes:
      rang: from 1; 0 for what is paid on signing.
      montant: interets + indemnite + principal.
      reste: the principal left after it.
      jours: days since the payment before it, or since the debt was counted.
      produits: the interest that ran on those days, whether this instalment pays it or a later one does.
    """

    rang: int
    date: date
    montant: Decimal
    interets: Decimal
    indemnite: Decimal
    principal: Decimal
    reste: Decimal
    jours: int = 0
    produits: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Encours:
    """What is left to pay, by kind."""

    principal: Decimal
    interets: Decimal = ZERO
    indemnite: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        """Their sum."""
        return self.principal + self.interets + self.indemnite

    def payer(self, montant: Decimal, ordre: Sequence[Poste]) -> "Encours":
        """Return what is left once `montant`, at most `total`, was taken off in the order of `ordre`."""
        principal, interets, indemnite = self.principal, self.interets, self.indemnite
        for poste in ordre:
            if poste in INTERETS:
                taken = min(montant, interets)
                interets -= taken
            elif poste is Poste.PRINCIPAL:
                taken = min(montant, principal)
                principal -= taken
            else:
                taken = min(montant, indemnite)
                indemnite -= taken
            montant -= taken
        return Encours(principal, interets, indemnite)


@dataclass(frozen=True, slots=True)
class Regles:
    """What the spreading rests on.

    Attributes:
      ordre: what an instalment pays first.
      taux: % a year during the plan; 0 when no interest runs.
      base: the divisor.
    """

    ordre: tuple[Poste, ...]
    taux: Decimal = ZERO
    base: Base = Base.J365


def interet(principal: Decimal, taux: Decimal, du: date, au: date, base: Base) -> Decimal:
    """Return the simple interest of `principal` at `taux` (% a year) from the day after `du` to `au`, included."""
    if not taux or not principal:
        return ZERO
    # days that have one divisor are divided once: the sum of two quotients might miss a half-cent
    days: dict[int, int] = {}
    for year in range(du.year, au.year + 1):
        of_year = (min(au, date(year, 12, 31)) - max(du, date(year - 1, 12, 31))).days
        days[base.diviseur(year)] = days.get(base.diviseur(year), 0) + of_year
    return to_cents(sum((principal * taux * number / (100 * by) for by, number in days.items()), ZERO))


def payer(
    encours: Encours, montant: Decimal, jour: date, regles: Regles, rang: int = 0, avant: date | None = None
) -> tuple[Terme, Encours]:
    """Return the instalment of `montant` on `jour`, and what is left after it.

    Args:
      encours: what was left after the payment of the day `avant`; None for the day `jour` itself.
      montant: no more than what is due on `jour`, the period's interest included.
      jour, rang: the instalment's day and rank.
      regles: what interest runs, and what is paid first.
    """
    avant = avant or jour
    due, ran = courir(encours, avant, jour, regles)
    left = due.payer(montant, regles.ordre)
    parts = (due.interets - left.interets, due.indemnite - left.indemnite, due.principal - left.principal)
    return Terme(rang, jour, montant, *parts, left.principal, (jour - avant).days, ran), left


def repartir(encours: Encours, arrete: date, dates: Sequence[date], regles: Regles) -> tuple[Terme, ...]:
    """Return one instalment on each of `dates`: equal ones, such that the last differs from them the least.

    Args:
      encours: what is spread, as it stands on `arrete`.
      arrete: the day from which interest runs, if any does.
      dates: rising, none before `arrete`.
      regles: what interest runs, and what is paid first.

    Raises:
      InvalidInput: "trop-de-versements" when the debt has fewer cents than there are dates.
    """
    # what the last must absorb falls when the others rise: the first amount that leaves it no larger than they are
    low, high = 1, _cents(encours.total) + 1
    while low < high:
        middle = (low + high) // 2
        if _ecart(encours, arrete, dates, regles, middle * CENT) <= 0:
            high = middle
        else:
            low = middle + 1
    found = []
    for amount in ((low - 1) * CENT, low * CENT):
        gap = _ecart(encours, arrete, dates, regles, amount)
        if amount > 0 and gap + amount > 0:
            found.append((abs(gap), -amount))
    if not found:
        raise InvalidInput(
            "trop-de-versements",
            f"{format_euros(encours.total)} ne se partagent pas en {len(dates)} versements d'au moins un centime.",
            "Choisissez moins de versements.",
        )
    return _egaux(encours, arrete, dates, regles, -min(found)[1])


def par_montant(encours: Encours, montant: Decimal, calendrier: Calendrier, regles: Regles) -> tuple[Terme, ...]:
    """Return instalments of `montant`, the last of which is what is left.

    Raises:
      InvalidInput: "montant-insuffisant" when it does not pay the interest of a period, "plan-trop-long".
    """
    out: list[Terme] = []
    before = calendrier.arrete
    for day in calendrier.jours():
        due, ran = courir(encours, before, day, regles)
        if montant <= ran and montant < due.total:
            raise InvalidInput(
                "montant-insuffisant",
                f"{format_euros(montant)} ne couvrent pas les intérêts d'une période : {format_euros(ran)} du"
                f" {format_short(before)} au {format_short(day)}.",
                "Choisissez un montant plus élevé, un taux plus bas ou une période plus courte.",
            )
        terme, encours = payer(encours, min(montant, due.total), day, regles, len(out) + 1, before)
        out.append(terme)
        if not encours.total:
            return tuple(out)
        before = day
    raise trop_long(f"Par versements de {format_euros(montant)} {calendrier.periodicite.chaque}", calendrier)


def _egaux(
    encours: Encours, arrete: date, dates: Sequence[date], regles: Regles, montant: Decimal
) -> tuple[Terme, ...]:
    out: list[Terme] = []
    before = arrete
    for rang, day in enumerate(dates, 1):
        amount = montant if rang < len(dates) else courir(encours, before, day, regles)[0].total
        terme, encours = payer(encours, amount, day, regles, rang, before)
        out.append(terme)
        before = day
    return tuple(out)


def _ecart(encours: Encours, arrete: date, dates: Sequence[date], regles: Regles, montant: Decimal) -> Decimal:
    """Return by how much the last instalment would exceed `montant`, that of the others; -`montant` if none is left."""
    before = arrete
    for day in dates:
        encours, _ = courir(encours, before, day, regles)
        if day == dates[-1]:
            return encours.total - montant
        if encours.total <= montant:
            return -montant
        encours = encours.payer(montant, regles.ordre)
        before = day
    raise ValueError("a plan needs at least one date")


def courir(encours: Encours, du: date, au: date, regles: Regles) -> tuple[Encours, Decimal]:
    """Return what is due on `au`, and the interest that ran on the days after `du`."""
    ran = interet(encours.principal, regles.taux, du, au, regles.base)
    return Encours(encours.principal, encours.interets + ran, encours.indemnite), ran


def _cents(amount: Decimal) -> int:
    return int(amount / CENT)
