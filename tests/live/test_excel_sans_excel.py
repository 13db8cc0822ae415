"""What can be known of the way to Excel without Excel: its errors as sentences, where a workbook may stand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlsxwriter
from relancier.base.errors import Refus
from relancier.classeur.live import excel
from relancier.classeur.live.bsd import xw
from relancier.classeur.live.excel_program import Excel
from relancier.classeur.live.places import file_of


class com_error(Exception):  # noqa: N801 - the name of pywin32's own
    """What pywin32 raises when a call fails."""

    def __init__(self, hresult: int, text: str = "") -> None:
        super().__init__(hresult, text)
        self.hresult = hresult


@dataclass
class Book:
    fullname: str
    name: str = "créances.xlsx"
    save: Callable[[], None] = lambda: None
    app: Any = field(default_factory=object)


def refusal(error: Exception) -> Refus:
    with pytest.raises(Refus) as refused, Excel().answered("lire le classeur"):
        raise error
    assert refused.value.__cause__ is error
    return refused.value


@pytest.mark.parametrize("code", [-2147418111, -2147417846, -2146777998])
def test_a_cell_being_edited_is_said_with_what_to_press(code):
    refused = refusal(com_error(code))
    assert (refused.code, refused.exit_code) == ("excel-occupe", 3)
    assert refused.remede == "Validez la cellule (Entrée) ou fermez la boîte, puis recommencez."


def test_an_excel_that_is_gone_is_said():
    assert refusal(com_error(-2147023174)).code == "excel-ferme"


@pytest.mark.parametrize("error", [com_error(-2147352567, "Erreur définie"), xw.XlwingsError("no such table")])
def test_any_other_error_of_excel_is_one_sentence(error):
    refused = refusal(error)
    assert refused.code == "excel-refuse"
    assert refused.message.startswith("Excel n'a pas pu lire le classeur (")


def test_an_error_of_ours_is_not_dressed_up():
    with pytest.raises(ZeroDivisionError), Excel().answered("lire le classeur"):
        raise ZeroDivisionError
    with pytest.raises(Refus, match="déjà dit"), Excel().answered("lire le classeur"):
        raise Refus("x", "déjà dit")


def test_a_workbook_that_excel_cannot_save_is_said_and_the_passage_stands(tmp_path):
    def full() -> None:
        raise com_error(-2146827284, "disque plein")

    [remark] = Excel().save(Book(str(tmp_path / "créances.xlsx"), save=full))
    assert remark.code == "classeur-a-enregistrer"
    assert "disque plein" in remark.message
    assert remark.remede == "Enregistrez-le maintenant (Ctrl+S)."
    assert Excel().save(Book(str(tmp_path / "créances.xlsx"))) == ()


def test_the_screen_moves_again_even_after_a_failure():
    app = type("App", (), {"screen_updating": False, "enable_events": False, "display_alerts": False})()
    seen = []

    def fails() -> None:
        with Excel().one_action(Book("", app=app), "essai"):
            seen.append(app.screen_updating)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert seen == [False]
    assert (app.screen_updating, app.enable_events, app.display_alerts) == (True, True, True)


def test_a_text_that_begins_with_an_apostrophe_keeps_it():
    assert [Excel().literal(text) for text in ("'00123", "00123", "L'Étoile")] == ["''00123", "00123", "L'Étoile"]


@pytest.mark.parametrize(
    ("fullname", "code"),
    [
        ("https://d.docs.live.net/1234/Compta/créances.xlsx", "classeur-en-ligne"),
        ("https://atelier.sharepoint.com/sites/compta/Documents/créances.xlsx", "classeur-en-ligne"),
        ("Classeur1", "classeur-jamais-enregistre"),
        ("/nulle/part/créances.xlsx", "classeur-jamais-enregistre"),
    ],
)
def test_a_workbook_without_a_file_of_its_own_here_is_refused(fullname, code):
    with pytest.raises(Refus) as refused:
        file_of(Book(fullname))
    assert refused.value.code == code
    assert refused.value.remede


def test_a_workbook_is_where_its_full_name_says(tmp_path):
    path = tmp_path / "créances.xlsx"
    path.write_bytes(b"")
    assert file_of(Book(str(path), name="autre.xlsx")) == Path(path).resolve()


class OpenSince:
    """An Excel that only says when its workbook was last saved, as COM does: without a time zone."""

    def __init__(self, saved: datetime) -> None:
        found = saved.astimezone().replace(tzinfo=UTC)  # what pywin32 makes of a local time
        self.api = SimpleNamespace(BuiltinDocumentProperties=lambda _: SimpleNamespace(Value=found))

    def file(self, url: str) -> Path:
        return file_of(SimpleNamespace(fullname=url, name="créances été.xlsx", api=self.api), Excel())


SAVED = datetime(2026, 11, 30, 8, 15, 27, tzinfo=UTC)
URLS = {
    "OneDriveConsumer": "https://d.docs.live.net/12ab/Compta/créances été.xlsx",
    "OneDriveCommercial": "https://atelier-my.sharepoint.com/personal/zoe_fr/Documents/Compta/cr%C3%A9ances%20%C3%A9t%C3%A9.xlsx",
}


@pytest.fixture(params=URLS)
def kept(request, tmp_path, monkeypatch):
    """A workbook that OneDrive keeps on this computer, and the address that Excel gives for it."""
    xw.utils.fullname_url_to_local_path.cache_clear()
    for variable in ("OneDrive", *URLS):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv(request.param, str(tmp_path))
    (tmp_path / "Compta").mkdir()
    path = tmp_path / "Compta" / "créances été.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": SAVED})
    return path, URLS[request.param]


def test_a_workbook_of_onedrive_is_the_file_that_it_keeps_here(kept):
    path, url = kept
    assert OpenSince(SAVED).file(url) == path
    assert OpenSince(SAVED + timedelta(minutes=5)).file(url) == path  # OneDrive takes its time


def test_a_file_of_onedrive_that_was_not_saved_with_the_workbook_is_refused(kept):
    path, url = kept
    for saved in (SAVED + timedelta(hours=1), SAVED - timedelta(hours=1)):
        with pytest.raises(Refus) as refused:
            OpenSince(saved).file(url)
        assert refused.value.code == "classeur-pas-synchronise"
        assert "coche verte" in refused.value.remede
    path.write_bytes(b"not a workbook")
    with pytest.raises(Refus, match="n'a pas encore mis à jour"):
        OpenSince(SAVED).file(url)


@pytest.mark.skipif(excel.sys.platform == "win32", reason="here Excel may be there")
def test_without_windows_there_is_no_excel():
    with pytest.raises(Refus) as refused:
        excel.attach(1)
    assert refused.value.code == "excel-absent"
