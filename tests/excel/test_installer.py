"""Installing on a Windows of our own: what is put where, what is found in the way, and that nothing stays behind."""

import json
from pathlib import Path

import pytest
from excel_simule import SOURCES, Excel
from faux_poste import FauxPoste
from relancier.actions import installer_complement
from relancier.actions.installer_complement import install, uninstall
from relancier.base.errors import Gravite, Refus
from relancier.cli import main
from relancier.excel import paquet
from relancier.excel.constats import OWN, POLICIES, TRUSTED


@pytest.fixture
def poste(tmp_path: Path) -> FauxPoste:
    return FauxPoste(tmp_path)


def codes(poste: FauxPoste, tous: bool = False) -> dict[str, Gravite]:
    return {one.code: one.gravite for one in install(tous, poste).constats}


def test_the_add_in_goes_where_excel_opens_what_it_finds_and_python_where_it_does_not(poste: FauxPoste):
    done = install(poste=poste)
    assert poste.complement.read_bytes() == paquet.build(SOURCES).data
    assert [one.name for one in poste.complement.parent.iterdir()] == ["relancier.xlam"]
    assert poste.fichiers() == {"relancier.xlam", "python.txt"}
    assert (done.est_pret, done.constats) == (True, ())


def test_the_launcher_reads_what_the_installer_wrote(poste: FauxPoste, excel: Excel):
    """The user's name has a letter that no code page of Windows in French has."""
    install(poste=poste)
    written = poste.fichier_python.read_bytes().decode("utf-16")
    excel.windows.files = {r"C:\Local\Relancier\python.txt": written, written.strip(): ""}
    excel.press("proposer")
    assert excel.windows.ran[0][0].startswith(f'"{poste.executable.with_name("pythonw.exe")}" -P -X utf8 -m')
    assert "Żak" in excel.windows.ran[0][0]


def test_what_the_computer_says_is_told(poste: FauxPoste):
    poste.registre_lu[OWN, "VBAWarnings"] = 2
    assert install(poste=poste).faits == {
        "Excel": "16.0.17928.20148, 64 bits",
        "macros": "désactivées avec une barre d'avertissement",
        "Python": str(poste.executable.with_name("pythonw.exe")),
    }


def test_installing_again_changes_nothing_but_where_python_is(poste: FauxPoste, tmp_path: Path):
    install(poste=poste)
    moment = poste.complement.stat().st_mtime_ns
    poste.put_python(tmp_path / "Python313" / "python.exe")
    install(poste=poste)
    assert poste.complement.stat().st_mtime_ns == moment
    assert "Python313" in poste.fichier_python.read_text("utf-16")


def test_an_older_add_in_is_replaced(poste: FauxPoste):
    poste.complement.parent.mkdir(parents=True)
    poste.complement.write_bytes(b"old")
    install(poste=poste)
    assert poste.complement.read_bytes()[:2] == b"PK"


def test_taking_away_leaves_nothing(poste: FauxPoste):
    install(poste=poste)
    for journal in ("relancier.log", "relancier.log.1"):
        poste.fichier_python.with_name(journal).write_text("journal", encoding="utf-8")
    done = uninstall(poste=poste)
    assert [one.name for one in done.fichiers] == ["relancier.xlam", "python.txt", "relancier.log", "relancier.log.1"]
    assert poste.fichiers() == set()
    assert not poste.fichier_python.parent.exists()


def test_taking_away_keeps_what_is_not_ours_and_says_so(poste: FauxPoste):
    install(poste=poste)
    note = poste.fichier_python.with_name("mes notes.txt")
    note.write_text("à moi", encoding="utf-8")
    assert uninstall(poste=poste).restent == (note.parent,)
    assert note.exists()


def test_taking_away_what_is_not_there_is_no_fault(poste: FauxPoste):
    assert uninstall(poste=poste).fichiers == ()


def test_all_users_get_the_add_in_of_the_program_and_one_python(poste: FauxPoste, tmp_path: Path):
    poste.put_python(tmp_path / "Program Files" / "Python312" / "python.exe")
    done = install(True, poste)
    office = tmp_path / "Program Files" / "Microsoft Office" / "root" / "Office16"
    assert done.ou.complement == office / "XLSTART" / "relancier.xlam"
    assert done.ou.python == tmp_path / "ProgramData" / "Relancier" / "python.txt"
    uninstall(True, poste)
    assert poste.fichiers() == set()


def refused(poste: FauxPoste, tous: bool = False) -> Refus:
    before = poste.fichiers()
    with pytest.raises(Refus) as error:
        install(tous, poste)
    assert poste.fichiers() == before  # refused, nothing written
    return error.value


