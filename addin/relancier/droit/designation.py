"""A court as a sentence names it, "le tribunal de commerce de Lyon", from what somebody typed."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from relancier.base.errors import InvalidInput
from relancier.base.typed import squeeze
from relancier.droit.juridiction import Nature, de_ville

ABREGES: Mapping[str, str] = MappingProxyType(
    {"tj": Nature.TJ, "tc": Nature.TC, "tae": Nature.TAE, "jcp": Nature.JCP, "tmc": Nature.MIXTE}
)
# the longest first: each is the beginning of a court's name, with its article
NOMS: Mapping[str, str] = MappingProxyType(
    {
        Nature.CHAMBRE_COMMERCIALE: "la",
        Nature.TAE: "le",
        Nature.MIXTE: "le",
        Nature.JCP: "le",
        Nature.TC: "le",
        Nature.TJ: "le",
        "tribunal de proximité": "le",
        "chambre de proximité": "la",
    }
)
_BEFORE = re.compile(r"^(?:devant |auprès )?(?:le |la |l'|au |à la |du |de la |de l')?", re.IGNORECASE)
# what stands before a town, and the article that it hides
_OF = (("de ", ""), ("d'", ""), ("du ", "Le "), ("des ", "Les "))
_SMALL = frozenset({"d", "l", "de", "du", "des", "en", "et", "la", "le", "les", "lès", "sous", "sur"})


def designer(typed: str) -> str:
    """Return the court that `typed` names, with its article: "TJ Lyon" -> "le tribunal judiciaire de Lyon".

    Raises:
      InvalidInput: "juridiction-illisible": it names no court, or not the court's town.
    """
    text = squeeze(typed).replace("\n", " ").replace("’", "'").rstrip(".")
    text = _BEFORE.sub("", text, count=1)
    word, _, rest = text.partition(" ")
    if word.casefold().replace(".", "") in ABREGES:
        text = f"{ABREGES[word.casefold().replace('.', '')]} {rest}"
    for name, article in NOMS.items():
        if text.casefold().startswith(name):
            town = _town(text[len(name) :].strip())
            if town:
                return f"{article} {name} {de_ville(town)}"
    raise InvalidInput(
        "juridiction-illisible",
        f"« {typed} » ne nomme pas un tribunal et sa ville.",
        "Écrivez par exemple « tribunal judiciaire de Lyon », « tribunal de commerce de Bobigny » ou « TJ Lyon ».",
    )


def _town(typed: str) -> str:
    """Return a town by its name: "du Havre" -> "Le Havre", "NANTES" -> "Nantes"."""
    for before, hidden in _OF:
        if typed.lower().startswith(before):
            typed = hidden + typed[len(before) :]
            break
    if not typed.isupper() and not typed.islower() and not typed.startswith(("Le ", "Les ")):
        return typed[:1].upper() + typed[1:]
    parts = re.split(r"([ '-])", typed)  # each word, and what parts it from the next
    rest = [part if part.lower() in _SMALL and part.islower() else part.capitalize() for part in parts]
    return parts[0].capitalize() + "".join(rest[1:])
