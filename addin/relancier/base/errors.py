"""One family of errors: a code, a French sentence, where, and the remedy.

Two kinds, never mixed. An `Anomalie` is data: a row or a file that could not be used; it is collected, listed
and the rest goes on. A `RelancierError` stops the command before anything is written.
"""

from dataclasses import dataclass
from enum import StrEnum

from relancier.base.records import quick


@quick
@dataclass(frozen=True, slots=True)
class Lieu:
    """Where something was found.

    Attributes:
      fichier: the file's name, "" when it is the workbook of the run.
      feuille, table, colonne: as the user reads them in the workbook; "" when unknown.
      ligne: the sheet's row number, from 1; 0 when unknown.
      cellule: the address, such as "F12"; "" when the whole row or table is meant.
    """

    fichier: str = ""
    feuille: str = ""
    table: str = ""
    ligne: int = 0
    colonne: str = ""
    cellule: str = ""

    def __str__(self) -> str:
        parts = [self.fichier]
        if self.feuille:
            parts.append(f"feuille « {self.feuille} »")
        if self.cellule:
            parts.append(f"cellule {self.cellule}")
        elif self.ligne:
            parts.append(f"ligne {self.ligne}")
        if self.colonne:
            parts.append(f"colonne « {self.colonne} »")
        return ", ".join(part for part in parts if part)


class Gravite(StrEnum):
    """How much an anomaly stops."""

    BLOQUANTE = "bloquante"  # the row or file was not used
    REMARQUE = "remarque"  # it was used; somebody should look


@quick
@dataclass(frozen=True, slots=True)
class Anomalie:
    """Something that could not be understood, or that somebody should look at.

    Attributes:
      code: stable English identifier, such as "montant-illisible".
      gravite: whether what it speaks of was left out.
      lieu: where it is.
      trouve: what was found there, as text.
      message: one French sentence.
      remede: what to type or do instead, in French.
      debiteur, facture: whom it makes doubtful, when that is known; "" otherwise.
    """

    code: str
    gravite: Gravite
    lieu: Lieu
    trouve: str
    message: str
    remede: str
    debiteur: str = ""
    facture: str = ""

    def __str__(self) -> str:
        where = f"{self.lieu} : " if str(self.lieu) else ""
        return f"{where}{self.message} {self.remede}".strip()


class RelancierError(Exception):
    """A command cannot go on; nothing was written.

    Attributes:
      code: stable identifier for programs.
      message, remede: one French sentence each.
      lieu: where the cause stands, when it has a place.
      exit_code: what the command line returns.
    """

    exit_code = 2

    def __init__(self, code: str, message: str, remede: str = "", lieu: Lieu | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remede = remede
        self.lieu = lieu or Lieu()

    def __str__(self) -> str:
        where = f"{self.lieu} : " if str(self.lieu) else ""
        return f"{where}{self.message} {self.remede}".strip()

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.code, self.message, self.remede, self.lieu)


class InvalidInput(RelancierError):
    """Bad usage, or a file that cannot be used at all (exit code 2)."""

    exit_code = 2


class Refus(RelancierError):
    """Refused to protect the user's data (exit code 3)."""

    exit_code = 3
