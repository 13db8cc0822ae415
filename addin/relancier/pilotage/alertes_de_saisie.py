"""The alert of what was typed: rows that could not be read, so that no figure counts them."""

from collections.abc import Iterator

from relancier.base.errors import Anomalie, Gravite
from relancier.pilotage.alertes import Alerte, Nature, Perte
from relancier.pilotage.contexte import Contexte

NOMMEES = 4  # rows told by their place


def illisibles(contexte: Contexte) -> Iterator[Alerte]:
    """Yield one alert for all the rows that were left out, whoever's they are."""
    left_out = tuple(one for one in contexte.vue.portefeuille.anomalies if one.gravite is Gravite.BLOQUANTE)
    if not left_out:
        return
    rows = list(dict.fromkeys(map(_row, left_out)))
    named = ", ".join(rows[:NOMMEES])
    more = f" et {len(rows) - NOMMEES} de plus" if len(rows) > NOMMEES else ""
    many = len(rows) > 1
    yield Alerte(
        Nature.ILLISIBLE,
        None,
        "",
        "",
        "",
        f"{len(rows)} lignes du classeur ne peuvent pas être lues, aucun chiffre ne les compte : {named}{more}."
        if many
        else f"1 ligne du classeur ne peut pas être lue, aucun chiffre ne la compte : {named}.",
        f"Corrigez-{'les' if many else 'la'} (« relancier tableau » dit quoi), puis refaites le tableau de bord.",
        None,
        Perte.JUSTESSE,
        "chiffres incomplets",
    )


def _row(one: Anomalie) -> str:
    """Return the row's place as a bookkeeper says it: a row with two faults is one."""
    where = one.lieu
    if where.feuille and where.ligne:
        return f"feuille {where.feuille} ligne {where.ligne}"
    return str(where) or one.trouve
