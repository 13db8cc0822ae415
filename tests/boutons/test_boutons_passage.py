"""« Proposer » and « Envoyer le passage »: what is shown, what refusing leaves, what accepting does."""

from datetime import date

import command
import filled
import memory_books
import pytest
import traces
from ecran_joue import EcranJoue, appuyer
from memory_books import FIRST, SECOND


def test_proposer_says_what_would_leave_and_writes_it_in_the_propositions_alone(classeur):
    before = traces.rows(classeur, "tblRelances", "tblSuspensions")
    code, ecran, vue = appuyer("proposer", classeur, jour=FIRST)
    assert code == 0
    assert ecran.questions == []
    assert ecran.dit.startswith("À envoyer le 30/10/2026 – 3 lettres : 1 245,60 €.")
    assert "Rien n'est parti. « Envoyer le passage » fera les lettres" in ecran.dit
    proposed = filled.rows_of(classeur, "tblPropositions")
    assert [(one["Numéro facture"], one["Décision"], one["Niveau"]) for one in proposed] == [
        ("F-1", "à relancer", 1),
        ("F-2", "à relancer", 1),
        ("F-3", "à relancer", 1),
        ("00123", "à relancer", 1),
    ]
    assert traces.rows(classeur, "tblRelances", "tblSuspensions") == before
    assert vue.montres[-1].table == "tblPropositions"


def test_proposer_tells_what_is_stopped_and_why(classeur):
    blocked = {
        "Code débiteur": "CL2",
        "Nature": "suspension",
        "Du": date(2026, 10, 1),
        "Motif": "Accord de la direction",
    }
    filled.type_in(classeur, "tblSuspensions", blocked)
    _, ecran, _ = appuyer("proposer", classeur, jour=FIRST)
    assert "2 lettres : 165,60 €." in ecran.dit
    assert "2 échéances arrêtées (1 080,00 €) :" in ecran.dit
    assert "• CL2, F-3, F-2 (1 080,00 €) : Suspendue depuis le 01/10/2026 : Accord de la direction." in ecran.dit


def test_the_question_of_a_passage_gives_counts_and_sums_by_channel(classeur):
    filled.type_in(classeur, "tblDebiteurs", memory_books.debtor("CL4") | {"E-mail": "compta@cl4.example"})
    filled.type_in(classeur, "tblFactures", memory_books.facture("CL4", "F-4", 250) | {"Procédure": "Mail"})
    mail = {"Procédure": "Mail", "Niveau": 1, "Délai": 5, "Canal": "e-mail", "Modèle": "relance-1"}
    filled.type_in(classeur, "tblNiveaux", mail)
    _, ecran, _ = appuyer("envoyer", classeur, EcranJoue(oui=False), jour=FIRST)
    assert ecran.question.splitlines()[:3] == [
        "3 lettres et 1 e-mail : 1 495,60 €.",
        "• 3 courriers simples : 1 245,60 €",
        "• 1 e-mail : 250,00 €",
    ]
    assert ecran.question.endswith("Les lettres seront faites et l'historique les gardera. Envoyer ?")


@pytest.mark.parametrize("ecran", [EcranJoue(oui=False), EcranJoue(None)])
def test_refusing_or_giving_up_leaves_every_byte_as_it_was(classeur, ecran):
    before = traces.everything(classeur.parent)
    code, ecran, _ = appuyer("envoyer", classeur, ecran, jour=FIRST)
    assert (code, ecran.dits) == (0, [])
    assert traces.everything(classeur.parent) == before


def test_accepting_leaves_the_rows_of_the_command_line_and_opens_the_folder(classeur, jumeau):
    for day in (FIRST, SECOND):
        code, ecran, _ = appuyer("envoyer", classeur, jour=day)
        assert code == 0
        command.answer("lot", jumeau, "--date", day)
    assert traces.rows(classeur) == traces.rows(jumeau)
    assert len(filled.rows_of(classeur, "tblRelances")) == 2 + 4 + 4
    assert ecran.ouverts == [classeur.parent / "Relances 2026-11-30"]
    assert ecran.dit.startswith("3 lettres ont été préparées, pour 1 245,60 € réclamés au titre de 4 échéances.")
    assert "3 lettres à déposer en recommandé" in ecran.dit


