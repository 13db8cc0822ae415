"""`relancier echeancier simuler`: what a debt would become in several payments, side by side. Nothing is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from relancier.actions.doubts import refuse_doubt
from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput, RelancierError
from relancier.base.money import format_euros
from relancier.base.typed import fold
from relancier.classeur.host import Host
from relancier.creances.mises_en_demeure import jours, mises_en_demeure
from relancier.creances.plans import running
from relancier.creances.portefeuille import Portefeuille, TypeDebiteur
from relancier.creances.reglages import lire_reglages
from relancier.droit.taux import TableDesTaux
from relancier.echeancier.conseils import conseils
from relancier.echeancier.couts import Couts, couts
from relancier.echeancier.dette import DetteDuPlan, dette_du_classeur, dette_simple
from relancier.echeancier.modes import ModeInterets, Ouvrables
from relancier.echeancier.reglages import lire_reglages_echeancier
from relancier.echeancier.simuler import Demande, Simulation, simuler
from relancier.relances.en_cours import en_cours

NOMBRES = (3, 6, 12)  # what is shown when nothing is asked


@dataclass(frozen=True, slots=True)
class Souhait:
    """What is asked for, whatever the debt.

    Attributes:
      arrete: the day on which the debt is counted.
      nombres: how many instalments; several for as many plans; none when an amount or a last day is asked.
      interets: None for COURUS, and a comparison of the modes when the debt comes from a workbook.
      factures: those to spread; none for all.
      a_echoir: spread what is not due yet too.
      ouvrables: None for the creditor's setting.
      plan: all else: its own number and interest are left aside, its amount or last day is kept.
    """

    arrete: date
    nombres: tuple[int, ...] = ()
    interets: ModeInterets | None = None
    factures: tuple[str, ...] = ()
    a_echoir: bool = False
    ouvrables: Ouvrables | None = None
    plan: Demande = field(default_factory=Demande)


@dataclass(frozen=True, slots=True)
class PlanSimule:
    """A plan with what it costs and what to know about it."""

    simulation: Simulation
    couts: Couts
    conseils: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Simulees:
    """What was simulated.

    Attributes:
      dette: what is spread.
      plans: in the order in which they were asked for; one at least.
      modes: the first plan under each of the modes of interest that the debtor may be offered; none when one was asked.
      remarques: French sentences about the debt itself, whatever the plan.
    """

    dette: DetteDuPlan
    plans: tuple[PlanSimule, ...]
    modes: tuple[PlanSimule, ...]
    remarques: tuple[str, ...]


def simulate_debtor(host: Host, code: str, souhait: Souhait) -> Simulees:
    """Simulate the plans of what the debtor `code` owes by the workbook.

    Raises:
      InvalidInput: the workbook, the debtor, a facture or the plan cannot be used; as `echeancier.dette` and
        `echeancier.simuler` say.
      Refus: "decompte-douteux", "procedure-collective", or what the law forbids against this debtor.
    """
    portefeuille = host.read()
    return simulate_plan(portefeuille, code, souhait, TableDesTaux(portefeuille.taux))


def simulate_plan(portefeuille: Portefeuille, code: str, souhait: Souhait, table: TableDesTaux) -> Simulees:
    """Simulate the plans of what the debtor `code` owes; raises as `simulate_debtor`."""
    dette = debt_of(portefeuille, code, souhait, table)
    return _simulate(dette, _with_setting(souhait, portefeuille), table, remarks(portefeuille, dette), from_book=True)


def simulate_sum(montant: Decimal, souhait: Souhait, regime: TypeDebiteur = TypeDebiteur.PROFESSIONNEL) -> Simulees:
    """Simulate the plans of one sum of principal (€), with no workbook at hand; raises as `simulate_debtor`."""
    if souhait.factures or souhait.a_echoir:
        raise InvalidInput(
            "options-sans-classeur",
            "Une somme seule n'a ni facture ni échéance à venir.",
            "Donnez un classeur et son débiteur, ou retirez ces options.",
        )
    table = TableDesTaux()
    dette = dette_simple(montant, souhait.arrete, table, regime)
    said = []
    if souhait.interets is ModeInterets.ABANDONNES:
        said.append(
            "La somme donnée est prise pour du principal, sans intérêts courus : les abandonner n'y change rien."
        )
    return _simulate(dette, souhait, table, tuple(said), from_book=False)


def debt_of(portefeuille: Portefeuille, code: str, souhait: Souhait, table: TableDesTaux) -> DetteDuPlan:
    """Return what the debtor `code` owes, as a plan of `souhait.arrete` spreads it; raises as `simulate_debtor`."""
    known = next((one for one in portefeuille.debiteurs if fold(one) == fold(code)), code)
    refuse_doubt(portefeuille, known, "L'échéancier")
    notices = mises_en_demeure(portefeuille.relances, known, portefeuille.niveaux)
    settings = lire_reglages(portefeuille.creancier.reglages, mises_en_demeure=jours(notices))
    return dette_du_classeur(
        portefeuille,
        known,
        souhait.arrete,
        table,
        settings.conventions,
        souhait.factures,
        a_echoir=souhait.a_echoir,
    )


def remarks(portefeuille: Portefeuille, dette: DetteDuPlan) -> tuple[str, ...]:
    """Return what somebody should look at before this debt is spread: doubtful rates, disputes, promises, plans."""
    code, day = dette.debiteur.code, dette.arrete
    plans = running((one for one in portefeuille.echeanciers if one.debiteur == code), day)
    again = [
        f"L'échéancier {one.id} court déjà sur une partie de cette dette : un nouvel accord le remplacerait."
        for one in plans
        if any(one.couvre(echeance) for echeance in dette.echeances)
    ]
    return (*dette.remarques, *en_cours(portefeuille, code, dette.echeances, day), *again)


def _with_setting(souhait: Souhait, portefeuille: Portefeuille) -> Souhait:
    if souhait.ouvrables is not None:
        return souhait
    return replace(souhait, ouvrables=lire_reglages_echeancier(portefeuille.creancier.reglages).ouvrables)


def _simulate(
    dette: DetteDuPlan, souhait: Souhait, table: TableDesTaux, said: Sequence[str], *, from_book: bool
) -> Simulees:
    mode = souhait.interets or ModeInterets.COURUS
    base = replace(souhait.plan, nombre=None, interets=mode, ouvrables=souhait.ouvrables or Ouvrables.NON)
    skipped: list[str] = []
    if souhait.nombres:
        plans = [_plan(dette, replace(base, nombre=one), table) for one in souhait.nombres]
    elif base.montant is not None or base.jusqu_au is not None:
        plans = [_plan(dette, base, table)]
    else:
        plans = _defaults(dette, base, table, skipped)
    modes = list(_modes(dette, plans[0], table, skipped)) if from_book and souhait.interets is None else []
    return Simulees(dette, tuple(plans), tuple(modes), (*said, *_unknown_rate(dette), *dict.fromkeys(skipped)))


def _plan(dette: DetteDuPlan, demande: Demande, table: TableDesTaux) -> PlanSimule:
    found = simuler(dette, demande)
    return PlanSimule(found, couts(found), conseils(found, table))


def _defaults(dette: DetteDuPlan, base: Demande, table: TableDesTaux, skipped: list[str]) -> list[PlanSimule]:
    """Return the plans that are shown when none was asked for; a debt of some cents has fewer of them."""
    out: list[PlanSimule] = []
    for number in NOMBRES:
        try:
            out.append(_plan(dette, replace(base, nombre=number), table))
        except InvalidInput as error:
            if error.code not in {"trop-de-versements", "plan-trop-long"} or not out:
                raise
            skipped.append(f"Le plan en {number} versements n'est pas montré. {error.message}")
    return out


def _modes(dette: DetteDuPlan, first: PlanSimule, table: TableDesTaux, skipped: list[str]) -> Iterator[PlanSimule]:
    for mode in ModeInterets:
        if mode is ModeInterets.ABANDONNES and not dette.interets:
            continue  # nothing had accrued: it would be the same plan as without interest
        try:
            yield _plan(dette, replace(first.simulation.demande, interets=mode), table)
        except RelancierError as error:  # what is not asked for may be impossible: it is said, and the rest is shown
            skipped.append(f"Intérêts « {mode} » : non comparés. {error.message}")


def _unknown_rate(dette: DetteDuPlan) -> Iterator[str]:
    if dette.taux_loi is None:
        yield (
            f"Le taux de la loi au {format_short(dette.arrete)} n'est pas connu : ce que le plan coûte au créancier"
            " n'est pas estimé."
        )


def title(dette: DetteDuPlan) -> str:
    """Return how the debt is named, in French."""
    who = f"{dette.debiteur.code} – {dette.debiteur.nom}" if dette.debiteur.code else "Une somme"
    return f"{who} : {format_euros(dette.total)} au {format_short(dette.arrete)}"
