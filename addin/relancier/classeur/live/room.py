"""Room for a table's rows in an open workbook: what stands in the way is said, nothing is written over or pushed away.

As `splice` does on a closed file: a table grows over empty cells only, and its totals go down with its last row.
"""

from relancier.base.errors import Lieu, Refus
from relancier.classeur.live.bsd import xw
from relancier.classeur.live.places import Place, place_of
from relancier.classeur.live.programs import Program
from relancier.classeur.live.reading import block
from relancier.classeur.raw import letters
from relancier.classeur.splicing.areas import MAX_ROW

DEEP = 5000  # rows looked at under a table: a used area may go down to the end of the sheet for a stray format


def check_sheet(place: Place, program: Program) -> None:
    """Raise Refus when the table's sheet is protected, or cells of the table are merged."""
    if program.is_protected(place.sheet):
        raise Refus(
            "feuille-protegee",
            "La feuille est protégée.",
            "Ôtez sa protection (Révision > Ôter la protection de la feuille), puis recommencez.",
            Lieu(feuille=place.feuille, table=place.name),
        )
    _check_not_merged(place, program, place.last + place.totals)


def check_can_grow(place: Place, rows: int, program: Program) -> None:
    """Raise Refus when the table at `place` cannot have `rows` more rows."""
    bottom = place.last + place.totals
    if bottom + rows > MAX_ROW:
        raise Refus(
            "feuille-pleine",
            f"Le tableau {place.name} dépasserait la dernière ligne d'une feuille Excel.",
            "Archivez ses lignes les plus anciennes dans un autre classeur, puis recommencez.",
            place.lieu(),
        )
    _check_not_merged(place, program, bottom + rows)
    end = min(_end_of(place.sheet), bottom + max(rows, DEEP))
    if end <= bottom:
        return
    for row, cells in enumerate(block(place.cells(bottom + 1, end - bottom)), bottom + 1):
        column = next((at for at, cell in enumerate(cells) if cell not in (None, "")), None)
        if column is not None:
            found = f"{letters(place.left + column)}{row}"
            raise Refus(
                "contenu-sous-le-tableau",
                f"Le tableau {place.name} ne peut pas grandir : des cellules sont remplies en dessous, dès {found}.",
                "Déplacez-les sur une autre feuille ou à droite du tableau, enregistrez, puis recommencez.",
                place.lieu(row, column),
            )


def make_body(place: Place, count: int, program: Program) -> Place:
    """Give the table's body `count` rows, at least one; return where it then stands."""
    count = max(count, 1)
    if count > place.count:
        _grow(place, count - place.count, program)
    elif count < place.count:
        _shrink(place, place.count - count)
    return place_of(place.table, place.sheet, place.feuille) if count != place.count else place


def _grow(place: Place, rows: int, program: Program) -> None:
    if place.totals:
        place.cells(place.last + 1, rows).insert("down")
    wanted = place.cells(place.top, 1 + place.count + rows + place.totals)
    if place.table.range.shape != wanted.shape:
        program.grow(place.table, wanted)


def _shrink(place: Place, rows: int) -> None:
    gone = place.cells(place.last - rows + 1, rows)
    if place.totals:
        gone.delete("up")
    wanted = place.cells(place.top, 1 + place.count - rows + place.totals)
    if place.table.range.shape != wanted.shape:
        place.table.resize(wanted)
    if not place.totals:
        gone.clear()


def _check_not_merged(place: Place, program: Program, bottom: int) -> None:
    reach = place.cells(place.top, bottom - place.top + 1)
    if program.has_merged(reach):
        raise Refus(
            "cellules-fusionnees",
            f"Des cellules sont fusionnées dans le tableau {place.name} ou juste en dessous.",
            "Annulez la fusion (Accueil > Fusionner et centrer), enregistrez, puis recommencez.",
            place.lieu(),
        )


def _end_of(sheet: xw.Sheet) -> int:
    return int(sheet.used_range.last_cell.row)
