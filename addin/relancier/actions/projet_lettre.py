"""What one debtor would be sent on a day, as it would look, marked « PROJET »; nothing is recorded."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from relancier.actions.debtors import known_debtor
from relancier.actions.decision import decide
from relancier.actions.letters import Made, Workshop
from relancier.actions.messages import Post
from relancier.actions.output import aside, in_place
from relancier.actions.own_templates import own_templates
from relancier.actions.progress import Progress, Silent
from relancier.actions.resultat import Demande, PdfChoice
from relancier.base.deposit import Deposit
from relancier.base.errors import Anomalie
from relancier.classeur.host import Host
from relancier.creances.portefeuille import Debiteur
from relancier.documents.catalog import Catalog
from relancier.documents.compose import Composer
from relancier.documents.pdf.engine import choose
from relancier.relances.passage import Proposition


@dataclass(frozen=True, slots=True)
class Projet:
    """What would be sent.

    Attributes:
      lettres: letters, call sheets or SMS, files at their final place; none when nothing would leave.
      propositions: what is decided of each of the debtor's échéances, and why.
      anomalies: what stopped a letter, and what to look at in those that were made.
    """

    debiteur: Debiteur
    lettres: tuple[Made, ...]
    propositions: tuple[Proposition, ...]
    anomalies: tuple[Anomalie, ...] = ()


def draft(
    host: Host, code: str, jour: date, sortie: Path, pdf: PdfChoice = "auto", suivi: Progress | None = None
) -> Projet:
    """Make in `sortie` what the passage of `jour` would send to the debtor `code`.

    Raises:
      InvalidInput: the workbook, the debtor or a template cannot be used.
      Refus: `sortie` cannot be written.
    """
    suivi = suivi or Silent()
    decided = decide(host, Demande(jour, simuler=True, sortie=sortie), suivi)
    portefeuille = decided.portefeuille
    debiteur = known_debtor(portefeuille, code)
    propositions = tuple(one for one in decided.passage.propositions if one.etat.echeance.debiteur == debiteur.code)
    envois = [one for one in decided.passage.envois if one.debiteur.code == debiteur.code]
    missed = tuple(fault for envoi, fault in decided.manquees if envoi.debiteur.code == debiteur.code)
    if not envois:
        return Projet(debiteur, (), propositions, missed)
    catalog = Catalog(own_templates(host.path, portefeuille.creancier, None))
    composer = Composer(portefeuille, jour, decided.nom, catalog, projet=True)
    post = Post(portefeuille.creancier, jour, decided.nom, projet=True)
    with aside(sortie) as folder:
        with Deposit() as deposit:
            batch = Workshop(composer, choose(pdf), folder, suivi, post, deposit).make(
                envois, f"PROJET {jour:%Y-%m-%d}"
            )
            deposit.settle()
        with in_place(folder, sortie) as moved:
            made = tuple(one.placed(moved) for one in batch.made)
    faults = (*missed, *(fault for _, fault in batch.missed), *batch.remarques)
    return Projet(debiteur, made, propositions, faults)
