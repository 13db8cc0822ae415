"""A passage as JSON: amounts are strings with two decimals, dates are ISO, paths are as the system writes them."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from json.encoder import encode_basestring as _quoted
from typing import TYPE_CHECKING, Any

from relancier.actions.resultat import Resultat
from relancier.base.errors import Anomalie
from relancier.base.money import ZERO
from relancier.creances.imputation import Imputation
from relancier.creances.portefeuille import Avoir
from relancier.creances.situation import Situation
from relancier.relances.faits import Faits
from relancier.relances.passage import Envoi, Proposition

if TYPE_CHECKING:
    from relancier.actions.letters import Made
    from relancier.actions.reprise import Reprise

Json = dict[str, Any]
_text = json.JSONEncoder(ensure_ascii=False).encode
# the same few codes, procedures and days come back in each of fifty thousand lines
_quoted_often = lru_cache(maxsize=1 << 14)(_quoted)
_iso = lru_cache(maxsize=1 << 12)(date.isoformat)
TOGETHER = 100  # items of a list in one piece: about 100 kB


def of_passage(resultat: Resultat) -> Iterator[bytes]:
    """Yield all that `resultat` did, as the pieces of one JSON text in UTF-8.

    What there may be fifty thousand of is written as text directly: a dict for each would take three times longer.
    The whole is never held as one text: each copy of thirty megabytes would take as long as half of the rows.
    """
    # a debtor may get several letters: an envoi is known by itself
    files = {id(one.envoi): one for one in resultat.lettres}
    lines = {id(one): _proposition(one) for one in resultat.passage.propositions}
    missed = {id(envoi) for envoi, _ in resultat.manquees}
    envois = [one for one in resultat.passage.envois if id(one) not in missed]
    ecrit = resultat.ecrit
    yield from _object(
        passage=_text(resultat.nom),
        date=_text(resultat.passage.date_arrete.isoformat()),
        simulation=_text(resultat.demande.simuler),
        creancier=_text(resultat.portefeuille.creancier.nom),
        sortie=_text(str(resultat.sortie) if resultat.sortie else None),
        fichiers=_text({what: str(path) for what, path in resultat.fichiers.items()}),
        totaux=_text(
            {
                "lettres": len(envois),
                "manquees": len(missed),
                "echeances": sum(len(one.lignes) for one in envois),
                "reste_du": amount(sum((one.reste_du for one in envois), Decimal(0))),
            }
        ),
        lettres=_list(_letter(one, files.get(id(one)), (lines[id(line)] for line in one.lignes)) for one in envois),
        manquees=_text(
            [
                {"debiteur": envoi.debiteur.code, "reste_du": amount(envoi.reste_du), **of_anomaly(anomalie)}
                for envoi, anomalie in resultat.manquees
            ]
        ),
        propositions_perimees=_text(resultat.perimees),
        propositions=_list(lines.values()),
        comptes=_list(
            _account(one, resultat.passage.faits[code]).encode() for code, one in resultat.situations.items()
        ),
        anomalies=_text([of_anomaly(one) for one in resultat.anomalies]),
        reprise=_text(_resumed(resultat.reprise) if resultat.reprise else None),
        classeur=_text(
            {
                "relances_ajoutees": ecrit.relances if ecrit else 0,
                "propositions": ecrit.propositions if ecrit else 0,
                "sauvegarde": str(ecrit.backup) if ecrit and ecrit.backup else None,
            }
        ),
    )


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
        "groupe": envoi.groupe,
        "canal": str(envoi.canal) if envoi.canal else None,
        "canal_prevu": str(envoi.acheminement.prevu if envoi.acheminement else envoi.niveau.canal),
        "canal_pourquoi": envoi.acheminement.faute if envoi.acheminement else "",
        "modele": envoi.niveau.modele,
        "ton": envoi.ton,
        "reste_du": amount(envoi.reste_du),
    }
    files = _text(_files(made))[1:-1] if made else _NO_FILE
    return b"%b[%b]}" % (f'{_text(head)[:-1]}, {files}, "lignes": '.encode(), b", ".join(lignes))


def _files(made: "Made | None") -> Json:
    return {
        "indemnites": amount(sum(made.indemnites.values(), Decimal(0))) if made else None,
        "document": str(made.document) if made else None,
        "docx": str(made.docx) if made and made.docx else None,
        "pdf": str(made.document) if made and made.docx else None,
        "eml": str(made.eml) if made and made.eml else None,
        "texte": made.texte if made and made.texte else None,
        "pages": made.pages if made else None,
        "empreinte": made.empreinte if made else None,
    }


_NO_FILE = _text(_files(None))[1:-1]  # that of each letter of a simulation


def _proposition(one: Proposition) -> bytes:
    etat = one.etat
    echeance = etat.echeance
    head = (
        f'{{"debiteur": {_quoted_often(echeance.debiteur)}, "facture": {_quoted(echeance.facture)}, '
        f'"echeance": "{_iso(echeance.echeance)}", "ligne": {echeance.ligne}, '
        f'"ttc": "{amount(echeance.montant)}", "avoirs": "{amount(etat.avoirs)}", "regle": "{amount(etat.regle)}", '
        f'"reste_du": "{amount(etat.reste_du)}", "conteste": "{amount(one.conteste)}", '
        f'"retard": {max(etat.retard, 0)}, "procedure": {_quoted_often(one.procedure)}, '
        f'"niveau": {one.niveau.niveau if one.niveau else "null"}, '
        f'"decision": {_quoted(one.decision)}, "pourquoi": '
    )
    # apart: its narrow spaces would make all of the line a wide text, slower to put together and to encode
    return b"%b%b}" % (head.encode(), _quoted(one.pourquoi).encode())


def _resumed(reprise: "Reprise") -> Json:
    return {
        "passage": reprise.passage,
        "date": reprise.date.isoformat(),
        "issue": str(reprise.issue),
        "message": reprise.message,
        "sortie": str(reprise.sortie),
        "retires": list(reprise.retires),
        "remis": list(reprise.remis),
        "gardes": list(reprise.gardes),
        "manquants": list(reprise.manquants),
    }


def _account(situation: Situation, faits: Faits) -> str:
    ways = faits.comportement
    head = {
        "debiteur": situation.debiteur,
        "segment": faits.famille.nom,
        "raisons": faits.famille.raisons,
        "delai_moyen": ways.delai_moyen,
        "part_en_retard": None if ways.part_en_retard is None else str(ways.part_en_retard),
        "promesses_rompues": ways.promesses_rompues,
        "credit": amount(situation.credit),
    }
    return f'{_text(head)[:-1]}, "imputations": [{", ".join(map(_imputation, situation.imputations))}]}}'


def _imputation(one: Imputation) -> str:
    return (
        f'{{"source": "{"avoir" if isinstance(one.source, Avoir) else "reglement"}", "ligne": {one.source.ligne}, '
        f'"date": "{_iso(one.source.date)}", "facture": {_quoted(one.echeance.facture)}, '
        f'"echeance": "{_iso(one.echeance.echeance)}", "montant": "{amount(one.montant)}", '
        f'"nommee": {"true" if one.nommee else "false"}}}'
    )


def _object(**fields: str | Iterator[bytes]) -> Iterator[bytes]:
    """Yield the pieces of an object whose fields are JSON texts, or come in pieces."""
    before = "{"
    for key, value in fields.items():
        yield f"{before}{_quoted(key)}: ".encode()
        yield from (value.encode(),) if isinstance(value, str) else value
        before = ", "
    yield b"}"


def _list(items: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces of a list, each of a few items."""
    items, before = iter(items), b"["
    while some := b", ".join(islice(items, TOGETHER)):
        yield before + some
        before = b", "
    yield b"]" if before == b", " else b"[]"
