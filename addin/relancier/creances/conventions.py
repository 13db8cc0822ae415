"""The choices that a décompte rests on, and what they make of one debt's interest.

What the law leaves open is a setting with a stated default, and every setting is printed (`phrases`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput, Refus
from relancier.creances.collective import anterieure
from relancier.creances.interets import Poste
from relancier.creances.portefeuille import Debiteur, Echeance, TypeDebiteur
from relancier.creances.regimes import (
    DAY,
    Base,
    Conditions,
    Phase,
    Regime,
    TauxPublic,
    debut_majoration,
    verifier_echeance,
)
from relancier.droit.taux import Colonne
from relancier.droit.textes import TEXTES


class Ordre(StrEnum):
    """On one debt, what a payment lowers first."""

    INTERETS = "intérêts d'abord"  # C. civ. 1343-1: the rule
    PRINCIPAL = "principal d'abord"  # the creditor may prefer it


class Rang(StrEnum):
    """Where the 40 € rank when a payment is imputed: no text says."""

    AVANT = "avant le principal"
    APRES = "après le principal"


@dataclass(frozen=True, slots=True)
class Decision:
    """A court decision that orders payment.

    Attributes:
      rendue: its day; legal interest runs from the next (C. civ. 1231-7).
      executoire: when it became enforceable; five points are added two months later (CMF L313-3).
      regime: what it orders: legal interest, or the interest that ran before (PENALITES, CONVENU, PUBLIC), which then
        goes on and takes no five points.
    """

    rendue: date
    executoire: date
    regime: Regime = Regime.LEGAL


# a facture's number, or that with a due day where its terms were noticed apart
Notices = Mapping[str | tuple[str, date], date]


@dataclass(frozen=True, slots=True)
class Conventions:
    """The settings of a décompte.

    Attributes:
      penalites: the creditor claims L441-10 penalties; if not, legal interest runs from the mise en demeure.
      indemnites: the creditor claims the 40 €.
      taux_public: which semester gives the rate of a public buyer.
      mises_en_demeure: the day that a notice reached the debtor, by term (facture and due day) or by facture; the key
        "" stands for all others.
      capitalisation: the day from which whole years are capitalised, when a contract or a decision grants it.
      creancier_particulier: the creditor is a natural person outside professional needs: legal rate of that column,
        no penalties, no 40 €.
    """

    base: Base = Base.J365
    ordre: Ordre = Ordre.INTERETS
    rang: Rang = Rang.APRES
    penalites: bool = True
    indemnites: bool = True
    taux_public: TauxPublic = TauxPublic.AU_DEPART
    mises_en_demeure: Notices = field(default_factory=lambda: MappingProxyType({}))
    decision: Decision | None = None
    capitalisation: date | None = None
    creancier_particulier: bool = False

    def __post_init__(self) -> None:
        if self.decision is not None and self.decision.executoire < self.decision.rendue:
            raise InvalidInput(
                "decision-datee-a-l-envers",
                f"La décision du {format_short(self.decision.rendue)} ne peut être exécutoire dès le"
                f" {format_short(self.decision.executoire)}.",
                "Corrigez l'une des deux dates.",
            )

    def mise_en_demeure(self, echeance: Echeance) -> date | None:
        """Return the day that the notice of `echeance` reached the debtor; None when there was none."""
        notices = self.mises_en_demeure
        keys: tuple[str | tuple[str, date], ...] = ((echeance.facture, echeance.echeance), echeance.facture, "")
        return next((notices[key] for key in keys if key in notices), None)

    @property
    def postes(self) -> tuple[Poste, ...]:
        """What a payment lowers, in order."""
        interest = (Poste.CAPITALISES, Poste.ANTERIEURS, Poste.COURANTS)
        principal = (Poste.PRINCIPAL,)
        fee = (Poste.INDEMNITE,)
        if self.ordre is Ordre.INTERETS:
            return interest + (fee + principal if self.rang is Rang.AVANT else principal + fee)
        return fee + principal + interest if self.rang is Rang.AVANT else principal + interest + fee


def conditions(debiteur: Debiteur, echeance: Echeance, conventions: Conventions) -> Conditions:
    """Return what interest `echeance` bears under `conventions`.

    Raises:
      InvalidInput: "echeance-avant-2015".
      Refus: "penalites-consommateur", "taux-acheteur-public".
    """
    verifier_echeance(echeance.echeance)
    _refuse_agreed_rate(debiteur, echeance)
    decision = conventions.decision
    phases = list(_before_decision(debiteur, echeance, conventions))
    if decision is not None and decision.regime is Regime.LEGAL:
        start = max(decision.rendue, echeance.echeance) + DAY
        kept = [phase for phase in phases if phase.du < start]
        if not kept or kept[-1].regime is not Regime.LEGAL:
            kept.append(Phase(start, Regime.LEGAL, colonne=_colonne(conventions)))
        phases = kept
    opened = debiteur.procedure_collective
    return Conditions(
        tuple(phases),
        conventions.base,
        opened - DAY if opened is not None and anterieure(echeance, opened) else None,
        debut_majoration(decision.executoire) if decision is not None else None,
        conventions.capitalisation,
    )


def _refuse_agreed_rate(debiteur: Debiteur, echeance: Echeance) -> None:
    if echeance.taux is None:
        return
    if debiteur.type is TypeDebiteur.CONSOMMATEUR:
        raise Refus(
            "penalites-consommateur",
            f"La facture {echeance.facture} porte un taux de pénalité, mais {debiteur.nom} est un consommateur :"
            f" les pénalités de l'{TEXTES['penalites'].citation} n'existent qu'entre professionnels.",
            "Videz son taux contractuel, ou corrigez le type du débiteur.",
        )
    if debiteur.type is TypeDebiteur.PUBLIC:
        raise Refus(
            "taux-acheteur-public",
            f"La facture {echeance.facture} porte un taux convenu, mais {debiteur.nom} est un acheteur public, dont"
            f" le taux est fixé par les {TEXTES['public-taux'].citation}.",
            "Videz son taux contractuel, ou corrigez le type du débiteur.",
        )


def _colonne(conventions: Conventions) -> Colonne:
    return Colonne.LEGAL_PARTICULIERS if conventions.creancier_particulier else Colonne.LEGAL_PROFESSIONNELS


def _before_decision(debiteur: Debiteur, echeance: Echeance, conventions: Conventions) -> tuple[Phase, ...]:
    following = echeance.echeance + DAY
    professional = not conventions.creancier_particulier
    if debiteur.type is TypeDebiteur.PUBLIC and professional and conventions.penalites:
        return (Phase(following, Regime.PUBLIC, taux_public=conventions.taux_public),)
    if debiteur.type is TypeDebiteur.PROFESSIONNEL and professional and conventions.penalites:
        if echeance.taux is not None:
            return (Phase(following, Regime.CONVENU, echeance.taux),)
        return (Phase(following, Regime.PENALITES),)
    notice = conventions.mise_en_demeure(echeance)
    if notice is None:
        return ()
    return (Phase(max(notice, echeance.echeance) + DAY, Regime.LEGAL, colonne=_colonne(conventions)),)


def phrases(debiteur: Debiteur, conventions: Conventions, *, rejets: bool = False) -> tuple[str, ...]:
    """Return the conventions as French sentences, as the décompte prints them; `rejets`: a payment was sent back."""
    start = "" if sans_penalites(debiteur, conventions) else "du lendemain de l'échéance "
    out = [
        f"Les intérêts courent {start}jusqu'à la date d'arrêté comprise ; le jour d'un règlement porte encore intérêt,"
        " un avoir réduit le principal dès son jour.",
        _PHRASE_BASE[conventions.base],
        "Chaque ligne est arrondie au centime, une seule fois, le demi-centime vers le haut ; les totaux additionnent"
        " les lignes.",
        *_phrases_regime(debiteur, conventions),
        f"Un règlement est imputé sur la facture désignée par le débiteur ; à défaut, sur les dettes échues, la plus"
        f" onéreuse, la plus ancienne, puis en proportion ({TEXTES['imputation'].citation}).",
        _PHRASE_ORDRE[conventions.ordre],
        "Un avoir qui ne nomme pas de facture réduit le principal dans ce même ordre ; il n'est pas un règlement.",
    ]
    if rejets:
        out.append(
            "Un règlement rejeté vaut comme reçu jusqu'au jour de son rejet compris : ce qu'il avait payé est de"
            " nouveau dû, et porte de nouveau intérêt, à compter du lendemain du rejet (convention de ce décompte)."
        )
    if conventions.capitalisation is not None:
        out.append(
            f"Les intérêts dus pour une année entière à compter du {format_short(conventions.capitalisation)} sont"
            f" capitalisés à chaque anniversaire ({TEXTES['capitalisation'].citation})."
        )
    return tuple(out)


_PHRASE_BASE: Mapping[Base, str] = MappingProxyType(
    {
        Base.J365: "Intérêt d'une ligne = base × taux × jours / 365, même en année bissextile (usage, aucun texte).",
        Base.J366: "Intérêt d'une ligne = base × taux × jours / 366, chaque année (choix du créancier).",
        Base.EXACT: "Intérêt d'une ligne = base × taux × jours / 365, ou / 366 pour les jours d'une année bissextile"
        " (choix du créancier).",
    }
)
_PHRASE_PUBLIC: Mapping[TauxPublic, str] = MappingProxyType(
    {
        TauxPublic.AU_DEPART: "Le taux de l'acheteur public est celui du semestre où les intérêts commencent à courir,"
        f" sans changer ensuite ({TEXTES['public-taux'].citation}).",
        TauxPublic.PAR_SEMESTRE: "Le taux de l'acheteur public est, à chaque jour, celui de son semestre, par choix du"
        f" créancier ({TEXTES['public-taux'].citation}).",
    }
)
_PHRASE_ORDRE: Mapping[Ordre, str] = MappingProxyType(
    {
        Ordre.INTERETS: f"Sur une dette, il s'impute d'abord sur les intérêts ({TEXTES['interets-d-abord'].citation}).",
        Ordre.PRINCIPAL: "Sur une dette, il s'impute d'abord sur le principal, par choix du créancier.",
    }
)


def sans_penalites(debiteur: Debiteur, conventions: Conventions) -> bool:
    """Say whether, before any decision, `debiteur` owes legal interest alone, from the mise en demeure."""
    claimed = conventions.penalites and not conventions.creancier_particulier
    return debiteur.type is TypeDebiteur.CONSOMMATEUR or not claimed


def _phrases_regime(debiteur: Debiteur, conventions: Conventions) -> list[str]:
    out = []
    consumer = debiteur.type is TypeDebiteur.CONSOMMATEUR
    if sans_penalites(debiteur, conventions):
        out.append(
            f"Aucune pénalité de retard n'est réclamée ; l'intérêt au taux légal court du lendemain de la mise en"
            f" demeure ({TEXTES['mise-en-demeure'].citation}). Elle est datée de sa réception ; si celle-ci n'est pas"
            " connue, de son dépôt ; à défaut, de la lettre (convention de ce décompte)."
        )
    elif debiteur.type is TypeDebiteur.PUBLIC:
        out.append(_PHRASE_PUBLIC[conventions.taux_public])
    else:
        out.append(
            f"Pénalités dues sans rappel, à chaque jour le taux de son semestre ({TEXTES['penalites'].citation}) ;"
            f" elles ne se cumulent pas avec l'intérêt légal ({TEXTES['non-cumul'].citation})."
        )
    if not consumer and conventions.indemnites and not conventions.creancier_particulier:
        key = "public-indemnite" if debiteur.type is TypeDebiteur.PUBLIC else "indemnite"
        out.append(
            f"L'indemnité de 40 € est due une fois par facture impayée à son terme ({TEXTES[key].citation}) ; aucun"
            f" texte ne fixant son rang, un règlement s'y impute {conventions.rang} de l'échéance qui la porte, par"
            " choix du créancier."
        )
    if conventions.decision is not None:
        out.append(_phrase_decision(conventions.decision))
    if debiteur.procedure_collective is not None:
        out.append(
            f"Procédure collective ouverte le {format_short(debiteur.procedure_collective)} : le cours des intérêts des"
            " factures antérieures (datées de ce jour au plus tard, convention de ce décompte) est arrêté à cette date"
            f" ({TEXTES['ouverture-interets'].citation}). Ce qui est payé à partir de ce jour sans désigner de facture"
            f" s'impute sur les dettes postérieures ({TEXTES['ouverture-paiement'].citation})."
        )
    return out


def _phrase_decision(decision: Decision) -> str:
    head = f"Décision du {format_short(decision.rendue)}, exécutoire le {format_short(decision.executoire)}"
    if decision.regime is not Regime.LEGAL:
        return f"{head} : les {decision.regime} continuent de courir."
    start = format_short(debut_majoration(decision.executoire))
    return (
        f"{head} : intérêt au taux légal dès le lendemain ({TEXTES['jugement'].citation}), majoré de cinq points à"
        f" compter du {start} ({TEXTES['majoration'].citation})."
    )
