"""Names are found however they were typed; a row that names nobody for sure casts doubt on all it may mean."""

from datetime import date
from pathlib import Path

import pytest
from readable_books import read_book, said, told

TWO = [{}, {"Code": "CL002", "Nom": "Petit"}]
ONE_EACH = [{}, {"Numéro": "F-0002", "Code débiteur": "CL002"}]


@pytest.mark.parametrize("typed", ["CL001", " cl001 ", "\u00a0CL001", "Cl001\u202f"])
def test_a_code_is_found_whatever_its_case_and_blanks(tmp_path: Path, typed: str) -> None:
    portefeuille = read_book(tmp_path, factures=[{"Code débiteur": typed}], reglements=[{"Code débiteur": typed}])
    assert [one.debiteur for one in (*portefeuille.echeances, *portefeuille.reglements)] == ["CL001", "CL001"]
    assert told(portefeuille) == []


@pytest.mark.parametrize(("known", "typed"), [("00123", 123.0), ("123", "00123"), ("00123", "123"), (123.0, "00123")])
def test_a_code_and_a_number_are_found_without_the_zeros_that_excel_dropped(
    tmp_path: Path, known: object, typed: object
) -> None:
    portefeuille = read_book(
        tmp_path,
        debiteurs=[{"Code": known}],
        factures=[{"Code débiteur": typed, "Numéro": known}],
        reglements=[{"Code débiteur": typed, "Numéro facture": typed}],
    )
    (echeance,), (reglement,) = portefeuille.echeances, portefeuille.reglements
    assert (reglement.debiteur, reglement.facture) == (echeance.debiteur, echeance.facture)
    assert told(portefeuille) == []


def test_the_number_of_a_facture_in_several_terms_is_found_without_its_zeros(tmp_path: Path) -> None:
    terms = [{"Numéro": "00123"}, {"Numéro": "00123", "Échéance": date(2026, 3, 4)}]
    portefeuille = read_book(tmp_path, factures=terms, reglements=[{"Numéro facture": 123.0}])
    assert [one.facture for one in portefeuille.reglements] == ["00123"]


def test_two_numbers_that_differ_by_their_zeros_are_not_confused(tmp_path: Path) -> None:
    factures = [{"Numéro": "0123"}, {"Numéro": "00123"}]
    portefeuille = read_book(tmp_path, factures=factures, reglements=[{"Numéro facture": 123.0}])
    assert portefeuille.reglements == ()
    assert told(portefeuille) == [("facture-inconnue", "bloquante", "Règlements", "C2", "123", "CL001")]


def test_a_number_typed_in_another_case_is_the_same_facture(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, factures=[{}, {"Numéro": "f-0001 ", "Échéance": "04/03/2026"}])
    assert [one.facture for one in portefeuille.echeances] == ["F-0001", "F-0001"]


def test_a_payment_may_name_its_facture_only(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, reglements=[{"Code débiteur": None, "Numéro facture": "f-0001"}])
    assert [(one.debiteur, one.facture) for one in portefeuille.reglements] == [("CL001", "F-0001")]
    assert told(portefeuille) == []


def test_a_payment_may_name_its_debtor_only(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, reglements=[{"Montant": "-100,00"}])
    assert [(one.debiteur, one.facture, str(one.montant)) for one in portefeuille.reglements] == [
        ("CL001", "", "-100.00")
    ]


def test_a_payment_of_an_unknown_facture_casts_doubt_on_its_debtor(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, reglements=[{"Numéro facture": "F-0009"}])
    assert portefeuille.reglements == ()
    assert told(portefeuille) == [("facture-inconnue", "bloquante", "Règlements", "C2", "F-0009", "CL001")]
    assert said(portefeuille) == [
        "La facture « F-0009 » n'existe pas chez CL001. "
        "Corrigez le client ou le numéro (un seul par ligne), ou videz la cellule si aucune facture n'est visée."
    ]


def test_a_payment_of_another_debtor_s_facture_casts_doubt_on_both(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, debiteurs=TWO, factures=ONE_EACH, reglements=[{"Numéro facture": "F-0002"}])
    assert portefeuille.reglements == ()
    assert told(portefeuille) == [
        ("facture-inconnue", "bloquante", "Règlements", "C2", "F-0002", "CL001"),
        ("cellule-illisible", "bloquante", "Règlements", "C2", "F-0002", "CL002 F-0002"),
    ]
    assert said(portefeuille)[0].startswith("La facture « F-0002 » n'existe pas chez CL001 : elle est à CL002.")
    assert said(portefeuille)[1] == (
        "La facture F-0002 de CL002 est citée par une ligne dont le client n'est pas sûr. "
        "Corrigez cette ligne : rien n'est relancé dans le doute."
    )


def test_a_payment_with_a_wrong_code_casts_doubt_on_the_facture_that_it_names(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, reglements=[{"Code débiteur": "CL0O1", "Numéro facture": "F-0001"}])
    assert told(portefeuille) == [
        ("debiteur-inconnu", "bloquante", "Règlements", "B2", "CL0O1", ""),
        ("cellule-illisible", "bloquante", "Règlements", "C2", "F-0001", "CL001 F-0001"),
    ]


