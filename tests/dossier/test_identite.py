"""A page is believed without being drawn only when all that it shows is, object for object, what it was."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from liasses_fabriquees import COUVERTURE, KINDS, add_page, make, prete
from pikepdf import Array, Dictionary, Name
from relancier.dossier.liasse import pixels, structure
from relancier.dossier.liasse.couche import Couches
from relancier.dossier.liasse.geometrie import Boite, Vue
from relancier.dossier.liasse.identite import Identite
from relancier.dossier.liasse.lectures import WORTH, read_all
from relancier.dossier.liasse.liasse import assemble

PAGE = 3  # of the bundle, from 0: the second page of the exhibit


def bundle(out: Path, *clean: Path) -> Path:
    with out.open("wb") as file:
        assemble([prete(one, str(rank)) for rank, one in enumerate(clean, 1)], COUVERTURE, file)
    return out


def rich(path: Path) -> Path:
    """Two pages; the second shows an image, text, a half-tone and a stamp of its author's."""
    with pikepdf.new() as pdf:
        add_page(pdf)
        page = add_page(pdf, b"q 100 0 0 100 60 600 cm /Im0 Do Q /G0 gs BT /F1 12 Tf 60 500 Td (Facture 1) Tj ET")
        image = pdf.make_stream(bytes(range(64)), Width=8, Height=8, BitsPerComponent=8)
        image.update({"/Type": Name.XObject, "/Subtype": Name.Image, "/ColorSpace": Name.DeviceGray})
        page.obj.Resources.XObject = Dictionary(Im0=image)
        page.obj.Resources.ExtGState = Dictionary(G0=Dictionary(ca=1))
        drawn = pdf.make_stream(b"0.5 g 0 0 50 50 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 50, 50])
        seal = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=[300, 300, 350, 350], AP=Dictionary(N=drawn))
        page.obj.Annots = Array([pdf.make_indirect(seal)])
        pdf.save(path, deterministic_id=True)
    return path


def vouched(clean: Path, bound: Path, rank: int = 1, index: int = PAGE) -> bool:
    read = structure.read(bound)
    with pikepdf.open(clean) as before, pikepdf.open(bound) as after:
        return Identite(before, after, Couches(), stamped=False).vouches(rank, index, read.pages[index].cadres)


def redraw_image(page: pikepdf.Object, pdf: pikepdf.Pdf) -> None:
    page.Resources.XObject.Im0.write(bytes(reversed(range(64))))


def fade(page: pikepdf.Object, pdf: pikepdf.Pdf) -> None:
    page.Resources.ExtGState.G0.ca = 0.2


def another_font(page: pikepdf.Object, pdf: pikepdf.Pdf) -> None:
    page.Resources.Font.F1.BaseFont = Name("/Courier-Bold")


def another_figure(page: pikepdf.Object, pdf: pikepdf.Pdf) -> None:
    page.Contents[1].write(page.Contents[1].read_bytes().replace(b"Facture 1", b"Facture 7"))


def paint_after(page: pikepdf.Object, pdf: pikepdf.Pdf) -> None:
    page.Contents.append(pdf.make_stream(b"q 0 g 70 400 30 30 re f Q"))


def paint_in_the_closing(page: pikepdf.Object, pdf: pikepdf.Pdf) -> None:
    page.Contents[2] = pdf.make_stream(b"\n0 g 70 400 30 30 re f Q\n")


def paint_in_the_stamp(page: pikepdf.Object, pdf: pikepdf.Pdf) -> None:
    ours = page.Contents[-1].read_bytes()
    page.Contents[-1] = pdf.make_stream(ours.replace(b" cm\n", b" cm\n1 g 0 G 0.5 w 60 500 80 20 re B\n"))


def another_seal(page: pikepdf.Object, pdf: pikepdf.Pdf) -> None:
    page.Annots[0].AP.N.write(b"0 g 0 0 50 50 re f")


def move_the_seal(page: pikepdf.Object, pdf: pikepdf.Pdf) -> None:
    page.Annots[0].Rect = Array([300, 200, 350, 250])


def crop(page: pikepdf.Object, pdf: pikepdf.Pdf) -> None:
    page.CropBox = Array([0, 0, 595, 841])


def hide_in_a_layer(page: pikepdf.Object, pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=b"Calque"))
    page.Resources.XObject.Im0.OC = layer
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))


CHANGES = (
    *(redraw_image, fade, another_font, another_figure, paint_after, paint_in_the_closing, paint_in_the_stamp),
    *(another_seal, move_the_seal, crop, hide_in_a_layer),
)


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_what_a_page_shows_takes_its_proof_away_and_shows_once_drawn(
    change: Callable[[pikepdf.Object, pikepdf.Pdf], None], tmp_path: Path
) -> None:
    clean = rich(tmp_path / "a.pdf")
    bound = bundle(tmp_path / "liasse.pdf", clean)
    assert vouched(clean, bound)
    cadres = structure.read(bound).pages[PAGE].cadres
    with pikepdf.open(bound, allow_overwriting_input=True) as pdf:
        change(pdf.pages[PAGE].obj, pdf)
        pdf.save(bound)
    assert not vouched(clean, bound)
    with pypdfium2.PdfDocument(clean) as before, pypdfium2.PdfDocument(bound) as after:
        assert not pixels.same(before[1], after[PAGE], cadres)


def test_pages_of_every_kind_are_proved_but_those_whose_content_had_to_be_mended(tmp_path: Path) -> None:
    files = [make(tmp_path / f"{rank}.pdf", draw) for rank, draw in enumerate(KINDS.values())]
    bound = bundle(tmp_path / "liasse.pdf", *files)
    read = structure.read(bound)
    drawn, at = [], next(index for index, page in enumerate(read.pages) if page.tampon)
    for kind, clean in zip(KINDS, files, strict=True):
        with pikepdf.open(clean) as pdf:
            count = len(pdf.pages)
        if not all(vouched(clean, bound, rank, at + rank) for rank in range(count)):
            drawn.append(kind)
        at += count
    assert drawn == ["Q sans q", "chaîne sans fin"]


def test_a_layer_that_says_anything_but_a_box_or_words_inside_the_boxes_proves_nothing() -> None:
    inside, view = Boite(400, 800, 580, 830), Vue((0.0, 0.0, 595.0, 842.0))

    def believed(drawing: bytes, matrix: bytes = b"1 0 0 1 0 0") -> bool:
        layer = b"/Artifact BMC q " + matrix + b" cm\n" + drawing + b"\nQ EMC"
        return Couches().is_within(layer, view, [inside], {})

    assert believed(b"1 g 0 G 0.5 w 410 805 100 20 re B")
    assert not believed(b"1 g 0 G 0.5 w 410 805 300 20 re B")
    assert not believed(b"1 g 0 G 0.5 w 410 805 100 20 re B", b"2 0 0 2 0 0")
    assert not believed(b"1 g 0 G 0.5 w 410 805 100 20 re B\n/Im0 Do")
    assert not believed(b"BT 0 g /RlcB 11 Tf 410 805 Td <0001> Tj ET")  # the page has no such font


def test_helpers_read_what_this_process_reads(tmp_path: Path) -> None:
    clean = rich(tmp_path / "a.pdf")
    files = [bundle(tmp_path / f"{rank}.pdf", clean) for rank in range(6)]
    broken = tmp_path / "cassé.pdf"
    broken.write_bytes(b"%PDF-1.7 rien")
    read = read_all([*files, broken], WORTH)
    assert read == {**{one: structure.read(one) for one in files}, broken: None}
