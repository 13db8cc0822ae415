"""What the command line says of a command that it cannot run: in French, without a trace, with exit code 2."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def relancier(*words: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "relancier", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("lot",), "Il manque l'argument « classeur »."),
        (("lot", "x.xlsx"), "Il manque l'option --date."),
        (("lott",), "La commande « lott » n'existe pas."),
        (("lot", "x.xlsx", "--pdg", "a"), "L'option --pdg n'existe pas."),
        (("lettres",), "Il manque l'argument « montant »."),
        (("interets", "--base", "360"), "L'option --base ne prend pas « 360 » : choisissez 365, 366 ou exact."),
        (
            ("interets", "--regime", "association"),
            "L'option --regime ne prend pas « association » : choisissez professionnel, consommateur ou public.",
        ),
        (
            ("lot", "x.xlsx", "--pdf", "gs"),
            "L'option --pdf ne prend pas « gs » : choisissez auto, embarque, libreoffice ou word.",
        ),
        (
            ("lot", "x.xlsx", "--date", "2026-11-30", "--sortie", "pyproject.toml"),
            "L'option --sortie ne prend pas « pyproject.toml », qui est un fichier.",
        ),
    ],
)
def test_a_command_badly_written_is_told_in_one_french_sentence(words, said):
    code, _, shown = relancier(*words)
    assert code == 2
    assert said in " ".join(shown.split())


@pytest.mark.parametrize(
    ("words", "aide"),
    [
        (("interets", "--base", "360"), "relancier interets --help"),
        (("lot",), "relancier lot --help"),
        (("lott",), "relancier --help"),
    ],
)
def test_the_help_that_is_named_is_that_of_the_command(words, aide):
    assert f"Voyez « {aide} »." in " ".join(relancier(*words)[2].split())


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
