"""A page's own content streams, and what goes around them."""

import pikepdf
from pikepdf import Array, Name

from relancier.dossier.liasse.equilibre import Equilibre, balance


def streams(page: pikepdf.Object) -> list[pikepdf.Object]:
    """Return the content streams of `page`, in order; what is none is passed over, as readers do."""
    contents = page.get(Name.Contents)
    if isinstance(contents, pikepdf.Stream):
        return [contents]
    found = contents if isinstance(contents, Array) else ()
    return [one for one in found if isinstance(one, pikepdf.Stream)]


def around(parts: list[pikepdf.Object]) -> Equilibre:
    """Return what goes around `parts`, which are read as one."""
    try:
        return balance(b"\n".join(one.read_bytes() for one in parts))
    except pikepdf.PdfError:  # no reader gets to its operators either
        return Equilibre(b"q\n", b"\nQ\n")
