"""The built workbooks hold the tables of the schema, and nothing else where a table could be taken for it."""

import shutil
import sys
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from python_calamine import CalamineWorkbook
from relancier.classeur import schema
from relancier.classeur.schema import Kind, Table
from relancier.pilotage.definitions import DEFINITIONS

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from workbook import construire  # noqa: E402
from workbook.styles import NUM_FORMATS  # noqa: E402

HEADER = 4
BOTH = {construire.MODELE: construire.construire_modele, construire.EXEMPLE: construire.construire_exemple}


@pytest.fixture(scope="module", params=BOTH)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def built(name: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("classeur") / name
    BOTH[name](path)
    return path


@pytest.fixture(scope="module")
def opened(built: Path) -> Workbook:
    return openpyxl.load_workbook(built)


def test_sheets_follow_the_order_of_the_month(opened: Workbook) -> None:
    assert opened.sheetnames == [
        "Mode d'emploi",
        "Tableau de bord",
        "Alertes",
        "Situation",
        "Indicateurs",
        "Chiffres",
        "Créancier",
        "Débiteurs",
        "Factures",
        "Règlements",
        "Suspensions",
        "Propositions",
        "Relances",
        "Échéanciers",
        "Mensualités",
        "Pièces",
        "Frais",
        "Procédures",
        "Segments",
        "Taux",
        "Correspondances",
    ]


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_each_table_of_the_schema_is_alone_on_its_sheet_with_its_headings_in_row_4(
    opened: Workbook, table: Table
) -> None:
    sheet = opened[table.sheet]
    assert list(sheet.tables) == [table.name]
    assert sheet.tables[table.name].ref.startswith(f"A{HEADER}:")
    assert tuple(cell.value for cell in sheet[HEADER]) == table.names
    assert sheet.max_row == int(sheet.tables[table.name].ref.split(":")[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_each_column_has_the_format_of_its_kind_in_its_rows_and_below_them(opened: Workbook, table: Table) -> None:
    sheet = opened[table.sheet]
    for index, column in enumerate(table.columns):
        cell = sheet.cell(HEADER + 1, index + 1)
        assert cell.number_format == NUM_FORMATS[column.kind], column.name
        (below,) = (d for d in sheet.column_dimensions.values() if d.min <= index + 1 <= d.max)
        assert below.number_format == NUM_FORMATS[column.kind], column.name


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_choices_are_offered_and_typed_columns_are_checked_over_2000_rows_without_refusing(
    opened: Workbook, table: Table
) -> None:
    validations = {
        str(v.sqref).split(":")[0].rstrip("5"): v for v in opened[table.sheet].data_validations.dataValidation
    }
    for index, column in enumerate(table.columns):
        letter = opened[table.sheet].cell(HEADER, index + 1).column_letter
        checked = column.kind is not Kind.TEXTE and not table.written
        if checked:
            assert str(validations[letter].sqref) == f"{letter}5:{letter}2004"
            assert validations[letter].errorStyle == "warning"
        if column.choices:
            assert validations[letter].formula1 == f'"{",".join(column.choices)}"'
        if column.help:
            assert validations[letter].prompt == column.help


def test_a_fingerprint_is_cut_at_the_edge_of_its_column_and_below_the_rows_too(opened: Workbook) -> None:
    for table in schema.TABLES:
        sheet = opened[table.sheet]
        for index, column in enumerate(table.columns, start=1):
            if column.name.startswith("Empreinte"):
                cells = [sheet.cell(5, index), sheet.column_dimensions[sheet.cell(4, index).column_letter]]
                assert [cell.alignment.horizontal for cell in cells] == ["fill", "fill"], (table.name, column.name)


def test_calamine_finds_every_table_with_its_headings(built: Path) -> None:
    workbook = CalamineWorkbook.from_path(built, load_tables=True)
    assert set(workbook.table_names) == {table.name for table in schema.TABLES}
    for table in schema.TABLES:
        assert tuple(workbook.get_table_by_name(table.name).columns) == table.names


def test_the_instructions_link_to_sheets_that_exist(opened: Workbook) -> None:
    links = [cell.hyperlink.location for row in opened[schema.MODE_EMPLOI] for cell in row if cell.hyperlink]
    assert len(links) >= 15
    assert {link.removesuffix("!A1").strip("'") for link in links} <= set(opened.sheetnames)


def test_the_dashboard_draws_six_charts_from_structured_references(opened: Workbook) -> None:
    sheet = opened[schema.TABLEAU_DE_BORD]
    formulas = [cell.value for row in sheet for cell in row if isinstance(cell.value, str) and cell.value[0] == "="]
    assert len(sheet._charts) == 6
    for name in ("tblSituation[Reste dû]", "tblIndicateurs[Valeur]", "tblSeries[Montant 1]", "tblAlertes[Que faire]"):
        assert any(name in formula for formula in formulas), name
    assert not any("TEXT(" in formula for formula in formulas)


def test_each_indicator_of_the_dashboard_has_its_definition_in_a_note(opened: Workbook) -> None:
    notes = {cell.value: cell.comment.text for row in opened[schema.TABLEAU_DE_BORD] for cell in row if cell.comment}
    assert {what.libelle for what in DEFINITIONS} == set(notes)
    for what in DEFINITIONS:
        assert what.texte in notes[what.libelle]


def test_the_dashboard_is_printed_on_one_page_without_the_figures_of_its_charts(opened: Workbook) -> None:
    sheet = opened[schema.TABLEAU_DE_BORD]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "$A$1:$Y$55" in str(sheet.print_area)


def test_a_rebuild_gives_the_same_bytes(built: Path, name: str, tmp_path: Path) -> None:
    again = tmp_path / name
    BOTH[name](again)
    assert again.read_bytes() == built.read_bytes()


def test_the_committed_workbook_is_what_the_program_builds(built: Path, name: str) -> None:
    # member by member: the compressed bytes depend on the zlib of the Python that built them
    with ZipFile(built) as fresh, ZipFile(ROOT / "workbook" / name) as committed:
        assert fresh.namelist() == committed.namelist()
        assert [n for n in fresh.namelist() if fresh.read(n) != committed.read(n)] == []


def test_the_blank_workbook_holds_the_settings_the_procedures_and_the_rates(tmp_path: Path) -> None:
    path = tmp_path / "modele.xlsx"
    construire.construire_modele(path)
    workbook = CalamineWorkbook.from_path(path, load_tables=True)
    rows = {name: workbook.get_table_by_name(name).to_python() for name in workbook.table_names}
    assert [row[0] for row in rows["tblCreancier"]] == [reglage.cle for reglage in schema.REGLAGES]
    assert {(row[0], row[1]) for row in rows["tblNiveaux"]} == {
        (procedure, level) for procedure in ("Standard", "Grands comptes", "Secteur public") for level in (1, 2, 3, 4)
    }
    assert len(rows["tblTaux"]) == 24
    assert rows["tblTaux"][-1][:4] == ["2026-S2", 2.4, 6.84, 2.75]
    assert [row[0] for row in rows["tblTaux"] if row[5] != "oui"] == ["2026-S2"]


def test_the_door_writes_the_workbooks_and_the_exhibits_in_the_folder_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # drawing the exhibits takes seconds, and has its own tests
    monkeypatch.setattr(
        construire.pieces_exemple_fabrique, "write", lambda folder: shutil.copytree(ROOT / "workbook/pieces", folder)
    )
    construire.main(["--sortie", str(tmp_path / "neuf")])
    assert sorted(p.name for p in (tmp_path / "neuf").iterdir()) == ["exemple.xlsx", "modele.xlsx", "pieces"]
    assert "modele.xlsx" in capsys.readouterr().out


def test_every_column_that_the_user_fills_says_what_is_expected() -> None:
    """What Relancier alone writes needs none; its history has three cells that come back from the post."""
    from_the_post = {"Numéro recommandé", "Déposé le", "Reçu le"}
    filled = [
        (table.name, column)
        for table in schema.TABLES
        for column in table.columns
        if (not table.written or column.name in from_the_post)
        and (table, column.name) != (schema.CREANCIER, "Valeur")  # each setting has its own
    ]
    assert [(name, column.name) for name, column in filled if not column.help] == []
    # Excel shows 255 characters, and no more than a glance is read
    assert [(name, column.name) for name, column in filled if len(column.help) > 150] == []


def test_each_setting_explains_itself_and_no_cell_has_two_messages(opened: Workbook) -> None:
    for sheet in opened:
        covered: set[str] = set()
        for rule in sheet.data_validations.dataValidation:
            for area in rule.sqref.ranges:
                cells = {f"{area.min_col}:{row}" for row in range(area.min_row, area.max_row + 1)}
                assert not cells & covered, (sheet.title, area)
                covered |= cells
    rules = opened["Créancier"].data_validations.dataValidation
    told = {rule.promptTitle: rule.prompt for rule in rules if "B" in str(rule.sqref)}
    assert told["IBAN"] == "Compte à créditer. Il est contrôlé et sert au QR code de virement."
    assert set(told) == {one.cle[:32] for one in schema.REGLAGES if one.aide}
