"""The debt that a plan spreads, as it stands on the day it is counted: from the workbook, or one sum by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput, Refus
from relancier.base.money import ZERO, format_euros
from relancier.base.typed import fold
from relancier.creances.conventions import Conventions, sans_penalites
from relancier.creances.decompte import decompte_du
from relancier.creances.portefeuille import Debiteur, Echeance, Portefeuille, TypeDebiteur
from relancier.creances.prescriptions import prescription_de
from relancier.creances.regimes import Phase, Regime, TauxApplique, TauxPublic, taux_applique
from relancier.creances.releve import Decompte, DetteArretee
from relancier.droit.prescription import Prescription
from relancier.droit.taux import Colonne, TableDesTaux
from relancier.droit.textes import TEXTES
from relancier.echeancier.repartition import Encours


@dataclass(frozen=True, slots=True)
class DetteDuPlan:
    """What a plan spreads. All € amounts.

    Attributes:
      debiteur: who owes; a nameless one when only a sum was given.
      arrete: the day on which it is counted, included.
      principal, interets, indemnites: what is left to pay of each, `credit` taken off.
      conventions: the creditor's settings: base of days, and what a payment lowers first.
      taux_loi: the late-payment rate of the law on `arrete`; None when no line of the table gives it.
      echeances: those that are covered and unpaid, the oldest first; none when only a sum was given.
      factures: those that were chosen, as the workbook names them; none for all.
      jusqu_au: the last due day that is covered; None when only a sum was given.
      credit: what the creditor held for the debtor, deducted.
      a_echoir: the part of `principal` that is not due yet on `arrete`.
      laisse: the principal not due yet that was left out.
      prescriptions: the clock of each covered échéance that is due.
      remarques: French sentences: what the décompte says somebody should look at.
    """

    debiteur: Debiteur
    arrete: date
    principal: Decimal
    interets: Decimal = ZERO
    indemnites: Decimal = ZERO
    conventions: Conventions = Conventions()  # noqa: RUF009 - frozen
    taux_loi: TauxApplique | None = None
    echeances: tuple[Echeance, ...] = ()
    factures: tuple[str, ...] = ()
    jusqu_au: date | None = None
    credit: Decimal = ZERO
    a_echoir: Decimal = ZERO
    laisse: Decimal = ZERO
    prescriptions: tuple[tuple[Echeance, Prescription], ...] = ()
    remarques: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal:
        """What is owed on `arrete`."""
        return self.principal + self.interets + self.indemnites


def dette_simple(
    montant: Decimal, arrete: date, table: TableDesTaux, type_debiteur: TypeDebiteur = TypeDebiteur.PROFESSIONNEL
) -> DetteDuPlan:
    """Return a debt of `montant` (€) of principal, with nothing accrued on it.

    Raises:
      InvalidInput: "rien-a-echelonner" when it is not positive.
    """
    if montant <= 0:
        raise InvalidInput("rien-a-echelonner", "La somme due doit être positive.", "Donnez-la comme 1234,56.")
    debiteur, conventions = Debiteur("", "le débiteur", type_debiteur), Conventions()
    return DetteDuPlan(
        debiteur, arrete, montant, conventions=conventions, taux_loi=taux_de_la_loi(debiteur, arrete, table)
    )


def dette_du_classeur(
    portefeuille: Portefeuille,
    code: str,
    arrete: date,
    table: TableDesTaux,
    conventions: Conventions,
    factures: Sequence[str] = (),
    *,
    a_echoir: bool = False,
) -> DetteDuPlan:
    """Return what the debtor `code` owes on `arrete`, as the décompte of that day counts it.

    Args:
      portefeuille: the workbook.
      code: the debtor, as the workbook writes it.
      arrete: the day, included.
      table: the rates.
      conventions: the creditor's settings.
      factures: those to spread, written with any case; none for all.
      a_echoir: spread what is not due yet too.

    Raises:
      InvalidInput: "facture-inconnue", "facture-a-echoir", "rien-a-echelonner", or as `decompte_du`.
      Refus: "procedure-collective" when a debt may no longer be paid (C. com. L622-7); or as `decompte_du`.
    """
    counted = decompte_du(portefeuille, code, arrete, table, conventions)
    asked = _choisies(counted, portefeuille, factures)
    owed = [one for one in counted.dettes if one.total and (not asked or one.echeance.facture in asked)]
    _refuser_anterieures(owed, counted)
    kept = [one for one in owed if one.echue or a_echoir]
    _refuser_a_echoir(owed, kept, asked)
    gross = Encours(
        sum((one.principal for one in kept), ZERO),
        sum((one.interets for one in kept), ZERO),
        sum((one.indemnite for one in kept), ZERO),
    )
    credit = min(counted.totaux.credit, gross.total)
    left = gross.payer(credit, conventions.postes)
    if not left.total:
        raise InvalidInput(
            "rien-a-echelonner",
            f"{counted.debiteur.nom} ne doit rien à échelonner au {format_short(arrete)}.",
            "Vérifiez le débiteur et la date, ou comptez aussi ce qui n'est pas encore échu."
            if len(kept) < len(owed)
            else "Vérifiez le débiteur, la date et les règlements saisis.",
        )
    covered = tuple(one.echeance for one in kept)
    return DetteDuPlan(
        counted.debiteur,
        arrete,
        left.principal,
        left.interets,
        left.indemnite,
        conventions,
        taux_de_la_loi(counted.debiteur, arrete, table, conventions, _depuis(kept)),
        echeances=covered,
        factures=asked,
        jusqu_au=max([arrete, *(one.echeance for one in covered)]),
        credit=credit,
        a_echoir=min(left.principal, sum((one.principal for one in kept if not one.echue), ZERO)),
        laisse=sum((one.principal for one in owed if one not in kept), ZERO),
        prescriptions=tuple(_clocks(kept, counted.debiteur, portefeuille)),
        remarques=(*counted.remarques, *_rien_a_payer(asked, kept, arrete)),
    )


def taux_de_la_loi(
    debiteur: Debiteur,
    jour: date,
    table: TableDesTaux,
    conventions: Conventions | None = None,
    depuis: date | None = None,
) -> TauxApplique | None:
    """Return the late-payment rate that the law gives against `debiteur` on `jour`; `depuis` is when interest began.

    Professionals: L441-10 penalties; a public buyer: its own rate; a consumer, or a creditor who claims no penalty:
    legal interest. None when no line of `table` gives it: nothing is extrapolated.
    """
    chosen = conventions or Conventions()
    regime, colonne, depart = Regime.PENALITES, Colonne.LEGAL_PROFESSIONNELS, jour
    if sans_penalites(debiteur, chosen):
        regime = Regime.LEGAL
        if chosen.creancier_particulier:
            colonne = Colonne.LEGAL_PARTICULIERS
    elif debiteur.type is TypeDebiteur.PUBLIC:
        regime = Regime.PUBLIC
        # the rate of a public buyer stays that of the semester in which its interest began
        depart = depuis if depuis is not None and chosen.taux_public is TauxPublic.AU_DEPART else jour
    try:
        return taux_applique(Phase(depart, regime, colonne=colonne), depart, False, table)
    except InvalidInput as error:
        if error.code != "taux-inconnu":
            raise
        return None  # whoever needs the rate says that it is not known


def _depuis(kept: Iterable[DetteArretee]) -> date | None:
    """Return the day on which the interest of the oldest debt began; None when none has run."""
    return min((line.du for one in kept for line in one.lignes[:1]), default=None)


def _choisies(counted: Decompte, portefeuille: Portefeuille, factures: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers that `factures` means, as the workbook writes them."""
    known = {fold(one.facture): one.facture for one in portefeuille.echeances if one.debiteur == counted.debiteur.code}
    out: dict[str, None] = {}
    for typed in factures:
        if (number := known.get(fold(typed))) is None:
            raise InvalidInput(
                "facture-inconnue",
                f"{counted.debiteur.nom} ({counted.debiteur.code}) n'a pas de facture « {typed} ».",
                "Vérifiez son numéro dans la feuille Factures.",
            )
        out[number] = None
    return tuple(out)


