"""From what a passage decided for a debtor to all that its letter may say: figures become French text here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from relancier.base.dates import format_long, format_short
from relancier.base.errors import Anomalie, Gravite, Lieu
from relancier.base.money import NBSP, ZERO, format_euros, format_rate
from relancier.base.typed import fold, squeeze
from relancier.creances.portefeuille import Canal, Creancier, Debiteur, Portefeuille, Relance, TypeDebiteur
from relancier.documents import qr
from relancier.documents.catalog import Catalog
from relancier.documents.context import Lettre, Ligne, Paiement, Penalites
from relancier.documents.parties import destinataire, expediteur
from relancier.documents.releve import mouvements
from relancier.documents.shared_out import sentences
from relancier.documents.template import Template, clean
from relancier.documents.words import spell_euros, spell_integer
from relancier.droit.semestre import Semestre
from relancier.droit.taux import TableDesTaux, penalite_legale, penalite_publique
from relancier.relances import procedures
from relancier.relances.propose import Envoi, Proposition

NONE = "–"
NO_PENALTY = Penalites("", "", "", "", "", "", "")
INDEMNITE = Decimal("40.00")
PROJECT = "PROJET – NE PAS ENVOYER"
REFERENCE_MAX = 60  # characters of a transfer's reason that people still read


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter ready to be rendered.

    Attributes:
      context: what its template may print.
      qr_png: its transfer code; b"" when there is none.
      required: texts that it must hold.
      indemnites: € of fixed indemnity that it claims, by facture.
    """

    context: Lettre
    qr_png: bytes
    required: tuple[str, ...]
    indemnites: Mapping[str, Decimal]


