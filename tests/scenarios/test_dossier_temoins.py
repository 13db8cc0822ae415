"""A delivered file whose manifest was made to agree with what was altered: another witness contradicts it."""

import errno
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from command import answer
from relancier.base.resources import shipped


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict:
    folder = tmp_path_factory.mktemp("temoins")
    shutil.copy(shipped("workbook") / "exemple.xlsx", folder)
    shutil.copytree(shipped("workbook") / "pieces", folder / "pieces")
    return answer("dossier", folder / "exemple.xlsx", "--debiteur", "CL036", "--date", "2026-11-30")


@pytest.fixture
def delivered(made: dict, tmp_path: Path) -> Path:
    """A copy of the delivered folder, without its archive."""
    return Path(shutil.copytree(made["dossier"], tmp_path / "livré"))


def retitle(path: Path) -> None:
    """Alter a PDF so that it still opens and shows the same."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/Subject"] = "autre"
        pdf.save(path)


def add_a_byte(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


def trust(file: Path, folder: Path) -> None:
    """Make the list of files in the manifest agree with `file`."""
    path = folder / "manifeste.json"
    listed = json.loads(path.read_text("utf-8"))
    data = file.read_bytes()
    listed["fichiers"][file.relative_to(folder).as_posix()] = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "taille": len(data),
    }
    path.write_text(json.dumps(listed, ensure_ascii=False, indent=1), "utf-8")


def said(folder: Path) -> str:
    found = answer("verifier", folder)
    assert found["code"] == 1
    return " ".join(one["message"] for one in found["alterations"])


@pytest.mark.parametrize(
    ("pattern", "alter"),
    [
        ("requete.pdf", retitle),
        ("requete.docx", add_a_byte),
        ("bordereau.pdf", retitle),
        ("decompte.xlsx", add_a_byte),
        ("liasse.pdf", retitle),
        ("pieces/Piece_03*", retitle),
        ("originaux/Piece_07*", add_a_byte),
        ("jointes/*.xml", add_a_byte),
    ],
)
def test_a_file_altered_with_its_hash_in_the_manifest_is_denied_by_the_report(
    pattern: str, alter: Callable[[Path], None], delivered: Path
) -> None:
    [victim] = delivered.glob(pattern)
    alter(victim)
    trust(victim, delivered)
    name = victim.relative_to(delivered).as_posix()
    assert f"« {name} » n'est pas celui que liste « controle.pdf »" in said(delivered)


def test_an_original_whose_two_hashes_in_the_manifest_disagree_is_said(delivered):
    [victim] = delivered.glob("originaux/Piece_07*")
    add_a_byte(victim)
    trust(victim, delivered)
    assert "Pièce n° 7 : le manifeste donne deux empreintes différentes de son original" in said(delivered)


def test_an_exhibit_s_hash_changed_in_the_manifest_is_denied_by_both_lists_of_exhibits(delivered):
    path = delivered / "manifeste.json"
    listed = json.loads(path.read_text("utf-8"))
    listed["pieces"][2]["original"]["sha256"] = "0" * 64
    path.write_text(json.dumps(listed), "utf-8")
    told = said(delivered)
    assert "Pièce n° 3 : « bordereau.pdf » imprime une autre empreinte que le manifeste" in told
    assert "« liasse.pdf » : la ligne de la pièce n° 3 au bordereau ne dit pas ce que dit le manifeste" in told


def test_the_report_replaced_by_that_of_another_folder_is_seen_though_the_manifest_agrees(delivered, made, tmp_path):
    report = delivered / "controle.pdf"
    shutil.copy(delivered / "releve.pdf", report)
    trust(report, delivered)
    assert "« controle.pdf » ne liste pas les fichiers avec leur empreinte" in said(delivered)


def test_the_report_taken_out_of_the_manifest_is_missed(delivered):
    path = delivered / "manifeste.json"
    listed = json.loads(path.read_text("utf-8"))
    del listed["fichiers"]["controle.pdf"]
    (delivered / "controle.pdf").unlink()
    path.write_text(json.dumps(listed), "utf-8")
    assert "Le manifeste ne nomme pas « controle.pdf »" in said(delivered)


def test_a_finding_taken_out_of_the_report_or_changed_in_the_manifest_is_seen(delivered):
    path = delivered / "manifeste.json"
    listed = json.loads(path.read_text("utf-8"))
    listed["constats"][0]["message"] = "Tout va bien."
    path.write_text(json.dumps(listed), "utf-8")
    assert "« controle.pdf » ne dit pas ce constat du manifeste : Tout va bien." in said(delivered)


def test_the_archive_beside_tells_when_every_witness_in_the_folder_was_made_to_agree(made, tmp_path):
    folder = Path(shutil.copytree(made["dossier"], tmp_path / Path(made["dossier"]).name))
    shutil.copy(made["archive"], folder.with_name(f"{folder.name}.zip"))
    before = answer("verifier", folder)
    assert (before["code"], before["empreinte"]) == (0, made["empreinte"])
    path = folder / "manifeste.json"
    path.write_text(path.read_text("utf-8").replace('"relancier"', '"Relancier"'), "utf-8")
    after = answer("verifier", folder)
    assert "archive-differente" in {one["code"] for one in after["alterations"]}
    assert after["empreinte"] != made["empreinte"]


def test_an_archive_that_cannot_be_put_in_place_takes_the_folder_back(made, tmp_path, monkeypatch):
    book = Path(made["dossier"]).parent.parent / "exemple.xlsx"
    rename = Path.rename

    def refuse_archives(self: Path, target: Path) -> Path:
        if self.suffix == ".zip":
            raise OSError(errno.EACCES, "Permission denied", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse_archives)
    found = answer("dossier", book, "--debiteur", "CL036", "--date", "2026-11-30", "--sortie", tmp_path / "sortie")
    assert (found["code"], found["erreur"]["code"]) == (3, "ecriture-impossible")
    assert not (tmp_path / "sortie").exists()
