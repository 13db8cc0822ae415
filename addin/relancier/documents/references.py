"""Word's bookmarks, and the REF fields that repeat what a bookmark holds, brought up to date after rendering.

Loops repeat a bookmark with its id; and a word processor that saves a template replaces the text of a field whose
bookmark does not exist yet by "Error: Reference source not found", which the embedded PDF engine would print.
"""

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def refresh(root: etree._Element) -> bool:
    """Give each bookmark of a part its own id, and each REF field the text of its bookmark; say if there are any."""
    starts = list(root.iter(f"{W}bookmarkStart"))
    if not starts:
        return False
    for rank, pair in enumerate(zip(starts, root.iter(f"{W}bookmarkEnd"), strict=False)):
        for one in pair:
            one.set(f"{W}id", str(rank))
    held = {str(one.get(f"{W}name")): _held(one) for one in starts}
    for name, shown in _references(root):
        if name in held and shown and "".join(one.text or "" for one in shown) != held[name]:
            for rank, one in enumerate(shown):
                one.text = "" if rank else held[name]
    return True


def _held(start: etree._Element) -> str:
    """The text between a bookmark's two ends, within its paragraph."""
    text, one = "", start.getnext()
    while one is not None and one.tag != f"{W}bookmarkEnd":
        text += "".join(part.text or "" for part in one.iter(f"{W}t"))
        one = one.getnext()
    return text


def _references(root: etree._Element) -> Iterator[tuple[str, list[etree._Element]]]:
    """Each REF field: the bookmark that it names, and the elements that hold its text."""
    state, code = "", ""
    shown: list[etree._Element] = []
    for one in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        if one.tag == f"{W}fldChar":
            state = str(one.get(f"{W}fldCharType"))
            if state == "begin":
                code, shown = "", []
            elif state == "end" and code.split()[:1] == ["REF"]:
                yield code.split()[1], shown
        elif one.tag == f"{W}instrText":
            code += one.text or ""
        elif state == "separate":
            shown.append(one)
