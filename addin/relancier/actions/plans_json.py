"""What is done with plans, as JSON: amounts are strings with two decimals, dates are ISO."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from relancier.actions.echeancier_json import of_simulation
from relancier.actions.etat_echeancier import EtatDuPlan, Etats
from relancier.actions.json_view import Json, amount, of_anomaly
from relancier.actions.plans import Fichier
from relancier.actions.pointer_echeancier import Courrier, Pointe
from relancier.actions.promettre import Promise
from relancier.actions.proposer_echeancier import Propose
from relancier.actions.rompre_echeancier import Rompu
from relancier.actions.signer_echeancier import Signe
from relancier.base.dates import format_short
from relancier.base.money import ZERO
from relancier.classeur.host import Written
from relancier.creances.pointage import MensualitePointee
from relancier.creances.portefeuille import Echeancier, Mensualite
from relancier.echeancier.actes import Acte
from relancier.echeancier.suivi import etat, jours_de_retard, statut_mensualite


def of_proposal(done: Propose) -> Json:
    """Return a proposed plan: what `simuler` says of it, its name and its documents."""
    return {
        **of_simulation(done.simulees),
        **_of_plan(done.plan),
        "fichiers": _files(done.fichiers),
        "retire": done.retire.version if done.retire else None,
        "remarques": [*done.simulees.remarques, *done.remarques, *_said(done.ecrit)],
    }


def of_signature(done: Signe) -> Json:
    """Return a signed plan, and what its signature changed."""
    return {
        **_of_plan(done.plan),
        "mensualites": [_of_term(one) for one in done.mensualites],
        "remplace": done.remplace.version if done.remplace else None,
        "prescriptions": [
            {
                "facture": one.facture,
                "echeance": one.echeance.isoformat(),
                "avant": before.dernier_jour.isoformat(),
                "depuis": since.dernier_jour.isoformat(),
            }
            for one, before, since in done.prescriptions
        ],
        "remarques": [*done.remarques, *_said(done.ecrit)],
    }


def of_states(found: Etats) -> Json:
    """Return where the plans stand on the day."""
    return {"date": found.au.isoformat(), "echeanciers": [_of_state(one, found.au) for one in found.plans]}


def of_matching(done: Pointe) -> Json:
    """Return where the plans stand once matched, and the letters that were made."""
    return {
        "date": done.au.isoformat(),
        "echeanciers": [_of_state(one, done.au) for one in done.etats],
        "lettres": [{**_of_act(one.acte), **_files([one.fichier])[0]} for one in done.envoyes],
        "manquees": [of_anomaly(one) for one in done.manques],
        "lignes_changees": done.changes,
        "remarques": [*(not_called(one, done.au) for one in done.inutiles), *_said(done.ecrit)],
    }


def of_break(done: Rompu) -> Json:
    """Return a broken plan, and what is due again."""
    reste = done.reste
    return {
        **_of_state(done.etat, done.jour),
        "statut": "rompu",
        "etat": "rompu",
        "actes": [],
        "motif": done.acte.pourquoi,
        "exigible": {
            "au": done.jour.isoformat(),
            "principal": amount(reste.principal),
            "interets": amount(reste.interets),
            "indemnites": amount(reste.indemnites),
            "total": amount(reste.total),
        },
        "fichiers": _files([done.fichier]),
        "remarques": [*done.etat.remarques, *_said(done.ecrit)],
    }


def of_promise(done: Promise) -> Json:
    """Return a promise to pay."""
    return {
        "debiteur": done.debiteur.code,
        "facture": done.facture or None,
        "montant": amount(done.montant),
        "le": done.promis.isoformat(),
        "fichiers": _files([done.fichier]),
        "remarques": _said(done.ecrit),
    }


def not_called(kind: Courrier, au: date) -> str:
    """Return the French sentence that says that a letter was asked for in vain."""
    return f"Aucun échéancier n'appelle de lettre « {kind} » au {format_short(au)} : elle n'a pas été faite."


def _of_plan(plan: Echeancier) -> Json:
    return {
        "echeancier": plan.id,
        "version": plan.version,
        "debiteur": plan.debiteur,
        "statut": str(plan.statut),
        "date_accord": plan.date_accord.isoformat(),
        "arrete": _day(plan.arrete),
        "montant": amount(plan.montant),
        "factures": list(plan.factures),
        "interets": plan.interets,
        "delai_de_regularisation": plan.delai,
        "document": plan.document,
        "empreinte": plan.empreinte,
    }


def _of_state(one: EtatDuPlan, au: date) -> Json:
    matched = one.pointage
    return {
        **_of_plan(one.plan),
        "statut": str(one.statut),
        "etat": etat(one.statut),
        "fin": _day(one.plan.fin),
        "regle": amount(matched.regle),
        "reste": amount(matched.reste),
        "en_retard": amount(sum((term.reste for term in matched.retards(au)), ZERO)),
        "soldee_le": _day(matched.soldee_le),
        "mensualites": [_of_matched(term, au) for term in matched.mensualites],
        "actes": [_of_act(acte) for acte in one.actes],
        "remarques": list(one.remarques),
    }


def _of_matched(one: MensualitePointee, au: date) -> Json:
    return {
        **_of_term(one.mensualite),
        "regle": amount(one.regle),
        "reste": amount(one.reste),
        "statut": str(statut_mensualite(one, au)),
        "soldee_le": _day(one.soldee_le),
        "jours_de_retard": jours_de_retard(one, au),
        "rappelee_le": _day(one.mensualite.rappelee),
        "mise_en_demeure_le": _day(one.mensualite.notifiee),
        "delai_jusqu_au": _day(one.mensualite.regulariser),
    }


def _of_term(one: Mensualite) -> Json:
    return {
        "rang": one.rang,
        "date": one.date.isoformat(),
        "montant": amount(one.montant),
        "interets": amount(one.interets),
    }


def _of_act(acte: Acte) -> Json:
    return {
        "nature": str(acte.nature),
        "echeancier": acte.plan.id,
        "rangs": [one.mensualite.rang for one in acte.mensualites],
        "depuis": acte.depuis.isoformat(),
        "dernier_jour": _day(acte.dernier_jour),
        "montant": amount(acte.montant),
        "pourquoi": acte.pourquoi,
    }


def _files(files: Iterable[Fichier]) -> list[dict[str, Any]]:
    return [
        {"modele": one.titre, "docx": str(one.docx), "pdf": str(one.pdf), "empreinte": one.empreinte} for one in files
    ]


def _said(written: Written | None) -> list[str]:
    return [one.message for one in written.remarques] if written else []


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
