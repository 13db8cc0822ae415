"""The rows of negotiated plans: their versions, and the instalments of each."""

from collections.abc import Iterator
from dataclasses import replace

from relancier.base.money import ZERO
from relancier.classeur.reading.names import Names
from relancier.classeur.reading.rows import TableReader
from relancier.creances.plans import StatutEcheancier
from relancier.creances.portefeuille import Echeancier, Mensualite

SEPARATOR = ";"  # between the factures of a plan: a number may hold a comma


def read_echeanciers(rows: TableReader, names: Names) -> tuple[Echeancier, ...]:
    """Return the plans; one that cannot be read casts doubt on its debtor."""
    plans = []
    for row in rows:
        row.debiteur = names.debiteur(row, row.text("Code débiteur"))
        identifiant, version = row.text("Id"), row.integer("Version")
        accord, montant, statut = row.day("Date accord"), row.amount("Montant"), row.choice("Statut")
        arrete, jusqu_au, fin = row.day("Arrêté au"), row.day("Échéances jusqu'au"), row.day("Fin le")
        taux, delai = row.rate("Taux"), row.integer("Délai de régularisation")
        if row.bad or accord is None or montant is None:
            continue
        listed = [one.strip() for one in row.text("Factures").split(SEPARATOR)]
        plans.append(
            Echeancier(
                identifiant,
                version or 1,
                row.debiteur,
                accord,
                montant,
                statut or StatutEcheancier.EN_COURS,
                periodicite=row.text("Périodicité"),
                interets=row.text("Intérêts"),
                arrete=arrete,
                factures=tuple(names.facture(row.debiteur, one) or one for one in listed if one),
                jusqu_au=jusqu_au,
                taux=taux,
                delai=delai,
                retour=row.text("Après déchéance"),
                fin=fin,
                document=row.text("Document"),
                empreinte=row.text("Empreinte"),
                document_final=row.text("Document final"),
                empreinte_finale=row.text("Empreinte finale"),
                sceau=row.text("Sceau"),
                ligne=row.line,
            )
        )
    return tuple(plans)


def read_mensualites(rows: TableReader) -> tuple[Mensualite, ...]:
    """Return the instalments of all plans; a row that cannot be read is noted."""
    found: list[Mensualite] = []
    unranked: set[tuple[str, int]] = set()
    for row in rows:
        plan, version, rang, jour = (
            row.text("Échéancier"),
            row.integer("Version"),
            row.integer("Rang"),
            row.day("Date"),
        )
        montant, regle, statut = row.amount("Montant"), row.amount("Réglé"), row.choice("Statut")
        interets = row.amount("Intérêts")
        rappelee, notifiee, regulariser = (
            row.day("Rappelée le"),
            row.day("Mise en demeure le"),
            row.day("Délai jusqu'au"),
        )
        if row.bad or jour is None or montant is None:
            continue
        if rang is None:
            unranked.add((plan, version or 1))
        found.append(
            Mensualite(
                plan,
                version or 1,
                jour,
                montant,
                regle or ZERO,
                statut or "",
                row.line,
                rang=rang or 0,
                interets=interets or ZERO,
                rappelee=rappelee,
                notifiee=notifiee,
                regulariser=regulariser,
                document=row.text("Document"),
                empreinte=row.text("Empreinte"),
            )
        )
    return tuple(_ranked(found, unranked))


def _ranked(found: list[Mensualite], unranked: set[tuple[str, int]]) -> Iterator[Mensualite]:
    """Number from 1, in order of date, the instalments of a plan some of whose rows do not say their rank."""
    seen: dict[tuple[str, int], list[Mensualite]] = {}
    for one in found:
        if one.plan in unranked:
            seen.setdefault(one.plan, []).append(one)
    ranks = {
        one.ligne: rank
        for terms in seen.values()
        for rank, one in enumerate(sorted(terms, key=lambda one: (one.date, one.ligne)), start=1)
    }
    for one in found:
        yield replace(one, rang=ranks[one.ligne]) if one.ligne in ranks else one
