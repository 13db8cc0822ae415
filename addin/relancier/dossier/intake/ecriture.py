"""Writing a cleaned PDF."""

import io
from pathlib import Path

import pikepdf


def keep_only(holder: pikepdf.Object, known: frozenset[str]) -> None:
    """Take from a dictionary all keys but those."""
    for key in [one for one in holder.keys() if one not in known]:  # noqa: SIM118 - no mapping: it iterates otherwise
        del holder[key]


def enregistre(pdf: pikepdf.Pdf, made: Path) -> None:
    """Write `pdf` to `made`, decrypted, the same bytes each time, only with what its pages use."""
    pdf.remove_unreferenced_resources()
    whole = io.BytesIO()  # on a full disk, qpdf ends the process instead of raising
    pdf.save(
        whole,
        encryption=False,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    made.write_bytes(whole.getbuffer())
