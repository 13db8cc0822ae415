"""Build hook: makes the four static Arimo fonts of the embedded PDF engine and the Excel add-in, and ships templates,
workbooks and the add-in's sources.

`fontpkg-arimo` (SIL Open Font License 1.1, no reserved name) ships two variable fonts, on which the engine panics.
fontTools pins their weight at 400 and 700. The result goes into relancier/documents/pdf/polices/, in the source tree,
so that a wheel and an editable install both find it; it is never committed. `python addin/polices.py` does the same
for a checkout that is only put on the path.
"""

import importlib.metadata
import importlib.resources
import sys
import tempfile
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FAMILY = "Arimo"
FOLDER = Path("addin/relancier/documents/pdf/polices")

# style name -> source file, weight, head.macStyle, OS/2.fsSelection without USE_TYPO_METRICS (bit 7, kept as it is)
STYLES: dict[str, tuple[str, int, int, int]] = {
    "Regular": ("Arimo[wght].ttf", 400, 0b00, 1 << 6),
    "Bold": ("Arimo[wght].ttf", 700, 0b01, 1 << 5),
    "Italic": ("Arimo-Italic[wght].ttf", 400, 0b10, 1 << 0),
    "Bold Italic": ("Arimo-Italic[wght].ttf", 700, 0b11, 1 << 0 | 1 << 5),
}
VARIABLE_TABLES = ("STAT", "avar", "cvar", "fvar", "gvar", "HVAR", "MVAR", "VVAR")
# the results, not the programs that build them
SHIPPED = ("templates/*.docx", "templates/*.txt", "workbook/*.xlsx", "workbook/pieces/*/*")
EXCEL = Path("addin/excel")
RECIPE = 1  # raised when this file makes different fonts from the same sources


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Hatchling's entry point, for wheels and editable installs alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the fonts if need be and add them to the wheel, though git ignores them; add what ships beside."""
        root = Path(self.root)
        make(root / FOLDER)
        build_data["artifacts"].append(f"/{FOLDER.as_posix()}/*")
        for pattern in SHIPPED:
            for source in sorted(root.glob(pattern)):
                inside = source.relative_to(root).as_posix()
                build_data["force_include"][str(source)] = f"relancier/livraison/{inside}"
        for source in sorted((root / EXCEL).iterdir()):
            build_data["force_include"][str(source)] = f"relancier/livraison/excel/{source.name}"
        if version == "standard":  # an editable install builds its add-in from the sources that are edited
            build_data["force_include"][str(self._add_in(root))] = "relancier/livraison/excel/relancier.xlam"

    def _add_in(self, root: Path) -> Path:
        """Return the built add-in, in a folder that `finalize` removes."""
        if str(root / "addin") not in sys.path:
            sys.path.insert(0, str(root / "addin"))
        from relancier.excel import paquet  # noqa: PLC0415 - only now can it be found

        self._scratch = tempfile.TemporaryDirectory(prefix="relancier-")
        made = Path(self._scratch.name) / paquet.NOM
        made.write_bytes(paquet.build(root / EXCEL).data)
        return made

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was only made to be packed."""
        del build_data, artifact_path
        if version == "standard":
            self._scratch.cleanup()


def make(folder: Path) -> bool:
    """Write the four fonts, their licence, origin and coverage into `folder`; say whether there was work to do."""
    origin = (
        f"{FAMILY} {importlib.metadata.version('fontpkg-arimo')} (fontpkg-arimo, SIL Open Font License 1.1), "
        f"rendue statique par fontTools {importlib.metadata.version('fonttools')}, recette {RECIPE}.\n"
    )
    stamp = folder / "ORIGINE.txt"
    names = [file_name(style) for style in STYLES]
    complete = all((folder / name).is_file() for name in [*names, "OFL.txt", "couverture.txt"])
    if complete and stamp.is_file() and stamp.read_text(encoding="utf-8") == origin:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)  # written last: an interrupted build is begun again
    package = importlib.resources.files("fontpkg_arimo")
    coverage: set[int] | None = None
    for style in STYLES:
        with importlib.resources.as_file(package / "files" / STYLES[style][0]) as source:
            font = static(source, style)
        font.save(folder / file_name(style))
        mapped = set(font.getBestCmap())
        coverage = mapped if coverage is None else coverage & mapped
    (folder / "couverture.txt").write_text("".join(ranges(coverage or set())), encoding="ascii")
    (folder / "OFL.txt").write_text((package / "LICENSE").read_text(encoding="utf-8"), encoding="utf-8")
    stamp.write_text(origin, encoding="utf-8")
    return True


def file_name(style: str) -> str:
    """`Bold Italic` -> `Arimo-BoldItalic.ttf`."""
    return f"{FAMILY}-{style.replace(' ', '')}.ttf"


def static(source: Path, style: str) -> TTFont:
    """Return the static font of one style, with the tables by which systems link the four into one family."""
    _, weight, mac_style, selection = STYLES[style]
    # recalcTimestamp off: two builds of the same sources are identical
    font = instancer.instantiateVariableFont(TTFont(source, recalcTimestamp=False), {"wght": weight})
    for table in VARIABLE_TABLES:
        if table in font:
            del font[table]
    font["head"].macStyle = mac_style
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & (1 << 7) | selection
    name = font["name"]
    for variable_only in (16, 17, 21, 22, 25):
        name.removeNames(nameID=variable_only)
    postscript = file_name(style).removesuffix(".ttf")
    full = FAMILY if style == "Regular" else f"{FAMILY} {style}"
    release = font["head"].fontRevision
    texts = {1: FAMILY, 2: style, 3: f"{release:.3f};{postscript}", 4: full, 6: postscript}
    for identifier, text in texts.items():
        name.removeNames(nameID=identifier)
        name.setName(text, identifier, 3, 1, 0x409)
    name.removeUnusedNames(font)
    return font


def ranges(points: set[int]) -> list[str]:
    """Return the code points as lines of `first-last`, in hexadecimal."""
    lines: list[str] = []
    for point in sorted(points):
        if point - 1 not in points:
            first = point
        if point + 1 not in points:
            lines.append(f"{first:04X}-{point:04X}\n")
    return lines


if __name__ == "__main__":
    make(Path(__file__).resolve().parent.parent / FOLDER)
