"""A Word template made ready for rendering: opened, patched for the template language, checked and compiled."""

import hashlib
import html
import io
import marshal
import re
from collections.abc import Mapping
from dataclasses import dataclass
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
_KNOWN: dict[tuple[str, type, bytes], "Compiled"] = {}  # by name, context and content: the oldest first
_KNOWN_MOST = 64


@dataclass(frozen=True, slots=True)
class Compiled:
    """A template that can be rendered.

    Attributes:
      package: its members.
      codes: the marshalled code of each part that prints.
      used: the fields that they use.
    """

    package: Package
    codes: Mapping[str, bytes]
    used: frozenset[str]


def compiled(path: Path, context: type, environment: Environment) -> Compiled:
    """Return the template at `path`, compiled once per process for what the file holds now.

    Args:
      path: a .docx.
      context: the dataclass whose fields are the root ones.
      environment: what the code will run in; all callers have it alike.

    Raises:
      InvalidInput: the template is missing, no Word document, has a tag that is malformed, names an unknown field or
        runs code.
    """
    if not path.is_file():
        raise InvalidInput(
            "modele-absent",
            f"Le modèle de lettre « {path.name} » est introuvable dans « {path.parent} ».",
            "Corrigez la colonne Modèle de tblNiveaux, ou ajoutez le fichier.",
        )
    data = path.read_bytes()
    key = (path.name, context, hashlib.sha256(data).digest())
    if key not in _KNOWN:
        _KNOWN[key] = _compile(data, path.name, context, environment)
        if len(_KNOWN) > _KNOWN_MOST:
            _KNOWN.pop(next(iter(_KNOWN)))
    return _KNOWN[key]


def _compile(data: bytes, name: str, context: type, environment: Environment) -> Compiled:
    package = Package(data, name)
    if BODY not in package:
        raise InvalidInput(
            "modele-illisible", f"« {name} » n'est pas un document Word .docx.", "Enregistrez-le au format .docx."
        )
    codes: dict[str, bytes] = {}
    used: set[str] = set()
    patch = DocxTemplate(io.BytesIO(data)).patch_xml
    for part in package.names:
        if not PRINTED_PART.match(part):
            continue
        try:
            source = patch(package.read(part).decode("utf-8"))
            tree = environment.parse(source)
            if _TAG.search(_shown("\0".join(one.data for one in tree.find_all(nodes.TemplateData)))):
                raise malformed(name, "une balise n'est pas entière")
            if part == BODY or _TAG.search(source):
                used |= fields.check(tree, context, name)
                codes[part] = marshal.dumps(environment.compile(tree))
        except TemplateSyntaxError as error:
            raise malformed(name, str(error.message)) from error
        except UnicodeDecodeError as error:
            raise malformed(name, f"la partie {part} est abîmée") from error
    _check_properties(package, name)
    return Compiled(package, codes, frozenset(used))


def malformed(name: str, why: str) -> InvalidInput:
    """Return the refusal of the template `name`."""
    return InvalidInput(
        "modele-illisible",
        f"Le modèle « {name} » ne peut pas être rempli : {why}.",
        "Corrigez la balise dans Word (mettez en forme la balise entière), ou reprenez le modèle d'origine.",
    )


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
