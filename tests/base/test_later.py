"""A module that is needed later is not loaded before."""

import subprocess
import sys

import pytest
from relancier.base.later import later

LATER = "from relancier.base.later import later; colors = later('colorsys')"
TELL = "import sys; print(*(n for n, module in sys.modules.items() if type(module).__name__ != '_LazyModule'))"


def loaded_by(code: str) -> set[str]:
    """The modules that a fresh process has loaded after `code`."""
    command = [sys.executable, "-c", f"{code}\n{TELL}"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def test_a_module_is_loaded_when_something_is_first_asked_of_it() -> None:
    assert "colorsys" not in loaded_by(LATER)
    assert "colorsys" in loaded_by(f"{LATER}; colors.rgb_to_hsv")


def test_what_is_set_before_a_module_is_loaded_stays() -> None:
    assert "colorsys" in loaded_by(f"{LATER}; colors.ONE_THIRD = 3; colors.rgb_to_hsv; assert colors.ONE_THIRD == 3")


def test_a_module_that_does_not_exist_is_said_at_once() -> None:
    with pytest.raises(ModuleNotFoundError, match="relancier_absent"):
        later("relancier_absent")


def test_the_command_line_does_not_load_what_makes_letters() -> None:
    heavy = {"docxtpl", "jinja2", "pikepdf", "pypdf", "segno", "xlsxwriter", "rich", "holidays", "num2words"}
    assert loaded_by("import relancier.cli") & heavy == set()
