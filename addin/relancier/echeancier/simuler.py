"""What a plan would be: its instalments, and what each of them pays. Nothing is written, and nothing is agreed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput, Refus
from relancier.base.money import ZERO, format_euros, to_cents
from relancier.creances.portefeuille import TypeDebiteur
from relancier.droit.semestre import Semestre
from relancier.droit.textes import TEXTES
from relancier.echeancier.calendrier import Calendrier
from relancier.echeancier.dette import DetteDuPlan
from relancier.echeancier.modes import ModeInterets, Ouvrables
from relancier.echeancier.periodicite import Periodicite
from relancier.echeancier.repartition import Encours, Regles, Terme, par_montant, payer, repartir


@dataclass(frozen=True, slots=True)
class Demande:
    """The plan that is asked for: exactly one of `nombre`, `montant` and `jusqu_au` is given.

    Attributes:
      nombre: how many instalments, the apport apart.
      montant: € of each, the last one excepted.
      jusqu_au: the day after which none falls: as many as fit.
      interets: which interest the debtor pays.
      taux: % a year during the plan, for SUR_LA_DUREE; None for the rate of the law on the day counted.
      premiere: the day of the first instalment; None for one period after the day counted.
      apport: € paid on signing, the day counted; 0 for none.
      fin_de_mois, ouvrables: as `Calendrier`.
    """

    nombre: int | None = None
    montant: Decimal | None = None
    jusqu_au: date | None = None
    interets: ModeInterets = ModeInterets.COURUS
    taux: Decimal | None = None
    premiere: date | None = None
    periodicite: Periodicite = Periodicite()  # noqa: RUF009 - frozen
    apport: Decimal = ZERO
    fin_de_mois: bool = False
    ouvrables: Ouvrables = Ouvrables.NON


@dataclass(frozen=True, slots=True)
class Simulation:
    """A plan that could be proposed. All € amounts.

    Attributes:
      dette: what it spreads.
      demande: what was asked for.
      apport: what is paid on signing, of rank 0; None when nothing is.
      termes: the instalments, from rank 1, one at least.
      taux: % a year that runs during the plan, fixed and agreed; None when no interest does.
      remise: the accrued interest that the creditor waives if the plan is kept.
    """

    dette: DetteDuPlan
    demande: Demande
    apport: Terme | None
    termes: tuple[Terme, ...]
    taux: Decimal | None
    remise: Decimal

    @property
    def versements(self) -> tuple[Terme, ...]:
        """All that is paid, the apport first."""
        return (self.apport, *self.termes) if self.apport else self.termes

    @property
    def total(self) -> Decimal:
        """What the debtor pays in all, the apport included: the plan's amount."""
        return sum((one.montant for one in self.versements), ZERO)

    @property
    def interets(self) -> Decimal:
        """What of `total` is interest, accrued before or during the plan."""
        return sum((one.interets for one in self.versements), ZERO)

    @property
    def interets_du_plan(self) -> Decimal:
        """The interest that runs during the plan."""
        return sum((one.produits for one in self.versements), ZERO)

    @property
    def nombre(self) -> int:
        """How many instalments, the apport apart."""
        return len(self.termes)

    @property
    def premier_jour(self) -> date:
        """The day of the first instalment."""
        return self.termes[0].date

    @property
    def dernier_jour(self) -> date:
        """The day of the last instalment."""
        return self.termes[-1].date


def simuler(dette: DetteDuPlan, demande: Demande) -> Simulation:
    """Return the plan that spreads `dette` as `demande` says.

    Raises:
      InvalidInput: "choix-du-plan" unless one of number, amount and last day is given; "apport-trop-grand",
        "apport-negatif", "nombre-nul", "montant-nul", "taux-inconnu", "taux-sans-interets", "rien-a-echelonner"; or as
        `Calendrier` and `repartition` say.
      Refus: "penalites-consommateur", "taux-acheteur-public", "renonciation-acheteur-public".
    """
    _verifier(demande)
    taux = _taux(dette, demande)
    remise = dette.interets if demande.interets is ModeInterets.ABANDONNES else ZERO
    encours = Encours(dette.principal, dette.interets - remise, dette.indemnites)
    regles = Regles(dette.conventions.postes, taux or ZERO, dette.conventions.base)
    if not encours.total:
        raise InvalidInput(
            "rien-a-echelonner",
            "Il ne reste que des intérêts : les abandonner ne laisse rien à échelonner.",
            "Choisissez de les maintenir, ou faites-en remise sans échéancier.",
        )
    apport = None
    if demande.apport:
        _verifier_apport(demande.apport, encours)
        apport, encours = payer(encours, to_cents(demande.apport), dette.arrete, regles)
    calendrier = Calendrier(
        dette.arrete,
        demande.periodicite,
        demande.premiere,
        demande.fin_de_mois,
        demande.ouvrables,
        apport=apport is not None,
    )
    termes = _termes(encours, demande, calendrier, regles)
    return Simulation(dette, demande, apport, termes, taux, remise)


