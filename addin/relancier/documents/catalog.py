"""Which template words a level, in Word, as an e-mail or as an SMS: the user's own first, then the one that ships."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from relancier.base.errors import InvalidInput
from relancier.base.typed import fold
from relancier.creances.portefeuille import Niveau, TypeDebiteur
from relancier.documents.context import Lettre
from relancier.documents.fiche_context import FicheAppel
from relancier.documents.messages_context import Courriel, Sms
from relancier.documents.template import Template
from relancier.documents.template_files import TemplateFiles, stem, variants
from relancier.documents.text_template import TextTemplate

FICHE = "fiche-appel"
# the model whose e-mail words a tone, for levels whose own model has none
TONS: Mapping[str, str] = MappingProxyType(
    {
        "cordial": "relance-1",
        "ferme": "relance-2",
        "dernier avis": "derniere-relance",
        "mise en demeure": "mise-en-demeure",
    }
)


class Catalog:
    """Finds and compiles templates, each once."""

    def __init__(self, own: Path | None = None) -> None:
        """Look in the folder `own` before the shipped templates."""
        self._files = TemplateFiles(own)
        self._letters: dict[tuple[str, TypeDebiteur], Template] = {}
        self._compiled: dict[Path, Template] = {}
        self._texts: dict[Path, TextTemplate] = {}

    def letter(self, modele: str, type_debiteur: TypeDebiteur) -> Template:
        """Return the template that `tblNiveaux` calls `modele`, in its variant for `type_debiteur` if there is one.

        Raises:
          InvalidInput: no folder has it, or it is faulty.
        """
        key = modele, type_debiteur
        if key not in self._letters:
            self._letters[key] = self._template(self._files.letter(modele, type_debiteur))
        return self._letters[key]

    def title(self, modele: str, type_debiteur: TypeDebiteur) -> str:
        """Return the short name of a level that went out with `modele`; "" when the template is there no more."""
        path = self._files.find(Path(modele.removesuffix(".docx")).name, type_debiteur)
        return self._template(path).title if path is not None else ""

    def courriel(self, niveau: Niveau, type_debiteur: TypeDebiteur, ton: str = "") -> TextTemplate:
        """Return the text of the e-mail that goes with the letter of `niveau`.

        It is that of its model, else of the letter's tone (its level's if "" is given), else a plain one.

        Raises:
          InvalidInput: it is faulty.
        """
        tone = TONS.get(fold(ton or niveau.ton))
        stems = [stem(niveau.modele), *([tone] if tone else []), ""]
        return self._text("courriel", stems, type_debiteur, Courriel)

    def sms(self, niveau: Niveau, type_debiteur: TypeDebiteur) -> TextTemplate:
        """Return the wordings of the SMS of `niveau`: those of its model, else the plain ones.

        Raises:
          InvalidInput: they are faulty.
        """
        return self._text("sms", [stem(niveau.modele), ""], type_debiteur, Sms)

    def plan(self, modele: str, context: type, type_debiteur: TypeDebiteur) -> Template:
        """Return the template `modele` of a negotiated plan, in its variant for `type_debiteur` if there is one.

        A public body signs a professional's protocole, unless the user made one of its own.

        Raises:
          InvalidInput: no folder has it, or it is faulty.
        """
        types = [type_debiteur]
        if type_debiteur is TypeDebiteur.PUBLIC:
            types.append(TypeDebiteur.PROFESSIONNEL)
        names = [*(f"{modele}-{one}.docx" for one in types), f"{modele}.docx"]
        # the user's own for another type must not hide the shipped one for this type
        found = (place for name in names for place in self._files.places([name]))
        return self._template(next(found, self._files.folders[-1] / names[0]), context)

    def document(self, modele: str, context: type) -> Template:
        """Return the template `modele` of a document of the case file.

        Raises:
          InvalidInput: no folder has it, or it is faulty.
        """
        name = f"{modele}.docx"
        return self._template(next(self._files.places([name]), self._files.folders[-1] / name), context)

    def call_sheet(self) -> Template:
        """Return the template of the call sheet.

        Raises:
          InvalidInput: it is faulty.
        """
        name = f"{FICHE}.docx"
        return self._template(next(self._files.places([name]), self._files.folders[-1] / name), FicheAppel)

    def _text(self, kind: str, stems: Sequence[str], type_debiteur: TypeDebiteur, context: type) -> TextTemplate:
        names = [name for one in stems for name in variants(f"{kind}-{one}" if one else kind, type_debiteur, ".txt")]
        # the user's own text for another level must not hide the shipped one for this level
        found = (place for name in names for place in self._files.places([name]))
        path = next(found, None)
        if path is None:
            raise InvalidInput(
                "modele-absent",
                f"Aucun texte « {kind}.txt » n'a été trouvé.",
                "Réinstallez Relancier, ou ajoutez ce fichier à vos modèles.",
            )
        if path not in self._texts:
            self._texts[path] = TextTemplate(path, context)
        return self._texts[path]

    def _template(self, path: Path, context: type = Lettre) -> Template:
        # kept for one passage only: a template may be reworded in Word between two
        if path not in self._compiled:
            self._compiled[path] = Template(path, context)
        return self._compiled[path]
