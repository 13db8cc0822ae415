"""The special debtors' factures, payments, avoirs and suspensions: each is there for one thing, told in README.md."""

from datetime import date
from decimal import Decimal

from workbook.exemple_types import Avoir, Facture, Reglement, Suspension, jour


def _facture(code: str, rang: str, echeance: date, montant: str, objet: str, *, emise: date | None = None) -> Facture:
    """A facture in one term; issued the month before its due day unless `emise` says otherwise."""
    issued = emise or date(echeance.year, echeance.month - 1, 28)
    return Facture(code, rang, issued, ((echeance, Decimal(montant)),), objet)


AOUT, SEPTEMBRE, OCTOBRE = jour(8, 31), jour(9, 30), jour(10, 31)
JUIN, JUILLET = jour(6, 30), jour(7, 31)

FACTURES: tuple[Facture, ...] = (
    _facture("CL001", "a", OCTOBRE, "1842.60", "Huit fenêtres bois, chantier « L'Été »"),
    _facture("CL002", "a", SEPTEMBRE, "5316.00", "Portes palières coupe-feu EI30"),
    _facture("CL003", "a", AOUT, "3780.00", "Lucarnes et châssis de toit"),
    _facture("CL004", "a", JUILLET, "2964.48", "Volets battants douglas, rue du Four"),
    _facture("CL005", "a", AOUT, "4128.00", "Comptoir d'accueil chêne massif"),
    _facture("CL005", "b", SEPTEMBRE, "2675.40", "Rayonnages sur mesure, 2e étage"),
    _facture("CL005", "c", OCTOBRE, "1090.80", "Plinthes et habillages, 2e étage"),
    Facture(
        "CL006",
        "a",
        jour(8, 31),
        (
            (jour(9, 15), Decimal("7200.00")),
            (jour(10, 31), Decimal("7200.00")),
            (jour(12, 31), Decimal("3600.00")),
        ),
        "Trente-deux portes de chambre, en trois termes",
    ),
    _facture("CL007", "a", OCTOBRE, "2400.00", "Façades de cuisine laquées"),
    _facture("CL008", "a", OCTOBRE, "1200.00", "Escalier quart tournant", emise=jour(9, 21)),
    _facture("CL008", "b", OCTOBRE, "850.00", "Garde-corps d'étage", emise=jour(9, 25)),
    _facture("CL008", "c", OCTOBRE, "640.00", "Trappe de comble isolée", emise=jour(9, 30)),
    _facture("CL009", "a", OCTOBRE, "900.00", "Établi d'atelier en hêtre"),
    _facture("CL010", "a", OCTOBRE, "12480.00", "Menuiseries extérieures, lot n° 6"),
    _facture("CL011", "a", OCTOBRE, "3360.00", "Profilés mélèze, 280 m"),
    _facture("CL012", "a", SEPTEMBRE, "1500.00", "Porte sectionnelle d'atelier"),
    _facture("CL013", "a", SEPTEMBRE, "6210.00", "Baies coulissantes, pavillon B"),
    _facture("CL014", "a", OCTOBRE, "2880.00", "Banque d'accueil et trois box"),
    _facture("CL015", "a", SEPTEMBRE, "3150.00", "Vitrine bois, boutique du centre"),
    _facture("CL016", "a", SEPTEMBRE, "1986.00", "Présentoirs à lunettes, noyer"),
    _facture("CL017", "a", AOUT, "4440.00", "Cloison acoustique d'atelier"),
    _facture("CL018", "a", JUILLET, "3000.00", "Sous-traitance portes intérieures"),
    _facture("CL018", "b", AOUT, "1800.00", "Sous-traitance placards"),
    _facture("CL019", "a", AOUT, "5520.00", "Bardage claire-voie, façade nord"),
    _facture("CL019", "b", SEPTEMBRE, "2310.00", "Bardage claire-voie, pignon"),
    _facture("CL021", "a", jour(12, 15), "4890.00", "Terrasse ipé et pergola", emise=jour(11, 15)),
    _facture("CL022", "a", OCTOBRE, "312.40", "Étagère d'angle"),
    Facture(
        "CL023",
        "a",
        jour(8, 28),
        ((SEPTEMBRE, Decimal("8064.00")),),
        "Ossature bois, hangar de stockage",
        taux=Decimal("15"),
    ),
    _facture("CL024", "a", JUILLET, "1265.00", "Portail coulissant en aluminium"),
    _facture("CL025", "a", jour(11, 10), "684.20", "Deux portes intérieures posées", emise=jour(10, 26)),
    _facture("CL026", "a", JUILLET, "9372.00", "Menuiseries de la salle des fêtes"),
    _facture("CL027", "a", OCTOBRE, "7740.00", "Fenêtres à rénovation, tranche 2"),
    _facture("CL028", "a", SEPTEMBRE, "6588.00", "Jalousies tropicales, vingt unités"),
    _facture("CL029", "a", OCTOBRE, "4215.00", "Portes anticycloniques, six unités"),
    _facture("CL030", "a", OCTOBRE, "2950.00", "Châssis oscillo-battants"),
    _facture("CL031", "a", SEPTEMBRE, "5130.00", "Panneaux lamellés-collés"),
    _facture("CL032", "a", OCTOBRE, "1745.00", "Placages de loupe de noyer"),
    Facture(
        "CL033",
        "a",
        jour(10, 1),
        ((OCTOBRE, Decimal("1128.00")),),
        "Porte d'entrée vitrée",
        tapee=(("Date", "01/10/2026"), ("Échéance", "31/10/2026")),
    ),
    Facture(
        "CL033",
        "b",
        jour(10, 5),
        ((OCTOBRE, Decimal("396.00")),),
        "Pose et finitions",
        tapee=(("Date", "5 octobre 2026"), ("Échéance", "31-10-26")),
    ),
    Facture(
        "CL034",
        "a",
        jour(9, 29),
        ((OCTOBRE, Decimal("1234.56")),),
        "Tasseaux muraux en frêne",
        tapee=(("Montant TTC", "1 234,56 €"),),
    ),
    _facture("CL035", "a", JUILLET, "28440.00", "Halls d'immeuble, bâtiments A et B"),
    _facture("CL035", "b", SEPTEMBRE, "16920.00", "Halls d'immeuble, bâtiment C"),
    _facture("CL036", "a", JUIN, "4386.00", "Portes isothermes, quai n° 1"),
    _facture("CL036", "b", JUIN, "1572.00", "Portes isothermes, quai n° 2"),
    _facture("CL037", "a", SEPTEMBRE, "2130.00", "Bibliothèque de l'agence"),
    _facture("CL038", "a", OCTOBRE, "1680.00", "Banquettes de salle"),
    _facture("CL039", "a", OCTOBRE, "2217.00", "Coffres de volets roulants"),
    _facture("CL040", "a", OCTOBRE, "3405.00", "Portes de grange à deux vantaux"),
)

