"""Each bad cell of a facture or a debtor: where it is, what was found, what to type, who is doubtful."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from readable_books import Formula, read_book, said, told
from relancier.creances.portefeuille import TypeDebiteur

F1 = "CL001 F-0001"
AT_WORK = datetime(2026, 2, 4, 17, 30)  # noqa: DTZ001 - a cell has no zone
NO_VALUE = "Corrigez la formule, ou ouvrez le classeur dans Excel et enregistrez-le ; sinon, saisissez la valeur."


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1 234,56 €", "1234.56"),
        ("1.234,56", "1234.56"),
        (1234.56, "1234.56"),
        (12, "12.00"),
        (Formula("=6*2", 12), "12.00"),
    ],
)
def test_an_amount_is_read_as_text_as_number_and_from_a_formula(tmp_path: Path, typed: object, amount: str) -> None:
    portefeuille = read_book(tmp_path, factures=[{"Montant TTC": typed}])
    assert [str(one.montant) for one in portefeuille.echeances] == [amount]
    assert told(portefeuille) == []


@pytest.mark.parametrize(
    "typed", ["04/02/2026", "04-02-26", "4 févr. 2026", 46057, 20260204, AT_WORK, date(2026, 2, 4)]
)
def test_a_date_is_read_as_text_as_number_and_as_date(tmp_path: Path, typed: object) -> None:
    portefeuille = read_book(tmp_path, factures=[{"Échéance": typed}])
    assert [one.echeance for one in portefeuille.echeances] == [date(2026, 2, 4)]
    assert told(portefeuille) == []


BAD_CELLS = [
    ("Montant TTC", "1.234", "F2", "1.234", "« 1.234 » peut se lire de deux façons. "
     "Saisissez 1234,00 ou 1,23, selon ce que vous vouliez dire."),
    ("Montant TTC", "mille", "F2", "mille", "« mille » n'est pas un montant en euros. Saisissez-le comme 1234,56."),
    ("Montant TTC", None, "F2", "(vide)", "« Montant TTC » est vide. Remplissez la cellule, ou effacez la ligne."),
    ("Montant TTC", True, "F2", "VRAI", "« VRAI » n'est pas un montant. Saisissez-le comme 1234,56."),
    ("Montant TTC", 1e20, "F2", "100000000000000000000", "« 1e+20 » dépasse tout montant possible. "
     "Vérifiez le nombre de chiffres."),
    ("Montant TTC", -5.5, "F2", "−5,50", "Le montant d'une facture ne peut pas être négatif. "
     "Si c'est un avoir, choisissez « avoir » dans la colonne Nature ; sinon, corrigez le montant."),
    ("Montant TTC", Formula("=1/0", "#DIV/0!"), "F2", "#DIV/0!",
     f"« Montant TTC » n'a pas de valeur (#DIV/0!). {NO_VALUE}"),
    ("Montant TTC", Formula("=2*600", 0), "F2", "formule non calculée",
     f"« Montant TTC » n'a pas de valeur (formule non calculée). {NO_VALUE}"),
    ("Échéance", None, "E2", "(vide)", "L'échéance manque. Saisissez le dernier jour pour payer, comme 31/12/2025."),
    ("Échéance", "02/28/2026", "E2", "02/28/2026", "« 02/28/2026 » a le mois avant le jour. Saisissez 28/02/2026."),
    ("Échéance", "30 jours", "E2", "30 jours", "« 30 jours » n'est pas une date. Saisissez-la comme 31/12/2025."),
    ("Échéance", 45, "E2", "45", "« 45 » est hors des années 1990 à 2099. Vérifiez l'année."),
    ("Échéance", date(2206, 2, 4), "E2", "04/02/2206",
     "« 04/02/2206 » est hors des années 1990 à 2099. Vérifiez l'année."),
    ("Échéance", Formula("=NA()", "#N/A"), "E2", "#N/A", f"« Échéance » n'a pas de valeur (#N/A). {NO_VALUE}"),
    ("Date", "hier", "D2", "hier", "« hier » n'est pas une date. Saisissez-la comme 31/12/2025."),
    ("Taux contractuel", "douze", "J2", "douze",
     "« douze » n'est pas un taux. Saisissez un pourcentage par an, comme 12,40."),
    ("Taux contractuel", 1240.0, "J2", "1240",
     "« 1240 » n'est pas un taux. Saisissez un pourcentage par an, comme 12,40."),
]  # fmt: skip


@pytest.mark.parametrize(("column", "typed", "cell", "found", "sentence"), BAD_CELLS)
def test_a_bad_cell_leaves_its_row_out_and_says_what_to_type(
    tmp_path: Path, column: str, typed: object, cell: str, found: str, sentence: str
) -> None:
    portefeuille = read_book(tmp_path, factures=[{column: typed}, {"Numéro": "F-0002"}])
    assert told(portefeuille) == [("cellule-illisible", "bloquante", "Factures", cell, found, F1)]
    assert said(portefeuille) == [sentence]
    assert portefeuille.anomalies[0].lieu.colonne == column
    assert [one.facture for one in portefeuille.echeances] == ["F-0002"]


def test_a_bad_nature_casts_doubt_on_the_whole_debtor(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, factures=[{"Nature": "acompte"}])
    assert told(portefeuille) == [("cellule-illisible", "bloquante", "Factures", "C2", "acompte", "CL001")]
    assert said(portefeuille) == ["« acompte » n'est pas reconnu. Choisissez : facture, avoir."]
    assert portefeuille.echeances == ()


def test_an_unknown_debtor_leaves_the_row_out(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, factures=[{"Code débiteur": "CL0O1"}])
    assert told(portefeuille) == [("debiteur-inconnu", "bloquante", "Factures", "B2", "CL0O1", "")]
    assert said(portefeuille) == [
        "Le client « CL0O1 » n'existe pas dans tblDebiteurs. "
        "Corrigez le code, ou ajoutez le client à la feuille Débiteurs."
    ]
    assert portefeuille.echeances == ()


def test_a_facture_without_number_casts_doubt_on_the_whole_debtor(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, factures=[{"Numéro": None}])
    assert told(portefeuille) == [("cellule-illisible", "bloquante", "Factures", "A2", "(vide)", "CL001")]


def test_the_same_term_twice_is_used_neither_time(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, factures=[{}, {"Numéro": " f-0001", "Montant TTC": 5.0}, {"Numéro": "F-0002"}])
    assert [one.facture for one in portefeuille.echeances] == ["F-0002"]
    assert told(portefeuille) == [
        ("facture-en-double", "bloquante", "Factures", "A2", "F-0001", F1),
        ("facture-en-double", "bloquante", "Factures", "A3", "F-0001", F1),
    ]
    assert said(portefeuille)[0] == (
        "La facture F-0001 à échéance du 04/02/2026 figure aussi à la ligne 3. "
        "Effacez le doublon, ou réunissez ces lignes en une seule."
    )


def test_three_terms_of_one_facture_are_three_echeances(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, factures=[{"Échéance": f"04/0{month}/2026"} for month in (2, 3, 4)])
    assert [one.echeance.month for one in portefeuille.echeances] == [2, 3, 4]
    assert told(portefeuille) == []


def test_a_fraction_of_a_cent_is_rounded_with_a_remark(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, factures=[{"Montant TTC": 10.335}])
    assert [one.montant for one in portefeuille.echeances] == [Decimal("10.34")]
    assert told(portefeuille) == [("a-verifier", "remarque", "Factures", "F2", "10,335", F1)]
    assert said(portefeuille) == [
        "Le montant a plus de deux décimales : 10,34\u00a0€ a été retenu, comme Excel l'affiche. "
        "Arrondissez la formule au centime."
    ]


def test_the_dust_of_binary_sums_is_not_remarked(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, factures=[{"Montant TTC": 0.1 + 0.2}])
    assert [one.montant for one in portefeuille.echeances] == [Decimal("0.30")]
    assert told(portefeuille) == []


def test_a_term_before_its_facture_is_left_out_and_casts_doubt_on_it(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, factures=[{"Échéance": "01/01/2026"}])
    assert told(portefeuille) == [("echeance-avant-facture", "bloquante", "Factures", "E2", "01/01/2026", F1)]
    assert portefeuille.echeances == ()


@pytest.mark.parametrize(("typed", "rate"), [(12.4, "12.4"), (0.124, "12.4"), ("12,40 %", "12.40"), (8.125, "8.125")])
def test_an_agreed_rate_is_read_in_percent(tmp_path: Path, typed: object, rate: str) -> None:
    (echeance,) = read_book(tmp_path, factures=[{"Taux contractuel": typed}]).echeances
    assert echeance.taux == Decimal(rate)


def test_numbers_get_back_the_zeros_that_excel_dropped(tmp_path: Path) -> None:
    typed = {"Code postal": 1000.0, "SIREN": 5520135.0, "Téléphone": 478123456.0}
    debiteur = read_book(tmp_path, debiteurs=[typed]).debiteurs["CL001"]
    assert (debiteur.adresse.code_postal, debiteur.siren, debiteur.telephone) == ("01000", "005520135", "0478123456")


def test_abroad_a_postal_code_keeps_its_four_digits(tmp_path: Path) -> None:
    debiteur = read_book(tmp_path, debiteurs=[{"Code postal": 1000.0, "Pays": "Belgique"}]).debiteurs["CL001"]
    assert debiteur.adresse.code_postal == "1000"


DEBTORS = [
    ({"Type": None}, ("a-verifier", "remarque", "D2", "(vide)"),
     "Le type manque : « consommateur » a été retenu (par prudence : ni 40 € ni pénalités). "
     "Choisissez-le dans la liste."),
    ({"Type": None, "Forme juridique": "SARL"}, ("a-verifier", "remarque", "D2", "(vide)"),
     "Le type manque : « professionnel » a été retenu (il a un SIREN ou une forme juridique). "
     "Choisissez-le dans la liste."),
    ({"Type": "robot"}, ("cellule-illisible", "bloquante", "D2", "robot"),
     "« robot » n'est pas reconnu. Choisissez : professionnel, consommateur, public."),
    ({"Type": Formula("=NA()", "#N/A")}, ("cellule-illisible", "bloquante", "D2", "#N/A"),
     f"« Type » n'a pas de valeur (#N/A). {NO_VALUE}"),
    ({"Nom": None}, ("cellule-illisible", "bloquante", "B2", "(vide)"),
     "« Nom » est vide. Remplissez la cellule, ou effacez la ligne."),
    ({"SIREN": "123456789"}, ("a-verifier", "remarque", "K2", "123456789"),
     "Le SIREN « 123456789 » est faux : sa clé de contrôle ne correspond pas. "
     "Corrigez-le d'après une facture ou l'annuaire des entreprises."),
    ({"Procédure collective le": "en cours"}, ("cellule-illisible", "bloquante", "R2", "en cours"),
     "« en cours » n'est pas une date. Saisissez-la comme 31/12/2025."),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected", "sentence"), DEBTORS)
def test_a_bad_cell_of_a_debtor_makes_that_debtor_doubtful(
    tmp_path: Path, row: dict[str, object], expected: tuple[str, str, str, str], sentence: str
) -> None:
    portefeuille = read_book(tmp_path, debiteurs=[row])
    code, gravite, cell, found = expected
    assert told(portefeuille) == [(code, gravite, "Débiteurs", cell, found, "CL001")]
    assert said(portefeuille) == [sentence]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("PRO", "professionnel"),
        ("Société", "professionnel"),
        ("particulier", "consommateur"),
        ("Collectivité", "public"),
    ],
)
def test_the_usual_words_for_a_type_are_understood(tmp_path: Path, typed: str, kind: str) -> None:
    assert read_book(tmp_path, debiteurs=[{"Type": typed}]).debiteurs["CL001"].type is TypeDebiteur(kind)


def test_a_code_given_twice_makes_its_debtor_doubtful(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, debiteurs=[{}, {"Code": "cl001 ", "Nom": "Autre"}])
    assert told(portefeuille) == [("cellule-illisible", "bloquante", "Débiteurs", "A3", "cl001", "CL001")]
    assert said(portefeuille) == ["Ce code est déjà celui de la ligne 2. Donnez un code par client."]
    assert portefeuille.debiteurs["CL001"].nom == "Durand"


def test_two_bad_cells_of_a_column_are_each_told_where_they_stand(tmp_path: Path) -> None:
    rows = [{"Montant TTC": "mille"}, {"Numéro": "F-0002"}, {"Numéro": "F-0003", "Montant TTC": "mille"}]
    portefeuille = read_book(tmp_path, factures=rows)
    assert [(cell, doubtful) for _, _, _, cell, _, doubtful in told(portefeuille)] == [
        ("F2", "CL001 F-0001"),
        ("F4", "CL001 F-0003"),
    ]
    assert [one.facture for one in portefeuille.echeances] == ["F-0002"]


def test_one_and_true_are_equal_to_a_computer_and_not_to_a_reader(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, factures=[{"Numéro": 1.0}, {"Numéro": True}], reglements=[{"Montant": True}])
    assert [one.facture for one in portefeuille.echeances] == ["1", "VRAI"]
    assert [found for *_, found, _ in told(portefeuille)] == ["VRAI"]
