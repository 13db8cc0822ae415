"""`relancier lot`: the month-end passage, from the workbook to letters on disk and rows in the history.

Nothing is delivered by halves: everything is made in a folder aside, then put in place, then recorded; if recording
is refused, what was put in place is taken back. A journal beside the workbook says each step before it is taken, so
that the next passage can finish or undo what a crash left; and one passage at a time works on a workbook.
"""

import os
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from relancier.actions import compte_rendu, reprise
from relancier.actions.announced import Announced, announced
from relancier.actions.intentions import Cle
from relancier.actions.letters import Batch, Workshop
from relancier.actions.output import aside, in_place
from relancier.actions.progress import Progress, Silent
from relancier.actions.reprise import Reprise
from relancier.actions.resultat import Demande, Resultat
from relancier.base.dates import format_short
from relancier.base.errors import Anomalie, InvalidInput, Lieu, Refus, RelancierError
from relancier.classeur.exclusive import alone
from relancier.classeur.host import Host
from relancier.classeur.journal import Sent, proposition_rows, relance_rows
from relancier.creances.onerosite import onerosite
from relancier.creances.portefeuille import Canal, Portefeuille
from relancier.creances.situation import Situation, situations
from relancier.documents.catalog import Catalog
from relancier.documents.compose import Composer
from relancier.documents.pdf.bind import bind
from relancier.documents.pdf.engine import choose
from relancier.relances.alertes import alert
from relancier.relances.controls import control
from relancier.relances.fraicheur import fraicheur, refuse_stale
from relancier.relances.propose import propose
from relancier.relances.reglages import lire_reglages_relances

PRINT_FILES = {Canal.COURRIER: "Courrier simple.pdf", Canal.LRAR: "Courrier LRAR.pdf"}


def run(host: Host, demande: Demande, suivi: Progress | None = None) -> Resultat:
    """Do the passage that `demande` describes on the workbook of `host`.

    Raises:
      InvalidInput: the workbook or a template cannot be used; nothing was written.
      Refus: the workbook or the output folder cannot be written; nothing was written.
    """
    suivi = suivi or Silent()
    with nullcontext() if demande.simuler else alone(host.path):
        suivi.stage("Lecture du classeur", 0)
        portefeuille = host.read()
        repris = reprise.awaiting(host) if demande.simuler else reprise.settle(host, portefeuille)
        try:
            return _pass(host, demande, suivi, portefeuille, repris)
        except RelancierError as error:
            if repris is not None:
                error.remede = f"{error.remede} {repris.message}".strip()
            raise


def _pass(
    host: Host, demande: Demande, suivi: Progress, portefeuille: Portefeuille, repris: Reprise | None
) -> Resultat:
    etats = situations(portefeuille, demande.date_arrete, onerosite(portefeuille))
    if not demande.simuler:
        _refuse_older(portefeuille, demande.date_arrete)
    stale = _freshness(portefeuille, etats, demande, suivi)
    found = control(portefeuille, etats, demande.date_arrete)
    resumed = repris.remarques if repris else ()
    portefeuille = replace(portefeuille, anomalies=(*resumed, *portefeuille.anomalies, *stale, *found))
    passage = propose(portefeuille, etats, demande.date_arrete, demande.sauts)
    alerts = alert(portefeuille, etats, passage.faits, demande.date_arrete)
    portefeuille = replace(portefeuille, anomalies=(*portefeuille.anomalies, *alerts))
    nom = _name(host, demande.date_arrete)
    if not demande.simuler and passage.envois:
        host.check_writable()
    sortie = demande.sortie
    if sortie is None and not demande.simuler:
        sortie = host.path.parent / f"Relances {demande.date_arrete:%Y-%m-%d}"
    if sortie is None:
        return Resultat(nom, demande, portefeuille, etats, passage, anomalies=portefeuille.anomalies, reprise=repris)
    engine = choose(demande.pdf)
    catalog = _catalog(host, portefeuille, demande)
    composer = Composer(portefeuille, demande.date_arrete, nom, catalog, projet=demande.simuler)
    notes = nullcontext() if demande.simuler else announced(host, nom, demande.date_arrete)
    with notes as journal, aside(sortie, journal.aside if journal else None) as folder:
        prefix = f"{'PROJET ' if demande.simuler else ''}{demande.date_arrete:%Y-%m-%d}"
        batch = Workshop(composer, engine, folder, suivi).make(passage.envois, prefix)
        faults = tuple(fault for _, fault in batch.missed)
        staged = Resultat(
            nom=nom,
            demande=demande,
            portefeuille=portefeuille,
            situations=etats,
            passage=passage,
            lettres=batch.made,
            manquees=batch.missed,
            anomalies=(*portefeuille.anomalies, *batch.remarques, *faults),
            sortie=sortie,
            reprise=repris,
            fichiers={} if demande.simuler else _print_files(batch, folder),
        )
        suivi.stage("Compte rendu", 0)
        reports = compte_rendu.write(staged, folder, engine)
        staged = replace(staged, fichiers={**staged.fichiers, **reports})
        suivi.stage("Enregistrement", 0)
        return _deliver(staged, folder, sortie, host, journal)


