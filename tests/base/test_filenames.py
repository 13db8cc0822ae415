import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from relancier.base.filenames import FORBIDDEN, RESERVED, free_path, safe_stem


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("2026-11-30 CL042 Relance 2", "2026-11-30 CL042 Relance 2"),
        ('A<B & Fils "L\'Été"', "A-B & Fils -L'Été"),
        ("411/DUPONT\\PARIS: 3*?|", "411-DUPONT-PARIS- 3"),
        ("Été".encode().decode(), "Été"),
        (unicodedata.normalize("NFD", "Été"), "Été"),
        ("SARL Durand. ", "SARL Durand"),
        ("deux\nlignes\tici", "deux-lignes-ici"),
        ("CON", "_CON"),
        ("nul.tar", "_nul.tar"),
        ("com¹", "_com¹"),
        ("CONSEIL", "CONSEIL"),
        ("..", "sans nom"),
        ("", "sans nom"),
        ("facture\u202excod.exe", "facturexcod.exe"),
    ],
)
def test_any_name_becomes_one_that_windows_accepts(name: str, stem: str) -> None:
    assert safe_stem(name) == stem


@given(st.text(max_size=400))
def test_whatever_is_typed_the_file_can_be_made(name: str) -> None:
    stem = safe_stem(name)
    assert stem
    assert len(stem) <= 121
    assert len(f"{stem} (99).docx".encode()) <= 255
    assert FORBIDDEN.search(stem) is None
    assert RESERVED.match(stem) is None
    assert stem == stem.strip(" .")
    assert safe_stem(stem) == stem


def test_a_file_that_exists_is_never_replaced(tmp_path: Path) -> None:
    for name in ("lettre.pdf", "lettre (2).pdf"):
        (tmp_path / name).touch()
    assert free_path(tmp_path / "lettre.pdf").name == "lettre (3).pdf"


def test_a_name_already_given_in_this_run_is_avoided_whatever_its_case(tmp_path: Path) -> None:
    assert free_path(tmp_path / "Lettre.pdf", {"lettre.pdf"}).name == "Lettre (2).pdf"
