"""Pressing a button: its need is checked, it works, and whatever happens is one sentence, its remedy, and a log."""

import logging
import platform
from dataclasses import replace

from relancier import __version__
from relancier.base.errors import InvalidInput, RelancierError
from relancier.boutons import langage
from relancier.boutons.bureau import Bureau, Fin
from relancier.boutons.catalogue import CATALOGUE, Besoin, Bouton

TITRE = "Relancier"
journal = logging.getLogger("relancier.boutons")


def jouer(ident: str, bureau: Bureau) -> int:
    """Press the button `ident`; return 0 when it was done or given up, else what the command line would."""
    bouton = CATALOGUE.get(ident)
    titre = f"{TITRE} – {bouton.titre}" if bouton else TITRE
    journal.info("%s (Relancier %s, Python %s)", ident, __version__, platform.python_version())
    try:
        code = _done(titre, _known(ident, bouton), bureau)
    except RelancierError as error:
        return refuser(ident, error, bureau, titre)
    except Exception as error:  # the last resort of a door: a person reads a sentence, the trace is kept
        journal.exception("%s", ident)
        _free(bureau)
        bureau.ecran.dire(titre, _unexpected(error, bureau))
        return InvalidInput.exit_code
    journal.info("%s : %s", ident, code)
    return code


def refuser(ident: str, error: RelancierError, bureau: Bureau, titre: str = TITRE) -> int:
    """Say what stopped the button `ident`, note it, and return its exit code."""
    journal.warning("%s : %s (%s)", ident, error, error.code)
    _free(bureau)
    bureau.ecran.dire(titre, langage.erreur(error))
    return error.exit_code


def _free(bureau: Bureau) -> None:
    """Give the status bar back; the program that holds it may be what failed."""
    try:
        bureau.ecran.fini()
    except RelancierError as error:
        journal.warning("%s", error)


def _known(ident: str, bouton: Bouton | None) -> Bouton:
    if bouton is None:
        raise InvalidInput(
            "bouton-inconnu",
            f"Relancier {__version__} n'a pas de bouton « {ident} ».",
            "Le ruban et le programme ne sont pas de la même version : réinstallez le complément.",
        )
    return bouton


def _done(titre: str, bouton: Bouton, bureau: Bureau) -> int:
    if bouton.besoin is not Besoin.RIEN:
        _ = bureau.classeur
    if bouton.besoin is Besoin.DEBITEUR:
        bureau = replace(bureau, choisie=bureau.selection())
        bureau.debiteur()
    fin = bouton.fonction()(bureau)
    bureau.ecran.fini()
    if fin is None:
        journal.info("%s : abandon, rien n'est écrit", bouton.id)
        return 0
    _tell(titre, fin, bureau)
    return fin.code


def _tell(titre: str, fin: Fin, bureau: Bureau) -> None:
    """Show the place, say what happened, then open what was made."""
    if fin.montrer is not None and bureau.vue is not None:
        bureau.vue.montrer(fin.montrer)
    said = (langage.parler(f"{one.message} {one.remede}".strip()) for one in fin.remarques)
    after = langage.liste(one for one in said if one not in fin.texte)
    if fin.texte or after:
        bureau.ecran.dire(fin.titre or titre, langage.paragraphes(fin.texte, after))
    if fin.ouvrir is not None:
        bureau.ecran.ouvrir(fin.ouvrir)


def _unexpected(error: Exception, bureau: Bureau) -> str:
    return (
        f"Quelque chose d'imprévu s'est produit ({type(error).__name__} : {error}).\n\n"
        "→ Fermez cette fenêtre et recommencez. Si cela se répète, copiez-nous la fin de ce journal : "
        f"{bureau.journal}"
    )
