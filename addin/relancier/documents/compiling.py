"""A Word template made ready for rendering: opened, patched for the template language, checked and compiled."""

import html
import marshal
import re
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateSyntaxError, nodes

from relancier.base.errors import InvalidInput
from relancier.base.opc import Package
from relancier.documents import fields
from relancier.documents.named_fields import PRINTED_PART

BODY = "word/document.xml"
_PROPERTIES = re.compile(r"docProps/[^/]+\.xml$")
_TAG = re.compile(r"\{\{|\{%|\{#")


def compiled(path: Path, context: type, environment: Environment) -> tuple[Package, dict[str, bytes], frozenset[str]]:
    """Return the package at `path`, the marshalled code of each part that prints, and the fields that they use.

    `context` is the dataclass whose fields are the root ones.

    Raises:
      InvalidInput: the template is missing, no Word document, has a tag that is malformed, names an unknown field or
        runs code.
    """
    package = _open(path)
    codes: dict[str, bytes] = {}
    used: set[str] = set()
    patch = DocxTemplate(str(path)).patch_xml
    for part in package.names:
        if not PRINTED_PART.match(part):
            continue
        try:
            source = patch(package.read(part).decode("utf-8"))
            tree = environment.parse(source)
            if _TAG.search(_shown("\0".join(one.data for one in tree.find_all(nodes.TemplateData)))):
                raise malformed(path.name, "une balise n'est pas entière")
            if part == BODY or _TAG.search(source):
                used |= fields.check(tree, context, path.name)
                codes[part] = marshal.dumps(environment.compile(tree))
        except TemplateSyntaxError as error:
            raise malformed(path.name, str(error.message)) from error
        except UnicodeDecodeError as error:
            raise malformed(path.name, f"la partie {part} est abîmée") from error
    _check_properties(package, path.name)
    return package, codes, frozenset(used)


def malformed(name: str, why: str) -> InvalidInput:
    """Return the refusal of the template `name`."""
    return InvalidInput(
        "modele-illisible",
        f"Le modèle « {name} » ne peut pas être rempli : {why}.",
        "Corrigez la balise dans Word (mettez en forme la balise entière), ou reprenez le modèle d'origine.",
    )


def _open(path: Path) -> Package:
    if not path.is_file():
        raise InvalidInput(
            "modele-absent",
            f"Le modèle de lettre « {path.name} » est introuvable dans « {path.parent} ».",
            "Corrigez la colonne Modèle de tblNiveaux, ou ajoutez le fichier.",
        )
    package = Package(path.read_bytes(), path.name)
    if BODY not in package:
        raise InvalidInput(
            "modele-illisible",
            f"« {path.name} » n'est pas un document Word .docx.",
            "Enregistrez-le au format .docx.",
        )
    return package


def _check_properties(package: Package, name: str) -> None:
    for part in package.names:
        if _PROPERTIES.match(part) and _TAG.search(package.read(part).decode("utf-8", "replace")):
            raise InvalidInput(
                "modele-code",
                f"Les propriétés du modèle « {name} » contiennent une balise « {{{{ … }}}} ».",
                "Effacez-la : Fichier, Informations, Propriétés.",
            )


def _shown(xml: str) -> str:
    """What a stretch of XML shows, whole or cut at its tags, a line per paragraph."""
    return html.unescape(re.sub(r"<[^>]*>", "", xml.replace("</w:p>", "\n")))
