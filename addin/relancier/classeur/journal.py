"""The rows that a passage leaves: `tblRelances` for what was sent, `tblPropositions` for what was decided and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relancier.base.money import ZERO, format_euros
from relancier.classeur.splicing.edits import Row
from relancier.relances.passage import Envoi, Passage, Proposition

ISSUED = "émise"


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter that was made.

    Attributes:
      document: its PDF, or the text of an SMS, relative to the workbook's folder, with "/".
      empreinte: the document's SHA-256, in hexadecimal.
      indemnites: € of fixed indemnity that it claims, by facture.
    """

    envoi: Envoi
    document: str
    empreinte: str
    indemnites: Mapping[str, Decimal]


def relance_rows(sent: Iterable[Sent], passage: str, day: date, passer_outre: str = "") -> list[Row]:
    """Return one row of `tblRelances` for each line of each letter, amounts frozen (€).

    `passer_outre` is why the passage went on with payments that were not up to date; it stays in each row's reason.
    """
    rows: list[Row] = []
    for letter in sent:
        owed = dict(letter.indemnites)
        for line in letter.envoi.lignes:
            etat, niveau = line.etat, line.niveau
            if niveau is None:
                raise ValueError("a line of a letter has a level")
            rows.append(
                {
                    "Id": f"{passage}-{len(rows) + 1:04}",
                    "Passage": passage,
                    "Date": day,
                    "Code débiteur": etat.echeance.debiteur,
                    "Numéro facture": etat.echeance.facture,
                    "Échéance": etat.echeance.echeance,
                    "Niveau": niveau.niveau,
                    "Canal": str(letter.envoi.canal or letter.envoi.niveau.canal),
                    "Modèle": letter.envoi.niveau.modele,
                    "Montant TTC": etat.echeance.montant,
                    "Réglé": etat.regle,
                    "Reste dû": etat.reste_du,
                    "Intérêts": ZERO,
                    # the indemnity is owed once a facture: its first line bears it
                    "Indemnité": owed.pop(etat.echeance.facture, ZERO),
                    "Document": letter.document,
                    "Empreinte": letter.empreinte,
                    "Statut": ISSUED,
                    "Motif": _motif(line, passer_outre) or None,
                    "Délai accordé": letter.envoi.niveau.delai_accorde,
                }
            )
    return rows


def _motif(line: Proposition, passer_outre: str) -> str:
    """What is out of the ordinary in a row: a level that was jumped, a part in dispute, stale payments passed over."""
    parts = (
        f"Niveau choisi : {line.motif}" if line.motif else "",
        f"{format_euros(line.conteste)} contestés, non réclamés" if line.conteste else "",
        f"Règlements pas à jour, passé outre : {passer_outre.strip()}" if passer_outre.strip() else "",
    )
    return " ; ".join(part for part in parts if part)


def proposition_rows(passage: Passage, name: str) -> Iterator[Row]:
    """Yield one row of `tblPropositions` for each échéance of the workbook."""
    for one in passage.propositions:
        etat = one.etat
        yield {
            "Passage": name,
            "Date": passage.date_arrete,
            "Code débiteur": etat.echeance.debiteur,
            "Numéro facture": etat.echeance.facture,
            "Échéance": etat.echeance.echeance,
            "Niveau": one.niveau.niveau if one.niveau else None,
            "Canal": str(one.canal or one.niveau.canal) if one.niveau else None,
            "Reste dû": etat.reste_du,
            "Décision": str(one.decision),
            "Pourquoi": one.pourquoi,
        }
