"""What had gone out before 30 November 2026: letters sent by hand at each month's end, one level at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from relancier.classeur.schema import RELANCES

from workbook.exemple_cas import ECHEANCIER, RELANCE_RECENTE, SUSPENSIONS
from workbook.exemple_procedures import TOUTES
from workbook.exemple_types import Facture, Reglement, jour
from workbook.feuilles import Ligne, Valeur

PASSAGES = (
    jour(3, 31),
    jour(4, 30),
    jour(5, 29),
    jour(6, 30),
    jour(7, 31),
    jour(8, 31),
    jour(9, 30),
    jour(10, 30),
    RELANCE_RECENTE,
)
CHASED_LATELY = "CL039"


@dataclass(frozen=True, slots=True)
class _Etape:
    niveau: int
    delai: int
    ecart: int
    canal: str
    modele: str
    accorde: int
    minimum: Decimal


@dataclass(frozen=True, slots=True)
class Terme:
    """An échéance as history needs it; `procedure` "" means Standard."""

    facture: Facture
    numero: str
    echeance: date
    montant: Decimal
    procedure: str
    collective: date | None


def lignes(termes: list[Terme], reglements: list[Reglement]) -> list[Ligne]:
    """Return the rows of `tblRelances`, oldest first."""
    etapes = _etapes()
    sent: dict[tuple[str, date], list[date]] = {}
    rows: list[Ligne] = []
    for passage in PASSAGES:
        letters = 0
        for terme in _chaseable(termes, passage):
            levels = etapes[terme.procedure or "Standard"]
            previous = sent.setdefault((terme.numero, terme.echeance), [])
            regle = _paid(terme, reglements, passage)
            if len(previous) < len(levels) and _is_due(levels[len(previous)], terme, previous, regle, passage):
                letters += 1
                rows.append(_row(levels[len(previous)], terme, regle, passage, letters))
                previous.append(passage)
    return rows


def _etapes() -> Mapping[str, list[_Etape]]:
    steps: dict[str, list[_Etape]] = {}
    for procedure, niveau, delai, ecart, canal, modele, _ton, accorde, minimum in TOUTES:
        step = _Etape(niveau, delai, ecart or 0, canal, modele, accorde or 0, minimum)  # type: ignore[arg-type]
        steps.setdefault(str(procedure), []).append(step)
    return steps


def _chaseable(termes: list[Terme], passage: date) -> Iterator[Terme]:
    """Yield the échéances past due that no suspension, plan or insolvency then covered."""
    for terme in termes:
        code, rang = terme.facture.code, terme.facture.rang
        if terme.echeance >= passage or (passage == RELANCE_RECENTE and code != CHASED_LATELY):
            continue
        held = any(
            s.code == code and s.rang in {"", rang} and s.du <= passage and (s.au is None or passage <= s.au)
            for s in SUSPENSIONS
        )
        planned = code == ECHEANCIER[2] and passage >= ECHEANCIER[3]
        insolvent = terme.collective is not None and passage >= terme.collective
        if not (held or planned or insolvent):
            yield terme


def _paid(terme: Terme, reglements: list[Reglement], passage: date) -> Decimal:
    """What the payments that name this facture had paid of this term: earlier terms are paid first."""
    facture = terme.facture
    left = sum(
        (r.montant for r in reglements if (r.code, r.rang) == (facture.code, facture.rang) and r.date <= passage),
        Decimal(0),
    )
    for echeance, montant in facture.termes:
        if echeance == terme.echeance:
            return min(left, montant)
        left -= min(left, montant)
    return left


def _is_due(step: _Etape, terme: Terme, previous: list[date], regle: Decimal, passage: date) -> bool:
    late = passage - terme.echeance
    rested = not previous or passage - previous[-1] >= timedelta(days=step.ecart)
    return late >= timedelta(days=step.delai) and rested and terme.montant - regle >= step.minimum


def _row(step: _Etape, terme: Terme, regle: Decimal, passage: date, rank: int) -> Ligne:
    """Write a line; those letters claimed the principal alone, so neither interest nor indemnity."""
    recorded = step.canal == "LRAR"
    cells: dict[str, Valeur] = {
        "Id": f"P{passage:%Y-%m-%d}-{rank:03}",
        "Passage": f"P{passage:%Y-%m-%d}",
        "Date": passage,
        "Code débiteur": terme.facture.code,
        "Numéro facture": terme.numero,
        "Échéance": terme.echeance,
        "Niveau": step.niveau,
        "Canal": step.canal,
        "Modèle": step.modele,
        "Montant TTC": terme.montant,
        "Réglé": regle,
        "Reste dû": terme.montant - regle,
        "Intérêts": Decimal("0.00"),
        "Indemnité": Decimal("0.00"),
        "Numéro recommandé": f"2C 000 {int(terme.facture.code[2:]):03} {passage:%m%d} 4" if recorded else "",
        "Déposé le": passage if recorded else None,
        "Reçu le": passage + timedelta(days=4) if recorded else None,
        "Statut": "envoyée",
        "Délai accordé": step.accorde,
    }
    return [cells.get(name) for name in RELANCES.names]
