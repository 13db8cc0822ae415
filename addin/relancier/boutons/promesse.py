"""A promise to pay one sum on one day: a letter confirms it, and it holds back the relances until then."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relancier.actions import promettre
from relancier.base.dates import format_short
from relancier.base.money import format_euros
from relancier.boutons import langage, saisie
from relancier.boutons.bureau import Bureau, Fin, notees
from relancier.boutons.ecran import Champ, Reponses


@dataclass(frozen=True, slots=True)
class _Typed:
    promis: date
    jour: date
    montant: Decimal | None
    facture: str | None


def promesse(bureau: Bureau) -> Fin | None:
    """Ask for the day and the sum, show them, then write the letter and the row."""
    host, code = bureau.classeur, bureau.debiteur()
    typed = saisie.demander(bureau.ecran, f"Promesse de {code}", _fields(bureau), _read)
    if typed is None:
        return None
    asked = (code, typed.promis, typed.jour, typed.montant, typed.facture)
    foreseen = promettre.foresee(host, *asked)
    about = f" sur la facture {foreseen.facture}" if foreseen.facture else ""
    question = langage.paragraphes(
        f"{foreseen.debiteur.nom} ({foreseen.debiteur.code}) promet {format_euros(foreseen.montant)}{about} pour le "
        f"{format_short(foreseen.promis)}.",
        "Une lettre le confirmera, et rien ne lui sera réclamé d'ici là. Inscrire ?",
    )
    if not bureau.ecran.confirmer("Promesse", question):
        return None
    done = promettre.promise(host, *asked, suivi=bureau.ecran.progress())
    return Fin(
        "Promesse inscrite",
        langage.paragraphes(
            f"{format_euros(done.montant)} promis pour le {format_short(done.promis)}, dans la feuille Suspensions.",
            f"La lettre qui le confirme est à envoyer : {done.fichier.pdf.name}",
        ),
        notees(done.ecrit),
        done.fichier.pdf,
    )


def _fields(bureau: Bureau) -> list[Champ]:
    return [
        saisie.champ_jour("promis", "Promet de payer le", None),
        Champ("montant", "Montant promis", aide="vide : tout ce qui est échu"),
        Champ("facture", "Facture", bureau.facture, aide="vide : toutes celles du client"),
        saisie.champ_jour("jour", "Promis le", bureau.jour, "jour de l'appel ou du courrier"),
    ]


def _read(answers: Reponses) -> _Typed:
    return _Typed(
        saisie.jour(answers, "promis", "Promet de payer le"),
        saisie.jour(answers, "jour", "Promis le"),
        saisie.montant_ou_rien(answers, "montant", "Montant promis"),
        saisie.texte(answers, "facture") or None,
    )
