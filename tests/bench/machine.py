"""What the measures ran on, without naming the machine."""

import platform
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

import psutil

LIBRARIES = ("docxtpl", "dxpdf", "openpyxl", "pikepdf", "pypdf", "pypdfium2", "python-calamine")


def describe() -> list[tuple[str, str]]:
    """Return each thing to say of the machine, and what it is."""
    memory = psutil.virtual_memory().total / 2**30
    return [
        ("Processeur", _processor()),
        ("Cœurs", f"{psutil.cpu_count(logical=False) or '?'} physiques, {psutil.cpu_count()} logiques"),
        ("Mémoire", f"{memory:.1f} Gio".replace(".", ",")),
        ("Système", _system()),
        ("Python", f"{platform.python_version()} ({platform.python_implementation()})"),
        ("Bibliothèques", ", ".join(f"{name} {version(name)}" for name in LIBRARIES)),
        ("LibreOffice", _office()),
    ]


def load() -> float:
    """Return how many processes want a processor, on average over the last minute."""
    return psutil.getloadavg()[0]


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    if known.exists():
        for line in known.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        name = f"{platform.system()} {platform.release()}"
    return f"{name}, {platform.machine()}"


def _office() -> str:
    program = shutil.which("soffice")
    if not program:
        return "absent"
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False, timeout=60)
    words = done.stdout.split()
    return words[1] if len(words) > 1 else "présent"
