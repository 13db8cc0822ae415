"""The sheet « Tableau de bord », computed by LibreOffice from its formulas alone, says what was measured."""

import shutil
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from decomptes_rendus import recalculated
from openpyxl.utils import coordinate_to_tuple
from python_calamine import CalamineWorkbook
from relancier.actions.actualiser import refresh
from relancier.classeur.closed_file import ClosedFile
from relancier.classeur.schema import TABLEAU_DE_BORD
from relancier.pilotage.tableau import Tableau
from relancier.pilotage.tranches import Tranche

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from workbook.tableau_chiffres import BLOCS, FEW_SEGMENTS, sentence  # noqa: E402

FIN = date(2026, 11, 30)
WORKBOOKS = ROOT / "workbook"
CHANGED, MORE = "F2026-0163", 1_000_000


class Sheet:
    """The computed sheet, read by the addresses that its builder names."""

    def __init__(self, book: CalamineWorkbook) -> None:
        self.rows = book.get_sheet_by_name(TABLEAU_DE_BORD).to_python(skip_empty_area=False)

    def at(self, address: str) -> object:
        row, column = coordinate_to_tuple(address.replace("$", ""))
        return self.rows[row - 1][column - 1]

    def block(self, name: str, offset: int) -> list[object]:
        """The labels (0) or a column of figures of a chart's block."""
        first, last = BLOCS[name].range(offset).split(":")
        (top, column), (bottom, _) = (coordinate_to_tuple(one.replace("$", "")) for one in (first, last))
        return [row[column - 1] for row in self.rows[top - 1 : bottom]]

    def amounts(self, name: str, offset: int) -> list[Decimal]:
        return [Decimal(f"{one:.2f}") for one in self.block(name, offset)]

    def says(self, name: str) -> str:
        return str(self.at(sentence(name))).partition("\n")[0]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tableau, Mapping[str, Sheet]]:
    """The example and the blank workbook, refreshed; and the example with a sum that its user retyped."""
    folder = tmp_path_factory.mktemp("tableaux")
    paths = {name: folder / f"{name}.xlsx" for name in ("exemple", "modele", "retouche")}
    for name in ("exemple", "modele"):
        shutil.copyfile(WORKBOOKS / f"{name}.xlsx", paths[name])
    measured = refresh(ClosedFile(paths["exemple"]), FIN).tableau
    named = openpyxl.load_workbook(paths["modele"])
    named["Créancier"]["B5"] = "ATELIER DU RHÔNE"
    named.save(paths["modele"])
    refresh(ClosedFile(paths["modele"]), FIN)
    book = openpyxl.load_workbook(paths["exemple"])
    situation = book["Situation"]
    columns = {cell.value: cell.column for cell in situation[4]}
    [row] = [
        one[0].row for one in situation.iter_rows(min_row=5) if one[columns["Numéro facture"] - 1].value == CHANGED
    ]
    situation.cell(row, columns["Reste dû"]).value += MORE
    book.save(paths["retouche"])
    computed = recalculated(list(paths.values()), folder)
    return measured, {name: Sheet(one) for name, one in zip(paths, computed, strict=True)}


@pytest.mark.libreoffice
def test_every_block_under_the_charts_is_what_was_measured_to_the_cent(found):
    measured, sheet = found[0], found[1]["exemple"]
    assert sheet.amounts("ages", 1) == [measured.balance.ensemble.montants[age] for age in Tranche]
    shown, others = measured.balance.segments[:FEW_SEGMENTS], measured.balance.segments[FEW_SEGMENTS:]
    assert sheet.block("segments", 0) == [*(one.nom for one in shown), "Autres"]
    for at, age in enumerate(Tranche, start=1):
        rest = sum((one.montants[age] for one in others), Decimal(0))
        assert sheet.amounts("segments", at) == [*(one.montants[age] for one in shown), rest]
    owed, late = sheet.amounts("encours", 1), sheet.amounts("encours", 2)
    assert list(zip(owed, late, strict=True)) == [(one.encours - one.echu, one.echu) for one in measured.encours]
    weeks = [sheet.amounts("tresorerie", at) for at in (1, 2, 3)]
    assert list(zip(*weeks, strict=True)) == [
        (one.echeances, one.promesses, one.plans) for one in measured.previsions.semaines
    ]
    steps = dict(zip(sheet.block("etapes", 0), sheet.amounts("etapes", 1), strict=True))
    assert {one.nom: one.montant for one in measured.entonnoir}.items() <= steps.items()
    assert sum(steps.values()) == measured.balance.ensemble.echu
    assert sheet.block("principaux", 0) == [one.nom for one in measured.principaux]
    assert sheet.amounts("principaux", 1) == [one.reste for one in measured.principaux]


@pytest.mark.libreoffice
def test_every_tile_bears_its_indicator_or_a_dash(found):
    measured, sheet = found[0], found[1]["exemple"]
    shown = {}
    for row, values in enumerate(sheet.rows[:11]):
        for column, words in enumerate(values):
            if isinstance(words, str) and words in {one.libelle for one in measured.indicateurs}:
                shown[words] = sheet.rows[row + 1][column]
    expected = {one.libelle: "–" if one.valeur is None else one.valeur for one in measured.indicateurs}
    assert {name: one if one == "–" else round(Decimal(one), 2) for name, one in shown.items()} == expected


@pytest.mark.libreoffice
def test_a_sum_that_the_user_retypes_reaches_the_charts_and_their_sentences(found):
    before, after = found[1]["exemple"], found[1]["retouche"]
    old, new = before.amounts("ages", 1), after.amounts("ages", 1)
    assert sum(new) - sum(old) == MORE
    assert after.says("etapes") != before.says("etapes")
    assert after.amounts("principaux", 1) == before.amounts("principaux", 1)  # measured, not summed by the sheet


@pytest.mark.libreoffice
def test_a_blank_workbook_says_that_there_is_nothing_and_shows_no_error(found):
    sheet = found[1]["modele"]
    assert [sheet.says(name) for name in BLOCS] == [
        "Rien n’est dû",
        "Rien n’est dû",
        "L’encours n’a pas changé depuis le 31/10/2026",
        "Rien n’est attendu à une date connue en treize semaines",
        "Rien n’est échu",
        "Rien n’est dû",
    ]
    for one in found[1].values():
        assert [cell for row in one.rows for cell in row if isinstance(cell, str) and cell.startswith("#")] == []
