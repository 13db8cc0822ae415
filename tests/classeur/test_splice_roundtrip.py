import os
import shutil
import subprocess
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from relancier.classeur.splicing.splice import AppendRows, ReplaceBody, check_writable, splice
from splice_books import by_openpyxl, by_xlsxwriter, values

# what a cell can hold: no control characters, which XML forbids, and no lone \r, which XML reads as a line break
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), min_size=1, max_size=30)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "Id": texts,
            "Date": st.dates(date(1900, 3, 1), date(2999, 12, 31)),
            "Montant": st.decimals(-(10**9), 10**9, places=2, allow_nan=False),
            "Note": texts,
        }
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(first=rows, second=rows, replaces=st.booleans())
def test_any_rows_come_back_as_they_were_written(first, second, replaces):
    with tempfile.TemporaryDirectory() as folder:
        path = by_xlsxwriter(Path(folder), [])
        splice(path, [AppendRows("tblRelances", first)])
        splice(path, [ReplaceBody("tblRelances", second) if replaces else AppendRows("tblRelances", second)])
        expected = second if replaces else first + second
        found = values(path)
    assert [[r["Id"], r["Date"], float(r["Montant"]), r["Note"]] for r in expected] == found


@pytest.fixture
def soffice(tmp_path):
    """Run LibreOffice's converter in a private profile; it may be missing on a desk, never in CI."""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice (soffice) is missing: CI must run this test")
        pytest.skip("LibreOffice (soffice) is not installed here")

    def convert(source: Path, kind: str) -> Path:
        out = tmp_path / "conversion"
        profile = (tmp_path / "profil").as_uri()
        command = [
            program,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            out,
            source,
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return out / f"{source.stem}.{kind.split(':', maxsplit=1)[0]}"

    return convert


NEW = {"Id": "00123", "Date": date(2026, 2, 7), "Montant": Decimal("1234.56"), "Note": '=1+1 ; a<b & "c"'}


@pytest.mark.libreoffice
@pytest.mark.parametrize("book", [by_xlsxwriter, by_openpyxl])
def test_libreoffice_opens_the_result(book, soffice, tmp_path):
    path = book(tmp_path)
    splice(path, [AppendRows("tblRelances", [NEW])])
    lines = soffice(path, "csv:Text - txt - csv (StarCalc):59,34,76").read_text("utf-8").splitlines()
    assert lines[3].startswith("00123;")
    assert lines[3].endswith('1234.56;"=1+1 ; a<b & ""c"""')


@pytest.mark.libreoffice
def test_formulas_count_the_new_row(soffice, tmp_path):
    path = by_openpyxl(tmp_path)  # it stores no computed value that LibreOffice could trust
    splice(path, [AppendRows("tblRelances", [NEW])])
    soffice(path, "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1")
    board = tmp_path / "conversion" / "classeur-Tableau de bord.csv"
    assert board.read_text("utf-8").strip() == "1435.06"


@pytest.mark.libreoffice
def test_a_workbook_that_libreoffice_saved_can_be_written(soffice, tmp_path):
    path = soffice(by_xlsxwriter(tmp_path), "xlsx")
    check_writable(path, ["tblRelances"])
    splice(path, [AppendRows("tblRelances", [NEW])])
    assert values(path)[2] == ["00123", date(2026, 2, 7), 1234.56, '=1+1 ; a<b & "c"']
    again = soffice(path.rename(tmp_path / "relu.xlsx"), "csv")
    assert again.read_text("utf-8").splitlines()[3].startswith("00123,")
