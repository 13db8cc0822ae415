"""What a template may say, checked before anything is printed: fields that exist, and no code.

A template holds words and layout. It may name the fields of its context, loop and choose; it may call nothing,
reach no hidden attribute and compute nothing.
"""

import dataclasses
import difflib
import typing
from collections.abc import Iterator, Mapping

from jinja2 import nodes

from relancier.base.errors import InvalidInput

FILTERS = frozenset({"capitalize", "first", "join", "last", "length", "lower", "title", "trim", "upper"})
Kinds = Mapping[str, object]  # a name in scope -> its type


def check(tree: nodes.Template, context: type, template: str) -> frozenset[str]:
    """Return the dotted fields of `context` (a dataclass) that the parsed part `tree` prints or tests.

    Raises:
      InvalidInput: the template names a field that does not exist, or tries to run code.
    """
    return frozenset(_Checker(template).walk(tree, _fields(context)))


def _fields(kind: object) -> dict[str, object]:
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return typing.get_type_hints(kind)
    return {}


def _element(kind: object) -> object:
    """The type of the elements of a `tuple[X, ...]`."""
    arguments = typing.get_args(kind)
    return arguments[0] if arguments else object


def _is_integer(node: nodes.Node) -> bool:
    constant = node.node if isinstance(node, nodes.Neg) else node
    return isinstance(constant, nodes.Const) and isinstance(constant.value, int)


class _Checker:
    def __init__(self, template: str) -> None:
        self.template = template

    def walk(self, node: nodes.Node, scope: Kinds) -> Iterator[str]:
        """Yield the fields that `node` uses."""
        if isinstance(node, nodes.For):
            yield from self.walk(node.iter, scope)
            inner = dict(scope)
            if isinstance(node.target, nodes.Name):
                inner[node.target.name] = _element(self._kind(node.iter, scope))
            inner["loop"] = object
            for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
                yield from self.walk(child, inner)
            return
        if isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            self._kind(node, scope)
            yield self._dotted(node)
            return
        if isinstance(node, nodes.Call | nodes.Import | nodes.FromImport | nodes.Include | nodes.Extends):
            raise self._code("appelle une fonction ou un autre fichier")
        if isinstance(node, nodes.Mul | nodes.Pow | nodes.Mod | nodes.Add | nodes.Sub | nodes.Div | nodes.FloorDiv):
            raise self._code("fait un calcul")
        if isinstance(node, nodes.Assign | nodes.AssignBlock | nodes.Macro | nodes.CallBlock | nodes.With):
            raise self._code("définit une variable ou une macro")
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            raise self._code(f"emploie le filtre « {node.name} »")
        for child in node.iter_child_nodes():
            yield from self.walk(child, scope)

    def _kind(self, node: nodes.Node, scope: Kinds) -> object:
        if isinstance(node, nodes.Name):
            if node.name not in scope:
                raise self._unknown(node.name, node.name, scope)
            return scope[node.name]
        if isinstance(node, nodes.Getattr):
            if node.attr.startswith("_"):
                raise self._code(f"cherche à atteindre « {node.attr} »")
            owner = self._kind(node.node, scope)
            fields = _fields(owner)
            if fields and node.attr not in fields:
                raise self._unknown(self._dotted(node), node.attr, fields)
            return fields.get(node.attr, object)
        if isinstance(node, nodes.Getitem):
            whole = self._kind(node.node, scope)
            if isinstance(node.arg, nodes.Slice):
                bounds = [one for one in (node.arg.start, node.arg.stop, node.arg.step) if one is not None]
            else:
                bounds = [node.arg]
            if not all(map(_is_integer, bounds)):
                raise self._code("cherche un champ par un nom calculé")
            return whole if isinstance(node.arg, nodes.Slice) else _element(whole)
        raise self._code("appelle une fonction")

    def _dotted(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Getattr):
            return f"{self._dotted(node.node)}.{node.attr}"
        if isinstance(node, nodes.Getitem):
            return self._dotted(node.node)
        return node.name if isinstance(node, nodes.Name) else "…"

    def _unknown(self, dotted: str, name: str, known: Kinds) -> InvalidInput:
        close = difflib.get_close_matches(name, known, 1)
        hint = f"Vouliez-vous « {close[0]} » ?" if close else "Champs possibles : " + ", ".join(sorted(known)) + "."
        return InvalidInput(
            "modele-champ-inconnu",
            f"Le modèle « {self.template} » emploie le champ « {dotted} », qui n'existe pas.",
            hint,
        )

    def _code(self, what: str) -> InvalidInput:
        return InvalidInput(
            "modele-code",
            f"Le modèle « {self.template} » {what} : un modèle ne contient que du texte et des champs.",
            "Retirez cette balise, ou reprenez le modèle d'origine.",
        )
