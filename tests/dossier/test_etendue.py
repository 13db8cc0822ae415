"""A page is only said to be blank at its edges without being drawn when drawing it shows that it is."""

from pathlib import Path

import pieces_preparees
import pikepdf
import pytest
from liasses_fabriquees import KINDS, add_page, make
from pikepdf import Array, Dictionary, Name
from relancier.dossier.liasse import blancs, releve
from relancier.dossier.liasse.bords import edges
from relancier.dossier.liasse.contenu import joined, streams
from relancier.dossier.liasse.equilibre import words
from relancier.dossier.liasse.etendue import Etendues
from relancier.dossier.pieces import PiecePrete

MIDDLE = (
    b"BT /F1 10 Tf 60 700 Td (Facture) Tj 0 -20 Td (Total) Tj ET",
    b"BT /F1 10 Tf 14 TL 1 0 0 1 60 700 Tm (Facture) Tj T* (Total) Tj ET",
    b"q 1 0 0 -1 0 842 cm BT /F1 10 Tf 1 0 0 -1 60 100 Tm [(Fac) -20 (ture)] TJ ET Q",
    b"0.5 w q 40 40 500 700 re W n 60 60 100 100 re S Q 0.2 0.4 0.6 rg 60 500 m 90 520 l 80 480 l f",
    b"q 0.1 0 0 0.1 0 0 cm /P <</MCID 0>> BDC BT /F1 100 Tf 600 7000 Td (Facture) Tj ET EMC Q",
    b"0 0 595 842 re W n BT /F1 10 Tf 60 700 Td (Facture) Tj ET",
)
EDGE = (
    b"BT /F1 10 Tf 60 700 Td (Facture) Tj 0 -690 Td (Total) Tj ET",
    b"BT /F1 10 Tf 345 TL 60 700 Td (Facture) Tj T* T* (Pied) Tj ET",
    b"BT /F1 10 Tf 0 -345 TD 0 700 Td (a) Tj T* (b) Tj T* (c) Tj ET",
    b"BT /F1 10 Tf 14 TL 60 20 Td (Facture) ' ET",
    b"q 1 0 0 -1 0 842 cm BT /F1 10 Tf 1 0 0 -1 60 822 Tm (Pied) Tj ET Q",
    b"q 1 0 0 1 0 -690 cm BT /F1 10 Tf 60 700 Td (Pied) Tj ET Q",
    b"BT /F1 10 Tf 0 1 -1 0 300 700 Tm (De bas en haut, jusqu'au bord de la page) Tj ET",
    b"BT /F1 90 Tf 60 760 Td (Grand) Tj ET",
    b"BT /F1 10 Tf 100 Ts 60 725 Td (Haut) Tj ET",
    b"BT /F1 10 Tf 1 Tr 30 w 60 800 Td (Traits) Tj ET",
    b"0 0 595 842 re f",
    b"40 60 m 300 10 l 500 60 l f",
    b"60 w 40 40 m 500 40 l S",
    b"40 200 m 40 -200 500 -200 500 200 c f",
    b"q 500 0 0 60 40 10 cm /Im0 Do Q",
    b"/Fm0 Do",
    b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI",
    b"/Sh0 sh",
    b"700 Td BT (x) Tj ET 60",
)


def drawn(pdf: pikepdf.Pdf, content: bytes) -> pikepdf.Page:
    """Add a page with an image and a form of the page's size at hand."""
    page = add_page(pdf, content)
    image = pdf.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8)
    image.ColorSpace = Name.DeviceGray
    form = pdf.make_stream(b"0 0 595 842 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]))
    page.obj.Resources.XObject = Dictionary(Im0=image, Fm0=form)
    return page


def is_clear(page: pikepdf.Page) -> bool:
    edge = edges(595, 842, 1).bord
    content, _ = joined(streams(page.obj))
    return Etendues().is_clear(page.obj, words(content), edge, 842 - edge)


@pytest.mark.parametrize("content", MIDDLE)
def test_what_stands_in_the_middle_of_a_page_leaves_its_edges_clear(content: bytes) -> None:
    with pikepdf.new() as pdf:
        assert is_clear(drawn(pdf, content))


@pytest.mark.parametrize("content", EDGE)
def test_what_comes_near_an_edge_or_cannot_be_told_is_looked_at(content: bytes) -> None:
    with pikepdf.new() as pdf:
        assert not is_clear(drawn(pdf, content))


@pytest.mark.parametrize("kind", ["/Type3", "/Type0"])
def test_a_font_that_draws_what_it_likes_or_writes_downwards_is_looked_at(kind: str) -> None:
    with pikepdf.new() as pdf:
        page = drawn(pdf, MIDDLE[0])
        page.obj.Resources.Font.F1.Subtype = Name(kind)
        page.obj.Resources.Font.F1.Encoding = Name("/Identity-V")
        assert not is_clear(page)


def test_a_page_with_an_annotation_or_a_state_that_changes_lines_is_looked_at() -> None:
    with pikepdf.new() as pdf:
        page = drawn(pdf, MIDDLE[0])
        page.obj.Annots = Array([Dictionary(Subtype=Name.Square, Rect=Array([0, 0, 595, 20]))])
        assert not is_clear(page)
        page = drawn(pdf, b"/G0 gs " + MIDDLE[0])
        page.obj.Resources.ExtGState = Dictionary(G0=Dictionary(ca=0.5))
        assert is_clear(page)
        page.obj.Resources.ExtGState.G0.LW = 90
        assert not is_clear(page)


def test_what_is_told_without_drawing_is_what_drawing_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fabricated = [make(tmp_path / f"{rank}.pdf", draw) for rank, draw in enumerate(KINDS.values())]
    fabricated.append(make(tmp_path / "milieu.pdf", *(lambda pdf, one=one: drawn(pdf, one) for one in MIDDLE)))
    prepared = [one.pdf for one in pieces_preparees.lot().values() if isinstance(one, PiecePrete)]
    told = {pdf: releve.relever(pdf) for pdf in (*fabricated, *prepared)}
    opened: list[Path] = []
    previews = blancs.previews
    monkeypatch.setattr(Etendues, "is_clear", lambda *_: False)
    monkeypatch.setattr(blancs, "previews", lambda pdf, *rest: (opened.append(pdf), previews(pdf, *rest))[1])
    assert {pdf: releve.relever(pdf) for pdf in told} == told
    assert len(opened) == len(told)
