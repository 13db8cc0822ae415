"""The letter of the active row's debtor, as it would leave: a project, shown and not recorded."""

import tempfile
from pathlib import Path

from relancier.actions.compte_rendu import count
from relancier.actions.projet_lettre import Projet, draft
from relancier.base.dates import format_short
from relancier.base.money import ZERO, format_euros
from relancier.boutons import langage
from relancier.boutons.bureau import Bureau, Fin
from relancier.relances.passage import Decision, Proposition


def voir_lettre(bureau: Bureau) -> Fin | None:
    """Make what the debtor would be sent today, marked « PROJET », in a folder of its own, and open it."""
    folder = Path(tempfile.mkdtemp(prefix="relancier-projet-"))
    made = draft(bureau.classeur, bureau.debiteur(), bureau.jour, folder, suivi=bureau.ecran.progress())
    if not made.lettres:
        return _nothing(made, bureau)
    claimed = format_euros(sum((one.envoi.reste_du for one in made.lettres), ZERO))
    names = ", ".join(one.libelle for one in made.lettres)
    remarks = langage.liste(f"{one.message} {one.remede}" for one in made.anomalies)
    single = made.lettres[0].document if len(made.lettres) == 1 else folder
    return Fin(
        "Projet",
        langage.paragraphes(
            f"{names}, à {made.debiteur.nom} ({made.debiteur.code}), au {format_short(bureau.jour)} : {claimed}.",
            f"À savoir :\n{remarks}" if remarks else "",
            "C'est un projet : rien n'est envoyé ni enregistré.",
        ),
        ouvrir=single,
    )


def _nothing(made: Projet, bureau: Bureau) -> Fin:
    who = f"{made.debiteur.nom} ({made.debiteur.code})"
    owed = [one for one in made.propositions if one.decision is not Decision.SOLDEE]
    paid = len(made.propositions) - len(owed)
    return Fin(
        "Aucune lettre",
        langage.paragraphes(
            f"Rien ne partirait à {who} le {format_short(bureau.jour)}.",
            langage.liste([*map(str, made.anomalies), *map(_why, owed)]),
            f"{count(paid, 'échéance est soldée', 'échéances sont soldées')}." if paid else "",
        ),
    )


def _why(one: Proposition) -> str:
    return f"{one.etat.echeance.facture} ({format_euros(one.etat.reste_du)}) : {one.pourquoi}"
