"""What the charts of the dashboard draw: small tables of formulas under the print, over the tables of the workbook."""

from collections.abc import Sequence
from dataclasses import dataclass

from relancier.classeur.dashboard_rows import ENCOURS, PRINCIPAUX, SEGMENTS, TRESORERIE
from relancier.classeur.schema import ALERTES, INDICATEURS, PROPOSITIONS, SERIES, SITUATION
from relancier.pilotage.alertes import Nature
from relancier.pilotage.balance import SANS_SEGMENT
from relancier.pilotage.etapes import PAS_RELANCE, SORTIES, nom_du_niveau
from relancier.pilotage.principaux import COMBIEN
from relancier.pilotage.tranches import Tranche
from relancier.pilotage.tresorerie import SEMAINES
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workbook.styles import FONT, GREY, LINE, PAPER
from workbook.tableau_adresses import ARRETE, DATA_ROW, cell, column, day_words, indicator, looked_up

SANS_MESURE = "Pas encore de mesure : lancez « relancier tableau »."
SENTENCES_ROW, HEAD_ROW = DATA_ROW + 4, DATA_ROW + 12
TOP = HEAD_ROW + 1  # the first row of figures of each block
AGES = {
    Tranche.NON_ECHU: (None, 0),
    Tranche.DE_1_A_30: (0, 30),
    Tranche.DE_31_A_60: (30, 60),
    Tranche.DE_61_A_90: (60, 90),
    Tranche.PLUS_DE_90: (90, None),
}
FEW_SEGMENTS, LEVELS, MONTHS = 4, 4, 13
AUTRES, SUIVANTS = "Autres", f"Niveau {LEVELS + 1} et plus"
ETAPES = (PAS_RELANCE, *(nom_du_niveau(level) for level in range(1, LEVELS + 1)), SUIVANTS, *SORTIES)
RESTE = column(SITUATION, "Reste dû")
MONTANTS = ("Montant 1", "Montant 2", "Montant 3")


@dataclass(frozen=True, slots=True)
class Bloc:
    """A small table: the columns where its labels and its figures stand, and how many rows it has.

    Attributes:
      labels: the zero-based column of the labels.
      heads: the headings of the figures, in the columns that follow.
      rows: one tuple a row: the label's formula or words, then the figures' formulas.
      dated: the labels are days.
    """

    labels: int
    titre: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    dated: bool = False

    def range(self, offset: int) -> str:
        """Return the address of the labels (0) or of a column of figures (from 1)."""
        index = self.labels + offset
        return f"{cell(TOP, index)}:{cell(TOP + len(self.rows) - 1, index)}"

    def head(self, offset: int) -> str:
        """Return the address of the heading of a column of figures (from 1)."""
        return cell(HEAD_ROW, self.labels + offset)


def _age(more_than: int | None, at_most: int | None, also: str = "") -> str:
    """Sum what is left of échéances late by `more_than` < days <= `at_most`."""
    late = column(SITUATION, "Retard")
    conditions = [also] if also else []
    if more_than is not None:
        conditions.append(f'{late},">{more_than}"')
    if at_most is not None:
        conditions.append(f'{late},"<={at_most}"')
    return f"SUMIFS({RESTE},{','.join(conditions)})"


def _ages() -> Bloc:
    rows = tuple((str(age), f"={_age(*limits)}") for age, limits in AGES.items())
    return Bloc(1, "Retard", ("Reste dû",), rows)


def _segments() -> Bloc:
    left, owned = 4, column(SITUATION, "Segment")
    rows = []
    for rank in range(1, FEW_SEGMENTS + 1):
        name = cell(TOP + rank - 1, left)
        figures = (f'=IF({name}="",0,{_age(*limits, f"{owned},{name}")})' for limits in AGES.values())
        rows.append((f"={looked_up(f'{SEGMENTS}-{rank:02}', SERIES, 'Libellé')}", *figures))
    others = [
        f"={_age(*limits)}-SUM({cell(TOP, left + at)}:{cell(TOP + FEW_SEGMENTS - 1, left + at)})"
        for at, limits in enumerate(AGES.values(), start=1)
    ]
    more = looked_up(f"{SEGMENTS}-{FEW_SEGMENTS + 1:02}", SERIES, "Libellé")
    rows.append((f'=IF({more}="","","{AUTRES}")', *others))
    return Bloc(left, "Segment", tuple(str(age) for age in AGES), tuple(rows))


