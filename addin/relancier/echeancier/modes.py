"""What becomes of interest when a debt is spread over a plan, and of the debt when the plan is broken."""

from enum import StrEnum


class ModeInterets(StrEnum):
    """Which interest the debtor pays. What is waived is so only if the plan is kept to its end."""

    COURUS = "courus"  # what had accrued when the debt was counted; none runs during the plan
    ABANDONNES = "abandonnés"  # none at all
    SUR_LA_DUREE = "sur la durée"  # what had accrued, and an agreed rate on the principal left, until the last day


class Decheance(StrEnum):
    """How a missed instalment makes the whole due again (C. civ. 1305-4)."""

    APRES_MISE_EN_DEMEURE = "après mise en demeure"
    DE_PLEIN_DROIT = "de plein droit"  # the agreement waives the notice, expressly and unequivocally


class Retour(StrEnum):
    """Which interest is owed once a plan is broken."""

    SANS_PLAN = "comme sans plan"  # as the law or the contract had it run, from each échéance
    CONVENU = "comme convenu"  # what is left of the plan, with its own rate if it has one


class Ouvrables(StrEnum):
    """Where an instalment goes that falls on a Saturday, a Sunday or a holiday."""

    NON = "non"
    SUIVANT = "suivant"
    PRECEDENT = "précédent"
