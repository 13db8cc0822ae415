"""One volume, bound: its cover, the list of exhibits, then its exhibits, stamped, numbered, linked and bookmarked."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, BinaryIO, cast

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from relancier.dossier.liasse import calques, feuillets, inerte, liens
from relancier.dossier.liasse.feuillets import A4, Ligne
from relancier.dossier.liasse.geometrie import Boite, Vue
from relancier.dossier.liasse.modele import Couverture, Source
from relancier.dossier.liasse.ouverture import opened
from relancier.dossier.liasse.pagination import Page, Pagination
from relancier.dossier.liasse.places import number_text, stamp_text
from relancier.dossier.liasse.tampon import Emplacement, Tampon
from relancier.dossier.liasse.toile import Encre

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_BLOCK = 1 << 16
OUR_PAGE = Emplacement(Vue((0.0, 0.0, *A4)))


@dataclass(frozen=True, slots=True)
class Relie:
    """A bound volume: how many bytes it has, and what was removed from its exhibits, by number."""

    taille: int
    changements: tuple[tuple[str, str], ...]


def rows(sources: Sequence[Source], premieres: dict[int, int], dans: dict[int, int], volume: int) -> list[Ligne]:
    """Return the rows of the list that stands in `volume`: it is whole in each."""
    return [
        Ligne(
            source.numero,
            source.prete.piece.intitule,
            source.prete.piece.date,
            source.prete.piece.reference,
            len(source.emplacements),
            premieres.get(rank, 0),
            "" if dans.get(rank, volume) == volume else f"volume {dans[rank]}",
            source.prete.empreinte,
        )
        for rank, source in enumerate(sources)
    ]


def bind(
    sources: Sequence[Source], pagination: Pagination, volume: int, couverture: Couverture, out: BinaryIO
) -> Relie:
    """Bind `volume`, from 1, of the bundle, and write it to `out`.

    Raises:
      InvalidInput: an exhibit does not open any more.
      OSError: it cannot be written.
    """
    with pikepdf.new() as bound:
        binder = _Binder(bound, sources, pagination, volume, couverture)
        binder.front()
        binder.exhibits()
        binder.numbers()
        binder.link_rows()
        binder.bookmarks()
        describe(bound, binder.title(), couverture.jour)
        if binder.first > 1:
            bound.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=binder.first)]))
        bound.Root.PageMode = Name.UseOutlines
        binder.encre.dry()
        return Relie(write(bound, out), tuple(dict.fromkeys(binder.changed)))


def describe(pdf: pikepdf.Pdf, title: str, day: date) -> None:
    """Give `pdf` its title, its language and the date of the file, and nothing of the programs that it comes from."""
    root = pdf.Root
    root.Lang = String("fr-FR")
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    for key in ("/Metadata", "/OpenAction", "/AA", "/PieceInfo"):
        if key in root:
            del root[key]
    info = pdf.docinfo
    for key in list(info.keys()):
        del info[key]
    stamp = f"D:{day:%Y%m%d}000000Z"
    info["/Title"], info["/Creator"] = title, "Relancier"
    info["/CreationDate"] = info["/ModDate"] = stamp


def saved(pdf: pikepdf.Pdf) -> bytes:
    """Return `pdf` as a file, the same bytes each time."""
    whole = io.BytesIO()
    write(pdf, whole)
    return whole.getvalue()


def write(pdf: pikepdf.Pdf, out: BinaryIO) -> int:
    """Write `pdf` to `out`, the same bytes each time; return how many.

    Raises:
      OSError: they cannot all be written.
    """
    sink = _Sink(out)
    with io.BufferedWriter(sink, _BLOCK) as whole:  # qpdf writes some bytes at a time
        pdf.save(cast(BinaryIO, whole), deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    if sink.fault:
        raise sink.fault
    return sink.octets


class _Sink(io.RawIOBase):
    """Where qpdf writes: on a full disk it would end the process, so that a fault is kept until it is done.

    Attributes:
      octets: how many bytes came.
      fault: the first that the file raised; nothing is written after it.
    """

    def __init__(self, out: BinaryIO) -> None:
        self.octets = 0
        self.fault: OSError | None = None
        self._out = out

    def writable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return how many bytes came."""
        return self.octets

    def write(self, data: "ReadableBuffer") -> int:
        """Pass `data` on."""
        count = memoryview(data).nbytes
        self.octets += count
        if not self.fault:
            try:
                self._out.write(data)
            except OSError as error:
                self.fault = error
        return count