def _refuser_anterieures(owed: Iterable[DetteArretee], counted: Decompte) -> None:
    barred = list(dict.fromkeys(one.echeance.facture for one in owed if one.anterieure))
    opened = counted.debiteur.procedure_collective
    if not barred or opened is None:
        return
    later = list(dict.fromkeys(one.echeance.facture for one in counted.dettes if one.total and not one.anterieure))
    texte = TEXTES["ouverture-paiement"]
    raise Refus(
        "procedure-collective",
        f"Une procédure collective est ouverte depuis le {format_short(opened)} : les dettes antérieures"
        f" ({', '.join(barred)}) ne peuvent plus être payées, même en plusieurs fois ({texte.citation}"
        f"{'' if texte.verifie else ', à vérifier'}).",
        f"Déclarez-les au mandataire judiciaire ; seules peuvent être échelonnées : {', '.join(later)}."
        if later
        else "Déclarez-les au mandataire judiciaire.",
    )


def _refuser_a_echoir(owed: Iterable[DetteArretee], kept: Sequence[DetteArretee], asked: Sequence[str]) -> None:
    """Refuse a facture that was named while none of it is due yet."""
    due = {one.echeance.facture for one in kept}
    for one in owed:
        if one.echeance.facture in asked and one.echeance.facture not in due:
            raise InvalidInput(
                "facture-a-echoir",
                f"La facture {one.echeance.facture} ({format_euros(one.total)}) n'est à payer que le"
                f" {format_short(one.echeance.echeance)}.",
                "Ne la nommez pas, ou demandez à échelonner aussi ce qui n'est pas encore échu.",
            )


def _rien_a_payer(asked: Iterable[str], kept: Iterable[DetteArretee], arrete: date) -> Iterable[str]:
    """Say of each facture that was named, and on which nothing is owed, that the plan is without it."""
    covered = {one.echeance.facture for one in kept}
    for number in asked:
        if number not in covered:
            yield f"La facture {number} ne porte rien à payer au {format_short(arrete)} : le plan ne la couvre pas."


def _clocks(
    kept: Iterable[DetteArretee], debiteur: Debiteur, portefeuille: Portefeuille
) -> Iterable[tuple[Echeance, Prescription]]:
    for one in kept:
        if one.principal and one.echue:
            yield one.echeance, prescription_de(one.echeance, debiteur, portefeuille.echeanciers)
