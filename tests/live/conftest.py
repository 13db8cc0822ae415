"""The fixtures of the live office, for every test of this folder, and the workbooks of other tests."""

import sys
from pathlib import Path

import pytest

sys.path += [str(Path(__file__).parents[1] / folder) for folder in ("scenarios", "classeur")]

pytest.register_assert_rewrite("deux_hotes")

from office import office, shared_office, sheet  # noqa: E402

__all__ = ["office", "shared_office", "sheet"]
