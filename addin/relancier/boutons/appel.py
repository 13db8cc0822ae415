"""A phone call, noted in the sealed history; and the promise that was made in it, confirmed by letter."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from relancier.actions import consigner_appel as calls
from relancier.actions.compte_rendu import count
from relancier.actions.consigner_appel import Appel, Issue
from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput, RelancierError
from relancier.base.later import later
from relancier.base.money import format_euros
from relancier.boutons import langage, saisie
from relancier.boutons.bureau import Bureau, Fin, notees
from relancier.boutons.ecran import Champ, Reponses

if TYPE_CHECKING:
    from relancier.actions import promettre
else:
    promettre = later("relancier.actions.promettre")  # most calls promise nothing, and make no letter


@dataclass(frozen=True, slots=True)
class _Typed:
    saisie: calls.Saisie
    promis: date | None
    montant: Decimal | None


def consigner_appel(bureau: Bureau) -> Fin | None:
    """Ask who was called and what came of it, show the rows, and record them."""
    host, code = bureau.classeur, bureau.debiteur()
    typed = saisie.demander(bureau.ecran, f"Appel à {code}", _fields(bureau), _read(bureau.jour))
    if typed is None:
        return None
    foreseen = calls.foresee(host, code, typed.saisie, bureau.ecran.progress())
    promised = (
        promettre.foresee(host, code, typed.promis, typed.saisie.jour, typed.montant, typed.saisie.facture or None)
        if typed.promis
        else None
    )
    bureau.ecran.fini()
    question = langage.paragraphes(
        _about(foreseen),
        _effect(foreseen),
        f"Promesse : {format_euros(promised.montant)} pour le {format_short(promised.promis)}, confirmée par lettre ; "
        "rien ne lui est réclamé d'ici là."
        if promised
        else "",
        "Consigner ?",
    )
    if not bureau.ecran.confirmer("Consigner un appel", question):
        return None
    done = calls.record(host, code, typed.saisie, bureau.ecran.progress())
    said = f"Appel consigné : {count(len(done.lignes), 'ligne ajoutée', 'lignes ajoutées')} à la feuille Relances."
    if promised is None:
        return Fin("Appel consigné", langage.paragraphes(said, _effect(done)), notees(done.ecrit))
    return _with_promise(bureau, code, typed, done, said)


def _with_promise(bureau: Bureau, code: str, typed: _Typed, done: Appel, said: str) -> Fin:
    assert typed.promis is not None
    try:
        promise = promettre.promise(
            bureau.classeur,
            code,
            typed.promis,
            typed.saisie.jour,
            typed.montant,
            typed.saisie.facture or None,
            suivi=bureau.ecran.progress(),
        )
    except RelancierError as error:  # the call is in the history by now: both are said
        return Fin(
            "Appel consigné, promesse non inscrite",
            langage.paragraphes(said, f"La promesse n'a pas pu l'être. {langage.erreur(error)}"),
            notees(done.ecrit),
            code=1,
        )
    letter = f"Promesse inscrite ; la lettre qui la confirme est à envoyer : {promise.fichier.pdf.name}"
    remarks = notees(done.ecrit, promise.ecrit)
    return Fin("Appel et promesse consignés", langage.paragraphes(said, letter), remarks, promise.fichier.pdf)


def _fields(bureau: Bureau) -> list[Champ]:
    return [
        saisie.champ_jour("jour", "Appelé le", bureau.jour),
        Champ("qui", "Interlocuteur", aide="nom, service"),
        Champ("issue", "Résultat", str(Issue.JOINT), tuple(map(str, Issue))),
        Champ("note", "Ce qui a été dit"),
        Champ("facture", "Facture", bureau.facture, aide="vide : tout ce qui est échu"),
        saisie.champ_jour("promis", "Promet de payer le", None, "vide : aucune promesse"),
        Champ("montant", "Montant promis", aide="vide : tout ce qui est échu"),
    ]


def _read(today: date) -> Callable[[Reponses], _Typed]:
    def read(answers: Reponses) -> _Typed:
        day = saisie.jour(answers, "jour", "Appelé le")
        if day > today:
            raise InvalidInput(
                "appel-a-venir", f"Un appel du {format_short(day)} n'a pas encore eu lieu.", "Corrigez la date."
            )
        issue = Issue(saisie.choix(answers, "issue", "Résultat", tuple(map(str, Issue))))
        promised = saisie.jour_ou_rien(answers, "promis", "Promet de payer le")
        amount = saisie.montant_ou_rien(answers, "montant", "Montant promis")
        if promised is None and amount is not None:
            raise InvalidInput(
                "promesse-sans-date", "Une somme est promise, mais pour quand ?", "Donnez le jour promis."
            )
        if promised is not None and issue is not Issue.JOINT:
            raise InvalidInput(
                "promesse-sans-personne", f"Personne n'a répondu (« {issue} ») : nul n'a rien promis.", "Corrigez l'un."
            )
        call = calls.Saisie(
            day,
            issue,
            saisie.texte(answers, "qui"),
            saisie.texte(answers, "note"),
            saisie.texte(answers, "facture"),
        )
        return _Typed(call, promised, amount)

    return read


def _about(found: Appel) -> str:
    call = found.saisie
    who = f", {call.qui}" if call.qui else ""
    lines = count(len(found.lignes), "échéance")
    return (
        f"Appel du {format_short(call.jour)} à {found.debiteur.nom} ({found.debiteur.code}){who} : {call.issue}.\n"
        f"{lines}, {format_euros(found.montant)} à payer."
    )


def _effect(found: Appel) -> str:
    if found.niveaux:
        levels = " et ".join(map(str, found.niveaux))
        return f"C'est la relance téléphonique que la procédure attendait (niveau {levels}) : elle compte comme faite."
    return "Les relances suivent leur cours : cet appel n'en avance ni n'en retarde aucune."
