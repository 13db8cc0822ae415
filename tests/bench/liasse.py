"""How long a bundle of 60 exhibits and 550 pages takes, and how much memory, beside the plain pypdf way.

Run: python tests/bench/liasse.py [--exhibits 60] [--pages 550]
Each way runs in a process of its own, and is timed once what it imports is loaded; its memory is the most that it and
its helpers ever held. The plain way appends every exhibit and merges on each page its stamp, drawn before the clock
starts: it looks for no blank place, and writes neither list nor links. Ours is timed twice: as in a real run, where the
intake has noted what each page shows, and with nothing known. Nothing here is asserted: it prints what was measured.
"""

import argparse
import io
import pickle
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

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
    start = clock()
    writer = PdfWriter()
    for exhibit in exhibits:
        writer.append(exhibit)
    for page, stamp in zip(writer.pages, PdfReader(stamps).pages, strict=True):
        page.merge_page(stamp)
    writer.write(out)
    say("pypdf : append, merge_page, write", start, folder)


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
    start = clock()
    with out.open("wb") as file:
        liasse.assemble(exhibits, COUVERTURE, file)
    say(f"relancier : liasse seule, {'pages relevées' if known else 'rien de connu'}", start, folder)


def whole(folder: Path, out: Path) -> None:
    """Make the bundle and everything that goes beside it."""
    from liasses_fabriquees import COUVERTURE  # noqa: PLC0415
    from relancier.dossier.liasse import liasse  # noqa: PLC0415
    from relancier.dossier.profils import PROFILS  # noqa: PLC0415

    exhibits = ready(folder, known=True)
    start = clock()
    liasse.relier(exhibits, COUVERTURE, PROFILS["sans-limite"], out.with_suffix(""), DAY)
    say("relancier : liasse, pièces séparées et originaux", start, folder)


def verify(folder: Path, out: Path) -> None:
    """Bind everything, then prove it."""
    from liasses_fabriquees import COUVERTURE  # noqa: PLC0415
    from relancier.dossier.liasse import liasse, manifeste, verifier_liasse  # noqa: PLC0415
    from relancier.dossier.profils import PROFILS  # noqa: PLC0415

    exhibits = ready(folder, known=True)
    target = out.with_suffix("")
    made = liasse.relier(exhibits, COUVERTURE, PROFILS["sans-limite"], target, DAY)
    manifeste.write(target, made, exhibits, PROFILS["sans-limite"], DAY, "0")
    start = clock()
    found = verifier_liasse.verify_folder(target, {one.piece.numero: one.pdf for one in exhibits})
    say(f"relancier : vérification ({len(found)} constat)", start, folder)


def clock() -> tuple[float, float]:
    """Return the seconds that have passed, and those that processors worked for this process and its helpers."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return time.perf_counter(), sum(one.ru_utime + one.ru_stime for one in used)


def say(what: str, start: tuple[float, float], folder: Path) -> None:
    """Print the time since `start` and the most memory held, and their shares of the plain way's, which comes first."""
    seconds, worked = (now - then for now, then in zip(clock(), start, strict=True))
    held = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    plain_way = folder / "plain.txt"
    if not plain_way.exists():
        plain_way.write_text(f"{seconds} {worked} {held}", encoding="ascii")
    reference = [float(one) for one in plain_way.read_text(encoding="ascii").split()]
    of_time, of_work, of_memory = (one / other for one, other in zip((seconds, worked, held), reference, strict=True))
    print(
        f"{what:48} {seconds:6.2f} s ({of_time:4.0%})  processeur {worked:5.2f} s ({of_work:4.0%}) "
        f" {held:4.0f} Mo ({of_memory:4.0%})"
    )


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
            "note": lambda: note(asked.folder),
            "known": lambda: bundle(asked.folder, out, known=True),
            "unknown": lambda: bundle(asked.folder, out, known=False),
            "whole": lambda: whole(asked.folder, out),
            "verify": lambda: verify(asked.folder, out),
        }
        ways[asked.way]()
        return
    with tempfile.TemporaryDirectory() as temporary:
        (Path(temporary) / "sortie").mkdir()
        for way in ("draw", "note", "plain", "known", "unknown", "whole", "verify"):
            command = [sys.executable, __file__, "--way", way, "--folder", temporary]
            command += ["--exhibits", str(asked.exhibits), "--pages", str(asked.pages)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
