"""The French sentence that tells why an échéance is, or is not, chased: one function for each decision."""

from datetime import date
from decimal import Decimal

from relancier.base.dates import format_days, format_short
from relancier.base.errors import Anomalie
from relancier.base.money import format_euros
from relancier.creances.portefeuille import Niveau, Relance, Suspension
from relancier.creances.situation import Etat


def not_issued(etat: Etat) -> str:
    """The facture is dated after the passage."""
    return f"Facture datée du {format_short(etat.echeance.date)}, après la date du passage."


def settled(etat: Etat) -> str:
    """Nothing is owed any more."""
    parts = []
    if etat.regle:
        parts.append(f"{format_euros(etat.regle)} réglés")
    if etat.avoirs:
        parts.append(f"{format_euros(etat.avoirs)} d'avoir")
    return f"Soldée : {' et '.join(parts)}." if parts else "Rien n'est dû : montant nul."


def not_due(etat: Etat) -> str:
    """Its day has not passed."""
    return f"Échéance le {format_short(etat.echeance.echeance)} : pas de retard."


def doubtful(cause: Anomalie) -> str:
    """An unreadable row may change what is owed, or whom the letter would reach."""
    return f"Rien n'est envoyé tant que ceci n'est pas corrigé – {cause}"


def no_procedure(name: str) -> str:
    """The debtor's procedure is not described."""
    return f"La procédure « {name} » n'est pas décrite dans tblNiveaux."


def ended(previous: Relance) -> str:
    """Every level has been sent."""
    return (
        f"Dernier niveau ({previous.niveau}) envoyé le {format_short(previous.date)} : à décider "
        "(appel, échéancier, dossier d'injonction de payer…)."
    )


def last_chance(previous: Relance, over: date) -> str:
    """Every level has been sent, and the time that the last letter gave is running."""
    return (
        f"Dernier niveau ({previous.niveau}) envoyé le {format_short(previous.date)} : le délai accordé court encore, "
        f"à décider à partir du {format_short(over)}."
    )


def too_early(etat: Etat, niveau: Niveau, first: date) -> str:
    """The level's delay after the échéance has not run."""
    return (
        f"En retard de {format_days(etat.retard)} ; le niveau {niveau.niveau} part à {format_days(niveau.delai)}, "
        f"soit le {format_short(first)}."
    )


def too_soon(previous: Relance, niveau: Niveau, first: date, *, granted: bool) -> str:
    """The previous level is too recent: its spacing, or the time that it gave, has not run."""
    cause = "le délai accordé par la lettre n'est pas écoulé" if granted else f"écart de {format_days(niveau.ecart)}"
    return (
        f"Niveau {previous.niveau} envoyé le {format_short(previous.date)} : le niveau {niveau.niveau} attend le "
        f"{format_short(first)} ({cause})."
    )


def under_minimum(asked: Decimal, total: Decimal, niveau: Niveau) -> str:
    """The whole letter would claim less than the level's minimum; `asked` is what was due before any was held back."""
    whole = "en tout" if asked == total else f"sur les {format_euros(asked)} en retard"
    return (
        f"Trop peu à réclamer à ce client : {format_euros(total)} {whole}, sous le minimum de "
        f"{format_euros(niveau.montant_minimum)} du niveau {niveau.niveau}."
    )


def chased(
    etat: Etat, niveau: Niveau, previous: Relance | None, promise: Suspension | None, contested: Decimal, motif: str
) -> str:
    """The level goes out; `motif` is the user's reason for jumping to it, "" when no level was jumped."""
    history = (
        "première relance"
        if previous is None
        else (f"après le niveau {previous.niveau} du {format_short(previous.date)}")
    )
    jumped = f" ; niveau choisi par vous : {motif.rstrip('.')}" if motif else ""
    broken = f" ; promesse du {format_short(promise.au)} non tenue" if promise and promise.au else ""
    disputed = (
        f" ; {format_euros(contested)} contestés ne sont pas réclamés, soit {format_euros(etat.reste_du - contested)} "
        "à payer"
        if contested
        else ""
    )
    return (
        f"En retard de {format_days(etat.retard)}, {format_euros(etat.reste_du)} restent dus : niveau {niveau.niveau}, "
        f"{history}{jumped}{broken}{disputed}."
    )


def courtesy(etat: Etat, niveau: Niveau) -> str:
    """A reminder goes out before the échéance."""
    left = "c'est aujourd'hui" if etat.retard == 0 else f"dans {format_days(-etat.retard)}"
    return (
        f"Échéance le {format_short(etat.echeance.echeance)}, {left} : rappel de courtoisie (niveau {niveau.niveau}) "
        f"pour {format_euros(etat.reste_du)}."
    )


def courtesy_spared(etat: Etat) -> str:
    """A reminder would be due, but so is a letter for what is late, and one of them is enough."""
    return (
        f"Échéance le {format_short(etat.echeance.echeance)} : pas de rappel de courtoisie, une relance est due pour "
        "ce qui est en retard."
    )


def contacted(last: date, again: date, spacing: int) -> str:
    """The debtor was contacted too recently, for this facture or another."""
    return (
        f"Dernier envoi à ce client le {format_short(last)} : pas d'autre avant le {format_short(again)} "
        f"(un envoi au plus tous les {format_days(spacing)})."
    )


def no_level(name: str) -> str:
    """The procedure only has reminders that go out before the échéance."""
    return f"La procédure « {name} » n'a pas de niveau après l'échéance : à décider."
