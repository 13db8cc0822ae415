"""The doors: what the launcher writes is read, and whatever cannot be reached is said somewhere."""

import os
import subprocess
import sys
from pathlib import Path

import command
import pytest
from ecran_joue import JOUR, EcranJoue
from relancier import ruban
from relancier.base.errors import InvalidInput, Refus
from relancier.boutons import attache, fenetre
from relancier.boutons.attache import Appel
from relancier.boutons.catalogue import CATALOGUE
from relancier.boutons.ecran import Champ
from relancier.boutons.ecran_classeur import EcranClasseur
from relancier.boutons.ecran_excel import EcranExcel

tkinter = pytest.importorskip("tkinter", reason="this Python has no tkinter")


@pytest.fixture(autouse=True)
def _own_log(monkeypatch, tmp_path):
    for name in ("LOCALAPPDATA", "XDG_STATE_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))


@pytest.mark.parametrize(
    ("words", "read"),
    [
        (["proposer", "--hwnd=66052"], ("proposer", Appel(66052))),
        (["--libreoffice=pipe,name=x", "envoyer"], ("envoyer", Appel(None, "pipe,name=x"))),
    ],
)
def test_the_launcher_names_a_button_and_a_program(words, read):
    assert ruban.lire(words) == read


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["proposer"],
        ["--hwnd=3"],
        ["proposer", "envoyer", "--hwnd=3"],
        ["proposer", "--hwnd=trois"],
        ["proposer", "--hwnd=3", "--libreoffice=x"],
        ["proposer", "--libreoffice="],
        ["proposer", "--hwnd=3", "--classeur=C:\\Créances.xlsx"],
    ],
)
def test_anything_else_is_a_ribbon_of_another_version(words, capsys):
    with pytest.raises(InvalidInput, match="qu'il ne comprend pas"):
        ruban.lire(words)
    assert ruban.main(words) == 2
    assert "réinstallez le complément" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows, Excel may be there")
def test_without_its_program_a_button_says_so_and_about_still_answers(capsys, tmp_path):
    assert ruban.main(["proposer", "--hwnd=3"]) == 3
    assert "Excel ne peut être joint que sous Windows." in capsys.readouterr().err
    assert ruban.main(["a_propos", "--hwnd=3"]) == 0
    said = capsys.readouterr().err
    assert "aucun classeur ouvert" in said
    assert "relancier.log" in said
    [log] = tmp_path.rglob("relancier.log")
    assert "excel-absent" in log.read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows, Excel may be there")
def test_the_small_window_is_refused_where_it_can_serve_nobody(monkeypatch):
    code, said = command.relancier("fenetre")
    assert code == 3
    assert "Excel ne peut être joint que sous Windows." in " ".join(said.split())


def test_a_python_without_tkinter_is_told_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "relancier.boutons.fenetre", None)
    monkeypatch.delattr("relancier.boutons.fenetre", raising=False)
    code, said = command.relancier("fenetre")
    assert code == 2
    assert "Ce Python ne sait pas ouvrir de fenêtre" in " ".join(said.split())


def test_a_session_without_a_screen_is_told_so(monkeypatch):
    def no_screen(*_):
        raise tkinter.TclError("no display name")

    monkeypatch.setattr(attache, "bureau", lambda *_: None)
    monkeypatch.setattr(fenetre, "Fenetre", no_screen)
    with pytest.raises(Refus, match="Aucune fenêtre ne peut s'ouvrir ici"):
        fenetre.ouvrir(Appel(), lambda: JOUR, Path("journal.log"))


@pytest.mark.skipif(not os.environ.get("DISPLAY") and sys.platform == "linux", reason="no screen to draw windows on")
def test_the_window_shows_each_button_of_the_catalogue_and_answers_one_at_a_time(monkeypatch, tmp_path):
    window = fenetre.Fenetre(Appel(7), lambda: JOUR, tmp_path / "journal.log")
    asked = []

    def refused(appel, *_):
        asked.append((appel, [one.instate(["disabled"]) for one in window.boutons.values()]))
        raise Refus("excel-ferme", "Excel n'est pas ouvert.")

    monkeypatch.setattr(attache, "bureau", refused)
    window._ecran = EcranJoue()
    assert set(window.boutons) == set(CATALOGUE)
    assert window.presser("proposer") == 3
    assert asked == [(Appel(7), [True] * len(CATALOGUE))]
    assert window._ecran.dit == "Excel n'est pas ouvert."
    assert not any(one.instate(["disabled"]) for one in window.boutons.values())
    window.root.destroy()


class Application:
    """What is used of Excel: its message boxes, its input boxes, its status bar."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[object, ...]] = []
        self.bar: list[object] = []
        self.api = self

    def alert(self, prompt: str, title: str, buttons: str = "ok", mode: str | None = None) -> object:
        self.asked.append((title, prompt, buttons, mode))
        return self.answers.pop(0)

    def InputBox(self, prompt: str, title: str, default: str, *, Type: int) -> object:  # noqa: N802, N803 - Excel's own
        self.asked.append((title, prompt, default, Type))
        return self.answers.pop(0)

    status_bar = property(lambda self: self.bar[-1], lambda self, text: self.bar.append(text))


def test_questions_and_messages_are_boxes_of_the_program():
    app = Application("yes", "no", "ok")
    ecran = EcranClasseur(app)
    assert [ecran.confirmer("Envoyer", "3 lettres"), ecran.confirmer("Envoyer", "3 lettres")] == [True, False]
    ecran.dire("Fait", "3 lettres")
    assert app.asked[0] == ("Envoyer", "3 lettres", "yes_no", None)
    assert app.asked[2] == ("Fait", "3 lettres", "ok", "info")


def test_progress_is_shown_in_the_status_bar_sparingly_and_given_back():
    app = Application()
    ecran = EcranClasseur(app)
    bar = ecran.progress()
    bar.stage("Rédaction des lettres", 500)
    for _ in range(500):
        bar.step()
    ecran.fini()
    assert app.bar[0] == "Relancier : Rédaction des lettres, 0 sur 500"
    assert app.bar[-1] is False
    assert len(app.bar) < 50


def absent(*_: object) -> None:
    raise ImportError("No module named '_tkinter'")


def test_without_tkinter_excel_asks_one_thing_at_a_time_and_giving_up_ends_it(monkeypatch):
    name = "relancier.boutons.formulaire_tk"
    if name in sys.modules:  # another test loaded it
        monkeypatch.setattr(sys.modules[name], "formulaire", absent)
    monkeypatch.setitem(sys.modules, name, None)
    champs = [Champ("du", "Du", "30/11/2026"), Champ("nature", "Nature", "a", ("a", "b"), "au choix")]
    app = Application("01/12/2026", "b")
    assert EcranExcel(app).demander("Suspendre", champs) == {"du": "01/12/2026", "nature": "b"}
    assert app.asked[1] == ("Suspendre", "Nature\n(au choix)\n[a / b]", "a", 2)
    assert EcranExcel(Application("01/12/2026", False)).demander("Suspendre", champs) is None


def test_a_button_that_makes_no_document_waits_for_no_library_of_documents():
    # each press starts a Python of its own: what it loads is what the user waits for
    code = (
        "import sys; import relancier.ruban\n"
        "from relancier.boutons import annuler, appel, bloquer, passage, reglages, suivi\n"
        "heavy = {'matplotlib', 'numpy', 'pandas', 'docx', 'docxtpl', 'jinja2', 'pikepdf', 'PIL', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=100)
    assert done.stdout == "[]\n"
