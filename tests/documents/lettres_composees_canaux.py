"""A debtor's letter, e-mail, SMS or call sheet, composed from a small ledger."""

from dataclasses import replace

from ledgers import jour, passage
from relancier.creances.portefeuille import Canal, Creancier, Niveau, Portefeuille
from relancier.documents.catalog import Catalog
from relancier.documents.compose import Composer
from relancier.relances.acheminement import acheminer
from relancier.relances.passage import Envoi

CREANCIER = Creancier(
    "ATELIER DU RHÔNE",
    forme_juridique="SARL",
    telephone="04 72 00 00 00",
    email="compta@atelier.example.fr",
    iban="FR7630006000011234567890189",
    signataire="Claire Fontaine",
)


def by(canal: Canal, *niveaux: Niveau) -> tuple[Niveau, ...]:
    return tuple(replace(one, canal=canal) for one in niveaux)


def composer(livre: Portefeuille, le: int, *, projet: bool = False) -> Composer:
    return Composer(livre, jour(le), f"P{jour(le)}", Catalog(), projet=projet)


def sent(livre: Portefeuille, le: int) -> Envoi:
    [envoi] = acheminer(passage(livre, le)).envois
    return envoi


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")
