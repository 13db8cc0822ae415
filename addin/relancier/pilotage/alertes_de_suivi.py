"""The alerts of the follow-up: plans, promises, registered letters. Forgetting them costs a proof, or time."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from relancier.base.dates import format_days, format_short
from relancier.base.elision import de
from relancier.base.money import ZERO, format_euros
from relancier.base.typed import fold
from relancier.creances.plans_pointes import pointages
from relancier.creances.pointage import Pointage, compte_au
from relancier.creances.portefeuille import Avoir, Canal, NatureSuspension, Relance, Suspension
from relancier.echeancier.actes import Acte, NatureActe, actes
from relancier.echeancier.reglages import lire_reglages_echeancier
from relancier.pilotage.alertes import Alerte, Nature, Perte
from relancier.pilotage.contexte import Contexte
from relancier.relances.faits import Faits
from relancier.relances.historique import letter_of
from relancier.relances.promesses import is_about, last_day

SEMAINE = timedelta(days=7)
RETOUR = 15  # days after which the return of a registered letter is missed, as `relancier recommandes` counts
_ACTES = {
    NatureActe.DECHEANCE: (
        Nature.DECHEANCE,
        "Décidez : « relancier echeancier rompre », ou renégociez.",
        "le plan suspend toujours les relances",
    ),
    NatureActe.ATTENTE: (
        Nature.REGULARISATION,
        "Surveillez le règlement jusqu'à ce jour ; passé lui, le plan peut être rompu.",
        "un plan non tenu suspend toujours les relances",
    ),
    NatureActe.MISE_EN_DEMEURE: (
        Nature.MENSUALITE,
        "Mettez en demeure : « relancier echeancier pointer --courrier mise-en-demeure ».",
        "le délai de régularisation ne court pas",
    ),
}


def plans(contexte: Contexte) -> Iterator[Alerte]:
    """Yield what each running plan calls for, reminders and quittances apart."""
    vue = contexte.vue
    reglages = lire_reglages_echeancier(vue.portefeuille.creancier.reglages)
    for code, mine in pointages(vue.portefeuille, vue.jour).items():
        debiteur = vue.portefeuille.debiteurs[code]
        if debiteur.procedure_collective is not None and debiteur.procedure_collective <= vue.jour:
            continue  # what is left of the plan is declared, no longer asked for
        for one in mine:
            reduced = _reduced(one, contexte)
            for acte in actes(one, vue.jour, reglages):
                if acte.nature in _ACTES:
                    yield _of_plan(acte, debiteur.nom, reduced)


def _of_plan(acte: Acte, nom: str, reduced: Avoir | None) -> Alerte:
    nature, faire, cost = _ACTES[acte.nature]
    if reduced is not None:
        faire = (
            f"L'avoir {reduced.numero} du {format_short(reduced.date)} a réduit la dette depuis l'accord : renégociez "
            "avant de réclamer."
        )
    waits = acte.nature is NatureActe.ATTENTE
    return Alerte(
        nature,
        acte.dernier_jour if waits else acte.depuis,
        acte.plan.debiteur,
        nom,
        "",
        f"Échéancier {acte.plan.id} {de(nom)} : {acte.pourquoi}",
        faire,
        acte.montant,
        Perte.TEMPS,
        cost,
    )


def _reduced(plan: Pointage, contexte: Contexte) -> Avoir | None:
    """Return an avoir that has lowered what `plan` covers since it was counted; None when none has."""
    counted = compte_au(plan.plan)
    for one in contexte.vue.situations[plan.plan.debiteur].imputations:
        if isinstance(one.source, Avoir) and one.source.date > counted and plan.plan.couvre(one.echeance):
            return one.source
    return None


def promesses(contexte: Contexte) -> Iterator[Alerte]:
    """Yield the promises that come due within the week, and those that were not kept while something is still owed.

    What a debtor did not keep is one alert, since it is one call.
    """
    vue = contexte.vue
    for code, faits in contexte.passage.faits.items():
        broken: list[tuple[Suspension, date]] = []
        for one in faits.suspensions:
            end = last_day(one, faits.grace)
            if one.nature is not NatureSuspension.PROMESSE or one.au is None or end is None:
                continue
            owed = _owed(contexte, faits, (one,))
            if owed and one in faits.rompues:
                broken.append((one, one.au))
            elif owed and vue.jour <= end and one.au <= vue.jour + SEMAINE:
                yield Alerte(
                    Nature.PROMESSE,
                    one.au,
                    code,
                    faits.debiteur.nom,
                    one.facture,
                    f"{faits.debiteur.nom} a promis de payer {format_euros(owed)} au plus tard le "
                    f"{format_short(one.au)}{_about(one)}.",
                    "Surveillez le relevé de banque ; rappelez le lendemain si rien n'est arrivé.",
                    owed,
                    Perte.TEMPS,
                    "la relance attend la fin de la promesse",
                )
        if broken:
            yield _broken(contexte, faits, broken)


def _broken(contexte: Contexte, faits: Faits, broken: Sequence[tuple[Suspension, date]]) -> Alerte:
    name, count = faits.debiteur.nom, len(broken)
    promises = tuple(one for one, _ in broken)
    owed = _owed(contexte, faits, promises)
    last, due = max(broken, key=lambda one: one[1])
    said = "sa promesse de payer" if count == 1 else f"{count} promesses de payer, la dernière"
    return Alerte(
        Nature.PROMESSE_ROMPUE,
        due,
        faits.debiteur.code,
        name,
        last.facture if len({one.facture for one in promises}) == 1 else "",
        f"{name} n'a pas tenu {said} au plus tard le {format_short(due)}{_about(last)} : {format_euros(owed)} "
        "restent dus.",
        "Appelez ; le ton de la prochaine relance monte d'un cran.",
        owed,
        Perte.TEMPS,
        "une promesse oubliée en appelle d'autres",
    )


def _about(promise: Suspension) -> str:
    return f" pour la facture {promise.facture}" if promise.facture else ""


def _owed(contexte: Contexte, faits: Faits, promises: Sequence[Suspension]) -> Decimal:
    """Return what is left of the échéances that `promises` are about (€), each once."""
    etats = contexte.vue.situations[faits.debiteur.code].etats
    mine = (etat for etat in etats if any(is_about(one, etat.echeance, faits.grace) for one in promises))
    return sum((etat.reste_du for etat in mine), ZERO)


def recommandes(contexte: Contexte) -> Iterator[Alerte]:
    """Yield the registered letters still useful of which the number, the deposit or the return is missing."""
    day = contexte.vue.jour
    owed = {one.etat.echeance.cle: one.etat.reste_du for one in contexte.ouvertes()}
    letters: dict[tuple[object, ...], list[Relance]] = {}
    for relance in contexte.vue.portefeuille.relances:
        if fold(relance.canal) == fold(Canal.LRAR):
            letters.setdefault(letter_of(relance), []).append(relance)
    for rows in letters.values():
        left = sum((owed.get((one.debiteur, one.facture, one.echeance), ZERO) for one in rows), ZERO)
        first = rows[0]
        missing = _missing(first, (day - first.depose).days if first.depose else 0)
        if not left or not missing:
            continue
        faits = contexte.faits(first.debiteur)
        yield Alerte(
            Nature.RECOMMANDE,
            first.depose or first.emise or first.date,
            first.debiteur,
            faits.debiteur.nom,
            first.facture if len({one.facture for one in rows}) == 1 else "",
            f"Recommandé du {format_short(first.emise or first.date)} à {faits.debiteur.nom} : {missing}.",
            "Notez-le : « relancier recommandes » ; sans avis de réception, demandez-en la preuve à La Poste.",
            left,
            Perte.PREUVE,
            "la mise en demeure reste sans preuve de son jour",
        )


def _missing(letter: Relance, waiting: int) -> str:
    if not letter.numero:
        return "son numéro n'est pas noté"
    if letter.depose is None:
        return "son dépôt n'est pas noté"
    if letter.recu is None and waiting > RETOUR:
        return f"aucun retour, {format_days(waiting)} après le dépôt"
    return ""
