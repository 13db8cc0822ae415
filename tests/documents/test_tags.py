from dataclasses import dataclass

import pytest
from jinja2 import TemplateRuntimeError
from markupsafe import escape
from relancier.documents.tags import Invisible, Tags, clean


@dataclass(frozen=True)
class Line:
    facture: str


def printed(source: str, **fields: object) -> tuple[str, list[str]]:
    tags = Tags()
    return tags.from_string(source).render(fields), tags.printed


def test_every_character_of_our_scripts_comes_out_cleaned_and_escaped():
    kept = [one for code in range(0x3100) if clean(one := chr(code)) and one not in "\r\x0b\n"]
    made, _ = printed("{% for one in kept %}{{ one }}\n{% endfor %}", kept=kept)
    assert made == "".join(f"{escape(clean(one))}\n" for one in kept)


def test_two_characters_that_make_one_are_put_together():
    assert printed("{{ nom }}", nom="Rho\u0302ne") == ("Rhône", ["Rhône"])


def test_a_constant_is_remembered_like_a_field_each_time():
    tags = Tags()
    template = tags.from_string("{{ 'un' }} {{ nom }}{% if nom %} {{ 'A & B' }}{% endif %}")
    for nom in ("deux", ""):
        tags.printed.clear()
        template.render(nom=nom)
        assert tags.printed == ["un", nom, *(["A & B"] if nom else [])]


def test_what_no_reader_sees_is_not_remembered():
    assert printed("{{ nom }}{{ signet }}", nom="Dupont", signet=Invisible("Piece_1")) == ("DupontPiece_1", ["Dupont"])


def test_a_field_of_a_record_is_read_and_a_method_of_it_is_not():
    line = Line("FA-1")
    assert printed("{{ ligne.facture }}", ligne=line)[0] == "FA-1"
    for hidden in ("__class__", "__init__", "__dataclass_fields__", "autre"):
        with pytest.raises(TemplateRuntimeError):
            printed(f"{{{{ ligne.{hidden} }}}}", ligne=line)


def test_escaping_cannot_be_switched_off_inside_a_template():
    assert printed("{% autoescape false %}{{ nom }}{% endautoescape %}", nom="A<B")[0] == "A&lt;B"
