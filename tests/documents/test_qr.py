from decimal import Decimal
from unittest.mock import patch

import pytest
import segno
from relancier.documents.qr import transfer_png

IBAN = "FR7630006000011234567890189"
PNG = b"\x89PNG"


def payload(name: str = "Atelier", bic: str = "AGRIFRPP", amount: str = "123.45", text: str = "CL1 FA-1") -> list[str]:
    """What the code says, line by line."""
    with patch("segno.make_qr", wraps=segno.make_qr) as made:
        assert transfer_png(name, IBAN, bic, Decimal(amount), text).startswith(PNG)
    return bytes(made.call_args.args[0]).decode("utf-8").split("\n")


def test_the_code_holds_the_transfer_as_epc069_12_lays_it_out():
    assert payload() == [
        *("BCD", "002", "1", "SCT", "AGRIFRPP", "Atelier", IBAN, "EUR123.45", "", "", "CL1 FA-1"),
    ]


def test_a_bic_typed_with_blanks_is_read():
    assert payload(bic=" agri frpp 882 ")[4] == "AGRIFRPP882"


def test_a_bic_that_is_none_is_left_out():
    assert payload(bic="voir RIB")[4] == ""


def test_a_line_break_in_the_name_does_not_end_its_field():
    assert payload(name="Atelier\ndu\x0bRhône")[5] == "Atelier du Rhône"


def test_a_name_of_300_characters_keeps_70():
    assert len(payload(name="Étoile" * 50)[5]) == 70


@pytest.mark.parametrize(
    ("iban", "amount", "name"),
    [("", "10", "Atelier"), (IBAN, "0", "Atelier"), (IBAN, "1000000000", "Atelier"), (IBAN, "10", " ")],
)
def test_no_code_where_it_cannot_carry_the_transfer(iban, amount, name):
    assert transfer_png(name, iban, "", Decimal(amount), "CL1") == b""


def test_no_code_where_there_would_be_too_many_bytes():
    assert transfer_png("🦊" * 70, IBAN, "", Decimal(10), "🦊" * 60) == b""
