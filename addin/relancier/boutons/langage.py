"""Sentences written for the command line, said to somebody who has buttons: no option, no command is ever named.

What an option says is said by a field or a button here; what has no such name goes, sentence by sentence.
"""

import re
from collections.abc import Iterable

from relancier.base.errors import RelancierError

# of an error, by its code: the remedy in front of the workbook
REMEDES = {
    "rien-a-annuler": "Les copies d'avant chaque opération sont dans « Sauvegardes Relancier », à côté du classeur.",
    "registre-modifie": "Reprenez la copie d'avant, dans « Sauvegardes Relancier ».",
    "annulation-classeur-ferme": "Fermez-le, puis annulez-la de la même façon, hors du tableur ; ou reprenez la copie "
    "d'avant, dans « Sauvegardes Relancier ».",
    "un-seul-plan": "Donnez un seul nombre.",
    "entretien-a-venir": "Corrigez la date de l'entretien.",
    "reglements-pas-a-jour": "Saisissez d'abord les règlements reçus.",
    "modifie-depuis": "Corrigez la feuille à la main, ou reprenez la copie d'avant, dans « Sauvegardes Relancier ».",
    "date-avant-accord": "Attendez ce jour, ou vérifiez la date de l'accord.",
    "classeur-sans-tableau": "Partez du classeur modèle, et collez-y vos données.",
    "pdf-incomplet": "Vérifiez le modèle de lettre, puis recommencez.",
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
    "bodacc-anterieur": "Corrigez la colonne « Procédure collective le » de la feuille Débiteurs.",
    "modeles-absents": "Corrigez « Modèles de lettres » dans la feuille Créancier, ou videz-le.",
}
# what the command line calls one way, and the buttons another, the longest first
NOMS = (
    (r" \((?:« )?relancier [^)]*\)", ""),
    (r"« relancier echeancier proposer(?: --echeancier)? »", "« Proposer un plan »"),
    (r"« relancier echeancier simuler »", "« Simuler »"),
    (r"« relancier echeancier (?:etat|rompre|pointer)(?: --[a-z -]+)? »", "« Pointer »"),
    (
        r"Le prochain passage réel l'achèvera ou l'annulera avant toute chose\.",
        "L'envoi l'achèvera ou l'annulera d'abord.",
    ),
    (r"« relancier decompte »", "« Décompte »"),
    (r"(?:« relancier verifier »|\brelancier verifier\b)", "« Contrôler le classeur »"),
    (r"« relancier lot »", "« Envoyer le passage »"),
    (r"« relancier recommandes »", "dans la feuille Relances"),
    (r": --nature declaration", ": « Déclaration de créance »"),
    (r", ou (?:choisissez|convertissez)[^.]* --pdf [a-z]+(?: »)?", ""),
    (r"Choisissez « --pdf libreoffice » ou « --pdf word »(?: pour ce document)?, ou s", "S"),
    (r"Choisissez « --pdf libreoffice » ou « --pdf word », ou r", "R"),
    (r" : avec --document, son empreinte est enregistrée", ""),
    (r"donnez la copie signée avec --document", "donnez la copie signée"),
)
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-ÖØ-Þ«])")
_TYPED = re.compile(r"(?<![\w-])--\w|\brelancier [a-z]|\bCLASSEUR\b")


def parler(sentence: str) -> str:
    """Return `sentence` without the words of the command line."""
    for command, said in NOMS:
        sentence = re.sub(command, said, sentence)
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
