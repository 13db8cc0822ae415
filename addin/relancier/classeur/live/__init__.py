"""A workbook that stands open before the user: the hosts that read and write it there."""

from relancier.classeur.live.book import LiveBook
from relancier.classeur.live.selection import Selection, selection

__all__ = ["LiveBook", "Selection", "selection"]
