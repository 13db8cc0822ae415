"""What makes records cheap, for a workbook holds them by the ten thousand."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import MISSING, fields
from typing import Any, TypeVar

T = TypeVar("T")


def quick(cls: type[T]) -> type[T]:
    """Give `cls`, a dataclass that is frozen and slotted, an `__init__` that sets its slots directly.

    `dataclass(frozen=True)` sets each field through `object.__setattr__`, which looks it up by its name: nine times
    the cost of a plain dataclass. A slot's own setter does the same, and the record is just as frozen once made.

    Raises:
      TypeError: a field is not a plain argument of `__init__`, or something is to be done after it.
    """
    every = fields(cls)  # type: ignore[arg-type]
    if hasattr(cls, "__post_init__") or any(one.default_factory is not MISSING or not one.init for one in every):
        raise TypeError(f"{cls.__name__} is more than its arguments")
    names: dict[str, Any] = {}
    arguments, body = ["self"], []
    for one in every:
        names[f"set_{one.name}"] = cls.__dict__[one.name].__set__
        names[f"default_{one.name}"] = one.default
        arguments.append(one.name if one.default is MISSING else f"{one.name}=default_{one.name}")
        body.append(f"set_{one.name}(self, {one.name})")
    exec(f"def __init__({', '.join(arguments)}):\n    " + "\n    ".join(body), names)
    init = names["__init__"]
    init.__qualname__, init.__annotations__ = f"{cls.__qualname__}.__init__", cls.__init__.__annotations__
    cls.__init__ = init  # type: ignore[method-assign]
    return cls


@contextmanager
def records_in_bulk() -> Iterator[None]:
    """Keep the collector of cycles away while records are made, and away from them afterwards.

    Records hold no cycle, yet it would go through all of them again each time that their number grows by a quarter.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


def drop_records() -> None:
    """Free what only cycles hold of workbooks that are done with, records having been kept from the collector."""
    gc.unfreeze()
    gc.collect()
