"""Which family a debtor belongs to, and why: the first segment all of whose conditions its facts meet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from relancier.base.dates import format_days
from relancier.base.money import NBSP, ZERO, format_euros
from relancier.base.typed import fold
from relancier.creances.comportement import Comportement
from relancier.creances.portefeuille import Debiteur, Segment


@dataclass(frozen=True, slots=True)
class Famille:
    """A debtor's segment.

    Attributes:
      nom: its name; "" when no segment suits.
      raisons: French phrases: the facts that put the debtor there.
      segments: the rows that say what it changes; several when they share a rank, none when no row has that name.
    """

    nom: str = ""
    raisons: tuple[str, ...] = ()
    segments: tuple[Segment, ...] = ()


def famille(debiteur: Debiteur, facts: Comportement, segments: Sequence[Segment]) -> Famille:
    """Return the segment of `debiteur`: the one that the user chose for it, else the first that its facts meet.

    A word of the column Segment that tblSegments does not know is the user's own note, and changes nothing. Segments
    of equal rank that are both met count together: the slower of their procedures is followed.
    """
    named = tuple(one for one in segments if fold(one.nom) == fold(debiteur.segment))
    if debiteur.segment and named:
        return Famille(named[0].nom, ("choisi dans la feuille Débiteurs",), named)
    met = [one for one in segments if all(ok for ok, _ in _conditions(one, debiteur, facts))]
    if not met:
        return Famille()
    rank = min(one.rang for one in met)
    chosen = tuple(one for one in met if one.rang == rank)
    reasons = (reason for one in chosen for _, reason in _conditions(one, debiteur, facts))
    return Famille(" + ".join(one.nom for one in chosen), tuple(dict.fromkeys(reasons)), chosen)


def _conditions(one: Segment, debiteur: Debiteur, facts: Comportement) -> Iterator[tuple[bool, str]]:
    """Yield each condition of the segment: whether it is met, and the fact in French."""
    if one.type is not None:
        yield debiteur.type is one.type, str(debiteur.type)
    if one.strategique is not None:
        yield debiteur.strategique == one.strategique, "stratégique" if debiteur.strategique else "non stratégique"
    if one.du is not None:
        yield facts.echu >= one.du, f"{format_euros(facts.echu)} échus"
    if one.retard is not None:
        yield facts.retard >= one.retard, f"plus vieux retard {format_days(facts.retard)}"
    if one.delai_moyen is not None:
        mean = facts.delai_moyen
        yield mean is not None and mean >= one.delai_moyen, f"paie en moyenne {format_days(mean or 0)} après l'échéance"
    if one.part_en_retard is not None:
        share = facts.part_en_retard
        yield (
            share is not None and share >= one.part_en_retard,
            f"{percent(share or ZERO)} payés tard",
        )
    if one.promesses_rompues is not None:
        count = facts.promesses_rompues
        yield (
            count >= one.promesses_rompues,
            f"{count} promesse{'s' if count > 1 else ''} non tenue{'s' if count > 1 else ''}",
        )


def percent(share: Decimal) -> str:
    """Return a share in %, as French text: "75 %", "12,5 %"."""
    return f"{share.normalize():f}{NBSP}%".replace(".", ",")
