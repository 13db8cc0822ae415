"""A second implementation of the décompte, written from the law's facts alone: day by day, in whole cents.

It shares nothing with the engine but the records that go in. Its rates are typed here a second time, from the decrees
and from the days on which the ECB changed its rate; interest is added up one day after another as exact integers, and
is rounded where a line ends. It knows no formula for a period, so it cannot make the engine's mistakes about borders.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from relancier.creances.portefeuille import Avoir, Echeance, Reglement

ONE_DAY = timedelta(days=1)

# the days on which the main refinancing rate changed, in hundredths of a percent
ECB = (
    (date(2014, 9, 10), 5), (date(2016, 3, 16), 0), (date(2022, 7, 27), 50), (date(2022, 9, 14), 125),
    (date(2022, 11, 2), 200), (date(2022, 12, 21), 250), (date(2023, 2, 8), 300), (date(2023, 3, 22), 350),
    (date(2023, 5, 10), 375), (date(2023, 6, 21), 400), (date(2023, 8, 2), 425), (date(2023, 9, 20), 450),
    (date(2024, 6, 12), 425), (date(2024, 9, 18), 365), (date(2024, 10, 23), 340), (date(2024, 12, 18), 315),
    (date(2025, 2, 5), 290), (date(2025, 3, 12), 265), (date(2025, 4, 23), 240), (date(2025, 6, 11), 215),
    (date(2026, 6, 17), 240), (date(2026, 9, 16), 265),
)  # fmt: skip
# legal interest from 2015-S1 on, semester after semester, in hundredths of a percent
LEGAL_PRIVATE = (406, 429, 454, 435, 416, 394, 373, 360, 340, 326, 315, 311, 314, 312, 313, 315, 447, 682, 801, 816,
                 721, 665, 667, 684)  # fmt: skip
LEGAL_BUSINESS = (93, 99, 101, 93, 90, 90, 89, 88, 86, 87, 87, 84, 79, 76, 76, 77, 206, 422, 507, 492, 371, 276, 262,
                  275)  # fmt: skip


def semester(day: date) -> date:
    """The first day of the half-year of `day`."""
    return date(day.year, 1 if day.month < 7 else 7, 1)


def ecb(day: date) -> int:
    """The rate in force on the first day of the half-year of `day`, which holds for all of it."""
    return [rate for since, rate in ECB if since <= semester(day)][-1]


def legal(day: date, private: bool) -> int:
    """The rate of legal interest of the half-year of `day`."""
    rank = (day.year - 2015) * 2 + (day.month > 6)
    return (LEGAL_PRIVATE if private else LEGAL_BUSINESS)[rank]


def months_later(day: date, months: int) -> date:
    """The same date number, or the last day of the month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass
class Rules:
    """What this creditor and this debtor go by.

    `debtor` is "pro", "conso" or "public"; `base` 365, 366 or "exact"; `order` is the letters i(nterest), p(rincipal)
    and f(ee) in the order in which a payment lowers them.
    """

    debtor: str = "pro"
    base: int | str = 365
    order: str = "ipf"
    penalties: bool = True
    fees: bool = True
    notices: dict[str, date] = field(default_factory=dict)
    ruled: date | None = None
    enforceable: date | None = None
    opening: date | None = None
    compound_from: date | None = None
    private_creditor: bool = False
    public_by_semester: bool = False


