"""A passage as JSON: amounts are strings with two decimals, dates are ISO, paths are as the system writes them."""

import json
from collections.abc import Iterable
from decimal import Decimal
from json.encoder import encode_basestring as _quoted
from typing import TYPE_CHECKING, Any

from relancier.actions.resultat import Resultat
from relancier.base.errors import Anomalie
from relancier.base.money import ZERO
from relancier.creances.imputation import Imputation
from relancier.creances.portefeuille import Avoir
from relancier.creances.situation import Situation
from relancier.relances.propose import Envoi, Proposition

if TYPE_CHECKING:
    from relancier.actions.letters import Made

Json = dict[str, Any]


def of_passage(resultat: Resultat) -> list[bytes]:
    """Return all that `resultat` did, as JSON in UTF-8, in pieces to be written one after the other.

    What there may be fifty thousand of is written as text directly: a dict for each would take three times longer.
    """
    files = {one.envoi.debiteur.code: one for one in resultat.lettres}
    lines = {id(one): _proposition(one) for one in resultat.passage.propositions}
    missed = {envoi.debiteur.code for envoi, _ in resultat.manquees}
    envois = [one for one in resultat.passage.envois if one.debiteur.code not in missed]
    ecrit = resultat.ecrit
    fields = {
        "passage": _json(resultat.nom),
        "date": _json(resultat.passage.date_arrete.isoformat()),
        "simulation": _json(resultat.demande.simuler),
        "creancier": _json(resultat.portefeuille.creancier.nom),
        "sortie": _json(str(resultat.sortie) if resultat.sortie else None),
        "fichiers": _json({what: str(path) for what, path in resultat.fichiers.items()}),
        "totaux": _json(
            {
                "lettres": len(envois),
                "manquees": len(missed),
                "echeances": sum(len(one.lignes) for one in envois),
                "reste_du": amount(sum((one.reste_du for one in envois), Decimal(0))),
            }
        ),
        "lettres": _list(
            _letter(one, files.get(one.debiteur.code), [lines[id(line)] for line in one.lignes]) for one in envois
        ),
        "manquees": _json(
            [
                {"debiteur": envoi.debiteur.code, "reste_du": amount(envoi.reste_du), **of_anomaly(anomalie)}
                for envoi, anomalie in resultat.manquees
            ]
        ),
        "propositions": _list(lines.values()),
        "comptes": _list(_account(code, one) for code, one in resultat.situations.items()),
        "anomalies": _json([of_anomaly(one) for one in resultat.anomalies]),
        "classeur": _json(
            {
                "relances_ajoutees": ecrit.relances if ecrit else 0,
                "propositions": ecrit.propositions if ecrit else 0,
                "sauvegarde": str(ecrit.backup) if ecrit and ecrit.backup else None,
            }
        ),
    }
    pieces: list[bytes] = []
    for key, value in fields.items():
        pieces += (b", " if pieces else b"{", _json(key), b": ", value)
    return [*pieces, b"}"]


def of_anomaly(one: Anomalie) -> Json:
    """Return an anomaly, with its place."""
    return {
        "code": one.code,
        "gravite": str(one.gravite),
        "feuille": one.lieu.feuille,
        "table": one.lieu.table,
        "ligne": one.lieu.ligne or None,
        "colonne": one.lieu.colonne,
        "cellule": one.lieu.cellule,
        "trouve": one.trouve,
        "message": one.message,
        "remede": one.remede,
    }


def amount(value: Decimal) -> str:
    """Return an amount (€) with two decimals."""
    if value is ZERO:
        return "0.00"
    text = str(value)
    return text if text[-3:-2] == "." else f"{value:.2f}"  # nearly all have their two decimals already


def _letter(envoi: Envoi, made: "Made | None", lignes: Iterable[bytes]) -> bytes:
    head = {
        "debiteur": envoi.debiteur.code,
        "nom": envoi.debiteur.nom,
        "niveau": envoi.niveau.niveau,
        "canal": str(envoi.niveau.canal),
        "modele": envoi.niveau.modele,
        "reste_du": amount(envoi.reste_du),
        "indemnites": amount(sum(made.indemnites.values(), Decimal(0))) if made else None,
        "docx": str(made.docx) if made else None,
        "pdf": str(made.pdf) if made else None,
        "pages": made.pages if made else None,
        "empreinte": made.empreinte if made else None,
    }
    return b'%b, "lignes": %b}' % (_json(head)[:-1], _list(lignes))


def _proposition(one: Proposition) -> bytes:
    etat = one.etat
    echeance = etat.echeance
    return (
        f'{{"debiteur": {_quoted(echeance.debiteur)}, "facture": {_quoted(echeance.facture)}, '
        f'"echeance": "{echeance.echeance.isoformat()}", "ligne": {echeance.ligne}, '
        f'"ttc": "{amount(echeance.montant)}", "avoirs": "{amount(etat.avoirs)}", "regle": "{amount(etat.regle)}", '
        f'"reste_du": "{amount(etat.reste_du)}", "retard": {max(etat.retard, 0)}, '
        f'"niveau": {one.niveau.niveau if one.niveau else "null"}, '
        f'"decision": "{one.decision}", "pourquoi": {_quoted(one.pourquoi)}}}'
    ).encode()


def _account(code: str, situation: Situation) -> bytes:
    head = f'{{"debiteur": {_quoted(code)}, "credit": "{amount(situation.credit)}"'
    return b'%b, "imputations": %b}' % (head.encode(), _list(map(_imputation, situation.imputations)))


def _imputation(one: Imputation) -> bytes:
    return (
        f'{{"source": "{"avoir" if isinstance(one.source, Avoir) else "reglement"}", "ligne": {one.source.ligne}, '
        f'"date": "{one.source.date.isoformat()}", "facture": {_quoted(one.echeance.facture)}, '
        f'"echeance": "{one.echeance.echeance.isoformat()}", "montant": "{amount(one.montant)}", '
        f'"nommee": {"true" if one.nommee else "false"}}}'
    ).encode()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _list(items: Iterable[bytes]) -> bytes:
    return b"[%b]" % b", ".join(items)
