"""The workbook recalculates the décompte by formulas alone: LibreOffice gives the engine's cents, cell by cell."""

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from decomptes_rendus import MIXED, SHEETS, UNNAMED, D, cas, fixed, lawful, paid, recalculated, retype, rows
from python_calamine import CalamineWorkbook

FIXED = fixed()
SEEDS = (3, 11, 19, 42, 57, 64, 78, 90)
TAMPERED = {
    "a payment of 2000 typed 2100": ("Mouvements", "D6", 2100.0),
    "a rate of 2.15 typed 2.65": ("Taux", "C9", 2.65),
    "an amount of 1000 typed 1001": ("Échéances", "E6", 1001.0),
}


DRAWN = {f"drawn from {seed}": case for seed in SEEDS if (case := lawful(seed)) is not None}
CASES = {**FIXED, **DRAWN}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[CalamineWorkbook, CalamineWorkbook]]:
    """Each workbook as it was written and as LibreOffice computes it from formulas whose kept values were destroyed."""
    folder = tmp_path_factory.mktemp("classeurs")
    paths: dict[str, Path] = {}
    for name, case in CASES.items():
        (folder / str(len(paths))).mkdir()
        paths[name] = case.write(folder / str(len(paths)))
    for name, change in TAMPERED.items():
        (folder / str(len(paths))).mkdir()
        paths[name] = retype(cas(*MIXED, *UNNAMED).write(folder / str(len(paths))), *change)
    computed = recalculated(list(paths.values()), folder)
    return {
        name: (CalamineWorkbook.from_path(str(path)), book)
        for (name, path), book in zip(paths.items(), computed, strict=True)
    }


def different(written: object, computed: object) -> bool:
    if isinstance(written, float | int) and isinstance(computed, float | int):
        return abs(written - computed) > 1e-9
    return (written or "") != (computed or "")


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", CASES)
def test_libreoffice_computes_every_cell_as_the_engine_did(name, books):
    written, computed = books[name]
    wrong = [
        (sheet, row, column, a, b)
        for sheet in SHEETS
        for row, (left, right) in enumerate(zip(rows(written, sheet), rows(computed, sheet), strict=True), 1)
        for column, (a, b) in enumerate(zip(left, right, strict=True))
        if different(a, b)
    ]
    assert wrong == []
    recap = rows(computed, "Récapitulatif")
    assert recap[3][2] == "Conforme"
    assert [row[4] for row in recap[6:22]] == ["Conforme"] * 16


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", FIXED)
def test_the_totals_of_the_sheet_are_those_of_the_decompte(name, books):
    sums = CASES[name].decompte.totaux
    found = [row[2] for row in rows(books[name][1], "Récapitulatif")[6:18]]
    expected = (
        *(sums.factures, sums.avoirs, sums.reglements, sums.interets_produits, sums.indemnites_dues, sums.principal),
        *(sums.a_echoir, sums.interets, sums.indemnites, sums.total, sums.credit, sums.a_payer),
    )
    assert [D(f"{value:.2f}") for value in found] == list(expected)


@pytest.mark.libreoffice
def test_a_story_with_its_figures(books):
    # 1000 x 12.15 x 31 / 36500 = 10.32 until the payment of 900 on 1 October 2025, which comes back on the 20th
    found = rows(books["a payment that came back"][1], "Intérêts")
    lines = [(row[4], row[5], row[10]) for row in found if row[1] == "intérêts" and row[0] == 1]
    assert lines[:3] == [(31, 1000.0, 10.32), (19, 110.32, 0.7), (14, 1000.0, 4.66)]
    back = next(row for row in found if row[1] == "rejet de règlement")
    assert back[11:15] == [-900.0, -10.32, 0.0, -889.68]


@pytest.mark.libreoffice
def test_a_half_cent_goes_up_and_what_is_just_under_it_goes_down(books):
    lines = [row for row in rows(books["half-cents"][1], "Intérêts") if row[1] == "intérêts"]
    found = {row[5]: row[10] for row in lines}
    assert len(found) == 32
    # 1.215, 3.645 and 6.075 exactly
    assert (found[3650.0], found[10950.0], found[18250.0]) == (1.22, 3.65, 6.08)
    # 1.454999997… and 13.915000002…
    assert (found[3455.27], found[33044.73]) == (1.45, 13.92)


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", TAMPERED)
def test_another_input_shows_its_difference_in_the_control(name, books):
    recap = rows(books[name][1], "Récapitulatif")
    assert recap[3][2] == "NON CONFORME : voir les écarts"
    assert any(str(row[4]).startswith("Écart : ") for row in recap[6:22])


@pytest.mark.libreoffice
def test_what_is_typed_anew_gives_what_the_engine_gives_for_it(books):
    others = [one for one in (*MIXED, *UNNAMED) if one != paid("2025-01-15", "2000.00", "FA-020")]
    engine = cas(*others, paid("2025-01-15", "2100.00", "FA-020")).decompte
    recap = rows(books["a payment of 2000 typed 2100"][1], "Récapitulatif")
    assert (recap[17][2], recap[17][3]) == (15347.62, 15459.90)
    assert engine.totaux.a_payer == D("15347.62")
    assert recap[17][4].startswith("Écart : -112")


def test_only_functions_that_excel_2010_knows_are_used(tmp_path):
    known = {
        *("ABS", "AND", "COUNT", "COUNTIF", "DATE", "DAY", "EDATE", "FIXED", "IF", "IFERROR", "INDEX", "MATCH", "MAX"),
        *("MIN", "MONTH", "NOT", "OR", "ROUND", "SMALL", "SUM", "SUMIF", "SUMPRODUCT", "YEAR"),
    }
    used: set[str] = set()
    for case in FIXED.values():
        with zipfile.ZipFile(case.write(tmp_path)) as package:
            for part in package.namelist():
                if part.startswith("xl/worksheets/sheet"):
                    for formula in re.findall(r"<f>([^<]*)</f>", package.read(part).decode()):
                        used |= set(re.findall(r"([A-Z.]+)\(", formula))
    assert used <= known


def test_the_sheets_say_what_is_typed_and_what_is_computed(tmp_path):
    book = CalamineWorkbook.from_path(str(cas(*MIXED, *UNNAMED).write(tmp_path)))
    assert tuple(book.sheet_names) == SHEETS
    notes = " ".join(str(rows(book, name)[1][0]) for name in SHEETS)
    assert "En bleu, ce qui est saisi" in notes
    assert "partage en proportion, article 1342-10 du Code civil" in notes


def test_an_unverified_rate_is_marked_beside_its_lines(tmp_path):
    book = CalamineWorkbook.from_path(str(cas(*MIXED, au="2026-08-31").write(tmp_path)))
    assert any(str(row[-6]).endswith("NON VÉRIFIÉ") for row in rows(book, "Intérêts") if row[1] == "intérêts")
    assert [row[10] for row in rows(book, "Taux")[4:]][-1] == "non"
