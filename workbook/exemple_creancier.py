"""The creditor of the example. Invented: its SIREN and its bank begin with digits that are never allotted."""

from relancier.classeur.schema import REGLAGES
from stdnum import luhn

from workbook.feuilles import Ligne

SIREN_SANS_CLE = "08451236"
BANQUE, GUICHET, COMPTE = "99999", "00042", "00104512364"

VALEURS = {
    "Nom": "Menuiseries Vauclair",
    "Forme juridique": "SAS",
    "Capital social": "150 000",
    "RCS": "Villefranche-Tarare",
    "Adresse 1": "14 rue des Charpentiers",
    "Adresse 2": "Zone artisanale du Grand Pré",
    "Code postal": "69400",
    "Ville": "Villefranche-sur-Saône",
    "Téléphone": "01 99 00 45 10",
    "E-mail": "comptabilite@vauclair.example.fr",
    "Site": "www.vauclair.example.fr",
    "BIC": "BQFIFRP0",
    "Signataire": "Hélène Vauclair",
    "Qualité": "présidente",
    "Procédure": "Standard",
}


def siren(eight: str) -> str:
    """Return the SIREN that begins with `eight` digits: the ninth is Luhn's key."""
    return eight + luhn.calc_check_digit(eight)


def tva(number: str) -> str:
    """Return the French VAT number of a SIREN (key = 12 + 3 × (SIREN mod 97), mod 97)."""
    return f"FR{(12 + 3 * (int(number) % 97)) % 97:02}{number}"


def iban(banque: str, guichet: str, compte: str) -> str:
    """Return the French IBAN of an account of eleven digits, with its RIB key and its IBAN key."""
    rib = 97 - (89 * int(banque) + 15 * int(guichet) + 3 * int(compte)) % 97
    bban = f"{banque}{guichet}{compte}{rib:02}"
    key = 98 - int(f"{bban}152700") % 97  # F = 15, R = 27, then 00
    return f"FR{key:02}{bban}"


def lignes() -> list[Ligne]:
    """Return the rows of `tblCreancier`."""
    number = siren(SIREN_SANS_CLE)
    account = iban(BANQUE, GUICHET, COMPTE)
    grouped = " ".join(account[start : start + 4] for start in range(0, len(account), 4))
    valeurs = VALEURS | {"SIREN": number, "N° TVA": tva(number), "IBAN": grouped}
    return [(reglage.cle, valeurs.get(reglage.cle, ""), reglage.aide) for reglage in REGLAGES]
