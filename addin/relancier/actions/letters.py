"""Making what a passage sends: composed, rendered, converted, and each proved before it counts.

A letter that fails costs only itself. A template that fails stops the passage, for it would fail every letter.
"""

import dataclasses
import hashlib
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from relancier.actions.messages import Post
from relancier.actions.progress import Progress
from relancier.base.errors import Anomalie, Gravite, Lieu, RelancierError
from relancier.base.filenames import free_path, safe_stem
from relancier.creances.portefeuille import Canal
from relancier.documents.address import fits
from relancier.documents.compose import Composed, Composer
from relancier.documents.courriel import Message
from relancier.documents.pdf.port import Engine
from relancier.documents.pdf.text import missing, page_count
from relancier.documents.template import LostValue
from relancier.relances.passage import Envoi

POSTED = (Canal.COURRIER, Canal.LRAR)
QR = "QR"  # alternative text of the template's picture that the transfer code replaces
DEBITEURS = "Débiteurs"


@dataclass(frozen=True, slots=True)
class Made:
    """A letter, a call sheet or an SMS.

    Attributes:
      titre: its short name ("Relance 2").
      document: what the history keeps: the PDF, or the text of an SMS.
      docx: its Word form; None for an SMS.
      eml: the e-mail draft that the letter is attached to; None on other channels.
      empreinte: the document's SHA-256, in hexadecimal.
      pages: how many the PDF has; 0 for an SMS.
      indemnites: € of fixed indemnity that it claims, by facture.
      texte: what an SMS says.
    """

    envoi: Envoi
    titre: str
    document: Path
    empreinte: str
    docx: Path | None = None
    eml: Path | None = None
    pages: int = 0
    indemnites: Mapping[str, Decimal] = dataclasses.field(default_factory=dict)
    texte: str = ""

    @property
    def libelle(self) -> str:
        """Its short name, and what tells it from the debtor's other letters."""
        return f"{self.titre} ({self.envoi.groupe})" if self.envoi.groupe else self.titre

    def placed(self, moved: Mapping[Path, Path]) -> "Made":
        """Return it with its files where `moved` says that they are now."""
        return replace(
            self,
            document=moved[self.document],
            docx=moved[self.docx] if self.docx else None,
            eml=moved[self.eml] if self.eml else None,
        )


@dataclass(frozen=True, slots=True)
class _Draft:
    """A document written as .docx, not yet converted.

    Attributes:
      expected: texts that its PDF must hold.
      message: the e-mail that it will be attached to.
    """

    envoi: Envoi
    titre: str
    docx: Path
    expected: tuple[str, ...]
    indemnites: Mapping[str, Decimal] = dataclasses.field(default_factory=dict)
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """What was made, and what stopped the rest.

    Attributes:
      made: in the order of the debtors.
      missed: what was wrong with each letter that could not be made.
      remarques: what somebody should look at, once each.
    """

    made: tuple[Made, ...]
    missed: tuple[tuple[Envoi, Anomalie], ...]
    remarques: tuple[Anomalie, ...]


