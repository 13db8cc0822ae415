"""The formulas of the décompte's workbook, in Excel's own (English, comma) spelling.

Nothing later than Excel 2010, which LibreOffice computes alike. Binary numbers cannot hold most amounts: an interest is
written ROUND(ROUND(base*rate*days/(100*divisor),9),2). With a base in cents and a rate of two decimals it is a multiple
of 1/365,000,000 or 1/366,000,000 €, so that what is no half-cent lies 2.7e-9 € from one at least: nine decimals hold
them apart and swallow the binary error (under 5e-10 € up to a million euros of interest a line), and a true half-cent
goes up as Decimal's ROUND_HALF_UP sends it. Every balance is rounded to the cent as it is made.
"""

from collections.abc import Sequence

from relancier.creances.conventions import Conventions, Ordre, Rang
from relancier.creances.regimes import Base, Regime, TauxPublic
from relancier.documents.decompte.comptes import AUCUN

ECH, MVT, INT, TAUX = "'Échéances'!", "Mouvements!", "'Intérêts'!", "Taux!"
PRINTED = (
    *("numero", "nature", "du", "au", "jours", "base", "regime", "semestre", "taux", "diviseur", "montant"),
    *("impute", "interets", "indemnite", "principal", "naissance"),
    *("reste_principal", "reste_interets", "reste_indemnite"),
)
MEMO = ("capitalises", "anterieurs")
TECHNICAL = ("source", "arrete", "cloture", "decouvert", "relancier", "ecart")


