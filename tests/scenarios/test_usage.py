"""What the command line says of a command that it cannot run: in French, without a trace, with exit code 2."""

import subprocess
import sys

import pytest


def relancier(*words: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "relancier", *words], capture_output=True, text=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("lot",), "Il manque l'argument « classeur »."),
        (("lot", "x.xlsx"), "Il manque l'option --date."),
        (("lott",), "La commande « lott » n'existe pas."),
        (("lot", "x.xlsx", "--pdg", "a"), "L'option --pdg n'existe pas."),
        (("lettres",), "Il manque l'argument « montant »."),
    ],
)
def test_a_command_badly_written_is_told_in_one_french_sentence(words, said):
    code, _, shown = relancier(*words)
    assert code == 2
    assert said in " ".join(shown.split())


def test_help_is_in_french():
    code, shown, _ = relancier("lot", "--help")
    assert code == 0
    assert "Affiche cette aide." in shown
    assert "Show this" not in shown
    assert "[obligatoire]" in shown


def test_an_amount_may_be_typed_with_its_spaces_and_its_sign():
    assert relancier("lettres", "1", "000", "000")[1] == "un million d'euros\n"
    code, _, shown = relancier("lettres", "-5")
    assert (code, "négatif" in shown) == (2, True)
