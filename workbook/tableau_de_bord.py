"""The sheet « Tableau de bord »: three native charts over formulas on `tblPropositions` and `tblRelances`.

Formulas name the tables' columns as a file must (`tblX[Colonne]`); none uses TEXT, whose codes change with
Excel's language. With empty tables they give zeros and sentences that say so, never an error. No formula
has a cached value, so that LibreOffice, which trusts them, computes them as Excel does.
"""

from dataclasses import dataclass

from relancier.classeur.schema import MODE_EMPLOI, PROPOSITIONS, RELANCES, TABLEAU_DE_BORD, Table
from relancier.creances.annulations import ANNULATION
from relancier.relances.passage import Decision
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from workbook.feuilles import A4, sheet_link
from workbook.styles import FONT, GREY, INK, LINE, PAPER, Famille

SHEET = f"'{TABLEAU_DE_BORD}'"
BLUE, GREEN, ORANGE, PALE = "#0B5A8A", "#00715A", "#D55E00", "#9DBDD3"
EUROS = '#,##0\\ "€"'
MONTHS = 12
LEVELS = 4

ARRETE = "$C$4"
KPI_ROW, CHARTS_ROW, DATA_ROW = 6, 8, 46
AGES = (
    ("Non échu", None, 0),
    ("1 à 30 jours", 0, 30),
    ("31 à 60 jours", 30, 60),
    ("61 à 90 jours", 60, 90),
    ("Plus de 90 jours", 90, None),
)
AGE_COLOURS = (PALE, "#6FA0C2", "#3D7FAC", BLUE, ORANGE)
SANS_RELANCE = "Aucune relance n’est encore partie."
SANS_PASSAGE = "Aucun passage : lancez « relancier lot » pour remplir ce tableau."


@dataclass(frozen=True, slots=True)
class _Graphique:
    """A chart over one of the small tables.

    Attributes:
      question: the title where the sentence cannot be computed.
      sentence, labels, values: the letters of the columns that hold its title, its categories and its figures.
      rows: how many figures.
      number: the number format of its labels.
      colours: one for all, or one a figure.
      axis, unit: what its categories and its figures are.
      place, size: row and column of its corner; width and height in pixels.
    """

    question: str
    sentence: str
    labels: str
    values: str
    rows: int
    number: str
    colours: tuple[str, ...]
    axis: str
    unit: str
    place: tuple[int, int]
    size: tuple[int, int]


def _column(table: Table, name: str) -> str:
    return f"{table.name}[{table.column(name).name}]"


DATE_PASSAGE = _column(PROPOSITIONS, "Date")
ECHEANCE = _column(PROPOSITIONS, "Échéance")
DECISION = _column(PROPOSITIONS, "Décision")
NIVEAU = _column(PROPOSITIONS, "Niveau")
RESTE_DU = _column(PROPOSITIONS, "Reste dû")
DATE_RELANCE = _column(RELANCES, "Date")
STATUT_RELANCE = _column(RELANCES, "Statut")
CHASED = f'{DECISION},"{Decision.RELANCER}"'  # a criterion of SUMIFS: what the passage sends


def _cell(row: int, column: str) -> str:
    """Return the absolute address of a zero-based row."""
    return f"${column}${row + 1}"


def _age_formula(more_than: int | None, at_most: int | None) -> str:
    """Sum what is left to pay on échéances late by `more_than` < days <= `at_most` on the passage's date."""
    conditions = []
    if more_than is not None:
        conditions.append(f'{ECHEANCE},"<"&({ARRETE}-{more_than})')
    if at_most is not None:
        conditions.append(f'{ECHEANCE},">="&({ARRETE}-{at_most})')
    return f'=IF({ARRETE}="",0,SUMIFS({RESTE_DU},{",".join(conditions)}))'


def _day_words(address: str) -> str:
    return f'RIGHT("0"&DAY({address}),2)&"/"&RIGHT("0"&MONTH({address}),2)&"/"&YEAR({address})'


def write_tableau_de_bord(workbook: Workbook) -> None:
    """Add the sheet, to be filled by formulas when Excel opens the workbook."""
    sheet = workbook.add_worksheet(TABLEAU_DE_BORD)
    sheet.hide_gridlines(2)
    sheet.set_tab_color(Famille.RELANCIER.value)
    sheet.set_column(0, 0, 2)
    sheet.set_column(1, 12, 17)
    title = workbook.add_format({"font_name": FONT, "font_size": 18, "bold": True, "font_color": INK})
    help_format = workbook.add_format({"font_name": FONT, "font_color": GREY})
    link = workbook.add_format({"font_name": FONT, "font_size": 10, "font_color": Famille.SAISIE.value, "underline": 1})
    sheet.set_row(0, 27)
    sheet.write_string(0, 1, "Où en sont vos créances", title)
    sheet.write_string(
        1,
        1,
        "D’après le dernier passage (feuille Propositions) et la feuille Relances. Montants en euros TTC.",
        help_format,
    )
    sheet.write_url(2, 1, sheet_link(MODE_EMPLOI), link, string="← Mode d’emploi")
    _write_date(workbook, sheet)
    _write_data(workbook, sheet)
    _write_kpis(workbook, sheet)
    for graphique in _graphiques():
        _insert(workbook, sheet, graphique)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.fit_to_pages(1, 1)


