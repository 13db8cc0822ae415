"""What the building refuses, and in which words: each check is seen to fail."""

import re
from pathlib import Path

import pytest
from excel_simule import SOURCES
from relancier.base.errors import Anomalie, Gravite
from relancier.excel.catalogue import ACTIONS, Besoin
from relancier.excel.controles_onglet import check_ribbon
from relancier.excel.controles_vba import check_vba, code_only
from relancier.excel.onglet import read_onglet

RUBAN = (SOURCES / "ruban.xml").read_text(encoding="utf-8")
MODULES = {name: (SOURCES / f"{name}.bas").read_text(encoding="utf-8") for name in ("Lanceur", "Ruban")}


def said(ruban: str) -> list[str]:
    return [str(one) for one in blocking(check_ribbon(ruban.encode(), ACTIONS))]


def blocking(found: list[Anomalie]) -> list[Anomalie]:
    return [one for one in found if one.gravite is Gravite.BLOQUANTE]


def said_of_vba(name: str, old: str, new: str) -> list[str]:
    assert old in MODULES[name]
    return [str(one) for one in check_vba(MODULES | {name: MODULES[name].replace(old, new)}, RUBAN.encode())]


def swapped(old: str, new: str) -> str:
    assert old in RUBAN
    return RUBAN.replace(old, new, 1)


def test_the_ribbon_as_it_is_has_no_fault():
    assert said(RUBAN) == []
    assert check_vba(MODULES, RUBAN.encode()) == []


def test_icons_that_nobody_could_look_up_are_left_to_a_person():
    remarks = [str(one) for one in check_ribbon(RUBAN.encode(), ACTIONS)]
    assert remarks == [
        f"ruban.xml : L'image « {name} » est connue de mémoire. Regardez-la dans Excel (PROTOCOLE.md)."
        for name in ("FilePrintPreview", "TentativeAcceptInvitation")
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("</customUI>", "", "Le XML du ruban est mal formé"),
        ("office/2009/07", "office/2006/01", "La racine n'est pas un customUI de 2009/07."),
        ("<box id=", "<boite id=", "Le XML du ruban est mal formé"),
        ('<button id="litige"', '<litige/><button id="litige"', "L'élément « litige » n'a pas sa place ici."),
        ('<button id="decompte" ', '<button id="decompte" couleur="bleu" ', "a un attribut inconnu : couleur."),
        ('screentip="Décompte du client"', "", "L'élément « button » decompte n'a pas d'attribut screentip."),
        (
            '<button id="litige" ',
            '<button id="litige" size="large" ',
            "« button » litige ne peut pas avoir cette taille",
        ),
        ('size="large"', 'size="grand"', "« button » proposer ne peut pas avoir cette taille"),
        ('id="boxAide"', 'id="boxAccord"', "L'identifiant « boxAccord » sert 2 fois."),
        ('id="boxAide"', 'id="box Aide"', "« box Aide » n'est pas un identifiant."),
        ('label="Décompte"', f'label="{"é" * 41}"', "Le label de « decompte » a 41 caractères. Il en faut de 1 à 40."),
        ('screentip="Aide"', f'screentip="{"a" * 1025}"', "Le screentip de « aide » a 1025 caractères."),
        ('screentip="Aide"', 'screentip=" "', "Le screentip de « aide » a 0 caractères."),
        ('keytip="H"', 'keytip="ABCD"', "La touche « ABCD » de « aide » ne se tape pas."),
        ('keytip="H"', 'keytip="É"', "La touche « É » de « aide » ne se tape pas."),
        ('keytip="H"', 'keytip="P"', "cache « P »"),
        ('keytip="H"', 'keytip="PX"', "La touche « P » de « proposer » cache « PX » de « aide »."),
        ('keytip="K"', 'keytip="R"', "Excel se sert déjà de la touche « R »."),
        ('imageMso="Undo"', 'imageMso="Undoo"', "L'image « Undoo » n'est pas dans notre liste."),
        ('id="aide"', 'id="secours"', "L'action « aide » n'a pas de bouton."),
        ('id="aide"', 'id="secours"', "Le bouton « secours » n'est pas une action."),
        (
            'imageMso="AutoSum" tag="DEBITEUR"',
            'imageMso="AutoSum" tag="CLASSEUR"',
            "Le bouton « decompte » dit avoir besoin de « CLASSEUR », l'action de « DEBITEUR ».",
        ),
    ],
)
def test_a_faulty_ribbon_is_refused(old: str, new: str, expected: str):
    assert expected in "\n".join(said(swapped(old, new)))


def test_the_same_key_may_serve_in_the_tab_and_in_a_menu():
    onglet = read_onglet(RUBAN.encode())
    keys = [one.touche for one in onglet.actions()]
    assert keys.count("P") == 3  # proposer, promesse, procédures


@pytest.mark.parametrize(
    ("module", "old", "new", "expected"),
    [
        ("Ruban", "' The ribbon's callbacks", "' → callbacks", "« → » (U+2192) n'existe pas en VBA."),
        ("Ruban", "Option Explicit", "", "Ruban : « Option Explicit » manque."),
        ("Lanceur", "Private mBusy", "Private Declare PtrSafe\nPrivate mBusy", "Le module se sert de Declare."),
        ("Lanceur", "mBusy = True", "Shell python", "Le module se sert de Shell."),
        ("Lanceur", "mBusy = True", 'python = "cmd.exe /c"', "Le module nomme « cmd.exe »."),
        ("Lanceur", "mBusy = True", 'python = "powershell -c"', "Le module nomme « powershell - »."),
        (
            "Ruban",
            "Public Sub OnLoad",
            "Public Sub Auto_Open()\nEnd Sub\nPublic Sub OnLoad",
            "un démarrage automatique",
        ),
        ("Ruban", "Sub OnAction(", "Sub OnActions(", "onAction appelle Ruban.OnAction, qui n'existe pas."),
        (
            "Ruban",
            "Public Sub OnAction(",
            "Private Sub OnAction(",
            "onAction appelle Ruban.OnAction, qui n'existe pas.",
        ),
        (
            "Ruban",
            "control As IRibbonControl, ByRef returnedVal",
            "control As IRibbonControl",
            "reçoit (control As IRibbonControl). Il faut (control As IRibbonControl, ByRef returnedVal).",
        ),
        ("Ruban", "' The ribbon's callbacks", "' " + "x" * 1030, "La ligne 4 a"),
    ],
)
def test_faulty_vba_is_refused(module: str, old: str, new: str, expected: str):
    assert expected in "\n".join(said_of_vba(module, old, new))


def test_a_callback_that_is_not_foreseen_is_refused():
    ruban = swapped('getEnabled="Ruban.GetEnabled"', 'getLabel="Ruban.GetLabel"')
    assert "ruban.xml : L'attribut getLabel n'est pas prévu." in str(check_vba(MODULES, ruban.encode())[0])


def test_what_is_said_in_quotes_or_in_a_comment_is_no_code():
    assert code_only('x = "WScript.Shell" \' Declare\ny = "l\'an"') == 'x = "" \ny = ""'


def test_the_keys_stay_on_a_keyboard():
    """Each is one key: the tab is open, one letter presses the button."""
    assert all(re.fullmatch("[A-Z]", one.touche) for one in read_onglet(RUBAN.encode()).actions())


def test_a_need_is_one_that_the_vba_knows():
    allowed = set(re.findall(r'Case "(\w+)"', (Path(SOURCES) / "Ruban.bas").read_text(encoding="utf-8")))
    assert allowed | {""} == {besoin.value for besoin in Besoin}
