"""What a button leaves: the rows of a table, and every file of the workbook's folder."""

from pathlib import Path

import filled

OURS = ("tblRelances", "tblPropositions", "tblSuspensions", "tblEcheanciers", "tblMensualites")


def rows(path: Path, *tables: str) -> dict[str, list[dict[str, object]]]:
    """The rows of `tables`, of all those that Relancier writes by default."""
    return {table: filled.rows_of(path, table) for table in tables or OURS}


def everything(folder: Path) -> dict[str, bytes]:
    """Every file under `folder`, byte by byte."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}
