"""LibreOffice's `uno` module: found where systems put it, and the few structures that Calc is spoken to with."""

import importlib
import sys
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from relancier.base.errors import Refus
from relancier.base.soffice import places

# where a Python outside a virtual environment finds it: Debian and Ubuntu, Fedora, openSUSE
_FOLDERS = (
    "/usr/lib/python3/dist-packages",
    f"/usr/lib64/python3.{sys.version_info.minor}/site-packages",
    f"/usr/lib/python3.{sys.version_info.minor}/site-packages",
)


@cache
def uno() -> Any:
    """Return the module `uno`.

    Raises:
      Refus: "uno-absent": this Python has none, or one made for another version of Python.
    """
    for folder in ("", *_FOLDERS, *_beside_the_program()):
        if folder:
            sys.path.append(folder)
        try:
            return importlib.import_module("uno")
        except ImportError:  # the next folder may have it; when none has, the refusal says so
            sys.modules.pop("uno", None)
        finally:
            if folder:
                sys.path.remove(folder)
    raise Refus(
        "uno-absent",
        "Ce Python ne peut pas parler à LibreOffice : son module « uno » est absent.",
        "Sous Linux, installez le paquet « python3-uno » et lancez Relancier avec le Python du système ; "
        "sous Windows et macOS, installez Relancier dans le Python livré avec LibreOffice.",
    )


def struct(name: str, **fields: Any) -> Any:
    """Return a new UNO structure such as "table.CellRangeAddress" with its fields set."""
    made = uno().createUnoStruct(f"com.sun.star.{name}")
    for field, value in fields.items():
        setattr(made, field, value)
    return made


def enum(kind: str, name: str) -> Any:
    """Return a value of a UNO enumeration: enum("sheet.CellInsertMode", "DOWN")."""
    return uno().Enum(f"com.sun.star.{kind}", name)


def properties(**values: Any) -> tuple[Any, ...]:
    """Return named values as UNO takes them."""
    return tuple(struct("beans.PropertyValue", Name=name, Value=value) for name, value in values.items())


def area_of(left: int, top: int, right: int, bottom: int, sheet: int) -> Any:
    """Return a rectangle of cells, counted from 0."""
    names = {"StartColumn": left, "StartRow": top, "EndColumn": right, "EndRow": bottom, "Sheet": sheet}
    return struct("table.CellRangeAddress", **names)


def to_url(path: Path) -> str:
    """Return a path as LibreOffice wants it; any character goes, whatever the language of the system."""
    return path.absolute().as_uri()


def to_path(url: str) -> str:
    """Return the path of a document's file URL; the URL itself when it is not a file's."""
    parts = urlsplit(url)
    if parts.scheme != "file":
        return url
    path = url2pathname(parts.path)
    return f"//{parts.netloc}{path}" if parts.netloc else path


def _beside_the_program() -> list[str]:
    return [str(place.resolve().parent) for place in places() if place.is_file()]
