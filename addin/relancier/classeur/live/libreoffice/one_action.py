"""Everything that one button writes, as one step: undone at once by Ctrl+Z, or not done at all."""

from collections.abc import Iterator
from contextlib import contextmanager

from relancier.classeur.live.bsd import xw
from relancier.classeur.live.libreoffice.failures import told


@contextmanager
def one_action(book: xw.Book, titre: str) -> Iterator[None]:
    """Group what is written to the workbook within; the screen follows at the end.

    When it ends by an exception, what was written is undone, as far as the user's LibreOffice keeps undo steps.

    Args:
      titre: what « Édition, Annuler » of LibreOffice shows: "Relancier : passage P2026-03-31".
    """
    document = book.impl.api
    with told(f"commencer « {titre} »"):
        undo = document.UndoManager
        before = undo.getAllUndoActionTitles()
        undo.enterUndoContext(titre)
        document.lockControllers()
        document.addActionLock()
    try:
        yield
    except BaseException:
        with told(f"défaire « {titre} »"):
            undo.leaveUndoContext()
            # an empty step is not kept: undoing would then take back what the user did before
            if undo.getAllUndoActionTitles() != before:
                undo.undo()
                undo.clearRedo()
        raise
    else:
        with told(f"conclure « {titre} »"):
            undo.leaveUndoContext()
    finally:
        with told(f"rendre la main après « {titre} »"):
            document.removeActionLock()
            document.unlockControllers()
