"""The cash to expect, week by week: from échéances, promises and plans, each euro once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from relancier.base.money import ZERO
from relancier.creances.plans import running
from relancier.creances.plans_pointes import pointages
from relancier.creances.portefeuille import NatureSuspension
from relancier.creances.situation import Etat
from relancier.pilotage.contexte import Contexte
from relancier.relances.faits import Faits
from relancier.relances.obstacles import stayed_by_insolvency
from relancier.relances.promesses import is_about, last_day

SEMAINES = 13

HYPOTHESE = (
    "Chaque somme est attendue une seule fois : à la date de sa mensualité si un échéancier la couvre, sinon à celle "
    "de la promesse, sinon à son échéance. Les sommes déjà échues sans promesse ni échéancier, les mensualités en "
    "retard, les sommes contestées ou prises dans une procédure collective ne sont pas comptées : personne n'a dit "
    "quand elles seront payées. Rien ne suppose que les échéances à venir seront payées en retard."
)


@dataclass(frozen=True, slots=True)
class Semaine:
    """What is expected from `du` to `au`, both included (Monday to Sunday; the first begins the day after `arrete`).

    Attributes:
      echeances, promesses, plans: € expected, by what they rest on.
    """

    du: date
    au: date
    echeances: Decimal
    promesses: Decimal
    plans: Decimal

    @property
    def total(self) -> Decimal:
        """Their sum (€)."""
        return self.echeances + self.promesses + self.plans


class Motif(StrEnum):
    """Why nobody knows when a sum will be paid, as an adjective of "euros"."""

    RETARD = "déjà en retard"
    CONTESTE = "contestés"
    COLLECTIVE = "pris dans une procédure collective"


@dataclass(frozen=True, slots=True)
class Previsions:
    """The expected cash: its parts sum to all that is owed, what a plan covers being the rest of its instalments.

    Attributes:
      semaines: thirteen weeks.
      au_dela: € expected later.
      incertain: € owed of which no day is known, by reason; the reasons that there are, in order.
      hypothese: what the figures rest on, in French.
    """

    semaines: tuple[Semaine, ...]
    au_dela: Decimal
    incertain: Mapping[Motif, Decimal]
    hypothese: str = HYPOTHESE

    @property
    def sans_date(self) -> Decimal:
        """What is owed of which no day is known (€)."""
        return sum(self.incertain.values(), ZERO)

    @property
    def attendu(self) -> Decimal:
        """What the thirteen weeks should bring (€)."""
        return sum((one.total for one in self.semaines), ZERO)


class Source(StrEnum):
    """What an expected sum rests on."""

    ECHEANCE = "échéance"
    PROMESSE = "promesse"
    PLAN = "échéancier"


@dataclass(frozen=True, slots=True)
class Attendu:
    """A sum (€) and the day on which it is expected, or why no day is known."""

    montant: Decimal
    le: date | Motif
    source: Source


def previsions(contexte: Contexte) -> Previsions:
    """Return the cash expected from the day after that of `contexte`."""
    day = contexte.vue.jour
    days = tuple(_weeks(day))
    sums = [dict.fromkeys(Source, ZERO) for _ in days]
    beyond = ZERO
    undated = dict.fromkeys(Motif, ZERO)
    for one in (*_plans(contexte), *_terms(contexte)):
        if isinstance(one.le, Motif):
            undated[one.le] += one.montant
        elif one.le > days[-1][1]:
            beyond += one.montant
        else:
            # the first week may be short: weeks are told by their Mondays
            sums[(_monday(one.le) - _monday(days[0][0])).days // 7][one.source] += one.montant
    weeks = (
        Semaine(du, au, found[Source.ECHEANCE], found[Source.PROMESSE], found[Source.PLAN])
        for (du, au), found in zip(days, sums, strict=True)
    )
    return Previsions(tuple(weeks), beyond, {why: amount for why, amount in undated.items() if amount})


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weeks(day: date) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of each week; the first week is what is left of the one that runs."""
    first = day + timedelta(days=1)
    for _ in range(SEMAINES):
        last = first + timedelta(days=6 - first.weekday())
        yield first, last
        first = last + timedelta(days=1)


def _plans(contexte: Contexte) -> Iterator[Attendu]:
    """Yield what is left of the instalments of each plan that runs; no day for those that are late."""
    vue = contexte.vue
    for code, mine in pointages(vue.portefeuille, vue.jour).items():
        opened = vue.portefeuille.debiteurs[code].procedure_collective
        stopped = opened is not None and opened <= vue.jour
        rules = {plan.cle for plan in running(contexte.faits(code).plans, vue.jour)}
        for plan in mine:
            for one in plan.mensualites if plan.plan.cle in rules else ():
                if one.reste > 0:
                    due = one.mensualite.date
                    yield Attendu(one.reste, Motif.COLLECTIVE if stopped else _to_come(due, vue.jour), Source.PLAN)


def _to_come(due: date, day: date) -> date | Motif:
    """Return when a sum due on `due` is expected: that of the day itself the next day, none once it is late."""
    if due < day:
        return Motif.RETARD
    return max(due, day + timedelta(days=1))


def _terms(contexte: Contexte) -> Iterator[Attendu]:
    """Yield what is left of each échéance that no running plan covers, its contested part apart."""
    day = contexte.vue.jour
    for one in contexte.ouvertes():
        etat = one.etat
        faits = contexte.faits(etat.echeance.debiteur)
        if faits.plans and any(plan.couvre(etat.echeance) for plan in running(faits.plans, day)):
            continue
        disputed = contexte.conteste(etat.echeance)
        if disputed:
            yield Attendu(disputed, Motif.CONTESTE, Source.ECHEANCE)
        if etat.reste_du > disputed:
            yield _of_term(etat, etat.reste_du - disputed, faits, day)


def _of_term(etat: Etat, montant: Decimal, faits: Faits, day: date) -> Attendu:
    if stayed_by_insolvency(faits, etat.echeance, day):
        return Attendu(montant, Motif.COLLECTIVE, Source.ECHEANCE)
    promised = [
        one.au
        for one in faits.suspensions
        if one.nature is NatureSuspension.PROMESSE
        and one.au is not None
        and is_about(one, etat.echeance, faits.grace)
        and (last_day(one, faits.grace) or one.au) >= day
    ]
    if promised:
        # in its days of grace it is expected at once
        return Attendu(montant, max(*promised, day + timedelta(days=1)), Source.PROMESSE)
    return Attendu(montant, _to_come(etat.echeance.echeance, day), Source.ECHEANCE)
