"""Makes the helpers that stand here, such as `ledgers`, importable by every test."""
