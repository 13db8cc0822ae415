"""One real passage on a drawn workbook, shared by the tests that read what it left."""

import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import command
import draw
import pytest
from relancier.base.opc import Package


@dataclass(frozen=True)
class RealRun:
    """A workbook as it was, the simulation, the real passage, and the same passage asked for again."""

    before: Path
    workbook: Path
    simulated: dict[str, Any]
    after_simulation: bytes
    done: dict[str, Any]
    after: bytes
    again: dict[str, Any]


@pytest.fixture(scope="session")
def real_run(tmp_path_factory: pytest.TempPathFactory) -> RealRun:
    folder = tmp_path_factory.mktemp("passage")
    workbook = draw.write(draw.draw(18, debtors=20, terms=60), folder / "Créances 2026.xlsx")
    before = Path(shutil.copyfile(workbook, folder / "avant.xlsx"))
    simulated = command.simulated(workbook, draw.DAY)
    after_simulation = workbook.read_bytes()
    done = command.answer("lot", workbook, "--date", draw.DAY, "--pdf", "embarque")
    after = workbook.read_bytes()
    again = command.answer("lot", workbook, "--date", draw.DAY, "--pdf", "embarque")
    return RealRun(before, workbook, simulated, after_simulation, done, after, again)


@pytest.fixture(scope="session")
def members():
    """The compressed bytes of each member of a package."""

    def raw(path: Path) -> dict[str, bytes]:
        package = Package(path.read_bytes())
        with zipfile.ZipFile(path) as archive:
            return {name: package.raw(name) for name in archive.namelist()}

    return raw
