"""The list of what was found in a workbook, itself a workbook: each row is a link to the cell that it is about."""

from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from relancier.actions.controler import Controle, found
from relancier.base.errors import Lieu, Refus
from relancier.base.files import why

HEADINGS = (("Gravité", 12), ("Où", 44), ("Trouvé", 26), ("Ce qui ne va pas", 78), ("Que faire", 64))
INK, PALE = "#1F3A5F", "#EEF2F7"


def write_listing(controle: Controle, target: Path) -> Path:
    """Write to `target` a workbook that lists all that was found, each row a link to the cell that it is about.

    Raises:
      Refus: it cannot be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with xlsxwriter.Workbook(str(target), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            _fill(book, controle)
    except (FileCreateError, OSError) as error:
        cause = next((one for one in (error, *error.args) if isinstance(one, OSError)), OSError(str(error)))
        raise Refus(
            "sortie-inaccessible",
            f"La liste « {target.name} » ne peut pas être écrite ({why(cause)}).",
            "Fermez-la si elle est ouverte, puis recommencez.",
        ) from error
    return target


def _fill(book: xlsxwriter.Workbook, controle: Controle) -> None:
    sheet = book.add_worksheet("Contrôle")
    head = book.add_format({"bold": True, "font_color": "white", "bg_color": INK, "valign": "vcenter"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    link = book.add_format({"text_wrap": True, "valign": "top", "font_color": INK, "underline": 1})
    for column, (heading, width) in enumerate(HEADINGS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, head)
    rows = found(controle)
    for line, one in enumerate(rows, 1):
        sheet.write_string(line, 0, one.gravite, text)
        if target := _target(controle.classeur, one.lieu):
            sheet.write_url(line, 1, target, link, str(one.lieu))
        else:
            sheet.write_string(line, 1, str(one.lieu), text)
        for column, words in enumerate((one.trouve, one.message, one.remede), 2):
            sheet.write_string(line, column, words, text)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(HEADINGS) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_paper(9)


def _target(classeur: Path, lieu: Lieu) -> str:
    """Return the address of the cell that `lieu` names in `classeur`; "" when it names none."""
    if not lieu.feuille or lieu.fichier or not classeur.is_file():
        return ""
    cell = lieu.cellule or (f"A{lieu.ligne}" if lieu.ligne else "A1")
    sheet = lieu.feuille.replace("'", "''")
    return f"external:{classeur}#'{sheet}'!{cell}"
