"""What somebody should know before offering a plan: advice in French, never a refusal."""

from collections.abc import Iterator

from relancier.base.dates import format_short
from relancier.base.money import format_euros, format_exact_rate, format_rate
from relancier.creances.portefeuille import TypeDebiteur
from relancier.creances.prescriptions import prescription_sentence
from relancier.droit.delais import ajouter_mois
from relancier.droit.taux import TableDesTaux, plancher_convenu
from relancier.droit.textes import TEXTES, Texte
from relancier.echeancier.modes import ModeInterets
from relancier.echeancier.simuler import Simulation

MOIS_DU_JUGE = 24  # C. civ. 1343-5: two years


def conseils(plan: Simulation, table: TableDesTaux) -> tuple[str, ...]:
    """Return the French sentences that go with `plan`."""
    return (*_duree(plan), *_prescription(plan), *_interets(plan), *_taux(plan, table), *_reste(plan))


def _duree(plan: Simulation) -> Iterator[str]:
    limit = ajouter_mois(plan.dette.arrete, MOIS_DU_JUGE)
    if plan.dernier_jour > limit:
        yield (
            f"Le plan finit le {format_short(plan.dernier_jour)}, plus de {MOIS_DU_JUGE} mois après son point de départ"
            f" : un juge n'accorde pas plus de deux ans ({_cite(TEXTES['delais-de-grace'])})."
        )


def _prescription(plan: Simulation) -> Iterator[str]:
    """Warn of the covered échéance whose clock is nearest to its end."""
    arrete = plan.dette.arrete
    near = [
        (clock.dernier_jour, one, clock) for one, clock in plan.dette.prescriptions if clock.alerte(arrete) is not None
    ]
    if not near:
        return
    _, one, clock = min(near, key=lambda each: each[0])
    more = f" {len(near) - 1} autre(s) échéance(s) sont dans ce cas." if len(near) > 1 else ""
    yield prescription_sentence(one.facture, one.echeance, clock, clock.alerte(arrete) or 0) + more
    if not clock.acquise(arrete):
        yield (
            "Tant que l'échéancier n'est pas signé par le débiteur, ce délai continue ; sa signature le fait repartir"
            f" ({_cite(TEXTES['reconnaissance'])})."
        )


def _interets(plan: Simulation) -> Iterator[str]:
    mode, kind = plan.demande.interets, plan.dette.debiteur.type
    if plan.remise:
        yield f"La remise de {format_euros(plan.remise)} n'est acquise que si le plan est tenu jusqu'au bout."
    if kind is TypeDebiteur.CONSOMMATEUR and mode is ModeInterets.SUR_LA_DUREE:
        yield (
            "Demander des intérêts à un consommateur pendant un échéancier appelle l'avis d'un avocat : préférez un"
            " plan sans intérêts."
        )
    if mode is ModeInterets.SUR_LA_DUREE:
        return
    if kind is TypeDebiteur.PUBLIC:
        texte = TEXTES["renonciation-publique"]
        yield (
            f"Contre un acheteur public, {texte.dit} ({_cite(texte)}) : les intérêts moratoires qui courraient pendant"
            " le plan peuvent rester dus."
        )
    elif kind is TypeDebiteur.PROFESSIONNEL:
        texte = TEXTES["renonciation-penalites"]
        yield (
            f"Ce plan renonce à des pénalités de retard. Un texte en discussion prévoit qu'une {texte.dit}"
            f" ({texte.citation}) : vérifiez s'il a été adopté."
        )


def _taux(plan: Simulation, table: TableDesTaux) -> Iterator[str]:
    """Say what the rate is, and that an agreed one stands under the floor of L441-10."""
    if plan.taux is None:
        return
    asked, law = plan.demande.taux, plan.dette.taux_loi
    if asked is None and law is not None:
        yield (
            f"Le taux du plan, {format_exact_rate(plan.taux)} l'an, est celui de la loi au"
            f" {format_short(plan.dette.arrete)}, {law.source} ; l'accord le fixe pour toute sa durée."
        )
        if not law.verifie:
            yield f"Ce taux n'a pas été vérifié sur le texte officiel ({law.reference})."
    if asked is None or law is None or plan.dette.debiteur.type is not TypeDebiteur.PROFESSIONNEL:
        return
    floor = plancher_convenu(table.at(plan.dette.arrete))
    if asked < floor:
        yield (
            f"Le taux de {format_exact_rate(asked)} est inférieur à trois fois le taux légal, {format_rate(floor)}, en"
            f" dessous duquel un taux de pénalité convenu ne descend pas ({_cite(TEXTES['plancher'])}) : l'accord fait"
            " alors remise d'une part des pénalités."
        )


def _reste(plan: Simulation) -> Iterator[str]:
    dette = plan.dette
    if dette.a_echoir:
        bears = ", et ils portent intérêt dès maintenant" if plan.taux else ""
        yield f"{format_euros(dette.a_echoir)} ne sont pas encore échus : le plan les prend en compte{bears}."
    if dette.laisse:
        yield f"{format_euros(dette.laisse)} pas encore échus restent en dehors du plan, à payer à leur terme."
    if dette.credit:
        yield f"{format_euros(dette.credit)} que vous gardiez pour ce débiteur ont été déduits."


def _cite(texte: Texte) -> str:
    return texte.citation + ("" if texte.verifie else ", à vérifier")