class Debt:
    """One term. Amounts are in cents; `running` is the open line's interest, in cents × 10 000 × the divisor."""

    def __init__(self, term: Echeance, rules: Rules) -> None:
        self.term, self.rules = term, rules
        self.principal = int(term.montant * 100)
        self.old = self.current = self.compounded = self.fee = self.fee_born = 0
        self.lines: list[tuple[date, date, int, int, int, int]] = []
        self.key: tuple[object, ...] | None = None
        self.running, self.start, self.last = 0, None, None
        self.start_of_years: date | None = None

    def ground(self, day: date) -> tuple[str, date] | None:
        """On what ground interest runs on `day`, and since when; None when it does not."""
        rules, due = self.rules, self.term.echeance
        if rules.opening and self.term.date <= rules.opening <= day:
            return None
        if rules.ruled and day > max(rules.ruled, due):
            return "legal", max(rules.ruled, due) + ONE_DAY
        if rules.penalties and not rules.private_creditor and rules.debtor != "conso":
            if day <= due:
                return None
            if rules.debtor == "public":
                return "public", due + ONE_DAY
            return ("agreed" if self.term.taux is not None else "default"), due + ONE_DAY
        notice = rules.notices.get(self.term.facture, rules.notices.get(""))
        if notice is None or day <= max(notice, due):
            return None
        return "legal", max(notice, due) + ONE_DAY

    def rate(self, day: date, known: date) -> int:
        """The rate borne on `day`, read from the table on the day `known`, in hundredths of a percent."""
        ground = self.ground(day)
        if ground is None:
            return 0
        kind, since = ground
        if kind == "agreed":
            return int(self.term.taux * 100)
        if kind == "default":
            return ecb(known) + 1000
        if kind == "public":
            return ecb(known if self.rules.public_by_semester else min(since, known)) + 800
        five_more = self.rules.ruled and day > self.rules.ruled and day >= months_later(self.rules.enforceable, 2)
        return legal(known, self.rules.private_creditor) + (500 if five_more else 0)

    @property
    def bearing(self) -> int:
        """What bears interest."""
        return self.principal + self.compounded

    def live(self, day: date) -> None:
        """Let the interest of `day` run."""
        ground, owed = self.ground(day), self.bearing
        if ground is None or owed <= 0:
            self.close()
            return
        rate = self.rate(day, day)
        divisor = (366 if day.year % 4 == 0 else 365) if self.rules.base == "exact" else self.rules.base
        follows = ground[0] in {"default", "legal"} or (ground[0] == "public" and self.rules.public_by_semester)
        half = semester(day) if follows else None
        key = (ground[0], owed, rate, divisor, half, day.year if self.rules.base == "exact" else 0)
        if key != self.key:
            self.close()
            self.key, self.start, self.running = key, day, 0
        self.running += owed * rate
        self.last = day

    def close(self) -> None:
        """End the open line: it is rounded here, once, half a cent going up."""
        if self.key is None:
            return
        _, owed, rate, divisor, _, _ = self.key
        exact = Fraction(self.running, 10_000 * divisor)
        amount = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
        self.lines.append((self.start, self.last, owed, rate, divisor, amount))
        if self.rules.compound_from is not None and self.start <= self.year_start():
            self.old += amount
        else:
            self.current += amount
        self.key = None

    def year_start(self) -> date:
        """The day after which years of interest are counted: not before interest runs."""
        first = self.rules.compound_from
        while self.ground(first + ONE_DAY) is None and first < date(2027, 1, 1):
            first += ONE_DAY
        return first

    def turns(self, day: date) -> bool:
        """Whether a year ended the day before."""
        start = self.start_of_years = self.start_of_years or self.year_start()
        years = day.year - start.year
        return day in {months_later(start, 12 * one) + ONE_DAY for one in (years - 1, years) if one >= 0}

    def bears_from(self, day: date) -> bool:
        """Whether any of it bears interest from `day` on, that of a year just ended included."""
        if self.rules.compound_from is None or day <= self.rules.compound_from or not self.turns(day):
            return self.bearing > 0
        return self.bearing > 0 or (self.current > 0 and day > self.start_of_years + ONE_DAY)

    def compound(self, day: date) -> None:
        """After each anniversary, a whole year's unpaid interest is capital."""
        if self.rules.compound_from is None or day <= self.rules.compound_from:
            return
        if not self.turns(day):
            return
        self.close()
        if day > self.start_of_years + ONE_DAY:
            self.compounded, self.current = self.compounded + self.current, 0

    def part(self, letter: str) -> int:
        return {"p": self.principal, "f": self.fee, "i": self.compounded + self.old + self.current}[letter]

    def owed(self, letters: str) -> int:
        return sum(self.part(letter) for letter in letters)

    def pay(self, amount: int, letters: str) -> list[tuple[str, int]]:
        """Take at most `amount` off; return what was taken, field by field."""
        names = {"p": ("principal",), "f": ("fee",), "i": ("compounded", "old", "current")}
        taken = []
        for name in (one for letter in letters for one in names[letter]):
            part = min(amount, getattr(self, name))
            if part:
                setattr(self, name, getattr(self, name) - part)
                taken.append((name, part))
                amount -= part
        return taken