def _write_date(workbook: Workbook, sheet: Worksheet) -> None:
    bold = workbook.add_format({"font_name": FONT, "bold": True, "font_color": INK})
    day = workbook.add_format(
        {"font_name": FONT, "bold": True, "font_color": INK, "num_format": "dd/mm/yyyy", "align": "left"}
    )
    sheet.write_string(3, 1, "Arrêté au", bold)
    sheet.write_formula(3, 2, f'=IF(COUNT({DATE_PASSAGE})=0,"",MAX({DATE_PASSAGE}))', day, "")


def _write_data(workbook: Workbook, sheet: Worksheet) -> None:
    """Write the three small tables that the charts draw, under the charts."""
    head = workbook.add_format({"font_name": FONT, "bold": True, "bg_color": PAPER, "bottom": 1, "text_wrap": True})
    text = workbook.add_format({"font_name": FONT, "bottom": 1, "bottom_color": LINE})
    euros = workbook.add_format({"font_name": FONT, "num_format": EUROS, "bottom": 1, "bottom_color": LINE})
    count = workbook.add_format({"font_name": FONT, "num_format": "0", "bottom": 1, "bottom_color": LINE})
    month = workbook.add_format(
        {"font_name": FONT, "num_format": "[$-40C]mmm\\ yyyy", "bottom": 1, "bottom_color": LINE, "align": "left"}
    )
    for column, words in ((1, "Retard"), (2, "Reste dû"), (4, "Niveau"), (5, "Reste dû"), (6, "Échéances")):
        sheet.write_string(DATA_ROW, column, words, head)
    for column, words in ((8, "Mois"), (9, "Relances")):
        sheet.write_string(DATA_ROW, column, words, head)
    for offset, (words, more_than, at_most) in enumerate(AGES, start=1):
        sheet.write_string(DATA_ROW + offset, 1, words, text)
        sheet.write_formula(DATA_ROW + offset, 2, _age_formula(more_than, at_most), euros, "")
    for level in range(1, LEVELS + 1):
        row = DATA_ROW + level
        sheet.write_string(row, 4, f"Niveau {level}", text)
        sheet.write_formula(row, 5, f"=SUMIFS({RESTE_DU},{NIVEAU},{level},{CHASED})", euros, "")
        sheet.write_formula(row, 6, f"=COUNTIFS({NIVEAU},{level},{CHASED})", count, "")
    last = f"MAX({ARRETE},{DATE_RELANCE})"
    for offset in range(1, MONTHS + 1):
        row = DATA_ROW + offset
        start = f'=IF({last}=0,"",DATE(YEAR({last}),MONTH({last})-{MONTHS - offset},1))'
        cell = _cell(row, "I")
        between = f'{DATE_RELANCE},">="&{cell},{DATE_RELANCE},"<"&EDATE({cell},1)'
        between += f',{STATUT_RELANCE},"<>{ANNULATION}"'
        sheet.write_formula(row, 8, start, month, "")
        sheet.write_formula(row, 9, f'=IF({cell}="",0,COUNTIFS({between}))', count, "")


def _write_kpis(workbook: Workbook, sheet: Worksheet) -> None:
    label = workbook.add_format({"font_name": FONT, "font_color": GREY, "bg_color": PAPER})
    big = {"font_name": FONT, "font_size": 20, "bold": True, "font_color": INK, "bg_color": PAPER, "align": "left"}
    euros = workbook.add_format(big | {"num_format": EUROS})
    percent = workbook.add_format(big | {"num_format": "0\\ %"})
    count = workbook.add_format(big | {"num_format": "0"})
    first, last = DATA_ROW + 1, DATA_ROW + len(AGES)
    total = f"SUM({_cell(first, 'C')}:{_cell(last, 'C')})"
    due = f"SUM({_cell(first + 1, 'C')}:{_cell(last, 'C')})"
    levels = f"SUM({_cell(first, 'G')}:{_cell(DATA_ROW + LEVELS, 'G')})"
    kpis = (
        ("Reste dû", f"={total}", euros),
        ("dont échu", f"={due}", euros),
        ("Part échue", f"=IFERROR({due}/{total},0)", percent),
        ("Échéances à relancer", f"={levels}", count),
        ("Relances déjà parties", f'=COUNT({DATE_RELANCE})-COUNTIF({STATUT_RELANCE},"{ANNULATION}")', count),
    )
    sheet.set_row(KPI_ROW, 30)
    for index, (words, formula, style) in enumerate(kpis):
        column = 1 + 2 * index
        for row, blank in ((KPI_ROW - 1, label), (KPI_ROW, euros)):
            sheet.write_blank(row, column + 1, None, blank)
        sheet.write_string(KPI_ROW - 1, column, words, label)
        sheet.write_formula(KPI_ROW, column, formula, style, "")
    _write_sentences(workbook, sheet, due, total)


