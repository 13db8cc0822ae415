"""Ledgers whose décompte is laid out, and LibreOffice recalculating a workbook from its formulas alone."""

import os
import random
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from relancier.base.errors import InvalidInput
from relancier.base.opc import Package
from relancier.creances.conventions import Conventions, Decision, Ordre, Rang
from relancier.creances.decompte import decompte
from relancier.creances.portefeuille import Adresse, Avoir, Creancier, Debiteur, Echeance, Reglement, TypeDebiteur
from relancier.creances.regimes import Base, Regime, TauxPublic
from relancier.creances.releve import Decompte
from relancier.documents.decompte.workbook import write
from relancier.documents.pdf.libreoffice import LibreOffice
from relancier.documents.pdf.port import EngineUnavailable
from relancier.droit.taux import TableDesTaux

TABLE = TableDesTaux()
SHEETS = ("Récapitulatif", "Échéances", "Intérêts", "Mouvements", "Taux", "Conventions")
CREANCIER = Creancier(
    "ATELIER DU RHÔNE",
    forme_juridique="SARL",
    capital="50 000",
    siren="732 829 320",
    rcs="Lyon",
    tva="FR44732829320",
    adresse=Adresse("12 quai Rambaud", "", "69002", "Lyon"),
    telephone="04 72 00 00 00",
    email="compta@atelier-du-rhone.example",
    signataire="Claire Morel",
    qualite="gérante",
    lieu="Lyon",
)
PRO = Debiteur(
    "CL1",
    "DUPONT & FILS",
    TypeDebiteur.PROFESSIONNEL,
    forme_juridique="SAS",
    siren="552 100 554",
    rcs="Villefranche-Tarare",
    adresse=Adresse("3 rue de la Gare", "Bâtiment B", "69400", "Villefranche-sur-Saône"),
)
CONSO = Debiteur("CL1", "Madame Hélène Martin", TypeDebiteur.CONSOMMATEUR, adresse=PRO.adresse)
PUBLIC = Debiteur("CL1", "Commune de Vienne", TypeDebiteur.PUBLIC, adresse=PRO.adresse)


def D(text: str) -> Decimal:  # noqa: N802
    return Decimal(text)


def facture(number: str, issued: str, due: str, amount: str, taux: str | None = None) -> Echeance:
    return Echeance(
        "CL1", number, date.fromisoformat(issued), date.fromisoformat(due), D(amount), taux=D(taux) if taux else None
    )


def paid(day: str, amount: str, number: str = "", reference: str = "") -> Reglement:
    return Reglement("CL1", date.fromisoformat(day), D(amount), number, reference=reference)


def credit(day: str, amount: str, number: str = "", name: str = "AV-7") -> Avoir:
    return Avoir("CL1", name, date.fromisoformat(day), D(amount), number)


@dataclass(frozen=True, slots=True)
class Cas:
    """A décompte with what it was made of."""

    decompte: Decompte
    conventions: Conventions

    def write(self, folder: Path) -> Path:
        path = folder / "decompte.xlsx"
        write(path, self.decompte, CREANCIER, TABLE, self.conventions)
        return path


def cas(*records: object, debiteur: Debiteur = PRO, au: str = "2025-12-31", **conventions: object) -> Cas:
    terms = [one for one in records if isinstance(one, Echeance)]
    credits = [one for one in records if isinstance(one, Avoir | Reglement)]
    chosen = Conventions(**conventions)  # type: ignore[arg-type]
    return Cas(decompte(debiteur, terms, credits, date.fromisoformat(au), TABLE, conventions=chosen), chosen)


F1 = facture("FA-101", "2025-07-31", "2025-08-31", "1000.00")
F2 = facture("FA-102", "2025-08-31", "2025-09-30", "2000.00")
F3 = facture("FA-103", "2025-09-30", "2025-10-30", "750.50")
OLD = facture("FA-020", "2023-10-15", "2023-11-30", "12345.67")
MIXED = (OLD, F1, F2, F3, paid("2025-01-15", "2000.00", "FA-020"), credit("2025-10-02", "180.00", "FA-102"))
UNNAMED = (paid("2025-09-30", "700.00", "", "VIR 8812"), paid("2025-11-12", "1500.01"))


# one day at 12.15 % of 3650 € is 1.215 € exactly, which binary numbers cannot hold: up; so for each odd multiple
HALF_CENTS = tuple(facture(f"H{n}", "2025-12-01", "2025-12-30", f"{3650 * n}.00") for n in range(1, 60, 2))
# 3455.27 x 15.37 / 36500 = 1.454999997…, down; 33044.73 x 15.37 / 36500 = 13.915000002…, up
NEAR_HALF_CENTS = (
    facture("N1", "2025-12-01", "2025-12-30", "3455.27", "15.37"),
    facture("N2", "2025-12-01", "2025-12-30", "33044.73", "15.37"),
)