def test_the_letters_bear_the_day_that_was_typed(classeur):
    appuyer("envoyer", classeur, EcranJoue({"date": "30/10/2026"}), jour=SECOND)
    assert {one["Date"].date() for one in filled.rows_of(classeur, "tblRelances")[2:]} == {FIRST}


def test_a_day_that_cannot_be_read_is_asked_again_with_what_was_typed(classeur):
    ecran = EcranJoue({"date": "trente octobre"}, {"date": "30/10/2026"}, oui=False)
    appuyer("envoyer", classeur, ecran)
    assert ecran.dits[0].startswith("« Date des lettres » : ")
    assert "→ Donnez-la comme 30/11/2026." in ecran.dits[0]
    assert ecran.champs[1][0].defaut == "trente octobre"
    assert len(ecran.questions) == 1


def test_nothing_to_send_is_said_without_a_question(classeur):
    code, ecran, _ = appuyer("envoyer", classeur, jour=date(2026, 10, 2))
    assert (code, ecran.questions) == (0, [])
    assert ecran.dit.startswith("Aucune lettre ne part le 02/10/2026.")
    assert "Laissées de côté – en attente : 4." in ecran.dit


def test_what_was_proposed_for_the_day_itself_is_not_said_to_have_expired(classeur):
    appuyer("proposer", classeur, jour=FIRST)
    _, ecran, _ = appuyer("envoyer", classeur, jour=FIRST)
    assert "périmée" not in ecran.tout


def test_a_passage_before_the_last_one_is_one_sentence_and_a_remedy_without_any_option(classeur):
    appuyer("envoyer", classeur, jour=SECOND)
    filled.type_in(classeur, "tblFactures", memory_books.facture("CL1", "F-9", 10))
    before = classeur.read_bytes()
    code, ecran, _ = appuyer("envoyer", classeur, jour=FIRST)
    assert code == 3
    assert ecran.dit == (
        "feuille « Relances », colonne « Date » : Un passage a déjà eu lieu le 30/11/2026 : celui du 30/10/2026 lui "
        "serait antérieur.\n\n→ Choisissez une date plus récente."
    )
    assert classeur.read_bytes() == before


def test_stale_payments_ask_for_a_reason_that_the_history_keeps(classeur):
    filled.change_settings(classeur, {"Exiger des règlements à jour": "oui"})
    ecran = EcranJoue({}, {"motif": " "}, {"motif": "relevé vérifié à la banque"})
    code, ecran, _ = appuyer("envoyer", classeur, ecran, jour=FIRST)
    assert code == 0
    assert ecran.dits[0] == "Continuer demande un motif.\n\n→ Écrivez-le : il reste dans le classeur."
    [motif] = {one["Motif"] for one in filled.rows_of(classeur, "tblRelances")[2:]}
    assert motif == "Règlements pas à jour, passé outre : relevé vérifié à la banque"


def test_stale_payments_without_a_reason_leave_the_workbook_as_it_was(classeur):
    filled.change_settings(classeur, {"Exiger des règlements à jour": "oui"})
    before = classeur.read_bytes()
    code, _, _ = appuyer("envoyer", classeur, EcranJoue({}, None), jour=FIRST)
    assert (code, classeur.read_bytes()) == (0, before)


def test_a_row_that_cannot_be_read_is_told_before_anything_leaves(classeur):
    filled.type_in(classeur, "tblFactures", memory_books.facture("CL3", "F-7", "douze euros"))
    _, ecran, _ = appuyer("envoyer", classeur, EcranJoue(oui=False), jour=FIRST)
    assert "1 ligne à corriger (rien ne part de ce qu'elle touche) :" in ecran.question
    assert "douze euros" in ecran.question
    assert ecran.question.startswith("3 lettres : 1 245,60 €.")
