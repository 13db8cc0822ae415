"""What the commands that follow a plan show on the terminal."""

from collections.abc import Iterable, Sequence
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from relancier.actions.etat_echeancier import EtatDuPlan, Etats
from relancier.actions.plans import Fichier
from relancier.actions.plans_json import not_called
from relancier.actions.pointer_echeancier import Pointe
from relancier.actions.promettre import Promise
from relancier.actions.proposer_echeancier import Propose
from relancier.actions.rompre_echeancier import Rompu
from relancier.actions.signer_echeancier import Signe
from relancier.base.dates import format_days, format_short
from relancier.base.money import format_euros
from relancier.classeur.host import Written
from relancier.creances.plans import StatutMensualite
from relancier.creances.pointage import MensualitePointee
from relancier.echeancier.actes import NatureActe
from relancier.echeancier.suivi import etat, jours_de_retard, statut_mensualite

STYLES = {
    StatutMensualite.PAYEE: "green",
    StatutMensualite.PARTIELLE: "yellow",
    StatutMensualite.EN_RETARD: "bold red",
    StatutMensualite.A_VENIR: "",
}


def show_proposal(done: Propose) -> None:
    """Print the plan that was put in writing, and where."""
    console, plan = Console(), done.plan
    first, last = done.mensualites[0].date, done.mensualites[-1].date
    console.print(
        Text(
            f"Échéancier {plan.id}, version {plan.version}, proposé à {done.simulees.dette.debiteur.nom} : "
            f"{format_euros(plan.montant)} du {format_short(first)} au {format_short(last)}",
            style="bold",
        )
    )
    if done.retire is not None:
        console.print(Text(f"  La version {done.retire.version}, que personne n'avait signée, est retirée."))
    _files(console, done.fichiers)
    _sentences(console, "À savoir", (*done.simulees.remarques, *done.remarques))
    _sentences(console, "Ensuite", [f"À la signature : « relancier echeancier signer … --echeancier {plan.id} »."])
    _written(console, done.ecrit)


def show_signature(done: Signe) -> None:
    """Print what the signature changed."""
    console, plan = Console(), done.plan
    console.print(
        Text(
            f"Échéancier {plan.id}, version {plan.version}, signé le {format_short(plan.date_accord)} : il suspend "
            "ce qu'il couvre",
            style="bold",
        )
    )
    if done.remplace is not None:
        console.print(Text(f"  Il remplace la version {done.remplace.version}."))
    moved = [
        f"{one.facture}, échéance du {format_short(one.echeance)} : prescription le "
        f"{format_short(since.dernier_jour)} au lieu du {format_short(before.dernier_jour)}."
        for one, before, since in done.prescriptions
        if since.dernier_jour != before.dernier_jour
    ]
    _sentences(console, "La prescription repart", moved)
    _sentences(console, "À savoir", done.remarques)
    _written(console, done.ecrit)


def show_states(found: Etats) -> None:
    """Print each plan, its instalments and what it calls for."""
    console = Console()
    if not found.plans:
        console.print("Aucun échéancier dans ce classeur.")
    for one in found.plans:
        _state(console, one, found.au)


def show_matching(done: Pointe) -> None:
    """Print where the plans stand once matched, the letters made, and those that could not be."""
    console = Console()
    show_states(Etats(done.au, done.etats))
    if done.envoyes:
        console.print(Text(f"\n{len(done.envoyes)} lettre(s)", style="bold"))
    for sent in done.envoyes:
        console.print(Text(f"  • {sent.acte.nature}, {sent.acte.plan.id} : {sent.fichier.pdf}"))
        if sent.acte.nature is NatureActe.MISE_EN_DEMEURE and sent.acte.dernier_jour is not None:
            last = format_short(sent.acte.dernier_jour)
            console.print(
                Text(f"    À déposer en recommandé ce jour même : le délai, compté de l'envoi, finit le {last}.")
            )
    for kind in done.inutiles:
        console.print(Text(f"  • {not_called(kind, done.au)}"))
    for fault in done.manques:
        console.print(Text(f"  ✗ {fault.message}", style="bold red"))
        console.print(Text(f"    → {fault.remede}"))
    _written(console, done.ecrit)
    if done.ecrit is None:
        console.print(Text("  Le classeur disait déjà tout : rien n'y a été écrit."))


