"""Plans as JSON: amounts are strings with two decimals, dates are ISO."""

from decimal import Decimal

from relancier.actions.json_view import Json, amount
from relancier.actions.simuler_echeancier import PlanSimule, Simulees
from relancier.base.money import CENT
from relancier.echeancier.couts import Couts
from relancier.echeancier.dette import DetteDuPlan
from relancier.echeancier.repartition import Terme
from relancier.echeancier.simuler import Simulation


def of_simulation(found: Simulees) -> Json:
    """Return the first plan at the top level, the others under `variantes`, the modes of interest under `modes`.

    `montant` and `total` are what is paid in all, the apport included; `mensualites` leaves the apport out, and
    `nombre` counts them.
    """
    first, *others = found.plans
    return {
        **_of_plan(first),
        "debiteur": found.dette.debiteur.code or None,
        "factures": list(dict.fromkeys(one.facture for one in found.dette.echeances)),
        "jusqu_au": found.dette.jusqu_au.isoformat() if found.dette.jusqu_au else None,
        "remarques": list(found.remarques),
        "variantes": [_of_plan(one) for one in others],
        "modes": [_of_plan(one) for one in found.modes],
    }


def _of_plan(one: PlanSimule) -> Json:
    plan = one.simulation
    return {
        "date": plan.dette.arrete.isoformat(),
        "arrete": plan.dette.arrete.isoformat(),
        "dette": _of_debt(plan.dette),
        "montant": amount(plan.total),
        "apport": {"date": plan.apport.date.isoformat(), **_of_parts(plan.apport)} if plan.apport else None,
        "nombre": plan.nombre,
        "periodicite": plan.demande.periodicite.libelle,
        "interets": str(plan.demande.interets),
        "taux": _rate(plan.taux),
        "remise": amount(plan.remise),
        "mensualites": [{"rang": term.rang, "date": term.date.isoformat(), **_of_parts(term)} for term in plan.termes],
        "total": amount(plan.total),
        "premiere": plan.premier_jour.isoformat(),
        "derniere": plan.dernier_jour.isoformat(),
        "couts": _of_costs(plan, one.couts),
        "conseils": list(one.conseils),
    }


def _of_debt(dette: DetteDuPlan) -> Json:
    return {
        "principal": amount(dette.principal),
        "interets": amount(dette.interets),
        "indemnites": amount(dette.indemnites),
        "total": amount(dette.total),
        "credit_deduit": amount(dette.credit),
        "a_echoir": amount(dette.a_echoir),
    }


def _of_parts(term: Terme) -> Json:
    return {
        "montant": amount(term.montant),
        "interets": amount(term.interets),
        "indemnite": amount(term.indemnite),
        "principal": amount(term.principal),
        "reste": amount(term.reste),
        "jours": term.jours,
        "interets_de_la_periode": amount(term.produits),
    }


def _rate(taux: Decimal | None) -> str | None:
    """A rate with all its decimals, two at least: whoever recomputes with it needs them."""
    if taux is None:
        return None
    return f"{taux:.2f}" if taux == taux.quantize(CENT) else str(taux.normalize())


def _of_costs(plan: Simulation, costs: Couts) -> Json:
    debtor, creditor = costs.debiteur, costs.creancier
    return {
        "debiteur": {
            "total": amount(debtor.total),
            "interets": amount(debtor.interets),
            "par_versement": amount(debtor.par_versement),
            "au_dela": amount(debtor.au_dela),
        },
        "creancier": {
            "remise": amount(creditor.remise),
            "interets_du_plan": amount(creditor.interets_du_plan),
            "interets_loi": amount(creditor.interets_loi) if creditor.interets_loi is not None else None,
            "taux_loi": _rate(creditor.taux_loi),
            "manque": amount(creditor.manque) if creditor.manque is not None else None,
            "dernier_encaissement": plan.dernier_jour.isoformat(),
            "delai_moyen": f"{creditor.delai_moyen:.1f}",
        },
    }
