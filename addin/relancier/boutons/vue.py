"""The port onto the workbook as its user sees it: what is selected, what is shown."""

from datetime import date
from typing import Protocol

from relancier.base.errors import Lieu
from relancier.classeur.live.selection import Selection


class Vue(Protocol):
    """A workbook on somebody's screen."""

    @property
    def moteur(self) -> str:
        """What holds it open, for « À propos »: "Microsoft Excel 16.0"."""

    def est_un_classeur(self) -> bool:
        """Whether it is a workbook of ours: it has factures and debtors."""

    def selection(self) -> Selection:
        """Return where the user stands."""

    def montrer(self, lieu: Lieu) -> bool:
        """Bring `lieu` (a sheet or a table, a row) before the user; False when it is not there."""

    def jour_de(self, table: str, colonne: str) -> date | None:
        """Return the day that the first row of `table` holds in `colonne`; None when it holds none."""