class Account:
    """The debtor's account. `taken` keeps, by credit, what it took off which debt, so that it can be given back."""

    def __init__(self, terms: list[Echeance], rules: Rules) -> None:
        self.rules = rules
        self.debts = [
            Debt(one, rules) for one in sorted(terms, key=lambda t: (t.echeance, t.date, t.facture, t.montant))
        ]
        self.received: list[Reglement] = []
        self.taken: list[tuple[Avoir | Reglement, Debt | None, str, int]] = []  # no debt: the credit is waiting

    def fees(self, morning: date) -> None:
        """Forty euros for a facture of which a term stayed unpaid past its day; once."""
        if not self.rules.fees or self.rules.private_creditor or self.rules.debtor == "conso":
            return
        for debt in self.debts:
            term, opening = debt.term, self.rules.opening
            if term.date > morning or term.echeance >= morning or debt.principal <= 0:
                continue
            barred = opening is not None and term.date <= opening <= term.echeance
            if barred or any(one.fee_born for one in self.debts if one.term.facture == term.facture):
                continue
            debt.fee = debt.fee_born = 4000

    def letters(self, credit: Avoir | Reglement) -> str:
        return "p" if isinstance(credit, Avoir) else self.rules.order

    def ranks(self, day: date) -> list[list[Debt]]:
        """Due debts, then the dearest, then the oldest; those alike share in proportion."""
        groups: dict[tuple[object, ...], list[Debt]] = {}
        for debt in self.debts:
            if debt.term.date <= day:
                dear = (
                    debt.rate(day + ONE_DAY, day) if debt.bears_from(day + ONE_DAY) else 0
                )  # what bears nothing costs nothing
                key = (debt.term.echeance > day, -dear, debt.term.echeance, debt.term.date)
                groups.setdefault(key, []).append(debt)
        return [groups[key] for key in sorted(groups)]

    def give(self, credit: Avoir | Reglement, amount: int, day: date) -> None:
        letters = self.letters(credit)
        for debt in self.debts:
            if amount and credit.facture and debt.term.facture == credit.facture:
                amount -= self.share_out(credit, [debt], amount, letters)
        opening = self.rules.opening
        for ranked in self.ranks(day):
            group = ranked
            if opening and isinstance(credit, Reglement) and credit.date >= opening:
                # what came in from the opening on cannot have paid what was owed before it
                group = [debt for debt in ranked if debt.term.date > opening]
            if amount and group:
                amount -= self.share_out(credit, group, amount, letters)
        if amount:
            self.taken.append((credit, None, "", amount))

    def share_out(self, credit: Avoir | Reglement, group: list[Debt], amount: int, letters: str) -> int:
        for debt in group:
            debt.close()
        weights = [debt.owed(letters) for debt in group]
        total = min(amount, sum(weights))
        for debt, share in zip(group, shares(total, weights), strict=True):
            self.taken += [(credit, debt, name, part) for name, part in debt.pay(share, letters)]
        return total

    def spend_waiting(self, day: date) -> None:
        waiting = [(one[0], one[3]) for one in self.taken if one[1] is None]
        self.taken = [one for one in self.taken if one[1] is not None]
        for credit, amount in waiting:
            self.give(credit, amount, day)

    def net(self, credit: Reglement) -> int:
        return sum(part for one, _, _, part in self.taken if one is credit)

    def reject(self, back: Reglement) -> None:
        """Undo the last payment alike in amount and facture, else the last ones that it can be, backwards."""
        payments = [one for one in self.received if self.net(one)][::-1]
        alike = [one for one in payments if one.montant == -back.montant]
        best = [one for one in alike if one.facture == back.facture]
        best = best or [one for one in alike if not one.facture or not back.facture]
        left = int(-back.montant * 100)
        for one in best[:1]:
            left -= self.undo(one, left, {debt.term.facture for debt in self.debts} | {""})
        for one in payments:
            if one.facture == back.facture or not back.facture:
                left -= self.undo(one, left, {debt.term.facture for debt in self.debts} | {""})
            else:
                left -= self.undo(one, left, {back.facture} if one.facture else {back.facture, ""})
        if left:
            raise ValueError("rejet-sans-reglement")

    def undo(self, payment: Reglement, limit: int, where: set[str]) -> int:
        """Give back at most `limit` of what `payment` did, backwards, on the factures of `where` ("": what waits)."""
        done = 0
        for rank in range(len(self.taken) - 1, -1, -1):
            credit, debt, name, part = self.taken[rank]
            allowed = credit is payment and (debt.term.facture if debt else "") in where
            share = min(part, limit - done) if allowed else 0
            if debt is not None and share:
                debt.close()
                setattr(debt, name, getattr(debt, name) + share)
            self.taken[rank] = (credit, debt, name, part - share)
            done += share
        self.taken = [one for one in self.taken if one[3]]
        return done


def cents(amount: int) -> Fraction:
    return Fraction(amount, 100)


def shares(amount: int, weights: list[int]) -> list[int]:
    """Share `amount` in proportion; the cents left over go to the largest remainders, the first ones when alike."""
    whole = sum(weights)
    if not whole:
        return [0 for _ in weights]
    out = [amount * weight // whole for weight in weights]
    rest = sorted(range(len(weights)), key=lambda i: (-(amount * weights[i] % whole), i))
    for rank in rest[: amount - sum(out)]:
        out[rank] += 1
    return out


def credit_order(one: Avoir | Reglement) -> tuple[object, ...]:
    """On one day: avoirs, payments, rejections; those that name a facture first; the larger first."""
    payment = isinstance(one, Reglement)
    label = one.reference if payment else one.numero
    return one.date, payment, one.montant < 0, not one.facture, one.facture, -one.montant, label


def second(terms: list[Echeance], credits: list[Avoir | Reglement], au: date, rules: Rules) -> Account:
    """Live the account from its first facture to the end of `au`."""
    account = Account([one for one in terms if one.date <= au], rules)
    known = sorted((one for one in credits if one.date <= au), key=credit_order)
    day = min((min(one.date, one.echeance) for one in terms), default=au)
    while day <= au:
        account.fees(day)
        if any(debt.term.date == day for debt in account.debts):
            account.spend_waiting(day)
        today = [one for one in known if one.date == day]
        for one in today:
            if isinstance(one, Avoir):
                account.give(one, int(one.montant * 100), day)  # before the day's interest runs
        for debt in account.debts:
            debt.live(day)
            debt.compound(day + ONE_DAY)  # at the end of the year, before a payment of that day
        for one in today:
            if isinstance(one, Reglement) and one.montant > 0:
                account.received.append(one)
                account.give(one, int(one.montant * 100), day)
            elif isinstance(one, Reglement):
                account.reject(one)
                account.spend_waiting(day)
        day += ONE_DAY
    account.fees(au)
    for debt in account.debts:
        debt.close()
    return account
