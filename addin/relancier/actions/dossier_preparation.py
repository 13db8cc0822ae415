"""The exhibits of a file, before anything is written: chosen, made into clean PDFs, checked, grouped, numbered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from relancier.actions.decompte import Etabli
from relancier.actions.dossier_affaire import PieceAuDossier
from relancier.actions.progress import Progress
from relancier.base.money import ZERO
from relancier.creances.mises_en_demeure import mises_en_demeure
from relancier.creances.plans import running
from relancier.creances.plans_pointes import plans_au
from relancier.creances.portefeuille import Portefeuille
from relancier.documents.pdf.text import quick_text
from relancier.dossier.choix import Candidat, choisir, resolved
from relancier.dossier.groupes import reunir, titre
from relancier.dossier.intake.prepare import prepare
from relancier.dossier.intake.rapport import Refusee
from relancier.dossier.natures import Nature
from relancier.dossier.numeros import ecrire, manquants, numeroter
from relancier.dossier.pieces import Constat, Gravite, Piece, PiecePrete
from relancier.dossier.preuves import PieceVue, controler

TITRE_DECOMPTE = "Décompte"
RECLAMATIONS = frozenset({"mise-en-demeure-absente", "mise-en-demeure-sans-piece", "preuve-d-envoi-absente"})


@dataclass(frozen=True, slots=True)
class Preparation:
    """What the exhibits of a file are.

    Attributes:
      pieces: numbered, in the order of the bundle; those that cannot be used are left out.
      constats: all that was found: what is missing, what is wrong with each exhibit.
      ecartes: French sentences: what was left out, and why.
      factures: the numbers of those that are claimed.
      dossier: the workbook's folder, from which files are named.
    """

    pieces: tuple[PieceAuDossier, ...]
    constats: tuple[Constat, ...]
    ecartes: tuple[str, ...]
    factures: tuple[str, ...]
    dossier: Path

    def resolve(self, named: str) -> str:
        """Return the path of a document that the workbook names, as `PieceAuDossier.documents` writes it."""
        return str(resolved(self.dossier, named))


def preparer(
    portefeuille: Portefeuille,
    drawn: Etabli,
    factures: Sequence[str],
    classeur: Path,
    folder: Path,
    mots_de_passe: Mapping[str, str],
    suivi: Progress,
    *,
    en_justice: bool = True,
) -> Preparation:
    """Return the exhibits that prove `factures`, the décompte `drawn` last, made into clean PDFs in `folder`.

    Args:
      classeur: the workbook: files are named from its folder.
      mots_de_passe: of encrypted exhibits, by file name.
      en_justice: a judge is asked for the debts: what is missing from their proof is a flaw.

    Raises:
      InvalidInput: "numero-de-piece".
    """
    code, dossier = drawn.decompte.debiteur.code, classeur.parent
    chosen = choisir(portefeuille, code, factures, dossier)
    own = Candidat(
        Nature.DECOMPTE, f"{TITRE_DECOMPTE} arrêté au {drawn.decompte.au:%d/%m/%Y}", drawn.fichiers["pdf"],
        drawn.decompte.au, factures=(), source="Relancier",
    )  # fmt: skip
    candidates = (*chosen.candidats, own)
    numbered = numeroter([one.voulu for one in candidates])
    numbers = {rank: ecrire(place) for place, ranks in numbered for rank in ranks}
    wanted = [_piece(one, numbers[rank]) for rank, one in enumerate(candidates)]
    passwords = {one.fichier: mots_de_passe[one.fichier.name] for one in wanted if one.fichier.name in mots_de_passe}
    suivi.stage("Préparation des pièces", len(wanted))
    made = prepare(wanted, folder, mots_de_passe=passwords, suivi=lambda _: suivi.step())
    # an exhibit that is left out has no number: its file is named
    found = [*chosen.constats, *(replace(one.constat, piece="") for one in made if isinstance(one, Refusee))]
    usable = {rank: one for rank, one in enumerate(made) if isinstance(one, PiecePrete)}
    changed = {rank: tuple(_changed(candidates[rank], one)) for rank, one in usable.items()}
    usable = {rank: replace(one, constats=(*one.constats, *changed[rank])) for rank, one in usable.items()}
    pieces = _grouped(numbered, wanted, usable, folder)
    found += [one for piece in pieces for one in piece.prete.constats]
    found += [*_rows(portefeuille), *_plans(portefeuille, code, factures, drawn.decompte.au)]
    found += [one for piece in pieces for one in _odd(piece, classeur, drawn.decompte.au)]
    found += [
        Constat(
            "numero-manquant",
            Gravite.REMARQUE,
            f"Aucune pièce n'a le numéro {number}.",
            "Corrigez la colonne Numéro de la feuille Pièces.",
        )
        for number in manquants([place for place, _ in numbered])
    ]
    checked = _checked(portefeuille, drawn, pieces)
    if not en_justice:
        checked = tuple(replace(one, gravite=Gravite.REMARQUE) for one in checked if one.code != "procedure-collective")
    if drawn.decompte.declaration is not None:  # what is declared is no longer asked for
        checked = tuple(one for one in checked if one.code not in RECLAMATIONS)
    return Preparation(pieces, (*found, *checked), chosen.ecartes, tuple(factures), dossier)


def _rows(portefeuille: Portefeuille) -> Iterator[Constat]:
    """Yield what the sheet of proofs says that could not be understood."""
    for one in portefeuille.anomalies:
        if one.lieu.table == "tblPieces":
            yield Constat("ligne-de-piece", Gravite.REMARQUE, f"{one.lieu} : {one.message}", one.remede)


def _plans(portefeuille: Portefeuille, code: str, factures: Sequence[str], au: date) -> Iterator[Constat]:
    """Yield a flaw for each plan that gives the debtor time to pay what is claimed."""
    owed = [one for one in portefeuille.echeances if one.debiteur == code and one.facture in factures]
    for plan in running((one for one in plans_au(portefeuille, au) if one.debiteur == code), au):
        about = list(dict.fromkeys(one.facture for one in owed if plan.couvre(one)))
        if about:
            yield Constat(
                "echeancier-en-cours",
                Gravite.DEFAUT,
                f"L'échéancier {plan.id} court ({plan.statut}) sur {', '.join(about)} : tant qu'il tient, ce n'est pas "
                "exigible.",
                "Attendez sa fin, ou prononcez d'abord la déchéance du terme (« relancier echeancier etat »).",
            )


def _odd(piece: PieceAuDossier, classeur: Path, au: date) -> Iterator[Constat]:
    """Yield what is odd in where an exhibit comes from, or in its date."""
    one = piece.prete.piece
    if one.date is not None and one.date > au:
        message = f"Elle est datée du {one.date:%d/%m/%Y}, après le jour du dossier."
        yield Constat(
            "piece-posterieure", Gravite.DEFAUT, message, "Corrigez sa date, ou celle du dossier.", one.numero
        )
    for document in map(Path, piece.documents):
        if document == classeur:
            message = "C'est le classeur lui-même, avec les données de tous vos clients."
            yield Constat("piece-classeur", Gravite.DEFAUT, message, "Corrigez la colonne Fichier.", one.numero)
        elif one.nature != Nature.DECOMPTE and not document.is_relative_to(classeur.parent):
            message = f"Son fichier est hors du dossier du classeur : « {document} »."
            yield Constat("piece-d-ailleurs", Gravite.REMARQUE, message, "Vérifiez que c'est le bon.", one.numero)


def _piece(one: Candidat, numero: str) -> Piece:
    return Piece(numero, str(one.nature), one.intitule, one.chemin, one.date, one.reference, one.factures)


def _changed(candidate: Candidat, made: PiecePrete) -> list[Constat]:
    if not candidate.empreinte or candidate.empreinte == made.empreinte:
        return []
    return [
        Constat(
            "piece-changee",
            Gravite.DEFAUT,
            f"Le fichier « {candidate.chemin.name} » n'est plus celui qui a été enregistré ({candidate.source}) : son "
            "empreinte SHA-256 est une autre.",
            "Reprenez l'original d'une sauvegarde, ou corrigez la colonne Empreinte.",
            made.piece.numero,
        )
    ]


def _grouped(
    numbered: Sequence[tuple[tuple[int, int], tuple[int, ...]]],
    wanted: Sequence[Piece],
    usable: Mapping[int, PiecePrete],
    folder: Path,
) -> tuple[PieceAuDossier, ...]:
    """Return one exhibit for each number; when some are left out, those that stay are numbered anew without holes."""
    whole = all(rank in usable for _, ranks in numbered for rank in ranks)
    out: list[PieceAuDossier] = []
    for place, ranks in numbered:
        kept = [rank for rank in ranks if rank in usable]
        if not kept:
            continue
        numero = ecrire(place) if whole else str(len(out) + 1)
        members = [wanted[rank] for rank in kept]
        head = replace(
            members[0],
            numero=numero,
            intitule=titre(members),
            factures=tuple(dict.fromkeys(name for one in members for name in one.factures)),
        )
        if any(not one.factures for one in members):
            head = replace(head, factures=())  # one of them is about the whole account
        ready = reunir([usable[rank] for rank in kept], head, folder)
        ready = replace(ready, constats=tuple(replace(found, piece=numero) for found in ready.constats))
        out.append(PieceAuDossier(ready, tuple(str(one.fichier) for one in members)))
    return tuple(out)


def _checked(portefeuille: Portefeuille, drawn: Etabli, pieces: Sequence[PieceAuDossier]) -> tuple[Constat, ...]:
    code = drawn.decompte.debiteur.code
    totals: dict[str, Decimal] = {}
    for one in portefeuille.echeances:
        if one.debiteur == code:
            totals[one.facture] = totals.get(one.facture, ZERO) + one.montant
    seen = [
        PieceVue(
            one.prete.piece.numero,
            Nature(one.prete.piece.nature),
            one.prete.piece.factures,
            one.prete.piece.date,
            "".join(quick_text(one.prete.pdf)) if one.prete.piece.nature == Nature.FACTURE else "",
        )
        for one in pieces
    ]
    notices = mises_en_demeure(portefeuille.relances, code, portefeuille.niveaux)
    return controler(drawn.decompte, seen, notices, drawn.prescriptions, totals)
