"""Suspensions, relances and plans: what cannot be read still holds a letter back."""

from datetime import date
from pathlib import Path

import pytest
from readable_books import doubt, read_book, said, told
from relancier.creances.portefeuille import NatureSuspension


def test_a_suspension_may_name_its_facture_only(tmp_path: Path) -> None:
    row = {"Code débiteur": None, "Numéro facture": "f-0001", "Nature": "LITIGE", "Motif": "Casse"}
    (suspension,) = read_book(tmp_path, suspensions=[row]).suspensions
    assert (suspension.debiteur, suspension.facture, suspension.nature) == ("CL001", "F-0001", NatureSuspension.LITIGE)


@pytest.mark.parametrize(
    ("row", "cell", "found", "whom", "sentence"),
    [
        ({"Du": "bientôt"}, "D2", "bientôt", "CL001", "« bientôt » n'est pas une date. Saisissez-la comme 31/12/2025."),
        (
            {"Nature": "congé", "Numéro facture": "F-0001"},
            "C2",
            "congé",
            "CL001 F-0001",
            "« congé » n'est pas reconnu. Choisissez : suspension, litige, promesse.",
        ),
        (
            {"Au": "01/01/2026"},
            "E2",
            "01/01/2026",
            "CL001",
            "La dernière date, 01/01/2026, précède la première, 04/02/2026. Corrigez l'une des deux dates.",
        ),
        (
            {"Montant contesté": -100},
            "F2",
            "−100,00",
            "CL001",
            "Le montant contesté doit être positif. Saisissez-le sans signe, ou videz la cellule si toute la dette "
            "est contestée.",
        ),
        (
            {"Montant contesté": "la moitié"},
            "F2",
            "la moitié",
            "CL001",
            "« la moitié » n'est pas un montant en euros. Saisissez-le comme 1234,56.",
        ),
        (
            {"Numéro facture": "F-0009"},
            "B2",
            "F-0009",
            "CL001",
            "La facture « F-0009 » n'existe pas chez CL001. "
            "Corrigez le client ou le numéro (un seul par ligne), ou videz la cellule si aucune facture n'est visée.",
        ),
    ],
)
def test_a_suspension_that_cannot_be_read_still_blocks(
    tmp_path: Path, row: dict[str, object], cell: str, found: str, whom: str, sentence: str
) -> None:
    portefeuille = read_book(tmp_path, suspensions=[row])
    (anomalie,) = portefeuille.anomalies
    assert portefeuille.suspensions == ()
    assert (anomalie.gravite, anomalie.lieu.feuille, anomalie.lieu.cellule) == ("bloquante", "Suspensions", cell)
    assert (anomalie.trouve, doubt(anomalie), said(portefeuille)) == (found, whom, [sentence])


@pytest.mark.parametrize(
    ("row", "cell", "found", "whom", "sentence"),
    [
        ({"Niveau": "un"}, "G2", "un", "CL001 F-0001", "« un » n'est pas un nombre entier. Saisissez 0, 1, 2, 3…"),
        ({"Niveau": 1.5}, "G2", "1,5", "CL001 F-0001", "« 1,5 » n'est pas un nombre entier. Saisissez 0, 1, 2, 3…"),
        (
            {"Niveau": None},
            "G2",
            "(vide)",
            "CL001 F-0001",
            "« Niveau » est vide. Remplissez la cellule, ou effacez la ligne.",
        ),
        (
            {"Date": None},
            "C2",
            "(vide)",
            "CL001 F-0001",
            "La date d'envoi manque. Saisissez le jour où la lettre est partie.",
        ),
        (
            {"Échéance": "fin mai"},
            "F2",
            "fin mai",
            "CL001 F-0001",
            "« fin mai » n'est pas une date. Saisissez-la comme 31/12/2025.",
        ),
        (
            {"Numéro facture": None},
            "E2",
            "(vide)",
            "CL001",
            "« Numéro facture » est vide. Remplissez la cellule, ou effacez la ligne.",
        ),
    ],
)
def test_a_relance_that_cannot_be_read_casts_doubt_lest_it_go_out_twice(
    tmp_path: Path, row: dict[str, object], cell: str, found: str, whom: str, sentence: str
) -> None:
    portefeuille = read_book(tmp_path, relances=[row])
    assert portefeuille.relances == ()
    assert told(portefeuille) == [("cellule-illisible", "bloquante", "Relances", cell, found, whom)]
    assert said(portefeuille) == [sentence]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("huit jours", "« huit jours » n'est pas un nombre entier. Saisissez 0, 1, 2, 3…"),
        (
            46000,
            "Un délai accordé de 46000 jours n'est pas vraisemblable. Saisissez les jours que la lettre laissait pour "
            "payer, ou rien.",
        ),
    ],
)
def test_a_time_given_that_cannot_be_read_casts_doubt_lest_the_next_level_leave_early(
    tmp_path: Path, typed: object, sentence: str
) -> None:
    portefeuille = read_book(tmp_path, relances=[{"Délai accordé": typed}])
    assert (portefeuille.relances, said(portefeuille)) == ((), [sentence])


