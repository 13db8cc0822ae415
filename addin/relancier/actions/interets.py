"""`relancier interets`: the interest of one sum, line by line, with no workbook at hand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput, Refus, RelancierError
from relancier.base.money import format_euros
from relancier.base.typed import Unreadable, parse_amount, parse_date
from relancier.creances.conventions import Conventions
from relancier.creances.decompte import decompte_simple
from relancier.creances.portefeuille import TypeDebiteur
from relancier.creances.regimes import DAY, Base
from relancier.creances.releve import Decompte
from relancier.droit.taux import TableDesTaux
from relancier.droit.textes import TEXTES

Mouvement = tuple[date, Decimal]
LAST_KNOWN = TableDesTaux().dernier.suivant.premier_jour - DAY
# the engine's own remedies speak of a workbook's cells; this command has options only
REMEDES = {
    "taux-inconnu": f"Arrêtez le calcul au plus tard le {format_short(LAST_KNOWN)}, ou remplissez la feuille « Taux »"
    " d'un classeur et employez « relancier decompte » : rien n'est extrapolé.",
    "echeance-avant-2015": "Faites calculer ces intérêts à part, ou corrigez --echeance.",
    "taux-sous-plancher": "Retirez --taux pour appliquer le taux de pénalité de la loi, ou corrigez-le.",
}


@dataclass(frozen=True, slots=True)
class Demande:
    """What is asked.

    Attributes:
      principal: € TTC due on `echeance`.
      au: the cut-off, included.
      taux: agreed rate (% a year); None for that of the law.
      reglements, avoirs: what came in, by day (€).
      facture: the day the facture was issued, when it is known.
      mise_en_demeure: the day the notice was received, for who owes legal interest only; None for the échéance.
    """

    principal: Decimal
    echeance: date
    au: date
    regime: TypeDebiteur = TypeDebiteur.PROFESSIONNEL
    taux: Decimal | None = None
    reglements: Sequence[Mouvement] = ()
    avoirs: Sequence[Mouvement] = ()
    facture: date | None = None
    mise_en_demeure: date | None = None
    base: Base = Base.J365


def compute(demande: Demande) -> Decompte:
    """Return the décompte of one sum.

    Raises:
      InvalidInput: the principal is not positive, the facture is later than its échéance, than the cut-off or than a
        payment, or as `creances.decompte` says.
      Refus: the agreed rate is not allowed.
    """
    if demande.principal <= 0:
        raise InvalidInput("principal-nul", "Le principal doit être positif.", "Donnez-le comme 1234,56.")
    _refuse_late_facture(demande)
    _refuse_early_movement(demande)
    _refuse_agreed_rate(demande)
    try:
        return _compute(demande)
    except RelancierError as error:
        raise type(error)(error.code, error.message, REMEDES.get(error.code, error.remede)) from error


def _compute(demande: Demande) -> Decompte:
    moved = (*demande.reglements, *demande.avoirs)
    assumed = demande.regime is TypeDebiteur.CONSOMMATEUR and demande.mise_en_demeure is None
    notice = demande.mise_en_demeure or demande.echeance
    result = decompte_simple(
        demande.principal,
        demande.echeance,
        demande.au,
        TableDesTaux(),
        type_debiteur=demande.regime,
        taux=demande.taux,
        reglements=demande.reglements,
        avoirs=demande.avoirs,
        facture=demande.facture or min(demande.echeance, demande.au, *(day for day, _ in moved)),
        conventions=Conventions(base=demande.base, mises_en_demeure={"": notice}),
    )
    if not assumed:
        return result
    remark = (
        f"Faute de date, la mise en demeure est supposée reçue le jour de l'échéance, le {format_short(notice)} : un "
        "consommateur ne doit l'intérêt légal qu'à compter d'elle."
    )
    return replace(result, remarques=(*result.remarques, remark))


def _refuse_late_facture(demande: Demande) -> None:
    issued = demande.facture
    for what, day in (("l'échéance", demande.echeance), ("la date d'arrêté", demande.au)):
        if issued is not None and day < issued:
            raise InvalidInput(
                "echeance-avant-facture" if day == demande.echeance else "facture-apres-arrete",
                f"La facture du {format_short(issued)} est postérieure à {what}, le {format_short(day)}.",
                "Corrigez l'une des deux dates.",
            )


def _refuse_early_movement(demande: Demande) -> None:
    issued = demande.facture
    kinds = (("reglement", "Le règlement", demande.reglements), ("avoir", "L'avoir", demande.avoirs))
    for kind, name, moved in kinds:
        for day, amount in sorted(moved):
            if issued is not None and day < issued:
                raise InvalidInput(
                    f"{kind}-avant-facture",
                    f"{name} du {format_short(day)} ({format_euros(amount)}) est antérieur à la facture, du"
                    f" {format_short(issued)}.",
                    f"Corrigez --{kind} ou --facture ; si c'est un acompte, retirez --facture.",
                )


def _refuse_agreed_rate(demande: Demande) -> None:
    if demande.taux is None or demande.regime is TypeDebiteur.PROFESSIONNEL:
        return
    consumer = demande.regime is TypeDebiteur.CONSOMMATEUR
    raise Refus(
        "penalites-consommateur" if consumer else "taux-acheteur-public",
        f"Un taux convenu ne vaut pas ici : les pénalités de l'{TEXTES['penalites'].citation} n'existent qu'entre"
        " professionnels."
        if consumer
        else f"Un taux convenu ne vaut pas ici : celui d'un acheteur public est fixé par les"
        f" {TEXTES['public-taux'].citation}.",
        "Retirez --taux, ou corrigez --regime.",
    )


def parse_movement(typed: str) -> Mouvement:
    """Return the day and the amount that "2026-01-15:500,00" gives.

    Raises:
      InvalidInput: `typed` is not of this form, or the amount is not positive.
    """
    day, separator, amount = typed.partition(":")
    try:
        movement = parse_date(day), parse_amount(amount)
    except Unreadable as error:
        raise InvalidInput("mouvement-illisible", error.message, "Donnez-le comme 2026-01-15:500,00.") from error
    if not separator or movement[1] <= 0:
        raise InvalidInput(
            "mouvement-illisible", f"« {typed} » n'est pas un règlement.", "Donnez-le comme 2026-01-15:500,00."
        )
    return movement
