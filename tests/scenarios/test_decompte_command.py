"""`relancier decompte` on a workbook filled by a stranger."""

from datetime import date
from pathlib import Path

import command
import filled
import openpyxl
import pytest
from relancier.base.solid import contains
from relancier.documents.pdf.text import extract_text

AU = "2026-11-30"


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled.book(
        tmp_path_factory.mktemp("decompte") / "creances.xlsx",
        debiteurs=[
            {"Code": "CL1", "Nom": 'A<B & Fils "L\'Été"', "Type": "professionnel", "Ville": "Lyon"},
            {"Code": "CL2", "Nom": "Léa Petit", "Type": "consommateur", "Ville": "Lyon"},
            {"Code": "CL3", "Nom": "Doute SARL", "Type": "professionnel", "Ville": "Lyon"},
            {"Code": "CL4", "Nom": "Noé Roux", "Type": "consommateur", "Ville": "Lyon"},
            {"Code": "CL5", "Nom": "Avance SAS", "Type": "professionnel", "Ville": "Lyon"},
            {"Code": "CL6", "Nom": "Futur SAS", "Type": "professionnel", "Ville": "Lyon"},
            {"Code": "CL7", "Nom": "Mixte SAS", "Type": "professionnel", "Ville": "Lyon"},
            {"Code": "CL8", "Nom": "Envers SAS", "Type": "professionnel", "Ville": "Lyon"},
            _broke("PC1", "Collectif SAS"),
            _broke("PC2", "Liquidé SAS"),
        ],
        factures=[
            _facture("F1", "CL1", date(2025, 3, 1), date(2025, 3, 31), 10000),
            _facture("F2", "CL2", date(2026, 8, 1), date(2026, 8, 31), 1000),
            _facture("F3", "CL3", date(2026, 8, 1), date(2026, 8, 31), "1.234"),
            _facture("F4", "CL4", date(2026, 8, 1), date(2026, 8, 31), 1000),
            _facture("F5", "CL5", date(2026, 8, 1), date(2026, 8, 31), 1000),
            _facture("F6", "CL6", date(2026, 11, 15), date(2026, 12, 31), 1000),
            _facture("F7", "CL7", date(2026, 10, 1), date(2026, 10, 31), 500),
            _facture("F8", "CL7", date(2026, 11, 15), date(2026, 12, 31), 1000),
            _facture("F9", "CL8", date(2026, 8, 1), date(2026, 7, 31), 1000),
            _facture("L1", "PC1", date(2026, 3, 1), date(2026, 3, 31), 1000),
            _facture("L2", "PC1", date(2026, 8, 1), date(2026, 8, 31), 500),
            _facture("L3", "PC2", date(2026, 6, 15), date(2026, 7, 15), 700),
        ],
        reglements=[
            {"Date": date(2025, 9, 15), "Code débiteur": "CL1", "Numéro facture": "F1", "Montant": 3000},
            {"Date": date(2026, 8, 20), "Code débiteur": "CL5", "Numéro facture": "F5", "Montant": 1250},
        ],
        suspensions=[
            {
                "Code débiteur": "CL1",
                "Numéro facture": "F1",
                "Nature": "litige",
                "Du": date(2025, 4, 5),
                "Montant contesté": 400,
            }
        ],
        relances=[
            {
                "Id": "R1",
                "Date": date(2026, 9, 28),
                "Code débiteur": "CL2",
                "Numéro facture": "F2",
                "Échéance": date(2026, 8, 31),
                "Niveau": 4,
                "Modèle": "mise-en-demeure",
                "Reçu le": date(2026, 9, 30),
            },
            {
                "Id": "R2",
                "Date": date(2026, 9, 28),
                "Code débiteur": "CL4",
                "Numéro facture": "F4",
                "Échéance": date(2026, 8, 31),
                "Niveau": 4,
                "Canal": "LRAR",
                "Modèle": "mise-en-demeure",
            },
        ],
    )


def _broke(code: str, nom: str) -> dict[str, object]:
    opened = date(2026, 6, 15)
    return {"Code": code, "Nom": nom, "Type": "professionnel", "Ville": "Lyon", "Procédure collective le": opened}


def _facture(numero: str, code: str, le: date, due: date, montant: object) -> dict[str, object]:
    return {"Numéro": numero, "Code débiteur": code, "Date": le, "Échéance": due, "Montant TTC": montant}


@pytest.fixture(scope="module")
def drawn(workbook: Path) -> dict[str, object]:
    words = ("decompte", workbook, "--debiteur", "cl1", "--au", AU, "--pdf", "embarque")
    return command.answer(*words)


def test_the_sums_are_those_of_the_interest_command(drawn):
    sums = drawn["totaux"]
    assert drawn["code"] == 0
    assert (sums["principal"], sums["interets"], sums["indemnites"], sums["a_payer"]) == (
        "7584.17",
        "1121.29",
        "40.00",
        "8745.46",
    )


