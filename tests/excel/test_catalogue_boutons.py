"""The ribbon offers the buttons that Python has, each with the same need."""

import pytest
from relancier.excel.catalogue import ACTIONS

boutons = pytest.importorskip("relancier.boutons.catalogue", reason="the buttons' Python is not in this tree")


def test_the_ribbon_and_python_have_the_same_buttons_and_needs():
    told = {one.id: one.besoin.value.casefold().removeprefix("rien") for one in boutons.BOUTONS}
    assert told == {name: besoin.value.casefold() for name, besoin in ACTIONS.items()}
