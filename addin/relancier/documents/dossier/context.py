"""What the templates of the case file may print: these dataclasses are the list of their fields.

Every figure and date arrives as finished French text. Texts are "" when absent, and a section whose tuple is empty is
not printed. What nobody knows arrives as a visible blank, for the user to fill in Word.
"""

from dataclasses import dataclass

from relancier.documents.tags import Invisible


@dataclass(frozen=True, slots=True)
class Renvoi:
    """A reference to an exhibit.

    Attributes:
      numero: its number.
      signet: the bookmark around that number, in the list of the same document; printed nowhere.
    """

    numero: str
    signet: Invisible


@dataclass(frozen=True, slots=True)
class PieceImprimee:
    """A row of a list of exhibits; "–" where something is not known.

    Attributes:
      numero, nature, intitule, date, reference, pages: the exhibit.
      signet: the bookmark around its number.
      premiere_page: where it begins in the bundle: "12", "vol. 2, p. 12".
      empreinte: the SHA-256 of the original.
    """

    numero: str
    signet: Invisible
    nature: str
    intitule: str
    date: str
    reference: str
    pages: str
    premiere_page: str
    empreinte: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A line of a party's identity: "Siège social", "12 quai Rambaud, 69002 Lyon"."""

    libelle: str
    valeur: str


@dataclass(frozen=True, slots=True)
class PartieRequete:
    """A party, as CPC 54 and 57 want it named.

    Attributes:
      mentions: form, seat, registration, representative; or first names, profession, home, nationality, birth.
      physique: it is a person.
    """

    nom: str
    mentions: tuple[Mention, ...]
    physique: bool


@dataclass(frozen=True, slots=True)
class FaitImprime:
    """A fact, with the exhibits that prove it.

    Attributes:
      date: `12/01/2026`.
      phrase: "facture F2026-014 de 1 200,00 €, payable le 11/02/2026".
      montant: the sum that it is about; "" when none.
    """

    date: str
    phrase: str
    montant: str
    pieces: tuple[Renvoi, ...]


@dataclass(frozen=True, slots=True)
class SommeDemandee:
    """A part of what is claimed: its name, its ground, its amount."""

    libelle: str
    montant: str


@dataclass(frozen=True, slots=True)
class FactureReclamee:
    """A row of the table of factures; "–" where an amount is none.

    Attributes:
      credits: avoirs and payments imputed on principal, in minus.
      principal, interets, indemnite: what is left of each.
    """

    facture: str
    date: str
    echeance: str
    montant_ttc: str
    credits: str
    principal: str
    interets: str
    indemnite: str
    total: str


@dataclass(frozen=True, slots=True)
class Demande:
    """What is claimed.

    Attributes:
      arrete_au: the cut-off of the décompte, "22 novembre 2026".
      sommes: principal, interest, indemnities, what is held for the debtor; those that are nil are left out.
      total, total_en_lettres: their sum.
      principal, principal_en_lettres: the principal.
      nom_interets: "pénalités de retard échues" or "intérêts au taux légal échus".
      interets: accrued interest; "" when none, as for indemnites.
      indemnites: "80,00 €".
      unitaire, nombre: "40,00 €" and "2 factures".
      credit: what is held for the debtor, taken off the total; "" when nothing.
      a_courir: the interest that goes on, a sentence each, without a final stop.
      fondement: the articles that ground interest and indemnities; "" when there are none.
      factures, totaux: by échéance, and their sum.
    """

    arrete_au: str
    sommes: tuple[SommeDemandee, ...]
    total: str
    total_en_lettres: str
    principal: str
    principal_en_lettres: str
    nom_interets: str
    interets: str
    indemnites: str
    unitaire: str
    nombre: str
    credit: str
    a_courir: tuple[str, ...]
    fondement: str
    factures: tuple[FactureReclamee, ...]
    totaux: FactureReclamee


