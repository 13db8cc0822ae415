"""The fixtures of the live office, for every test of this folder."""

from office import office, shared_office, sheet

__all__ = ["office", "shared_office", "sheet"]
