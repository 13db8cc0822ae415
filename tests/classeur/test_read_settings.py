"""The sheets that say how to work: a fault there stops everything, with one sentence."""

from pathlib import Path

import pytest
from readable_books import Formula, read_book, said, told
from relancier.base.errors import InvalidInput

REFUSED = [
    ({"creancier": {"Nom": ""}}, "creancier-sans-nom",
     "feuille « Créancier », cellule B2, colonne « Valeur » : Le nom de votre entreprise manque. "
     "Remplissez la ligne « Nom »."),
    ({"niveaux": []}, "aucune-procedure",
     "feuille « Procédures » : Aucune procédure de relance n'est décrite. "
     "Remplissez tblNiveaux, ou reprenez celui du classeur modèle."),
    ({"niveaux": [{"Niveau": "un"}]}, "procedure-illisible",
     "feuille « Procédures », cellule B2, colonne « Niveau » : « un » n'est pas un nombre entier. "
     "Saisissez 0, 1, 2, 3…"),
    ({"niveaux": [{"Délai": None, "Canal": "pigeon"}, {"Modèle": None}]}, "procedure-illisible",
     "feuille « Procédures », cellule C2, colonne « Délai » : « Délai » est vide. "
     "(et 2 autres à corriger dans ce tableau) Remplissez la cellule, ou effacez la ligne."),
    ({"niveaux": [{}, {"Procédure": "STANDARD"}]}, "procedure-illisible",
     "feuille « Procédures », cellule B3, colonne « Niveau » : Ce niveau est déjà décrit à la ligne 2. "
     "Gardez une seule ligne."),
    ({"taux": [{"Semestre": "2027"}]}, "taux-illisible",
     "feuille « Taux », cellule A2, colonne « Semestre » : « 2027 » ne désigne pas un semestre. "
     "Écrivez par exemple 2027-S1."),
    ({"taux": [{"BCE": Formula("=NA()", "#N/A")}]}, "taux-illisible",
     "feuille « Taux », cellule B2, colonne « BCE » : « BCE » n'a pas de valeur (#N/A). "
     "Corrigez la formule, ou ouvrez le classeur dans Excel et enregistrez-le ; sinon, saisissez la valeur."),
]  # fmt: skip


@pytest.mark.parametrize(("given", "code", "sentence"), REFUSED)
def test_a_fault_in_the_settings_stops_everything(
    tmp_path: Path, given: dict[str, object], code: str, sentence: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_book(tmp_path, **given)
    assert (refused.value.code, str(refused.value)) == (code, sentence)


def test_a_wrong_iban_is_left_out_of_the_letters(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, creancier={"IBAN": "FR76 3000 6000 0112 3456 7890 188"})
    assert portefeuille.creancier.iban == ""
    assert told(portefeuille)[0][:4] == ("iban-faux", "bloquante", "Créancier", "B6")
    assert said(portefeuille) == [
        "L'IBAN « FR76 3000 6000 0112 3456 7890 188 » est faux : sa clé de contrôle ne correspond pas. "
        "Les lettres ne le porteront pas. Recopiez-le depuis un relevé d'identité bancaire."
    ]


def test_a_right_iban_is_kept_without_its_spaces(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, creancier={"IBAN": "FR76 3000 6000 0112 3456 7890 189"})
    assert portefeuille.creancier.iban == "FR7630006000011234567890189"


def test_the_sender_s_numbers_get_back_their_zeros(tmp_path: Path) -> None:
    given = {"SIREN": 5520135.0, "Code postal": 1000.0, "Téléphone": 478123456.0, "nom": None}
    sender = read_book(tmp_path, creancier=given).creancier
    assert (sender.siren, sender.adresse.code_postal, sender.telephone) == ("005520135", "01000", "0478123456")


def test_an_unknown_setting_is_remarked(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, creancier={"Signataires": "Léa Martin"})
    assert told(portefeuille) == [("a-verifier", "remarque", "Créancier", "A6", "Signataires", "")]
    assert said(portefeuille) == [
        "« Signataires » n'est pas un réglage de Relancier : cette ligne n'est pas lue. "
        "Reprenez l'intitulé du classeur modèle."
    ]


def test_of_a_setting_given_twice_the_first_counts(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, creancier={"VILLE": "Paris"})
    assert portefeuille.creancier.adresse.ville == "Lyon"
    assert told(portefeuille) == [("a-verifier", "remarque", "Créancier", "A6", "VILLE", "")]
