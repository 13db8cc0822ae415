"""What happened to a debtor, in order of date: échéances and what is left of them, payments, relances, promises.

A long history is cut at its beginning, and what is cut is summed up: nothing goes untold.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.portefeuille import Avoir, Canal
from relancier.droit.delais import ajouter_mois
from relancier.pilotage.portrait import EtatPromesse, Portrait

MOIS = 24  # how far back a page can show


@dataclass(frozen=True, slots=True)
class Terme:
    """An échéance: its due day, € TTC less its avoirs, € left to pay."""

    le: date
    montant: Decimal
    reste: Decimal


@dataclass(frozen=True, slots=True)
class Recu:
    """Money received (€; negative when sent back), or an avoir."""

    le: date
    montant: Decimal
    avoir: bool


@dataclass(frozen=True, slots=True)
class Envoye:
    """A relance: its day, its level, and whether it was a call."""

    le: date
    niveau: int
    appel: bool


@dataclass(frozen=True, slots=True)
class Promis:
    """A promise: the day it was made, the day promised (None when none was), what became of it."""

    du: date
    au: date | None
    etat: EtatPromesse


@dataclass(frozen=True, slots=True)
class Avant:
    """What happened before the days shown.

    Attributes:
      factures: how many factures fell due; `montant` € of them, of which `reste` are left to pay.
      recu: € paid or credited.
      relances, promesses: how many.
    """

    factures: int = 0
    montant: Decimal = ZERO
    reste: Decimal = ZERO
    recu: Decimal = ZERO
    relances: int = 0
    promesses: int = 0

    def __bool__(self) -> bool:
        return bool(self.factures or self.recu or self.relances or self.promesses)


@dataclass(frozen=True, slots=True)
class Chronologie:
    """What happened from `du`, the first event shown, to the end of `jour`; échéances and promises may come later."""

    du: date
    jour: date
    termes: tuple[Terme, ...]
    recus: tuple[Recu, ...]
    envoyes: tuple[Envoye, ...]
    promis: tuple[Promis, ...]
    factures: int
    avant: Avant

    @property
    def vide(self) -> bool:
        """Nothing happened."""
        return not (self.termes or self.recus or self.envoyes or self.promis)


def chronologie(portrait: Portrait) -> Chronologie:
    """Return what happened to the debtor of `portrait`, the last two years in detail."""
    day, first = portrait.jour, ajouter_mois(portrait.jour, -MOIS)
    etats = [one for one in portrait.situation.etats if one.echeance.date <= day]
    recus = [Recu(one.date, one.montant, isinstance(one, Avoir)) for one in portrait.situation.recus]
    envoyes = [Envoye(one.date, one.niveau, one.canal == Canal.TELEPHONE) for one in portrait.relances]
    promis = [Promis(one.promesse.du, one.promesse.au, one.etat) for one in portrait.promesses]
    old = [one for one in etats if one.echeance.echeance < first]
    shown = [one for one in etats if one.echeance.echeance >= first]
    before = Avant(
        factures=len({one.echeance.facture for one in old}),
        montant=sum((one.echeance.montant - one.avoirs for one in old), ZERO),
        reste=sum((one.reste_du for one in old), ZERO),
        recu=sum((one.montant for one in recus if one.le < first), ZERO),
        relances=sum(one.le < first for one in envoyes),
        promesses=sum(one.du < first for one in promis),
    )
    termes = tuple(Terme(one.echeance.echeance, one.echeance.montant - one.avoirs, one.reste_du) for one in shown)
    kept = Chronologie(
        du=first,
        jour=day,
        termes=termes,
        recus=tuple(one for one in recus if one.le >= first),
        envoyes=tuple(one for one in envoyes if one.le >= first),
        promis=tuple(one for one in promis if one.du >= first),
        factures=len({one.echeance.facture for one in shown}),
        avant=before,
    )
    days = [
        *(one.le for one in kept.termes),
        *(one.le for one in kept.recus),
        *(one.le for one in kept.envoyes),
        *(one.du for one in kept.promis),
    ]
    return replace(kept, du=min(days, default=day))
