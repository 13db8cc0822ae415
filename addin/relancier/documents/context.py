"""What a letter's template may print: these dataclasses are the list of its fields.

Every figure and date arrives as finished French text (no-break spaces included), so that a template holds words
and layout, never arithmetic. Texts are "" when absent; flags say what to show.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expediteur:
    """The creditor on its own paper.

    Attributes:
      nom: the trade name, "ATELIER DU RHÔNE".
      adresse: the lines under it.
      contact: phone, e-mail and site, one line each.
      mentions: the legal line of the footer (C. com. R123-237, R123-238).
      signataire, qualite: who signs, and as what.
      telephone, email: for "appelez-nous".
    """

    nom: str
    adresse: tuple[str, ...]
    contact: tuple[str, ...]
    mentions: str
    signataire: str
    qualite: str
    telephone: str
    email: str


@dataclass(frozen=True, slots=True)
class Destinataire:
    """The debtor.

    Attributes:
      code: the customer code.
      nom: the name.
      adresse: at most six lines of at most 38 characters, name included, the last in capitals (XP Z 10-011).
      appel: how the letter greets and closes: "Madame, Monsieur".
      type: "professionnel", "consommateur" or "public".
    """

    code: str
    nom: str
    adresse: tuple[str, ...]
    appel: str
    type: str


@dataclass(frozen=True, slots=True)
class Ligne:
    """An échéance in the letter's table.

    Attributes:
      facture, date, echeance: its number, issue day and due day (`30/11/2026`).
      montant_ttc, avoirs, regle, reste_du: `1 234,56 €`; "–" where avoirs or payments are none.
      retard: days late, "45"; "0" when it is not due yet.
      niveau: its own level's short name: "1re", "2e", "Dernière", "Mise en demeure", …
      objet: what the facture was for.
    """

    facture: str
    date: str
    echeance: str
    montant_ttc: str
    avoirs: str
    regle: str
    reste_du: str
    retard: str
    niveau: str
    objet: str


@dataclass(frozen=True, slots=True)
class PromesseRompue:
    """A payment that the debtor announced and that did not come; all "" when there is none.

    Attributes:
      date: the day that was promised, "15 novembre 2026".
      montant: what was promised, `500,00 €`; "" when it was not said.
      facture: the facture that it was about; "" for all that was owed.
    """

    date: str
    montant: str
    facture: str


@dataclass(frozen=True, slots=True)
class Mouvement:
    """A line of the relevé de compte: a facture's term, an avoir or a payment, and the running balance.

    Attributes:
      date, libelle: when and what.
      echeance: the due day of a facture's term; "" otherwise.
      debit, credit: `1 234,56 €` in one of them, "" in the other.
      solde: the balance after this line.
    """

    date: str
    libelle: str
    echeance: str
    debit: str
    credit: str
    solde: str


@dataclass(frozen=True, slots=True)
class Paiement:
    """How to pay.

    Attributes:
      iban: in groups of four; "" when the creditor gave none.
      bic, titulaire: of the account.
      reference: what the debtor should quote.
      qr: a SEPA transfer code can be shown (the template's picture whose alternative text is "QR").
    """

    iban: str
    bic: str
    titulaire: str
    reference: str
    qr: bool


@dataclass(frozen=True, slots=True)
class Penalites:
    """What the law adds between professionals, or owed by a public buyer; all "" for a consumer.

    Attributes:
      au_taux: at what rate interest runs, true of each line: "au taux convenu de 15,00 % l’an"; "" when the creditor
        claims no penalties.
      indemnite_unitaire: `40,00 €`.
      nombre: how many factures bear it, in figures.
      indemnite_totale: `80,00 €`.
      total_avec_indemnite: the claim plus the indemnity.
      total_avec_indemnite_en_lettres: the same in words.
    """

    au_taux: str
    indemnite_unitaire: str
    nombre: str
    indemnite_totale: str
    total_avec_indemnite: str
    total_avec_indemnite_en_lettres: str


@dataclass(frozen=True, slots=True)
class Lettre:
    """All that a letter to one debtor may say.

    Attributes:
      creancier, debiteur: the two parties.
      envoi: "Lettre recommandée avec avis de réception", "Par e-mail", or "" for plain mail.
      projet: "PROJET – NE PAS ENVOYER" on a simulated letter, else "".
      lieu, date: "Lyon", "30 novembre 2026".
      reference: our reference, "CL042 / P2026-11-30".
      niveau: the level of the letter, the highest of its lines, in figures.
      ton: its tone, in the words of tblNiveaux; "" when its level has none.
      lignes: the échéances claimed, oldest first.
      pluriel: there are several lines.
      a_venir: none of them is late: a reminder before the due day.
      total_ttc, total_avoirs, total_regle, total_du: sums of the columns, `1 234,56 €`.
      total_en_lettres: total_du in words.
      contestations: one sentence for each line of which a part is disputed and not claimed.
      total_conteste: those parts, `−480,00 €`: total_du leaves them out; "" when there are none.
      avec_avoirs, avec_reglements: those columns hold something.
      delai_accorde: "huit jours"; "" when the level gives no time.
      date_limite: the last day to pay, "8 décembre 2026"; "" likewise.
      relances_precedentes: what already went out, "relance du 30 octobre 2026", oldest first.
      imputations: one sentence for each payment or avoir that named no facture: how it was shared out.
      promesse: the last promise that was not kept: see there.
      mouvements, solde: the relevé de compte and its last balance.
      mouvements_arretes_au: the day on which the account was drawn up, "30 novembre 2026".
      paiement: how to pay.
      penalites: see there.
    """

    creancier: Expediteur
    debiteur: Destinataire
    envoi: str
    projet: str
    lieu: str
    date: str
    reference: str
    niveau: str
    ton: str
    lignes: tuple[Ligne, ...]
    pluriel: bool
    a_venir: bool
    total_ttc: str
    total_avoirs: str
    total_regle: str
    total_du: str
    total_en_lettres: str
    contestations: tuple[str, ...]
    total_conteste: str
    avec_avoirs: bool
    avec_reglements: bool
    delai_accorde: str
    date_limite: str
    relances_precedentes: tuple[str, ...]
    imputations: tuple[str, ...]
    promesse: PromesseRompue
    mouvements: tuple[Mouvement, ...]
    solde: str
    mouvements_arretes_au: str
    paiement: Paiement
    penalites: Penalites
