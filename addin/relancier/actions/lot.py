"""`relancier lot`: the month-end passage, from the workbook to letters on disk and rows in the history.

Nothing is delivered by halves: everything is made in a folder aside, then put in place, then recorded; if recording
is refused, what was put in place is taken back. A journal beside the workbook says each step before it is taken, so
that the next passage can finish or undo what a crash left; and one passage at a time works on a workbook.
"""

import tempfile
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path

from relancier.actions import print_files, report_files
from relancier.actions.announced import Announced, announced
from relancier.actions.decision import decide, tell_resumed
from relancier.actions.intentions import Cle
from relancier.actions.letters import Workshop
from relancier.actions.messages import Post
from relancier.actions.output import aside, in_place
from relancier.actions.own_templates import own_templates
from relancier.actions.progress import Progress, Silent
from relancier.actions.resultat import Demande, Resultat
from relancier.actions.simulation import simulate
from relancier.base.deposit import Deposit
from relancier.base.errors import RelancierError
from relancier.base.filenames import beside
from relancier.classeur.exclusive import alone
from relancier.classeur.host import Host
from relancier.classeur.journal import Sent, proposition_rows, relance_rows
from relancier.documents.catalog import Catalog
from relancier.documents.compose import Composer
from relancier.documents.pdf.engine import choose
from relancier.documents.pdf.port import Engine
from relancier.documents.press.crew import Crew
from relancier.documents.press.hire import at_work


def run(host: Host, demande: Demande, suivi: Progress | None = None, crew: Crew | None = None) -> Resultat:
    """Do the passage that `demande` describes on the workbook of `host`.

    `crew` presses its letters, when it is given and at work already; it may serve other passages at the same time.

    Raises:
      EngineUnavailable: the engine that was asked for does not work here; nothing was written.
      InvalidInput: the workbook or a template cannot be used; nothing was written.
      Refus: the workbook or the output folder cannot be written; nothing was written.
    """
    suivi = suivi or Silent()
    if demande.sans_fichier:
        return simulate(host, demande, suivi)
    engine = choose(demande.pdf)
    with nullcontext() if demande.simuler else alone(host.path), at_work(engine, crew) as pressing:
        decided = decide(host, demande, suivi)
        try:
            return _make(host, decided, engine, suivi, pressing)
        except RelancierError as error:
            raise tell_resumed(error, decided.reprise) from None


def _make(host: Host, decided: Resultat, engine: Engine, suivi: Progress, crew: Crew | None) -> Resultat:
    demande, portefeuille, passage = decided.demande, decided.portefeuille, decided.passage
    if not demande.simuler:
        proposed = host.proposed()
        stale = not proposed.is_of(demande.date_arrete)
        # what an earlier passage proposed is made again even with nothing to send: it is not true any more; what was
        # proposed for this very day is about to be sent
        decided = replace(decided, perimees=proposed.perimees if stale else 0, a_refaire=stale)
        if passage.envois or decided.a_refaire:
            host.check_writable()
    sortie = demande.sortie or host.path.parent / f"Relances {demande.date_arrete:%Y-%m-%d}"
    catalog = Catalog(own_templates(host.path, portefeuille.creancier, demande.modeles))
    composer = Composer(portefeuille, demande.date_arrete, decided.nom, catalog, projet=demande.simuler)
    post = Post(portefeuille.creancier, demande.date_arrete, decided.nom, projet=demande.simuler)
    notes = nullcontext() if demande.simuler else announced(host, decided.nom, demande.date_arrete)
    with (
        notes as journal,
        aside(sortie, journal.aside if journal else None) as folder,
        tempfile.TemporaryDirectory(prefix="relancier-feuilles-", ignore_cleanup_errors=True) as sheets,
        Deposit() as deposit,
    ):
        prefix = f"{'PROJET ' if demande.simuler else ''}{demande.date_arrete:%Y-%m-%d}"
        wanted = None if demande.simuler else Path(sheets)
        batch = Workshop(composer, engine, folder, suivi, post, deposit, wanted, crew).make(passage.envois, prefix)
        faults = tuple(fault for _, fault in batch.missed)
        staged = replace(
            decided,
            lettres=batch.made,
            manquees=(*decided.manquees, *batch.missed),
            anomalies=(*decided.anomalies, *batch.remarques, *faults),
            sortie=sortie,
            fichiers={} if demande.simuler else print_files.named(batch.made, folder),
        )
        suivi.stage("Compte rendu", 0)
        report = report_files.begin(staged, crew)
        known = deposit.settle()  # a letter that was printed alone is bound from its file
        print_files.write(batch.made, staged.fichiers)
        if crew is not None:
            crew.rest()  # what follows takes memory too
        staged = replace(staged, fichiers={**staged.fichiers, **report_files.write(report, folder, engine)})
        suivi.stage("Enregistrement", 0)
        return _deliver(staged, folder, sortie, host, journal, known)


def _deliver(
    staged: Resultat,
    folder: Path,
    sortie: Path,
    host: Host,
    journal: Announced | None,
    known: Mapping[Path, str],
) -> Resultat:
    """Put the files in place, then record the passage; the files are taken back if that is refused.

    `known` is the SHA-256 of the files that are on the disk already.
    """
    if journal is None:
        with in_place(folder, sortie) as moved:
            return _placed(staged, moved)
    ecrit = None
    with in_place(folder, sortie, partial(journal.in_place, _cles(staged), known), journal.is_recorded) as moved:
        placed = _placed(staged, moved)
        if placed.lettres or placed.a_refaire:
            sent = [
                Sent(one.envoi, beside(one.document, host.path), one.empreinte, one.indemnites)
                for one in placed.lettres
            ]
            ecrit = host.record(
                relance_rows(sent, staged.nom, staged.demande.date_arrete, staged.demande.passer_outre),
                list(proposition_rows(staged.passage, staged.nom)),
                staged.nom,
                journal.delivered,
            )
    noted = ecrit.remarques if ecrit else ()
    return replace(placed, ecrit=ecrit, anomalies=(*placed.anomalies, *noted))


def _placed(staged: Resultat, moved: Mapping[Path, Path]) -> Resultat:
    lettres = tuple(one.placed(moved) for one in staged.lettres)
    return replace(staged, lettres=lettres, fichiers={what: moved[path] for what, path in staged.fichiers.items()})


def _cles(staged: Resultat) -> list[Cle]:
    """Return what the letters send, as `relance_rows` will record it."""
    lines = [line for one in staged.lettres for line in one.envoi.lignes]
    return [Cle(*line.etat.echeance.cle, line.niveau.niveau) for line in lines if line.niveau]
