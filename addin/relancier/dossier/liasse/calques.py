"""The layers of exhibits, carried into the bundle: without them, what an author had hidden would show."""

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

_LISTS = (Name.Order, Name.RBGroups, Name.Locked, Name.AS)


def carry(bound: pikepdf.Pdf, source: pikepdf.Pdf) -> bool:
    """Add the layers of `source`, whose pages `bound` already has, to those of `bound`; say whether there were any."""
    found = source.Root.get(Name.OCProperties)
    if not isinstance(found, Dictionary) or not isinstance(found.get(Name.OCGs), Array):
        return False
    if not found.is_indirect:
        source.Root.OCProperties = source.make_indirect(found)
    copied = bound.copy_foreign(source.Root.OCProperties)
    whole = _whole(bound)
    default = copied.get(Name.D)
    default = default if isinstance(default, Dictionary) else Dictionary()
    groups = list(_dictionaries(copied.OCGs))
    whole.OCGs.extend(groups)
    whole.D.OFF.extend(_hidden(groups, default))
    for key in _LISTS:
        for one in default.get(key) or ():
            whole.D[key].append(one)
    return True


def _whole(bound: pikepdf.Pdf) -> pikepdf.Object:
    if Name.OCProperties not in bound.Root:
        default = Dictionary({str(key): Array() for key in (Name.OFF, *_LISTS)})
        bound.Root.OCProperties = bound.make_indirect(Dictionary(OCGs=Array(), D=default))
    return bound.Root.OCProperties


def _hidden(groups: list[pikepdf.Object], default: pikepdf.Object) -> list[pikepdf.Object]:
    if default.get(Name.BaseState) == Name.OFF:
        shown = {one.objgen for one in _dictionaries(default.get(Name.ON))}
        return [one for one in groups if one.objgen not in shown]
    return list(_dictionaries(default.get(Name.OFF)))


def _dictionaries(found: object) -> Iterator[pikepdf.Object]:
    if isinstance(found, Array):
        yield from (one for one in found if isinstance(one, Dictionary))