def test_all_users_cannot_share_the_python_of_one(poste: FauxPoste):
    assert refused(poste, True).code == "python-personnel"


def test_the_python_of_the_store_is_refused_for_what_it_writes_stays_invisible(poste: FauxPoste, tmp_path: Path):
    poste.put_python(tmp_path / "Microsoft" / "WindowsApps" / "PythonSoftwareFoundation" / "python.exe")
    assert str(refused(poste)) == (
        "Ce Python vient du Microsoft Store : ce qu'il installe reste invisible pour Excel. "
        "Installez celui de python.org, puis tapez « py -m pip install relancier » et recommencez."
    )


def test_a_checkout_is_refused_for_excel_would_not_find_it(poste: FauxPoste):
    poste.installe = False
    assert refused(poste).code == "relancier-non-installe"


def test_a_python_without_its_windowless_twin_is_refused(poste: FauxPoste):
    poste.executable.with_name("pythonw.exe").unlink()
    assert refused(poste).code == "pythonw-absent"


def test_a_path_that_windows_would_read_otherwise_is_refused(poste: FauxPoste, tmp_path: Path):
    poste.put_python(tmp_path / "100% Python" / "python.exe")
    assert refused(poste).code == "chemin-python"


def test_without_a_folder_of_the_user_it_is_refused(poste: FauxPoste):
    poste.variables["APPDATA"] = ""
    assert "%APPDATA%" in str(refused(poste))


def test_all_users_without_excel_is_refused(poste: FauxPoste, tmp_path: Path):
    poste.put_python(tmp_path / "Python312" / "python.exe")
    poste.registre_lu.clear()
    assert refused(poste, True).code == "excel-introuvable"


@pytest.mark.parametrize("systeme", ["linux", "darwin"])
def test_elsewhere_than_on_windows_the_command_line_is_named(poste: FauxPoste, systeme: str):
    poste.systeme_nomme = systeme
    assert "« relancier lot »" in str(refused(poste))
    with pytest.raises(Refus):
        uninstall(poste=poste)


