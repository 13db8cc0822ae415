"""xlwings without its `pro` folder: that part has another licence than the rest, and is never imported.

Every file of Relancier takes xlwings from here, so that the door is shut before xlwings looks behind it. Nor is it let
to load the libraries that it knows how to write into a cell: nobody writes one there, and a button that waits for
matplotlib waits a second and a half.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

_CLOSED = "xlwings.pro"
_HEAVY = ("matplotlib", "numpy", "pandas", "PIL", "plotly", "polars")
_modules = cast("dict[str, object]", sys.modules)  # None for a module makes an import of it fail, as if not installed


@contextmanager
def _without(names: tuple[str, ...]) -> Iterator[None]:
    """Hide those of `names` that nobody loaded yet, while xlwings is loaded."""
    hidden = [name for name in names if name not in _modules]
    _modules.update(dict.fromkeys(hidden))
    try:
        yield
    finally:
        for name in hidden:
            del _modules[name]


if _CLOSED not in _modules:
    _modules[_CLOSED] = None

with _without(_HEAVY):
    import xlwings as xw
    from xlwings import base_classes
    from xlwings.main import Table

__all__ = ["Table", "base_classes", "xw"]