def test_the_three_files_stand_beside_the_workbook_and_say_the_total(drawn, workbook):
    files = {kind: Path(path) for kind, path in drawn["fichiers"].items()}
    assert {kind: path.name for kind, path in files.items()} == {
        kind: f"2026-11-30 CL1 Décompte.{kind}" for kind in ("docx", "pdf", "xlsx")
    }
    assert {path.parent for path in files.values()} == {workbook.parent / "Décomptes"}
    text = "".join(extract_text(files["pdf"]))
    for value in ("8 745,46 €", "584,17", "huit mille sept cent quarante-cinq euros et quarante-six centimes", "L'Été"):
        assert contains(text, value)
    assert "Contrôle" in str(
        [[cell.value for cell in row] for row in openpyxl.load_workbook(files["xlsx"]).worksheets[0]]
    )


def test_a_running_dispute_is_remarked_in_the_answer_and_in_print(drawn):
    said = "Facture F1 : en litige depuis le 05/04/2025, 400,00\u00a0€ contestés. Ce décompte n'en retire rien."
    assert said in drawn["remarques"]
    assert contains("".join(extract_text(Path(drawn["fichiers"]["pdf"]))), said.replace("'", "’"))


def test_the_clock_and_the_court_are_told(drawn):
    assert drawn["prescriptions"] == [
        {
            "facture": "F1",
            "echeance": "2025-03-31",
            "depart": "2025-03-31",
            "dernier_jour": "2030-03-31",
            "alertes": ["2029-09-30", "2029-12-31"],
            "texte": drawn["prescriptions"][0]["texte"],
        }
    ]
    assert "L110-4" in drawn["prescriptions"][0]["texte"]
    assert drawn["juridiction"]["questions"]  # the workbook gives no postal code


def both(workbook: Path, folder: Path, code: str) -> tuple[dict[str, object], str, str]:
    """The décompte of `code` as JSON, on the terminal and in the PDF."""
    words = ("decompte", workbook, "--debiteur", code, "--au", AU, "--pdf", "embarque", "--sortie")
    found = command.answer(*words, folder / "json")
    said = " ".join(command.relancier(*words, folder / "terminal")[1].replace("│", " ").split())
    return found, said, "".join(extract_text(Path(found["fichiers"]["pdf"])))


def test_a_debtor_in_credit_owes_nothing_and_no_court_is_named(workbook, tmp_path):
    found, said, printed = both(workbook, tmp_path, "CL5")
    sums = found["totaux"]
    assert (sums["a_payer"], sums["solde_en_faveur_du_debiteur"], sums["solde"]) == ("0.00", "250.00", "-250.00")
    assert found["juridiction"] is None
    assert "Solde en faveur du débiteur : 250,00 €" in said
    assert "À payer" not in said
    assert "Total exigible" not in said
    assert "Juridiction" not in said
    assert contains(printed, "Solde en faveur du débiteur au 30 novembre 2026 : 250,00 €")


def test_a_sum_not_due_yet_is_told_apart_and_no_court_is_named(workbook, tmp_path):
    found, said, printed = both(workbook, tmp_path, "CL6")
    sums = found["totaux"]
    assert (sums["a_payer"], sums["a_echoir"], sums["solde"]) == ("0.00", "1000.00", "1000.00")
    assert found["juridiction"] is None
    assert "Total exigible : 0,00 € Principal à échoir (non exigible) : 1 000,00 €" in said
    assert "Juridiction" not in said
    assert contains(printed, "Total exigible au 30 novembre 2026 : 0,00 €")


def test_what_is_due_is_claimed_without_what_is_not_due_yet(workbook, tmp_path):
    found, said, printed = both(workbook, tmp_path, "CL7")
    sums = found["totaux"]
    # 500 × 12.40 % × 30 days / 365 = 5.10; with 500.00 and 40.00
    assert (sums["a_payer"], sums["a_echoir"], sums["solde"]) == ("545.10", "1000.00", "1545.10")
    assert found["juridiction"]["nature"] == "tribunal de commerce"
    assert "Total exigible : 545,10 € (principal 500,00 €, intérêts 5,10 €, indemnités 40,00 €)" in said
    assert contains(printed, "Total exigible au 30 novembre 2026 : 545,10 €")