def _series(labels: int, serie: str, titre: str, heads: Sequence[str], count: int, label: str) -> Bloc:
    """Return the block of a series of tblSeries, row after row."""
    rows = []
    for rank in range(1, count + 1):
        key = f"{serie}-{rank:02}"
        figures = (f"=N({looked_up(key, SERIES, name)})" for name in MONTANTS[: len(heads)])
        rows.append((f"={looked_up(key, SERIES, label)}", *figures))
    return Bloc(labels, titre, tuple(heads), tuple(rows), dated=label == "Date")


def _encours() -> Bloc:
    bloc = _series(11, ENCOURS, "Fin de mois", ("Non échu", "Échu"), MONTHS, "Date")
    rows = []
    for rank, (day, owed, late) in enumerate(bloc.rows):
        due = cell(TOP + rank, bloc.labels + 2)
        rows.append((day, f"{owed}-{due}", late))
    return Bloc(bloc.labels, bloc.titre, bloc.heads, tuple(rows), dated=True)


def _etapes() -> Bloc:
    step = column(SITUATION, "Étape")
    amounts = {name: f'=SUMIFS({RESTE},{step},"{name}")' for name in ETAPES}
    known = "-".join(cell(TOP + rank, 21) for rank in range(1, LEVELS + 1))
    amounts[SUIVANTS] = f'=SUMIFS({RESTE},{step},"Niveau *")-{known}'
    return Bloc(20, "Étape", ("Reste dû échu",), tuple(amounts.items()))


BLOCS = {
    "ages": _ages(),
    "segments": _segments(),
    "encours": _encours(),
    "tresorerie": _series(15, TRESORERIE, "Semaine du", ("Échéances", "Promesses", "Échéanciers"), SEMAINES, "Date"),
    "etapes": _etapes(),
    "principaux": _series(23, PRINCIPAUX, "Client", ("Reste dû",), COMBIEN, "Libellé"),
}


def sentence(name: str) -> str:
    """Return the address of what the chart `name` says."""
    return cell(SENTENCES_ROW + list(BLOCS).index(name), 1)


def _sentences() -> dict[str, str]:
    """Return the expression of what each chart says, by its name."""
    b = BLOCS
    total = f"SUM({b['ages'].range(1)})"
    late = f"SUM({cell(TOP + 1, 2)}:{cell(TOP + len(AGES) - 1, 2)})"
    before = cell(TOP + MONTHS - 2, 11)
    owed, owed_before = (f"SUM({cell(TOP + row, 12)}:{cell(TOP + row, 13)})" for row in (MONTHS - 1, MONTHS - 2))
    moved = f"({owed}-{owed_before})"
    segment = f"{cell(TOP, 4)}"
    first = f"SUM({cell(TOP, 5)}:{cell(TOP, 9)})"
    weeks = f"SUM({b['tresorerie'].range(1)},{b['tresorerie'].range(2)},{b['tresorerie'].range(3)})"
    steps, names = b["etapes"].range(1), b["etapes"].range(0)
    top, clients = f"SUM({b['principaux'].range(1)})", f'COUNTIF({b["principaux"].range(1)},">0")'
    nothing = '"Rien n’est dû"'
    return {
        "ages": f'IF({total}=0,{nothing},IF({late}=0,"Rien n’est échu, sur ",{_euros(late)}&" échus, sur ")'
        f'&{_euros(total)}&" dus")',
        "segments": f'IF({segment}="",{nothing},IF({segment}="{SANS_SEGMENT}","Clients sans segment : ",'
        f'"Segment « "&{segment}&" » : ")&{_euros(first)}&" dus")',
        "encours": f'"L’encours "&IF(ROUND({moved},0)=0,"n’a pas changé",IF({moved}<0,"a diminué de ","a augmenté de ")'
        f'&{_euros(f"ABS({moved})")})&" depuis le "&{day_words(before)}',
        "tresorerie": f'IF({weeks}=0,"Rien n’est attendu à une date connue",{_euros(weeks)}&" attendus")'
        '&" en treize semaines"',
        "etapes": f'IF(MAX({steps})=0,"Rien n’est échu","Le plus gros de l’échu : "'
        f'&LOWER(INDEX({names},MATCH(MAX({steps}),{steps},0)))&", "&{_euros(f"MAX({steps})")})',
        "principaux": f'IF({total}=0,{nothing},IF({clients}<{COMBIEN},IF({clients}=1,"Un seul client doit",{clients}'
        f'&" clients doivent")&" tout l’encours","Les dix premiers clients doivent "&FIXED(100*{top}/{total},0)'
        '&" % de l’encours"))',
    }


