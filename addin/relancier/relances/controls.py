"""What is odd in the workbook as a whole, once each row is understood: it stops nothing by itself."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from relancier.base.dates import format_short
from relancier.base.errors import Anomalie, Gravite, Lieu
from relancier.base.money import format_euros
from relancier.base.typed import fold
from relancier.creances.annulations import en_vigueur
from relancier.creances.portefeuille import Portefeuille, Reglement
from relancier.creances.situation import Situation
from relancier.relances import procedures


def control(portefeuille: Portefeuille, situations: Mapping[str, Situation], day: date) -> tuple[Anomalie, ...]:
    """Return what somebody should correct, or at least look at."""
    return (
        *_unknown_procedures(portefeuille),
        *_gaps(portefeuille),
        *_unspaced(portefeuille),
        *_orphans(portefeuille),
        *_later_payments(portefeuille, situations, day),
        *_impossible_returns(portefeuille, situations),
        *_before_facture(portefeuille, situations),
    )


def _unknown_procedures(portefeuille: Portefeuille) -> Iterator[Anomalie]:
    known = procedures.build(portefeuille.niveaux)
    remede = "Choisissez parmi : " + ", ".join(one.nom for one in known.values()) + "."

    def unknown(name: str, sheet: str, ligne: int, whose: str) -> Anomalie:
        lieu = Lieu(feuille=sheet, ligne=ligne, colonne="Procédure")
        sentence = f"La procédure « {name} » {whose}"
        return Anomalie("procedure-inconnue", Gravite.BLOQUANTE, lieu, name, sentence, remede)

    for one in portefeuille.echeances:
        if one.procedure and fold(one.procedure) not in known:
            whose = f"de la facture {one.facture} n'est pas décrite : elle n'est pas relancée."
            yield unknown(one.procedure, "Factures", one.ligne, whose)
    for code, debiteur in portefeuille.debiteurs.items():
        name = procedures.name_for(debiteur, portefeuille.creancier)
        if fold(name) not in known:
            whose = f"de {code} n'est pas décrite : ce client n'est pas relancé."
            yield unknown(name, "Débiteurs" if debiteur.procedure else "Créancier", 0, whose)
    for segment in portefeuille.segments:
        if segment.procedure and fold(segment.procedure) not in known:
            whose = f"du segment {segment.nom} n'est pas décrite : ses clients ne sont pas relancés."
            yield unknown(segment.procedure, "Segments", 0, whose)


def _gaps(portefeuille: Portefeuille) -> Iterator[Anomalie]:
    for procedure in procedures.build(portefeuille.niveaux).values():
        numbers = [one.niveau for one in procedure.niveaux]
        if numbers != list(range(1, len(numbers) + 1)):
            yield Anomalie(
                "niveaux-troues",
                Gravite.REMARQUE,
                Lieu(feuille="Procédures", table="tblNiveaux", colonne="Niveau"),
                ", ".join(map(str, numbers)),
                f"Les niveaux de la procédure « {procedure.nom} » ne se suivent pas de 1 en 1.",
                "Numérotez-les 1, 2, 3…",
            )


def _unspaced(portefeuille: Portefeuille) -> Iterator[Anomalie]:
    for procedure in procedures.build(portefeuille.niveaux).values():
        for before, niveau in pairwise(procedure.niveaux):
            if not niveau.ecart and not before.delai_accorde:
                yield Anomalie(
                    "niveaux-sans-ecart",
                    Gravite.REMARQUE,
                    Lieu(feuille="Procédures", table="tblNiveaux", colonne="Écart"),
                    "0",
                    f"Procédure « {procedure.nom} » : les niveaux {before.niveau} et {niveau.niveau} peuvent partir le "
                    "même jour.",
                    "Donnez un écart au second, ou un délai accordé au premier.",
                )


def _orphans(portefeuille: Portefeuille) -> Iterator[Anomalie]:
    """Relances of a facture in several terms, none of which has that due day any more."""
    if not portefeuille.relances:
        return
    sent = en_vigueur(portefeuille.relances)
    terms: dict[tuple[str, str], set[date]] = {(one.debiteur, one.facture): set() for one in sent}
    for one in portefeuille.echeances:
        if (dues := terms.get((one.debiteur, one.facture))) is not None:
            dues.add(one.echeance)
    for relance in sent:
        known = terms[relance.debiteur, relance.facture]
        if len(known) > 1 and relance.echeance not in known:
            yield Anomalie(
                "relance-sans-echeance",
                Gravite.REMARQUE,
                Lieu(feuille="Relances", table="tblRelances", colonne="Échéance"),
                format_short(relance.echeance),
                f"La relance {relance.id} de la facture {relance.facture} ({relance.debiteur}) porte une échéance "
                "que la facture n'a plus : ce terme recommence au niveau 1.",
                "Remettez l'échéance d'origine, ou corrigez celle de la relance.",
            )


def _later_payments(portefeuille: Portefeuille, situations: Mapping[str, Situation], day: date) -> Iterator[Anomalie]:
    for code, situation in situations.items():
        for one in situation.posterieurs:
            yield Anomalie(
                "apres-la-date",
                Gravite.REMARQUE,
                Lieu(ligne=one.ligne),
                format_euros(one.montant),
                f"{format_euros(one.montant)} du {format_short(one.date)} chez {code} "
                f"({portefeuille.debiteurs[code].nom}) ne sont pas comptés : la date est "
                f"postérieure au passage du {format_short(day)}.",
                "Vérifiez la date, ou faites le passage à une date plus récente.",
                code,
            )


def _impossible_returns(portefeuille: Portefeuille, situations: Mapping[str, Situation]) -> Iterator[Anomalie]:
    for code, situation in situations.items():
        for one in situation.incomprises:
            yield Anomalie(
                "rejet-sans-reglement",
                Gravite.BLOQUANTE,
                Lieu(feuille="Règlements", table="tblReglements", ligne=one.ligne, colonne="Montant"),
                format_euros(one.montant),
                f"Le rejet de {format_euros(-one.montant)} dépasse ce qui avait été reçu de {code} "
                f"({portefeuille.debiteurs[code].nom}) : ce client n'est pas relancé.",
                "Saisissez le règlement d'origine, ou corrigez le montant.",
                code,
            )


def _before_facture(portefeuille: Portefeuille, situations: Mapping[str, Situation]) -> Iterator[Anomalie]:
    """Credits older than the facture that they name, or than any: they count here, and a décompte may refuse them."""
    issued: dict[tuple[str, str], date] = {}
    for code, situation in situations.items():
        named = dict.fromkeys(credit.facture for credit in situation.recus)
        for etat in situation.etats if named else ():
            one = etat.echeance
            for facture in (one.facture, ""):
                if facture in named and one.date < issued.setdefault((code, facture), one.date):
                    issued[code, facture] = one.date
    for code, situation in situations.items():
        for credit in situation.recus:
            first = issued.get((code, credit.facture))
            if first is None or credit.date >= first:
                continue
            is_payment = isinstance(credit, Reglement)
            table = "tblReglements" if is_payment else "tblFactures"
            what = "Le règlement" if is_payment else "L'avoir"
            whole = f"la facture {credit.facture} qu'il désigne" if credit.facture else "toute facture"
            yield Anomalie(
                "avant-facture",
                Gravite.REMARQUE,
                Lieu(
                    feuille="Règlements" if is_payment else "Factures", table=table, ligne=credit.ligne, colonne="Date"
                ),
                format_short(credit.date),
                f"{what} de {format_euros(credit.montant)} du {format_short(credit.date)} de {code} "
                f"({portefeuille.debiteurs[code].nom}) précède {whole}, du {format_short(first)} : il est compté.",
                "Vérifiez les deux dates ; si c'est un acompte, laissez le numéro de facture vide.",
                code,
            )