def show_break(done: Rompu) -> None:
    """Print what is due again."""
    console, plan, reste = Console(), done.etat.plan, done.reste
    console.print(Text(f"Échéancier {plan.id} rompu au {format_short(done.jour)} : {done.acte.pourquoi}", style="bold"))
    console.print(
        Text(
            f"  De nouveau exigible : {format_euros(reste.total)} (principal {format_euros(reste.principal)}, intérêts "
            f"{format_euros(reste.interets)}, indemnités {format_euros(reste.indemnites)})."
        )
    )
    _files(console, [done.fichier])
    _sentences(console, "Ensuite", ["Le prochain passage reprend la relance au niveau qui suit le dernier envoyé."])
    _written(console, done.ecrit)


def show_promise(done: Promise) -> None:
    """Print the promise."""
    console = Console()
    what = f", facture {done.facture}" if done.facture else ""
    console.print(
        Text(
            f"{done.debiteur.nom} a promis {format_euros(done.montant)} pour le {format_short(done.promis)}{what}",
            style="bold",
        )
    )
    _files(console, [done.fichier])
    _written(console, done.ecrit)


def _state(console: Console, one: EtatDuPlan, au: date) -> None:
    plan, matched = one.plan, one.pointage
    console.print(
        Text.assemble(
            (f"\n{plan.id}", "bold"),
            f" (version {plan.version}), {one.debiteur.code} – {one.debiteur.nom} : ",
            (etat(one.statut), "bold"),
            f". Réglé {format_euros(matched.regle)} sur {format_euros(plan.montant)}, reste "
            f"{format_euros(matched.reste)}.",
        )
    )
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading, justify in (("N°", "right"), ("Date", "left"), ("Montant", "right"), ("Réglé", "right")):
        table.add_column(heading, justify="right" if justify == "right" else "left", no_wrap=True)
    table.add_column("État", no_wrap=True)
    table.add_column("")
    for term in matched.mensualites:
        status = statut_mensualite(term, au)
        table.add_row(
            str(term.mensualite.rang) if term.mensualite.rang else "apport",
            format_short(term.mensualite.date),
            format_euros(term.mensualite.montant),
            format_euros(term.regle),
            Text(str(status), style=STYLES[status]),
            _detail(term, au),
        )
    console.print(table)
    for acte in one.actes:
        console.print(Text.assemble("  → ", (str(acte.nature), "bold"), f" : {acte.pourquoi}"))
    for sentence in one.remarques:
        console.print(Text(f"  • {sentence}"))


def _detail(term: MensualitePointee, au: date) -> str:
    late = jours_de_retard(term, au)
    said = []
    if term.soldee_le is not None:
        said.append(f"le {format_short(term.soldee_le)}" + (f", {format_days(late)} de retard" if late else ""))
    elif late:
        said.append(f"{format_days(late)} de retard")
    if term.mensualite.notifiee is not None and term.soldee_le is None:
        said.append(f"mise en demeure du {format_short(term.mensualite.notifiee)}")
    return ", ".join(said)


def _files(console: Console, files: Iterable[Fichier]) -> None:
    for one in files:
        console.print(Text(f"  • {one.docx}"))
        console.print(Text(f"    {one.pdf}"))


def _sentences(console: Console, title: str, sentences: Sequence[str]) -> None:
    if sentences:
        console.print(Text(f"\n{title}", style="bold"))
    for one in sentences:
        console.print(Text(f"  • {one}"))


def _written(console: Console, written: Written | None) -> None:
    if written is None:
        return
    for one in written.remarques:
        console.print(Text(f"  • {one.message} {one.remede}"))
    if written.backup is not None:
        console.print(Text(f"  Copie du classeur d'avant : {written.backup}"))
