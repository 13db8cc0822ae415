"""The sheet « Mouvements » of the décompte's workbook: what happened, then how it was shared out over the échéances."""

from decimal import Decimal

from relancier.base.money import ZERO
from relancier.creances.releve import NatureOperation
from relancier.documents.decompte.formulas import ECH, INT, Compte
from relancier.documents.decompte.inputs import (
    COMPUTED,
    CREDITS,
    PARTED,
    TYPED,
    Mouvement,
    Repartition,
    Saisies,
)
from relancier.documents.decompte.places import FIRST, HEAD, Places
from relancier.documents.decompte.sheets import DAY, INK, MONEY, Classeur

MOVES = ["N°", "Date", "Nature", "Montant (€)", "Réparti (€)", "Crédit (€)", "Dernier jour avant effet", "Libellé"]
SHARES = [
    *("N°", "N° du mouvement", "Nature", "Montant (€)", "Comment", "N° d'échéance", "Facture", "Échéance"),
    *("dont intérêts", "dont indemnité", "dont principal", "Annule la répartition", "Remarque"),
]
PARTS = ("interets", "indemnite", "principal")
MEMO = ["dont intérêts capitalisés", "dont antérieurs à la capitalisation"]  # columns 13 and 14


class Mouvements:
    """Writes the sheet: a table of the movements, then one of their shares."""

    def __init__(self, classeur: Classeur, inputs: Saisies, places: Places, formulas: Compte) -> None:
        self._inputs, self._places, self._formulas = inputs, places, formulas
        self._sheet = classeur.sheet(
            "Mouvements",
            [8, 12, 28, 14, 14, 14, 20, 12, 12, 12, 14, 14, 14, *([14, 14] if formulas.capitalisation else [])],
            "Mouvements du compte et leur imputation",
            "En bleu, ce qui est saisi : mouvements, échéances sur lesquelles chacun s'impute, et les montants marqués"
            " « saisi » (partage en proportion, article 1342-10 du Code civil, ou règlement revenu impayé).",
        )
        self._spread: dict[int, Decimal] = {}
        self._earlier: dict[int, list[int]] = {}  # by movement, the rows of the shares written so far

    def write(self) -> None:
        """Write both tables."""
        for share in self._inputs.repartitions:
            self._spread[share.mouvement] = self._spread.get(share.mouvement, ZERO) + share.montant
        self._sheet.headings(HEAD, MOVES)
        self._sheet.repeat(HEAD)
        for move in self._inputs.mouvements:
            self._movement(move)
        head = self._places.shares - 1
        self._sheet.text(head - 1, 0, "Répartition des règlements et des avoirs", bold=True, font_color=INK)
        self._sheet.headings(head, SHARES + (MEMO if self._formulas.capitalisation else []))
        for share in self._inputs.repartitions:
            self._share(share)

    def _movement(self, move: Mouvement) -> None:
        sheet, row = self._sheet, self._places.mouvement(move.numero)
        sheet.text(row, 0, move.numero, align="left")
        sheet.typed(row, 1, move.date)
        sheet.typed(row, 2, move.intitule)
        sheet.typed(row, 3, move.montant)
        if move.nature is NatureOperation.REPORT:
            sheet.typed(row, 6, move.cloture, align="center")
        else:
            day = "" if move.cloture == move.date else "-1"
            sheet.formula(row, 6, f"=B{row}{day}", move.cloture, DAY, align="center")
        sheet.text(row, 7, move.libelle)
        if move.nature is not NatureOperation.FACTURE:
            self._credit(move, row)

    def _credit(self, move: Mouvement, row: int) -> None:
        """What found a debt, and what is kept for the debtor; money that had waited comes out of what was kept."""
        first, last = self._places.shares, self._places.share(max(len(self._inputs.repartitions), 1))
        done = self._spread.get(move.numero, ZERO)
        shared = f"=ROUND(SUMIF($B${first}:$B${last},A{row},$D${first}:$D${last}),2)"
        self._sheet.formula(row, 4, shared, done, MONEY)
        received = move.nature in CREDITS
        kept = (move.montant if received else ZERO) - done
        self._sheet.formula(row, 5, f"=ROUND({f'D{row}' if received else ''}-E{row},2)", kept, MONEY)

    def _share(self, share: Repartition) -> None:
        sheet, row = self._sheet, self._places.share(share.numero)
        move, debt = self._inputs.mouvements[share.mouvement - 1], self._inputs.dettes[share.dette - 1]
        e = FIRST + share.dette - 1
        sheet.text(row, 0, share.numero, align="left")
        sheet.typed(row, 1, share.mouvement, align="left")
        sheet.formula(row, 2, f"=C{self._places.mouvement(move.numero)}", move.intitule)
        self._amount(share, move, row)
        sheet.text(row, 4, TYPED if share.saisie else COMPUTED, align="center")
        sheet.typed(row, 5, share.dette, align="center")
        sheet.formula(row, 6, f"={ECH}B{e}", debt.echeance.facture)
        sheet.formula(row, 7, f"={ECH}D{e}", debt.echeance.echeance, DAY, align="left")
        for column, name in enumerate(PARTS, 8):
            value: Decimal = getattr(share, name)
            if share.parts_saisies and name != "principal":
                sheet.typed(row, column, value)
            else:
                own = self._formulas.at(name, self._places.rows[share.numero][1])
                sheet.formula(row, column, f"={INT}{own}", value, MONEY)
        if share.origine is not None:
            sheet.typed(row, 11, share.origine, align="center")
        if share.parts_saisies:
            sheet.text(row, 12, PARTED)
            if self._formulas.capitalisation:
                sheet.typed(row, 13, share.capitalises)
                sheet.typed(row, 14, share.anterieurs)

    def _amount(self, share: Repartition, move: Mouvement, row: int) -> None:
        """What the share takes: what is left of the movement, at most what is owed on the debt."""
        m = self._places.mouvement(move.numero)
        earlier = self._earlier.setdefault(move.numero, [])
        if share.saisie:
            self._sheet.typed(row, 3, share.montant)
        elif share.montant < 0:
            self._sheet.formula(row, 3, f"=D{m}", share.montant, MONEY)
        else:
            left = f"D{m}" + (f"-SUM(D{earlier[0]}:D{earlier[-1]})" if earlier else "")
            owed = self._formulas.owed(self._places.rows[share.numero][0], prix=move.prix)
            self._sheet.formula(row, 3, f"=MIN(ROUND({left},2),{owed})", share.montant, MONEY)
        earlier.append(row)
