"""`relancier lot`: the month-end passage, from the workbook to letters on disk and rows in the history.

Nothing is delivered by halves: everything is made in a folder aside, then put in place, then recorded; if recording
is refused, what was put in place is taken back.
"""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

from relancier.actions import compte_rendu
from relancier.actions.letters import Batch, Workshop
from relancier.actions.output import aside, in_place
from relancier.actions.progress import Progress, Silent
from relancier.actions.resultat import Demande, Resultat
from relancier.base.errors import InvalidInput
from relancier.base.typed import fold
from relancier.classeur.host import Host
from relancier.classeur.journal import Sent, proposition_rows, relance_rows
from relancier.creances.onerosite import onerosite
from relancier.creances.portefeuille import Canal, Portefeuille
from relancier.creances.situation import situations
from relancier.documents.catalog import Catalog
from relancier.documents.compose import Composer
from relancier.documents.pdf.bind import bind
from relancier.documents.pdf.engine import choose
from relancier.relances.controls import control
from relancier.relances.propose import propose

PRINT_FILES = {Canal.COURRIER: "Courrier simple.pdf", Canal.LRAR: "Courrier LRAR.pdf"}


def run(host: Host, demande: Demande, suivi: Progress | None = None) -> Resultat:
    """Do the passage that `demande` describes on the workbook of `host`.

    Raises:
      InvalidInput: the workbook or a template cannot be used; nothing was written.
      Refus: the workbook or the output folder cannot be written; nothing was written.
    """
    suivi = suivi or Silent()
    suivi.stage("Lecture du classeur", 0)
    portefeuille = host.read()
    etats = situations(portefeuille, demande.date_arrete, onerosite(portefeuille))
    found = control(portefeuille, etats, demande.date_arrete)
    portefeuille = replace(portefeuille, anomalies=(*portefeuille.anomalies, *found))
    passage = propose(portefeuille, etats, demande.date_arrete)
    nom = _name(portefeuille, demande.date_arrete)
    if not demande.simuler and passage.envois:
        host.check_writable()
    sortie = demande.sortie
    if sortie is None and not demande.simuler:
        sortie = host.path.parent / f"Relances {demande.date_arrete:%Y-%m-%d}"
    if sortie is None:
        return Resultat(nom, demande, portefeuille, etats, passage, anomalies=portefeuille.anomalies)
    engine = choose(demande.pdf)
    catalog = _catalog(host, portefeuille, demande)
    composer = Composer(portefeuille, demande.date_arrete, nom, catalog, projet=demande.simuler)
    with aside(sortie) as folder:
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
            fichiers={} if demande.simuler else _print_files(batch, folder),
        )
        suivi.stage("Compte rendu", 0)
        reports = compte_rendu.write(staged, folder, engine)
        staged = replace(staged, fichiers={**staged.fichiers, **reports})
        suivi.stage("Enregistrement", 0)
        return _deliver(staged, folder, sortie, host)


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


def _deliver(staged: Resultat, folder: Path, sortie: Path, host: Host) -> Resultat:
    """Put the files in place, then record the passage; the files are taken back if that is refused."""
    with in_place(folder, sortie) as moved:
        lettres = tuple(replace(one, docx=moved[one.docx], pdf=moved[one.pdf]) for one in staged.lettres)
        fichiers = {what: moved[path] for what, path in staged.fichiers.items()}
        ecrit = None
        if lettres and not staged.demande.simuler:
            sent = [Sent(one.envoi, _relative(one.pdf, host.path), one.empreinte, one.indemnites) for one in lettres]
            ecrit = host.record(
                relance_rows(sent, staged.nom, staged.demande.date_arrete),
                list(proposition_rows(staged.passage, staged.nom)),
                staged.nom,
            )
    noted = ecrit.remarques if ecrit else ()
    return replace(staged, lettres=lettres, fichiers=fichiers, ecrit=ecrit, anomalies=(*staged.anomalies, *noted))


def _relative(document: Path, classeur: Path) -> str:
    """Return where `document` is from the workbook's folder; absolute when it is on another drive."""
    try:
        return Path(os.path.relpath(document, classeur.parent)).as_posix()
    except ValueError:
        return document.as_posix()


def _name(portefeuille: Portefeuille, day: date) -> str:
    """Return an identifier that no earlier passage has."""
    used = {fold(one.passage) for one in portefeuille.relances}
    name, number = f"P{day:%Y-%m-%d}", 1
    while fold(name) in used:
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