def _refuse_older(portefeuille: Portefeuille, day: date) -> None:
    """Refuse a passage dated before the last one: its levels would go back in time."""
    last = max((one.emise or one.date for one in portefeuille.relances), default=None)
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


def _print_files(batch: Batch, folder: Path) -> dict[str, Path]:
    """Bind the letters to post, one file for each way of posting, in the order of the debtors."""
    files = {}
    for canal, name in PRINT_FILES.items():
        letters = [one for one in batch.made if one.envoi.niveau.canal is canal]
        if letters:
            titles = [f"{one.envoi.debiteur.code} {one.envoi.debiteur.nom} – {one.titre}" for one in letters]
            bind([one.pdf for one in letters], folder / name, titles)
            files[str(canal)] = folder / name
    return files


def _deliver(staged: Resultat, folder: Path, sortie: Path, host: Host, journal: Announced | None) -> Resultat:
    """Put the files in place, then record the passage; the files are taken back if that is refused."""
    if journal is None:
        with in_place(folder, sortie) as moved:
            return _placed(staged, moved)
    ecrit = None
    with in_place(folder, sortie, partial(journal.in_place, _cles(staged)), journal.is_recorded) as moved:
        placed = _placed(staged, moved)
        if placed.lettres:
            sent = [
                Sent(one.envoi, _relative(one.pdf, host.path), one.empreinte, one.indemnites) for one in placed.lettres
            ]
            ecrit = host.record(
                relance_rows(sent, staged.nom, staged.demande.date_arrete, staged.demande.passer_outre),
                list(proposition_rows(staged.passage, staged.nom)),
                staged.nom,
            )
    return replace(placed, ecrit=ecrit)


def _placed(staged: Resultat, moved: Mapping[Path, Path]) -> Resultat:
    lettres = tuple(replace(one, docx=moved[one.docx], pdf=moved[one.pdf]) for one in staged.lettres)
    return replace(staged, lettres=lettres, fichiers={what: moved[path] for what, path in staged.fichiers.items()})


def _cles(staged: Resultat) -> list[Cle]:
    """Return what the letters send, as `relance_rows` will record it."""
    lines = [line for one in staged.lettres for line in one.envoi.lignes]
    return [Cle(*line.etat.echeance.cle, line.niveau.niveau) for line in lines if line.niveau]


def _relative(document: Path, classeur: Path) -> str:
    """Return where `document` is from the workbook's folder; absolute when it is on another drive."""
    try:
        return Path(os.path.relpath(document, classeur.parent)).as_posix()
    except ValueError:
        return document.as_posix()


def _name(host: Host, day: date) -> str:
    """Return an identifier that no earlier passage has."""
    name, number = f"P{day:%Y-%m-%d}", 1
    while host.recorded(name):
        number += 1
        name = f"P{day:%Y-%m-%d}-{number}"
    return name


def _catalog(host: Host, portefeuille: Portefeuille, demande: Demande) -> Catalog:
    own = demande.modeles
    if own is None and portefeuille.creancier.modeles:
        own = host.path.parent / portefeuille.creancier.modeles
    if own is not None and not own.is_dir():
        remede = "Corrigez « Modèles de lettres » dans la feuille Créancier, ou videz-le pour ceux de Relancier."
        raise InvalidInput(
            "modeles-absents",
            f"Le dossier de modèles de lettres « {own} » n'existe pas.",
            "Corrigez --modeles." if demande.modeles else remede,
        )
    return Catalog(own)
