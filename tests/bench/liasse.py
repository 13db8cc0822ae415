"""Ways to make a bundle, ours and the plain one, each in a process of its own.

Run by the measure: python liasse.py dessiner|relever|simple|relevees|inconnues|tout|verifier PIECES
Each is timed once what it imports is loaded. The plain way appends every exhibit and merges on each page its stamp,
drawn before the clock starts: it looks for no blank place, and writes neither list nor links.
"""

import argparse
import io
import pickle
import random
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import chrono

if TYPE_CHECKING:
    from relancier.dossier.pieces import PiecePrete

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "dossier"))

WORDS = ("facture", "livraison", "commande", "paiement", "montant", "contrat", "conditions", "client")
NOTED = "releves.pickle"
DAY = date(2026, 11, 22)


def draw(folder: Path, exhibits: int, pages: int) -> None:
    """Write exhibits of text, 45 lines a page in one font; one in six is a photograph, as a telephone makes it."""
    import pikepdf  # noqa: PLC0415 - each way loads only what it needs
    from liasses_fabriquees import add_page, helvetica  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    chance = random.Random(0)
    picture = Image.effect_noise((1240, 1754), 40)
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=60)
    for rank in range(exhibits):
        count = pages // exhibits + (rank < pages % exhibits)
        with pikepdf.new() as pdf:
            font = pdf.make_indirect(helvetica())
            for number in range(count):
                lines = [
                    f"BT /F1 10 Tf 60 {760 - 15 * row} Td ({' '.join(chance.choices(WORDS, k=9))}) Tj ET"
                    for row in range(45)
                ]
                page = add_page(pdf, "\n".join(lines).encode("latin-1"))
                page.obj.Resources.Font.F1 = font
                if rank % 6 == 5 and number == 0:
                    image = pdf.make_stream(jpeg.getvalue(), Width=1240, Height=1754, BitsPerComponent=8)
                    image.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image})
                    image.ColorSpace, image.Filter = pikepdf.Name.DeviceGray, pikepdf.Name.DCTDecode
                    page.obj.Resources.XObject = pikepdf.Dictionary(Im0=image)
                    page.obj.Contents = pdf.make_stream(b"q 500 0 0 700 40 70 cm /Im0 Do Q")
            pdf.save(folder / f"{rank:03}.pdf")


def note(folder: Path) -> None:
    """Note what each page shows, as the intake does."""
    from relancier.dossier.liasse.releve import relever  # noqa: PLC0415

    noted = [relever(pdf) for pdf in sorted(folder.glob("*.pdf"))]
    (folder / NOTED).write_bytes(pickle.dumps(noted))


def plain(folder: Path, out: Path) -> None:
    """Append and merge with pypdf."""
    import pikepdf  # noqa: PLC0415
    from liasses_fabriquees import add_page  # noqa: PLC0415
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415

    exhibits = sorted(folder.glob("*.pdf"))
    stamps = io.BytesIO()
    with pikepdf.new() as pdf:
        for rank, exhibit in enumerate(exhibits, 1):
            with pikepdf.open(exhibit) as opened:
                for number in range(1, len(opened.pages) + 1):
                    said = f"BT /F1 11 Tf 470 815 Td (Piece no {rank} - {number}/{len(opened.pages)}) Tj ET"
                    add_page(pdf, said.encode("ascii"))
        pdf.save(stamps)
    start = chrono.clock()
    writer = PdfWriter()
    for exhibit in exhibits:
        writer.append(exhibit)
    for page, stamp in zip(writer.pages, PdfReader(stamps).pages, strict=True):
        page.merge_page(stamp)
    writer.write(out)
    chrono.say(start)


def ready(folder: Path, known: bool) -> "list[PiecePrete]":
    """Return the exhibits, with what was noted of their pages when that is `known`."""
    from liasses_fabriquees import prete  # noqa: PLC0415

    exhibits = [prete(pdf, str(rank)) for rank, pdf in enumerate(sorted(folder.glob("*.pdf")), 1)]
    if not known:
        return exhibits
    noted = pickle.loads((folder / NOTED).read_bytes())  # written by `note`
    return [replace(one, releves=pages) for one, pages in zip(exhibits, noted, strict=True)]


def bundle(folder: Path, out: Path, known: bool) -> None:
    """Make the bundle alone."""
    from liasses_fabriquees import COUVERTURE  # noqa: PLC0415
    from relancier.dossier.liasse import liasse  # noqa: PLC0415

    if not known:
        import relancier.dossier.liasse.releve  # noqa: F401, PLC0415 - else loaded under the clock
    exhibits = ready(folder, known)
    start = chrono.clock()
    with out.open("wb") as file:
        liasse.assemble(exhibits, COUVERTURE, file)
    chrono.say(start)


def whole(folder: Path, out: Path) -> None:
    """Make the bundle and everything that goes beside it."""
    from liasses_fabriquees import COUVERTURE  # noqa: PLC0415
    from relancier.dossier.liasse import liasse  # noqa: PLC0415
    from relancier.dossier.profils import PROFILS  # noqa: PLC0415

    exhibits = ready(folder, known=True)
    start = chrono.clock()
    liasse.relier(exhibits, COUVERTURE, PROFILS["sans-limite"], out.with_suffix(""), DAY)
    chrono.say(start)


def verify(folder: Path, out: Path) -> None:
    """Bind everything, then prove it."""
    from liasses_fabriquees import COUVERTURE  # noqa: PLC0415
    from relancier.dossier.liasse import liasse, manifeste, verifier_liasse  # noqa: PLC0415
    from relancier.dossier.profils import PROFILS  # noqa: PLC0415

    exhibits = ready(folder, known=True)
    target = out.with_suffix("")
    made = liasse.relier(exhibits, COUVERTURE, PROFILS["sans-limite"], target, DAY)
    manifeste.write(target, made, exhibits, PROFILS["sans-limite"], DAY, "0")
    start = chrono.clock()
    found = verifier_liasse.verify_folder(target, {one.piece.numero: one.pdf for one in exhibits})
    if found:
        raise SystemExit(found[0].message)
    chrono.say(start)


def main() -> None:
    """Do one way in this process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("voie", choices=("dessiner", "relever", "simple", "relevees", "inconnues", "tout", "verifier"))
    parser.add_argument("pieces", type=Path)
    parser.add_argument("--sortie", type=Path, default=Path("liasse.pdf"))
    parser.add_argument("--combien", type=int, default=60)
    parser.add_argument("--pages", type=int, default=550)
    asked = parser.parse_args()
    folder, out = asked.pieces, asked.sortie
    ways = {
        "dessiner": lambda: draw(folder, asked.combien, asked.pages),
        "relever": lambda: note(folder),
        "simple": lambda: plain(folder, out),
        "relevees": lambda: bundle(folder, out, known=True),
        "inconnues": lambda: bundle(folder, out, known=False),
        "tout": lambda: whole(folder, out),
        "verifier": lambda: verify(folder, out),
    }
    ways[asked.voie]()


if __name__ == "__main__":
    main()
