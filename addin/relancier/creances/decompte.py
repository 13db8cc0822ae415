"""The décompte: one debtor's account at a date, every line of it, and sums that add up.

Payments and avoirs are lived in order of date (on one day: avoirs, payments, then rejected payments), so the order in
which records are given does not matter. The result is plain frozen data (`releve`); doors and documents lay it out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput
from relancier.base.money import ZERO
from relancier.creances import soldes
from relancier.creances.arrete import arreter, imputations, operation, totaux
from relancier.creances.collective import Declaration, declaration
from relancier.creances.compte import Compte, Dette, Source
from relancier.creances.conventions import Conventions, conditions, phrases
from relancier.creances.designations import NONE, Designations, designations
from relancier.creances.interets import Cours, Poste
from relancier.creances.plans_pointes import pointages_de
from relancier.creances.pointage import Pointage, compte_au
from relancier.creances.portefeuille import Avoir, Debiteur, Echeance, Portefeuille, Reglement, TypeDebiteur
from relancier.creances.releve import (
    Decompte,
    DetteArretee,
    NatureOperation,
    Operation,
    libelle,
    sujet,
)
from relancier.creances.remarques import remarques
from relancier.creances.soldes import CompteReduit
from relancier.droit.taux import TableDesTaux


def decompte_du(
    portefeuille: Portefeuille, code: str, au: date, table: TableDesTaux, conventions: Conventions | None = None
) -> Decompte:
    """Return the décompte of the debtor `code`; raises as `decompte`, and InvalidInput "debiteur-inconnu"."""
    debiteur = portefeuille.debiteurs.get(code)
    if debiteur is None:
        raise InvalidInput(
            "debiteur-inconnu", f"Aucun débiteur n'a le code « {code} ».", "Vérifiez-le dans la feuille Débiteurs."
        )
    chosen = conventions or Conventions()
    account, planned, said = _compte_du(portefeuille, code, au, table, chosen)
    found = decompte(debiteur, account.echeances, account.credits, au, table, conventions=chosen, designees=planned)
    return replace(found, remarques=(*found.remarques, *said)) if said else found


def _compte_du(
    portefeuille: Portefeuille, code: str, au: date, table: TableDesTaux, chosen: Conventions
) -> tuple[CompteReduit, Designations, Sequence[str]]:
    """Return the records of `code` without those of its settled plans, what its other plans' payments pay, remarks."""
    debiteur = portefeuille.debiteurs[code]
    credits: list[Source] = [*portefeuille.avoirs, *portefeuille.reglements]
    mine = pointages_de(portefeuille, code, au)
    account = CompteReduit(
        tuple(one for one in portefeuille.echeances if one.debiteur == code),
        tuple(one for one in credits if one.debiteur == code),
    )
    said = []
    closed = soldes.soldes(mine, au)
    for solde in closed:
        said.append(soldes.remarque(solde, account.echeances))
        account = _sans(solde, account, debiteur, table, chosen, mine)
    planned = designations(one for one in mine if one.plan.cle not in {solde.plan.cle for solde in closed})
    return account, planned, said


def interets_dus(
    portefeuille: Portefeuille, code: str, au: date, table: TableDesTaux, conventions: Conventions | None = None
) -> dict[tuple[str, str, date], Decimal]:
    """Return the unpaid interest (€) of each échéance of `code`, as `decompte_du` would count it; raises as it does.

    Nothing else of the account is laid out: a run over many debtors takes a third of the time.
    """
    account, designees = _compte_du(portefeuille, code, au, table, conventions or Conventions())[:2]
    terms = sorted(account.echeances, key=_term_order)
    counted = sorted((one for one in account.credits if one.date <= au), key=_credit_order)
    _check_dates(terms, counted)
    chosen = conventions or Conventions()
    compte = _ouvrir(portefeuille.debiteurs[code], terms, au, table, chosen, designees)
    for day, _, moments in _journees(compte, counted):
        for moment in moments:
            _passer(compte, moment, day)
    _arreter_au(compte, au, table)
    return {one.echeance.cle: one.cours.interets for one in compte.dettes}


def _arreter_au(compte: Compte, au: date, table: TableDesTaux) -> None:
    compte.juger(au)
    for dette in compte.dettes:
        dette.cours = dette.cours.avancer(au, table)


def _sans(
    solde: Pointage,
    account: CompteReduit,
    debiteur: Debiteur,
    table: TableDesTaux,
    conventions: Conventions,
    mine: Iterable[Pointage],
) -> CompteReduit:
    """Take the debts of the settled plan `solde` out of `account`."""
    counted = compte_au(solde.plan)
    terms = sorted(account.echeances, key=_term_order)
    credits = sorted((one for one in account.credits if one.date <= counted), key=_credit_order)
    _check_dates(terms, credits)
    compte = _ouvrir(debiteur, terms, counted, table, conventions, designations(mine))
    _vivre(compte, credits)
    return soldes.sans(solde, account.echeances, account.credits, compte.recus, [one.echeance for one in compte.dettes])


