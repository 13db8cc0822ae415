"""The declaration of a claim to an insolvency procedure (C. com. L622-24, L622-25, R622-23)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from relancier.base.dates import format_long, format_short
from relancier.base.errors import InvalidInput, Refus
from relancier.base.money import ZERO, format_euros
from relancier.base.typed import squeeze
from relancier.creances.collective import Declaration
from relancier.creances.releve import DetteArretee
from relancier.documents.dossier import identite
from relancier.documents.dossier.affaire import Affaire
from relancier.documents.dossier.compose import Document, tete
from relancier.documents.dossier.context import CreanceDeclaree, DeclarationCreance
from relancier.documents.dossier.faits import COMPTES
from relancier.documents.dossier.renvois import piece, renvois
from relancier.documents.dossier.sommes import or_empty, or_none
from relancier.documents.words import spell_euros
from relancier.droit.procedure import Delai, terme
from relancier.droit.textes import TEXTES

TEXTES_CITES = ("declaration", "declaration-contenu", "ouverture-interets")
SURETES = "néant / à compléter"


def declarees(affaire: Affaire) -> tuple[DetteArretee, ...]:
    """Return the debts born before the opening that are not paid."""
    return tuple(one for one in affaire.decompte.dettes if one.anterieure and one.total)


def declaration(affaire: Affaire, *, bodacc: date | None = None, mandataire: str = "", suretes: str = "") -> Document:
    """Return the declaration of what was owed when the procedure opened.

    Args:
      bodacc: the day of its publication; the delay is counted from the opening when it is not known.
      mandataire: the mandataire judiciaire's name and address, a line each; left to write when "".
      suretes: the securities; left to write when "".

    Raises:
      Refus: nothing is to be declared ("rien-a-declarer").
      InvalidInput: the publication is before the opening ("bodacc-anterieur").
    """
    due = _due(affaire)
    if bodacc is not None:
        refuse_early(bodacc, due.ouverture)
    debts, head = declarees(affaire), tete(affaire)
    held = due.montant - affaire.decompte.totaux.anterieures.total
    delay = terme(Delai.DECLARATION, bodacc or due.ouverture)
    columns = [_parts(one, due.ouverture) for one in debts]
    sums = [sum(column, ZERO) for column in zip(*columns, strict=True)]
    context = DeclarationCreance(
        mandataire=mandataire or f"{identite.A_REMPLIR}\n{identite.A_REMPLIR}\n{identite.A_REMPLIR}",
        creancier=identite.creancier(affaire.creancier),
        debiteur=identite.debiteur(affaire.debiteur),
        mentions=head["mentions"],
        ouverture=format_long(due.ouverture),
        dernier_jour=format_long(delay.dernier_jour),
        publication=format_long(bodacc) if bodacc else "",
        echu=or_none(sums[0]),
        a_echoir=or_none(sums[1]),
        interets=or_none(sums[2]),
        indemnites=or_none(sums[3]),
        avec_indemnites=bool(sums[3]),
        credit=or_empty(held),
        total=format_euros(due.montant),
        total_en_lettres=spell_euros(due.montant),
        creances=tuple(_row(one, parts) for one, parts in zip(debts, columns, strict=True)),
        totaux=_totals(sums),
        suretes=suretes or SURETES,
        preuves=renvois(_proofs(affaire, debts)),
        pieces=tuple(map(piece, affaire.pieces)),
        lieu=head["lieu"] or identite.A_REMPLIR,
        date=head["date"],
        signataire=identite.signataire(affaire.creancier),
        qualite=affaire.creancier.qualite,
    )
    return Document(
        "declaration-creance", "declaration-creance", context, (squeeze(affaire.debiteur.nom), context.total)
    )


def refuse_early(bodacc: date, ouverture: date) -> None:
    """Raise when a judgment would have been published before it was given: the delay would be too short.

    Raises:
      InvalidInput: "bodacc-anterieur".
    """
    if bodacc < ouverture:
        raise InvalidInput(
            "bodacc-anterieur",
            f"La parution au BODACC ({format_short(bodacc)}) ne peut pas précéder l'ouverture de la procédure "
            f"({format_short(ouverture)}).",
            "Corrigez --bodacc, ou la colonne « Procédure collective le » de la feuille Débiteurs.",
        )


def remarques(affaire: Affaire, *, bodacc: date | None = None, mandataire: str = "") -> tuple[str, ...]:
    """Return what the user should know of the declaration, a French sentence each; none of it is printed there."""
    return tuple(_remarks(affaire, bodacc, mandataire))


def _remarks(affaire: Affaire, bodacc: date | None, mandataire: str) -> Iterator[str]:
    due = _due(affaire)
    delay = terme(Delai.DECLARATION, bodacc or due.ouverture)
    names = " ; ".join(f"{TEXTES[key].citation} ({TEXTES[key].dit})" for key in TEXTES_CITES)
    yield f"La déclaration cite des textes qui n'ont pas été vérifiés à leur source officielle : {names}."
    if bodacc is None:
        yield (
            f"Dernier jour pour déclarer : {format_short(delay.dernier_jour)}, compté de l'ouverture faute de connaître"
            " la parution au BODACC."
        )
    elif bodacc > affaire.etabli_le:
        yield (
            f"La parution au BODACC ({format_short(bodacc)}) est après le jour de la déclaration "
            f"({format_short(affaire.etabli_le)}) : vérifiez-la."
        )
    if affaire.etabli_le > delay.dernier_jour:
        yield f"Le délai pour déclarer est passé depuis le {format_short(delay.dernier_jour)}. {due.remede}"
    if not mandataire:
        yield "Le nom et l'adresse du mandataire judiciaire sont à compléter : le BODACC les donne."
    yield "Les sûretés sont à compléter : écrivez « néant » s'il n'y en a pas."


def _due(affaire: Affaire) -> Declaration:
    due = affaire.decompte.declaration
    if due is None or not due.montant:
        raise Refus(
            "rien-a-declarer",
            f"{squeeze(affaire.debiteur.nom)} n'a aucune dette à déclarer à une procédure collective.",
            "Saisissez la date d'ouverture dans la feuille Débiteurs, colonne « Procédure collective ».",
        )
    return due


def _proofs(affaire: Affaire, debts: tuple[DetteArretee, ...]) -> tuple[str, ...]:
    """The exhibits that are the factures declared, and the account."""
    numbers = dict.fromkeys(one.echeance.facture for one in debts)
    factures = (piece for number in numbers for piece in affaire.numeros_de("facture", facture=number))
    return (*factures, *affaire.numeros_de(*COMPTES))


def _parts(one: DetteArretee, opened: date) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Principal due on the opening day, principal not due yet, interest, indemnity (€)."""
    fallen = one.echeance.echeance <= opened
    return (one.principal if fallen else ZERO, ZERO if fallen else one.principal, one.interets, one.indemnite)


def _row(one: DetteArretee, parts: tuple[Decimal, Decimal, Decimal, Decimal]) -> CreanceDeclaree:
    echu, a_echoir, interets, indemnite = map(or_none, parts)
    return CreanceDeclaree(
        facture=one.echeance.facture,
        date=format_short(one.echeance.date),
        echeance=format_short(one.echeance.echeance),
        echu=echu,
        a_echoir=a_echoir,
        interets=interets,
        indemnite=indemnite,
        total=format_euros(one.total),
    )


def _totals(sums: list[Decimal]) -> CreanceDeclaree:
    echu, a_echoir, interets, indemnite = map(or_none, sums)
    return CreanceDeclaree("Total", "", "", echu, a_echoir, interets, indemnite, format_euros(sum(sums, ZERO)))
