"""From the engine's décompte to the inputs of its workbook: its records, without its figures of interest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from relancier.base.money import ZERO
from relancier.creances.conventions import Conventions
from relancier.creances.releve import Decompte, Imputation, NatureOperation, Operation
from relancier.documents.decompte.inputs import Dette, Mouvement, Reglages, Saisies
from relancier.documents.decompte.repartition import Repartiteur, montant_de
from relancier.droit.semestre import Semestre
from relancier.droit.taux import TableDesTaux, Taux

DAY = timedelta(days=1)


def saisies(decompte: Decompte, table: TableDesTaux, conventions: Conventions) -> Saisies:
    """Return the inputs of the workbook that recomputes `decompte`, made with `table` and `conventions`."""
    dettes = tuple(
        Dette(rank, one.echeance, conventions.mise_en_demeure(one.echeance))
        for rank, one in enumerate(decompte.dettes, 1)
    )
    operations = tuple(_by_source(decompte))
    mouvements = tuple(
        Mouvement(rank, one.date, one.nature, one.libelle, one.montant, prix, _closing(one, decompte, prix=prix))
        for rank, (one, prix) in enumerate(operations, 1)
    )
    return Saisies(
        Reglages(decompte.debiteur, conventions, decompte.au),
        dettes,
        mouvements,
        tuple(Repartiteur(decompte, [one for one, _ in operations], mouvements).repartitions()),
        tuple(_needed(decompte, table)),
    )


def _by_source(decompte: Decompte) -> Iterator[tuple[Operation, bool]]:
    """Yield the operations, each with "lowers the price"; an excess that waited is parted into avoirs and payments."""
    lowered = [dette.avoirs for dette in decompte.dettes]
    for one in decompte.operations:
        if one.nature is NatureOperation.AVOIR:
            for part in one.imputations:
                lowered[part.dette] -= part.principal
    for one in decompte.operations:
        if one.nature is not NatureOperation.REPORT:
            yield one, one.nature is NatureOperation.AVOIR
            continue
        price, paid = [], []
        for part in one.imputations:
            avoir = min(lowered[part.dette], part.principal)
            lowered[part.dette] -= avoir
            price.append(Imputation(part.dette, part.facture, part.echeance, ZERO, ZERO, avoir))
            paid.append(replace(part, principal=part.principal - avoir))
        for parts, prix in ((price, True), (paid, False)):
            kept = tuple(part for part in parts if montant_de(part))
            if kept:
                yield replace(one, montant=sum(map(montant_de, kept), ZERO), imputations=kept), prix


def _closing(one: Operation, decompte: Decompte, *, prix: bool) -> date:
    """A payment bears on the day after it; all else (an avoir, a facture, money that had waited) on the very day."""
    if one.nature is NatureOperation.REPORT and not prix:
        touched = {part.dette for part in one.imputations}
        of_the_day = any(line.au == one.date for dette in touched for line in decompte.dettes[dette].lignes)
        return one.date if of_the_day else one.date - DAY
    return one.date if one.nature in {NatureOperation.REGLEMENT, NatureOperation.REJET} else one.date - DAY


def _needed(decompte: Decompte, table: TableDesTaux) -> Iterator[Taux]:
    """The lines of the table from the first échéance to the cut-off."""
    if not decompte.dettes:
        return
    first = Semestre.of(min(one.echeance.echeance for one in decompte.dettes))
    last = Semestre.of(decompte.au)
    for row in table:
        if first <= row.semestre <= last:
            yield row
