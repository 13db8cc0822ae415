"""The sheet « Récapitulatif » of the décompte's workbook: totals, échéances, and their control against the engine."""

from collections.abc import Sequence
from decimal import Decimal

from relancier.base.dates import format_short
from relancier.base.money import ZERO
from relancier.creances.portefeuille import Creancier
from relancier.creances.releve import Decompte, DetteArretee
from relancier.documents.decompte.comptes import CompteDeDette
from relancier.documents.decompte.formulas import ECH, INT, MVT, Compte, letter, verdict
from relancier.documents.decompte.places import FIRST, Places
from relancier.documents.decompte.sheets import COUNT, DAY, INK, MONEY, Classeur

CONTROL, TOTALS = 4, 7  # the row of the overall verdict, that of the first total
NOT_DUE = "    dont à échoir après la date d'arrêté"
LABELS = (
    "Factures et échéances",
    "Avoirs",
    "Règlements reçus, rejets déduits",
    "Intérêts produits",
    "Indemnités forfaitaires nées",
    "Principal restant dû",
    NOT_DUE,
    "Intérêts restant dus",
    "Indemnités restant dues",
    "Total restant dû",
    "Crédit gardé pour le débiteur",
    "Solde du compte (total moins crédit ; négatif : en faveur du débiteur)",
    "Preuve : factures + intérêts + indemnités – avoirs – règlements",
    "Lignes d'intérêts différentes de celles de Relancier",
    "Jours où le principal porte intérêt sans ligne",
    "Échéances différentes de celles de Relancier (somme des écarts)",
)
DECLARED = (  # more rows, for a debtor in an insolvency procedure
    "Dettes antérieures à la procédure collective, à déclarer",
    "Total exigible (ni dettes à déclarer, ni principal à échoir)",
)
HEADINGS = (
    *("N°", "Facture", "Échéance", "Montant TTC", "Avoirs", "Règlements sur principal", "Principal dû"),
    *("Intérêts produits", "Intérêts payés", "Intérêts dus", "Indemnité née", "Indemnité payée", "Indemnité due"),
    *("Total dû", "Selon Relancier", "Écart"),
)


