"""Plans with visible figures, and their documents made with the shipped templates."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from relancier.base.money import ZERO, to_cents
from relancier.creances.portefeuille import (
    Adresse,
    Creancier,
    Debiteur,
    Echeancier,
    Mensualite,
    Reglement,
    TypeDebiteur,
)
from relancier.creances.releve import Reste
from relancier.documents.catalog import Catalog
from relancier.documents.echeancier import courriers, suites
from relancier.documents.echeancier.accord import Accord, DetteCouverte
from relancier.documents.echeancier.compose import Ecrit, Redige, compose, modele
from relancier.documents.echeancier.protocole import protocole
from relancier.echeancier.modes import ModeInterets

D = Decimal
JOUR = date(2026, 11, 30)
SIGNE = date(2026, 12, 4)
CREANCIER = Creancier(
    nom="Atelier du Rhône",
    forme_juridique="SARL",
    capital="50 000",
    siren="732829320",
    rcs="Lyon",
    tva="FR44732829320",
    adresse=Adresse("12 quai Rambaud", "", "69002", "Lyon"),
    telephone="04 72 00 00 00",
    email="compta@atelier.example",
    iban="FR7630006000011234567890189",
    bic="AGRIFRPP",
    titulaire="Atelier du Rhône",
    signataire="Claire Morel",
    qualite="gérante",
    lieu="Lyon",
)
PRO = Debiteur(
    "CL042",
    "Dupont & Fils",
    TypeDebiteur.PROFESSIONNEL,
    forme_juridique="SAS",
    adresse=Adresse("3 rue de la Gare", "Bâtiment B", "69400", "Villefranche-sur-Saône"),
    siren="552100554",
    rcs="Villefranche-Tarare",
)
CONSO = Debiteur(
    "CL007",
    "Hélène Martin",
    TypeDebiteur.CONSOMMATEUR,
    civilite="Madame",
    adresse=Adresse("8 rue Bel-Air", "", "69006", "Lyon"),
)
PUBLIC = Debiteur(
    "CL090",
    "Commune de Givors",
    TypeDebiteur.PUBLIC,
    forme_juridique="Commune",
    adresse=Adresse("Place Camille-Vallin", "", "69700", "Givors"),
    siren="216900915",
)
DETTES = (
    DetteCouverte("FA-101", date(2026, 7, 31), date(2026, 8, 31), D("9000.00"), D("9000.00"), D("278.34"), D("40.00")),
    DetteCouverte("FA-102", date(2026, 8, 31), date(2026, 9, 30), D("4000.00"), D("2906.43"), D("80.90"), D("40.00")),
)  # 11 906.43 + 359.24 + 80.00 = 12 345.67


def mensualites(
    total: Decimal, nombre: int, apport: Decimal = ZERO, interets: Decimal = ZERO
) -> tuple[Mensualite, ...]:
    """Return the apport, if any, and `nombre` instalments a month from 5 January 2027; the last takes the cents."""
    each, share = to_cents((total - apport) / nombre), to_cents(interets / nombre)
    rows = [Mensualite("EC-1", 1, SIGNE, apport, ZERO)] if apport else []
    left, left_interest = total - apport, interets
    for rank in range(1, nombre + 1):
        amount, part = (each, share) if rank < nombre else (left, left_interest)
        left, left_interest = left - amount, left_interest - part
        day = date(2027 + (rank - 1) // 12, (rank - 1) % 12 + 1, 5)
        rows.append(Mensualite("EC-1", 1, day, amount, ZERO, rang=rank, interets=part))
    return tuple(rows)


def accord(
    debiteur: Debiteur = PRO,
    *,
    nombre: int = 6,
    apport: str = "0.00",
    mode: ModeInterets = ModeInterets.COURUS,
    convenus: str = "0.00",
    delai: int | None = 15,
    statut: str = "proposé",
    dettes: Sequence[DetteCouverte] = DETTES,
    **autres: object,
) -> Accord:
    """Return a plan; a consumer owes no indemnity; waived interest and agreed interest follow `mode`."""
    if debiteur.type is TypeDebiteur.CONSOMMATEUR:
        dettes = [replace(one, indemnite=ZERO) for one in dettes]
    owed = sum((one.principal + one.interets + one.indemnite for one in dettes), ZERO)
    waived = sum((one.interets for one in dettes), ZERO) if mode is ModeInterets.ABANDONNES else ZERO
    total = owed - waived + D(convenus)
    accrued = sum((one.interets for one in dettes), ZERO) - waived
    plan = Echeancier(
        "EC-1",
        1,
        debiteur.code,
        SIGNE,
        total,
        statut,
        arrete=JOUR,
        delai=delai,
        taux=D("5.00") if mode is ModeInterets.SUR_LA_DUREE else None,
    )
    rows = mensualites(total, nombre, D(apport), accrued + D(convenus))
    return Accord(CREANCIER, debiteur, plan, rows, tuple(dettes), mode, waived, **autres)  # type: ignore[arg-type]


def recus(plan: Accord, nombre: int) -> list[Reglement]:
    """Return the payments of the first instalments, each on its day."""
    code = plan.debiteur.code
    return [
        Reglement(code, one.date, one.montant, mode="virement", reference=f"VIR {one.rang}")
        for one in plan.mensualites[:nombre]
    ]


def tous(plan: Accord) -> dict[str, Ecrit]:
    """Return each document of `plan`, by the name of its template."""
    signed = replace(plan, plan=replace(plan.plan, statut="en cours"))
    third = replace(plan.mensualites[2], regle=D("57.61"))
    left = sum((one.montant for one in plan.mensualites[2:]), ZERO) - D("57.61")
    notice = (date(2027, 3, 10), date(2027, 3, 25))
    owed = Reste(D("7900.00"), D("512.40"), ZERO if plan.debiteur.type is TypeDebiteur.CONSOMMATEUR else D("80.00"))
    one = [
        protocole(plan, JOUR),
        courriers.confirmation(plan, JOUR, entretien=date(2026, 11, 27), retour_avant=date(2026, 12, 11)),
        courriers.promesse(
            plan.creancier,
            plan.debiteur,
            D("2906.43"),
            date(2026, 12, 15),
            JOUR,
            dettes=plan.dettes[1:],
            entretien=JOUR,
        ),
        courriers.rappel(signed, third, left, date(2027, 2, 26)),
        suites.mise_en_demeure(signed, [third], left, notice[0], notice[1]),
        suites.decheance(signed, [third], owed, recus(signed, 2), date(2027, 3, 29), notice=notice),
        courriers.quittance(signed, recus(signed, len(signed.mensualites)), date(2027, 6, 8)),
    ]
    return {document.modele: document for document in one}


@cache
def _catalog() -> Catalog:
    return Catalog()


def rediger(ecrit: Ecrit, dossier: Path) -> Redige:
    """Write `ecrit` with the shipped template."""
    return compose(ecrit, modele(ecrit, _catalog()), dossier)


def texte(ecrit: Ecrit) -> str:
    """What `ecrit` says, with plain spaces and apostrophes."""
    one = ecrit.contexte
    fields = {name: getattr(one, name) for name in type(one).__dataclass_fields__}
    said = modele(ecrit, _catalog()).render(fields).text
    return re.sub("[\u00a0\u202f]", " ", said).replace("’", "'")
