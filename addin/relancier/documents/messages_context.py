"""What the text of an e-mail or of an SMS may print: these dataclasses are the list of its fields.

As in a letter, every figure and date arrives as finished French text.
"""

from dataclasses import dataclass

from relancier.documents.context import Lettre


@dataclass(frozen=True, slots=True)
class Courriel(Lettre):
    """All that an e-mail may say: what its letter says, and three blocks.

    Attributes:
      montant: what is to be paid, the fixed indemnity included where the letter claims it.
      tableau: the échéances claimed and their total, with what is disputed and how payments were shared out.
      reglement: how to pay: account and reference.
      signature: who writes, with the creditor's address and legal line.
    """

    montant: str
    tableau: str
    reglement: str
    signature: str


@dataclass(frozen=True, slots=True)
class Sms:
    """All that an SMS may say; it names neither the debtor nor what was bought.

    Attributes:
      creancier: the creditor's name.
      telephone: the number where the debtor may call; "" when the creditor gave none.
      total_du: `1 234,56 €`.
      facture: the facture's number; "" when there are several.
      nombre: how many échéances, in figures.
      echeance: the oldest due day, `30/09/2026`.
      a_venir: none is late.
      reference: the customer code.
    """

    creancier: str
    telephone: str
    total_du: str
    facture: str
    nombre: str
    echeance: str
    a_venir: bool
    reference: str
