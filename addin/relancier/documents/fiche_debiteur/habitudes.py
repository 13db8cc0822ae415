"""How a debtor pays, which way it goes, and whether it keeps its word: with what each statement rests on."""

from collections.abc import Iterator

from relancier.base.dates import format_days
from relancier.documents.tournures import accorde, compte
from relancier.pilotage.portrait import EtatPromesse, Portrait
from relancier.pilotage.tendance import MOIS, Delai, Sens, Tendance


def habitudes(portrait: Portrait) -> Iterator[str]:
    """Yield them, in French."""
    found = portrait.tendance
    if found.ensemble.jours is None:
        yield "Rien n'a été payé jusqu'ici : aucune habitude à en tirer."
    else:
        yield f"Paie en moyenne {_when(found.ensemble.jours)} ({_sur(found.ensemble)})."
        yield _trend(found)
    yield from _promises(portrait)


def _when(days: int) -> str:
    return f"{format_days(days)} après l'échéance" if days else "à l'échéance ou avant"


def _sur(one: Delai) -> str:
    return f"sur {compte(one.echeances, 'échéance')}"


def _trend(one: Tendance) -> str:
    if one.sens is None:
        return (
            f"Trop peu de règlements pour dire si cela change : {compte(one.recent.echeances, 'échéance')} ces "
            f"{MOIS} derniers mois, {one.avant.echeances} les {MOIS} mois d'avant."
        )
    recent, before = one.recent.jours or 0, one.avant.jours or 0
    told = {
        Sens.ALLONGE: "Le délai s'allonge",
        Sens.RACCOURCIT: "Le délai raccourcit",
        Sens.STABLE: "Le délai est stable",
    }[one.sens]
    return (
        f"{told} : {format_days(recent)} de retard ces {MOIS} derniers mois ({_sur(one.recent)}), {before} les {MOIS} "
        f"mois d'avant ({_sur(one.avant)})."
    )


def _promises(portrait: Portrait) -> Iterator[str]:
    states = [one.etat for one in portrait.promesses if one.etat is not EtatPromesse.EN_COURS]
    if not states:
        return
    kept, broken = states.count(EtatPromesse.TENUE), states.count(EtatPromesse.ROMPUE)
    if len(states) == 1:
        said = "tenue" if kept else "non tenue"
    elif kept and broken:
        said = f"{kept} {accorde(kept, 'tenue', 'tenues')}, {broken} non {accorde(broken, 'tenue', 'tenues')}"
    else:
        said = "toutes tenues" if kept else "aucune tenue"
    yield f"{compte(len(states), 'promesse venue', 'promesses venues')} à terme : {said}."
