"""The two parties of a letter: the sender with its legal mentions, the addressee with its postal block."""

from relancier.base.money import NBSP, format_number
from relancier.base.typed import Unreadable, fold, parse_amount, squeeze
from relancier.creances.portefeuille import Adresse, Creancier, Debiteur
from relancier.documents.address import HOME, postal_lines
from relancier.documents.context import Destinataire, Expediteur

GREETINGS = {
    "madame": "Madame",
    "mme": "Madame",
    "mlle": "Madame",
    "monsieur": "Monsieur",
    "m.": "Monsieur",
    "m": "Monsieur",
    "mr": "Monsieur",
}
EVERYBODY = "Madame, Monsieur"


def expediteur(creancier: Creancier) -> Expediteur:
    """Return the sender's block and legal line (C. com. R123-237: SIREN, RCS and town; R123-238: form, capital)."""
    adresse = creancier.adresse
    telephone = creancier.telephone.replace(" ", NBSP)
    street = [line for part in (adresse.adresse_1, adresse.adresse_2) for line in part.split("\n") if line]
    town = " ".join(part for part in (adresse.code_postal, adresse.ville) if part)
    country = [] if fold(adresse.pays) in HOME else [adresse.pays]
    capital = f" au capital de {in_euros(creancier.capital)}" if creancier.capital else ""
    identity = " ".join(part for part in (creancier.nom, f"{creancier.forme_juridique}{capital}".strip()) if part)
    registered = registration(creancier.siren, creancier.rcs)
    vat = creancier.tva and f"TVA {creancier.tva}"
    seat = f"Siège{NBSP}: {', '.join([*street, town])}" if street else ""
    mentions = " – ".join(part for part in (identity, registered, vat, seat) if part)
    return Expediteur(
        nom=creancier.nom,
        adresse=tuple(line for line in (*street, town, *country) if line),
        contact=tuple(part for part in (telephone, creancier.email, creancier.site) if part),
        mentions=mentions,
        signataire=creancier.signataire,
        qualite=creancier.qualite,
        telephone=telephone,
        email=creancier.email,
    )


def registration(siren: str, rcs: str) -> str:
    """Return where a company is registered, `404 833 048 RCS Lyon`; "" when nothing is known."""
    number = _in_threes(siren)
    if not rcs:
        return number and f"SIREN{NBSP}{number}"
    registry = rcs if fold(rcs).startswith("rcs") else f"RCS {rcs}"
    return f"{number} {registry}".strip()


def identite_creancier(one: Creancier) -> tuple[str, tuple[str, ...]]:
    """Return the creditor's name, and its legal identity: form, seat, registration, who represents it."""
    capital = f" au capital de {in_euros(one.capital)}" if one.capital else ""
    acting = f"{one.signataire}, {one.qualite}" if one.qualite else one.signataire
    lines = (
        f"{one.forme_juridique}{capital}".strip(),
        *_address(one.adresse),
        registration(one.siren, one.rcs),
        one.tva and f"TVA {one.tva}",
        acting and f"représentée par {acting}" if one.forme_juridique else "",
    )
    return squeeze(one.nom), tuple(line for line in lines if line)


def identite_debiteur(one: Debiteur) -> tuple[str, tuple[str, ...]]:
    """Return the debtor's name with its title, and its legal identity: form, address, registration."""
    named = one.nom if fold(one.nom).startswith(fold(one.civilite)) else f"{one.civilite} {one.nom}"
    lines = (one.forme_juridique, *_address(one.adresse), registration(one.siren, one.rcs))
    return squeeze(named), tuple(line for line in lines if line)


def _address(one: Adresse) -> tuple[str, ...]:
    street = [line for part in (one.adresse_1, one.adresse_2) for line in part.split("\n")]
    country = "" if fold(one.pays) in HOME else one.pays
    return (*street, f"{one.code_postal} {one.ville}".strip(), country)


def _in_threes(siren: str) -> str:
    """Return a SIREN as it is printed, `404 833 048`; as typed when it has not nine digits."""
    digits = "".join(siren.split())
    if len(digits) != 9 or not digits.isdecimal():
        return siren
    return NBSP.join((digits[:3], digits[3:6], digits[6:]))


def in_euros(typed: str) -> str:
    """Return the capital in euros without useless cents; as it was typed when it is no amount."""
    try:
        amount = parse_amount(typed)
    except Unreadable:
        return typed
    return f"{format_number(amount, 0 if amount == int(amount) else 2)}{NBSP}€"


def destinataire(debiteur: Debiteur) -> Destinataire:
    """Return the addressee: code, name as typed, postal block, greeting, type."""
    return Destinataire(
        code=debiteur.code,
        nom=squeeze(debiteur.nom),
        adresse=postal_lines(debiteur.nom, debiteur.adresse, debiteur.civilite),
        appel=GREETINGS.get(fold(debiteur.civilite), EVERYBODY),
        type=str(debiteur.type),
    )
