"""The fields that a template names are those that it uses once compiled."""

from pathlib import Path
from typing import get_type_hints

import pytest
from docx import Document
from relancier.base.errors import InvalidInput
from relancier.base.resources import shipped
from relancier.classeur.schema import MODELES
from relancier.creances.portefeuille import TypeDebiteur
from relancier.documents.context import Lettre, Penalites
from relancier.documents.named_fields import NamedFields
from relancier.documents.template import Template

# those of a passage alone: the fields of the other documents are others
OF_A_PASSAGE = {*MODELES, *(f"{modele}-{kind}" for modele in MODELES for kind in TypeDebiteur)}
LETTERS = sorted(path for path in shipped("templates").glob("*.docx") if path.stem in OF_A_PASSAGE)
FIELDS = [*get_type_hints(Lettre), *(f"penalites.{name}" for name in get_type_hints(Penalites))]


def both(path: Path) -> tuple[set[str], set[str]]:
    """The fields that it names, and those that it uses once compiled."""
    named, compiled = NamedFields(path), Template(path, Lettre)
    return {one for one in FIELDS if named.uses(one)}, {one for one in FIELDS if compiled.uses(one)}


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_they_are_those_of_each_letter_that_ships(path):
    named, used = both(path)
    assert named == used
    assert "total_du" in named


def test_a_tag_that_word_split_between_runs_and_one_with_blanks_are_seen(tmp_path):
    document = Document()
    paragraph = document.add_paragraph("Au taux {{ penalites.")
    paragraph.add_run("au_ta").bold = True
    paragraph.add_run("ux }} ; penalites.nombre n'est qu'un texte")
    document.add_paragraph("{% if penalites . indemnite_unitaire %}40 €{% endif %}{# reference #}")
    document.save(tmp_path / "la-mienne.docx")
    named, used = both(tmp_path / "la-mienne.docx")
    assert named == used == {"penalites", "penalites.au_taux", "penalites.indemnite_unitaire"}


def test_what_is_no_word_document_is_refused(tmp_path):
    (tmp_path / "faux.docx").write_text("bonjour")
    with pytest.raises(InvalidInput):
        NamedFields(tmp_path / "faux.docx")
