"""Whether the history is as it was sealed: seals, ranks, rows typed before the first one, and the register.

Rows are followed by rank, not by place: a sorted table is intact, and it is only remarked that it was sorted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from relancier.base.typed import fold
from relancier.classeur.memory.register import Register
from relancier.classeur.memory.rows import CHAINE, History, HistoryRow
from relancier.classeur.memory.seals import FROZEN, Seal, digest, parse, seal
from relancier.classeur.memory.unsealed import Unsealed, cancelled_ids, parted
from relancier.classeur.schema import RELANCES

RESTORE = "Comparez avec la copie d'avant le passage, dans le dossier des sauvegardes."
NEXT_PASSAGE = "Le prochain passage scellera ses lignes."
WITHOUT_RELANCIER = (
    "Supprimez-la, ou annulez-la (relancier annuler). Si c'est une lettre vraiment partie sans Relancier, scellez-la : "
    'relancier sceller CLASSEUR --relance ID --motif "…".'
)
ADD_COLUMN = (
    f"Tapez l'intitulé « {CHAINE} » juste à droite du dernier intitulé de tblRelances, puis enregistrez : les lignes "
    "des prochains passages seront scellées."
)


@dataclass(frozen=True, slots=True)
class Constat:
    """Something found.

    Attributes:
      code: stable identifier, such as "ligne-alteree".
      message, remede: French sentences.
      ligne: the sheet's row; 0 when no row is meant.
      id: the row's Id; "" when it has none.
      rang: the row's place in the history, for one that was sealed; 0 otherwise.
    """

    code: str
    message: str
    remede: str = ""
    ligne: int = 0
    id: str = ""
    rang: int = 0


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found of a history.

    Attributes:
      lignes, scellees: how many rows there are, and how many bear a seal.
      alterations: what is no longer as it was sealed; empty for an intact history.
      remarques: what proves nothing wrong, and what cannot be proved.
    """

    lignes: int
    scellees: int
    alterations: tuple[Constat, ...]
    remarques: tuple[Constat, ...]


@dataclass(frozen=True, slots=True)
class _Sealed:
    seal: Seal
    row: HistoryRow


def check(history: History, register: Register | None) -> Verification:
    """Return what became of `history` since it was sealed."""
    sealed, unsealed, broken = [], [], []
    for row in history.rows:
        if not row[CHAINE]:
            unsealed.append(row)
        elif (found := parse(row[CHAINE])) is None:
            broken.append(row)
        else:
            sealed.append(_Sealed(found, row))
    by_rank: dict[int, list[_Sealed]] = {}
    for one in sealed:
        by_rank.setdefault(one.seal.rank, []).append(one)
    checkpoints = _checkpoints(register)
    start = by_rank[min(by_rank)][0].seal if by_rank else None
    parts = parted(unsealed, start)
    alterations = [
        *(_unreadable(row) for row in broken),
        *_gaps(by_rank),
        *_contents(by_rank, checkpoints, history.absentes),
        *_beginning(start, parts.prior, by_rank),
        *_added(parts, start, cancelled := cancelled_ids(one.row for one in sealed)),
        *_against(register, by_rank),
    ]
    order = [one.seal.rank for one in sealed]
    remarks = [
        *_sorted(order),
        *_harmless(parts, start, cancelled),
        *_not_provable(history, sealed, register),
    ]
    return Verification(len(history.rows), len(sealed), tuple(alterations), tuple(remarks))


def _checkpoints(register: Register | None) -> dict[int, set[str]]:
    """The seals that the register knows, by rank."""
    known: dict[int, set[str]] = {}
    for one in register.inscriptions if register else ():
        known.setdefault(one.tete.rank, set()).add(one.tete.seal)
    return known


def _unreadable(row: HistoryRow) -> Constat:
    return Constat(
        "sceau-illisible",
        f"La ligne {row.ligne} ({row.nom}) : ce que porte la colonne « {CHAINE} » n'est pas un sceau.",
        RESTORE,
        row.ligne,
        row["Id"],
    )


def _gaps(by_rank: dict[int, list[_Sealed]]) -> Iterator[Constat]:
    for before, after in pairwise(sorted(by_rank)):
        if (missing := after - before - 1) > 0:
            upper, lower = by_rank[before][0].row, by_rank[after][0].row
            what = "Une ligne scellée manque" if missing == 1 else f"{missing} lignes scellées manquent"
            yield Constat(
                "lignes-manquantes",
                f"{what} entre {upper} et {lower}. Le contenu de cette dernière n'est plus vérifiable.",
                RESTORE,
                lower.ligne,
                lower["Id"],
                before + 1,
            )


