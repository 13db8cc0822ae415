"""Where the columns of a table stand, whatever the order and the headings that the user gave them."""

from relancier.base.errors import Anomalie, Gravite, InvalidInput, Lieu
from relancier.base.typed import fold
from relancier.classeur.raw import RawTable
from relancier.classeur.schema import Table

Headings = dict[tuple[str, str], str]  # (table, our column), both folded -> the user's heading


def find_columns(raw: RawTable, table: Table, headings: Headings, anomalies: list[Anomalie]) -> dict[str, int]:
    """Return the position in `raw`, from 0, of each column of `table` that it has.

    What lacks, and rows that stand under the table, are added to `anomalies`.

    Raises:
      InvalidInput: a column that a row cannot do without is missing, or two may be meant ("colonne-…").
    """
    index: dict[str, int] = {}
    missing = []
    for column in table.columns:
        own = headings.get((fold(table.name), fold(column.name)), "")
        position = _position(raw, table, own or column.name)
        if position is not None:
            index[column.name] = position
        elif own:
            raise _refusal(
                raw,
                table,
                f"Le tableau {table.name} n'a pas de colonne « {own} », que tblCorrespondances donne pour "
                f"« {column.name} ».",
                "Corrigez l'intitulé dans tblCorrespondances, ou effacez cette ligne.",
            )
        elif column.required:
            raise _refusal(
                raw,
                table,
                f"Le tableau {table.name} n'a pas de colonne « {column.name} ».",
                "Ajoutez-la, ou dites dans tblCorrespondances quel intitulé la remplace.",
            )
        elif not column.recent:
            missing.append(column.name)
    if missing:
        anomalies.append(_missing(raw, table, missing))
    if raw.below:
        anomalies.append(_below(raw, table))
    return index


def _position(raw: RawTable, table: Table, heading: str) -> int | None:
    """Where `heading` stands: as it is spelt, or else whatever its case, accents and blanks."""
    if heading in raw.headings:
        return raw.headings.index(heading)
    alike = [index for index, one in enumerate(raw.headings) if fold(one) == fold(heading)]
    if len(alike) > 1:
        names = " et ".join(f"« {raw.headings[index]} »" for index in alike)
        raise _refusal(
            raw,
            table,
            f"Dans le tableau {table.name}, les colonnes {names} peuvent être « {heading} ».",
            "Renommez celle qui ne l'est pas.",
            "colonne-ambigue",
        )
    return alike[0] if alike else None


def _refusal(raw: RawTable, table: Table, message: str, remede: str, code: str = "colonne-absente") -> InvalidInput:
    return InvalidInput(code, message, remede, Lieu(feuille=raw.sheet, table=table.name))


def _missing(raw: RawTable, table: Table, missing: list[str]) -> Anomalie:
    names = ", ".join(f"« {name} »" for name in missing)
    which = f"la colonne {names} : elle est tenue" if len(missing) == 1 else f"les colonnes {names} : elles sont tenues"
    return Anomalie(
        "colonnes-absentes",
        Gravite.REMARQUE,
        Lieu(feuille=raw.sheet, table=table.name),
        names,
        f"Le tableau {table.name} n'a pas {which} pour vide{'s' if len(missing) > 1 else ''}.",
        "Ajoutez ce qui manque, ou indiquez votre intitulé dans tblCorrespondances.",
    )


def _below(raw: RawTable, table: Table) -> Anomalie:
    first, last = raw.below[0], raw.below[-1]
    count = last - first + 1
    where, read = (f"La ligne {first}", "a été lue") if count == 1 else (f"Les lignes {first} à {last}", "ont été lues")
    return Anomalie(
        "lignes-sous-le-tableau",
        Gravite.REMARQUE,
        Lieu(feuille=raw.sheet, table=table.name, ligne=first),
        "1 ligne" if count == 1 else f"{count} lignes",
        f"{where}, juste sous le tableau {table.name}, {read} comme en faisant partie.",
        "Étendez le tableau jusque-là (poignée en bas à droite du tableau).",
    )