def fixed() -> Mapping[str, Cas]:
    """The ledgers that have a story."""
    notice = {"": date(2024, 1, 10), "FA-102": date(2025, 11, 2)}
    decision = Decision(date(2024, 6, 3), date(2024, 7, 15))
    terms = tuple(facture("FA-200", "2025-03-01", f"2025-0{n}-30", "333.33") for n in (4, 5, 6))
    twins = (
        facture("FA-301", "2025-05-01", "2025-06-30", "100.00"),
        facture("FA-302", "2025-05-01", "2025-06-30", "200.00"),
    )
    bounced = (paid("2025-10-01", "900.00", "FA-101"), paid("2025-10-20", "-900.00", "FA-101"))
    return {
        "professional default": cas(*MIXED, *UNNAMED),
        "agreed rate, exact base": cas(
            facture("FA-1", "2023-11-01", "2023-12-15", "9999.99", "15.5"),
            paid("2024-02-29", "500.00"),
            base=Base.EXACT,
        ),
        "public buyer": cas(*MIXED, *UNNAMED, debiteur=PUBLIC),
        "public buyer, rate by semester": cas(*MIXED, *UNNAMED, debiteur=PUBLIC, taux_public=TauxPublic.PAR_SEMESTRE),
        "consumer after notice": cas(*MIXED, *UNNAMED, debiteur=CONSO, mises_en_demeure=notice),
        "five points after a decision": cas(*MIXED, penalites=False, mises_en_demeure=notice, decision=decision),
        "penalties until a decision": cas(*MIXED, *UNNAMED, decision=decision, base=Base.J366),
        "principal first, 40 € first": cas(*MIXED, *UNNAMED, ordre=Ordre.PRINCIPAL, rang=Rang.AVANT),
        "principal first, 40 € last": cas(*MIXED, *UNNAMED, ordre=Ordre.PRINCIPAL),
        "interest, 40 €, principal": cas(*MIXED, *UNNAMED, rang=Rang.AVANT, base=Base.EXACT),
        "terms and twins": cas(*terms, *twins, paid("2025-07-15", "150.00"), paid("2025-08-15", "700.00", "FA-200")),
        "a payment that came back": cas(F1, F2, *bounced, paid("2025-11-03", "100.00")),
        "paid in time, then sent back": cas(
            F1, F2, paid("2025-08-20", "1000.00", "FA-101"), paid("2025-11-04", "-1000.00", "FA-101")
        ),
        "partly sent back": cas(F1, paid("2025-10-01", "900.00"), paid("2025-10-20", "-300.00")),
        "an excess waits for the next facture": cas(
            F1, F2, F3, paid("2025-08-05", "1800.00"), credit("2025-08-06", "90.00")
        ),
        "capitalised": cas(*MIXED, *UNNAMED, capitalisation=date(2023, 12, 31)),
        "capitalised later, then paid": cas(
            OLD, paid("2025-02-03", "4000.00", "FA-020"), capitalisation=date(2024, 2, 29), rang=Rang.AVANT
        ),
        "capitalised, then partly sent back": cas(
            OLD,
            paid("2025-02-03", "4000.00", "FA-020"),
            paid("2025-03-10", "-3500.00", "FA-020"),
            capitalisation=date(2023, 12, 31),
        ),
        "insolvency": cas(*MIXED, debiteur=_insolvent(), au="2026-03-31"),
        "insolvency on the day of a facture": cas(
            *MIXED, facture("FA-104", "2025-10-16", "2025-11-15", "400.00"), debiteur=_insolvent("2025-09-30")
        ),
        "creditor in private": cas(*MIXED, creancier_particulier=True, mises_en_demeure=notice),
        "nothing due yet": cas(facture("FA-9", "2025-12-01", "2026-01-31", "500.00")),
        "half-cents": cas(*HALF_CENTS, *NEAR_HALF_CENTS),
    }


def _insolvent(day: str = "2025-10-15") -> Debiteur:
    return Debiteur("CL1", PRO.nom, PRO.type, procedure_collective=date.fromisoformat(day))


