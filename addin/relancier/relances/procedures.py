"""The ordered levels of each procedure, and which one a debtor follows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from relancier.base.typed import fold
from relancier.creances.portefeuille import Creancier, Debiteur, Niveau


@dataclass(frozen=True, slots=True)
class Procedure:
    """An escalation.

    Attributes:
      nom: as the workbook spells it.
      niveaux: its levels, lowest first.
    """

    nom: str
    niveaux: tuple[Niveau, ...]

    def after(self, niveau: int) -> Niveau | None:
        """Return the level that follows `niveau` (0 for none sent yet); None at the end of the procedure."""
        return next((one for one in self.niveaux if one.niveau > niveau), None)

    def at(self, niveau: int) -> Niveau | None:
        """Return the level numbered `niveau`, None when the procedure has it no more."""
        return next((one for one in self.niveaux if one.niveau == niveau), None)


def build(niveaux: Iterable[Niveau]) -> Mapping[str, Procedure]:
    """Return the procedures by their folded name, levels in strict order."""
    groups: dict[str, list[Niveau]] = {}
    for one in niveaux:
        groups.setdefault(fold(one.procedure), []).append(one)
    return {
        name: Procedure(group[0].procedure, tuple(sorted(group, key=lambda one: one.niveau)))
        for name, group in groups.items()
    }


def name_for(debiteur: Debiteur, creancier: Creancier) -> str:
    """Return the procedure that `debiteur` follows: its own, else the creditor's."""
    return debiteur.procedure or creancier.procedure
