"""A debtor's sheet: who it is, what it owes, what happened, how it pays, what to do next and why. One page."""
