"""`relancier interets`: published figures to the cent, refusals in one French sentence."""

import command
import pytest


def interest(*words: object) -> dict[str, object]:
    return command.answer("interets", *words)


def test_a_contract_rate_of_15_percent_for_30_days_on_15000():
    found = interest("--principal", "15000", "--echeance", "2024-12-31", "--au", "2025-01-30", "--taux", "15")
    assert (found["interets"], found["code"]) == ("184.93", 0)


def test_the_day_count_is_365_even_in_the_leap_year_2020():
    words = ("--principal", "2000", "--echeance", "2020-08-31", "--au", "2020-09-30", "--taux", "3.11")
    assert interest(*words)["interets"] == "5.11"
    assert interest(*words, "--base", "366")["interets"] == "5.10"


def test_a_default_rate_of_14_50_on_1000_for_30_days_of_2024():
    found = interest("--principal", "1000", "--echeance", "2024-01-31", "--au", "2024-03-01")
    [line] = found["lignes"]
    assert (line["taux"], line["jours"], line["montant"]) == ("14.50", 30, "11.92")
    assert found["indemnite"] == "40.00"


def test_the_default_of_the_second_semester_of_2024_is_14_25_and_not_the_floor_of_14_76():
    found = interest("--principal", "1000", "--echeance", "2024-07-31", "--au", "2024-08-30")
    assert found["lignes"][0]["taux"] == "14.25"


def test_a_line_ends_with_its_semester_and_with_a_payment():
    found = interest(
        *("--principal", "10000", "--echeance", "2025-03-31", "--au", "2026-11-30", "--reglement", "2025-09-15:3000")
    )
    assert [(one["du"], one["jours"], one["base"], one["taux"], one["montant"]) for one in found["lignes"]] == [
        ("2025-04-01", 91, "10000.00", "13.15", "327.85"),
        ("2025-07-01", 77, "10000.00", "12.15", "256.32"),
        ("2025-09-16", 107, "7584.17", "12.15", "270.13"),
        ("2026-01-01", 181, "7584.17", "12.15", "456.95"),
        ("2026-07-01", 153, "7584.17", "12.40", "394.21"),
    ]
    # the payment of 3000.00 clears the 584.17 € of interest first, then 2415.83 € of principal
    assert (found["interets"], found["principal_restant"], found["total"]) == ("1705.46", "7584.17", "8745.46")
    assert found["verifie"] is False


def test_a_consumer_owes_legal_interest_from_the_notice_and_no_40_euros():
    words = ("--principal", "1000", "--echeance", "2025-08-31", "--au", "2025-10-31", "--regime", "consommateur")
    found = interest(*words, "--mise-en-demeure", "2025-09-30")
    assert [(one["du"], one["taux"], one["montant"]) for one in found["lignes"]] == [("2025-10-01", "2.76", "2.34")]
    assert found["indemnite"] == "0.00"


def test_a_notice_that_is_not_dated_is_supposed_of_the_due_day_and_the_answer_says_so():
    found = interest(
        *("--principal", "1000", "--echeance", "2025-09-30", "--au", "2025-10-31", "--regime", "consommateur")
    )
    assert found["interets"] == "2.34"
    assert "supposée reçue le jour de l'échéance" in found["remarques"][-1]


def test_nothing_runs_up_to_the_due_day_itself():
    for au in ("2026-01-31", "2026-06-30"):
        found = interest("--principal", "1000", "--echeance", "2026-06-30", "--au", au)
        assert (found["code"], found["lignes"], found["interets"], found["indemnite"]) == (0, [], "0.00", "0.00")


def test_an_overpayment_is_a_balance_in_favour_of_the_debtor_and_never_a_negative_sum():
    words = ("--principal", "1000", "--echeance", "2026-01-31", "--au", "2026-06-30", "--reglement", "2026-02-10:1200")
    found = interest(*words)
    # 10 days of interest, 3.33, and the 40 € are paid by the 1200.00 as well
    assert (found["total"], found["solde_en_faveur_du_debiteur"]) == ("0.00", "156.67")
    sums = found["totaux"]
    assert (sums["a_payer"], sums["solde"], sums["credit"]) == ("0.00", "-156.67", "156.67")
    said = " ".join(command.relancier("interets", *words)[1].split())
    assert "Solde en faveur du débiteur 156,67 €" in said
    assert "Total" not in said


