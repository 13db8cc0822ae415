"""Modules that are loaded only once they are needed: a command should not wait for what another one uses."""

import importlib
import importlib.util
import sys
from types import ModuleType


def later(name: str) -> ModuleType:
    """Return the module `name`, which will be loaded when something is first asked of it.

    Raises:
      ModuleNotFoundError: there is no such module.
    """
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(name)
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load(name: str) -> None:
    """Load the module `name` now, for before Python 3.12 two threads must not be the first to ask it something."""
    vars(importlib.import_module(name))
