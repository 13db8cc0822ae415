"""How long a bundle of 60 exhibits and 550 pages takes, and how much memory, beside the plain pypdf way.

Run: python tests/bench/liasse.py [--exhibits 60] [--pages 550]
Each way runs in a process of its own. The plain way appends every exhibit and merges on each page its stamp, drawn
before the clock starts: it looks for no blank place, and writes neither list nor links. Nothing here is asserted: it
prints what was measured.
"""

import argparse
import io
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "dossier"))

WORDS = ("facture", "livraison", "commande", "paiement", "montant", "contrat", "conditions", "client")
DAY = date(2026, 11, 22)


def draw(folder: Path, exhibits: int, pages: int) -> None:
    """Write exhibits of text, 45 lines a page; one in six is a photograph, as a telephone makes it."""
    import pikepdf  # noqa: PLC0415 - each way loads only what it needs
    from liasses_fabriquees import add_page  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    chance = random.Random(0)
    picture = Image.effect_noise((1240, 1754), 40)
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=60)
    for rank in range(exhibits):
        count = pages // exhibits + (rank < pages % exhibits)
        with pikepdf.new() as pdf:
            for number in range(count):
                lines = [
                    f"BT /F1 10 Tf 60 {760 - 15 * row} Td ({' '.join(chance.choices(WORDS, k=9))}) Tj ET"
                    for row in range(45)
                ]
                page = add_page(pdf, "\n".join(lines).encode("latin-1"))
                if rank % 6 == 5 and number == 0:
                    image = pdf.make_stream(jpeg.getvalue(), Width=1240, Height=1754, BitsPerComponent=8)
                    image.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image})
                    image.ColorSpace, image.Filter = pikepdf.Name.DeviceGray, pikepdf.Name.DCTDecode
                    page.obj.Resources.XObject = pikepdf.Dictionary(Im0=image)
                    page.obj.Contents = pdf.make_stream(b"q 500 0 0 700 40 70 cm /Im0 Do Q")
            pdf.save(folder / f"{rank:03}.pdf")


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
    start = time.perf_counter()
    writer = PdfWriter()
    for exhibit in exhibits:
        writer.append(exhibit)
    for page, stamp in zip(writer.pages, PdfReader(stamps).pages, strict=True):
        page.merge_page(stamp)
    writer.write(out)
    say("pypdf : append, merge_page, write", start)


def ours(folder: Path, out: Path, whole: bool) -> None:
    """Make the bundle alone, or with everything that goes beside it."""
    from liasses_fabriquees import COUVERTURE, prete  # noqa: PLC0415
    from relancier.dossier.liasse import liasse  # noqa: PLC0415
    from relancier.dossier.profils import PROFILS  # noqa: PLC0415

    exhibits = [prete(pdf, str(rank)) for rank, pdf in enumerate(sorted(folder.glob("*.pdf")), 1)]
    start = time.perf_counter()
    if whole:
        liasse.relier(exhibits, COUVERTURE, PROFILS["sans-limite"], out.with_suffix(""), DAY)
        say("relancier : liasse, pièces séparées et originaux", start)
    else:
        out.write_bytes(liasse.assemble(exhibits, COUVERTURE))
        say("relancier : liasse seule", start)


def verify(folder: Path, out: Path) -> None:
    """Bind everything, then prove it."""
    from liasses_fabriquees import COUVERTURE, prete  # noqa: PLC0415
    from relancier.dossier.liasse import liasse, manifeste, verifier_liasse  # noqa: PLC0415
    from relancier.dossier.profils import PROFILS  # noqa: PLC0415

    exhibits = [prete(pdf, str(rank)) for rank, pdf in enumerate(sorted(folder.glob("*.pdf")), 1)]
    target = out.with_suffix("")
    made = liasse.relier(exhibits, COUVERTURE, PROFILS["sans-limite"], target, DAY)
    manifeste.write(target, made, exhibits, PROFILS["sans-limite"], DAY, "0")
    start = time.perf_counter()
    found = verifier_liasse.verify_folder(target, {one.piece.numero: one.pdf for one in exhibits})
    say(f"relancier : vérification ({len(found)} constat)", start)


def say(what: str, start: float) -> None:
    """Print the seconds since `start` and the most memory that this process ever held."""
    seconds, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF)
    cpu = used.ru_utime + used.ru_stime
    print(f"{what:52} {seconds:6.2f} s (processeur, imports compris : {cpu:5.2f} s) {used.ru_maxrss / 1024:4.0f} Mo")


def main() -> None:
    """Run each way in a fresh process, or one of them in this one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exhibits", type=int, default=60)
    parser.add_argument("--pages", type=int, default=550)
    parser.add_argument("--way", default="")
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    if asked.way:
        out = asked.folder / "sortie" / f"{asked.way}.pdf"
        ways = {
            "draw": lambda: draw(asked.folder, asked.exhibits, asked.pages),
            "plain": lambda: plain(asked.folder, out),
            "bundle": lambda: ours(asked.folder, out, whole=False),
            "whole": lambda: ours(asked.folder, out, whole=True),
            "verify": lambda: verify(asked.folder, out),
        }
        ways[asked.way]()
        return
    with tempfile.TemporaryDirectory() as temporary:
        (Path(temporary) / "sortie").mkdir()
        for way in ("draw", "plain", "bundle", "whole", "verify"):
            command = [sys.executable, __file__, "--way", way, "--folder", temporary]
            command += ["--exhibits", str(asked.exhibits), "--pages", str(asked.pages)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
