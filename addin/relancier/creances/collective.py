"""Which debts an insolvency procedure catches: those born before it, which are declared and no longer claimed."""

from datetime import date

from relancier.creances.portefeuille import Echeance


def anterieure(echeance: Echeance, ouverture: date | None) -> bool:
    """Say whether `echeance` was born before the procedure that opened on `ouverture`; never when none opened.

    No hour is known of a facture dated on the very day of the opening: it counts as an earlier debt, the reading that
    claims less.
    """
    return ouverture is not None and echeance.date <= ouverture
