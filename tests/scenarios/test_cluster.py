"""Letters pressed by the workers of a Dask cluster: the bytes of one machine, whatever happens to a worker."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import command
import filled
import interrupted
import pytest
from relancier.actions import equipe, lot, lots
from relancier.actions.progress import Silent, SilentBoard
from relancier.actions.resultat import Demande
from relancier.base.errors import InvalidInput
from relancier.classeur.closed_file import ClosedFile
from relancier.documents.press import cluster, cluster_worker
from relancier.documents.press.cluster import Cluster, scheduler_address

distributed = pytest.importorskip("distributed", reason="needs the extra « grappe »")

DAY = date(2026, 11, 30)
EMBARQUE = "embarque"


class Once(Silent):
    """A progress that does something at the first letter."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._acts = [act]

    def step(self) -> None:
        if self._acts:
            self._acts.pop()()


def local(workers: int) -> Any:
    return distributed.LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=":0")


def executeur(running: Any) -> str:
    return running.scheduler_address.replace("tcp://", "dask://")


@pytest.fixture(scope="module")
def two() -> Iterator[str]:
    """The address of a cluster of two worker processes."""
    with local(2) as running:
        yield executeur(running)


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of sixty letters."""
    return interrupted.batch(tmp_path_factory.mktemp("original") / "créances.xlsx", 60)


@pytest.fixture(scope="module")
def expected(sixty: Path) -> dict[str, str]:
    """What one machine makes of it."""
    book = interrupted.fresh(sixty, sixty.parent / "un poste")
    lot.run(ClosedFile(book), Demande(DAY, pdf=EMBARQUE))
    return interrupted.letters_of(book)


def passage(book: Path, address: str, act: Callable[[], object] = lambda: None) -> list[str]:
    """Do the passage of `book` over a cluster, which must send 60 letters once; return what was told of the cluster."""
    told: list[str] = []
    resultat = lots.one(book, Demande(DAY, pdf=EMBARQUE), Once(act), address, told.append)
    assert (len(resultat.lettres), resultat.manquees) == (60, ())
    assert len(filled.rows_of(book, "tblRelances")) == 120
    return told


def test_a_cluster_gives_the_bytes_of_one_machine(two, sixty, expected, tmp_path):
    book = interrupted.fresh(sixty, tmp_path / "grappe")
    assert passage(book, two) == []
    assert len(expected) == 123
    assert interrupted.letters_of(book) == expected


def test_several_workbooks_go_over_a_cluster_from_the_command_line(two, sixty, expected, tmp_path):
    books = [interrupted.fresh(sixty, tmp_path / name) for name in ("nord", "sud")]
    words = ("lot", *books, "--date", DAY, "--pdf", EMBARQUE, "--executeur", two)
    found = command.answer(*words)
    assert (found["code"], found["remarques"]) == (0, [])
    assert [one["resultat"]["totaux"]["lettres"] for one in found["classeurs"]] == [60, 60]
    assert [interrupted.letters_of(book) for book in books] == [expected, expected]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_worker_killed_at_work_loses_no_letter_and_doubles_none(two, sixty, expected, tmp_path):
    book = interrupted.fresh(sixty, tmp_path / "tué")
    with distributed.Client(two.replace("dask://", "tcp://"), set_as_default=False) as client:
        pids = client.run(os.getpid)
    address, pid = sorted(pids.items())[0]
    told = passage(book, two, lambda: os.kill(pid, signal.SIGKILL))
    assert interrupted.letters_of(book) == expected
    assert told == [
        f"Un ouvrier a quitté la grappe pendant le travail ({address}). Ce qui y était en cours a été refait "
        "ailleurs : aucune lettre n'est perdue, ni en double."
    ]


def test_a_cluster_whose_scheduler_goes_away_is_done_without(sixty, expected, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "_ANSWER_SECONDS", 0.5)
    book = interrupted.fresh(sixty, tmp_path / "sans")
    with local(1) as running:
        address = executeur(running)
        told = passage(book, address, running.close)
    assert interrupted.letters_of(book) == expected
    assert told == [f"Le planificateur « {address} » ne répond plus : ce poste fait lui-même la suite."]


def test_what_workers_cannot_do_is_made_here(two, sixty, tmp_path, monkeypatch):
    """A worker that joins late with another version is not looked at beforehand: it must refuse by itself."""
    book = interrupted.fresh(sixty, tmp_path / "tard")
    look = Cluster._inspected

    def then_change(self: Cluster, printer: str) -> dict[str, int]:
        found = look(self, printer)
        self._wanted = {**self._wanted, "Relancier": "9.9.9"}
        return found

    monkeypatch.setattr(Cluster, "_inspected", then_change)
    [told] = passage(book, two)
    assert told.startswith(
        "La grappe n'a pas pu faire toutes les lettres : ce poste fait celles qui manquent (Unequipped"
    )


@pytest.mark.parametrize(
    ("program", "version", "said", "do"),
    [
        ("Relancier", "9.9.9", "n'a pas le même Relancier que ce poste", "Installez-y « relancier==9.9.9 »"),
        ("Python", "CPython 3.99", "n'a pas le même Python que ce poste", "Installez-y « CPython 3.99 »"),
        ("dxpdf", "9.9", "n'a pas le même dxpdf que ce poste", "Installez-y « dxpdf==9.9 »"),
    ],
)
def test_a_worker_with_other_versions_is_refused_before_anything_is_touched(
    two, sixty, monkeypatch, program, version, said, do
):
    here = {**cluster_worker.equipment(), program: version}
    monkeypatch.setattr(cluster_worker, "equipment", lambda: here)
    before = sixty.read_bytes()
    code, told = command.relancier("lot", sixty, "--date", DAY, "--pdf", EMBARQUE, "--executeur", two)
    told = " ".join(told.split())
    assert code == 2
    assert "L'ouvrier tcp://127.0.0.1:" in told
    assert said in told
    assert do in told
    assert sixty.read_bytes() == before


def test_a_worker_without_relancier_or_without_an_engine_is_told_from_one_that_is_fit():
    crew = object.__new__(Cluster)
    crew._wanted = {"Relancier": "1.0", "Python": "CPython 3.11", "dxpdf": "0.8"}
    assert crew._fault((crew._wanted, ""), "3.11") is None
    wrong = crew._fault(ModuleNotFoundError("No module named 'relancier'"), "3.12")
    assert wrong == (
        "ne peut pas travailler pour Relancier (ModuleNotFoundError : No module named 'relancier')",
        "Installez-y « relancier==1.0 » avec CPython 3.11 (il a Python 3.12).",
    )
    wrong = crew._fault((crew._wanted, "LibreOffice n'a pas été trouvé."), "3.11")
    assert wrong == ("ne peut pas faire de PDF. LibreOffice n'a pas été trouvé", "Installez-y ce moteur.")


def test_a_cluster_that_is_not_there_is_told_and_nothing_is_touched(sixty, monkeypatch):
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 0.2)
    before = sixty.read_bytes()
    code, told = command.relancier("lot", sixty, "--date", DAY, "--pdf", EMBARQUE, "--executeur", "dask://127.0.0.1:1")
    assert code == 2
    assert "Aucun planificateur Dask ne répond à « dask://127.0.0.1:1 »" in " ".join(told.split())
    assert sixty.read_bytes() == before


def test_a_cluster_without_a_worker_is_told(monkeypatch):
    monkeypatch.setattr(cluster, "_WORKERS_SECONDS", 0.2)
    with local(0) as running, pytest.raises(InvalidInput, match="Aucun ouvrier n'est relié au planificateur"):
        Cluster(executeur(running), EMBARQUE, print)


def test_without_the_extra_the_remedy_is_its_name(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InvalidInput) as refused:
        Cluster("dask://localhost:8786", EMBARQUE, print)
    assert refused.value.remede == 'Installez-le : pip install "relancier[grappe]"'


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("dask://serveur:8786", "tcp://serveur:8786"),
        (" dasks://192.168.1.4:443 ", "tls://192.168.1.4:443"),
        ("dask://[::1]:8786", "tcp://[::1]:8786"),
    ],
)
def test_an_address_is_read(typed, address):
    assert scheduler_address(typed) == address


@pytest.mark.parametrize(
    "typed", ["serveur:8786", "dask://serveur", "http://serveur:8786", "dask://serveur:99999", "dask"]
)
def test_an_address_that_cannot_be_read_is_refused_even_for_a_simulation(typed, sixty):
    code, told = command.relancier("lot", sixty, "--date", DAY, "--simuler", "--executeur", typed)
    assert (code, f"L'exécuteur « {typed} » ne se lit pas." in " ".join(told.split())) == (2, True)


def test_word_alone_cannot_be_helped_by_a_cluster_and_auto_is_then_the_embedded_engine(two, monkeypatch):
    choose, asked = equipe.choose, []

    class Word:
        def press(self) -> None:
            return None

    def chosen(pdf: str) -> Any:
        asked.append(pdf)
        return choose(EMBARQUE) if pdf == EMBARQUE else Word()

    monkeypatch.setattr(equipe, "choose", chosen)
    with pytest.raises(InvalidInput, match="Word n'imprime que sur ce poste"), equipe.equipe(two, "word", print):
        pass
    with equipe.equipe(two, "auto", print) as found:
        assert (found.pdf, asked) == (EMBARQUE, ["word", "auto", EMBARQUE])


def test_a_simulation_of_several_asks_no_cluster_for_anything(sixty):
    done = lots.run([sixty], Demande(DAY, simuler=True), SilentBoard(), "dask://127.0.0.1:1")
    assert [(one.code, one.lettres) for one in done.passes] == [(0, 60)]
