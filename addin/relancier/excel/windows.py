"""The real computer: the environment, the registry, the mark of downloads. All that we ask of Windows is in here.

Assumptions, never run on Windows, checked by hand (PROTOCOLE.md):
- a policy that is not set has no value in the registry, and reading it raises FileNotFoundError;
- reading a key of HKLM needs no right; KEY_WOW64_64KEY is accepted by a 32-bit Python on a 64-bit Windows;
- the mark of downloads is the stream `:Zone.Identifier` of an NTFS file, opened and removed like a file;
- `sys.executable` is the python.exe of the environment where Relancier was started, with pythonw.exe beside it.
"""

import importlib.metadata
import os
import sys
from pathlib import Path

MARK = ":Zone.Identifier"
ROOTS = {"HKCU": "HKEY_CURRENT_USER", "HKLM": "HKEY_LOCAL_MACHINE", "HKCR": "HKEY_CLASSES_ROOT"}


class Windows:
    """See Poste."""

    def systeme(self) -> str:
        """See Poste."""
        return sys.platform

    def variable(self, nom: str) -> str:
        """See Poste."""
        return os.environ.get(nom, "")

    def registre(self, cle: str, nom: str) -> str | int | None:
        """See Poste."""
        import winreg  # noqa: PLC0415 - Windows alone has it

        root, _, path = cle.partition("\\")
        try:
            with winreg.OpenKey(  # type: ignore[attr-defined, unused-ignore]
                getattr(winreg, ROOTS[root]),
                path,
                access=winreg.KEY_READ | winreg.KEY_WOW64_64KEY,  # type: ignore[attr-defined, unused-ignore]
            ) as key:
                value = winreg.QueryValueEx(key, nom)[0]  # type: ignore[attr-defined, unused-ignore]
        except FileNotFoundError:
            return None
        return value if isinstance(value, str | int) else None

    def vient_d_internet(self, path: Path) -> bool:
        """See Poste."""
        return Path(f"{path}{MARK}").is_file()

    def demarquer(self, path: Path) -> None:
        """See Poste."""
        Path(f"{path}{MARK}").unlink(missing_ok=True)

    def python(self) -> Path:
        """See Poste."""
        return Path(sys.executable)

    def est_installe(self) -> bool:
        """See Poste."""
        try:
            importlib.metadata.distribution("relancier")
        except importlib.metadata.PackageNotFoundError:
            return False
        return True
