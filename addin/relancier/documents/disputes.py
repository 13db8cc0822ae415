"""How a letter tells that a part of an échéance is disputed, hence not claimed for the time being."""

from relancier.base.money import NBSP, ZERO, format_euros
from relancier.relances.passage import Envoi


def contestations(envoi: Envoi) -> tuple[str, ...]:
    """Return one sentence for each line of which a part is disputed."""
    return tuple(
        f"Facture n°{NBSP}{one.etat.echeance.facture}{NBSP}: dont {format_euros(one.conteste)} contestés, non réclamés "
        "dans l’attente."
        for one in envoi.lignes
        if one.conteste
    )


def total_conteste(envoi: Envoi) -> str:
    """Return what is disputed, as the table takes it off: `−480,00 €`; "" when nothing is."""
    total = sum((one.conteste for one in envoi.lignes), ZERO)
    return format_euros(-total) if total else ""
