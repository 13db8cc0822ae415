"""The add-in's VBA, run by pyOpenVBA's Excel in memory: real tables of a real workbook, and a Windows of our own."""

from dataclasses import dataclass, field
from pathlib import Path

from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.interpreter import VBAObject, VBARuntimeError, member, method

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "addin" / "excel"
EXEMPLE = ROOT / "workbook" / "exemple.xlsx"
PYTHON = r"C:\Users\Zoé\Python\pythonw.exe"
WINDOW = 4242
# a callback answers through its argument
ASK = """
Public Function Ask(control As Object) As Boolean
    Dim answer As Variant
    GetEnabled control, answer
    Ask = answer
End Function
"""


@dataclass
class Windows:
    """What the launcher asks of the computer, and what it answers."""

    files: dict[str, str] = field(default_factory=dict)
    code: int = 0
    refusal: VBARuntimeError | None = None
    ran: list[tuple[str, int, bool]] = field(default_factory=list)
    status_while_running: list[object] = field(default_factory=list)
    while_running: object = None


class _Text(VBAObject):
    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()

    @member
    def AtEndOfStream(self) -> bool:  # noqa: N802 - the names of Windows
        return not self._lines

    @method
    def ReadLine(self) -> str:  # noqa: N802
        return self._lines.pop(0)

    @method
    def Close(self) -> None:  # noqa: N802
        self._lines.clear()


class _File(VBAObject):
    def __init__(self, size: int) -> None:
        self._size = size

    @member
    def Size(self) -> int:  # noqa: N802
        return self._size


class _Files(VBAObject):
    def __init__(self, windows: Windows) -> None:
        self._windows = windows

    @method
    def FileExists(self, path: str) -> bool:  # noqa: N802
        return path in self._windows.files

    @method
    def GetFile(self, path: str) -> _File:  # noqa: N802
        return _File(len(self._windows.files[path]))

    @method
    def OpenTextFile(self, path: str, mode: int, create: bool, encoding: int) -> _Text:  # noqa: N802
        assert (int(mode), bool(create), int(encoding)) == (1, False, -1)  # to read, never to make, in UTF-16
        return _Text(self._windows.files[path])


class _Starter(VBAObject):
    def __init__(self, excel: "Excel") -> None:
        self._excel = excel

    @method
    def ExpandEnvironmentStrings(self, text: str) -> str:  # noqa: N802
        return text.replace("%LOCALAPPDATA%", r"C:\Local").replace("%PROGRAMDATA%", r"C:\Commun")

    @method
    def Run(self, line: str, style: int, wait: bool) -> int:  # noqa: N802
        windows = self._excel.windows
        windows.ran.append((line, int(style), bool(wait)))
        windows.status_while_running.append(self._excel.status)
        if callable(windows.while_running):
            windows.while_running()
        if windows.refusal is not None:
            raise windows.refusal
        return windows.code


class Ruban(VBAObject):
    """Stands for the ribbon, and counts how often it was redrawn."""

    def __init__(self) -> None:
        self.redrawn = 0

    @method
    def Invalidate(self) -> None:  # noqa: N802
        self.redrawn += 1


class _Controle(VBAObject):
    def __init__(self, identifiant: str, besoin: str) -> None:
        self._identifiant, self._besoin = identifiant, besoin

    @member
    def ID(self) -> str:  # noqa: N802
        return self._identifiant

    @member
    def Tag(self) -> str:  # noqa: N802
        return self._besoin


class Excel:
    """An Excel with the add-in, and no other workbook yet."""

    def __init__(self, complement: Path) -> None:
        self.windows = Windows()
        self.application = ExcelApplication.open(complement, with_vba=False)
        for name in ("Lanceur", "Ruban"):
            self.application.add_module((SOURCES / f"{name}.bas").read_text(encoding="utf-8"), name=name)
        events = (SOURCES / "ThisWorkbook.cls").read_text(encoding="utf-8")
        # pyOpenVBA raises no application events: the tests call their procedures
        told = events.replace("Private WithEvents mExcel As Application", "Private mExcel As Object")
        assert told != events
        self.application.add_module(told, name="ThisWorkbook", kind="document")
        self.application.add_module(ASK, name="Sonde")
        self.application.interpreter.host.create = self._create  # type: ignore[method-assign]
        self.ruban = Ruban()

    def _create(self, name: str) -> VBAObject:
        return {"WScript.Shell": lambda: _Starter(self), "Scripting.FileSystemObject": lambda: _Files(self.windows)}[
            name
        ]()

    def open(self, classeur: Path) -> None:
        self.application.activate_workbook(self.application.open_workbook(classeur))

    def load_ribbon(self, classeur: Path = EXEMPLE) -> None:
        """Show the ribbon, a workbook in front."""
        self.open(classeur)
        self.application.run("Ruban.OnLoad", self.ruban)

    def select(self, feuille: str, cellule: str) -> None:
        """Click a cell; Excel tells the add-in."""
        self.application.evaluate(f'Worksheets("{feuille}").Activate')
        self.application.evaluate(f'Worksheets("{feuille}").Range("{cellule}").Select')
        self.application.run("Ruban.LookAround")

    def press(self, action: str) -> None:
        self.application.run("Ruban.OnAction", _Controle(action, ""))

    def is_enabled(self, besoin: str) -> bool:
        """What GetEnabled answers."""
        return bool(self.application.run("Sonde.Ask", _Controle("x", besoin)))

    @property
    def status(self) -> object:
        return self.application.evaluate("Application.StatusBar")

    @property
    def told(self) -> list[str]:
        """The text of each message box, in order."""
        return [text for kind, text, *_ in self.application.dialogs if kind == "MsgBox"]
