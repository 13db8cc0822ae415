"""The passage's report as a workbook: one sheet for the letters, one for every échéance, one for what to correct."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from relancier.actions.resultat import Resultat
from relancier.base.contacts import read_phone
from relancier.creances.portefeuille import Canal
from relancier.documents.report_context import CompteRendu
from relancier.relances.passage import Envoi
from relancier.relances.segments import percent

Value = str | int | Decimal | date | None
INK, PALE = "#1F3A5F", "#EEF2F7"
MONEY, DAY = "# ##0.00\\ €", "dd/mm/yyyy"


def write_workbook(path: Path, resultat: Resultat, context: CompteRendu) -> None:
    """Write the report of `resultat`, whose sentences are those of `context`, to `path`.

    Raises:
      OSError: the disk refuses it.
    """
    try:
        _write(path, resultat, context)
    except FileCreateError as error:
        raise next((one for one in error.args if isinstance(one, OSError)), OSError(str(error))) from error


def _write(path: Path, resultat: Resultat, context: CompteRendu) -> None:
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": f"Compte rendu du passage {resultat.nom}", "author": context.creancier_nom})
        sheets = _Sheets(book)
        sheets.text("Synthèse", f"Passage {resultat.nom} du {context.date}", (*context.resume, "", *context.a_faire))
        sheets.table(
            "Lettres",
            (
                ("Code", 10),
                ("Client", 38),
                ("Lettre", 18),
                ("Canal", 12),
                ("Canal prévu", 24),
                ("Échéances", 11),
                ("Réclamé", 15),
                ("Fichier", 48),
            ),
            (
                (
                    one.envoi.debiteur.code,
                    one.envoi.debiteur.nom,
                    one.libelle,
                    str(one.envoi.canal),
                    _asked(one.envoi),
                    len(one.envoi.lignes),
                    one.envoi.reste_du,
                    (one.eml or one.document).name,
                )
                for one in resultat.lettres
            ),
        )
        if calls := [one.envoi for one in resultat.lettres if one.envoi.canal is Canal.TELEPHONE]:
            sheets.table("Appels", _APPELS, map(_call, calls))
        sheets.table("Échéances", _ECHEANCES, _echeances(resultat))
        sheets.table("Clients", _CLIENTS, _clients(resultat))
        sheets.table(
            "À corriger",
            (("Gravité", 12), ("Où", 44), ("Trouvé", 24), ("Ce qui ne va pas", 70), ("Que faire", 60)),
            ((str(one.gravite), str(one.lieu), one.trouve, one.message, one.remede) for one in resultat.anomalies),
        )
        sheets.table(
            "Imputations",
            (
                ("Code", 10),
                ("Date", 12),
                ("Pièce", 30),
                ("Montant", 14),
                ("Facture", 16),
                ("Échéance", 12),
                ("Imputé", 14),
                ("Comment", 26),
            ),
            _imputations(resultat),
        )


# the last five are filled by hand, a row for each call
_APPELS = (
    ("Code", 10),
    ("Client", 36),
    ("Téléphone", 18),
    ("Échéances", 11),
    ("Réclamé", 15),
    ("Plus ancienne", 13),
    ("Appelé le", 12),
    ("Interlocuteur", 24),
    ("Promesse pour le", 16),
    ("Montant promis", 15),
    ("Note", 50),
)


def _call(envoi: Envoi) -> Sequence[Value]:
    return (
        *(envoi.debiteur.code, envoi.debiteur.nom, read_phone(envoi.debiteur.telephone), len(envoi.lignes)),
        *(envoi.reste_du, envoi.lignes[0].etat.echeance.echeance),
        *(None,) * 5,
    )


def _asked(envoi: Envoi) -> str:
    """Return the channel that was asked for and why it is not the one taken; "" when it is."""
    route = envoi.acheminement
    return f"{route.prevu}, {route.faute}" if route and route.faute else ""


_ECHEANCES = (
    ("Code", 10),
    ("Client", 36),
    ("Facture", 16),
    ("Émise le", 12),
    ("Échéance", 12),
    ("Retard", 9),
    ("Montant TTC", 14),
    ("Avoirs", 13),
    ("Réglé", 13),
    ("Reste dû", 14),
    ("Niveau", 8),
    ("Décision", 15),
    ("Pourquoi", 96),
)


def _echeances(resultat: Resultat) -> Iterable[Sequence[Value]]:
    for one in resultat.passage.propositions:
        etat, echeance = one.etat, one.etat.echeance
        yield (
            echeance.debiteur,
            resultat.portefeuille.debiteurs[echeance.debiteur].nom,
            echeance.facture,
            echeance.date,
            echeance.echeance,
            max(etat.retard, 0),
            echeance.montant,
            etat.avoirs,
            etat.regle,
            etat.reste_du,
            one.niveau.niveau if one.niveau else None,
            str(one.decision),
            one.pourquoi,
        )


_CLIENTS = (
    ("Code", 10),
    ("Client", 36),
    ("Segment", 20),
    ("Pourquoi ce segment", 60),
    ("Échu", 14),
    ("Plus vieux retard", 12),
    ("Délai moyen", 12),
    ("Payé en retard", 12),
    ("Promesses rompues", 12),
    ("Dernier envoi", 13),
)


def _clients(resultat: Resultat) -> Iterable[Sequence[Value]]:
    for code, one in resultat.passage.faits.items():
        ways = one.comportement
        yield (
            *(code, one.debiteur.nom, one.famille.nom, " ; ".join(one.famille.raisons), ways.echu, ways.retard),
            *(ways.delai_moyen, None if ways.part_en_retard is None else percent(ways.part_en_retard)),
            *(ways.promesses_rompues, one.dernier_contact),
        )


def _imputations(resultat: Resultat) -> Iterable[Sequence[Value]]:
    for code, situation in resultat.situations.items():
        for one in situation.imputations:
            source = one.source
            label = getattr(source, "numero", "") or f"{source.mode} {source.reference}".strip()  # type: ignore[union-attr]
            how = "facture nommée" if one.nommee else "répartie (C. civ. 1342-10)"
            yield (
                *(code, source.date, label, source.montant),
                *(one.echeance.facture, one.echeance.echeance, one.montant, how),
            )


class _Sheets:
    """Writes sheets of one look."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._title = book.add_format({"bold": True, "font_size": 14, "font_color": INK})
        self._head = book.add_format({"bold": True, "bg_color": INK, "font_color": "white", "valign": "vcenter"})
        self._wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self._money = book.add_format({"num_format": MONEY, "valign": "top"})
        self._day = book.add_format({"num_format": DAY, "valign": "top", "align": "center"})
        self._whole = book.add_format({"num_format": "0", "valign": "top", "align": "center"})

    def text(self, name: str, title: str, lines: Sequence[str]) -> None:
        """Add a sheet of sentences."""
        sheet = self._book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 120)
        sheet.write_string(0, 0, title, self._title)
        for row, line in enumerate(lines, start=2):
            sheet.write_string(row, 0, line, self._wrap)

    def table(self, name: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Value]]) -> None:
        """Add a sheet that holds one table, filterable, its header frozen and repeated in print."""
        sheet = self._book.add_worksheet(name)
        number = 0
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                self._cell(sheet, number, column, value)
        for column, (_, width) in enumerate(columns):
            sheet.set_column(column, column, width)
        headers = [{"header": heading, "header_format": self._head} for heading, _ in columns]
        options = {"columns": headers, "style": "Table Style Light 15", "autofilter": True}
        sheet.add_table(0, 0, max(number, 1), len(columns) - 1, options)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def _cell(self, sheet: "xlsxwriter.worksheet.Worksheet", row: int, column: int, value: Value) -> None:
        if value is None or value == "":
            return
        if isinstance(value, Decimal):
            sheet.write_number(row, column, float(value), self._money)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self._day)
        elif isinstance(value, int):
            sheet.write_number(row, column, value, self._whole)
        else:
            sheet.write_string(row, column, value, self._wrap)
