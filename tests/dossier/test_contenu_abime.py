"""A page whose content breaks off is told, keeps what readers still show of it, and bears its stamp like the others."""

import zlib
from pathlib import Path

import pieces_fabriquees as fabrique
import pikepdf
from liasses_fabriquees import JOUR, add_page, make, prete
from pieces_preparees import codes, seule, texte
from pikepdf import Name
from relancier.dossier.liasse import separees, structure
from relancier.dossier.liasse.contenu import unpacked
from relancier.dossier.liasse.modele import Source
from relancier.dossier.liasse.releve import relever
from relancier.dossier.liasse.tampon import survey
from relancier.dossier.pieces import Gravite, PiecePrete

LINES = b"\n".join(
    b"BT /F1 12 Tf 60 %d Td (Ligne %d, facture du mois) Tj ET" % (780 - 16 * one, one) for one in range(40)
)


def broken(pdf: pikepdf.Pdf) -> None:
    """Add a page whose content is cut in a string: what follows it would be read as more of that string."""
    page = add_page(pdf, b"")
    whole = zlib.compress(LINES)
    page.obj.Contents = pdf.make_stream(whole[: len(whole) // 2] + b"\xff" * 40)
    page.obj.Contents.Filter = Name.FlateDecode


def damaged(path: Path) -> Path:
    return make(path, broken, add_page)


def stamped(clean: Path, out: Path) -> structure.PdfLu:
    source = Source(prete(clean, "7"), clean, tuple(survey(relever(clean), "7", 2)))
    out.write_bytes(separees.stamped(source, JOUR)[0])
    return structure.read(out)


def test_what_a_damaged_content_begins_with_is_kept_to_the_byte(tmp_path: Path) -> None:
    with pikepdf.open(damaged(tmp_path / "abimee.pdf")) as pdf:
        begun, whole = unpacked(pdf.pages[0].obj.Contents)
        assert not whole
        assert begun.startswith(LINES[:100])
        assert unpacked(pdf.pages[1].obj.Contents)[1]


def test_the_stamp_stands_on_a_damaged_page_handed_straight_to_the_binder(tmp_path: Path) -> None:
    read = stamped(damaged(tmp_path / "abimee.pdf"), tmp_path / "tampon.pdf")
    assert [(one.tampon.numero, one.tampon.page) for one in read.pages if one.tampon] == [("7", 1), ("7", 2)]
    assert all(one.visible for one in read.pages)


def test_the_intake_tells_a_damaged_content_and_makes_it_whole(tmp_path: Path) -> None:
    one = seule(tmp_path, "abimee.pdf", damaged(tmp_path / "source.pdf").read_bytes())
    assert isinstance(one, PiecePrete)
    assert "piece-contenu-abime" in codes(one)
    (told,) = [found for found in one.constats if found.code == "piece-contenu-abime"]
    assert (told.gravite, told.page) == (Gravite.DEFAUT, 1)
    assert told.message == "Le contenu est abîmé, et ne se lit pas jusqu'au bout : page 1."
    assert "Ligne 0, facture du mois" in texte(one)
    with pikepdf.open(one.pdf) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_a_sound_content_is_not_said_to_be_damaged(tmp_path: Path) -> None:
    one = seule(tmp_path, "saine.pdf", fabrique.simple())
    assert isinstance(one, PiecePrete)
    assert codes(one) == []


def test_the_stamp_of_a_page_ten_times_as_wide_as_high_is_seen(tmp_path: Path) -> None:
    wide = make(tmp_path / "large.pdf", lambda pdf: add_page(pdf, box=(0, 0, 8420, 842)))
    (page,) = stamped(wide, tmp_path / "tampon.pdf").pages
    assert page.tampon
    assert page.visible
