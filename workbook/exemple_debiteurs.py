"""The sixty debtors of the example, read from `exemple_debiteurs.csv`.

Companies and people are invented; SIREN begin with 0 (never allotted), phones are of the ranges kept for fiction.
"""

import csv
from datetime import date
from pathlib import Path

from relancier.classeur.schema import DEBITEURS

from workbook.exemple_creancier import siren
from workbook.exemple_types import tirage
from workbook.feuilles import Ligne, Valeur

SOURCE = Path(__file__).with_name("exemple_debiteurs.csv")
CONSO = "consommateur"
MOBILES = frozenset({"CL052"})  # firms whose number can receive an SMS
ETRANGER = frozenset({"Belgique", "Allemagne", "Suisse"})


def read() -> dict[str, dict[str, str]]:
    """Return the debtors by code, each as heading -> text; `Domaine` is the e-mail domain's first label."""
    with SOURCE.open(encoding="utf-8", newline="") as source:
        # a checkout on Windows may have turned the line break inside a cell into two characters
        text = source.read().replace("\r\n", "\n")
    return {row["Code"]: row for row in csv.DictReader(text.splitlines(keepends=True), delimiter=";")}


def lignes() -> list[Ligne]:
    """Return the rows of `tblDebiteurs`."""
    rows: list[Ligne] = []
    for client in read().values():
        cells: dict[str, Valeur] = {**client, **_identifiants(client)}
        if plafond := client["Plafond de crédit"]:
            cells["Plafond de crédit"] = int(plafond)
        if ouverture := client["Procédure collective le"]:
            cells["Procédure collective le"] = date.fromisoformat(ouverture)
        rows.append([cells.get(name) for name in DEBITEURS.names])
    return rows


def _identifiants(client: dict[str, str]) -> dict[str, Valeur]:
    """Make up a SIREN (none for people and foreign firms), an address and a phone that reach nobody."""
    code = client["Code"]
    number = int(code[2:])
    private = client["Type"] == CONSO
    mobile = private or code in MOBILES
    without = private or client["Pays"] in ETRANGER
    return {
        "SIREN": "" if without else siren(f"0{1000000 + tirage(8999999, code, 'siren')}"),
        "E-mail": f"{code.lower()}@particuliers.example.fr"
        if private
        else f"comptabilite@{client['Domaine']}.example.fr",
        "Téléphone": f"{'06 39 98' if mobile else '01 99 00'} {number:02} {10 + number:02}",
    }
