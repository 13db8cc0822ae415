"""E-mail addresses and phone numbers as people type them in a cell: several of them, spaces, names, remarks."""

import re
from dataclasses import dataclass
from email.utils import parseaddr

from relancier.base.typed import squeeze

NBSP = "\u00a0"
_PARTS = re.compile(r"[;,\n]")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
# national, or by the code of France or of an overseas department, whose numbers have nine digits after it too
_FRENCH = re.compile(
    r"(?<![\d+])(?:(?:\+|00)[ .-]*(?:33|262|590|594|596)[ .-]*(?:\(0\)[ .-]*)?|0)([1-9](?:[ ./-]*\d){8})(?!\d)"
)
_ENOUGH_DIGITS = 6  # the shortest numbers abroad and in the overseas collectivities


@dataclass(frozen=True, slots=True)
class Adresses:
    """What a cell of e-mail addresses holds.

    Attributes:
      valables: those that mail can be sent to, each once.
      illisibles: the rest, as typed.
    """

    valables: tuple[str, ...] = ()
    illisibles: tuple[str, ...] = ()


def read_emails(typed: str) -> Adresses:
    """Return the addresses of a cell, parted by ";", "," or line breaks: "a@b.fr ; Paul <c@d.fr>"."""
    valid: dict[str, str] = {}
    unreadable = []
    for part in _PARTS.split(squeeze(typed)):
        if not (text := part.strip()):
            continue
        address = _address(text)
        if address:
            valid.setdefault(address.casefold(), address)
        else:
            unreadable.append(text)
    return Adresses(tuple(valid.values()), tuple(unreadable))


def _address(text: str) -> str:
    """Return the address in `text`, its domain in ASCII; "" when it is none."""
    bare = parseaddr(text)[1] if "<" in text else text.removeprefix("mailto:")
    local, at, domain = bare.strip().rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    labels = domain.split(".")
    right = at and len(local) <= 64 and _LOCAL.fullmatch(local) and len(labels) > 1 and len(domain) <= 253
    if right and all(_LABEL.fullmatch(one) for one in labels) and not labels[-1].isdecimal() and len(labels[-1]) > 1:
        return f"{local}@{domain}"
    return ""


def read_mobile(typed: str) -> str:
    """Return the first French mobile number of a cell as ten digits, "0612345678"; "" when there is none.

    06 and 07, overseas departments included (0639, 0690 to 0697), however the country is written.
    """
    return next((number for number in _french(typed) if number[1] in "67"), "")


def read_phone(typed: str) -> str:
    """Return the number to call, as people read it: "06 12 34 56 78"; as typed when it is not French.

    "" when nothing in the cell can be called.
    """
    french = _french(typed)
    text = squeeze(typed).replace("\n", " ")
    # "01 99 00 04 14 poste 12", or two numbers: what is beside the number matters as much
    if len(french) == 1 and not re.search(r"[^\W\d_]", text):
        return in_pairs(french[0])
    return text if sum(one.isdecimal() for one in text) >= _ENOUGH_DIGITS else ""


def in_pairs(number: str) -> str:
    """Return ten digits as they are printed in France: "06 12 34 56 78", unbreakable."""
    return NBSP.join(number[start : start + 2] for start in range(0, len(number), 2))


def _french(typed: str) -> list[str]:
    plain = squeeze(typed).replace(NBSP, " ").replace("\u202f", " ")
    return ["0" + re.sub(r"\D", "", found[1]) for found in _FRENCH.finditer(plain)]
