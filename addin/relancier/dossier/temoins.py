"""The files of a delivered folder bear witness to one another: who alters one and its hash in the manifest is seen.

Each file has its hash in the manifest and in controle.pdf; each original also in the bordereaux (the bundle's, which
`verifier_liasse` reads, and bordereau.pdf). The archive beside the folder holds the manifest once more.

What stays out of proof: who alters a file, the manifest, controle.pdf, and for an exhibit the bordereaux, all in
agreement, with no archive at hand; and words of controle.pdf other than hashes, names, sizes and findings, when its
hash in the manifest is made to agree. No folder can prove itself against that: only the manifest's own SHA-256, noted
elsewhere on the day of delivery, can.
"""

import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pypdf
import pypdfium2

from relancier.documents.dossier.controle import taille
from relancier.documents.pdf.text import extract_text, quick_text
from relancier.dossier.liasse import manifeste
from relancier.dossier.liasse.manifeste import Manifeste
from relancier.dossier.pieces import Constat, Gravite

CONTROLE, BORDEREAU = "controle.pdf", "bordereau.pdf"
_ADVICE = "Reprenez le dossier livré à l'origine, ou son archive .zip."
_LISTED = re.compile(r"(?<=[km]o)([0-9a-f]{64})")  # after a size, a hash: the end of a row of the files
_UNREADABLE = (pypdfium2.PdfiumError, pypdf.errors.PyPdfError, OSError, ValueError, KeyError, TypeError, RecursionError)


def temoigner(folder: Path) -> tuple[Constat, ...]:
    """Return what the witnesses of `folder` contradict; whether files are as the manifest says is proved elsewhere.

    A manifest that cannot be read says nothing here: `verify_folder` tells it.
    """
    try:
        listed = manifeste.read(folder)
    except manifeste.Illisible:
        return ()
    return (*_originals(listed), *_report(folder, listed), *_printed_list(folder, listed))


def archive_differs(folder: Path) -> tuple[Constat, ...]:
    """Return a flaw when the archive delivered beside `folder` holds another manifest."""
    archive = folder.with_name(f"{folder.name}.zip")
    here = (folder / manifeste.NOM).read_bytes()
    try:
        with zipfile.ZipFile(archive) as opened, opened.open(f"{folder.name}/{manifeste.NOM}") as kept:
            same = kept.read(len(here) + 1) == here
    except (FileNotFoundError, KeyError):
        return ()  # moved, or an archive of something else
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        message = f"L'archive « {archive.name} », à côté du dossier, ne se lit plus."
        return (Constat("archive-illisible", Gravite.REMARQUE, message, "Le dossier n'a pas pu lui être comparé."),)
    if same:
        return ()
    message = (
        f"Le manifeste du dossier n'est pas celui de l'archive « {archive.name} » livrée avec lui : l'un des deux "
        "a été modifié."
    )
    return (Constat("archive-differente", Gravite.DEFAUT, message, "Comparez-les à l'exemplaire transmis."),)


def _originals(listed: Manifeste) -> Iterator[Constat]:
    """The manifest says the hash of an original twice: with its exhibit, and with its file."""
    prints = {one.nom: one.empreinte for one in listed.fichiers}
    for piece in listed.pieces:
        if piece.copie and prints.get(piece.copie) != piece.empreinte:
            yield _defect(
                "manifeste-contradictoire",
                f"Pièce n° {piece.numero} : le manifeste donne deux empreintes différentes de son original.",
                piece.numero,
            )


def _report(folder: Path, listed: Manifeste) -> list[Constat]:
    """Compare the manifest with what controle.pdf prints of each file, of each original, and of each finding."""
    if CONTROLE not in {one.nom for one in listed.fichiers}:
        return [_defect("temoin-absent", f"Le manifeste ne nomme pas « {CONTROLE} », qui témoigne des fichiers.")]
    if not (folder / CONTROLE).is_file():
        return []  # said with the files
    return _best(folder / CONTROLE, lambda text: _contradictions(text, listed))


def _contradictions(text: str, listed: Manifeste) -> list[Constat]:
    rows = [(one[1], text[: one.start(1)]) for one in _LISTED.finditer(text)]
    if not rows:
        what = f"« {CONTROLE} » ne liste pas les fichiers avec leur empreinte (un modèle à vous doit le faire)."
        return [_defect("temoin-muet", what)]
    found: list[Constat] = []
    for one in listed.fichiers:
        row = _letters(f"{one.nom}{taille(one.taille)}")
        if one.nom != CONTROLE and not any(said == one.empreinte and before.endswith(row) for said, before in rows):
            what = (
                f"« {one.nom} » n'est pas celui que liste « {CONTROLE} » : le fichier et le manifeste ont été modifiés"
            )
            found.append(_defect("temoin-contraire", f"{what}, ou ce contrôle l'a été."))
    known = {one.empreinte for one in listed.fichiers} | {one.empreinte for one in listed.pieces}
    for strange in sorted({said for said, _ in rows} - known):
        what = f"« {CONTROLE} » liste un fichier que le manifeste ne connaît pas (SHA-256 {strange[:16]}…)."
        found.append(_defect("temoin-contraire", what))
    for piece in listed.pieces:
        if piece.empreinte not in text:
            what = f"Pièce n° {piece.numero} : « {CONTROLE} » ne donne pas la même empreinte de l'original."
            found.append(_defect("temoin-contraire", what, piece.numero))
    for message in listed.constats:
        if _letters(message) not in text:
            short = message if len(message) <= 80 else f"{message[:79]}…"
            found.append(_defect("constat-contraire", f"« {CONTROLE} » ne dit pas ce constat du manifeste : {short}"))
    return found


def _printed_list(folder: Path, listed: Manifeste) -> list[Constat]:
    """Compare the hashes of the originals with those that bordereau.pdf prints."""
    path = folder / BORDEREAU
    if BORDEREAU not in {one.nom for one in listed.fichiers} or not path.is_file():
        return []

    def unsaid(text: str) -> list[Constat]:
        if not any(one.empreinte in text for one in listed.pieces):
            return []  # the user's own template prints none
        return [
            _defect(
                "bordereau-contraire",
                f"Pièce n° {one.numero} : « {BORDEREAU} » imprime une autre empreinte que le manifeste.",
                one.numero,
            )
            for one in listed.pieces
            if one.empreinte not in text
        ]

    return _best(path, unsaid)


def _best(pdf: Path, check: Callable[[str], list[Constat]]) -> list[Constat]:
    """Return what `check` says of the text of `pdf`, by the reader that finds the least wrong."""
    found: list[Constat] | None = None
    readers: Sequence[Callable[[Path], list[str]]] = (quick_text, extract_text)
    for reader in readers:
        try:
            said = check(_letters("".join(reader(pdf))))
        except _UNREADABLE:
            continue
        if not said:
            return []
        found = said if found is None or len(said) < len(found) else found
    return found or [_defect("pdf-illisible", f"« {pdf.name} » ne s'ouvre pas : le fichier est endommagé.")]


def _letters(text: str) -> str:
    """Return the plain letters and figures of `text`: readers lose hyphens where lines wrap, and blanks anywhere."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in plain if one.isascii() and one.isalnum())


def _defect(code: str, message: str, piece: str = "") -> Constat:
    return Constat(code, Gravite.DEFAUT, message, _ADVICE, piece)