class Compte:
    """Formulas of the sheet « Intérêts »: `r` is a row, `p` the one above it, `e` the échéance's row of « Échéances ».

    Attributes:
      columns: their names, in order; those of capitalisation only when it was asked for.
    """

    def __init__(self, conventions: Conventions) -> None:
        self.conventions = conventions
        self.capitalisation = conventions.capitalisation is not None
        self.columns = (*PRINTED, *(MEMO if self.capitalisation else ()), *TECHNICAL)
        self._letters = {name: letter(rank) for rank, name in enumerate(self.columns)}

    def at(self, name: str, row: int) -> str:
        """Return the address of a column's cell, `K12`."""
        return f"{self._letters[name]}{row}"

    def span(self, name: str, first: int, last: int) -> str:
        """Return a column's range, `$K$12:$K$15`."""
        column = self._letters[name]
        return f"${column}${first}:${column}${last}"

    def opening(self, e: int) -> str:
        """The day before the first day of interest; the last day when no interest runs."""
        return f'=IF({ECH}L{e}="",{ECH}M{e},{ECH}L{e}-1)'

    def du(self, p: int) -> str:
        """The day after the last one computed."""
        return f"={self.at('arrete', p)}+1"

    def au(self, r: int, e: int, closings: str) -> str:
        """The last day on which base, regime, rate and divisor stay the same."""
        du, regime = self.at("du", r), self.at("regime", r)
        year_end = f"DATE(YEAR({du}),12,31)"
        semester_end = f"IF(MONTH({du})<=6,DATE(YEAR({du}),6,30),{year_end})"
        kept = [Regime.PENALITES, Regime.LEGAL]
        if self.conventions.taux_public is TauxPublic.PAR_SEMESTRE:
            kept.append(Regime.PUBLIC)
        by_semester = ",".join(f'{regime}="{one}"' for one in kept)
        ends = [f"{ECH}M{e}", f"IF(OR({by_semester}),{semester_end},Arrete_au)"]
        if self.conventions.decision is not None:
            ends.append(f'IF(AND({regime}="{Regime.LEGAL}",{du}<Majoration_des),Majoration_des-1,Arrete_au)')
            if self.conventions.decision.regime is Regime.LEGAL:
                ends.append(f'IF(AND({regime}<>"{Regime.LEGAL}",{du}<{ECH}K{e}),{ECH}K{e}-1,Arrete_au)')
        if self.conventions.base is Base.EXACT:
            ends.append(year_end)
        if closings:
            ends.append(f'IFERROR(SMALL({closings},COUNTIF({closings},"<"&{du})+1),Arrete_au)')
        return f"=MIN({','.join(ends)})"

    def jours(self, r: int) -> str:
        """Both days count."""
        return f"=MAX(0,{self.at('au', r)}-{self.at('du', r)}+1)"

    def base(self, p: int) -> str:
        """What bears interest: the principal, and capitalised interest."""
        return f"={self.bearing(p)}"

    def bearing(self, p: int) -> str:
        """The same, without its equal sign."""
        principal = self.at("reste_principal", p)
        return f"ROUND({principal}+{self.at('capitalises', p)},2)" if self.capitalisation else principal

    def regime(self, r: int, e: int) -> str:
        """The regime of the échéance, until a decision changes it."""
        decision = self.conventions.decision
        if decision is None or decision.regime is not Regime.LEGAL:
            return f"={ECH}I{e}"
        return f'=IF({self.at("du", r)}>={ECH}K{e},"{Regime.LEGAL}",{ECH}I{e})'

    def semestre(self, r: int, e: int) -> str:
        """The first day of the semester whose rate applies; a public buyer may keep the first one (R2192-31)."""
        day = self.at("du", r)
        if self.conventions.taux_public is TauxPublic.AU_DEPART:
            day = f'IF({self.at("regime", r)}="{Regime.PUBLIC}",{ECH}J{e},{day})'
        return f"=DATE(YEAR({day}),IF(MONTH({day})<=6,1,7),1)"

    def taux(self, r: int, e: int, last: int) -> str:
        """The rate, looked up by semester on the rows 5 to `last` of « Taux »; #N/A where a semester is missing."""
        regime, semester = self.at("regime", r), self.at("semestre", r)

        def found(column: str) -> str:
            return f"INDEX({TAUX}${column}$5:${column}${last},MATCH({semester},{TAUX}$B$5:$B${last},0))"

        legal = found("H")
        if self.conventions.decision is not None:
            legal += f"+IF({self.at('du', r)}>=Majoration_des,Points_decision,0)"
        return (
            f'=IF({regime}="{Regime.CONVENU}",{ECH}F{e},IF({regime}="{Regime.PENALITES}",{found("F")},'
            f'IF({regime}="{Regime.PUBLIC}",{found("G")},{legal})))'
        )

    def diviseur(self, r: int) -> str:
        """365 or 366; on the exact base, by whether February of the line's year has 29 days."""
        if self.conventions.base is Base.EXACT:
            return f"=IF(DAY(DATE(YEAR({self.at('du', r)}),3,0))=29,366,365)"
        return "=Base_annuelle"

    def montant(self, r: int) -> str:
        """Base x rate x days / (100 x divisor), to the cent; see the module."""
        base, taux, jours, diviseur = (self.at(name, r) for name in ("base", "taux", "jours", "diviseur"))
        return f"=ROUND(ROUND({base}*{taux}*{jours}/(100*{diviseur}),9),2)"

    def naissance(self, p: int, e: int, borne: Sequence[int]) -> str:
        """The 40 €: unpaid at term, and not borne by another term (the rows `borne`) of the same facture."""
        tests = [f"{ECH}D{e}<Arrete_au", f"{self.at('reste_principal', p)}>0"]
        if borne:
            tests.append(f"{'+'.join(self.at('naissance', row) for row in borne)}=0")
        return f"=IF(AND({','.join(tests)}),{ECH}N{e},0)"

    def anniversaire(self, e: int, years: int) -> str:
        """The day on which interest changes its kind (article 1343-2)."""
        return f"=EDATE(MAX(Capitalisation_des,{ECH}L{e}-1),{12 * years})"

    def owed(self, p: int, *, prix: bool) -> str:
        """What a movement may take off the debt: the principal alone for an avoir."""
        parts = ("reste_principal",) if prix else ("reste_principal", "reste_interets", "reste_indemnite")
        return f"ROUND({'+'.join(INT + self.at(name, p) for name in parts)},2)"

    def shares(self, r: int, p: int) -> tuple[str, str, str]:
        """How a payment parts between interest, indemnity and principal, in the order that was chosen."""
        amount, interest, fee = self.at("impute", r), self.at("reste_interets", p), self.at("reste_indemnite", p)
        principal = self.at("reste_principal", p)
        done_interest, done_fee = self.at("interets", r), self.at("indemnite", r)
        first = self.conventions.rang is Rang.AVANT
        if self.conventions.ordre is Ordre.INTERETS:
            to_interest = f"=MIN({amount},{interest})"
            before_fee = done_interest if first else f"{done_interest}-{principal}"
            to_fee = f"=MAX(0,MIN(ROUND({amount}-{before_fee},2),{fee}))"
        elif first:
            to_fee = f"=MIN({amount},{fee})"
            to_interest = f"=MAX(0,MIN(ROUND({amount}-{done_fee}-{principal},2),{interest}))"
        else:
            to_interest = f"=MAX(0,MIN(ROUND({amount}-{principal},2),{interest}))"
            to_fee = f"=MAX(0,MIN(ROUND({amount}-{principal}-{done_interest},2),{fee}))"
        return to_interest, to_fee, f"=ROUND({amount}-{done_interest}-{done_fee},2)"

    def memo(
        self, r: int, p: int, origin: tuple[int, int] | None, *, before: bool = False, typed: int | None = None
    ) -> tuple[str, str]:
        """Interest that bears interest, and that never will: paid in this order, given back as it had been paid.

        Args:
          origin: the row of the payment that comes back and the one above it.
          before: that payment came before the years to capitalise, and comes back after their start.
          typed: the row of « Mouvements » that says what of a part comes back.
        """
        if typed is not None:
            capitalised, older = (
                f"=ROUND({self.at(name, p)}-{MVT}{letter(13 + rank)}{typed},2)" for rank, name in enumerate(MEMO)
            )
            return capitalised, older
        if before:
            capitalised, older = (self.at(name, p) for name in MEMO)
            return f"={capitalised}", f"=ROUND({older}-{self.at('interets', r)},2)"
        out = []
        for rank, name in enumerate(MEMO):
            above = self.at(name, p)
            if origin is not None:
                above_it, own = (self.at(name, row) for row in origin)
                out.append(f"=ROUND({above}+{above_it}-{own},2)")
            else:
                paid = self.at("interets", r)
                taken = paid if rank == 0 else f"MAX(0,{paid}-{self.at('capitalises', p)})"
                out.append(f"=MAX(0,ROUND({above}-MAX(0,{taken}),2))")
        return out[0], out[1]

    def decouvert(self, r: int, p: int, e: int) -> str:
        """How many days, before this row, should have borne interest and stand on no line."""
        last = f"MIN({self.at('cloture', r)},{ECH}M{e})" if r != p else f"{ECH}M{e}"
        return f'=IF(AND({ECH}L{e}<>"",{self.bearing(p)}>0),MAX(0,{last}-{self.at("arrete", p)}),0)'


