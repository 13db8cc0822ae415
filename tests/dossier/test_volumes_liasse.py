"""Volumes under the size that a court accepts, and images reduced no further than that asks."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from liasses_fabriquees import COUVERTURE, JOUR, noisy, one_bit, pages, prete
from relancier.dossier.liasse import images, manifeste, pixels, structure
from relancier.dossier.liasse.liasse import relier
from relancier.dossier.liasse.modele import Liasse
from relancier.dossier.liasse.verifier_liasse import verify_folder, verify_pdf
from relancier.dossier.pieces import PiecePrete
from relancier.dossier.profils import PROFILS

RPVA = PROFILS["rpva"]
PETIT = replace(RPVA, taille_max=400_000)


def bind(pieces: list[PiecePrete], folder: Path, profil: object = PETIT) -> Liasse:
    made = relier(pieces, COUVERTURE, profil, folder, JOUR)  # type: ignore[arg-type]
    manifeste.write(folder, made, pieces, profil, JOUR, "1.0")  # type: ignore[arg-type]
    return made


def test_photographs_of_nine_megabytes_go_in_three_volumes_under_four(tmp_path: Path) -> None:
    pieces = [prete(noisy(tmp_path / f"{rank}.pdf", 1000, seed=rank), str(rank)) for rank in range(1, 4)]
    made = bind(pieces, tmp_path / "dossier", RPVA)
    assert [one.path.name for one in made.volumes] == ["liasse-1.pdf", "liasse-2.pdf", "liasse-3.pdf"]
    assert all(one.taille == one.path.stat().st_size <= 4_000_000 for one in made.volumes)
    assert made.changements == ()
    assert verify_folder(tmp_path / "dossier") == ()


def test_each_volume_has_its_cover_the_whole_list_and_continuous_numbers(tmp_path: Path) -> None:
    pieces = [prete(noisy(tmp_path / f"{rank}.pdf", 300, seed=rank), str(rank)) for rank in range(1, 4)]
    made = bind(pieces, tmp_path / "dossier")
    assert [(one.pages, one.premiere_page) for one in made.volumes] == [(3, 1), (3, 4), (3, 7)]
    second = structure.read(made.volumes[1].path)
    assert [(row.numero, row.page, row.volume) for row in second.lignes] == [("1", 3, 1), ("2", 6, 0), ("3", 9, 3)]
    assert (second.etiquette, second.pages[0].numero) == ("4", 4)
    assert all(verify_pdf(one.path) == () for one in made.volumes)


def test_an_exhibit_a_little_too_large_keeps_its_dots_and_is_only_compressed(tmp_path: Path) -> None:
    piece = prete(noisy(tmp_path / "photo.pdf", 1200, mode="L"), "1")
    profil = replace(RPVA, taille_max=1_400_000)
    made = bind([piece], tmp_path / "dossier", profil)
    ((numero, sentence),) = made.changements
    assert numero == "1"
    assert sentence == (
        "1 image recompressée sans perdre de points (JPEG, qualité 90) pour tenir dans la taille permise : "
        "1,4\u00a0Mo avant, 1,0\u00a0Mo après (page 1)"
    )
    assert made.volumes[0].taille <= 1_400_000
    assert [one.code for one in made.constats] == ["tampon-sur-contenu", "numero-sur-contenu"]
    assert verify_folder(tmp_path / "dossier") == ()


def test_an_image_is_reduced_no_further_than_needed(tmp_path: Path) -> None:
    clean = noisy(tmp_path / "photo.pdf", 2000, mode="L")
    tried: dict[int, bool] = {}

    def fits(pdf: Path) -> bool:
        return tried.setdefault(pdf.stat().st_size, pdf.stat().st_size <= 2_000_000)

    done = images.reduce(clean, tmp_path / "petit.pdf", fits)
    assert (done.dpi, done.qualite, done.rapetissees) == (164, 76, True)
    assert (
        done.apres == (tmp_path / "petit.pdf").stat().st_size == max(size for size, fitted in tried.items() if fitted)
    )


def test_a_photograph_of_pure_noise_passes_the_check_of_its_pixels_once_reduced(tmp_path: Path) -> None:
    piece = prete(noisy(tmp_path / "bruit.pdf", 1800, mode="L"), "1")
    made = bind([piece], tmp_path / "dossier", replace(RPVA, taille_max=1_700_000))
    assert made.places[0].reduites == (1,)
    assert verify_folder(tmp_path / "dossier", {"1": piece.pdf}) == ()


def test_a_word_painted_over_on_a_reduced_page_is_still_seen(tmp_path: Path) -> None:
    piece = prete(noisy(tmp_path / "bruit.pdf", 1800, mode="L"), "1")
    made = bind([piece], tmp_path / "dossier", replace(RPVA, taille_max=1_700_000))
    for victim in (made.volumes[0].path, made.places[0].fichier):
        with pikepdf.open(victim, allow_overwriting_input=True) as pdf:
            pdf.pages[-1].obj.Contents.append(pdf.make_stream(b"q 1 g 200 400 30 9 re f Q"))
            pdf.save(victim)
    found = [(one.code, one.message[:14]) for one in verify_folder(tmp_path / "dossier", {"1": piece.pdf})]
    assert ("page-changee", "« pieces/Piece") in found


def test_an_exhibit_that_would_look_otherwise_with_smaller_images_is_kept_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pixels, "alike", lambda *_: False)
    piece = prete(noisy(tmp_path / "photo.pdf", 900, mode="L"), "1")
    made = bind([piece], tmp_path / "dossier", replace(RPVA, taille_max=500_000))
    assert made.places[0].reduites == ()
    [heavy] = [one for one in made.constats if one.code == "piece-trop-lourde"]
    assert "ses images ne montreraient plus la même chose : elle est gardée telle quelle" in heavy.message


def test_a_reduced_image_is_never_larger_nor_under_150_dpi(tmp_path: Path) -> None:
    clean = noisy(tmp_path / "photo.pdf", 2600, mode="L")
    done = images.reduce(clean, tmp_path / "petit.pdf", lambda _: False)
    with pikepdf.open(tmp_path / "petit.pdf") as pdf:
        image = pdf.pages[0].obj.Resources.XObject.Im0
        assert (image.Width, image.Height) == (1754, 1754)  # 150 dpi on the long side, 842 points
    assert (done.images, done.dpi, done.pages) == (1, 150, (1,))


def test_a_one_bit_scan_keeps_every_byte(tmp_path: Path) -> None:
    clean = one_bit(tmp_path / "scan.pdf", 2400)
    with pikepdf.open(clean) as pdf:
        before = pdf.pages[0].obj.Resources.XObject.Im0.read_raw_bytes()
    made = bind([prete(clean, "1")], tmp_path / "dossier")
    with pikepdf.open(made.volumes[0].path) as pdf:
        assert pdf.pages[2].obj.Resources.XObject.Im0.read_raw_bytes() == before
    assert [one.code for one in made.constats if one.gravite == "défaut"] == ["piece-trop-lourde", "volume-trop-lourd"]
    assert [one.code for one in verify_folder(tmp_path / "dossier")] == ["fichier-trop-lourd"]


def test_an_exhibit_that_nothing_makes_lighter_is_cut_between_volumes_and_said(tmp_path: Path) -> None:
    clean = tmp_path / "scans.pdf"
    with pikepdf.new() as pdf:
        for rank in range(3):
            with pikepdf.open(one_bit(tmp_path / f"{rank}.pdf", 1400)) as scan:
                pdf.pages.extend(scan.pages)
        pdf.save(clean)
    made = bind([prete(pages(tmp_path / "a.pdf", 1), "1"), prete(clean, "2", "Scans")], tmp_path / "dossier")
    assert len(made.volumes) > 1
    assert "piece-coupee" in [one.code for one in made.constats]
    last = structure.read(made.volumes[-1].path)
    assert last.signets[-1][0] == "2 – Scans (suite)"
    assert verify_folder(tmp_path / "dossier") == ()
    assert all(verify_pdf(one.path) == () for one in made.volumes)


@pytest.mark.parametrize("key", ["/Mask", "/Decode", "/ImageMask"])
def test_an_image_whose_colours_depend_on_more_than_its_pixels_is_left_alone(key: str, tmp_path: Path) -> None:
    clean = noisy(tmp_path / "a.pdf", 700)
    with pikepdf.open(clean, allow_overwriting_input=True) as pdf:
        value = True if key == "/ImageMask" else pikepdf.Array([0, 1, 0, 1, 0, 1])
        pdf.pages[0].obj.Resources.XObject.Im0[key] = value
        pdf.save(clean)
    assert images.reduce(clean, tmp_path / "b.pdf", lambda _: False).images == 0
