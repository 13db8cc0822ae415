"""The passage: what would leave, in the sheet Propositions; then what leaves."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from relancier.actions.compte_rendu import summary, to_do
from relancier.actions.proposer_relances import propose
from relancier.actions.resultat import Demande, Resultat
from relancier.actions.simulation import simulate
from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput, Lieu, Refus
from relancier.base.later import later
from relancier.boutons import comptes, langage, saisie
from relancier.boutons.bureau import Bureau, Fin, notees
from relancier.boutons.ecran import Champ, Reponses
from relancier.classeur import schema

if TYPE_CHECKING:
    from relancier.actions import lot
else:
    lot = later("relancier.actions.lot")  # proposing makes no letter

STALE = "reglements-pas-a-jour"
RIEN = "Rien à envoyer"


def proposer(bureau: Bureau) -> Fin | None:
    """Write what the passage of the day would send in the sheet Propositions; nothing is sent."""
    found = propose(bureau.classeur, bureau.jour, bureau.ecran.progress())
    day = format_short(bureau.jour)
    leaving = found.passage.envois
    head = f"À envoyer le {day} – {comptes.envois(leaving)}" if leaving else f"{RIEN} le {day}."
    next_ = "Rien n'est parti. « Envoyer le passage » fera les lettres" if leaving else "Rien n'est parti"
    return Fin(
        "Propositions",
        langage.paragraphes(
            langage.parler(found.reprise.message) if found.reprise else "",
            head,
            comptes.arretees(found),
            comptes.en_attente(found),
            comptes.a_corriger(found),
            f"{next_} ; la colonne « Pourquoi » dit la raison de chaque ligne.",
        ),
        notees(found.ecrit),
        montrer=Lieu(feuille=schema.PROPOSITIONS.sheet, table=schema.PROPOSITIONS.name),
    )


def envoyer(bureau: Bureau) -> Fin | None:
    """Ask for the day, show what will leave, then make the letters and record them."""
    host = bureau.classeur
    day = saisie.demander(
        bureau.ecran,
        "Envoyer le passage",
        [saisie.champ_jour("date", "Date des lettres", bureau.jour, "le jour où elles partent")],
        lambda answers: saisie.jour(answers, "date", "Date des lettres"),
    )
    if day is None:
        return None
    demande = Demande(day)
    foreseen = simulate(host, replace(demande, simuler=True), bureau.ecran.progress())
    bureau.ecran.fini()
    if not foreseen.passage.envois and foreseen.reprise is None:
        return _nothing(foreseen, day)
    if not bureau.ecran.confirmer(f"Passage du {format_short(day)}", _question(foreseen)):
        return None
    done = _sent(bureau, demande)
    return _told(done) if done is not None else None


def _question(foreseen: Resultat) -> str:
    leaving = foreseen.passage.envois
    return langage.paragraphes(
        langage.parler(foreseen.reprise.message) if foreseen.reprise else "",
        comptes.envois(leaving) if leaving else f"{RIEN} de nouveau.",
        comptes.arretees(foreseen, 3),
        comptes.a_corriger(foreseen, 3),
        comptes.a_savoir(foreseen),
        "Les lettres seront faites et l'historique les gardera. Envoyer ?",
    )


def _nothing(foreseen: Resultat, day: date) -> Fin:
    return Fin(
        RIEN,
        langage.paragraphes(
            f"Aucune lettre ne part le {format_short(day)}.",
            comptes.arretees(foreseen),
            comptes.en_attente(foreseen),
            comptes.a_corriger(foreseen),
        ),
    )


def _sent(bureau: Bureau, demande: Demande) -> Resultat | None:
    """Do the passage; where the creditor wants fresh payments and they are not, ask why it goes on."""
    try:
        return lot.run(bureau.classeur, demande, bureau.ecran.progress())
    except Refus as error:
        if error.code != STALE:
            raise
        bureau.ecran.fini()
        why = saisie.demander(
            bureau.ecran,
            "Règlements pas à jour",
            [Champ("motif", "Motif pour continuer", aide=langage.parler(error.message))],
            _reason,
        )
    if why is None:
        return None
    return lot.run(bureau.classeur, replace(demande, passer_outre=why), bureau.ecran.progress())


def _reason(answers: Reponses) -> str:
    if not (why := saisie.texte(answers, "motif")):
        raise InvalidInput("motif-vide", "Continuer demande un motif.")
    return why


def _told(done: Resultat) -> Fin:
    folder = done.sortie if done.lettres else None
    return Fin(
        f"Passage {done.nom}",
        langage.paragraphes(
            " ".join(map(langage.parler, summary(done))),
            _listed("À faire", map(langage.parler, to_do(done))),
            f"Dossier : {folder}" if folder else "",
        ),
        notees(done.ecrit),
        folder,
        code=0 if done.is_complete else 1,
    )


def _listed(heading: str, sentences: "map[str]") -> str:
    listed = langage.liste(sentences)
    return f"{heading} :\n{listed}" if listed else ""
