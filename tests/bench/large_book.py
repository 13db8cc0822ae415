"""A large workbook as a busy company would have it, with its share of mess; the same seed gives the same rows."""

import random
import sys
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "addin"), str(ROOT)]

from relancier.classeur import schema  # noqa: E402
from xlsxwriter import Workbook  # noqa: E402

from workbook import prealables, styles  # noqa: E402
from workbook.feuilles import HEADER_ROW, write_table  # noqa: E402

DAY = date(2026, 11, 30)
NAMES = ("Éts Lefèvre & Fils", "L'Étoile du Nord", 'SARL "Le Phénix"', "Dupont-Müller", "Société Générale d'Œuvres")
SETTINGS = {
    "Nom": "ATELIER DU RHÔNE",
    "SIREN": "404 833 048",
    "Adresse 1": "12 rue de la République",
    "Code postal": "69002",
    "Ville": "Lyon",
    "IBAN": "FR76 3000 6000 0112 3456 7890 189",
    "Procédure": "Standard",
}
TABLES = (
    *(schema.CREANCIER, schema.DEBITEURS, schema.FACTURES, schema.REGLEMENTS, schema.SUSPENSIONS),
    *(schema.PROPOSITIONS, schema.RELANCES, schema.ECHEANCIERS, schema.NIVEAUX, schema.TAUX),
)
Rows = list[dict[str, object]]


def write(
    path: Path, terms: int, seed: int = 1, *, formulas: bool = False, tables: Sequence[schema.Table] = TABLES
) -> Path:
    """Write a workbook of `terms` échéances, a debtor for ten and a payment for two of them, which has `tables`.

    `formulas` makes each due day a formula of its row, as many invoicing sheets do.
    """
    return save(path, _Drawn(seed, terms).tables, formulas=formulas, tables=tables)


def save(
    path: Path, rows: Mapping[str, Rows], *, formulas: bool = False, tables: Sequence[schema.Table] = TABLES
) -> Path:
    """Write a workbook that has `tables` and holds `rows`, by their table's name."""
    with Workbook(str(path)) as workbook:
        formats = styles.create(workbook)
        for table in tables:
            lines = [[row.get(name) for name in table.names] for row in rows.get(table.name, ())]
            write_table(workbook, table, formats, lines)
        if formulas:
            _compute_due_days(workbook, rows[schema.FACTURES.name])
    return path


def with_defaults(rows: Mapping[str, Rows]) -> dict[str, Rows]:
    """Return `rows` and those that a blank workbook has: procedures and rates."""
    return {
        schema.NIVEAUX.name: [dict(zip(schema.NIVEAUX.names, row, strict=True)) for row in prealables.NIVEAUX],
        schema.TAUX.name: [dict(zip(schema.TAUX.names, row, strict=True)) for row in prealables.TAUX],
        **rows,
    }


def _compute_due_days(workbook: Workbook, factures: Rows) -> None:
    sheet = workbook.get_worksheet_by_name(schema.FACTURES.sheet)
    style = workbook.add_format({"num_format": "dd/mm/yyyy"})
    issued, due = schema.FACTURES.names.index("Date"), schema.FACTURES.names.index("Échéance")
    for line, row in enumerate(factures, HEADER_ROW + 1):
        first, last = row["Date"], row.get("Échéance")
        if isinstance(first, date) and isinstance(last, date):
            formula = f"={chr(65 + issued)}{line + 1}+{(last - first).days}"
            sheet.write_formula(line, due, formula, style, (last - date(1899, 12, 30)).days)