REGLEMENTS: tuple[Reglement, ...] = (
    Reglement(jour(9, 14), "CL006", "a", Decimal("7200.00"), "virement", "1er terme"),
    Reglement(jour(10, 26), "CL007", "a", Decimal("1000.00"), "chèque", "Acompte, chèque 4410871"),
    Reglement(jour(10, 29), "CL008", "", Decimal("2050.00"), "virement", "VIR MAISONS BOIS DU FOREZ"),
    Reglement(jour(10, 27), "CL009", "", Decimal("1000.00"), "virement", "VIR TOURNESOL"),
    Reglement(jour(9, 30), "CL012", "a", Decimal("1500.00"), "prélèvement", "Prélèvement SEPA"),
    Reglement(jour(10, 7), "CL012", "a", Decimal("-1500.00"), "prélèvement", "Rejet : provision insuffisante"),
    Reglement(SEPTEMBRE, "CL018", "a", Decimal("1200.00"), "virement", "Échéancier, 1re mensualité"),
    Reglement(jour(10, 30), "CL018", "a", Decimal("1200.00"), "virement", "Échéancier, 2e mensualité"),
    Reglement(jour(10, 30), "CL022", "a", Decimal("300.00"), "carte", "Boutique"),
    Reglement(jour(10, 20), "CL034", "a", Decimal("500.00"), "virement", "Acompte", tape="500,00 €"),
    Reglement(jour(11, 12), "CL037", "a", Decimal("2130.00"), "virement", "Votre relance du 30 octobre"),
    Reglement(jour(11, 30), "CL038", "a", Decimal("1680.00"), "virement", "Reçu le jour de l'arrêté"),
)

AVOIRS: tuple[Avoir, ...] = (
    Avoir("CL010", jour(10, 20), Decimal("1480.00"), "Retour de deux châssis, facture {facture}", "a"),
    Avoir("CL011", jour(10, 22), Decimal("360.00"), "Remise de fin d'année"),
)

SUSPENSIONS: tuple[Suspension, ...] = (
    Suspension("CL013", "a", "litige", jour(11, 3), None, None, "Baies rayées à la livraison, expertise en cours"),
    Suspension("CL014", "a", "litige", jour(11, 5), None, Decimal("480.00"), "Un box manquant"),
    Suspension(
        "CL015", "", "promesse", jour(11, 16), jour(12, 15), None, "Virement promis par M. Mercier au téléphone"
    ),
    Suspension("CL016", "", "promesse", jour(11, 2), jour(11, 13), None, "Chèque promis, jamais reçu"),
    Suspension("CL017", "", "suspension", jour(9, 1), jour(12, 31), None, "Accord de la direction : nouveau marché"),
)

# Id, Version, Code débiteur, Date accord, Montant, Nombre, Périodicité, Statut
ECHEANCIER = ("EC-2026-001", 1, "CL018", jour(9, 15), Decimal("4800.00"), 4, "mois", "en cours")
# Rang, Date, Montant, Réglé, Statut
MENSUALITES = (
    (1, SEPTEMBRE, Decimal("1200.00"), Decimal("1200.00"), "payée"),
    (2, jour(10, 31), Decimal("1200.00"), Decimal("1200.00"), "payée"),
    (3, jour(11, 30), Decimal("1200.00"), Decimal("0.00"), "à venir"),
    (4, jour(12, 31), Decimal("1200.00"), Decimal("0.00"), "à venir"),
)

# the factures of which the file is there, among the exhibits of pieces_exemple.py
FACTURES_JOINTES = frozenset({("CL004", "a"), ("CL024", "a"), ("CL036", "a"), ("CL036", "b")})

RELANCE_RECENTE = jour(11, 23)  # CL039 alone was chased that day, out of the monthly run
