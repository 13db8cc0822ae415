"""An engine that refuses every document."""


def convert(_docx: bytes) -> bytes:
    raise ValueError("non")
