"""Workbooks of a live LibreOffice: which is active, where it is, what is selected; saved, copied, closed."""

import subprocess
import sys
from pathlib import Path

import pytest
from office import SharedOffice
from openpyxl import Workbook, load_workbook
from relancier.base.errors import Refus
from relancier.classeur.live import libreoffice
from relancier.classeur.live.bsd import xw

pytestmark = pytest.mark.libreoffice


def book_at(path: Path, first: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = Workbook()
    made.active.append([first])
    made.save(path)
    return path


def listening(office: xw.App) -> str:
    spec: str = office.impl.connection.spec
    return spec


def test_a_path_with_spaces_and_accents_is_opened_and_told_as_it_is(office: xw.App, tmp_path: Path) -> None:
    path = book_at(tmp_path / "Créances d'été #1 & 50 % – Nîmes" / "Suivi œuvre.xlsx", "é")
    book = office.books.open(path)
    assert (book.fullname, book.name) == (str(path), "Suivi œuvre.xlsx")
    assert book.sheets[0]["A1"].value == "é"
    for again in (office.books.open(path), xw.Book(path), xw.Book("Suivi œuvre.xlsx")):
        assert again.impl.identity == book.impl.identity
    assert len(office.books) == 1


def test_the_office_that_is_attached_to_gives_its_active_workbook(office: xw.App, tmp_path: Path) -> None:
    first = office.books.open(book_at(tmp_path / "un.xlsx", "un"))
    office.books.open(book_at(tmp_path / "deux.xlsx", "deux"))
    assert [book.name for book in office.books] == ["deux.xlsx", "un.xlsx"]
    assert office.books.active.name == "deux.xlsx"
    first.activate()
    assert office.books.active.name == "un.xlsx"
    assert office.books["DEUX.xlsx"].sheets[0]["A1"].value == "deux"


def test_a_second_connection_sees_the_same_workbook_and_does_not_end_the_office(office: xw.App, tmp_path: Path) -> None:
    book = office.books.open(book_at(tmp_path / "un.xlsx", "un"))
    attached = libreoffice.attach(listening(office))
    attached.sheets[0]["A2"].value = "00123"
    assert book.sheets[0]["A2"].value == "00123"
    assert attached.app.hwnd != office.hwnd
    attached.app.quit()
    assert book.sheets[0]["A1"].value == "un"
    assert [app.pid for app in xw.engines["libreoffice"].apps] == [office.pid]


def test_which_of_two_workbooks_is_meant_is_never_guessed(office: xw.App, tmp_path: Path) -> None:
    with pytest.raises(Refus, match="Aucun classeur n'est ouvert"):
        libreoffice.attach(listening(office))
    office.books.open(book_at(tmp_path / "un.xlsx", "un"))
    attached = libreoffice.attach(listening(office))
    assert attached.name == "un.xlsx"
    attached.app.quit()
    office.books.open(book_at(tmp_path / "deux.xlsx", "deux"))
    with pytest.raises(Refus, match="Plusieurs classeurs sont ouverts"):
        libreoffice.attach(listening(office))
    assert [app.pid for app in xw.engines["libreoffice"].apps] == [office.pid]


def test_the_selection_has_its_cells_and_its_sheet(office: xw.App) -> None:
    book = office.books.add()
    other = book.sheets.add("Débiteurs")
    other["B7"].select()
    assert (book.selection.sheet.name, book.selection.address) == ("Débiteurs", "$B$7")
    assert book.sheets.active.name == "Débiteurs"
    other["B2:D9"].select()
    assert office.selection.address == "$B$2:$D$9"
    book.sheets[0].activate()
    assert book.sheets.active.name == book.sheets[0].name


def test_several_selected_blocks_give_the_first(office: xw.App) -> None:
    book = office.books.add()
    blocks = book.api.createInstance("com.sun.star.sheet.SheetCellRanges")
    for block in ("C3:D4", "F6"):
        blocks.addRangeAddress(book.sheets[0][block].api.RangeAddress, False)
    book.impl.controller.select(blocks)
    assert book.selection.address == "$C$3:$D$4"


def test_a_workbook_knows_whether_it_was_changed_since_it_was_saved(office: xw.App, tmp_path: Path) -> None:
    path = book_at(tmp_path / "un.xlsx", "un")
    book = office.books.open(path)
    assert not book.impl.modified
    book.sheets[0]["A1"].value = "deux"
    assert book.impl.modified
    book.impl.save_copy(tmp_path / "copie.xlsx")
    assert book.impl.modified
    assert load_workbook(tmp_path / "copie.xlsx").active["A1"].value == "deux"
    assert load_workbook(path).active["A1"].value == "un"
    book.save()
    assert not book.impl.modified
    assert load_workbook(path).active["A1"].value == "deux"
    book.save(tmp_path / "autre nom.ods")
    assert book.name == "autre nom.ods"


def test_what_cannot_be_opened_or_saved_is_said(office: xw.App, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        office.books.open(tmp_path / "absent.xlsx")
    letter = tmp_path / "lettre.html"
    letter.write_text("<p>Bonjour</p>", encoding="utf-8")
    with pytest.raises(Refus, match="ce n'est pas un classeur"):
        office.books.open(letter)
    book = office.books.add()
    with pytest.raises(Refus) as refus:
        book.impl.save_copy(tmp_path / "copie.xls2")
    assert str(refus.value).startswith("copie.xls2 : « .xls2 » n'est pas un format")
    for folder in (letter, tmp_path / "nulle part"):
        with pytest.raises(Refus, match=f"Le dossier « {folder.name} » n'existe pas"):
            book.impl.save_copy(folder / "copie.xlsx")


def test_a_message_that_nobody_would_see_is_refused(office: xw.App) -> None:
    office.books.add()
    with pytest.raises(Refus, match="sans fenêtre"):
        office.alert("Envoyer 12 lettres ?", "Relancier", "yes_no")


def test_the_status_bar_is_written_and_given_back(office: xw.App) -> None:
    office.books.add()
    office.status_bar = "Relancier\u202f: lecture…"
    assert office.status_bar is True
    office.status_bar = "Relancier\u202f: écriture…"
    office.status_bar = False
    assert office.status_bar is False


def test_names_stand_for_cells(office: xw.App) -> None:
    book = office.books.add()
    sheet = book.sheets.add("Réglages")
    sheet["B2"].value = 42
    book.names.add("taux", "='Réglages'!$B$2")
    assert book.names["taux"].refers_to == "=Réglages!$B$2"
    assert book.names["taux"].refers_to_range.value == 42
    assert sheet.range("taux").address == "$B$2"
    with pytest.raises(KeyError):
        sheet.range("rien")


def test_an_office_killed_in_the_middle_of_a_write_is_said_and_the_next_one_goes_on(
    office: xw.App, shared_office: SharedOffice, tmp_path: Path
) -> None:
    path = book_at(tmp_path / "un.xlsx", "un")
    sheet = office.books.open(path).sheets[0]

    class Deadly(list[object]):
        """A row that ends the office when it is written."""

        def __iter__(self):  # type: ignore[no-untyped-def]
            shared_office.kill()
            return super().__iter__()

    with pytest.raises(Refus, match="LibreOffice s'est fermé pendant l'opération"):
        sheet["A2:B3"].impl.raw_value = [["x", "y"], Deadly(["z", "t"])]
    with pytest.raises(Refus, match="LibreOffice s'est fermé"):
        sheet["A1"].value  # noqa: B018 - the reading is what is tested
    again = shared_office.app().books.open(path)
    assert again.sheets[0]["A1:A3"].value == ["un", None, None]
    again.sheets[0]["A2"].value = "deux"
    assert again.sheets[0]["A2"].value == "deux"
    again.close()


def test_an_office_killed_by_another_hand_in_an_action_is_said(
    office: xw.App, shared_office: SharedOffice, tmp_path: Path
) -> None:
    book = office.books.open(book_at(tmp_path / "un.xlsx", "un"))

    def act() -> None:
        with libreoffice.one_action(book, "Relancier : essai"):
            book.sheets[0]["A1"].value = "x"
            shared_office.kill()
            book.sheets[0]["A2"].value = "y"

    with pytest.raises(Refus, match="LibreOffice s'est fermé pendant l'opération"):
        act()


def test_a_program_that_ends_at_once_or_never_answers_is_said(tmp_path: Path) -> None:
    for body, seconds in (("exit 1", 30.0), ("exec cat /dev/zero > /dev/null", 0.5)):
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        program.chmod(0o755)
        with pytest.raises(Refus, match="LibreOffice n'a pas démarré"):
            libreoffice.start(program, seconds)
    with pytest.raises(Refus, match="introuvable"):
        libreoffice.start(tmp_path / "absent")


def test_nobody_who_listens_is_said() -> None:
    with pytest.raises(Refus, match="n'écoute pas Relancier"):
        libreoffice.attach("pipe,name=relancier-nobody")


def test_an_office_that_stands_still_is_said(office: xw.App, shared_office: SharedOffice) -> None:
    subprocess.run(["pkill", "-STOP", "-g", str(office.pid)], check=True)
    with pytest.raises(Refus, match="LibreOffice ne répond pas"):
        libreoffice.attach(listening(office), seconds=0.3)
    shared_office.kill()


def test_an_office_of_our_own_ends_with_its_python() -> None:
    code = "from relancier.classeur.live import libreoffice; print(libreoffice.start().pid, flush=True); 1 / 0"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=100)
    assert "ZeroDivisionError" in ended.stderr
    left = subprocess.run(
        ["ps", "-o", "stat=", "-g", ended.stdout.strip()], check=False, capture_output=True, text=True
    )
    assert [state for state in left.stdout.split() if state[0] != "Z"] == []
