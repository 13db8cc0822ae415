"""The proof: a finished folder, or one PDF of it, opened again and believed in nothing.

Only the files and the manifest are looked at. With the clean PDFs at hand, each page is compared with what it was;
without them, each page of the bundle is compared with the same exhibit in pieces/.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

import pikepdf
import pypdfium2

from relancier.dossier.liasse import fichiers, manifeste, pixels, structure
from relancier.dossier.liasse.comparer import Comparateur, Paire
from relancier.dossier.liasse.controles import Controle
from relancier.dossier.liasse.lecture import PageLue, solid
from relancier.dossier.liasse.lectures import read_all
from relancier.dossier.liasse.manifeste import Manifeste, PieceAttendue, VolumeAttendu
from relancier.dossier.liasse.structure import PdfLu
from relancier.dossier.pieces import Constat, Gravite

FAULTS = (pikepdf.PdfError, pypdfium2.PdfiumError, OSError)
REBUILD = "Ne transmettez pas ce dossier : refaites-le."


def verify_folder(folder: Path, propres: Mapping[str, Path] | None = None) -> tuple[Constat, ...]:
    """Return what is wrong with a finished folder: nothing when it is sound.

    Args:
      folder: with its manifest.
      propres: the clean PDF of each exhibit by its number, when the folder has just been made.
    """
    try:
        listed = manifeste.read(folder)
    except manifeste.Illisible as error:
        message = f"Le manifeste du dossier ne peut pas servir de preuve : {error}."
        return (Constat("manifeste-illisible", Gravite.DEFAUT, message, "Reprenez le dossier livré à l'origine."),)
    found = fichiers.compare(folder, listed)
    opened = _opened(folder, listed, found)
    volumes = [(one, opened.get(one.fichier)) for one in listed.volumes]
    found += _bundle(listed, volumes)
    found += _exhibits(folder, listed, opened, propres or {})
    found += _sizes(folder, listed)
    found += _pictures(folder, listed, volumes, propres)
    return tuple(found)


def verify_pdf(pdf: Path) -> tuple[Constat, ...]:
    """Return what is wrong with one PDF of a bundle, without its folder: numbers, list, bookmarks, links, actions."""
    found: list[Constat] = []
    try:
        read = structure.read(pdf)
    except structure.Illisible:
        return (_unreadable(pdf.name),)
    if not any(page.tampon for page in read.pages):
        message = f"« {pdf.name} » n'est pas une liasse de Relancier : aucune page ne porte de tampon."
        return (Constat("pas-une-liasse", Gravite.DEFAUT, message, "Donnez la liasse, ou le dossier entier."),)
    several = any(row.volume for row in read.lignes)
    return tuple(found + Controle(pdf.name, read, several).run() + _blanks(pdf, read))


def _opened(folder: Path, listed: Manifeste, found: list[Constat]) -> dict[str, PdfLu | None]:
    """Read all the PDFs that the manifest lists; say which do not open. Those that are missing are said elsewhere."""
    counts = [(one.fichier, one.pages) for one in listed.volumes] + [(one.fichier, one.pages) for one in listed.pieces]
    names = [name for name, _ in counts if (folder / name).is_file()]
    pages = sum(count for _, count in counts)
    read = read_all([folder / name for name in dict.fromkeys(names)], pages)
    opened = {name: read[folder / name] for name in names}
    found += [_unreadable(name) for name, one in opened.items() if one is None]
    return opened


def _unreadable(name: str) -> Constat:
    message = f"« {name} » ne s'ouvre pas : le fichier est endommagé ou incomplet."
    return Constat("pdf-illisible", Gravite.DEFAUT, message, REBUILD)


def _bundle(listed: Manifeste, volumes: Sequence[tuple[VolumeAttendu, PdfLu | None]]) -> list[Constat]:
    """Check each volume by itself, then against the manifest."""
    found: list[Constat] = []
    following, held = 1, [(piece, page) for piece in listed.pieces for page in range(1, piece.pages + 1)]
    for rank, (expected, read) in enumerate(volumes, 1):
        if read is None:
            return found
        found += Controle(expected.fichier, read, len(volumes) > 1).run()
        if len(read.pages) != expected.pages or expected.premiere_page != following:
            message = (
                f"« {expected.fichier} » a {len(read.pages)} pages à partir de la page {following}, au lieu de "
                f"{expected.pages} à partir de la page {expected.premiere_page}."
            )
            found.append(Constat("pages-du-volume", Gravite.DEFAUT, message, REBUILD))
        found += _rows_agree(listed, expected.fichier, rank, read)
        for number, said in enumerate(read.pages, following):
            if said.tampon:
                found += _stands(held.pop(0) if held else None, said, number, rank, expected.fichier)
        following += len(read.pages)
    if volumes and held:
        piece, page = held[0]
        message = f"La liasse s'arrête avant la page {page}/{piece.pages} de la pièce n° {piece.numero}."
        found.append(Constat("page-manquante", Gravite.DEFAUT, message, REBUILD, piece.numero, page))
    return found


def _stands(
    expected: tuple[PieceAttendue, int] | None, page: PageLue, number: int, volume: int, name: str
) -> list[Constat]:
    stamp = page.tampon
    if stamp is None:
        return []
    if expected is None:
        message = f"« {name} », page {number} : cette page de la pièce n° {stamp.numero} est de trop."
        return [Constat("page-en-plus", Gravite.DEFAUT, message, REBUILD, stamp.numero, number)]
    piece, rank = expected
    wanted = (solid(piece.numero), rank, piece.pages)
    moved = rank == 1 and (piece.premiere_page, piece.volume) != (number, volume)
    if (solid(stamp.numero), stamp.page, stamp.pages) == wanted and not moved:
        return []
    message = (
        f"« {name} », page {number} : le tampon dit pièce n° {stamp.numero}, page {stamp.page}/{stamp.pages} ; "
        f"le manifeste y attend la pièce n° {piece.numero}, page {rank}/{piece.pages}"
        f"{f', à la page {piece.premiere_page}' if moved else ''}."
    )
    return [Constat("tampon-inattendu", Gravite.DEFAUT, message, REBUILD, piece.numero, number)]


def _rows_agree(listed: Manifeste, name: str, volume: int, read: PdfLu) -> list[Constat]:
    """Compare the list that is printed with the manifest."""
    printed = [(solid(row.numero), row.page, row.volume, row.empreinte) for row in read.lignes]
    wanted = [
        (solid(one.numero), one.premiere_page, 0 if one.volume == volume else one.volume, one.empreinte)
        for one in listed.pieces
    ]
    for rank, want in enumerate(wanted):
        got = printed[rank] if rank < len(printed) else None
        if got is None or got[:3] != want[:3] or not want[3].startswith(got[3]) or not got[3]:
            piece = listed.pieces[rank]
            message = (
                f"« {name} » : la ligne de la pièce n° {piece.numero} au bordereau ne dit pas ce que dit le manifeste."
            )
            return [Constat("bordereau-inexact", Gravite.DEFAUT, message, REBUILD, piece.numero)]
    return []


def _exhibits(
    folder: Path, listed: Manifeste, opened: Mapping[str, PdfLu | None], propres: Mapping[str, Path]
) -> list[Constat]:
    """Check the stamped PDF of each exhibit by itself."""
    found: list[Constat] = []
    for piece in listed.pieces:
        read = opened.get(piece.fichier)
        if read is None:
            continue
        wanted = [(solid(piece.numero), rank, piece.pages) for rank in range(1, piece.pages + 1)]
        got = [
            (solid(page.tampon.numero), page.tampon.page, page.tampon.pages) if page.tampon else None
            for page in read.pages
        ]
        if got != wanted:
            pairs = enumerate(zip_longest(got, wanted), 1)
            wrong = next(rank for rank, (one, other) in pairs if one != other)
            message = f"« {piece.fichier} », page {wrong} : le tampon attendu manque, ou n'est pas à sa place."
            found.append(Constat("tampon-absent", Gravite.DEFAUT, message, REBUILD, piece.numero, wrong))
        found += [
            Constat("contenu-actif", Gravite.DEFAUT, f"« {piece.fichier} » contient {what}.", REBUILD, piece.numero)
            for what in read.actifs
        ]
        if piece.numero in propres:
            found += _same_file(propres[piece.numero], folder / piece.fichier, piece, read.pages)
    return found


def _sizes(folder: Path, listed: Manifeste) -> list[Constat]:
    sent = [one.fichier for one in listed.volumes] or [one.fichier for one in listed.pieces]
    most = listed.taille_max
    return [
        Constat(
            "fichier-trop-lourd",
            Gravite.DEFAUT,
            f"« {name} » pèse {(folder / name).stat().st_size} octets ; le maximum est de {most}.",
            "Choisissez un autre profil, ou scannez les pièces en noir et blanc.",
        )
        for name in sent
        if most is not None and (folder / name).is_file() and (folder / name).stat().st_size > most
    ]


def _pictures(
    folder: Path,
    listed: Manifeste,
    volumes: Sequence[tuple[VolumeAttendu, PdfLu | None]],
    propres: Mapping[str, Path] | None,
) -> list[Constat]:
    """Compare each exhibit's pages in the bundle with its clean PDF, or with its stamped one."""
    found: list[Constat] = []
    for expected, read in volumes:
        if read is None:
            continue
        path, held = folder / expected.fichier, _by_exhibit(read)
        found += _blanks(path, read)
        try:
            with Comparateur(path) as comparateur:
                for piece in listed.pieces:
                    pages = held.get(solid(piece.numero), [])
                    # where an image was made smaller, the stamped PDF was compared with the clean one: it is equalled
                    stamped = bool(piece.reduites) or piece.numero not in (propres or {})
                    before = folder / piece.fichier if stamped else (propres or {})[piece.numero]
                    exact = replace(piece, reduites=())
                    found += _same(comparateur, before, exact, pages, expected.fichier, stamped=stamped, tried=True)
        except FAULTS:
            continue  # said with the files
    return found