class _Binder:
    def __init__(
        self,
        bound: pikepdf.Pdf,
        sources: Sequence[Source],
        pagination: Pagination,
        volume: int,
        couverture: Couverture,
    ) -> None:
        self.bound, self.sources, self.couverture = bound, sources, couverture
        self.pagination, self.volume = pagination, volume
        self.pages = pagination.volumes[volume - 1]
        self.first = pagination.debuts[volume - 1]
        self.encre = Encre(bound)
        self.tampon = Tampon(bound, self.encre)
        self.changed: list[tuple[str, str]] = []
        self._rows: list[tuple[int, int, Boite]] = []

    def title(self) -> str:
        several = len(self.pagination.volumes) > 1
        return f"{self.couverture.titre} – {self._volume()}" if several else self.couverture.titre

    def front(self) -> None:
        """Draw the cover and the list."""
        several = len(self.pagination.volumes) > 1
        feuillets.add_cover(self.bound, self.encre, self.couverture, self._volume() if several else "", self._held())
        laid = feuillets.lay_out(rows(self.sources, self.pagination.premieres, self.pagination.dans, self.volume))
        counted = sum(page.genre == "bordereau" for page in self.pages)
        laid += [[] for _ in range(counted - len(laid))]
        self._rows = feuillets.add_list(self.bound, self.encre, laid, self.couverture)

    def exhibits(self) -> None:
        """Append the pages of the exhibits, and the blank ones."""
        at = len(self.bound.pages)
        while at < len(self.pages):
            page = self.pages[at]
            if page.genre == "blanche":
                self.bound.add_blank_page(page_size=A4)
                at += 1
                continue
            end = at
            while end < len(self.pages) and self.pages[end].piece == page.piece:
                end += 1
            self._append(self.pages[at:end])
            at = end

    def _append(self, pages: Sequence[Page]) -> None:
        source = self.sources[pages[0].piece]
        start = len(self.bound.pages)
        with opened(source.prete, source.pdf) as exhibit:
            taken = range(pages[0].rang, pages[-1].rang + 1)
            for rank in taken:
                self.changed += [(source.numero, what) for what in inerte.disarm(exhibit.pages[rank])]
            copied = self.bound.add_pages_from(exhibit, taken, forms="strip")
            calques.carry(self.bound, exhibit)
        added = [self.bound.pages[start + rank] for rank in range(len(pages))]
        if liens.keep_inside(added, pages[0].rang, copied.dropped_dests):
            self.changed.append((source.numero, "lien sans page d'arrivée retiré"))

    def numbers(self) -> None:
        """Stamp each page of an exhibit, and number every page."""
        for rank, (page, bound) in enumerate(zip(self.pages, self.bound.pages, strict=True)):
            number = number_text(self.first + rank)
            if page.genre == "piece":
                source = self.sources[page.piece]
                stamp = stamp_text(source.numero, page.rang + 1, len(source.emplacements))
                self.tampon.press(bound, source.emplacements[page.rang], stamp, number)
            else:
                self.tampon.press(bound, OUR_PAGE, "", number)

    def link_rows(self) -> None:
        """Make each row open the exhibit's first page, when it stands in this file."""
        for rank, page, box in self._rows:
            if self.pagination.dans[rank] == self.volume:
                feuillets.link(self.bound, page, box, self.pagination.premieres[rank] - self.first)

    def bookmarks(self) -> None:
        """Add a bookmark for each exhibit of this file."""
        with self.bound.open_outline() as outline:
            before = -1
            for rank, page in enumerate(self.pages):
                if page.genre == "piece" and page.piece != before:
                    before = page.piece
                    target = Array([self.bound.pages[rank].obj, Name.XYZ, None, None, None])
                    suite = " (suite)" if page.rang else ""
                    outline.root.append(OutlineItem(self.sources[page.piece].titre + suite, target))

    def _volume(self) -> str:
        return f"Volume {self.volume} sur {len(self.pagination.volumes)}"

    def _held(self) -> str:
        held = list(dict.fromkeys(page.piece for page in self.pages if page.genre == "piece"))
        if not held:
            return ""
        first, last = self.sources[held[0]].numero, self.sources[held[-1]].numero
        if len(held) == 1:
            return f"Pièce n°\u00a0{first}"
        return f"Pièces n°\u00a0{first} {'et' if len(held) == 2 else 'à'} {last}"
