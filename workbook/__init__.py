"""The blank workbook, the worked example, and the program that builds both."""
