"""What an account says once it was lived: its movements, each debt as it stands, and the sums. Used by `decompte`."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.collective import anterieure
from relancier.creances.compte import Compte, Dette, Part, Source
from relancier.creances.interets import INTERETS, Poste, somme
from relancier.creances.portefeuille import Avoir, Reglement
from relancier.creances.releve import (
    DetteArretee,
    Imputation,
    NatureOperation,
    Operation,
    Reste,
    Totaux,
    libelle,
)


def operation(compte: Compte, credit: Source, parts: Sequence[Part], owed: Decimal) -> Operation:
    """Return the movement of `credit`, which took `parts`; `owed` is the principal (€) left after it."""
    nature = NatureOperation.AVOIR if isinstance(credit, Avoir) else NatureOperation.REGLEMENT
    if credit.montant < 0:
        nature = NatureOperation.REJET
    excess = max(ZERO, credit.montant - sum((part.montant for part in parts), ZERO)) if credit.montant > 0 else ZERO
    return Operation(credit.date, nature, libelle(credit), credit.montant, imputations(compte, parts), excess, owed)


def imputations(compte: Compte, parts: Sequence[Part]) -> tuple[Imputation, ...]:
    """Return what `parts` took off each debt, kind by kind."""
    out = []
    for index in dict.fromkeys(part.dette for part in parts):
        one = compte.dettes[index].echeance
        sums = dict.fromkeys(Poste, ZERO)
        for part in parts:
            if part.dette == index:
                sums[part.poste] += part.montant
        out.append(
            Imputation(
                dette=index,
                facture=one.facture,
                echeance=one.echeance,
                interets=sum((sums[poste] for poste in INTERETS), ZERO),
                indemnite=sums[Poste.INDEMNITE],
                principal=sums[Poste.PRINCIPAL],
                capitalises=sums[Poste.CAPITALISES],
                anterieurs=sums[Poste.ANTERIEURS],
            )
        )
    return tuple(out)


def arreter(dette: Dette, parts: Sequence[Part], au: date, opened: date | None) -> DetteArretee:
    """Return `dette` as it stands on `au`; `opened` is when an insolvency procedure opened, None without one."""
    cours = dette.cours
    lowered = [part for part in parts if isinstance(part.source, Avoir)]
    paid = [part for part in parts if not isinstance(part.source, Avoir)]
    return DetteArretee(
        echeance=dette.echeance,
        lignes=cours.lignes,
        avoirs=sum((part.montant for part in lowered), ZERO),
        principal_paye=sum((part.montant for part in paid if part.poste is Poste.PRINCIPAL), ZERO),
        principal=cours.principal,
        interets_produits=somme(cours.lignes),
        interets_payes=sum((part.montant for part in paid if part.poste in INTERETS), ZERO),
        interets=cours.interets,
        indemnite_due=dette.indemnite_due,
        indemnite_payee=dette.indemnite_due - dette.indemnite,
        indemnite=dette.indemnite,
        echue=dette.echeance.echeance <= au,
        anterieure=anterieure(dette.echeance, opened),
    )


def totaux(dettes: Sequence[DetteArretee], compte: Compte, credits: Sequence[Source]) -> Totaux:
    """Return the sums of the account."""
    principal = sum((one.principal for one in dettes), ZERO)
    interest = sum((one.interets for one in dettes), ZERO)
    fees = sum((one.indemnite for one in dettes), ZERO)
    credit = sum((amount for _, amount in compte.credits), ZERO)
    total = principal + interest + fees
    old = [one for one in dettes if one.anterieure]
    return Totaux(
        factures=sum((one.echeance.montant for one in dettes), ZERO),
        avoirs=sum((one.montant for one in credits if isinstance(one, Avoir)), ZERO),
        reglements=sum((one.montant for one in credits if isinstance(one, Reglement)), ZERO),
        interets_produits=sum((one.interets_produits for one in dettes), ZERO),
        indemnites_dues=sum((one.indemnite_due for one in dettes), ZERO),
        principal=principal,
        a_echoir=sum((one.principal for one in dettes if not (one.echue or one.anterieure)), ZERO),
        interets=interest,
        indemnites=fees,
        total=total,
        credit=credit,
        a_payer=total - credit,
        anterieures=Reste(
            sum((one.principal for one in old), ZERO),
            sum((one.interets for one in old), ZERO),
            sum((one.indemnite for one in old), ZERO),
        ),
    )
