"""Letters composed from small ledgers, with plain spaces in what they say."""

from ledgers import NIVEAUX, jour, niveau, passage, relance
from relancier.creances.portefeuille import Portefeuille
from relancier.documents.catalog import Catalog
from relancier.documents.compose import Composed, Composer

NARROW, NBSP = "\u202f", "\u00a0"
MISE_EN_DEMEURE = (*NIVEAUX, niveau(4, 45, accorde=8))
BEFORE = tuple(relance("F1", n, 5 * n) for n in (1, 2, 3))


def composed(livre: Portefeuille, le: int = 60) -> tuple[Composed, Composer]:
    composer = Composer(livre, jour(le), f"P{jour(le)}", Catalog(), projet=False)
    [envoi] = passage(livre, le).envois
    return composer.compose(envoi), composer


def plain(text: str) -> str:
    return text.replace(NARROW, " ").replace(NBSP, " ")
