"""File names that Windows, macOS and Linux all accept, and that never replace a file."""

import hashlib
import os
import re
import unicodedata
from pathlib import Path

UNSEEN = ("Cf", "Cs")  # format marks, such as the one that shows a name backwards, and halves of characters
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])\s*(\.|$)")
MAX_STEM = 120  # characters: leaves room for folders under Windows' 260
MAX_BYTES = 200  # in UTF-8: Linux allows 255 with the suffix and a number


def safe_stem(text: str) -> str:
    """Return `text` as a file name without its suffix.

    Forbidden characters become "-", invisible ones go; no blank, dot or dash at either end.
    """
    visible = "".join(one for one in unicodedata.normalize("NFC", text) if unicodedata.category(one) not in UNSEEN)
    name = re.sub(r"\s+", " ", FORBIDDEN.sub("-", visible))[:MAX_STEM]
    name = name.encode()[:MAX_BYTES].decode(errors="ignore").strip(" .-")
    if not name:
        return "sans nom"
    return f"_{name}" if RESERVED.match(name) else name


def free_path(path: Path, taken: set[str] | None = None) -> Path:
    """Return `path`, or `path (2)`, `(3)`… the first that neither exists nor is in `taken` (folded names)."""
    used = taken if taken is not None else set()
    candidate, number = path, 1
    while candidate.exists() or candidate.name.casefold() in used:
        number += 1
        candidate = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return candidate


def shortened(name: str, most: int = MAX_BYTES) -> str:
    """Return `name`, or where it takes more than `most` bytes, its beginning and a mark that tells it from others."""
    raw = name.encode()
    if len(raw) <= most:
        return name
    return f"{raw[: most - 13].decode(errors='ignore')}~{hashlib.sha256(raw).hexdigest()[:12]}"


def companion(path: Path, what: str) -> Path:
    """Return the hidden file `what` that goes with `path`, beside it: ".Créances.xlsx.verrou"."""
    return path.with_name(f".{shortened(path.name)}.{what}")


def beside(document: Path, classeur: Path) -> str:
    """Return where `document` is from the folder of `classeur`, as it is recorded; absolute on another drive."""
    try:
        return Path(os.path.relpath(document, classeur.parent)).as_posix()
    except ValueError:
        return document.as_posix()
