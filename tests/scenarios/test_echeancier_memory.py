"""What the tables of plans remember, through the command line: signing, renegotiating, older workbooks, verifying."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from command import answer, relancier
from filled import book, change_settings, rows_of, type_in
from openpyxl.utils import get_column_letter, range_boundaries

DUVAL = {
    "Code": "C1",
    "Nom": "MENUISERIE DUVAL",
    "Forme juridique": "SARL",
    "Type": "professionnel",
    "SIREN": "552 100 554",
    "Adresse 1": "1 rue des Lilas",
    "Code postal": "75001",
    "Ville": "Paris",
}
F1 = {
    "Numéro": "F1",
    "Code débiteur": "C1",
    "Date": date(2025, 10, 1),
    "Échéance": date(2025, 10, 31),
    "Montant TTC": 1200,
}
THREE = ("--debiteur", "C1", "--nombre", "3", "--interets", "abandonnes")


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return book(tmp_path / "créances.xlsx", debiteurs=[DUVAL], factures=[F1])


def proposed(workbook: Path, day: str = "2026-01-15", *more: object) -> dict:
    return answer("echeancier", "proposer", workbook, *THREE, "--date", day, *more)


def signed(workbook: Path, day: str = "2026-01-20", *more: object) -> dict:
    return answer("echeancier", "signer", workbook, "--debiteur", "C1", "--date", day, *more)


def decided(workbook: Path, day: str) -> str:
    [one] = answer("lot", workbook, "--date", day, "--simuler")["propositions"]
    return one["pourquoi"]


def plans(workbook: Path) -> list[tuple[object, object, object]]:
    return [(one["Id"], one["Version"], one["Statut"]) for one in rows_of(workbook, "tblEcheanciers")]


def test_a_proposal_is_written_down_and_suspends_nothing(workbook):
    made = proposed(workbook)
    assert (made["code"], made["echeancier"], made["montant"]) == (0, "ECH-2026-001", "1240.00")
    assert [one["montant"] for one in made["mensualites"]] == ["413.33", "413.33", "413.34"]
    assert plans(workbook) == [("ECH-2026-001", 1, "proposé")]
    assert [row["Montant"] for row in rows_of(workbook, "tblMensualites")] == [413.33, 413.33, 413.34]
    assert "échéancier" not in decided(workbook, "2026-01-31")
    assert all(Path(one["pdf"]).is_file() and Path(one["docx"]).is_file() for one in made["fichiers"])


def test_a_signature_suspends_what_the_plan_covers_and_nothing_else(workbook):
    type_in(workbook, "tblFactures", F1 | {"Numéro": "F2", "Date": date(2026, 1, 18), "Échéance": date(2026, 1, 25)})
    proposed(workbook)
    signed(workbook)
    found = answer("lot", workbook, "--date", "2026-01-31", "--simuler")["propositions"]
    assert {one["facture"]: one["decision"] for one in found}["F1"] == "bloquée"
    assert {one["facture"]: one["decision"] for one in found}["F2"] != "bloquée"


def test_prescription_moves_when_the_plan_is_signed_and_only_then(workbook):
    def last() -> str:
        [one] = answer("decompte", workbook, "--debiteur", "C1", "--au", "2026-02-01")["prescriptions"]
        return one["dernier_jour"]

    assert last() == "2030-10-31"
    proposed(workbook)
    assert last() == "2030-10-31"
    proposed(workbook, "2026-01-16")  # a second proposal withdraws the first, which nobody signed
    assert plans(workbook) == [("ECH-2026-001", 1, "retiré"), ("ECH-2026-001", 2, "proposé")]
    assert last() == "2030-10-31"
    done = signed(workbook)
    assert done["prescriptions"] == [
        {"facture": "F1", "echeance": "2025-10-31", "avant": "2030-10-31", "depuis": "2031-01-20"}
    ]
    assert last() == "2031-01-20"


def test_the_signed_copy_is_kept_and_its_digest_recorded(workbook, tmp_path):
    proposed(workbook)
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4 signed by both")
    done = signed(workbook, "2026-01-20", "--document", scan)
    [row] = rows_of(workbook, "tblEcheanciers")
    assert (workbook.parent / row["Document"]).read_bytes() == scan.read_bytes()
    assert row["Empreinte"] == done["empreinte"]


def test_a_protocole_that_changed_since_it_was_made_is_not_signed_blindly(workbook):
    made = proposed(workbook)
    Path(made["fichiers"][0]["pdf"]).write_bytes(b"another text")
    code, said = relancier("echeancier", "signer", workbook, "--debiteur", "C1", "--date", "2026-01-20")
    assert code == 3
    assert "n'est plus le protocole qui a été proposé" in " ".join(said.split())
    assert plans(workbook) == [("ECH-2026-001", 1, "proposé")]


def test_a_running_plan_is_renegotiated_by_name_and_stays_until_the_new_version_is_signed(workbook):
    proposed(workbook)
    signed(workbook)
    refused = proposed(workbook, "2026-02-20")
    assert (refused["code"], refused["erreur"]["code"]) == (3, "echeancier-en-cours")
    again = proposed(workbook, "2026-02-20", "--echeancier", "ech-2026-001")
    assert (again["code"], again["version"]) == (0, 2)
    assert plans(workbook) == [("ECH-2026-001", 1, "en cours"), ("ECH-2026-001", 2, "proposé")]
    assert "Couverte par l'échéancier ECH-2026-001 du 20/01/2026" in decided(workbook, "2026-02-25")
    signed(workbook, "2026-02-27")
    assert plans(workbook) == [("ECH-2026-001", 1, "remplacé"), ("ECH-2026-001", 2, "en cours")]
    assert len(rows_of(workbook, "tblMensualites")) == 6


def test_verifier_tells_an_instalment_changed_since_it_was_signed(workbook):
    proposed(workbook)
    signed(workbook)
    assert answer("verifier", workbook)["intact"] is True
    opened = openpyxl.load_workbook(workbook)
    sheet = opened["Mensualités"]
    column = [cell.value for cell in sheet[4]].index("Montant") + 1
    sheet.cell(5, column).value = 400
    opened.save(workbook)
    found = answer("verifier", workbook)
    assert found["code"] == 1
    assert [one["code"] for one in found["alterations"]] == ["echeancier-altere"]
    refused = answer("echeancier", "pointer", workbook, "--date", "2026-02-20", "--courrier", "mise-en-demeure")
    assert refused["manquees"][0]["code"] == "echeancier-altere"
    assert refused["code"] == 1


def test_verifier_tells_a_document_of_a_plan_that_changed(workbook):
    made = proposed(workbook)
    signed(workbook)
    Path(made["fichiers"][0]["pdf"]).write_bytes(b"another text")
    assert [one["code"] for one in answer("verifier", workbook)["alterations"]] == ["document-altere"]


def test_a_letter_about_a_plan_is_a_contact_like_another(workbook):
    type_in(workbook, "tblFactures", F1 | {"Numéro": "F2", "Date": date(2026, 1, 18), "Échéance": date(2026, 1, 25)})
    change_settings(workbook, {"Jours entre deux envois": "10"})
    proposed(workbook)
    signed(workbook)
    answer("echeancier", "pointer", workbook, "--date", "2026-02-20", "--courrier", "mise-en-demeure")
    [f2] = [
        one
        for one in answer("lot", workbook, "--date", "2026-02-28", "--simuler")["propositions"]
        if one["facture"] == "F2"
    ]
    assert f2["decision"] == "en attente"
    assert "20/02/2026" in f2["pourquoi"]


def older(workbook: Path, table: str, *headings: str) -> None:
    """Take columns away from a table, as in a workbook made before them."""
    opened = openpyxl.load_workbook(workbook)
    sheet = next(one for one in opened if table in one.tables)
    left, top, right, bottom = range_boundaries(sheet.tables[table].ref)
    for column in range(right, left - 1, -1):
        if sheet.cell(top, column).value in headings:
            sheet.delete_cols(column)
            right -= 1
    kept = [one for one in sheet.tables[table].tableColumns if one.name not in headings]
    for rank, one in enumerate(kept, start=1):
        one.id = rank
    sheet.tables[table].tableColumns = kept
    sheet.tables[table].ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
    sheet.tables[table].autoFilter.ref = sheet.tables[table].ref
    opened.save(workbook)


def test_an_older_workbook_says_which_columns_a_plan_needs_and_stays_as_it_was(workbook):
    older(workbook, "tblEcheanciers", "Factures", "Échéances jusqu'au", "Sceau")
    before = workbook.read_bytes()
    found = proposed(workbook)
    assert (found["code"], found["erreur"]["code"]) == (2, "colonnes-absentes")
    assert "« Factures », « Échéances jusqu'au »" in found["erreur"]["message"]
    assert "Sceau" not in found["erreur"]["message"]  # nothing is decided on it
    assert workbook.read_bytes() == before
    assert not (workbook.parent / "Échéanciers").exists()


def test_it_goes_without_a_column_on_which_nothing_is_decided_and_says_so(workbook):
    older(workbook, "tblEcheanciers", "Sceau", "Fin le")
    assert proposed(workbook)["code"] == 0
    done = signed(workbook)
    assert done["code"] == 0
    assert any("est plus ancien que « Sceau »" in one for one in done["remarques"])


def test_a_promise_is_confirmed_and_holds_the_reminders_until_its_day(workbook):
    done = answer("echeancier", "promesse", workbook, "--debiteur", "c1", "--le", "2026-02-10", "--date", "2026-01-31")
    assert (done["code"], done["montant"]) == (0, "1200.00")
    [row] = rows_of(workbook, "tblSuspensions")
    assert (row["Nature"], row["Au"].date()) == ("promesse", date(2026, 2, 10))
    assert "Promesse de paiement pour le 10/02/2026" in decided(workbook, "2026-02-05")
    assert "Promesse" not in decided(workbook, "2026-02-11")
    late = answer("echeancier", "promesse", workbook, "--debiteur", "C1", "--le", "2026-01-10", "--date", "2026-01-31")
    assert (late["code"], late["erreur"]["code"]) == (2, "promesse-passee")


def test_a_plan_at_a_rate_that_is_paid_at_once_closes_without_the_interest_to_come(workbook):
    words = ("--debiteur", "C1", "--nombre", "6", "--interets", "sur-la-duree", "--taux", "6")
    made = answer("echeancier", "proposer", workbook, *words, "--date", "2026-01-15", "--premiere", "2026-02-15")
    signed(workbook)
    ran = 1200 * 6 * 31 / 36500  # 6,12: thirty-one days of 1 200,00 at 6 %
    owed = round(float(made["dette"]["total"]) + round(ran, 2), 2)
    type_in(workbook, "tblReglements", {"Date": date(2026, 2, 15), "Code débiteur": "C1", "Montant": owed})
    [plan] = answer("echeancier", "etat", workbook, "--date", "2026-03-20")["echeanciers"]
    assert (plan["etat"], [one["nature"] for one in plan["actes"]]) == ("soldé", ["quittance"])
    assert float(plan["reste"]) > 0  # what the table had foreseen, and that has not run
    answer("echeancier", "pointer", workbook, "--date", "2026-03-20", "--courrier", "quittance")
    [plan] = answer("echeancier", "etat", workbook, "--date", "2026-03-21")["echeanciers"]
    assert (plan["etat"], plan["actes"], plan["fin"]) == ("soldé", [], "2026-02-15")


def state(workbook: Path, day: str) -> dict:
    [found] = answer("echeancier", "etat", workbook, "--date", day)["echeanciers"]
    return found


def test_an_insolvency_stops_all_that_a_plan_would_ask(workbook):
    proposed(workbook)
    signed(workbook)
    opened = openpyxl.load_workbook(workbook)
    sheet = opened["Débiteurs"]
    sheet.cell(5, [cell.value for cell in sheet[4]].index("Procédure collective le") + 1).value = date(2026, 2, 10)
    opened.save(workbook)
    found = state(workbook, "2026-02-20")
    assert found["actes"] == []
    assert "se déclare" in found["remarques"][0]
    broken = answer("echeancier", "rompre", workbook, "--debiteur", "C1", "--date", "2026-03-20")
    assert (broken["code"], broken["erreur"]["code"]) == (3, "procedure-collective")


def test_a_credit_note_since_the_agreement_calls_for_another_one_and_no_notice(workbook):
    proposed(workbook)
    signed(workbook)
    avoir = {"Numéro": "A1", "Code débiteur": "C1", "Nature": "avoir", "Date": date(2026, 2, 10), "Montant TTC": 1200}
    type_in(workbook, "tblFactures", avoir)
    found = state(workbook, "2026-02-20")
    assert (found["etat"], found["actes"]) == ("en retard", [])
    assert found["remarques"][0].startswith("L'avoir A1 du 10/02/2026")


def test_a_second_plan_on_the_same_debt_is_not_signed(workbook):
    proposed(workbook, "2026-01-15", "--delai", "0")
    signed(workbook)
    answer("echeancier", "rompre", workbook, "--debiteur", "C1", "--date", "2026-02-20")
    assert proposed(workbook, "2026-02-25")["echeancier"] == "ECH-2026-002"
    assert proposed(workbook, "2026-02-26", "--echeancier", "ECH-2026-001")["version"] == 2
    words = ("echeancier", "signer", workbook, "--date", "2026-02-27", "--echeancier")
    assert answer(*words, "ECH-2026-001")["code"] == 0
    refused = answer(*words, "ECH-2026-002")
    assert (refused["code"], refused["erreur"]["code"]) == (3, "echeancier-en-cours")


def test_a_plan_typed_without_ranks_keeps_its_days_when_it_is_signed(workbook):
    plan = {"Id": "M1", "Code débiteur": "C1", "Date accord": date(2026, 2, 1), "Montant": 1200, "Statut": "proposé"}
    type_in(workbook, "tblEcheanciers", plan)
    for day, amount in ((date(2026, 3, 1), 500), (date(2026, 4, 1), 700)):
        type_in(workbook, "tblMensualites", {"Échéancier": "M1", "Date": day, "Montant": amount})
    assert signed(workbook, "2026-02-03")["code"] == 0
    assert [row["Date"].date() for row in rows_of(workbook, "tblMensualites")] == [date(2026, 3, 1), date(2026, 4, 1)]


def test_a_quittance_given_too_early_is_told_and_the_plan_runs_again(workbook):
    made = proposed(workbook)
    signed(workbook)
    whole = {"Code débiteur": "C1", "Montant": float(made["montant"]), "Date": date(2026, 2, 1)}
    type_in(workbook, "tblReglements", whole)
    assert state(workbook, "2026-02-02")["etat"] == "soldé"
    sent = answer("echeancier", "pointer", workbook, "--date", "2026-02-02", "--courrier", "quittance")
    assert len(sent["lettres"]) == 1
    type_in(workbook, "tblReglements", whole | {"Montant": -float(made["montant"]), "Date": date(2026, 2, 9)})
    found = state(workbook, "2026-02-20")
    assert found["etat"] == "en retard"
    assert "Une quittance a été donnée" in found["remarques"][0]
    assert "Couverte par l'échéancier ECH-2026-001" in decided(workbook, "2026-02-20")


def test_a_letter_that_no_plan_calls_for_is_said_not_made(workbook):
    proposed(workbook)
    signed(workbook)
    found = answer("echeancier", "pointer", workbook, "--date", "2026-01-21", "--courrier", "mise-en-demeure")
    assert found["lettres"] == []
    assert found["remarques"] == [
        "Aucun échéancier n'appelle de lettre « mise-en-demeure » au 21/01/2026 : elle n'a pas été faite."
    ]
