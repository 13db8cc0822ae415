"""What the pages of clean exhibits show: blank ones, equal ones, those without text, those turned aside, the weight."""

from collections.abc import Iterator, Sequence

from relancier.dossier.intake.rapport import Limites, Vue, defaut, remarque
from relancier.dossier.pieces import Constat, PiecePrete

_SHOWN = 12


def of_pages(vues: Sequence[Vue], octets: int, limites: Limites) -> Iterator[Constat]:
    """Yield what one exhibit shows, whose clean PDF weighs `octets`."""
    blank = [rank for rank, one in enumerate(vues, 1) if one.vide]
    if blank and len(blank) == len(vues):
        yield defaut(
            "piece-blanche", "Toutes les pages de la pièce paraissent blanches.", "Vérifiez le fichier choisi.", 1
        )
    elif blank:
        yield remarque(
            "page-blanche",
            f"Pages qui paraissent blanches : {_ranks(blank)}.",
            "Retirez-les si elles n'apportent rien.",
            blank[0],
        )
    yield from _equal(vues)
    silent = [rank for rank, one in enumerate(vues, 1) if not one.texte and not one.vide]
    if silent:
        yield remarque(
            "page-sans-texte",
            f"Pages numérisées, dont le texte ne peut pas être cherché : {_ranks(silent)}.",
            "Passez-les à la reconnaissance de caractères si le dossier doit pouvoir y être cherché.",
            silent[0],
        )
    for turned, words in ((180, "à l'envers"), (90, "couché vers la droite"), (270, "couché vers la gauche")):
        ranks = [rank for rank, one in enumerate(vues, 1) if one.sens == turned]
        if ranks:
            yield remarque(
                "page-tournee",
                f"Pages dont le texte est {words} : {_ranks(ranks)}.",
                "Faites-les pivoter dans l'original si elles se lisent mal.",
                ranks[0],
            )
    if limites.sortie is not None and octets > limites.sortie:
        yield defaut(
            "piece-trop-grosse",
            f"La pièce pèse {_mo(octets)}, au-delà de la limite de {_mo(limites.sortie)}.",
            "Numérisez-la à 200 points par pouce, ou en noir et blanc, ou n'en gardez que les pages utiles.",
        )


def duplicates(pretes: Sequence[tuple[PiecePrete, Sequence[Vue]]]) -> dict[int, Constat]:
    """Return, by place in the list, what exhibits repeat an earlier one: the same file, or the same pages."""
    found: dict[int, Constat] = {}
    files: dict[str, str] = {}
    looks: dict[tuple[str, ...], str] = {}
    for rank, (one, vues) in enumerate(pretes):
        numero = one.piece.numero
        look = tuple(vue.image for vue in vues)
        known = all(look)  # a page that could not be drawn is like no other
        if one.empreinte in files:
            what, first = "le même fichier que", files[one.empreinte]
        elif known and look in looks and not all(vue.vide for vue in vues):
            what, first = "les mêmes pages que", looks[look]
        else:
            files[one.empreinte] = numero
            if known:
                looks.setdefault(look, numero)
            continue
        found[rank] = defaut(
            "piece-double",
            f"La pièce n°\u00a0{numero} a {what} la pièce n°\u00a0{first}.",
            "Retirez l'une des deux, ou choisissez le bon fichier.",
        )
    return found


def _equal(vues: Sequence[Vue]) -> Iterator[Constat]:
    first: dict[str, int] = {}
    pairs: list[tuple[int, int]] = []
    for rank, one in enumerate(vues, 1):
        if one.vide or not one.image:
            continue
        if one.image in first:
            pairs.append((first[one.image], rank))
        else:
            first[one.image] = rank
    if pairs:
        shown = ", ".join(f"{second} comme {earlier}" for earlier, second in pairs[:_SHOWN])
        yield remarque(
            "page-double",
            f"Pages d'image identique : {shown}{'…' if len(pairs) > _SHOWN else ''}.",
            "Vérifiez qu'aucune page n'a été numérisée deux fois.",
            pairs[0][1],
        )


def _ranks(ranks: Sequence[int]) -> str:
    return ", ".join(map(str, ranks[:_SHOWN])) + ("…" if len(ranks) > _SHOWN else "")


def _mo(octets: int) -> str:
    return f"{octets / 1e6:.1f}".replace(".", ",") + "\u00a0Mo"
