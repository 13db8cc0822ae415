"""Which documents make the file of one debtor: what the user listed, and what the history knows.

Factures name their file in their own row; relances and plans name the document that was sent or signed. A document
that is both listed and known is one exhibit, described by the user.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from relancier.base.dates import format_short
from relancier.base.money import format_euros
from relancier.creances.annulations import en_vigueur
from relancier.creances.mises_en_demeure import MODELE
from relancier.creances.plans import is_signed
from relancier.creances.portefeuille import Canal, Echeancier, PieceDeclaree, Portefeuille, Relance
from relancier.dossier.natures import RANGS, Nature, est_connue, lire_nature, proche
from relancier.dossier.pieces import Constat, Gravite


@dataclass(frozen=True, slots=True)
class Candidat:
    """A document that may become an exhibit.

    Attributes:
      chemin: where it is.
      empreinte: the SHA-256 that was recorded; "" when none was.
      voulu: the number that the user gave it; "" for its place in the usual order.
      source: where it comes from, in French, for messages.
    """

    nature: Nature
    intitule: str
    chemin: Path
    date: dt.date | None = None
    reference: str = ""
    factures: tuple[str, ...] = ()
    empreinte: str = ""
    voulu: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Choix:
    """What was found for a debtor.

    Attributes:
      candidats: in the order of the bordereau.
      ecartes: French sentences: what was left out, and why.
      constats: documents that are named but are not there, and kinds that are not known.
    """

    candidats: tuple[Candidat, ...]
    ecartes: tuple[str, ...] = ()
    constats: tuple[Constat, ...] = ()


def choisir(portefeuille: Portefeuille, code: str, factures: Sequence[str], dossier: Path) -> Choix:
    """Return the documents that prove `factures` of the debtor `code`, in the usual order.

    Args:
      portefeuille: the workbook.
      code: the debtor.
      factures: the numbers of those that are claimed.
      dossier: the workbook's folder, from which files are named.
    """
    claimed = frozenset(factures)
    rows, aside = _rows(portefeuille, code, claimed)
    listed = [_of_row(one, dossier) for one in rows]
    known = [*_invoices(portefeuille, code, claimed, dossier), *_sent(portefeuille, code, claimed, dossier)]
    known += _plans(portefeuille, code, claimed, dossier)
    found: dict[Path, Candidat] = {}
    seen: dict[Path, Candidat] = {}
    for one in listed:
        if (other := seen.setdefault(one.chemin, one)) is not one:
            twin = f"« {other.intitule} » ({other.source})"
            aside.append(f"« {one.intitule} » ({one.source}) : ce fichier est déjà la pièce {twin}.")
    for one in (*listed, *known):
        first = found.get(one.chemin)
        found[one.chemin] = one if first is None else _merged(first, one)
    everything = sorted(found.values(), key=_order)
    missing = [one for one in everything if not one.chemin.is_file()]
    return Choix(
        tuple(one for one in everything if one.chemin.is_file()),
        tuple(aside),
        (*(_absent(one) for one in missing), *(_unknown(one) for one in rows if not est_connue(one.nature))),
    )


def _order(one: Candidat) -> tuple[int, dt.date, int, str, str]:
    return RANGS[one.nature], one.date or dt.date.max, list(Nature).index(one.nature), one.reference, one.intitule


def _merged(first: Candidat, other: Candidat) -> Candidat:
    """Keep the user's words, and add what only the history knows."""
    return replace(
        first,
        date=first.date or other.date,
        reference=first.reference or other.reference,
        factures=tuple(dict.fromkeys((*first.factures, *other.factures))),
        empreinte=first.empreinte or other.empreinte,
    )


def _absent(one: Candidat) -> Constat:
    return Constat(
        "piece-introuvable",
        Gravite.REFUS,
        f"« {one.intitule} » ({one.source}) : le fichier « {one.chemin.name} » n'est pas là.",
        f"Remettez-le dans « {one.chemin.parent} », ou corrigez son nom.",
    )


def _unknown(one: PieceDeclaree) -> Constat:
    near = proche(one.nature)
    found = f"« {one.nature} » n'est pas une nature connue" if one.nature else "la nature n'est pas indiquée"
    guess = f"Vouliez-vous dire « {near} » ? " if near else ""
    return Constat(
        "nature-inconnue",
        Gravite.REMARQUE,
        f"Feuille Pièces, ligne {one.ligne}, colonne Nature : {found} ; la pièce « {one.intitule or one.fichier} » est "
        "classée dans la correspondance.",
        f"{guess}Écrivez {', '.join(list(Nature)[:-1])} ou {list(Nature)[-1]}.",
    )


def _rows(portefeuille: Portefeuille, code: str, claimed: frozenset[str]) -> tuple[list[PieceDeclaree], list[str]]:
    kept: list[PieceDeclaree] = []
    aside: list[str] = []
    for one in portefeuille.pieces:
        if one.debiteur != code:
            continue
        if one.facture and one.facture not in claimed:
            aside.append(f"« {one.intitule or one.fichier} » : la facture {one.facture} n'est pas réclamée.")
            continue
        kept.append(one)
    return kept, aside


