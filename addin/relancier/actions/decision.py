"""What a passage decides, before anything is made or written."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from relancier.actions import reprise
from relancier.actions.progress import Progress
from relancier.actions.resultat import Demande, Resultat
from relancier.base.dates import format_short
from relancier.base.errors import Anomalie, Lieu, Refus, RelancierError
from relancier.base.records import records_in_bulk
from relancier.base.typed import fold
from relancier.classeur.host import Host
from relancier.creances.annulations import ANNULATION
from relancier.creances.appels import est_appel
from relancier.creances.onerosite import onerosite
from relancier.creances.portefeuille import Portefeuille
from relancier.creances.situation import Situation, situations
from relancier.relances.acheminement import acheminer, remarques, unreachable
from relancier.relances.alertes import alert
from relancier.relances.controls import control
from relancier.relances.fraicheur import fraicheur, refuse_stale
from relancier.relances.mentions import mentions
from relancier.relances.propose import propose
from relancier.relances.reglages import lire_reglages_relances
from relancier.relances.sauts import without_effect


def decide(host: Host, demande: Demande, suivi: Progress) -> Resultat:
    """Read the workbook of `host` and decide the passage that `demande` describes.

    A real passage first finishes or undoes what one that was cut short left; a simulation only says that it waits.

    Raises:
      InvalidInput: the workbook cannot be used, or a level cannot be jumped.
      Refus: the passage is older than the last one, or payments are not up to date where the user wants them so.
    """
    with records_in_bulk():
        return _decide(host, demande, suivi)


def _decide(host: Host, demande: Demande, suivi: Progress) -> Resultat:
    suivi.stage("Lecture du classeur", 0)
    portefeuille = host.read()
    repris = reprise.awaiting(host) if demande.simuler else reprise.settle(host, portefeuille)
    resumed = repris.remarques if repris else ()
    try:
        decided = _judge(replace(portefeuille, anomalies=(*resumed, *portefeuille.anomalies)), demande, suivi)
    except RelancierError as error:
        raise tell_resumed(error, repris) from None
    return replace(decided, nom=free_name(host, f"P{demande.date_arrete:%Y-%m-%d}"), reprise=repris)


def tell_resumed(error: RelancierError, repris: reprise.Reprise | None) -> RelancierError:
    """Return `error` saying also what was done about a passage that was cut short, lest nobody know."""
    if repris is not None:
        error.remede = f"{error.remede} {repris.message}".strip()
    return error


def _judge(portefeuille: Portefeuille, demande: Demande, suivi: Progress) -> Resultat:
    day = demande.date_arrete
    etats = situations(portefeuille, day, onerosite(portefeuille))
    if not demande.simuler:
        _refuse_older(portefeuille, day)
    stale = _freshness(portefeuille, etats, demande, suivi)
    found = (*mentions(portefeuille.creancier), *control(portefeuille, etats, day))
    portefeuille = replace(portefeuille, anomalies=(*portefeuille.anomalies, *stale, *found))
    passage = acheminer(propose(portefeuille, etats, day, demande.sauts))
    alerts = (*alert(portefeuille, etats, passage.faits, day), *remarques(passage))
    jumped = (one.etat.echeance.facture for one in passage.propositions if one.motif and one.niveau)
    alerts = (*alerts, *without_effect(demande.sauts, jumped))
    missed = unreachable(passage)
    anomalies = (*portefeuille.anomalies, *alerts, *(fault for _, fault in missed))
    return Resultat("", demande, portefeuille, etats, passage, manquees=missed, anomalies=anomalies)


def last_passage(portefeuille: Portefeuille) -> date | None:
    """Return the last day on which a level was sent; None when none was.

    A row that cancels another is no passage, whatever day it bears; nor is a call at no level.
    """
    sent = (one for one in portefeuille.relances if fold(one.statut) != fold(ANNULATION) and not est_appel(one))
    return max((one.emise or one.date for one in sent), default=None)


def _refuse_older(portefeuille: Portefeuille, day: date) -> None:
    """Refuse a passage dated before the last one: its levels would go back in time."""
    last = last_passage(portefeuille)
    if last is not None and day < last:
        raise Refus(
            "passage-anterieur",
            f"Un passage a déjà eu lieu le {format_short(last)} : celui du {format_short(day)} lui serait antérieur.",
            "Choisissez une date plus récente, ou ajoutez --simuler pour seulement regarder.",
            Lieu(feuille="Relances", table="tblRelances", colonne="Date"),
        )


def _freshness(
    portefeuille: Portefeuille, etats: Mapping[str, Situation], demande: Demande, suivi: Progress
) -> tuple[Anomalie, ...]:
    """Say, before anything is made, that payments are not up to date; refuse where the user wants it so."""
    reglages = lire_reglages_relances(portefeuille.creancier.reglages)
    found = fraicheur(portefeuille, etats, demande.date_arrete, reglages)
    if not demande.simuler:
        refuse_stale(found, reglages, demande.passer_outre)
    for one in found:
        suivi.tell(f"{one.message} {one.remede}")
    return found


def free_name(host: Host, wanted: str) -> str:
    """Return `wanted`, or `wanted-2`, `-3`… the first identifier that no row of the history bears as its passage."""
    name, number = wanted, 1
    while host.recorded(name):
        number += 1
        name = f"{wanted}-{number}"
    return name
