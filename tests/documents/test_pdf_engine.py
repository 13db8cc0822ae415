import sys
import types
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from docx import Document
from relancier.documents.pdf import word
from relancier.documents.pdf.engine import Chain, ConversionReport, EngineUnavailable, Failure, choose
from relancier.documents.pdf.word import Word

A, B, C = Path("a.docx"), Path("b.docx"), Path("c.docx")


class Fake:
    def __init__(self, name: str, failures: dict[Path, Failure] | None = None, absent: bool = False) -> None:
        self.name = name
        self.failures = failures or {}
        self.absent = absent
        self.given: list[Path] = []

    def probe(self) -> str:
        return "1"

    def press(self) -> None:
        return None

    def convert(self, docx: Any, out: Path, progress: Any = None) -> ConversionReport:
        if self.absent:
            raise EngineUnavailable("moteur-pdf-absent", f"{self.name} absent.")
        self.given = list(docx)
        for document in docx:
            progress(document)
        made = {document: out / f"{document.stem}.pdf" for document in docx if document not in self.failures}
        failures = {document: self.failures[document] for document in docx if document in self.failures}
        return ConversionReport(made, failures, dict.fromkeys(made, self.name))


def test_the_second_engine_gets_only_what_the_first_refused() -> None:
    first = Fake("un", {B: Failure("Refusé.", "Essayez."), C: Failure("Abîmé.", "Refaites.", definitive=True)})
    second = Fake("deux")
    told: list[Path] = []
    report = Chain([first, second]).convert([A, B, C], Path("out"), told.append)
    assert second.given == [B]
    assert report.engines == {A: "un", B: "deux"}
    assert list(report.pdfs) == [A, B]
    assert str(report.failures[C]) == "Abîmé. Refaites."
    assert told == [A, B, C]


def test_a_document_that_both_refuse_says_what_both_said() -> None:
    chain = Chain([Fake("un", {A: Failure("Un refuse.", "1")}), Fake("deux", {A: Failure("Deux aussi.", "2")})])
    assert str(chain.convert([A], Path("out")).failures[A]) == "Un refuse. Deux aussi. 2"


def test_an_engine_that_does_not_work_leaves_its_place_to_the_next() -> None:
    assert Chain([Fake("un", absent=True), Fake("deux")]).convert([A], Path("out")).engines == {A: "deux"}


def test_a_chain_where_nothing_works_says_so() -> None:
    with pytest.raises(EngineUnavailable, match=r"un absent\."):
        Chain([Fake("un", absent=True), Fake("deux", absent=True)]).convert([A], Path("out"))


def test_without_word_automatic_is_the_embedded_engine() -> None:
    if sys.platform == "win32":
        assert choose("auto").name in {"word", "embarque"}
    else:
        assert choose("auto").name == "embarque"


def test_word_away_from_windows_is_refused_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(EngineUnavailable, match=r"Word n'est pas utilisable sur ce poste\."):
        choose("word")


class ComError(Exception):
    pass


class FakeWord:
    """Word's object model as far as we call it; refuses documents named "refus"."""

    started = 0
    quits = 0

    def __init__(self) -> None:
        FakeWord.started += 1
        self.Options = types.SimpleNamespace()
        self.ActiveWindow = types.SimpleNamespace(Hwnd=7)
        self.Documents = self

    def Add(self) -> None:  # noqa: N802
        """A blank document."""

    def Open(self, path: str, *_: object) -> "FakeWord":  # noqa: N802
        assert self.AutomationSecurity == 3
        if Path(path).stem == "refus":
            raise ComError("fichier refusé")
        return self

    def ExportAsFixedFormat(self, path: str, kind: int, *_: object, **__: object) -> None:  # noqa: N802
        assert kind == 17
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.save(path)

    def Close(self, save: int) -> None:  # noqa: N802
        assert save == 0

    def Quit(self, save: int) -> None:  # noqa: N802
        FakeWord.quits += 1

    AutomationSecurity = 0


def test_word_that_refuses_a_document_is_started_anew_for_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fakes: dict[str, dict[str, Any]] = {
        "pythoncom": {"CoInitialize": lambda: None, "CoUninitialize": lambda: None},
        "pywintypes": {"com_error": ComError},
        "win32com": {},
        "win32com.client": {"DispatchEx": lambda name: FakeWord()},
    }
    for name, content in fakes.items():
        module = types.ModuleType(name)
        module.__dict__.update(content)
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(word.Word, "probe", lambda self: "Word.Application.16")
    documents = [tmp_path / f"{name}.docx" for name in ("un", "refus", "deux")]
    for path in documents:
        Document().save(str(path))
    report = Word().convert(documents, tmp_path / "out")
    assert list(report.pdfs) == [documents[0], documents[2]]
    assert report.failures[documents[1]].message == "Word n'a pas converti « refus.docx » (fichier refusé)."
    assert (FakeWord.started, FakeWord.quits) == (2, 2)