def _ouvrir(
    debiteur: Debiteur,
    terms: Iterable[Echeance],
    au: date,
    table: TableDesTaux,
    conventions: Conventions,
    designees: Designations,
) -> Compte:
    """Return the account of the terms issued by the end of `au`, before its first day is lived."""
    dettes = [
        Dette(one, Cours(conditions(debiteur, one, conventions), min(one.date, one.echeance), one.montant))
        for one in terms
        if one.date <= au
    ]
    return Compte(debiteur, conventions, table, dettes, designees=designees)


def par_debiteur(portefeuille: Portefeuille) -> dict[str, tuple[list[Echeance], list[Source]]]:
    """Return each debtor's échéances and credits, read once: what `decompte` takes, for a run over many debtors."""
    out: dict[str, tuple[list[Echeance], list[Source]]] = {code: ([], []) for code in portefeuille.debiteurs}
    for echeance in portefeuille.echeances:
        out.setdefault(echeance.debiteur, ([], []))[0].append(echeance)
    credits: list[Source] = [*portefeuille.avoirs, *portefeuille.reglements]
    for credit in credits:
        out.setdefault(credit.debiteur, ([], []))[1].append(credit)
    return out


def decompte_simple(
    principal: Decimal,
    echeance: date,
    au: date,
    table: TableDesTaux,
    *,
    type_debiteur: TypeDebiteur = TypeDebiteur.PROFESSIONNEL,
    taux: Decimal | None = None,
    reglements: Iterable[tuple[date, Decimal]] = (),
    avoirs: Iterable[tuple[date, Decimal]] = (),
    facture: date | None = None,
    conventions: Conventions | None = None,
) -> Decompte:
    """Return the décompte of one sum (€) due on `echeance`, with no workbook at hand; raises as `decompte`.

    `facture` is its issue day; when it is not known, the sum is taken as invoiced before any payment.
    """
    paid = [Reglement("", day, amount, "1", ligne=i) for i, (day, amount) in enumerate(reglements)]
    lowered = [Avoir("", "", day, amount, "1", ligne=i) for i, (day, amount) in enumerate(avoirs)]
    issued = facture or min([echeance, *(one.date for one in paid), *(one.date for one in lowered)])
    term = Echeance("", "1", issued, echeance, principal, taux=taux)
    debiteur = Debiteur("", "le débiteur", type_debiteur)
    return decompte(debiteur, (term,), (*lowered, *paid), au, table, conventions=conventions)


def decompte(
    debiteur: Debiteur,
    echeances: Iterable[Echeance],
    credits: Iterable[Source],
    au: date,
    table: TableDesTaux,
    *,
    conventions: Conventions | None = None,
    designees: Designations = NONE,
) -> Decompte:
    """Return the account of `debiteur` at the end of `au`.

    Records of other debtors are left aside; those dated after `au` too, and `remarques` says so. `designees` are the
    payments of the debtor's plans.

    Raises:
      InvalidInput: "taux-inconnu", "echeance-avant-2015", "facture-inconnue", "reglement-avant-facture",
        "avoir-avant-facture", "rejet-sans-reglement".
      Refus: "taux-sous-plancher", "penalites-consommateur", "taux-acheteur-public".
    """
    chosen = conventions or Conventions()
    terms = sorted((one for one in echeances if one.debiteur == debiteur.code), key=_term_order)
    known = [one for one in credits if one.debiteur == debiteur.code]
    counted = sorted((one for one in known if one.date <= au), key=_credit_order)
    _check_dates(terms, counted)
    compte = _ouvrir(debiteur, terms, au, table, chosen, designees)
    dettes = compte.dettes
    operations = _vivre(compte, counted)
    _arreter_au(compte, au, table)
    opened = _ouverture(debiteur, au)
    shared = zip(dettes, compte.par_dette(), strict=True)
    arretees = tuple(arreter(dette, parts, au, opened) for dette, parts in shared)
    sums = totaux(arretees, compte, counted)
    due = declaration(sums.a_declarer, opened, au) if opened is not None and sums.a_declarer else None
    lines = [line for one in arretees for line in one.lignes]
    return Decompte(
        debiteur,
        au,
        arretees,
        operations,
        sums,
        phrases(debiteur, chosen, rejets=any(one.montant < 0 for one in counted)),
        (*_a_declarer(arretees, due), *remarques(compte, terms, sorted(known, key=_credit_order), au)),
        all(line.verifie for line in lines),
        due,
    )


def _ouverture(debiteur: Debiteur, au: date) -> date | None:
    """Return the day the insolvency procedure opened, None when none is open on `au`."""
    opened = debiteur.procedure_collective
    return opened if opened is not None and opened <= au else None