def test_a_sum_not_due_yet_is_not_to_be_paid():
    words = ("--principal", "1000", "--echeance", "2026-08-31", "--au", "2026-06-30")
    sums = interest(*words)["totaux"]
    assert (sums["a_payer"], sums["a_echoir"], sums["solde"]) == ("0.00", "1000.00", "1000.00")
    said = " ".join(command.relancier("interets", *words)[1].split())
    assert "Total exigible 0,00 € Principal à échoir (non exigible) 1 000,00 €" in said
    assert "Aucun intérêt n'a couru." in said


def test_a_public_buyer_owes_eight_points():
    found = interest("--principal", "1000", "--echeance", "2026-01-31", "--au", "2026-03-02", "--regime", "public")
    assert found["lignes"][0]["taux"] == "10.15"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (
            ("--echeance", "2026-06-30", "--au", "2027-01-31"),
            2,
            "Les taux du premier semestre 2027 ne sont pas connus. → Arrêtez le calcul au plus tard le 31/12/2026, ou"
            " remplissez la feuille « Taux » d'un classeur et employez « relancier decompte »",
        ),
        (
            ("--echeance", "2014-06-30", "--au", "2026-01-31"),
            2,
            "antérieure à 2015 : les taux de la table commencent en 2015. → Faites calculer ces intérêts à part, ou"
            " corrigez --echeance.",
        ),
        (("--echeance", "2026-06-30", "--au", "2026-11-30", "--taux", "5"), 3, "trois fois le taux légal"),
        (("--echeance", "2026-06-30", "--au", "2026-11-30", "--taux", "5"), 3, "Retirez --taux"),
        (
            ("--echeance", "2026-06-30", "--au", "2026-11-30", "--taux", "12", "--regime", "public"),
            3,
            "celui d'un acheteur public est fixé par les articles L2192-13 et R2192-31",
        ),
        (
            ("--echeance", "2026-06-30", "--au", "2026-11-30", "--taux", "12", "--regime", "consommateur"),
            3,
            "n'existent qu'entre professionnels",
        ),
        (
            *(
                (
                    *("--echeance", "2026-06-30", "--au", "2026-11-30", "--facture", "2026-06-01"),
                    *("--reglement", "2026-05-01:50"),
                ),
            ),
            2,
            "Le règlement du 01/05/2026 (50,00 €) est antérieur à la facture, du 01/06/2026. → Corrigez --reglement ou"
            " --facture ; si c'est un acompte, retirez --facture.",
        ),
        (
            ("--echeance", "2026-01-31", "--au", "2026-06-30", "--facture", "2026-02-10"),
            2,
            "La facture du 10/02/2026 est postérieure à l'échéance, le 31/01/2026.",
        ),
        (
            ("--echeance", "2026-08-31", "--au", "2026-06-30", "--facture", "2026-08-01"),
            2,
            "La facture du 01/08/2026 est postérieure à la date d'arrêté, le 30/06/2026.",
        ),
        (("--echeance", "2026-06-30", "--au", "2026-07-31", "--reglement", "demain"), 2, "mouvement"),
    ],
)
def test_what_cannot_be_computed_is_refused_in_one_sentence(words, code, sentence):
    done, said = command.relancier("interets", "--principal", "100", *words)
    assert done == code
    assert sentence in " ".join(said.split()) or sentence == "mouvement"
    assert "Traceback" not in said
    assert "tblTaux" not in said


def test_a_rate_that_is_not_verified_sends_to_no_table_of_a_workbook():
    said = command.relancier("interets", "--principal", "100", "--echeance", "2026-06-30", "--au", "2026-07-31")[1]
    assert "n'ont pas été vérifiés" in " ".join(said.split())
    assert "tblTaux" not in said
