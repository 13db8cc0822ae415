import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from lxml import etree
from relancier.base.errors import InvalidInput
from relancier.base.opc import Package
from relancier.documents.tags import clean
from relancier.documents.template import LostValue, Template


@dataclass(frozen=True)
class Line:
    facture: str
    du: str


@dataclass(frozen=True)
class Letter:
    nom: str
    total: str
    lignes: tuple[Line, ...]
    urgent: bool


CONTEXT = {"nom": "Dupont", "total": "500,00 €", "lignes": (Line("FA-1", "300,00 €"), Line("FA-2", "200,00 €"))}


def word(tmp_path: Path, *paragraphs: str, header: str = "", footer: str = "") -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    for part, text in ((document.sections[0].header, header), (document.sections[0].footer, footer)):
        if text:
            part.paragraphs[0].text = text
    return saved(document, tmp_path)


def saved(document: Document, tmp_path: Path) -> Path:
    path = tmp_path / "lettre.docx"
    document.save(str(path))
    return path


def with_part(path: Path, name: str, old: str, new: str) -> Path:
    package = Package(path.read_bytes())
    content = package.read(name).decode("utf-8")
    assert old in content
    path.write_bytes(package.write({name: content.replace(old, new).encode()}))
    return path


def rendered(path: Path, **changed: object) -> str:
    return Template(path, Letter).render({**CONTEXT, "urgent": False, **changed}).text


def refusal(path: Path) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        Template(path, Letter).render({**CONTEXT, "urgent": False})
    return caught.value


NASTY = (
    'A<B & Fils "L\'Été"',
    "Dupont & Fils",
    "Éts <b>Gras</b> &amp; Cie",
    "]]> <!-- fin",
    "{{ 7*7 }}",
    "{% raw %} {# note #}",
    "Café ☕ 🦊 SARL",
    "x" * 300,
    "Œuvre « d'été » n° 3",
)


@pytest.mark.parametrize("name", NASTY)
def test_a_name_comes_out_as_it_is_typed(tmp_path, name):
    made = Template(word(tmp_path, "Client {{ nom }} doit {{ total }}."), Letter).render({**CONTEXT, "nom": name})
    [paragraph] = [p.text for p in docx.Document(BytesIO(made.docx)).paragraphs]
    assert paragraph == f"Client {name} doit 500,00 €."


def test_alt_enter_and_line_breaks_become_line_breaks(tmp_path):
    made = Template(word(tmp_path, "{{ nom }}"), Letter).render({**CONTEXT, "nom": "Dupont\x0bFils\nLyon\r\n69"})
    assert docx.Document(BytesIO(made.docx)).paragraphs[0].text == "Dupont\nFils\nLyon\n69"


def test_characters_that_xml_forbids_are_dropped_and_the_rest_stays():
    assert clean("Du\x00pont\x1f \ud800& Cie\ufffe\t!") == "Dupont & Cie !"


