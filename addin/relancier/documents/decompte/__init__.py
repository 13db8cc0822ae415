"""The décompte as a document (Word, PDF) and as a workbook that recomputes it."""
