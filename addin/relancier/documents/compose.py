"""From what a passage decided for a debtor to all that its letter may say: figures become French text here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from relancier.base.dates import format_long, format_short
from relancier.base.errors import Anomalie
from relancier.base.money import ZERO, format_euros
from relancier.base.typed import squeeze
from relancier.creances.portefeuille import Canal, Debiteur, Portefeuille
from relancier.documents import courriel, fiche, penalties, qr, sms
from relancier.documents.catalog import Catalog
from relancier.documents.context import Lettre, Ligne
from relancier.documents.courriel import Message
from relancier.documents.disputes import contestations, total_conteste
from relancier.documents.fiche import Fiche
from relancier.documents.parties import destinataire, expediteur
from relancier.documents.promises import broken
from relancier.documents.recalled import recall
from relancier.documents.releve import mouvements
from relancier.documents.shared_out import sentences
from relancier.documents.tags import clean
from relancier.documents.template import Template
from relancier.documents.virement import paiement
from relancier.documents.words import spell_euros, spell_integer
from relancier.relances.passage import Envoi, Proposition

NONE = "–"
PROJECT = "PROJET – NE PAS ENVOYER"
ENVOIS = {Canal.LRAR: "Lettre recommandée avec avis de réception", Canal.EMAIL: "Par e-mail"}
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
    """Composes the letters of one passage."""

    def __init__(
        self, portefeuille: Portefeuille, date_arrete: date, passage: str, catalog: Catalog, *, projet: bool
    ) -> None:
        self._portefeuille = portefeuille
        self._day = date_arrete
        self._passage = passage
        self._catalog = catalog
        self._projet = projet
        self._penalties = penalties.of_passage(portefeuille, date_arrete)
        self._expediteur = expediteur(portefeuille.creancier)

    @property
    def remarques(self) -> tuple[Anomalie, ...]:
        """What somebody should know about the letters made so far, each once."""
        return tuple(self._penalties.remarques.values())

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
        added = self._penalties.of(envoi, template)
        indemnites = added.indemnites
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
            envoi=ENVOIS.get(envoi.canal, "") if envoi.canal else "",
            projet=PROJECT if self._projet else "",
            lieu=creancier.lieu or creancier.adresse.ville,
            date=format_long(self._day),
            reference=f"{debiteur.code} / {self._passage}",
            niveau=str(niveau.niveau),
            ton=envoi.ton,
            lignes=tuple(self._ligne(one, debiteur) for one in envoi.lignes),
            pluriel=len(envoi.lignes) > 1,
            a_venir=all(e.retard <= 0 for e in etats),
            total_ttc=format_euros(sum((e.echeance.montant for e in etats), ZERO)),
            total_avoirs=_or_none(total_avoirs),
            total_regle=_or_none(total_regle),
            total_du=format_euros(total),
            total_en_lettres=spell_euros(total),
            contestations=contestations(envoi),
            total_conteste=total_conteste(envoi),
            avec_avoirs=bool(total_avoirs),
            avec_reglements=bool(total_regle),
            delai_accorde=f"{spell_integer(niveau.delai_accorde)} {'jours' if niveau.delai_accorde > 1 else 'jour'}"
            if niveau.delai_accorde
            else "",
            date_limite=format_long(self._day + timedelta(days=niveau.delai_accorde)) if niveau.delai_accorde else "",
            relances_precedentes=recall(envoi.precedentes, lambda modele: self._catalog.title(modele, debiteur.type)),
            imputations=sentences(envoi),
            promesse=broken(envoi),
            mouvements=account,
            solde=account[-1].solde if account else format_euros(ZERO),
            mouvements_arretes_au=format_long(self._day),
            paiement=paiement(creancier, reference, has_qr=bool(png)),
            penalites=added.texte,
        )
        return Composed(context, png, (clean(squeeze(debiteur.nom)), context.total_du), indemnites)

    def courriel(self, envoi: Envoi, lettre: Lettre) -> Message:
        """Return the e-mail that `lettre` is attached to.

        Raises:
          InvalidInput: its text template is faulty.
          LostValue: it does not name the sum.
        """
        return courriel.write(self._catalog.courriel(envoi.niveau, envoi.debiteur.type, envoi.ton), lettre)

    def sms(self, envoi: Envoi) -> str:
        """Return the text of an SMS, at most 160 septets.

        Raises:
          InvalidInput: its text template is faulty.
          LostValue: none of its wordings fits.
        """
        return sms.write(self._catalog.sms(envoi.niveau, envoi.debiteur.type), envoi, self._portefeuille.creancier)

    def fiche(self, envoi: Envoi) -> tuple[Template, Fiche]:
        """Return the call sheet of `envoi`: its template, and what it says.

        Raises:
          InvalidInput: its template is faulty.
        """
        template = self._catalog.call_sheet()
        projet = PROJECT if self._projet else ""
        return template, fiche.compose(envoi, self._portefeuille, self._catalog, self._day, self._passage, projet)

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
            retard=str(max(etat.retard, 0)),
            niveau=self._catalog.letter(niveau.modele, debiteur.type).title,
            objet=etat.echeance.objet,
        )


def _or_none(amount: Decimal) -> str:
    return format_euros(amount) if amount else NONE


def _reference(envoi: Envoi, passage: str) -> str:
    """What the debtor should quote: its code and the factures, or the passage where they are too many."""
    numbers = dict.fromkeys(one.etat.echeance.facture for one in envoi.lignes)
    full = " ".join((envoi.debiteur.code, *numbers))
    return full if len(full) <= REFERENCE_MAX else f"{envoi.debiteur.code} {passage}"
