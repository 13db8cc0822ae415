"""A plan and its instalments as the cells of their tables."""

from relancier.classeur.reading.plan_rows import SEPARATOR
from relancier.classeur.splicing.edits import Row
from relancier.creances.plans import StatutMensualite
from relancier.creances.portefeuille import Echeancier, Mensualite


def plan_row(plan: Echeancier, nombre: int) -> Row:
    """Return the row of `plan` in `tblEcheanciers`; `nombre` counts its instalments, the apport apart."""
    return {
        "Id": plan.id,
        "Version": plan.version,
        "Code débiteur": plan.debiteur,
        "Date accord": plan.date_accord,
        "Montant": plan.montant,
        "Nombre": nombre,
        "Périodicité": plan.periodicite,
        "Intérêts": plan.interets,
        "Statut": str(plan.statut),
        "Document": plan.document,
        "Empreinte": plan.empreinte,
        "Arrêté au": plan.arrete,
        "Factures": f"{SEPARATOR} ".join(plan.factures),
        "Échéances jusqu'au": plan.jusqu_au,
        "Taux": plan.taux,
        "Délai de régularisation": plan.delai,
        "Après déchéance": plan.retour,
    }


def mensualite_row(one: Mensualite) -> Row:
    """Return the row of a new instalment in `tblMensualites`."""
    return {
        "Échéancier": one.echeancier,
        "Version": one.version,
        "Rang": one.rang,
        "Date": one.date,
        "Montant": one.montant,
        "Réglé": one.regle,
        "Statut": str(StatutMensualite.A_VENIR),
        "Intérêts": one.interets,
    }
