"""What a plan's documents say of the debt and of the terms: figures become French text here."""

from collections.abc import Iterator
from decimal import Decimal

from relancier.base.dates import format_long, format_short
from relancier.base.money import NBSP, ZERO, format_euros, format_exact_rate
from relancier.creances.conventions import Ordre, sans_penalites
from relancier.creances.interets import Poste
from relancier.creances.portefeuille import Mensualite, TypeDebiteur
from relancier.creances.regimes import Base
from relancier.documents.echeancier.accord import Accord, DetteCouverte
from relancier.documents.echeancier.context import Conditions, DetteReconnue, FactureCouverte, Somme, Versement
from relancier.documents.words import spell_euros, spell_integer
from relancier.droit.textes import TEXTES
from relancier.echeancier.modes import ModeInterets

NONE = "–"
APPORT = "Apport"
BASES = {
    Base.J365: "sur une année de 365 jours",
    Base.J366: "sur une année de 366 jours",
    Base.EXACT: "sur le nombre réel de jours de l’année",
}
POSTES = {Poste.COURANTS: "les intérêts", Poste.PRINCIPAL: "le principal", Poste.INDEMNITE: "l’indemnité forfaitaire"}


def dette(accord: Accord) -> DetteReconnue:
    """Return what is owed and what the plan makes pay."""
    left, name = accord.reste, nom_interets(accord)
    terms = sorted(accord.dettes, key=lambda one: (one.echeance, one.date, one.facture))
    return DetteReconnue(
        arrete_au=format_long(accord.arrete),
        composition=composition(accord, left.principal, left.interets, left.indemnites),
        total=format_euros(left.total),
        total_en_lettres=spell_euros(left.total),
        interets=or_empty(left.interets),
        nom_interets=name,
        indemnites=or_empty(left.indemnites),
        fondement=" et ".join(TEXTES[cle].citation.replace("'", "’") for cle in fondement(accord)),
        abandon=or_empty(accord.abandon),
        interets_convenus=or_empty(accord.interets_convenus),
        a_payer=format_euros(accord.plan.montant),
        a_payer_en_lettres=spell_euros(accord.plan.montant),
        factures=factures(terms),
        total_ttc=format_euros(sum((one.montant for one in terms), ZERO)),
        total_reste=format_euros(left.principal),
    )


def factures(terms: list[DetteCouverte]) -> tuple[FactureCouverte, ...]:
    """Return the rows of the table of factures."""
    return tuple(
        FactureCouverte(
            facture=one.facture,
            date=format_short(one.date),
            echeance=format_short(one.echeance),
            montant_ttc=format_euros(one.montant),
            reste_du=format_euros(one.principal),
        )
        for one in terms
    )


def composition(accord: Accord, principal: Decimal, interets: Decimal, indemnites: Decimal) -> tuple[Somme, ...]:
    """Return the parts of a sum (€) that are not nil."""
    name = nom_interets(accord)
    parts = (
        ("Principal (TTC)", principal),
        (f"{name[0].upper()}{name[1:]}", interets),
        ("Indemnité forfaitaire pour frais de recouvrement", indemnites),
    )
    return tuple(Somme(label, format_euros(amount)) for label, amount in parts if amount)


def nom_interets(accord: Accord) -> str:
    """Return how the accrued interest is called, by type of debtor and by the creditor's settings."""
    if sans_penalites(accord.debiteur, accord.conventions):
        return "intérêts de retard"
    return "intérêts moratoires" if accord.debiteur.type is TypeDebiteur.PUBLIC else "pénalités de retard"


def fondement(accord: Accord) -> tuple[str, ...]:
    """Return the keys of the texts on which interest and indemnity rest; none where a contract may be the ground."""
    left = accord.reste
    public = accord.debiteur.type is TypeDebiteur.PUBLIC
    interest = bool(left.interets) and not sans_penalites(accord.debiteur, accord.conventions)
    if not public and left.indemnites:
        return ("indemnite",)  # it names L441-10, II too
    keys = []
    if interest:
        keys.append("public-taux" if public else "penalites")
    if left.indemnites:
        keys.append("public-indemnite")
    return tuple(keys)


def conditions(accord: Accord) -> Conditions:
    """Return the terms of the plan."""
    plan, ranked = accord.plan, [one for one in accord.mensualites if one.rang]
    days = accord.delai
    count = len(ranked)
    down = sum((one.montant for one in accord.mensualites if not one.rang), ZERO)
    dates = [one.date for one in ranked or accord.mensualites]
    interest = sum((one.interets for one in accord.mensualites), ZERO)
    on_the_way = accord.mode is ModeInterets.SUR_LA_DUREE
    order = _order(accord)
    return Conditions(
        versements=tuple(_rows(accord)),
        nombre=f"{spell_integer(count)} versement{'s' if count > 1 else ''}",
        apport=or_empty(down),
        premier=format_long(dates[0]),
        dernier=format_long(dates[-1]),
        total=format_euros(plan.montant),
        total_interets=or_none(interest),
        total_principal=format_euros(plan.montant - interest),
        mode=str(accord.mode),
        taux=format_exact_rate(plan.taux) if on_the_way and plan.taux else "",
        base=BASES[accord.conventions.base],
        imputation=order,
        interets_d_abord=bool(order) and accord.conventions.ordre is Ordre.INTERETS and _pays_interest(accord),
        delai=f"{spell_integer(days)} ({days}){NBSP}jour{'s' if days > 1 else ''}" if days else "",
        renonciation=accord.renonciation,
        retour=str(accord.reglages.retour),
    )


def rang(one: Mensualite) -> str:
    """Return how an instalment is numbered."""
    return str(one.rang) if one.rang else APPORT


def or_none(amount: Decimal) -> str:
    """Return an amount for a table."""
    return format_euros(amount) if amount else NONE


def or_empty(amount: Decimal) -> str:
    """Return an amount that a sentence may leave out."""
    return format_euros(amount) if amount else ""


def _rows(accord: Accord) -> Iterator[Versement]:
    left = accord.plan.montant
    for one in accord.mensualites:
        left -= one.montant
        yield Versement(
            rang=rang(one),
            date=format_short(one.date) if one.rang else "à la signature",
            montant=format_euros(one.montant),
            interets=or_none(one.interets),
            principal=or_none(one.montant - one.interets),
            reste=format_euros(left),
        )


def _pays_interest(accord: Accord) -> bool:
    return bool(accord.reste.interets - accord.abandon + accord.interets_convenus)


def _order(accord: Accord) -> str:
    """What a payment lowers first within an instalment, of what its plan holds."""
    held = {Poste.PRINCIPAL: True, Poste.COURANTS: _pays_interest(accord), Poste.INDEMNITE: accord.reste.indemnites}
    names = [POSTES[one] for one in accord.conventions.postes if held.get(one)]
    if len(names) < 2:
        return ""
    steps = ("d’abord sur", "puis sur", "enfin sur")
    return ", ".join(f"{step} {name}" for step, name in zip(steps, names, strict=False))
