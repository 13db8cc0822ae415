"""What a décompte remarks of the disputes, plans and promises that run."""

from ledgers import echeance, euros, jour, portefeuille
from relancier.base.money import NBSP
from relancier.creances.portefeuille import Echeancier, NatureSuspension, Suspension
from relancier.relances.en_cours import en_cours

F1, F2 = echeance("F1", "1000"), echeance("F2", "300")
LE = 60


def said(*blocks: Suspension, plans: tuple[Echeancier, ...] = (), ouvertes: tuple[object, ...] = (F1, F2)) -> list[str]:
    livre = portefeuille(F1, F2, suspensions=blocks, echeanciers=plans)
    return list(en_cours(livre, "C1", ouvertes, jour(LE)))


def bloc(nature: str, facture: str, du: int, au: int | None = None, conteste: str = "", motif: str = "") -> Suspension:
    end = jour(au) if au is not None else None
    return Suspension(
        "C1", NatureSuspension(nature), jour(du), facture, end, euros(conteste) if conteste else None, motif
    )


def plan(statut: str, le: int) -> tuple[Echeancier, ...]:
    return (Echeancier("P1", 1, "C1", jour(le), euros("900"), statut),)


def test_a_dispute_says_on_what_since_when_why_and_how_much():
    assert said(bloc("litige", "F1", 3, conteste="400", motif="Livraison incomplète.")) == [
        f"Facture F1 : en litige depuis le 04/09/2026 (Livraison incomplète), 400,00{NBSP}€ contestés."
        " Ce décompte n'en retire rien."
    ]


def test_a_dispute_without_amount_contests_the_whole_and_one_without_facture_contests_all():
    assert said(bloc("litige", "", 3)) == [
        "Toutes les factures encore dues : en litige depuis le 04/09/2026, en totalité. Ce décompte n'en retire rien."
    ]


def test_what_is_over_not_begun_or_about_a_paid_facture_is_not_told():
    assert said(bloc("litige", "F1", 3, LE - 1), bloc("litige", "F1", LE + 1), bloc("promesse", "F1", 3, LE - 1)) == []
    assert said(bloc("litige", "F1", 3), ouvertes=(F2,)) == []


def test_a_promise_says_for_when_until_its_day():
    assert said(bloc("promesse", "F2", 55, LE)) == [
        "Facture F2 : promesse de paiement pour le 31/10/2026, en cours depuis le 26/10/2026."
    ]


def test_a_running_plan_says_its_number_day_amount_and_status():
    assert said(plans=plan("en retard", 10)) == [
        f"Toutes les factures encore dues : échéancier P1 du 11/09/2026, 900,00{NBSP}€, en retard. Ce décompte ne tient"
        " pas compte des délais qu'il accorde."
    ]


def test_a_plan_that_is_broken_or_older_than_every_facture_is_not_told():
    assert said(plans=plan("rompu", 10)) == []
    assert said(plans=plan("en cours", -31)) == []
