"""What is missing from the file, or contradicts it, before anything is written: each with its remedy.

A defect stops the file unless the user insists; it is then listed in it. Some things cannot be passed over: a debt
born before an insolvency procedure is declared, not claimed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relancier.base.dates import format_short
from relancier.base.money import format_euros
from relancier.base.solid import solid
from relancier.creances.mises_en_demeure import Fondement, MiseEnDemeure
from relancier.creances.releve import Decompte
from relancier.dossier.natures import Nature
from relancier.dossier.pieces import Constat, Gravite
from relancier.droit.prescription import Prescription

COMMANDES = (Nature.CONTRAT, Nature.DEVIS, Nature.COMMANDE)
Terme = tuple[str, date]


@dataclass(frozen=True, slots=True)
class PieceVue:
    """What the checks need of an exhibit.

    Attributes:
      texte: its words, "" when it has none that can be read.
    """

    numero: str
    nature: Nature
    factures: tuple[str, ...]
    date: date | None
    texte: str = ""


def controler(
    decompte: Decompte,
    pieces: Sequence[PieceVue],
    notices: Mapping[Terme, MiseEnDemeure],
    prescriptions: Mapping[Terme, Prescription],
    totaux: Mapping[str, Decimal],
) -> tuple[Constat, ...]:
    """Return what is missing or wrong in the file of a claim.

    Args:
      decompte: what is claimed, on its day.
      pieces: the exhibits.
      notices: the mise en demeure of each term that has one.
      prescriptions: the clock of each term that is claimed.
      totaux: the total of each facture (€ TTC), all its terms together.
    """
    claimed = tuple(dict.fromkeys(one.echeance.facture for one in decompte.dettes if one.total and one.echue))
    return (
        *_insolvency(decompte),
        *_barred(decompte, prescriptions),
        *(found for facture in claimed for found in _evidence(facture, pieces)),
        *_notices(decompte, pieces, notices),
        *_amounts(pieces, totaux, claimed),
    )


def _insolvency(decompte: Decompte) -> Iterator[Constat]:
    if decompte.declaration is not None:
        opened = format_short(decompte.declaration.ouverture)
        yield Constat(
            "procedure-collective",
            Gravite.REFUS,
            f"Une procédure collective est ouverte depuis le {opened} : les dettes antérieures se déclarent, elles ne "
            "se réclament plus en justice.",
            "Faites la déclaration de créance : --nature declaration.",
        )


def _barred(decompte: Decompte, prescriptions: Mapping[Terme, Prescription]) -> Iterator[Constat]:
    for (facture, due), clock in prescriptions.items():
        if clock.acquise(decompte.au):
            yield Constat(
                "prescription-acquise",
                Gravite.DEFAUT,
                f"La facture {facture}, échéance du {format_short(due)}, est prescrite depuis le "
                f"{format_short(clock.dernier_jour)} ({clock.texte.citation}).",
                "Retirez-la, ou joignez l'acte qui a interrompu la prescription (reconnaissance, échéancier signé).",
            )
        elif (months := clock.alerte(decompte.au)) is not None:
            yield Constat(
                "prescription-proche",
                Gravite.REMARQUE,
                f"La facture {facture}, échéance du {format_short(due)}, sera prescrite après le "
                f"{format_short(clock.dernier_jour)}, dans moins de {months} mois : la requête n'y change rien avant "
                "la signification de l'ordonnance.",
                "Déposez sans attendre.",
            )


def _evidence(facture: str, pieces: Sequence[PieceVue]) -> Iterator[Constat]:
    """Say what does not prove `facture`; an exhibit that names no facture proves something of all."""
    about = [one for one in pieces if not one.factures or facture in one.factures]
    has = {one.nature for one in about}
    if not any(one.nature is Nature.FACTURE and facture in one.factures for one in about):
        yield Constat(
            "facture-absente",
            Gravite.DEFAUT,
            f"La facture {facture} elle-même n'est pas parmi les pièces.",
            "Donnez son fichier dans la colonne Fichier de la feuille Factures.",
        )
    ordered, delivered = has & set(COMMANDES), Nature.LIVRAISON in has
    if not ordered:
        yield Constat(
            "commande-absente",
            Gravite.REMARQUE if delivered else Gravite.DEFAUT,
            f"Rien ne prouve la commande de la facture {facture} : ni contrat, ni devis, ni bon de commande.",
            "Ajoutez-en un à la feuille Pièces, avec ce numéro de facture (ou aucun, s'il vaut pour toutes).",
        )
    if not delivered:
        yield Constat(
            "livraison-absente",
            Gravite.REMARQUE if ordered else Gravite.DEFAUT,
            f"Rien ne prouve la livraison ou l'exécution de la facture {facture}.",
            "Ajoutez un bon de livraison signé, un procès-verbal ou un échange qui la reconnaît.",
        )


def _notices(
    decompte: Decompte, pieces: Sequence[PieceVue], notices: Mapping[Terme, MiseEnDemeure]
) -> Iterator[Constat]:
    exhibits = [one for one in pieces if one.nature is Nature.MISE_EN_DEMEURE]
    proofs = [one for one in pieces if one.nature in (Nature.PREUVE_DE_DEPOT, Nature.AVIS_DE_RECEPTION)]
    due = [one.echeance for one in decompte.dettes if one.total and one.echue]
    without = list(
        dict.fromkeys(
            one.facture
            for one in due
            if (one.facture, one.echeance) not in notices
            and not any(not exhibit.factures or one.facture in exhibit.factures for exhibit in exhibits)
        )
    )
    if without:
        yield Constat(
            "mise-en-demeure-absente",
            Gravite.DEFAUT,
            f"Aucune mise en demeure n'est dans l'historique ni parmi les pièces pour {_names(without)}.",
            "Envoyez-la d'abord (« relancier lot »), ou ajoutez à la feuille Pièces celle qui est partie.",
        )
    elif not exhibits and due:
        yield Constat(
            "mise-en-demeure-sans-piece",
            Gravite.DEFAUT,
            "La mise en demeure est dans l'historique, mais son document n'est pas parmi les pièces.",
            "Remettez le dossier des lettres à côté du classeur, ou ajoutez-la à la feuille Pièces.",
        )
    if exhibits and not proofs:
        told = any(one.fondement is Fondement.RECEPTION for one in notices.values())
        yield Constat(
            "preuve-d-envoi-absente",
            Gravite.DEFAUT,
            "Ni preuve de dépôt ni avis de réception de la mise en demeure parmi les pièces"
            + (", bien que sa réception soit notée." if told else "."),
            "Scannez-les et ajoutez-les à la feuille Pièces (nature : avis de réception).",
        )


def _amounts(pieces: Iterable[PieceVue], totaux: Mapping[str, Decimal], claimed: Sequence[str]) -> Iterator[Constat]:
    """Compare each facture's total with the words of its exhibit, when it has any."""
    for one in pieces:
        if one.nature is not Nature.FACTURE or not one.texte.strip():
            continue
        words = solid(one.texte)
        for facture in one.factures:
            total = totaux.get(facture)
            if facture not in claimed or total is None:
                continue
            if not any(solid(written) in words for written in _writings(total)):
                yield Constat(
                    "montant-contredit",
                    Gravite.DEFAUT,
                    f"La pièce n° {one.numero} ne porte pas le montant de la facture {facture} : "
                    f"{format_euros(total)} TTC d'après le classeur.",
                    "Vérifiez le montant du classeur, et que c'est le bon fichier.",
                    one.numero,
                )
            if solid(facture) not in words:
                yield Constat(
                    "numero-contredit",
                    Gravite.DEFAUT,
                    f"La pièce n° {one.numero} ne porte pas le numéro {facture}.",
                    "Vérifiez que c'est le bon fichier.",
                    one.numero,
                )


def _writings(amount: Decimal) -> tuple[str, ...]:
    """The ways in which a program may print an amount, white space apart."""
    plain = f"{amount:.2f}"
    parted = f"{amount:,.2f}"
    french = plain.replace(".", ",")
    return plain, french, parted, parted.translate(str.maketrans(",.", ".,")), parted.replace(",", "'")


def _names(factures: Sequence[str]) -> str:
    return f"la facture {factures[0]}" if len(factures) == 1 else f"les factures {', '.join(factures)}"
