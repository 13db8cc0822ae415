"""What runs for a debtor on a day, the gravest first: insolvency, prescription, disputes, plans, promises, doubts."""

from collections.abc import Callable, Iterator

from relancier.base.dates import format_short
from relancier.base.money import format_euros
from relancier.creances.plans import StatutEcheancier
from relancier.creances.pointage import Pointage
from relancier.creances.portefeuille import NatureSuspension
from relancier.documents.tournures import accorde, compte, short
from relancier.pilotage.alertes import Nature
from relancier.pilotage.portrait import EtatPromesse, Portrait

MOTIF_MAX = 50  # characters


def en_cours(portrait: Portrait) -> Iterator[str]:
    """Yield one French sentence for each thing that runs."""
    for told in _PARTIES:
        yield from told(portrait)


def _doubts(portrait: Portrait) -> Iterator[str]:
    count = len(portrait.doutes)
    if count:
        rest = f" (et {compte(count - 1, 'autre', 'autres')})" if count > 1 else ""
        yield f"À corriger d'abord, ces chiffres peuvent en changer : {portrait.doutes[0]}{rest}"


def _insolvency(portrait: Portrait) -> Iterator[str]:
    opened = portrait.debiteur.procedure_collective
    if opened is None or opened > portrait.jour:
        return
    declared = next((one for one in portrait.alertes if one.nature is Nature.DECLARATION), None)
    what = f" : {declared.quoi.partition(' : ')[2]}" if declared else "."
    yield f"Procédure collective ouverte le {format_short(opened)}{what}"


def _prescription(portrait: Portrait) -> Iterator[str]:
    near = [one for one in portrait.alertes if one.nature is Nature.PRESCRIPTION]
    if near:
        yield from (one.quoi for one in near)
        return
    dated = [one for one in portrait.lignes if one.prescription is not None]
    if dated:
        first = min(dated, key=lambda one: one.prescription or portrait.jour)
        if first.prescription is not None:
            yield f"Première prescription : facture {first.facture}, après le {format_short(first.prescription)}."


def _suspensions(portrait: Portrait) -> Iterator[str]:
    for one in portrait.suspensions:
        about = f"facture {one.facture}" if one.facture else "tout le compte"
        why = f" ({short(one.motif, MOTIF_MAX).rstrip('.')})" if one.motif else ""
        until = f" jusqu'au {format_short(one.au)}" if one.au else ""
        if one.nature is NatureSuspension.LITIGE:
            what = f"{format_euros(one.montant_conteste)} contestés" if one.montant_conteste else "contesté en entier"
            yield f"Litige depuis le {format_short(one.du)}{until}, {about} : {what}{why}."
        else:
            yield f"Relances suspendues depuis le {format_short(one.du)}{until}, {about}{why}."


def _plans(portrait: Portrait) -> Iterator[str]:
    for one in portrait.plans:
        yield _plan(one, portrait)


def _plan(one: Pointage, portrait: Portrait) -> str:
    paid = sum(each.soldee_le is not None for each in one.mensualites)
    late = one.retards(portrait.jour)
    following = next((each for each in one.mensualites if each.soldee_le is None), None)
    said = (
        f"Échéancier {one.plan.id} du {format_short(one.plan.date_accord)} : {paid} "
        f"{accorde(paid, 'versement payé', 'versements payés')} sur {len(one.mensualites)}, reste "
        f"{format_euros(one.reste)}"
    )
    if late:
        return f"{said} ; {compte(len(late), 'versement')} en retard depuis le {format_short(late[0].mensualite.date)}."
    if following is None or one.plan.statut == StatutEcheancier.SOLDE:
        return f"{said}."
    return f"{said} ; prochain : {format_euros(following.reste)} le {format_short(following.mensualite.date)}."


def _promises(portrait: Portrait) -> Iterator[str]:
    for one in portrait.promesses:
        if one.etat is EtatPromesse.EN_COURS:
            promise = one.promesse
            when = f" pour le {format_short(promise.au)}" if promise.au else " sans date"
            about = f", facture {promise.facture}" if promise.facture else ""
            why = f" ({short(promise.motif, MOTIF_MAX).rstrip('.')})" if promise.motif else ""
            yield f"Promesse du {format_short(promise.du)}{when}{about}{why}."


def _credit(portrait: Portrait) -> Iterator[str]:
    if credit := portrait.situation.credit:
        yield f"Nous gardons {format_euros(credit)} en sa faveur, qu'aucune facture n'a encore pris."


_PARTIES: tuple[Callable[[Portrait], Iterator[str]], ...] = (
    _doubts,
    _insolvency,
    _prescription,
    _suspensions,
    _plans,
    _promises,
    _credit,
)
