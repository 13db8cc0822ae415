"""The workbook's sheets, tables and columns: the only place that knows them.

The builder of the blank workbook, the reader and the writer all take their names, kinds and order from here.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from relancier.creances import reglages
from relancier.creances.plans import StatutEcheancier, StatutMensualite
from relancier.echeancier import reglages as reglages_echeancier
from relancier.relances import reglages as reglages_relances
from relancier.relances.tons import TONS


class Kind(StrEnum):
    """What a column holds; it decides how a cell is read, formatted and validated."""

    TEXTE = "texte"  # text, even when it looks like a number (SIREN, phone, facture number)
    DATE = "date"
    MONTANT = "montant"  # euros
    ENTIER = "entier"
    TAUX = "taux"  # % a year: 12.40 means 12,40 %
    CHOIX = "choix"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
      name: its heading.
      kind: what its cells hold.
      width: in characters, wide enough for what is usually there.
      choices: the accepted words of a CHOIX column, offered as a list in Excel.
      required: an empty cell makes the row unusable.
      help: the input message shown when the cell is selected, in French.
      recent: workbooks made before it existed lack it, and that is no fault.
      spare: recent, and a workbook without it loses nothing on which anything is decided: Relancier writes the rest.
      signed: an ENTIER that may be negative.
    """

    name: str
    kind: Kind = Kind.TEXTE
    width: int = 14
    choices: tuple[str, ...] = ()
    required: bool = False
    help: str = ""
    recent: bool = False
    signed: bool = False
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A real Excel table.

    Attributes:
      name: the table's name, by which it is found.
      sheet: the sheet where the model puts it; a user may move it.
      required: reading stops when it is missing.
      written: Relancier writes it; the user only reads it.
    """

    name: str
    sheet: str
    columns: tuple[Column, ...]
    required: bool = False
    written: bool = False
    help: str = ""

    def column(self, name: str) -> Column:
        """Return the column headed `name`; KeyError when there is none."""
        return next(c for c in self.columns if c.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        """The headings, in order."""
        return tuple(c.name for c in self.columns)


@dataclass(frozen=True, slots=True)
class Reglage:
    """A key of `tblCreancier`: its default value and its help, in French."""

    cle: str
    defaut: str = ""
    aide: str = ""
    required: bool = False
    choices: tuple[str, ...] = field(default=())


T, D, M, E, R, C = Kind.TEXTE, Kind.DATE, Kind.MONTANT, Kind.ENTIER, Kind.TAUX, Kind.CHOIX

OUI_NON = ("oui", "non")
TYPES = ("professionnel", "consommateur", "public")
NATURES_FACTURE = ("facture", "avoir")
NATURES_SUSPENSION = ("suspension", "litige", "promesse")
CANAUX = ("courrier", "LRAR", "e-mail", "téléphone", "SMS")
STATUTS_ECHEANCIER = tuple(StatutEcheancier)
STATUTS_MENSUALITE = tuple(StatutMensualite)
MODELES = (
    "rappel-avant-echeance",
    "relance-1",
    "relance-2",
    "derniere-relance",
    "mise-en-demeure",
    "releve-de-compte",
)

REGLAGES = (
    Reglage("Nom", "", "Dénomination sociale ou nom de l'entreprise, tels qu'au registre.", required=True),
    Reglage("Forme juridique", "", "SARL, SAS, EI… Obligatoire sur les courriers (C. com. R123-237 et R123-238)."),
    Reglage("Capital social", "", "En euros, par exemple 50 000. Vide pour une entreprise individuelle."),
    Reglage("SIREN", "", "Neuf chiffres."),
    Reglage("RCS", "", "Ville du greffe d'immatriculation, par exemple Lyon."),
    Reglage("N° TVA", "", "Numéro de TVA intracommunautaire, par exemple FR83404833048."),
    Reglage("Adresse 1", "", "Numéro et voie.", required=True),
    Reglage("Adresse 2", "", "Complément : bâtiment, zone d'activité, boîte postale."),
    Reglage("Code postal", "", "Cinq chiffres.", required=True),
    Reglage("Ville", "", "", required=True),
    Reglage("Pays", "", "Vide pour la France."),
    Reglage("Téléphone", "", "Le numéro où le client peut parler à quelqu'un."),
    Reglage("E-mail", "", "L'adresse où le client peut répondre."),
    Reglage("Site", "", "Facultatif."),
    Reglage("IBAN", "", "Compte à créditer. Il est contrôlé et sert au QR code de virement."),
    Reglage("BIC", "", "Facultatif pour un virement SEPA."),
    Reglage("Titulaire du compte", "", "Si différent du nom."),
    Reglage("Signataire", "", "Nom de la personne qui signe les lettres."),
    Reglage("Qualité", "", "Sa fonction : gérante, comptable, responsable du recouvrement…"),
    Reglage("Lieu", "", "Ville où les lettres sont faites. Vide : la ville de l'adresse."),
    Reglage("Procédure", "Standard", "Procédure de relance des clients qui n'en nomment pas une autre."),
    *(Reglage(one.cle, one.defaut, one.aide, choices=one.valeurs) for one in reglages_relances.REGLAGES),
    *(Reglage(one.cle, one.defaut, one.aide, choices=one.valeurs) for one in reglages.REGLAGES),
    *(Reglage(one.cle, one.defaut, one.aide, choices=one.valeurs) for one in reglages_echeancier.REGLAGES),
    Reglage(
        "Modèles de lettres", "", "Dossier de vos propres modèles Word, à côté du classeur. Vide : ceux de Relancier."
    ),
)

CREANCIER = Table(
    "tblCreancier",
    "Créancier",
    (
        Column(
            "Clé", T, 24, required=True, help="Le nom du réglage. Ne le changez pas : Relancier le cherche sous ce nom."
        ),
        Column("Valeur", T, 44),
        Column("Aide", T, 108, help="Ce que le réglage change."),
    ),
    required=True,
    help="Votre entreprise et vos réglages : une ligne par réglage, la valeur dans la colonne du milieu.",
)
DEBITEURS = Table(
    "tblDebiteurs",
    "Débiteurs",
    (
        Column("Code", T, 10, required=True, help="Le code client, unique. Il sert à nommer les fichiers."),
        Column("Nom", T, 36, required=True, help="Nom ou dénomination, tels qu'ils doivent figurer sur la lettre."),
        Column("Forme juridique", T, 14, help="SARL, SAS, EI, association… Vide pour un particulier."),
        Column(
            "Type",
            C,
            15,
            TYPES,
            help="Décide de la loi applicable : un consommateur ne doit ni 40 € ni pénalités L441-10.",
        ),
        Column("Civilité", T, 10, help="Madame, Monsieur… pour une personne physique."),
        Column("Adresse 1", T, 34, help="Numéro et voie."),
        Column("Adresse 2", T, 28, help="Complément : bâtiment, zone d'activité, boîte postale."),
        Column("Code postal", T, 11, help="Cinq chiffres, saisis comme texte."),
        Column("Ville", T, 24, help="Sans le code postal."),
        Column("Pays", T, 14, help="Vide pour la France."),
        Column("SIREN", T, 12, help="Neuf chiffres, saisis comme texte."),
        Column("RCS", T, 16, help="Ville du greffe où le client est immatriculé."),
        Column("E-mail", T, 30, help="Plusieurs adresses : séparées par un point-virgule."),
        Column("Téléphone", T, 16, help="Un SMS demande un portable (06, 07)."),
        Column("Procédure", T, 14, help="Vide : celle de la feuille Créancier."),
        Column("Segment", T, 14, help="Vide : d'après la feuille Segments. Rempli, il l'emporte."),
        Column("Plafond de crédit", M, 14, help="En euros. Au-delà, une alerte ; vide : aucune."),
        Column(
            "Procédure collective le",
            D,
            14,
            help="Date d'ouverture (BODACC). Arrête toute relance des dettes antérieures.",
        ),
        Column("Note", T, 40, help="Pour vous : Relancier ne s'en sert pas."),
        Column(
            "Stratégique", C, 12, OUI_NON, help="« oui » : un client à ménager. Voir la feuille Segments.", recent=True
        ),
    ),
    required=True,
    help="Un client par ligne.",
)
FACTURES = Table(
    "tblFactures",
    "Factures",
    (
        Column(
            "Numéro",
            T,
            16,
            required=True,
            help="Numéro de la facture ou de l'avoir. Une facture en trois termes a trois lignes de même numéro.",
        ),
        Column("Code débiteur", T, 13, required=True, help="Celui de la feuille Débiteurs."),
        Column("Nature", C, 10, NATURES_FACTURE, help="Vide : facture."),
        Column("Date", D, 12, required=True, help="Date d'émission."),
        Column("Échéance", D, 12, help="Dernier jour pour payer ce terme. Sans objet pour un avoir."),
        Column("Montant TTC", M, 14, required=True, help="En euros, positif, y compris pour un avoir."),
        Column("Objet", T, 40, help="Pour un avoir, citez ici le numéro de la facture qu'il corrige."),
        Column("Bon de commande", T, 17, help="Sa référence, telle qu'elle figure sur le bon."),
        Column("Bon de livraison", T, 17, help="Sa référence, telle qu'elle figure sur le bon."),
        Column("Taux contractuel", R, 11, help="En % l'an, s'il a été convenu ; vide : taux légal de pénalité."),
        Column("Fichier", T, 34, help="Le PDF de la facture, par rapport au dossier du classeur."),
        Column("Procédure", T, 14, help="Vide : celle du client.", recent=True),
    ),
    required=True,
    help="Une échéance par ligne.",
)
REGLEMENTS = Table(
    "tblReglements",
    "Règlements",
    (
        Column("Date", D, 12, required=True, help="Jour où l'argent a été reçu."),
        Column("Code débiteur", T, 13, help="Peut rester vide si le numéro de facture est donné."),
        Column("Numéro facture", T, 16, help="Vide : le règlement est réparti selon l'article 1342-10 du Code civil."),
        Column("Montant", M, 14, required=True, help="En euros. Négatif pour un prélèvement rejeté."),
        Column("Mode", T, 14, help="Virement, chèque, prélèvement, carte, espèces…"),
        Column(
            "Référence",
            T,
            30,
            help="Celle du relevé bancaire. Si elle nomme un échéancier, le règlement lui est rapproché.",
        ),
    ),
    required=True,
    help="Un règlement reçu par ligne.",
)
SUSPENSIONS = Table(
    "tblSuspensions",
    "Suspensions",
    (
        Column("Code débiteur", T, 13, help="Peut rester vide si le numéro de facture est donné."),
        Column("Numéro facture", T, 16, help="Vide : toutes les factures du client."),
        Column(
            "Nature",
            C,
            13,
            NATURES_SUSPENSION,
            required=True,
            help="suspension : rien ne part ; litige : le montant contesté attend ; promesse : jusqu'au jour promis.",
        ),
        Column("Du", D, 12, required=True, help="Premier jour."),
        Column("Au", D, 12, help="Dernier jour compris. Vide : jusqu'à ce que la ligne soit close."),
        Column("Montant contesté", M, 14, help="Litige : montant contesté ; vide : la totalité."),
        Column("Motif", T, 60, help="Pourquoi. Il est repris dans la colonne « Pourquoi » des propositions."),
    ),
    help="Ce qu'il ne faut pas relancer, et pourquoi : suspension, litige ou promesse de paiement.",
)
NIVEAUX = Table(
    "tblNiveaux",
    "Procédures",
    (
        Column("Procédure", T, 16, required=True, help="Son nom, le même sur chacune de ses étapes."),
        Column("Niveau", E, 9, required=True, help="1, 2, 3… dans l'ordre, sans trou."),
        Column(
            "Délai",
            E,
            9,
            required=True,
            signed=True,
            help="Jours après l'échéance ; négatif pour un rappel avant elle.",
        ),
        Column("Écart", E, 9, help="Jours au moins après l'envoi du niveau précédent."),
        Column(
            "Canal",
            C,
            12,
            CANAUX,
            required=True,
            help="Sans l'adresse qu'il faut : SMS et téléphone passent à l'e-mail, l'e-mail au courrier. Jamais LRAR.",
        ),
        Column("Modèle", T, 22, required=True, help="Nom du modèle Word : " + ", ".join(MODELES) + ", ou le vôtre."),
        Column("Ton", C, 18, TONS, help="Celui de la lettre, du plus cordial à la mise en demeure."),
        Column("Délai accordé", E, 11, help="Jours laissés pour payer, à compter de la lettre."),
        Column("Montant minimum", M, 14, help="En dessous, pour tout ce que doit le client, rien n'est envoyé."),
    ),
    required=True,
    help="Les étapes de chaque procédure de relance, dans l'ordre.",
)
SEGMENTS = Table(
    "tblSegments",
    "Segments",
    (
        Column("Segment", T, 18, required=True, help="Le nom de la famille."),
        Column(
            "Rang", E, 8, required=True, help="Le premier segment dont toutes les conditions sont remplies l'emporte."
        ),
        Column("Type", C, 15, TYPES, help="Vide : tous les clients."),
        Column("Stratégique", C, 12, OUI_NON, help="Vide : tous les clients."),
        Column("Dû à partir de", M, 14, help="Total échu du client, en euros."),
        Column("Retard à partir de", E, 11, help="Jours de retard de sa plus vieille échéance impayée."),
        Column("Délai moyen à partir de", E, 13, help="Jours de retard moyens de ce qu'il a payé."),
        Column("Payé en retard à partir de", R, 13, help="Part de ce qu'il a payé en retard, en %."),
        Column(
            "Promesses rompues à partir de", E, 20, help="Nombre de promesses de paiement que le client n'a pas tenues."
        ),
        Column("Procédure", T, 14, help="Vide : celle de la feuille Créancier."),
        Column("Canal", C, 12, CANAUX, help="Remplace le canal des niveaux, sauf LRAR. Vide : celui du niveau."),
        Column("Ton", C, 18, TONS, help="Remplace le ton du premier niveau. Vide : celui du niveau."),
    ),
    help="Les familles de clients, d'après les faits du classeur. La colonne Segment du client l'emporte.",
)
PROPOSITIONS = Table(
    "tblPropositions",
    "Propositions",
    (
        Column("Passage", T, 18),
        Column("Date", D, 12),
        Column("Code débiteur", T, 13),
        Column("Numéro facture", T, 16),
        Column("Échéance", D, 12),
        Column("Niveau", E, 9),
        Column("Canal", T, 12),
        Column("Reste dû", M, 14),
        Column("Décision", T, 16),
        Column("Pourquoi", T, 90),
    ),
    written=True,
    help="Ce que le dernier passage a décidé pour chaque échéance, et pourquoi. Réécrit à chaque passage.",
)
RELANCES = Table(
    "tblRelances",
    "Relances",
    (
        Column("Id", T, 22),
        Column("Passage", T, 18),
        Column("Date", D, 12),
        Column("Code débiteur", T, 13, required=True),
        Column("Numéro facture", T, 16, required=True),
        Column("Échéance", D, 12, required=True),
        Column("Niveau", E, 9, required=True),
        Column("Canal", T, 12),
        Column("Modèle", T, 20),
        Column("Montant TTC", M, 14),
        Column("Réglé", M, 14),
        Column("Reste dû", M, 14),
        Column("Intérêts", M, 12),
        Column("Indemnité", M, 12),
        Column("Document", T, 46),
        Column("Empreinte", T, 20),
        Column("Numéro recommandé", T, 18, help="Celui du bordereau de La Poste, saisi comme texte."),
        Column("Déposé le", D, 12, help="Jour du dépôt du recommandé."),
        Column("Reçu le", D, 12, help="Jour de réception, sur l'avis. Vide s'il n'a pas été remis."),
        Column("Statut", T, 12),
        Column("Motif", T, 30, recent=True),
        Column("Chaîne", T, 20, help="Sceau de la ligne : ne pas modifier.", recent=True),
        Column(
            "Délai accordé",
            E,
            13,
            help="Jours que la lettre a laissés pour payer. Vide : ceux de la procédure d'aujourd'hui.",
            recent=True,
        ),
    ),
    required=True,
    written=True,
    help="La mémoire de ce qui est parti. Relancier y ajoute des lignes et n'en retire jamais.",
)
ECHEANCIERS = Table(
    "tblEcheanciers",
    "Échéanciers",
    (
        Column("Id", T, 14, required=True, help="Un numéro par plan. Relancier en donne un à ceux qu'il propose."),
        Column("Version", E, 9, help="Une renégociation est une version de plus. Vide : 1."),
        Column("Code débiteur", T, 13, required=True, help="Celui de la feuille Débiteurs."),
        Column(
            "Date accord",
            D,
            12,
            required=True,
            help="Jour de la signature ; d'un plan proposé, jour de la proposition.",
        ),
        Column("Montant", M, 14, required=True, help="Ce que le plan étale, en euros."),
        Column("Nombre", E, 9, help="Nombre de versements."),
        Column("Périodicité", T, 12, help="mois, semaine, quinzaine, bimestre, trimestre, ou « 2 mois »."),
        Column("Intérêts", T, 16, help="Ce que l'accord en fait : courus, abandonnés, ou sur la durée."),
        Column(
            "Statut",
            C,
            12,
            STATUTS_ECHEANCIER,
            help="proposé : rien n'est suspendu. en cours : ce que le plan couvre n'est pas relancé.",
        ),
        Column("Document", T, 46, help="Le PDF du protocole, par rapport au dossier du classeur."),
        Column("Empreinte", T, 20, help="Celle du PDF, inscrite par Relancier : ne pas modifier."),
        Column("Arrêté au", D, 12, help="Jour où la dette a été comptée ; vide : le jour de l'accord.", recent=True),
        Column("Factures", T, 30, help="Séparées par des points-virgules ; vide : toutes.", recent=True),
        Column("Échéances jusqu'au", D, 13, help="Dernière échéance que le plan couvre.", recent=True),
        Column("Taux", R, 9, help="Intérêts pendant le plan, en % l'an ; vide : aucun.", recent=True),
        Column(
            "Délai de régularisation",
            E,
            15,
            help="Jours laissés par la mise en demeure d'une mensualité impayée ; 0 : déchéance de plein droit.",
            recent=True,
        ),
        Column(
            "Après déchéance",
            T,
            15,
            help="Intérêts dus si le plan est rompu : comme sans plan, ou comme convenu ; vide : le réglage.",
            recent=True,
        ),
        Column(
            "Fin le",
            D,
            12,
            recent=True,
            spare=True,
            help="Jour où le plan a été soldé ou rompu, inscrit par Relancier.",
        ),
        Column(
            "Document final",
            T,
            46,
            recent=True,
            spare=True,
            help="Quittance ou lettre de déchéance, inscrite par Relancier.",
        ),
        Column("Empreinte finale", T, 20, recent=True, spare=True, help="Celle de ce PDF : ne pas modifier."),
        Column("Sceau", T, 20, help="Fige la version signée : ne pas modifier.", recent=True, spare=True),
    ),
    help="Les plans négociés. Tant qu'un plan est « en cours », ce qu'il couvre n'est pas relancé.",
)
MENSUALITES = Table(
    "tblMensualites",
    "Mensualités",
    (
        Column("Échéancier", T, 14, required=True, help="L'Id du plan."),
        Column("Version", E, 9, help="Celle du plan. Vide : 1."),
        Column("Rang", E, 9, help="1, 2, 3… dans l'ordre ; 0 : le versement à la signature."),
        Column("Date", D, 12, required=True, help="Dernier jour pour payer ce versement."),
        Column("Montant", M, 14, required=True, help="En euros."),
        Column("Réglé", M, 14, help="Inscrit par Relancier quand il pointe les règlements."),
        Column("Statut", C, 12, STATUTS_MENSUALITE, help="Inscrit par Relancier quand il pointe les règlements."),
        Column("Intérêts", M, 12, help="Part d'intérêts de la mensualité.", recent=True, spare=True),
        Column(
            "Rappelée le", D, 12, recent=True, spare=True, help="Jour de la lettre de rappel, inscrit par Relancier."
        ),
        Column("Mise en demeure le", D, 12, recent=True, help="Jour de la mise en demeure, inscrit par Relancier."),
        Column("Délai jusqu'au", D, 12, help="Dernier jour pour régulariser.", recent=True),
        Column("Document", T, 46, recent=True, spare=True, help="Le PDF de cette lettre, inscrit par Relancier."),
        Column("Empreinte", T, 20, recent=True, spare=True, help="Celle de ce PDF : ne pas modifier."),
    ),
    help="Les termes de chaque plan. Rang 0 : le versement à la signature.",
)
PIECES = Table(
    "tblPieces",
    "Pièces",
    (
        Column(
            "Code débiteur", T, 13, help="Celui de la feuille Débiteurs. Peut rester vide si la facture est nommée."
        ),
        Column("Numéro facture", T, 16, help="Vide : la pièce vaut pour tout le client."),
        Column("Nature", T, 18, help="contrat, devis, commande, CGV, livraison, facture, avis de réception…"),
        Column("Date", D, 12, help="Celle de la pièce : elle la range parmi les autres."),
        Column("Intitulé", T, 44, help="Le nom de la pièce dans le bordereau. Vide : d'après sa nature."),
        Column("Fichier", T, 44, help="Par rapport au dossier du classeur, comme pieces/CL001/contrat.pdf."),
        Column("Empreinte", T, 20, help="Vide, ou celle du fichier : Relancier signale alors s'il a changé."),
        Column(
            "Numéro",
            T,
            10,
            help="Vide : dans l'ordre d'usage. « 3 », « 3 bis » ; le même numéro réunit des fichiers en une pièce.",
            recent=True,
        ),
    ),
    help="Les preuves, par client ou par facture.",
)
FRAIS = Table(
    "tblFrais",
    "Frais",
    (
        Column("Date", D, 12, required=True, help="Quand les frais ont été payés."),
        Column("Code débiteur", T, 13, help="Vide : des frais qui ne sont d'aucun client en particulier."),
        Column("Nature", T, 36, help="Affranchissement, recommandés, greffe, commissaire de justice, avocat…"),
        Column("Montant", M, 14, required=True, help="En euros, tel qu'il vous reste à charge."),
    ),
    help="Ce que le recouvrement vous coûte, si vous voulez le suivre : une dépense par ligne.",
)
SITUATION = Table(
    "tblSituation",
    "Situation",
    (
        Column("Code débiteur", T, 13),
        Column("Nom", T, 34),
        Column(
            "Segment",
            T,
            16,
            help="Celui de la feuille Débiteurs ; sinon, celui que les passages trouvent.",
        ),
        Column("Numéro facture", T, 16),
        Column("Date", D, 12),
        Column("Échéance", D, 12),
        Column("Montant TTC", M, 13),
        Column("Avoirs", M, 12),
        Column("Réglé", M, 13),
        Column("Reste dû", M, 13, help="Montant TTC moins avoirs, moins règlements imputés."),
        Column("Contesté", M, 12, help="Part du reste dû qui est en litige."),
        Column("Retard", E, 9, signed=True, help="Jours depuis l'échéance ; négatif tant qu'elle n'est pas passée."),
        Column("Tranche", T, 16),
        Column("Intérêts", M, 12, help="Courus et impayés à ce jour, comptés comme au décompte du client."),
        Column("Étape", T, 20, help="Le dernier niveau envoyé, ou ce qui a sorti l'échéance de la procédure."),
        Column("Niveau", E, 9),
        Column("Dernière relance", D, 12),
        Column("Décision", T, 16, help="Ce qu'un passage de ce jour en ferait."),
        Column("Prescription", D, 13, help="Dernier jour pour agir ; vide tant que l'échéance n'est pas passée."),
        Column("Pourquoi", T, 90),
    ),
    written=True,
    help="Chaque échéance encore due, avec tout ce qui décide de la suite. Refait par « relancier tableau ».",
)
ALERTES = Table(
    "tblAlertes",
    "Alertes",
    (
        Column("Rang", E, 8),
        Column("On perd", T, 20, help="Ce que coûte un oubli : la liste est triée du plus grave au moins grave."),
        Column("Alerte", T, 24),
        Column("Le", D, 12, help="Dernier jour pour agir, ou jour depuis lequel cela attend."),
        Column("Code débiteur", T, 13),
        Column("Nom", T, 26),
        Column("Numéro facture", T, 15),
        Column("Montant", M, 13),
        Column("Ce qui se passe", T, 52),
        Column("Que faire", T, 42),
        Column("Sinon", T, 34),
    ),
    written=True,
    help="Ce qui demande une décision, du plus coûteux à oublier au moins coûteux. Refait par « relancier tableau ».",
)
INDICATEURS = Table(
    "tblIndicateurs",
    "Indicateurs",
    (
        Column("Clé", T, 22),
        Column("Indicateur", T, 34),
        Column("Valeur", M, 15),
        Column("Unité", T, 9),
        Column("Mois précédent", M, 15),
        Column("Écart", M, 13),
        Column("Remarque", T, 44, help="Pourquoi une valeur manque."),
        Column("Définition", T, 84),
        Column("Arrêté au", D, 12),
        Column("Mois précédent au", D, 14),
    ),
    written=True,
    help="Les mesures du tableau de bord, leur valeur un mois plus tôt et leur définition.",
)
SERIES = Table(
    "tblSeries",
    "Chiffres",
    (
        Column("Clé", T, 18),
        Column("Série", T, 14),
        Column("Rang", E, 8),
        Column("Libellé", T, 34),
        Column("Date", D, 12),
        Column("Montant 1", M, 15),
        Column("Montant 2", M, 15),
        Column("Montant 3", M, 15),
    ),
    written=True,
    help="Ce que dessinent les graphiques du tableau de bord quand la feuille Situation ne suffit pas.",
)
TAUX = Table(
    "tblTaux",
    "Taux",
    (
        Column("Semestre", T, 12, required=True, help="Par exemple 2027-S1."),
        Column(
            "BCE",
            R,
            11,
            help="Taux des opérations principales de refinancement au 1er janvier ou au 1er juillet, en %.",
        ),
        Column(
            "Légal particuliers", R, 13, help="Taux de l'intérêt légal quand le créancier est un particulier, en %."
        ),
        Column("Légal professionnels", R, 13, help="Taux de l'intérêt légal pour les autres créanciers, en %."),
        Column("Source", T, 60, help="L'arrêté, ou la page, où vous l'avez lu."),
        Column("Vérifié", C, 10, OUI_NON, help="« oui » quand vous avez lu le texte officiel."),
    ),
    help="Les taux par semestre. Une ligne ajoutée ici l'emporte sur la table de Relancier.",
)
CORRESPONDANCES = Table(
    "tblCorrespondances",
    "Correspondances",
    (
        Column("Table", T, 18, help="Par exemple tblFactures."),
        Column("Colonne", T, 22, help="L'intitulé de Relancier, par exemple Montant TTC."),
        Column("Votre intitulé", T, 30, help="L'intitulé de la colonne dans votre tableau."),
    ),
    help="Si vos tableaux ont d'autres intitulés, dites ici lesquels.",
)

TABLES = (
    CREANCIER,
    DEBITEURS,
    FACTURES,
    REGLEMENTS,
    SUSPENSIONS,
    NIVEAUX,
    SEGMENTS,
    PROPOSITIONS,
    RELANCES,
    ECHEANCIERS,
    MENSUALITES,
    PIECES,
    FRAIS,
    TAUX,
    CORRESPONDANCES,
    SITUATION,
    ALERTES,
    INDICATEURS,
    SERIES,
)

# what a refresh of the dashboard makes again from the rest; nothing is read back from it
REFAITES = (SITUATION, ALERTES, INDICATEURS, SERIES)

# tables that the user fills too: Relancier adds to them and changes them at his request
PARTAGEES = (SUSPENSIONS, ECHEANCIERS, MENSUALITES)

MODE_EMPLOI = "Mode d'emploi"
TABLEAU_DE_BORD = "Tableau de bord"
