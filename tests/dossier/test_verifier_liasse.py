"""Whatever was done to a finished bundle, the verification says what, and to which exhibit."""

import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from liasses_fabriquees import COUVERTURE, JOUR, pages, prete
from pikepdf import Array, Dictionary, Name
from relancier.dossier.liasse import manifeste
from relancier.dossier.liasse.liasse import relier
from relancier.dossier.liasse.verifier_liasse import verify_folder, verify_pdf
from relancier.dossier.profils import PROFILS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two exhibits of 2 and 3 pages, bound: cover 1, list 2, exhibit 1 on 3 and 4, exhibit 2 on 5 to 7."""
    pieces = [
        prete(pages(tmp_path / f"{name}.pdf", count, name), numero, name)
        for numero, name, count in (("1", "Contrat", 2), ("2", "Facture", 3))
    ]
    out = tmp_path / "dossier"
    made = relier(pieces, COUVERTURE, PROFILS["sans-limite"], out, JOUR)
    manifeste.write(out, made, pieces, PROFILS["sans-limite"], JOUR, "1.0")
    assert verify_folder(out) == ()
    return out


def edit(pdf: Path, change: Callable[[pikepdf.Pdf], object]) -> None:
    """Change a PDF, and its hash in the manifest: what is left must show in the file itself."""
    with pikepdf.open(pdf, allow_overwriting_input=True) as opened:
        change(opened)
        opened.save(pdf)
    trust(pdf)


def trust(file: Path) -> None:
    """Make the manifest agree with a file."""
    folder = file.parent if (file.parent / manifeste.NOM).exists() else file.parent.parent
    listed = json.loads((folder / manifeste.NOM).read_text(encoding="utf-8"))
    name = file.relative_to(folder).as_posix()
    listed["fichiers"][name] = {"sha256": manifeste.digest(file), "taille": file.stat().st_size}
    (folder / manifeste.NOM).write_text(json.dumps(listed), encoding="utf-8")


def found(folder: Path) -> set[str]:
    return {one.code for one in verify_folder(folder)}


def swap_pages(pdf: pikepdf.Pdf) -> None:
    pdf.pages[4], pdf.pages[5] = pdf.pages[5], pdf.pages[4]


def no_stamp(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[3].obj.Contents[-1]


def link_out(pdf: pikepdf.Pdf) -> None:
    target = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([1, 1, 9, 9]))
    target.Dest = Array([pdf.pages[4].obj, Name.Fit])
    pdf.pages[2].obj.Annots.append(pdf.make_indirect(target))


def wrong_row(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.Annots[1].Dest[0] = pdf.pages[5].obj


def bookmark_off(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[1].destination = Array([pdf.pages[5].obj, Name.Fit])


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=b"app.alert(1)")


def overpaint(pdf: pikepdf.Pdf) -> None:
    pdf.pages[3].obj.Contents.append(pdf.make_stream(b"q 0 g 70 600 3 3 re f Q"))


def hide_stamp(pdf: pikepdf.Pdf) -> None:
    pdf.pages[3].obj.Contents.append(pdf.make_stream(b"q 1 g 400 800 190 40 re f Q"))


def drop_last(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[6]


def turn(pdf: pikepdf.Pdf) -> None:
    pdf.pages[3].obj.Rotate = 180


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (swap_pages, {"numero-inexact", "tampon-inattendu"}),
        (no_stamp, {"tampon-absent", "numero-absent"}),
        (link_out, {"lien-sortant"}),
        (wrong_row, {"lien-inexact"}),
        (bookmark_off, {"signet-inexact"}),
        (script, {"contenu-actif"}),
        (overpaint, {"page-changee"}),
        (hide_stamp, {"tampon-invisible"}),
        (drop_last, {"page-manquante", "pages-du-volume"}),
        (turn, {"tampon-absent", "numero-absent"}),
    ],
)
def test_a_tampered_bundle_is_caught_even_when_the_manifest_was_made_to_agree(
    change: Callable[[pikepdf.Pdf], object], codes: set[str], folder: Path
) -> None:
    edit(folder / "liasse.pdf", change)
    assert codes <= found(folder)


@pytest.mark.parametrize("change", [swap_pages, no_stamp, link_out, wrong_row, bookmark_off, script, drop_last, turn])
def test_one_pdf_without_its_folder_is_still_checked(change: Callable[[pikepdf.Pdf], object], folder: Path) -> None:
    edit(folder / "liasse.pdf", change)
    assert verify_pdf(folder / "liasse.pdf") != ()


def test_a_byte_changed_in_an_exhibit_is_said_of_that_exhibit(folder: Path) -> None:
    original = folder / "originaux" / "Piece_02_Facture.pdf"
    raw = bytearray(original.read_bytes())
    raw[-1] ^= 1
    original.write_bytes(raw)
    (one,) = verify_folder(folder)
    assert (one.code, one.piece) == ("fichier-modifie", "2")


def test_a_truncated_exhibit_is_said(folder: Path) -> None:
    exhibit = folder / "pieces" / "Piece_01_Contrat.pdf"
    exhibit.write_bytes(exhibit.read_bytes()[:900])
    first = verify_folder(folder)[0]
    assert (first.code, first.piece) == ("fichier-tronque", "1")
    assert "incomplet : 900 octets au lieu de" in first.message


def test_two_swapped_exhibits_are_named(folder: Path) -> None:
    one, two = folder / "pieces" / "Piece_01_Contrat.pdf", folder / "pieces" / "Piece_02_Facture.pdf"
    kept = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(kept)
    swapped = [one for one in verify_folder(folder) if one.code == "fichier-echange"]
    assert [one.piece for one in swapped] == ["1", "2"]
    assert "contient ce qui devrait être dans « pieces/Piece_02_Facture.pdf »" in swapped[0].message


def test_a_renamed_exhibit_is_found_under_its_new_name(folder: Path) -> None:
    (folder / "pieces" / "Piece_01_Contrat.pdf").rename(folder / "pieces" / "Contrat.pdf")
    first = verify_folder(folder)[0]
    assert first.message == (
        "Pièce n° 1 : « pieces/Piece_01_Contrat.pdf » a été renommé : c'est maintenant « pieces/Contrat.pdf »."
    )


def test_a_missing_exhibit_and_a_stranger_are_said(folder: Path) -> None:
    (folder / "pieces" / "Piece_01_Contrat.pdf").unlink()
    (folder / "note.txt").write_text("à moi", encoding="utf-8")
    assert {"fichier-manquant", "fichier-en-plus"} <= found(folder)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"fichiers": {"../a": {"sha256": "", "taille": 1}}}'])
def test_a_manifest_that_is_none_proves_nothing(content: bytes, folder: Path) -> None:
    (folder / manifeste.NOM).write_bytes(content)
    assert found(folder) == {"manifeste-illisible"}


def test_a_truncated_bundle_does_not_open(folder: Path) -> None:
    bundle = folder / "liasse.pdf"
    bundle.write_bytes(bundle.read_bytes()[:2000])
    assert "fichier-tronque" in found(folder)
    assert {one.gravite.value for one in verify_pdf(bundle)} == {"défaut"}


def test_a_pdf_that_is_no_bundle_is_said_to_be_none(tmp_path: Path) -> None:
    (one,) = verify_pdf(pages(tmp_path / "a.pdf", 1))
    assert one.code == "pas-une-liasse"
