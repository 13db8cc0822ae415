"""What a passage decides, before anything is written: all that a simulation without files does."""

from dataclasses import replace
from datetime import date

from relancier.actions.progress import Progress
from relancier.actions.resultat import Demande, Resultat
from relancier.base.records import records_in_bulk
from relancier.base.typed import fold
from relancier.classeur.host import Host
from relancier.creances.onerosite import onerosite
from relancier.creances.portefeuille import Portefeuille
from relancier.creances.situation import situations
from relancier.relances.controls import control
from relancier.relances.propose import propose


def decide(host: Host, demande: Demande, suivi: Progress) -> Resultat:
    """Read the workbook of `host` and decide the passage that `demande` describes.

    Raises:
      InvalidInput: the workbook cannot be used.
    """
    suivi.stage("Lecture du classeur", 0)
    with records_in_bulk():
        portefeuille = host.read()
        etats = situations(portefeuille, demande.date_arrete, onerosite(portefeuille))
        found = control(portefeuille, etats, demande.date_arrete)
        portefeuille = replace(portefeuille, anomalies=(*portefeuille.anomalies, *found))
        passage = propose(portefeuille, etats, demande.date_arrete)
        nom = _name(portefeuille, demande.date_arrete)
        return Resultat(nom, demande, portefeuille, etats, passage, anomalies=portefeuille.anomalies)


def _name(portefeuille: Portefeuille, day: date) -> str:
    """Return an identifier that no earlier passage has."""
    used = {fold(one.passage) for one in portefeuille.relances}
    name, number = f"P{day:%Y-%m-%d}", 1
    while fold(name) in used:
        number += 1
        name = f"P{day:%Y-%m-%d}-{number}"
    return name
