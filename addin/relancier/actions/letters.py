"""Making what a passage sends: composed here, pressed by whoever is there for it, each letter proved before it counts.

Letters go by chunks: while some are pressed, the next are composed, and what is finished is on the disk, so that no
more is held in memory for ten thousand letters than for a hundred. A letter that fails costs only itself. A template
that fails stops the passage, for it would fail every letter.
"""

import dataclasses
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from relancier.actions.messages import Post
from relancier.actions.progress import Progress
from relancier.base.deposit import Deposit
from relancier.base.errors import Anomalie, Gravite, Lieu, RelancierError
from relancier.base.filenames import free_path, safe_stem
from relancier.creances.portefeuille import Canal
from relancier.documents.address import fits
from relancier.documents.compose import Composed, Composer
from relancier.documents.courriel import Message
from relancier.documents.fiche import Fiche
from relancier.documents.pdf.bind import Leaves
from relancier.documents.pdf.port import Engine
from relancier.documents.pdf.text import missing, page_count
from relancier.documents.press.crew import Crew, Lent
from relancier.documents.press.hire import crew_for
from relancier.documents.press.line import Line
from relancier.documents.press.order import Missed, Order, Written
from relancier.documents.press.press import unforeseen
from relancier.documents.template import LostValue, Template
from relancier.relances.passage import Envoi