class Composer:
    """Composes the letters of one passage.

    Attributes:
      remarques: what somebody should know about the letters made so far, each once.
    """

    def __init__(
        self, portefeuille: Portefeuille, date_arrete: date, passage: str, catalog: Catalog, *, projet: bool
    ) -> None:
        self._portefeuille = portefeuille
        self._day = date_arrete
        self._passage = passage
        self._catalog = catalog
        self._projet = projet
        self._taux = TableDesTaux(portefeuille.taux)
        self._procedures = procedures.build(portefeuille.niveaux)
        self._expediteur = expediteur(portefeuille.creancier)
        self.remarques: dict[str, Anomalie] = {}

    def template(self, envoi: Envoi) -> Template:
        """Return the template that words `envoi`."""
        return self._catalog.letter(envoi.niveau.modele, envoi.debiteur.type)

    def compose(self, envoi: Envoi) -> Composed:
        """Return what the letter `envoi` says.

        Raises:
          InvalidInput: its template prints a rate that is not known for the day ("taux-inconnu").
        """
        template = self.template(envoi)
        creancier, debiteur, niveau = self._portefeuille.creancier, envoi.debiteur, envoi.niveau
        etats = [one.etat for one in envoi.lignes]
        total = envoi.reste_du
        penalites, indemnites = self._penalites(envoi, template)
        total_avoirs, total_regle = sum((e.avoirs for e in etats), ZERO), sum((e.regle for e in etats), ZERO)
        reference = _reference(envoi, self._passage)
        # what the debtor is asked to transfer: the indemnity too where the letter claims it
        asked = total + sum(indemnites.values(), ZERO)
        holder = creancier.titulaire or creancier.nom
        png = (
            qr.transfer_png(holder, creancier.iban, creancier.bic, asked, reference)
            if template.uses("paiement.qr")
            else b""
        )
        account = mouvements(envoi.situation)
        context = Lettre(
            creancier=self._expediteur,
            debiteur=destinataire(debiteur),
            envoi="Lettre recommandée avec avis de réception" if niveau.canal is Canal.LRAR else "",
            projet=PROJECT if self._projet else "",
            lieu=creancier.lieu or creancier.adresse.ville,
            date=format_long(self._day),
            reference=f"{debiteur.code} / {self._passage}",
            niveau=str(niveau.niveau),
            lignes=tuple(self._ligne(one, debiteur) for one in envoi.lignes),
            pluriel=len(envoi.lignes) > 1,
            total_ttc=format_euros(sum((e.echeance.montant for e in etats), ZERO)),
            total_avoirs=_or_none(total_avoirs),
            total_regle=_or_none(total_regle),
            total_du=format_euros(total),
            total_en_lettres=spell_euros(total),
            avec_avoirs=bool(total_avoirs),
            avec_reglements=bool(total_regle),
            delai_accorde=f"{spell_integer(niveau.delai_accorde)} {'jours' if niveau.delai_accorde > 1 else 'jour'}"
            if niveau.delai_accorde
            else "",
            date_limite=format_long(self._day + timedelta(days=niveau.delai_accorde)) if niveau.delai_accorde else "",
            relances_precedentes=self._already_sent(envoi),
            imputations=sentences(envoi),
            mouvements=account,
            solde=account[-1].solde if account else format_euros(ZERO),
            mouvements_arretes_au=format_long(self._day),
            paiement=_paiement(creancier, reference, has_qr=bool(png)),
            penalites=penalites,
        )
        return Composed(context, png, (clean(squeeze(debiteur.nom)), context.total_du), indemnites)

    def _ligne(self, proposition: Proposition, debiteur: Debiteur) -> Ligne:
        etat, niveau = proposition.etat, proposition.niveau
        if niveau is None:
            raise ValueError("a line of a letter has a level")
        return Ligne(
            facture=etat.echeance.facture,
            date=format_short(etat.echeance.date),
            echeance=format_short(etat.echeance.echeance),
            montant_ttc=format_euros(etat.echeance.montant),
            avoirs=_or_none(etat.avoirs),
            regle=_or_none(etat.regle),
            reste_du=format_euros(etat.reste_du),
            retard=str(etat.retard),
            niveau=self._catalog.letter(niveau.modele, debiteur.type).title,
            objet=etat.echeance.objet,
        )

    def _penalites(self, envoi: Envoi, template: Template) -> tuple[Penalites, Mapping[str, Decimal]]:
        """What the law adds on this debtor, and the indemnities claimed, only where the template speaks of it."""
        kind = envoi.debiteur.type
        if kind is TypeDebiteur.CONSOMMATEUR or not template.uses("penalites"):
            return NO_PENALTY, {}
        semestre = Semestre.of(self._day)
        taux = self._taux.of(semestre)
        if not taux.verifie:
            self._note_unverified(semestre)
        agreed = {one.etat.echeance.taux for one in envoi.lignes}
        if kind is TypeDebiteur.PUBLIC:
            return Penalites(format_rate(penalite_publique(taux)), semestre.libelle, "", "", "", "", ""), {}
        default = penalite_legale(taux)
        rates = {rate if rate is not None else default for rate in agreed}
        factures = list(dict.fromkeys(one.etat.echeance.facture for one in envoi.lignes))
        indemnity = INDEMNITE * len(factures)
        grand_total = envoi.reste_du + indemnity
        claimed = dict.fromkeys(factures, INDEMNITE) if template.uses("penalites.total_avec_indemnite") else {}
        return (
            Penalites(
                taux=format_rate(rates.pop()) if len(rates) == 1 else "",
                semestre=semestre.libelle,
                indemnite_unitaire=format_euros(INDEMNITE),
                nombre=str(len(factures)),
                indemnite_totale=format_euros(indemnity),
                total_avec_indemnite=format_euros(grand_total),
                total_avec_indemnite_en_lettres=spell_euros(grand_total),
            ),
            claimed,
        )

    def _note_unverified(self, semestre: Semestre) -> None:
        self.remarques["taux-non-verifie"] = Anomalie(
            "taux-non-verifie",
            Gravite.REMARQUE,
            Lieu(feuille="Taux", table="tblTaux"),
            str(semestre),
            f"Le taux de pénalité imprimé repose sur les taux du {semestre.libelle}, pas encore vérifiés sur le texte "
            "officiel.",
            f"Confirmez-les à la Banque de France, puis mettez « oui » à Vérifié, ligne {semestre} de la feuille Taux.",
        )

    def _already_sent(self, envoi: Envoi) -> tuple[str, ...]:
        procedure = self._procedures.get(fold(procedures.name_for(envoi.debiteur, self._portefeuille.creancier)))

        def label(relance: Relance) -> str:
            niveau = procedure.at(relance.niveau) if procedure else None
            if niveau is None:
                return f"relance {relance.niveau}"
            title = self._catalog.letter(niveau.modele, envoi.debiteur.type).title
            return title[:1].lower() + title[1:]

        return tuple(dict.fromkeys(f"{label(one)} du {format_long(one.date)}" for one in envoi.precedentes))


def _or_none(amount: Decimal) -> str:
    return format_euros(amount) if amount else NONE


def _reference(envoi: Envoi, passage: str) -> str:
    """What the debtor should quote: its code and the factures, or the passage where they are too many."""
    numbers = dict.fromkeys(one.etat.echeance.facture for one in envoi.lignes)
    full = " ".join((envoi.debiteur.code, *numbers))
    return full if len(full) <= REFERENCE_MAX else f"{envoi.debiteur.code} {passage}"


def _paiement(creancier: Creancier, reference: str, *, has_qr: bool) -> Paiement:
    grouped = NBSP.join(creancier.iban[i : i + 4] for i in range(0, len(creancier.iban), 4))
    return Paiement(
        iban=grouped,
        bic=creancier.bic,
        titulaire=creancier.titulaire or creancier.nom,
        reference=reference,
        qr=has_qr,
    )