def test_a_payment_of_a_number_that_two_debtors_share_casts_doubt_on_both(tmp_path: Path) -> None:
    factures = [{}, {"Code débiteur": "CL002"}]
    rows = [{"Code débiteur": None, "Numéro facture": "F-0001"}]
    portefeuille = read_book(tmp_path, debiteurs=TWO, factures=factures, reglements=rows)
    assert [one[-1] for one in told(portefeuille)] == ["", "CL001 F-0001", "CL002 F-0001"]
    assert said(portefeuille)[0] == (
        "La facture « F-0001 » existe chez plusieurs clients (CL001, CL002). Saisissez le code du client."
    )


@pytest.mark.parametrize(
    ("row", "cell", "sentence"),
    [
        ({"Code débiteur": None}, "B2", "Ni le client ni la facture ne sont indiqués. Saisissez le code du client."),
        (
            {"Code débiteur": None, "Numéro facture": "F-0009"},
            "B2",
            "La facture « F-0009 » n'existe chez aucun client. Saisissez le code du client.",
        ),
        (
            {"Code débiteur": "XX"},
            "B2",
            "Le client « XX » n'existe pas dans tblDebiteurs. "
            "Corrigez le code, ou ajoutez le client à la feuille Débiteurs.",
        ),
    ],
)
def test_a_payment_of_nobody_is_listed(tmp_path: Path, row: dict[str, object], cell: str, sentence: str) -> None:
    portefeuille = read_book(tmp_path, reglements=[row])
    assert portefeuille.reglements == ()
    assert [(one[1], one[3], one[5]) for one in told(portefeuille)] == [("bloquante", cell, "")]
    assert said(portefeuille) == [sentence]


@pytest.mark.parametrize(("column", "cell"), [("Date", "A2"), ("Montant", "D2")])
def test_an_unreadable_payment_casts_doubt_on_its_whole_debtor(tmp_path: Path, column: str, cell: str) -> None:
    portefeuille = read_book(tmp_path, reglements=[{column: "?", "Numéro facture": "F-0001"}])
    assert told(portefeuille) == [("cellule-illisible", "bloquante", "Règlements", cell, "?", "CL001")]


def test_a_payment_that_looks_entered_twice_is_remarked_and_counted(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, reglements=[{}, {"Montant": 50.0}, {}])
    assert len(portefeuille.reglements) == 3
    assert told(portefeuille) == [("a-verifier", "remarque", "Règlements", "D4", "100,00", "CL001")]
    assert said(portefeuille) == [
        "Ce règlement est le même, en tout, que celui de la ligne 2. "
        "S'il a été saisi deux fois, effacez une des lignes."
    ]


AVOIR = {"Nature": "avoir", "Échéance": None, "Montant TTC": 200.0}


@pytest.mark.parametrize(
    ("row", "facture"),
    [
        ({"Numéro": "F-0001"}, "F-0001"),
        ({"Numéro": "AV-1", "Objet": "Avoir sur la facture f-0001, retour de marchandise."}, "F-0001"),
        ({"Numéro": "AV-1", "Objet": "Avoir sur facture F-00012"}, ""),
        ({"Numéro": "AV-1", "Objet": "Avoir sur factures F-0001 et F-0003"}, ""),
        ({"Numéro": "AV-1", "Objet": "Remise de fin d'année"}, ""),
        ({"Numéro": "AV-1", "Objet": None}, ""),
    ],
)
def test_an_avoir_lowers_the_facture_whose_number_it_bears_or_cites(
    tmp_path: Path, row: dict[str, object], facture: str
) -> None:
    portefeuille = read_book(tmp_path, factures=[AVOIR | row, {}, {"Numéro": "F-0003"}])
    assert [(one.numero, one.facture, str(one.montant)) for one in portefeuille.avoirs] == [
        (row["Numéro"], facture, "200.00")
    ]
    assert told(portefeuille) == []


def test_an_avoir_typed_with_a_minus_sign_is_the_same_avoir(tmp_path: Path) -> None:
    (avoir,) = read_book(tmp_path, factures=[AVOIR | {"Numéro": "AV-1", "Montant TTC": -200.0}]).avoirs
    assert str(avoir.montant) == "200.00"


def test_an_unreadable_avoir_casts_doubt_on_its_whole_debtor(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, factures=[{}, AVOIR | {"Numéro": "AV-1", "Montant TTC": "deux cents"}])
    assert told(portefeuille) == [("cellule-illisible", "bloquante", "Factures", "F3", "deux cents", "CL001")]


def test_an_avoir_entered_twice_is_used_neither_time(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, factures=[AVOIR | {"Numéro": "AV-1"}, AVOIR | {"Numéro": "av-1"}])
    assert portefeuille.avoirs == ()
    assert told(portefeuille) == [
        ("avoir-en-double", "bloquante", "Factures", "A2", "AV-1", "CL001"),
        ("avoir-en-double", "bloquante", "Factures", "A3", "av-1", "CL001"),
    ]
