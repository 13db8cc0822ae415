"""From a workbook to a `Portefeuille`: raw tables, typed rows, records, and what could not be understood."""
