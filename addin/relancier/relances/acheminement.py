"""A passage with each letter on the channel that can take it, and what is said where it is not the one asked for."""

from collections.abc import Iterator
from dataclasses import replace

from relancier.base.contacts import read_emails
from relancier.base.errors import Anomalie, Gravite, Lieu
from relancier.creances.portefeuille import Canal
from relancier.relances.canaux import DEBITEURS, Acheminement, canal_de, incomplete
from relancier.relances.passage import Decision, Envoi, Passage, Proposition

TABLE = "tblDebiteurs"
POSTED = (Canal.COURRIER, Canal.LRAR)


def acheminer(passage: Passage) -> Passage:
    """Return `passage` with the channel of each letter decided and told in its lines.

    A letter that nothing can carry leaves `envois` for `injoignables`, and its lines are blocked.
    """
    envois = tuple(_routed(one) for one in passage.envois)
    lines: dict[int, Proposition] = {
        id(before): after
        for one, routed in zip(passage.envois, envois, strict=True)
        for before, after in zip(one.lignes, routed.lignes, strict=True)
        if after is not before
    }
    propositions = tuple(lines.get(id(one), one) for one in passage.propositions)
    return replace(
        passage,
        propositions=propositions,
        envois=tuple(one for one in envois if one.canal is not None),
        injoignables=tuple(one for one in envois if one.canal is None),
    )


def _routed(envoi: Envoi) -> Envoi:
    segments = envoi.faits.famille.segments if envoi.faits else ()
    route = canal_de(envoi.niveau, next((one.canal for one in segments if one.canal), None), envoi.debiteur)
    lines = tuple(_line(one, route) for one in envoi.lignes)
    return replace(envoi, lignes=lines, acheminement=route)


def _line(one: Proposition, route: Acheminement) -> Proposition:
    if not route.manques and one.niveau is not None and one.niveau.canal is route.canal:
        return one  # it goes as its level says: nothing to add
    sentence = one.pourquoi + _told(route)
    if route.canal is None:
        return replace(one, decision=Decision.BLOQUEE, niveau=None, pourquoi=sentence)
    return replace(one, canal=route.canal, pourquoi=sentence)


def _told(route: Acheminement) -> str:
    if not route.manques:
        return ""
    if route.canal is None:
        return f" Rien ne peut partir, {route.faute}."
    return f" Par {route.canal} et non par {route.prevu}, {route.faute}."


def unreachable(passage: Passage) -> tuple[tuple[Envoi, Anomalie], ...]:
    """Return the letters that nothing can carry, each with the cell to fill."""
    return tuple((one, _unreachable(one, one.acheminement)) for one in passage.injoignables if one.acheminement)


def _unreachable(envoi: Envoi, route: Acheminement) -> Anomalie:
    debiteur, lack = envoi.debiteur, route.manques[0]
    return Anomalie(
        "adresse-absente",
        Gravite.BLOQUANTE,
        Lieu(feuille=lack.feuille, table=TABLE, colonne=lack.colonne),
        lack.trouve or debiteur.code,
        f"La lettre à {debiteur.code} ({debiteur.nom}) ne peut pas partir, {route.faute}.",
        lack.remede,
        debiteur.code,
    )


def remarques(passage: Passage) -> tuple[Anomalie, ...]:
    """Return a remark for each debtor whom another channel than the one asked for reaches, with the cell to fill."""
    return tuple({(one.debiteur, one.message): one for one in _remarks(passage)}.values())


def _remarks(passage: Passage) -> Iterator[Anomalie]:
    for envoi in passage.envois:
        route, debiteur = envoi.acheminement, envoi.debiteur
        if route is None or route.canal is None:
            continue
        who = f"{debiteur.code} ({debiteur.nom})"
        if route.canal in POSTED and (lacking := incomplete(debiteur.adresse)):
            yield Anomalie(
                "adresse-incomplete",
                Gravite.REMARQUE,
                Lieu(feuille=DEBITEURS, table=TABLE, colonne=lacking[0]),
                debiteur.code,
                f"{who} : l'adresse postale est incomplète, il manque « {' », « '.join(lacking)} ».",
                "Complétez-la : une lettre qui n'arrive pas ne prouve rien.",
                debiteur.code,
            )
        if route.manques:
            lack = route.manques[0]
            yield Anomalie(
                "canal-remplace",
                Gravite.REMARQUE,
                Lieu(feuille=lack.feuille, table=TABLE, colonne=lack.colonne),
                lack.trouve,
                f"{who} : la relance prévue par {route.prevu} part par {route.canal}, {route.faute}.",
                lack.remede,
                debiteur.code,
            )
        if route.canal is Canal.EMAIL and (odd := read_emails(debiteur.email).illisibles):
            yield Anomalie(
                "e-mail-illisible",
                Gravite.REMARQUE,
                Lieu(feuille=DEBITEURS, table=TABLE, colonne="E-mail"),
                odd[0],
                f"{who} : « {odd[0]} » n'est pas une adresse e-mail ; le message part aux autres adresses.",
                "Corrigez-la ; plusieurs adresses se séparent par un point-virgule.",
                debiteur.code,
            )
