"""Workbooks that are open in an office, as xlwings sees them."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from relancier.base.errors import Lieu, Refus
from relancier.classeur.live.bsd import base_classes
from relancier.classeur.live.libreoffice.bridge import properties, to_path, to_url
from relancier.classeur.live.libreoffice.failures import told
from relancier.classeur.live.libreoffice.names import Names
from relancier.classeur.live.libreoffice.sheets import Sheets

if TYPE_CHECKING:
    from relancier.classeur.live.libreoffice.app import App

_CALC = "com.sun.star.sheet.SpreadsheetDocument"
_FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".ods": "calc8",
    ".pdf": "calc_pdf_Export",
}
_NO_MACRO = 0  # com.sun.star.document.MacroExecMode.NEVER_EXECUTE


class Books(base_classes.Books):
    """The workbooks of an office; windows of Writer and others are passed over."""

    def __init__(self, app: "App") -> None:
        self.app = app

    @property
    def api(self) -> Any:
        return self.app.api

    def __iter__(self) -> "Iterator[Book]":
        with told("dire quels classeurs sont ouverts"):
            documents = self.api.Components.createEnumeration()
            found = []
            while documents.hasMoreElements():
                document = documents.nextElement()
                if hasattr(document, "supportsService") and document.supportsService(_CALC):
                    found.append(Book(self, document))
        return iter(found)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __call__(self, key: int | str) -> "Book":
        books = list(self)
        if isinstance(key, int):
            return books[key - 1]
        for book in books:
            if key.casefold() in {book.name.casefold(), book.fullname.casefold()}:
                return book
        raise KeyError(key)

    @property
    def active(self) -> "Book":
        """The workbook before the user; in an office without windows, the last one opened or activated.

        Raises:
          Refus: "aucun-classeur-ouvert", or "classeur-actif-inconnu" when nothing tells which one is meant.
        """
        front = self.api.CurrentComponent
        books = list(self)
        for book in books:
            if book.api == front or book.identity == self.app.front:
                return book
        if len(books) == 1:
            return books[0]
        if books:
            raise Refus(
                "classeur-actif-inconnu",
                "Plusieurs classeurs sont ouverts dans LibreOffice, et aucun n'est au premier plan.",
                "Cliquez dans le classeur à traiter, puis recommencez.",
            )
        raise Refus(
            "aucun-classeur-ouvert",
            "Aucun classeur n'est ouvert dans LibreOffice.",
            "Ouvrez votre classeur de créances, puis recommencez.",
        )

    def add(self) -> "Book":
        return self._load("private:factory/scalc", "ouvrir un classeur neuf")

    def open(
        self,
        fullname: str,
        update_links: object = None,
        read_only: bool | None = None,
        format: object = None,
        password: str | None = None,
        *_: object,
    ) -> "Book":
        """Open a file, its macros asleep, its links left as they are, its formulas computed anew.

        Raises:
          FileNotFoundError: there is no such file.
          Refus: LibreOffice cannot open it.
        """
        path = Path(os.fspath(fullname))
        if not path.is_file():
            raise FileNotFoundError(fullname)
        extra = {"Password": password} if password else {}
        return self._load(to_url(path), f"ouvrir « {path.name} »", ReadOnly=bool(read_only), **extra)

    def _load(self, url: str, doing: str, **options: Any) -> "Book":
        with told(doing):
            document = self.api.loadComponentFromURL(
                url, "_blank", 0, properties(Hidden=self.app.private, MacroExecutionMode=_NO_MACRO, **options)
            )
            if document is None:
                raise Refus(
                    "classeur-illisible",
                    f"LibreOffice n'a pas pu {doing}.",
                    "Fermez-le s'il est ouvert ailleurs, et vérifiez qu'il s'ouvre à la main.",
                )
            if not document.supportsService(_CALC):
                document.close(True)
                raise Refus(
                    "classeur-illisible",
                    f"LibreOffice n'a pas pu {doing} : ce n'est pas un classeur.",
                    "Choisissez-en un.",
                )
            document.calculateAll()  # it trusts the results found in the file otherwise
        book = Book(self, document)
        self.app.front = book.identity
        return book


class Book(base_classes.Book):
    """One open workbook."""

    __slots__ = ("api", "books")  # slots stand before the empty properties of xlwings' class
    api: Any
    books: Books

    def __init__(self, books: Books, document: Any) -> None:
        self.books = books
        self.api = document

    @property
    def app(self) -> "App":
        return self.books.app

    @property
    def controller(self) -> Any:
        """What the user sees of the workbook: its window, active sheet and selection."""
        return self.api.CurrentController

    @property
    def identity(self) -> str:
        """What tells this document from all others of its office."""
        return str(self.api.RuntimeUID)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self, self.api.NamedRanges)

    @property
    def fullname(self) -> str:
        return to_path(self.api.URL) if self.api.URL else str(self.api.Title)

    @property
    def name(self) -> str:
        return Path(self.fullname).name if self.api.URL else str(self.api.Title)

    @property
    def modified(self) -> bool:
        """Whether it holds what its file does not."""
        return bool(self.api.isModified())

    def activate(self) -> None:
        self.app.front = self.identity
        self.controller.Frame.activate()

    def close(self) -> None:
        with told(f"fermer « {self.name} »"):
            self.api.close(True)

    def save(self, path: str | os.PathLike[str] | None = None, password: str | None = None) -> None:
        """Save it where it is, or under another path whose suffix says the format.

        Raises:
          Refus: LibreOffice cannot write there.
        """
        if path is None and self.api.URL:
            with told(f"enregistrer « {self.name} »", Lieu(fichier=self.name)):
                self.api.store()
            return
        target = Path(path or f"{self.name}.xlsx")
        with told(f"enregistrer « {target.name} »", Lieu(fichier=target.name)):
            self.api.storeAsURL(_place(target), _stored_as(target, password))

    def save_copy(self, path: Path) -> None:
        """Write what it holds to another file; the workbook itself stays what and where it is.

        Raises:
          Refus: LibreOffice cannot write there.
        """
        with told(f"écrire la copie « {path.name} »", Lieu(fichier=path.name)):
            self.api.storeToURL(_place(path), _stored_as(path, None))


def _place(path: Path) -> str:
    """Return where to write as LibreOffice takes it, which dies when it is told of a folder that is none."""
    if not path.parent.is_dir():
        raise Refus(
            "dossier-absent",
            f"Le dossier « {path.parent.name} » n'existe pas.",
            "Créez-le, ou choisissez-en un autre.",
            Lieu(fichier=path.name),
        )
    return to_url(path)


def _stored_as(path: Path, password: str | None) -> tuple[Any, ...]:
    kind = _FILTERS.get(path.suffix.lower())
    if kind is None:
        raise Refus(
            "format-inconnu",
            f"« {path.suffix} » n'est pas un format de classeur que Relancier écrit.",
            f"Choisissez {', '.join(_FILTERS)}.",
            Lieu(fichier=path.name),
        )
    extra = {"Password": password} if password else {}
    return properties(FilterName=kind, Overwrite=True, **extra)
