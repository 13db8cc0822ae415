"""What to do next with a debtor, and why: what a passage of the day would say, in its own words."""

from collections.abc import Iterator, Sequence

from relancier.base.money import format_euros
from relancier.creances.portefeuille import Canal
from relancier.documents.catalog import Catalog
from relancier.documents.tournures import compte, liste
from relancier.pilotage.alertes import Nature
from relancier.pilotage.portrait import Portrait
from relancier.relances.passage import Decision, Envoi, Proposition

RAISONS, NOMMEES = 3, 3  # reasons told, and factures named for each
_GESTES = {
    Canal.TELEPHONE: "Appeler",
    Canal.SMS: "Envoyer par SMS",
    Canal.EMAIL: "Envoyer par e-mail",
    Canal.COURRIER: "Envoyer par courrier",
    Canal.LRAR: "Envoyer en recommandé (LRAR)",
}
# alerts that call for something else than a relance
_AGIR = (Nature.DECLARATION, Nature.PRESCRIPTION, Nature.SIGNIFICATION, Nature.DECHEANCE, Nature.MENSUALITE)


def suite(portrait: Portrait, catalog: Catalog) -> str:
    """Return the next step, a few words."""
    urgent = next((one for one in portrait.alertes if one.nature in _AGIR), None)
    if urgent is not None:
        return urgent.faire
    if portrait.envois:
        return " ; ".join(_sent(one, catalog) for one in portrait.envois)
    if portrait.injoignables:
        return "Compléter ses coordonnées : rien ne peut lui être envoyé."
    decisions = {one.decision for one in portrait.propositions}
    if not decisions:
        return "Rien à faire : il ne doit rien."
    return next(words for decision, words in _ATTENTES if decision in decisions)


def raisons(portrait: Portrait) -> Iterator[str]:
    """Yield why, a sentence for each reason that decides, with its échéances; that of the oldest first."""
    reasons: dict[str, list[str]] = {}
    for one in _deciding(portrait):
        reasons.setdefault(one.pourquoi, []).append(one.etat.echeance.facture)
    told = list(reasons.items())
    for why, factures in told[:RAISONS]:
        yield f"{_named(factures)} : {why}"
    if rest := sum(len(factures) for _, factures in told[RAISONS:]):
        yield f"Et {compte(rest, 'autre échéance', 'autres échéances')}, dans la feuille Situation."


def _named(factures: Sequence[str]) -> str:
    """Name the factures of a reason, a few by their number; one that has several échéances once."""
    numbers = list(dict.fromkeys(factures))
    more = len(numbers) - NOMMEES
    if len(numbers) == 1:
        return numbers[0]
    # the sentence was made for one échéance
    return liste([*numbers[:NOMMEES], *([compte(more, "autre")] if more > 0 else [])]) + ", chacune"


_ATTENTES = (
    (Decision.DOUTEUSE, "Corriger d'abord la ligne illisible : rien ne part tant qu'elle l'est."),
    (Decision.A_DECIDER, "Décider : tous les niveaux de la procédure ont été envoyés."),
    (Decision.BLOQUEE, "Ne pas relancer pour l'instant."),
    (Decision.ATTENDRE, "Attendre."),
    (Decision.MINIMUM, "Attendre : la somme est sous le minimum."),
    (Decision.NON_ECHUE, "Attendre l'échéance."),
    (Decision.RELANCER, "Relancer."),
    (Decision.NON_EMISE, "Attendre la facture."),
    (Decision.SOLDEE, "Rien à faire : il ne doit rien."),
)


def _sent(one: Envoi, catalog: Catalog) -> str:
    title = catalog.title(one.niveau.modele, one.debiteur.type) or f"niveau {one.niveau.niveau}"
    verb = _GESTES[one.canal or one.niveau.canal]
    return f"{verb} : {title} (niveau {one.niveau.niveau}), {format_euros(one.reste_du)}"


def _deciding(portrait: Portrait) -> list[Proposition]:
    """Return the échéances that the next step is about: those chased, else those late, else all."""
    chased = [one for one in portrait.propositions if one.decision is Decision.RELANCER]
    late = [one for one in portrait.propositions if one.etat.retard > 0]
    return chased or late or list(portrait.propositions)
