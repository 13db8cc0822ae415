"""What goes wrong between us and Excel, as one French sentence each. Nothing here can run without Excel; assumed of it:

- a cell being edited, or an open dialog box, makes every call fail with one of the codes BUSY;
- an Excel that was closed, or died, makes it fail with one of the codes GONE.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from relancier.base.errors import Refus, RelancierError
from relancier.classeur.live.bsd import xw

BUSY = frozenset((-2147418111, -2147417846, -2146777998))  # call rejected, retry later, a cell is being edited
GONE = frozenset((-2147023174, -2147417848))  # no RPC server, object disconnected


@contextmanager
def told(doing: str) -> Iterator[None]:
    """Turn what Excel and xlwings raise into a Refus; `doing` follows « Excel n'a pas pu ».

    Raises:
      Refus: "excel-occupe", "excel-ferme" or "excel-refuse".
    """
    try:
        yield
    except RelancierError:
        raise
    except Exception as error:
        refusal = _refusal(error, doing)
        if refusal is None:
            raise
        raise refusal from error


def _refusal(error: Exception, doing: str) -> Refus | None:
    """Return what to say of an error of Excel or xlwings; None for one of ours."""
    code = getattr(error, "hresult", None)
    kind = type(error).__name__
    if code in BUSY or kind == "ExcelBusyError":
        return Refus(
            "excel-occupe",
            "Excel est occupé : une cellule est en cours de saisie, ou une boîte de dialogue est ouverte.",
            "Validez la cellule (Entrée) ou fermez la boîte, puis recommencez.",
        )
    if code in GONE:
        return Refus(
            "excel-ferme",
            "Excel s'est fermé pendant l'opération.",
            "Rouvrez le classeur, vérifiez ce qui y est enregistré, puis recommencez.",
        )
    if kind == "com_error" or isinstance(error, xw.XlwingsError):
        detail = " ".join(str(error).split())[:200]
        return Refus("excel-refuse", f"Excel n'a pas pu {doing} ({detail}).", "Corrigez-en la cause, puis recommencez.")
    return None
