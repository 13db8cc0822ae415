"""The workbooks of the scenarios, for the buttons that are pressed on them."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "scenarios"))

import memory_books
import quick


@pytest.fixture(autouse=True)
def _blank_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tried is what buttons say, ask and record: letters take no time."""
    quick.install_everywhere(monkeypatch.setattr)


@pytest.fixture
def classeur(tmp_path: Path) -> Path:
    """Three debtors who owe 120,50 €, 1 080,00 € and 45,10 € since 1 October 2026; nothing was sent."""
    (tmp_path / "bureau").mkdir()
    return memory_books.blank_history(tmp_path / "bureau" / "Créances.xlsx")


@pytest.fixture
def jumeau(tmp_path: Path, classeur: Path) -> Path:
    """The same workbook in another folder, for the command line."""
    (tmp_path / "commande").mkdir()
    twin = tmp_path / "commande" / classeur.name
    twin.write_bytes(classeur.read_bytes())
    return twin
