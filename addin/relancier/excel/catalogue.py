"""What the ribbon offers: each action's name, and what must be in front of the user for it to make sense.

The ribbon's XML, the VBA launcher and the Python behind each button all use these names.
"""

from enum import StrEnum


class Besoin(StrEnum):
    """What an action needs; the value is the tag of its button."""

    RIEN = ""
    CLASSEUR = "CLASSEUR"  # the active workbook has tblFactures and tblDebiteurs
    DEBITEUR = "DEBITEUR"  # moreover the active row names a debtor


ACTIONS: dict[str, Besoin] = {
    "actualiser": Besoin.CLASSEUR,
    "tableau_de_bord": Besoin.CLASSEUR,
    "controler": Besoin.CLASSEUR,
    "proposer": Besoin.CLASSEUR,
    "voir_lettre": Besoin.DEBITEUR,
    "envoyer": Besoin.CLASSEUR,
    "consigner_appel": Besoin.DEBITEUR,
    "suspendre": Besoin.DEBITEUR,
    "litige": Besoin.DEBITEUR,
    "promesse": Besoin.DEBITEUR,
    "echeancier_simuler": Besoin.DEBITEUR,
    "echeancier_proposer": Besoin.DEBITEUR,
    "echeancier_signer": Besoin.DEBITEUR,
    "echeancier_pointer": Besoin.CLASSEUR,
    "decompte": Besoin.DEBITEUR,
    "dossier_injonction": Besoin.DEBITEUR,
    "declaration_creance": Besoin.DEBITEUR,
    "reglage_creancier": Besoin.CLASSEUR,
    "reglage_procedures": Besoin.CLASSEUR,
    "reglage_taux": Besoin.CLASSEUR,
    "modeles_lettres": Besoin.CLASSEUR,
    "annuler_derniere": Besoin.CLASSEUR,
    "aide": Besoin.RIEN,
    "a_propos": Besoin.RIEN,
}
