"""A simulation without files says of rates and texts what the real passage will, and what will stop it."""

from datetime import date
from pathlib import Path
from typing import Any

import command
import filled
import pytest
from memory_books import debtor, facture

DAY = date(2026, 10, 20)
LEVELS = (
    {"Procédure": "Standard", "Niveau": 1, "Délai": 5, "Canal": "LRAR", "Modèle": "mise-en-demeure"},
    {"Procédure": "Douce", "Niveau": 1, "Délai": 5, "Canal": "courrier", "Modèle": "relance-1"},
)
ON_RATES = {"taux-sous-plancher", "taux-non-verifie", "texte-non-verifie", "taux-inconnu", "modele-absent"}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A professional whose agreed rate is too low, a public buyer and a consumer, all formally asked to pay."""
    return filled.book(
        tmp_path / "Créances.xlsx",
        debiteurs=[debtor("CL1"), {**debtor("CL2"), "Type": "public"}, {**debtor("CL3"), "Type": "consommateur"}],
        factures=[
            {**facture("CL1", "F-1"), "Taux contractuel": 5},
            facture("CL1", "F-2"),
            facture("CL2", "F-3"),
            facture("CL3", "F-4"),
        ],
        niveaux=LEVELS,
    )


def run(workbook: Path, *more: object, day: date = DAY) -> dict[str, Any]:
    return command.answer("lot", workbook, "--date", day, "--pdf", "embarque", *more)


def told(passage: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["code"], one["message"]) for one in passage["anomalies"] if one["code"] in ON_RATES]


def test_it_says_what_the_real_passage_says_in_the_same_order(workbook):
    simulated = run(workbook, "--simuler")
    assert simulated["code"] == 0
    assert {code for code, _ in told(simulated)} == {"taux-sous-plancher", "taux-non-verifie", "texte-non-verifie"}
    assert told(simulated) == told(run(workbook))


def test_letters_that_print_no_rate_bring_no_remark(workbook):
    for code in ("CL1", "CL2", "CL3"):
        filled.type_in(workbook, "tblFactures", {**facture(code, f"G-{code}"), "Procédure": "Douce"})
    gentle = filled.wipe(workbook, "tblNiveaux")
    filled.type_in(gentle, "tblNiveaux", {**LEVELS[1], "Procédure": "Standard"}, LEVELS[1])
    assert told(run(gentle, "--simuler")) == []


def test_a_rate_that_is_not_known_is_told_since_the_real_passage_will_stop(workbook):
    simulated = run(workbook, "--simuler", day=date(2027, 8, 2))
    assert (simulated["code"], simulated["totaux"]["lettres"]) == (1, 3)
    [(code, message)] = told(simulated)
    real = run(workbook, day=date(2027, 8, 2))
    assert (real["code"], real["erreur"]["code"]) == (2, code)
    assert message.startswith("Le passage s'arrêtera sans rien envoyer : ")
    assert message.endswith(real["erreur"]["message"][1:])


def test_a_template_that_is_not_there_is_told_too(workbook):
    filled.wipe(workbook, "tblNiveaux")
    filled.type_in(workbook, "tblNiveaux", {**LEVELS[0], "Modèle": "la-mienne"})
    simulated = run(workbook, "--simuler")
    assert simulated["code"] == 1
    [(code, message)] = told(simulated)
    assert (code, run(workbook)["erreur"]["code"]) == ("modele-absent", "modele-absent")
    assert "le modèle de lettre « la-mienne » n'est pas dans" in message
