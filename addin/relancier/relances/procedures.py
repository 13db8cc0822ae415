"""The ordered levels of each procedure, and which one an échéance follows."""

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
        """Return the level that follows `niveau` (0 for none sent yet) once late; None at the end of the procedure."""
        for one in self.niveaux:
            if one.niveau > niveau and one.delai >= 0:
                return one
        return None

    def before_due(self, niveau: int) -> Niveau | None:
        """Return the courtesy level that follows `niveau` before the échéance; None when there is none."""
        for one in self.niveaux:
            if one.niveau > niveau and one.delai < 0:
                return one
        return None

    def at(self, niveau: int) -> Niveau | None:
        """Return the level numbered `niveau`, None when the procedure has it no more."""
        return next((one for one in self.niveaux if one.niveau == niveau), None)

    @property
    def slowness(self) -> tuple[int, ...]:
        """What ranks procedures, the slowest highest: the delays of their levels."""
        return tuple(one.delai for one in self.niveaux)


@dataclass(frozen=True, slots=True)
class Choix:
    """The procedure that an échéance follows.

    Attributes:
      nom: as it is named; several names when unknown ones compete.
      procedure: None when tblNiveaux does not describe it.
    """

    nom: str
    procedure: Procedure | None


def build(niveaux: Iterable[Niveau]) -> Mapping[str, Procedure]:
    """Return the procedures by their folded name, levels in strict order."""
    groups: dict[str, list[Niveau]] = {}
    for one in niveaux:
        groups.setdefault(fold(one.procedure), []).append(one)
    return {
        name: Procedure(group[0].procedure, tuple(sorted(group, key=lambda one: one.niveau)))
        for name, group in groups.items()
    }


def choose(
    known: Mapping[str, Procedure],
    creancier: Creancier,
    debiteur: Debiteur,
    *,
    factures: Iterable[str] = (),
    segments: Iterable[str] = (),
) -> Choix:
    """Return the procedure to follow: the facture's, else the debtor's, else the segment's, else the creditor's.

    Args:
      factures: the procedures that the facture's rows name; on a tie, the slower one.
      segments: those of the debtor's segments; on a tie, the slower one.
    """
    for names in (factures, (debiteur.procedure,), segments, (creancier.procedure,)):
        named = [name for name in dict.fromkeys(names) if name]
        if not named:
            continue
        unknown = next((name for name in named if fold(name) not in known), None)
        if unknown is not None:
            return Choix(unknown, None)
        slowest = max((known[fold(name)] for name in named), key=lambda one: one.slowness)
        return Choix(slowest.nom, slowest)
    return Choix("", None)


def name_for(debiteur: Debiteur, creancier: Creancier) -> str:
    """Return the procedure that `debiteur` follows: its own, else the creditor's."""
    return debiteur.procedure or creancier.procedure
