"""The ledger: what each debtor owes on a date. Immutable records and pure functions."""
