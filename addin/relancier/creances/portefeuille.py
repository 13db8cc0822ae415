"""All that the workbook says, as immutable records.

Amounts are euros (`Decimal`, two decimals), rates are % a year, delays are days. Optional texts are "" when absent.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from relancier.base.errors import Anomalie, Lieu
from relancier.base.records import quick
from relancier.droit.taux import Taux


class TypeDebiteur(StrEnum):
    """Who owes: it decides which law the letters may invoke."""

    PROFESSIONNEL = "professionnel"
    CONSOMMATEUR = "consommateur"
    PUBLIC = "public"


class Canal(StrEnum):
    """How a relance reaches its debtor."""

    COURRIER = "courrier"
    LRAR = "LRAR"
    EMAIL = "e-mail"
    TELEPHONE = "téléphone"
    SMS = "SMS"


class NatureSuspension(StrEnum):
    """Why an échéance is left alone for a time."""

    SUSPENSION = "suspension"
    LITIGE = "litige"
    PROMESSE = "promesse"


@dataclass(frozen=True, slots=True)
class Adresse:
    """A postal address, as typed."""

    adresse_1: str = ""
    adresse_2: str = ""
    code_postal: str = ""
    ville: str = ""
    pays: str = ""


@dataclass(frozen=True, slots=True)
class Creancier:
    """The sender: the rows of `tblCreancier`.

    Attributes:
      capital: as it must be printed, without the unit's name ("50 000"); "" when the form has none.
      rcs: the registry's town, as in "RCS Lyon" ("Lyon").
      procedure: the procedure of debtors that name none.
      modeles: the folder of the user's own Word templates, relative to the workbook; "" for the built-in ones.
      reglages: the settings of the décompte as typed, by key; `creances.reglages` understands them.
    """

    nom: str
    forme_juridique: str = ""
    capital: str = ""
    siren: str = ""
    rcs: str = ""
    tva: str = ""
    adresse: Adresse = field(default_factory=Adresse)
    telephone: str = ""
    email: str = ""
    site: str = ""
    iban: str = ""
    bic: str = ""
    titulaire: str = ""
    signataire: str = ""
    qualite: str = ""
    lieu: str = ""
    procedure: str = "Standard"
    modeles: str = ""
    reglages: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Debiteur:
    """One row of `tblDebiteurs`.

    Attributes:
      procedure_collective: the day an insolvency procedure opened; None when there is none.
      segment: the family that the user chose; "" for the one that facts give.
      strategique: the user marks it as a debtor to handle with care.
    """

    code: str
    nom: str
    type: TypeDebiteur
    forme_juridique: str = ""
    civilite: str = ""
    adresse: Adresse = field(default_factory=Adresse)
    siren: str = ""
    rcs: str = ""
    email: str = ""
    telephone: str = ""
    procedure: str = ""
    segment: str = ""
    plafond: Decimal | None = None
    procedure_collective: dt.date | None = None
    note: str = ""
    strategique: bool = False


@quick
@dataclass(frozen=True, slots=True)
class Echeance:
    """One due term of a facture: a row of `tblFactures`. The unit that can be late.

    Attributes:
      facture: the facture's number; its terms share it.
      date: when the facture was issued.
      echeance: the day by which this term must be paid.
      montant: € TTC of this term, never negative.
      taux: contractual late-payment rate (% a year); None for the default of the law.
      ligne: the sheet's row.
      procedure: its own procedure; "" for its debtor's.
    """

    debiteur: str
    facture: str
    date: dt.date
    echeance: dt.date
    montant: Decimal
    objet: str = ""
    bon_commande: str = ""
    bon_livraison: str = ""
    taux: Decimal | None = None
    fichier: str = ""
    ligne: int = 0
    procedure: str = ""

    @property
    def cle(self) -> tuple[str, str, dt.date]:
        """What names this échéance for ever: debtor, facture, due day."""
        return self.debiteur, self.facture, self.echeance


@quick
@dataclass(frozen=True, slots=True)
class Avoir:
    """A credit note: it lowers a claim and is no payment.

    Attributes:
      facture: the facture that it corrects; "" when it names none.
      montant: € TTC, positive.
    """

    debiteur: str
    numero: str
    date: dt.date
    montant: Decimal
    facture: str = ""
    objet: str = ""
    ligne: int = 0


@quick
@dataclass(frozen=True, slots=True)
class Reglement:
    """A payment received; negative when it was sent back (a rejected debit).

    Attributes:
      facture: the facture that the debtor named; "" when none.
    """

    debiteur: str
    date: dt.date
    montant: Decimal
    facture: str = ""
    mode: str = ""
    reference: str = ""
    ligne: int = 0


@dataclass(frozen=True, slots=True)
class Suspension:
    """A row of `tblSuspensions`.

    Attributes:
      facture: "" when all the debtor's factures are meant.
      au: the last day; None for as long as it is not lifted.
      montant_conteste: € disputed; None when the whole is.
    """

    debiteur: str
    nature: NatureSuspension
    du: dt.date
    facture: str = ""
    au: dt.date | None = None
    montant_conteste: Decimal | None = None
    motif: str = ""
    ligne: int = 0


@dataclass(frozen=True, slots=True)
class Niveau:
    """One step of a procedure: a row of `tblNiveaux`.

    Attributes:
      delai: days after the échéance from which this level may go out; negative for a reminder before it.
      ecart: days after the previous level really left.
      modele: the Word template's name.
      delai_accorde: days that the letter gives to pay; 0 when it gives none.
      montant_minimum: € under which nothing is sent.
    """

    procedure: str
    niveau: int
    delai: int
    ecart: int
    canal: Canal
    modele: str
    ton: str = ""
    delai_accorde: int = 0
    montant_minimum: Decimal = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Segment:
    """A family of debtors, by facts: a row of `tblSegments`. A condition that is None is always met.

    Attributes:
      rang: the first segment, by rank, all of whose conditions are met is the debtor's.
      du: € overdue, at least.
      retard: days late of the oldest unpaid échéance, at least.
      delai_moyen: mean days late of what was paid, at least.
      part_en_retard: % of what was paid that was paid late, at least.
      promesses_rompues: how many promises were broken, at least.
      procedure, canal, ton: what it changes; "" or None for nothing.
    """

    nom: str
    rang: int
    type: TypeDebiteur | None = None
    strategique: bool | None = None
    du: Decimal | None = None
    retard: int | None = None
    delai_moyen: int | None = None
    part_en_retard: Decimal | None = None
    promesses_rompues: int | None = None
    procedure: str = ""
    canal: Canal | None = None
    ton: str = ""


@dataclass(frozen=True, slots=True)
class Relance:
    """A level that was really sent for an échéance: a row of `tblRelances`, append-only.

    Attributes:
      date: the day it left: that of its deposit when it is known, else that of the letter.
      modele: the template that worded it; "" when the row does not say.
      recu: the day it was received, from the return slip; None while unknown.
      emise: the day on the letter; None when the row does not say.
      depose: the day it was posted; None while unknown.
      numero: that of its registered mail.
      document: the file sent, relative to the workbook's folder: the lines of one letter share it.
      empreinte: the PDF's SHA-256.
      motif: why it cancels another row, or why a level was jumped.
      delai_accorde: days that its letter gave to pay, 0 when it gave none; None when the row does not say.
      lieu: its row.
    """

    id: str
    passage: str
    date: dt.date
    debiteur: str
    facture: str
    echeance: dt.date
    niveau: int
    canal: str = ""
    modele: str = ""
    statut: str = ""
    recu: dt.date | None = None
    emise: dt.date | None = None
    depose: dt.date | None = None
    numero: str = ""
    document: str = ""
    empreinte: str = ""
    motif: str = ""
    delai_accorde: int | None = None
    lieu: Lieu = field(default_factory=Lieu)

    @property
    def ligne(self) -> int:
        """The sheet's row; 0 when it is not known."""
        return self.lieu.ligne


