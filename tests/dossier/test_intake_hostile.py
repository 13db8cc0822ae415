"""Exhibits that attack, and places that are no files: each costs only itself, and is refused with a sentence."""

import os
import time
from pathlib import Path

import pieces_fabriquees as fabrique
import pytest
from pieces_mutees import prepared
from pieces_preparees import piece, seule
from relancier.base.errors import InvalidInput
from relancier.dossier.intake.atelier import Atelier
from relancier.dossier.intake.prepare import prepare
from relancier.dossier.intake.rapport import Limites, Refusee, Rejet
from relancier.dossier.pieces import PiecePrete


def test_a_folder_a_pipe_a_loop_of_links_and_nothing_at_all_are_refused(tmp_path: Path) -> None:
    (tmp_path / "dossier").mkdir()
    os.mkfifo(tmp_path / "tuyau")
    (tmp_path / "boucle").symlink_to(tmp_path / "boucle")
    names = ("dossier", "tuyau", "boucle", "absent", "nul\0")
    refused = prepare([piece(tmp_path / name) for name in names], tmp_path / "propre")
    assert [one.constat.code for one in refused if isinstance(one, Refusee)] == [
        "piece-pas-un-fichier",
        "piece-pas-un-fichier",
        "piece-illisible",
        "piece-absente",
        "piece-illisible",
    ]


def test_a_stream_that_unpacks_to_200_megabytes_costs_only_itself(tmp_path: Path) -> None:
    paths = [
        fabrique.ecris(tmp_path, "bombe.pdf", fabrique.bombe()),
        fabrique.ecris(tmp_path, "bonne.pdf", fabrique.simple()),
    ]
    limits = Limites(memoire=120_000_000, secondes=20)
    bomb, good = prepare([piece(path, str(rank)) for rank, path in enumerate(paths, 1)], tmp_path / "propre", limits)
    assert isinstance(bomb, Refusee | PiecePrete)
    assert isinstance(good, PiecePrete)


def test_a_file_heavier_than_allowed_is_not_even_copied(tmp_path: Path) -> None:
    one = seule(tmp_path, "lourd.pdf", b"%PDF-" + bytes(3_000_000), Limites(octets=1_000_000))
    assert isinstance(one, Refusee)
    assert one.constat.message == "« lourd.pdf » pèse 3 Mo ; Relancier accepte 1 Mo par pièce."


@pytest.mark.parametrize(
    ("way", "code"),
    [("dort", "piece-trop-lente"), ("devore", "piece-trop-lourde"), ("meurt", "piece-fatale")],
)
def test_a_worker_that_hangs_eats_or_dies_refuses_that_exhibit_alone(way: str, code: str) -> None:
    limits = Limites(secondes=1.5, memoire=200_000_000)
    with Atelier(limits, 1, "ouvrier_malade") as atelier:
        began = time.monotonic()
        with pytest.raises(Rejet) as told:
            atelier.ask(way, "pièce.pdf")
        assert time.monotonic() - began < 10
        assert told.value.code == code
        assert atelier.ask("travaille", "pièce.pdf").changements == ("fait",)


def test_a_worker_that_does_not_start_is_no_exhibits_fault() -> None:
    with Atelier(Limites(), 1, "ouvrier_absent") as atelier, pytest.raises(InvalidInput, match="ne démarre pas"):
        atelier.ask("examiner", "pièce.pdf")


def test_300_spoilt_pdfs_are_all_accounted_for(tmp_path: Path) -> None:
    ended = prepared(tmp_path, range(300))
    assert [one.piece.numero for one in ended] == [str(seed) for seed in range(300)]
    refused = [one for one in ended if isinstance(one, Refusee)]
    assert all(one.constat.message and one.constat.remede for one in refused)
    assert {one.constat.code for one in refused} == {"piece-abimee"}  # known damage, nothing that surprised a library
    assert len(refused) < 100  # most can be saved
