"""The parties as CPC 54 and 57 want them named: what the workbook knows, and a visible blank for what it does not."""

from relancier.base.typed import fold, squeeze
from relancier.creances.portefeuille import Adresse, Creancier, Debiteur, TypeDebiteur
from relancier.documents.address import HOME
from relancier.documents.dossier.context import Mention, PartieRequete
from relancier.documents.dossier.typographie import francais
from relancier.documents.echeancier.identite import EN_SON_NOM
from relancier.documents.parties import in_euros, registration

A_REMPLIR = "…" * 12
A_COMPLETER = f"{A_REMPLIR} (à compléter)"
SI_CONNU = f"{A_REMPLIR} (à compléter, s’il est connu)"


def creancier(one: Creancier) -> PartieRequete:
    """Return the creditor: a person when the workbook gives it no legal form, or the form of one."""
    if not one.forme_juridique or fold(one.forme_juridique) in EN_SON_NOM:
        lines = _person(one.forme_juridique, one.siren, one.rcs, one.adresse, A_COMPLETER)
        return PartieRequete(squeeze(one.nom), lines, physique=True)
    capital = f" au capital de {in_euros(one.capital)}" if one.capital else ""
    acting = f"{one.signataire}, {one.qualite}" if one.signataire and one.qualite else one.signataire
    lines = _company(f"{one.forme_juridique}{capital}", one.adresse, one.siren, one.rcs, acting)
    return PartieRequete(squeeze(one.nom), lines, physique=False)


def debiteur(one: Debiteur) -> PartieRequete:
    """Return the debtor; of a professional whose form is not known, nobody knows whether it is a person."""
    named = one.nom if fold(one.nom).startswith(fold(one.civilite)) else f"{one.civilite} {one.nom}"
    name = squeeze(named)
    if one.type is TypeDebiteur.CONSOMMATEUR or fold(one.forme_juridique) in EN_SON_NOM:
        return PartieRequete(
            name, _person(one.forme_juridique, one.siren, one.rcs, one.adresse, SI_CONNU), physique=True
        )
    return PartieRequete(name, _company(one.forme_juridique, one.adresse, one.siren, one.rcs, ""), physique=False)


def signataire(one: Creancier) -> str:
    """Return who signs for the creditor; "" when it signs itself, dots when nobody is known to."""
    return one.signataire or (A_REMPLIR if one.forme_juridique else "")


def a_completer(party: PartieRequete) -> tuple[str, ...]:
    """Return the labels of what is left to write."""
    return tuple(one.libelle for one in party.mentions if A_REMPLIR in one.valeur)


def _company(form: str, adresse: Adresse, siren: str, rcs: str, acting: str) -> tuple[Mention, ...]:
    person = "pour une personne physique : prénoms, profession, nationalité, date et lieu de naissance"
    return (
        Mention("Forme", form or francais(f"{A_COMPLETER} ; {person}")),
        Mention("Siège social" if form else "Siège ou domicile", _address(adresse) or A_COMPLETER),
        Mention("Immatriculation", registration(siren, rcs) or A_COMPLETER),
        Mention("Représentée par", acting or f"{A_REMPLIR} (organe qui la représente légalement, à compléter)"),
    )


def _person(form: str, siren: str, rcs: str, adresse: Adresse, blank: str) -> tuple[Mention, ...]:
    registered = registration(siren, rcs)
    lines = [
        Mention("Prénoms", f"{A_REMPLIR} (à compléter, si le nom ci-dessus ne les porte pas)"),
        Mention("Profession", blank),
        Mention("Domicile", _address(adresse) or A_COMPLETER),
        Mention("Nationalité", blank),
        Mention("Né(e) le, à", blank),
    ]
    for label, known in (("Immatriculation", registered), ("Exerçant en", form)):
        if known:
            lines.insert(1, Mention(label, known))
    return tuple(lines)


def _address(one: Adresse) -> str:
    street = [line.strip() for part in (one.adresse_1, one.adresse_2) for line in part.split("\n") if line.strip()]
    town = f"{one.code_postal} {one.ville}".strip()
    country = "" if fold(one.pays) in HOME else one.pays
    return ", ".join(part for part in (*street, town, country) if part)
