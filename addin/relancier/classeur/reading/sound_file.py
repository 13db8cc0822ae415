"""Whether a file is a workbook that can be read at all, and without harm.

The threats: another file under the name of a workbook, a package that expands beyond reason or lies about its size, a
stray cell at the far end of a sheet (calamine then asks for more memory than there is, which ends the process).
"""

import re
import zipfile
from collections.abc import Container
from pathlib import Path

from relancier.base.errors import InvalidInput, Lieu
from relancier.classeur.raw import column_number

OLE_MAGIC = b"\xd0\xcf\x11\xe0"
SUFFIXES = (".xlsx", ".xlsm")
MAX_MEMBER = 1 << 30  # bytes: a sheet of a million rows stays below
MAX_PACKAGE = 2 << 30  # bytes, once expanded
SMALL = 16 << 20  # bytes: below this size no ratio can do harm
CHUNK = 1 << 20  # bytes
MAX_RATIO = 300  # XML of blank formatted rows reaches about 60
MAX_ROWS = 1 << 20
MAX_GRID = 25_000_000  # cells from A1 to the last one in use: 800 MB in calamine
# up to column W, MAX_ROWS rows stay within MAX_GRID; a word boundary before the r would make it ten times slower
_BEYOND_W = re.compile(rb"r=[\"'](?:[X-Z]|[A-Z][A-Z])")
_COLUMN = re.compile(rb"r=[\"']([A-Z]{1,3})\d")
_FILLED = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]*(?<!/)>")


def check_file(path: Path) -> None:
    """Raise InvalidInput when `path` is no .xlsx or .xlsm that can be opened."""
    if path.is_dir():
        raise InvalidInput("classeur-dossier", f"« {path} » est un dossier.", "Donnez le nom du classeur lui-même.")
    if not path.is_file():
        raise InvalidInput("classeur-absent", f"Le classeur « {path} » n'existe pas.", "Vérifiez le nom et le dossier.")
    if path.suffix.lower() not in SUFFIXES:
        raise InvalidInput(
            "classeur-format",
            f"« {path.name} » n'est pas un classeur .xlsx ou .xlsm.",
            "Enregistrez-le depuis Excel au format « Classeur Excel (.xlsx) ».",
        )
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        raise InvalidInput(
            "classeur-inaccessible",
            f"« {path.name} » ne peut pas être ouvert ({error.strerror}).",
            "Vérifiez vos droits.",
        ) from error
    if not magic:
        raise InvalidInput("classeur-vide", f"« {path.name} » est vide.", "Reprenez une copie saine du fichier.")
    if magic == OLE_MAGIC:
        raise InvalidInput(
            "classeur-protege",
            f"« {path.name} » est protégé par un mot de passe, ou c'est un ancien .xls renommé.",
            "Dans Excel, retirez le mot de passe d'ouverture (Fichier, Informations, Protéger le classeur) "
            "et enregistrez-le au format .xlsx.",
        )
    if not zipfile.is_zipfile(path):
        raise InvalidInput(
            "classeur-illisible",
            f"« {path.name} » n'est pas un classeur Excel, ou il est incomplet.",
            "Reprenez une copie saine du fichier.",
        )


def check_size(path: Path, package: zipfile.ZipFile) -> None:
    """Raise InvalidInput when a package would expand beyond reason."""
    total = 0
    for member in package.infolist():
        total += member.file_size
        bomb = member.file_size > SMALL and member.file_size > MAX_RATIO * max(member.compress_size, 1)
        if bomb or member.file_size > MAX_MEMBER or total > MAX_PACKAGE:
            raise InvalidInput(
                "classeur-demesure",
                f"« {path.name} » se déploierait sur plus de {total >> 20} Mo : il est refusé par prudence.",
                "Ouvrez-le dans Excel, effacez les feuilles et les lignes inutiles et enregistrez-le de nouveau.",
            )


def check_members(package: zipfile.ZipFile, done: Container[str]) -> None:
    """Raise BadZipFile when a member is not what the directory says; those in `done` were read whole already."""
    for member in package.infolist():
        if member.filename not in done:
            with package.open(member) as content:
                while content.read(CHUNK):  # its length and its sum are checked on the way
                    pass


def check_reach(fichier: str, sheet: str, xml: bytes) -> None:
    """Refuse a sheet whose farthest cell would make calamine hold an immense grid, nearly all of it empty.

    Raises:
      InvalidInput: the sheet `sheet`, whose part is `xml`, is so.
    """
    if _BEYOND_W.search(xml) is None:
        return
    widest = max((column_number(letters) for letters in set(_COLUMN.findall(xml))), default=0)
    if widest * MAX_ROWS <= MAX_GRID:
        return
    cells = [(int(row), column_number(letters), letters) for letters, row in _FILLED.findall(xml)]
    height, width = max((cell[0] for cell in cells), default=0), max((cell[1] for cell in cells), default=0)
    if height * width > MAX_GRID:
        low, right = max(cells), max(cells, key=lambda cell: cell[1])
        stray = " et ".join(dict.fromkeys(f"{letters.decode()}{row}" for row, _, letters in (low, right)))
        raise InvalidInput(
            "feuille-demesuree",
            f"Dans « {fichier} », des cellules égarées ({stray}) rendent la feuille trop étendue pour être lue.",
            "Supprimez ces lignes et ces colonnes, puis enregistrez le classeur.",
            Lieu(feuille=sheet),
        )
