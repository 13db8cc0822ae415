"""The stamp stands upright at its visual place on any page, and changes nothing else of it."""

import json
import random
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from liasses_fabriquees import JOUR, KINDS, add_page, make, prete
from relancier.dossier.liasse import pixels, separees, structure
from relancier.dossier.liasse.apercu import deballe_releve, emballe_releve
from relancier.dossier.liasse.equilibre import balance
from relancier.dossier.liasse.geometrie import look
from relancier.dossier.liasse.modele import Source
from relancier.dossier.liasse.places import (
    BAS_DROITE,
    COINS,
    HAUT_DROITE,
    HAUT_GAUCHE,
    PIEDS,
    number_places,
    number_text,
    stamp_places,
    stamp_text,
)
from relancier.dossier.liasse.police import Police
from relancier.dossier.liasse.releve import relever
from relancier.dossier.liasse.tampon import Emplacement, survey


def places(clean: Path, numero: str = "1") -> list[Emplacement]:
    releves = relever(clean)
    return survey(releves, numero, len(releves))


def stamped(clean: Path, out: Path) -> Path:
    source = Source(prete(clean, "3 bis"), clean, tuple(places(clean, "3 bis")))
    out.write_bytes(separees.stamped(source, JOUR)[0])
    return out


@pytest.mark.parametrize("kind", KINDS)
def test_the_stamp_is_read_upright_in_its_place_and_no_other_pixel_changes(kind: str, tmp_path: Path) -> None:
    clean = make(tmp_path / "propre.pdf", KINDS[kind])
    done = stamped(clean, tmp_path / "tampon.pdf")
    read = structure.read(done).pages
    with pypdfium2.PdfDocument(clean) as before, pypdfium2.PdfDocument(done) as after:
        for rank, page in enumerate(read):
            assert page.tampon is not None
            assert (page.tampon.numero, page.tampon.page, page.tampon.pages) == ("3 bis", rank + 1, len(read))
            assert pixels.same(before[rank], after[rank], page.cadres)
            assert page.visible


@pytest.mark.parametrize(
    ("kind", "width", "height"),
    [
        ("droite", 595, 842),
        ("tournée de 90", 842, 595),
        ("rognée et tournée", 450, 360),
        ("origine négative", 842, 595),
    ],
)
def test_a_page_is_measured_as_the_reader_sees_it(kind: str, width: float, height: float, tmp_path: Path) -> None:
    with pikepdf.open(make(tmp_path / "une.pdf", KINDS[kind])) as pdf:
        view = look(pdf.pages[0])
    assert (view.largeur, view.hauteur) == (width, height)


def test_the_stamp_takes_the_first_blank_corner(tmp_path: Path) -> None:
    top_right = b"0 g 400 780 195 62 re f"
    clean = make(tmp_path / "logo.pdf", lambda pdf: add_page(pdf, top_right))
    (where,) = places(clean)
    assert (where.tampon, where.tampon_blanc) == (HAUT_GAUCHE, True)


def test_a_full_page_takes_the_stamp_top_right_on_a_white_box(tmp_path: Path) -> None:
    (where,) = places(make(tmp_path / "photo.pdf", KINDS["pleine"]))
    assert (where.tampon, where.tampon_blanc, where.numero, where.numero_blanc) == (
        HAUT_DROITE,
        False,
        BAS_DROITE,
        False,
    )


@pytest.mark.parametrize(
    ("width", "height", "edge"), [(595, 295, 12), (595, 842, 20), (298, 420, 8), (240, 150, 5), (200, 600, 5)]
)
def test_on_a_slip_with_a_frame_the_stamp_stands_inside_it_in_letters_that_are_read(
    width: int, height: int, edge: int, tmp_path: Path
) -> None:
    frame = f"0.4 G {edge} {edge} {width - 2 * edge} {height - 2 * edge} re S".encode()
    clean = make(tmp_path / "bon.pdf", lambda pdf: add_page(pdf, frame, box=(0, 0, width, height)))
    (where,) = places(clean, "12")
    assert (where.tampon_blanc, where.numero_blanc) == (True, True)
    label = stamp_places(width, height, 1, stamp_text("12", 1, 1), Police("Bold"))
    box = label.boites[where.tampon]
    assert label.taille >= 8
    assert edge < box.gauche < box.droite < width - edge
    assert edge < box.bas < box.haut < height - edge
    assert number_places(width, height, 1, number_text(3), Police("Regular")).taille >= 7


