"""The door of the ribbon: one button, pressed in a workbook that somebody has open."""
