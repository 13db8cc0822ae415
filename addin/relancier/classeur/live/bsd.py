"""xlwings without its `pro` folder: that part has another licence than the rest, and is never imported.

Every file of Relancier takes xlwings from here, so that the door is shut before xlwings looks behind it.
"""

import sys
from typing import cast

_CLOSED = "xlwings.pro"
if _CLOSED not in sys.modules:
    cast("dict[str, object]", sys.modules)[_CLOSED] = None  # an import of it now fails, as if it were not installed

import xlwings as xw  # noqa: E402
from xlwings import base_classes  # noqa: E402
from xlwings.main import Table  # noqa: E402

__all__ = ["Table", "base_classes", "xw"]
