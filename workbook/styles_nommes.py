"""Named cell styles, which XlsxWriter cannot make: added to the finished file.

A user can then change every amount of the workbook at once in Excel's style gallery.
"""

import copy
from collections.abc import Mapping
from pathlib import Path

from lxml import etree
from relancier.base.opc import Package

STYLES = "xl/styles.xml"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def name_styles(path: Path, formats: Mapping[str, int]) -> None:
    """Give the cell formats of the workbook at `path` their names.

    Args:
      formats: the names to show in Excel, and the index of each format in the file; formats that no cell uses have
        none in the file and are left out.
    """
    package = Package(path.read_bytes(), path.name)
    root = etree.fromstring(package.read(STYLES))
    bases, used, names = (root.find(f"{MAIN}{tag}") for tag in ("cellStyleXfs", "cellXfs", "cellStyles"))
    if bases is None or used is None or names is None:
        raise ValueError("the file has no style tables")
    for name, index in formats.items():
        if not 0 < index < len(used):
            continue
        base = copy.deepcopy(used[index])
        if "xfId" in base.attrib:
            del base.attrib["xfId"]
        used[index].set("xfId", str(len(bases)))
        etree.SubElement(names, f"{MAIN}cellStyle", name=name, xfId=str(len(bases)))
        bases.append(base)
    for table in (bases, names):
        table.set("count", str(len(table)))
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    path.write_bytes(package.write({STYLES: data}))