def _by_exhibit(read: PdfLu) -> dict[str, list[tuple[int, PageLue]]]:
    """Return the pages that bear the stamp of each exhibit, with their places in the file."""
    found: dict[str, list[tuple[int, PageLue]]] = {}
    for index, page in enumerate(read.pages):
        if page.tampon:
            found.setdefault(solid(page.tampon.numero), []).append((index, page))
    return found


def _same_file(before: Path, after: Path, piece: PieceAttendue, pages: Sequence[PageLue]) -> list[Constat]:
    """Compare the stamped PDF of an exhibit with its clean one."""
    try:
        with Comparateur(after) as comparateur:
            return _same(comparateur, before, piece, list(enumerate(pages)), piece.fichier)
    except FAULTS:
        return []  # said with the files


def _same(
    comparateur: Comparateur,
    before: Path,
    piece: PieceAttendue,
    pages: Sequence[tuple[int, PageLue]],
    name: str,
    *,
    stamped: bool = False,
    tried: bool = False,
) -> list[Constat]:
    """Compare pages of a finished PDF with those of the exhibit in `before`, and see whether their stamps show."""
    ranks = [said.tampon.page if said.tampon else index + 1 for index, said in pages]
    pairs = [
        Paire(rank - 1, index, said.cadres, rank in piece.reduites)
        for rank, (index, said) in zip(ranks, pages, strict=True)
    ]
    try:
        changed = comparateur.changed(before, pairs, stamped=stamped, tried=tried)
    except FAULTS:
        return []  # said with the files
    found = [
        Constat(
            "page-changee",
            Gravite.DEFAUT,
            f"« {name} » : la page {rank + 1}/{piece.pages} de la pièce n° {piece.numero} n'est plus la même "
            "en dehors du tampon.",
            REBUILD,
            piece.numero,
            rank + 1,
        )
        for rank in changed
    ]
    return found + [
        Constat(
            "tampon-invisible",
            Gravite.DEFAUT,
            f"« {name} » : le tampon de la page {rank}/{piece.pages} de la pièce n° {piece.numero} ne se voit pas.",
            REBUILD,
            piece.numero,
            rank,
        )
        for rank, (_, said) in zip(ranks, pages, strict=True)
        if not said.visible
    ]


def _blanks(path: Path, read: PdfLu) -> list[Constat]:
    """A page without a stamp, among exhibits, is a blank one, or it is missing its stamp."""
    front = next((index for index, page in enumerate(read.pages) if page.tampon), len(read.pages))
    front = min(front, max(read.bordereau, default=front - 1) + 1)
    found: list[Constat] = []
    with pypdfium2.PdfDocument(path) as document:
        for index in range(front, len(read.pages)):
            said = read.pages[index]
            if said.tampon:
                continue
            page = document[index]
            if not pixels.blank(page, said.cadres):
                message = f"« {path.name} », {index + 1}e page : aucun tampon n'est lisible à sa place."
                found.append(Constat("tampon-absent", Gravite.DEFAUT, message, REBUILD, "", index + 1))
            page.close()
    return found
