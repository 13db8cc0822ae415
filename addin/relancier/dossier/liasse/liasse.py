"""From clean exhibits to a bundle: surveyed, stamped, shared into volumes, bound, measured; originals beside."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import BinaryIO

import pikepdf

from relancier.base.errors import InvalidInput, Refus
from relancier.base.files import why
from relancier.dossier.liasse import constats, feuillets, images, reliure, separees, volumes
from relancier.dossier.liasse.apercu import Releve
from relancier.dossier.liasse.modele import (
    Couverture,
    Liasse,
    Place,
    SansSuivi,
    Source,
    Suivi,
    Tranche,
    Volume,
)
from relancier.dossier.liasse.ouverture import opened, unreadable
from relancier.dossier.liasse.pagination import Pagination, paginate
from relancier.dossier.liasse.tampon import survey
from relancier.dossier.pieces import Constat, PiecePrete
from relancier.dossier.profils import Profil

ROUNDS = 40  # times that volumes are shared out anew before saying that they cannot be


@dataclass(slots=True)
class _Chantier:
    """What is being made."""

    couverture: Couverture
    profil: Profil
    folder: Path
    temporaire: Path
    suivi: Suivi
    constats: list[Constat] = field(default_factory=list)
    changements: list[tuple[str, str]] = field(default_factory=list)

    def reduced(self) -> Path:
        """Return a new place for an exhibit with smaller images."""
        return self.temporaire / f"reduite-{len(list(self.temporaire.iterdir()))}.pdf"

    def bound(self, volume: int) -> Path:
        """Return where a volume waits until all of them are within the limit."""
        return self.temporaire / f"volume-{volume}.pdf"

    def changed(self, numero: str, sentences: Sequence[str]) -> None:
        """Remember what was changed in an exhibit, once."""
        for sentence in sentences:
            if (numero, sentence) not in self.changements:
                self.changements.append((numero, sentence))


def relier(
    pieces: Sequence[PiecePrete],
    couverture: Couverture,
    profil: Profil,
    folder: Path,
    jour: date,
    suivi: Suivi | None = None,
) -> Liasse:
    """Make the bundle of `pieces`, in their order, in `folder`.

    Writes liasse.pdf (or liasse-1.pdf, liasse-2.pdf…), pieces/, originaux/ and jointes/. Two runs with the same
    arguments write the same bytes.

    Args:
      pieces: clean, numbered.
      couverture: what the covers say.
      profil: where the file goes: the size of each file, and whether exhibits are bound.
      folder: new or empty; nothing in it is replaced but files of the same names.
      jour: the date that the PDFs bear.
      suivi: told of the progress.

    Raises:
      InvalidInput: there is no exhibit, two bear the same number, or a clean PDF does not open.
      Refus: "ecriture-impossible": the disk is full or gone; what was written of it is taken back.
    """
    suivi = suivi or SansSuivi()
    _check(pieces)
    with _whole(folder), tempfile.TemporaryDirectory(prefix="relancier-liasse-") as temporary:
        work = _Chantier(couverture, profil, folder, Path(temporary), suivi)
        suivi.stage("Pièces tamponnées", len(pieces))
        sources, files = _stamped(work, pieces, jour)
        pagination: Pagination | None = None
        made: tuple[Volume, ...] = ()
        if profil.une_liasse:
            suivi.stage("Liasse reliée", 0)
            pagination, made = _bound(work, sources)
        places = tuple(_place(work, rank, source, files[rank], pagination) for rank, source in enumerate(sources))
    return Liasse(made, places, tuple(work.constats), tuple(work.changements))


@contextmanager
def _whole(folder: Path) -> Iterator[None]:
    """Leave in `folder` all that the block writes, or nothing of it."""
    existed = folder.exists()
    before = set(folder.rglob("*")) if existed else set()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException as error:
        with suppress(OSError):  # the disk is gone: the first error says so
            for path in sorted(set(folder.rglob("*")) - before, reverse=True):  # what a folder holds before it
                path.rmdir() if path.is_dir() else path.unlink()
            if not existed:
                folder.rmdir()
        if not isinstance(error, OSError):
            raise
        raise Refus(
            "ecriture-impossible",
            f"La liasse ne peut pas être écrite ({why(error)}).",
            "Vérifiez la place sur le disque et l'accès au dossier, puis recommencez : rien n'est fait à moitié.",
        ) from error


def assemble(pieces: Sequence[PiecePrete], couverture: Couverture, out: BinaryIO) -> None:
    """Write to `out` the bundle of `pieces` as one file of any size, and nothing beside it.

    Raises:
      InvalidInput: as `relier`.
      OSError: it cannot be written.
    """
    _check(pieces)
    sources = list(map(_source, pieces))
    pagination = _paginated(sources, [_all(sources)], recto_verso=False)
    reliure.bind(sources, pagination, 1, couverture, out)


def _check(pieces: Sequence[PiecePrete]) -> None:
    if not pieces:
        raise InvalidInput(
            "aucune-piece", "Il n'y a aucune pièce à relier.", "Ajoutez des pièces à la table tblPieces."
        )
    doubles = separees.twice([one.piece.numero for one in pieces])
    if doubles:
        raise InvalidInput(
            "numero-en-double",
            f"Deux pièces portent le même numéro : {doubles[0]}.",
            "Donnez à chaque pièce son numéro, par exemple « 3 bis ».",
        )


def _stamped(work: _Chantier, pieces: Sequence[PiecePrete], day: date) -> tuple[list[Source], list[Path]]:
    """Survey and stamp each exhibit by itself; those too heavy for one file get smaller images."""
    sources: list[Source] = []
    files: list[Path] = []
    most = work.profil.taille_max
    if most is not None and work.profil.une_liasse:
        most = volumes.room(most, len(pieces))
    for prete in pieces:
        source = _source(prete)
        contenu, changed = separees.stamped(source, day)
        if most is not None and len(contenu) > most:
            source, contenu = _lightened(work, source, contenu, most, day)
        work.changed(source.numero, changed)
        work.constats += constats.on_content(source)
        sources.append(replace(source, taille=len(contenu)))
        files.append(separees.write(source, work.folder, contenu))
        work.suivi.step()
    return sources, files


def _source(prete: PiecePrete) -> Source:
    releves = prete.releves if len(prete.releves) == prete.pages else _noted(prete)
    return Source(prete, prete.pdf, tuple(survey(releves, prete.piece.numero, len(releves))))


def _noted(prete: PiecePrete) -> tuple[Releve, ...]:
    from relancier.dossier.liasse import releve  # noqa: PLC0415 - PDFium draws nothing when all was noted before

    try:
        return releve.relever(prete.pdf)
    except releve.Illisible as error:
        raise unreadable(prete) from error


def _lightened(work: _Chantier, source: Source, contenu: bytes, most: int, day: date) -> tuple[Source, bytes]:
    out = work.reduced()

    def fits(pdf: Path) -> bool:
        return len(separees.stamped(replace(source, pdf=pdf), day)[0]) <= most

    done = images.reduce(source.pdf, out, fits)
    before = len(contenu)
    if done.images and not _alike(source.pdf, out, done.pages):
        work.constats.append(constats.not_reducible(source.numero, before, work.profil))
        return source, contenu
    if done.images:
        source = replace(source, pdf=out, reduites=done.pages)
        contenu = separees.stamped(source, day)[0]
        work.changed(source.numero, [constats.reduced(done)])
    if len(contenu) > most:
        work.constats.append(constats.too_heavy(source.numero, before, len(contenu), work.profil))
    return source, contenu


def _alike(before: Path, after: Path, pages: Sequence[int]) -> bool:
    from relancier.dossier.liasse import pixels  # noqa: PLC0415 - most bundles have no image to make smaller

    return pixels.alike(before, after, pages)


def _bound(work: _Chantier, sources: Sequence[Source]) -> tuple[Pagination, tuple[Volume, ...]]:
    """Bind; where a volume comes out too large, share the exhibits out anew with what was measured."""
    limit = work.profil.taille_max
    if limit is None:
        pagination, bound = _build(work, sources, [_all(sources)])
        return pagination, _written(work, pagination, bound)
    room = volumes.room(limit, len(sources))
    weights = [_weight(one, room) for one in sources]
    pages = [len(one.emplacements) for one in sources]
    rooms = [limit]
    for _ in range(ROUNDS):
        shared = volumes.share(weights, pages, rooms)
        pagination, bound = _build(work, sources, shared, limit)
        over = next((rank for rank, one in enumerate(bound, 1) if _can_shrink(one, shared[rank - 1], limit)), 0)
        if not over:
            break
        rooms = volumes.narrowed(rooms, over, bound[over - 1].taille - limit)
    work.constats += constats.cut(sources, shared)
    work.constats += constats.over(bound, limit)
    return pagination, _written(work, pagination, bound)


def _all(sources: Sequence[Source]) -> list[Tranche]:
    return [Tranche(rank, 0, len(one.emplacements)) for rank, one in enumerate(sources)]


def _paginated(sources: Sequence[Source], shared: Sequence[Sequence[Tranche]], recto_verso: bool) -> Pagination:
    def index(premieres: dict[int, int], dans: dict[int, int], volume: int) -> int:
        return len(feuillets.lay_out(reliure.rows(sources, premieres, dans, volume)))

    return paginate(shared, index, recto_verso)


def _build(
    work: _Chantier, sources: Sequence[Source], shared: Sequence[Sequence[Tranche]], limit: int | None = None
) -> tuple[Pagination, list[reliure.Relie]]:
    pagination = _paginated(sources, shared, work.profil.recto_verso)
    bound: list[reliure.Relie] = []
    for volume in range(1, len(shared) + 1):
        with work.bound(volume).open("wb") as out:
            bound.append(reliure.bind(sources, pagination, volume, work.couverture, out))
        if limit is not None and _can_shrink(bound[-1], shared[volume - 1], limit):
            break  # it will be shared out anew: the volumes after it would be bound in vain
    return pagination, bound


def _can_shrink(made: reliure.Relie, held: Sequence[Tranche], limit: int) -> bool:
    return made.taille > limit and (len(held) > 1 or held[0].fin - held[0].debut > 1)


def _weight(source: Source, room: int) -> volumes.Poids:
    if source.taille <= room:
        return volumes.Poids(max(source.taille - volumes.POLICES, 1))
    with opened(source.prete, source.pdf) as pdf:
        sizes = []
        for page in pdf.pages:
            with pikepdf.new() as alone:
                alone.pages.append(page)
                alone.remove_unreferenced_resources()
                sizes.append(len(reliure.saved(alone)))
    return volumes.Poids(source.taille, tuple(sizes))


def _written(work: _Chantier, pagination: Pagination, bound: Sequence[reliure.Relie]) -> tuple[Volume, ...]:
    done: list[Volume] = []
    for number, made in zip(count(1), bound):
        name = "liasse.pdf" if len(bound) == 1 else f"liasse-{number}.pdf"
        target = work.folder / name
        shutil.move(work.bound(number), target)
        pages = len(pagination.volumes[number - 1])
        done.append(Volume(target, pages, pagination.debuts[number - 1], made.taille))
        for numero, sentence in made.changements:
            work.changed(numero, [sentence])
    return tuple(done)


def _place(work: _Chantier, rank: int, source: Source, file: Path, pagination: Pagination | None) -> Place:
    original, faults = separees.copy_original(source, work.folder)
    attached, more = separees.copy_attached(source, work.folder)
    work.constats += [*faults, *more]
    first, volume = (pagination.premieres[rank], pagination.dans[rank]) if pagination else (0, 0)
    return Place(source.numero, first, volume, len(source.emplacements), file, original, attached, source.reduites)
