"""Which Word template words a level: the user's own first, then the one that ships."""

from pathlib import Path

from relancier.base.errors import InvalidInput
from relancier.base.resources import shipped
from relancier.creances.portefeuille import TypeDebiteur
from relancier.documents.context import Lettre
from relancier.documents.template import Template


class Catalog:
    """Finds and compiles templates, each once."""

    def __init__(self, own: Path | None = None) -> None:
        """Look in the folder `own` before the shipped templates."""
        self._folders = [folder for folder in (own, shipped("templates")) if folder is not None]
        self._compiled: dict[Path, Template] = {}

    def letter(self, modele: str, type_debiteur: TypeDebiteur) -> Template:
        """Return the template that `tblNiveaux` calls `modele`, in its variant for `type_debiteur` if there is one.

        Raises:
          InvalidInput: no folder has it, or it is faulty.
        """
        stem = modele.removesuffix(".docx")
        if Path(stem).name != stem:
            raise InvalidInput(
                "modele-hors-dossier",
                f"Le modèle « {modele} » désigne un autre dossier.",
                "Donnez son seul nom, et le dossier dans la feuille Créancier, « Modèles de lettres ».",
            )
        if (path := self._find(stem, type_debiteur)) is not None:
            return self._template(path)
        where = " ni dans ".join(f"« {folder} »" for folder in self._folders)
        raise InvalidInput(
            "modele-absent",
            f"Le modèle de lettre « {modele} » n'est pas dans {where}.",
            "Corrigez la colonne Modèle de la feuille Procédures, ou ajoutez le fichier.",
        )

    def title(self, modele: str, type_debiteur: TypeDebiteur) -> str:
        """Return the short name of a level that went out with `modele`; "" when the template is there no more."""
        path = self._find(Path(modele.removesuffix(".docx")).name, type_debiteur)
        return self._template(path).title if path is not None else ""

    def _find(self, stem: str, type_debiteur: TypeDebiteur) -> Path | None:
        names = (f"{stem}-{type_debiteur}.docx", f"{stem}.docx")
        places = (folder / name for folder in self._folders for name in names)
        return next((place for place in places if place.is_file()), None)

    def _template(self, path: Path) -> Template:
        # kept for one passage only: a template may be reworded in Word between two
        if path not in self._compiled:
            self._compiled[path] = Template(path, Lettre)
        return self._compiled[path]
