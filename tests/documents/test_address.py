"""The addressee's block, by La Poste's six lines of 38 characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from relancier.base.solid import solid
from relancier.base.typed import squeeze
from relancier.creances.portefeuille import Adresse
from relancier.documents.address import fits, postal_lines

LYON = Adresse("12, rue de l'Été", "Bâtiment B", "69002", "Lyon")


def test_what_is_inside_the_building_comes_before_the_street_and_a_zone_after() -> None:
    typed = Adresse("14 rue des Charpentiers", "ZA du Grand Pré", "69400", "Limas")
    assert postal_lines("Vauclair", typed)[1:3] == ("14 rue des Charpentiers", "ZA du Grand Pré")
    typed = Adresse("9 rue des Écoles", "Appartement 12", "69400", "Limas")
    assert postal_lines("Arnoux", typed)[1:3] == ("Appartement 12", "9 rue des Écoles")


def test_the_name_comes_first_and_the_town_last_in_capitals() -> None:
    assert postal_lines("Durand & Fils", LYON) == ("Durand & Fils", "Bâtiment B", "12 rue de l'Été", "69002 LYON")


def test_a_person_bears_a_title() -> None:
    assert postal_lines("Léa Petit", LYON, "Madame")[0] == "Madame Léa Petit"


@pytest.mark.parametrize("pays", ["", "France", "FRANCE", " france ", "FR"])
def test_at_home_no_country_is_written(pays: str) -> None:
    assert postal_lines("Durand", Adresse("1 rue A", "", "69002", "Lyon", pays))[-1] == "69002 LYON"


def test_abroad_the_country_is_the_last_line() -> None:
    lines = postal_lines("Peeters", Adresse("Rue Haute 3", "", "1000", "Bruxelles", "Belgique"))
    assert lines == ("Peeters", "Rue Haute 3", "1000 BRUXELLES", "BELGIQUE")


def test_a_long_name_is_folded_at_a_space() -> None:
    lines = postal_lines("Société coopérative des maraîchers de la vallée de la Durance", LYON)
    assert lines[:2] == ("Société coopérative des maraîchers de", "la vallée de la Durance")
    assert fits(lines)


def test_a_cell_of_several_lines_is_several_lines_of_the_block() -> None:
    lines = postal_lines(
        "Durand\nService comptable", Adresse("ZA Nord\n\n 3 rue\u00a0Verte ", "", "69002", "Lyon\nCEDEX 02")
    )
    assert lines == ("Durand Service comptable", "ZA Nord", "3 rue Verte", "69002 LYON CEDEX 02")


def test_a_word_that_is_too_long_is_kept_whole_and_told() -> None:
    lines = postal_lines("x" * 50, LYON)
    assert lines[0] == "x" * 50
    assert not fits(lines)


def test_seven_lines_are_told() -> None:
    assert not fits(postal_lines("Durand", Adresse("a\nb\nc", "d\ne", "69002", "Lyon")))


@given(*[st.text(max_size=60)] * 6)
def test_nothing_of_an_address_is_lost(nom: str, street: str, more: str, code: str, town: str, country: str) -> None:
    lines = postal_lines(nom, Adresse(street, more, code, town, "Pays " + country))
    assert all(line == " ".join(line.split()) != "" for line in lines)
    assert solid("".join(lines)).startswith(solid(squeeze(nom)))
