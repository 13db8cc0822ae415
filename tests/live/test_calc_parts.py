"""The parts of the Calc engine that need no office, and xlwings without its `pro` part."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import xlwings
from relancier.base.errors import Refus
from relancier.classeur.live.bsd import xw
from relancier.classeur.live.libreoffice import bridge
from relancier.classeur.live.libreoffice.areas import Area, parsed, spanning
from relancier.classeur.live.libreoffice.formulas import to_calc, to_excel
from relancier.classeur.live.libreoffice.values import CellError, cleaned, error_of

ADDIN = Path(__file__).parents[2] / "addin"


@pytest.mark.parametrize(
    ("written", "area"),
    [
        ("B2", Area(2, 2)),
        ("$B$2:$C$9", Area(2, 2, 8, 2)),
        ("c9:b2", Area(2, 2, 8, 2)),
        ("XFD1048576", Area(1_048_576, 16_384)),
        ("AA:AB", Area(1, 27, 1_048_576, 2)),
        ("2:4", Area(2, 1, 3, 16_384)),
        ("tblFactures", None),
        ("TVA0", None),
        ("XFE1", None),
    ],
)
def test_an_address_is_read_as_users_write_it(written: str, area: Area | None) -> None:
    assert parsed(written) == area


def test_an_area_is_written_as_it_was_read() -> None:
    assert [parsed(address).address() for address in ("$A$1", "$Z$1:$AA$2", "$XFD$9")] == [
        "$A$1",
        "$Z$1:$AA$2",
        "$XFD$9",
    ]
    assert Area(2, 2, 2, 2).address(row_absolute=False, column_absolute=False) == "B2:C3"


def test_areas_that_share_a_cell_meet_and_only_whole_ones_are_held() -> None:
    one, edge, far = Area(2, 2, 3, 3), Area(4, 4), Area(5, 5)
    assert (one.meets(edge), one.meets(far), one.holds(edge), one.holds(Area(4, 4, 2))) == (True, False, True, False)
    assert spanning(one, far) == Area(2, 2, 4, 4)


@pytest.mark.parametrize(
    ("excel", "calc"),
    [
        ("=SUM(A1,2)", "=SUM(A1;2)"),
        ("=Factures!A1+'L''été, 1!'!$B$2:C3", "=$Factures.A1+$'L''été, 1!'.$B$2:C3"),
        ('=IF(A1="a,b;c","x.A1","")', '=IF(A1="a,b;c";"x.A1";"")'),
        ("=SUM(tblFactures[[Montant, TTC]:[Objet]],1)", "=SUM(tblFactures[[Montant, TTC]:[Objet]];1)"),
        ("=SUM({1,2;3,4})", "=SUM({1,2;3,4})"),
        ("=1.5*A1", "=1.5*A1"),
    ],
)
def test_a_formula_goes_to_calc_and_comes_back(excel: str, calc: str) -> None:
    assert to_calc(excel) == calc
    assert to_excel(calc) == excel


def test_an_error_without_a_name_in_excel_is_shown_as_libreoffice_shows_it() -> None:
    assert [error_of(code) for code in (32767, 522)] == ["#N/A", "Err:522"]


def test_an_error_is_not_taken_for_an_empty_cell() -> None:
    assert cleaned([["", CellError("#N/A"), 2.0]], dict, "vide", int, False) == [["vide", None, 2]]


def test_a_python_without_uno_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> object:
        raise ImportError(name)

    before = list(sys.path)
    monkeypatch.setattr(bridge.importlib, "import_module", absent)
    with pytest.raises(Refus) as refus:
        bridge.uno.__wrapped__()
    assert refus.value.code == "uno-absent"
    assert "installez le paquet « python3-uno »" in refus.value.remede
    assert sys.path == before


def test_windows_network_paths_come_back_as_they_are_written() -> None:
    assert bridge.to_path("file://serveur/partage/Cr%C3%A9ances.xlsx") == "//serveur/partage/Créances.xlsx"
    assert bridge.to_path("private:factory/scalc") == "private:factory/scalc"
    assert bridge.to_path(bridge.to_url(Path("/tmp/été #1 50%.xlsx"))) == "/tmp/été #1 50%.xlsx"


def test_xlwings_is_taken_from_the_one_file_that_shuts_its_pro_part() -> None:
    importers = [
        path.relative_to(ADDIN).as_posix()
        for path in ADDIN.rglob("*.py")
        if any(line.lstrip().startswith(("import xlwings", "from xlwings")) for line in path.open(encoding="utf-8"))
    ]
    assert importers == ["relancier/classeur/live/bsd.py"]
    assert sys.modules["xlwings.pro"] is None  # type: ignore[comparison-overlap]


@pytest.mark.libreoffice
def test_everything_works_where_the_pro_part_was_deleted(office: xw.App, tmp_path: Path) -> None:
    package = tmp_path / "xlwings"
    package.mkdir()
    for entry in Path(xlwings.__file__).parent.iterdir():
        if entry.name not in {"pro", "__pycache__"}:
            (package / entry.name).symlink_to(entry)
    sheet = office.books.add().sheets[0]
    sheet["A1"].value = "00123"
    code = (
        "import sys, xlwings\n"
        "from relancier.classeur.live import libreoffice\n"
        "book = libreoffice.attach(sys.argv[1])\n"
        "book.sheets[0]['A2'].value = [[xlwings.__file__, book.sheets[0]['A1'].value]]\n"
        "assert not [name for name, module in sys.modules.items() if name.startswith('xlwings.pro') and module]\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ADDIN)])}
    command = [sys.executable, "-c", code, office.impl.connection.spec]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=100)
    assert ended.stderr == ""
    assert sheet["A2:B2"].value == [str(package / "__init__.py"), "00123"]
