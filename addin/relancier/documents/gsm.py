"""The alphabet of SMS (3GPP TS 23.038, GSM 7-bit default alphabet): what a text becomes in it, and its length.

One character outside of it would halve what a message holds, so that none is let through.
"""

import unicodedata

LIMIT = 160  # septets of one message
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")  # two septets each
_REPLACED = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ`´", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("–—‐‑‒−", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009\t\n\r\f", " "),
        "…": "...", "œ": "oe", "Œ": "OE", "•": "-", "×": "x", "ł": "l", "Ł": "L", "đ": "d", "°": "o",
    }
)  # fmt: skip


def to_gsm(text: str) -> str:
    """Return `text` on one line in the SMS alphabet: accents that it lacks are dropped, other signs become "?"."""
    words = unicodedata.normalize("NFC", text).translate(_REPLACED)
    return " ".join("".join(map(_letter, words)).split())


def septets(text: str) -> int:
    """Return how many septets `text`, in the SMS alphabet, takes.

    Raises:
      ValueError: a character is not of that alphabet.
    """
    if strangers := set(text) - BASIC - EXTENSION:
        raise ValueError(f"not in the SMS alphabet: {sorted(strangers)}")
    return sum(2 if one in EXTENSION else 1 for one in text)


def _letter(one: str) -> str:
    if one in BASIC or one in EXTENSION:
        return one
    plain = "".join(c for c in unicodedata.normalize("NFKD", one) if c in BASIC or c in EXTENSION)
    if plain or unicodedata.category(one) in ("Cc", "Cf", "Mn", "Cs"):
        return plain
    return "?"
