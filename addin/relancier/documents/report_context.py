"""What the template of a passage's report (`compte-rendu`) may print: these dataclasses are the list of its fields.

Every figure and date arrives as finished French text (no-break spaces included); a section whose tuple is empty is
not printed.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LettreEcrite:
    """A letter of the passage.

    Attributes:
      debiteur, nom: the customer code and name.
      niveau: the letter's level, "2e relance".
      canal: how it goes out: "courrier", "LRAR", …
      lignes: how many échéances it claims, in figures.
      reste_du: what it claims, `1 234,56 €`.
      fichier: the name of its PDF.
    """

    debiteur: str
    nom: str
    niveau: str
    canal: str
    lignes: str
    reste_du: str
    fichier: str


@dataclass(frozen=True, slots=True)
class NonEnvoyee:
    """An échéance that was examined and not chased.

    Attributes:
      debiteur, nom: the customer code and name.
      facture, echeance: its number and due day (`30/11/2026`).
      reste_du: `1 234,56 €`.
      decision: in a word or two: "suspendue", "trop tôt", …
      pourquoi: the rule that decided, one French sentence.
    """

    debiteur: str
    nom: str
    facture: str
    echeance: str
    reste_du: str
    decision: str
    pourquoi: str


@dataclass(frozen=True, slots=True)
class AnomalieLue:
    """An anomaly of the workbook or of a file.

    Attributes:
      ou: the file, sheet, row and column, as the user reads them.
      trouve: what was found there; "" when nothing was.
      message, remede: one French sentence each.
    """

    ou: str
    trouve: str
    message: str
    remede: str


@dataclass(frozen=True, slots=True)
class SoldeCrediteur:
    """A debtor to whom the creditor owes money.

    Attributes:
      debiteur, nom: the customer code and name.
      montant: `1 234,56 €`.
      detail: the payments or avoirs that it comes from.
    """

    debiteur: str
    nom: str
    montant: str
    detail: str


@dataclass(frozen=True, slots=True)
class CompteRendu:
    """All that a passage's report may say.

    Attributes:
      creancier_nom: the creditor's name.
      date: the passage's date_arrete, "30 novembre 2026".
      passage: its identifier.
      simulation: nothing was sent nor written to the workbook.
      resume: what was done, one sentence each.
      a_faire: what needs somebody's attention, one sentence each.
      lettres: the letters, in the order of the bundle.
      total_lettres: the sum that they claim, `1 234,56 €`.
      non_envoyees: the échéances left alone, and why.
      anomalies: what could not be read or needs a look.
      soldes_crediteurs: the debtors whose balance is in their favour.
    """

    creancier_nom: str
    date: str
    passage: str
    simulation: bool
    resume: tuple[str, ...]
    a_faire: tuple[str, ...]
    lettres: tuple[LettreEcrite, ...]
    total_lettres: str
    non_envoyees: tuple[NonEnvoyee, ...]
    anomalies: tuple[AnomalieLue, ...]
    soldes_crediteurs: tuple[SoldeCrediteur, ...]
