"""What the template of the décompte (`decompte`) may print: these dataclasses are the list of its fields.

Every figure and date arrives as finished French text (no-break spaces included), so that the template holds words and
layout, never arithmetic. Texts are "" when absent; a section whose tuple is empty is not printed.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Partie:
    """The creditor or the debtor, with its legal identity.

    Attributes:
      nom: the name.
      lignes: form and capital, address, SIREN and registry, one line each.
    """

    nom: str
    lignes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recapitulatif:
    """The sums, `1 234,56 €` each.

    Attributes:
      nombre: how many échéances, "5 échéances".
      factures, interets_produits, indemnites_nees: what was added to the account.
      avoirs, reglements: what came off it; payments less those that were sent back.
      solde: their balance: total plus a_echoir.
      titre_reste: "Ce qui reste dû", or that what is born before an insolvency procedure is left out of it.
      principal_echu, interets, indemnites: what is left of each and can be claimed.
      credit: what the creditor holds for the debtor; "–" when nothing.
      titre_total: "Total exigible au 31 décembre 2025", or "Solde en faveur du débiteur au …".
      total, total_en_lettres: that sum, in figures and in words.
      a_echoir: principal not due yet; "–" when none.
      a_declarer, a_declarer_en_lettres: what is left of the debts born before an insolvency procedure, in figures and
        in words; "" when nothing is, as for the two that follow.
      detail_a_declarer: "principal 1 000,00 €, intérêts 24,31 €, indemnités 40,00 €".
      ouverture, dernier_jour: the day it opened, the last day to declare, "15 juin 2026".
    """

    nombre: str
    factures: str
    interets_produits: str
    indemnites_nees: str
    avoirs: str
    reglements: str
    solde: str
    titre_reste: str
    principal_echu: str
    interets: str
    indemnites: str
    credit: str
    titre_total: str
    total: str
    total_en_lettres: str
    a_echoir: str
    a_declarer: str = ""
    a_declarer_en_lettres: str = ""
    detail_a_declarer: str = ""
    ouverture: str = ""
    dernier_jour: str = ""


@dataclass(frozen=True, slots=True)
class EcheanceImprimee:
    """An échéance, or the sum of all; "–" where an amount is none.

    Attributes:
      facture, date, echeance: number, issue day and due day (`30/11/2026`).
      montant_ttc, avoirs, regle, principal: the amount, credit notes, payments imputed on principal, what is left.
      interets, indemnite: what is left of them.
      total: the three that are left.
      note: "à déclarer" when born before an insolvency procedure, "à échoir" when its day has not come, else "".
    """

    facture: str
    date: str
    echeance: str
    montant_ttc: str
    avoirs: str
    regle: str
    principal: str
    interets: str
    indemnite: str
    total: str
    note: str


@dataclass(frozen=True, slots=True)
class LigneInterets:
    """A line of interest: montant = base × taux × jours / diviseur.

    Attributes:
      du, au, jours: first and last day, both counted.
      base, taux, diviseur: `1 000,00 €`, `12,15 %`, `365`.
      source: how the rate is made and its article; says when it is not confirmed.
      montant: rounded once.
    """

    du: str
    au: str
    jours: str
    base: str
    taux: str
    diviseur: str
    source: str
    montant: str


@dataclass(frozen=True, slots=True)
class DetailInterets:
    """The interest of one échéance.

    Attributes:
      titre: "Facture FA-101, échéance du 31/08/2025".
      regime: on what ground, "pénalités de retard".
      lignes: in order of date.
      resume: what of it was paid and is left: "12,00 € payés, 3,00 € restant dus"; "" when nothing was paid.
      total: the sum of the lines.
    """

    titre: str
    regime: str
    lignes: tuple[LigneInterets, ...]
    resume: str
    total: str


@dataclass(frozen=True, slots=True)
class MouvementImprime:
    """A row of the movements: an operation with where it went; its other imputations follow on rows of their own.

    Attributes:
      date, libelle, montant: the operation; "" on the rows that follow.
      cible: the facture and échéance that it lowered.
      interets, indemnite, principal: its share of each; "–" when none.
      solde: principal owed on all factures after the operation, on its last row.
    """

    date: str
    libelle: str
    montant: str
    cible: str
    interets: str
    indemnite: str
    principal: str
    solde: str


@dataclass(frozen=True, slots=True)
class DecompteImprime:
    """All that the décompte may say.

    Attributes:
      creancier, debiteur: the parties.
      contact: the creditor's phone, e-mail and site, one line each.
      mentions: the creditor's legal line, for the footer.
      signataire, qualite: who signs, and as what.
      reference: the customer code.
      arrete_au: the cut-off, "31 décembre 2025".
      lieu, date: where and when the document is made.
      recapitulatif: the sums.
      echeances, totaux: by échéance, and their sum.
      details: the interest by échéance; those that bear none are left out.
      total_interets: all of it.
      mouvements: in order of date.
      conventions, remarques: French sentences.
      a_confirmer: some rate is not confirmed.
    """

    creancier: Partie
    debiteur: Partie
    contact: tuple[str, ...]
    mentions: str
    signataire: str
    qualite: str
    reference: str
    arrete_au: str
    lieu: str
    date: str
    recapitulatif: Recapitulatif
    echeances: tuple[EcheanceImprimee, ...]
    totaux: EcheanceImprimee
    details: tuple[DetailInterets, ...]
    total_interets: str
    mouvements: tuple[MouvementImprime, ...]
    conventions: tuple[str, ...]
    remarques: tuple[str, ...]
    a_confirmer: bool
