"""What forbids chasing an échéance on a day, each with its French reason.

Every obstacle is a function of the same shape in `OBSTACLES`; a new rule is one more function there. A reason names
the fact that blocks and, when there is one, the day on which it ends.
"""

from collections.abc import Callable
from datetime import date, timedelta

from relancier.base.dates import format_short
from relancier.base.errors import Anomalie
from relancier.base.money import format_euros
from relancier.creances.collective import anterieure
from relancier.creances.plans import running
from relancier.creances.portefeuille import Echeance, NatureSuspension, Suspension
from relancier.creances.situation import Etat
from relancier.droit.procedure import Delai, terme
from relancier.relances.faits import Faits
from relancier.relances.litiges import is_partial
from relancier.relances.promesses import covers, last_day


def doubt(faits: Faits, echeance: Echeance) -> Anomalie | None:
    """Return the unreadable row that makes the amount of `echeance` doubtful, None when nothing does."""
    found = faits.doutes or faits.doutes_facture.get(echeance.facture, ())
    return found[0] if found else None


def blocked(faits: Faits, etat: Etat, day: date) -> str | None:
    """Return why the échéance of `etat` may not be chased on `day`, None when nothing forbids it."""
    if faits.is_free:
        return None
    return next((reason for obstacle in OBSTACLES if (reason := obstacle(faits, etat, day))), None)


def stayed_by_insolvency(faits: Faits, echeance: Echeance, day: date) -> date | None:
    """Return the opening of the insolvency procedure that forbids asking for `echeance` on `day`, None without one.

    A debt born before the opening may no longer be paid, hence no longer be asked for (C. com. L622-7).
    """
    opening = faits.debiteur.procedure_collective
    return opening if opening is not None and opening <= day and anterieure(echeance, opening) else None


def _procedure_collective(faits: Faits, etat: Etat, day: date) -> str | None:
    opening = stayed_by_insolvency(faits, etat.echeance, day)
    if opening is None:
        return None
    last = terme(Delai.DECLARATION, opening).dernier_jour
    when = f"au plus tard le {format_short(last)}" if day <= last else f"le délai a pris fin le {format_short(last)}"
    return (
        f"Procédure collective ouverte le {format_short(opening)} : les dettes antérieures ne se relancent plus, "
        f"elles se déclarent ({when}, sauf parution au BODACC plus tardive)."
    )


def _suspension(faits: Faits, etat: Etat, day: date) -> str | None:
    active = []
    for one in faits.suspensions:
        end = last_day(one, faits.grace)
        if covers(one, etat.echeance) and not is_partial(one) and one.du <= day and (end is None or day <= end):
            active.append(one)
    if not active:
        return None
    # the block that lasts longest is the one to tell; an open one outlasts them all
    return _tell(max(active, key=lambda one: last_day(one, faits.grace) or date.max), faits.grace, day)


def _litige(faits: Faits, etat: Etat, day: date) -> str | None:
    contested = faits.conteste(etat.echeance)
    if not contested or contested < etat.reste_du:
        return None
    return f"Litige en cours : {format_euros(contested)} contestés, soit tout ce qui reste dû."


def _tell(one: Suspension, grace: int, day: date) -> str:
    why = f" : {one.motif.rstrip('.')}." if one.motif else "."
    until = f" jusqu'au {format_short(one.au)}" if one.au else ""
    if one.nature is NatureSuspension.PROMESSE:
        what = f"Promesse de paiement pour le {format_short(one.au)}" if one.au else "Promesse de paiement sans date"
        if one.au is not None and one.au < day:
            what += f", délai de grâce jusqu'au {format_short(one.au + timedelta(days=grace))}"
    elif one.nature is NatureSuspension.LITIGE:
        what = f"En litige depuis le {format_short(one.du)}{until}"
    else:
        what = f"Suspendue depuis le {format_short(one.du)}{until}"
    return what + why


def _plan(faits: Faits, etat: Etat, day: date) -> str | None:
    for plan in running(faits.plans, day):
        if plan.couvre(etat.echeance):
            return f"Couverte par l'échéancier {plan.id} du {format_short(plan.date_accord)}, {plan.statut}."
    return None


Obstacle = Callable[[Faits, Etat, date], str | None]
OBSTACLES: tuple[Obstacle, ...] = (_procedure_collective, _plan, _suspension, _litige)
