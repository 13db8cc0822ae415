"""Procedures, what may go out today, and why."""
