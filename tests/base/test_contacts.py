import pytest
from hypothesis import given
from hypothesis import strategies as st
from relancier.base.contacts import Adresses, in_pairs, read_emails, read_mobile, read_phone


@pytest.mark.parametrize(
    ("typed", "valid"),
    [
        ("compta@dupont.fr", ("compta@dupont.fr",)),
        (" compta@dupont.fr ; paul+f@dupont-fils.co.uk", ("compta@dupont.fr", "paul+f@dupont-fils.co.uk")),
        ("a@b.fr, A@B.fr\nc@d.fr", ("a@b.fr", "c@d.fr")),
        ("Paul Dupont <paul@dupont.fr>", ("paul@dupont.fr",)),
        ("mailto:paul@dupont.fr", ("paul@dupont.fr",)),
        ("contact@étude.fr", ("contact@xn--tude-9oa.fr",)),
    ],
)  # fmt: skip
def test_one_or_several_addresses_are_read(typed: str, valid: tuple[str, ...]) -> None:
    assert read_emails(typed) == Adresses(valid)


@pytest.mark.parametrize(
    "typed",
    ["dupont", "@dupont.fr", "paul@", "paul@dupont", "paul dupont@x.fr", "paul@du pont.fr", "paul..d@x.fr",
     ".p@x.fr", "p@-x.fr", "p@x.f", "p@1.2", "paul@dupont..fr", "à demander", "e.p@x.fr>", "é@x.fr"],
)  # fmt: skip
def test_what_is_no_address_is_told_as_typed(typed: str) -> None:
    assert read_emails(typed) == Adresses((), (typed,))


def test_a_good_address_beside_a_bad_one_is_kept() -> None:
    assert read_emails("compta@dupont ; paul@dupont.fr") == Adresses(("paul@dupont.fr",), ("compta@dupont",))


def test_an_empty_cell_holds_no_address() -> None:
    assert read_emails(" ;\u00a0") == Adresses()


def test_a_line_break_parts_addresses_and_never_joins_a_header() -> None:
    assert read_emails("a@b.fr\r\nBcc: x@y.fr") == Adresses(("a@b.fr",), ("Bcc: x@y.fr",))


@given(st.text())
def test_a_valid_address_is_plain_ascii_on_one_line(typed: str) -> None:
    for address in read_emails(typed).valables:
        assert address.isascii()
        assert not set(address) & set('\r\n <>,;:"')


@pytest.mark.parametrize(
    "typed",
    ["06 12 34 56 78", "0612345678", "06.12.34.56.78", "+33 6 12 34 56 78", "+33 (0)6 12 34 56 78", "0033612345678",
     "01 99 00 04 14 / 06 12 34 56 78", "portable : 06-12-34-56-78"],
)  # fmt: skip
def test_a_mobile_number_is_found_however_it_is_written(typed: str) -> None:
    assert read_mobile(typed) == "0612345678"


@pytest.mark.parametrize(
    ("typed", "number"),
    [("+262 692 12 34 56", "0692123456"), ("0690 12 34 56", "0690123456"), ("+596 696 12 34 56", "0696123456")],
)
def test_an_overseas_mobile_is_one_too(typed: str, number: str) -> None:
    assert read_mobile(typed) == number


@pytest.mark.parametrize(
    "typed",
    ["01 99 00 04 14", "+33 1 99 00 04 14", "09 12 34 56 78", "+32 470 12 34 56", "06 12 34 56", "06 12 34 56 789",
     "", "SIRET 40483304800061234567"],
)  # fmt: skip
def test_a_landline_or_a_foreign_number_is_no_mobile(typed: str) -> None:
    assert read_mobile(typed) == ""


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("+33612345678", "06 12 34 56 78"),
        ("01.99.00.04.14", "01 99 00 04 14"),
        ("01 99 00 04 14 poste 12", "01 99 00 04 14 poste 12"),
        ("01 99 00 04 14 / 06 12 34 56 78", "01 99 00 04 14 / 06 12 34 56 78"),
        ("+32 81 22 33 44", "+32 81 22 33 44"),
        ("26 34 56", "26 34 56"),
        ("voir M. Paul", ""),
        ("", ""),
    ],
)
def test_a_number_to_call_is_shown_in_pairs_or_as_typed(typed: str, shown: str) -> None:
    assert read_phone(typed).replace("\u00a0", " ") == shown


def test_a_number_in_pairs_never_breaks_at_a_line_end() -> None:
    assert in_pairs("0612345678") == "06\u00a012\u00a034\u00a056\u00a078"
