"""What a letter says of late-payment rates and of the 40 €, by type of debtor and by the creditor's settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from relancier.base.errors import Anomalie, Gravite, Lieu
from relancier.base.money import ZERO, format_euros, format_exact_rate
from relancier.creances.conventions import Conventions
from relancier.creances.indemnite import indemnite_de
from relancier.creances.portefeuille import Echeance, Portefeuille, TypeDebiteur
from relancier.creances.regimes import DAY, TauxPublic, sous_plancher
from relancier.creances.reglages import lire_reglages
from relancier.documents.context import Penalites
from relancier.documents.rates import Borne, of_professional, of_public, of_public_by_semester
from relancier.documents.words import spell_euros
from relancier.droit.semestre import Semestre
from relancier.droit.taux import PREMIER, TableDesTaux, Taux, penalite_legale, penalite_publique
from relancier.droit.textes import TEXTES, Texte
from relancier.relances.passage import Envoi

NONE = Penalites("", "", "", "", "", "")


class Fields(Protocol):
    """What tells the fields of a template."""

    def uses(self, field: str) -> bool:
        """Say whether the template prints or tests `field` or something under it."""


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

    def note(self, envoi: Envoi, template: Fields) -> None:
        """Add to `remarques` what `of` would; raise as it does."""
        if _speaks(envoi, template):
            self._claimed(envoi, template)
            self._au_taux(envoi, template)

    def of(self, envoi: Envoi, template: Fields) -> Added:
        """Return what is added to `envoi`; nothing for a consumer, nor where `template` does not speak of it.

        Raises:
          InvalidInput: a rate to print is not known ("taux-inconnu").
        """
        if not _speaks(envoi, template):
            return Added()
        borne = self._claimed(envoi, template)
        total = sum(borne.values(), ZERO)
        claims = template.uses("penalites.total_avec_indemnite")
        texte = Penalites(
            au_taux=self._au_taux(envoi, template),
            indemnite_unitaire=format_euros(max(borne.values())) if borne else "",
            nombre=str(len(borne)) if borne else "",
            indemnite_totale=format_euros(total) if total else "",
            total_avec_indemnite=format_euros(envoi.reste_du + total),
            total_avec_indemnite_en_lettres=spell_euros(envoi.reste_du + total),
        )
        return Added(texte, borne if claims else {})

    def _au_taux(self, envoi: Envoi, template: Fields) -> str:
        """At what rate interest runs on the lines; "" where the creditor claims none, as in the décompte."""
        if not template.uses("penalites.au_taux"):
            return ""
        if not self._conventions.penalites or self._conventions.creancier_particulier:
            return ""
        terms = [one.etat.echeance for one in envoi.lignes]
        return self._public(terms) if envoi.debiteur.type is TypeDebiteur.PUBLIC else self._professional(terms)

    def _professional(self, terms: Sequence[Echeance]) -> str:
        today = Semestre.of(self._day)
        by_law = any(one.taux is None for one in terms)
        legal = (today, penalite_legale(self._known(today))) if by_law else None
        return of_professional([Borne(one.facture, one.taux, self._is_under_floor(one)) for one in terms], legal)

    def _public(self, terms: Sequence[Echeance]) -> str:
        self._note_text(TEXTES["public-taux"], "Le taux des intérêts d'un acheteur public repose")
        if self._conventions.taux_public is TauxPublic.PAR_SEMESTRE:
            today = Semestre.of(self._day)
            return of_public_by_semester(today, penalite_publique(self._known(today)))
        starts = {Semestre.of(one.echeance + DAY) for one in terms}
        if min(starts) < PREMIER:  # no rate of that time is in the table: the rule alone is stated
            return of_public({})
        return of_public({one: penalite_publique(self._known(one)) for one in starts})

    def _known(self, semestre: Semestre) -> Taux:
        """The rates of a semester that the letter prints; what is not verified is remarked."""
        self._note_unverified(semestre)
        return self._table.of(semestre)

    def _is_under_floor(self, echeance: Echeance) -> bool:
        """Say whether the agreed rate is under the floor on a day of the delay: the décompte would refuse it."""
        if echeance.taux is None:
            return False
        du = max(echeance.echeance + DAY, PREMIER.premier_jour)
        under = sous_plancher(echeance.taux, du, self._day, self._table)
        if under is not None:
            self._note_floor(echeance, echeance.taux, *under)
        return under is not None

    def _claimed(self, envoi: Envoi, template: Fields) -> dict[str, Decimal]:
        """The 40 € of each facture unpaid at term, where the template prints them and the creditor claims them."""
        if not template.uses("penalites.indemnite_unitaire"):
            return {}
        if not self._conventions.indemnites or self._conventions.creancier_particulier:
            return {}
        kind, opened = envoi.debiteur.type, envoi.debiteur.procedure_collective
        due: dict[str, Decimal] = {}
        for one in envoi.lignes:
            indemnite = indemnite_de(one.etat.echeance, kind, opened)
            if indemnite.texte is not None:
                due.setdefault(one.etat.echeance.facture, indemnite.montant)
                self._note_text(indemnite.texte, "L'indemnité forfaitaire de 40 € réclamée repose")
        return due

    def _note_text(self, texte: Texte, what: str) -> None:
        if texte.verifie:
            return
        self.remarques[f"texte-non-verifie {texte.cle}"] = Anomalie(
            "texte-non-verifie",
            Gravite.REMARQUE,
            Lieu(),
            texte.citation,
            f"{what} sur des textes qui n'ont pas été vérifiés à leur source officielle : {texte.citation}.",
            "Vérifiez-les sur Légifrance avant d'envoyer les lettres.",
        )

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

    def _note_floor(self, echeance: Echeance, rate: Decimal, semestre: Semestre, floor: Decimal) -> None:
        self.remarques[f"taux-sous-plancher {echeance.facture}"] = Anomalie(
            "taux-sous-plancher",
            Gravite.REMARQUE,
            Lieu(feuille="Factures", table="tblFactures", ligne=echeance.ligne, colonne="Taux contractuel"),
            format_exact_rate(rate),
            f"Le taux convenu de {format_exact_rate(rate)} de la facture {echeance.facture} est sous le minimum légal "
            f"de {format_exact_rate(floor)} du {semestre.libelle} (trois fois le taux légal) : la lettre n'imprime pas "
            "de taux pour cette facture.",
            "Videz-le pour appliquer le taux de la loi, ou corrigez-le.",
            echeance.debiteur,
        )


def of_passage(portefeuille: Portefeuille, day: date) -> Penalties:
    """Return what says what is added to the letters of the passage of `day`."""
    conventions = lire_reglages(portefeuille.creancier.reglages).conventions
    return Penalties(day, TableDesTaux(portefeuille.taux), conventions)


def _speaks(envoi: Envoi, template: Fields) -> bool:
    return envoi.debiteur.type is not TypeDebiteur.CONSOMMATEUR and template.uses("penalites")
