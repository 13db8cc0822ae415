"""The row that the user has selected: whom it names, in the user's own words for our columns."""

import pytest
import readable_books
import tableaux_propres
from readable_books import Mess
from relancier.classeur import schema
from relancier.classeur.live import Selection, selection
from relancier.classeur.live.bsd import xw

pytestmark = pytest.mark.libreoffice
OWN = {"Numéro": "N° pièce", "Code débiteur": "Tiers"}
HEADINGS = [(OWN.get(one, one), one) for one in schema.FACTURES.names]


def selected(book: xw.Book, sheet: str, address: str) -> Selection:
    book.sheets[sheet][address].select()
    return selection(book)


@pytest.fixture
def book(office, tmp_path) -> xw.Book:
    path = readable_books.book(
        tmp_path,
        debiteurs=[{"Code": 12}],
        factures=[{"Numéro": "00123", "Code débiteur": "12"}, {"Numéro": "F-2", "Code débiteur": None}],
        mess={
            "factures": Mess(
                [("Note", ""), *((OWN.get(one, one), one) for one in schema.FACTURES.names)], corner=(2, 1)
            )
        },
        correspondances=[{"Table": "tblFactures", "Colonne": one, "Votre intitulé": own} for one, own in OWN.items()],
    )
    return office.books.open(str(path))


def test_a_facture_names_its_debtor_whatever_the_headings(book):
    assert selected(book, "Factures", "F4") == Selection("tblFactures", 4, "12", "00123")


def test_a_debtor_names_himself_and_a_code_that_is_a_number_is_text(book):
    assert selected(book, "Débiteurs", "B2") == Selection("tblDebiteurs", 2, "12", None)


def test_a_row_that_names_nobody_is_still_a_row(book):
    assert selected(book, "Factures", "B5:C9") == Selection("tblFactures", 5, None, "F-2")


@pytest.mark.parametrize("address", ["A1", "B3", "F20"], ids=["above", "the headings", "below"])
def test_outside_of_the_rows_of_our_tables_there_is_nothing(book, address):
    assert selected(book, "Factures", address) == Selection()


def test_what_is_selected_in_another_workbook_is_not_meant(office, book, tmp_path):
    other = office.books.open(str(tableaux_propres.book(tmp_path / "autre.xlsx")))
    other.sheets["Suspensions"]["E5"].select()
    other.activate()
    assert selection(book) == Selection()
