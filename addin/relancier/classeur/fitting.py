"""Rows made to fit the columns of the user's workbook, which may be older than some of ours."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from relancier.base.errors import Anomalie, Gravite, InvalidInput, Lieu
from relancier.classeur import schema
from relancier.classeur.raw import RawTable, RawWorkbook
from relancier.classeur.splicing.edits import Edit, Row, SetCells, SetRow

Names = Mapping[str, Mapping[str, str]]  # for each table, the file's own heading of each of our columns that it has


def fit(edits: Sequence[Edit], raw: RawWorkbook, headings: Names) -> tuple[list[Edit], tuple[Anomalie, ...]]:
    """Return `edits` without the values of columns that their tables lack, and what to say of it.

    Raises:
      InvalidInput: "tableau-absent"; "colonnes-absentes" when a value would be lost on which something is decided.
    """
    out: list[Edit] = []
    lost: dict[str, dict[str, None]] = {}
    for one in edits:
        if one.table not in raw.tables:
            raise InvalidInput(
                "tableau-absent",
                f"Le classeur « {raw.name} » n'a pas de tableau {one.table}.",
                "Copiez cette feuille depuis un classeur neuf (« relancier modele »).",
            )
        has = headings[one.table]
        gone = lost.setdefault(one.table, {})
        if isinstance(one, SetCells):
            out.append(replace(one, key=_kept(one.key, has, gone), values=_kept(one.values, has, gone)))
        elif isinstance(one, SetRow):
            out.append(replace(one, values=_kept(one.values, has, gone)))
        else:
            out.append(replace(one, rows=[_kept(row, has, gone) for row in one.rows]))
    for table, names in lost.items():
        _refuse_loss(raw.tables[table], table, names)
    return out, tuple(_remark(raw.tables[table], table, names) for table, names in lost.items() if names)


def _kept(row: Row, has: Mapping[str, str], gone: dict[str, None]) -> Row:
    if row.keys() <= has.keys():
        return row
    for name, value in row.items():
        if name not in has and value not in (None, ""):
            gone[name] = None
    return {name: value for name, value in row.items() if name in has}


def _refuse_loss(raw: RawTable, table: str, names: Mapping[str, None]) -> None:
    known = next(one for one in schema.TABLES if one.name == table)
    needed = [name for name in names if not known.column(name).spare]
    if needed:
        listed = ", ".join(f"« {name} »" for name in needed)
        many = len(needed) > 1
        raise InvalidInput(
            "colonnes-absentes",
            f"Le tableau {table} n'a pas {'les colonnes' if many else 'la colonne'} {listed}, sans "
            f"{'lesquelles' if many else 'laquelle'} ceci se perdrait.",
            f"Tapez {'ces intitulés' if many else 'cet intitulé'} juste à droite du dernier, enregistrez, puis "
            "recommencez.",
            Lieu(feuille=raw.sheet, table=table),
        )


def _remark(raw: RawTable, table: str, names: Mapping[str, None]) -> Anomalie:
    listed = ", ".join(f"« {name} »" for name in names)
    return Anomalie(
        "colonnes-absentes",
        Gravite.REMARQUE,
        Lieu(feuille=raw.sheet, table=table),
        listed,
        f"Le tableau {table} est plus ancien que {listed} : cela n'y a pas été noté.",
        "Tapez ces intitulés juste à droite du dernier.",
    )
