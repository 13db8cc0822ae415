"""A décompte as JSON: every line, with what it rests on."""

from relancier.actions.decompte import Etabli
from relancier.actions.json_view import Json, amount
from relancier.creances.collective import Declaration
from relancier.creances.interets import Ligne
from relancier.creances.releve import Decompte, DetteArretee, Operation
from relancier.droit.juridiction import Juridiction


def of_decompte(decompte: Decompte) -> Json:
    """Return all that `decompte` says, ready for `json.dumps`.

    `solde` is the account's balance; `a_payer` what of it is due, the sums not due yet (`a_echoir`) and those born
    before an insolvency procedure (`a_declarer`) left out.
    """
    sums = decompte.totaux
    return {
        "debiteur": decompte.debiteur.code,
        "au": decompte.au.isoformat(),
        "verifie": decompte.verifie,
        "totaux": {
            "factures": amount(sums.factures),
            "avoirs": amount(sums.avoirs),
            "reglements": amount(sums.reglements),
            "interets_produits": amount(sums.interets_produits),
            "indemnites_dues": amount(sums.indemnites_dues),
            "principal": amount(sums.principal),
            "a_echoir": amount(sums.a_echoir),
            "interets": amount(sums.interets),
            "indemnites": amount(sums.indemnites),
            "total": amount(sums.total),
            "credit": amount(sums.credit),
            "solde": amount(sums.a_payer),
            "a_payer": amount(sums.exigible),
            "a_declarer": amount(sums.a_declarer),
            "solde_en_faveur_du_debiteur": amount(sums.solde_en_faveur_du_debiteur),
        },
        "declaration": _declaration(decompte.declaration) if decompte.declaration else None,
        "dettes": [_debt(one) for one in decompte.dettes],
        "mouvements": [_operation(one) for one in decompte.operations],
        "conventions": list(decompte.conventions),
        "remarques": list(decompte.remarques),
    }


def _declaration(due: Declaration) -> Json:
    return {
        "montant": amount(due.montant),
        "ouverture": due.ouverture.isoformat(),
        "dernier_jour": due.delai.dernier_jour.isoformat(),
        "tardive": due.tardive,
        "texte": due.delai.regle.texte.citation,
        "verifie": due.delai.regle.texte.verifie,
    }


def of_drawn(drawn: Etabli) -> Json:
    """Return a décompte with the clock of each debt, the notices on which it rests, the court and the files."""
    return {
        **of_decompte(drawn.decompte),
        "prescriptions": [
            {
                "facture": facture,
                "echeance": due.isoformat(),
                "depart": clock.depart.isoformat(),
                "dernier_jour": clock.dernier_jour.isoformat(),
                "alertes": [one.isoformat() for one in clock.alertes],
                "texte": clock.texte.citation,
            }
            for (facture, due), clock in drawn.prescriptions.items()
        ],
        "mises_en_demeure": [
            {
                "facture": facture,
                "echeance": due.isoformat(),
                "relance": notice.relance.id,
                "ligne": notice.relance.lieu.ligne or None,
                "jour": notice.jour.isoformat(),
                "date_de": str(notice.fondement),
            }
            for (facture, due), notice in drawn.mises_en_demeure.items()
        ],
        "juridiction": _court(drawn.juridiction) if drawn.juridiction else None,
        "fichiers": {kind: str(path) for kind, path in drawn.fichiers.items()},
    }


def _court(court: Juridiction) -> Json:
    return {
        "nature": str(court.nature),
        "libelle": court.libelle,
        "certaine": court.certaine,
        "raison": court.raison,
        "questions": list(court.questions),
    }


def of_interest(decompte: Decompte) -> Json:
    """Return the interest of a décompte of one sum: its lines and sums first, then the whole."""
    [debt] = decompte.dettes
    return {
        "lignes": [of_line(line) for line in debt.lignes],
        "interets": amount(debt.interets_produits),
        "interets_restants": amount(debt.interets),
        "principal_restant": amount(debt.principal),
        "indemnite": amount(debt.indemnite),
        "total": amount(decompte.totaux.total),
        "solde_en_faveur_du_debiteur": amount(decompte.totaux.solde_en_faveur_du_debiteur),
        **of_decompte(decompte),
    }


def of_line(one: Ligne) -> Json:
    """Return a line of interest."""
    return {
        "du": one.du.isoformat(),
        "au": one.au.isoformat(),
        "jours": one.jours,
        "base": amount(one.base_principal),
        "taux": f"{one.taux:.2f}",
        "diviseur": one.diviseur,
        "montant": amount(one.montant),
        "regime": str(one.regime),
        "source": one.source,
        "reference": one.reference,
        "semestre": str(one.semestre) if one.semestre else None,
        "verifie": one.verifie,
    }


def _debt(one: DetteArretee) -> Json:
    return {
        "facture": one.echeance.facture,
        "date": one.echeance.date.isoformat(),
        "echeance": one.echeance.echeance.isoformat(),
        "echue": one.echue,
        "anterieure": one.anterieure,
        "ttc": amount(one.echeance.montant),
        "avoirs": amount(one.avoirs),
        "principal_paye": amount(one.principal_paye),
        "principal": amount(one.principal),
        "interets_produits": amount(one.interets_produits),
        "interets_payes": amount(one.interets_payes),
        "interets": amount(one.interets),
        "indemnite_due": amount(one.indemnite_due),
        "indemnite_payee": amount(one.indemnite_payee),
        "indemnite": amount(one.indemnite),
        "total": amount(one.total),
        "lignes": [of_line(line) for line in one.lignes],
    }


def _operation(one: Operation) -> Json:
    return {
        "date": one.date.isoformat(),
        "nature": str(one.nature),
        "libelle": one.libelle,
        "montant": amount(one.montant),
        "imputations": [
            {
                "facture": part.facture,
                "echeance": part.echeance.isoformat(),
                "interets": amount(part.interets),
                "indemnite": amount(part.indemnite),
                "principal": amount(part.principal),
            }
            for part in one.imputations
        ],
        "excedent": amount(one.excedent),
        "principal": amount(one.principal),
    }