def _write_sentences(workbook: Workbook, sheet: Worksheet, due: str, total: str) -> None:
    """Write what each chart says, as the charts' own titles, in cells that they hide."""
    hidden = workbook.add_format({"font_name": FONT, "font_color": GREY, "font_size": 9})
    empty = f'{ARRETE}=""'
    ages = (
        f'=IF({empty},"{SANS_PASSAGE}",FIXED({due},0)&" € sont échus sur "&FIXED({total},0)&" € dus au "'
        f"&{_day_words(ARRETE)})"
    )
    amounts = f"{_cell(DATA_ROW + 1, 'F')}:{_cell(DATA_ROW + LEVELS, 'F')}"
    names = f"{_cell(DATA_ROW + 1, 'E')}:{_cell(DATA_ROW + LEVELS, 'E')}"
    levels = (
        f'=IF(SUM({amounts})=0,"{SANS_PASSAGE}","Le plus gros reste dû est au "'
        f'&LOWER(INDEX({names},MATCH(MAX({amounts}),{amounts},0)))&" : "&FIXED(MAX({amounts}),0)&" €")'
    )
    counts = f"{_cell(DATA_ROW + 1, 'J')}:{_cell(DATA_ROW + MONTHS, 'J')}"
    months = f'=IF(SUM({counts})=0,"{SANS_RELANCE}",SUM({counts})&" relances sont parties en douze mois")'
    sheet.write_string(DATA_ROW - 3, 1, "Les chiffres des graphiques", hidden)
    for column, formula in ((1, ages), (4, levels), (8, months)):
        sheet.write_formula(DATA_ROW - 2, column, formula, hidden, "")


def _graphiques() -> tuple[_Graphique, ...]:
    under = CHARTS_ROW + 17
    ages, levels, months = (
        "Depuis quand est-ce dû ?",
        "Que relance-t-on, et à quelle étape ?",
        "Combien de relances partent chaque mois ?",
    )
    return (
        _Graphique(
            ages,
            "B",
            "B",
            "C",
            len(AGES),
            EUROS,
            AGE_COLOURS,
            "Jours de retard",
            "Reste dû",
            (CHARTS_ROW, 1),
            (870, 330),
        ),
        _Graphique(
            levels, "E", "E", "F", LEVELS, EUROS, (BLUE,), "Étape atteinte", "Reste dû", (CHARTS_ROW, 8), (620, 330)
        ),
        _Graphique(months, "I", "I", "J", MONTHS, "0;;", (GREEN,), "", "Relances envoyées", (under, 1), (1490, 290)),
    )


def _insert(workbook: Workbook, sheet: Worksheet, graphique: _Graphique) -> None:
    first, last = DATA_ROW + 1, DATA_ROW + graphique.rows
    labels, values = (
        f"={SHEET}!{_cell(first, letter)}:{_cell(last, letter)}" for letter in (graphique.labels, graphique.values)
    )
    chart = workbook.add_chart({"type": "column"})
    colours = graphique.colours
    chart.add_series(
        {
            "name": graphique.unit,
            "categories": labels,
            "values": values,
            "fill": {"color": colours[0]},
            "points": [{"fill": {"color": colour}} for colour in colours] if len(colours) > 1 else None,
            "gap": 45,
            "data_labels": {"value": True, "num_format": graphique.number, "font": {"name": FONT, "size": 10}},
        }
    )
    sentence = f"={SHEET}!{_cell(DATA_ROW - 2, graphique.sentence)}"
    # Excel shows the sentence of the cell; a program that does not follow it shows the question cached beside it
    name_font = {"name": FONT, "size": 14, "color": INK}
    chart.set_title({"name": sentence, "data": [graphique.question], "name_font": name_font})
    chart.set_legend({"none": True})
    font = {"name": FONT, "size": 10, "color": INK}
    chart.set_x_axis({"name": graphique.axis, "name_font": font, "num_font": font, "line": {"color": LINE}})
    # each column bears its own figure: a scale would only repeat it
    chart.set_y_axis({"min": 0, "visible": False, "major_gridlines": {"visible": False}})
    chart.set_chartarea({"border": {"color": LINE}})
    width, height = graphique.size
    chart.set_size({"width": width, "height": height})
    sheet.insert_chart(*graphique.place, chart, {"object_position": 2, "description": graphique.unit})
