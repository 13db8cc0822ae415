"""An independent reckoning of a workbook, from Code civil 1342-10 and the issue, that shares no code with Relancier.

It works on the rows as the generator knows them (clean values), in whole cents, and in the plainest way: no class,
no shortcut, every rule spelt where it applies.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass
class Term:
    """A row of the Factures sheet: cents; `key` is (debtor, facture, due day)."""

    key: tuple[str, str, date]
    issued: date
    cents: int
    avoirs: int = 0
    paid: int = 0

    @property
    def left(self) -> int:
        return self.cents - self.avoirs - self.paid


@dataclass
class Money:
    """A payment (`kind` "r") or an avoir ("a"); negative cents: a payment sent back; `row` orders them."""

    kind: str
    day: date
    cents: int
    facture: str
    row: int


@dataclass
class Level:
    number: int
    delay: int
    spacing: int
    granted: int
    minimum: int


@dataclass
class Debtor:
    code: str
    terms: list[Term] = field(default_factory=list)
    money: list[Money] = field(default_factory=list)
    sent: dict[tuple[str, str, date], list[tuple[int, date]]] = field(default_factory=dict)
    credit: int = 0


@dataclass
class Letter:
    level: int
    lines: dict[tuple[str, str, date], int]  # term -> its own level
    cents: int


def reckon(debtor: Debtor, day: date) -> None:
    """Set what each term has received by the end of `day`, and the debtor's credit."""
    waiting: list[Money] = []
    events = sorted(
        [(one.day, 1, one.kind == "r", one.cents < 0, not one.facture, one.row, one) for one in debtor.money]
        + [(term.issued, 0, False, False, False, 0, None) for term in debtor.terms],
        key=lambda event: event[:6],
    )
    taken: dict[int, list[tuple[Term, int]]] = {one.row: [] for one in debtor.money}
    for when, *_, one in events:
        if when > day:
            break
        if one is None:
            waiting = _share_again(debtor, waiting, when, taken)
        elif one.cents < 0:
            waiting = _send_back(debtor, one, waiting, taken)
            waiting = _share_again(debtor, waiting, when, taken)
        else:
            rest = one.cents
            if one.facture:
                for term in sorted((t for t in debtor.terms if t.key[1] == one.facture), key=lambda t: t.key[2]):
                    rest -= _put(term, one, min(rest, term.left), taken)
            rest = _share(debtor, one, rest, when, taken)
            if rest:
                waiting.append(Money(one.kind, one.day, rest, one.facture, one.row))
    debtor.credit = sum(one.cents for one in waiting)


def _put(term: Term, one: Money, cents: int, taken: dict[int, list[tuple[Term, int]]]) -> int:
    if one.kind == "a":
        term.avoirs += cents
    else:
        term.paid += cents
    if cents:
        taken[one.row].append((term, cents))
    return cents


def _share_again(
    debtor: Debtor, waiting: list[Money], when: date, taken: dict[int, list[tuple[Term, int]]]
) -> list[Money]:
    still = []
    for one in waiting:
        if rest := _share(debtor, one, one.cents, when, taken):
            still.append(Money(one.kind, one.day, rest, one.facture, one.row))
    return still


def _share(debtor: Debtor, one: Money, cents: int, when: date, taken: dict[int, list[tuple[Term, int]]]) -> int:
    """Due debts, then the oldest; equally old ones in proportion, cents left over to the largest remainders."""
    while cents:
        open_terms = [t for t in debtor.terms if t.issued <= when and t.left > 0]
        if not open_terms:
            break
        first = min((t.key[2] > when, t.key[2], t.issued) for t in open_terms)
        group = [t for t in open_terms if (t.key[2] > when, t.key[2], t.issued) == first]
        total = sum(t.left for t in group)
        part = min(cents, total)
        shares = [part * t.left // total for t in group]
        remainders = [part * t.left % total for t in group]
        for index in sorted(range(len(group)), key=lambda i: (-remainders[i], i))[: part - sum(shares)]:
            shares[index] += 1
        for term, share in zip(group, shares, strict=True):
            _put(term, one, share, taken)
        cents -= part
    return cents


def _send_back(
    debtor: Debtor, back: Money, waiting: list[Money], taken: dict[int, list[tuple[Term, int]]]
) -> list[Money]:
    """The generator only sends back whole payments, each of an amount of its own."""
    origin = next(m for m in debtor.money if m.cents == -back.cents and m.kind == "r" and m.day <= back.day)
    for term, cents in taken.pop(origin.row):
        term.paid -= cents
    taken[origin.row] = []
    return [one for one in waiting if one.row != origin.row]


def letter(debtor: Debtor, levels: list[Level], day: date) -> Letter | None:
    """Return the letter that the debtor must get on `day`, None for none."""
    lines: dict[tuple[str, str, date], Level] = {}
    for term in debtor.terms:
        due = term.key[2]
        if term.issued > day or term.left <= 0 or due >= day:
            continue
        history = debtor.sent.get(term.key, [])
        reached, when = max(history, default=(0, date.min))
        following = [one for one in levels if one.number > reached]
        if not following or day < due + timedelta(days=following[0].delay):
            continue
        if reached:
            granted = next((one.granted for one in levels if one.number == reached), 0)
            if day < when + timedelta(days=following[0].spacing):
                continue
            if granted and day <= when + timedelta(days=granted):
                continue
        lines[term.key] = following[0]
    owed = {term.key: term.left for term in debtor.terms}
    while lines:
        top = max(lines.values(), key=lambda one: one.number)
        total = sum(owed[key] for key in lines)
        if total >= top.minimum:
            return Letter(top.number, {key: one.number for key, one in lines.items()}, total)
        lines = {key: one for key, one in lines.items() if one.number != top.number}
    return None
