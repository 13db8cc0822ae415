"""What a passage decides, as immutable records: what becomes of each échéance, and the letters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from relancier.base.money import ZERO
from relancier.base.records import quick
from relancier.creances.portefeuille import Canal, Debiteur, Niveau, Relance, Suspension
from relancier.creances.situation import Etat, Situation
from relancier.relances.canaux import Acheminement
from relancier.relances.faits import Faits


class Decision(StrEnum):
    """What becomes of an échéance in a passage."""

    RELANCER = "à relancer"
    ATTENDRE = "en attente"
    NON_ECHUE = "non échue"
    NON_EMISE = "non émise"
    SOLDEE = "soldée"
    BLOQUEE = "bloquée"
    DOUTEUSE = "douteuse"
    MINIMUM = "sous le minimum"
    A_DECIDER = "à décider"


@quick
@dataclass(frozen=True, slots=True)
class Proposition:
    """What a passage would do with an échéance, and why.

    Attributes:
      niveau: the level to send; None unless the decision is to chase.
      precedente: the last level sent for it.
      pourquoi: one French sentence.
      procedure: the name of the procedure that it follows.
      conteste: € in dispute, left out of the claim.
      promesse: the last promise about it that was not kept.
      motif: the user's reason for jumping to this level; "" when none was jumped.
      canal: the channel that it takes; None for its level's.
    """

    etat: Etat
    decision: Decision
    pourquoi: str
    niveau: Niveau | None = None
    precedente: Relance | None = None
    procedure: str = ""
    conteste: Decimal = ZERO
    promesse: Suspension | None = None
    motif: str = ""
    canal: Canal | None = None

    @property
    def reclame(self) -> Decimal:
        """What may be claimed of it (€): what is owed, less what is in dispute."""
        return self.etat.reste_du - self.conteste


@dataclass(frozen=True, slots=True)
class Envoi:
    """A letter to one debtor.

    Attributes:
      niveau: the level that words it, the highest of its lines.
      lignes: the échéances it claims, each with its own level, oldest first.
      precedentes: what was already sent for these lines, oldest first.
      ton: its tone, in the words of tblNiveaux.
      faits: what is known of the debtor.
      groupe: what tells it from the debtor's other letters; "" when it is the only one.
      acheminement: the channel that it takes; None while nobody asked whether its level's has an address.
    """

    debiteur: Debiteur
    niveau: Niveau
    lignes: tuple[Proposition, ...]
    situation: Situation
    precedentes: tuple[Relance, ...] = ()
    ton: str = ""
    faits: Faits | None = None
    groupe: str = ""
    acheminement: Acheminement | None = None

    @property
    def reste_du(self) -> Decimal:
        """What the letter claims (€)."""
        return sum((one.reclame for one in self.lignes), ZERO)

    @property
    def canal(self) -> Canal | None:
        """The channel that it takes; None when none has its address."""
        return self.acheminement.canal if self.acheminement else self.niveau.canal


@dataclass(frozen=True, slots=True)
class Passage:
    """All that a passage decides.

    Attributes:
      date_arrete: the day it is decided for.
      propositions: one for each échéance of the workbook, in its order.
      envois: the letters, in the order of the debtors.
      faits: what is known of each debtor, by code.
      injoignables: the letters that nothing can carry; they are not among `envois`.
    """

    date_arrete: date
    propositions: tuple[Proposition, ...]
    envois: tuple[Envoi, ...]
    faits: Mapping[str, Faits] = field(default_factory=dict)
    injoignables: tuple[Envoi, ...] = ()
