"""The example's tables, assembled: numbers are given to factures and avoirs in order of date, then cited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from relancier.classeur import schema

from workbook import exemple_creancier, exemple_debiteurs, exemple_ordinaires, exemple_procedures, exemple_relances
from workbook.exemple_cas import AVOIRS, ECHEANCIER, FACTURES, FACTURES_JOINTES, MENSUALITES, REGLEMENTS, SUSPENSIONS
from workbook.exemple_relances import Terme
from workbook.exemple_types import Facture, Reglement, tirage
from workbook.feuilles import Ligne, Valeur


@dataclass(frozen=True, slots=True)
class _Livre:
    """The factures and payments of all debtors, and the number of each facture."""

    clients: Mapping[str, Mapping[str, str]]
    factures: Sequence[Facture]
    reglements: Sequence[Reglement]
    numeros: Mapping[tuple[str, str], str]


def contenu() -> dict[str, Sequence[Ligne]]:
    """Return the rows of every table of the example that the blank workbook has not, by table name."""
    livre = _livre()
    termes = [
        Terme(facture, livre.numeros[facture.code, facture.rang], echeance, montant, client["Procédure"], collective)
        for facture in livre.factures
        for echeance, montant in facture.termes
        for client in (livre.clients[facture.code],)
        for collective in (_day(client["Procédure collective le"]),)
    ]
    return {
        schema.CREANCIER.name: exemple_creancier.lignes(),
        schema.DEBITEURS.name: exemple_debiteurs.lignes(),
        schema.FACTURES.name: _factures(livre),
        schema.REGLEMENTS.name: _reglements(livre),
        schema.SUSPENSIONS.name: _suspensions(livre),
        schema.NIVEAUX.name: exemple_procedures.TOUTES,
        schema.RELANCES.name: exemple_relances.lignes(termes, list(livre.reglements)),
        schema.ECHEANCIERS.name: [_row(schema.ECHEANCIERS, _plan())],
        schema.MENSUALITES.name: [_row(schema.MENSUALITES, _mensualite(one)) for one in MENSUALITES],
    }


def _livre() -> _Livre:
    clients = exemple_debiteurs.read()
    ordinaires = [f for code, client in clients.items() for f in exemple_ordinaires.factures(code, client["Type"])]
    factures = sorted([*ordinaires, *FACTURES], key=lambda f: (f.emise, f.code, f.rang))
    reglements = sorted([*exemple_ordinaires.reglements(ordinaires), *REGLEMENTS], key=lambda r: (r.date, r.code))
    numeros = {(f.code, f.rang): f"F2026-{rank:04}" for rank, f in enumerate(factures, start=1)}
    return _Livre(clients, factures, reglements, numeros)


def _factures(livre: _Livre) -> list[Ligne]:
    rows = [row for facture in livre.factures for row in _terms(facture, livre)]
    for rank, avoir in enumerate(AVOIRS, start=1):
        cited = livre.numeros[avoir.code, avoir.rang] if avoir.rang else ""
        cells: dict[str, Valeur] = {
            "Numéro": f"A2026-{rank:03}",
            "Code débiteur": avoir.code,
            "Nature": "avoir",
            "Date": avoir.date,
            "Montant TTC": avoir.montant,
            "Objet": avoir.objet.format(facture=cited),
        }
        rows.append(_row(schema.FACTURES, cells))
    return rows


def _terms(facture: Facture, livre: _Livre) -> list[Ligne]:
    rows = []
    number = livre.numeros[facture.code, facture.rang]
    order = tirage(9000, facture.code, facture.rang, "commande") + 1000
    joined = (facture.code, facture.rang) in FACTURES_JOINTES
    for rank, (echeance, montant) in enumerate(facture.termes):
        cells: dict[str, Valeur] = {
            "Numéro": number,
            "Code débiteur": facture.code,
            "Nature": "facture",
            "Date": facture.emise,
            "Échéance": echeance,
            "Montant TTC": montant,
            "Objet": facture.objet,
            "Bon de commande": f"BC-{order}",
            "Bon de livraison": f"BL-{number[-4:]}",
            "Taux contractuel": facture.taux,
            "Fichier": f"pieces/{facture.code}/{number}.pdf" if joined else "",
        }
        rows.append(_row(schema.FACTURES, cells | (dict(facture.tapee) if rank == 0 else {})))
    return rows


def _reglements(livre: _Livre) -> list[Ligne]:
    rows: list[Ligne] = []
    for r in livre.reglements:
        number = livre.numeros[r.code, r.rang] if r.rang else ""
        rows.append((r.date, r.code, number, r.tape or r.montant, r.mode, r.reference.format(facture=number)))
    return rows


def _suspensions(livre: _Livre) -> list[Ligne]:
    return [
        (s.code, livre.numeros[s.code, s.rang] if s.rang else "", s.nature, s.du, s.au, s.conteste, s.motif)
        for s in SUSPENSIONS
    ]


def _plan() -> dict[str, Valeur]:
    names = ("Id", "Version", "Code débiteur", "Date accord", "Montant", "Nombre", "Périodicité", "Statut")
    return dict(zip(names, ECHEANCIER, strict=True))


def _mensualite(one: Sequence[Valeur]) -> dict[str, Valeur]:
    names = ("Échéancier", "Version", "Rang", "Date", "Montant", "Réglé", "Statut")
    return dict(zip(names, (*ECHEANCIER[:2], *one), strict=True))


def _row(table: schema.Table, cells: Mapping[str, Valeur]) -> Ligne:
    return [cells.get(name) for name in table.names]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
