"""Where the file of a template is: in the user's own folder first, then among those that ship."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from relancier.base.errors import InvalidInput
from relancier.base.resources import shipped
from relancier.creances.portefeuille import TypeDebiteur


class TemplateFiles:
    """Finds the files of templates.

    Attributes:
      folders: where they are looked for, in this order; the last is the one that ships.
    """

    def __init__(self, own: Path | None = None) -> None:
        """Look in the folder `own` before the shipped templates."""
        self.folders = [folder for folder in (own, shipped("templates")) if folder is not None]

    def letter(self, modele: str, type_debiteur: TypeDebiteur) -> Path:
        """Return the file that `tblNiveaux` calls `modele`, in its variant for `type_debiteur` if there is one.

        Raises:
          InvalidInput: no folder has it.
        """
        if (path := self.find(stem(modele), type_debiteur)) is not None:
            return path
        where = " ni dans ".join(f"« {folder} »" for folder in self.folders)
        raise InvalidInput(
            "modele-absent",
            f"Le modèle de lettre « {modele} » n'est pas dans {where}.",
            "Corrigez la colonne Modèle de la feuille Procédures, ou ajoutez le fichier.",
        )

    def find(self, stem: str, type_debiteur: TypeDebiteur) -> Path | None:
        """Return the Word template `stem`, in its variant for `type_debiteur` if there is one; None when absent."""
        return next(self.places(variants(stem, type_debiteur, ".docx")), None)

    def places(self, names: Sequence[str]) -> Iterator[Path]:
        """Yield the files that bear one of `names`, the first folder first."""
        places = (folder / name for folder in self.folders for name in names)
        return (place for place in places if place.is_file())


def variants(stem: str, type_debiteur: TypeDebiteur, suffix: str) -> tuple[str, str]:
    """Return the names of a template, the variant for a type of debtor first."""
    return f"{stem}-{type_debiteur}{suffix}", f"{stem}{suffix}"


def stem(modele: str) -> str:
    """Return what `modele`, as typed in `tblNiveaux`, calls its file, without a suffix.

    Raises:
      InvalidInput: it leads to another folder.
    """
    found = modele.removesuffix(".docx")
    if Path(found).name != found:
        raise InvalidInput(
            "modele-hors-dossier",
            f"Le modèle « {modele} » désigne un autre dossier.",
            "Donnez son seul nom, et le dossier dans la feuille Créancier, « Modèles de lettres ».",
        )
    return found
