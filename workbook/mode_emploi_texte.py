"""The words of the sheet « Mode d'emploi ». What each button does is read from the ribbon itself."""

from dataclasses import dataclass

from relancier.base.resources import shipped
from relancier.excel.onglet import Commande, Groupe, read_onglet

from workbook.styles import Famille

TITRE = "Relancier, mode d’emploi"
SOUS_TITRE = (
    "Vous tenez vos clients, vos factures et vos règlements dans ce classeur ; Relancier décide qui relancer, "
    "dit pourquoi, et écrit les lettres."
)


@dataclass(frozen=True, slots=True)
class Point:
    """A line of a panel.

    Attributes:
      tete: what stands first, in bold: a number, a few words, a command.
      texte: the sentence.
      feuille: the sheet that a click on `tete` opens; "" when none.
    """

    tete: str
    texte: str
    feuille: str = ""


@dataclass(frozen=True, slots=True)
class Volet:
    """A titled panel of points.

    Attributes:
      famille: the tabs that it speaks of; its title has their colour.
      commande: its heads are typed in a terminal, and stand above their sentence.
      image, legende: the picture under its title and what it shows, for who does not see it; "" when none.
    """

    titre: str
    points: tuple[Point, ...]
    famille: Famille = Famille.LECTURE
    commande: bool = False
    image: str = ""
    legende: str = ""


ONGLET = read_onglet((shipped("excel") / "ruban.xml").read_bytes())


def _group(groupe: Groupe) -> Volet:
    """Return the panel of a group of the ribbon: each button, and what its tip says."""
    points: list[Point] = []
    for one in groupe.commandes:
        points += [_button(one), *map(_button, one.commandes)]
    names = ", ".join(one.libelle for one in groupe.commandes)
    return Volet(
        f"Groupe {groupe.libelle}",
        tuple(points),
        famille=Famille.RELANCIER,
        image=f"{groupe.identifiant}.png",
        legende=f"Le groupe {groupe.libelle} de l’onglet Relances : {names}.",
    )


def _button(one: Commande) -> Point:
    return Point(f"{one.libelle} ▾" if one.commandes else one.libelle, one.texte.replace("'", "’"))


RUBAN = tuple(map(_group, ONGLET.groupes))
RUBAN_TITRE = "L’onglet Relances d’Excel, bouton par bouton"
RUBAN_TEXTE = (
    "La touche Alt montre les lettres ; un bouton gris attend que vous cliquiez sur la ligne d’un client. Avant "
    "d’écrire, un bouton annonce ce qu’il va faire et attend votre accord."
)
RUBAN_LEGENDE = "L’onglet Relances : " + ", ".join(one.libelle for one in ONGLET.groupes) + "."

PREMIER_MOIS = Volet(
    "Le premier mois, en cinq étapes",
    (
        Point(
            "1. Présentez-vous",
            "Feuille Créancier : nom, adresse, SIREN, IBAN, signataire. Tout figure sur vos lettres.",
            "Créancier",
        ),
        Point(
            "2. Entrez vos clients",
            "Feuille Débiteurs : un code par client, son adresse et son Type, qui décide de la loi applicable.",
            "Débiteurs",
        ),
        Point(
            "3. Entrez ce qui est dû",
            "Feuilles Factures et Règlements : collez vos listes sous les intitulés. Une facture payable "
            "en trois termes a trois lignes de même numéro.",
            "Factures",
        ),
        Point(
            "4. Essayez sans risque",
            "Onglet Relances, bouton Proposer : la feuille Propositions dit qui relancer et pourquoi. Aucune lettre "
            "ne part.",
            "Propositions",
        ),
        Point(
            "5. Envoyez",
            "Bouton Envoyer le passage ; relisez, postez. La feuille Relances garde la mémoire de ce qui est parti ; "
            "le mois suivant, chaque dette passe à son étape suivante.",
            "Relances",
        ),
        Point(
            "Pas d’onglet Relances ?",
            "Dans un terminal, tapez « py -m relancier excel installer », puis rouvrez Excel.",
        ),
    ),
)

