"""The host of a workbook that stands open in Excel or LibreOffice, over xlwings."""

from relancier.classeur.live.bsd import xw
from relancier.classeur.live.tables import LiveTables
from relancier.classeur.workbook_host import WorkbookHost


class LiveBook(WorkbookHost):
    """An open workbook; see `Host`."""

    def __init__(self, book: xw.Book) -> None:
        """Take `book` as the workbook at hand.

        Raises:
          Refus: it has no file on this computer, or the program does not answer.
        """
        super().__init__(LiveTables(book))
