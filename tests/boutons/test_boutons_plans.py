"""Plans and court files behind their buttons: simulated, proposed, signed, matched, broken; décompte and dossier."""

import shutil
from datetime import date
from pathlib import Path

import command
import filled
import memory_books
import pytest
import quick
import traces
from ecran_joue import EcranJoue, appuyer
from memory_books import FIRST, SECOND

PDF = ("--pdf", "embarque")


@pytest.fixture(scope="module")
def signe_une_fois(tmp_path_factory) -> Path:
    path = memory_books.blank_history(tmp_path_factory.mktemp("signé") / "Créances.xlsx")
    with pytest.MonkeyPatch.context() as patch:
        quick.install_everywhere(patch.setattr)
        command.answer("echeancier", "proposer", path, "--debiteur", "CL2", "--nombre", "4", "--date", FIRST, *PDF)
        command.answer("echeancier", "signer", path, "--debiteur", "CL2", "--date", FIRST)
    return path


@pytest.fixture
def signe(signe_une_fois, tmp_path) -> Path:
    """CL2 agreed on 30 October to pay in four instalments."""
    return shutil.copytree(signe_une_fois.parent, tmp_path / "signé") / signe_une_fois.name


def test_simulating_compares_and_writes_nothing(classeur):
    before = traces.everything(classeur.parent)
    saisie = {"nombre": "2, 4", "apport": "80"}
    code, ecran, _ = appuyer("echeancier_simuler", classeur, EcranJoue(saisie), debiteur="CL2", jour=FIRST)
    assert (code, ecran.questions) == (0, [])
    assert "• 80,00 € à la signature, puis 2 versements de " in ecran.dit
    assert "4 versements de " in ecran.dit
    assert traces.everything(classeur.parent) == before


def test_a_plan_is_shown_then_proposed_as_by_the_command_line(classeur, jumeau):
    saisie = {"nombre": "4", "premiere": "15/12/2026"}
    code, ecran, _ = appuyer("echeancier_proposer", classeur, EcranJoue(saisie), debiteur="CL2", jour=FIRST)
    assert code == 0
    assert "4 versements de 292,66 €" in ecran.question
    assert ecran.question.endswith("tant qu'il n'est pas signé, rien n'est suspendu. Proposer ?")
    words = ("--debiteur", "CL2", "--nombre", "4", "--premiere", "2026-12-15", "--interets", "courus")
    command.answer("echeancier", "proposer", jumeau, *words, "--date", FIRST, *PDF)
    assert traces.rows(classeur) == traces.rows(jumeau)
    assert [one["Statut"] for one in filled.rows_of(classeur, "tblEcheanciers")] == ["proposé"]
    assert ecran.ouverts == [classeur.parent / "Échéanciers"]


def test_one_plan_is_proposed_at_a_time(classeur):
    ecran = EcranJoue({"nombre": "3, 6"}, None)
    appuyer("echeancier_proposer", classeur, ecran, debiteur="CL2", jour=FIRST)
    assert ecran.dit == "Un seul plan se propose à la fois.\n\n→ Donnez un seul nombre."


def test_a_running_plan_is_offered_to_be_negotiated_again(signe):
    saisie = {"nombre": "6"}
    _, ecran, _ = appuyer("echeancier_proposer", signe, EcranJoue(saisie), debiteur="CL2", jour=SECOND)
    [field] = [one for one in ecran.champs[0] if one.nom == "renegocie"]
    assert field.choix == ("nouvel échéancier", "ECH-2026-001")
    versions = [(one["Version"], one["Statut"]) for one in filled.rows_of(signe, "tblEcheanciers")]
    assert versions == [(1, "en cours"), (2, "proposé")]


def test_a_signature_leaves_the_rows_of_the_command_line_and_keeps_the_copy(classeur, jumeau, tmp_path):
    for path in (classeur, jumeau):
        command.answer("echeancier", "proposer", path, "--debiteur", "CL2", "--nombre", "4", "--date", FIRST, *PDF)
    scan = tmp_path / "signé.pdf"
    scan.write_bytes(b"%PDF-1.4 signe")
    saisie = {"jour": "05/11/2026", "document": f'"{scan}"'}
    code, ecran, _ = appuyer("echeancier_signer", classeur, EcranJoue(saisie), debiteur="CL2", jour=SECOND)
    assert code == 0
    assert "Copie signée : signé.pdf" in ecran.question
    assert "La prescription repart :" in ecran.dit
    words = ("--debiteur", "CL2", "--date", "2026-11-05", "--document", scan)
    command.answer("echeancier", "signer", jumeau, *words)
    assert traces.rows(classeur) == traces.rows(jumeau)


def test_nothing_to_sign_is_a_sentence_and_the_way_there(classeur):
    code, ecran, _ = appuyer("echeancier_signer", classeur, debiteur="CL2", jour=FIRST)
    assert code == 3
    assert ecran.dit == (
        "Aucun échéancier proposé n'attend la signature de CL2.\n\n→ Faites-en un avec « Proposer un plan »."
    )


