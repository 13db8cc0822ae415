"""Each measure still runs, at a size where nothing can be read from its figures; none is asserted."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import machine
import mesure_ajout
import mesure_croissance
import mesure_docx
import mesure_lecture
import mesure_lettres
import mesure_liasse
import mesure_tableau
import page
import pytest
from banc import MINUSCULES, Echec, Mesure, Tailles, measure

Made = Callable[[Path, Tailles], Mesure]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where Python compiles, once for all measures."""
    return tmp_path_factory.mktemp("cache")


def results(made: Made, folder: Path, cache: Path) -> tuple[Mesure, str]:
    """Run a measure and return it with the page that it gives."""
    mesure = made(folder, MINUSCULES)
    told: list[str] = []
    found = measure(mesure, folder, cache, told.append)
    assert len(told) == len(mesure.voies) * mesure.fois
    assert all(one.memoire > 0 and one.secondes > 0 for one in found.values())
    return mesure, page.write([(mesure, found)], machine.describe(), "30/11/2026", "python tests/bench", 0.0)


@pytest.mark.parametrize(
    "made",
    [
        mesure_docx.mesure,
        mesure_lecture.mesure,
        mesure_ajout.mesure,
        mesure_tableau.mesure,
        mesure_liasse.mesure,
        mesure_croissance.mesure,
    ],
)
def test_a_measure_runs_each_way_and_its_page_names_them_all(made: Made, tmp_path: Path, cache: Path) -> None:
    mesure, said = results(made, tmp_path, cache)
    assert all(f"| {one.nom} |" in said for one in mesure.voies)
    assert all(one.travail in said for one in mesure.atteintes)


@pytest.mark.libreoffice
@pytest.mark.skipif(
    not shutil.which("soffice") and os.environ.get("CI") != "true", reason="LibreOffice n'est pas installé"
)
def test_the_whole_passage_is_measured_beside_docxtpl_and_libreoffice(tmp_path: Path, cache: Path) -> None:
    mesure, said = results(mesure_lettres.mesure, tmp_path, cache)
    assert all(one.travail in said for one in mesure.atteintes)


def test_a_way_that_does_not_do_all_of_its_work_has_no_time(tmp_path: Path, cache: Path) -> None:
    short = mesure_docx.mesure(tmp_path, MINUSCULES)
    for one in tmp_path.glob("*.notes"):
        one.unlink()
    with pytest.raises(Echec, match=r"docx\.notes"):
        measure(short, tmp_path, cache, lambda _: None)


def test_the_page_names_the_processor_but_no_machine() -> None:
    said = dict(machine.describe())
    assert {"Processeur", "Cœurs", "Mémoire", "Système", "Python", "Bibliothèques"} <= said.keys()
    assert not any(str(Path.home()) in one or machine.platform.node() in one for one in said.values())
