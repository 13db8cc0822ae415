"""What a passage would send today, written in the sheet Propositions; nothing is sent, no history is made."""

from dataclasses import replace
from datetime import date

from relancier.actions.decision import decide
from relancier.actions.progress import Progress, Silent
from relancier.actions.resultat import Demande, Resultat
from relancier.base.errors import InvalidInput
from relancier.classeur import schema
from relancier.classeur.exclusive import alone
from relancier.classeur.host import Host
from relancier.classeur.journal import proposition_rows


def propose(host: Host, jour: date, suivi: Progress | None = None) -> Resultat:
    """Decide the passage of `jour` on the workbook of `host`, and replace what its sheet Propositions says.

    Raises:
      InvalidInput: the workbook cannot be used, or has no such sheet.
      Refus: it cannot be written.
    """
    suivi = suivi or Silent()
    with alone(host.path):
        decided = decide(host, Demande(jour, simuler=True), suivi)
        host.check_writable()
        suivi.stage("Écriture des propositions", 0)
        written = host.record([], list(proposition_rows(decided.passage, decided.nom)), f"propositions {decided.nom}")
    if decided.passage.propositions and not written.propositions:
        raise InvalidInput(
            "tableau-absent",
            f"Le classeur n'a pas de tableau {schema.PROPOSITIONS.name} : les propositions n'ont pas de place.",
            f"Copiez la feuille « {schema.PROPOSITIONS.sheet} » depuis un classeur neuf (« relancier modele »).",
        )
    return replace(decided, ecrit=written, anomalies=(*decided.anomalies, *written.remarques))
