"""One sheet for each table of the schema: title, help, real Excel table, formats, validations, print setup."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from textwrap import shorten

from relancier.classeur.schema import CREANCIER, MODE_EMPLOI, MODELES, NIVEAUX, REGLAGES, Column, Kind, Table
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workbook.styles import Styles, famille

Valeur = str | int | Decimal | date | None
Ligne = Sequence[Valeur]

LONGS = {
    "tblAlertes": frozenset({"Ce qui se passe", "Que faire", "Sinon"}),
    "tblIndicateurs": frozenset({"Définition"}),
}
LONG_HEIGHT = 62  # four lines: what a refresh adds takes the height of the row above
HEADER_ROW = 3  # zero-based: the table's headings stand in row 4
VALIDATED_ROWS = 2000
MOST_DAYS = 999
TITLE, MESSAGE = 32, 255  # characters that Excel shows of an input message
A4 = 9
ONE_PAGE = 260  # characters: a wider table printed on one page could not be read
TITRES = {
    "tblCreancier": "Qui réclame : votre entreprise",
    "tblDebiteurs": "Qui doit : vos clients",
    "tblFactures": "Ce qui est dû : factures et avoirs",
    "tblReglements": "Ce qui a été payé",
    "tblSuspensions": "Ce qu’il ne faut pas relancer",
    "tblNiveaux": "Comment relancer : vos procédures",
    "tblSegments": "Vos familles de clients",
    "tblPropositions": "Ce que Relancier propose, et pourquoi",
    "tblRelances": "Ce qui est parti",
    "tblEcheanciers": "Les plans de paiement",
    "tblMensualites": "Les mensualités de chaque plan",
    "tblPieces": "Les preuves",
    "tblFrais": "Ce que le recouvrement vous coûte",
    "tblSituation": "Où en est chaque échéance",
    "tblAlertes": "Ce qu’il ne faut pas oublier",
    "tblIndicateurs": "Les mesures, et ce qu’elles disent",
    "tblSeries": "Les chiffres des graphiques",
    "tblTaux": "Les taux de chaque semestre",
    "tblCorrespondances": "Vos intitulés de colonnes",
}
CODE_DEBITEUR = '=INDIRECT("tblDebiteurs[Code]")'
_NUMBER: dict[str, object] = {
    "validate": "decimal",
    "criteria": "between",
    "minimum": -999_999_999,
    "maximum": 999_999_999,
    "error_message": "Un nombre est attendu, par exemple 1234,56.",
}
CRITERIA: dict[Kind, dict[str, object]] = {
    Kind.DATE: {
        "validate": "date",
        "criteria": "between",
        "minimum": date(2000, 1, 1),
        "maximum": date(2099, 12, 31),
        "error_message": "Une date est attendue, par exemple 31/10/2026.",
    },
    Kind.MONTANT: _NUMBER,
    Kind.TAUX: _NUMBER,
    Kind.ENTIER: {
        "validate": "integer",
        "criteria": ">=",
        "value": 0,
        "error_message": "Un nombre entier est attendu, par exemple 8.",
    },
}


def write_table(workbook: Workbook, table: Table, styles: Styles, lignes: Sequence[Ligne]) -> None:
    """Add the sheet of `table` holding `lignes`, or one blank row when there are none."""
    sheet = workbook.add_worksheet(table.sheet)
    body = list(lignes) or [[None] * len(table.columns)]
    _set_columns(sheet, table, styles)
    _write_heading(sheet, table, styles)
    sheet.add_table(
        HEADER_ROW,
        0,
        HEADER_ROW + len(body),
        len(table.columns) - 1,
        {
            "name": table.name,
            "style": "Table Style Light 1",
            "columns": [
                {
                    "header": column.name,
                    "header_format": styles.entetes[famille(table), column.kind],
                    "format": styles.longue if _is_long(table, column) else styles.colonne(column),
                }
                for column in table.columns
            ],
        },
    )
    for offset, ligne in enumerate(body, start=1):
        if table.name in LONGS:
            sheet.set_row(HEADER_ROW + offset, LONG_HEIGHT)
        for index, (column, valeur) in enumerate(zip(table.columns, ligne, strict=True)):
            style = styles.longue if _is_long(table, column) else styles.cellule(column)
            _write_cell(sheet, (HEADER_ROW + offset, index), valeur, style)
    _validate(sheet, table)
    if table is CREANCIER:
        _offer_settings(sheet, body)
    _set_print(sheet, table)


def _set_columns(sheet: Worksheet, table: Table, styles: Styles) -> None:
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width + 1, styles.colonne(column))


def _is_long(table: Table, column: Column) -> bool:
    """Whether the cells of `column` hold sentences, to be read over several lines."""
    return column.name in LONGS.get(table.name, ())


def _write_heading(sheet: Worksheet, table: Table, styles: Styles) -> None:
    sheet.set_tab_color(famille(table).value)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 27)
    sheet.set_row(1, 18)
    sheet.set_row(HEADER_ROW, 32)
    sheet.write_string(0, 0, TITRES[table.name], styles.titre)
    sheet.write_string(1, 0, f"{famille(table).libelle}. {table.help}", styles.aide)
    sheet.write_url(2, 0, sheet_link(MODE_EMPLOI), styles.lien, string="← Mode d’emploi")
    sheet.freeze_panes(HEADER_ROW + 1, _frozen_columns(table))


def _frozen_columns(table: Table) -> int:
    """Wide tables keep their first columns in sight: the code and the name, or the number."""
    return {"tblDebiteurs": 2, "tblFactures": 1}.get(table.name, 0)


def sheet_link(sheet: str) -> str:
    """Return the address of the top of `sheet`, as a hyperlink wants it."""
    quoted = sheet.replace("'", "''")
    return f"internal:'{quoted}'!A1"


def _write_cell(sheet: Worksheet, place: tuple[int, int], valeur: Valeur, style: Format) -> None:
    row, index = place
    if valeur is None or valeur == "":
        sheet.write_blank(row, index, None, style)
    elif isinstance(valeur, str):
        sheet.write_string(row, index, valeur, style)
    elif isinstance(valeur, date):
        sheet.write_datetime(row, index, valeur, style)
    else:
        sheet.write_number(row, index, valeur, style)


def _validate(sheet: Worksheet, table: Table) -> None:
    """Offer lists and explain cells; a warning never refuses what somebody insists on, nor a paste."""
    for index, column in enumerate(table.columns):
        options = _criterion(table, column)
        if column.help:
            options |= {"input_title": column.name[:TITLE], "input_message": column.help[:MESSAGE]}
        if options != {"validate": "any"}:
            sheet.data_validation(HEADER_ROW + 1, index, HEADER_ROW + VALIDATED_ROWS, index, options)


def _offer_settings(sheet: Worksheet, body: Sequence[Ligne]) -> None:
    """Explain each setting in its own cell, and offer its values when it has a list of them."""
    known = {one.cle: one for one in REGLAGES}
    for offset, (cle, *_) in enumerate(body, start=1):
        if (one := known.get(str(cle))) is None:
            continue
        options: dict[str, object] = {"validate": "any"}
        if one.choices:
            message = f"Écrivez {' ou '.join(one.choices)}."
            options = {"validate": "list", "source": list(one.choices), "error_message": message}
        if one.aide:
            said = shorten(one.aide, MESSAGE, placeholder="…")
            options |= {"input_title": one.cle[:TITLE], "input_message": said}
        if options != {"validate": "any"}:
            sheet.data_validation(HEADER_ROW + offset, 1, HEADER_ROW + offset, 1, options)


def _criterion(table: Table, column: Column) -> dict[str, object]:
    """Return what the cells of `column` should hold, as XlsxWriter says it."""
    if table.written:
        return {"validate": "any"}
    warning: dict[str, object] = {"error_type": "warning", "error_title": column.name[:32]}
    if offered := _list(table, column):
        source, message = offered
        return warning | {"validate": "list", "source": source, "error_message": message}
    if column.signed:
        return warning | CRITERIA[column.kind] | {"value": -MOST_DAYS}
    return warning | CRITERIA[column.kind] if column.kind in CRITERIA else {"validate": "any"}


def _list(table: Table, column: Column) -> tuple[list[str] | str, str] | None:
    """Return the list offered in `column` and what is said of another word; None when it has no list."""
    if column.choices:
        return list(column.choices), "Ce mot n’est pas dans la liste : " + ", ".join(column.choices) + "."
    if table is NIVEAUX and column.name == "Modèle":
        return list(MODELES), "Ce n’est pas un modèle livré avec Relancier. Continuez si c’est le vôtre."
    if column.name == "Code débiteur":
        return CODE_DEBITEUR, "Ce code n’est pas dans la feuille Débiteurs."
    return None


def _set_print(sheet: Worksheet, table: Table) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    wide = sum(column.width for column in table.columns) > ONE_PAGE
    sheet.fit_to_pages(2 if wide else 1, 0)
    if wide:
        sheet.repeat_columns(0, 1)
    sheet.repeat_rows(HEADER_ROW)
    sheet.set_footer(f"&L&8{table.sheet}&R&8Page &P / &N")