@dataclass(frozen=True, slots=True)
class Requete:
    """The request for an injonction de payer.

    Attributes:
      destinataire: "le président du tribunal de commerce de Lyon"; dots for a town to write.
      competence: why this court, a sentence.
      creancier, debiteur: the parties.
      mentions: the creditor's legal line, for the footer.
      relation: how the contract is proved: the exhibits; none when there are none.
      faits: in order of date.
      demande: the sums.
      decompte: the exhibit that is the décompte; none when it is not among them.
      demarches: the amicable attempts, in order of date.
      mises_en_demeure: "10 mars 2026 et 2 avril 2026"; "" when none was sent.
      amiable: what is said of CPC 750-1; "" where it does not matter.
      renvoi: the court asked for on opposition; "" when it is not asked.
      pieces: the list.
      lieu, date: where and when it is made.
      signataire, qualite: who signs, and as what.
    """

    destinataire: str
    competence: str
    creancier: PartieRequete
    debiteur: PartieRequete
    mentions: str
    relation: tuple[Renvoi, ...]
    faits: tuple[FaitImprime, ...]
    demande: Demande
    decompte: tuple[Renvoi, ...]
    demarches: tuple[FaitImprime, ...]
    mises_en_demeure: str
    amiable: str
    renvoi: str
    pieces: tuple[PieceImprimee, ...]
    lieu: str
    date: str
    signataire: str
    qualite: str


@dataclass(frozen=True, slots=True)
class Tete:
    """What every other document of the case file begins with.

    Attributes:
      creancier, debiteur: names.
      code: the customer code.
      mentions: the creditor's legal line, for the footer.
      lieu, date: where and when it is made.
      signataire, qualite: who signs, and as what.
    """

    creancier: str
    debiteur: str
    code: str
    mentions: str
    lieu: str
    date: str
    signataire: str
    qualite: str


@dataclass(frozen=True, slots=True)
class Bordereau(Tete):
    """The list of exhibits.

    Attributes:
      nombre, pages: "12 pièces", "48 pages".
      volumes: "2 volumes"; "" when there is but one.
      avec_empreintes: the originals' SHA-256 are listed.
    """

    pieces: tuple[PieceImprimee, ...]
    nombre: str
    pages: str
    volumes: str
    avec_empreintes: bool


@dataclass(frozen=True, slots=True)
class LigneChronologie:
    """A line of the chronology; `pieces` is "3, 4 et 5", or "sans pièce"; "–" where there is no amount."""

    date: str
    evenement: str
    montant: str
    pieces: str


@dataclass(frozen=True, slots=True)
class Chronologie(Tete):
    """The case in order of date.

    Attributes:
      total: what is claimed, or declared.
      arrete_au: on which day.
    """

    lignes: tuple[LigneChronologie, ...]
    total: str
    arrete_au: str


@dataclass(frozen=True, slots=True)
class LigneReleve:
    """A movement of the account and the balance after it; "" where there is no amount."""

    date: str
    libelle: str
    debit: str
    credit: str
    solde: str


@dataclass(frozen=True, slots=True)
class ReleveDossier(Tete):
    """The account: its movements, then interest and indemnities, then the balance.

    Attributes:
      arrete_au: the cut-off.
      solde: the balance, interest and indemnities included.
      dont_a_echoir: the part of it that is not due yet; "" when none.
    """

    arrete_au: str
    lignes: tuple[LigneReleve, ...]
    debits: str
    credits: str
    solde: str
    dont_a_echoir: str


@dataclass(frozen=True, slots=True)
class CreanceDeclaree:
    """A row of the table of what is declared; "–" where an amount is none.

    Attributes:
      echu, a_echoir: principal due on the opening day, and not due yet.
    """

    facture: str
    date: str
    echeance: str
    echu: str
    a_echoir: str
    interets: str
    indemnite: str
    total: str


