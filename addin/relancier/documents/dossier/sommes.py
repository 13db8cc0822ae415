"""What is claimed: the sums of the décompte, the table of factures, and the interest that goes on."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from relancier.base.dates import format_long, format_short
from relancier.base.money import ZERO, format_euros, format_exact_rate
from relancier.creances.conventions import sans_penalites
from relancier.creances.regimes import Regime
from relancier.creances.releve import DetteArretee
from relancier.documents.dossier.affaire import Affaire
from relancier.documents.dossier.context import Demande, FactureReclamee, SommeDemandee
from relancier.documents.dossier.renvois import NONE, pluriel
from relancier.documents.dossier.typographie import francais
from relancier.documents.words import spell_euros
from relancier.droit.textes import TEXTES

DAY = timedelta(days=1)


def reclamees(affaire: Affaire) -> tuple[DetteArretee, ...]:
    """Return the debts that may be claimed: due, not paid, and not born before an insolvency procedure."""
    return tuple(one for one in affaire.decompte.dettes if one.echue and not one.anterieure and one.total)


def credit(affaire: Affaire) -> Decimal:
    """Return what the creditor holds for the debtor (€) and takes off what is claimed."""
    sums = affaire.decompte.totaux
    return sums.credit - (sums.anterieures.total - sums.a_declarer)


def demande(affaire: Affaire) -> Demande:
    """Return the sums that are asked for, all of them those of the décompte."""
    sums, debts = affaire.decompte.totaux, reclamees(affaire)
    left = sums.reclamable
    fees = [one.indemnite for one in debts if one.indemnite]
    unit = fees[0] if fees and len(set(fees)) == 1 else ZERO
    return Demande(
        arrete_au=format_long(affaire.decompte.au),
        sommes=sommes(affaire),
        total=format_euros(sums.exigible),
        total_en_lettres=spell_euros(sums.exigible),
        principal=format_euros(left.principal),
        principal_en_lettres=spell_euros(left.principal),
        nom_interets=echus(affaire),
        interets=or_empty(left.interets),
        indemnites=or_empty(left.indemnites),
        unitaire=or_empty(unit),
        nombre=pluriel(len(fees), "facture"),
        credit=or_empty(credit(affaire)),
        a_courir=a_courir(affaire),
        fondement=cite(fondement(affaire)),
        factures=tuple(_row(one) for one in debts),
        totaux=_totals(debts),
    )


def sommes(affaire: Affaire) -> tuple[SommeDemandee, ...]:
    """Return the parts of the claim that are not nil."""
    left, name = affaire.decompte.totaux.reclamable, echus(affaire)
    au = format_short(affaire.decompte.au)
    parts = (
        ("Principal, factures échues (TTC)", left.principal),
        (f"{name[0].upper()}{name[1:]} au {au}", left.interets),
        ("Indemnité forfaitaire pour frais de recouvrement", left.indemnites),
        ("À déduire : sommes reçues, non imputées", -credit(affaire)),
    )
    return tuple(SommeDemandee(francais(label), format_euros(amount)) for label, amount in parts if amount)


def nom_interets(affaire: Affaire) -> str:
    """Return how the accrued interest is called."""
    if sans_penalites(affaire.debiteur, affaire.conventions):
        return "intérêts au taux légal"
    return "pénalités de retard"


def echus(affaire: Affaire) -> str:
    """Return how the interest that has fallen due is called."""
    name = nom_interets(affaire)
    return f"{name} {'échues' if name.startswith('pénalités') else 'échus'}"


def fondement(affaire: Affaire) -> tuple[str, ...]:
    """Return the keys of the texts on which interest and indemnities rest."""
    left = affaire.decompte.totaux.reclamable
    if sans_penalites(affaire.debiteur, affaire.conventions):
        keys = ["mise-en-demeure"] if left.interets else []
    else:
        keys = ["penalites"] if left.interets and not left.indemnites else []
    if left.indemnites:
        keys.append("indemnite")  # it names L441-10, II too
    return tuple(keys)


def a_courir(affaire: Affaire) -> tuple[str, ...]:
    """Return the interest that goes on after the cut-off, a sentence for each rate."""
    groups: dict[tuple[Regime | None, Decimal | None], Decimal] = {}
    for one in reclamees(affaire):
        if one.principal:
            key = _rate(affaire, one)
            groups[key] = groups.get(key, ZERO) + one.principal
    return tuple(_sentence(affaire, *key, amount) for key, amount in groups.items())


def cite(keys: Iterable[str]) -> str:
    """Return the citations of these texts, "article … et article …"."""
    return francais(" et ".join(TEXTES[key].citation for key in keys))


def or_empty(amount: Decimal) -> str:
    """Return an amount that a sentence may leave out."""
    return format_euros(amount) if amount else ""


def or_none(amount: Decimal) -> str:
    """Return an amount for a table."""
    return format_euros(amount) if amount else NONE


def _rate(affaire: Affaire, one: DetteArretee) -> tuple[Regime | None, Decimal | None]:
    """Return what a debt bears on the last day counted; no regime when it bears nothing yet."""
    last = one.lignes[-1] if one.lignes else None
    if last is not None and last.au == affaire.decompte.au:
        return last.regime, last.taux
    if sans_penalites(affaire.debiteur, affaire.conventions):
        return None, None
    return (Regime.PENALITES, None) if one.echeance.taux is None else (Regime.CONVENU, one.echeance.taux)


def _sentence(affaire: Affaire, regime: Regime | None, taux: Decimal | None, principal: Decimal) -> str:
    base = f"sur le principal de {format_euros(principal)}"
    if regime is None:
        return f"les intérêts au taux légal {base} ({cite(['jugement'])})"
    au = format_short(affaire.decompte.au)
    today = f" ({format_exact_rate(taux)} l’an au {au})" if taux is not None else ""
    kind = {
        Regime.PENALITES: "les pénalités de retard au taux de la Banque centrale européenne majoré de dix points,"
        f" fixé par semestre{today}",
        Regime.CONVENU: f"les pénalités de retard au taux convenu de {format_exact_rate(taux or ZERO)} l’an",
        Regime.LEGAL: f"les intérêts au taux légal, fixé par semestre{today}",
    }[regime]
    start = format_long(affaire.decompte.au + DAY)
    return f"{kind}, {base}, à compter du {start} et jusqu’au parfait paiement"


def _row(one: DetteArretee) -> FactureReclamee:
    return FactureReclamee(
        facture=one.echeance.facture,
        date=format_short(one.echeance.date),
        echeance=format_short(one.echeance.echeance),
        montant_ttc=format_euros(one.echeance.montant),
        credits=or_none(-(one.avoirs + one.principal_paye)),
        principal=or_none(one.principal),
        interets=or_none(one.interets),
        indemnite=or_none(one.indemnite),
        total=format_euros(one.total),
    )


def _totals(debts: Iterable[DetteArretee]) -> FactureReclamee:
    rows = tuple(debts)
    paid = sum((one.avoirs + one.principal_paye for one in rows), ZERO)
    return FactureReclamee(
        facture="Total",
        date="",
        echeance="",
        montant_ttc=format_euros(sum((one.echeance.montant for one in rows), ZERO)),
        credits=or_none(-paid),
        principal=or_none(sum((one.principal for one in rows), ZERO)),
        interets=or_none(sum((one.interets for one in rows), ZERO)),
        indemnite=or_none(sum((one.indemnite for one in rows), ZERO)),
        total=format_euros(sum((one.total for one in rows), ZERO)),
    )
