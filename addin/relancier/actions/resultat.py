"""What is asked of a passage, and what it did: shared by the action, its report and the doors."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from relancier.base.errors import Anomalie, Gravite
from relancier.base.money import ZERO
from relancier.classeur.host import Written
from relancier.creances.portefeuille import Portefeuille
from relancier.creances.situation import Situation
from relancier.relances.passage import Envoi, Passage
from relancier.relances.sauts import Saut

if TYPE_CHECKING:
    from relancier.actions.letters import Made  # with all that makes a letter, which a simulation does without
    from relancier.actions.reprise import Reprise

PdfChoice = Literal["auto", "embarque", "libreoffice", "word"]


@dataclass(frozen=True, slots=True)
class Demande:
    """What is asked of a passage.

    Attributes:
      date_arrete: the day it is decided for, and that the letters bear.
      sortie: the output folder; None for "Relances AAAA-MM-JJ" beside the workbook, or, when simulating, no file.
      simuler: decide only; write nothing in the workbook.
      pdf: the PDF engine.
      modeles: a folder of Word templates; None for the creditor's, else the shipped ones.
      passer_outre: why the passage goes on with payments that are not up to date; "" when it must not.
      sauts: the factures that go to a level at once, and why.
    """

    date_arrete: date
    sortie: Path | None = None
    simuler: bool = False
    pdf: PdfChoice = "auto"
    modeles: Path | None = None
    passer_outre: str = ""
    sauts: tuple[Saut, ...] = ()

    @property
    def sans_fichier(self) -> bool:
        """Whether it asks for a decision, and for no file at all."""
        return self.simuler and self.sortie is None


@dataclass(frozen=True, slots=True)
class Resultat:
    """What a passage did.

    Attributes:
      nom: the passage's identifier, "P2026-11-30".
      lettres: the letters made, files at their final place.
      manquees: the letters that could not be made; nothing was recorded for them.
      anomalies: all that was found wrong or odd, the workbook's first.
      fichiers: print files and reports, by what they are.
      ecrit: what was recorded in the workbook; None when nothing was.
      a_refaire: the propositions that stand in the workbook are of another day.
      perimees: how many propositions of an earlier passage were to be sent and never were; None when simulating.
      reprise: what was done first about a passage that was cut short; None when there was none.
    """

    nom: str
    demande: Demande
    portefeuille: Portefeuille
    situations: Mapping[str, Situation]
    passage: Passage
    lettres: "tuple[Made, ...]" = ()
    manquees: tuple[tuple[Envoi, Anomalie], ...] = ()
    anomalies: tuple[Anomalie, ...] = ()
    sortie: Path | None = None
    fichiers: Mapping[str, Path] = field(default_factory=dict)
    ecrit: Written | None = None
    perimees: int | None = None
    a_refaire: bool = False
    reprise: "Reprise | None" = None

    @property
    def total(self) -> Decimal:
        """What the letters claim (€)."""
        return sum((one.envoi.reste_du for one in self.lettres), ZERO)

    @property
    def is_complete(self) -> bool:
        """Whether every row was understood and every letter made."""
        return not self.manquees and not any(one.gravite is Gravite.BLOQUANTE for one in self.anomalies)