class Workshop:
    """Makes the letters, call sheets and messages of one passage in one folder."""

    def __init__(self, composer: Composer, engine: Engine, folder: Path, suivi: Progress, post: Post) -> None:
        self._composer = composer
        self._engine = engine
        self._folder = folder
        self._suivi = suivi
        self._post = post
        self._taken: set[str] = set()
        self._missed: list[tuple[Envoi, Anomalie]] = []
        self._remarques: list[Anomalie] = []

    def make(self, envois: Sequence[Envoi], prefix: str) -> Batch:
        """Make `envois`, each for its channel, under names that start with `prefix`.

        Raises:
          InvalidInput: a template is faulty or missing, or prints a rate that is not known.
        """
        if not envois:
            return Batch((), (), ())
        written = self._write(envois, prefix)
        drafts = [one for one in written if isinstance(one, _Draft)]
        self._suivi.stage("Conversion en PDF", len(drafts))
        report = self._engine.convert([one.docx for one in drafts], self._folder, lambda _: self._suivi.step())
        self._suivi.stage("Contrôle des lettres", len(drafts))
        made = []
        for one in written:
            if isinstance(one, Made):
                made.append(one)
                continue
            failure = report.failures.get(one.docx)
            if failure is not None:
                self._miss(one.envoi, "pdf-impossible", failure.message, failure.remede)
                one.docx.unlink()
            else:
                with self._sparing(one.envoi, one.docx, report.pdfs[one.docx]):
                    if (finished := self._prove(one, report.pdfs[one.docx])) is not None:
                        made.append(finished)
            self._suivi.step()
        remarques = (*self._composer.remarques, *self._remarques, *self._post.remarques)
        return Batch(tuple(made), tuple(self._missed), remarques)

    def _write(self, envois: Sequence[Envoi], prefix: str) -> list[_Draft | Made]:
        written: list[_Draft | Made] = []
        self._suivi.stage("Rédaction des lettres", len(envois))
        for envoi in envois:
            self._suivi.step()
            with self._sparing(envoi):
                written.append(self._make(envoi, prefix))
        return written

    def _make(self, envoi: Envoi, prefix: str) -> _Draft | Made:
        if envoi.canal is Canal.TELEPHONE:
            return self._sheet(envoi, prefix)
        if envoi.canal is Canal.SMS:
            return self._sms(envoi, prefix)
        return self._letter(envoi, prefix)

    def _letter(self, envoi: Envoi, prefix: str) -> _Draft:
        template, composed = self._composer.template(envoi), self._composer.compose(envoi)
        pictures = {QR: composed.qr_png} if composed.qr_png else {}
        rendered = template.render(_fields(composed.context), composed.required, pictures)
        message = self._composer.courriel(envoi, composed.context) if envoi.canal is Canal.EMAIL else None
        self._remark_long_address(envoi, composed)
        path = self._path(envoi, prefix, template.title, ".docx")
        path.write_bytes(rendered.docx)
        expected = _figures(composed.required, composed.context.lignes, rendered.printed)
        return _Draft(envoi, template.title, path, expected, composed.indemnites, message)

    def _sheet(self, envoi: Envoi, prefix: str) -> _Draft:
        template, fiche = self._composer.fiche(envoi)
        rendered = template.render(_fields(fiche.context), fiche.required)
        path = self._path(envoi, prefix, template.title, ".docx")
        path.write_bytes(rendered.docx)
        return _Draft(envoi, template.title, path, _figures(fiche.required, fiche.context.lignes, rendered.printed))

    def _sms(self, envoi: Envoi, prefix: str) -> Made:
        text = self._composer.sms(envoi)
        path = self._path(envoi, prefix, "SMS", ".txt")
        path.write_bytes(self._post.sms(envoi, text))
        return Made(envoi, "SMS", path, _sha256(path), texte=text)

    def _path(self, envoi: Envoi, prefix: str, title: str, suffix: str) -> Path:
        """Return a free name that people find the document by, and keep it."""
        stem = safe_stem(" ".join(part for part in (prefix, envoi.debiteur.code, title, envoi.groupe) if part))
        path = free_path(self._folder / f"{stem}{suffix}", self._taken)
        self._taken.add(path.name.casefold())
        return path

    @contextmanager
    def _sparing(self, envoi: Envoi, *files: Path) -> Iterator[None]:
        """List the letter as missed when the block fails in a way that nobody foresaw, instead of losing the others.

        What concerns them all (a template, the disk) still stops the passage.
        """
        try:
            yield
        except LostValue as error:
            self._miss(envoi, "lettre-incomplete", error.message, error.remede)
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
        """Return the finished document if its PDF says all that it must: name, sum, each figure of its lines."""
        lost = missing(pdf, draft.expected)
        if lost:
            remede = "Vérifiez le modèle de lettre, ou convertissez avec --pdf libreoffice."
            self._miss(draft.envoi, "pdf-incomplet", f"Le PDF ne porte pas « {lost[0]} ».", remede)
            pdf.unlink()
            draft.docx.unlink()
            return None
        eml = None
        if draft.message is not None:
            eml = pdf.with_suffix(".eml")
            eml.write_bytes(self._post.eml(draft.envoi, draft.message, draft.titre, pdf.read_bytes()))
        return Made(
            draft.envoi,
            draft.titre,
            pdf,
            _sha256(pdf),
            docx=draft.docx,
            eml=eml,
            pages=page_count(pdf),
            indemnites=draft.indemnites,
        )

    def _miss(self, envoi: Envoi, code: str, message: str, remede: str) -> None:
        code_debiteur, nom = envoi.debiteur.code, envoi.debiteur.nom
        sentence = f"La lettre à {code_debiteur} ({nom}) n'a pas été faite : {message[:1].lower()}{message[1:]}"
        anomalie = Anomalie(code, Gravite.BLOQUANTE, Lieu(), code_debiteur, sentence, remede, code_debiteur)
        self._missed.append((envoi, anomalie))

    def _remark_long_address(self, envoi: Envoi, composed: Composed) -> None:
        lines = composed.context.debiteur.adresse
        if envoi.canal in POSTED and not fits(lines):
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


def _fields(context: Any) -> dict[str, object]:
    """The fields of a dataclass and their values."""
    return {one.name: getattr(context, one.name) for one in dataclasses.fields(context)}


def _figures(required: Sequence[str], lignes: Sequence[Any], printed: Sequence[str]) -> tuple[str, ...]:
    """Return what a PDF must hold: what is required of it, and what it prints of the number and sum of each line."""
    figures = {part for one in lignes for part in (one.facture, one.reste_du)}
    return (*required, *(value for value in printed if value in figures))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
