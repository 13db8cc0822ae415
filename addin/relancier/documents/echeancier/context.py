"""What the templates of a negotiated plan may print: these dataclasses are the list of their fields.

Every figure and date arrives as finished French text (no-break spaces included), so that a template holds words and
layout, never arithmetic. Texts are "" when absent; a table whose tuple is empty is not printed.
"""

from dataclasses import dataclass

from relancier.documents.context import Destinataire, Expediteur, Paiement


@dataclass(frozen=True, slots=True)
class PartieAccord:
    """A party of the protocole.

    Attributes:
      nom: its name.
      lignes: its legal identity, one line each; the last ones hold dots where the user must write.
      signataire: who signs in its name; dots where that is not known; "" when the party itself does.
    """

    nom: str
    lignes: tuple[str, ...]
    signataire: str


@dataclass(frozen=True, slots=True)
class Somme:
    """A named amount.

    Attributes:
      libelle: what it is, with its article where one was read.
      montant: `1 234,56 €`.
    """

    libelle: str
    montant: str


@dataclass(frozen=True, slots=True)
class FactureCouverte:
    """An échéance that the plan spreads.

    Attributes:
      facture, date, echeance: its number, issue day and due day (`30/11/2026`).
      montant_ttc: its amount.
      reste_du: the principal that was left of it when the debt was counted.
    """

    facture: str
    date: str
    echeance: str
    montant_ttc: str
    reste_du: str


@dataclass(frozen=True, slots=True)
class DetteReconnue:
    """What the debtor owes on the day it is counted, and what of it the plan makes him pay.

    Attributes:
      arrete_au: that day, in words: "30 novembre 2026".
      composition: principal, interest, indemnity: those that are not nil.
      total, total_en_lettres: their sum, in figures and in words.
      interets: the interest that had accrued; "" when none had.
      nom_interets: what it is called: "pénalités de retard".
      indemnites: the fixed indemnity; "" when none is claimed.
      fondement: the articles on which interest and indemnity rest; "" when none is cited.
      abandon: the interest that is waived if the plan is kept; "" when none is.
      interets_convenus: the interest that will run during the plan; "" when none does.
      a_payer, a_payer_en_lettres: what the plan makes him pay: total, less abandon, plus interets_convenus.
      factures: the échéances that it covers, the oldest first.
      total_ttc, total_reste: sums of their columns.
    """

    arrete_au: str
    composition: tuple[Somme, ...]
    total: str
    total_en_lettres: str
    interets: str
    nom_interets: str
    indemnites: str
    fondement: str
    abandon: str
    interets_convenus: str
    a_payer: str
    a_payer_en_lettres: str
    factures: tuple[FactureCouverte, ...]
    total_ttc: str
    total_reste: str


@dataclass(frozen=True, slots=True)
class Versement:
    """An instalment of the plan.

    Attributes:
      rang: its number; "Apport" for what is paid on signing.
      date: its day (`30/11/2026`); "à la signature" for the apport.
      montant: what is to be paid.
      interets, principal: its two parts; "–" where interest is none.
      reste: what remains of the plan after it.
    """

    rang: str
    date: str
    montant: str
    interets: str
    principal: str
    reste: str


@dataclass(frozen=True, slots=True)
class Conditions:
    """The terms of the plan.

    Attributes:
      versements: in order, the apport first.
      nombre: how many there are without the apport: "six versements".
      apport: what is paid on signing; "" when nothing is.
      premier, dernier: the days of the first (apport apart) and of the last, in words.
      total, total_interets, total_principal: sums of the table's columns.
      mode: "courus", "abandonnés" or "sur la durée": which interest is paid.
      taux: the yearly rate that runs during the plan, "5,00 %"; "" when none does.
      base: how its days are counted: "sur une année de 365 jours".
      imputation: in which order a payment lowers an instalment's parts; "" when it has but one.
      interets_d_abord: that order begins with interest.
      delai: the days that a notice leaves: "quinze jours (15)"; "" when the agreement waives the notice.
      renonciation: it waives it: between professionals only.
      retour: "comme sans plan" or "comme convenu": which interest is owed once the plan is broken.
    """

    versements: tuple[Versement, ...]
    nombre: str
    apport: str
    premier: str
    dernier: str
    total: str
    total_interets: str
    total_principal: str
    mode: str
    taux: str
    base: str
    imputation: str
    interets_d_abord: bool
    delai: str
    renonciation: bool
    retour: str


@dataclass(frozen=True, slots=True)
class Protocole:
    """All that the protocole d'accord may say.

    Attributes:
      creancier, debiteur: the parties.
      type: "professionnel", "consommateur" or "public": who the debtor is.
      mentions: the creditor's legal line, for the footer.
      reference: the plan's identifier, which each payment quotes.
      version: its version, in figures.
      etabli_le: the day on which the document is drawn up.
      dette: what is owed.
      plan: how it is paid.
      paiement: on which account.
      originaux: how many are signed, "deux".
      mention: the sentence that the debtor copies by hand; "" for a trader.
    """

    creancier: PartieAccord
    debiteur: PartieAccord
    type: str
    mentions: str
    reference: str
    version: str
    etabli_le: str
    dette: DetteReconnue
    plan: Conditions
    paiement: Paiement
    originaux: str
    mention: str


