"""The rows of the proofs that the user listed. A faulty one is remarked: it stops a case file, never a relance."""

from relancier.classeur.reading.names import Names
from relancier.classeur.reading.rows import TableReader
from relancier.creances.portefeuille import PieceDeclaree


def read_pieces(rows: TableReader, names: Names) -> tuple[PieceDeclaree, ...]:
    """Return the proofs; one that names neither a known debtor nor a known facture is remarked and left out."""
    found = []
    for row in rows:
        code, numero, fichier = row.text("Code débiteur"), row.text("Numéro facture"), row.text("Fichier")
        owners = names.owners(numero) if numero else ()
        debiteur = names.known(code) if code else (owners[0] if len(owners) == 1 else "")
        facture = names.facture(debiteur, numero) if numero else ""
        if not debiteur or (numero and not facture):
            row.remark(
                "Code débiteur" if not debiteur else "Numéro facture",
                code if not debiteur else numero,
                "Cette pièce ne dit pas de quel client du classeur elle est."
                if not debiteur
                else f"{debiteur} n'a pas de facture {numero}.",
                "Corrigez-la : elle n'entre dans aucun dossier.",
            )
            continue
        if not fichier:
            row.remark("Fichier", "(vide)", "Cette pièce n'a pas de fichier.", "Nommez-le, ou effacez la ligne.")
            continue
        found.append(
            PieceDeclaree(
                debiteur=debiteur,
                fichier=fichier,
                facture=facture,
                nature=row.text("Nature"),
                date=row.day("Date"),
                intitule=row.text("Intitulé"),
                empreinte=row.text("Empreinte"),
                numero=row.text("Numéro"),
                ligne=row.line,
            )
        )
    return tuple(found)
