"""Turns of phrase for sentences made from figures: whole euros, shares, changes, lists, agreement."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from relancier.base.money import NBSP, NNBSP, ZERO, format_number

UNITE = Decimal(1)
_BLANK = re.compile(r"[ \t\r\n\v\f]+")
_BEFORE, _AFTER = re.compile(r" ([:;!?»€%])"), re.compile(r"« ")


def euros(montant: Decimal) -> str:
    """Return `montant` (€) to the euro: `351 961 €`."""
    return f"{format_number(montant, 0)}{NBSP}€"


def part(partie: Decimal, tout: Decimal) -> str:
    """Return the share of `partie` in `tout`, `78,8 %`; `tout` is not 0."""
    return pourcent(100 * partie / tout)


def pourcent(valeur: Decimal) -> str:
    """Return `valeur` (%) with one decimal, none when it is whole: `78,8 %`."""
    tenth = valeur.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{format_number(tenth, 0 if tenth == tenth.to_integral_value() else 1)}{NBSP}%"


def signe(montant: Decimal) -> str:
    """Return a change (€) with its sign: `+10 777 €`, `−4 734 €`."""
    return f"{'+' if montant.quantize(UNITE, ROUND_HALF_UP) > 0 else ''}{euros(montant)}"


def evolution(avant: Decimal, apres: Decimal) -> str:
    """Return "en hausse de 10 777 € (+3,2 %)", "en baisse de …", or "inchangé"; no % of nothing."""
    change = (apres - avant).quantize(UNITE, ROUND_HALF_UP)
    if not change:
        return "inchangé"
    ratio = ""
    if avant > 0:
        percent = 100 * (apres - avant) / avant
        ratio = f" ({'+' if percent > 0 else ''}{pourcent(percent)})"
    return f"en {'hausse' if change > 0 else 'baisse'} de {euros(abs(change))}{ratio}"


def liste(mots: Sequence[str], et: str = "et") -> str:
    """Return "A", "A et B", "A, B et C"; `et` may be "ou"."""
    if len(mots) < 2:
        return "".join(mots)
    return f"{', '.join(mots[:-1])} {et} {mots[-1]}"


def compte(combien: int, singulier: str, pluriel: str = "") -> str:
    """Return "1 échéance", "1 200 échéances"; `pluriel` where it is not the singular with an s."""
    words = singulier if combien < 2 else pluriel or f"{singulier}s"
    return f"{combien:,}".replace(",", NNBSP) + f"{NBSP}{words}"


def accorde(combien: Decimal | int, singulier: str, pluriel: str) -> str:
    """Return the word that agrees with `combien`, a count or a sum: the plural begins at two."""
    return singulier if -2 < combien < 2 else pluriel


def soigne(phrase: str) -> str:
    """Return `phrase`, typed with plain spaces and straight apostrophes, as it must be printed."""
    phrase = _AFTER.sub(f"«{NBSP}", _BEFORE.sub(rf"{NBSP}\1", phrase))
    return phrase.replace("'", "’")


def nul(montant: Decimal) -> bool:
    """Say whether `montant` is nothing once told to the euro."""
    return montant.quantize(UNITE, ROUND_HALF_UP) == ZERO


def short(text: str, most: int) -> str:
    """Return `text` on one line, of `most` characters at most, cut between words; its no-break spaces stay."""
    text = _BLANK.sub(" ", text).strip()
    if len(text) <= most:
        return text
    head, _, _ = text[:most].rpartition(" ")
    return f"{(head or text[: most - 1]).rstrip(' ,;:')}…"