def _termes(encours: Encours, demande: Demande, calendrier: Calendrier, regles: Regles) -> tuple[Terme, ...]:
    if demande.montant is not None:
        return par_montant(encours, to_cents(demande.montant), calendrier, regles)
    if demande.jusqu_au is not None:
        dates = calendrier.jusqu_au(demande.jusqu_au)
    else:
        dates = calendrier.premiers(demande.nombre or 0)
    return repartir(encours, calendrier.arrete, dates, regles)


def _verifier(demande: Demande) -> None:
    asked = [one for one in (demande.nombre, demande.montant, demande.jusqu_au) if one is not None]
    if len(asked) != 1:
        raise InvalidInput(
            "choix-du-plan",
            "Un plan se demande par le nombre de versements, par leur montant ou par le dernier jour.",
            "Donnez l'un des trois, et un seul.",
        )
    if demande.nombre is not None and demande.nombre < 1:
        raise InvalidInput("nombre-nul", "Un plan compte au moins un versement.", "Donnez un nombre comme 6.")
    if demande.montant is not None and demande.montant <= 0:
        raise InvalidInput("montant-nul", "Le montant d'un versement doit être positif.", "Donnez-le comme 500,00.")
    if demande.apport < 0:
        raise InvalidInput("apport-negatif", "Un apport ne peut être négatif.", "Donnez-le comme 500,00.")
    if demande.taux is not None and demande.interets is not ModeInterets.SUR_LA_DUREE:
        raise InvalidInput(
            "taux-sans-interets",
            f"Un taux ne vaut que si des intérêts courent pendant le plan ; ceux-ci sont « {demande.interets} ».",
            f"Retirez le taux, ou choisissez des intérêts « {ModeInterets.SUR_LA_DUREE} ».",
        )


def _verifier_apport(apport: Decimal, encours: Encours) -> None:
    if apport >= encours.total:
        raise InvalidInput(
            "apport-trop-grand",
            f"Un apport de {format_euros(apport)} paierait toute la dette, {format_euros(encours.total)} : il ne"
            " resterait rien à échelonner.",
            "Donnez un apport plus petit.",
        )


def _taux(dette: DetteDuPlan, demande: Demande) -> Decimal | None:
    """Return the rate that runs during the plan; None when no interest does."""
    _refuser_selon_le_debiteur(dette, demande)
    if demande.interets is not ModeInterets.SUR_LA_DUREE:
        return None
    if demande.taux is not None:
        return demande.taux
    if dette.taux_loi is None:
        last = Semestre.of(dette.arrete)
        raise InvalidInput(
            "taux-inconnu",
            f"Les taux du {last.libelle} ne sont pas connus : celui de la loi ne peut être proposé au"
            f" {format_short(dette.arrete)}.",
            "Convenez d'un taux, ou comptez la dette à un jour dont le taux est connu : rien n'est extrapolé.",
        )
    return dette.taux_loi.taux


def _refuser_selon_le_debiteur(dette: DetteDuPlan, demande: Demande) -> None:
    """Refuse the rate or the waiver that the law forbids against this kind of debtor."""
    kind = dette.debiteur.type
    if kind is TypeDebiteur.CONSOMMATEUR and demande.taux is not None:
        raise Refus(
            "penalites-consommateur",
            "Un consommateur ne doit que l'intérêt au taux légal : un taux convenu ne lui est pas demandé"
            f" (les pénalités de l'{TEXTES['penalites'].citation} n'existent qu'entre professionnels).",
            "Retirez le taux.",
        )
    if kind is not TypeDebiteur.PUBLIC:
        return
    if demande.taux is not None:
        raise Refus(
            "taux-acheteur-public",
            f"Le taux d'un acheteur public est fixé par les {TEXTES['public-taux'].citation}.",
            "Retirez le taux.",
        )
    if demande.interets is ModeInterets.ABANDONNES:
        texte = TEXTES["renonciation-publique"]
        raise Refus(
            "renonciation-acheteur-public",
            f"Contre un acheteur public, {texte.dit} ({texte.citation}, à vérifier).",
            "Choisissez des intérêts courus ou sur la durée.",
        )
