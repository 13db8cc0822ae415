"""From a workbook's raw tables to the `Portefeuille`: good rows, and what could not be read."""

from pathlib import Path

from relancier.base.errors import Anomalie, InvalidInput
from relancier.classeur import schema
from relancier.classeur.raw import RawTable, RawWorkbook
from relancier.classeur.reading.closed import read_tables
from relancier.classeur.reading.cost_rows import read_frais
from relancier.classeur.reading.follow_up_rows import read_relances, read_suspensions
from relancier.classeur.reading.ledger_rows import read_debiteurs, read_factures, read_reglements
from relancier.classeur.reading.names import Names
from relancier.classeur.reading.piece_rows import read_pieces
from relancier.classeur.reading.plan_rows import read_echeanciers, read_mensualites
from relancier.classeur.reading.rows import TableReader
from relancier.classeur.reading.settings import read_creancier, read_headings, read_niveaux, read_segments, read_taux
from relancier.creances.portefeuille import Portefeuille

# nothing is read back from what Relancier makes again: it may have as many rows as there are échéances
TABLES = frozenset(table.name for table in schema.TABLES if table not in {schema.PROPOSITIONS, *schema.REFAITES})


def read(path: Path) -> Portefeuille:
    """Return what the closed workbook at `path` says.

    Raises:
      InvalidInput: the file cannot be read at all, a table or column that nothing replaces is missing, or the
        settings (Créancier, Procédures, Correspondances) are faulty.
    """
    return read_portefeuille(read_tables(path, TABLES))


def read_portefeuille(workbook: RawWorkbook) -> Portefeuille:
    """Return what the raw tables of any host say; see `read`."""
    _check_tables(workbook)
    anomalies: list[Anomalie] = []
    headings = read_headings(workbook)

    def rows(table: schema.Table) -> TableReader:
        raw = workbook.tables.get(table.name)
        if raw is None:
            return TableReader(RawTable(table.name, table.sheet, table.names, 1, (), ()), table, {}, anomalies)
        return TableReader(raw, table, headings, anomalies)

    creancier = read_creancier(workbook, headings, anomalies)
    niveaux = read_niveaux(workbook, headings, anomalies)
    debiteurs = read_debiteurs(rows(schema.DEBITEURS))
    names = Names(debiteurs)
    echeances, avoirs = read_factures(rows(schema.FACTURES), names)
    return Portefeuille(
        creancier=creancier,
        debiteurs=debiteurs,
        echeances=echeances,
        avoirs=avoirs,
        reglements=read_reglements(rows(schema.REGLEMENTS), names),
        suspensions=read_suspensions(rows(schema.SUSPENSIONS), names),
        niveaux=niveaux,
        segments=read_segments(rows(schema.SEGMENTS)),
        relances=read_relances(rows(schema.RELANCES), names),
        echeanciers=read_echeanciers(rows(schema.ECHEANCIERS), names),
        mensualites=read_mensualites(rows(schema.MENSUALITES)),
        pieces=read_pieces(rows(schema.PIECES), names),
        frais=read_frais(rows(schema.FRAIS), names),
        taux=read_taux(rows(schema.TAUX), anomalies),
        anomalies=tuple(anomalies),
    )


def _check_tables(workbook: RawWorkbook) -> None:
    """Refuse a workbook without a table that nothing replaces."""
    missing = [table for table in schema.TABLES if table.required and table.name not in workbook.tables]
    if missing:
        names = ", ".join(table.name for table in missing)
        raise InvalidInput(
            "tableau-absent",
            f"Le classeur « {workbook.name} » n'a pas de tableau {names}.",
            "Partez du classeur modèle (relancier modele FICHIER.xlsx), ou nommez ainsi votre tableau "
            "(onglet Création de tableau, Nom du tableau).",
        )
