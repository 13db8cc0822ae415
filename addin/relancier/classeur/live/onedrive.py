"""Where a workbook that Excel names by an address of OneDrive stands on this computer.

xlwings (its BSD part) knows which folder holds which address. Nothing here was run with OneDrive; what is assumed:

- `OneDriveConsumer`, `OneDriveCommercial` and `OneDrive` name the folders that OneDrive keeps;
- `docProps/core.xml` says when the file was last saved, in UTC, as Excel's « Last Save Time » does in local time.

A file of that name is not enough, for another account may have one: it must have been saved when the open workbook was,
but for the time that OneDrive takes to bring it. Team sites are left out: two people may write there at once.
"""

import re
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from relancier.classeur.live.bsd import xw

LAG = timedelta(minutes=15)
_PERSONAL, _BUSINESS = "d.docs.live.net", "-my.sharepoint."
_MODIFIED = re.compile(rb"<dcterms:modified\b[^>]*>([0-9T:.\-]+)Z?<")


def local_file(url: str) -> Path | None:
    """Return the file that OneDrive keeps for `url`; None when it keeps none here, or when it is no OneDrive's."""
    host = urlsplit(url).hostname or ""
    if host != _PERSONAL and _BUSINESS not in host:
        return None
    for spelling in dict.fromkeys((url, unquote(url))):  # Excel gives either
        try:
            return Path(xw.utils.fullname_url_to_local_path(spelling))
        except xw.XlwingsError:  # not under that spelling
            continue
    return None


def is_the_same(path: Path, saved: datetime | None) -> bool:
    """Say whether the file at `path` is the workbook that was last saved at `saved`, which has its time zone."""
    on_disk = _saved(path)
    return saved is not None and on_disk is not None and abs(saved - on_disk) <= LAG


def _saved(path: Path) -> datetime | None:
    """Return when the workbook at `path` was last saved; None when that cannot be read."""
    try:
        with zipfile.ZipFile(path) as package:
            found = _MODIFIED.search(package.read("docProps/core.xml"))
        return datetime.fromisoformat(found[1].decode()).replace(tzinfo=UTC) if found else None
    except (OSError, zipfile.BadZipFile, KeyError, ValueError):  # not proved: the caller refuses
        return None
