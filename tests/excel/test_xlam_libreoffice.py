"""LibreOffice loads the add-in as Excel would, compiles its VBA from its source, and runs what needs no Excel."""

import importlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from relancier.documents.pdf.libreoffice import LibreOffice
from relancier.documents.pdf.port import EngineUnavailable

pytestmark = pytest.mark.libreoffice

DEBIAN = "/usr/lib/python3/dist-packages"
ALWAYS_RUN_MACROS = 4
FILTER = "Calc MS Excel 2007 VBA XML"  # LibreOffice takes the suffix .xlam for no document
SECONDS = 90


def _absent(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def _uno():
    try:
        return importlib.import_module("uno")
    except ImportError:
        sys.path.append(DEBIAN)
    try:
        return importlib.import_module("uno")
    except ImportError:
        return _absent("python3-uno is not installed for this Python")
    finally:
        sys.path.remove(DEBIAN)


@pytest.fixture(scope="module")
def scripts(complement: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """The add-in open in a private office: what gives its procedures."""
    uno = _uno()
    try:
        program = LibreOffice().find()
    except EngineUnavailable as error:
        _absent(str(error))
    profile, pipe = tmp_path_factory.mktemp("profil"), f"relancier-xlam-{os.getpid()}"
    line = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo"]
    process = subprocess.Popen(
        [*map(str, line), f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        desktop = _desktop(uno, pipe, process)
        options = tuple(
            uno.createUnoStruct("com.sun.star.beans.PropertyValue", Name=name, Value=value)
            for name, value in (
                ("Hidden", True),
                ("FilterName", FILTER),
                ("MacroExecutionMode", ALWAYS_RUN_MACROS),
            )
        )
        document = desktop.loadComponentFromURL(complement.as_uri(), "_blank", 0, options)
        yield document
        document.close(True)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _desktop(uno, pipe: str, process: "subprocess.Popen[bytes]"):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            try:
                process.wait(0.2)  # it is still starting
            except subprocess.TimeoutExpired:
                continue
        else:
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    raise AssertionError("LibreOffice did not answer")


def run(document, procedure: str, *arguments: object) -> object:
    place = f"vnd.sun.star.script:VBAProject.{procedure}?language=Basic&location=document"
    return document.getScriptProvider().getScript(place).invoke(arguments, (), ())[0]


def test_the_project_is_read_from_its_source_with_no_compiled_code(scripts):
    modules = scripts.BasicLibraries.getByName("VBAProject")
    assert set(modules.ElementNames) == {"Lanceur", "Ruban", "ThisWorkbook", "Sheet1"}
    assert "Relancier : un instant…" in modules.getByName("Lanceur")


def test_what_starts_python_is_built_as_excel_would(scripts):
    assert run(scripts, "Lanceur.WhatToRun", r"C:\Users\Zoé\pythonw.exe", "envoyer", "4242") == (
        r'"C:\Users\Zoé\pythonw.exe" -P -X utf8 -m relancier.ruban envoyer --hwnd=4242'
    )


@pytest.mark.parametrize(("name", "good"), [("proposer", True), ("a_propos", True), ("x;calc", False), ("", False)])
def test_the_names_of_actions_are_checked(scripts, name: str, good: bool):
    assert run(scripts, "Lanceur.IsActionName", name) is good


def test_the_buttons_know_what_they_need(scripts):
    assert run(scripts, "Ruban.Allowed", "DEBITEUR", True, False) is False
    assert run(scripts, "Ruban.Allowed", "DEBITEUR", True, True) is True
    assert run(scripts, "Ruban.Allowed", "CLASSEUR", True, False) is True
    assert run(scripts, "Ruban.Allowed", "", False, False) is True
    assert run(scripts, "Ruban.NamesDebtor", "tblFactures") is True
    assert run(scripts, "Ruban.NamesDebtor", "tblTaux") is False
    assert run(scripts, "Ruban.CodeHeading", "tblFactures") == "Code débiteur"


def test_the_messages_keep_their_accents(scripts):
    assert str(run(scripts, "Lanceur.NotInstalled")).startswith("Relancier n'est pas encore installé sur ce poste.")
