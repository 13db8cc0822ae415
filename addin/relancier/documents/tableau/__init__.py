"""The month-end report: what is owed, what changed and why, in a few pages for whoever directs."""
