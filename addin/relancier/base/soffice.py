"""LibreOffice's program: where it may be, a profile of its own that no user window shares, and its end.

Two callers start it: the one that prints documents, and the one that works in Calc.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

OPTIONS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard")

# macros off, no link or field is fetched, tagged PDF: settings of the private profile rather than of the command
# line, because every version of LibreOffice reads them
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}</oor:items>
"""
_ITEM = """<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">
<value>{value}</value></prop></item>
"""
_VALUES = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "1"),  # never, too: the two programs do not count alike
    ("Office.Common/Filter/PDF/Export", "UseTaggedPDF", "true"),
    ("Office.Common/Misc", "FirstRun", "false"),
    # a profile that another version last used has its graphics tested at each start, for a second
    ("Setup/Product", "ooSetupLastVersion", "999.9"),
    # killed, it would leave « .~lock » files, and refuse the document ever after
    ("Office.Common/Misc", "UseDocumentOOoLockFile", "false"),
)


def places() -> list[Path]:
    """Return where soffice may be; on Windows soffice.com first, which waits and speaks on the console."""
    found = [shutil.which(name) for name in ("soffice.com", "soffice", "libreoffice")]
    places = [Path(path) for path in found if path]
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432"):
        if folder := os.environ.get(variable):
            places += [Path(folder, "LibreOffice", "program", name) for name in ("soffice.com", "soffice.exe")]
    places.append(Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"))
    return places


def profile(scratch: Path) -> str:
    """Make a profile in the folder `scratch`; return the option that selects it, its path quoted as a file URL."""
    user = scratch / "profil" / "user"
    user.mkdir(parents=True)
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _VALUES)
    (user / "registrymodifications.xcu").write_text(_SETTINGS.format(items=items), encoding="utf-8")
    return f"-env:UserInstallation={user.parent.resolve().as_uri()}"


def end(process: "subprocess.Popen[bytes]") -> None:
    """End what is left of the process and of its children, and wait for it.

    soffice is a chain of processes, ended as a group: it must have been started in a session of its own.
    """
    if process.poll() is None:
        if sys.platform == "win32":
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], check=False, capture_output=True)
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