@dataclass(frozen=True, slots=True)
class Courrier:
    """What every letter about a plan may say.

    Attributes:
      creancier, debiteur: the two parties, as in the other letters.
      envoi: "Lettre recommandée avec avis de réception", or "" for plain mail.
      projet: "PROJET – NE PAS ENVOYER" on a simulated letter, else "".
      lieu, date: "Lyon", "30 novembre 2026".
      reference: our reference, "CL042 / EC-1".
      echeancier: the plan's identifier; "" where there is no plan.
      signe_le: the day it was signed, in words; "" when it is not signed.
      paiement: how to pay.
    """

    creancier: Expediteur
    debiteur: Destinataire
    envoi: str
    projet: str
    lieu: str
    date: str
    reference: str
    echeancier: str
    signe_le: str
    paiement: Paiement


@dataclass(frozen=True, slots=True)
class Confirmation(Courrier):
    """The letter that confirms the plan agreed on the telephone, and comes with its originals.

    Attributes:
      entretien: the day of the call, in words; "" when it is not said.
      dette: what is owed.
      plan: how it is paid.
      originaux: how many copies are enclosed, "deux".
      retour_avant: the last day to send them back, in words; "" when none is set.
    """

    entretien: str
    dette: DetteReconnue
    plan: Conditions
    originaux: str
    retour_avant: str


@dataclass(frozen=True, slots=True)
class PromesseDePaiement(Courrier):
    """The letter that confirms a promise to pay one sum on one day.

    Attributes:
      entretien: the day of the call, in words; "" when it is not said.
      montant, montant_en_lettres: what is promised.
      jour: the day, in words.
      factures: what it is for; none when the whole account is meant.
      total_ttc, total_reste: sums of their columns.
    """

    entretien: str
    montant: str
    montant_en_lettres: str
    jour: str
    factures: tuple[FactureCouverte, ...]
    total_ttc: str
    total_reste: str


@dataclass(frozen=True, slots=True)
class RappelMensualite(Courrier):
    """The courtesy reminder before an instalment.

    Attributes:
      rang: its number, in figures; `nombre`: how many there are.
      jour: its day, in words.
      montant: the instalment.
      deja_regle: what was already paid on it; "" when nothing was.
      a_payer: what is left of it.
      reste_apres: what remains of the plan once it is paid; "" when it is the last.
      dernier: the day of the last instalment, in words.
    """

    rang: str
    nombre: str
    jour: str
    montant: str
    deja_regle: str
    a_payer: str
    reste_apres: str
    dernier: str


@dataclass(frozen=True, slots=True)
class VersementManque:
    """An instalment that was not paid, or not in full.

    Attributes:
      rang, date: its number ("Apport" for what was due on signing) and day.
      montant, regle: what was due, what was paid; "–" when nothing was.
      reste_du: what is missing.
    """

    rang: str
    date: str
    montant: str
    regle: str
    reste_du: str


@dataclass(frozen=True, slots=True)
class NoticeMensualite(Courrier):
    """The mise en demeure to pay missed instalments before the term is lost.

    Attributes:
      lignes: the instalments, the oldest first.
      pluriel: there are several.
      total, total_en_lettres: what is to be paid.
      delai: "quinze jours".
      dernier_jour: the last day to pay, in words.
      reste_du: all that remains of the plan, this included: what falls due if it is not paid.
      retour: "comme sans plan" or "comme convenu": which interest is then owed.
    """

    lignes: tuple[VersementManque, ...]
    pluriel: bool
    total: str
    total_en_lettres: str
    delai: str
    dernier_jour: str
    reste_du: str
    retour: str


@dataclass(frozen=True, slots=True)
class PaiementRecu:
    """A payment received under the plan.

    Attributes:
      date: its day.
      libelle: how it came, with its reference.
      montant: how much.
    """

    date: str
    libelle: str
    montant: str


@dataclass(frozen=True, slots=True)
class NotificationDecheance(Courrier):
    """The letter that makes the whole due again.

    Attributes:
      notice_du, dernier_jour: the notice that was not obeyed and its last day, in words; "" when it was waived.
      lignes: the instalments that were not paid.
      pluriel: there are several.
      arrete_au: the day on which the sums are counted, in words.
      composition: what is left of principal, interest and indemnity: those that are not nil.
      total, total_en_lettres: their sum: what is due at once.
      paiements: what was received under the plan, already taken off.
      total_recu: its sum; "" when nothing was.
      abandon: the interest that had been waived and is owed again, as part of the composition; "" when none was.
      retour: "comme sans plan" or "comme convenu".
      factures: the échéances that were covered, in a sentence: "vos factures FA-101 et FA-102".
    """

    notice_du: str
    dernier_jour: str
    lignes: tuple[VersementManque, ...]
    pluriel: bool
    arrete_au: str
    composition: tuple[Somme, ...]
    total: str
    total_en_lettres: str
    paiements: tuple[PaiementRecu, ...]
    total_recu: str
    abandon: str
    retour: str
    factures: str


@dataclass(frozen=True, slots=True)
class Quittance(Courrier):
    """The final receipt of a plan that was kept.

    Attributes:
      paiements: what was received, in order.
      total, total_en_lettres: its sum.
      solde_le: the day of the last payment, in words.
      dette: the debts that are extinguished.
    """

    paiements: tuple[PaiementRecu, ...]
    total: str
    total_en_lettres: str
    solde_le: str
    dette: DetteReconnue
