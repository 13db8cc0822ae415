"""Optional content: what its author hid is taken out, so that it stays hidden wherever the pages are bound.

Binding pages loses the document's list of layers, and with it the knowledge of which are hidden (ISO 32000, 8.11).
So what hidden layers draw is removed here, and the list goes: what is left is what was seen.
"""

import re
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

_PATHS = frozenset(("f", "F", "f*", "B", "B*", "b", "b*", "S", "s"))
_PAINT = _PATHS | {"sh", "Do", "Tj", "TJ", "'", '"'}
_INLINE = "INLINE IMAGE"
_MARK = re.compile(rb"/OC\b")
_DEPTH = 12
_EXPRESSION_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Couches:
    """The layers of a document.

    Attributes:
      nombre: how many there are.
      cachees: the names of the hidden ones.
      imprimees_autrement: the names of those that print otherwise than they show.
    """

    nombre: int
    cachees: tuple[str, ...]
    imprimees_autrement: tuple[str, ...]


def aplatis(pdf: pikepdf.Pdf) -> Couches | None:
    """Remove what hidden layers draw, and the list of layers; return what they were, None when there are none."""
    properties = pdf.Root.get(Name.OCProperties)
    if not isinstance(properties, Dictionary):
        return None
    groups = _groups(properties)
    hidden = _hidden(properties, groups)
    found = Couches(
        len(groups),
        tuple(_name(groups[key]) for key in groups if key in hidden),
        tuple(_name(group) for group in groups.values() if _prints_otherwise(group, group.objgen in hidden)),
    )
    if hidden:
        remover = _Remover(pdf, hidden)
        for page in pdf.pages:
            remover.page(page)
    del pdf.Root[Name.OCProperties]
    return found


def _groups(properties: Dictionary) -> dict[tuple[int, int], Dictionary]:
    listed = properties.get(Name.OCGs)
    if not isinstance(listed, Array):
        return {}
    return {one.objgen: one for one in listed if isinstance(one, Dictionary) and one.is_indirect}


def _hidden(properties: Dictionary, groups: dict[tuple[int, int], Dictionary]) -> set[tuple[int, int]]:
    """Return those that the default configuration hides on screen."""
    default = properties.get(Name.D)
    if not isinstance(default, Dictionary):
        return set()
    hidden = set(groups) if default.get(Name.BaseState) == Name.OFF else set()
    hidden -= _listed(default.get(Name.ON))
    hidden |= _listed(default.get(Name.OFF))
    automatic = default.get(Name.AS)
    for usage in automatic if isinstance(automatic, Array) else ():
        if not isinstance(usage, Dictionary) or usage.get(Name.Event) != Name.View:
            continue
        for key in _listed(usage.get(Name.OCGs)) & set(groups):
            state = _usage(groups[key], Name.View, Name.ViewState)
            if state is not None:
                hidden = hidden | {key} if state == Name.OFF else hidden - {key}
    return hidden & set(groups)


def _listed(groups: object) -> set[tuple[int, int]]:
    return {one.objgen for one in groups if isinstance(one, Dictionary)} if isinstance(groups, Array) else set()


def _usage(group: Dictionary, event: Name, state: Name) -> pikepdf.Object | None:
    usage = group.get(Name.Usage)
    told = usage.get(event) if isinstance(usage, Dictionary) else None
    return told.get(state) if isinstance(told, Dictionary) else None


def _prints_otherwise(group: Dictionary, hidden: bool) -> bool:
    state = _usage(group, Name.Print, Name.PrintState)
    return state is not None and (state == Name.OFF) != hidden


def _name(group: Dictionary) -> str:
    return " ".join(str(group.get(Name.Name, "sans nom")).split())[:60] or "sans nom"


