"""What one letter holds: all that a debtor owes, or one facture, one level, one range of delay (a named setting).

Whatever the setting, what is not due yet is never claimed in the letter of what is late.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from relancier.relances.reglages import ReglagesRelances, Regroupement

if TYPE_CHECKING:
    from relancier.relances.passage import Proposition

A_VENIR = "à venir"


@dataclass(frozen=True, slots=True)
class Groupe:
    """The lines of one letter.

    Attributes:
      nom: what tells it from the debtor's other letters: a facture's number, "niveau 2", "31 à 60 jours",
        "à venir"; "" when it is the only one.
      lignes: oldest first.
    """

    nom: str
    lignes: "tuple[Proposition, ...]"


def repartir(lignes: "Sequence[Proposition]", reglages: ReglagesRelances) -> tuple[Groupe, ...]:
    """Return the letters that one debtor's `lignes`, each with its level, make; no line is lost nor sent twice."""
    groups: dict[str, list[Proposition]] = {}
    for line in sorted(lignes, key=_age):
        groups.setdefault(_name(line, reglages), []).append(line)
    if len(groups) == 1:
        return tuple(Groupe("", tuple(lines)) for lines in groups.values())
    return tuple(Groupe(name, tuple(lines)) for name, lines in groups.items())


def _age(line: "Proposition") -> tuple[object, ...]:
    term = line.etat.echeance
    return term.echeance, term.date, term.facture


def _name(line: "Proposition", reglages: ReglagesRelances) -> str:
    late = line.etat.retard
    if reglages.regroupement is Regroupement.FACTURE:
        # one term of a facture may be late and the next one not
        return line.etat.echeance.facture if late > 0 else f"{line.etat.echeance.facture} {A_VENIR}"
    if late <= 0:
        return A_VENIR
    if reglages.regroupement is Regroupement.NIVEAU:
        return f"niveau {line.niveau.niveau}" if line.niveau else ""
    if reglages.regroupement is Regroupement.RETARD:
        return _range(late, reglages.tranches)
    return ""


def _range(late: int, bounds: Sequence[int]) -> str:
    """Return the range of delay that `late` (days, at least 1) falls in: "1 à 30 jours", "plus de 90 jours"."""
    lowest = 1
    for bound in bounds:
        if late <= bound:
            return f"{lowest} à {bound} jours"
        lowest = bound + 1
    return f"plus de {bounds[-1]} jours"
