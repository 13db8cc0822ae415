"""The pages of a finished PDF beside those of an exhibit: proved the same by their objects, or drawn and compared.

The first page of each exhibit in a bundle is drawn in any case: a proof on paper is tried once.
"""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import pikepdf
import pypdfium2

from relancier.dossier.liasse import pixels
from relancier.dossier.liasse.couche import Couches
from relancier.dossier.liasse.geometrie import Boite
from relancier.dossier.liasse.identite import Identite


@dataclass(frozen=True, slots=True)
class Paire:
    """Two pages to compare.

    Attributes:
      rang: that of the exhibit, from 0.
      index: that of the finished PDF, from 0.
      cadres: the boxes in which they may differ, in visual coordinates.
      reduite: an image on it was made smaller.
    """

    rang: int
    index: int
    cadres: Sequence[Boite]
    reduite: bool


class Comparateur:
    """One finished PDF, open; to be used in a `with`.

    Raises:
      pikepdf.PdfError, pypdfium2.PdfiumError, OSError: it does not open.
    """

    def __init__(self, after: Path) -> None:
        self._couches = Couches()
        with ExitStack() as stack:
            self._objects = stack.enter_context(pikepdf.open(after))
            self._drawn = stack.enter_context(pypdfium2.PdfDocument(after))
            self._open = stack.pop_all()

    def __enter__(self) -> "Comparateur":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def changed(self, before: Path, pairs: Iterable[Paire], *, stamped: bool, tried: bool) -> list[int]:
        """Return the ranks of the pages that are no longer the same as in `before` outside their boxes.

        Args:
          before: the exhibit's clean PDF, or its stamped one.
          pairs: its pages, in order.
          stamped: which of both it is.
          tried: the first page is drawn even when its objects prove it the same.

        Raises:
          pikepdf.PdfError, pypdfium2.PdfiumError, OSError: `before` does not open.
        """
        with pikepdf.open(before) as objects, pypdfium2.PdfDocument(before) as drawn:
            proof = Identite(objects, self._objects, self._couches, stamped=stamped)
            return [
                pair.rang
                for position, pair in enumerate(pairs)
                if not (_is_vouched(proof, pair) and (position or not tried)) and not self._looks_same(drawn, pair)
            ]

    def _looks_same(self, before: pypdfium2.PdfDocument, pair: Paire) -> bool:
        if pair.rang >= len(before) or pair.index >= len(self._drawn):
            return False
        old, new = before[pair.rang], self._drawn[pair.index]
        try:
            return pixels.same(old, new, pair.cadres, pair.reduite)
        finally:
            old.close()
            new.close()


def _is_vouched(proof: Identite, pair: Paire) -> bool:
    try:
        return proof.vouches(pair.rang, pair.index, pair.cadres)
    except pikepdf.PdfError:
        return False  # what cannot be read proves nothing: it is drawn
