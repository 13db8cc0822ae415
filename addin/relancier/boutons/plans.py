"""Plans: compared while talking, then put in writing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from relancier.actions import proposer_echeancier
from relancier.actions.compte_rendu import count
from relancier.actions.etat_echeancier import state
from relancier.actions.proposer_echeancier import Options
from relancier.actions.simuler_echeancier import PlanSimule, Simulees, Souhait, simulate_debtor, title
from relancier.base.dates import format_short
from relancier.base.errors import InvalidInput
from relancier.base.money import ZERO, format_euros
from relancier.boutons import langage, saisie
from relancier.boutons.bureau import Bureau, Fin, notees
from relancier.boutons.ecran import Champ, Reponses
from relancier.creances.plans import RUNNING
from relancier.echeancier.modes import ModeInterets
from relancier.echeancier.periodicite import lire_periodicite
from relancier.echeancier.simuler import Demande

PERIODES = ("mois", "quinzaine", "semaine", "bimestre", "trimestre")
NOUVEAU = "nouvel échéancier"
OUI, NON = "oui", "non"


@dataclass(frozen=True, slots=True)
class _Typed:
    souhait: Souhait
    options: Options


def echeancier_simuler(bureau: Bureau) -> Fin | None:
    """Compare several numbers of instalments; nothing is written."""
    host, code = bureau.classeur, bureau.debiteur()
    typed = saisie.demander(
        bureau.ecran, f"Simuler un échéancier de {code}", _fields(bureau, "3, 6, 12", modes=False), _read(bureau.jour)
    )
    if typed is None:
        return None
    found = simulate_debtor(host, code, typed.souhait)
    return Fin(
        "Simulation", langage.paragraphes(_shown(found), "Rien n'est écrit : « Proposer un plan » fera le protocole.")
    )


def echeancier_proposer(bureau: Bureau) -> Fin | None:
    """Show the plan that is asked for, then put it in writing and record it as proposed."""
    host, code = bureau.classeur, bureau.debiteur()
    running = [one.plan.id for one in state(host, bureau.jour).plans if _is_mine(one.plan.debiteur, code, one.statut)]
    fields = _fields(bureau, "6", modes=True)
    if running:
        choices = (NOUVEAU, *dict.fromkeys(running))
        fields.append(Champ("renegocie", "Renégocie", running[0], choices, "l'accord en cours sera remplacé"))
    typed = saisie.demander(bureau.ecran, f"Proposer un échéancier à {code}", fields, _read_one(bureau.jour))
    if typed is None:
        return None
    found = simulate_debtor(host, code, typed.souhait)
    again = f"Il remplacera {typed.options.echeancier} une fois signé." if typed.options.echeancier else ""
    question = langage.paragraphes(
        _shown(found),
        again,
        "Le protocole et sa lettre seront écrits ; tant qu'il n'est pas signé, rien n'est suspendu. Proposer ?",
    )
    if not bureau.ecran.confirmer("Proposer un échéancier", question):
        return None
    done = proposer_echeancier.propose(host, code, typed.souhait, typed.options, suivi=bureau.ecran.progress())
    gone = f"La version {done.retire.version}, jamais signée, est retirée." if done.retire else ""
    names = "\n".join(f"• {one.pdf.name}" for one in done.fichiers)
    # what the question said is not said again
    notes = langage.liste(one for one in (*done.simulees.remarques, *done.remarques) if one not in found.remarques)
    return Fin(
        "Échéancier proposé",
        langage.paragraphes(
            f"{done.plan.id}, version {done.plan.version} : {format_euros(done.plan.montant)} en "
            f"{count(len(done.mensualites), 'versement')}. {gone}".strip(),
            f"À envoyer :\n{names}",
            f"À savoir :\n{notes}" if notes else "",
            "Au retour des exemplaires : « Signer ».",
        ),
        notees(done.ecrit),
        done.fichiers[0].pdf.parent,
    )


def _is_mine(debiteur: str, code: str, statut: object) -> bool:
    return debiteur == code and statut in RUNNING


def _fields(bureau: Bureau, nombre: str, *, modes: bool) -> list[Champ]:
    several = "un ou plusieurs" if not modes else "un seul"
    interest = Champ("interets", "Intérêts", str(ModeInterets.COURUS), tuple(map(str, ModeInterets)))
    return [
        Champ("nombre", "Nombre de versements", nombre, aide=several),
        saisie.champ_jour("premiere", "Premier versement le", None, "vide : dans une période"),
        Champ("periodicite", "Périodicité", PERIODES[0], PERIODES),
        Champ("apport", "Payé à la signature", aide="vide : rien"),
        *([interest] if modes else ()),
        Champ("facture", "Facture", aide="vide : toutes ; plusieurs : séparées par des points-virgules"),
        Champ("a_echoir", "Aussi ce qui n'est pas échu", NON, (NON, OUI)),
    ]


def _read(day: date) -> Callable[[Reponses], _Typed]:
    def read(answers: Reponses) -> _Typed:
        mode = None
        if "interets" in answers:
            mode = ModeInterets(saisie.choix(answers, "interets", "Intérêts", tuple(map(str, ModeInterets))))
        named = saisie.texte(answers, "facture").replace(",", ";").split(";")
        wish = Souhait(
            day,
            _numbers(saisie.texte(answers, "nombre")),
            mode,
            tuple(one.strip() for one in named if one.strip()),
            saisie.choix(answers, "a_echoir", "Aussi ce qui n'est pas échu", (NON, OUI)) == OUI,
            plan=Demande(
                premiere=saisie.jour_ou_rien(answers, "premiere", "Premier versement le"),
                periodicite=lire_periodicite(saisie.texte(answers, "periodicite") or PERIODES[0]),
                apport=saisie.montant_ou_rien(answers, "apport", "Payé à la signature") or ZERO,
            ),
        )
        again = answers.get("renegocie", NOUVEAU)
        return _Typed(wish, Options(echeancier=None if again == NOUVEAU else again))

    return read


def _read_one(day: date) -> Callable[[Reponses], _Typed]:
    def read(answers: Reponses) -> _Typed:
        typed = _read(day)(answers)
        if len(typed.souhait.nombres) != 1:
            raise InvalidInput("un-seul-plan", "Un seul plan se propose à la fois.", "Donnez un seul nombre.")
        return typed

    return read


def _numbers(typed: str) -> tuple[int, ...]:
    words = typed.replace(",", " ").replace(";", " ").split()
    for word in words:
        if not (word.isascii() and word.isdecimal() and len(word) <= 4):
            raise InvalidInput("nombre-illisible", f"« {word} » n'est pas un nombre.", "Écrivez 6, ou 3, 6, 12.")
    return tuple(dict.fromkeys(map(int, words)))


def _shown(found: Simulees) -> str:
    remarks = langage.liste(found.remarques, 4)
    advice = langage.liste(dict.fromkeys(sentence for one in found.plans for sentence in one.conseils), 4)
    return langage.paragraphes(
        title(found.dette),
        "\n".join(map(_line, found.plans)),
        f"Conseils :\n{advice}" if advice else "",
        f"À savoir :\n{remarks}" if remarks else "",
    )


def _line(one: PlanSimule) -> str:
    plan, first = one.simulation, one.simulation.termes[0].montant
    last = plan.termes[-1].montant
    closing = f", le dernier de {format_euros(last)}" if last != first else ""
    before = f"{format_euros(plan.apport.montant)} à la signature, puis " if plan.apport else ""
    interest = f", dont {format_euros(plan.interets)} d'intérêts" if plan.interets else ""
    return (
        f"• {before}{count(plan.nombre, 'versement')} de {format_euros(first)}{closing}, du "
        f"{format_short(plan.premier_jour)} au {format_short(plan.dernier_jour)} ({plan.demande.periodicite.chaque}) : "
        f"{format_euros(plan.total)} en tout{interest}."
    )