def at_random(seed: int) -> Cas:
    """A ledger drawn from `seed`: several factures and terms, payments named or not, avoirs, rejections, settings."""
    draw = random.Random(seed)
    start = date(2022, 11, 1)

    def day(low: int, high: int) -> date:
        return start + timedelta(days=draw.randint(low, high))

    def amount(high: int) -> Decimal:
        return Decimal(draw.randint(100, high * 100)) / 100

    debiteur = draw.choice((PRO, PRO, PUBLIC, CONSO))
    agreed = [None, None, Decimal("15.25")] if debiteur is PRO else [None]
    records: list[Echeance | Avoir | Reglement] = []
    for number in range(draw.randint(1, 5)):
        issued = day(0, 300) if number == 0 else day(150, 800)
        for _ in range(draw.choice((1, 1, 2, 3))):
            due = issued + timedelta(days=draw.randint(0, 90))
            records.append(Echeance("CL1", f"F{number}", issued, due, amount(5000), taux=draw.choice(agreed)))
    names = ["", *sorted({one.facture for one in records})]
    for rank in range(draw.randint(0, 7)):
        when, value, name = day(300, 1000), amount(4000), draw.choice(names)
        if draw.random() < 0.25:
            records.append(Avoir("CL1", f"AV{rank}", when, value, name))
        else:
            records.append(Reglement("CL1", when, value, name, reference=f"R{rank}"))
            if draw.random() < 0.2:
                records.append(Reglement("CL1", when + timedelta(days=draw.randint(1, 60)), -value, name))
    notice = {"": day(100, 700)} if draw.random() < 0.6 else {}
    chosen: dict[str, object] = {
        "base": draw.choice(list(Base)),
        "ordre": draw.choice(list(Ordre)),
        "rang": draw.choice(list(Rang)),
        "taux_public": draw.choice(list(TauxPublic)),
        "penalites": draw.random() < 0.8,
        "mises_en_demeure": notice,
        "capitalisation": day(0, 500) if draw.random() < 0.3 else None,
    }
    if draw.random() < 0.35:
        rendered = day(300, 800)
        regime = draw.choice((Regime.LEGAL, Regime.LEGAL, Regime.PENALITES))
        chosen["decision"] = Decision(rendered, rendered + timedelta(days=draw.randint(0, 40)), regime)
    return cas(*records, debiteur=debiteur, au=str(day(1000, 1150)), **chosen)


def lawful(seed: int) -> Cas | None:
    """The ledger drawn from `seed`; None when the draw put a payment before its facture."""
    try:
        return at_random(seed)
    except InvalidInput as error:
        if error.code in {"reglement-avant-facture", "avoir-avant-facture"}:
            return None
        raise


def soffice() -> Path:
    """Return LibreOffice; without it, fail where CI says that it must be there, else skip with the reason."""
    try:
        return LibreOffice().find()
    except EngineUnavailable as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))


def forget(path: Path) -> None:
    """Replace the value kept beside each formula by 987654: what is read afterwards was computed."""
    package = Package(path.read_bytes(), path.name)
    sheets = [name for name in package.names if re.match(r"xl/worksheets/sheet\d+\.xml$", name)]
    replaced = {}
    for name in sheets:
        xml = package.read(name).decode()
        xml = re.sub(r'(<c [^>]*?)( t="\w+")?(>\s*<f>[^<]*</f>)<v>[^<]*</v>', r"\1\3<v>987654</v>", xml)
        replaced[name] = xml.encode()
    path.write_bytes(package.write(replaced))


_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""


def recalculated(paths: list[Path], folder: Path) -> list[CalamineWorkbook]:
    """Return the workbooks as LibreOffice computes them; their kept values are thrown away first."""
    program, profile, out = soffice(), folder / "profil", folder / "calcule"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_RECALCULATE, encoding="utf-8")
    copies = []
    for rank, path in enumerate(paths):
        copy = folder / f"{rank:03}.xlsx"
        shutil.copyfile(path, copy)
        forget(copy)
        copies.append(copy)
    command = [str(program), f"-env:UserInstallation={profile.resolve().as_uri()}", "--headless", "--norestore"]
    subprocess.run(
        [*command, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), *map(str, copies)],
        check=True,
        timeout=300,
        capture_output=True,
    )
    return [CalamineWorkbook.from_path(str(out / copy.name)) for copy in copies]


def rows(book: CalamineWorkbook, sheet: str) -> list[list[object]]:
    return [list(row) for row in book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)]


def retype(path: Path, sheet: str, cell: str, value: float) -> Path:
    """Type another number into a cell of the workbook, as a user would; its formulas keep their old values."""
    package = Package(path.read_bytes(), path.name)
    part = f"xl/worksheets/sheet{SHEETS.index(sheet) + 1}.xml"
    xml, count = re.subn(rf'(<c r="{cell}"[^>]*><v>)[^<]*(</v>)', rf"\g<1>{value}\g<2>", package.read(part).decode())
    assert count == 1, f"{sheet}!{cell} holds no number"
    path.write_bytes(package.write({part: xml.encode()}))
    return path
