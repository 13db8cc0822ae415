"""What is said of a bundle in the making: findings and changes, in French."""

from collections.abc import Sequence

from relancier.dossier.liasse.images import COARSEST, Reduction
from relancier.dossier.liasse.modele import Source, Tranche
from relancier.dossier.liasse.reliure import Relie
from relancier.dossier.pieces import Constat, Gravite
from relancier.dossier.profils import MO, Profil


def size(octets: int) -> str:
    """Return `4,2 Mo`, or `320 Ko` under a tenth of one."""
    if octets < MO // 10:
        return f"{max(round(octets / 1000), 1)}\u00a0Ko"
    return f"{octets / MO:.1f}\u00a0Mo".replace(".", ",")


def on_content(source: Source) -> list[Constat]:
    """Say on which pages no corner, or no place at the foot, was blank."""
    found: list[Constat] = []
    for code, what, pages in (
        ("tampon-sur-contenu", "le tampon", [not one.tampon_blanc for one in source.emplacements]),
        ("numero-sur-contenu", "le numéro de page", [not one.numero_blanc for one in source.emplacements]),
    ):
        numbers = [rank for rank, covers in enumerate(pages, 1) if covers]
        if numbers:
            message = f"{_pages(numbers)} : aucune place n'est libre pour {what}, qui y figure sur un cadre blanc."
            advice = "Vérifiez que le cadre ne cache rien d'utile ; l'original est joint."
            found.append(Constat(code, Gravite.REMARQUE, message, advice, source.numero, numbers[0]))
    return found


def reduced(done: Reduction) -> str:
    """Return the sentence that says which images were made smaller, and by how much."""
    one = done.images == 1
    how = f"ramenée{'' if one else 's'} à {done.dpi} points par pouce au plus"
    if not done.rapetissees:
        how = f"recompressée{'' if one else 's'} sans perdre de points"
    images = f"{done.images} image{'' if one else 's'} {how}"
    least = f"{images} (JPEG, qualité {done.qualite}) pour tenir dans la taille permise"
    return f"{least} : {size(done.avant)} avant, {size(done.apres)} après ({_pages(done.pages).lower()})"


def too_heavy(numero: str, before: int, after: int, profil: Profil) -> Constat:
    """Say that an exhibit passes the size whatever is done to its images."""
    limit = size(profil.taille_max or 0)
    message = (
        f"Cette pièce pèse {size(after)} (avant réduction : {size(before)}), alors que {profil.libelle} n'accepte que "
        f"{limit} par fichier ; ses images ne sont pas réduites sous {COARSEST[0]} points par pouce."
    )
    advice = "Scannez-la en noir et blanc, ou envoyez-la par un autre moyen."
    return Constat("piece-trop-lourde", Gravite.DEFAUT, message, advice, numero)


def not_reducible(numero: str, size_of: int, profil: Profil) -> Constat:
    """Say that an exhibit passes the size, and that smaller images would not show the same."""
    limit = size(profil.taille_max or 0)
    message = (
        f"Cette pièce pèse {size(size_of)}, alors que {profil.libelle} n'accepte que {limit} par fichier ; plus "
        "petites, ses images ne montreraient plus la même chose : elle est gardée telle quelle."
    )
    advice = "Scannez-la en noir et blanc, ou envoyez-la par un autre moyen."
    return Constat("piece-trop-lourde", Gravite.DEFAUT, message, advice, numero)


def cut(sources: Sequence[Source], shared: Sequence[Sequence[Tranche]]) -> list[Constat]:
    """Say which exhibits stand in several volumes."""
    found: list[Constat] = []
    for rank, source in enumerate(sources):
        held = [number for number, one in enumerate(shared, 1) if any(tranche.piece == rank for tranche in one)]
        if len(held) > 1:
            message = f"Cette pièce ne tient pas dans un volume : elle est répartie sur les volumes {_and(held)}."
            found.append(Constat("piece-coupee", Gravite.REMARQUE, message, "", source.numero))
    return found


def over(bound: Sequence[Relie], limit: int) -> list[Constat]:
    """Say which volumes pass the limit: each holds one page that no cut makes lighter."""
    return [
        Constat(
            "volume-trop-lourd",
            Gravite.DEFAUT,
            f"Le volume {number} pèse {size(one.taille)}, au-delà de {size(limit)} : il tient en une seule page.",
            "Scannez cette page en noir et blanc, ou choisissez un autre profil.",
        )
        for number, one in enumerate(bound, 1)
        if one.taille > limit
    ]


def _pages(numbers: Sequence[int]) -> str:
    return f"Page {numbers[0]}" if len(numbers) == 1 else f"Pages {_and(numbers)}"


def _and(numbers: Sequence[int]) -> str:
    """Return `1`, `1 et 3`, or `1 à 4 et 7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts = [str(run[0]) if len(run) == 1 else f"{run[0]} à {run[-1]}" for run in runs]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} et {texts[-1]}"
