"""`relancier verifier` on a delivered file: whether the folder, or one bundle of it, is as it was made."""

from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2

from relancier.base.errors import InvalidInput
from relancier.base.files import digest
from relancier.dossier.liasse.manifeste import NOM
from relancier.dossier.liasse.verifier_liasse import verify_folder, verify_pdf
from relancier.dossier.pieces import Constat, Gravite
from relancier.dossier.temoins import archive_differs, temoigner

SEULE = Constat(
    "liasse-seule",
    Gravite.REMARQUE,
    "Seule, une liasse prouve ses numéros, son bordereau, ses signets et ses liens, mais pas que ses pages sont celles "
    "des pièces.",
    "Vérifiez le dossier entier.",
)
SANS_LIASSE = frozenset({"pas-une-liasse", "pdf-illisible"})


@dataclass(frozen=True, slots=True)
class DossierVerifie:
    """What was found of a delivered file.

    Attributes:
      alterations: what is not as it was.
      remarques: what proves nothing wrong.
      empreinte: the manifest's SHA-256, to be compared with the one noted at delivery; "" for a bundle alone.
    """

    path: Path
    alterations: tuple[Constat, ...]
    remarques: tuple[Constat, ...]
    empreinte: str = ""

    @property
    def is_intact(self) -> bool:
        """Whether nothing was altered."""
        return not self.alterations


def verify_dossier(path: Path) -> DossierVerifie:
    """Verify a folder with its manifest, or one PDF of a bundle by itself.

    Raises:
      InvalidInput: "fichier-absent"; "verification-impossible" for what is no file of Relancier.
    """
    if not path.exists():
        raise InvalidInput("fichier-absent", f"« {path} » n'existe pas.", "Vérifiez le nom et le dossier.")
    if path.is_dir() and not (path / NOM).is_file():
        raise _nothing(f"« {path.name} » n'a pas de manifeste : ce n'est pas un dossier constitué par Relancier.")
    if path.parent.name in {"pieces", "originaux"} and (path.parent.parent / NOM).is_file():
        raise _nothing(f"« {path.name} » se vérifie avec le dossier dont il fait partie.")
    try:
        found = verify_delivered(path) if path.is_dir() else (*verify_pdf(path), SEULE)
    except (pikepdf.PdfError, pikepdf.PasswordError, pypdfium2.PdfiumError) as error:
        raise _nothing(f"« {path.name} » ne s'ouvre pas : il est chiffré ou abîmé.") from error
    if not path.is_dir() and {one.code for one in found} <= SANS_LIASSE | {SEULE.code} and len(found) > 1:
        raise _nothing(found[0].message)
    return DossierVerifie(
        path,
        tuple(one for one in found if one.gravite is not Gravite.REMARQUE),
        tuple(one for one in found if one.gravite is Gravite.REMARQUE),
        digest(path / NOM) if path.is_dir() else "",
    )


def verify_delivered(folder: Path) -> tuple[Constat, ...]:
    """Return what is wrong with a delivered folder: its files, and what they say of one another."""
    return (*verify_folder(folder), *temoigner(folder), *archive_differs(folder))


def _nothing(message: str) -> InvalidInput:
    return InvalidInput(
        "verification-impossible", message, "Donnez un classeur, un dossier livré entier, ou sa liasse."
    )