@dataclass(frozen=True, slots=True)
class Echeancier:
    """A version of a negotiated plan: a row of `tblEcheanciers`.

    Attributes:
      date_accord: the day it was signed; while it is only proposed, that of the proposal.
      montant: € that its instalments sum to.
      statut: one of `STATUTS_ECHEANCIER` of the schema.
      periodicite, interets: as the row says them: how often, and which interest was agreed.
      arrete: the day on which what it covers was counted: later payments are payments of the plan. None when the row
        does not say: the plan counts from its agreement.
      factures: those that it covers; none for all.
      jusqu_au: the last due day of the échéances that it covers; None for all that were issued by then.
      taux: % a year that runs during the plan; None when no interest does.
      delai: days that a notice leaves to cure a missed instalment; 0 when the plan falls without notice, None when the
        row does not say.
      retour: which interest is owed once it is broken, as the row says it; "" when it does not.
      fin: the day on which it was settled, broken, replaced or withdrawn.
      document, empreinte: the protocole, relative to the workbook's folder, and its SHA-256.
      document_final, empreinte_finale: the quittance, or the letter that made the whole due again.
      sceau: what freezes the signed version.
    """

    id: str
    version: int
    debiteur: str
    date_accord: dt.date
    montant: Decimal
    statut: str
    periodicite: str = ""
    interets: str = ""
    arrete: dt.date | None = None
    factures: tuple[str, ...] = ()
    jusqu_au: dt.date | None = None
    taux: Decimal | None = None
    delai: int | None = None
    retour: str = ""
    fin: dt.date | None = None
    document: str = ""
    empreinte: str = ""
    document_final: str = ""
    empreinte_finale: str = ""
    sceau: str = ""
    ligne: int = 0

    @property
    def cle(self) -> tuple[str, int]:
        """What names this version for ever."""
        return self.id, self.version

    def couvre(self, echeance: Echeance) -> bool:
        """Say whether `echeance` is one of the debts that the plan spreads, whatever its state."""
        counted = self.arrete or self.date_accord
        if echeance.debiteur != self.debiteur or echeance.date > counted:
            return False
        if self.jusqu_au is not None and echeance.echeance > self.jusqu_au:
            return False
        return not self.factures or echeance.facture in self.factures