def _contents(
    by_rank: dict[int, list[_Sealed]], checkpoints: dict[int, set[str]], absent: Sequence[str]
) -> Iterator[Constat]:
    """Rows whose content no longer gives their seal, and rows that repeat another."""
    lost = [name for name in absent if name in FROZEN and not RELANCES.column(name).recent]
    remede = _restore([name for name in absent if name in FROZEN and RELANCES.column(name).recent])
    wrong = 0
    first = min(by_rank, default=0)
    for rank in sorted(by_rank):
        seen: set[str] = set()
        for one in by_rank[rank]:
            row = one.row
            if seen:
                original = by_rank[rank][0].row
                yield Constat(
                    "ligne-repetee",
                    f"La ligne {row.ligne} ({row.nom}) porte le même rang que la ligne {original.ligne} : l'une des "
                    "deux a été ajoutée.",
                    "Retirez la copie ; l'original est celui de la sauvegarde.",
                    row.ligne,
                    row["Id"],
                    rank,
                )
            seen.add(one.seal.seal)
            previous = {before.seal.seal for before in by_rank.get(rank - 1, ())} or checkpoints.get(rank - 1, set())
            if one.seal.before and rank == first:
                previous = {one.seal.before}
            if not previous or any(seal(rank, before, row) == one.seal.seal for before in previous):
                continue
            wrong += 1
            if not lost:
                yield Constat(
                    "ligne-alteree",
                    f"La ligne {row.ligne} ({row.nom}) ne correspond plus à son sceau.",
                    remede,
                    row.ligne,
                    row["Id"],
                    rank,
                )
    if lost and wrong:
        names = ", ".join(f"« {name} »" for name in lost)
        yield Constat(
            "colonnes-retirees",
            f"Colonnes absentes de tblRelances : {names}. {wrong} lignes scellées ne correspondent plus à leur sceau.",
            "Rétablissez ces colonnes depuis la sauvegarde, ou indiquez leur nouvel intitulé dans Correspondances.",
        )


def _restore(absent: Sequence[str]) -> str:
    """Return the remedy of a row that lost its seal; a column that an older workbook may lack may be why."""
    names = ", ".join(f"« {name} »" for name in absent)
    why = f" Colonnes absentes de tblRelances : {names} ; si vous les avez retirées, remettez-les d'abord."
    return f"{RESTORE}{why if absent else ''}"


def _beginning(start: Seal | None, prior: Sequence[HistoryRow], by_rank: dict[int, list[_Sealed]]) -> Iterator[Constat]:
    if start is None:
        return
    head = by_rank[start.rank][0].row
    if not start.before:
        what = f"{start.rank - 1} lignes manquent" if start.rank > 2 else "Une ligne manque"
        yield Constat(
            "debut-manquant",
            f"{what} avant la ligne {head.ligne} ({head.nom}) : le début de l'historique scellé a été retiré.",
            RESTORE,
            head.ligne,
            head["Id"],
            start.rank - 1,
        )
        return
    count = start.rank - 1
    if len(prior) < count:
        yield Constat(
            "anterieures-manquantes",
            f"{count} lignes étaient antérieures au premier passage ; il n'en reste que {len(prior)} "
            "(ou une ligne saisie depuis en a pris la place).",
            RESTORE,
        )
    elif digest(prior) != start.before:
        which = f"Les {count} lignes antérieures" if count > 1 else "La ligne antérieure"
        yield Constat(
            "anterieures-alterees",
            f"{which} au premier passage, sans sceau propre, ne {'sont' if count > 1 else 'est'} plus ce que ce "
            "passage a scellé : au moins une a été modifiée, retirée ou remplacée.",
            RESTORE,
        )
    for rank, rows in by_rank.items():
        for one in rows:
            if one.seal.before and rank != start.rank:
                yield Constat(
                    "chaine-recommencee",
                    f"La ligne {one.row.ligne} ({one.row.nom}) recommence la chaîne, qui commence déjà à la ligne "
                    f"{head.ligne}.",
                    RESTORE,
                    one.row.ligne,
                    one.row["Id"],
                    rank,
                )


