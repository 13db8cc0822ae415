"""A file for the judge, as JSON: amounts are strings with two decimals, dates are ISO."""

from relancier.actions.dossier import Dossier
from relancier.actions.json_view import Json, amount
from relancier.dossier.pieces import Constat


def of_dossier(made: Dossier) -> Json:
    """Return what was made, or what stopped it."""
    sums = made.affaire.decompte.totaux if made.affaire else None
    places = {one.numero: one for one in made.liasse.places} if made.liasse else {}
    return {
        "dossier": str(made.folder) if made.folder else None,
        "archive": str(made.archive) if made.archive else None,
        "empreinte": made.empreinte or None,
        "profil": made.profil.nom,
        "taille_max": made.profil.taille_max,
        "factures": list(made.preparation.factures),
        "reclame": amount(sums.exigible) if sums else None,
        "a_declarer": amount(sums.a_declarer) if sums else None,
        "pieces": [
            {
                "numero": one.prete.piece.numero,
                "nature": one.prete.piece.nature,
                "intitule": one.prete.piece.intitule,
                "date": one.prete.piece.date.isoformat() if one.prete.piece.date else None,
                "reference": one.prete.piece.reference,
                "factures": list(one.prete.piece.factures),
                "pages": one.prete.pages,
                "empreinte": one.prete.empreinte,
                "premiere_page": places[one.prete.piece.numero].premiere_page if places else None,
                "volume": places[one.prete.piece.numero].volume if places else None,
                "fichier": str(places[one.prete.piece.numero].fichier) if places else None,
                "changements": list(one.prete.changements),
            }
            for one in made.preparation.pieces
        ],
        "volumes": [
            {"fichier": str(one.path), "pages": one.pages, "premiere_page": one.premiere_page, "taille": one.taille}
            for one in (made.liasse.volumes if made.liasse else ())
        ],
        "constats": [of_finding(one) for one in made.constats],
        "ecartes": list(made.preparation.ecartes),
        "remarques": list(made.remarques),
    }


def of_finding(one: Constat) -> Json:
    """Return something that was found."""
    return {
        "code": one.code,
        "gravite": str(one.gravite),
        "message": one.message,
        "remede": one.remede,
        "piece": one.piece or None,
        "page": one.page or None,
    }
