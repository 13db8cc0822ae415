"""Finding a text in another, whatever white space either has."""


def contains(text: str, needle: str) -> bool:
    """Whether `needle` is in `text`, whatever white space either has.

    A line may wrap anywhere, and readers give U+202F and U+00A0 as they please: `1 234,56 €` is found in `1234,56€`.
    """
    return solid(needle) in solid(text)


def solid(text: str) -> str:
    """Return `text` without any white space."""
    # zero-width space and byte order mark are white to the eye, but not to str.split
    return "".join(text.replace("\u200b", "").replace("\ufeff", "").split())