def _euros(expression: str) -> str:
    return f'FIXED({expression},0)&" €"'


def write_figures(workbook: Workbook, sheet: Worksheet) -> None:
    """Write the days, the sentences and the blocks."""
    head = workbook.add_format({"font_name": FONT, "bold": True, "bg_color": PAPER, "font_size": 9, "shrink": True})
    base = {"font_name": FONT, "font_size": 9, "bottom": 1, "bottom_color": LINE, "shrink": True}
    text, euros = workbook.add_format(base), workbook.add_format(base | {"num_format": "#,##0"})
    day = workbook.add_format(base | {"num_format": "dd/mm/yyyy", "align": "left"})
    hidden = workbook.add_format({"font_name": FONT, "font_color": GREY, "font_size": 9})
    sheet.write_string(DATA_ROW, 1, "Les chiffres des graphiques (vos formules peuvent s’y appuyer)", hidden)
    for row, (words, name) in enumerate((("Arrêté", "Arrêté au"), ("Avant", "Mois précédent au")), DATA_ROW + 1):
        known = column(INDICATEURS, name)
        sheet.write_string(row, 1, words, text)
        sheet.write_formula(row, 2, f'=IF(COUNT({known})=0,"",MAX({known}))', day, "")
    for row, expression in enumerate(_sentences().values(), SENTENCES_ROW):
        said = f'=IF({ARRETE}="","{SANS_MESURE}",{expression}&CHAR(10)&"€ TTC, au "&{day_words(ARRETE)})'
        sheet.write_formula(row, 1, said, hidden, "")
    for bloc in BLOCS.values():
        _write_bloc(sheet, bloc, (head, day if bloc.dated else text, euros))


def _write_bloc(sheet: Worksheet, bloc: Bloc, formats: tuple[Format, Format, Format]) -> None:
    head, label, euros = formats
    for offset, words in enumerate((bloc.titre, *bloc.heads)):
        sheet.write_string(HEAD_ROW, bloc.labels + offset, words, head)
    for row, contents in enumerate(bloc.rows, TOP):
        for offset, content in enumerate(contents):
            style = euros if offset else label
            if content.startswith("="):
                sheet.write_formula(row, bloc.labels + offset, content, style, "")
            else:
                sheet.write_string(row, bloc.labels + offset, content, style)


def title_line() -> str:
    """Return the expression of the sentence under the sheet's title."""
    owed, late = (indicator(cle, "Valeur") for cle in ("encours", "echu"))
    moved = indicator("encours", "Écart")
    trend = (
        f'IF({moved}="",""," ("&IF(ROUND({moved},0)=0,"autant",{_euros(f"ABS({moved})")}&IF({moved}<0," de moins",'
        '" de plus"))&" qu’au mois d’avant)")'
    )
    unread = f'COUNTIF({column(ALERTES, "Alerte")},"{Nature.ILLISIBLE}")>0'
    missing = f'IF({unread},". Des lignes illisibles ne sont pas comptées : voyez la feuille Alertes","")'
    newer = f"MAX({column(PROPOSITIONS, 'Date')})>{ARRETE}"
    stale = f'IF({newer},". Un passage a eu lieu depuis : relancez « relancier tableau ».",".")'
    whole = f'"Au "&{day_words(ARRETE)}&", "&{_euros(owed)}&" sont dus"&{trend}&", dont "&{_euros(late)}&" échus"'
    return f'=IF({ARRETE}="","{SANS_MESURE}",{whole}&{missing}&{stale})'