FEUILLES_SAISIE = Volet(
    "Ce que vous saisissez (onglets bleus)",
    (
        Point("Débiteurs", "Vos clients : adresse, type, procédure, date d’une procédure collective.", "Débiteurs"),
        Point("Factures", "Une échéance par ligne. Un avoir se saisit en positif, Nature « avoir ».", "Factures"),
        Point("Règlements", "L’argent reçu. Un prélèvement rejeté se saisit en négatif.", "Règlements"),
        Point(
            "Suspensions", "Litige, promesse de paiement, suspension : ce qu’il ne faut pas relancer.", "Suspensions"
        ),
        Point(
            "Échéanciers",
            "Les plans négociés, et leurs termes dans la feuille Mensualités. Relancier les y inscrit, et y suit les "
            "paiements.",
            "Échéanciers",
        ),
        Point("Pièces", "Les preuves, par client ou par facture, et leurs fichiers : elles font le dossier.", "Pièces"),
    ),
    famille=Famille.SAISIE,
)

FEUILLES_RELANCIER = Volet(
    "Ce que Relancier écrit (onglets verts)",
    (
        Point(
            "Propositions",
            "La décision du dernier passage pour chaque échéance, et sa raison. Réécrite à chaque passage.",
            "Propositions",
        ),
        Point(
            "Relances",
            "Ce qui est parti. Relancier y ajoute des lignes, chacune scellée par sa colonne Chaîne, et n’en retire "
            "jamais : n’y corrigez rien à la main, annulez.",
            "Relances",
        ),
        Point(
            "Tableau de bord",
            "Mesures et graphiques ; « relancier tableau » les met à jour, sans toucher au reste.",
            "Tableau de bord",
        ),
        Point("Situation", "Chaque échéance encore due, à filtrer ; Alertes : ce qui presse.", "Situation"),
    ),
    famille=Famille.RELANCIER,
)

REGLAGES = Volet(
    "Où changer… (onglets orange)",
    (
        Point(
            "une procédure", "Feuille Procédures : délai, écart, canal, modèle et ton de chaque étape.", "Procédures"
        ),
        Point(
            "une famille",
            "Feuille Segments : quels faits rangent un client dans une famille, et ce qu’elle change.",
            "Segments",
        ),
        Point(
            "une lettre",
            "Les modèles sont des documents Word, et des textes pour les e-mails et les SMS. Copiez-les dans un "
            "dossier à côté du classeur, nommez ce dossier à la ligne « Modèles de lettres » de la feuille Créancier, "
            "puis récrivez-les.",
            "Créancier",
        ),
        Point(
            "un taux",
            "Feuille Taux : une ligne par semestre. Relancier refuse de deviner un taux qui n’y est pas.",
            "Taux",
        ),
        Point(
            "un intitulé",
            "Vos colonnes ont d’autres noms ? Dites lesquels dans la feuille Correspondances.",
            "Correspondances",
        ),
    ),
    famille=Famille.REGLAGES,
)

