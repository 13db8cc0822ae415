"""The facts of a case in order of date, each with the exhibits that prove it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from relancier.base.dates import format_short
from relancier.base.money import NBSP, ZERO, format_euros
from relancier.creances.releve import DetteArretee, NatureOperation, Operation
from relancier.documents.dossier.affaire import Affaire, Demarche, Fait, NatureDemarche, PieceListee
from relancier.documents.dossier.context import FaitImprime
from relancier.documents.dossier.renvois import imprime, renvois
from relancier.documents.dossier.typographie import francais

RELATION = ("contrat", "devis", "commande", "CGV", "livraison")  # what proves the contract
COMPTES = ("décompte", "relevé de compte")  # exhibits that are no event


def faits(affaire: Affaire, dettes: Sequence[DetteArretee]) -> tuple[Fait, ...]:
    """Return what happened about `dettes`, the letters that asked for them left out, in order of date."""
    claimed = {one.echeance.facture for one in dettes}
    found = [
        *_exhibits(affaire, claimed),
        *_factures(affaire, dettes),
        *_operations(affaire, dettes),
        *affaire.faits,
    ]
    return tuple(sorted(found, key=lambda one: one.date))


def demarches(affaire: Affaire, dettes: Sequence[DetteArretee]) -> tuple[Fait, ...]:
    """Return the letters that asked for `dettes`, in order of date."""
    claimed = {one.echeance.facture for one in dettes}
    mine = [one for one in affaire.demarches if not one.factures or claimed & set(one.factures)]
    return tuple(sorted((_letter(one) for one in mine), key=lambda one: one.date))


def mises_en_demeure(affaire: Affaire, dettes: Sequence[DetteArretee]) -> tuple[date, ...]:
    """Return the days on which notices that claimed some of `dettes` were sent."""
    claimed = {one.echeance.facture for one in dettes}
    notices = (one for one in affaire.demarches if one.nature is NatureDemarche.MISE_EN_DEMEURE)
    return tuple(sorted({one.date for one in notices if not one.factures or claimed & set(one.factures)}))


def imprimes(found: Iterable[Fait]) -> tuple[FaitImprime, ...]:
    """Return facts as they are printed."""
    return tuple(
        FaitImprime(
            date=format_short(one.date),
            phrase=francais(one.phrase),
            montant="" if one.montant is None else format_euros(one.montant),
            pieces=renvois(one.pieces),
        )
        for one in found
    )


def enumere(names: Sequence[str]) -> str:
    """Return a list as French says it: "3, 4 et 5"."""
    return " et ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def minuscule(text: str) -> str:
    """Return `text` as it follows a comma: without its capital, unless it is an acronym."""
    return text if text[1:2].isupper() or text[1:2].isdigit() else text[:1].lower() + text[1:]


def _exhibits(affaire: Affaire, claimed: set[str]) -> Iterator[Fait]:
    """The dated exhibits that nothing else tells: contract, order, delivery, letters received."""
    told = {numero for letter in affaire.demarches for numero in letter.pieces}
    told |= {numero for fact in affaire.faits for numero in fact.pieces}
    for one in affaire.pieces:
        if one.date is None or one.numero in told or one.nature in (*COMPTES, "facture"):
            continue
        if not one.factures or claimed & set(one.factures):
            yield Fait(one.date, _named(one), (one.numero,), nature=one.nature)


def _named(one: PieceListee) -> str:
    return minuscule(one.intitule or one.nature)


def _factures(affaire: Affaire, dettes: Sequence[DetteArretee]) -> Iterator[Fait]:
    for number in dict.fromkeys(one.echeance.facture for one in dettes):
        terms = [one.echeance for one in affaire.decompte.dettes if one.echeance.facture == number]
        amount = sum((one.montant for one in terms), ZERO)
        about = f" ({terms[0].objet})" if terms[0].objet else ""
        due = [format_short(one.echeance) for one in terms]
        if len(terms) > 1:
            due = [f"{format_short(one.echeance)} ({format_euros(one.montant)})" for one in terms]
        phrase = f"facture {number}{about} de {format_euros(amount)}, payable le {enumere(due)}"
        undated = [one.numero for one in affaire.pieces if number in one.factures and _undated(one)]
        yield Fait(terms[0].date, phrase, (*undated, *affaire.numeros_de("facture", facture=number)), amount, "facture")


def _undated(one: PieceListee) -> bool:
    return one.date is None and one.nature in RELATION


def _operations(affaire: Affaire, dettes: Sequence[DetteArretee]) -> Iterator[Fait]:
    """Payments and avoirs that lowered `dettes`; their exhibit is the décompte, which shows where each went."""
    ranks = {rank for rank, one in enumerate(affaire.decompte.dettes) if one in dettes}
    account = affaire.numeros_de(*COMPTES)
    for operation in affaire.decompte.operations:
        mine = [one for one in operation.imputations if one.dette in ranks]
        if operation.nature is NatureOperation.FACTURE or not mine:
            continue
        own = affaire.numeros_de("avoir", facture=mine[0].facture) if operation.nature is NatureOperation.AVOIR else ()
        share = sum((one.interets + one.indemnite + one.principal for one in mine), ZERO)
        numbers = tuple(dict.fromkeys(one.facture for one in mine))
        noun = "facture" if len(numbers) == 1 else "factures"
        part = "" if abs(share) == abs(operation.montant) else f" pour {format_euros(abs(share))}"
        phrase = f"{_wording(operation)}, imputé{part} sur {_the(noun)} {enumere(numbers)}"
        yield Fait(operation.date, phrase, own or account, operation.montant, str(operation.nature))


def _the(noun: str) -> str:
    return "la facture" if noun == "facture" else "les factures"


def _wording(operation: Operation) -> str:
    """The décompte's own name of a movement, without the date that the fact already bears."""
    named = minuscule(operation.libelle.replace(f" du {format_short(operation.date)}", "", 1))
    if operation.nature is NatureOperation.AVOIR:
        return f"{named} de {format_euros(operation.montant)}"
    return named


def _letter(one: Demarche) -> Fait:
    number = f" n°{NBSP}{imprime(one.numero)}" if one.numero else ""
    by = f" par {minuscule(one.canal)}{number}" if one.canal else number
    steps = []
    if one.depose is not None:
        steps.append(f"déposée le {format_short(one.depose)}")
    if one.recu is not None:
        steps.append(f"reçue le {format_short(one.recu)}")
    about = f" pour {_the('facture' if len(one.factures) == 1 else '')} {enumere(one.factures)}" if one.factures else ""
    told = f", {' et '.join(steps)}" if steps else ""
    return Fait(one.date, f"{one.nature}{by}{about}{told}", one.pieces, nature=str(one.nature), absence=one.absence)