def hold(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Windows refuses to replace a file that Excel has open."""
    write = installer_complement.write_whole

    def write_unless_held(path: Path, data: bytes) -> None:
        if path.name == name:
            raise PermissionError(13, "Permission denied", str(path))
        write(path, data)

    monkeypatch.setattr(installer_complement, "write_whole", write_unless_held)


def test_an_excel_that_holds_the_add_in_is_to_be_closed(poste: FauxPoste, monkeypatch: pytest.MonkeyPatch):
    hold(monkeypatch, "relancier.xlam")
    said = refused(poste)
    assert said.code == "fichier-tenu"
    assert str(said).endswith("l'accès est refusé. Fermez toutes les fenêtres d'Excel, puis recommencez.")


def test_half_an_installation_is_taken_back(poste: FauxPoste, monkeypatch: pytest.MonkeyPatch):
    hold(monkeypatch, "python.txt")
    assert refused(poste).code == "fichier-tenu"


def test_half_an_update_gives_the_old_add_in_back(poste: FauxPoste, monkeypatch: pytest.MonkeyPatch):
    poste.complement.parent.mkdir(parents=True)
    poste.complement.write_bytes(b"old")
    hold(monkeypatch, "python.txt")
    refused(poste)
    assert poste.complement.read_bytes() == b"old"


def test_excel_holding_the_add_in_keeps_everything_installed(poste: FauxPoste, monkeypatch: pytest.MonkeyPatch):
    install(poste=poste)
    unlink = Path.unlink

    def unlink_unless_held(path: Path, missing_ok: bool = False) -> None:
        if path.name == "relancier.xlam":
            raise PermissionError(13, "Permission denied", str(path))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink_unless_held)
    with pytest.raises(Refus, match="Fermez toutes les fenêtres d'Excel"):
        uninstall(poste=poste)
    assert poste.fichiers() == {"relancier.xlam", "python.txt"}


def test_a_computer_without_excel_is_told_but_served(poste: FauxPoste):
    poste.registre_lu.clear()
    assert codes(poste) == {"excel-introuvable": Gravite.REMARQUE}


def test_an_excel_of_2007_does_not_read_this_ribbon(poste: FauxPoste):
    del poste.registre_lu[r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration", "VersionToReport"]
    poste.registre_lu[r"HKCR\Excel.Application\CurVer", ""] = "Excel.Application.12"
    assert codes(poste) == {"excel-ancien": Gravite.BLOQUANTE}


@pytest.mark.parametrize("root", [*POLICIES, OWN])
@pytest.mark.parametrize(
    ("nom", "code"), [("DisableAllAddins", "complements-interdits"), ("RequireAddinSig", "signature-exigee")]
)
def test_a_rule_against_add_ins_is_in_the_way_whoever_set_it(poste: FauxPoste, root: str, nom: str, code: str):
    poste.registre_lu[root, nom] = 1
    assert codes(poste) == {code: Gravite.BLOQUANTE}


def test_the_company_wins_over_the_user(poste: FauxPoste):
    poste.registre_lu[OWN, "RequireAddinSig"] = 1
    poste.registre_lu[POLICIES[0], "RequireAddinSig"] = 0
    assert codes(poste) == {}


@pytest.mark.parametrize(
    ("macros", "all_refused", "expected"),
    [
        (1, False, {}),
        (2, False, {}),
        (3, False, {"macros-restreintes": Gravite.REMARQUE}),
        (4, False, {"macros-restreintes": Gravite.REMARQUE}),
        (2, True, {"emplacements-refuses": Gravite.REMARQUE}),
        (3, True, {"macros-interdites": Gravite.BLOQUANTE}),
        (4, True, {"macros-interdites": Gravite.BLOQUANTE}),
    ],
)
def test_macros_run_in_a_folder_of_start_unless_no_place_is_trusted(poste, macros, all_refused, expected):
    poste.registre_lu[POLICIES[0], "VBAWarnings"] = macros
    if all_refused:
        poste.registre_lu[OWN + TRUSTED, "AllLocationsDisabled"] = 1
    assert codes(poste) == expected


def test_a_folder_of_start_on_a_server_is_not_trusted(poste: FauxPoste, monkeypatch: pytest.MonkeyPatch):
    server = "//" + str(poste.disque).lstrip("/") + "/profils"
    poste.variables["APPDATA"] = server
    assert codes(poste) == {"demarrage-en-reseau": Gravite.BLOQUANTE}
    poste.registre_lu[OWN + TRUSTED, "AllowNetworkLocations"] = 1
    assert codes(poste) == {}


def test_a_python_in_onedrive_is_told(poste: FauxPoste, tmp_path: Path):
    poste.variables["OneDrive"] = str(tmp_path / "OneDrive")
    poste.put_python(tmp_path / "OneDrive" / "Documents" / "venv" / "Scripts" / "python.exe")
    assert codes(poste) == {"dans-onedrive": Gravite.REMARQUE}


def test_a_mark_of_download_is_taken_away_and_told(poste: FauxPoste):
    poste.marque_ce_qui_arrive = True
    assert codes(poste) == {"marque-otee": Gravite.REMARQUE}
    assert not poste.vient_d_internet(poste.complement)


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["excel", *arguments])
    return int(left.value.code or 0)


@pytest.fixture
def here(poste: FauxPoste, monkeypatch: pytest.MonkeyPatch) -> FauxPoste:
    monkeypatch.setattr(installer_complement, "Windows", lambda: poste)
    return poste


def test_the_command_says_what_to_do_next(here: FauxPoste, capsys: pytest.CaptureFixture[str]):
    assert run("installer") == 0
    assert capsys.readouterr().out.splitlines() == [
        f"Le ruban est en place : {here.complement}",
        "  Excel : 16.0.17928.20148, 64 bits",
        "  macros : non réglées",
        f"  Python : {here.executable.with_name('pythonw.exe')}",
        "Ouvrez Excel (fermez-le d'abord s'il est ouvert) : l'onglet Relances suit Accueil.",
    ]
    assert run("desinstaller") == 0
    assert capsys.readouterr().out.splitlines() == [f"Ôté : {here.complement}", f"Ôté : {here.fichier_python}"]
    assert run("desinstaller") == 0
    assert capsys.readouterr().out.splitlines() == ["Le ruban n'était pas installé : rien n'a été ôté."]


def test_what_is_in_the_way_ends_with_one(here: FauxPoste, capsysbinary: pytest.CaptureFixture[bytes]):
    here.registre_lu[POLICIES[1], "DisableAllAddins"] = 1
    assert run("installer", "--json") == 1
    told = json.loads(capsysbinary.readouterr().out)
    assert told["pret"] is False
    assert [(one["code"], one["gravite"]) for one in told["constats"]] == [("complements-interdits", "bloquante")]


def test_on_this_machine_it_is_refused_with_three(capsysbinary: pytest.CaptureFixture[bytes]):
    assert run("installer", "--json") == 3
    assert json.loads(capsysbinary.readouterr().out)["erreur"]["code"] == "pas-windows"
