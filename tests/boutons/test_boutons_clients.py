"""What is noted of one debtor: a call, a suspension, a dispute, a promise, the letter that would leave."""

from datetime import date

import command
import filled
import memory_books
import pytest
import traces
from ecran_joue import EcranJoue, appuyer
from memory_books import FIRST, SECOND

PHONE = (
    {"Procédure": "Standard", "Niveau": 1, "Délai": 5, "Canal": "téléphone", "Modèle": "relance-1", "Délai accordé": 8},
    {"Procédure": "Standard", "Niveau": 2, "Délai": 20, "Écart": 10, "Canal": "LRAR", "Modèle": "mise-en-demeure"},
)


@pytest.fixture
def phoned(tmp_path):
    """One debtor with a phone number, whose first level is a call."""
    return filled.book(
        tmp_path / "Créances.xlsx",
        debiteurs=[memory_books.debtor("CL1") | {"Téléphone": "04 72 00 00 00"}],
        factures=[memory_books.facture("CL1", "F-1", 120.5)],
        niveaux=PHONE,
    )


def last(path, table="tblRelances"):
    return filled.rows_of(path, table)[-1]


def test_a_call_that_no_procedure_asked_for_changes_no_level(classeur):
    saisie = {"qui": "M. Durand", "note": "rappellera lundi"}
    code, ecran, _ = appuyer("consigner_appel", classeur, EcranJoue(saisie), debiteur="CL1", jour=FIRST)
    assert code == 0
    assert ecran.question == (
        "Appel du 30/10/2026 à Client CL1 (CL1), M. Durand : joint.\n1 échéance, 120,50 € à payer.\n\n"
        "Les relances suivent leur cours : cet appel n'en avance ni n'en retarde aucune.\n\nConsigner ?"
    )
    row = last(classeur)
    assert (row["Id"], row["Niveau"], row["Canal"], row["Statut"]) == ("A2026-10-30-0001", 0, "téléphone", "appel")
    assert row["Motif"] == "Appel à M. Durand : joint ; rappellera lundi"
    assert command.of(command.simulated(classeur, FIRST), "F-1")["niveau"] == 1
    assert command.answer("verifier", classeur)["intact"] is True


def test_a_call_hinders_no_passage_of_an_earlier_day_and_is_no_passage(classeur):
    appuyer("consigner_appel", classeur, debiteur="CL1", jour=SECOND)
    done = command.answer("lot", classeur, "--date", FIRST, "--pdf", "embarque")
    assert (done["code"], done["classeur"]["relances_ajoutees"]) == (0, 4)


def test_the_call_that_the_procedure_expected_is_the_relance_of_its_level(phoned):
    _, ecran, _ = appuyer("consigner_appel", phoned, EcranJoue({"qui": "la comptable"}), debiteur="CL1", jour=FIRST)
    assert "C'est la relance téléphonique que la procédure attendait (niveau 1)" in ecran.question
    row = last(phoned)
    assert (row["Niveau"], row["Modèle"], row["Statut"], row["Délai accordé"]) == (1, "relance-1", "émise", 8)
    again = command.of(command.simulated(phoned, date(2026, 11, 20)), "F-1")
    assert (again["decision"], again["niveau"]) == ("à relancer", 2)


def test_a_call_that_nobody_answered_is_kept_and_counts_for_nothing(phoned):
    appuyer("consigner_appel", phoned, EcranJoue({"issue": "sans réponse"}), debiteur="CL1", jour=FIRST)
    row = last(phoned)
    assert (row["Niveau"], row["Statut"], row["Motif"]) == (0, "appel manqué", "Appel : sans réponse")
    assert command.of(command.simulated(phoned, FIRST), "F-1")["niveau"] == 1


def test_a_call_can_be_cancelled_as_any_row(classeur):
    appuyer("consigner_appel", classeur, debiteur="CL1", jour=FIRST)
    done = command.answer("annuler", classeur, "--relance", "A2026-10-30-0001", "--motif", "erreur de client")
    assert (done["code"], last(classeur)["Id"]) == (0, "A2026-10-30-0001-A")
    assert command.answer("verifier", classeur)["intact"] is True


def test_two_calls_of_one_day_have_their_own_ids(classeur):
    for _ in range(2):
        appuyer("consigner_appel", classeur, debiteur="CL1", jour=FIRST)
    assert last(classeur)["Id"] == "A2026-10-30-2-0001"


