import pytest
from relancier.base.errors import InvalidInput
from relancier.relances.reglages import ReglagesRelances, Regroupement, lire_reglages_relances


def test_a_sheet_without_these_settings_takes_the_defaults():
    assert lire_reglages_relances({}) == ReglagesRelances(0, 0, 10, False, Regroupement.CLIENT, (30, 60, 90))


def test_settings_are_read_whatever_their_case_and_accents():
    found = lire_reglages_relances(
        {
            "JOURS ENTRE DEUX ENVOIS": "7",
            "Jours de grace apres promesse": "3",
            "Règlements à jour depuis": "0",
            "Exiger des règlements à jour": "OUI",
            "Regroupement": "Facture",
            "Tranches de retard": "15; 45",
        }
    )
    assert found == ReglagesRelances(7, 3, 0, True, Regroupement.FACTURE, (15, 45))


@pytest.mark.parametrize(
    ("key", "typed", "remede"),
    [
        ("Jours entre deux envois", "une semaine", "Écrivez un nombre de jours, comme 7, ou 0."),
        ("Jours de grâce après promesse", "-1", "Écrivez un nombre de jours, comme 7, ou 0."),
        ("Regroupement", "ville", "Écrivez « client » ou « facture » ou « niveau » ou « retard »."),
        ("Tranches de retard", "60, 30", "Écrivez des nombres de jours qui montent, comme 30, 60, 90."),
        ("Tranches de retard", "0, 30", "Écrivez des nombres de jours qui montent, comme 30, 60, 90."),
    ],
)
def test_what_a_setting_does_not_take_is_refused_with_what_it_takes(key: str, typed: str, remede: str):
    with pytest.raises(InvalidInput) as refused:
        lire_reglages_relances({key: typed})
    assert (refused.value.code, refused.value.remede) == ("reglage-illisible", remede)
    assert refused.value.message == f"Le réglage « {key} » vaut « {typed} », qui n'est pas une valeur connue."
