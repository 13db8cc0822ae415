"""What is said and done about a passage that was cut short: two letters of 30 November, killed at a chosen moment."""

import json
import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import command
import filled
import interrupted
import pytest
import quick
from interrupted import DAY, SORTIE
from openpyxl import load_workbook

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")
FILES = sorted(
    [f"{DAY} CL00{n} Relance 1.{kind}" for n in (1, 2) for kind in ("docx", "pdf")]
    + ["Courrier simple.pdf", "compte-rendu.pdf", "compte-rendu.xlsx"]
)


@pytest.fixture(scope="module", autouse=True)
def _no_time():
    with pytest.MonkeyPatch.context() as patched:
        quick.install(patched.setattr)
        yield


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return interrupted.batch(tmp_path_factory.mktemp("origine") / "créances.xlsx", 2)


@pytest.fixture(scope="module")
def killed(original: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folders that three passages left, by the moment when they were killed."""
    folder = tmp_path_factory.mktemp("tués")
    taken = interrupted.steps(interrupted.fresh(original, folder / "entier"))
    moments = {
        "nothing in place": interrupted.step_of(taken, "link", "en-cours"),
        "nothing recorded": interrupted.step_of(taken, "replace", "relancier-", 3),
        "recorded": interrupted.step_of(taken, "rmdir", "en-cours"),
    }
    for moment, step in moments.items():
        assert interrupted.dies(interrupted.fresh(original, folder / moment), step)
    return {moment: folder / moment for moment in moments}


@pytest.fixture
def left(killed: dict[str, Path], tmp_path: Path) -> Any:
    def copy(moment: str) -> Path:
        return interrupted.copy_of(killed[moment], tmp_path / "c") / "créances.xlsx"

    return copy


def tree(folder: Path) -> dict[str, bytes]:
    """Every file but the lock, which is nobody's once its process is dead."""
    files = [one for one in folder.rglob("*") if one.is_file() and not one.name.endswith("-verrou")]
    return {str(one.relative_to(folder)): one.read_bytes() for one in files}


def resumed(passage: dict[str, Any]) -> list[dict[str, Any]]:
    """What somebody should look at in what was left."""
    return [one for one in passage["anomalies"] if one["code"] == "passage-repris"]


def test_letters_that_were_in_place_and_not_recorded_are_removed_and_made_again(left, original):
    workbook = left("nothing recorded")
    assert sorted(one.name for one in (workbook.parent / SORTIE).glob("[!.]*")) == FILES
    passage = interrupted.run(workbook)
    assert passage["code"] == 0
    assert {key: passage["reprise"][key] for key in ("passage", "date", "issue", "gardes", "remis", "manquants")} == {
        "passage": "P2026-11-30",
        "date": "2026-11-30",
        "issue": "annulé",
        "gardes": [],
        "remis": [],
        "manquants": [],
    }
    assert sorted(passage["reprise"]["retires"]) == FILES
    assert [one["debiteur"] for one in passage["lettres"]] == ["CL001", "CL002"]
    assert interrupted.faults(workbook, original, 2) == []


def test_letters_that_were_recorded_are_not_made_again(left, original):
    workbook = left("recorded")
    passage = interrupted.run(workbook)
    assert (passage["code"], passage["lettres"], passage["reprise"]["issue"]) == (0, [], "achevé")
    assert interrupted.faults(workbook, original, 2) == []


def test_a_recorded_letter_that_is_still_aside_is_put_in_place(left, original):
    workbook = left("recorded")
    sortie = workbook.parent / SORTIE
    journal = workbook.with_name(f".{workbook.name}.relancier-en-cours.json")
    aside = sortie / json.loads(journal.read_text())["preparation"]
    (sortie / f"{DAY} CL001 Relance 1.pdf").rename(aside / f"{DAY} CL001 Relance 1.pdf")
    passage = interrupted.run(workbook)
    assert passage["reprise"]["remis"] == [f"{DAY} CL001 Relance 1.pdf"]
    assert interrupted.faults(workbook, original, 2) == []


def test_a_recorded_letter_that_is_nowhere_is_named(left):
    workbook = left("recorded")
    (workbook.parent / SORTIE / f"{DAY} CL002 Relance 1.docx").unlink()
    passage = interrupted.run(workbook)
    assert passage["reprise"]["manquants"] == [f"{DAY} CL002 Relance 1.docx"]
    assert [one["message"] for one in resumed(passage)] == [
        f"Le fichier « {DAY} CL002 Relance 1.docx » du passage P2026-11-30, interrompu, n'est pas en place, "
        "ou a changé depuis ; sa relance, elle, est enregistrée."
    ]


def test_the_summary_and_the_report_tell_of_it(left):
    workbook = left("nothing recorded")
    code, printed = command.relancier("lot", workbook, "--date", DAY)
    sentence = (
        "Le passage P2026-11-30 du 30/11/2026 avait été interrompu avant d'être enregistré : il a été annulé "
        "(7 fichiers retirés), et ce qui reste à envoyer est refait."
    )
    assert code == 0
    assert sentence.replace(" ", "") in "".join(printed.replace("│", "").split())
    report = load_workbook(workbook.parent / SORTIE / "compte-rendu.xlsx")["Synthèse"]
    said = [str(cell.value).replace("\N{NO-BREAK SPACE}", " ") for row in report.iter_rows() for cell in row]
    assert sentence in said


def test_a_file_that_somebody_changed_meanwhile_is_kept_and_named(left, original):
    workbook = left("nothing recorded")
    touched = workbook.parent / SORTIE / f"{DAY} CL001 Relance 1.docx"
    touched.write_bytes(b"retouche dans Word")
    passage = interrupted.run(workbook)
    assert (passage["code"], passage["reprise"]["gardes"]) == (0, [touched.name])
    assert touched.read_bytes() == b"retouche dans Word"
    assert "a changé depuis : il a été laissé en place" in resumed(passage)[0]["message"]
    assert Path(passage["lettres"][0]["docx"]).name == f"{DAY} CL001 Relance 1 (2).docx"


def test_a_file_of_the_user_that_took_the_place_first_is_left_alone(left):
    workbook = left("nothing in place")
    mine = workbook.parent / SORTIE / f"{DAY} CL001 Relance 1.pdf"
    mine.write_bytes(b"le mien")
    passage = interrupted.run(workbook)
    assert (passage["code"], passage["reprise"]["retires"], passage["reprise"]["gardes"]) == (0, [], [])
    assert mine.read_bytes() == b"le mien"


def test_simulating_only_says_that_it_waits(left):
    workbook = left("nothing recorded")
    before = tree(workbook.parent)
    passage = command.simulated(workbook, DAY)
    assert (passage["code"], passage["reprise"]["issue"]) == (0, "en attente")
    assert "n'est pas terminé" in passage["reprise"]["message"]
    assert tree(workbook.parent) == before


def test_the_next_passage_settles_it_whatever_its_day(left):
    workbook = left("nothing recorded")
    passage = command.answer("lot", workbook, "--date", date(2026, 12, 31))
    assert (passage["code"], passage["reprise"]["issue"]) == (0, "annulé")
    assert not (workbook.parent / SORTIE).exists()
    assert {row["Passage"] for row in filled.rows_of(workbook, "tblRelances")} == {"P2026-12-31"}


def test_it_is_settled_even_when_nothing_is_to_be_sent(left):
    workbook = filled.wipe(left("nothing recorded"), "tblFactures")
    passage = interrupted.run(workbook)
    assert (passage["lettres"], passage["reprise"]["issue"]) == ([], "annulé")
    assert [name for name in tree(workbook.parent) if "CL00" in name] == []
    assert interrupted.left_behind(workbook.parent) == []


def test_it_is_settled_though_the_factures_have_left_the_workbook(left):
    workbook = filled.wipe(left("recorded"), "tblFactures")
    passage = interrupted.run(workbook)
    assert (passage["reprise"]["issue"], passage["reprise"]["manquants"]) == ("achevé", [])
    assert len([name for name in tree(workbook.parent) if "CL00" in name]) == 4


def test_the_workbook_and_its_letters_may_have_moved_together(left, original, tmp_path):
    workbook = left("nothing recorded")
    moved = shutil.move(workbook.parent, tmp_path / "archives") / workbook.name
    passage = interrupted.run(moved)
    assert (passage["code"], len(passage["reprise"]["retires"])) == (0, 7)
    assert interrupted.faults(moved, original, 2) == []


@pytest.mark.parametrize(
    ("moment", "remedy"),
    [
        ("nothing recorded", "S'il a été déplacé, supprimez-le : ses lettres n'ont pas été enregistrées."),
        ("recorded", "Cherchez-le : ses relances sont enregistrées."),
    ],
)
def test_a_folder_of_letters_that_is_gone_is_said_once(moment, remedy, left):
    workbook = left(moment)
    (workbook.parent / SORTIE).rename(workbook.parent / "ailleurs")
    passage = interrupted.run(workbook)
    assert passage["code"] == 0
    assert [one["remede"] for one in resumed(passage)] == [remedy]
    assert len(filled.rows_of(workbook, "tblRelances")) == 4


def test_a_history_of_which_rows_were_taken_out_is_refused_with_3(left):
    workbook = left("recorded")
    rows = filled.rows_of(workbook, "tblRelances")
    filled.type_in(filled.wipe(workbook, "tblRelances"), "tblRelances", *rows[:3])
    before = tree(workbook.parent)
    passage = interrupted.run(workbook)
    assert (passage["code"], passage["erreur"]["code"]) == (3, "reprise-contradictoire")
    assert "3 lignes au lieu de 4" in passage["erreur"]["message"]
    assert tree(workbook.parent) == before


@pytest.mark.parametrize(
    "change",
    [
        {"preparation": "../../etc"},
        {"preparation": ".en-cours-../../etc"},
        {"fichiers": [{"prepare": "a", "nom": "../créances.xlsx", "empreinte": ""}]},
        {"format": 2},
        {"date": "hier"},
        {"relances": None},
    ],
)
def test_a_journal_that_was_tampered_with_is_refused_with_3(change, left):
    workbook = left("nothing recorded")
    journal = workbook.with_name(f".{workbook.name}.relancier-en-cours.json")
    journal.write_text(json.dumps(json.loads(journal.read_text()) | change))
    before = tree(workbook.parent)
    passage = interrupted.run(workbook)
    assert (passage["code"], passage["erreur"]["code"]) == (3, "journal-illisible")
    assert tree(workbook.parent) == before


def test_a_refusal_that_follows_tells_of_it_all_the_same(left):
    workbook = left("nothing recorded")
    workbook.with_name(f"~${workbook.name}").write_bytes(b"")
    passage = interrupted.run(workbook)
    assert (passage["code"], passage["erreur"]["code"]) == (3, "classeur-ouvert")
    assert "il a été annulé" in passage["erreur"]["remede"]


def test_a_journal_says_in_french_what_it_is(left):
    journal = left("nothing recorded").with_name(".créances.xlsx.relancier-en-cours.json")
    assert "relancez « relancier lot »" in json.loads(journal.read_text(encoding="utf-8"))["relancier"]
