"""What the name of a scanned slip says, however people write numbers and days."""

from datetime import date
from pathlib import Path

import pytest
from relancier.actions.scan_names import read_name

KNOWN = ("2C 123 456 7890 1", "RK123456789FR")


@pytest.mark.parametrize(
    "name",
    [
        "AR 2C12345678901 2026-12-05",
        "2c 123 456 7890 1 - 05-12-2026",
        "20261205_2C12345678901",
        "avis_2C-123-456-7890-1_05_12_2026",
        "AR 2C12345678901 5 12 2026",
        "AR 2C12345678901 5.12.2026",
        "AR 2C12345678901 5 déc. 2026",
        "AR 2C12345678901 reçu le 5 décembre 2026",
    ],
)
def test_a_number_and_a_day_in_the_usual_forms(name):
    scan = read_name(Path(f"{name}.pdf"), KNOWN)
    assert (scan.numero, scan.jour, scan.depot, scan.probleme) == (KNOWN[0], date(2026, 12, 5), False, "")


def test_an_international_number():
    assert read_name(Path("RK 123 456 789 FR 2026-12-05.pdf"), KNOWN).numero == KNOWN[1]


def test_a_slip_of_deposit_is_no_return():
    assert read_name(Path("Dépôt 2C12345678901 2026-12-01.pdf"), KNOWN).depot


@pytest.mark.parametrize("word", ["NPAI", "non réclamé", "refusé", "retour expéditeur", "destinataire inconnu"])
def test_a_letter_that_came_back_was_not_received(word):
    scan = read_name(Path(f"AR 2C12345678901 {word} 2026-12-05.pdf"), KNOWN)
    assert scan.probleme == "pli revenu sans avoir été reçu : à noter vous-même"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("AR 2C12345678901.pdf", "aucune date dans le nom"),
        ("AR 2C12345678901 2026-13-45.pdf", "aucune date dans le nom"),
        ("AR 2C12345678901 2026-12-05 2026-12-06.pdf", "plusieurs dates dans le nom"),
        ("AR 2C123456789012 2026-12-05.pdf", "le numéro 2C123456789012 n'est celui d'aucune lettre"),
        ("AR 12C12345678901 2026-12-05.pdf", "aucun numéro connu"),
        ("AR 2C99999999999 2026-12-05.pdf", "le numéro 2C99999999999 n'est celui d'aucune lettre"),
        ("2C12345678901 RK123456789FR.pdf", "porte plusieurs numéros : 2C 123 456 7890 1, RK123456789FR"),
    ],
)
def test_what_is_not_clear_is_left_to_a_person(name, problem):
    assert read_name(Path(name), KNOWN).probleme == problem
