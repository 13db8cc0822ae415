"""The report's workbook holds, cell by cell, what the passage decided, in tables that Excel filters."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import draw
import interrupted
import pytest
import quick
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from relancier.actions import lot, report_files, report_workbook
from relancier.actions.report_workbook import Value
from relancier.actions.resultat import Demande, Resultat
from relancier.base.errors import Anomalie, Gravite, Lieu
from relancier.base.money import format_euros
from relancier.classeur.closed_file import ClosedFile
from relancier.relances.passage import Decision

LOOK = {
    Decimal: ("# ##0.00\\ €", None),
    date: ("dd/mm/yyyy", "center"),
    int: ("0", "center"),
    str: ("General", None),
}


@pytest.fixture(scope="module")
def passage(tmp_path_factory: pytest.TempPathFactory) -> Resultat:
    workbook = draw.write(draw.draw(3, debtors=12, terms=60), tmp_path_factory.mktemp("report") / "creances.xlsx")
    return lot.run(ClosedFile(workbook), Demande(draw.DAY, simuler=True))


def written(passage: Resultat, path: Path) -> Workbook:
    report_workbook.write_workbook(path, passage, report_files.build(passage))
    return load_workbook(path)


def read(value: Value) -> object:
    """What openpyxl gives of a cell that `value` was written to."""
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - openpyxl knows no zone
    return float(value) if isinstance(value, Decimal) else value or (None if value == "" else value)


@pytest.mark.parametrize(
    ("sheet", "rows"),
    [
        ("Échéances", report_workbook._echeances),
        ("Clients", report_workbook._clients),
        ("Imputations", report_workbook._imputations),
    ],
)
def test_each_cell_is_what_was_decided_and_shows_as_what_it_is(sheet, rows, passage: Resultat, tmp_path: Path) -> None:
    found = written(passage, tmp_path / "rapport.xlsx")[sheet]
    expected = [list(row) for row in rows(passage)]
    assert len(expected) > 10
    for line, values in enumerate(expected, start=2):
        for column, value in enumerate(values, start=1):
            cell = found.cell(line, column)
            assert cell.value == read(value)
            if value not in (None, ""):
                assert (cell.number_format, cell.alignment.horizontal) == LOOK[type(value)]
                assert cell.alignment.vertical == "top"
    assert found.max_row == len(expected) + 1


def tables(sheet: Worksheet) -> list[str]:
    return [table.ref for table in sheet.tables.values()]


def test_each_table_holds_all_its_rows_and_a_table_without_any_is_blank(passage: Resultat, tmp_path: Path) -> None:
    book = written(passage, tmp_path / "rapport.xlsx")
    [echeances] = book["Échéances"].tables.values()
    last = len(passage.passage.propositions) + 1
    assert echeances.ref == echeances.autoFilter.ref == f"A1:M{last}"
    assert book["Échéances"].freeze_panes == "A2"
    assert book["Échéances"].print_title_rows == "$1:$1"
    assert tables(book["Lettres"]) == ["A1:H2"]  # nothing is made in a simulation
    assert {cell.value for cell in book["Lettres"][2]} == {None}


def test_a_text_that_looks_like_a_formula_or_fits_in_no_cell_stays_a_text(passage: Resultat, tmp_path: Path) -> None:
    odd = Anomalie("x", Gravite.REMARQUE, Lieu(), "=1+1", "m" * 40_000, "<a> &\n  ")
    passage = replace(passage, anomalies=(odd, *passage.anomalies))
    row = written(passage, tmp_path / "rapport.xlsx")["À corriger"][2]
    assert [cell.data_type for cell in row if cell.value] == ["s", "s", "s", "s"]
    assert row[2].value == "=1+1"
    assert row[3].value == "m" * 16_383
    assert row[4].value == "<a> &\n  "


def test_of_very_many_letters_the_printed_report_names_the_first_and_counts_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick.install(monkeypatch.setattr)
    batch = lot.run(ClosedFile(interrupted.batch(tmp_path / "creances.xlsx", 5)), Demande(interrupted.DAY))
    whole = report_files.build(batch)
    assert len(whole.lettres) == 5
    monkeypatch.setattr(report_files, "MOST_LETTERS", 2)
    short = report_files.build(batch)
    assert short.lettres[:2] == whole.lettres[:2]
    (rest,) = short.lettres[2:]
    left = [one.envoi for one in batch.lettres[2:]]
    assert rest.nom == "et 3\N{NO-BREAK SPACE}autres lettres"
    assert rest.lignes == str(sum(len(one.lignes) for one in left)) == "6"
    assert rest.reste_du == format_euros(sum(one.reste_du for one in left))
    assert "feuille « Lettres »" in rest.fichier
    assert short.total_lettres == whole.total_lettres


def test_of_very_many_lines_left_alone_the_printed_report_shows_first_those_to_look_at(
    passage: Resultat, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = report_files.build(passage).non_envoyees
    assert len(whole) > 5
    monkeypatch.setattr(report_files, "MOST_ROWS", 5)
    short = report_files.build(passage).non_envoyees
    assert len(short) == 6
    assert short[-1].nom == f"et {len(whole) - 5}\N{NO-BREAK SPACE}autres échéances"
    waiting = [one.decision == str(Decision.ATTENDRE) for one in short[:-1]]
    assert waiting == sorted(waiting)
