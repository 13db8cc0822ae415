"""What is wrong in the workbook, row by row, and whether its history is intact."""

from relancier.actions import controle_workbook
from relancier.actions.compte_rendu import count
from relancier.actions.controler import Constatee, Controle, found, inspect
from relancier.boutons import langage
from relancier.boutons.bureau import Bureau, Fin
from relancier.classeur import schema

SHOWN = 6
RELANCES = schema.RELANCES.name
FOLDER = "Contrôles"  # beside the workbook


def controler(bureau: Bureau) -> Fin | None:
    """Say what is wrong, go to the first row of it, and offer the whole list as a workbook of links."""
    done = inspect(bureau.classeur, bureau.jour, bureau.ecran.progress())
    bureau.ecran.fini()
    rows = found(done)
    first = next((one.lieu for one in rows if one.lieu.ligne or one.lieu.cellule), None)
    said = langage.paragraphes(_verdict(done), _memory(done), langage.liste(map(_row, rows), SHOWN))
    if not rows:
        return Fin("Contrôle du classeur", said)
    code = 1 if done.bloquantes or not done.memoire.is_intact else 0
    if len(rows) <= SHOWN:
        return Fin("Contrôle du classeur", said, montrer=first, code=code)
    if not bureau.ecran.confirmer(
        "Contrôle du classeur", langage.paragraphes(said, "Ouvrir la liste complète, avec un lien vers chaque ligne ?")
    ):
        return Fin("", "", montrer=first, code=code)
    target = done.classeur.parent / FOLDER / f"Contrôle {bureau.jour:%Y-%m-%d}.xlsx"
    return Fin("", "", montrer=first, ouvrir=controle_workbook.write_listing(done, target), code=code)


def _verdict(done: Controle) -> str:
    bad, odd = len(done.bloquantes), len(done.remarques)
    if not bad and not odd:
        return "Le classeur est en ordre : chaque ligne se lit."
    parts = [
        f"{count(bad, 'ligne à corriger', 'lignes à corriger')}, dont rien ne part" if bad else "",
        count(odd, "remarque") if odd else "",
    ]
    return f"{' ; '.join(part for part in parts if part)}."


def _memory(done: Controle) -> str:
    found = done.memoire
    if not found.lignes:
        return "L'historique est vide : aucun passage n'a encore eu lieu."
    its = "à son empreinte" if found.documents < 2 else "à leur empreinte"
    counted = (
        f"{count(found.lignes, 'ligne')}, {count(found.scellees, 'scellée')} ; "
        f"{count(found.documents, 'document comparé', 'documents comparés')} {its}"
    )
    if not found.scellees and found.is_intact:
        return f"Historique pas encore scellé ({count(found.lignes, 'ligne')}) : le prochain passage le fera."
    if found.is_intact:
        return f"Historique intact : {counted}."
    return f"Historique modifié ({count(len(found.alterations), 'altération')}) : {counted}."


def _row(one: Constatee) -> str:
    told = not str(one.lieu) or (one.lieu.table == RELANCES and f"ligne {one.lieu.ligne}" in one.message)
    where = "" if told else f"{one.lieu} : "
    return f"{where}{one.message} {one.remede}".strip()
