"""Interest to date of each échéance, as the décompte of that day counts it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from relancier.base.errors import RelancierError
from relancier.creances.conventions import Conventions
from relancier.creances.decompte import interets_dus
from relancier.creances.mises_en_demeure import jours, mises_en_demeure
from relancier.creances.portefeuille import Avoir, Echeance, Echeancier, Portefeuille, Reglement, Relance
from relancier.creances.reglages import lire_reglages
from relancier.droit.taux import TableDesTaux
from relancier.relances.litiges import Cle

Owned = TypeVar("Owned", Avoir, Echeance, Echeancier, Reglement, Relance)


@dataclass(frozen=True, slots=True)
class Interets:
    """The interest of the échéances asked for.

    Attributes:
      dus: € unpaid, by échéance; those of a debtor whose account cannot be counted are not there.
      refus: for each such debtor, the French reason.
    """

    dus: Mapping[Cle, Decimal]
    refus: Mapping[str, str]


def interets(portefeuille: Portefeuille, codes: Iterable[str], au: date) -> Interets:
    """Return the interest to `au` of all the échéances of the debtors `codes`.

    Raises:
      InvalidInput: "reglage-illisible".
    """
    table = TableDesTaux(portefeuille.taux)
    usual = lire_reglages(portefeuille.creancier.reglages).conventions
    accounts = _Comptes(portefeuille)
    dus: dict[Cle, Decimal] = {}
    refus: dict[str, str] = {}
    for code in codes:
        own = accounts.of(code)
        try:
            dus |= interets_dus(own, code, au, table, _conventions(own, code, usual))
        except RelancierError as error:
            refus[code] = error.message
    return Interets(dus, refus)


def _conventions(own: Portefeuille, code: str, usual: Conventions) -> Conventions:
    """Return the settings of the debtor's décompte: the creditor's, and the day of its notices."""
    if not own.relances:
        return usual
    return replace(usual, mises_en_demeure=jours(mises_en_demeure(own.relances, code, own.niveaux)))


class _Comptes:
    """The workbook, debtor by debtor: each is read once, however many there are."""

    def __init__(self, portefeuille: Portefeuille) -> None:
        self._whole = replace(
            portefeuille, echeances=(), avoirs=(), reglements=(), relances=(), echeanciers=(), anomalies=()
        )
        self._echeances = _by_debtor(portefeuille.echeances)
        self._avoirs = _by_debtor(portefeuille.avoirs)
        self._reglements = _by_debtor(portefeuille.reglements)
        self._relances = _by_debtor(portefeuille.relances)
        self._plans = _by_debtor(portefeuille.echeanciers)

    def of(self, code: str) -> Portefeuille:
        """Return the workbook with the records of `code` alone."""
        return replace(
            self._whole,
            echeances=tuple(self._echeances.get(code, ())),
            avoirs=tuple(self._avoirs.get(code, ())),
            reglements=tuple(self._reglements.get(code, ())),
            relances=tuple(self._relances.get(code, ())),
            echeanciers=tuple(self._plans.get(code, ())),
        )


def _by_debtor(records: Iterable[Owned]) -> dict[str, list[Owned]]:
    found: dict[str, list[Owned]] = {}
    for one in records:
        found.setdefault(one.debiteur, []).append(one)
    return found
