"""Which court hears a claim: tribunal de commerce or TAE, chambre commerciale, tribunal judiciaire, JCP.

Territory is where the debtor lives or has its seat (CPC 43 and 1406). Where the facts at hand do not decide, the
answer says why and what to ask; it never guesses.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from relancier.droit.jours_feries import ALSACE_MOSELLE, departement
from relancier.droit.textes import TEXTES, Texte


class Nature(StrEnum):
    """The kind of court."""

    TC = "tribunal de commerce"
    TAE = "tribunal des activités économiques"
    CHAMBRE_COMMERCIALE = "chambre commerciale du tribunal judiciaire"
    MIXTE = "tribunal mixte de commerce"
    TJ = "tribunal judiciaire"
    JCP = "juge des contentieux de la protection"
    ADMINISTRATIF = "tribunal administratif"


class Partie(StrEnum):
    """The debtor, as the workbook knows him."""

    PROFESSIONNEL = "professionnel"
    CONSOMMATEUR = "consommateur"
    PUBLIC = "public"


class Objet(StrEnum):
    """What the claim is for, as far as it changes the judge."""

    VENTE_OU_SERVICE = "vente ou prestation de service"
    CREDIT_CONSOMMATION = "crédit à la consommation"
    BAIL_HABITATION = "bail d'habitation"


# the twelve seats (loi 2023-1059, art. 26; arrêté du 5 juillet 2024) and their départements
TAE_SIEGES = {
    "84": "Avignon",
    "89": "Auxerre",
    "76": "Le Havre",
    "72": "Le Mans",
    "87": "Limoges",
    "69": "Lyon",
    "13": "Marseille",
    "54": "Nancy",
    "92": "Nanterre",
    "75": "Paris",
    "22": "Saint-Brieuc",
    "78": "Versailles",
}
TAE_DU, TAE_AU = date(2025, 1, 1), date(2028, 12, 31)
UN_SEUL_RESSORT = frozenset({"75"})  # the whole département is one commune

MIXTES = frozenset({"971", "972", "973", "974", "976"})  # C. com., annexe 7-3

# commercial by their form (C. com. L210-1), and forms that are not
FORMES_COMMERCIALES = frozenset({"SARL", "EURL", "SAS", "SASU", "SA", "SNC", "SCS", "SCA"})
FORMES_CIVILES = frozenset({"SCI", "SCP", "SCM", "SCEA", "GAEC", "EARL", "ASSOCIATION", "SYNDICAT", "FONDATION"})
SANS_AVOCAT_JUSQUA = Decimal("10000.00")  # CPC 761 and 853


@dataclass(frozen=True, slots=True)
class Juridiction:
    """The answer.

    Attributes:
      nature: the kind of court, the likeliest where it is not certain.
      libelle: how a request names it, "tribunal de commerce de Lyon" when the seat is sure, else without the town.
      siege: its town; "" when it must be looked up.
      certaine: the kind of court is sure; its seat is when `siege` is given.
      textes: the grounds.
      raison: why this court, in French.
      questions: what must still be answered or looked up, in French.
      avocat: an avocat is needed on the merits (none for the request itself).
    """

    nature: Nature
    libelle: str
    siege: str
    certaine: bool
    textes: tuple[Texte, ...]
    raison: str
    questions: tuple[str, ...] = ()
    avocat: bool = False


_RESSORT = "De quelle ville est le tribunal compétent pour la commune du débiteur ? (annuaire de justice.fr)"
_PAYS = "Le débiteur est-il établi en France ? Sinon, faites vérifier la compétence internationale."


def juridiction(
    partie: Partie,
    code_postal: str,
    montant: Decimal,
    le: date,
    *,
    objet: Objet = Objet.VENTE_OU_SERVICE,
    forme: str = "",
    ville: str = "",
) -> Juridiction:
    """Return the court for a claim of `montant` (€) against a debtor of this kind, legal `forme` and place, on `le`."""
    dept = departement(code_postal)
    avocat = montant > SANS_AVOCAT_JUSQUA
    if objet is not Objet.VENTE_OU_SERVICE:
        raison = f"Le litige porte sur un {objet}."
        return _build(Nature.JCP, "", ("competence-protection",), raison, questions=(_RESSORT,), avocat=False)
    if partie is Partie.PUBLIC:
        raison = "Le débiteur est public : l'injonction de payer du Code de procédure civile n'est pas faite pour lui."
        questions: tuple[str, ...] = (
            "Est-ce une personne de droit public (État, collectivité, établissement administratif) ou un établissement"
            " à caractère industriel et commercial ?",
            _RESSORT,
        )
        return _build(Nature.ADMINISTRATIF, "", (), raison, questions=questions, avocat=avocat)
    if partie is Partie.CONSOMMATEUR:
        questions = (_RESSORT,) if dept else (_PAYS, _RESSORT)
        raison = "Le débiteur est un consommateur : le tribunal judiciaire de son domicile est compétent."
        return _build(Nature.TJ, "", ("injonction-juge",), raison, questions=questions, avocat=avocat)
    return _professionnel(dept, le, forme, ville, avocat)


def _professionnel(dept: str, le: date, forme: str, ville: str, avocat: bool) -> Juridiction:
    letters = forme.upper().replace(".", "").strip()
    word = letters.split()[0] if letters else ""
    if word in FORMES_CIVILES:
        raison = f"Le débiteur ({forme}) n'est ni commerçant ni société commerciale."
        return _build(Nature.TJ, "", ("injonction-juge",), raison, questions=(_RESSORT,), avocat=avocat)
    questions: tuple[str, ...] = ()
    if word not in FORMES_COMMERCIALES:
        questions = (
            "Le débiteur est-il commerçant, artisan ou société commerciale ? Une profession libérale ou une association"
            " relève du tribunal judiciaire.",
        )
    nature, siege, textes, raison, more = _commerciale(dept, le, ville)
    return _build(nature, siege, ("injonction-juge", *textes), raison, questions=(*questions, *more), avocat=avocat)


def _commerciale(dept: str, le: date, ville: str) -> tuple[Nature, str, tuple[str, ...], str, tuple[str, ...]]:
    if not dept:
        raison = "Entre commerçants, le tribunal de commerce ; le lieu du débiteur n'a pas été reconnu."
        return Nature.TC, "", (), raison, (_PAYS, _RESSORT)
    if dept in ALSACE_MOSELLE:
        raison = (
            "En Moselle, Bas-Rhin et Haut-Rhin, la chambre commerciale du tribunal judiciaire tient lieu de tribunal."
        )
        return Nature.CHAMBRE_COMMERCIALE, "", ("alsace-moselle",), raison, (_RESSORT,)
    if dept in MIXTES:
        return Nature.MIXTE, "", ("outre-mer",), "Outre-mer, le tribunal mixte de commerce.", (_RESSORT,)
    seat = TAE_SIEGES.get(dept, "")
    if not seat or not TAE_DU <= le <= TAE_AU:
        return Nature.TC, "", (), "Entre commerçants, le tribunal de commerce du siège du débiteur.", (_RESSORT,)
    if dept in UN_SEUL_RESSORT or _same_town(ville, seat):
        raison = f"Le débiteur est dans le ressort de {seat}, l'un des douze tribunaux des activités économiques."
        return Nature.TAE, seat, ("tae",), raison, ()
    question = (
        f"La commune du débiteur est-elle dans le ressort de {seat} (tribunal des activités économiques) ou d'un"
        " tribunal de commerce voisin ? (annuaire de justice.fr)"
    )
    raison = f"Le département {dept} abrite le tribunal des activités économiques de {seat}, peut-être pas lui seul."
    return Nature.TAE, "", ("tae",), raison, (question,)


_ARRONDISSEMENT = re.compile(r"cedex|\d+(er|e|ème|eme)?")


def _same_town(ville: str, seat: str) -> bool:
    """Compare towns as written on envelopes: case, hyphens, `St`, arrondissements and CEDEX put aside."""
    words = ville.casefold().replace("-", " ").split()
    words = ["saint" if word == "st" else word for word in words]
    wanted = seat.casefold().replace("-", " ").split()
    rest = words[len(wanted) :]
    return words[: len(wanted)] == wanted and all(_ARRONDISSEMENT.fullmatch(w) for w in rest)


def de_ville(ville: str) -> str:
    """Return a court's town after its name: "de Lyon", "du Havre", "des Sables-d'Olonne", "d'Avignon"."""
    for article, contracted in (("Le ", "du "), ("Les ", "des ")):
        if ville.startswith(article):
            return contracted + ville.removeprefix(article)
    return f"d'{ville}" if ville[:1].upper() in "AEÉÈÎIOU" else f"de {ville}"


def _build(
    nature: Nature, siege: str, textes: tuple[str, ...], raison: str, *, questions: tuple[str, ...], avocat: bool
) -> Juridiction:
    town = f" {de_ville(siege)}" if siege else ""
    grounds = tuple(TEXTES[cle] for cle in textes)
    sure = all(question == _RESSORT for question in questions)
    return Juridiction(nature, f"{nature}{town}", siege, sure, grounds, raison, questions, avocat)
