"""What is noted of a page before it has a number gives its stamp the place that drawing it again would give."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pieces_preparees
from liasses_fabriquees import COUVERTURE, KINDS, add_page, make, prete
from relancier.dossier.groupes import reunir
from relancier.dossier.liasse.apercu import deballe_releve, emballe_releve
from relancier.dossier.liasse.liasse import assemble
from relancier.dossier.liasse.places import BAS_DROITE, HAUT_GAUCHE
from relancier.dossier.liasse.releve import relever
from relancier.dossier.liasse.tampon import survey
from relancier.dossier.pieces import PiecePrete

LOGO = b"0 g 400 780 195 62 re f"  # over the right half of the head


def bundle(pieces: list[PiecePrete]) -> bytes:
    out = io.BytesIO()
    assemble(pieces, COUVERTURE, out)
    return out.getvalue()


def test_every_prepared_exhibit_comes_with_what_its_clean_pages_show() -> None:
    ready = [one for one in pieces_preparees.lot().values() if isinstance(one, PiecePrete)]
    assert len(ready) > 30
    assert [one.piece.fichier.name for one in ready if one.releves != relever(one.pdf)] == []


def test_the_bundle_is_the_same_bytes_whether_its_pages_were_noted_before_or_not(tmp_path: Path) -> None:
    pieces = [
        prete(make(tmp_path / f"{rank}.pdf", draw), str(rank), kind)
        for rank, (kind, draw) in enumerate(KINDS.items(), 1)
    ]
    assert bundle([replace(one, releves=relever(one.pdf)) for one in pieces]) == bundle(pieces)


def test_what_is_noted_of_a_page_crosses_to_another_process_unchanged(tmp_path: Path) -> None:
    noted = relever(make(tmp_path / "a.pdf", *KINDS.values()))
    assert tuple(deballe_releve(json.loads(json.dumps(emballe_releve(one)))) for one in noted) == noted


def test_a_logo_noted_before_the_number_is_known_sends_any_stamp_to_the_left(tmp_path: Path) -> None:
    (noted,) = relever(make(tmp_path / "logo.pdf", lambda pdf: add_page(pdf, LOGO)))
    for numero, count in (("1", 1), ("112 quater", 1200)):
        (where,) = survey([noted], numero, count)
        assert (where.tampon, where.tampon_blanc, where.numero, where.numero_blanc) == (
            HAUT_GAUCHE,
            True,
            BAS_DROITE,
            True,
        )


def test_exhibits_made_into_one_keep_what_was_noted_of_each_page(tmp_path: Path) -> None:
    parts = [make(tmp_path / f"{rank}.pdf", draw) for rank, draw in enumerate((add_page, KINDS["tournée de 90"]))]
    pieces = [replace(prete(one, "1"), releves=relever(one)) for one in parts]
    whole = reunir(pieces, pieces[0].piece, tmp_path)
    assert whole.releves == relever(whole.pdf)
    assert len(whole.releves) == 2
