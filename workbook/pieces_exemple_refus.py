"""Two files that no bundle can take as they are: one behind a password, one cut off by a download that failed."""

import io

import pikepdf

MOT_DE_PASSE = "vauclair-2026"
KEPT = 0.55


def chiffrer(pdf: bytes) -> bytes:
    """Return the PDF behind `MOT_DE_PASSE`; an old cipher, because the newer ones draw at random."""
    whole = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        lock = pikepdf.Encryption(owner=MOT_DE_PASSE, user=MOT_DE_PASSE, R=3, aes=False, metadata=False)
        document.save(whole, static_id=True, encryption=lock)
    return whole.getvalue()


def tronquer(pdf: bytes) -> bytes:
    """Return the beginning of the PDF: its table of pages was at the end, and nothing can be read without it."""
    whole = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(whole, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    content = whole.getvalue()
    return content[: int(len(content) * KEPT)]
