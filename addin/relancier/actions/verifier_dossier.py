"""`relancier verifier` on a delivered file: whether the folder, or one bundle of it, is as it was made."""

from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2

from relancier.base.errors import InvalidInput
from relancier.dossier.liasse.manifeste import NOM
from relancier.dossier.liasse.verifier_liasse import verify_folder, verify_pdf
from relancier.dossier.pieces import Constat, Gravite

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
    """

    path: Path
    alterations: tuple[Constat, ...]
    remarques: tuple[Constat, ...]

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
        found = verify_folder(path) if path.is_dir() else (*verify_pdf(path), SEULE)
    except (pikepdf.PdfError, pikepdf.PasswordError, pypdfium2.PdfiumError) as error:
        raise _nothing(f"« {path.name} » ne s'ouvre pas : il est chiffré ou abîmé.") from error
    if not path.is_dir() and {one.code for one in found} <= SANS_LIASSE | {SEULE.code} and len(found) > 1:
        raise _nothing(found[0].message)
    return DossierVerifie(
        path,
        tuple(one for one in found if one.gravite is not Gravite.REMARQUE),
        tuple(one for one in found if one.gravite is Gravite.REMARQUE),
    )


def _nothing(message: str) -> InvalidInput:
    return InvalidInput(
        "verification-impossible", message, "Donnez un classeur, un dossier livré entier, ou sa liasse."
    )