def _of_row(one: PieceDeclaree, dossier: Path) -> Candidat:
    nature = lire_nature(one.nature)
    said = one.nature or "pièce"
    title = one.intitule or f"{said[0].upper()}{said[1:]}{f' {one.facture}' if one.facture else ''}"
    return Candidat(
        nature,
        title,
        resolved(dossier, one.fichier),
        one.date,
        one.facture if nature is Nature.FACTURE else "",
        (one.facture,) if one.facture else (),
        one.empreinte.casefold(),
        one.numero,
        f"feuille Pièces, ligne {one.ligne}",
    )


def resolved(dossier: Path, named: str) -> Path:
    """Return the path of a file that the workbook names, `dossier` being the workbook's folder."""
    # typed on Windows, a path has backslashes wherever it is read
    return (dossier / named.replace("\\", "/")).resolve()


def _invoices(portefeuille: Portefeuille, code: str, claimed: frozenset[str], dossier: Path) -> Iterator[Candidat]:
    totals: dict[str, list[Candidat]] = {}
    for one in portefeuille.echeances:
        if one.debiteur == code and one.facture in claimed and one.fichier:
            totals.setdefault(one.facture, []).append(
                Candidat(
                    Nature.FACTURE,
                    f"Facture {one.facture}",
                    resolved(dossier, one.fichier),
                    one.date,
                    one.facture,
                    (one.facture,),
                    source=f"feuille Factures, ligne {one.ligne}",
                )
            )
    for found in totals.values():
        yield found[0]


def _sent(portefeuille: Portefeuille, code: str, claimed: frozenset[str], dossier: Path) -> Iterator[Candidat]:
    letters: dict[str, list[Relance]] = {}
    for one in en_vigueur(portefeuille.relances):
        if one.debiteur == code and one.facture in claimed and one.document:
            letters.setdefault(one.document, []).append(one)
    for document, rows in letters.items():
        first = rows[0]
        notice = first.modele.startswith(MODELE)
        yield Candidat(
            Nature.MISE_EN_DEMEURE if notice else Nature.RELANCE,
            _letter_title(first, notice=notice),
            resolved(dossier, document),
            first.emise or first.date,
            first.numero,
            tuple(dict.fromkeys(one.facture for one in rows)),
            first.empreinte.casefold(),
            source=f"feuille Relances, ligne {first.ligne}",
        )


def _letter_title(one: Relance, *, notice: bool) -> str:
    what = "Mise en demeure" if notice else f"Relance de niveau {one.niveau}"
    how = []
    if one.canal and one.canal != Canal.COURRIER:
        how.append(f"{one.canal} n° {one.numero}" if one.numero else one.canal)
    if one.depose is not None:
        how.append(f"déposée le {format_short(one.depose)}")
    if one.recu is not None:
        how.append(f"reçue le {format_short(one.recu)}")
    detail = f" ({', '.join(how)})" if how else ""
    return f"{what} du {format_short(one.emise or one.date)}{detail}"


def _plans(portefeuille: Portefeuille, code: str, claimed: frozenset[str], dossier: Path) -> Iterator[Candidat]:
    owed = [one for one in portefeuille.echeances if one.debiteur == code and one.facture in claimed]
    for plan in portefeuille.echeanciers:
        if plan.debiteur != code or not is_signed(plan):
            continue
        about = tuple(dict.fromkeys(one.facture for one in owed if plan.couvre(one)))
        if about:
            yield from _of_plan(portefeuille, plan, about, dossier)


def _of_plan(portefeuille: Portefeuille, plan: Echeancier, about: tuple[str, ...], dossier: Path) -> Iterator[Candidat]:
    source = f"feuille Échéanciers, ligne {plan.ligne}"
    if plan.document:
        title = f"Protocole d'accord {plan.id} du {format_short(plan.date_accord)}, {format_euros(plan.montant)}"
        path = resolved(dossier, plan.document)
        yield Candidat(Nature.ECHEANCIER, title, path, plan.date_accord, plan.id, about, plan.empreinte, source=source)
    told: set[str] = set()
    for one in portefeuille.mensualites:
        if one.plan == plan.cle and one.document and one.notifiee is not None and one.document not in told:
            told.add(one.document)
            title = f"Mise en demeure de payer la mensualité {one.rang}, du {format_short(one.notifiee)}"
            path = resolved(dossier, one.document)
            where = f"feuille Mensualités, ligne {one.ligne}"
            yield Candidat(Nature.ECHEANCIER, title, path, one.notifiee, plan.id, about, one.empreinte, source=where)
    if plan.document_final and plan.fin is not None:
        title = f"Déchéance du terme de l'échéancier {plan.id}, du {format_short(plan.fin)}"
        path = resolved(dossier, plan.document_final)
        yield Candidat(Nature.ECHEANCIER, title, path, plan.fin, plan.id, about, plan.empreinte_finale, source=source)
