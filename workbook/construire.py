"""The door of the builder: `python workbook/construire.py [--sortie DIR]` writes the workbooks and the exhibits.

The same sources always give the same bytes: nothing here reads the clock.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
for folder in (HERE.parent / "addin", HERE.parent):  # runs from a bare checkout too
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from relancier.classeur import schema  # noqa: E402
from relancier.classeur.dashboard_rows import bodies  # noqa: E402
from relancier.classeur.reading.read import read  # noqa: E402
from relancier.classeur.splicing.edits import Row  # noqa: E402
from relancier.pilotage.tableau import measure  # noqa: E402
from xlsxwriter import Workbook  # noqa: E402

from workbook import exemple_donnees, pieces_exemple, pieces_exemple_fabrique, prealables, styles  # noqa: E402
from workbook.feuilles import Ligne, write_table  # noqa: E402
from workbook.mode_emploi import write_mode_emploi  # noqa: E402
from workbook.styles_nommes import name_styles  # noqa: E402
from workbook.tableau_de_bord import write_tableau_de_bord  # noqa: E402

CREATED = datetime(2026, 11, 1)  # noqa: DTZ001 - a property of the file, without a zone
ORDRE = (
    schema.ALERTES,
    schema.SITUATION,
    schema.INDICATEURS,
    schema.SERIES,
    schema.CREANCIER,
    schema.DEBITEURS,
    schema.FACTURES,
    schema.REGLEMENTS,
    schema.SUSPENSIONS,
    schema.PROPOSITIONS,
    schema.RELANCES,
    schema.ECHEANCIERS,
    schema.MENSUALITES,
    schema.PIECES,
    schema.FRAIS,
    schema.NIVEAUX,
    schema.SEGMENTS,
    schema.TAUX,
    schema.CORRESPONDANCES,
)
ARRETE = date(2026, 11, 30)
MODELE, EXEMPLE = "modele.xlsx", "exemple.xlsx"


def construire_modele(path: Path) -> None:
    """Write the blank workbook: settings to fill in, procedures and rates."""
    _write(path, "Relancier : classeur vierge", _prealables())


def construire_exemple(path: Path, pieces: Path = HERE / pieces_exemple.FOLDER) -> None:
    """Write the worked example: one creditor, sixty debtors, to be run as of 30 November 2026.

    Args:
      path: where to write.
      pieces: the folder of its exhibits, already made.
    """
    proofs = {schema.PIECES.name: pieces_exemple.lignes(pieces)}
    contenu = _prealables() | exemple_donnees.contenu() | proofs
    _write(path, "Relancier : exemple", contenu)
    # the dashboard is measured on the workbook itself, as `relancier tableau` would on the day of the example
    measured = bodies(measure(read(path), ARRETE))
    _write(path, "Relancier : exemple", contenu | {name: _lignes(name, rows) for name, rows in measured.items()})


def _lignes(name: str, rows: Sequence[Row]) -> list[Ligne]:
    """Return rows given by heading as the builder takes them."""
    table = next(one for one in schema.TABLES if one.name == name)
    return [[row.get(column) for column in table.names] for row in rows]


def _prealables() -> dict[str, Sequence[Ligne]]:
    return {
        schema.CREANCIER.name: prealables.REGLAGES_VIDES,
        schema.NIVEAUX.name: prealables.NIVEAUX,
        schema.SEGMENTS.name: prealables.SEGMENTS,
        schema.TAUX.name: prealables.TAUX,
    }


def _write(path: Path, title: str, contenu: Mapping[str, Sequence[Ligne]]) -> None:
    workbook = Workbook(str(path))
    with workbook:
        workbook.set_properties({"title": title, "author": "Relancier", "created": CREATED})
        workbook.set_size(28800, 17000)
        write_mode_emploi(workbook)
        write_tableau_de_bord(workbook)
        formats = styles.create(workbook)
        for table in ORDRE:
            write_table(workbook, table, formats, contenu.get(table.name, ()))
    name_styles(path, {name: one.xf_index or 0 for name, one in formats.named().items()})


def main(arguments: Sequence[str] | None = None) -> None:
    """Write both workbooks and the exhibits in the folder asked for, by default beside this file."""
    parser = argparse.ArgumentParser(description="Construit le classeur vierge, l’exemple et ses pièces.")
    parser.add_argument("--sortie", type=Path, default=HERE, help="dossier où écrire")
    folder: Path = parser.parse_args(arguments).sortie
    folder.mkdir(parents=True, exist_ok=True)
    pieces = folder / pieces_exemple.FOLDER
    pieces_exemple_fabrique.write(pieces)
    construire_modele(folder / MODELE)
    construire_exemple(folder / EXEMPLE, pieces)
    for written in (folder / MODELE, folder / EXEMPLE, pieces):
        print(written)


if __name__ == "__main__":
    main()
