"""A live LibreOffice Calc behind xlwings: an engine of our own over UNO, on the BSD part of xlwings.

UNO objects are `Any` in the files of this folder: they come from a running program and have no types.
"""

from relancier.classeur.live.libreoffice.one_action import one_action
from relancier.classeur.live.libreoffice.session import attach, start

__all__ = ["attach", "one_action", "start"]
