"""The workbook: its schema in one place, and the hosts that read and write it."""
