"""The sales that the exhibits tell: what each facture was for, to the cent of the workbook's rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relancier.classeur import schema

from workbook import exemple_creancier, exemple_debiteurs, exemple_donnees
from workbook.exemple_types import jour


@dataclass(frozen=True, slots=True)
class Article:
    """A line of a devis: `prix` is for one, € HT."""

    libelle: str
    quantite: int
    prix: Decimal

    @property
    def montant(self) -> Decimal:
        """€ HT."""
        return self.quantite * self.prix


@dataclass(frozen=True, slots=True)
class Partie:
    """The creditor or a debtor, as papers name them; `siren` "" for a person."""

    nom: str
    forme: str
    adresse: tuple[str, ...]
    code_postal: str
    ville: str
    siren: str
    email: str
    telephone: str

    @property
    def lignes(self) -> tuple[str, ...]:
        """The address block, without the name."""
        return (*self.adresse, f"{self.code_postal} {self.ville}")


@dataclass(frozen=True, slots=True)
class Affaire:
    """One facture and the papers that led to it.

    Attributes:
      ttc: € of the workbook's row; `articles` and `tva` give it.
      tva: in %.
      commandee, livree: the days of the order and of the delivery.
    """

    client: Partie
    numero: str
    emise: date
    echeance: date
    objet: str
    ttc: Decimal
    commande: str
    livraison: str
    tva: int
    commandee: date
    livree: date
    articles: tuple[Article, ...]

    @property
    def ht(self) -> Decimal:
        """€ before VAT."""
        return sum((one.montant for one in self.articles), Decimal(0))

    @property
    def montant_tva(self) -> Decimal:
        """€ of VAT."""
        return self.ttc - self.ht


def _articles(*lignes: tuple[str, int, str]) -> tuple[Article, ...]:
    return tuple(Article(libelle, quantite, Decimal(prix)) for libelle, quantite, prix in lignes)


# (debtor, due object) -> VAT in %, order, delivery, lines
_VENTES = {
    ("CL036", "Portes isothermes, quai n° 1"): (
        20,
        jour(5, 11),
        jour(5, 27),
        _articles(
            ("Porte isotherme battante, 1 000 × 2 100 mm", 2, "1240.00"),
            ("Bâti inox et seuil isolé", 2, "312.50"),
            ("Pose et réglage sur site", 1, "550.00"),
        ),
    ),
    ("CL036", "Portes isothermes, quai n° 2"): (
        20,
        jour(5, 11),
        jour(5, 28),
        _articles(
            ("Porte isotherme battante, 1 000 × 2 100 mm", 1, "1240.00"),
            ("Livraison sur quai, sans pose", 1, "70.00"),
        ),
    ),
    ("CL024", "Portail coulissant en aluminium"): (
        10,
        jour(5, 18),
        jour(6, 24),
        _articles(
            ("Portail coulissant en aluminium, 3 500 × 1 600 mm", 1, "890.00"),
            ("Rail, butées et poignée", 1, "85.00"),
            ("Pose et réglage", 1, "175.00"),
        ),
    ),
    ("CL004", "Volets battants douglas, rue du Four"): (
        20,
        jour(6, 2),
        jour(6, 25),
        _articles(
            ("Volet battant douglas à deux vantaux, 1 250 × 1 350 mm", 8, "248.80"),
            ("Ferrures, arrêts et espagnolette", 8, "22.50"),
            ("Livraison et pose, rue du Four", 1, "300.00"),
        ),
    ),
}


def creancier() -> tuple[Partie, dict[str, str]]:
    """Return the example's creditor, and its settings by key."""
    reglages = {str(cle): str(valeur) for cle, valeur, _ in exemple_creancier.lignes()}
    return (
        Partie(
            reglages["Nom"],
            reglages["Forme juridique"],
            (reglages["Adresse 1"], reglages["Adresse 2"]),
            reglages["Code postal"],
            reglages["Ville"],
            reglages["SIREN"],
            reglages["E-mail"],
            reglages["Téléphone"],
        ),
        reglages,
    )


def affaires() -> dict[str, Affaire]:
    """Return the sales by facture number.

    Raises:
      ValueError: the lines of a sale do not add up to the workbook's amount.
    """
    clients = {
        str(row[0]): _client(dict(zip(schema.DEBITEURS.names, row, strict=True))) for row in exemple_debiteurs.lignes()
    }
    found: dict[str, Affaire] = {}
    for row in exemple_donnees.contenu()[schema.FACTURES.name]:
        cells = dict(zip(schema.FACTURES.names, row, strict=True))
        vente = _VENTES.get((str(cells["Code débiteur"]), str(cells["Objet"])))
        if vente is not None:
            affaire = _affaire(cells, clients[str(cells["Code débiteur"])], *vente)
            if affaire.ht * (100 + affaire.tva) != affaire.ttc * 100:
                raise ValueError(f"{affaire.numero}: the lines make {affaire.ht} € HT, not {affaire.ttc} € TTC")
            found[affaire.numero] = affaire
    return found


def _affaire(
    cells: Mapping[str, object],
    client: Partie,
    tva: int,
    commandee: date,
    livree: date,
    articles: tuple[Article, ...],
) -> Affaire:
    emise, echeance, ttc = cells["Date"], cells["Échéance"], cells["Montant TTC"]
    if not isinstance(emise, date) or not isinstance(echeance, date) or not isinstance(ttc, Decimal):
        raise TypeError(f"{cells['Numéro']}: a date or an amount typed as text")
    return Affaire(
        client,
        str(cells["Numéro"]),
        emise,
        echeance,
        str(cells["Objet"]),
        ttc,
        str(cells["Bon de commande"]),
        str(cells["Bon de livraison"]),
        tva,
        commandee,
        livree,
        articles,
    )


def _client(cells: Mapping[str, object]) -> Partie:
    return Partie(
        str(cells["Nom"]),
        str(cells["Forme juridique"] or ""),
        tuple(str(cells[name]) for name in ("Adresse 1", "Adresse 2") if cells[name]),
        str(cells["Code postal"]),
        str(cells["Ville"]),
        str(cells["SIREN"] or ""),
        str(cells["E-mail"]),
        str(cells["Téléphone"]),
    )
