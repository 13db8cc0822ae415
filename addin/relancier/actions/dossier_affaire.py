"""From the workbook and the exhibits to the case that its documents tell."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from relancier.actions.decompte import Etabli
from relancier.base.dates import format_short
from relancier.base.money import format_euros
from relancier.creances.annulations import en_vigueur
from relancier.creances.appels import est_manque
from relancier.creances.conventions import Conventions
from relancier.creances.mises_en_demeure import MODELE
from relancier.creances.plans import StatutEcheancier, is_signed
from relancier.creances.portefeuille import Canal, NatureSuspension, Portefeuille, Relance
from relancier.documents.dossier.affaire import Affaire, Demarche, Fait, NatureDemarche, PieceListee
from relancier.dossier.natures import Nature
from relancier.dossier.pieces import PiecePrete
from relancier.droit.juridiction import Juridiction

Resolve = Callable[[str], str]  # a document's name in the workbook -> the path that exhibits bear
SANS_LETTRE = frozenset({Canal.TELEPHONE, Canal.SMS})
PREUVES = (Nature.PREUVE_DE_DEPOT, Nature.AVIS_DE_RECEPTION)


@dataclass(frozen=True, slots=True)
class PieceAuDossier:
    """An exhibit of the file, with what links it to the workbook.

    Attributes:
      documents: the files that it is made of, as the workbook names them, resolved.
    """

    prete: PiecePrete
    documents: tuple[str, ...]
    premiere_page: int | None = None
    volume: int = 0

    def listee(self) -> PieceListee:
        """Return it as documents list it."""
        one = self.prete.piece
        return PieceListee(
            numero=one.numero,
            nature=one.nature,
            intitule=one.intitule,
            pages=self.prete.pages,
            date=one.date,
            reference=one.reference,
            premiere_page=self.premiere_page,
            volume=self.volume,
            empreinte=self.prete.empreinte,
            factures=one.factures,
        )


def affaire_de(
    portefeuille: Portefeuille,
    drawn: Etabli,
    conventions: Conventions,
    court: Juridiction,
    pieces: Sequence[PieceAuDossier],
    jour: date,
    factures: Sequence[str],
    resolve: Resolve,
    renvoi: str = "",
) -> Affaire:
    """Return the case of the décompte `drawn`.

    Args:
      portefeuille: the workbook.
      drawn: what is owed, with the clocks of prescription.
      conventions: those in which it was counted.
      court: where it is brought.
      pieces: the exhibits, in the order of the bundle.
      jour: the day of the documents.
      factures: those that are claimed.
      resolve: how a document's name in the workbook becomes the path that `pieces` bear.
      renvoi: the court to go on before, on opposition; "" when that is not asked.
    """
    code = drawn.decompte.debiteur.code
    clocks = [one.dernier_jour for one in drawn.prescriptions.values()]
    return Affaire(
        creancier=portefeuille.creancier,
        debiteur=drawn.decompte.debiteur,
        decompte=drawn.decompte,
        conventions=conventions,
        juridiction=court,
        pieces=tuple(one.listee() for one in pieces),
        etabli_le=jour,
        demarches=tuple(_letters(portefeuille, code, factures, pieces, resolve)),
        faits=tuple(_plans(portefeuille, code, pieces, resolve)),
        renvoi=renvoi,
        prescription=min(clocks, default=None),
        contestee=_dispute(portefeuille, code, factures, jour),
    )


def _letters(
    portefeuille: Portefeuille, code: str, factures: Sequence[str], pieces: Sequence[PieceAuDossier], resolve: Resolve
) -> Iterator[Demarche]:
    letters: dict[object, list[Relance]] = {}
    for one in en_vigueur(portefeuille.relances):
        if one.debiteur == code and one.facture in factures and not est_manque(one):
            letters.setdefault(one.document or (one.emise, one.modele, one.niveau), []).append(one)
    proofs = [one.prete.piece for one in pieces if one.prete.piece.nature in PREUVES]
    told: set[str] = set()
    for rows in letters.values():
        first = rows[0]
        about = tuple(dict.fromkeys(one.facture for one in rows))
        notice = first.modele.startswith(MODELE)
        shown = [
            one.prete.piece.numero for one in pieces if first.document and resolve(first.document) in one.documents
        ]
        kind = Nature.MISE_EN_DEMEURE if notice else Nature.RELANCE
        if not shown:  # a copy that the user listed, of a letter whose document the history does not name
            shown = [
                one.prete.piece.numero for one in pieces if one.prete.piece.nature == kind and _is_of(one, first, about)
            ]
        absence = "" if shown else _absence(first)
        if notice:
            shown += [one.numero for one in proofs if not one.factures or set(one.factures) & set(about)]
        told.update(shown)
        yield Demarche(
            date=first.emise or first.date,
            nature=NatureDemarche.MISE_EN_DEMEURE if notice else NatureDemarche.RELANCE,
            canal=first.canal,
            pieces=tuple(shown),
            factures=about,
            depose=first.depose,
            recu=first.recu,
            numero=first.numero,
            absence=absence,
        )
    yield from _listed(pieces, told)


def _absence(letter: Relance) -> str:
    """Say why no exhibit shows a letter of the history."""
    where = f"feuille Relances, ligne {letter.ligne}"
    if letter.document:
        return f"{where} : son document, « {letter.document} », n'est pas parmi les pièces"
    if letter.canal in SANS_LETTRE:
        return f"{where} : par {letter.canal}, elle n'a pas laissé de lettre"
    return f"{where} : la colonne Document est vide ; ajoutez la lettre à la feuille Pièces, nature et date de l'envoi"


def _listed(pieces: Sequence[PieceAuDossier], told: Collection[str]) -> Iterator[Demarche]:
    """Yield the notices that the user listed and that the history does not know, with their proofs."""
    proofs = [one.prete.piece for one in pieces if one.prete.piece.nature in PREUVES]
    for one in (piece.prete.piece for piece in pieces):
        if one.nature == Nature.MISE_EN_DEMEURE and one.numero not in told and one.date is not None:
            own = [proof.numero for proof in proofs if proof.numero not in told]
            yield Demarche(
                date=one.date,
                nature=NatureDemarche.MISE_EN_DEMEURE,
                pieces=(one.numero, *own),
                factures=one.factures,
            )


def _is_of(piece: PieceAuDossier, letter: Relance, about: Sequence[str]) -> bool:
    """Say whether an exhibit is a letter of the history: its day, and its factures if it names any."""
    one = piece.prete.piece
    return one.date in (letter.emise, letter.date) and (not one.factures or bool(set(one.factures) & set(about)))


def _plans(portefeuille: Portefeuille, code: str, pieces: Sequence[PieceAuDossier], resolve: Resolve) -> Iterator[Fait]:
    for plan in portefeuille.echeanciers:
        if plan.debiteur != code or not is_signed(plan):
            continue
        agreed = _shown(pieces, resolve, plan.document)
        if agreed or plan.statut == StatutEcheancier.ROMPU:
            text = f"échéancier {plan.id} signé pour {format_euros(plan.montant)}"
            yield Fait(plan.date_accord, text, agreed, plan.montant)
        ended = _shown(pieces, resolve, plan.document_final)
        if plan.statut == StatutEcheancier.ROMPU and plan.fin is not None:
            yield Fait(plan.fin, f"déchéance du terme de l'échéancier {plan.id}, faute de paiement", ended)


def _shown(pieces: Sequence[PieceAuDossier], resolve: Resolve, document: str) -> tuple[str, ...]:
    if not document:
        return ()
    return tuple(one.prete.piece.numero for one in pieces if resolve(document) in one.documents)


def _dispute(portefeuille: Portefeuille, code: str, factures: Sequence[str], jour: date) -> str:
    for one in portefeuille.suspensions:
        running = one.du <= jour and (one.au is None or jour <= one.au)
        if one.debiteur == code and one.nature is NatureSuspension.LITIGE and running:
            if one.facture and one.facture not in factures:
                continue
            what = f"pour {format_euros(one.montant_conteste)}" if one.montant_conteste else "en totalité"
            why = f" : {one.motif.rstrip('.')}" if one.motif else ""
            which = f"la facture {one.facture}" if one.facture else "la dette"
            return f"Depuis le {format_short(one.du)}, le débiteur conteste {which} {what}{why}."
    return ""
