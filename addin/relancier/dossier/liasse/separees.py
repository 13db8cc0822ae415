"""Each exhibit by itself: its stamped PDF under a name that any system takes, its untouched original beside it."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pikepdf

from relancier.base.filenames import free_path, safe_stem
from relancier.base.files import digest
from relancier.dossier.liasse import inerte
from relancier.dossier.liasse.modele import Source
from relancier.dossier.liasse.ouverture import opened
from relancier.dossier.liasse.places import stamp_text
from relancier.dossier.liasse.reliure import describe, saved
from relancier.dossier.liasse.tampon import Tampon
from relancier.dossier.liasse.toile import Encre
from relancier.dossier.pieces import Constat, Gravite, Piece

PIECES, ORIGINAUX, JOINTES = "pieces", "originaux", "jointes"
LONGEST = 60  # characters of a name: folders of a court's registry are deep


def stem(piece: Piece) -> str:
    """Return the name of an exhibit's file without its suffix: `Piece_03_bis_Facture_F2026-014`."""
    number, *rest = piece.numero.split()
    numbered = [number.zfill(2), *rest]
    title = safe_stem(piece.intitule).replace(".", "-")
    whole = "_".join(["Piece", *numbered, *title.split()])
    return safe_stem(whole[:LONGEST].rstrip("_-"))


def stamped(source: Source, day: date) -> tuple[bytes, tuple[str, ...]]:
    """Return the stamped PDF of an exhibit, and what was removed from it."""
    changed: list[str] = []
    with opened(source.prete, source.pdf) as pdf:
        encre = Encre(pdf)
        tampon = Tampon(pdf, encre)
        pages = len(source.emplacements)
        for rank, (page, where) in enumerate(zip(pdf.pages, source.emplacements, strict=True), 1):
            changed += inerte.disarm(page)
            tampon.press(page, where, stamp_text(source.numero, rank, pages))
        describe(pdf, f"Pièce n° {source.titre}", day)
        names = pdf.Root.get("/Names")
        for key in ("/JavaScript", "/EmbeddedFiles"):
            if isinstance(names, pikepdf.Dictionary) and key in names:
                del names[key]
                changed.append("contenu actif ou fichier joint retiré")
        for key in ("/AcroForm", "/AF", "/Collection"):
            if key in pdf.Root:
                del pdf.Root[key]
        encre.dry()
        return saved(pdf), tuple(dict.fromkeys(changed))


def copy_original(source: Source, folder: Path) -> tuple[Path | None, list[Constat]]:
    """Copy the original of an exhibit, and prove that it is the one that was read."""
    original = source.prete.piece.fichier
    target = free_path(folder / ORIGINAUX / f"{stem(source.prete.piece)}{original.suffix.lower()}")
    return _copy(original, target, source.numero, source.prete.empreinte)


def copy_attached(source: Source, folder: Path) -> tuple[tuple[Path, ...], list[Constat]]:
    """Copy the files that go beside an exhibit: a Factur-X XML, the attachments of an e-mail."""
    done: list[Path] = []
    found: list[Constat] = []
    for attached in source.prete.jointes:
        name = f"{stem(source.prete.piece)}_{safe_stem(attached.stem)}{attached.suffix}"
        copied, faults = _copy(attached, free_path(folder / JOINTES / name), source.numero, "")
        done += [copied] if copied else []
        found += faults
    return tuple(done), found


def write(source: Source, folder: Path, contenu: bytes) -> Path:
    """Write the stamped PDF of an exhibit; return where."""
    target = free_path(folder / PIECES / f"{stem(source.prete.piece)}.pdf")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(contenu)
    return target


def twice(numeros: Sequence[str]) -> list[str]:
    """Return the numbers that stand more than once, however they are written."""
    folded = [" ".join(numero.split()).casefold() for numero in numeros]
    return [numero for rank, numero in enumerate(numeros) if folded[rank] in folded[:rank]]


def _copy(original: Path, target: Path, numero: str, empreinte: str) -> tuple[Path | None, list[Constat]]:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copyfile(original, target)
    except FileNotFoundError:
        target.unlink(missing_ok=True)
        return None, [
            Constat(
                "original-disparu",
                Gravite.DEFAUT,
                f"« {original.name} » n'est plus à sa place : son original n'est pas joint.",
                "Remettez le fichier où il était, puis recommencez.",
                numero,
            )
        ]
    if empreinte and digest(target) != empreinte:
        return target, [
            Constat(
                "original-change",
                Gravite.DEFAUT,
                f"« {original.name} » a changé depuis qu'il a été lu.",
                "Recommencez : la pièce sera relue.",
                numero,
            )
        ]
    return target, []
