"""The fields of a letter: which it has, and its count of pages, written as plain text or left to the engine."""

from collections.abc import Iterator, Sequence

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAGE = "PAGE"
COUNTS = ("NUMPAGES", "SECTIONPAGES")  # the same in a letter of one section; with several, see `letter`


class Unclear(Exception):
    """A field is not laid out as begin, instruction, separator, text, end in one paragraph."""


def names(root: etree._Element) -> set[str]:
    """Return what the fields of a part are: {"PAGE", "NUMPAGES"}; "" for an instruction that is cut in pieces."""
    return {name(one) for one in root.iter(f"{W}instrText", f"{W}fldSimple")}


def write_count(root: etree._Element, count: int | str) -> None:
    """Put `count` in place of each field of a part that counts pages.

    Args:
      root: the part.
      count: the number; or the name of a bookmark, whose page's number the engine is to show.

    Raises:
      Unclear: such a field cannot be told from what surrounds it; the part is half changed.
    """
    for code in list(root.iter(f"{W}instrText", f"{W}fldSimple")):
        if name(code) not in COUNTS:
            continue
        if isinstance(count, str):
            _refer(code, count)
            continue
        shown = _unwrapped(code) if code.tag == f"{W}fldSimple" else _flattened(code)
        texts = [text for run in shown for text in run.iter(f"{W}t")]
        if not texts:
            raise Unclear
        for text in texts:
            text.text = ""
        texts[0].text = str(count)


def name(code: etree._Element) -> str:
    """Return what a field is, from the element that holds its instruction: "PAGE"; "" when it is cut in pieces."""
    instruction = code.get(f"{W}instr") if code.tag == f"{W}fldSimple" else code.text
    words = (instruction or "").split()
    return words[0].upper() if words else ""


def _refer(code: etree._Element, bookmark: str) -> None:
    instruction = f" PAGEREF {bookmark} "
    if code.tag == f"{W}fldSimple":
        code.set(f"{W}instr", instruction)
    else:
        code.text = instruction


def _unwrapped(field: etree._Element) -> Sequence[etree._Element]:
    """Put the runs of a simple field in its place."""
    runs = list(field)
    for one in runs:
        field.addprevious(one)
    _remove(field)
    return runs


def _flattened(code: etree._Element) -> Sequence[etree._Element]:
    """Remove all of a complex field but the runs that show its text."""
    run = code.getparent()
    if run is None or run.tag != f"{W}r":
        raise Unclear
    before = list(_until("begin", run.itersiblings(f"{W}r", preceding=True)))
    after = list(_until("end", run.itersiblings(f"{W}r")))
    separators = [rank for rank, one in enumerate(after) if _mark(one) == "separate"]
    if len(separators) != 1:
        raise Unclear
    shown = after[separators[0] + 1 : -1]
    for one in (*before, run, *after):
        if one not in shown:
            _remove(one)
    return shown


def _until(mark: str, runs: Iterator[etree._Element]) -> Iterator[etree._Element]:
    """Yield runs up to the one that bears `mark`, included; another field on the way makes it unclear."""
    for one in runs:
        yield one
        found = _mark(one)
        if found == mark:
            return
        if found in ("begin", "end"):
            raise Unclear
    raise Unclear


def _mark(run: etree._Element) -> str:
    character = run.find(f"{W}fldChar")
    return "" if character is None else str(character.get(f"{W}fldCharType"))


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        raise Unclear
    parent.remove(element)
