"""`relancier echeancier simuler`: while on the phone, side by side, from a sum or from a workbook."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import command
import filled
import pytest

AU = "2026-11-30"


def simulate(*words: object) -> dict[str, object]:
    return command.answer("echeancier", "simuler", *words)


def said(*words: object) -> tuple[int, str]:
    code, output = command.relancier("echeancier", "simuler", *words)
    return code, " ".join(output.replace("│", " ").split())


def amounts(found: dict[str, object]) -> list[str]:
    return [one["montant"] for one in found["mensualites"]]


def days(found: dict[str, object]) -> list[str]:
    return [one["date"] for one in found["mensualites"]]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled.book(
        tmp_path_factory.mktemp("echeancier") / "creances.xlsx",
        creancier={"Mensualités en jour ouvrable": "suivant"},
        debiteurs=[
            {"Code": code, "Nom": nom, "Type": type_, "Ville": "Lyon", **more}
            for code, nom, type_, more in (
                ("CL1", "Menuiserie Tissot", "professionnel", {}),
                ("CL2", "Léa Petit", "consommateur", {}),
                ("CL3", "Doute SARL", "professionnel", {}),
                ("CL4", "Avance SAS", "professionnel", {}),
                ("CL5", "Collectif SAS", "professionnel", {"Procédure collective le": date(2026, 10, 6)}),
                ("CL6", "Commune de Bron", "public", {}),
                ("CL7", "Plan SAS", "professionnel", {}),
            )
        ],
        factures=[
            _facture("F1", "CL1", date(2025, 3, 1), date(2025, 3, 31), 10000),
            _facture("F2", "CL1", date(2026, 9, 1), date(2026, 9, 30), 500),
            _facture("F3", "CL1", date(2026, 11, 15), date(2026, 12, 31), 800),
            _facture("F4", "CL2", date(2024, 12, 20), date(2025, 1, 15), 1000),
            _facture("F5", "CL3", date(2026, 8, 1), date(2026, 8, 31), "1.234"),
            _facture("F6", "CL4", date(2026, 8, 1), date(2026, 8, 31), 1000),
            _facture("F7", "CL5", date(2026, 9, 1), date(2026, 9, 30), 700),
            _facture("F8", "CL5", date(2026, 10, 10), date(2026, 10, 31), 300),
            _facture("F9", "CL6", date(2026, 7, 1), date(2026, 7, 31), 2000),
            _facture("F10", "CL7", date(2026, 7, 1), date(2026, 7, 31), 600),
        ],
        reglements=[
            {"Date": date(2025, 9, 15), "Code débiteur": "CL1", "Numéro facture": "F1", "Montant": 3000},
            {"Date": date(2026, 8, 20), "Code débiteur": "CL4", "Numéro facture": "F6", "Montant": 1250},
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
        echeanciers=[
            {
                "Id": "EC-1",
                "Version": 1,
                "Code débiteur": "CL7",
                "Date accord": date(2026, 10, 1),
                "Montant": 600,
                "Statut": "en cours",
            }
        ],
    )


def _facture(numero: str, code: str, le: date, due: date, montant: object) -> dict[str, object]:
    return {"Numéro": numero, "Code débiteur": code, "Date": le, "Échéance": due, "Montant TTC": montant}


def test_a_sum_in_three_is_told_instalment_by_instalment():
    found = simulate("--montant-du", "100", "--nombre", "3", "--premiere", "2026-12-31", "--date", AU)
    assert (found["code"], found["dette"]["total"], found["nombre"], found["periodicite"]) == (0, "100.00", 3, "mois")
    assert found["mensualites"] == [
        {
            "rang": rank,
            "date": day,
            "montant": amount,
            "interets": "0.00",
            "indemnite": "0.00",
            "principal": amount,
            "reste": left,
            "jours": length,
            "interets_de_la_periode": "0.00",
        }
        for rank, day, amount, left, length in (
            (1, "2026-12-31", "33.33", "66.67", 31),
            (2, "2027-01-31", "33.33", "33.34", 31),
            (3, "2027-02-28", "33.34", "0.00", 28),
        )
    ]
    assert (found["total"], found["montant"], found["apport"], found["interets"]) == (
        "100.00",
        "100.00",
        None,
        "courus",
    )
    assert (found["date"], found["variantes"], found["modes"], found["debiteur"]) == (AU, [], [], None)


def test_by_30_every_two_months_is_30_three_times_and_10():
    found = simulate("--montant-du", "100,00", "--montant", "30", "--periodicite", "2 mois", "--date", AU)
    assert amounts(found) == ["30.00", "30.00", "30.00", "10.00"]


@pytest.mark.parametrize(
    "words", [("--nombre", "3,6,12"), ("--nombre", "3|6|12"), ("--nombre", 3, "--nombre", "6 12"), ()]
)
def test_several_numbers_or_none_are_compared(words):
    found = simulate("--montant-du", "12345,67", *words, "--date", AU)
    assert [found["nombre"], *(one["nombre"] for one in found["variantes"])] == [3, 6, 12]
    for one in (found, *found["variantes"]):
        assert sum(Decimal(term["montant"]) for term in one["mensualites"]) == Decimal("12345.67")
        assert set(one) <= set(found)


def test_the_apport_stands_apart_from_the_instalments():
    found = simulate("--montant-du", "1000", "--nombre", "3", "--apport", "100", "--date", AU)
    assert (found["apport"]["date"], found["apport"]["montant"]) == (AU, "100.00")
    assert (amounts(found), found["nombre"], found["total"]) == (["300.00"] * 3, 3, "1000.00")


def test_until_a_day_in_weeks_and_at_the_end_of_the_month():
    found = simulate("--montant-du", "100", "--jusqu-au", "2026-12-31", "--periodicite", "semaine", "--date", AU)
    assert days(found) == ["2026-12-07", "2026-12-14", "2026-12-21", "2026-12-28"]
    words = ("--montant-du", "100", "--nombre", "2", "--premiere", "2028-01-15", "--fin-de-mois", "--date", AU)
    assert days(simulate(*words)) == ["2028-01-31", "2028-02-29"]


def test_working_days_may_be_asked_for_without_a_workbook():
    words = ("--montant-du", "100", "--nombre", "2", "--premiere", "2026-12-26", "--date", AU)
    assert days(simulate(*words)) == ["2026-12-26", "2027-01-26"]
    assert days(simulate(*words, "--ouvrables", "suivant")) == ["2026-12-28", "2027-01-26"]
    assert days(simulate(*words, "--ouvrables", "précédent")) == ["2026-12-24", "2027-01-26"]


def test_interest_over_the_plan_is_at_the_rate_of_the_law_or_the_one_given():
    words = ("--montant-du", "1000", "--nombre", "1", "--date", AU)
    # 1,000.00 × 12.40 × 30 / 36,500 = 10.19; at 2.75: 2.26; at 6: 4.93
    assert amounts(simulate(*words, "--interets", "sur-la-duree")) == ["1010.19"]
    assert amounts(simulate(*words, "--interets", "sur la durée", "--regime", "consommateur")) == ["1002.26"]
    found = simulate(*words, "--taux", "6")
    assert (amounts(found), found["interets"], found["taux"]) == (["1004.93"], "sur la durée", "6.00")


def test_a_workbook_debt_is_that_of_the_decompte(workbook, tmp_path):
    words = (workbook, "--debiteur", "CL1", "--au", AU, "--sortie", tmp_path)
    sums = command.answer("decompte", *words)["totaux"]
    found = simulate(workbook, "--debiteur", "cl1", "--nombre", "6", "--date", AU)
    debt = found["dette"]
    assert debt["principal"] == str(Decimal(sums["principal"]) - Decimal(sums["a_echoir"])) == "8084.17"
    assert (debt["interets"], debt["indemnites"], debt["total"]) == (sums["interets"], "80.00", sums["a_payer"])
    assert (found["debiteur"], found["factures"], found["jusqu_au"]) == ("CL1", ["F1", "F2"], AU)
    assert found["total"] == sums["a_payer"]
    # accrued interest is paid first
    assert found["mensualites"][0]["interets"] == sums["interets"]


def test_without_interets_the_three_modes_are_compared(workbook):
    found = simulate(workbook, "--debiteur", "CL1", "--nombre", "6", "--date", AU)
    modes = {one["interets"]: one for one in found["modes"]}
    assert list(modes) == ["courus", "abandonnés", "sur la durée"]
    accrued = Decimal(found["dette"]["interets"])
    assert Decimal(modes["courus"]["total"]) - Decimal(modes["abandonnés"]["total"]) == accrued
    assert modes["abandonnés"]["couts"]["creancier"]["remise"] == str(accrued)
    assert Decimal(modes["sur la durée"]["couts"]["debiteur"]["au_dela"]) > 0
    assert simulate(workbook, "--debiteur", "CL1", "--interets", "courus", "--date", AU)["modes"] == []


def test_the_workbooks_setting_moves_to_working_days(workbook):
    found = simulate(workbook, "--debiteur", "CL1", "--nombre", "2", "--premiere", "2026-12-26", "--date", AU)
    assert days(found) == ["2026-12-28", "2027-01-26"]


def test_only_the_factures_asked_for_and_what_is_due_unless_asked(workbook):
    one = simulate(workbook, "--debiteur", "CL1", "--facture", "f2", "--nombre", "2", "--date", AU)
    # 500.00 × 12.40 × 61 / 36,500 = 10.36
    assert one["dette"]["total"] == "550.36"
    assert one["factures"] == ["F2"]
    whole = simulate(workbook, "--debiteur", "CL1", "--a-echoir", "--nombre", "2", "--date", AU)
    assert (whole["factures"], whole["jusqu_au"], whole["dette"]["a_echoir"]) == (
        ["F1", "F2", "F3"],
        "2026-12-31",
        "800.00",
    )
    assert "restent en dehors du plan" in " ".join(one_plan(workbook)["conseils"])


def one_plan(workbook: Path) -> dict[str, object]:
    return simulate(workbook, "--debiteur", "CL1", "--nombre", "2", "--date", AU)


def test_a_dispute_and_a_running_plan_are_remarked(workbook):
    assert any("F1 : en litige depuis le 05/04/2025" in one for one in one_plan(workbook)["remarques"])
    found = simulate(workbook, "--debiteur", "CL7", "--nombre", "2", "--date", AU)
    assert any("L'échéancier EC-1 court déjà" in one for one in found["remarques"])


def test_a_consumer_close_to_prescription_is_advised(workbook):
    found = simulate(workbook, "--debiteur", "CL2", "--nombre", "2", "--date", AU)
    assert found["dette"] == {
        **dict.fromkeys(("interets", "indemnites", "credit_deduit", "a_echoir"), "0.00"),
        "principal": "1000.00",
        "total": "1000.00",
    }
    assert any("prescrite après le 15/01/2027" in one for one in found["conseils"])
    # nothing had accrued: there is nothing to waive, and two modes to compare
    assert [one["interets"] for one in found["modes"]] == ["courus", "sur la durée"]


def test_a_public_buyers_interest_cannot_be_waived(workbook):
    found = simulate(workbook, "--debiteur", "CL6", "--nombre", "2", "--date", AU)
    assert [one["interets"] for one in found["modes"]] == ["courus", "sur la durée"]
    assert any("« abandonnés » : non comparés" in one for one in found["remarques"])
    code, text = said(workbook, "--debiteur", "CL6", "--nombre", "2", "--interets", "abandonnes", "--date", AU)
    assert code == 3
    assert "réputée non écrite (article L2192-14" in text


def test_after_an_insolvency_only_later_debts_can_be_spread(workbook):
    code, text = said(workbook, "--debiteur", "CL5", "--nombre", "2", "--date", AU)
    assert code == 3
    assert "Une procédure collective est ouverte depuis le 06/10/2026" in text
    assert "seules peuvent être échelonnées : F8" in text
    found = simulate(workbook, "--debiteur", "CL5", "--facture", "F8", "--nombre", "2", "--date", AU)
    assert (found["code"], found["dette"]["principal"]) == (0, "300.00")


@pytest.mark.parametrize(
    ("debtor", "words", "code", "sentence"),
    [
        ("CL3", (), 3, "L'échéancier de CL3 serait douteux."),
        ("CL4", (), 2, "Avance SAS ne doit rien à échelonner au 30/11/2026."),
        ("CL9", (), 2, "Aucun débiteur n'a le code « CL9 »."),
        ("CL1", ("--facture", "F99"), 2, "n'a pas de facture « F99 »."),
        ("CL1", ("--facture", "F3"), 2, "La facture F3 (800,00 €) n'est à payer que le 31/12/2026."),
        ("CL1", ("--montant-du", "5"), 2, "--montant-du va sans classeur."),
        ("CL1", ("--regime", "public"), 2, "--regime va avec --montant-du."),
    ],
)
def test_a_workbook_debt_that_cannot_be_spread_is_refused(workbook, debtor, words, code, sentence):
    done, text = said(workbook, "--debiteur", debtor, "--date", AU, *words)
    assert done == code
    assert sentence in text


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ((), 2, "Il manque la dette."),
        (("--montant-du", "0"), 2, "La somme due doit être positive."),
        (("--montant-du", "1.234"), 2, "peut se lire de deux façons"),
        (("--montant-du", "100", "--nombre", "3", "--montant", "10"), 2, "s'excluent"),
        (("--montant-du", "100", "--nombre", "trois"), 2, "« trois » n'est pas un nombre."),
        (("--montant-du", "100", "--nombre", "0"), 2, "au moins un versement"),
        (("--montant-du", "100", "--nombre", "121"), 2, "plus de 10 ans"),
        (("--montant-du", "0,05", "--nombre", "12"), 2, "ne se partagent pas en 12 versements"),
        (("--montant-du", "100", "--periodicite", "lune"), 2, "« lune » n'est pas une périodicité."),
        (("--montant-du", "100", "--interets", "gratuits"), 2, "--interets ne prend pas « gratuits »"),
        (("--montant-du", "100", "--interets", "courus", "--taux", "5"), 2, "Un taux ne vaut que"),
        (("--montant-du", "100", "--premiere", "2026-11-01"), 2, "avant le jour où la dette est comptée"),
        (("--montant-du", "100", "--premiere", "demain"), 2, "n'est pas une date"),
        (("--montant-du", "100", "--facture", "F1"), 2, "Une somme seule n'a ni facture"),
        (("--montant-du", "100", "--debiteur", "CL1"), 2, "--debiteur va avec un classeur."),
        (("--montant-du", "100", "--regime", "consommateur", "--taux", "5"), 3, "Un consommateur ne doit que"),
    ],
)
def test_what_cannot_be_simulated_is_refused_in_french(words, code, sentence):
    done, text = said(*words, "--date", AU)
    assert done == code
    assert sentence in text
    assert "Traceback" not in text


def test_past_the_known_rates_only_what_needs_none_is_shown():
    words = ("--montant-du", "100", "--nombre", "2", "--date", "2027-02-01")
    found = simulate(*words)
    assert (found["code"], found["couts"]["creancier"]["manque"]) == (0, None)
    assert any("Le taux de la loi au 01/02/2027 n'est pas connu" in one for one in found["remarques"])
    assert said(*words, "--interets", "sur-la-duree")[0] == 2


def test_a_debt_of_some_cents_says_which_of_the_usual_plans_it_cannot_have():
    found = simulate("--montant-du", "0,05", "--date", AU)
    assert (found["nombre"], found["variantes"]) == (3, [])
    assert len([one for one in found["remarques"] if "n'est pas montré" in one]) == 2


def test_abandoned_interest_on_a_sum_alone_changes_nothing_and_says_so():
    found = simulate("--montant-du", "100", "--nombre", "2", "--interets", "abandonnes", "--date", AU)
    assert amounts(found) == ["50.00", "50.00"]
    assert any("les abandonner n'y change rien" in one for one in found["remarques"])


def test_the_day_counted_is_today_when_it_is_not_given():
    found = simulate("--montant-du", "100", "--nombre", "2", "--interets", "courus")
    assert found["date"] == found["arrete"]
    assert date.fromisoformat(found["date"]).year >= 2026


def test_the_terminal_shows_the_plans_side_by_side(workbook, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    code, text = said(workbook, "--debiteur", "CL1", "--date", AU)
    assert code == 0
    for words in (
        "3 versements 6 versements 12 versements",
        "1 30/12/2026",
        "courus abandonnés sur la durée",
        "Manque à gagner *",
        "Indication : remise et intérêts de retard au taux de la loi, 12,40 %",
        "Conseils",
        "À savoir",
    ):
        assert words in text


def test_nothing_is_written(workbook):
    before = workbook.read_bytes(), sorted(one.name for one in workbook.parent.iterdir())
    said(workbook, "--debiteur", "CL1", "--date", AU)
    assert (workbook.read_bytes(), sorted(one.name for one in workbook.parent.iterdir())) == before


def test_a_bad_setting_of_plans_names_its_cell_and_what_it_takes(tmp_path):
    book = filled.book(tmp_path / "c.xlsx", creancier={"Mensualités en jour ouvrable": "peut-être"})
    code, text = said(book, "--debiteur", "CL1", "--date", AU)
    assert code == 2
    assert "« Mensualités en jour ouvrable » vaut « peut-être »" in text
    assert "« non » ou « suivant » ou « précédent »" in text
