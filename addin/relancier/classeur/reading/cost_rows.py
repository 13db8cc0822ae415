"""The rows of what chasing cost. A faulty one is remarked: it changes a mean, never a relance."""

from relancier.base.money import format_number
from relancier.classeur.reading.names import Names
from relancier.classeur.reading.rows import TableReader
from relancier.creances.portefeuille import Frais


def read_frais(rows: TableReader, names: Names) -> tuple[Frais, ...]:
    """Return the costs; one without a day or an amount, or of an unknown debtor, is remarked and left out."""
    found = []
    for row in rows:
        code = row.text("Code débiteur")
        known = names.known(code) if code else ""
        if code and not known:
            row.remark(
                "Code débiteur",
                code,
                f"Le client « {code} » n'existe pas dans tblDebiteurs : ces frais ne sont pas comptés.",
                "Corrigez le code, ou videz la cellule si ces frais ne sont d'aucun client.",
            )
            continue
        day, amount = row.day("Date"), row.amount("Montant")
        if amount is not None and amount < 0:
            row.note("Montant", format_number(amount), "Le montant d'un frais est positif.", "Saisissez-le sans signe.")
        if row.bad or day is None or amount is None:
            continue
        found.append(Frais(day, amount, known, row.text("Nature"), row.line))
    return tuple(found)
