"""The chronology: a line for each fact, with its date, its sum and its exhibit."""

from relancier.base.dates import format_long
from relancier.base.money import format_euros
from relancier.documents.dossier.affaire import Affaire
from relancier.documents.dossier.compose import Document, tete
from relancier.documents.dossier.context import Chronologie, FaitImprime, LigneChronologie
from relancier.documents.dossier.declaration import declarees
from relancier.documents.dossier.faits import demarches, enumere, faits, imprimes
from relancier.documents.dossier.renvois import NONE
from relancier.documents.dossier.sommes import reclamees


def chronologie(affaire: Affaire) -> Document:
    """Return the chronology of what is claimed, or of what is declared where nothing is claimed."""
    sums = affaire.decompte.totaux
    debts = reclamees(affaire) or declarees(affaire)
    facts = sorted((*faits(affaire, debts), *demarches(affaire, debts)), key=lambda one: one.date)
    context = Chronologie(
        **tete(affaire),
        lignes=tuple(map(_line, imprimes(facts))),
        total=format_euros(sums.exigible or sums.a_declarer),
        arrete_au=format_long(affaire.decompte.au),
    )
    return Document("chronologie", "chronologie", context)


def _line(one: FaitImprime) -> LigneChronologie:
    return LigneChronologie(
        date=one.date,
        evenement=one.phrase[:1].upper() + one.phrase[1:],
        montant=one.montant or NONE,
        pieces=enumere([cited.numero for cited in one.pieces]) or NONE,
    )
