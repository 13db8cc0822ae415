"""The last writing, kept so that it can be undone exactly, or not at all."""