COMMANDES = Volet(
    "Les commandes, pour les traitements par lots (classeur fermé)",
    (
        Point(
            "relancier excel installer",
            "Met l’onglet Relances dans Excel, et dit ce qui gêne ; desinstaller l’ôte, construire le refait.",
        ),
        Point("relancier demo", "Un passage complet sur le classeur d’exemple, pour voir ce que Relancier écrit."),
        Point(
            "relancier lot CLASSEUR --date 2026-11-30 --simuler",
            "Dit ce qui partirait, et pourquoi, sans rien écrire ; avec --sortie DOSSIER, fait des projets de lettres.",
        ),
        Point("relancier lot CLASSEUR --date 2026-11-30", "Écrit les lettres et les inscrit dans la feuille Relances."),
        Point(
            "relancier lot DOSSIER/*.xlsx --date 2026-11-30",
            "Le passage de plusieurs classeurs, chacun à part ; --executeur dask://serveur:8786 fait faire les lettres "
            "par d’autres machines.",
        ),
        Point(
            "relancier decompte CLASSEUR --debiteur CL001 --au 2026-11-30",
            "Le décompte d’un client : intérêts ligne par ligne, 40 €, règlements imputés (Word, PDF, Excel).",
        ),
        Point(
            "relancier echeancier simuler CLASSEUR --debiteur CL001 --nombre 3,6,12",
            "Au téléphone : les versements, leurs dates et ce que chaque choix coûte, côte à côte.",
        ),
        Point(
            "relancier echeancier proposer CLASSEUR --debiteur CL001 --nombre 6",
            "Le protocole d’accord et sa lettre ; puis signer, pointer, etat, rompre. promesse : une seule date.",
        ),
        Point(
            "relancier tableau CLASSEUR --date 2026-11-30",
            "Fin de mois : le rapport (Word, PDF) et le tableau de bord ; ce qui a changé, et pourquoi.",
        ),
        Point(
            "relancier fiche CLASSEUR --debiteur CL001",
            "Un client sur une page : ce qu’il doit, son histoire dessinée, ses habitudes, la suite.",
        ),
        Point(
            "relancier dossier CLASSEUR --debiteur CL001",
            "La requête en injonction de payer, le bordereau, le décompte, les pièces numérotées et reliées, et leur "
            "preuve ; --nature declaration ou transmission.",
        ),
        Point(
            "relancier interets --principal 10000 --echeance 2025-03-31 --au 2026-11-30",
            "Les intérêts d’une seule somme, ligne par ligne, sans classeur.",
        ),
        Point(
            "relancier verifier CLASSEUR",
            "Dit si l’historique, les échéanciers ou les PDF envoyés ont été modifiés ; un dossier, une liasse aussi.",
        ),
        Point(
            'relancier annuler CLASSEUR --relance ID --motif "réglée la veille"',
            "Annule une relance par une ligne de plus ; rien n’est effacé.",
        ),
        Point(
            'relancier sceller CLASSEUR --relance ID --motif "partie de l’agence"',
            "Scelle une ligne saisie à la main : une lettre partie sans Relancier depuis le premier passage.",
        ),
        Point("relancier duplicata CLASSEUR --debiteur CL001", "La dernière lettre, la même, marquée DUPLICATA."),
        Point(
            "relancier recommandes CLASSEUR",
            "Ceux sans numéro, dépôt ou retour ; --scans DOSSIER lit les retours dans les noms des avis.",
        ),
        Point(
            'relancier appel CLASSEUR --debiteur CL001 --note "rappelle lundi"',
            "Un appel dans l’historique ; celui que la procédure attendait compte comme la relance de son niveau.",
        ),
        Point(
            'relancier suspendre CLASSEUR --debiteur CL001 --motif "accord" --au 2026-12-31',
            "Rien n’est réclamé d’ici là ; --nature litige pour une somme contestée.",
        ),
        Point("relancier fenetre", "Les boutons du ruban dans une petite fenêtre, là où Excel ne peut pas les lancer."),
        Point("relancier lettres 1234,56", "Écrit un montant en toutes lettres."),
        Point(
            "relancier modele NOUVEAU.xlsx --lettres DOSSIER", "Un classeur vierge, et les modèles Word des lettres."
        ),
    ),
    commande=True,
)

ECRITURES = Volet(
    "Dates et montants",
    (
        Point(
            "Dates",
            "31/10/2026, 31-10-26, 31.10.2026 ou 2026-10-31 : comprises même si "
            "la cellule est un texte. Le jour vient toujours avant le mois.",
        ),
        Point(
            "Montants",
            "1 234,56, 1 234,56 € ou 1234.5. « 1.234 » a deux lectures : il est refusé. "
            "Factures et avoirs sont en euros TTC, positifs.",
        ),
        Point("Numéros", "SIREN, téléphones et numéros de facture sont du texte : « 00123 » garde ses zéros."),
    ),
)

LIGNES_ILLISIBLES = Volet(
    "Quand une ligne ne peut pas être lue",
    (
        Point(
            "Rien n’est deviné",
            "La ligne est laissée de côté et citée avec sa feuille, sa cellule, "
            "ce qui s’y trouve et ce qu’il faut y mettre.",
        ),
        Point(
            "Le reste continue",
            "Les autres clients reçoivent leurs lettres. Celui que la ligne "
            "rend douteux n’en reçoit pas tant qu’elle n’est pas corrigée.",
        ),
        Point(
            "Rien n’est perdu",
            "Relancier n’efface ni vos colonnes, ni vos formules, ni vos lignes. "
            "L’onglet Relances travaille dans le classeur ouvert ; une commande le veut fermé.",
        ),
    ),
)

# each band begins where the longer half of the one above ends, and on a page of its own
BANDES = (
    ((PREMIER_MOIS, ECRITURES, LIGNES_ILLISIBLES), (FEUILLES_SAISIE, FEUILLES_RELANCIER, REGLAGES)),
    (RUBAN[:2], RUBAN[2:4]),
    (RUBAN[4:], (COMMANDES,)),
)
BANDE_DU_RUBAN = 1  # the one that the picture of the whole tab crowns
