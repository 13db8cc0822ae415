"""The routes to a title, as a table: what each is, what it needs, what it rests on. Facts only: the user chooses."""

from dataclasses import dataclass

from relancier.droit.juridiction import Nature
from relancier.droit.textes import TEXTES, Certitude

COMMERCE = frozenset({Nature.TC, Nature.TAE, Nature.CHAMBRE_COMMERCIALE, Nature.MIXTE})


@dataclass(frozen=True, slots=True)
class Voie:
    """A route.

    Attributes:
      definition: what it is, in French.
      conditions: what it needs.
      textes: the keys of the texts that it rests on.
      reserve: what is not settled about it; "" when nothing is known to be.
    """

    nom: str
    definition: str
    conditions: str
    textes: tuple[str, ...]
    reserve: str = ""

    @property
    def certitude(self) -> str:
        """What it rests on, and how surely that is known."""
        texts = [TEXTES[key] for key in self.textes]
        named = " ; ".join(one.citation for one in texts)
        known = "source lue" if all(one.certitude is Certitude.SEEN for one in texts) else "source secondaire"
        return f"{named} ({known}). {self.reserve}".strip()


def voies(nature: Nature) -> tuple[Voie, ...]:
    """Return the routes for a claim that a court of this kind hears."""
    commerce = nature in COMMERCE
    return (
        Voie(
            "Injonction de payer",
            "Ordonnance rendue sur requête, sans débat ; le débiteur peut y former opposition.",
            "Créance contractuelle d'un montant déterminé ; requête, décompte, bordereau et pièces. L'avocat n'est pas"
            " obligatoire pour la requête.",
            ("injonction", "requete"),
        ),
        Voie(
            "Référé-provision",
            "Provision, qui peut être du tout, accordée par le juge des référés après débat ; sans urgence à prouver.",
            "Obligation non sérieusement contestable ; assignation.",
            ("refere-commerce" if commerce else "refere-judiciaire",),
        ),
        Voie(
            "Créances commerciales non contestées",
            "Commandement signifié par un commissaire de justice ; un mois pour payer ou contester ; sinon"
            " procès-verbal que le greffier rend exécutoire.",
            "Deux commerçants ; créance facturée, certaine, liquide et exigible ; sans plafond.",
            ("creances-commerciales",),
            "Sources contraires : annoncée applicable le 27/04/2026, tarif dit manquant en septembre 2026.",
        ),
        Voie(
            "Petites créances",
            "Procédure simplifiée, conduite par un commissaire de justice ; un mois pour s'accorder ; l'accord devient"
            " un titre exécutoire.",
            "5 000 € au plus, intérêts compris ; accord du débiteur ; frais au créancier.",
            ("petites-creances",),
            "Créances facturées entre commerçants exclues depuis le 25/04/2026 : source secondaire, à vérifier.",
        ),
    )
