"""What the sender's letters should say of it, and do not: the user's sheet Créancier has holes."""

from relancier.base.errors import Anomalie, Gravite, Lieu
from relancier.base.typed import fold
from relancier.creances.portefeuille import Creancier

# R123-238: companies whose papers state their share capital
WITH_CAPITAL = frozenset({"sarl", "eurl", "sas", "sasu", "sa", "sca", "selarl", "selas"})


def mentions(creancier: Creancier) -> tuple[Anomalie, ...]:
    """Return one remark on what the letters of `creancier` lack (C. com. R123-237 and R123-238); none when complete."""
    capital = fold(creancier.forme_juridique).replace(".", "").replace(" ", "") in WITH_CAPITAL
    holes = [
        name
        for name, there in (
            ("Forme juridique", creancier.forme_juridique),
            ("Capital social", creancier.capital or not capital),
            ("SIREN", creancier.siren),
            ("RCS", creancier.rcs or not capital),
            ("Téléphone ou E-mail", creancier.telephone or creancier.email),
            ("IBAN", creancier.iban),
            ("Signataire", creancier.signataire),
        )
        if not there
    ]
    if not holes:
        return ()
    return (
        Anomalie(
            "mentions-absentes",
            Gravite.REMARQUE,
            Lieu(feuille="Créancier", table="tblCreancier", colonne="Valeur"),
            ", ".join(holes),
            f"Vos lettres partent sans : {', '.join(holes)}.",
            "Remplissez ces lignes de la feuille Créancier ; forme, capital, SIREN et RCS sont obligatoires sur les "
            "courriers d'une société (C. com. R123-237 et R123-238).",
        ),
    )
