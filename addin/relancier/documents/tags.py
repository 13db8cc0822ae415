"""What a Word template's tags run in: a sandbox, strict and escaped, that remembers what they print."""

import re
import unicodedata
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

_LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_ILLEGAL = re.compile("[\x00-\x08\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# what most values are made of: neither `clean` nor escaping changes it
_PLAIN = re.compile("[ !#$%(-;=?-~\xa0-\u02ff\u2010-\u2027\u202f\u20ac]*")


class Invisible(str):
    """A value that a tag prints where no reader sees it, such as the name of a bookmark: it is not looked for."""

    __slots__ = ()


class _AtRuntime(CodeGenerator):
    """Jinja's compiler, where `finalize` is told of all that tags print, even a constant, and gives the XML of it."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write("environment.finalize(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")")


class Tags(ImmutableSandboxedEnvironment):
    """The sandbox.

    Attributes:
      printed: what tags printed that a reader must see, in order; who renders clears it.
    """

    code_generator_class = _AtRuntime

    def __init__(self) -> None:
        """Make a sandbox that knows no name."""
        self.printed: list[str] = []
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=self._print, keep_trailing_newline=True)
        self.globals.clear()

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of one of our records, which holds data, or what the sandbox allows of anything else."""
        if attribute in getattr(type(obj), "__dataclass_fields__", ()) and not attribute.startswith("_"):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def _print(self, value: object) -> str:
        """Clean what a tag prints, remember it, and return it as XML."""
        if type(value) is str and _PLAIN.fullmatch(value):
            self.printed.append(value)
            return value
        if isinstance(value, StrictUndefined):
            return str(value)  # raises
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise TypeError("une balise imprime un groupe de champs ou une case oui/non, qui ne s'impriment pas")
        text = clean(str(value))
        if not isinstance(value, Invisible):
            self.printed.append(text)
        return str(escape(text)).replace("\n", _LINE_BREAK)


def clean(text: str) -> str:
    """Return `text` fit for a Word document: line breaks kept, tabs as spaces, illegal characters dropped."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    return _ILLEGAL.sub("", text.replace("\t", " "))
