"""Homogeneous documents made into one exhibit: twelve delivery slips, one number, one bookmark."""

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf

from relancier.dossier.pieces import Piece, PiecePrete


def reunir(pretes: Sequence[PiecePrete], piece: Piece, folder: Path) -> PiecePrete:
    """Return one exhibit made of `pretes`, in order; one alone is returned as it is, under the name of `piece`.

    Its original is the first; the others are delivered beside it, and `changements` gives the SHA-256 of each.
    """
    if len(pretes) == 1:
        return replace(pretes[0], piece=piece)
    target = folder / f"reunie-{piece.numero.replace(' ', '-')}.pdf"
    with pikepdf.new() as bound:
        for one in pretes:
            with pikepdf.open(one.pdf) as source:
                bound.add_pages_from(source)
        whole = io.BytesIO()  # on a full disk, qpdf would end the process if it wrote the file
        bound.save(whole, deterministic_id=True)
    target.write_bytes(whole.getbuffer())
    changes = [f"Réunit {len(pretes)} fichiers :"]
    changes += [f"« {one.piece.fichier.name} », {one.pages} page(s), SHA-256 {one.empreinte}." for one in pretes]
    return PiecePrete(
        piece=piece,
        pdf=target,
        pages=sum(one.pages for one in pretes),
        empreinte=pretes[0].empreinte,
        changements=(*changes, *(change for one in pretes for change in one.changements)),
        constats=tuple(found for one in pretes for found in one.constats),
        releves=tuple(page for one in pretes for page in one.releves),
        jointes=(*(one.piece.fichier for one in pretes[1:]), *(path for one in pretes for path in one.jointes)),
    )


def titre(pieces: Sequence[Piece]) -> str:
    """Return how a group is named: its members' common words, or its kind and how many there are."""
    titles = list(dict.fromkeys(one.intitule for one in pieces))
    if len(titles) == 1:
        return titles[0]
    nature = pieces[0].nature
    return f"{nature[0].upper()}{nature[1:]} ({len(pieces)} documents) : {', '.join(titles)}"
