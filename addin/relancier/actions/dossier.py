"""`relancier dossier`: everything for the judge, in one folder and its archive, or nothing and the reasons.

chosen -> prepared -> checked -> numbered -> bound -> told -> verified. All of it is made aside: a file that fails its
own verification is not delivered.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from relancier.actions.resultat import PdfChoice
from relancier.dossier.profils import PAR_DEFAUT

FOLDER = "Dossiers"  # beside the workbook


class Nature(StrEnum):
    """What a file is for."""

    INJONCTION = "injonction"
    DECLARATION = "declaration"
    TRANSMISSION = "transmission"


TITRES = {
    Nature.INJONCTION: "Pièces à l'appui de la requête en injonction de payer",
    Nature.DECLARATION: "Pièces à l'appui de la déclaration de créance",
    Nature.TRANSMISSION: "Pièces transmises",
}


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is made.

    Attributes:
      jour: the day of the décompte and of the documents.
      profil: a key of `PROFILS`.
      forcer: go on with the flaws, which the report lists; an exhibit that cannot be used is then left out.
      renvoi: the court to go on before, on opposition (CPC 1408); "" when that is not asked.
      bodacc: the day of publication, for a déclaration; None when it is not known.
      mandataire: to whom a déclaration is sent.
      mots_de_passe: of encrypted exhibits, by file name; never stored.
      modeles: a folder of Word templates.
    """

    jour: date
    nature: Nature = Nature.INJONCTION
    profil: str = PAR_DEFAUT
    forcer: bool = False
    renvoi: str = ""
    bodacc: date | None = None
    mandataire: str = ""
    mots_de_passe: Mapping[str, str] = field(default_factory=dict)
    modeles: Path | None = None
    pdf: PdfChoice = "auto"
