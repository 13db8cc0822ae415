from pathlib import Path

import pieces_fabriquees as fabrique
import pikepdf
import pytest
from pieces_preparees import codes, image, prete, refusee, seule
from PIL import Image
from relancier.dossier.intake.rapport import Refusee
from relancier.dossier.pieces import PiecePrete

RED, BLUE = (254, 0, 0), (0, 0, 254)


def corner_colours(name: str) -> list[tuple[int, ...]]:
    """The colours at the top left, the top right, the bottom left."""
    page = image(prete(name).pdf)
    right, bottom = page.width - 20, page.height - 20
    return [page.getpixel(place) for place in ((20, 20), (right, 20), (20, bottom))]  # type: ignore[misc]


def box(one: PiecePrete) -> tuple[int, int]:
    with pikepdf.open(one.pdf) as pdf:
        left, bottom, right, top = pdf.pages[0].mediabox
        return round(float(right - left)), round(float(top - bottom))


def pictures(one: PiecePrete) -> list[pikepdf.Object]:
    with pikepdf.open(one.pdf) as pdf:
        return [pikepdf.PdfImage(page.Resources.XObject.Im0).filters for page in pdf.pages]


def test_a_photo_is_turned_as_its_camera_noted_and_embedded_as_it_is() -> None:
    one = prete("photo.jpg")
    top_left, top_right, bottom_left = corner_colours("photo.jpg")
    assert top_left[0] > 240  # red, which stood at the left, is on top
    assert top_right[0] > 240
    assert bottom_left[2] > 240
    assert one.changements == ("Image redressée comme l'appareil l'a noté (EXIF).",)
    with pikepdf.open(one.pdf) as pdf:
        assert pdf.pages[0].Rotate == 90
        raw = pdf.pages[0].Resources.XObject.Im0.read_raw_bytes()
    assert raw == fabrique.photo(6)


def test_a_mirrored_photo_is_shown_as_it_was_seen() -> None:
    top_left, top_right, _ = corner_colours("miroir.jpg")
    assert top_left[2] > 240
    assert top_right[0] > 240


@pytest.mark.parametrize("name", ["cmjn.jpg", "sans_extension", "seize.png", "palette.png", "iphone.heic"])
def test_every_kind_of_picture_becomes_one_page_within_a4(name: str) -> None:
    one = prete(name)
    assert one.pages == 1
    assert "page-sans-texte" in codes(one)
    assert max(box(one)) <= 842
    assert min(box(one)) <= 596


def test_colours_survive() -> None:
    for name in ("sans_extension", "palette.png"):
        top_left, top_right, _ = corner_colours(name)
        assert max(top_left[0] - 255, 255 - top_left[0], top_left[2]) < 12
        assert max(255 - top_right[2], top_right[0]) < 12


def test_transparency_becomes_white() -> None:
    top_left, top_right, _ = corner_colours("transparent.png")
    assert (top_left, top_right) == ((0, 0, 0), (255, 255, 255))
    assert prete("transparent.png").changements == ("Transparence remplacée par du blanc.",)


def test_a_scan_in_one_bit_keeps_its_size_its_pixels_and_its_compression() -> None:
    one = prete("avis.tif")
    assert one.pages == 2
    assert box(one) == (595, 842)
    assert pictures(one) == [["/CCITTFaxDecode"], ["/CCITTFaxDecode"]]
    with pikepdf.open(one.pdf) as pdf, Image.open(one.piece.fichier) as scan:
        for rank in range(2):
            scan.seek(rank)
            kept = pikepdf.PdfImage(pdf.pages[rank].Resources.XObject.Im0).as_pil_image().convert("1")
            assert kept.tobytes() == scan.convert("1").tobytes()


def test_a_photo_without_a_size_is_fitted_in_a4() -> None:
    assert box(prete("sans_extension")) == (794, 595)


def test_a_picture_cut_short_is_refused() -> None:
    assert refusee("coupee.jpg").constat.code == "piece-abimee"
    assert refusee("coupee.jpg").constat.remede == "Reprenez la photo ou la numérisation d'origine."


def test_a_picture_that_claims_to_be_immense_is_refused_before_it_is_read(tmp_path: Path) -> None:
    header = bytearray(fabrique.png_transparent())
    header[16:24] = (60_000).to_bytes(4, "big") * 2
    one = seule(tmp_path, "bombe.png", bytes(header))
    assert isinstance(one, Refusee)
    assert one.constat.code in {"piece-trop-grosse", "piece-abimee"}
