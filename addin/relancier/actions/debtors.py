"""The debtor that a command or a button names."""

from relancier.base.errors import InvalidInput
from relancier.base.typed import fold
from relancier.creances.portefeuille import Debiteur, Portefeuille


def known_debtor(portefeuille: Portefeuille, code: str) -> Debiteur:
    """Return the debtor `code`, however its case was typed.

    Raises:
      InvalidInput: "debiteur-inconnu".
    """
    found = next((one for one in portefeuille.debiteurs.values() if fold(one.code) == fold(code)), None)
    if found is None:
        raise InvalidInput(
            "debiteur-inconnu",
            f"Aucun client n'a le code « {code} ».",
            "Vérifiez-le dans la feuille Débiteurs.",
        )
    return found
