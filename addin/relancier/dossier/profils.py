"""Where a file is sent, and what that place accepts: one line each, with the source of its limit and its date."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

MO = 1_000_000  # bytes: the smaller reading of "Mo", lest a limit be passed


@dataclass(frozen=True, slots=True)
class Profil:
    """A destination.

    Attributes:
      nom: how it is asked for.
      libelle: how documents name it.
      taille_max: bytes of each file; None for no limit.
      une_liasse: the exhibits are bound; else each is sent by itself.
      recto_verso: each exhibit begins on a right-hand page.
      source: where the limit was read, and when; how sure it is.
    """

    nom: str
    libelle: str
    taille_max: int | None
    une_liasse: bool = True
    recto_verso: bool = False
    source: str = ""


PROFILS: Mapping[str, Profil] = MappingProxyType(
    {
        one.nom: one
        for one in (
            Profil(
                "rpva",
                "RPVA, envoi à la juridiction",
                4 * MO,
                source="pages professionnelles de 2017 (Cass. 2e civ., 16 novembre 2017, n° 16-24.864) ; à vérifier",
            ),
            Profil(
                "avocats",
                "RPVA, envoi entre avocats",
                10 * MO,
                source="pages professionnelles de 2017 ; à vérifier",
            ),
            Profil(
                "tribunal-digital",
                "Tribunal Digital",
                10 * MO,
                source="limite inconnue : 10 Mo par prudence ; vérifiez celle qu'affiche le site",
            ),
            Profil(
                "mespieces",
                "Mes Pièces (commissaires de justice)",
                10 * MO,
                une_liasse=False,
                source="limite inconnue : 10 Mo par pièce, par prudence ; vérifiez celle qu'affiche le site",
            ),
            Profil("papier", "papier, recto verso", None, recto_verso=True),
            Profil("sans-limite", "sans limite de taille", None),
        )
    }
)
PAR_DEFAUT = "tribunal-digital"
