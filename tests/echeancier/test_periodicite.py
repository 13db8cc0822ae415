"""How often: what people type, and what the workbook keeps."""

import pytest
from relancier.base.errors import InvalidInput
from relancier.echeancier.periodicite import Periodicite, Unite, lire_periodicite


@pytest.mark.parametrize(
    ("typed", "nombre", "unite", "libelle"),
    [
        ("mois", 1, "mois", "mois"),
        ("Mensuel", 1, "mois", "mois"),
        ("tous les mois", 1, "mois", "mois"),
        ("2 mois", 2, "mois", "bimestre"),
        ("deux mois", 2, "mois", "bimestre"),
        ("tous les 2 mois", 2, "mois", "bimestre"),
        ("bimestre", 2, "mois", "bimestre"),
        ("trimestre", 3, "mois", "trimestre"),
        ("tous les trois mois", 3, "mois", "trimestre"),
        ("semestriel", 6, "mois", "semestre"),
        ("5 mois", 5, "mois", "5 mois"),
        ("année", 12, "mois", "an"),
        ("semaine", 1, "semaine", "semaine"),
        ("hebdomadaire", 1, "semaine", "semaine"),
        ("quinzaine", 2, "semaine", "quinzaine"),
        ("toutes les 2 semaines", 2, "semaine", "quinzaine"),
        ("3 semaines", 3, "semaine", "3 semaines"),
    ],
)
def test_a_period_is_read_as_people_type_it(typed, nombre, unite, libelle):
    found = lire_periodicite(typed)
    assert (found.nombre, found.unite, found.libelle) == (nombre, unite, libelle)


@pytest.mark.parametrize("nombre", range(1, 25))
@pytest.mark.parametrize("unite", Unite)
def test_what_the_workbook_keeps_is_read_back(nombre, unite):
    one = Periodicite(nombre, unite)
    assert lire_periodicite(one.libelle) == lire_periodicite(one.chaque) == one


def test_a_quinzaine_is_fourteen_days():
    assert lire_periodicite("quinzaine").jours == 14


@pytest.mark.parametrize("typed", ["", "lune", "0 mois", "30 jours", "mois mois", "-1 mois", "1,5 mois"])
def test_what_is_no_period_is_refused_with_those_that_are(typed):
    with pytest.raises(InvalidInput) as refused:
        lire_periodicite(typed)
    assert f"« {typed} » n'est pas une périodicité." in str(refused.value)
    assert "quinzaine" in refused.value.remede
