"""The buttons, as data: the group in which each stands, its name, what it needs, and the function that it calls.

The ribbon, the small window and the door all read this; a button is the function of its own name in its module.
"""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from relancier.boutons.bureau import Bureau, Fin


class Besoin(StrEnum):
    """What a button works on."""

    RIEN = "rien"
    CLASSEUR = "classeur"  # the active workbook has factures and debtors
    DEBITEUR = "debiteur"  # and the active row is that of a debtor


@dataclass(frozen=True, slots=True)
class Bouton:
    """One button.

    Attributes:
      id: that of the control in the ribbon, and of the function.
      module: where the function is, in `relancier.boutons`.
    """

    id: str
    groupe: str
    titre: str
    besoin: Besoin
    module: str

    def fonction(self) -> "Callable[[Bureau], Fin | None]":
        """Return what it does: None from it means that the user gave up, and that nothing was written."""
        module = importlib.import_module(f"relancier.boutons.{self.module}")
        return cast(Callable[[Bureau], Fin | None], getattr(module, self.id))


SUIVI, RELANCES, ECHEANCIERS = "Suivi", "Relances", "Échéanciers"
CONTENTIEUX, REGLAGES = "Contentieux", "Réglages"
RIEN, CLASSEUR, DEBITEUR = Besoin

BOUTONS = (
    Bouton("actualiser", SUIVI, "Actualiser", CLASSEUR, "suivi"),
    Bouton("tableau_de_bord", SUIVI, "Tableau de bord", CLASSEUR, "suivi"),
    Bouton("controler", SUIVI, "Contrôler le classeur", CLASSEUR, "controler"),
    Bouton("proposer", RELANCES, "Proposer", CLASSEUR, "passage"),
    Bouton("voir_lettre", RELANCES, "Voir la lettre", DEBITEUR, "lettre"),
    Bouton("envoyer", RELANCES, "Envoyer le passage", CLASSEUR, "passage"),
    Bouton("consigner_appel", RELANCES, "Consigner un appel", DEBITEUR, "appel"),
    Bouton("suspendre", RELANCES, "Suspendre les relances", DEBITEUR, "bloquer"),
    Bouton("litige", RELANCES, "Noter un litige", DEBITEUR, "bloquer"),
    Bouton("promesse", RELANCES, "Noter une promesse", DEBITEUR, "promesse"),
    Bouton("echeancier_simuler", ECHEANCIERS, "Simuler", DEBITEUR, "plans"),
    Bouton("echeancier_proposer", ECHEANCIERS, "Proposer un plan", DEBITEUR, "plans"),
    Bouton("echeancier_signer", ECHEANCIERS, "Signer", DEBITEUR, "plans_suivis"),
    Bouton("echeancier_pointer", ECHEANCIERS, "Pointer", CLASSEUR, "plans_suivis"),
    Bouton("decompte", CONTENTIEUX, "Décompte", DEBITEUR, "contentieux"),
    Bouton("dossier_injonction", CONTENTIEUX, "Dossier d'injonction", DEBITEUR, "contentieux"),
    Bouton("declaration_creance", CONTENTIEUX, "Déclaration de créance", DEBITEUR, "contentieux"),
    Bouton("reglage_creancier", REGLAGES, "Créancier", CLASSEUR, "reglages"),
    Bouton("reglage_procedures", REGLAGES, "Procédures", CLASSEUR, "reglages"),
    Bouton("reglage_taux", REGLAGES, "Taux", CLASSEUR, "reglages"),
    Bouton("modeles_lettres", REGLAGES, "Modèles de lettres", CLASSEUR, "reglages"),
    Bouton("annuler_derniere", REGLAGES, "Annuler la dernière opération", CLASSEUR, "annuler"),
    Bouton("aide", REGLAGES, "Aide", RIEN, "informations"),
    Bouton("a_propos", REGLAGES, "À propos", RIEN, "informations"),
)
CATALOGUE: Mapping[str, Bouton] = {one.id: one for one in BOUTONS}
