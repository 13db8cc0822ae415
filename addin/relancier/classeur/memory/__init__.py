"""The history of relances as evidence: its rows, their seals, the register beside the workbook, and their check."""
