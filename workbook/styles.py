"""Colours, fonts and cell formats of the workbook.

A format is one `Format` object per use, made once per workbook; `styles_nommes` names them in the finished file.
The colours are those of Okabe and Ito, told apart by colour-blind readers; none carries a meaning alone.
"""

from dataclasses import dataclass
from enum import StrEnum

from relancier.classeur.schema import Column, Kind, Table
from xlsxwriter import Workbook
from xlsxwriter.format import Format

FONT = "Calibri"
INK = "#1F2A36"
GREY = "#5F6B76"
LINE = "#D5DBE1"
PAPER = "#F4F7F9"
WHITE = "#FFFFFF"


class Famille(StrEnum):
    """Who writes a sheet; the value is the colour of its tab and of its heading row."""

    SAISIE = "#0B5A8A"
    RELANCIER = "#00715A"
    REGLAGES = "#A8500A"
    LECTURE = "#4A4F57"

    @property
    def libelle(self) -> str:
        """The French words shown beside the colour."""
        return {
            Famille.SAISIE: "Vous saisissez",
            Famille.RELANCIER: "Relancier écrit",
            Famille.REGLAGES: "Réglages",
            Famille.LECTURE: "À lire",
        }[self]


REGLAGES = frozenset({"tblCreancier", "tblNiveaux", "tblSegments", "tblTaux", "tblCorrespondances"})

NUM_FORMATS = {
    Kind.TEXTE: "@",
    Kind.CHOIX: "@",
    Kind.DATE: "dd/mm/yyyy",
    Kind.MONTANT: "#,##0.00",  # shown as 1 234,56 by a French Excel: the separators follow the reader's settings
    Kind.ENTIER: "0",
    Kind.TAUX: "0.00",
}


# one long word each, cut at the edge of its column: it would run over the next when that is empty
COUPEES = frozenset({"Empreinte", "Empreinte finale"})


def famille(table: Table) -> Famille:
    """Return who writes the sheet of `table`."""
    if table.name in REGLAGES:
        return Famille.REGLAGES
    return Famille.RELANCIER if table.written else Famille.SAISIE


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats of one workbook.

    Attributes:
      titre, aide, lien: the three lines above a table.
      entetes: the heading row, by family and kind.
      colonnes: a whole column, by kind, so that rows typed below are formatted too.
      cellules: a filled cell, by kind: the same with a thin line under it.
      longue: a cell of sentences, over several lines.
      coupee, cellule_coupee: the same two for the columns of `COUPEES`.
    """

    titre: Format
    aide: Format
    lien: Format
    entetes: dict[tuple[Famille, Kind], Format]
    colonnes: dict[Kind, Format]
    cellules: dict[Kind, Format]
    longue: Format
    coupee: Format
    cellule_coupee: Format

    def colonne(self, column: Column) -> Format:
        """The format of a whole column."""
        return self.coupee if column.name in COUPEES else self.colonnes[column.kind]

    def cellule(self, column: Column) -> Format:
        """The format of a filled cell of a column."""
        return self.cellule_coupee if column.name in COUPEES else self.cellules[column.kind]

    def named(self) -> dict[str, Format]:
        """The formats by the name that Excel's style gallery shows."""
        names = {
            "Relancier texte long": self.longue,
            "Relancier titre": self.titre,
            "Relancier aide": self.aide,
            "Relancier lien": self.lien,
        }
        for (member, kind), one in self.entetes.items():
            names[f"Relancier en-tête {member.libelle.lower()} ({kind})"] = one
        names |= {f"Relancier {kind}": one for kind, one in self.colonnes.items()}
        names |= {f"Relancier {kind} rempli": one for kind, one in self.cellules.items()}
        return names | {"Relancier empreinte": self.coupee, "Relancier empreinte rempli": self.cellule_coupee}


def create(workbook: Workbook) -> Styles:
    """Return the formats of `workbook`, created in it once."""
    cut = _cell(Kind.TEXTE) | {"align": "fill", "indent": 0}
    line = {"bottom": 1, "bottom_color": LINE}
    return Styles(
        titre=workbook.add_format({"font_name": FONT, "font_size": 18, "bold": True, "font_color": INK}),
        aide=workbook.add_format({"font_name": FONT, "font_size": 11, "font_color": GREY, "valign": "vcenter"}),
        lien=workbook.add_format(
            {"font_name": FONT, "font_size": 10, "font_color": Famille.SAISIE.value, "underline": 1}
        ),
        entetes={(member, kind): _heading(workbook, member, kind) for member in Famille for kind in Kind},
        colonnes={kind: workbook.add_format(_cell(kind)) for kind in Kind},
        cellules={kind: workbook.add_format(_cell(kind) | line) for kind in Kind},
        longue=workbook.add_format(_cell(Kind.TEXTE) | line | {"text_wrap": True}),
        coupee=workbook.add_format(cut),
        cellule_coupee=workbook.add_format(cut | line),
    )


def _heading(workbook: Workbook, member: Famille, kind: Kind) -> Format:
    return workbook.add_format(
        {
            "font_name": FONT,
            "bold": True,
            "font_color": WHITE,
            "bg_color": member.value,
            "text_wrap": True,
            "valign": "vcenter",
            "border": 1,
            "border_color": WHITE,
        }
        | _alignment(kind)
    )


def _cell(kind: Kind) -> dict[str, object]:
    return {"font_name": FONT, "num_format": NUM_FORMATS[kind], "valign": "top"} | _alignment(kind)


def _alignment(kind: Kind) -> dict[str, object]:
    """Headings stand as their cells do; the indent keeps a text apart from the figure before it."""
    if kind in {Kind.DATE, Kind.ENTIER}:
        return {"align": "center"}
    return {"align": "right"} if kind in {Kind.MONTANT, Kind.TAUX} else {"align": "left", "indent": 1}
