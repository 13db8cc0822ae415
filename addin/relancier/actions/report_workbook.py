"""The passage's report as a workbook: one sheet for the letters, one for every échéance, one for what to correct.

xlsxwriter draws the sheets and their tables; the rows are spliced in as they are in the user's workbook, which takes a
fifth of the time.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import xlsxwriter

from relancier.actions.resultat import Resultat
from relancier.base.contacts import read_phone
from relancier.classeur.schema import Kind
from relancier.classeur.splicing.cell_xml import MAX_TEXT
from relancier.classeur.splicing.edits import Row
from relancier.classeur.splicing.splice import filled
from relancier.creances.portefeuille import Canal
from relancier.documents.report_context import CompteRendu
from relancier.relances.passage import Envoi
from relancier.relances.segments import percent

Value = str | int | Decimal | date | None
Columns = Sequence[tuple[str, int, Kind]]  # heading, width, what its cells hold
INK, PALE = "#1F3A5F", "#EEF2F7"
MOST = MAX_TEXT // 2  # characters: whatever they are, they fit in a cell
MONEY, DAY = "# ##0.00\\ €", "dd/mm/yyyy"


def write_workbook(path: Path, resultat: Resultat, context: CompteRendu) -> None:
    """Write the report of `resultat`, whose sentences are those of `context`, to `path`.

    Raises:
      OSError: the disk refuses it.
    """
    drawn = BytesIO()
    with xlsxwriter.Workbook(drawn, {"in_memory": True}) as book:
        book.set_properties({"title": f"Compte rendu du passage {resultat.nom}", "author": context.creancier_nom})
        sheets = _Sheets(book)
        sheets.text("Synthèse", f"Passage {resultat.nom} du {context.date}", (*context.resume, "", *context.a_faire))
        sheets.table(
            "Lettres",
            _LETTRES,
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
            _ANOMALIES,
            ((str(one.gravite), str(one.lieu), one.trouve, one.message, one.remede) for one in resultat.anomalies),
        )
        sheets.table("Imputations", _IMPUTATIONS, _imputations(resultat))
    path.write_bytes(filled(drawn.getvalue(), path.name, sheets.bodies))


_LETTRES: Columns = (
    ("Code", 10, Kind.TEXTE),
    ("Client", 38, Kind.TEXTE),
    ("Lettre", 18, Kind.TEXTE),
    ("Canal", 12, Kind.TEXTE),
    ("Canal prévu", 24, Kind.TEXTE),
    ("Échéances", 11, Kind.ENTIER),
    ("Réclamé", 15, Kind.MONTANT),
    ("Fichier", 48, Kind.TEXTE),
)

# the last five are filled by hand, a row for each call
_APPELS: Columns = (
    ("Code", 10, Kind.TEXTE),
    ("Client", 36, Kind.TEXTE),
    ("Téléphone", 18, Kind.TEXTE),
    ("Échéances", 11, Kind.ENTIER),
    ("Réclamé", 15, Kind.MONTANT),
    ("Plus ancienne", 13, Kind.DATE),
    ("Appelé le", 12, Kind.DATE),
    ("Interlocuteur", 24, Kind.TEXTE),
    ("Promesse pour le", 16, Kind.DATE),
    ("Montant promis", 15, Kind.MONTANT),
    ("Note", 50, Kind.TEXTE),
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


_ECHEANCES: Columns = (
    ("Code", 10, Kind.TEXTE),
    ("Client", 36, Kind.TEXTE),
    ("Facture", 16, Kind.TEXTE),
    ("Émise le", 12, Kind.DATE),
    ("Échéance", 12, Kind.DATE),
    ("Retard", 9, Kind.ENTIER),
    ("Montant TTC", 14, Kind.MONTANT),
    ("Avoirs", 13, Kind.MONTANT),
    ("Réglé", 13, Kind.MONTANT),
    ("Reste dû", 14, Kind.MONTANT),
    ("Niveau", 8, Kind.ENTIER),
    ("Décision", 15, Kind.TEXTE),
    ("Pourquoi", 96, Kind.TEXTE),
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


_CLIENTS: Columns = (
    ("Code", 10, Kind.TEXTE),
    ("Client", 36, Kind.TEXTE),
    ("Segment", 20, Kind.TEXTE),
    ("Pourquoi ce segment", 60, Kind.TEXTE),
    ("Échu", 14, Kind.MONTANT),
    ("Plus vieux retard", 12, Kind.ENTIER),
    ("Délai moyen", 12, Kind.ENTIER),
    ("Payé en retard", 12, Kind.TEXTE),
    ("Promesses rompues", 12, Kind.ENTIER),
    ("Dernier envoi", 13, Kind.DATE),
)


def _clients(resultat: Resultat) -> Iterable[Sequence[Value]]:
    for code, one in resultat.passage.faits.items():
        ways = one.comportement
        yield (
            *(code, one.debiteur.nom, one.famille.nom, " ; ".join(one.famille.raisons), ways.echu, ways.retard),
            *(ways.delai_moyen, None if ways.part_en_retard is None else percent(ways.part_en_retard)),
            *(ways.promesses_rompues, one.dernier_contact),
        )


_IMPUTATIONS: Columns = (
    ("Code", 10, Kind.TEXTE),
    ("Date", 12, Kind.DATE),
    ("Pièce", 30, Kind.TEXTE),
    ("Montant", 14, Kind.MONTANT),
    ("Facture", 16, Kind.TEXTE),
    ("Échéance", 12, Kind.DATE),
    ("Imputé", 14, Kind.MONTANT),
    ("Comment", 26, Kind.TEXTE),
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


_ANOMALIES: Columns = (
    ("Gravité", 12, Kind.TEXTE),
    ("Où", 44, Kind.TEXTE),
    ("Trouvé", 24, Kind.TEXTE),
    ("Ce qui ne va pas", 70, Kind.TEXTE),
    ("Que faire", 60, Kind.TEXTE),
)


class _Sheets:
    """Draws sheets of one look.

    Attributes:
      bodies: the rows to put in each table, by its name.
    """

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.bodies: dict[str, list[Row]] = {}
        self._book = book
        self._title = book.add_format({"bold": True, "font_size": 14, "font_color": INK})
        self._head = book.add_format({"bold": True, "bg_color": INK, "font_color": "white", "valign": "vcenter"})
        self._wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self._cells = {
            Kind.TEXTE: self._wrap,
            Kind.MONTANT: book.add_format({"num_format": MONEY, "valign": "top"}),
            Kind.DATE: book.add_format({"num_format": DAY, "valign": "top", "align": "center"}),
            Kind.ENTIER: book.add_format({"num_format": "0", "valign": "top", "align": "center"}),
        }

    def text(self, name: str, title: str, lines: Sequence[str]) -> None:
        """Add a sheet of sentences."""
        sheet = self._book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 120)
        sheet.write_string(0, 0, title, self._title)
        for row, line in enumerate(lines, start=2):
            sheet.write_string(row, 0, line, self._wrap)

    def table(self, name: str, columns: Columns, rows: Iterable[Sequence[Value]]) -> None:
        """Add a sheet that holds one table, filterable, its header frozen and repeated in print."""
        sheet = self._book.add_worksheet(name)
        for column, (_, width, kind) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_blank(1, column, None, self._cells[kind])  # the look of the rows to come
        headings = [heading for heading, _, _ in columns]
        own = f"tblCompteRendu{len(self._book.worksheets())}"
        options = {
            "name": own,
            "columns": [{"header": heading, "header_format": self._head} for heading in headings],
            "style": "Table Style Light 15",
            "autofilter": True,
        }
        sheet.add_table(0, 0, 1, len(columns) - 1, options)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        body: list[Row] = [dict(zip(headings, map(_short, row), strict=True)) for row in rows]
        if body:
            self.bodies[own] = body


def _short(value: Value) -> Value:
    """Return `value`, a text cut where no cell could hold it."""
    return value[:MOST] if isinstance(value, str) and len(value) > MOST else value