def test_debts_born_before_an_insolvency_are_declared_and_no_court_is_named_for_them(workbook, tmp_path):
    found, said, printed = both(workbook, tmp_path, "PC1")
    sums = found["totaux"]
    # L1: 1000 x 12.15 x 75 / 36500 = 24.97 and 40.00; L2: 500 x 12.40 x 91 / 36500 = 15.46 and 40.00
    assert (sums["a_payer"], sums["a_declarer"], sums["solde"]) == ("555.46", "1064.97", "1620.43")
    assert [one["anterieure"] for one in found["dettes"]] == [True, False]
    assert (found["declaration"]["montant"], found["declaration"]["dernier_jour"]) == ("1064.97", "2026-08-17")
    assert "Total exigible : 555,46 € (principal 500,00 €, intérêts 15,46 €, indemnités 40,00 €)" in said
    assert "à déclarer et non exigibles : 1 064,97 € (dernier jour pour les déclarer : 17/08/2026)" in said
    assert "Juridiction pour les seules dettes postérieures à l'ouverture : tribunal de commerce" in said
    assert contains(printed, "Total exigible au 30 novembre 2026 : 555,46 €")
    assert contains(printed, "À déclarer à la procédure collective ouverte le 15 juin 2026 : 1 064,97 €")
    sheet = openpyxl.load_workbook(found["fichiers"]["xlsx"])["Récapitulatif"]
    assert {row[1].value: row[3].value for row in sheet.iter_rows(min_row=23, max_row=24)} == {
        "Dettes antérieures à la procédure collective, à déclarer": 1064.97,
        "Total exigible (ni dettes à déclarer, ni principal à échoir)": 555.46,
    }


def test_a_debtor_whose_only_debt_is_dated_on_the_day_of_the_opening_is_sued_nowhere(workbook, tmp_path):
    found, said, _ = both(workbook, tmp_path, "PC2")
    assert (found["totaux"]["a_payer"], found["totaux"]["a_declarer"]) == ("0.00", "700.00")
    assert found["juridiction"] is None
    assert "Juridiction" not in said
    assert "Total exigible : 0,00 €" in said


def test_a_consumer_owes_interest_from_the_day_the_notice_was_received(workbook, tmp_path):
    found = command.answer("decompte", workbook, "--debiteur", "CL2", "--au", "2026-10-30", "--sortie", tmp_path)
    [debt] = found["dettes"]
    # 1000 × 2.75 % × 30 days / 365
    assert [(one["du"], one["montant"]) for one in debt["lignes"]] == [("2026-10-01", "2.26")]
    assert found["totaux"]["indemnites"] == "0.00"


def test_a_notice_without_deposit_nor_reception_is_reserved_in_the_answer_and_in_each_file(workbook, tmp_path):
    found = command.answer("decompte", workbook, "--debiteur", "CL4", "--au", "2026-10-30", "--sortie", tmp_path)
    # 1000 × 2.75 % × 32 days / 365, from the day after the letter
    assert [(one["du"], one["montant"]) for one in found["dettes"][0]["lignes"]] == [("2026-09-29", "2.41")]
    [notice] = found["mises_en_demeure"]
    assert (notice["jour"], notice["date_de"], notice["relance"]) == ("2026-09-28", "lettre", "R2")
    reserve = "dépôt non enregistré : la date de la lettre, le 28/09/2026, est retenue"
    row = f"feuille « Relances », ligne {notice['ligne']}"
    assert any(reserve in one and row in one for one in found["remarques"])
    files = {kind: Path(path) for kind, path in found["fichiers"].items()}
    assert contains("".join(extract_text(files["pdf"])), reserve)
    cells = [cell.value for line in openpyxl.load_workbook(files["xlsx"])["Conventions"] for cell in line]
    assert any(reserve in str(value) for value in cells)
    again = ("decompte", workbook, "--debiteur", "CL4", "--au", "2026-10-30", "--sortie", tmp_path / "terminal")
    assert reserve in " ".join(command.relancier(*again)[1].split())


def test_a_notice_received_needs_no_reserve(workbook, tmp_path):
    found = command.answer("decompte", workbook, "--debiteur", "CL2", "--au", "2026-10-30", "--sortie", tmp_path)
    assert [(one["jour"], one["date_de"]) for one in found["mises_en_demeure"]] == [("2026-09-30", "réception")]
    assert not any("mise en demeure" in one for one in found["remarques"])


def test_a_doubtful_row_refuses_the_decompte_and_names_its_cell(workbook, tmp_path):
    code, said = command.relancier("decompte", workbook, "--debiteur", "CL3", "--au", AU, "--sortie", tmp_path)
    assert code == 3
    assert "1.234" in said
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_debtor_is_exit_2(workbook, tmp_path):
    words = ("decompte", workbook, "--debiteur", "CL9", "--au", AU, "--sortie", tmp_path)
    assert command.relancier(*words)[0] == 2


def test_a_bad_setting_names_its_cell_and_what_it_takes(tmp_path):
    book = filled.book(tmp_path / "c.xlsx", creancier={"Base de calcul": "360"})
    code, said = command.relancier("decompte", book, "--debiteur", "CL1", "--au", AU)
    assert code == 2
    assert "« Base de calcul » vaut « 360 »" in " ".join(said.split())


def test_a_facture_due_before_its_date_refuses_the_decompte(workbook: Path, tmp_path: Path) -> None:
    found = command.answer("decompte", workbook, "--debiteur", "CL8", "--au", AU, "--sortie", tmp_path / "non")
    assert found["code"] == 3
    assert "L'échéance du 31/07/2026 précède la facture du 01/08/2026." in found["erreur"]["message"]
    assert not (tmp_path / "non").exists()
