"""The fixtures of the live office, for every test of this folder, and the workbooks of the scenarios."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "scenarios"))

pytest.register_assert_rewrite("deux_hotes")

from office import office, shared_office, sheet  # noqa: E402

__all__ = ["office", "shared_office", "sheet"]
