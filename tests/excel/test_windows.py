"""The thin wrapper around Windows, with a registry module of our own."""

import importlib.metadata
import sys
import types
from pathlib import Path

import pytest
from relancier.excel import windows
from relancier.excel.windows import Windows


def test_the_wrapper_stays_thin():
    assert len(Path(windows.__file__).read_text(encoding="utf-8").splitlines()) < 100


def test_a_value_is_read_in_the_real_hive_and_an_absent_one_is_none(monkeypatch: pytest.MonkeyPatch):
    asked: list[object] = []

    class Key:
        def __enter__(self):
            return self

        def __exit__(self, *error: object) -> None:
            asked.append("closed")

    def open_key(root, path, access):
        asked.append((root, path, access))
        if path == "absent":
            raise FileNotFoundError(2, "absent")
        return Key()

    values = {"VBAWarnings": 2, "Nom": "texte", "Binaire": b"\x00"}
    fake = types.SimpleNamespace(
        HKEY_CURRENT_USER="hkcu",
        KEY_READ=1,
        KEY_WOW64_64KEY=256,
        OpenKey=open_key,
        QueryValueEx=lambda k, n: (values[n], 4),
    )
    monkeypatch.setitem(sys.modules, "winreg", fake)
    poste = Windows()
    assert poste.registre(r"HKCU\Software\A", "VBAWarnings") == 2
    assert asked == [("hkcu", r"Software\A", 257), "closed"]
    assert poste.registre(r"HKCU\Software\A", "Nom") == "texte"
    assert poste.registre(r"HKCU\Software\A", "Binaire") is None
    assert poste.registre(r"HKCU\absent", "Nom") is None


def test_the_mark_of_a_download_is_a_stream_of_the_file(tmp_path: Path):
    file = tmp_path / "relancier.xlam"
    file.write_bytes(b"")
    assert not Windows().vient_d_internet(file)
    Path(f"{file}:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n", encoding="ascii")
    assert Windows().vient_d_internet(file)
    Windows().demarquer(file)
    assert not Windows().vient_d_internet(file)
    assert file.exists()


def test_the_rest_is_what_python_knows(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("APPDATA", "ici")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    poste = Windows()
    assert (poste.systeme(), poste.python()) == (sys.platform, Path(sys.executable))
    assert (poste.variable("APPDATA"), poste.variable("LOCALAPPDATA")) == ("ici", "")


def test_a_checkout_on_the_path_is_not_installed(monkeypatch: pytest.MonkeyPatch):
    def absent(name: str):
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "distribution", lambda name: name)
    assert Windows().est_installe()
    monkeypatch.setattr(importlib.metadata, "distribution", absent)
    assert not Windows().est_installe()
