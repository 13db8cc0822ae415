"""The rules of a passage through the command line: what is refused, what is overridden, and what stays written."""

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import command
import filled
import pytest

DAY = date(2026, 10, 20)
DEBTOR = {
    "Code": "CL1",
    "Nom": "Client CL1",
    "Type": "professionnel",
    "Adresse 1": "1 rue du Bac",
    "Code postal": "69003",
    "Ville": "Lyon",
}


def facture(numero: str, due: date, montant: int = 100) -> dict[str, object]:
    return {
        "Numéro": numero,
        "Code débiteur": "CL1",
        "Nature": "facture",
        "Date": date(2026, 9, 1),
        "Échéance": due,
        "Montant TTC": montant,
    }


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled.book(
        tmp_path_factory.mktemp("origine") / "classeur.xlsx",
        debiteurs=[DEBTOR],
        factures=[facture("F1", date(2026, 10, 1), 1000)],
        reglements=[{"Date": date(2026, 10, 18), "Code débiteur": "CL1", "Numéro facture": "F1", "Montant": 100}],
    )


@pytest.fixture
def workbook(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(original, tmp_path / "classeur.xlsx"))


def run(workbook: Path, day: date = DAY, *more: object) -> dict[str, Any]:
    return command.answer("lot", workbook, "--date", day, "--pdf", "embarque", *more)


def test_a_passage_older_than_the_last_is_refused_and_may_be_simulated(workbook: Path) -> None:
    assert run(workbook)["totaux"]["lettres"] == 1
    before = workbook.read_bytes()
    older = run(workbook, date(2026, 10, 19))
    assert (older["code"], older["erreur"]["code"]) == (3, "passage-anterieur")
    assert older["erreur"]["message"] == (
        "Un passage a déjà eu lieu le 20/10/2026 : celui du 19/10/2026 lui serait antérieur."
    )
    assert workbook.read_bytes() == before
    assert run(workbook, date(2026, 10, 19), "--simuler")["code"] == 0


def test_payments_entered_long_ago_are_told_and_do_not_stop_by_default(workbook: Path) -> None:
    passage = run(workbook, date(2026, 11, 2))
    assert passage["code"] == 0
    [found] = [one for one in passage["anomalies"] if one["code"] == "reglements-anciens"]
    assert found["message"] == (
        "Le dernier règlement saisi est du 18/10/2026, il y a 15 jours : un client qui vient de payer serait relancé."
    )
    assert passage["totaux"]["lettres"] == 1


def test_where_fresh_payments_are_required_stale_ones_refuse_and_a_reason_overrides(workbook: Path) -> None:
    filled.change_settings(workbook, {"Exiger des règlements à jour": "oui"})
    refused = run(workbook, date(2026, 11, 2))
    assert (refused["code"], refused["erreur"]["code"]) == (3, "reglements-pas-a-jour")
    assert filled.rows_of(workbook, "tblRelances") == []
    done = run(workbook, date(2026, 11, 2), "--passer-outre", "Banque en panne")
    assert (done["code"], done["totaux"]["lettres"]) == (0, 1)
    [row] = filled.rows_of(workbook, "tblRelances")
    assert row["Motif"] == "Règlements pas à jour, passé outre : Banque en panne"


def test_a_disputed_part_is_not_claimed_and_its_amount_stays_written(workbook: Path) -> None:
    filled.type_in(
        workbook,
        "tblSuspensions",
        {"Numéro facture": "F1", "Nature": "litige", "Du": date(2026, 10, 5), "Montant contesté": 400},
    )
    passage = run(workbook)
    assert [one["reste_du"] for one in passage["lettres"]] == ["500.00"]
    [row] = filled.rows_of(workbook, "tblRelances")
    assert (row["Reste dû"], row["Motif"]) == (900, "400,00\u00a0€ contestés, non réclamés")


def test_a_level_is_jumped_with_a_reason_that_stays_written(workbook: Path) -> None:
    assert run(workbook, DAY, "--niveau", "F1=4")["erreur"]["code"] == "saut-sans-motif"
    passage = run(workbook, DAY, "--niveau", "F1=4", "--motif", "Société en train de fermer")
    assert [(one["niveau"], one["canal"]) for one in passage["lettres"]] == [(4, "LRAR")]
    [row] = filled.rows_of(workbook, "tblRelances")
    assert row["Motif"] == "Niveau choisi : Société en train de fermer"


def test_a_segment_sends_its_debtors_to_a_slower_procedure(workbook: Path) -> None:
    filled.type_in(
        workbook, "tblSegments", {"Segment": "Gros", "Rang": 1, "Dû à partir de": 500, "Procédure": "Grands comptes"}
    )
    assert command.of(command.simulated(workbook, date(2026, 10, 15)), "F1")["pourquoi"] == (
        "En retard de 14 jours ; le niveau 1 part à 15 jours, soit le 16/10/2026."
    )


def test_a_jump_that_cannot_be_made_today_is_told(workbook: Path) -> None:
    filled.type_in(workbook, "tblSuspensions", {"Numéro facture": "F1", "Nature": "suspension", "Du": DAY})
    passage = run(workbook, DAY, "--niveau", "F1=4", "--motif", "Urgent")
    [found] = [one for one in passage["anomalies"] if one["code"] == "saut-sans-effet"]
    assert (
        found["message"] == "La facture F1 n'est pas passée au niveau 4 : elle ne peut pas être relancée aujourd'hui."
    )
    assert passage["lettres"] == []


def test_what_an_earlier_passage_proposed_is_made_again_even_when_nothing_is_to_be_sent(workbook: Path) -> None:
    assert run(workbook)["totaux"]["lettres"] == 1
    before = workbook.read_bytes()
    assert run(workbook)["totaux"]["lettres"] == 0
    assert workbook.read_bytes() == before
    payment = {"Date": date(2026, 10, 21), "Code débiteur": "CL1", "Numéro facture": "F1", "Montant": 900}
    filled.type_in(workbook, "tblReglements", payment)
    assert run(workbook, date(2026, 10, 22))["totaux"]["lettres"] == 0
    [row] = filled.rows_of(workbook, "tblPropositions")
    assert (row["Date"], row["Décision"]) == (datetime(2026, 10, 22), "soldée")  # noqa: DTZ001 - as a cell holds it
    assert len(filled.rows_of(workbook, "tblRelances")) == 1
