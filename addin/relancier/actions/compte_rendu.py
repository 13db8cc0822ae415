"""What is said of a passage: what was sent, what was not and why, what is to be done, a sentence each."""

from collections.abc import Sequence

from relancier.actions.resultat import Resultat
from relancier.base.dates import format_short
from relancier.base.errors import Gravite
from relancier.base.money import NBSP, ZERO, format_euros
from relancier.creances.appels import est_appel
from relancier.creances.portefeuille import Canal
from relancier.relances.passage import Decision, Envoi

NAMES = {Canal.EMAIL: "e-mail", Canal.TELEPHONE: "appel", Canal.SMS: "SMS"}
PLURALS = {"SMS": "SMS"}
# what nobody needs to read line by line: the workbook of the report lists it all the same
EXPECTED = (Decision.RELANCER, Decision.SOLDEE, Decision.NON_ECHUE, Decision.NON_EMISE)


def summary(resultat: Resultat) -> list[str]:
    """Return what was done, a sentence each."""
    sentences = [resultat.reprise.message] if resultat.reprise else []
    if resultat.lettres:
        claimed = sum(len(one.envoi.lignes) for one in resultat.lettres)
        sentences.append(
            f"{_prepared([one.envoi for one in resultat.lettres], simuler=resultat.demande.simuler)}, pour "
            f"{format_euros(resultat.total)} réclamés au titre de {count(claimed, 'échéance')}."
        )
        by_title: dict[str, int] = {}
        for one in resultat.lettres:
            by_title[one.titre] = by_title.get(one.titre, 0) + 1
        sentences.append(", ".join(f"{title}{NBSP}: {number}" for title, number in by_title.items()) + ".")
    elif resultat.passage.envois and resultat.sortie is None:
        envois = resultat.passage.envois
        total = format_euros(sum((one.reste_du for one in envois), ZERO))
        sentences.append(f"{numbered(envois)} à envoyer, pour {total} réclamés.")
    else:
        sentences.append(_nothing(resultat))
    decisions: dict[Decision, int] = {}
    for proposition in resultat.passage.propositions:
        if proposition.decision is not Decision.RELANCER:
            decisions[proposition.decision] = decisions.get(proposition.decision, 0) + 1
    if decisions:
        details = ", ".join(f"{decision}{NBSP}: {number}" for decision, number in decisions.items())
        sentences.append(f"Échéances laissées de côté – {details}.")
    if expired := resultat.perimees:
        many = "s" if expired > 1 else ""
        sentences.append(
            f"{count(expired, 'proposition')} d'un passage précédent, jamais envoyée{many}, "
            f"{'sont' if many else 'est'} périmée{many}."
        )
    return sentences


def _nothing(resultat: Resultat) -> str:
    day = resultat.passage.date_arrete
    relances = [one for one in resultat.portefeuille.relances if one.date == day and not est_appel(one)]
    done = sorted({one.passage for one in relances if one.passage})
    if not done:
        return "Aucune lettre à envoyer."
    return f"Aucune lettre à envoyer : le passage du {format_short(day)} a déjà été fait ({', '.join(done)})."


def to_do(resultat: Resultat) -> list[str]:
    """Return what needs somebody's attention, a sentence each, the most pressing first."""
    sentences = [f"{anomalie.message} {anomalie.remede}" for _, anomalie in resultat.manquees]
    missed = {anomalie for _, anomalie in resultat.manquees}
    unread = [one for one in resultat.anomalies if one.gravite is Gravite.BLOQUANTE and one not in missed]
    if unread:
        sentences.append(f"{count(len(unread), 'ligne')} du classeur à corriger (voir « À corriger »).")
    sentences += _deliveries(resultat)
    deciding = {
        one.etat.echeance.debiteur for one in resultat.passage.propositions if one.decision is Decision.A_DECIDER
    }
    if deciding:
        sentences.append(f"Procédure terminée, à décider : {', '.join(sorted(deciding))}.")
    remarks = [one for one in resultat.anomalies if one.gravite is Gravite.REMARQUE]
    sentences += [f"{one.message} {one.remede}" for one in remarks[:3]]
    if len(remarks) > 3:
        sentences.append(f"{count(len(remarks) - 3, 'autre remarque', 'autres remarques')} dans le compte rendu.")
    return sentences


def _deliveries(resultat: Resultat) -> list[str]:
    """Return what is to be done with what was made, a sentence for each channel that asks for more than posting."""
    if resultat.demande.simuler:
        return []
    made = [one.envoi.canal for one in resultat.lettres]
    sentences = []
    if registered := made.count(Canal.LRAR):
        sentences.append(
            f"{count(registered, 'lettre')} à déposer en recommandé : reportez ensuite le numéro et la date de dépôt "
            "dans la feuille Relances."
        )
    if mails := made.count(Canal.EMAIL):
        sentences.append(
            f"{count(mails, 'e-mail')} à relire et à envoyer : ouvrez chaque fichier .eml dans votre messagerie."
        )
    if calls := made.count(Canal.TELEPHONE):
        sentences.append(
            f"{count(calls, 'appel')} à passer, avec « {resultat.fichiers[str(Canal.TELEPHONE)].name} » : notez les "
            "réponses dans la feuille Appels du compte rendu, et une promesse dans la feuille Suspensions."
        )
    if messages := made.count(Canal.SMS):
        sentences.append(
            f"{count(messages, 'SMS', 'SMS')} à envoyer : les numéros et les textes sont dans "
            f"« {resultat.fichiers[str(Canal.SMS)].name} »."
        )
    return sentences


def count(number: int, singular: str, plural: str = "") -> str:
    """Return "1 lettre", "2 lettres"…"""
    return f"{number}{NBSP}{singular if number < 2 else plural or singular + 's'}"


def canal(envoi: Envoi) -> str:
    """Return how a letter goes, and how it was to go where that differs: "courrier (e-mail prévu)"."""
    route = envoi.acheminement
    if route is None or not route.manques:
        return str(envoi.niveau.canal if envoi.canal is None else envoi.canal)
    return f"{route.canal or 'aucun'} ({route.prevu} prévu)"


def numbered(envois: Sequence[Envoi]) -> str:
    """Return "12 lettres, 2 e-mails et 1 appel"."""
    numbers: dict[str, int] = {}
    for one in envois:
        what = NAMES.get(one.canal, "lettre") if one.canal else "lettre"
        numbers[what] = numbers.get(what, 0) + 1
    kinds = [what for what in ("lettre", *NAMES.values()) if what in numbers]
    parts = [count(numbers[what], what, PLURALS.get(what, "")) for what in kinds]
    return " et ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def _prepared(envois: Sequence[Envoi], *, simuler: bool) -> str:
    """Return "12 lettres ont été préparées": the feminine holds for letters alone."""
    said = numbered(envois)
    feminine = not any(one.canal in NAMES for one in envois)
    several = len(envois) > 1
    ending = ("e" if feminine else "") + ("s" if several else "")
    if simuler:
        return f"{said} {'seraient' if several else 'serait'} envoyé{ending}"
    return f"{said} {'ont' if several else 'a'} été préparé{ending}"
