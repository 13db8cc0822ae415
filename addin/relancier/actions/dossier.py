"""`relancier dossier`: everything for the judge, in one folder and its archive, or nothing and the reasons.

chosen -> prepared -> checked -> numbered -> bound -> told -> verified. All of it is made aside: a file that fails its
own verification is not delivered.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from relancier.actions import decompte
from relancier.actions.dossier_affaire import PieceAuDossier, affaire_de
from relancier.actions.dossier_documents import Demandes, rediger_tout
from relancier.actions.dossier_preparation import Preparation, preparer
from relancier.actions.output import aside
from relancier.actions.own_templates import own_templates
from relancier.actions.plans import conventions_of
from relancier.actions.progress import Progress, Silent
from relancier.actions.resultat import PdfChoice
from relancier.base.errors import InvalidInput, Refus
from relancier.base.filenames import free_path, safe_stem
from relancier.base.typed import fold
from relancier.classeur.host import Host
from relancier.creances.portefeuille import Portefeuille
from relancier.documents.catalog import Catalog
from relancier.documents.dossier.affaire import Affaire
from relancier.dossier.liasse.liasse import relier
from relancier.dossier.liasse.modele import Couverture, Liasse
from relancier.dossier.pieces import Constat, Gravite
from relancier.dossier.profils import PAR_DEFAUT, PROFILS, Profil
from relancier.droit.juridiction import Juridiction

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
