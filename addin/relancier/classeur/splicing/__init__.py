"""Writing to a closed workbook by splicing the bytes of its own tables; every other member stays as it was."""
