"""The last operation undone: the workbook as it was before it, its files set aside."""

from relancier.actions import annuler_derniere as undoing
from relancier.actions.annuler_derniere import AAnnuler, Lignes
from relancier.actions.compte_rendu import count
from relancier.base.errors import InvalidInput
from relancier.boutons import langage
from relancier.boutons.bureau import Bureau, Fin
from relancier.classeur import schema

SHEETS = {one.name: one.sheet for one in schema.TABLES}


def annuler_derniere(bureau: Bureau) -> Fin | None:
    """Say exactly what will be undone, then undo it."""
    host = bureau.classeur
    last = undoing.foresee(host)
    if last is None:
        raise InvalidInput(
            "rien-a-annuler",
            "Il n'y a rien à annuler : aucune opération n'a été faite depuis la dernière annulation.",
        )
    if not bureau.ecran.confirmer("Annuler la dernière opération", _question(last)):
        return None
    done = undoing.undo_last(host)
    folder = done.mis_de_cote[0].parent if done.mis_de_cote else None
    return Fin("Opération annulée", done.message, done.remarques, folder)


def _question(last: AAnnuler) -> str:
    tables = "\n".join(_table(name, lignes) for name, lignes in last.lignes.items())
    files = (
        f"{count(len(last.fichiers), 'fichier')} (lettres, comptes rendus…) seront rangés à part, sans être effacés."
        if len(last.fichiers) > 1
        else "Son document sera rangé à part, sans être effacé."
        if last.fichiers
        else ""
    )
    return langage.paragraphes(
        f"L'opération « {last.operation} » sera annulée : ce qu'elle a écrit dans le classeur sera remis comme avant.",
        tables,
        files,
        "Ce qui est déjà posté ou envoyé l'est : l'annulation ne rappelle aucun courrier." if files else "",
        "Annuler cette opération ?",
    )


def _table(name: str, found: Lignes) -> str:
    added = count(found.ajoutees, "ligne ajoutée", "lignes ajoutées")
    changed = count(found.changees, "ligne changée", "lignes changées")
    gone = count(found.retirees, "ligne retirée", "lignes retirées")
    parts = (
        f"{added}, à retirer" if found.ajoutees else "",
        f"{changed}, à remettre comme avant" if found.changees else "",
        f"{gone}, à rétablir" if found.retirees else "",
    )
    return f"• feuille {SHEETS.get(name, name)} : {' ; '.join(part for part in parts if part)}"
