"""A workbook that stands open before the user: the hosts that read and write it there."""