POSTED = (Canal.COURRIER, Canal.LRAR)
PRINTED = (*POSTED, Canal.TELEPHONE)
QR = "QR"  # alternative text of the template's picture that the transfer code replaces
DEBITEURS = "Débiteurs"
_WORTH_A_PRESS = 4  # letters: for fewer, no crew is hired


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
      leaves: its pages among those that were printed with it; None when it was printed alone.
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
    leaves: Leaves | None = None

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
    """A document that was composed, not yet made.

    Attributes:
      rank: its place among all that the passage sends.
      docx: where its Word form goes.
      message: the e-mail that it will be attached to.
      expected: texts that its PDF must hold, once it is written.
    """

    rank: int
    envoi: Envoi
    titre: str
    docx: Path
    order: Order
    indemnites: Mapping[str, Decimal] = dataclasses.field(default_factory=dict)
    message: Message | None = None
    expected: tuple[str, ...] = ()


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

    def __init__(
        self,
        composer: Composer,
        engine: Engine,
        folder: Path,
        suivi: Progress,
        post: Post,
        deposit: Deposit,
        sheets: Path | None = None,
        crew: Crew | None = None,
    ) -> None:
        """Args:
        composer: says what each document says.
        engine: makes the PDFs.
        folder: where the documents go.
        suivi: told of each document.
        post: makes the messages.
        deposit: writes the documents.
        sheets: a folder for what print files are made from; None when none will be.
        crew: who presses, already at work and shared with others; None for one of its own.
        """
        self._composer = composer
        self._engine = engine
        self._folder = folder
        self._suivi = suivi
        self._post = post
        self._deposit = deposit
        self._sheets = sheets
        self._crew = crew
        self._sheet_count = 0
        self._taken: set[str] = set()
        self._made: dict[int, Made] = {}
        self._missed: dict[int, tuple[Envoi, Anomalie]] = {}
        self._remarques: list[Anomalie] = []

    def make(self, envois: Sequence[Envoi], prefix: str) -> Batch:
        """Make `envois`, each for its channel, under names that start with `prefix`.

        Raises:
          InvalidInput: a template is faulty or missing, or prints a rate that is not known.
          EngineUnavailable: the engine does not work.
        """
        if not envois:
            return Batch((), (), ())
        self._suivi.stage("Lettres", len(envois))
        press = self._engine.press() if self._crew or len(envois) >= _WORTH_A_PRESS else None
        alone: list[_Draft] = []
        printers = press.printers if press else ()
        with Lent(self._crew) if self._crew and printers else crew_for(printers, len(envois)) as crew:
            self._press(Line(crew, printers, len(envois), partial(self._take, alone)), envois, prefix)
        if alone:
            self._deposit.settle()
            self._convert(press.others if press else self._engine, alone)
        remarques = (*self._composer.remarques, *self._remarques, *self._post.remarques)
        made = (self._made[rank] for rank in sorted(self._made))
        return Batch(tuple(made), tuple(self._missed[rank] for rank in sorted(self._missed)), remarques)

    def _press(self, line: Line[_Draft], envois: Sequence[Envoi], prefix: str) -> None:
        """Compose the documents and have them pressed; an SMS is made at once."""
        for rank, envoi in enumerate(envois):
            draft = None
            with self._sparing(rank, envoi):
                if envoi.canal is Canal.SMS:
                    self._made[rank] = self._sms(envoi, prefix)
                else:
                    draft = self._draft(rank, envoi, prefix)
            if draft is None:
                self._suivi.step()
            else:
                line.add(draft, draft.order)
        line.finish()

    def _draft(self, rank: int, envoi: Envoi, prefix: str) -> _Draft:
        return (
            self._call_sheet(rank, envoi, prefix)
            if envoi.canal is Canal.TELEPHONE
            else self._letter(rank, envoi, prefix)
        )

    def _letter(self, rank: int, envoi: Envoi, prefix: str) -> _Draft:
        template, composed = self._composer.template(envoi), self._composer.compose(envoi)
        pictures = {QR: composed.qr_png} if composed.qr_png else {}
        message = self._composer.courriel(envoi, composed.context) if envoi.canal is Canal.EMAIL else None
        self._remark_long_address(envoi, composed)
        path = self._path(envoi, prefix, template.title, ".docx")
        order = self._order(envoi, path, template, composed, pictures)
        return _Draft(rank, envoi, template.title, path, order, composed.indemnites, message)

    def _call_sheet(self, rank: int, envoi: Envoi, prefix: str) -> _Draft:
        template, fiche = self._composer.fiche(envoi)
        path = self._path(envoi, prefix, template.title, ".docx")
        return _Draft(rank, envoi, template.title, path, self._order(envoi, path, template, fiche, {}))

    def _order(
        self, envoi: Envoi, path: Path, template: Template, said: Composed | Fiche, pictures: Mapping[str, bytes]
    ) -> Order:
        # what a PDF must hold besides: what it prints of the number and sum of each line
        figures = frozenset(part for one in said.context.lignes for part in (one.facture, one.reste_du))
        to_print = self._sheets is not None and envoi.canal in PRINTED
        return Order(template, path.stem, _fields(said.context), said.required, figures, pictures, to_print)

    def _sms(self, envoi: Envoi, prefix: str) -> Made:
        text = self._composer.sms(envoi)
        path = self._path(envoi, prefix, "SMS", ".txt")
        document = self._post.sms(envoi, text)
        return Made(envoi, "SMS", path, self._deposit.write(path, document), texte=text)

    def _path(self, envoi: Envoi, prefix: str, title: str, suffix: str) -> Path:
        """Return a free name that people find the document by, and keep it."""
        stem = safe_stem(" ".join(part for part in (prefix, envoi.debiteur.code, title, envoi.groupe) if part))
        path = free_path(self._folder / f"{stem}{suffix}", self._taken)
        self._taken.add(path.name.casefold())
        return path

    def _take(
        self, alone: list[_Draft], pressed: Sequence[tuple[_Draft, Written | Missed]], printed: Sequence[bytes]
    ) -> None:
        """Put on the disk what came of a chunk; add to `alone` those whose PDF is still to be made."""
        sheets = [self._keep(sheet) for sheet in printed]
        for draft, letter in pressed:
            if isinstance(letter, Missed):
                self._miss(draft.rank, draft.envoi, letter)
                self._suivi.step()
                continue
            self._deposit.write(draft.docx, letter.docx)
            if not letter.pdf:
                alone.append(replace(draft, expected=letter.expected))
                continue
            with self._sparing(draft.rank, draft.envoi, draft.docx, draft.docx.with_suffix(".pdf")):
                self._made[draft.rank] = self._printed(draft, letter, sheets)
            self._suivi.step()

    def _keep(self, sheet: bytes) -> Path:
        assert self._sheets is not None
        path = self._sheets / f"{self._sheet_count:06}.pdf"
        self._sheet_count += 1
        path.write_bytes(sheet)
        return path

    def _printed(self, draft: _Draft, letter: Written, sheets: Sequence[Path]) -> Made:
        path = draft.docx.with_suffix(".pdf")
        made = self._finished(draft, path, letter.pdf, letter.pages, self._deposit.write(path, letter.pdf))
        if letter.sheet < 0:
            return made
        return replace(made, leaves=Leaves(sheets[letter.sheet], range(letter.first, letter.first + letter.pages)))

    def _convert(self, engine: Engine, alone: Sequence[_Draft]) -> None:
        """Make the PDFs of documents that were not printed with others, and prove each by its text."""
        report = engine.convert([one.docx for one in alone], self._folder, lambda _: self._suivi.step())
        for draft in alone:
            failure = report.failures.get(draft.docx)
            if failure is not None:
                self._miss(draft.rank, draft.envoi, Missed("pdf-impossible", failure.message, failure.remede))
                self._deposit.remove(draft.docx)
                continue
            pdf = report.pdfs[draft.docx]
            with self._sparing(draft.rank, draft.envoi, draft.docx, pdf):
                if lost := missing(pdf, draft.expected):
                    remede = "Vérifiez le modèle de lettre, ou convertissez avec --pdf libreoffice."
                    why = Missed("pdf-incomplet", f"Le PDF ne porte pas « {lost[0]} ».", remede)
                    self._miss(draft.rank, draft.envoi, why)
                    pdf.unlink()
                    self._deposit.remove(draft.docx)
                else:
                    data = pdf.read_bytes()
                    empreinte = hashlib.sha256(data).hexdigest()
                    self._made[draft.rank] = self._finished(draft, pdf, data, page_count(pdf), empreinte)

    def _finished(self, draft: _Draft, path: Path, pdf: bytes, pages: int, empreinte: str) -> Made:
        eml = None
        if draft.message is not None:
            eml = path.with_suffix(".eml")
            self._deposit.write(eml, self._post.eml(draft.envoi, draft.message, draft.titre, pdf))
        return Made(
            draft.envoi,
            draft.titre,
            path,
            empreinte,
            docx=draft.docx,
            eml=eml,
            pages=pages,
            indemnites=draft.indemnites,
        )

    @contextmanager
    def _sparing(self, rank: int, envoi: Envoi, *files: Path) -> Iterator[None]:
        """List the letter as missed when the block fails in a way that nobody foresaw, instead of losing the others.

        What concerns them all (a template, the disk) still stops the passage.
        """
        try:
            yield
        except LostValue as error:
            self._miss(rank, envoi, Missed("lettre-incomplete", error.message, error.remede))
        except (RelancierError, OSError):
            raise
        except Exception as error:  # a fault of ours, or data that nobody thought of: shown, never swallowed
            self._miss(rank, envoi, unforeseen(error))
            for one in files:
                self._deposit.remove(one)

    def _miss(self, rank: int, envoi: Envoi, why: Missed) -> None:
        code, nom = envoi.debiteur.code, envoi.debiteur.nom
        sentence = f"La lettre à {code} ({nom}) n'a pas été faite : {why.message[:1].lower()}{why.message[1:]}"
        anomalie = Anomalie(why.code, Gravite.BLOQUANTE, Lieu(), code, sentence, why.remede, code)
        self._missed[rank] = (envoi, anomalie)

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
