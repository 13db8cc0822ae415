"""The workbook recalculates the décompte by formulas alone: LibreOffice gives the engine's cents, cell by cell."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from decomptes_rendus import MIXED, SHEETS, UNNAMED, Cas, D, at_random, cas, fixed, recalculated, retype, rows
from python_calamine import CalamineWorkbook
from relancier.base.errors import InvalidInput

FIXED = fixed()
SEEDS = (3, 11, 19, 42, 57, 64, 78, 90)
TAMPERED = {
    "a payment of 2000 typed 2100": ("Mouvements", "D6", 2100.0),
    "a rate of 2.15 typed 2.65": ("Taux", "C9", 2.65),
    "an amount of 1000 typed 1001": ("Échéances", "E6", 1001.0),
}


def drawn() -> Mapping[str, Cas]:
    """The ledgers of the seeds that make a lawful one."""
    found = {}
    for seed in SEEDS:
        try:
            found[f"drawn from {seed}"] = at_random(seed)
        except InvalidInput as error:  # a payment before its facture: the draw does not look
            assert error.code in {"reglement-avant-facture", "avoir-avant-facture"}
    return found


CASES = {**FIXED, **drawn()}


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
    found = [row[10] for row in rows(books["half-cents"][1], "Intérêts") if row[1] == "intérêts"]
    assert found[:3] == [1.22, 3.65, 6.08]  # 1.215, 3.645, 6.075 exactly
    assert found[-2:] == [1.45, 13.92]  # 1.454999997… and 13.915000002…


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", TAMPERED)
def test_another_input_shows_its_difference_in_the_control(name, books):
    recap = rows(books[name][1], "Récapitulatif")
    assert recap[3][2] == "NON CONFORME : voir les écarts"
    assert any(str(row[4]).startswith("Écart : ") for row in recap[6:22])


@pytest.mark.libreoffice
def test_a_payment_100_euros_larger_leaves_about_100_euros_less_to_pay(books):
    recap = rows(books["a payment of 2000 typed 2100"][1], "Récapitulatif")
    to_pay, engine = recap[17][2], recap[17][3]
    # 100 € more on 15 January 2025, interest first, save 11.57 € of interest until the end of the year
    assert engine == 15459.90
    assert round(to_pay, 2) == pytest.approx(15459.90 - 100 - 11.57, abs=0.03)
    assert recap[17][4].startswith("Écart : -11")


def test_only_functions_that_excel_2010_knows_are_used(tmp_path):
    import re  # noqa: PLC0415
    import zipfile  # noqa: PLC0415

    known = set("ABS AND COUNT COUNTIF DATE DAY EDATE FIXED IF IFERROR INDEX MATCH MAX MIN MONTH NOT OR ROUND".split())
    known |= set("SMALL SUM SUMIF SUMPRODUCT YEAR".split())
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