@dataclass(frozen=True, slots=True)
class Mensualite:
    """An instalment of a plan's version: a row of `tblMensualites`.

    Attributes:
      regle: € paid on it when the payments were last matched: what the ledger says now is in `creances.pointage`.
      statut: what the row said of it then.
      rang: its number in the plan, from 1; 0 for what was paid on signing.
      interets: € of `montant` that are interest.
      rappelee: the day its courtesy reminder left.
      notifiee: the day of the notice that gave its debtor a last delay, and `regulariser` that delay's last day.
      document, empreinte: that notice.
    """

    echeancier: str
    version: int
    date: dt.date
    montant: Decimal
    regle: Decimal
    statut: str = ""
    ligne: int = 0
    rang: int = 0
    interets: Decimal = Decimal("0.00")
    rappelee: dt.date | None = None
    notifiee: dt.date | None = None
    regulariser: dt.date | None = None
    document: str = ""
    empreinte: str = ""

    @property
    def plan(self) -> tuple[str, int]:
        """The version to which it belongs, as `Echeancier.cle` names it."""
        return self.echeancier, self.version


@dataclass(frozen=True, slots=True)
class PieceDeclaree:
    """A proof that the user listed: a row of `tblPieces`.

    Attributes:
      facture: the one that it proves something of; "" for the whole account.
      nature: what it is, as typed.
      fichier: its file, relative to the workbook's folder.
      empreinte: the SHA-256 that it had when it was listed; "" when the row does not say.
      numero: the number that the user gave it; "" for the usual order.
    """

    debiteur: str
    fichier: str
    facture: str = ""
    nature: str = ""
    date: dt.date | None = None
    intitule: str = ""
    empreinte: str = ""
    numero: str = ""
    ligne: int = 0


@dataclass(frozen=True, slots=True)
class Frais:
    """What chasing cost: a row of `tblFrais`.

    Attributes:
      debiteur: "" when it is of none.
      nature: as typed: stamps, registered mail, bailiff, lawyer…
      montant: €, never negative.
    """

    date: dt.date
    montant: Decimal
    debiteur: str = ""
    nature: str = ""
    ligne: int = 0


@dataclass(frozen=True, slots=True)
class Portefeuille:
    """The workbook, read: good records, and what could not be read.

    Attributes:
      debiteurs: by code, in the order of the sheet.
      taux: the rows of `tblTaux`: they override and extend the rates of `droit`.
      anomalies: all that was found wrong or odd, in reading order.
    """

    creancier: Creancier
    debiteurs: Mapping[str, Debiteur] = field(default_factory=lambda: MappingProxyType({}))
    echeances: tuple[Echeance, ...] = ()
    avoirs: tuple[Avoir, ...] = ()
    reglements: tuple[Reglement, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    niveaux: tuple[Niveau, ...] = ()
    segments: tuple[Segment, ...] = ()
    relances: tuple[Relance, ...] = ()
    echeanciers: tuple[Echeancier, ...] = ()
    mensualites: tuple[Mensualite, ...] = ()
    pieces: tuple[PieceDeclaree, ...] = ()
    taux: tuple[Taux, ...] = ()
    frais: tuple[Frais, ...] = ()
    anomalies: tuple[Anomalie, ...] = ()
