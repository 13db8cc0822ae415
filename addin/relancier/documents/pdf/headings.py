"""A table's heading kept with its first line, for the engine that would leave it alone at the foot of a page.

Word and LibreOffice do so by themselves. The embedded engine does so only for rows that a merged cell ties together:
so the heading and the first line of our tables get one, at their right edge, too thin to be seen. The .docx that the
user has is not touched, only what the engine is given.
"""

import copy

from lxml import etree

from relancier.base.errors import InvalidInput
from relancier.base.opc import Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
_STYLE = "Tableautitre"  # of the headings of our templates: a stranger's tables are left as they are
_CELL = (
    '<w:tc xmlns:w="{ns}"><w:tcPr><w:tcW w:w="1" w:type="dxa"/>{merge}</w:tcPr><w:p><w:pPr><w:spacing w:before="0" '
    'w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p></w:tc>'
)
_THIN = tuple(  # of the heading, of the first line, of the others
    etree.fromstring(_CELL.format(ns=_W[1:-1], merge=merge))
    for merge in ('<w:vMerge w:val="restart"/>', "<w:vMerge/>", "")
)


def tied(docx: bytes) -> bytes:
    """Return `docx` with the heading of each of our tables tied to its first line; as it was when there is none."""
    try:
        package = Package(docx)
        body = package.read(_BODY)
        if b"tblHeader" not in body or _STYLE.encode() not in body:
            return docx
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except (InvalidInput, KeyError, etree.XMLSyntaxError):
        return docx  # the engine tells what is wrong with it
    tie(root)
    return package.write({_BODY: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)})


def tie(root: "etree._Element") -> None:
    """Tie the heading of each of our tables of a main part to its first line."""
    for table in [one for one in root.iter(f"{_W}tbl") if _is_ours(one)]:
        _tie(table)


def _is_ours(table: "etree._Element") -> bool:
    rows = table.findall(f"{_W}tr")
    style = rows[0].find(f".//{_W}pStyle") if rows else None
    return (
        len(rows) > 1
        and rows[0].find(f"{_W}trPr/{_W}tblHeader") is not None
        and style is not None
        and style.get(f"{_W}val", "").startswith(_STYLE)
    )


def _tie(table: "etree._Element") -> None:
    grid = table.find(f"{_W}tblGrid")
    if grid is None:
        return
    column = etree.SubElement(grid, f"{_W}gridCol")
    column.set(f"{_W}w", "1")
    for rank, row in enumerate(table.findall(f"{_W}tr")):
        row.append(copy.deepcopy(_THIN[min(rank, len(_THIN) - 1)]))