def _a_declarer(dettes: Sequence[DetteArretee], due: Declaration | None) -> list[str]:
    if due is None:
        return []
    names = ", ".join(dict.fromkeys(one.echeance.facture for one in dettes if one.anterieure and one.total))
    opened = format_short(due.ouverture)
    return [
        f"Dettes antérieures à la procédure collective ouverte le {opened} ({names}) : {due.phrase} {due.effets}"
        f" {due.remede}"
    ]


def _term_order(one: Echeance) -> tuple[date, date, str, Decimal]:
    return one.echeance, one.date, one.facture, one.montant


def _credit_order(one: Source) -> tuple[date, bool, bool, bool, str, Decimal, str]:
    # on one day: avoirs, payments, rejections; those that name a facture first; then by content, never by position
    payment = isinstance(one, Reglement)
    label = one.reference if isinstance(one, Reglement) else one.numero
    return one.date, payment, one.montant < 0, not one.facture, one.facture, -one.montant, label


def _check_dates(terms: Sequence[Echeance], credits: Sequence[Source]) -> None:
    """Refuse a payment or avoir that names an unknown facture, or one issued after it.

    One that names none may come before any facture: it is held for the debtor until there is one.
    """
    issued: dict[str, date] = {}
    for one in terms:
        issued[one.facture] = min(one.date, issued.get(one.facture, one.date))
    for credit in credits:
        if not credit.facture:
            continue
        if credit.facture not in issued:
            raise InvalidInput(
                "facture-inconnue",
                f"{sujet(credit)} désigne la facture {credit.facture}, que ce débiteur n'a pas.",
                "Corrigez le numéro de facture, ou laissez-le vide.",
            )
        if credit.date < issued[credit.facture]:
            kind = "avoir" if isinstance(credit, Avoir) else "reglement"
            raise InvalidInput(
                f"{kind}-avant-facture",
                f"{sujet(credit)} est antérieur à la facture {credit.facture}, du "
                f"{format_short(issued[credit.facture])}.",
                "Corrigez sa date ou celle de la facture ; si c'est un acompte, laissez le numéro de facture vide.",
            )


def _vivre(compte: Compte, credits: Sequence[Source]) -> tuple[Operation, ...]:
    """Live the account's days in order; return its movements."""
    out: list[Operation] = []
    owed = ZERO
    for day, issued, moments in _journees(compte, credits):
        for one in issued:
            owed += one.montant
            label = f"Facture {one.facture}, échéance du {format_short(one.echeance)}"
            out.append(Operation(day, NatureOperation.FACTURE, label, one.montant, (), ZERO, owed))
        for moment in moments:
            seen = len(compte.parts)
            held = compte.credits
            _passer(compte, moment, day)
            parts = compte.parts[seen:]
            owed -= sum((part.montant for part in parts if part.poste is Poste.PRINCIPAL), ZERO)
            if moment is not None:
                out.append(operation(compte, moment, parts, owed))
            elif parts:
                label = ", ".join(dict.fromkeys(libelle(source) for source, _ in held))
                amount = sum((part.montant for part in parts), ZERO)
                where = imputations(compte, parts)
                out.append(Operation(day, NatureOperation.REPORT, f"Excédent : {label}", amount, where, ZERO, owed))
    return tuple(out)


def _journees(
    compte: Compte, credits: Sequence[Source]
) -> Iterator[tuple[date, Sequence[Echeance], Sequence[Source | None]]]:
    """Yield each day of the account, judged: what is issued, then the credits; None where what was held is spent."""
    issues: dict[date, list[Echeance]] = {}
    for dette in compte.dettes:
        issues.setdefault(dette.echeance.date, []).append(dette.echeance)
    for day, today in _by_day(issues, credits):
        compte.juger(day)
        moments: list[Source | None] = [None] if day in issues else []
        for credit in today:
            # what was held for the debtor meets what a rejection leaves owed again
            moments += [credit] if credit.montant >= 0 else [credit, None]
        yield day, issues.get(day, ()), moments


def _passer(compte: Compte, moment: Source | None, day: date) -> None:
    if moment is None:
        compte.reprendre(day)
    else:
        _appliquer(compte, moment)


def _by_day(issues: Iterable[date], credits: Sequence[Source]) -> list[tuple[date, list[Source]]]:
    """Return the days on which something happens, in order, each with its credits."""
    days: dict[date, list[Source]] = {day: [] for day in issues}
    for credit in credits:
        days.setdefault(credit.date, []).append(credit)
    return sorted(days.items(), key=lambda item: item[0])


def _appliquer(compte: Compte, credit: Source) -> None:
    if credit.montant >= 0:
        compte.crediter(credit)
    elif isinstance(credit, Reglement) and compte.rejeter(credit):
        raise InvalidInput(
            "rejet-sans-reglement",
            f"{sujet(credit)} dépasse ce qui avait été reçu"
            + (f" pour la facture {credit.facture}." if credit.facture else "."),
            "Saisissez le règlement d'origine, ou corrigez le montant rejeté.",
        )
