"""Euros as `Decimal`: rounding once, half-up, and the French way to write them.

Typography: groups of three parted by a narrow no-break space (U+202F), a decimal comma, and a no-break space
(U+00A0) before the euro sign.
"""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
NNBSP = "\u202f"
NBSP = "\u00a0"
_SHORT = len("999999.99")


def to_cents(amount: Decimal) -> Decimal:
    """Return `amount` (€) rounded half-up to the cent."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def format_number(amount: Decimal, places: int = 2) -> str:
    """Return `amount` as French readers write it, without a unit: `1 234,56`."""
    text = str(amount)
    if places == 2 and text[-3:-2] == "." and len(text) <= _SHORT and text[0] != "-":  # nearly all: a third of the time
        whole, cents = text[:-3], text[-2:]
        return f"{whole},{cents}" if len(whole) <= 3 else f"{whole[:-3]}{NNBSP}{whole[-3:]},{cents}"
    step = CENT if places == 2 else Decimal(1).scaleb(-places)
    # the format's own rounding is half-even, and would keep the sign of a minus zero
    text = f"{amount.quantize(step, ROUND_HALF_UP) + 0:,f}"
    return text.replace(",", NNBSP).replace(".", ",").replace("-", "\u2212")


def format_euros(amount: Decimal) -> str:
    """Return `amount` (€, at most two decimals) as `1 234,56 €`, unbreakable."""
    return f"{format_number(amount)}{NBSP}€"


def format_rate(rate: Decimal) -> str:
    """Return a yearly `rate` (in %) as `12,40 %`, unbreakable."""
    return f"{format_number(rate)}{NBSP}%"


def format_exact_rate(rate: Decimal) -> str:
    """Return a yearly `rate` (in %) with all its decimals, two at least: whoever recomputes with it needs them."""
    exponent = rate.normalize().as_tuple().exponent
    places = max(2, -exponent if isinstance(exponent, int) else 2)
    return f"{format_number(rate, places)}{NBSP}%"