def test_a_row_loop_makes_a_row_for_each_line(tmp_path):
    document = docx.Document()
    table = document.add_table(4, 2)
    for row, texts in zip(
        table.rows,
        (("Facture", "Dû"), ("{%tr for l in lignes %}", ""), ("{{ l.facture }}", "{{ l.du }}"), ("{%tr endfor %}", "")),
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    made = Template(saved(document, tmp_path), Letter).render({**CONTEXT, "urgent": True})
    [found] = docx.Document(BytesIO(made.docx)).tables
    assert [[cell.text for cell in row.cells] for row in found.rows] == [
        ["Facture", "Dû"],
        ["FA-1", "300,00 €"],
        ["FA-2", "200,00 €"],
    ]


def test_a_tag_that_word_split_between_runs_still_works(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in ("Vous devez {", "{ to", "tal }", "} ce jour."):
        paragraph.add_run(piece)
    assert "Vous devez 500,00 € ce jour." in rendered(saved(document, tmp_path))


def test_the_same_template_makes_many_letters_that_share_nothing(tmp_path):
    template = Template(word(tmp_path, "{{ nom }}"), Letter)
    texts = [template.render({**CONTEXT, "nom": name}).text.strip() for name in ("Dupont", "Durand", "Dupont")]
    assert texts == ["Dupont", "Durand", "Dupont"]


def test_members_that_hold_no_tag_keep_their_bytes(tmp_path):
    path = word(tmp_path, "{{ nom }}")
    made = Template(path, Letter).render({**CONTEXT, "urgent": True}).docx
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(BytesIO(made)) as new:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed == {"word/document.xml"}


def test_a_header_and_a_footer_are_filled(tmp_path):
    made = rendered(word(tmp_path, "Bonjour", header="Pour {{ nom }}", footer="Total {{ total }}"))
    assert "Pour Dupont" in made
    assert "Total 500,00 €" in made


def test_an_unknown_field_is_named_with_its_template_and_a_suggestion(tmp_path):
    error = refusal(word(tmp_path, "{{ totale }}"))
    assert (error.code, error.exit_code) == ("modele-champ-inconnu", 2)
    assert error.message == "Le modèle « lettre.docx » emploie le champ « totale », qui n'existe pas."
    assert error.remede == "Vouliez-vous « total » ?"


def test_an_unknown_field_of_a_line_is_found_even_in_a_header(tmp_path):
    error = refusal(word(tmp_path, "x", header="{% for l in lignes %}{{ l.montan }}{% endfor %}"))
    assert "« l.montan »" in error.message


def test_a_field_with_no_neighbour_gets_the_list_of_those_that_exist(tmp_path):
    assert refusal(word(tmp_path, "{{ zzz }}")).remede == "Champs possibles : lignes, nom, total, urgent."


CODE = (
    "{{ cycler.__init__.__globals__ }}",
    "{{ ''.__class__ }}",
    "{{ nom.__class__.__mro__ }}",
    "{{ nom['__class__'] }}",
    "{{ nom|attr('__class__') }}",
    "{{ lignes|map(attribute='__class__')|list }}",
    "{% for l in lignes if l.__class__ %}x{% endfor %}",
    "{{ nom.upper() }}",
    "{{ 9**9**9 }}",
    "{{ 'a' * 100000 }}",
    "{% set x = nom %}",
    "{% with x = nom %}{{ x }}{% endwith %}",
    "{% include 'autre.docx' %}",
    "{% macro m() %}{% endmacro %}",
    "{{ nom|format }}",
    "{% filter attr('__class__') %}{% endfilter %}",
)


@pytest.mark.parametrize("tag", CODE)
def test_a_template_that_tries_to_run_code_is_refused(tmp_path, tag):
    assert refusal(word(tmp_path, tag)).exit_code == 2


@pytest.mark.parametrize("where", ["header", "footer"])
def test_code_in_a_header_or_footer_is_refused(tmp_path, where):
    error = refusal(word(tmp_path, "x", **{where: "{{ nom|attr('__class__') }}"}))
    assert error.code == "modele-code"


def test_code_in_a_footnote_is_refused(tmp_path):
    path = word(tmp_path, "{{ nom }}")
    package = Package(path.read_bytes())
    with zipfile.ZipFile(path, "a") as archive:
        xml = package.read("word/document.xml").decode("utf-8").replace("{{ nom }}", "{{ ''.__class__ }}")
        archive.writestr("word/footnotes.xml", xml)
    assert refusal(path).code == "modele-code"


def test_a_tag_in_the_document_s_properties_is_refused(tmp_path):
    document = docx.Document()
    document.core_properties.subject = "{{ cycler.__init__.__globals__ }}"
    error = refusal(saved(document, tmp_path))
    assert (error.code, "propriétés" in error.message) == ("modele-code", True)


def test_a_tag_that_is_not_closed_is_refused(tmp_path):
    assert refusal(word(tmp_path, "{{ nom ")).code == "modele-illisible"


def test_a_loop_that_is_not_closed_is_refused(tmp_path):
    assert refusal(word(tmp_path, "{% for l in lignes %}{{ l.du }}")).code == "modele-illisible"


def test_braces_written_as_entities_are_no_way_round(tmp_path):
    path = with_part(word(tmp_path, "[[ nom"), "word/document.xml", "[[ nom", "&#123;&#123; nom")
    assert refusal(path).code == "modele-illisible"


def test_a_group_of_fields_is_not_printed_as_python(tmp_path):
    assert "groupe de champs" in refusal(word(tmp_path, "{{ lignes }}")).message


def test_a_flag_is_not_printed(tmp_path):
    assert refusal(word(tmp_path, "{{ urgent }}")).code == "modele-illisible"


def test_safe_is_no_way_to_write_xml(tmp_path):
    assert refusal(word(tmp_path, "{{ nom|safe }}")).code == "modele-code"


def test_autoescape_cannot_be_switched_off(tmp_path):
    path = word(tmp_path, "{% autoescape false %}{{ nom }}{% endautoescape %}")
    assert rendered(path, nom="<w:br/>A & B").strip() == "<w:br/>A & B"


def test_a_letter_without_a_required_value_is_refused(tmp_path):
    template = Template(word(tmp_path, "Bonjour {{ nom }}"), Letter)
    with pytest.raises(LostValue) as caught:
        template.render({**CONTEXT, "urgent": False}, required=("500,00 €",))
    assert "500,00 €" in caught.value.message


def test_a_required_value_is_found_whatever_its_blanks(tmp_path):
    template = Template(word(tmp_path, "{{ nom }} : 1\u202f500,00\u00a0€"), Letter)
    assert "500" in template.render({**CONTEXT, "urgent": False}, required=("1 500,00 €",)).text


def test_a_missing_template_is_named(tmp_path):
    assert refusal(tmp_path / "absent.docx").code == "modele-absent"


def test_a_file_that_is_no_word_document_is_refused(tmp_path):
    path = tmp_path / "lettre.docx"
    path.write_bytes(b"bonjour")
    assert refusal(path).exit_code == 2


def test_the_title_is_the_word_property_else_the_file_s_name(tmp_path):
    document = docx.Document()
    document.core_properties.title = ""
    assert Template(saved(document, tmp_path), Letter).title == "lettre"
    document.core_properties.title = "Relance amiable"
    assert Template(saved(document, tmp_path), Letter).title == "Relance amiable"


def test_uses_tells_what_is_printed_or_tested(tmp_path):
    template = Template(word(tmp_path, "{% if urgent %}{{ nom }}{% endif %}", "{{ lignes[0].du }}"), Letter)
    assert [template.uses(name) for name in ("urgent", "nom", "lignes", "total")] == [True, True, True, False]


def test_every_letter_made_is_well_formed_xml(tmp_path):
    made = Template(word(tmp_path, "{{ nom }}"), Letter).render({**CONTEXT, "nom": "".join(NASTY), "urgent": True})
    etree.fromstring(Package(made.docx).read("word/document.xml"))
