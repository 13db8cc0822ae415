"""The dashboard: measured again, and shown."""

from relancier.actions.actualiser import Actualise, refresh
from relancier.actions.compte_rendu import count
from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput, Lieu
from relancier.base.money import format_euros
from relancier.boutons import langage
from relancier.boutons.bureau import Bureau, Fin, notees
from relancier.classeur import schema

PLACE = Lieu(feuille=schema.TABLEAU_DE_BORD)


def actualiser(bureau: Bureau) -> Fin | None:
    """Measure the workbook today, and write the tables of the dashboard again."""
    done = refresh(bureau.classeur, bureau.jour, bureau.ecran.progress())
    return Fin("Tableau de bord actualisé", _told(done), notees(done.ecrit))


def tableau_de_bord(bureau: Bureau) -> Fin | None:
    """Show the dashboard, measured again when it is of another day."""
    host, vue = bureau.classeur, bureau.vue
    measured = vue.jour_de(schema.INDICATEURS.name, "Arrêté au") if vue is not None else None
    done = None if measured == bureau.jour else refresh(host, bureau.jour, bureau.ecran.progress())
    if vue is None or not vue.montrer(PLACE):
        raise InvalidInput(
            "feuille-absente",
            f"Ce classeur n'a pas de feuille « {schema.TABLEAU_DE_BORD} ».",
            "Copiez-la depuis un classeur neuf.",
        )
    if done is None:
        return None
    return Fin("Tableau de bord", "", notees(done.ecrit))


def _told(done: Actualise) -> str:
    board = done.tableau
    now = board.encours[-1]
    alerts = langage.liste((one.quoi for one in board.alertes), 5, ", dans la feuille Alertes")
    missing = langage.liste(board.remarques, 3)
    heading = count(len(board.alertes), "chose à faire", "choses à faire")
    return langage.paragraphes(
        f"Au {format_short(board.arrete)} : {format_euros(now.encours)} à encaisser, dont {format_euros(now.echu)} en "
        f"retard, sur {count(len(board.lignes), 'échéance')}.",
        f"{heading}, la plus pressante d'abord :\n{alerts}" if alerts else "Aucune alerte.",
        f"Non compté :\n{missing}" if missing else "",
    )
