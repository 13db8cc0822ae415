"""The charts of the dashboard: native, over the small tables of `tableau_chiffres`, three on a row."""

from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from workbook.styles import FONT, INK, LINE
from workbook.tableau_adresses import CHARTS_ROW, FIRST, SHEET
from workbook.tableau_chiffres import BLOCS, sentence

BLUE, ORANGE, PALE, GREEN = "#0B5A8A", "#D55E00", "#9DBDD3", "#00715A"
AGE_COLOURS = (PALE, "#6FA0C2", "#3D7FAC", BLUE, ORANGE)
WIDE, ROWS, SIZE = 8, 15, (468, 296)
LABEL = "#,##0;;"
MONTH, DAY = "[$-40C]mmm\\ yy", "dd/mm"


@dataclass(frozen=True, slots=True)
class Graphique:
    """A chart.

    Attributes:
      name: its block and its sentence.
      question: the title where the sentence cannot be computed.
      kind: "column" or "bar" (a bar's first category stands on top).
      colours: one for each series, or one for each point of the only series.
      labels: each bar bears its figure, instead of a scale.
      categories: the number format of the categories; "" for words.
    """

    name: str
    question: str
    kind: str
    colours: tuple[str, ...]
    labels: bool = True
    categories: str = ""


GRAPHIQUES = (
    Graphique("ages", "Depuis quand est-ce dû ?", "column", AGE_COLOURS),
    Graphique("encours", "L’encours monte-t-il ?", "column", (PALE, BLUE), labels=False, categories=MONTH),
    Graphique(
        "tresorerie",
        "Combien attendre, et quand ?",
        "column",
        (BLUE, ORANGE, PALE),
        labels=False,
        categories=DAY,
    ),
    Graphique("etapes", "Où en est l’échu dans la procédure ?", "bar", (BLUE,)),
    Graphique("principaux", "Qui doit le plus ?", "bar", (GREEN,)),
    Graphique("segments", "Quels clients, depuis quand ?", "bar", AGE_COLOURS, labels=False),
)


def insert_charts(workbook: Workbook, sheet: Worksheet) -> None:
    """Insert the charts, three on a row."""
    for index, one in enumerate(GRAPHIQUES):
        line, place = divmod(index, 3)
        _insert(workbook, sheet, one, (CHARTS_ROW + line * ROWS, FIRST + place * WIDE))


def _insert(workbook: Workbook, sheet: Worksheet, one: Graphique, place: tuple[int, int]) -> None:
    bloc = BLOCS[one.name]
    stacked = len(bloc.heads) > 1
    chart = workbook.add_chart({"type": one.kind, "subtype": "stacked"} if stacked else {"type": one.kind})
    font = {"name": FONT, "size": 8, "color": INK}
    for offset in range(1, len(bloc.heads) + 1):
        series = {
            "name": f"={SHEET}!{bloc.head(offset)}",
            "categories": f"={SHEET}!{bloc.range(0)}",
            "values": f"={SHEET}!{bloc.range(offset)}",
            "fill": {"color": one.colours[offset - 1]},
            "border": {"color": "#FFFFFF", "width": 0.5},
            "gap": 40,
        }
        if not stacked and len(one.colours) > 1:
            series["points"] = [{"fill": {"color": colour}} for colour in one.colours]
        if one.labels:
            series["data_labels"] = {"value": True, "num_format": LABEL, "font": font}
        chart.add_series(series)
    title = {"name": FONT, "size": 11, "color": INK, "bold": True}
    # Excel shows the sentence of the cell; a program that does not follow it shows the question cached beside it
    said = f"={SHEET}!{sentence(one.name)}"
    chart.set_title({"name": said, "data": [one.question], "name_font": title})
    chart.set_legend({"position": "bottom", "font": font} if stacked else {"none": True})
    categories = {"num_font": font, "line": {"color": LINE}, "major_tick_mark": "none"}
    if one.categories:
        categories |= {"num_format": one.categories, "text_axis": True}
    values = {"min": 0, "num_font": font, "num_format": "#,##0", "line": {"none": True}}
    values |= {"visible": not one.labels, "major_gridlines": {"visible": not one.labels, "line": {"color": LINE}}}
    if one.kind == "bar":
        categories["reverse"] = True
        values["crossing"] = "max"
    chart.set_x_axis(categories)
    chart.set_y_axis(values)
    chart.set_chartarea({"border": {"color": LINE}})
    chart.set_size({"width": SIZE[0], "height": SIZE[1]})
    sheet.insert_chart(*place, chart, {"object_position": 2, "description": one.question})
