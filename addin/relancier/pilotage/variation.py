"""What changed between two days, and which debtors and échéances it comes from. Every part is exact: they sum up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.situation import Etat
from relancier.pilotage.vue import Vue

Cle = tuple[str, str, date]


@dataclass(frozen=True, slots=True)
class Mouvement:
    """An échéance whose overdue sum changed: by how much (€, positive), and which way the list says."""

    debiteur: str
    nom: str
    facture: str
    echeance: date
    montant: Decimal


@dataclass(frozen=True, slots=True)
class EcartClient:
    """By how much (€) what a debtor owes changed."""

    debiteur: str
    nom: str
    ecart: Decimal


@dataclass(frozen=True, slots=True)
class Variation:
    """From the end of `avant` to the end of `apres`.

    `encours_apres` = `encours_avant` + `factures` − `avoirs` − `regles`; `echu_apres` = `echu_avant` + `entrees` +
    `remontees` − `sorties`.

    Attributes:
      factures: € TTC invoiced between the two.
      avoirs, regles: € that credit notes and payments took off, payments sent back deducted.
      clients: whose debt changed, the largest change first.
      entrees: what became late.
      sorties: what was late, and was paid or lowered since.
      remontees: what was late, and grew: a payment that was sent back.
      vide: nothing had been invoiced at the end of `avant`: there is nothing to compare with.
    """

    avant: date
    apres: date
    encours_avant: Decimal
    encours_apres: Decimal
    echu_avant: Decimal
    echu_apres: Decimal
    factures: Decimal
    avoirs: Decimal
    regles: Decimal
    clients: tuple[EcartClient, ...]
    entrees: tuple[Mouvement, ...]
    sorties: tuple[Mouvement, ...]
    remontees: tuple[Mouvement, ...]
    vide: bool

    @property
    def encours(self) -> Decimal:
        """By how much what is owed changed (€)."""
        return self.encours_apres - self.encours_avant

    @property
    def echu(self) -> Decimal:
        """By how much what is late changed (€)."""
        return self.echu_apres - self.echu_avant


def variation(avant: Vue, apres: Vue) -> Variation:
    """Return what changed from the day of `avant` to that of `apres`, two views of the same workbook."""
    before, after = _issued(avant), _issued(apres)
    changes = {cle: _late(after[cle]) - _late(before.get(cle)) for cle in after}
    was_late = {cle for cle, etat in before.items() if _late(etat) > 0}
    return Variation(
        avant=avant.jour,
        apres=apres.jour,
        encours_avant=_sum(before, "reste_du"),
        encours_apres=_sum(after, "reste_du"),
        echu_avant=sum(map(_late, before.values()), ZERO),
        echu_apres=sum(map(_late, after.values()), ZERO),
        factures=sum((etat.echeance.montant for cle, etat in after.items() if cle not in before), ZERO),
        avoirs=_sum(after, "avoirs") - _sum(before, "avoirs"),
        regles=_sum(after, "regle") - _sum(before, "regle"),
        clients=tuple(_clients(apres, before, after)),
        entrees=_moves(apres, {cle: one for cle, one in changes.items() if one > 0 and cle not in was_late}),
        sorties=_moves(apres, {cle: -one for cle, one in changes.items() if one < 0}),
        remontees=_moves(apres, {cle: one for cle, one in changes.items() if one > 0 and cle in was_late}),
        vide=not before,
    )


def _issued(vue: Vue) -> dict[Cle, Etat]:
    """Return the échéances invoiced by the day of `vue`, settled ones included."""
    return {
        etat.echeance.cle: etat
        for situation in vue.situations.values()
        for etat in situation.etats
        if etat.echeance.date <= vue.jour
    }


def _late(etat: Etat | None) -> Decimal:
    return etat.reste_du if etat is not None and etat.retard > 0 else ZERO


def _sum(etats: dict[Cle, Etat], what: str) -> Decimal:
    return sum((getattr(one, what) for one in etats.values()), ZERO)


def _clients(vue: Vue, before: dict[Cle, Etat], after: dict[Cle, Etat]) -> Iterator[EcartClient]:
    sums: dict[str, Decimal] = {}
    for (code, _, _), etat in after.items():
        sums[code] = sums.get(code, ZERO) + etat.reste_du
    for (code, _, _), etat in before.items():
        sums[code] -= etat.reste_du
    for code, ecart in sorted(sums.items(), key=lambda one: (-abs(one[1]), one[0])):
        if ecart:
            yield EcartClient(code, vue.portefeuille.debiteurs[code].nom, ecart)


def _moves(vue: Vue, changes: dict[Cle, Decimal]) -> tuple[Mouvement, ...]:
    """Return `changes` as movements, the largest first."""
    debtors = vue.portefeuille.debiteurs
    largest = sorted(changes.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Mouvement(code, debtors[code].nom, facture, due, sum_) for (code, facture, due), sum_ in largest)