def test_a_call_leaves_the_rows_of_the_command_line(classeur, jumeau):
    saisie = {"qui": "Mme Roy", "note": "paiera", "facture": "f-3"}
    appuyer("consigner_appel", classeur, EcranJoue(saisie), debiteur="CL2", jour=FIRST)
    words = ("--qui", "Mme Roy", "--note", "paiera", "--facture", "f-3", "--date", FIRST)
    done = command.answer("appel", jumeau, "--debiteur", "CL2", *words)
    assert (done["code"], done["relances"], done["reste_du"]) == (0, ["A2026-10-30-0001"], "1000.00")
    assert traces.rows(classeur) == traces.rows(jumeau)


def test_a_promise_made_on_the_phone_is_confirmed_and_holds_the_relances(classeur):
    saisie = {"promis": "20/11/2026", "montant": "100"}
    _, ecran, _ = appuyer("consigner_appel", classeur, EcranJoue(saisie), debiteur="CL1", jour=FIRST)
    assert "Promesse : 100,00 € pour le 20/11/2026, confirmée par lettre" in ecran.question
    assert last(classeur, "tblSuspensions")["Nature"] == "promesse"
    assert [one.name for one in ecran.ouverts] == ["2026-10-30 CL1 Promesse de paiement.pdf"]
    assert command.of(command.simulated(classeur, FIRST), "F-1")["decision"] == "bloquée"


@pytest.mark.parametrize(
    ("saisie", "said"),
    [
        ({"jour": "31/10/2026"}, "Un appel du 31/10/2026 n'a pas encore eu lieu."),
        ({"montant": "50"}, "Une somme est promise, mais pour quand ?"),
        (
            {"promis": "20/11/2026", "issue": "sans réponse"},
            "Personne n'a répondu (« sans réponse ») : nul n'a rien promis.",
        ),
    ],
)
def test_what_contradicts_itself_is_asked_again(classeur, saisie, said):
    before = traces.everything(classeur.parent)
    _, ecran, _ = appuyer("consigner_appel", classeur, EcranJoue(saisie, None), debiteur="CL1", jour=FIRST)
    assert ecran.dits[0].startswith(said)
    assert traces.everything(classeur.parent) == before


def test_a_debtor_who_owes_nothing_overdue_is_not_written_in_the_history(classeur):
    code, ecran, _ = appuyer("consigner_appel", classeur, debiteur="CL1", jour=date(2026, 9, 15))
    assert code == 2
    assert ecran.dit.startswith("Client CL1 n'a rien d'échu à payer au 15/09/2026")


def test_a_suspension_leaves_the_row_of_the_command_line(classeur, jumeau):
    saisie = {"au": "31/12/2026", "motif": "nouveau marché"}
    code, ecran, vue = appuyer("suspendre", classeur, EcranJoue(saisie), debiteur="CL2", jour=FIRST)
    assert code == 0
    assert ecran.question == (
        "Client CL2 (CL2), 2 échéances : 1 080,00 €, à partir du 30/10/2026, jusqu'au 31/12/2026.\n"
        "Motif : nouveau marché\nRien n'en sera réclamé jusqu'au 31/12/2026.\n\nInscrire ?"
    )
    words = ("--motif", "nouveau marché", "--du", FIRST, "--au", "2026-12-31")
    assert command.answer("suspendre", jumeau, "--debiteur", "CL2", *words)["montant"] == "1080.00"
    assert traces.rows(classeur) == traces.rows(jumeau)
    assert vue.montres[-1].table == "tblSuspensions"
    assert command.of(command.simulated(classeur, FIRST), "F-2")["decision"] == "bloquée"


def test_a_part_in_dispute_is_left_out_and_the_rest_is_claimed(classeur, jumeau):
    saisie = {"montant": "300", "motif": "rayures"}
    _, ecran, _ = appuyer("litige", classeur, EcranJoue(saisie), debiteur="CL2", facture="F-3", jour=FIRST)
    assert "la facture F-3 : 300,00 € contestés" in ecran.question
    assert "300,00 € ne seront pas réclamés tant que la ligne n'a pas de fin ; le reste le sera." in ecran.question
    words = ("--nature", "litige", "--motif", "rayures", "--facture", "F-3", "--montant", "300", "--du", FIRST)
    command.answer("suspendre", jumeau, "--debiteur", "CL2", *words)
    assert traces.rows(classeur) == traces.rows(jumeau)