@dataclass(frozen=True, slots=True)
class DeclarationCreance:
    """The declaration of a claim to an insolvency procedure.

    Attributes:
      mandataire: to whom, dots to fill when not known.
      creancier, debiteur: the parties.
      ouverture: the opening day, "15 juin 2026".
      dernier_jour: the last day to declare; counted from `publication`.
      publication: the BODACC's day; "" when not known: the delay is then counted from the opening.
      echu, a_echoir, interets, indemnites: the parts; "–" when none.
      avec_indemnites: some fixed indemnity is declared.
      credit: what the creditor holds for the debtor, in minus; "" when none.
      total, total_en_lettres: what is declared.
      creances, totaux: by échéance, and their sum.
      suretes: "néant / à compléter", until the user says.
      preuves: the exhibits that prove it.
      pieces: the bordereau.
    """

    mandataire: str
    creancier: PartieRequete
    debiteur: PartieRequete
    mentions: str
    ouverture: str
    dernier_jour: str
    publication: str
    echu: str
    a_echoir: str
    interets: str
    indemnites: str
    avec_indemnites: bool
    credit: str
    total: str
    total_en_lettres: str
    creances: tuple[CreanceDeclaree, ...]
    totaux: CreanceDeclaree
    suretes: str
    preuves: tuple[Renvoi, ...]
    pieces: tuple[PieceImprimee, ...]
    lieu: str
    date: str
    signataire: str
    qualite: str


@dataclass(frozen=True, slots=True)
class DateUtile:
    """A date that matters: its name, the day, what it rests on."""

    libelle: str
    jour: str
    source: str


@dataclass(frozen=True, slots=True)
class VoieImprimee:
    """A route: what it is, what it needs, and how sure that is."""

    nom: str
    definition: str
    conditions: str
    certitude: str


@dataclass(frozen=True, slots=True)
class NoteTransmission(Tete):
    """The case in one page, for the lawyer or the commissaire de justice.

    Attributes:
      identite_creancier, identite_debiteur: form, address, registration, contact, on one line.
      resume: "3 factures du 12/01/2026 au 30/03/2026".
      sommes, total: what is owed.
      contestee: how it is disputed, or that no dispute is recorded.
      tribunal: the court, with its article.
      questions: what must still be answered.
      dates, voies: the dates that matter, the routes.
    """

    identite_creancier: str
    identite_debiteur: str
    arrete_au: str
    resume: str
    sommes: tuple[SommeDemandee, ...]
    total: str
    contestee: str
    tribunal: str
    questions: tuple[str, ...]
    dates: tuple[DateUtile, ...]
    voies: tuple[VoieImprimee, ...]
    nombre_pieces: str


@dataclass(frozen=True, slots=True)
class ConstatImprime:
    """A finding: "défaut", "3, p. 2" or "le dossier", what, and what to do."""

    gravite: str
    objet: str
    message: str
    remede: str


@dataclass(frozen=True, slots=True)
class PieceVerifiee:
    """An exhibit: the original's name and SHA-256, its pages, what was changed in it."""

    numero: str
    intitule: str
    fichier: str
    empreinte: str
    pages: str
    changements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Epreuve:
    """A check of the finished bundle: what, and its result ("conforme", or what is wrong)."""

    libelle: str
    resultat: str


@dataclass(frozen=True, slots=True)
class FichierLivre:
    """A file of the case: its name, its size, its SHA-256."""

    nom: str
    taille: str
    empreinte: str


@dataclass(frozen=True, slots=True)
class Controle(Tete):
    """What was checked.

    Attributes:
      verdict: "Conforme", "Conforme, avec 2 défauts signalés", "Non conforme".
      profil: where the file is sent, with its limit.
      constats: the gravest first.
      epreuves: the checks of the finished bundle.
      pieces: with what was changed in each.
      fichiers: what was delivered.
    """

    verdict: str
    profil: str
    constats: tuple[ConstatImprime, ...]
    epreuves: tuple[Epreuve, ...]
    pieces: tuple[PieceVerifiee, ...]
    fichiers: tuple[FichierLivre, ...]
