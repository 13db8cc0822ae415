"""The rates of the law by semester: ECB refinancing rate and the two rates of legal interest.

The legal rates are those of the half-yearly decree (CMF L313-2, D313-1-A); the ECB rate is that of the main refinancing
operations in force on 1 January and 1 July (C. com. L441-10, II). **Next January's rate: one line at the end of
`LIGNES`.** Nothing is computed or extrapolated: past the last line, the table refuses. The workbook's `tblTaux`
overrides and extends it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from relancier.base.errors import InvalidInput, Lieu
from relancier.droit.semestre import Semestre

__all__ = [
    "MAJORATION_DECISION",
    "Colonne",
    "Semestre",
    "TableDesTaux",
    "Taux",
    "penalite_legale",
    "penalite_publique",
    "plancher_convenu",
]

F783 = "taux légal : service-public.fr, F783 ; BCE : historique des taux directeurs"
ARRETE_2025_S2 = "taux légal : arrêté du 19 juin 2025 (JO du 24 juin 2025) ; BCE : historique des taux directeurs"
ARRETE_2026_S1 = (
    "taux légal : arrêté du 15 décembre 2025 (JO du 26 décembre 2025) ; BCE : historique des taux directeurs"
)
ARRETE_2026_S2 = "taux légal : arrêté du 26 juin 2026 (JO du 30 juin 2026), non lu ; BCE : sources secondaires"
CLASSEUR = "tblTaux du classeur"

# semestre, BCE, légal particuliers, légal professionnels (% l'an), source, vérifié
LIGNES: tuple[tuple[str, str, str, str, str, bool], ...] = (
    ("2015-S1", "0.05", "4.06", "0.93", F783, True),
    ("2015-S2", "0.05", "4.29", "0.99", F783, True),
    ("2016-S1", "0.05", "4.54", "1.01", F783, True),
    ("2016-S2", "0.00", "4.35", "0.93", F783, True),
    ("2017-S1", "0.00", "4.16", "0.90", F783, True),
    ("2017-S2", "0.00", "3.94", "0.90", F783, True),
    ("2018-S1", "0.00", "3.73", "0.89", F783, True),
    ("2018-S2", "0.00", "3.60", "0.88", F783, True),
    ("2019-S1", "0.00", "3.40", "0.86", F783, True),
    ("2019-S2", "0.00", "3.26", "0.87", F783, True),
    ("2020-S1", "0.00", "3.15", "0.87", F783, True),
    ("2020-S2", "0.00", "3.11", "0.84", F783, True),
    ("2021-S1", "0.00", "3.14", "0.79", F783, True),
    ("2021-S2", "0.00", "3.12", "0.76", F783, True),
    ("2022-S1", "0.00", "3.13", "0.76", F783, True),
    ("2022-S2", "0.00", "3.15", "0.77", F783, True),
    ("2023-S1", "2.50", "4.47", "2.06", F783, True),
    ("2023-S2", "4.00", "6.82", "4.22", F783, True),
    ("2024-S1", "4.50", "8.01", "5.07", F783, True),
    ("2024-S2", "4.25", "8.16", "4.92", F783, True),
    ("2025-S1", "3.15", "7.21", "3.71", F783, True),
    ("2025-S2", "2.15", "6.65", "2.76", ARRETE_2025_S2, True),
    ("2026-S1", "2.15", "6.67", "2.62", ARRETE_2026_S1, True),
    ("2026-S2", "2.40", "6.84", "2.75", ARRETE_2026_S2, False),
)

PREMIER = Semestre(2015, 1)  # two legal rates by semester since ordonnance 2014-947; one rate a year before


class Colonne(StrEnum):
    """The three rates of a semester, by their heading in `tblTaux`."""

    BCE = "BCE"
    LEGAL_PARTICULIERS = "Légal particuliers"
    LEGAL_PROFESSIONNELS = "Légal professionnels"


@dataclass(frozen=True, slots=True)
class Taux:
    """The rates of one semester: a line of the table, or a row of `tblTaux`.

    Attributes:
      semestre: the half-year in which they apply.
      bce: main refinancing rate on its first day (% a year); None when the row leaves it empty.
      legal_particuliers: legal interest when the creditor is a natural person outside professional needs (%).
      legal_professionnels: legal interest in all other cases: any business creditor, whoever owes (%).
      source: where the figures were read.
      verifie: the official text, or a page stating it, was read.
    """

    semestre: Semestre
    bce: Decimal | None
    legal_particuliers: Decimal | None
    legal_professionnels: Decimal | None
    source: str = ""
    verifie: bool = False

    def valeur(self, colonne: Colonne) -> Decimal:
        """Return one rate (% a year); InvalidInput "taux-inconnu" when its cell is empty."""
        found = {
            Colonne.BCE: self.bce,
            Colonne.LEGAL_PARTICULIERS: self.legal_particuliers,
            Colonne.LEGAL_PROFESSIONNELS: self.legal_professionnels,
        }[colonne]
        if found is None:
            raise _unknown(self.semestre, colonne)
        return found

    def _overridden(self, row: "Taux") -> "Taux":
        """Return this line as corrected by a row of `tblTaux`; its empty cells leave the figures as they are."""
        merged = Taux(
            self.semestre,
            self.bce if row.bce is None else row.bce,
            self.legal_particuliers if row.legal_particuliers is None else row.legal_particuliers,
            self.legal_professionnels if row.legal_professionnels is None else row.legal_professionnels,
        )
        same = _figures(merged) == _figures(self)
        source = row.source or (self.source if same else CLASSEUR)
        return Taux(*_figures(merged), source, row.verifie or (self.verifie and same))


def _figures(taux: Taux) -> tuple[Semestre, Decimal | None, Decimal | None, Decimal | None]:
    return taux.semestre, taux.bce, taux.legal_particuliers, taux.legal_professionnels


def _unknown(semestre: Semestre, colonne: Colonne | None = None) -> InvalidInput:
    column = f", colonne « {colonne} »" if colonne else ""
    return InvalidInput(
        "taux-inconnu",
        f"Les taux du {semestre.libelle} ne sont pas connus{f' ({colonne})' if colonne else ''}.",
        f"Lisez-les au Journal officiel et à la Banque de France, puis remplissez la table tblTaux,"
        f" ligne « {semestre} »{column} : rien n'est extrapolé.",
        Lieu(feuille="Taux", table="tblTaux", colonne=str(colonne) if colonne else ""),
    )


def _built_in() -> dict[Semestre, Taux]:
    rows = (
        Taux(Semestre.parse(s), Decimal(bce), Decimal(part), Decimal(pro), source, verifie)
        for s, bce, part, pro, source, verifie in LIGNES
    )
    return {row.semestre: row for row in rows}


class TableDesTaux:
    """The built-in lines, corrected and extended by the rows of the workbook's `tblTaux`."""

    __slots__ = ("_lines",)

    def __init__(self, classeur: Iterable[Taux] = ()) -> None:
        """Take `classeur`, the workbook's own rows; of two rows for one semester the later wins."""
        self._lines = _built_in()
        for row in classeur:
            line = self._lines.get(row.semestre, Taux(row.semestre, None, None, None))
            self._lines[row.semestre] = line._overridden(row)

    @property
    def dernier(self) -> Semestre:
        """The last semester of the unbroken run that starts in 2015: past its last day nothing can be computed."""
        last = PREMIER
        while last.suivant in self._lines:
            last = last.suivant
        return last

    def of(self, semestre: Semestre) -> Taux:
        """Return the rates of `semestre`; InvalidInput "taux-inconnu" before 2015-S1 and where no line is known."""
        if semestre < PREMIER:
            raise InvalidInput(
                "taux-inconnu",
                f"Les taux du {semestre.libelle} ne sont pas dans la table : elle commence au {PREMIER.libelle}.",
                "Calculez à part les intérêts courus avant 2015 : le taux légal était alors unique et annuel.",
                Lieu(feuille="Taux", table="tblTaux"),
            )
        line = self._lines.get(semestre)
        if line is None:
            raise _unknown(semestre)
        return line

    def at(self, day: date) -> Taux:
        """Return the rates in force on `day`; raises as `of`."""
        return self.of(Semestre.of(day))

    def __iter__(self) -> Iterator[Taux]:
        return (self._lines[semestre] for semestre in sorted(self._lines))


MAJORATION_PROFESSIONNELLE = Decimal("10.00")  # C. com. L441-10, II
MAJORATION_PUBLIQUE = Decimal("8.00")  # Code de la commande publique, R2192-31
MAJORATION_DECISION = Decimal("5.00")  # CMF L313-3


def penalite_legale(taux: Taux) -> Decimal:
    """Return the default late-payment rate between professionals (%): ECB + 10 points (C. com. L441-10, II)."""
    return taux.valeur(Colonne.BCE) + MAJORATION_PROFESSIONNELLE


def penalite_publique(taux: Taux) -> Decimal:
    """Return the rate that a public buyer owes (%): ECB + 8 points (Code de la commande publique, R2192-31)."""
    return taux.valeur(Colonne.BCE) + MAJORATION_PUBLIQUE


def plancher_convenu(taux: Taux) -> Decimal:
    """Return the floor of an agreed rate (%): three times the legal rate (C. com. L441-10, II).

    It binds agreed rates only: in both semesters of 2024 it stood above the default rate, which it does not lift.
    """
    return 3 * taux.valeur(Colonne.LEGAL_PROFESSIONNELS)
