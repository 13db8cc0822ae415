"""Makes relancier.xlam from its text sources, the same bytes each time, and never a file that would not work.

pyOpenVBA writes the VBA project; it comes with what developers install. The compiled cache of VBA is left out
([MS-OVBA] 2.3.4.1), so that Excel compiles the source that was read here. Nothing is deflated: another zlib would
give other bytes.
"""

import hashlib
import importlib.util
import io
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from relancier.base.errors import Anomalie, Gravite, InvalidInput, RelancierError
from relancier.excel.catalogue import ACTIONS
from relancier.excel.controles_onglet import FICHIER, check_ribbon
from relancier.excel.controles_vba import PAGE, check_vba

NOM = "relancier.xlam"
MODULES = ("Lanceur.bas", "Ruban.bas")
EVENTS = "ThisWorkbook"  # the module of the add-in's own workbook
NO_CACHE = b"\xcc\x61\xff\xff\x00\x00\x00"
MOMENT = (1980, 1, 1, 0, 0, 0)
PART = "customUI/customUI14.xml"
VBA, RELATIONS, TYPES, PROPERTIES = "xl/vbaProject.bin", "_rels/.rels", "[Content_Types].xml", "docProps/core.xml"
RELATION = (
    b'<Relationship Id="rIdRuban" Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility" '
    b'Target="customUI/customUI14.xml"/></Relationships>'
)
# what Excel's list of add-ins shows
DESCRIPTION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Relancier</dc:title><dc:creator>Relancier</dc:creator>'
    "<dc:description>Relances, échéanciers et dossiers d'injonction de payer : l'onglet Relances.</dc:description>"
    "</cp:coreProperties>"
).encode()


@dataclass(frozen=True, slots=True)
class Paquet:
    """A built add-in.

    Attributes:
      data: the content of relancier.xlam.
      remarques: what could not be checked here.
    """

    data: bytes
    remarques: tuple[Anomalie, ...]

    @property
    def empreinte(self) -> str:
        """Its SHA-256."""
        return hashlib.sha256(self.data).hexdigest()


def build(sources: Path) -> Paquet:
    """Return the add-in made of the files in `sources`.

    Raises:
      InvalidInput: the sources are faulty, each fault said, or pyOpenVBA is missing.
      RelancierError: a source is missing.
    """
    ribbon = _text(sources / FICHIER).encode()
    modules = {Path(name).stem: _text(sources / name) for name in MODULES}
    modules[EVENTS] = _text(sources / f"{EVENTS}.cls")
    found = check_ribbon(ribbon, ACTIONS)
    faults = [one for one in found if one.gravite is Gravite.BLOQUANTE]
    if not faults:  # the callbacks are read in a ribbon that can be
        faults = check_vba(modules, ribbon)
    if faults:
        raise InvalidInput("complement-fautif", "\n".join(map(str, faults)), "Rien n'a été construit.")
    if importlib.util.find_spec("pyopenvba") is None:
        raise InvalidInput(
            "pyopenvba-absent",
            "Construire le complément demande pyOpenVBA, qui n'est pas installé.",
            "Tapez « pip install pyOpenVBA ». Pour vous servir du ruban, « relancier excel installer » suffit.",
        )
    return Paquet(_assemble(_empty_with(modules), ribbon), tuple(found))


def _text(path: Path) -> str:
    if not path.is_file():
        raise RelancierError(
            "installation-incomplete", f"Une source du complément est introuvable : {path}.", "Réinstallez Relancier."
        )
    return path.read_text(encoding="utf-8")


def _empty_with(modules: dict[str, str]) -> bytes:
    """Return an empty add-in that holds the modules, as pyOpenVBA writes it."""
    from pyopenvba import ExcelFile  # noqa: PLC0415 - only developers have it

    with tempfile.TemporaryDirectory(prefix="relancier-") as folder:
        path = Path(folder) / NOM
        with ExcelFile.create_new(path) as book:
            project = book.vba_project()
            for name, source in modules.items():
                body = _windows_lines(source)
                if name == EVENTS:
                    project.get_module(name).body = body
                else:
                    project.add_module(name, body)
            project.delete_module("Module1")
            book.save()
        return path.read_bytes()


def _windows_lines(source: str) -> str:
    source.encode(PAGE)  # pyOpenVBA would write « ? » in place of a letter that VBA does not know
    return "\r\n".join(source.splitlines()) + "\r\n"


def _assemble(made: bytes, ribbon: bytes) -> bytes:
    """Return the package with the ribbon and without the cache, the date of its making or compression."""
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[VBA] = _without_cache(parts[VBA])
    parts[RELATIONS] = parts[RELATIONS].replace(b"</Relationships>", RELATION)
    parts[PROPERTIES] = DESCRIPTION
    parts[PART] = ribbon
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as package:
        for name, data in parts.items():
            package.writestr(_entry(name), data)
    return written.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, MOMENT)
    entry.create_system = 0  # the same on every system
    entry.external_attr = 0
    return entry


def _without_cache(project: bytes) -> bytes:
    from pyopenvba.cfb import CFB  # noqa: PLC0415

    compound = CFB.from_bytes(project)
    compound.write_stream_in_storage("VBA", "_VBA_PROJECT", NO_CACHE)
    written: bytes = compound.to_bytes()
    return written
