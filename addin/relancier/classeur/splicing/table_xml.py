"""A table part: where the table stands, its columns, and its new size."""

from dataclasses import dataclass

from relancier.base.errors import Lieu, Refus
from relancier.classeur.splicing.areas import Area
from relancier.classeur.splicing.cell_xml import decoded
from relancier.classeur.splicing.xml_bytes import (
    REMEDE_ENREGISTRER,
    attributes,
    check_part,
    tag_pattern,
    text,
    with_attribute,
)

_TABLE = tag_pattern(b"table")
_COLUMN = tag_pattern(b"tableColumn")
_CALCULATED = tag_pattern(b"calculatedColumnFormula")
_FOLLOWERS = tag_pattern(b"autoFilter", b"sortState", b"sortCondition")


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of the user's table: its heading, as `heading` normalises it, and its own formula or ""."""

    name: str
    formula: str
    is_array: bool


def heading(name: str) -> str:
    """Return a heading as it is compared: without outer blanks, every no-break space an ordinary one."""
    return name.replace("\u00a0", " ").replace("\u202f", " ").strip()


class TableXml:
    """A table part.

    Attributes:
      name: the table's name.
      area: the whole table, headings and totals included.
      header, totals: how many rows the headings and the totals take (0 or 1).
      columns: from left to right.
      lieu: sheet and table, for messages.
    """

    def __init__(self, part: bytes, lieu: Lieu) -> None:
        """Read `part`; raise Refus when it is not a table that rows can be written to."""
        check_part(part, b"table", lieu)
        self._part = part
        self.lieu = lieu
        opening = _TABLE.search(part)
        found = attributes(opening[2]) if opening else {}
        self.name = text(found.get(b"displayName", found.get(b"name", b"")))
        area = Area.parse(found.get(b"ref", b"").decode())
        self.columns = tuple(_columns(part))
        self.header = int(found.get(b"headerRowCount", b"1"))
        self.totals = int(found.get(b"totalsRowCount", b"0"))
        if area is None or len(self.columns) != area.right - area.left + 1:
            raise Refus("tableau-illisible", "La description du tableau ne se lit pas.", REMEDE_ENREGISTRER, lieu)
        if found.get(b"tableType", b"worksheet") != b"worksheet":
            raise Refus(
                "tableau-lie",
                f"Le tableau {self.name} est alimenté par une requête, qui effacerait les lignes ajoutées.",
                "Détachez-le de sa source (Création de tableau > Supprimer la liaison), puis enregistrez.",
                lieu,
            )
        self.area = area

    @property
    def body(self) -> Area:
        """The rows between headings and totals; at least one in any table that Excel wrote."""
        area = self.area
        return Area(area.left, area.top + self.header, area.right, area.bottom - self.totals)

    def column(self, name: str) -> int:
        """Return the sheet column headed `name`; raise Refus when the table has none, or several."""
        wanted = heading(name)
        found = [self.area.left + i for i, column in enumerate(self.columns) if column.name == wanted]
        if len(found) != 1:
            problem = "manque dans le" if not found else "figure plusieurs fois dans le"
            raise Refus(
                "colonne-absente" if not found else "colonne-ambigue",
                f"La colonne « {name} » {problem} tableau {self.name}.",
                f"Rétablissez cet intitulé dans {self.name}, ou indiquez le vôtre dans la feuille Correspondances.",
                self.lieu,
            )
        return found[0]

    def end_body_at(self, row: int) -> None:
        """Make the body end at `row`; filter and sort areas follow, and the empty table's mark goes."""
        grow = row - self.body.bottom
        old = self.area
        self.area = Area(old.left, old.top, old.right, old.bottom + grow)
        opening = _TABLE.search(self._part)
        if opening is None:
            raise AssertionError("a table part was read without its root")
        new = with_attribute(opening[0], b"ref", str(self.area).encode())
        if attributes(new).get(b"insertRow") is not None:
            new = with_attribute(new, b"insertRow", None)
        tail = self._part[opening.end() :]
        for match in reversed(list(_FOLLOWERS.finditer(tail))):
            tail = tail[: match.start()] + _grown(match[0], old.bottom, self.totals, grow) + tail[match.end() :]
        self._part = self._part[: opening.start()] + new + tail

    def to_bytes(self) -> bytes:
        """Return the part; the bytes that were read when the table was not resized."""
        return self._part


def _grown(tag: bytes, bottom: int, totals: int, grow: int) -> bytes:
    """Return a filter's or a sort's tag whose area, when it ends with the table's rows, ends `grow` rows further."""
    area = Area.parse(attributes(tag).get(b"ref", b"").decode())
    if area is None or not bottom - totals <= area.bottom <= bottom:
        return tag
    longer = Area(area.left, area.top, area.right, max(area.bottom + grow, area.top))
    return with_attribute(tag, b"ref", str(longer).encode())


def _columns(part: bytes) -> list[TableColumn]:
    columns = []
    starts = list(_COLUMN.finditer(part))
    for i, match in enumerate(starts):
        end = starts[i + 1].start() if i + 1 < len(starts) else len(part)
        calculated = None if match[3] else _CALCULATED.search(part, match.end(), end)
        formula, is_array = "", False
        if calculated and not calculated[3]:
            formula = decoded(text(part[calculated.end() : part.index(b"<", calculated.end())]))
            is_array = attributes(calculated[2]).get(b"array") in (b"1", b"true")
        name = decoded(text(attributes(match[2]).get(b"name", b"")))
        columns.append(TableColumn(heading(name), formula, is_array))
    return columns
