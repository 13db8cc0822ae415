"""Interest to date of each échéance, as the décompte of that day counts it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relancier.base.errors import RelancierError
from relancier.creances.decompte import decompte_du
from relancier.creances.mises_en_demeure import jours, mises_en_demeure
from relancier.creances.portefeuille import Portefeuille
from relancier.creances.reglages import lire_reglages
from relancier.droit.taux import TableDesTaux
from relancier.relances.litiges import Cle


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
    dus: dict[Cle, Decimal] = {}
    refus: dict[str, str] = {}
    for code in codes:
        notices = jours(mises_en_demeure(portefeuille.relances, code, portefeuille.niveaux))
        conventions = lire_reglages(portefeuille.creancier.reglages, mises_en_demeure=notices).conventions
        try:
            counted = decompte_du(portefeuille, code, au, table, conventions)
        except RelancierError as error:
            refus[code] = error.message
            continue
        dus |= {one.echeance.cle: one.interets for one in counted.dettes}
    return Interets(dus, refus)
