"""The fonts that engines see: four static Arimo faces that ship with the program, metric-compatible with Arial.

On Linux, engines ask fontconfig. The embedded engine gets a private configuration that knows only these faces, under
whatever name a template asks for: it is fast, looks the same on every host, and works on a host without fonts.
On Windows and macOS engines use the system's own fonts, and these files are not looked at.
"""

import sys
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

FOLDER = Path(__file__).resolve().parent / "polices"
USED = not sys.platform.startswith(("win", "darwin"))

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{host}  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
{alias}</fontconfig>
"""
# appended with the strength of the name asked for: Arial, Calibri or an unknown name all match Arimo, never nothing
_CATCH_ALL = """  <match target="pattern">
    <edit name="family" mode="append" binding="same"><string>Arimo</string></edit>
  </match>
"""
_HOST = '  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n'


def present() -> bool:
    """Whether the four faces and their coverage were made (they are, in every installation)."""
    return len(list(FOLDER.glob("Arimo-*.ttf"))) == 4 and (FOLDER / "couverture.txt").is_file()


def private(folder: Path) -> dict[str, str]:
    """Write into `folder` a configuration with our faces only; return the environment that selects it."""
    return _write(folder, "", _CATCH_ALL)


def beside_the_hosts(folder: Path) -> dict[str, str]:
    """Write into `folder` a configuration with the host's fonts and ours; return the environment that selects it."""
    return _write(folder, _HOST, "")


def _write(folder: Path, host: str, alias: str) -> dict[str, str]:
    configuration = folder / "fonts.conf"
    texts = {"fonts": escape(str(FOLDER)), "cache": escape(str(folder / "cache"))}
    configuration.write_text(_CONFIGURATION.format(host=host, alias=alias, **texts), encoding="utf-8")
    return {"FONTCONFIG_FILE": str(configuration)}


@cache
def coverage() -> frozenset[str]:
    """Return the characters that all four faces can draw."""
    drawn: set[str] = set()
    for line in (FOLDER / "couverture.txt").read_text(encoding="ascii").split():
        first, last = (int(bound, 16) for bound in line.split("-"))
        drawn.update(map(chr, range(first, last + 1)))
    return frozenset(drawn)
