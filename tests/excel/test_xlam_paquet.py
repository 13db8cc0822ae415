"""The file itself: the same each time, what Excel expects in it, and nothing that a virus scanner would not know."""

import importlib.util
import json
import shutil
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import olefile
import pytest
from excel_simule import SOURCES
from pyopenvba import ExcelFile
from pyvbaanalysis.cli import main as analyse
from relancier.base.errors import InvalidInput, RelancierError
from relancier.cli import main
from relancier.excel import paquet
from relancier.excel.catalogue import ACTIONS
from relancier.excel.images import IMAGES, Source
from relancier.excel.onglet import read_onglet

ADDIN = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
EXTENSIBILITY = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"


def parts(complement: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(complement) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_two_builds_give_the_same_bytes(complement: Path):
    assert paquet.build(SOURCES).data == complement.read_bytes()


def test_another_process_gives_the_same_bytes(complement: Path, tmp_path: Path):
    """A set's order, a clock or a folder's name would show here."""
    line = [sys.executable, "-m", "relancier", "excel", "construire", "--sortie", str(tmp_path)]
    subprocess.run(line, check=True, capture_output=True, env={"PYTHONHASHSEED": "7", "PYTHONPATH": ":".join(sys.path)})
    assert (tmp_path / "relancier.xlam").read_bytes() == complement.read_bytes()


def test_nothing_in_it_depends_on_a_clock_or_on_a_compressor(complement: Path):
    with zipfile.ZipFile(complement) as package:
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {one.compress_type for one in package.infolist()} == {zipfile.ZIP_STORED}


def test_it_is_an_add_in_whose_ribbon_is_linked(complement: Path):
    found = parts(complement)
    types = ET.fromstring(found["[Content_Types].xml"])
    told = {one.get("PartName"): one.get("ContentType") for one in types}
    assert told["/xl/workbook.xml"] == ADDIN
    defaults = {one.get("Extension"): one.get("ContentType") for one in types}
    assert defaults["bin"] == "application/vnd.ms-office.vbaProject"
    links = [one for one in ET.fromstring(found["_rels/.rels"]) if one.get("Type") == EXTENSIBILITY]
    assert [one.get("Target") for one in links] == ["customUI/customUI14.xml"]
    assert found["customUI/customUI14.xml"] == (SOURCES / "ruban.xml").read_bytes()
    assert len({one.get("Id") for one in ET.fromstring(found["_rels/.rels"])}) == 4


def test_excels_list_of_add_ins_tells_its_name(complement: Path):
    assert "<dc:title>Relancier</dc:title>" in parts(complement)["docProps/core.xml"].decode()


def test_no_compiled_code_is_left_for_excel_to_trust(complement: Path, tmp_path: Path):
    project = tmp_path / "vbaProject.bin"
    project.write_bytes(parts(complement)["xl/vbaProject.bin"])
    with olefile.OleFileIO(project) as compound:
        assert compound.openstream("VBA/_VBA_PROJECT").read() == bytes.fromhex("CC61FFFF000000")
        assert not [one for one in compound.listdir() if one[-1].startswith("__SRP_")]


def test_the_modules_hold_what_the_sources_say_with_their_accents(complement: Path):
    with ExcelFile(complement) as book:
        modules = book.vba_modules()
    assert set(modules) == {"ThisWorkbook", "Sheet1", "Lanceur", "Ruban"}
    assert modules["Lanceur"].replace("\r\n", "\n").strip() == (SOURCES / "Lanceur.bas").read_text("utf-8").strip()
    assert "Private WithEvents mExcel As Application" in modules["ThisWorkbook"]
    assert "Relancier : un instant…" in modules["Lanceur"]


def test_a_virus_scanner_finds_no_automatic_start_and_only_what_starting_python_takes(complement: Path):
    with warnings.catch_warnings():  # of the parser that it is built on
        warnings.simplefilter("ignore", DeprecationWarning)
        from oletools.olevba import VBA_Parser  # noqa: PLC0415
    parser = VBA_Parser(str(complement))
    try:
        found = {(kind, keyword) for kind, keyword, _ in parser.analyze_macros()}
    finally:
        parser.close()
    assert {keyword for kind, keyword in found if kind == "AutoExec"} == set()
    assert {keyword for kind, keyword in found if kind == "Suspicious"} == {
        "CreateObject",
        "ExpandEnvironmentStrings",
        "Run",
        "Shell",
        "WScript.Shell",
        # the letters that a name may have look like both
        "Base64 Strings",
        "Hex Strings",
    }


def test_an_analyser_of_vba_finds_nothing_to_say(complement: Path, capsys: pytest.CaptureFixture[str]):
    assert analyse(["--whole-project", "--fail-level", "information", str(complement)]) == 0
    assert "no diagnostics" in capsys.readouterr().out


def test_that_analyser_would_have_seen_a_call_to_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    for source in SOURCES.glob("*.bas"):
        text = source.read_text(encoding="utf-8").replace("StartAction control.ID", "StartActoin control.ID")
        (tmp_path / source.name).write_bytes(text.replace("\n", "\r\n").encode("cp1252"))
    assert analyse(["--whole-project", "--encoding", "cp1252", str(tmp_path)]) != 0
    assert "StartActoin" in capsys.readouterr().out


def test_the_ribbon_offers_each_action_once_in_the_order_of_the_work():
    onglet = read_onglet((SOURCES / "ruban.xml").read_bytes())
    assert (onglet.identifiant, onglet.libelle) == ("tabRelances", "Relances")
    groups = ["Suivi", "Relances", "Échéanciers", "Contentieux", "Réglages"]
    assert [one.libelle for one in onglet.groupes] == groups
    assert sorted(one.identifiant for one in onglet.actions()) == sorted(ACTIONS)


def test_the_large_buttons_are_the_acts_of_each_day():
    onglet = read_onglet((SOURCES / "ruban.xml").read_bytes())
    assert [one.identifiant for one in onglet.actions() if one.large] == ["proposer", "envoyer", "dossier_injonction"]


def test_the_protocol_looks_at_the_icons_that_nobody_could_and_at_the_tabs_key():
    protocol = (SOURCES / "PROTOCOLE.md").read_text(encoding="utf-8")
    onglet = read_onglet((SOURCES / "ruban.xml").read_bytes())
    for one in onglet.actions():
        if IMAGES[one.image] is Source.MEMOIRE:
            assert one.libelle in protocol
    assert f"l'onglet montre {onglet.touche}**" in protocol


def copied(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    shutil.copytree(SOURCES, folder)
    return folder


def test_faulty_sources_give_no_file_and_each_fault_is_said(tmp_path: Path):
    sources = copied(tmp_path)
    ribbon = sources / "ruban.xml"
    text = ribbon.read_text(encoding="utf-8").replace('keytip="H"', 'keytip="P"').replace('"Undo"', '"Undoo"')
    ribbon.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput) as refused:
        paquet.build(sources)
    assert str(refused.value) == (
        "ruban.xml : La touche « P » de « aide » cache « P » de « proposer ». Changez l'une des deux.\n"
        "ruban.xml : L'image « Undoo » n'est pas dans notre liste. Voyez images.py. Rien n'a été construit."
    )


def test_a_missing_source_is_named(tmp_path: Path):
    sources = copied(tmp_path)
    (sources / "Ruban.bas").unlink()
    with pytest.raises(RelancierError, match=r"Une source du complément est introuvable : .*Ruban\.bas"):
        paquet.build(sources)


def test_without_the_builders_tool_the_remedy_is_one_line(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(InvalidInput, match=r"« pip install pyOpenVBA »"):
        paquet.build(SOURCES)


def test_the_command_says_what_it_made(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]):
    with pytest.raises(SystemExit) as left:
        main(["excel", "construire", "--sortie", str(tmp_path / "ici"), "--json"])
    assert left.value.code == 0
    told = json.loads(capsysbinary.readouterr().out)
    assert told["complement"] == str(tmp_path / "ici" / "relancier.xlam")
    assert (told["actions"], len(told["empreinte"])) == (24, 64)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]):
    (tmp_path / "fichier").write_bytes(b"")
    with pytest.raises(SystemExit) as left:
        main(["excel", "construire", "--sortie", str(tmp_path / "fichier" / "sous"), "--json"])
    assert left.value.code == 2
    assert json.loads(capsysbinary.readouterr().out)["erreur"]["code"] == "ecriture-impossible"