@pytest.mark.parametrize(
    ("ident", "saisie", "said"),
    [
        ("suspendre", {"facture": "F-99", "motif": "x"}, "Client CL2 n'a pas de facture « F-99 »."),
        (
            "suspendre",
            {"au": "01/10/2026", "motif": "x"},
            "La dernière date, 01/10/2026, précède la première, 30/10/2026.",
        ),
        (
            "litige",
            {"montant": "5000", "motif": "x"},
            "Le montant contesté, 5 000,00 €, n'est pas entre zéro et ce qui reste dû, 1 080,00 €.",
        ),
    ],
)
def test_a_block_that_cannot_be_is_one_sentence_and_writes_nothing(classeur, ident, saisie, said):
    before = traces.everything(classeur.parent)
    code, ecran, _ = appuyer(ident, classeur, EcranJoue(saisie), debiteur="CL2", jour=FIRST)
    assert code == 2
    assert ecran.dit.startswith(said)
    assert traces.everything(classeur.parent) == before


def test_a_block_without_a_reason_is_asked_again(classeur):
    _, ecran, _ = appuyer("suspendre", classeur, EcranJoue({"motif": " "}, None), debiteur="CL2", jour=FIRST)
    assert ecran.dit == "Le motif est vide.\n\n→ Écrivez-le : il reste dans le classeur."


def test_what_is_already_blocked_is_told(classeur):
    for _ in range(2):
        _, ecran, _ = appuyer("suspendre", classeur, EcranJoue({"motif": "accord"}), debiteur="CL2", jour=FIRST)
    assert "Déjà dans la feuille Suspensions :\n• suspension depuis le 30/10/2026 : accord" in ecran.question


def test_a_promise_leaves_the_row_of_the_command_line(classeur, jumeau):
    _, ecran, _ = appuyer("promesse", classeur, EcranJoue({"promis": "15/12/2026"}), debiteur="CL1", jour=SECOND)
    assert ecran.question.startswith("Client CL1 (CL1) promet 120,50 € pour le 15/12/2026.")
    words = ("--debiteur", "CL1", "--le", "2026-12-15", "--date", SECOND, "--pdf", "embarque")
    command.answer("echeancier", "promesse", jumeau, *words)
    assert traces.rows(classeur) == traces.rows(jumeau)


@pytest.mark.parametrize(
    ("ident", "saisie"),
    [
        ("consigner_appel", {}),
        ("suspendre", {"motif": "x"}),
        ("litige", {"motif": "x"}),
        ("promesse", {"promis": "15/12/2026"}),
    ],
)
def test_saying_no_or_giving_up_writes_nothing(classeur, ident, saisie):
    before = traces.everything(classeur.parent)
    for script in (EcranJoue(saisie, oui=False), EcranJoue(None)):
        code, ecran, _ = appuyer(ident, classeur, script, debiteur="CL1", jour=FIRST)
        assert (code, ecran.dits, ecran.ouverts) == (0, [], [])
    assert traces.everything(classeur.parent) == before


def test_the_letter_of_the_row_is_shown_as_a_project_and_nothing_is_recorded(classeur, monkeypatch):
    before = traces.everything(classeur.parent)
    code, ecran, _ = appuyer("voir_lettre", classeur, debiteur="CL1", jour=FIRST)
    assert code == 0
    assert ecran.dit.startswith("Relance 1, à Client CL1 (CL1), au 30/10/2026 : 120,50 €.")
    assert [one.name for one in ecran.ouverts] == ["PROJET 2026-10-30 CL1 Relance 1.pdf"]
    assert traces.everything(classeur.parent) == before


def test_where_no_letter_would_leave_the_reason_is_told(classeur):
    _, ecran, _ = appuyer("voir_lettre", classeur, debiteur="CL1", jour=date(2026, 10, 2))
    assert ecran.ouverts == []
    assert ecran.dit == (
        "Rien ne partirait à Client CL1 (CL1) le 02/10/2026.\n\n"
        "• F-1 (120,50 €) : En retard de 1 jour ; le niveau 1 part à 5 jours, soit le 06/10/2026."
    )
