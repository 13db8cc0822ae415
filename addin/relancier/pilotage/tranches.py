"""The ages by which an aged balance sorts what is owed."""

from enum import StrEnum


class Tranche(StrEnum):
    """How late an échéance is, in the words of the sheet."""

    NON_ECHU = "Non échu"
    DE_1_A_30 = "1 à 30 jours"
    DE_31_A_60 = "31 à 60 jours"
    DE_61_A_90 = "61 à 90 jours"
    PLUS_DE_90 = "Plus de 90 jours"


_LIMITES = ((0, Tranche.NON_ECHU), (30, Tranche.DE_1_A_30), (60, Tranche.DE_31_A_60), (90, Tranche.DE_61_A_90))


def tranche(retard: int) -> Tranche:
    """Return the age of an échéance late by `retard` days: 0 or less is not late, on its due day included."""
    return next((one for limit, one in _LIMITES if retard <= limit), Tranche.PLUS_DE_90)