def regime_initial(e: int) -> str:
    """The regime of an échéance before any decision."""
    claimed = 'Penalites="oui",Creancier_particulier="non"'
    return (
        f'=IF(AND(Type_debiteur="public",{claimed}),"{Regime.PUBLIC}",IF(AND(Type_debiteur="professionnel",{claimed}),'
        f'IF(F{e}<>"","{Regime.CONVENU}","{Regime.PENALITES}"),IF(G{e}<>"","{Regime.LEGAL}","{AUCUN}")))'
    )


def premier_initial(e: int) -> str:
    """The day after the échéance, or after the mise en demeure for legal interest."""
    return f'=IF(I{e}="{AUCUN}","",IF(I{e}="{Regime.LEGAL}",MAX(G{e},D{e})+1,D{e}+1))'


def decision(e: int, *, legale: bool) -> str:
    """The first day of the legal interest that a decision orders."""
    return f"=MAX(Decision_rendue,D{e})+1" if legale else '=""'


def premier(e: int) -> str:
    """The first day of interest."""
    return f'=IF(COUNT(J{e}:K{e})=0,"",MIN(J{e}:K{e}))'


def dernier(e: int, *, procedure: bool) -> str:
    """The last day that may bear interest: the cut-off, or the day before an insolvency procedure opened."""
    return (
        f"=IF(C{e}<=Procedure_collective,MIN(Arrete_au,Procedure_collective-1),Arrete_au)"
        if procedure
        else "=Arrete_au"
    )


def possible(e: int, *, procedure: bool) -> str:
    """The 40 € that an échéance may bear (L441-10, II and D441-5; public buyers L2192-13, D2192-35)."""
    barred = f",NOT(AND(C{e}<=Procedure_collective,D{e}>=Procedure_collective))" if procedure else ""
    return (
        f'=IF(AND(Indemnites="oui",Creancier_particulier="non",Type_debiteur<>"consommateur"{barred}),'
        "Indemnite_unitaire,0)"
    )


def verdict(cell: str) -> str:
    """« Conforme », or the difference that `cell` holds."""
    return f'=IF({cell}=0,"Conforme","Écart : "&FIXED({cell},2)&" €")'


def letter(rank: int) -> str:
    """Return a column's letters, from 0 for A."""
    return letter(rank // 26 - 1) + letter(rank % 26) if rank >= 26 else chr(65 + rank)
