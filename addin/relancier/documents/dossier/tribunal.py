"""How a request names its court: to whom it is addressed, and with a blank where the town is not known."""

from relancier.documents.dossier.identite import A_REMPLIR
from relancier.droit.juridiction import Juridiction, Nature, de_ville

# kind of court -> to whom, how the court is called after "le" or "la", template of the request
_TC = ("le président du tribunal de commerce", "le tribunal de commerce", "requete-injonction-tc")
_COURTS = {
    Nature.TC: _TC,
    Nature.TAE: (
        "le président du tribunal des activités économiques",
        "le tribunal des activités économiques",
        "requete-injonction-tc",
    ),
    Nature.CHAMBRE_COMMERCIALE: (
        "le président de la chambre commerciale du tribunal judiciaire",
        "la chambre commerciale du tribunal judiciaire",
        "requete-injonction-tc",
    ),
    Nature.MIXTE: (
        "le président du tribunal mixte de commerce",
        "le tribunal mixte de commerce",
        "requete-injonction-tc",
    ),
    Nature.TJ: ("le président du tribunal judiciaire", "le tribunal judiciaire", "requete-injonction-tj"),
    Nature.JCP: (
        "le juge des contentieux de la protection du tribunal judiciaire",
        "le juge des contentieux de la protection du tribunal judiciaire",
        "requete-injonction-jcp",
    ),
}


def destinataire(juridiction: Juridiction) -> str:
    """Return to whom the request is addressed, "le président du tribunal de commerce de Lyon"."""
    return _COURTS[juridiction.nature][0] + _town(juridiction) + _doubt(juridiction)


def nom(juridiction: Juridiction) -> str:
    """Return the court with its article, "le tribunal de commerce de Lyon"."""
    return _COURTS[juridiction.nature][1] + _town(juridiction) + _doubt(juridiction)


def modele(juridiction: Juridiction) -> str:
    """Return the template of the request to this court."""
    return _COURTS[juridiction.nature][2]


def recoit_une_requete(juridiction: Juridiction) -> bool:
    """Say whether an injonction de payer can be asked of this kind of court."""
    return juridiction.nature in _COURTS


def _doubt(juridiction: Juridiction) -> str:
    """Say on the paper that the kind of court is only the likeliest: whoever signs it confirms it first."""
    return "" if juridiction.certaine else " (juridiction à confirmer)"


def _town(juridiction: Juridiction) -> str:
    return f" {de_ville(juridiction.siege)}" if juridiction.siege else f" de {A_REMPLIR}"