def _against(register: Register | None, by_rank: dict[int, list[_Sealed]]) -> Iterator[Constat]:
    """What the register saw and the table no longer shows."""
    top = max(by_rank, default=0)
    inscriptions = register.inscriptions if register else ()
    beyond = [one for one in inscriptions if one.tete.rank > top]
    if beyond:
        one = max(beyond, key=lambda one: one.tete.rank)
        missing = one.tete.rank - top
        what = "la dernière ligne manque" if missing == 1 else f"les {missing} dernières manquent"
        yield Constat(
            "fin-manquante",
            f"Le registre ({one.operation}) a vu {one.tete.rank} lignes dans l'historique : {what}.",
            RESTORE,
            rang=top + 1,
        )
    for one in inscriptions:
        rows = by_rank.get(one.tete.rank, [])
        if rows and all(found.seal.seal != one.tete.seal for found in rows):
            row = rows[0].row
            yield Constat(
                "rescelle",
                f"La ligne {row.ligne} ({row.nom}) n'a plus le sceau que le registre a noté ({one.operation}) : "
                "l'historique jusqu'à elle a été refait.",
                RESTORE,
                row.ligne,
                row["Id"],
                one.tete.rank,
            )
            return


def _sorted(order: list[int]) -> Iterator[Constat]:
    if order != sorted(order):
        yield Constat(
            "ordre-change",
            "L'ordre des lignes n'est plus celui des sceaux (un tri, ou une ligne scellée après coup) : aucune n'en "
            "est altérée.",
        )


def _added(parts: Unsealed, start: Seal | None, cancelled: frozenset[str]) -> Iterator[Constat]:
    """Rows typed since the first passage: the next one heeds them as if they had been sent."""
    if start is None or not start.before or not parts.later:
        return
    if not parts.is_sure:
        count, many = len(parts.later), len(parts.later) > 1
        yield Constat(
            "ligne-ajoutee",
            f"{count} ligne{'s' if many else ''} sans sceau {'ont' if many else 'a'} été ajoutée{'s' if many else ''} "
            "à la main après le premier passage, sans qu'on puisse dire "
            f"{'lesquelles' if many else 'laquelle'}.",
            RESTORE,
        )
        return
    for row in parts.later:
        if fold(row["Id"]) not in cancelled:
            yield Constat(
                "ligne-ajoutee",
                f"La ligne {row.ligne} ({row.nom}) a été ajoutée à la main après le premier passage : rien ne la "
                "scelle, et le prochain passage en tient compte.",
                WITHOUT_RELANCIER,
                row.ligne,
                row["Id"],
            )


def _harmless(parts: Unsealed, start: Seal | None, cancelled: frozenset[str]) -> Iterator[Constat]:
    """Rows without a seal that change nothing, or of which nothing says any more when they were typed."""
    if start is None:
        return
    for row in parts.later:
        if not start.before:
            yield Constat(
                "ligne-non-scellee",
                f"La ligne {row.ligne} ({row.nom}) n'a pas de sceau ; le début de l'historique manque, et rien ne dit "
                "plus si elle est d'avant le premier passage.",
                ligne=row.ligne,
                id=row["Id"],
            )
        elif parts.is_sure and fold(row["Id"]) in cancelled:
            yield Constat(
                "ligne-ajoutee-annulee",
                f"La ligne {row.ligne} ({row.nom}), ajoutée à la main après le premier passage, est annulée : elle ne "
                "compte pas.",
                ligne=row.ligne,
                id=row["Id"],
            )


def _not_provable(history: History, sealed: list[_Sealed], register: Register | None) -> Iterator[Constat]:
    if not sealed:
        yield Constat(
            "rien-de-scelle",
            "Aucune ligne n'est scellée : rien ne prouve que l'historique est resté tel quel.",
            ADD_COLUMN if CHAINE in history.absentes else NEXT_PASSAGE,
        )
        if register is None or not register.inscriptions:
            return
    if register is None or not register.inscriptions:
        yield Constat(
            "registre-absent",
            "Le registre n'est pas à côté du classeur : si les dernières lignes de l'historique ont été retirées, cela "
            "ne se voit pas.",
            "Gardez avec le classeur son dossier de sauvegardes.",
        )
        return
    for number in register.illisibles:
        yield Constat("registre-illisible", f"La ligne {number} du registre « {register.path.name} » ne se lit pas.")
    seen = max(one.tete.rank for one in register.inscriptions)
    after = [one for one in sealed if one.seal.rank > seen]
    if after:
        many = len(after) > 1
        yield Constat(
            "apres-le-registre",
            f"{len(after)} ligne{'s' if many else ''} scellée{'s' if many else ''} "
            f"{'suivent' if many else 'suit'} la dernière inscription du registre (dès {after[0].row}).",
        )
