"""The sheets of settings, and the templates of letters."""

from relancier.actions import modele
from relancier.actions.compte_rendu import count
from relancier.base.errors import InvalidInput, Lieu
from relancier.boutons import langage
from relancier.boutons.bureau import Bureau, Fin
from relancier.classeur import schema
from relancier.classeur.schema import Table

MODELES = "Modèles de lettres"  # the folder beside the workbook, when the sheet Créancier names none


def reglage_creancier(bureau: Bureau) -> Fin | None:
    """Show the creditor and the settings."""
    return _show(bureau, schema.CREANCIER)


def reglage_procedures(bureau: Bureau) -> Fin | None:
    """Show the steps of the procedures."""
    return _show(bureau, schema.NIVEAUX)


def reglage_taux(bureau: Bureau) -> Fin | None:
    """Show the rates."""
    return _show(bureau, schema.TAUX)


def _show(bureau: Bureau, table: Table) -> Fin | None:
    if bureau.vue is None or not bureau.vue.montrer(Lieu(feuille=table.sheet, table=table.name)):
        raise InvalidInput(
            "feuille-absente",
            f"Ce classeur n'a pas de feuille « {table.sheet} ».",
            "Copiez-la depuis un classeur neuf.",
        )
    return None


def modeles_lettres(bureau: Bureau) -> Fin | None:
    """Copy the templates that the user's own folder lacks, and open it."""
    host = bureau.classeur
    named = host.read().creancier.modeles
    folder = host.path.parent / (named or MODELES)
    missing = modele.missing_templates(folder)
    if missing:
        question = langage.paragraphes(
            f"{count(missing, 'modèle sera copié', 'modèles seront copiés')} dans « {folder.name} », à côté du "
            "classeur. Ceux qui y sont déjà restent comme ils sont.",
            "Copier ?",
        )
        if not bureau.ecran.confirmer(MODELES, question):
            return None
    copied = modele.add_templates(folder)
    said = f"{count(len(copied), 'modèle copié', 'modèles copiés')} dans « {folder.name} »." if copied else ""
    how = (
        "Ouvrez-les dans Word et reformulez-les : le prochain passage s'en sert."
        if named
        else f"Pour qu'ils servent, écrivez « {MODELES} » à la ligne « Modèles de lettres » de la feuille Créancier."
    )
    return Fin(MODELES, langage.paragraphes(said, how), ouvrir=folder)
