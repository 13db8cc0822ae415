from pathlib import Path

import pytest
from relancier.base.errors import RelancierError
from relancier.base.resources import _find, shipped


def test_what_ships_is_found_however_the_program_is_installed() -> None:
    assert (shipped("templates") / "relance-1.docx").is_file()
    assert (shipped("workbook") / "modele.xlsx").is_file()
    assert (shipped("excel") / "ruban.xml").is_file()


def test_a_checkout_gives_the_folders_at_the_top_of_the_repository() -> None:
    top = Path(__file__).resolve().parents[2]
    assert _find("templates", top / "addin" / "relancier") == top / "templates"
    assert _find("excel", top / "addin" / "relancier") == top / "addin" / "excel"


def test_an_installed_package_gives_what_it_carries(tmp_path: Path) -> None:
    carried = tmp_path / "relancier" / "livraison" / "templates"
    carried.mkdir(parents=True)
    (tmp_path.parent / "templates").mkdir(exist_ok=True)
    assert _find("templates", tmp_path / "relancier") == carried


def test_a_folder_of_that_name_outside_a_repository_is_not_taken_for_ours(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "relancier"
    package.mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    with pytest.raises(RelancierError) as error:
        _find("templates", package)
    assert str(error.value) == (
        "L'installation est incomplète : les modèles de lettres sont introuvables. "
        "Réinstallez Relancier (« pip install --force-reinstall relancier »)."
    )