class _Drawn:
    """The rows of each table, by its name."""

    def __init__(self, seed: int, terms: int) -> None:
        self._rng = random.Random(seed)
        self._debiteurs: Rows = []
        self._factures: Rows = []
        self._reglements: Rows = []
        self._suspensions: Rows = []
        self._relances: Rows = []
        self._plans: Rows = []
        share = 0
        while share < terms:
            count = min(self._rng.randint(1, 19), terms - share)
            self._debiteur(f"CL{len(self._debiteurs) + 1:05}", count)
            share += count
        self._rng.shuffle(self._factures)
        self._reglements.sort(key=lambda row: str(row["Référence"]))
        self.tables = with_defaults(
            {
                schema.CREANCIER.name: [{"Clé": key, "Valeur": value} for key, value in SETTINGS.items()],
                schema.DEBITEURS.name: self._debiteurs,
                schema.FACTURES.name: self._factures,
                schema.REGLEMENTS.name: self._reglements,
                schema.SUSPENSIONS.name: self._suspensions,
                schema.RELANCES.name: self._relances,
                schema.ECHEANCIERS.name: self._plans,
            }
        )

    def _often(self, share: float) -> bool:
        return self._rng.random() < share

    def _debiteur(self, code: str, count: int) -> None:
        rng = self._rng
        self._debiteurs.append(
            {
                "Code": code,
                "Nom": f"{rng.choice(NAMES)} {code}",
                "Forme juridique": rng.choice(["SARL", "SAS", ""]),
                "Type": rng.choice(["professionnel"] * 6 + ["consommateur", "public", "Pro", ""]),
                "Adresse 1": f"{rng.randint(1, 90)} rue de l'Église",
                "Code postal": rng.choice(["69003", 1000]),
                "Ville": "Lyon",
                "SIREN": "404833048" if self._often(0.5) else "",
                "E-mail": f"compta@{code.lower()}.example",
                "Téléphone": rng.choice(["04 72 00 00 00", 472000000]),
                "Procédure": rng.choice(["", "", "Standard", " standard ", "Grands comptes"]),
                "Procédure collective le": DAY - timedelta(days=30) if self._often(0.005) else None,
            }
        )
        numbers: list[tuple[str, date, int]] = []
        while count:
            parts = min(count, rng.choice([1] * 8 + [2, 3]))
            count -= parts
            form = "{:08}" if self._often(0.02) else "F26-{:06}"
            numbers += self._facture(code, form.format(len(self._factures) + 1), parts)
        if self._often(0.2):
            self._avoir(code, rng.choice(numbers)[0])
        for numero, due, cents in numbers:
            if self._often(0.5):
                self._reglement(code, numero, due, cents)
        if self._often(0.04):
            self._suspension(code, rng.choice(numbers)[0])
        if self._often(0.005):
            self._plans.append(
                {
                    "Id": f"P{code}",
                    "Version": 1,
                    "Code débiteur": code,
                    "Date accord": DAY - timedelta(days=rng.randint(1, 90)),
                    "Montant": Decimal(1000),
                    "Statut": rng.choice(schema.STATUTS_ECHEANCIER),
                }
            )
        for numero, due, _ in numbers:
            if due < DAY - timedelta(days=30) and self._often(0.04):
                self._relance(code, numero, due)

    def _facture(self, code: str, numero: str, parts: int) -> list[tuple[str, date, int]]:
        rng = self._rng
        issued = DAY - timedelta(days=rng.randint(-10, 400))
        due = issued + timedelta(days=rng.choice([0, 15, 30, 45, 60]))
        terms = []
        for _ in range(parts):
            cents = rng.choice([rng.randint(500, 900_000), rng.randint(100, 2000)])
            terms.append((numero, due, cents))
            self._factures.append(
                {
                    "Numéro": numero,
                    "Code débiteur": f" {code.lower()} " if self._often(0.02) else code,
                    "Nature": rng.choice(["facture"] * 8 + ["", "Facture"]),
                    "Date": self._typed_day(issued),
                    "Échéance": self._typed_day(due),
                    "Montant TTC": self._typed_amount(cents),
                    "Objet": rng.choice(["Fournitures", "Maintenance du mois", f"Commande de {code}", ""]),
                    "Bon de commande": f"BC{rng.randint(1, 99999)}" if self._often(0.3) else "",
                    "Taux contractuel": Decimal("12.40") if self._often(0.02) else None,
                }
            )
            if self._often(0.0005):
                self._factures.append(dict(self._factures[-1]))
            due += timedelta(days=30)
        return terms

    def _avoir(self, code: str, facture: str) -> None:
        day = DAY - timedelta(days=self._rng.randint(-5, 300))
        self._factures.append(
            {
                "Numéro": f"A26-{len(self._factures):06}",
                "Code débiteur": code,
                "Nature": "avoir",
                "Date": self._typed_day(day),
                "Montant TTC": self._typed_amount(self._rng.randint(100, 200_000)),
                "Objet": f"Avoir sur facture {facture}, retour" if self._often(0.6) else "Remise de fin d'année",
            }
        )

    def _reglement(self, code: str, facture: str, due: date, cents: int) -> None:
        rng = self._rng
        day = due + timedelta(days=rng.randint(-20, 60))
        paid = rng.choice([cents] * 6 + [cents // 3 + 1, cents * 2 + 7])
        named = facture if self._often(0.8) else ""
        reference = f"VIR {day:%Y%m%d} {len(self._reglements)}"
        row: dict[str, object] = {
            "Date": self._typed_day(day),
            "Code débiteur": code if not named or self._often(0.9) else "",
            "Numéro facture": self._typed_number(named),
            "Montant": self._typed_amount(paid),
            "Mode": rng.choice(["virement", "chèque"]),
            "Référence": reference,
        }
        self._reglements.append(row)
        if self._often(0.005):
            self._reglements.append({**row, "Montant": Decimal(-paid) / 100, "Mode": "rejet"})
        if self._often(0.001):
            self._reglements.append({**row, "Numéro facture": "F99-000000"})

    def _suspension(self, code: str, facture: str) -> None:
        start = DAY - timedelta(days=self._rng.randint(-5, 60))
        self._suspensions.append(
            {
                "Code débiteur": code,
                "Numéro facture": facture if self._often(0.6) else "",
                "Nature": self._rng.choice(schema.NATURES_SUSPENSION),
                "Du": start,
                "Au": start + timedelta(days=self._rng.randint(0, 60)) if self._often(0.7) else None,
                "Motif": "Réserve sur la livraison.",
            }
        )

    def _relance(self, code: str, facture: str, due: date) -> None:
        for level in range(1, self._rng.randint(1, 3) + 1):
            when = due + timedelta(days=8 + 12 * level)
            self._relances.append(
                {
                    "Id": f"R{len(self._relances)}",
                    "Passage": f"P{when}",
                    "Date": when,
                    "Code débiteur": code,
                    "Numéro facture": facture,
                    "Échéance": due,
                    "Niveau": level,
                    "Canal": "courrier",
                    "Modèle": f"relance-{min(level, 2)}",
                    "Statut": "annulée" if self._often(0.05) else "émise",
                }
            )

    def _typed_number(self, numero: str) -> int | str:
        """As it was given, with a blank too many, or as the number that Excel made of it."""
        if numero.isdecimal() and self._often(0.5):
            return int(numero)
        return f"{numero} " if self._often(0.01) else numero

    def _typed_day(self, day: date) -> date | str:
        """Mostly a real date; else a text, and rarely one that nobody can read."""
        if not self._often(0.05):
            return day
        forms = [f"{day:%d/%m/%Y}", f"{day:%d-%m-%y}", f" {day:%d.%m.%Y}", f"{day:%Y-%m-%d}"] * 6
        return self._rng.choice([*forms, "fin de mois", "31/02/2026"])

    def _typed_amount(self, cents: int) -> Decimal | str:
        """Mostly a number, sometimes with the dust of a formula; else a text, and rarely an ambiguous one."""
        if self._often(0.95):
            return Decimal(cents) / 100 + (Decimal("0.004") if self._often(0.005) else 0)
        euros = f"{cents / 100:,.2f}"
        french = euros.replace(",", " ").replace(".", ",")
        forms = [f"{french} €", french, euros.replace(",", "'").replace(".", ",").replace("'", ".")] * 8
        return self._rng.choice([*forms, "1.234", "à voir"])
