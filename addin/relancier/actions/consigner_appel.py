"""`relancier appel`: a phone call takes its place in the sealed history.

A call that the procedure expects, and that was answered, is the relance of its level. Any other stands at no level: it
neither advances nor delays what is to be sent, and it can be cancelled as any row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from relancier.actions.debtors import known_debtor
from relancier.actions.decision import decide, free_name, last_passage
from relancier.actions.motif import MOTIF, need_column
from relancier.actions.progress import Progress, Silent
from relancier.actions.resultat import Demande, Resultat
from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput
from relancier.base.money import ZERO
from relancier.base.typed import fold, squeeze
from relancier.classeur.exclusive import alone
from relancier.classeur.host import Host, Written
from relancier.classeur.journal import ISSUED
from relancier.classeur.splicing.edits import Row
from relancier.creances.appels import APPEL, HORS_NIVEAU, MANQUE
from relancier.creances.portefeuille import Canal, Debiteur
from relancier.creances.situation import Etat
from relancier.relances.passage import Envoi, Proposition

Cle = tuple[str, str, date]


class Issue(StrEnum):
    """What came of a call."""

    JOINT = "joint"
    MESSAGE = "message laissé"
    SANS_REPONSE = "sans réponse"


@dataclass(frozen=True, slots=True)
class Saisie:
    """What is typed about a call.

    Attributes:
      qui: who answered; "" when nobody is named.
      note: what was said.
      facture: the one that it was about; "" for all that is overdue.
    """

    jour: date
    issue: Issue
    qui: str = ""
    note: str = ""
    facture: str = ""


@dataclass(frozen=True, slots=True)
class Appel:
    """A call as the history keeps it.

    Attributes:
      lignes: one row for each échéance that it was about.
      niveaux: the levels that the procedure expected by phone, and that it takes; none for a call at no level.
      montant: € left to pay on these échéances.
      ecrit: None while nothing is written.
    """

    debiteur: Debiteur
    saisie: Saisie
    lignes: tuple[Row, ...]
    niveaux: tuple[int, ...]
    montant: Decimal
    ecrit: Written | None = None


def foresee(host: Host, code: str, saisie: Saisie, suivi: Progress | None = None) -> Appel:
    """Return what `record` would write; raises as it does, but for what cannot be written."""
    return _prepare(host, code, saisie, suivi or Silent())


def record(host: Host, code: str, saisie: Saisie, suivi: Progress | None = None) -> Appel:
    """Add to the history that the debtor `code` was called.

    Raises:
      InvalidInput: "debiteur-inconnu", "facture-inconnue", "rien-a-appeler"; the workbook cannot be used.
      Refus: the workbook cannot be written.
    """
    suivi = suivi or Silent()
    with alone(host.path):
        found = _prepare(host, code, saisie, suivi)
        need_column(host.history())
        suivi.stage("Enregistrement", 0)
        written = host.append(found.lignes, f"appel {found.debiteur.code}")
    return Appel(found.debiteur, saisie, found.lignes, found.niveaux, found.montant, written)


def _prepare(host: Host, code: str, saisie: Saisie, suivi: Progress) -> Appel:
    decided = decide(host, Demande(saisie.jour, simuler=True), suivi)
    debiteur = known_debtor(decided.portefeuille, code)
    etats = _about(decided, debiteur, saisie)
    expected = _expected(decided, debiteur, saisie)
    name = free_name(host, f"A{saisie.jour:%Y-%m-%d}")
    rows = tuple(_row(f"{name}-{rank:04}", name, etat, saisie, expected) for rank, etat in enumerate(etats, 1))
    lines = [expected[etat.echeance.cle][0] for etat in etats if etat.echeance.cle in expected]
    levels = sorted({line.niveau.niveau for line in lines if line.niveau})
    return Appel(debiteur, saisie, rows, tuple(levels), sum((one.reste_du for one in etats), ZERO))


def _about(decided: Resultat, debiteur: Debiteur, saisie: Saisie) -> Sequence[Etat]:
    """Return the échéances that the call is about: those of its facture, else all that is overdue."""
    issued = [one for one in decided.situations[debiteur.code].etats if one.echeance.date <= saisie.jour]
    if saisie.facture:
        issued = [one for one in issued if fold(one.echeance.facture) == fold(saisie.facture)]
        if not issued:
            raise InvalidInput(
                "facture-inconnue",
                f"{debiteur.nom} n'a pas de facture « {saisie.facture} » au {format_short(saisie.jour)}.",
                "Vérifiez son numéro.",
            )
    owed = [one for one in issued if one.reste_du > 0 and (one.retard > 0 or saisie.facture)]
    if not owed:
        raise InvalidInput(
            "rien-a-appeler",
            f"{debiteur.nom} n'a rien d'échu à payer au {format_short(saisie.jour)} : l'historique n'a pas où noter "
            "cet appel.",
            "Notez-le dans la colonne Note de la feuille Débiteurs.",
        )
    return owed


def _expected(decided: Resultat, debiteur: Debiteur, saisie: Saisie) -> Mapping[Cle, tuple[Proposition, Envoi]]:
    """Return the lines of the calls that the procedure expects on the day, by échéance: an answered call does them."""
    last = last_passage(decided.portefeuille)
    if saisie.issue is not Issue.JOINT or (last is not None and saisie.jour < last):
        return {}
    return {
        line.etat.echeance.cle: (line, envoi)
        for envoi in decided.passage.envois
        if envoi.debiteur.code == debiteur.code and envoi.canal is Canal.TELEPHONE
        for line in envoi.lignes
    }


def _row(
    identifiant: str, name: str, etat: Etat, saisie: Saisie, expected: Mapping[Cle, tuple[Proposition, Envoi]]
) -> Row:
    line, envoi = expected.get(etat.echeance.cle, (None, None))
    level = line.niveau.niveau if line is not None and line.niveau is not None else HORS_NIVEAU
    return {
        "Id": identifiant,
        "Passage": name,
        "Date": saisie.jour,
        "Code débiteur": etat.echeance.debiteur,
        "Numéro facture": etat.echeance.facture,
        "Échéance": etat.echeance.echeance,
        "Niveau": level,
        "Canal": str(Canal.TELEPHONE),
        "Modèle": envoi.niveau.modele if envoi else None,
        "Montant TTC": etat.echeance.montant,
        "Réglé": etat.regle,
        "Reste dû": etat.reste_du,
        "Intérêts": ZERO,
        "Indemnité": ZERO,
        "Statut": ISSUED if level else APPEL if saisie.issue is Issue.JOINT else MANQUE,
        MOTIF: _told(saisie),
        "Délai accordé": envoi.niveau.delai_accorde if envoi else None,
    }


def _told(saisie: Saisie) -> str:
    who = f" à {squeeze(saisie.qui)}" if squeeze(saisie.qui) else ""
    note = squeeze(saisie.note).replace("\n", " ")
    return f"Appel{who} : {saisie.issue}{f' ; {note}' if note else ''}"
