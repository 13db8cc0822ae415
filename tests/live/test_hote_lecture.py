"""An open workbook reads as its closed file does, whatever users do to their tables."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import readable_books
from comptes_appels import counted
from readable_books import Formula, Mess
from relancier.classeur import schema
from relancier.classeur.closed_file import ClosedFile
from relancier.classeur.live import LiveBook
from relancier.classeur.live.bsd import xw

pytestmark = pytest.mark.libreoffice
EXAMPLE = Path(__file__).parents[2] / "workbook" / "exemple.xlsx"
OURS = [(name, name) for name in schema.FACTURES.names]
OWN = {"Numéro": "N° pièce", "Code débiteur": "Tiers", "Montant TTC": "Total\nTTC"}
BOOKS: dict[str, dict[str, Any]] = {
    "other headings and columns, elsewhere": {
        "mess": {
            "factures": Mess(
                [("Commentaire", ""), *((OWN.get(one, one), one) for one, _ in OURS[::-1])], "Saisie", (6, 3)
            )
        },
        "correspondances": [
            {"Table": "tblFactures", "Colonne": name, "Votre intitulé": own} for name, own in OWN.items()
        ],
    },
    "rows typed under a table, and another table further down": {
        "mess": {
            "factures": Mess(below=[{"Numéro": "F-9", "Code débiteur": "CL001", "Date": date(2026, 1, 5)}]),
            "reglements": Mess(sheet="Factures", corner=(9, 0)),
        },
        "reglements": [{}, {"Montant": 20}],
    },
    "hidden rows and a totals row": {
        "mess": {"factures": Mess(hidden=[0, 2], totals=True)},
        "factures": [{}, {"Numéro": "F-2", "Montant TTC": 12.5}, {"Numéro": "F-3", "Montant TTC": "1 234,56 €"}],
    },
    "numbers where text is meant, text where numbers are": {
        "debiteurs": [{"Code": 12, "SIREN": 404833048, "Code postal": "01000", "Téléphone": 472000000, "Note": "=1+1"}],
        "factures": [{"Numéro": 123, "Code débiteur": "12", "Montant TTC": "12,5", "Échéance": "04/02/2026"}],
        "reglements": [{"Code débiteur": 12.0, "Montant": True, "Référence": "00123"}],
    },
    "errors and formulas": {
        "factures": [
            {"Montant TTC": Formula("=1/0", "#DIV/0!")},
            {"Numéro": "F-2", "Montant TTC": Formula("=600*2", 1200)},
            {"Numéro": "F-3", "Objet": Formula("=NA()", "#N/A")},
        ]
    },
    "moments, lines and blanks": {
        "factures": [{"Date": datetime(2026, 1, 5, 14, 30), "Objet": "deux\nlignes", "Bon de commande": "  B  12 "}]  # noqa: DTZ001
    },
    "the calendar of old Macintosh": {"date_1904": True, "factures": [{}, {"Numéro": "F-2", "Échéance": 44000}]},
}


def both(office: xw.App, path: Path) -> tuple[Any, Any]:
    return ClosedFile(path).read(), LiveBook(office.books.open(str(path))).read()


def test_the_worked_example_reads_alike(office):
    closed, live = both(office, EXAMPLE)
    assert live == closed
    assert len(live.echeances) > 30


@pytest.mark.parametrize("given", BOOKS.values(), ids=BOOKS)
def test_an_odd_workbook_reads_alike_with_the_same_remarks(office, tmp_path, given):
    closed, live = both(office, readable_books.book(tmp_path, **dict(given)))
    assert live.anomalies == closed.anomalies
    assert live == closed


def test_each_table_is_read_once(office):
    book = office.books.open(str(EXAMPLE))
    with counted() as (reads, writes):
        LiveBook(book).read()
    assert set(reads.values()) == {1}
    assert reads["Factures"] == 1
    assert not writes