class Recapitulatif:
    """Writes the sheet; it is made first, so that it is the first one of the workbook."""

    def __init__(
        self,
        classeur: Classeur,
        decompte: Decompte,
        creancier: Creancier,
        accounts: Sequence[CompteDeDette],
        places: Places,
    ) -> None:
        self._decompte, self._accounts, self._places = decompte, accounts, places
        self._sheet = classeur.sheet(
            "Récapitulatif",
            [5, 56, 14, 16, 14, 14, 14, 12, 12, 12, 11, 11, 11, 14, 14, 9],
            f"Décompte des sommes dues par {decompte.debiteur.nom} à {creancier.nom}",
            f"Arrêté au {format_short(decompte.au)}. Tout est recalculé par formules à partir des cases bleues des"
            " autres feuilles ; « Selon Relancier » est la valeur du logiciel, pour comparaison.",
        )
        opened = decompte.debiteur.procedure_collective
        self._declares = opened is not None and opened <= decompte.au
        self._labels: tuple[str, ...] = LABELS
        if self._declares:
            labels = (f"{one}, hors dettes à déclarer" if one == NOT_DUE else one for one in LABELS)
            self._labels = (*labels, *DECLARED)
        self._head = TOTALS + len(self._labels) + 2
        self._first = self._head + 1
        self._last = self._head + max(len(accounts), 1)

    def write(self, formulas: Compte) -> None:
        """Write totals and échéances; `formulas` knows the columns of « Intérêts »."""
        self._totals(formulas)
        self._by_echeance(formulas)
        count = len(self._labels)
        end = TOTALS + count - 1
        self._sheet.text(CONTROL, 1, "Contrôle", bold=True, font_size=11, font_color=INK)
        self._sheet.formula(
            CONTROL,
            2,
            f'=IF(COUNTIF(E{TOTALS}:E{end},"Conforme")={count},"Conforme","NON CONFORME : voir les écarts")',
            "Conforme",
            bold=True,
            font_size=11,
        )
        for cells in (f"C{CONTROL}", f"E{TOTALS}:E{end}"):
            self._sheet.coloured(cells, "==", "#1B6E3C")
            self._sheet.coloured(cells, "!=", "#B00020")

    def _totals(self, write: Compte) -> None:
        sheet, sums = self._sheet, self._decompte.totaux
        for column, title in enumerate(("Total", "Recalculé (€)", "Selon Relancier (€)", "Contrôle"), 1):
            side = "right" if column in {2, 3} else "left"
            sheet.text(
                TOTALS - 1, column, title, bold=True, bottom=1, border_color=INK, align=side, indent=int(column == 4)
            )
        t = TOTALS
        last = self._places.shares - 4  # of the movements
        amounts, natures = f"{MVT}$D$5:$D${last}", f"{MVT}$C$5:$C${last}"

        def of(column: str) -> str:
            return f"SUM({column}{self._first}:{column}{self._last})"

        def of_nature(nature: str) -> str:
            return f'SUMIF({natures},"{nature}",{amounts})'

        gap = INT + write.span("ecart", 5, self._places.last)
        bare = INT + write.span("decouvert", 5, self._places.last)
        rows: list[tuple[str, Decimal | int]] = [
            (of("D"), sums.factures),
            (of_nature("avoir"), sums.avoirs),
            (
                f"{of_nature('règlement')}+{of_nature('rejet de règlement')}",
                sums.reglements,
            ),
            (of("H"), sums.interets_produits),
            (of("K"), sums.indemnites_dues),
            (of("G"), sums.principal),
            (self._a_echoir(), sums.a_echoir),
            (of("J"), sums.interets),
            (of("M"), sums.indemnites),
            (f"C{t + 5}+C{t + 7}+C{t + 8}", sums.total),
            (f"SUM({MVT}$F$5:$F${last})", sums.credit),
            (f"C{t + 9}-C{t + 10}", sums.a_payer),
            (f"C{t}+C{t + 3}+C{t + 4}-C{t + 1}-C{t + 2}", sums.a_payer),
            (f"SUMPRODUCT(--(ABS({gap})>0.004))", 0),
            (f"SUM({bare})", 0),
            (f"SUMPRODUCT(ABS(P{self._first}:P{self._last}))", ZERO),
        ]
        if self._declares:
            earlier = f"SUMPRODUCT(({self._emises()}<=Procedure_collective)*N{self._first}:N{self._last})"
            claimable = f"C{t + 11}-C{t + 6}"
            rows.append((f"MAX(0,MIN({earlier},{claimable}))", sums.a_declarer))
            rows.append((f"MAX(0,{claimable}-{earlier})", sums.exigible))
        for rank, (label, (formula, value)) in enumerate(zip(self._labels, rows, strict=True)):
            row, bold = t + rank, {"bold": True} if rank in {9, 11, 16, 17} else {}
            look = COUNT if isinstance(value, int) else MONEY
            sheet.text(row, 1, label, **bold)
            sheet.formula(row, 2, f"=ROUND({formula},2)", value, look, **bold)
            sheet.text(row, 3, value, num_format=look, **bold)
            sheet.formula(row, 4, verdict(f"ROUND(C{row}-D{row},2)"), "Conforme", indent=1)

    def _a_echoir(self) -> str:
        """What is not due yet; what is declared is not waited for."""
        due, principal = f"C{self._first}:C{self._last}", f"G{self._first}:G{self._last}"
        if self._declares:
            return f"SUMPRODUCT(({due}>Arrete_au)*({self._emises()}>Procedure_collective)*{principal})"
        return f'SUMIF({due},">"&Arrete_au,{principal})'

    def _emises(self) -> str:
        """The issue days, beside the échéances of this sheet."""
        return f"{ECH}C{FIRST}:C{FIRST + self._last - self._first}"

    def _by_echeance(self, write: Compte) -> None:
        sheet = self._sheet
        sheet.headings(self._head, list(HEADINGS))
        for account, dette in zip(self._accounts, self._decompte.dettes, strict=True):
            row, e = self._first + account.dette.numero - 1, 5 + account.dette.numero - 1
            total = self._places.totals[account.dette.numero]
            lowered = [
                INT + write.at("principal", one.feuille)
                for one in account.rangs
                if one.repartition is not None and one.repartition.mouvement in self._places.prix
            ]
            sheet.text(row, 0, account.dette.numero, align="left")
            sheet.formula(row, 1, f"={ECH}B{e}", dette.echeance.facture)
            sheet.formula(row, 2, f"={ECH}D{e}", dette.echeance.echeance, DAY, align="left")
            cells = (
                f"{ECH}E{e}",
                "+".join(lowered) or "0",
                f"ROUND({INT}{write.at('principal', total)}-E{row},2)",
                INT + write.at("reste_principal", total),
                *(INT + write.at(name, total) for name in ("montant", "interets", "reste_interets")),
                *(INT + write.at(name, total) for name in ("naissance", "indemnite", "reste_indemnite")),
                f"ROUND(G{row}+J{row}+M{row},2)",
            )
            for column, (formula, value) in enumerate(zip(cells, _values(dette), strict=False), 3):
                sheet.formula(row, column, f"={formula}", value, MONEY)
            sheet.text(row, 14, dette.total)
            sheet.formula(row, 15, f"=ROUND(N{row}-O{row},2)", ZERO, MONEY)
        self._sums()

    def _sums(self) -> None:
        row = self._last + 1
        look = {"bold": True, "top": 1, "border_color": INK}
        self._sheet.text(row, 1, "Total", **look)
        for column in range(3, 15):
            name = letter(column)
            value = sum((_values(one)[column - 3] for one in self._decompte.dettes), ZERO)
            formula = f"=ROUND(SUM({name}{self._first}:{name}{self._last}),2)"
            self._sheet.formula(row, column, formula, value, MONEY, **look)


def _values(one: DetteArretee) -> tuple[Decimal, ...]:
    """The figures of an échéance by column; the last one twice, as the engine's too."""
    return (
        *(one.echeance.montant, one.avoirs, one.principal_paye, one.principal),
        *(one.interets_produits, one.interets_payes, one.interets),
        *(one.indemnite_due, one.indemnite_payee, one.indemnite, one.total, one.total),
    )
