"""A simulation without files: what is decided, and what making the letters would remark or refuse.

Nothing is rendered: the remarks on rates and texts come from what each letter claims and from the fields that its
template names. An address too long for an envelope and a letter that fails by itself show in the letters alone.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from relancier.actions.decision import decide
from relancier.actions.own_templates import own_templates
from relancier.actions.progress import Progress
from relancier.actions.resultat import Demande, Resultat
from relancier.base.errors import Anomalie, Gravite, InvalidInput
from relancier.base.later import later
from relancier.classeur.host import Host
from relancier.creances.portefeuille import Canal
from relancier.documents.named_fields import NamedFields
from relancier.documents.template_files import TemplateFiles
from relancier.relances.passage import Envoi

if TYPE_CHECKING:
    from relancier.documents import penalties
else:
    penalties = later("relancier.documents.penalties")  # most passages send no letter that speaks of them

LETTERS = (Canal.COURRIER, Canal.LRAR, Canal.EMAIL)


def simulate(host: Host, demande: Demande, suivi: Progress) -> Resultat:
    """Decide the passage that `demande` describes, and say what making its letters would. Raises as `decide` does."""
    decided = decide(host, demande, suivi)
    return replace(decided, anomalies=(*decided.anomalies, *_foreseen(host, decided)))


def _foreseen(host: Host, decided: Resultat) -> tuple[Anomalie, ...]:
    try:
        speaking = list(_speaking(host, decided))
        if not speaking:
            return ()
        said = penalties.of_passage(decided.portefeuille, decided.demande.date_arrete)
        for envoi, named in speaking:
            said.note(envoi, named)
    except InvalidInput as error:
        message = f"Le passage s'arrêtera sans rien envoyer : {error.message[:1].lower()}{error.message[1:]}"
        return (Anomalie(error.code, Gravite.BLOQUANTE, error.lieu, "", message, error.remede),)
    return tuple(said.remarques.values())


def _speaking(host: Host, decided: Resultat) -> Iterator[tuple[Envoi, NamedFields]]:
    """Yield the letters whose template speaks of what the law adds, with the fields that it names."""
    envois = [one for one in decided.passage.envois if one.canal in LETTERS]
    if not envois:
        return
    files = TemplateFiles(own_templates(host.path, decided.portefeuille.creancier, decided.demande.modeles))
    known: dict[tuple[str, str], NamedFields] = {}
    for envoi in envois:
        key = envoi.niveau.modele, envoi.debiteur.type
        if (named := known.get(key)) is None:
            named = known[key] = NamedFields(files.letter(*key))
        if named.uses("penalites"):
            yield envoi, named
