"""The case file: exhibits in, sanitised, numbered, stamped, bound, verified. Each step returns a report."""
