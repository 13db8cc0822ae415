"""What a letter says of late-payment rates and of the 40 €, by type of debtor and by the creditor's settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from relancier.base.errors import Anomalie, Gravite, Lieu
from relancier.base.money import ZERO, format_euros, format_rate
from relancier.creances.conventions import Conventions
from relancier.creances.indemnite import indemnite_de
from relancier.creances.portefeuille import Echeance, TypeDebiteur
from relancier.creances.regimes import TauxPublic
from relancier.documents.context import Penalites
from relancier.documents.template import Template
from relancier.documents.words import spell_euros
from relancier.droit.semestre import Semestre
from relancier.droit.taux import TableDesTaux, penalite_legale, penalite_publique, plancher_convenu
from relancier.relances.propose import Envoi

NONE = Penalites("", "", "", "", "", "", "")


@dataclass(frozen=True, slots=True)
class Added:
    """What the law adds to a letter's claim.

    Attributes:
      texte: what the template may print of it.
      indemnites: € of fixed indemnity that the letter claims, by facture.
    """

    texte: Penalites = NONE
    indemnites: Mapping[str, Decimal] = field(default_factory=dict)


class Penalties:
    """Says what is added to each letter of a passage.

    Attributes:
      remarques: what somebody should know about the figures printed so far, each once.
    """

    def __init__(self, day: date, table: TableDesTaux, conventions: Conventions) -> None:
        self._day = day
        self._table = table
        self._conventions = conventions
        self.remarques: dict[str, Anomalie] = {}

    def of(self, envoi: Envoi, template: Template) -> Added:
        """Return what is added to `envoi`; nothing for a consumer, nor where `template` does not speak of it.

        Raises:
          InvalidInput: a rate to print is not known ("taux-inconnu").
        """
        if envoi.debiteur.type is TypeDebiteur.CONSOMMATEUR or not template.uses("penalites"):
            return Added()
        terms = [one.etat.echeance for one in envoi.lignes]
        printed = {self._rate(one, envoi.debiteur.type) for one in terms}
        rate, semestre = printed.pop() if len(printed) == 1 else (None, None)
        borne = self._indemnites(envoi) if template.uses("penalites.indemnite_unitaire") else {}
        total = sum(borne.values(), ZERO)
        claims = template.uses("penalites.total_avec_indemnite")
        texte = Penalites(
            taux=format_rate(rate) if rate is not None else "",
            semestre=semestre.libelle if semestre else "",
            indemnite_unitaire=format_euros(max(borne.values())) if borne else "",
            nombre=str(len(borne)) if borne else "",
            indemnite_totale=format_euros(total) if total else "",
            total_avec_indemnite=format_euros(envoi.reste_du + total),
            total_avec_indemnite_en_lettres=spell_euros(envoi.reste_du + total),
        )
        return Added(texte, borne if claims else {})

    def _rate(self, echeance: Echeance, kind: TypeDebiteur) -> tuple[Decimal | None, Semestre | None]:
        """Return the rate that the échéance bears on the day, and the semester it is of; no semester if agreed."""
        semestre = Semestre.of(self._day)
        if kind is TypeDebiteur.PUBLIC and self._conventions.taux_public is TauxPublic.AU_DEPART:
            semestre = Semestre.of(echeance.echeance + timedelta(days=1))
        taux = self._table.of(semestre)
        if kind is TypeDebiteur.PUBLIC:
            self._note_unverified(semestre)
            return penalite_publique(taux), semestre
        if echeance.taux is None:
            self._note_unverified(semestre)
            return penalite_legale(taux), semestre
        if echeance.taux < plancher_convenu(taux):
            self._note_floor(echeance, plancher_convenu(taux))
            return None, None
        return echeance.taux, None

    def _indemnites(self, envoi: Envoi) -> dict[str, Decimal]:
        """The 40 € of each facture unpaid at term, where the creditor claims them."""
        if not self._conventions.indemnites:
            return {}
        kind, opened = envoi.debiteur.type, envoi.debiteur.procedure_collective
        due: dict[str, Decimal] = {}
        for one in envoi.lignes:
            amount = indemnite_de(one.etat.echeance, kind, opened).montant
            if amount:
                due.setdefault(one.etat.echeance.facture, amount)
        return due

    def _note_unverified(self, semestre: Semestre) -> None:
        if self._table.of(semestre).verifie:
            return
        self.remarques[f"taux-non-verifie {semestre}"] = Anomalie(
            "taux-non-verifie",
            Gravite.REMARQUE,
            Lieu(feuille="Taux", table="tblTaux"),
            str(semestre),
            f"Le taux de pénalité imprimé repose sur les taux du {semestre.libelle}, pas encore vérifiés sur le texte "
            "officiel.",
            f"Confirmez-les à la Banque de France, puis mettez « oui » à Vérifié, ligne {semestre} de la feuille Taux.",
        )

    def _note_floor(self, echeance: Echeance, floor: Decimal) -> None:
        rate = format_rate(echeance.taux or ZERO)
        self.remarques[f"taux-sous-plancher {echeance.facture}"] = Anomalie(
            "taux-sous-plancher",
            Gravite.REMARQUE,
            Lieu(feuille="Factures", table="tblFactures", ligne=echeance.ligne, colonne="Taux contractuel"),
            rate,
            f"Le taux convenu de {rate} de la facture {echeance.facture} est sous le minimum légal de "
            f"{format_rate(floor)} (trois fois le taux légal) : la lettre n'imprime pas de taux.",
            "Videz-le pour appliquer le taux de la loi, ou corrigez-le.",
            echeance.debiteur,
        )