class _Remover:
    """Takes what hidden layers draw out of content streams, each stream once."""

    def __init__(self, pdf: pikepdf.Pdf, hidden: set[tuple[int, int]]) -> None:
        self._pdf = pdf
        self._hidden = hidden
        self._done: set[tuple[int, int]] = set()

    def page(self, page: pikepdf.Page) -> None:
        resources = page.obj.get(Name.Resources, Dictionary())
        page.contents_coalesce()
        contents = page.obj.get(Name.Contents)
        if isinstance(contents, Stream) and (cleaned := self._cleaned(page, contents, resources)) is not None:
            page.obj.Contents = self._pdf.make_stream(cleaned)
        self._resources(resources, 0)
        annotations = page.obj.get(Name.Annots)
        if isinstance(annotations, Array):
            kept = [one for one in annotations if not self._is_off(_get(one, Name.OC))]
            page.obj.Annots = Array(kept)
            for one in kept:
                self._appearances(_get(one, Name.AP))

    def _appearances(self, appearances: object) -> None:
        for look in appearances.values() if isinstance(appearances, Dictionary) else ():
            for form in look.values() if isinstance(look, Dictionary) and not isinstance(look, Stream) else (look,):
                if isinstance(form, Stream):
                    self._form(form, 0)

    def _resources(self, resources: object, depth: int) -> None:
        if not isinstance(resources, Dictionary) or depth > _DEPTH:
            return
        for kind in (Name.XObject, Name.Pattern):
            for one in _values(resources.get(kind)):
                if isinstance(one, Stream) and (kind == Name.Pattern or one.get(Name.Subtype) == Name.Form):
                    self._form(one, depth + 1)

    def _form(self, form: Stream, depth: int) -> None:
        if form.objgen in self._done:
            return
        self._done.add(form.objgen)
        resources = form.get(Name.Resources, Dictionary())
        cleaned = self._cleaned(form, form, resources)
        if cleaned is not None:
            form.write(cleaned)
        self._resources(resources, depth)

    def _cleaned(self, source: pikepdf.Page | Stream, stream: Stream, resources: pikepdf.Object) -> bytes | None:
        """Return the content without what is hidden; None when nothing is."""
        drawn_off = {
            f"/{name.lstrip('/')}"
            for name, one in _items(_get(resources, Name.XObject))
            if self._is_off(_get(one, Name.OC))
        }
        if not drawn_off and not _MARK.search(stream.read_bytes()):
            return None
        marks = _get(resources, Name.Properties)
        kept: list[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage] = []
        nested: list[bool] = []
        for instruction in pikepdf.parse_content_stream(source):
            operator = str(instruction.operator)
            if operator in {"BDC", "BMC"}:
                nested.append(operator == "BDC" and self._begins_hidden(instruction.operands, marks))
            elif operator == "EMC" and nested:
                nested.pop()
            off = any(nested)
            if operator == "Do" and str(instruction.operands[0]) in drawn_off:
                off = True
            if not off or (operator not in _PAINT and operator != _INLINE):
                kept.append(instruction)
            elif operator in _PATHS:
                # a path that is not painted must still be ended
                kept.append(pikepdf.ContentStreamInstruction([], pikepdf.Operator("n")))
        return pikepdf.unparse_content_stream(kept)

    def _begins_hidden(self, operands: object, marks: object) -> bool:
        listed = list(operands)  # type: ignore[call-overload]  # pikepdf's own list of operands
        if len(listed) != 2 or listed[0] != Name.OC:
            return False
        target = _get(marks, listed[1]) if isinstance(listed[1], Name) else listed[1]
        return self._is_off(target)

    def _is_off(self, target: object) -> bool:
        """Whether a group, or a membership in groups, hides what it marks."""
        if not isinstance(target, Dictionary):
            return False
        if target.get(Name.Type) != Name.OCMD:
            return target.objgen in self._hidden
        expression = target.get(Name.VE)
        if isinstance(expression, Array):
            return not self._holds(expression, 0)
        groups = target.get(Name.OCGs)
        members = [groups] if isinstance(groups, Dictionary) else _each(groups)
        states = [one.objgen not in self._hidden for one in members if isinstance(one, Dictionary)]
        if not states:
            return False
        policy = str(target.get(Name.P, Name.AnyOn))
        visible = {
            "/AllOn": all(states),
            "/AnyOff": not all(states),
            "/AllOff": not any(states),
        }.get(policy, any(states))
        return not visible

    def _holds(self, expression: Array, depth: int) -> bool:
        terms = _each(expression)
        if not terms or depth > _EXPRESSION_DEPTH:
            return True
        values = [
            self._holds(one, depth + 1) if isinstance(one, Array) else _get_objgen(one) not in self._hidden
            for one in terms[1:]
        ]
        if terms[0] == Name.Not:
            return not any(values)
        return any(values) if terms[0] == Name.Or else all(values)


def _get(holder: object, key: Name) -> object:
    return holder.get(key) if isinstance(holder, Dictionary | Stream) else None


def _get_objgen(one: object) -> tuple[int, int]:
    return one.objgen if isinstance(one, Dictionary) else (0, 0)


def _each(array: object) -> list[pikepdf.Object]:
    return list(array) if isinstance(array, Array) else []


def _items(dictionary: object) -> list[tuple[str, pikepdf.Object]]:
    return list(dictionary.items()) if isinstance(dictionary, Dictionary) else []


def _values(dictionary: object) -> list[pikepdf.Object]:
    return [value for _, value in _items(dictionary)]
