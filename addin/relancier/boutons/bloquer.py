"""A debtor or a facture left alone for a time, or in dispute."""

from collections.abc import Callable

from relancier.actions import suspendre as blocks
from relancier.actions.compte_rendu import count
from relancier.actions.suspendre import Saisie, Suspendu
from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput, Lieu
from relancier.base.money import format_euros
from relancier.boutons import langage, saisie
from relancier.boutons.bureau import Bureau, Fin, notees
from relancier.boutons.ecran import Champ, Reponses
from relancier.classeur import schema
from relancier.creances.portefeuille import NatureSuspension

TITRES = {NatureSuspension.SUSPENSION: "Suspendre", NatureSuspension.LITIGE: "Litige"}


def suspendre(bureau: Bureau) -> Fin | None:
    """Leave the debtor of the active row, or its facture, alone for a time."""
    return _block(bureau, NatureSuspension.SUSPENSION)


def litige(bureau: Bureau) -> Fin | None:
    """Note a dispute with the debtor of the active row: the whole of a facture, or a part of it."""
    return _block(bureau, NatureSuspension.LITIGE)


def _block(bureau: Bureau, nature: NatureSuspension) -> Fin | None:
    host, code = bureau.classeur, bureau.debiteur()
    titre = f"{TITRES[nature]} {'avec ' if nature is NatureSuspension.LITIGE else ''}{code}"
    typed = saisie.demander(bureau.ecran, titre, _fields(bureau, nature), _read(nature))
    if typed is None:
        return None
    foreseen = blocks.foresee(host, code, typed)
    if not bureau.ecran.confirmer(titre, langage.paragraphes(_about(foreseen), _already(foreseen), "Inscrire ?")):
        return None
    done = blocks.hold(host, code, typed)
    return Fin(
        TITRES[nature],
        langage.paragraphes(
            f"Inscrit dans la feuille Suspensions. {_effect(done)}",
            "Pour y mettre fin avant, corrigez la colonne « Au » de cette ligne.",
        ),
        notees(done.ecrit),
        montrer=Lieu(feuille=schema.SUSPENSIONS.sheet, table=schema.SUSPENSIONS.name),
    )


def _fields(bureau: Bureau, nature: NatureSuspension) -> list[Champ]:
    disputed = [Champ("montant", "Montant contesté", aide="vide : la totalité")]
    return [
        Champ("facture", "Facture", bureau.facture, aide="vide : toutes celles du client"),
        saisie.champ_jour("du", "Du", bureau.jour),
        saisie.champ_jour("au", "Au", None, "dernier jour compris ; vide : sans fin"),
        *(disputed if nature is NatureSuspension.LITIGE else ()),
        Champ("motif", "Motif"),
    ]


def _read(nature: NatureSuspension) -> Callable[[Reponses], Saisie]:
    def read(answers: Reponses) -> Saisie:
        motif = saisie.texte(answers, "motif")
        if not motif:
            raise InvalidInput("motif-vide", "Le motif est vide.")
        return Saisie(
            nature,
            saisie.jour(answers, "du", "Du"),
            motif,
            saisie.jour_ou_rien(answers, "au", "Au"),
            saisie.texte(answers, "facture"),
            saisie.montant_ou_rien(answers, "montant", "Montant contesté"),
        )

    return read


def _about(found: Suspendu) -> str:
    typed = found.saisie
    what = f"la facture {typed.facture}" if typed.facture else count(len(found.etats), "échéance")
    disputed = f"{format_euros(found.montant)} contestés" if typed.conteste else format_euros(found.montant)
    until = f"jusqu'au {format_short(typed.au)}" if typed.au else "sans date de fin"
    return (
        f"{found.debiteur.nom} ({found.debiteur.code}), {what} : {disputed}, à partir du {format_short(typed.du)}, "
        f"{until}.\nMotif : {typed.motif}\n{_effect(found)}"
    )


def _effect(found: Suspendu) -> str:
    until = f"jusqu'au {format_short(found.saisie.au)}" if found.saisie.au else "tant que la ligne n'a pas de fin"
    if found.saisie.conteste:
        return f"{format_euros(found.montant)} ne seront pas réclamés {until} ; le reste le sera."
    return f"Rien n'en sera réclamé {until}."


def _already(found: Suspendu) -> str:
    if not found.deja:
        return ""
    known = (
        f"{one.nature} depuis le {format_short(one.du)}{f' : {one.motif}' if one.motif else ''}" for one in found.deja
    )
    return f"Déjà dans la feuille Suspensions :\n{langage.liste(known, 4)}"
