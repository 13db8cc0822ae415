"""Making the letters of a passage: composed, rendered, converted, and each proved before it counts.

A letter that fails costs only itself. A template that fails stops the passage, for it would fail every letter.
"""

import dataclasses
import hashlib
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from relancier.actions.progress import Progress
from relancier.base.errors import Anomalie, Gravite, Lieu, RelancierError
from relancier.base.filenames import free_path, safe_stem
from relancier.creances.portefeuille import Canal
from relancier.documents.address import fits, is_empty
from relancier.documents.compose import Composed, Composer
from relancier.documents.context import Lettre
from relancier.documents.pdf.port import Engine
from relancier.documents.pdf.text import missing, page_count
from relancier.documents.template import LostValue
from relancier.relances.propose import Envoi

POSTED = (Canal.COURRIER, Canal.LRAR)
QR = "QR"  # alternative text of the template's picture that the transfer code replaces
DEBITEURS = "Débiteurs"


@dataclass(frozen=True, slots=True)
class Made:
    """A letter, in both forms.

    Attributes:
      titre: its short name ("Relance 2").
      docx, pdf: the files, still in the folder where they were made.
      empreinte: the PDF's SHA-256, in hexadecimal.
      pages: how many the PDF has.
      indemnites: € of fixed indemnity that it claims, by facture.
    """

    envoi: Envoi
    titre: str
    docx: Path
    pdf: Path
    empreinte: str
    pages: int
    indemnites: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A letter written as .docx, not yet converted."""

    envoi: Envoi
    titre: str
    docx: Path
    composed: Composed
    printed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """The letters that were made, and what stopped the others.

    Attributes:
      made: in the order of the debtors.
      missed: what was wrong with each letter that could not be made.
      remarques: what somebody should look at, once each.
    """

    made: tuple[Made, ...]
    missed: tuple[tuple[Envoi, Anomalie], ...]
    remarques: tuple[Anomalie, ...]


class Workshop:
    """Makes the letters of one passage in one folder."""

    def __init__(self, composer: Composer, engine: Engine, folder: Path, suivi: Progress) -> None:
        self._composer = composer
        self._engine = engine
        self._folder = folder
        self._suivi = suivi
        self._missed: list[tuple[Envoi, Anomalie]] = []
        self._remarques: list[Anomalie] = []

    def make(self, envois: Sequence[Envoi], prefix: str) -> Batch:
        """Write the letters `envois`, as .docx and .pdf, under names that start with `prefix`.

        Raises:
          InvalidInput: a template is faulty or missing, or prints a rate that is not known.
        """
        if not envois:
            return Batch((), (), ())
        drafts = self._write(envois, prefix)
        self._suivi.stage("Conversion en PDF", len(drafts))
        report = self._engine.convert([one.docx for one in drafts], self._folder, lambda _: self._suivi.step())
        self._suivi.stage("Contrôle des lettres", len(drafts))
        made = []
        for draft in drafts:
            failure = report.failures.get(draft.docx)
            if failure is not None:
                self._miss(draft.envoi, "pdf-impossible", failure.message, failure.remede)
                draft.docx.unlink()
            else:
                with self._sparing(draft.envoi, draft.docx, report.pdfs[draft.docx]):
                    if (finished := self._prove(draft, report.pdfs[draft.docx])) is not None:
                        made.append(finished)
            self._suivi.step()
        remarques = (*self._composer.remarques, *self._remarques)
        return Batch(tuple(made), tuple(self._missed), remarques)

    def _write(self, envois: Sequence[Envoi], prefix: str) -> list[_Draft]:
        drafts = []
        taken: set[str] = set()
        self._suivi.stage("Rédaction des lettres", len(envois))
        for envoi in envois:
            self._suivi.step()
            if envoi.niveau.canal in POSTED and is_empty(envoi.debiteur.adresse):
                self._miss(envoi, "adresse-absente", "L'adresse postale manque.", "Remplissez-la, feuille Débiteurs.")
                continue
            with self._sparing(envoi):
                if (draft := self._draft(envoi, prefix, taken)) is not None:
                    drafts.append(draft)
        return drafts

    def _draft(self, envoi: Envoi, prefix: str, taken: set[str]) -> _Draft | None:
        template, composed = self._composer.template(envoi), self._composer.compose(envoi)
        pictures = {QR: composed.qr_png} if composed.qr_png else {}
        try:
            rendered = template.render(_fields(composed.context), composed.required, pictures)
        except LostValue as error:
            self._miss(envoi, "lettre-incomplete", error.message, error.remede)
            return None
        self._remark_long_address(envoi, composed)
        stem = safe_stem(f"{prefix} {envoi.debiteur.code} {template.title}")
        path = free_path(self._folder / f"{stem}.docx", taken)
        taken.add(path.name.casefold())
        path.write_bytes(rendered.docx)
        return _Draft(envoi, template.title, path, composed, rendered.printed)

    @contextmanager
    def _sparing(self, envoi: Envoi, *files: Path) -> Iterator[None]:
        """List the letter as missed when the block fails in a way that nobody foresaw, instead of losing the others.

        What concerns them all (a template, the disk) still stops the passage.
        """
        try:
            yield
        except (RelancierError, OSError):
            raise
        except Exception as error:  # a fault of ours, or data that nobody thought of: shown, never swallowed
            frame = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(frame.filename).name}, ligne {frame.lineno}"
            message = f"Erreur imprévue ({type(error).__name__} : {error} ; {where})."
            self._miss(envoi, "erreur-imprevue", message, "Vérifiez les lignes de ce client ; sinon, écrivez-nous.")
            for one in files:
                one.unlink(missing_ok=True)

    def _prove(self, draft: _Draft, pdf: Path) -> Made | None:
        """Return the finished letter if its PDF says all that it must: the name, the sum, each figure of its lines."""
        figures = {part for one in draft.composed.context.lignes for part in (one.facture, one.reste_du)}
        expected = (*draft.composed.required, *(value for value in draft.printed if value in figures))
        lost = missing(pdf, expected)
        if lost:
            remede = "Vérifiez le modèle de lettre, ou convertissez avec --pdf libreoffice."
            self._miss(draft.envoi, "pdf-incomplet", f"Le PDF ne porte pas « {lost[0]} ».", remede)
            pdf.unlink()
            draft.docx.unlink()
            return None
        empreinte = hashlib.sha256(pdf.read_bytes()).hexdigest()
        indemnites = draft.composed.indemnites
        return Made(draft.envoi, draft.titre, draft.docx, pdf, empreinte, page_count(pdf), indemnites)

    def _miss(self, envoi: Envoi, code: str, message: str, remede: str) -> None:
        code_debiteur, nom = envoi.debiteur.code, envoi.debiteur.nom
        sentence = f"La lettre à {code_debiteur} ({nom}) n'a pas été faite : {message[:1].lower()}{message[1:]}"
        place = Lieu(feuille=DEBITEURS) if code == "adresse-absente" else Lieu()
        anomalie = Anomalie(code, Gravite.BLOQUANTE, place, code_debiteur, sentence, remede, code_debiteur)
        self._missed.append((envoi, anomalie))

    def _remark_long_address(self, envoi: Envoi, composed: Composed) -> None:
        lines = composed.context.debiteur.adresse
        if envoi.niveau.canal in POSTED and not fits(lines):
            self._remarques.append(
                Anomalie(
                    "adresse-longue",
                    Gravite.REMARQUE,
                    Lieu(feuille=DEBITEURS),
                    " / ".join(lines),
                    f"L'adresse de {envoi.debiteur.code} passe six lignes de 38 caractères (norme postale).",
                    "Abrégez-la pour qu'elle tienne dans la fenêtre de l'enveloppe.",
                    envoi.debiteur.code,
                )
            )


def _fields(context: Lettre) -> dict[str, object]:
    return {one.name: getattr(context, one.name) for one in dataclasses.fields(context)}
