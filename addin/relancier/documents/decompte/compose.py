"""From the décompte's figures to all that its document may say: figures become French text here."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from relancier.base.dates import format_long, format_short
from relancier.base.money import NBSP, ZERO, format_euros, format_exact_rate, format_number
from relancier.creances.interets import Ligne
from relancier.creances.portefeuille import Creancier
from relancier.creances.releve import Decompte, DetteArretee, Imputation, NatureOperation, Operation
from relancier.documents.decompte.context import (
    DecompteImprime,
    DetailInterets,
    EcheanceImprimee,
    LigneInterets,
    MouvementImprime,
    Partie,
    Recapitulatif,
)
from relancier.documents.parties import expediteur, identite_creancier, identite_debiteur
from relancier.documents.words import spell_euros

NONE = "–"
NOTHING = ("", "", "", "")


def compose(decompte: Decompte, creancier: Creancier, etabli_le: date) -> DecompteImprime:
    """Return what the document of `decompte` says.

    Args:
      decompte: the engine's statement.
      creancier: whose claim it is.
      etabli_le: the day on which the document is made and signed.
    """
    sender = expediteur(creancier)
    return DecompteImprime(
        creancier=Partie(*identite_creancier(creancier)),
        debiteur=Partie(*identite_debiteur(decompte.debiteur)),
        contact=sender.contact,
        mentions=sender.mentions,
        signataire=creancier.signataire,
        qualite=creancier.qualite,
        reference=decompte.debiteur.code,
        arrete_au=format_long(decompte.au),
        lieu=creancier.lieu or creancier.adresse.ville,
        date=format_long(etabli_le),
        recapitulatif=_summary(decompte),
        echeances=tuple(_echeance(one) for one in decompte.dettes),
        totaux=_total_row(decompte),
        details=tuple(_detail(one) for one in decompte.dettes if one.lignes),
        total_interets=format_euros(decompte.totaux.interets_produits),
        mouvements=tuple(row for one in decompte.operations for row in _movement(one)),
        conventions=tuple(map(_set, decompte.conventions)),
        remarques=tuple(map(_set, decompte.remarques)),
        a_confirmer=not decompte.verifie,
    )


def _summary(decompte: Decompte) -> Recapitulatif:
    sums, day = decompte.totaux, format_long(decompte.au)
    held = sums.solde_en_faveur_du_debiteur
    shown = held or sums.exigible
    count = len(decompte.dettes)
    return Recapitulatif(
        nombre=f"{count}{NBSP}échéance{'s' if count > 1 else ''}",
        factures=format_euros(sums.factures),
        interets_produits=format_euros(sums.interets_produits),
        indemnites_nees=format_euros(sums.indemnites_dues),
        avoirs=_off(sums.avoirs),
        reglements=_off(sums.reglements),
        solde=format_euros(sums.a_payer),
        titre_reste="Ce qui reste dû, hors dettes à déclarer" if decompte.declaration else "Ce qui reste dû",
        principal_echu=format_euros(sums.reclamable.principal),
        interets=format_euros(sums.reclamable.interets),
        indemnites=format_euros(sums.reclamable.indemnites),
        credit=_off(sums.credit - (sums.anterieures.total - sums.a_declarer)),  # the rest is taken off what is declared
        titre_total=f"{'Solde en faveur du débiteur' if held else 'Total exigible'} au {day}",
        total=format_euros(shown),
        total_en_lettres=spell_euros(shown),
        a_echoir=_or_none(sums.a_echoir),
        **_declared(decompte),
    )


def _declared(decompte: Decompte) -> dict[str, str]:
    due, old = decompte.declaration, decompte.totaux.anterieures
    if due is None:
        return {}
    parts = [("principal", old.principal), ("intérêts", old.interets), ("indemnités", old.indemnites)]
    if due.montant != old.total:
        parts.append(("crédit gardé pour le débiteur", due.montant - old.total))
    return {
        "a_declarer": format_euros(due.montant),
        "a_declarer_en_lettres": spell_euros(due.montant),
        "detail_a_declarer": ", ".join(f"{name} {format_euros(amount)}" for name, amount in parts if amount),
        "ouverture": format_long(due.ouverture),
        "dernier_jour": format_long(due.delai.dernier_jour),
    }


def _echeance(one: DetteArretee) -> EcheanceImprimee:
    return EcheanceImprimee(
        facture=one.echeance.facture,
        date=format_short(one.echeance.date),
        echeance=format_short(one.echeance.echeance),
        montant_ttc=format_euros(one.echeance.montant),
        avoirs=_or_none(one.avoirs),
        regle=_or_none(one.principal_paye),
        principal=_or_none(one.principal),
        interets=_or_none(one.interets),
        indemnite=_or_none(one.indemnite),
        total=format_euros(one.total),
        note="à déclarer" if one.anterieure and one.total else "" if one.echue else "à échoir",
    )


def _total_row(decompte: Decompte) -> EcheanceImprimee:
    sums, debts = decompte.totaux, decompte.dettes
    return EcheanceImprimee(
        facture="Total",
        date="",
        echeance="",
        montant_ttc=format_euros(sums.factures),
        avoirs=_or_none(sum((one.avoirs for one in debts), ZERO)),
        regle=_or_none(sum((one.principal_paye for one in debts), ZERO)),
        principal=_or_none(sums.principal),
        interets=_or_none(sums.interets),
        indemnite=_or_none(sums.indemnites),
        total=format_euros(sums.total),
        note="",
    )


def _detail(one: DetteArretee) -> DetailInterets:
    paid = one.interets_payes
    return DetailInterets(
        titre=f"Facture {one.echeance.facture}, échéance du {format_short(one.echeance.echeance)}",
        regime=", puis ".join(dict.fromkeys(str(line.regime) for line in one.lignes)),
        lignes=tuple(_line(line) for line in one.lignes),
        resume=f"dont {format_euros(paid)} payés et {format_euros(one.interets)} restant dus" if paid else "",
        total=format_euros(one.interets_produits),
    )


def _line(one: Ligne) -> LigneInterets:
    doubt = "" if one.verifie else " – taux à confirmer"
    return LigneInterets(
        du=format_short(one.du),
        au=format_short(one.au),
        jours=format_number(Decimal(one.jours), 0),
        base=format_euros(one.base_principal),
        taux=format_exact_rate(one.taux),
        diviseur=str(one.diviseur),
        source=_set(one.source + doubt),
        montant=format_euros(one.montant),
    )


def _movement(one: Operation) -> Iterator[MouvementImprime]:
    rows = [_imputed(part, one.nature) for part in one.imputations]
    kept = f"{format_euros(one.excedent)} sans dette à régler ce jour-là, gardés au crédit du débiteur"
    if one.excedent:
        rows.append((kept, NONE, NONE, NONE))
    if not rows:
        rows = [NOTHING]
    for rank, (target, interest, fee, principal) in enumerate(rows):
        first, last = rank == 0, rank == len(rows) - 1
        yield MouvementImprime(
            date=format_short(one.date) if first else "",
            libelle=one.libelle if first else "",
            montant=_signed(one) if first else "",
            cible=target,
            interets=interest,
            indemnite=fee,
            principal=principal,
            solde=format_euros(one.principal) if last else "",
        )


def _imputed(part: Imputation, nature: NatureOperation) -> tuple[str, str, str, str]:
    back = "rendu à " if nature is NatureOperation.REJET else ""
    target = f"{back}{part.facture} ({format_short(part.echeance)})"
    return target, _or_none(part.interets), _or_none(part.indemnite), _or_none(part.principal)


def _set(sentence: str) -> str:
    """A sentence as it is printed: typographic apostrophes, as in the template's own words."""
    return sentence.replace("'", "’")


def _signed(one: Operation) -> str:
    """What the account of the debtor is charged (plain) or credited (minus); money that waited is counted already."""
    if one.nature is NatureOperation.REPORT:
        return NONE
    return format_euros(one.montant if one.nature is NatureOperation.FACTURE else -one.montant)


def _off(amount: Decimal) -> str:
    return format_euros(-amount) if amount else NONE


def _or_none(amount: Decimal) -> str:
    return format_euros(amount) if amount else NONE
