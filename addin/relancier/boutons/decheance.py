"""A plan whose term may be declared lost: the choice is the user's, plan by plan."""

from collections.abc import Iterable
from dataclasses import dataclass

from relancier.actions.etat_echeancier import EtatDuPlan
from relancier.actions.rompre_echeancier import Rompu, break_off
from relancier.base.errors import Anomalie, RelancierError
from relancier.base.money import format_euros
from relancier.boutons import langage
from relancier.boutons.bureau import Bureau, notees
from relancier.echeancier.actes import Acte, NatureActe


@dataclass(frozen=True, slots=True)
class Suites:
    """What came of it.

    Attributes:
      phrases: a paragraph for each plan that was broken, or that could not be.
      remarques: as `Fin`.
      code: 1 when a plan could not be broken.
    """

    phrases: tuple[str, ...]
    remarques: tuple[Anomalie, ...]
    code: int


def offrir(bureau: Bureau, etats: Iterable[EtatDuPlan]) -> Suites:
    """Ask for each plan that calls for it; one that cannot be broken hinders no other."""
    said: list[str] = []
    remarks: list[Anomalie] = []
    failed = 0
    for acte in (acte for one in etats for acte in one.actes if acte.nature is NatureActe.DECHEANCE):
        if not bureau.ecran.confirmer("Déchéance du terme", _question(acte)):
            continue
        try:
            made = break_off(bureau.classeur, bureau.jour, acte.plan.id, suivi=bureau.ecran.progress())
        except RelancierError as error:
            said.append(f"{acte.plan.id} n'a pas été rompu. {langage.erreur(error)}")
            failed = 1
            continue
        finally:
            bureau.ecran.fini()
        said.append(_broken(made))
        remarks += notees(made.ecrit)
    return Suites(tuple(said), tuple(remarks), failed)


def _question(acte: Acte) -> str:
    return langage.paragraphes(
        f"{acte.plan.id} ({acte.plan.debiteur}) : {acte.pourquoi}",
        "Prononcer la déchéance du terme ? Tout redevient exigible, et la lettre qui le dit est écrite. « Non » laisse "
        "l'accord courir.",
    )


def _broken(made: Rompu) -> str:
    return (
        f"{made.etat.plan.id} est rompu : {format_euros(made.reste.total)} sont de nouveau exigibles. La lettre est à "
        f"envoyer : {made.fichier.pdf.name}"
    )
