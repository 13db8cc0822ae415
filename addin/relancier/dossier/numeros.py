"""The numbers of the exhibits: 1, 2, 3… in their order, those that the user typed at the place that he gave them."""

import re
from collections.abc import Sequence

from relancier.base.errors import InvalidInput
from relancier.base.typed import fold

SUFFIXES = ("", "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies")
NUMERO = re.compile(rf"(\d{{1,3}})\s*({'|'.join(SUFFIXES[1:])})?")
Place = tuple[int, int]


def lire_numero(typed: str) -> Place:
    """Return the place that « 3 » or « 3 bis » means, as two numbers that sort.

    Raises:
      InvalidInput: "numero-de-piece" when it is neither.
    """
    found = NUMERO.fullmatch(fold(typed).removeprefix("piece ").removeprefix("n°").strip())
    if not found or not int(found[1]):
        raise InvalidInput(
            "numero-de-piece",
            f"« {typed} » n'est pas un numéro de pièce.",
            "Écrivez 3, 3 bis, 3 ter… dans la colonne Numéro de la feuille Pièces, ou videz-la.",
        )
    return int(found[1]), SUFFIXES.index(found[2] or "")


def ecrire(place: Place) -> str:
    """Return a place as it is printed: « 3 bis »."""
    number, suffix = place
    return f"{number} {SUFFIXES[suffix]}" if suffix else str(number)


def numeroter(voulus: Sequence[str]) -> tuple[tuple[Place, tuple[int, ...]], ...]:
    """Return the numbers of the bordereau in order, each with the exhibits that share it, by their rank in `voulus`.

    `voulus` holds, for each exhibit in its usual order, the number that the user typed, "" for none.

    Raises:
      InvalidInput: "numero-de-piece".
    """
    groups: dict[Place, list[int]] = {}
    free = []
    for rank, typed in enumerate(voulus):
        if typed.strip():
            groups.setdefault(lire_numero(typed), []).append(rank)
        else:
            free.append(rank)
    taken = {number for number, suffix in groups if not suffix}
    next_one = 1
    for rank in free:
        while next_one in taken:
            next_one += 1
        groups[next_one, 0] = [rank]
        next_one += 1
    return tuple((place, tuple(groups[place])) for place in sorted(groups))


def manquants(trouves: Sequence[Place]) -> tuple[int, ...]:
    """Return the whole numbers that no exhibit bears, below the highest one."""
    numbers = {number for number, suffix in trouves if not suffix}
    return tuple(one for one in range(1, max((number for number, _ in trouves), default=0)) if one not in numbers)
