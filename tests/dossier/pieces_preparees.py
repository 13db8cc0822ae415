"""Every exhibit of pieces_fabriquees, prepared once for all tests, in one run as a user's would be."""

import tempfile
from functools import cache
from pathlib import Path

import pieces_fabriquees as fabrique
import pikepdf
import pypdfium2
from PIL import Image
from relancier.documents.pdf.text import extract_text
from relancier.dossier.intake.prepare import prepare
from relancier.dossier.intake.rapport import Limites, Refusee
from relancier.dossier.pieces import Piece, PiecePrete

_FOLDER = tempfile.TemporaryDirectory(prefix="relancier-pieces-", ignore_cleanup_errors=True)


def piece(fichier: Path, numero: str = "1") -> Piece:
    return Piece(numero, "correspondance", fichier.name, fichier)


@cache
def lot() -> dict[str, PiecePrete | Refusee]:
    folder = Path(_FOLDER.name)
    made = [fabrique.ecris(folder, name, make()) for name, make in fabrique.FABRIQUES.items()]
    pieces = [piece(path, str(rank)) for rank, path in enumerate(made, 1)]
    return {one.piece.fichier.name: one for one in prepare(pieces, folder / "propre")}


def prete(name: str) -> PiecePrete:
    one = lot()[name]
    assert isinstance(one, PiecePrete), one
    return one


def refusee(name: str) -> Refusee:
    one = lot()[name]
    assert isinstance(one, Refusee), one
    return one


def seule(folder: Path, name: str, data: bytes, limites: Limites | None = None) -> PiecePrete | Refusee:
    """Prepare one file by itself."""
    return prepare([piece(fabrique.ecris(folder, name, data))], folder / "propre", limites)[0]


def codes(one: PiecePrete) -> list[str]:
    return [constat.code for constat in one.constats]


def texte(one: PiecePrete) -> str:
    return "\n".join(extract_text(one.pdf))


def image(pdf: Path, rank: int = 0, scale: float = 1.0) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        drawn: Image.Image = document[rank].render(scale=scale).to_pil().convert("RGB")
        return drawn


def actifs(pdf: Path) -> set[str]:
    """What is left in a PDF that acts, reaches outside, or is hidden: nothing, in a clean one."""
    words = {"/JS", "/AA", "/OpenAction", "/EmbeddedFiles", "/JavaScript", "/XFA", "/AcroForm", "/OCProperties", "/A"}
    kinds = {"/JavaScript", "/Launch", "/URI", "/RichMedia", "/Popup", "/Widget", "/FileAttachment", "/Filespec"}
    found: set[str] = set()
    with pikepdf.open(pdf) as opened:
        assert not opened.is_encrypted
        waiting: list[pikepdf.Object] = list(opened.objects)
        while waiting:
            one = waiting.pop()
            if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
                found |= words & set(one.keys())
                found |= {str(one.get(key)) for key in ("/S", "/Type", "/Subtype")} & kinds
                waiting += [value for value in one.values() if _is_direct(value)]
            elif isinstance(one, pikepdf.Array):
                waiting += [value for value in one if _is_direct(value)]
    return found


def _is_direct(value: object) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect
