"""A plain text template (an e-mail, an SMS), with the language, the fields and the strictness of the Word ones.

A value prints on one line, without control characters: it can neither start a paragraph nor pass for a block.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from relancier.base.errors import InvalidInput
from relancier.documents import fields
from relancier.documents.tags import clean

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")  # marks that turn a text round, too
_SPACES = re.compile(" {2,}")


class Block(str):
    """A value that is printed as it is: a mark that stands for a block."""

    __slots__ = ()


class TextTemplate:
    """A compiled text template.

    Attributes:
      name: the file's name.
    """

    def __init__(self, path: Path, context: type) -> None:
        """Read and compile the template at `path`, whose root fields are those of the dataclass `context`.

        Raises:
          InvalidInput: it is no UTF-8 text; a tag is malformed, names an unknown field or runs code.
        """
        self.name = path.name
        environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, finalize=_print)
        environment.globals.clear()
        try:
            source = clean(path.read_bytes().decode("utf-8-sig"))
            tree = environment.parse(source)
        except UnicodeDecodeError as error:
            raise self._malformed("ses caractères ne sont pas en UTF-8", "Enregistrez-le en UTF-8.") from error
        except TemplateSyntaxError as error:
            raise self._malformed(str(error.message)) from error
        fields.check(tree, context, self.name)
        self._template: Template = environment.from_string(source)

    def render(self, context: Mapping[str, Any]) -> str:
        """Return the text made of `context`.

        Raises:
          InvalidInput: the template cannot be rendered.
        """
        try:
            return self._template.render(context)
        except TemplateError as error:
            raise self._malformed(str(error.message)) from error
        except (TypeError, ValueError, AttributeError, ArithmeticError) as error:
            raise self._malformed(str(error)) from error

    def _malformed(
        self, why: str, remede: str = "Corrigez la balise, ou reprenez le modèle d'origine."
    ) -> InvalidInput:
        return InvalidInput("modele-illisible", f"Le modèle « {self.name} » ne peut pas être rempli : {why}.", remede)


def _print(value: object) -> object:
    """Jinja's finalize: what a tag prints, on one line."""
    if isinstance(value, StrictUndefined | Block):
        return value
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise TypeError("une balise imprime un groupe de champs ou une case oui/non, qui ne s'impriment pas")
    return one_line(str(value))


def one_line(text: str) -> str:
    """Return `text` without line breaks nor control characters, its no-break spaces kept."""
    return _SPACES.sub(" ", _CONTROLS.sub(" ", clean(text))).strip(" ")
