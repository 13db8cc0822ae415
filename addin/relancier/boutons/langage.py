"""Sentences written for the command line, said to somebody who has buttons: no option, no command is ever named.

What an option says is said by a field or a button here; what has no such name goes, sentence by sentence.
"""

import re
from collections.abc import Iterable

from relancier.base.errors import RelancierError

# of an error, by its code: the remedy in front of the workbook
REMEDES = {
    "excel-absent": "Sur cet ordinateur, travaillez avec LibreOffice.",
    "passage-anterieur": "Choisissez une date plus récente.",
    "motif-vide": "Écrivez-le : il reste dans le classeur.",
    "promesse-passee": "Corrigez le jour promis, ou celui de l'appel.",
    "promesse-trop-grande": "Corrigez la somme promise.",
    "classeur-ouvert": "Fermez-le dans l'autre programme, puis recommencez.",
    "echeancier-ambigu": "Choisissez lequel.",
    "echeancier-en-cours": "Attendez sa fin, ou ne proposez que d'autres factures.",
    "signature-avant-proposition": "Corrigez la date de signature.",
    "protocole-altere": "Si vous l'avez reformulé, donnez la copie signée.",
    "document-illisible": "Vérifiez le chemin de la copie signée.",
    "retour-passe": "Corrigez la date de retour.",
    "sortie-inaccessible": "Vérifiez que vous pouvez écrire dans ce dossier.",
    "modeles-absents": "Corrigez « Modèles de lettres » dans la feuille Créancier, ou videz-le.",
}
# what the command line calls one way, and the buttons another
NOMS = (
    ("« relancier verifier »", "« Contrôler le classeur »"),
    ("relancier verifier", "« Contrôler le classeur »"),
    ("« relancier lot »", "« Envoyer le passage »"),
    ("« relancier echeancier proposer --echeancier »", "« Proposer un plan »"),
    ("« relancier echeancier proposer »", "« Proposer un plan »"),
    (" (« relancier modele »)", ""),
    (" : avec --document, son empreinte est enregistrée", ""),
    ("donnez la copie signée avec --document", "donnez la copie signée"),
)
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-ÖØ-Þ«])")
_TYPED = re.compile(r"(?<![\w-])--\w|\brelancier [a-z]|\bCLASSEUR\b")


def parler(sentence: str) -> str:
    """Return `sentence` without the words of the command line."""
    for command, said in NOMS:
        sentence = sentence.replace(command, said)
    if not _TYPED.search(sentence):
        return sentence
    return " ".join(part for part in _SENTENCE.split(sentence) if not _TYPED.search(part))


def erreur(error: RelancierError) -> str:
    """Return what stopped a button, where, and the remedy, on a line of its own."""
    where = f"{error.lieu} : " if str(error.lieu) else ""
    remede = REMEDES.get(error.code) or parler(error.remede)
    return f"{where}{parler(error.message)}" + (f"\n\n→ {remede}" if remede else "")


def liste(sentences: Iterable[str], most: int = 8, ailleurs: str = "") -> str:
    """Return `sentences`, one a line after a bullet; the first `most`, then how many more there are (and where)."""
    said = [one for one in map(parler, sentences) if one]
    lines = [f"• {one}" for one in said[:most]]
    if len(said) > most:
        more = len(said) - most
        lines.append(f"… et {more} autre{'s' if more > 1 else ''}{ailleurs}.")
    return "\n".join(lines)


def paragraphes(*parts: str) -> str:
    """Return the parts that say something, a blank line between them."""
    return "\n\n".join(part for part in parts if part)