@pytest.mark.parametrize(("side", "edge"), [(60, 2.4), (80, 3.2), (100, 4)])
def test_on_a_page_so_small_that_places_touch_the_stamp_is_read_in_the_one_where_it_stands(
    side: int, edge: float, tmp_path: Path
) -> None:
    frame = f"0 G 0.2 w {edge} {edge} {side - 2 * edge} {side - 2 * edge} re S".encode()
    clean = make(tmp_path / "ticket.pdf", lambda pdf: add_page(pdf, frame, box=(0, 0, side, side)))
    (where,) = places(clean, "3 bis")
    (read,) = structure.read(stamped(clean, tmp_path / "tampon.pdf")).pages
    label = stamp_places(side, side, 1, stamp_text("3 bis", 1, 1), Police("Bold"))
    assert side - 2 * edge < label.boites[where.tampon].haut < side - edge
    assert read.cadres == (label.boites[where.tampon],)


def test_the_places_farthest_inside_are_within_what_is_noted_of_a_page(tmp_path: Path) -> None:
    frames = b"0.4 G 18 18 559 806 re S 40 40 515 762 re S"
    clean = make(tmp_path / "cadres.pdf", lambda pdf: add_page(pdf, frames))
    (where,) = places(clean)
    (noted,) = map(deballe_releve, map(json.loads, map(json.dumps, map(emballe_releve, relever(clean)))))
    assert survey([noted], "1", 1) == [where]
    assert (where.tampon, where.tampon_blanc, where.numero, where.numero_blanc) == (
        COINS[-4],
        True,
        PIEDS[-3],
        True,
    )


def test_the_grain_of_a_scan_is_still_blank_paper(tmp_path: Path) -> None:
    paper = b"0.93 g 0 0 595 842 re f 0.95 g 480 800 3 3 re f 0.92 g 520 810 3 3 re f"
    (where,) = places(make(tmp_path / "scan.pdf", lambda pdf: add_page(pdf, paper)))
    assert where.tampon_blanc


def test_the_stamp_is_an_artifact_in_an_embedded_font(tmp_path: Path) -> None:
    done = stamped(make(tmp_path / "a.pdf", KINDS["droite"]), tmp_path / "b.pdf")
    with pikepdf.open(done) as pdf:
        page = pdf.pages[0].obj
        assert page.Contents[-1].read_bytes().startswith(b"/Artifact BMC")
        font = page.Resources.Font["/RlcB"]
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        assert "/ToUnicode" in font


def test_pages_that_share_their_resources_keep_the_original_dictionary_untouched(tmp_path: Path) -> None:
    clean = make(tmp_path / "a.pdf", KINDS["contenu et ressources partagés"])
    with pikepdf.open(stamped(clean, tmp_path / "b.pdf")) as pdf:
        first, second = (page.obj for page in pdf.pages)
        assert first.Contents[1].objgen == second.Contents[1].objgen
        assert first.Contents[-1].objgen != second.Contents[-1].objgen


@pytest.mark.parametrize(
    ("content", "before", "after", "mended"),
    [
        (b"q 1 g Q", b"q\n", b"\nQ\n", None),
        (b"q q Q", b"q\n", b"\nQ\nQ\n", None),
        (b"1 g Q 0 g", b"q\n", b"\nQ\n", b"1 g   0 g"),
        (b"(q q q) Tj % q q\n/q gs <71> Tj", b"q\n", b"\nQ\n", None),
        (b"(a (q) b) Tj q", b"q\n", b"\nQ\nQ\n", None),
        (b"BT (x) Tj", b"q\n", b"\nET\nQ\n", None),
        (b"/OC /oc1 BDC 1 g", b"q\n", b"\nEMC\nQ\n", None),
        (b"BI /W 1 ID q q EI q Q", b"q\n", b"\nQ\n", None),
        (b"1 g (sans fin", b"q\n", b"\nQ\n", b"1 g "),
        (b"  ", b"", b"", None),
        (b"/P <</MCID 0>>BDC q BT (\\351t\\351 \\(1\\) \\\\) Tj ET Q EMC", b"q\n", b"\nQ\n", None),
        (b"EMC /P BMC", b"q\n", b"\nEMC\nQ\n", None),
        (b"ET BT", b"q\n", b"\nET\nQ\n", None),
        (b"q/Fm0 Do Q/Fm1 Do", b"q\n", b"\nQ\n", None),
    ],
)
def test_what_a_page_leaves_open_is_closed_before_the_stamp(
    content: bytes, before: bytes, after: bytes, mended: bytes | None
) -> None:
    found = balance(content)
    assert (found.before, found.after, found.content) == (before, after, mended)


def test_the_quick_look_at_a_content_says_what_following_it_step_by_step_says() -> None:
    words = (b"q", b"Q", b"BT", b"ET", b"/P BMC", b"/P<</A(x)>>BDC", b"EMC", b"[(a)-2(b)]TJ", b"(\\(q) Tj", b"<51>Tj")
    chance = random.Random(1)
    for _ in range(3000):
        content = b" ".join(chance.choices(words, k=chance.randint(1, 8)))
        followed = balance(content + b" %")  # nothing with a comment is looked at quickly
        found = balance(content)
        mended = followed.content and followed.content[:-2]
        assert (found.before, found.after, found.content) == (followed.before, followed.after, mended), content
