"""A passage in figures: what leaves by which channel and for how much, what stays behind and why."""

from collections.abc import Sequence

from relancier.actions.compte_rendu import count, numbered
from relancier.actions.resultat import Resultat
from relancier.base.errors import Gravite
from relancier.base.money import ZERO, format_euros
from relancier.boutons import langage
from relancier.creances.portefeuille import Canal
from relancier.relances.passage import Decision, Envoi, Proposition

CANAUX = {
    Canal.COURRIER: ("courrier simple", "courriers simples"),
    Canal.LRAR: ("lettre recommandée", "lettres recommandées"),
    Canal.EMAIL: ("e-mail", "e-mails"),
    Canal.TELEPHONE: ("appel à passer", "appels à passer"),
    Canal.SMS: ("SMS", "SMS"),
}
# what stops an échéance that would otherwise be chased; the others wait for their day, or are paid
ARRETS = (Decision.BLOQUEE, Decision.DOUTEUSE, Decision.A_DECIDER, Decision.MINIMUM)
ATTENTE = (Decision.ATTENDRE, Decision.NON_ECHUE, Decision.NON_EMISE, Decision.SOLDEE)


def envois(found: Sequence[Envoi]) -> str:
    """Return « 33 lettres, 3 e-mails et 1 appel : 234 758,34 € », then each channel if there are several."""
    total = format_euros(sum((one.reste_du for one in found), ZERO))
    said = f"{numbered(found)} : {total}."
    by_channel = {canal: [one for one in found if one.canal is canal] for canal in CANAUX}
    lines = [
        f"• {count(len(mine), *CANAUX[canal])} : {format_euros(sum((one.reste_du for one in mine), ZERO))}"
        for canal, mine in by_channel.items()
        if mine
    ]
    return "\n".join((said, *lines)) if len(lines) > 1 else said


def arretees(resultat: Resultat, most: int = 6) -> str:
    """Return what is stopped, and why, the first `most` of them; "" when nothing is."""
    stopped = [one for one in resultat.passage.propositions if one.decision in ARRETS]
    if not stopped:
        return ""
    amount = format_euros(sum((one.etat.reste_du for one in stopped), ZERO))
    heading = f"{count(len(stopped), 'échéance arrêtée', 'échéances arrêtées')} ({amount}) :"
    together: dict[tuple[str, str], list[Proposition]] = {}
    for one in sorted(stopped, key=lambda one: -one.etat.reste_du):
        together.setdefault((one.etat.echeance.debiteur, one.pourquoi), []).append(one)
    rows = langage.liste(map(_stopped, together.values()), most, ", dans la feuille Propositions")
    return f"{heading}\n{rows}"


def _stopped(ones: Sequence[Proposition]) -> str:
    """Say in one line why the échéances of one debtor are stopped for one reason."""
    amount = format_euros(sum((one.etat.reste_du for one in ones), ZERO))
    factures = ", ".join(dict.fromkeys(one.etat.echeance.facture for one in ones))
    return f"{ones[0].etat.echeance.debiteur}, {factures} ({amount}) : {ones[0].pourquoi}"


def en_attente(resultat: Resultat) -> str:
    """Return how many échéances wait for their day or are paid, in one line; "" when none does."""
    numbers = dict.fromkeys(ATTENTE, 0)
    for proposition in resultat.passage.propositions:
        if proposition.decision in numbers:
            numbers[proposition.decision] += 1
    parts = [f"{decision} : {number}" for decision, number in numbers.items() if number]
    return f"Laissées de côté – {', '.join(parts)}." if parts else ""


def a_corriger(resultat: Resultat, most: int = 4) -> str:
    """Return the rows of the workbook that could not be used, the first `most` of them; "" when all could."""
    missed = {fault for _, fault in resultat.manquees}
    bad = [one for one in resultat.anomalies if one.gravite is Gravite.BLOQUANTE and one not in missed]
    if not bad:
        return ""
    touched = "ce qu'elle touche" if len(bad) < 2 else "ce qu'elles touchent"
    heading = f"{count(len(bad), 'ligne à corriger', 'lignes à corriger')} (rien ne part de {touched}) :"
    return f"{heading}\n{langage.liste(map(str, bad), most, ' : « Contrôler le classeur » les liste')}"


def a_savoir(resultat: Resultat, most: int = 3) -> str:
    """Return what somebody should look at before anything leaves, the first `most` of it; "" when nothing."""
    remarks = [one for one in resultat.anomalies if one.gravite is Gravite.REMARQUE]
    if not remarks:
        return ""
    said = (one.message for one in remarks)
    return f"À savoir :\n{langage.liste(said, most, ' : « Contrôler le classeur » les liste')}"
