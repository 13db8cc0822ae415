"""The pictures of the ribbon show the ribbon that ships, and the guide tells each of its buttons."""

import sys
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from relancier.excel.onglet import read_onglet  # noqa: E402

from workbook import ruban_dessin  # noqa: E402
from workbook.mode_emploi_texte import BANDES, RUBAN  # noqa: E402
from workbook.ruban_pictogrammes import PICTOGRAMMES  # noqa: E402

ONGLET = read_onglet(ruban_dessin.XML.read_bytes())
PICTURES = ruban_dessin.pictures(ONGLET)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_was_drawn_from_the_ribbon_of_today(name: str):
    with Image.open(ruban_dessin.FOLDER / name) as picture:
        assert picture.info[ruban_dessin.SOURCE] == ruban_dessin.digest(ONGLET, PICTURES[name]), (
            "python workbook/ruban_dessin.py, puis python workbook/construire.py"
        )


@pytest.mark.parametrize("name", PICTURES)
def test_drawing_again_gives_a_picture_of_the_same_size(name: str):
    again = ruban_dessin.draw(ONGLET, PICTURES[name])
    with Image.open(ruban_dessin.FOLDER / name) as picture:
        # another FreeType measures a text to a pixel
        assert all(abs(new - old) <= 6 for new, old in zip(again.size, picture.size, strict=True))


def test_no_other_picture_is_left():
    assert {one.name for one in ruban_dessin.FOLDER.iterdir()} == set(PICTURES)


def test_another_label_asks_for_another_picture():
    other = read_onglet(ruban_dessin.XML.read_bytes().replace(b'label="Proposer"', b'label="Prop"'))
    name = "grpRelances.png"
    assert ruban_dessin.digest(ONGLET, PICTURES[name]) != ruban_dessin.digest(other, ruban_dessin.pictures(other)[name])


def test_every_icon_has_its_pictogram():
    shown = {one.image for groupe in ONGLET.groupes for one in groupe.commandes}
    assert shown <= set(PICTOGRAMMES)


@pytest.mark.parametrize("name", ["modele.xlsx", "exemple.xlsx"])
def test_the_guide_tells_what_each_button_does_in_the_words_of_its_tip(name: str):
    book = openpyxl.load_workbook(ROOT / "workbook" / name)
    sheet = book["Mode d'emploi"]
    told = {cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    for one in ONGLET.actions():
        assert one.libelle in told
        assert one.texte.replace("'", "’") in told
    assert len(sheet._images) == len(PICTURES)


def test_every_group_of_the_ribbon_stands_in_the_guide():
    assert [volet for bande in BANDES for half in bande for volet in half if volet.image] == list(RUBAN)
