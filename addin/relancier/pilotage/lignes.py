"""The lines of the situation: each open échéance with all that decides what to do about it."""

from collections.abc import Iterator

from relancier.base.money import ZERO
from relancier.creances.prescriptions import prescription_de
from relancier.pilotage.contexte import Contexte
from relancier.pilotage.etapes import etape
from relancier.pilotage.interets import Interets
from relancier.pilotage.segments import segments
from relancier.pilotage.situation import LigneSituation
from relancier.pilotage.tranches import tranche


def lignes(contexte: Contexte, courus: Interets) -> Iterator[LigneSituation]:
    """Yield a line for each open échéance, in the order of the workbook.

    Args:
      contexte: the day.
      courus: the interest of every debtor that has something late.
    """
    vue, day = contexte.vue, contexte.vue.jour
    families = segments(contexte.passage.faits)
    for one in contexte.ouvertes():
        etat = one.etat
        term, late = etat.echeance, etat.retard > 0
        faits = contexte.faits(term.debiteur)
        debiteur = faits.debiteur
        disputed = contexte.conteste(term)
        last = contexte.derniere(etat)
        level = last.niveau if last else 0
        unknown = late and term.debiteur in courus.refus
        clock = prescription_de(term, debiteur, vue.plans_de(term.debiteur)) if late else None
        yield LigneSituation(
            term.debiteur,
            debiteur.nom,
            families[term.debiteur],
            term.facture,
            term.date,
            term.echeance,
            term.montant,
            etat.avoirs,
            etat.regle,
            etat.reste_du,
            disputed,
            etat.retard,
            tranche(etat.retard),
            None if unknown else courus.dus.get(term.cle, ZERO),
            level,
            last.date if last else None,
            etape(faits, etat, disputed, level, day),
            str(one.decision),
            clock.dernier_jour if clock else None,
            one.pourquoi,
        )
