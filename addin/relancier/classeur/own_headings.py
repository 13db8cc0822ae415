"""What a workbook calls our columns, and what its history says at a glance."""

from collections import Counter

from relancier.base.typed import fold
from relancier.classeur import schema
from relancier.classeur.raw import RawWorkbook
from relancier.classeur.reading.headings import Headings


def own_headings(raw: RawWorkbook, mapped: Headings) -> dict[str, dict[str, str]]:
    """For each table that we write, the file's own heading of each of our columns, as it is spelt there."""
    result = {}
    for table in schema.TABLES:
        if table.name not in raw.tables or not (table.written or table in schema.PARTAGEES):
            continue
        spelt = {fold(heading): heading for heading in raw.tables[table.name].headings}
        own = {}
        for column in table.columns:
            wanted = mapped.get((fold(table.name), fold(column.name)), column.name)
            if (heading := spelt.get(fold(wanted))) is not None:
                own[column.name] = heading
        result[table.name] = own
    return result


def passages(raw: RawWorkbook, headings: dict[str, dict[str, str]]) -> Counter[str]:
    """Count the rows of the history by passage."""
    column = headings.get(schema.RELANCES.name, {}).get("Passage")
    if column is None:
        return Counter()
    table = raw.tables[schema.RELANCES.name]
    place = table.headings.index(column)
    return Counter(fold(str(row[place])) for row in table.rows if row[place] not in ("", None))
