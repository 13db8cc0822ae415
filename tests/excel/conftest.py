from pathlib import Path

import pytest
from excel_simule import PYTHON, SOURCES, WINDOW, Excel
from pyopenvba.apps.excel import _model
from relancier.excel import paquet


@pytest.fixture(scope="session")
def complement(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("complement") / paquet.NOM
    path.write_bytes(paquet.build(SOURCES).data)
    return path


@pytest.fixture
def excel(complement: Path, monkeypatch: pytest.MonkeyPatch) -> Excel:
    """The add-in in an Excel where Python is installed."""
    read = _model.Application.vba_get

    def with_window(self, name, *rest, **named):
        return WINDOW if name.lower() == "hwnd" else read(self, name, *rest, **named)

    monkeypatch.setattr(_model.Application, "vba_get", with_window)
    found = Excel(complement)
    found.windows.files = {r"C:\Local\Relancier\python.txt": PYTHON + "\r\n", PYTHON: ""}
    return found
