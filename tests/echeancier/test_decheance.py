from dataclasses import replace
from datetime import date
from decimal import Decimal

from ledgers import client, euros, portefeuille
from relancier.creances.conventions import Conventions
from relancier.creances.decompte import decompte_du
from relancier.creances.plans_pointes import pointages_de
from relancier.creances.portefeuille import Echeance, Echeancier, Mensualite, Portefeuille, Reglement
from relancier.creances.releve import Reste
from relancier.droit.taux import TableDesTaux
from relancier.echeancier.decheance import exigible
from relancier.echeancier.dette import dette_du_classeur
from relancier.echeancier.modes import ModeInterets, Retour
from relancier.echeancier.sceau import est_intact, sceller
from relancier.echeancier.simuler import Demande, simuler

TABLE, SETTINGS = TableDesTaux(()), Conventions()
COUNTED = date(2026, 1, 15)
F1 = Echeance("C1", "F1", date(2025, 10, 1), date(2025, 10, 31), euros("10000"))
BASE = portefeuille(F1, debiteurs=(client("C1"),))


def agreed(mode: ModeInterets, *paid: tuple[date, str], taux: str | None = None) -> Portefeuille:
    """A plan in four, signed on 15 January 2026, and the payments made since."""
    owed = dette_du_classeur(BASE, "C1", COUNTED, TABLE, SETTINGS)
    found = simuler(owed, Demande(nombre=4, interets=mode, taux=Decimal(taux) if taux else None))
    plan = Echeancier(
        "EC-1", 1, "C1", COUNTED, found.total, "en cours", interets=str(mode), arrete=COUNTED,
        factures=("F1",), jusqu_au=owed.jusqu_au, taux=found.taux,
    )  # fmt: skip
    terms = tuple(
        Mensualite("EC-1", 1, one.date, one.montant, euros("0"), rang=one.rang, interets=one.interets)
        for one in found.termes
    )
    received = tuple(Reglement("C1", day, euros(sum_), ligne=i) for i, (day, sum_) in enumerate(paid))
    return replace(BASE, reglements=received, echeanciers=(plan,), mensualites=terms)


def due(livre: Portefeuille, au: date, retour: Retour) -> Reste:
    [found] = pointages_de(livre, "C1", au)
    return exigible(livre, found, au, TABLE, SETTINGS, retour)


def test_as_without_the_plan_is_what_the_decompte_says_of_the_day():
    livre = agreed(ModeInterets.ABANDONNES, (date(2026, 2, 15), "2500"))
    found = due(livre, date(2026, 4, 20), Retour.SANS_PLAN)
    sums = decompte_du(livre, "C1", date(2026, 4, 20), TABLE).totaux
    assert (found.principal, found.interets, found.indemnites) == (sums.principal, sums.interets, sums.indemnites)
    assert found.interets > 0


def test_as_agreed_is_what_is_left_of_the_plan_and_the_interest_that_was_waived_if_it_was_kept():
    livre = agreed(ModeInterets.ABANDONNES, (date(2026, 2, 15), "2500"))  # 10 040,00 in four of 2 510,00
    accrued = decompte_du(BASE, "C1", COUNTED, TABLE).totaux.interets
    assert due(livre, date(2026, 4, 20), Retour.CONVENU) == Reste(euros("7500"), accrued, euros("40"))


def test_as_agreed_with_accrued_interest_keeps_it():
    livre = agreed(ModeInterets.COURUS)  # 76 days at 12,15 %: 251,36 (rate of 2025-S2 then of 2026-S1)
    found = due(livre, date(2026, 4, 20), Retour.CONVENU)
    assert found.total == livre.echeanciers[0].montant
    assert found.interets == livre.echeanciers[0].montant - euros("10040")


def test_as_agreed_at_a_rate_interest_runs_on_the_principal_left_until_the_day():
    livre = agreed(ModeInterets.SUR_LA_DUREE, taux="6")
    whole = due(livre, date(2026, 5, 15), Retour.CONVENU)  # 120 days of 10 000,00 at 6 %: 197,26
    assert whole.interets == decompte_du(BASE, "C1", COUNTED, TABLE).totaux.interets + euros("197.26")
    early = due(livre, date(2026, 1, 25), Retour.CONVENU)  # ten days of 10 000,00 at 6 %: 16,44
    accrued = decompte_du(BASE, "C1", COUNTED, TABLE).totaux.interets
    assert early == Reste(euros("10000"), accrued + euros("16.44"), euros("40"))


def test_a_plan_typed_by_hand_falls_due_for_what_is_left_of_it():
    livre = agreed(ModeInterets.COURUS, (date(2026, 2, 15), "1000"))
    typed = tuple(replace(one, montant=euros("3000")) for one in livre.mensualites)
    livre = replace(
        livre, mensualites=typed, echeanciers=(replace(livre.echeanciers[0], montant=euros("12000"), interets=""),)
    )
    assert due(livre, date(2026, 4, 20), Retour.CONVENU) == Reste(euros("11000"), euros("0"), euros("0"))


def test_the_seal_of_a_signed_plan_breaks_with_an_amount_a_date_or_a_delay():
    livre = agreed(ModeInterets.COURUS)
    [plan], terms = livre.echeanciers, livre.mensualites
    signed = replace(plan, sceau=sceller(plan, terms))
    assert est_intact(signed, terms)
    assert est_intact(replace(signed, statut="rompu", fin=date(2026, 4, 1)), reversed(terms))
    paid = (replace(terms[0], regle=euros("5"), statut="partielle", rappelee=COUNTED), *terms[1:])
    assert est_intact(signed, paid)
    assert not est_intact(signed, (replace(terms[0], montant=euros("1")), *terms[1:]))
    assert not est_intact(signed, (replace(terms[0], date=date(2027, 1, 1)), *terms[1:]))
    assert not est_intact(signed, terms[1:])
    assert not est_intact(replace(signed, delai=3), terms)
    assert est_intact(plan, terms[1:])  # nothing is known of one that bears no seal


def test_what_is_paid_stops_its_interest_and_what_is_missed_goes_on_bearing_some():
    livre = agreed(ModeInterets.SUR_LA_DUREE, (date(2026, 2, 15), "2600"), taux="6")
    accrued = decompte_du(BASE, "C1", COUNTED, TABLE).totaux.interets
    ran = euros("50.96")  # 31 days of 10 000,00 at 6 %
    principal = euros("10000") - (euros("2600") - accrued - ran)
    found = due(livre, date(2026, 4, 20), Retour.CONVENU)  # 64 days more
    assert found.principal == principal
    assert found.interets == (principal * 6 * 64 / 36500).quantize(Decimal("0.01"))
