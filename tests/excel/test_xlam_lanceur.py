"""The launcher, run: what Windows is asked to start, and what the user reads when it cannot."""

import pytest
from excel_simule import EXEMPLE, PYTHON, WINDOW, Excel
from pyopenvba.interpreter import VBARuntimeError

LOG = r"C:\Local\Relancier\relancier.log"


def test_a_button_starts_python_waits_for_it_and_says_nothing_more(excel: Excel):
    excel.press("proposer")
    assert excel.windows.ran == [
        (f'"{PYTHON}" -P -X utf8 -m relancier.ruban proposer --hwnd={WINDOW}', 1, True),
    ]
    assert excel.told == []


def test_no_name_of_a_workbook_reaches_windows(excel: Excel):
    excel.open(EXEMPLE)
    excel.press("envoyer")
    assert "exemple" not in excel.windows.ran[0][0]


def test_the_status_bar_speaks_while_python_works_and_is_given_back(excel: Excel):
    excel.press("proposer")
    assert excel.windows.status_while_running == ["Relancier : un instant…"]
    assert excel.status is False


def test_a_second_button_waits_for_the_first(excel: Excel):
    excel.windows.while_running = lambda: excel.press("decompte")
    excel.press("proposer")
    assert len(excel.windows.ran) == 1
    assert excel.told == ["Une opération de Relancier est déjà en cours. Attendez qu'elle se termine."]


def test_a_computer_without_relancier_says_how_to_install_it(excel: Excel):
    excel.windows.files = {}
    excel.press("proposer")
    assert excel.windows.ran == []
    assert excel.told == [
        "Relancier n'est pas encore installé sur ce poste.\r\n\r\n"
        "Dans un terminal, tapez : py -m relancier excel installer"
    ]
    assert excel.status is False


def test_an_empty_file_is_no_installation(excel: Excel):
    excel.windows.files[r"C:\Local\Relancier\python.txt"] = ""
    excel.press("proposer")
    assert "n'est pas encore installé" in excel.told[0]


def test_the_python_of_the_whole_computer_serves_who_has_none_of_his_own(excel: Excel):
    excel.windows.files = {r"C:\Commun\Relancier\python.txt": r"C:\Python\pythonw.exe", r"C:\Python\pythonw.exe": ""}
    excel.press("aide")
    assert excel.windows.ran[0][0].startswith(r'"C:\Python\pythonw.exe" ')


def test_a_python_that_went_away_is_named(excel: Excel):
    del excel.windows.files[PYTHON]
    excel.press("proposer")
    assert excel.windows.ran == []
    assert excel.told[0].startswith(f"Python n'est plus là où Relancier l'avait trouvé : {PYTHON}")
    assert "py -m relancier excel installer" in excel.told[0]


def test_where_excel_may_start_nothing_the_window_apart_is_named_and_everything_is_given_back(excel: Excel):
    excel.windows.refusal = VBARuntimeError(70, "Permission refusée")
    excel.press("proposer")
    assert excel.told == [
        "Excel n'a pas pu démarrer Python (erreur 70 : Permission refusée).\r\n\r\n"
        "Votre entreprise interdit peut-être à Excel de lancer d'autres programmes. Les mêmes boutons sont dans une "
        "fenêtre à part : dans un terminal, tapez « py -m relancier fenetre »."
    ]
    assert excel.status is False
    excel.windows.refusal = None
    excel.press("proposer")  # the first did not leave the launcher busy
    assert len(excel.windows.ran) == 2


def test_a_python_that_never_began_says_how_to_install_it_again(excel: Excel):
    """It leaves with 1, as one that told what it could not do; but it noted nothing."""
    excel.windows.files[LOG] = "hier"
    excel.windows.code = 1
    excel.press("proposer")
    assert excel.told == [
        "Relancier s'est arrêté avant d'avoir fini (code 1).\r\n\r\n"
        "Il n'a rien pu noter. Dans un terminal, tapez : py -m relancier excel installer",
    ]


@pytest.mark.parametrize("code", [1, 2, 3])
def test_what_python_told_is_not_told_again(excel: Excel, code: int):
    excel.windows.files[LOG] = "hier"
    excel.windows.while_running = lambda: excel.windows.files.update({LOG: "hier, aujourd'hui"})
    excel.windows.code = code
    excel.press("proposer")
    assert excel.told == []


@pytest.mark.parametrize("code", [4, 103, -1073741819])
def test_a_python_that_dies_names_its_log(excel: Excel, code: int):
    excel.windows.files[LOG] = "hier"
    excel.windows.while_running = lambda: excel.windows.files.update({LOG: "hier, aujourd'hui"})
    excel.windows.code = code
    excel.press("proposer")
    assert excel.told == [
        f"Relancier s'est arrêté avant d'avoir fini (code {code}).\r\n\r\n"
        rf"Le détail est dans {LOG} ; joignez ce fichier si vous demandez de l'aide.",
    ]


@pytest.mark.parametrize("name", ["", "Proposer", "a b", "x;calc", 'x"', "x&y", "../x", "é", "a" * 41])
def test_a_name_that_no_button_has_is_never_run(excel: Excel, name: str):
    assert excel.application.run("Lanceur.IsActionName", name) is False
    excel.press(name)
    assert excel.windows.ran == []
    assert "nom d'action inattendu" in excel.told[0]


@pytest.mark.parametrize(
    ("python", "window", "said"),
    [
        (PYTHON, "1 --autre", "fenêtre inattendue"),
        (PYTHON, "", "fenêtre inattendue"),
        (r'C:\a" & calc "', "1", "chemin inattendu"),
        (r"%TEMP%\pythonw.exe", "1", "chemin inattendu"),  # Run would replace the name by its value
    ],
)
def test_what_is_run_cannot_carry_anything_else(excel: Excel, python: str, window: str, said: str):
    with pytest.raises(VBARuntimeError, match=said):
        excel.application.run("Lanceur.WhatToRun", python, "proposer", window)


@pytest.mark.parametrize("message", ["NotInstalled", "PythonMoved", "CouldNotStart", "StoppedEarly"])
def test_a_message_fits_in_a_box(excel: Excel, message: str):
    arguments = {
        "NotInstalled": (),
        "PythonMoved": ("C:\\" + "x" * 250,),
        "CouldNotStart": (-2147024891, "x" * 250),
        "StoppedEarly": (-1073741515, "C:\\" + "x" * 250),
    }[message]
    assert len(str(excel.application.run(f"Lanceur.{message}", *arguments))) < 1024  # VBA cuts what is longer
