"""What the debts themselves call for: a clock that runs out, an insolvency, a broken promise, a credit limit passed."""

from collections.abc import Iterator, Mapping
from datetime import date

from relancier.base.dates import format_short
from relancier.base.elision import de
from relancier.base.errors import Anomalie, Gravite, Lieu
from relancier.base.money import ZERO, format_euros
from relancier.creances.collective import declaration
from relancier.creances.plans import running
from relancier.creances.plans_pointes import pointages
from relancier.creances.portefeuille import Portefeuille
from relancier.creances.prescriptions import prescription_de, prescription_sentence
from relancier.creances.situation import Situation
from relancier.relances.faits import Faits
from relancier.relances.obstacles import stayed_by_insolvency


def alert(
    portefeuille: Portefeuille, situations: Mapping[str, Situation], faits: Mapping[str, Faits], day: date
) -> tuple[Anomalie, ...]:
    """Return what calls for a decision of the user on `day`."""
    return (
        *_near_prescription(portefeuille, situations, faits, day),
        *_to_declare(portefeuille, situations, faits, day),
        *_broken_promises(portefeuille, faits),
        *_over_limit(portefeuille, situations, day),
        *_plans_in_default(portefeuille, faits, day),
    )


def _near_prescription(
    portefeuille: Portefeuille, situations: Mapping[str, Situation], faits: Mapping[str, Faits], day: date
) -> Iterator[Anomalie]:
    for code, situation in situations.items():
        debiteur, plans = portefeuille.debiteurs[code], faits[code].plans
        for etat in situation.etats:
            if etat.reste_du <= 0 or etat.retard <= 0:
                continue
            clock = prescription_de(etat.echeance, debiteur, plans)
            if (months := clock.alerte(day)) is not None:
                yield Anomalie(
                    "prescription",
                    Gravite.REMARQUE,
                    Lieu(feuille="Factures", table="tblFactures", ligne=etat.echeance.ligne),
                    format_short(etat.echeance.echeance),
                    prescription_sentence(etat.echeance.facture, etat.echeance.echeance, clock, months),
                    f"Obtenez {de(debiteur.nom)} une reconnaissance ou un échéancier signé, ou saisissez le juge."
                    if months
                    else "Faites vérifier s'il y a eu un acte qui l'a interrompue avant de la réclamer.",
                    code,
                )


def _to_declare(
    portefeuille: Portefeuille, situations: Mapping[str, Situation], faits: Mapping[str, Faits], day: date
) -> Iterator[Anomalie]:
    """Debts born before an insolvency procedure: they are declared, within a delay, and no longer claimed."""
    for code, debiteur in portefeuille.debiteurs.items():
        old = [
            one
            for one in situations[code].etats
            if one.reste_du > 0 and stayed_by_insolvency(faits[code], one.echeance, day)
        ]
        if not old or debiteur.procedure_collective is None:
            continue
        due = declaration(sum((one.reste_du for one in old), ZERO), debiteur.procedure_collective, day)
        yield Anomalie(
            "creance-a-declarer",
            Gravite.REMARQUE,
            Lieu(feuille="Débiteurs", table="tblDebiteurs", colonne="Procédure collective le"),
            format_short(debiteur.procedure_collective),
            f"{debiteur.nom} ({code}) est en procédure collective : {due.phrase}",
            due.remede,
            code,
        )


def _broken_promises(portefeuille: Portefeuille, faits: Mapping[str, Faits]) -> Iterator[Anomalie]:
    for code, known in faits.items():
        for one in known.rompues:
            what = f" pour la facture {one.facture}" if one.facture else ""
            yield Anomalie(
                "promesse-rompue",
                Gravite.REMARQUE,
                Lieu(feuille="Suspensions", table="tblSuspensions", ligne=one.ligne),
                format_short(one.au) if one.au else "",
                f"{portefeuille.debiteurs[code].nom} ({code}) n'a pas tenu sa promesse de payer au plus tard le "
                f"{format_short(one.au) if one.au else ''}{what}.",
                "Le ton de la prochaine relance monte d'un cran ; appelez d'abord si le client est à ménager.",
                code,
            )


def _over_limit(portefeuille: Portefeuille, situations: Mapping[str, Situation], day: date) -> Iterator[Anomalie]:
    for code, debiteur in portefeuille.debiteurs.items():
        if debiteur.plafond is None:
            continue
        owed = sum((one.reste_du for one in situations[code].etats if one.echeance.date <= day), ZERO)
        owed -= situations[code].credit
        if owed > debiteur.plafond:
            yield Anomalie(
                "plafond-depasse",
                Gravite.REMARQUE,
                Lieu(feuille="Débiteurs", table="tblDebiteurs", colonne="Plafond de crédit"),
                format_euros(debiteur.plafond),
                f"{debiteur.nom} ({code}) doit {format_euros(owed)}, au-delà de son plafond de "
                f"{format_euros(debiteur.plafond)}.",
                "Suspendez les livraisons à crédit, ou relevez le plafond.",
                code,
            )


def _plans_in_default(portefeuille: Portefeuille, faits: Mapping[str, Faits], day: date) -> Iterator[Anomalie]:
    """Running plans some of whose instalments are past and unpaid: they still suspend what they cover."""
    for code, mine in pointages(portefeuille, day).items():
        rules = {plan.cle for plan in running(faits[code].plans, day)}
        for one in mine:
            if one.plan.cle not in rules or not (late := one.retards(day)):
                continue
            owed = format_euros(sum((term.reste for term in late), ZERO))
            count = "1 mensualité" if len(late) == 1 else f"{len(late)} mensualités"
            first = late[0].mensualite
            yield Anomalie(
                "echeancier-en-retard",
                Gravite.REMARQUE,
                Lieu(feuille="Mensualités", table="tblMensualites", ligne=first.ligne),
                format_short(first.date),
                f"L'échéancier {one.plan.id} {de(portefeuille.debiteurs[code].nom)} ({code}) a {count} en retard, pour "
                f"{owed}, la première du {format_short(first.date)} : il suspend encore ses factures.",
                "Saisissez ce qui a été payé ; « relancier echeancier etat » dit ce qui peut être fait.",
                code,
            )
