"""The plain ways: what somebody writes who knows the libraries, and no more.

Run by the measures: python voies_simples.py docx|pdf|lire|ajouter …
"""

import argparse
import io
import shutil
import subprocess
import sys
from pathlib import Path

import chrono

A_CALL = 200  # files: of 300, LibreOffice 7.4 converts 247, without a word on the others
PICTURE = "image.png"  # the name under which docxtpl finds the picture of the shipped templates


def docx(notes: Path, out: Path, letters: int) -> None:
    """Open the template, render and save it, for each letter."""
    from docxtpl import DocxTemplate  # noqa: PLC0415 - each way loads only what it needs
    from lettres_dessinees import load  # noqa: PLC0415

    wanted = load(notes)[:letters]
    start = chrono.clock()
    for rank, one in enumerate(wanted):
        template = DocxTemplate(str(one.modele))
        template.render(one.champs, autoescape=True)
        if one.qr_png:
            template.replace_pic(PICTURE, io.BytesIO(one.qr_png))
        template.save(str(out / f"{rank:05}.docx"))
    chrono.say(start)


def pdf(notes: Path, out: Path, letters: int) -> None:
    """Make the letters, then have LibreOffice convert them, in as few calls as it takes."""
    docx(notes, out, letters)
    program = shutil.which("soffice")
    if not program:
        raise SystemExit("LibreOffice n'est pas installé.")
    profile = f"-env:UserInstallation={(out / 'profil').as_uri()}"
    files = sorted(map(str, out.glob("*.docx")))
    for first in range(0, len(files), A_CALL):
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(out)]
        subprocess.run([*command, *files[first : first + A_CALL]], check=True, stdout=subprocess.DEVNULL)
    print(f"{letters} lettres")


def lire(workbook: Path) -> None:
    """Read every cell of the workbook, and nothing else."""
    from openpyxl import load_workbook  # noqa: PLC0415

    book = load_workbook(workbook, read_only=True, data_only=True)
    rows = sum(1 for row in book["Factures"].iter_rows(values_only=True) if row[0])
    for sheet in book.worksheets:
        if sheet.title != "Factures":
            for _ in sheet.iter_rows(values_only=True):
                pass
    print(f"{rows} lignes")


def ajouter(workbook: Path, rows: int) -> None:
    """Open the workbook, add rows under those of the history, make its table longer, save."""
    from openpyxl import load_workbook  # noqa: PLC0415
    from relances_dessinees import relances  # noqa: PLC0415

    book = load_workbook(workbook)
    sheet = book["Relances"]
    table = sheet.tables["tblRelances"]
    headings = [cell.value for cell in sheet[table.ref][0]]
    for row in relances(rows):
        sheet.append([row.get(heading) for heading in headings])
    table.ref = f"{table.ref.partition(':')[0]}:{sheet.cell(sheet.max_row, len(headings)).coordinate}"
    book.save(workbook)
    print(f"{rows} lignes")


def main() -> None:
    """Do what is asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("voie", choices=("docx", "pdf", "lire", "ajouter"))
    parser.add_argument("source", type=Path)
    parser.add_argument("--sortie", type=Path, default=Path())
    parser.add_argument("--combien", type=int, default=0)
    asked = parser.parse_args(sys.argv[1:])
    {
        "docx": lambda: docx(asked.source, asked.sortie, asked.combien),
        "pdf": lambda: pdf(asked.source, asked.sortie, asked.combien),
        "lire": lambda: lire(asked.source),
        "ajouter": lambda: ajouter(asked.source, asked.combien),
    }[asked.voie]()


if __name__ == "__main__":
    main()
