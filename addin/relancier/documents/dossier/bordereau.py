"""The list of exhibits: what each is, where it begins in the bundle, and the fingerprint of its original."""

from relancier.documents.dossier.affaire import Affaire
from relancier.documents.dossier.compose import Document, tete
from relancier.documents.dossier.context import Bordereau
from relancier.documents.dossier.renvois import piece, pluriel


def bordereau(affaire: Affaire) -> Document:
    """Return the bordereau of the exhibits of `affaire`."""
    volumes = len({one.volume for one in affaire.pieces if one.volume})
    context = Bordereau(
        **tete(affaire),
        pieces=tuple(map(piece, affaire.pieces)),
        nombre=pluriel(len(affaire.pieces), "pièce"),
        pages=pluriel(sum(one.pages for one in affaire.pieces), "page"),
        volumes=pluriel(volumes, "volume") if volumes > 1 else "",
        avec_empreintes=any(one.empreinte for one in affaire.pieces),
    )
    return Document("bordereau", "bordereau-pieces", context, tuple(one.intitule for one in affaire.pieces))
