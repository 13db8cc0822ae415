"""Our ways that no command does alone.

Run by the measures: python nos_voies.py docx|ajouter|actualiser …
"""

import argparse
import sys
from pathlib import Path

import chrono

QR = "QR"


def docx(notes: Path, out: Path) -> None:
    """Compile each template once, render and prove each letter."""
    from lettres_dessinees import load  # noqa: PLC0415 - each way loads only what it needs
    from relancier.documents.context import Lettre  # noqa: PLC0415
    from relancier.documents.template import Template  # noqa: PLC0415

    wanted = load(notes)
    start = chrono.clock()
    compiled: dict[Path, Template] = {}
    for rank, one in enumerate(wanted):
        if one.modele not in compiled:
            compiled[one.modele] = Template(one.modele, Lettre)
        pictures = {QR: one.qr_png} if one.qr_png else {}
        rendered = compiled[one.modele].render(one.champs, one.exiges, pictures)
        (out / f"{rank:05}.docx").write_bytes(rendered.docx)
    chrono.say(start)


def ajouter(workbook: Path, rows: int) -> None:
    """Add rows to the history, with a copy of the workbook as it was."""
    from relances_dessinees import relances  # noqa: PLC0415
    from relancier.classeur import schema  # noqa: PLC0415
    from relancier.classeur.splicing.edits import AppendRows  # noqa: PLC0415
    from relancier.classeur.splicing.splice import splice  # noqa: PLC0415

    edits = [AppendRows(schema.RELANCES.name, relances(rows))]
    report = splice(workbook, edits, backup=workbook.with_name("avant.xlsx"))
    print(f"{report.written[schema.RELANCES.name]} lignes")


def actualiser(workbook: Path, rows: int) -> None:
    """Measure the receivables and write the dashboard's tables again, with a copy of the workbook as it was."""
    from large_book import DAY  # noqa: PLC0415
    from relancier.actions.actualiser import refresh  # noqa: PLC0415
    from relancier.classeur.closed_file import ClosedFile  # noqa: PLC0415

    done = refresh(ClosedFile(workbook), DAY)
    print(f"{0 if done.absentes else rows} lignes")


def main() -> None:
    """Do what is asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("voie", choices=("docx", "ajouter", "actualiser"))
    parser.add_argument("source", type=Path)
    parser.add_argument("--sortie", type=Path, default=Path())
    parser.add_argument("--combien", type=int, default=0)
    asked = parser.parse_args(sys.argv[1:])
    if asked.voie == "docx":
        docx(asked.source, asked.sortie)
    else:
        {"ajouter": ajouter, "actualiser": actualiser}[asked.voie](asked.source, asked.combien)


if __name__ == "__main__":
    main()
