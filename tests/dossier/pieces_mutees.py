"""Sound PDFs with bytes changed, runs cut out or doubled: the same seed gives the same file."""

import random
from pathlib import Path

import pieces_fabriquees as fabrique
from pieces_preparees import piece
from relancier.dossier.intake.prepare import prepare
from relancier.dossier.intake.rapport import Limites, Refusee
from relancier.dossier.pieces import Piece, PiecePrete

SOUND = {name.removesuffix(".pdf"): make() for name, make in fabrique.FABRIQUES.items() if name.endswith(".pdf")}


def mutated(seed: int) -> bytes:
    """One of ten sound PDFs, with bytes changed, runs cut out or doubled."""
    dice = random.Random(seed)
    names = ("simple", "couches", "actif", "rempli", "signe", "factur_x", "pages", "repare", "xfa_fixe", "signets")
    data = bytearray(SOUND[dice.choice(names)])
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(data))
        run = dice.randint(1, 40)
        match dice.randrange(4):
            case 0:
                data[at] = dice.randrange(256)
            case 1:
                del data[at : at + run]
            case 2:
                data[at:at] = data[at : at + run]
            case _:
                data[at : at + 1] = dice.choice(
                    (b"0 R", b"<<", b">>", b"[", b"/Kids", b"-1", b"99999999999", b"stream")
                )
    return bytes(data) or b"x"


def prepared(folder: Path, seeds: range) -> list[PiecePrete | Refusee]:
    """Take in one mutated PDF for each seed."""
    pieces: list[Piece] = []
    for seed in seeds:
        path = fabrique.ecris(folder, f"m{seed}.pdf", mutated(seed))
        pieces.append(piece(path, str(seed)))
    return prepare(pieces, folder / "propre", Limites(secondes=15))
