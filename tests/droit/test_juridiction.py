from datetime import date
from decimal import Decimal

import pytest
from relancier.droit.juridiction import Nature, Objet, Partie, juridiction

TODAY, SUM = date(2026, 11, 22), Decimal("4200.00")
PRO, CONSO = Partie.PROFESSIONNEL, Partie.CONSOMMATEUR


def test_a_company_in_paris_goes_to_the_tae_of_paris():
    found = juridiction(PRO, "75011", SUM, TODAY, forme="SAS", ville="PARIS")
    assert (found.libelle, found.siege, found.certaine) == (
        "tribunal des activités économiques de Paris",
        "Paris",
        True,
    )


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2029, 1, 1)])
def test_outside_the_four_years_paris_has_a_tribunal_de_commerce(day):
    assert juridiction(PRO, "75011", SUM, day, forme="SAS").nature is Nature.TC


@pytest.mark.parametrize(
    ("code", "town", "name"),
    [
        ("13002", "MARSEILLE CEDEX 02", "tribunal des activités économiques de Marseille"),
        ("84000", "Avignon", "tribunal des activités économiques d'Avignon"),
        ("69003", "Lyon 3e", "tribunal des activités économiques de Lyon"),
        ("76600", "LE HAVRE", "tribunal des activités économiques du Havre"),
        ("22000", "ST BRIEUC", "tribunal des activités économiques de Saint-Brieuc"),
    ],
)
def test_a_company_in_one_of_the_twelve_seats_goes_to_its_tae(code, town, name):
    found = juridiction(PRO, code, SUM, TODAY, forme="S.A.R.L.", ville=town)
    assert (found.libelle, found.certaine, found.questions) == (name, True, ())


def test_another_town_of_a_tae_departement_is_not_guessed():
    found = juridiction(PRO, "69400", SUM, TODAY, forme="SARL", ville="Villefranche-sur-Saône")
    assert (found.certaine, found.siege) == (False, "")
    assert "ressort de Lyon" in found.questions[0]


@pytest.mark.parametrize("code", ["57000", "67000", "68100"])
def test_in_alsace_moselle_it_is_the_chambre_commerciale(code):
    assert juridiction(PRO, code, SUM, TODAY, forme="SARL").nature is Nature.CHAMBRE_COMMERCIALE


def test_elsewhere_a_company_goes_to_the_tribunal_de_commerce_whose_town_must_be_looked_up():
    found = juridiction(PRO, "38000", SUM, TODAY, forme="SARL", ville="Grenoble")
    assert (found.libelle, found.certaine, found.siege) == ("tribunal de commerce", True, "")
    assert found.questions[0].startswith("De quelle ville")


def test_overseas_it_is_the_tribunal_mixte():
    assert juridiction(PRO, "97400", SUM, TODAY, forme="SAS").nature is Nature.MIXTE


@pytest.mark.parametrize("form", ["SCI", "Association", "SCP"])
def test_a_civil_form_goes_to_the_tribunal_judiciaire(form):
    assert juridiction(PRO, "75011", SUM, TODAY, forme=form).nature is Nature.TJ


@pytest.mark.parametrize("form", ["", "EI", "SELARL"])
def test_a_form_that_does_not_tell_asks_whether_the_debtor_is_a_trader(form):
    found = juridiction(PRO, "75011", SUM, TODAY, forme=form)
    assert not found.certaine
    assert "commerçant, artisan" in found.questions[0]


def test_a_consumer_goes_to_the_tribunal_judiciaire_of_his_home():
    found = juridiction(CONSO, "75011", SUM, TODAY)
    assert (found.nature, found.certaine, found.avocat) == (Nature.TJ, True, False)


@pytest.mark.parametrize("purpose", [Objet.CREDIT_CONSOMMATION, Objet.BAIL_HABITATION])
def test_consumer_credit_and_homes_go_to_the_juge_des_contentieux_de_la_protection(purpose):
    assert juridiction(CONSO, "75011", SUM, TODAY, objet=purpose).nature is Nature.JCP


def test_a_public_debtor_is_not_guessed():
    found = juridiction(Partie.PUBLIC, "75011", SUM, TODAY)
    assert (found.nature, found.certaine) == (Nature.ADMINISTRATIF, False)


def test_a_foreign_debtor_is_not_guessed():
    found = juridiction(PRO, "SW1A 1AA", SUM, TODAY, forme="SAS")
    assert not found.certaine
    assert "établi en France" in found.questions[0]


@pytest.mark.parametrize(("amount", "needed"), [("10000.00", False), ("10000.01", True)])
def test_an_avocat_is_needed_on_the_merits_above_ten_thousand_euros(amount, needed):
    assert juridiction(PRO, "75011", Decimal(amount), TODAY, forme="SAS").avocat is needed
