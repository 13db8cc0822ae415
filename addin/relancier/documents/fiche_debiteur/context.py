"""What a debtor's sheet may print: these dataclasses are the list of its fields.

The sheet is for the creditor's own desk; it is not sent to the debtor.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mesure:
    """A key figure of the account: its name, its value, what goes with it ("" for nothing)."""

    libelle: str
    valeur: str
    note: str


@dataclass(frozen=True, slots=True)
class EcheanceOuverte:
    """An échéance on which something is left: number, dates `30/11/2026`, sums, days late ("–" if none), last level."""

    facture: str
    date: str
    echeance: str
    montant: str
    reste: str
    retard: str
    etape: str


@dataclass(frozen=True, slots=True)
class FicheClient:
    """All that a debtor's sheet may say.

    Attributes:
      creancier_nom: the creditor's name.
      date: the day of the sheet, in words.
      code, nom: the debtor's.
      identite: legal form, SIREN, address, as much as is known, a line each.
      contacts: telephone, e-mail, kind of debtor, segment, a line each.
      note: the sheet Débiteurs' note, cut short; "" when there is none.
      mesures: always four: what is owed, what is late, the credit limit, the interest to date.
      frise_titre: one sentence on what the picture shows; "" when nothing ever happened, and there is no picture.
      frise_note: how to read it, and what came before it.
      lignes: the oldest échéances owed, as many as the page holds.
      autres: those that it does not hold, one sentence; "" when it holds all.
      habitudes: how the debtor pays and which way it goes, one sentence each.
      en_cours: what runs: insolvency, plan, promises, disputes, prescription, one sentence each.
      suite: what to do next, a few words.
      raisons: why, one sentence each.
    """

    creancier_nom: str
    date: str
    code: str
    nom: str
    identite: tuple[str, ...]
    contacts: tuple[str, ...]
    note: str
    mesures: tuple[Mesure, ...]
    frise_titre: str
    frise_note: str
    lignes: tuple[EcheanceOuverte, ...]
    autres: str
    habitudes: tuple[str, ...]
    en_cours: tuple[str, ...]
    suite: str
    raisons: tuple[str, ...]
