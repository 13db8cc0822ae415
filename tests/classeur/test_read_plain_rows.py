"""A row about which there is nothing to say is read in one go; the others cell by cell. Both must read the same."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import repeat
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readable_books import CREANCIER, DEFAULTS
from relancier.classeur import schema
from relancier.classeur.raw import BadCell, RawTable, RawWorkbook
from relancier.classeur.reading.read import read_portefeuille
from relancier.classeur.reading.rows import TableReader
from relancier.creances.portefeuille import Portefeuille

ODD = [None, "", "  ", "\u200b", BadCell("#N/A"), True, 12, 12.5, -3.0, "é  É", "zzz", date(1980, 1, 1)]
CODES = ["CL001", "cl 1", "CL002", "007", 7.0, "7"]
NUMBERS = ["F-0001", "f-0001", "F-0002", "00012", 12.0, "12"]
DAYS = [date(2026, 1, 5), date(2026, 2, 4), datetime(2026, 2, 4, 17, 30), "04/02/2026", 46057.0]  # noqa: DTZ001
AMOUNTS = [100.0, 1200.0, 10.005, 0.1 + 0.2, "1 234,56 €", "1.234", 0.0, -50.0]
CELLS: dict[str, Sequence[Any]] = {
    "Code débiteur": CODES,
    "Numéro": NUMBERS,
    "Numéro facture": [*NUMBERS, None],
    "Nature": ["facture", None, "avoir", "AV"],
    "Date": [date(2026, 1, 5), "05/01/2026", 46027.0],
    "Échéance": DAYS,
    "Montant TTC": AMOUNTS,
    "Montant": AMOUNTS,
    "Taux contractuel": [None, 12.4, 0.124, "12,4 %"],
    "Objet": [None, "avoir sur F-0001"],
    "Procédure": [None, "Standard"],
}


def rows_of(table: schema.Table) -> st.SearchStrategy[list[Mapping[str, Any]]]:
    """Rows of which nearly all cells are good, though not all as one types them; a blank one at times."""
    cells = {name: st.sampled_from([*list(good) * 3, *ODD]) for name, good in CELLS.items() if name in table.names}
    usual = {name: st.sampled_from(list(good)) for name, good in CELLS.items() if name in table.names}
    row = st.one_of(st.fixed_dictionaries(usual), st.fixed_dictionaries(cells), st.just({}))
    return st.lists(row, max_size=12)


def workbook(rows: Mapping[schema.Table, Sequence[Mapping[str, Any]]]) -> RawWorkbook:
    tables = {}
    for table, lines in rows.items():
        cells = [[line.get(name) for name in table.names] for line in lines]
        tables[table.name] = RawTable(table.name, table.sheet, table.names, 1, range(2, 2 + len(cells)), cells)
    return RawWorkbook("classeur.xlsx", tables)


def read(factures: Sequence[Mapping[str, Any]], reglements: Sequence[Mapping[str, Any]]) -> Portefeuille:
    return read_portefeuille(
        workbook(
            {
                schema.CREANCIER: [{"Clé": key, "Valeur": value} for key, value in CREANCIER.items()],
                schema.DEBITEURS: [DEFAULTS["debiteurs"] | {"Code": code} for code in ("CL001", "CL002", "007")],
                schema.NIVEAUX: [DEFAULTS["niveaux"]],
                schema.RELANCES: [],
                schema.FACTURES: factures,
                schema.REGLEMENTS: reglements,
            }
        )
    )


@given(rows_of(schema.FACTURES), rows_of(schema.REGLEMENTS))
def test_a_row_gives_the_same_record_and_anomalies_read_in_one_go_or_cell_by_cell(
    factures: list[Mapping[str, Any]], reglements: list[Mapping[str, Any]]
) -> None:
    in_one_go = read(factures, reglements)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TableReader, "meanings", lambda reader, *columns: repeat(None, len(reader.raw.rows)))
        cell_by_cell = read(factures, reglements)
    assert in_one_go == cell_by_cell


def test_most_rows_are_read_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    facture, reglement = DEFAULTS["factures"], DEFAULTS["reglements"]
    by_cell: list[str] = []
    row = TableReader.row
    monkeypatch.setattr(TableReader, "row", lambda reader, at: (by_cell.append(reader.table.name), row(reader, at))[1])
    found = read([facture, facture | {"Numéro": "F-0002"}], [reglement, reglement | {"Numéro facture": "f-0002"}])
    assert {schema.FACTURES.name, schema.REGLEMENTS.name}.isdisjoint(by_cell)
    assert [one.facture for one in found.echeances] == ["F-0001", "F-0002"]
    assert [one.facture for one in found.reglements] == ["", "F-0002"]
