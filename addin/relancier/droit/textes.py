"""The articles that documents cite, as data: each with what it says and how surely it is known.

`dit` is our own one-line wording, never a quotation. A text that was not read in an official or professional page
is carried with `verifie` false, and whoever prints it says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Certitude(StrEnum):
    """How a fact of the law is known."""

    SEEN = "texte ou page officielle ou professionnelle lus"
    SECOND = "lu seulement dans une source secondaire"
    MEMORY = "de mémoire"


@dataclass(frozen=True, slots=True)
class Texte:
    """An article or a decision.

    Attributes:
      cle: how the code names it.
      citation: how documents name it, in French.
      dit: what it says, in one French line.
      certitude: how it is known.
    """

    cle: str
    citation: str
    dit: str
    certitude: Certitude

    @property
    def verifie(self) -> bool:
        """The text, or a page stating it, was read."""
        return self.certitude is Certitude.SEEN


SEEN, SECOND = Certitude.SEEN, Certitude.SECOND
COM, CIV, CPC, CONSO = (
    "du Code de commerce",
    "du Code civil",
    "du Code de procédure civile",
    "du Code de la consommation",
)
CCP, CMF = "du Code de la commande publique", "du Code monétaire et financier"
CPCE = "du Code des procédures civiles d'exécution"

_TEXTES = (
    Texte("delai-30", f"article L441-10, I {COM}", "à défaut d'accord, paiement à trente jours", SEEN),
    Texte("penalites", f"article L441-10, II {COM}", "pénalités au taux BCE + 10 points, sans rappel nécessaire", SEEN),
    Texte(
        "plancher", f"article L441-10, II {COM}", "le taux convenu ne descend pas sous trois fois le taux légal", SEEN
    ),
    Texte("indemnite", f"articles L441-10, II et D441-5 {COM}", "indemnité forfaitaire de recouvrement : 40 €", SEEN),
    Texte(
        "public-taux",
        f"articles L2192-13 et R2192-31 {CCP}",
        "intérêts moratoires au taux BCE du semestre où ils commencent à courir, + 8 points, sans changer ensuite",
        SECOND,
    ),
    Texte(
        "public-indemnite",
        f"articles L2192-13 et D2192-35 {CCP}",
        "l'acheteur public en retard doit 40 € de frais de recouvrement",
        SECOND,
    ),
    Texte(
        "renonciation-publique",
        f"article L2192-14 {CCP}",
        "toute renonciation aux intérêts moratoires est réputée non écrite",
        SECOND,
    ),
    Texte(
        "renonciation-penalites",
        "proposition de loi n° 83 (2025-2026), article 4, adoptée par le Sénat le 19 février 2026",
        "renonciation aux pénalités de retard serait réputée non écrite",
        SEEN,
    ),
    Texte("taux-legal", f"article D313-1-A {CMF}", "le taux légal est fixé par semestre, par arrêté", SEEN),
    Texte(
        "majoration",
        f"article L313-3 {CMF}",
        "taux légal majoré de cinq points deux mois après que la décision est exécutoire",
        SEEN,
    ),
    Texte(
        "mise-en-demeure",
        f"articles 1231-6 et 1344-1 {CIV}",
        "l'intérêt au taux légal court de la mise en demeure, sans perte à prouver",
        SEEN,
    ),
    Texte("jugement", f"article 1231-7 {CIV}", "la condamnation porte intérêt au taux légal dès la décision", SEEN),
    Texte("interets-d-abord", f"article 1343-1 {CIV}", "le paiement partiel s'impute d'abord sur les intérêts", SECOND),
    Texte(
        "imputation",
        f"article 1342-10 {CIV}",
        "dette désignée, sinon dettes échues, les plus onéreuses, les plus anciennes, enfin en proportion",
        SECOND,
    ),
    Texte(
        "capitalisation",
        f"article 1343-2 {CIV}",
        "intérêts des intérêts, dus pour une année entière, par contrat ou décision",
        SECOND,
    ),
    Texte(
        "non-cumul",
        "Cass. com., 24 avril 2024, n° 22-24.275",
        "pénalités de retard et intérêts moratoires ne se cumulent pas sur la même période",
        SEEN,
    ),
    Texte("sans-clause", "Cass. com., 3 mars 2009, n° 07-16.527", "pénalités dues même sans clause", SEEN),
    Texte("non-reductible", "Cass. com., 2 novembre 2011, n° 10-14.677", "pénalités : pas une clause pénale", SEEN),
    Texte(
        "ouverture-interets", f"article L622-28 {COM}", "le jugement d'ouverture arrête le cours des intérêts", SECOND
    ),
    Texte(
        "ouverture-paiement",
        f"article L622-7 {COM}",
        "le jugement d'ouverture interdit de payer les dettes antérieures",
        SECOND,
    ),
    Texte(
        "ouverture-poursuites",
        f"article L622-21 {COM}",
        "le jugement d'ouverture interdit ou interrompt les actions en paiement des dettes antérieures",
        SECOND,
    ),
    Texte("delais-de-grace", f"article 1343-5 {CIV}", "le juge peut reporter ou échelonner sur deux ans", SECOND),
    Texte(
        "mention-manuscrite",
        f"article 1376 {CIV}",
        "qui promet seul de payer écrit lui-même la somme, en lettres et en chiffres",
        SECOND,
    ),
    Texte("originaux", f"article 1375 {CIV}", "autant d'originaux que de parties ayant un intérêt distinct", SECOND),
    Texte("novation", f"article 1330 {CIV}", "la novation ne se présume pas", SECOND),
    Texte("frais-consommateur", f"article L111-8 {CPCE}", "les frais sans titre restent au créancier", SEEN),
    Texte("prescription-commerce", f"article L110-4 {COM}", "cinq ans entre commerçants", SECOND),
    Texte("prescription-civile", f"article 2224 {CIV}", "cinq ans à compter de l'exigibilité connue", SECOND),
    Texte(
        "prescription-consommateur", f"article L218-2 {CONSO}", "deux ans du professionnel contre le consommateur", SEEN
    ),
    Texte("prescription-transport", f"article L133-6 {COM}", "un an pour le transport de marchandises", SECOND),
    Texte(
        "prescription-publique",
        "loi n° 68-1250 du 31 décembre 1968, article 1er",
        "quatre ans à partir du 1er janvier qui suit, contre une personne publique",
        SECOND,
    ),
    Texte(
        "interruption-publique",
        "loi n° 68-1250 du 31 décembre 1968, article 2",
        "demande écrite, recours, écrit de l'administration ou paiement même partiel interrompent",
        SECOND,
    ),
    Texte(
        "reconnaissance",
        f"articles 2231 et 2240 {CIV}",
        "la reconnaissance du débiteur fait repartir le même délai",
        SECOND,
    ),
    Texte(
        "demande-en-justice",
        f"articles 2231 et 2241 {CIV}",
        "la demande en justice, même en référé, interrompt",
        SECOND,
    ),
    Texte(
        "execution-forcee",
        f"articles 2231 et 2244 {CIV}",
        "mesure conservatoire ou d'exécution forcée : interruption",
        SECOND,
    ),
    Texte(
        "lettre-sans-effet",
        "Cass. com., 18 mai 2022, n° 20-23.204",
        "une lettre, même recommandée, n'interrompt pas la prescription",
        SECOND,
    ),
    Texte(
        "requete-sans-effet",
        "Cass. 1re civ., 10 juillet 1990",
        "la signification de l'ordonnance interrompt la prescription, la requête non",
        SEEN,
    ),
    Texte("delai-butoir", f"article 2232 {CIV}", "vingt ans au plus, interruptions comprises", SECOND),
    Texte("titre", f"article L111-4 {CPCE}", "un titre exécutoire s'exécute pendant dix ans", SECOND),
    Texte(
        "computation",
        f"articles 640 à 642 {CPC}",
        "le jour de l'acte ne compte pas, les mois avant les jours, report au jour ouvrable",
        SEEN,
    ),
    Texte("distance", f"articles 643 à 645 {CPC}", "un mois de plus outre-mer, deux à l'étranger", SECOND),
    Texte("fin-de-mois", f"article L441-10, I {COM}", "quarante-cinq jours fin de mois, si le contrat le dit", SEEN),
    Texte(
        "injonction",
        f"article 1405 {CPC}",
        "l'injonction de payer : créance contractuelle d'un montant déterminé",
        SEEN,
    ),
    Texte("injonction-juge", f"article 1406 {CPC}", "le juge du lieu où demeure le débiteur", SEEN),
    Texte("requete", f"articles 54, 57 et 1407 {CPC}", "mentions de la requête, décompte, bordereau et pièces", SECOND),
    Texte("renvoi", f"article 1408 {CPC}", "le créancier peut demander le renvoi devant le juge qu'il désigne", SEEN),
    Texte(
        "tentative-amiable",
        f"article 750-1 {CPC}",
        "tentative amiable avant de demander 5 000 € au plus au tribunal judiciaire ; application à l'injonction de"
        " payer non tranchée",
        SECOND,
    ),
    Texte("refere-commerce", f"article 873, alinéa 2, {CPC}", "provision en référé, tribunal de commerce", SEEN),
    Texte("refere-judiciaire", f"article 835, alinéa 2, {CPC}", "provision en référé, tribunal judiciaire", SEEN),
    Texte(
        "petites-creances",
        f"articles L125-1 et R125-1 {CPCE}",
        "procédure simplifiée jusqu'à 5 000 €, menée par un commissaire de justice",
        SEEN,
    ),
    Texte(
        "creances-commerciales",
        f"articles L126-1 et suivants {CPCE}",
        "recouvrement des créances commerciales non contestées ; sources contraires sur son usage dès aujourd'hui",
        SECOND,
    ),
    Texte("signification", f"article 1411 {CPC}", "ordonnance non avenue si elle n'est pas signifiée à temps", SEEN),
    Texte("opposition", f"articles 1415 et 1416 {CPC}", "opposition dans le mois de la signification", SECOND),
    Texte(
        "consignation",
        f"article 1425 {CPC}",
        "frais à consigner sous quinze jours devant le tribunal de commerce",
        SECOND,
    ),
    Texte(
        "alsace-moselle",
        f"articles L731-1 et suivants {COM}",
        "en Alsace-Moselle, la chambre commerciale du tribunal judiciaire",
        SECOND,
    ),
    Texte("outre-mer", f"annexe 7-3 {COM}", "outre-mer, les tribunaux mixtes de commerce", SECOND),
    Texte(
        "tae",
        "loi n° 2023-1059, article 26, et arrêté du 5 juillet 2024",
        "douze tribunaux des activités économiques, pour quatre ans",
        SEEN,
    ),
    Texte(
        "competence-protection",
        f"article 1406 {CPC}",
        "juge des contentieux de la protection : crédit à la consommation et bail d'habitation",
        SEEN,
    ),
    Texte(
        "declaration",
        f"articles L622-24 et R622-24 {COM}",
        "déclaration sous deux mois de la parution au BODACC",
        SECOND,
    ),
    Texte(
        "declaration-contenu",
        f"articles L622-25 et R622-23 {COM}",
        "ce que la déclaration contient, avec un bordereau ; certifiée sincère, sauf titre",
        SECOND,
    ),
)

TEXTES: Mapping[str, Texte] = MappingProxyType({texte.cle: texte for texte in _TEXTES})