def test_matching_shows_the_plans_and_makes_the_letters_that_are_asked_for(signe):
    _, ecran, _ = appuyer("echeancier_pointer", signe, EcranJoue({}, oui=False), jour=date(2026, 12, 10))
    assert [one.nom for one in ecran.champs[0]] == ["mise-en-demeure"]
    assert "ECH-2026-001, Client CL2 : en retard" in ecran.question
    saisie = {"mise-en-demeure": "oui"}
    code, ecran, _ = appuyer("echeancier_pointer", signe, EcranJoue(saisie), jour=date(2026, 12, 10))
    assert code == 0
    assert "Lettres : 1 mise en demeure." in ecran.question
    assert "mise en demeure, ECH-2026-001 : 2026-12-10 CL2 Mise en demeure" in ecran.dit
    first = filled.rows_of(signe, "tblMensualites")[0]
    assert first["Mise en demeure le"].date() == date(2026, 12, 10)


def test_a_plan_whose_delay_ran_out_is_broken_only_when_that_is_wanted(signe):
    appuyer("echeancier_pointer", signe, EcranJoue({"mise-en-demeure": "oui"}), jour=date(2026, 12, 10))
    later = date(2026, 12, 28)
    _, ecran, _ = appuyer("echeancier_pointer", signe, EcranJoue({}, oui=[True, False]), jour=later)
    assert ecran.questions[1].startswith("ECH-2026-001 (CL2) : ")
    assert filled.rows_of(signe, "tblEcheanciers")[0]["Statut"] != "rompu"
    _, ecran, _ = appuyer("echeancier_pointer", signe, EcranJoue({}), jour=later)
    assert filled.rows_of(signe, "tblEcheanciers")[0]["Statut"] == "rompu"
    assert "ECH-2026-001 est rompu : " in ecran.dit


def test_a_workbook_without_plans_says_so(classeur):
    code, ecran, _ = appuyer("echeancier_pointer", classeur, jour=FIRST)
    assert (code, ecran.questions) == (0, [])
    assert ecran.dit == "Le classeur n'a aucun échéancier. « Proposer un plan » en fait un."


@pytest.mark.parametrize("ident", ["echeancier_proposer", "echeancier_signer", "echeancier_pointer", "decompte"])
def test_giving_up_leaves_every_byte(signe, ident):
    command.answer("echeancier", "proposer", signe, "--debiteur", "CL1", "--nombre", "2", "--date", FIRST, *PDF)
    before = traces.everything(signe.parent)
    scripts = [EcranJoue(None)] if ident == "decompte" else [EcranJoue(oui=False), EcranJoue(None, oui=False)]
    for script in scripts:
        code, ecran, _ = appuyer(ident, signe, script, debiteur="CL1", jour=FIRST)
        assert (code, ecran.dits) == (0, [])
    assert traces.everything(signe.parent) == before


def test_a_decompte_gives_its_sums_and_opens_its_folder(classeur):
    before = classeur.read_bytes()
    saisie = {"au": "31/12/2026"}
    code, ecran, _ = appuyer("decompte", classeur, EcranJoue(saisie), debiteur="CL1", jour=SECOND)
    assert code == 0
    assert ecran.dit.startswith("Client CL1 (CL1), au 31/12/2026 :\n164,23 € exigibles (principal 120,50 €")
    assert ecran.ouverts == [classeur.parent / "Décomptes"]
    assert len(list(ecran.ouverts[0].iterdir())) == 3
    assert classeur.read_bytes() == before


def test_a_file_with_flaws_shows_them_and_stops_unless_the_user_insists(classeur, monkeypatch):
    monkeypatch.undo()  # its documents are read again before it is delivered: blank pages will not do
    _, ecran, _ = appuyer("dossier_injonction", classeur, EcranJoue({}, oui=False), debiteur="CL1", jour=SECOND)
    assert "arrêtent le dossier de CL1 :" in ecran.question
    assert "mise en demeure" in ecran.question
    assert ecran.question.endswith("Le faire quand même ? Les défauts seront listés dans controle.pdf.")
    assert not (classeur.parent / "Dossiers").exists()
    code, ecran, _ = appuyer("dossier_injonction", classeur, EcranJoue({}), debiteur="CL1", jour=SECOND)
    assert code == 1
    assert "Défauts passés outre :" in ecran.dit
    assert [one.name for one in ecran.ouverts] == ["2026-11-30 CL1 Injonction de payer"]


def test_a_declaration_needs_an_insolvency(classeur):
    code, ecran, _ = appuyer("declaration_creance", classeur, EcranJoue({}), debiteur="CL1", jour=SECOND)
    assert code == 2
    assert ecran.dit.startswith("Client CL1 n'a pas de dette à déclarer au 30/11/2026.")
