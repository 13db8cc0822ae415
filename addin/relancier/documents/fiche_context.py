"""What the call sheet may print: these dataclasses are the list of its fields.

The sheet is for the creditor's own desk; it is not sent to the debtor.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LigneDue:
    """An échéance to speak of.

    Attributes:
      facture, date, echeance: its number, issue day and due day (`30/11/2026`).
      objet: what the facture was for, cut short.
      montant_ttc, reste_du: `1 234,56 €`.
      retard: days late, "45"; "–" when it is not due yet.
    """

    facture: str
    date: str
    echeance: str
    objet: str
    montant_ttc: str
    reste_du: str
    retard: str


@dataclass(frozen=True, slots=True)
class FicheAppel:
    """All that a call sheet may say.

    Attributes:
      creancier_nom: the creditor's name.
      projet: "PROJET – NE PAS ENVOYER" on a simulated one, else "".
      date, passage: the passage's day and identifier.
      code, nom: the debtor's.
      appel: whom to ask for: "Madame", "Monsieur", or "" for a firm.
      telephone: the number to call, "06 12 34 56 78".
      email, adresse: of the debtor, on one line each; "" when absent.
      note: the sheet Débiteurs' note, cut short.
      niveau: what the call stands for: "Relance 2".
      lignes: the oldest échéances owed, as many as the page holds.
      autres: those that it does not hold, "et 3 autres échéances, pour 120,00 €"; "" when it holds all.
      pluriel: there are several échéances.
      a_venir: none is late.
      total_du: what is asked, `1 234,56 €`.
      conteste: what is disputed and not asked, one sentence; "" when nothing is.
      sans_numero: that payments or avoirs named no facture, one sentence; "" when all did.
      relances: what was already sent, newest first: "30/10/2026 : niveau 1, courrier".
      promesses: what was promised, newest first.
      habitudes: how the debtor pays, one sentence.
      promesse_rompue: the day that was promised and is past; "" when there is none.
      date_limite: the day before which to obtain the payment; "" when the level gives no time.
      etape_suivante: what follows without a payment, one sentence.
    """

    creancier_nom: str
    projet: str
    date: str
    passage: str
    code: str
    nom: str
    appel: str
    telephone: str
    email: str
    adresse: str
    note: str
    niveau: str
    lignes: tuple[LigneDue, ...]
    autres: str
    pluriel: bool
    a_venir: bool
    total_du: str
    conteste: str
    sans_numero: str
    relances: tuple[str, ...]
    promesses: tuple[str, ...]
    habitudes: str
    promesse_rompue: str
    date_limite: str
    etape_suivante: str
