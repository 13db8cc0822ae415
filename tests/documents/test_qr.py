import io
from decimal import Decimal

import pytest
import zxingcpp
from PIL import Image, ImageOps
from relancier.documents.qr import transfer_png

IBAN = "FR7630006000011234567890189"


def read(png: bytes) -> zxingcpp.Barcode:
    """What a telephone reads in a picture of the code on white paper."""
    picture = Image.open(io.BytesIO(png)).convert("L")
    return zxingcpp.read_barcode(ImageOps.expand(picture, border=20, fill=255))


def payload(name: str = "Atelier", bic: str = "AGRIFRPP", amount: str = "123.45", text: str = "CL1 FA-1") -> list[str]:
    """What the code says, line by line."""
    return read(transfer_png(name, IBAN, bic, Decimal(amount), text)).bytes.decode("utf-8").split("\n")


def test_the_code_is_of_level_m_as_epc069_12_asks():
    assert read(transfer_png("Atelier", IBAN, "", Decimal("1234.50"), "CL1")).ec_level == "M"


def test_accents_are_read_as_utf_8_without_a_change_of_alphabet_that_a_bank_would_not_know():
    found = read(transfer_png("Société Élévation & Cœur", IBAN, "", Decimal(10), "Été"))
    assert found.symbology_identifier == "]Q1"
    assert found.bytes.decode("utf-8").split("\n")[5] == "Société Élévation & Cœur"


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