def test_the_time_given_is_read_and_an_empty_cell_says_nothing(tmp_path: Path) -> None:
    rows = [{"Délai accordé": 8}, {"Délai accordé": 0, "Niveau": 2}, {"Niveau": 3}]
    found = read_book(tmp_path, relances=rows).relances
    assert [one.delai_accorde for one in found] == [8, 0, None]


def test_a_relance_of_a_debtor_who_left_the_workbook_is_history(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, relances=[{"Code débiteur": "PARTI"}, {"Numéro facture": "F-1998"}])
    assert portefeuille.relances == ()
    assert told(portefeuille) == []


def test_a_relance_counts_from_the_day_it_was_posted(tmp_path: Path) -> None:
    (relance,) = read_book(tmp_path, relances=[{"Date": "04/03/2026", "Déposé le": "06/03/2026"}]).relances
    assert relance.date == date(2026, 3, 6)
    assert (relance.depose, relance.recu) == (date(2026, 3, 6), None)
    assert (relance.lieu.feuille, relance.lieu.ligne) == ("Relances", 2)


def test_a_deposit_before_its_letter_casts_doubt_lest_the_next_level_leave_early(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, relances=[{"Date": "04/03/2026", "Déposé le": "04/02/2026"}])
    assert portefeuille.relances == ()
    assert told(portefeuille) == [
        ("cellule-illisible", "bloquante", "Relances", "R2", "04/02/2026", "CL001 F-0001"),
    ]
    assert said(portefeuille) == [
        "Le dépôt, 04/02/2026, précède la lettre, du 04/03/2026. Corrigez-le d'après la preuve de dépôt, ou videz-le."
    ]


def test_a_deposit_on_the_very_day_of_its_letter_is_no_fault(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, relances=[{"Date": "04/03/2026", "Déposé le": "04/03/2026"}])
    assert (len(portefeuille.relances), told(portefeuille)) == (1, [])


@pytest.mark.parametrize(
    ("posted", "received", "sent"),
    [(None, "03/03/2026", "04/03/2026"), ("06/03/2026", "05/03/2026", "06/03/2026")],
)
def test_a_reception_before_the_sending_is_remarked_and_the_row_still_counts(
    tmp_path: Path, posted: str | None, received: str, sent: str
) -> None:
    row = {"Date": "04/03/2026", "Déposé le": posted, "Reçu le": received}
    portefeuille = read_book(tmp_path, relances=[row])
    assert [f"{one.date:%d/%m/%Y}" for one in portefeuille.relances] == [sent]
    assert told(portefeuille) == [("a-verifier", "remarque", "Relances", "S2", received, "CL001 F-0001")]
    assert said(portefeuille) == [
        f"La réception, {received}, précède l'envoi, du {sent} : elle est ignorée. "
        "Corrigez-la d'après l'avis de réception, ou videz-la."
    ]


@pytest.mark.parametrize(
    ("row", "cell", "found"),
    [({"Statut": "bof"}, "I2", "bof"), ({"Montant": "x"}, "E2", "x"), ({"Date accord": None}, "D2", "(vide)")],
)
def test_a_plan_that_cannot_be_read_casts_doubt_on_its_debtor(
    tmp_path: Path, row: dict[str, object], cell: str, found: str
) -> None:
    portefeuille = read_book(tmp_path, echeanciers=[row])
    assert portefeuille.echeanciers == ()
    assert told(portefeuille) == [("cellule-illisible", "bloquante", "Échéanciers", cell, found, "CL001")]
