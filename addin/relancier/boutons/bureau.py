"""Where a button is pressed, and what it hands back."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from relancier.base.errors import Anomalie, Lieu, Refus, RelancierError
from relancier.boutons.ecran import Ecran
from relancier.boutons.vue import Vue
from relancier.classeur.host import Host, Written
from relancier.classeur.live.selection import Selection


@dataclass(frozen=True, slots=True)
class Bureau:
    """A workbook, its window, and the day.

    Attributes:
      host, vue: the workbook; None when none is open, which few buttons do without.
      jour: today.
      journal: the file where what happens is noted.
      empechement: why there is no `host`, when that is known.
      choisie: where the user stood when the button was pressed, wherever he goes since; None until it is asked.
    """

    ecran: Ecran
    jour: date
    journal: Path
    host: Host | None = None
    vue: Vue | None = None
    empechement: RelancierError | None = None
    choisie: Selection | None = None

    @property
    def classeur(self) -> Host:
        """The workbook; Refus when it is not one of ours."""
        if self.empechement is not None:
            raise self.empechement
        if self.host is None or self.vue is None or not self.vue.est_un_classeur():
            raise Refus(
                "classeur-absent",
                "Le classeur affiché n'est pas un classeur de créances de Relancier.",
                "Ouvrez le vôtre, cliquez dans une de ses feuilles, puis recommencez.",
            )
        return self.host

    @property
    def facture(self) -> str:
        """The number of the facture of the active row; "" when it has none."""
        return self.selection().facture or ""

    def selection(self) -> Selection:
        """Where the user stands."""
        if self.choisie is not None:
            return self.choisie
        return self.vue.selection() if self.vue is not None else Selection()

    def debiteur(self) -> str:
        """The code of the debtor of the active row; Refus when there is none."""
        code = self.selection().code_debiteur
        if not code:
            raise Refus(
                "client-non-choisi",
                "Aucun client n'est choisi.",
                "Cliquez sur une de ses lignes (Débiteurs, Factures, Propositions, Relances…), puis recommencez.",
            )
        return code


@dataclass(frozen=True, slots=True)
class Fin:
    """What a button did, to be said once it is done.

    Attributes:
      texte: what happened, what was left out and why.
      remarques: what could not be noted beside the workbook, or not saved, once it was written.
      ouvrir: the file or folder to open; None for none.
      montrer: the place of the workbook to show; None to stay.
      code: 1 when something could not be done, as of the command line.
    """

    titre: str
    texte: str
    remarques: tuple[Anomalie, ...] = ()
    ouvrir: Path | None = None
    montrer: Lieu | None = None
    code: int = 0


def notees(*written: Written | None) -> tuple[Anomalie, ...]:
    """Return what the host had to say of its writings, once each."""
    return tuple(dict.fromkeys(remark for one in written if one is not None for remark in one.remarques))
