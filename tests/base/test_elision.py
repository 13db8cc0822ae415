"""« De » before the name of a client."""

import pytest
from relancier.base.elision import de


@pytest.mark.parametrize(
    ("nom", "dit"),
    [
        ("Étienne", "d'Étienne"),
        ("Atelier du Lac", "d'Atelier du Lac"),
        ("Œuvres du Rail", "d'Œuvres du Rail"),
        ("EDF", "d'EDF"),
        ("Beta", "de Beta"),
        ("Hachette", "de Hachette"),
        ("L'Atelier", "de L'Atelier"),
        ("3 Suisses", "de 3 Suisses"),
    ],
)
def test_de_is_elided_before_a_vowel_and_nothing_else(nom: str, dit: str) -> None:
    assert de(nom) == dit
