"""The door of the ribbon: one button, pressed in a workbook that somebody has open.

    python -m relancier.ruban ACTION --hwnd=N
    python -m relancier.ruban ACTION --libreoffice=pipe,name=X

The workbook is the active one of that program: neither its name nor its path is ever on the command line. Exit codes
are those of the command line; whatever is said is said in a window.
"""

import gc
import sys
from collections.abc import Sequence
from datetime import date, datetime

from relancier.base.errors import InvalidInput, RelancierError
from relancier.boutons import attache, journal
from relancier.boutons.attache import Appel
from relancier.boutons.bureau import Bureau
from relancier.boutons.ecran_secours import EcranSecours
from relancier.boutons.jouer import jouer, refuser

# a process that presses one button and ends leaves little garbage: looking for it as often as Python does by itself
# took a quarter of the time of a proposition
RARELY = (100_000, 20, 100)
HWND, LIBREOFFICE = "--hwnd=", "--libreoffice="


def main(arguments: Sequence[str] | None = None) -> int:
    """Press the button that `arguments` (the process's own by default) name; return the exit code."""
    gc.set_threshold(*RARELY)
    place = journal.tenir()
    words = list(sys.argv[1:] if arguments is None else arguments)
    alone = Bureau(EcranSecours(), today(), place)
    try:
        action, appel = lire(words)
    except RelancierError as error:
        return refuser("", error, alone)
    try:
        bureau = attache.bureau(appel, today(), place)
    except RelancierError as error:
        bureau = Bureau(alone.ecran, alone.jour, place, empechement=error)
    return jouer(action, bureau)


def lire(words: Sequence[str]) -> tuple[str, Appel]:
    """Return the button and the program that `words` name.

    Raises:
      InvalidInput: "lanceur-illisible".
    """
    actions = [one for one in words if not one.startswith("-")]
    handles = [one.removeprefix(HWND) for one in words if one.startswith(HWND)]
    specs = [one.removeprefix(LIBREOFFICE) for one in words if one.startswith(LIBREOFFICE)]
    known = len(actions) + len(handles) + len(specs)
    readable = all(one.isascii() and one.isdecimal() for one in handles) and all(specs)
    if len(actions) != 1 or len(handles) + len(specs) != 1 or known != len(words) or not readable:
        raise InvalidInput(
            "lanceur-illisible",
            f"Relancier a été lancé avec « {' '.join(words)} », qu'il ne comprend pas.",
            "Le ruban et le programme ne sont pas de la même version : réinstallez le complément.",
        )
    return actions[0], Appel(int(handles[0]) if handles else None, specs[0] if specs else "")


def today() -> date:
    """Return the day, for the doors alone: nothing below asks for it."""
    return datetime.now().astimezone().date()


if __name__ == "__main__":
    sys.exit(main())
