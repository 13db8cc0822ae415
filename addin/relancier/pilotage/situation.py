"""The situation: one line for each échéance on which something is owed, with all that decides what to do about it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from relancier.base.records import quick
from relancier.pilotage.tranches import Tranche


@quick
@dataclass(frozen=True, slots=True)
class LigneSituation:
    """An échéance of which something is left to pay, on the day of the measure: montant = avoirs + regle + reste.

    Attributes:
      debiteur, nom: the code and the name.
      segment: the debtor's segment, `segments.segment`; "" when it has none.
      facture, date, echeance: its number, the day it was issued, the day it is due.
      montant, avoirs, regle, reste: € TTC.
      conteste: € of `reste` in dispute.
      retard: days late; 0 or less when it is not.
      interets: € of interest to date, unpaid, as the décompte counts them; None where it cannot be counted.
      niveau: the last level sent and not cancelled; 0 when none was.
      relancee: the day it left; None when none did.
      etape: where it stands in the procedure, the name of its `entonnoir.Etage`; "Non échu" when it is not late.
      etat: what the passage of that day makes of it, in French: `relances.passage.Decision`.
      prescription: the last day on which to act; None when it is not due yet.
      pourquoi: the French sentence of the passage of that day.
    """

    debiteur: str
    nom: str
    segment: str
    facture: str
    date: dt.date
    echeance: dt.date
    montant: Decimal
    avoirs: Decimal
    regle: Decimal
    reste: Decimal
    conteste: Decimal
    retard: int
    tranche: Tranche
    interets: Decimal | None
    niveau: int
    relancee: dt.date | None
    etape: str
    etat: str
    prescription: dt.date | None
    pourquoi: str
