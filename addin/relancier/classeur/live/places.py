"""Where the tables of an open workbook stand, and where its file is."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from relancier.base.errors import Lieu, Refus
from relancier.classeur.live import onedrive
from relancier.classeur.live.bsd import Table, xw
from relancier.classeur.live.programs import Program
from relancier.classeur.raw import letters


@dataclass(frozen=True, slots=True)
class Place:
    """A table, and its sheet's rows and columns, from 1.

    Attributes:
      feuille: the sheet's name.
      top: the row of its headings.
      left, width: its first column, and how many it has.
      count: how many rows its body has.
      totals: how many totals rows follow them.
    """

    table: Table
    sheet: xw.Sheet
    name: str
    feuille: str
    top: int
    left: int
    width: int
    count: int
    totals: int

    @property
    def first(self) -> int:
        """The first row of the body."""
        return self.top + 1

    @property
    def last(self) -> int:
        """The last row of the body."""
        return self.top + self.count

    @property
    def right(self) -> int:
        """The last column."""
        return self.left + self.width - 1

    def cells(self, row: int, height: int, column: int = 0, width: int | None = None) -> xw.Range:
        """Return cells of the table's columns: `height` rows of the sheet from `row`, `width` columns from `column`."""
        left = self.left + column
        wide = self.width - column if width is None else width
        found: xw.Range = self.sheet.range((row, left), (row + height - 1, left + wide - 1))
        return found

    def lieu(self, row: int = 0, column: int | None = None) -> Lieu:
        """Return where a row stands, or one of its cells, `column` from 0; the table when neither is given."""
        cell = f"{letters(self.left + column)}{row}" if column is not None else ""
        return Lieu(feuille=self.feuille, table=self.name, ligne=row, cellule=cell)


def tables_of(book: xw.Book, program: Program) -> Mapping[str, Place]:
    """Return the tables of `book`, by their names.

    Raises:
      Refus: "entetes-masques": the headings of a table are hidden.
    """
    places = (place_of(table, sheet, sheet.name) for table, sheet in program.tables(book))
    return {one.name: one for one in places}


def place_of(table: Table, sheet: xw.Sheet, feuille: str) -> Place:
    """Return where `table` stands on `sheet`, whose name is `feuille`. Raises as `tables_of`."""
    name = table.display_name
    if not table.show_headers:
        raise Refus(
            "entetes-masques",
            f"Le tableau {name} n'affiche pas ses intitulés.",
            "Cochez « Ligne d'en-tête » (onglet Création de tableau), puis recommencez.",
            Lieu(feuille=feuille, table=name),
        )
    area = table.range
    height, width = area.shape
    totals = int(bool(table.show_totals))
    return Place(table, sheet, name, feuille, area.row, area.column, width, height - 1 - totals, totals)


def file_of(book: xw.Book, program: Program | None = None) -> Path:
    """Return the file of `book`, from its full name and never from its name alone.

    Args:
      program: what holds it open, to prove that a file of OneDrive is this workbook; None where that is proved already.

    Raises:
      Refus: it was never saved, or it stands online and not on this computer.
    """
    where, name = str(book.fullname), str(book.name)
    path = _kept_by_onedrive(book, where, program) if "://" in where else Path(where)
    if not path.is_absolute() or not path.is_file():
        raise Refus(
            "classeur-jamais-enregistre",
            "Le classeur n'est pas encore enregistré sur le disque, ou son fichier a été déplacé.",
            "Enregistrez-le (Ctrl+S), puis recommencez.",
            Lieu(fichier=name),
        )
    return Path(os.path.realpath(path))


def _kept_by_onedrive(book: xw.Book, url: str, program: Program | None) -> Path:
    """Return the file of this computer that OneDrive keeps for `url`."""
    lieu = Lieu(fichier=str(book.name))
    path = onedrive.local_file(url)
    if path is None:
        raise Refus(
            "classeur-en-ligne",
            "Le classeur est ouvert depuis OneDrive ou SharePoint, et n'est pas dans un dossier de cet ordinateur : "
            "ses lettres et ses sauvegardes n'auraient pas de place.",
            "Enregistrez-en une copie dans un dossier de cet ordinateur (Fichier > Enregistrer une copie), ouvrez-la, "
            "puis recommencez.",
            lieu,
        )
    if program is not None and not onedrive.is_the_same(path, program.saved_at(book)):
        raise Refus(
            "classeur-pas-synchronise",
            "OneDrive n'a pas encore mis à jour, sur cet ordinateur, le fichier de ce classeur.",
            "Enregistrez-le (Ctrl+S), attendez la coche verte d'OneDrive à côté de son nom, puis recommencez. Sinon, "
            "enregistrez-en une copie hors d'OneDrive.",
            lieu,
        )
    return path
