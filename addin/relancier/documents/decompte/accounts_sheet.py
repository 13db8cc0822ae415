"""The sheet « Intérêts » of the décompte's workbook: the account of each échéance, row by row."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from relancier.base.dates import format_short
from relancier.base.money import ZERO
from relancier.documents.decompte.comptes import CompteDeDette, Rang, before_the_years, judgements
from relancier.documents.decompte.formulas import ECH, MVT, Compte
from relancier.documents.decompte.inputs import Saisies
from relancier.documents.decompte.places import FIRST, HEAD, Places
from relancier.documents.decompte.sheets import COUNT, DAY, INK, MONEY, PALE, RATE, Classeur

TITLES = {
    "numero": ("N°", 5.0),
    "nature": ("Ligne", 25.0),
    "du": ("Du", 9.5),
    "au": ("Au", 9.5),
    "jours": ("Jours", 5.5),
    "base": ("Base (€)", 11.0),
    "regime": ("Régime", 28.0),
    "semestre": ("Semestre du taux", 9.5),
    "taux": ("Taux (% l'an)", 7.0),
    "diviseur": ("Diviseur", 7.5),
    "montant": ("Intérêts (€)", 10.0),
    "impute": ("Imputé (€)", 11.0),
    "interets": ("dont intérêts", 10.0),
    "indemnite": ("dont indemnité", 9.0),
    "principal": ("dont principal", 11.0),
    "naissance": ("Indemnité née", 9.0),
    "reste_principal": ("Principal dû", 11.0),
    "reste_interets": ("Intérêts dus", 10.0),
    "reste_indemnite": ("Indemnité due", 9.0),
    "capitalises": ("dont intérêts capitalisés", 11.0),
    "anterieurs": ("dont antérieurs à la capitalisation", 12.0),
    "source": ("Origine du taux", 70.0),
    "arrete": ("Calculé jusqu'au", 10.5),
    "cloture": ("Dernier jour avant effet", 10.5),
    "decouvert": ("Jours sans ligne", 8.0),
    "relancier": ("Selon Relancier (€)", 11.0),
    "ecart": ("Écart", 8.0),
}
SIDES: Mapping[str, Mapping[str, object]] = {DAY: {"align": "center"}, "": {"indent": 1}}
BALANCES = ("reste_principal", "reste_interets", "reste_indemnite", "capitalises", "anterieurs")


class Comptes:
    """Writes the sheet « Intérêts »."""

    def __init__(self, classeur: Classeur, inputs: Saisies, accounts: Sequence[CompteDeDette], places: Places) -> None:
        self._inputs, self._accounts, self._places = inputs, accounts, places
        self._judged = judgements(accounts)
        self.formulas = Compte(inputs.reglages.conventions)
        self._sheet = classeur.sheet(
            "Intérêts",
            [TITLES[name][1] for name in self.formulas.columns],
            "Compte de chaque échéance : intérêts, règlements, avoirs, indemnité",
            "Intérêts d'une ligne = base × taux × jours / (100 × diviseur), arrondis au centime. Chaque ligne part de"
            " celle du dessus ; tout est formule, sauf l'origine du taux et la colonne « Selon Relancier ».",
        )

    def write(self) -> None:
        """Write every account."""
        sheet = self._sheet
        sheet.headings(HEAD, [TITLES[name][0] for name in self.formulas.columns])
        sheet.repeat(HEAD, 2)
        shown = self.formulas.columns.index("source") - 1
        sheet.sheet.print_area(0, 0, self._places.last, shown)
        for account in self._accounts:
            self._account(account)

    def _account(self, account: CompteDeDette) -> None:
        one = account.dette.echeance
        head = account.rangs[0].feuille - 1
        title = f"{account.dette.numero}. Facture {one.facture}, échéance du {format_short(one.echeance)}"
        for column in range(self.formulas.columns.index("source")):
            self._sheet.text(head, column, title if column == 0 else None, bold=True, bg_color=PALE, font_color=INK)
        first, last = account.rangs[0].feuille, account.rangs[-1].feuille
        moving = [row for row in account.rangs if row.repartition is not None or row.anniversaire is not None]
        closings = self.formulas.span("cloture", first, last) if moving else ""
        self._opening(account.rangs[0], account)
        for above, row in zip(account.rangs, account.rangs[1:], strict=False):
            self._number(row, account)
            if row.ligne is not None:
                self._line(row, above, account, closings)
            elif row.repartition is not None:
                self._movement(row, above, account)
            elif row.jugee is not None:
                self._indemnity(row, above, account)
            else:
                self._anniversary(row, above, account)
            self._balances(row, self._changed(account, row, above))
        self._total(account)

    def _put(self, name: str, row: int, formula: str, value: Decimal | date | int | str, look: str = MONEY) -> None:
        column = self.formulas.columns.index(name)
        self._sheet.formula(row, column, formula, value, look, **SIDES.get(look, {}))

    def _text(self, name: str, row: int, value: str) -> None:
        self._sheet.text(row, self.formulas.columns.index(name), value, indent=1 if name == "source" else 0)

    def _number(self, row: Rang, account: CompteDeDette) -> None:
        self._sheet.text(row.feuille, 0, account.dette.numero, align="left", font_color="#9AA5B1")

    def _e(self, account: CompteDeDette) -> int:
        return FIRST + account.dette.numero - 1

    def _opening(self, row: Rang, account: CompteDeDette) -> None:
        self._number(row, account)
        self._text("nature", row.feuille, "montant de l'échéance")
        self._put("arrete", row.feuille, self.formulas.opening(self._e(account)), row.arrete, DAY)
        nothing = {name: "=0" for name in BALANCES if name in self.formulas.columns}
        self._balances(row, {**nothing, "reste_principal": f"={ECH}E{self._e(account)}"})

    def _line(self, row: Rang, above: Rang, account: CompteDeDette, closings: str) -> None:
        line, r, p, e, write = row.ligne, row.feuille, above.feuille, self._e(account), self.formulas
        if line is None:
            raise ValueError("a row of interest has its line")
        self._text("nature", r, "intérêts")
        self._put("du", r, write.du(p), line.du, DAY)
        self._put("au", r, write.au(r, e, closings), line.au, DAY)
        self._put("jours", r, write.jours(r), line.jours, COUNT)
        self._put("base", r, write.base(p), line.base_principal)
        self._put("regime", r, write.regime(r, e), str(line.regime), "")
        start = account.premier if line.semestre is None else line.semestre.premier_jour
        if line.semestre is None:
            start = date(line.du.year, 1 if line.du.month <= 6 else 7, 1)
        self._put("semestre", r, write.semestre(r, e), start or "", DAY)
        self._put("taux", r, write.taux(r, e, FIRST + len(self._inputs.taux) - 1), line.taux, RATE)
        self._put("diviseur", r, write.diviseur(r), line.diviseur, COUNT)
        self._put("montant", r, write.montant(r), line.montant)
        self._text("source", r, line.source + ("" if line.verifie else " – NON VÉRIFIÉ"))
        self._put("arrete", r, f"=MAX({write.at('arrete', p)},{write.at('au', r)})", row.arrete, DAY)
        self._sheet.text(r, write.columns.index("relancier"), line.montant)
        self._put("ecart", r, f"=ROUND({write.at('montant', r)}-{write.at('relancier', r)},2)", ZERO)

    def _movement(self, row: Rang, above: Rang, account: CompteDeDette) -> None:
        share, r, p, write = row.repartition, row.feuille, above.feuille, self.formulas
        if share is None:
            raise ValueError("a movement's row has its share")
        move = self._inputs.mouvements[share.mouvement - 1]
        m = self._places.mouvement(move.numero)
        self._text("nature", r, move.intitule)
        self._put("du", r, f"={MVT}B{m}", move.date, DAY)
        self._put("impute", r, f"={MVT}D{self._places.share(share.numero)}", share.montant)
        amounts = (share.interets, share.indemnite, share.principal)
        formulas = self._shares(row, above)
        for name, formula, value in zip(("interets", "indemnite", "principal"), formulas, amounts, strict=True):
            self._put(name, r, formula, value)
        closing = f"{MVT}G{m}"
        earlier = [one for one in account.rangs if one.repartition is not None and one.feuille < r]
        if earlier:
            closing = f"MAX({closing},{write.at('cloture', earlier[-1].feuille)})"
        self._put("cloture", r, f"={closing}", row.jour, DAY)
        self._put("arrete", r, f"=MAX({write.at('arrete', p)},{write.at('cloture', r)})", row.arrete, DAY)
        self._put("decouvert", r, write.decouvert(r, p, self._e(account)), 0, COUNT)

    def _shares(self, row: Rang, above: Rang) -> tuple[str, str, str]:
        """The formulas that part a share between interest, indemnity and principal."""
        share, r, p, write = row.repartition, row.feuille, above.feuille, self.formulas
        if share is None:
            raise ValueError("a movement's row has its share")
        rest = f"=ROUND({write.at('impute', r)}-{write.at('interets', r)}-{write.at('indemnite', r)},2)"
        if self._inputs.mouvements[share.mouvement - 1].prix:
            return "=0", "=0", rest
        if share.montant >= 0:
            return write.shares(r, p)
        if share.origine is None:
            typed = self._places.share(share.numero)
            return f"={MVT}I{typed}", f"={MVT}J{typed}", rest
        origin = self._places.rows[share.origine][1]
        return f"=-{write.at('interets', origin)}", f"=-{write.at('indemnite', origin)}", rest

    def _indemnity(self, row: Rang, above: Rang, account: CompteDeDette) -> None:
        r, p = row.feuille, above.feuille
        judged = [one for _, one in self._judged[account.dette.echeance.facture]]
        earlier = [one.feuille for one in judged[: next(rank for rank, one in enumerate(judged) if one is row)]]
        self._text("nature", r, "impayé à son terme : indemnité")
        self._put("naissance", r, self.formulas.naissance(p, self._e(account), earlier), row.naissance)
        self._put("arrete", r, f"={self.formulas.at('arrete', p)}", row.arrete, DAY)

    def _anniversary(self, row: Rang, above: Rang, account: CompteDeDette) -> None:
        r, p, e, years, write = row.feuille, above.feuille, self._e(account), row.anniversaire or 0, self.formulas
        self._text("nature", r, "capitalisation" if years else "départ des années à capitaliser")
        self._put("cloture", r, write.anniversaire(e, years), row.jour, DAY)
        self._put("arrete", r, f"=MAX({write.at('arrete', p)},{write.at('cloture', r)})", row.arrete, DAY)
        self._put("decouvert", r, write.decouvert(r, p, e), 0, COUNT)

    def _balances(self, row: Rang, formulas: Mapping[str, str]) -> None:
        values = {
            "reste_principal": row.principal,
            "reste_interets": row.interets,
            "reste_indemnite": row.indemnite,
            "capitalises": row.capitalises,
            "anterieurs": row.anterieurs,
        }
        for name, formula in formulas.items():
            self._put(name, row.feuille, formula, values[name])

    @staticmethod
    def _row(account: CompteDeDette, feuille: int) -> Rang:
        return next(one for one in account.rangs if one.feuille == feuille)

    def _changed(self, account: CompteDeDette, row: Rang, above: Rang) -> dict[str, str]:
        """The balances after a row: those above it, and what the row changes."""
        r, p, write = row.feuille, above.feuille, self.formulas
        out = {name: f"={write.at(name, p)}" for name in BALANCES if name in write.columns}
        if row.ligne is not None:
            out["reste_interets"] = f"=ROUND({write.at('reste_interets', p)}+{write.at('montant', r)},2)"
        elif row.jugee is not None:
            out["reste_indemnite"] = f"=ROUND({write.at('reste_indemnite', p)}+{write.at('naissance', r)},2)"
        elif row.anniversaire == 0:
            out["anterieurs"] = f"={write.at('reste_interets', p)}"
        elif row.anniversaire is not None:
            out["capitalises"] = f"=ROUND({write.at('reste_interets', p)}-{write.at('anterieurs', p)},2)"
        elif row.repartition is not None:
            for name in ("principal", "interets", "indemnite"):
                out[f"reste_{name}"] = f"=ROUND({write.at(f'reste_{name}', p)}-{write.at(name, r)},2)"
            if write.capitalisation:
                origin = self._places.rows.get(row.repartition.origine or 0)
                before = origin is not None and before_the_years(account, self._row(account, origin[1]), row)
                share = row.repartition
                typed = self._places.share(share.numero) if share.parts_saisies else None
                out["capitalises"], out["anterieurs"] = write.memo(r, p, origin, before=before, typed=typed)
        return out

    def _total(self, account: CompteDeDette) -> None:
        r, write = self._places.totals[account.dette.numero], self.formulas
        first, last = account.rangs[0].feuille, account.rangs[-1]
        for column in range(write.columns.index("source")):
            self._sheet.text(r, column, None, top=1, bottom=1, border_color=INK)
        sums = {
            "montant": sum((row.ligne.montant for row in account.rangs if row.ligne), ZERO),
            "impute": sum((row.repartition.montant for row in account.rangs if row.repartition), ZERO),
            "interets": sum((row.repartition.interets for row in account.rangs if row.repartition), ZERO),
            "indemnite": sum((row.repartition.indemnite for row in account.rangs if row.repartition), ZERO),
            "principal": sum((row.repartition.principal for row in account.rangs if row.repartition), ZERO),
            "naissance": sum((row.naissance for row in account.rangs), ZERO),
        }
        look = {"bold": True, "top": 1, "bottom": 1, "border_color": INK}
        self._sheet.text(r, 1, "Total", **look)
        for name, value in sums.items():
            cells = f"{write.at(name, first)}:{write.at(name, last.feuille)}"
            self._sheet.formula(r, write.columns.index(name), f"=ROUND(SUM({cells}),2)", value, MONEY, **look)
        rest = {"reste_principal": last.principal, "reste_interets": last.interets, "reste_indemnite": last.indemnite}
        for name, value in rest.items():
            self._sheet.formula(r, write.columns.index(name), f"={write.at(name, last.feuille)}", value, MONEY, **look)
        formula = write.decouvert(last.feuille, last.feuille, self._e(account))
        self._put("decouvert", r, formula, 0, COUNT)
