"""Plans once they are proposed: signed, then matched to what was paid."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from relancier.actions import pointer_echeancier, signer_echeancier
from relancier.actions.compte_rendu import count
from relancier.actions.etat_echeancier import EtatDuPlan, state
from relancier.actions.pointer_echeancier import NATURES, Courrier, Pointe
from relancier.base.dates import format_short
from relancier.base.errors import Refus
from relancier.base.money import format_euros
from relancier.base.typed import fold
from relancier.boutons import langage, saisie
from relancier.boutons.bureau import Bureau, Fin, notees
from relancier.boutons.decheance import offrir
from relancier.boutons.ecran import Champ, Reponses
from relancier.creances.plans import StatutEcheancier
from relancier.echeancier.actes import Acte, NatureActe
from relancier.echeancier.suivi import etat

OUI, NON = "oui", "non"
LETTRES = {
    Courrier.RAPPEL: ("rappel", "rappels"),
    Courrier.MISE_EN_DEMEURE: ("mise en demeure", "mises en demeure"),
    Courrier.QUITTANCE: ("quittance", "quittances"),
}


@dataclass(frozen=True, slots=True)
class _Signature:
    echeancier: str
    jour: date
    document: Path | None


def echeancier_signer(bureau: Bureau) -> Fin | None:
    """Ask for the day of the signature and its scanned copy, show what it changes, then record it."""
    host, code = bureau.classeur, bureau.debiteur()
    waiting = [
        one
        for one in state(host, bureau.jour).plans
        if fold(one.plan.debiteur) == fold(code) and one.plan.statut == StatutEcheancier.PROPOSE
    ]
    if not waiting:
        raise Refus(
            "rien-a-signer",
            f"Aucun échéancier proposé n'attend la signature de {code}.",
            "Faites-en un avec « Proposer un plan ».",
        )
    names = tuple(one.plan.id for one in waiting)
    typed = saisie.demander(bureau.ecran, f"Signature de {code}", _signing(bureau, names), _read_signing(names))
    if typed is None:
        return None
    chosen = next(one for one in waiting if one.plan.id == typed.echeancier)
    if not bureau.ecran.confirmer("Signature", _about(chosen, typed)):
        return None
    done = signer_echeancier.sign(host, typed.jour, echeancier=typed.echeancier, document=typed.document)
    moved = [
        f"{one.facture} : prescription le {format_short(since.dernier_jour)} au lieu du "
        f"{format_short(before.dernier_jour)}."
        for one, before, since in done.prescriptions
        if since.dernier_jour != before.dernier_jour
    ]
    clocks, notes = langage.liste(moved), langage.liste(done.remarques)
    replaced = f" Il remplace la version {done.remplace.version}." if done.remplace else ""
    return Fin(
        "Échéancier signé",
        langage.paragraphes(
            f"{done.plan.id}, version {done.plan.version}, signé le {format_short(done.plan.date_accord)} : ce qu'il "
            f"couvre n'est plus relancé tant qu'il est tenu.{replaced}",
            f"La prescription repart :\n{clocks}" if clocks else "",
            f"À savoir :\n{notes}" if notes else "",
        ),
        notees(done.ecrit),
    )


def _signing(bureau: Bureau, names: tuple[str, ...]) -> list[Champ]:
    return [
        Champ("echeancier", "Échéancier", names[-1], names),
        saisie.champ_jour("jour", "Signé le", bureau.jour),
        Champ("document", "Copie signée", aide="le fichier scanné ; vide : plus tard", fichier=True),
    ]


def _read_signing(names: tuple[str, ...]) -> Callable[[Reponses], _Signature]:
    def read(answers: Reponses) -> _Signature:
        return _Signature(
            saisie.choix(answers, "echeancier", "Échéancier", names),
            saisie.jour(answers, "jour", "Signé le"),
            saisie.fichier_ou_rien(answers, "document"),
        )

    return read


def _about(one: EtatDuPlan, typed: _Signature) -> str:
    plan, terms = one.plan, one.pointage.mensualites
    first, last = terms[0].mensualite.date, terms[-1].mensualite.date
    return langage.paragraphes(
        f"{plan.id}, version {plan.version}, de {one.debiteur.nom} : {format_euros(plan.montant)} en "
        f"{count(len(terms), 'versement')}, du {format_short(first)} au {format_short(last)}. Signé le "
        f"{format_short(typed.jour)}.",
        "La version sera figée par un sceau. Tant qu'elle est tenue, ce qu'elle couvre n'est plus relancé, et la "
        "prescription repart.",
        f"Copie signée : {typed.document.name}" if typed.document else "Sans copie signée : gardez l'original.",
        "Enregistrer la signature ?",
    )


def echeancier_pointer(bureau: Bureau) -> Fin | None:
    """Show where the plans stand, ask which letters to make, then match the payments and write."""
    host = bureau.classeur
    found = state(host, bureau.jour)
    if not found.plans:
        return Fin("Échéanciers", "Le classeur n'a aucun échéancier. « Proposer un plan » en fait un.")
    called = {kind: _called(found.plans, NATURES[kind]) for kind in Courrier}
    offered = {kind: actes for kind, actes in called.items() if actes}
    fields = [
        Champ(kind, f"Faire {count(len(actes), *LETTRES[kind])}", NON, (NON, OUI), _names(actes))
        for kind, actes in offered.items()
    ]
    wanted: frozenset[Courrier] = frozenset()
    if fields:
        answered = saisie.demander(bureau.ecran, "Pointer les échéanciers", fields, _read_letters(tuple(offered)))
        if answered is None:
            return None
        wanted = answered
    letters = ", ".join(count(len(offered[kind]), *LETTRES[kind]) for kind in Courrier if kind in wanted)
    question = langage.paragraphes(
        langage.liste(map(_state, found.plans), 10),
        f"Lettres : {letters}." if letters else "Aucune lettre.",
        "Rapprocher les règlements reçus et l'écrire ?",
    )
    if not bureau.ecran.confirmer("Pointer les échéanciers", question):
        return None
    done = pointer_echeancier.match(host, bureau.jour, lettres=wanted, suivi=bureau.ecran.progress())
    bureau.ecran.fini()
    said, after = _matched(done), offrir(bureau, done.etats)
    return replace(
        said,
        texte=langage.paragraphes(said.texte, *after.phrases),
        remarques=(*said.remarques, *after.remarques),
        code=max(said.code, after.code),
    )


def _called(plans: tuple[EtatDuPlan, ...], nature: NatureActe) -> list[Acte]:
    return [acte for one in plans for acte in one.actes if acte.nature is nature]


def _names(actes: list[Acte]) -> str:
    return ", ".join(one.plan.id for one in actes)


def _read_letters(offered: tuple[Courrier, ...]) -> Callable[[Reponses], frozenset[Courrier]]:
    def read(answers: Reponses) -> frozenset[Courrier]:
        return frozenset(kind for kind in offered if saisie.choix(answers, kind, kind, (NON, OUI)) == OUI)

    return read


def _state(one: EtatDuPlan) -> str:
    matched = one.pointage
    acts = "".join(f" → {acte.nature} : {acte.pourquoi}" for acte in one.actes)
    return (
        f"{one.plan.id}, {one.debiteur.nom} : {etat(one.statut)}, réglé {format_euros(matched.regle)} sur "
        f"{format_euros(one.plan.montant)}.{acts}"
    )


def _matched(done: Pointe) -> Fin:
    made = langage.liste(f"{one.acte.nature}, {one.acte.plan.id} : {one.fichier.pdf.name}" for one in done.envoyes)
    missed = langage.liste(f"{one.message} {one.remede}" for one in done.manques)
    firm = any(one.acte.nature is NatureActe.MISE_EN_DEMEURE for one in done.envoyes)
    posted = " (la mise en demeure en recommandé, ce jour même)" if firm else ""
    noted = (
        f"Règlements rapprochés : {count(done.changes, 'ligne changée', 'lignes changées')} dans Échéanciers et "
        "Mensualités."
        if done.ecrit
        else "Le classeur disait déjà tout : rien n'y a été écrit."
    )
    return Fin(
        "Échéanciers pointés",
        langage.paragraphes(
            noted,
            f"Lettres à envoyer{posted} :\n{made}" if made else "",
            f"Lettres qui n'ont pas pu l'être :\n{missed}" if missed else "",
        ),
        notees(done.ecrit),
        done.envoyes[0].fichier.pdf.parent if done.envoyes else None,
        code=1 if done.manques else 0,
    )
