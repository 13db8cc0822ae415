"""Relancier: relances, échéanciers and injonction de payer files from a receivables workbook."""

__version__ = "0.1.0"
