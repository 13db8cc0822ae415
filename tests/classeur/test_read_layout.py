"""Where the tables are and how they are headed does not matter; what is missing does."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from readable_books import Formula, Mess, read_book, said, told
from relancier.base.errors import InvalidInput
from relancier.classeur import schema

OURS = [(name, name) for name in schema.FACTURES.names]
SECOND = {"Numéro": "F-0002", "Code débiteur": "CL001", "Date": "05/01/2026", "Échéance": "04/02/2026"}


def refused(folder: Path, **given: object) -> InvalidInput:
    with pytest.raises(InvalidInput) as error:
        read_book(folder, **given)
    return error.value


def test_a_plain_workbook_reads_without_a_remark(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path)
    (echeance,) = portefeuille.echeances
    assert (echeance.debiteur, echeance.facture, echeance.montant) == ("CL001", "F-0001", Decimal("1200.00"))
    assert (echeance.date, echeance.echeance, echeance.ligne) == (date(2026, 1, 5), date(2026, 2, 4), 2)
    assert told(portefeuille) == []


def test_columns_may_stand_in_any_order_among_others(tmp_path: Path) -> None:
    mess = Mess(headings=[("Commentaire", ""), *reversed(OURS), ("Relance faite par", "")])
    portefeuille = read_book(tmp_path, mess={"factures": mess})
    assert portefeuille.echeances == read_book(tmp_path).echeances
    assert told(portefeuille) == []


def test_a_bad_cell_is_given_at_its_place_in_the_user_s_order(tmp_path: Path) -> None:
    mess = Mess(headings=[("Commentaire", ""), *reversed(OURS)], corner=(4, 2))
    portefeuille = read_book(tmp_path, mess={"factures": mess}, factures=[{"Montant TTC": "mille"}])
    assert told(portefeuille) == [("cellule-illisible", "bloquante", "Factures", "J6", "mille", "CL001 F-0001")]


@pytest.mark.parametrize(
    "heading", ["MONTANT TTC", " montant  ttc ", "Montant\nTTC", "Montant\u00a0TTC", "Mõntant TTC"]
)
def test_a_heading_is_known_whatever_its_case_accents_blanks_and_lines(tmp_path: Path, heading: str) -> None:
    headings = [(heading if name == "Montant TTC" else name, name) for name in schema.FACTURES.names]
    portefeuille = read_book(tmp_path, mess={"factures": Mess(headings=headings)})
    assert [one.montant for one in portefeuille.echeances] == [Decimal("1200.00")]
    assert told(portefeuille) == []


def test_a_user_s_own_headings_are_mapped(tmp_path: Path) -> None:
    own = {"Numéro": "N° pièce", "Code débiteur": "Tiers", "Montant TTC": "Total\nTTC"}
    headings = [(own.get(name, name), name) for name in schema.FACTURES.names]
    mapped = [
        {"Table": "tblFactures", "Colonne": "Numéro", "Votre intitulé": "N° pièce"},
        {"Table": "TBLFACTURES", "Colonne": "code debiteur", "Votre intitulé": " tiers"},
        {"Table": "tblFactures", "Colonne": "Montant TTC", "Votre intitulé": "total ttc"},
        {"Table": "tblFactures", "Colonne": "Objet", "Votre intitulé": None},
    ]
    portefeuille = read_book(tmp_path, mess={"factures": Mess(headings=headings)}, correspondances=mapped)
    assert [(one.facture, one.debiteur) for one in portefeuille.echeances] == [("F-0001", "CL001")]
    assert told(portefeuille) == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            {"Table": "tblFacture", "Colonne": "Numéro", "Votre intitulé": "Pièce"},
            "feuille « Correspondances », ligne 2 : « tblFacture / Numéro » ne désigne aucune colonne de Relancier. "
            "Écrivez par exemple tblFactures dans Table et Montant TTC dans Colonne.",
        ),
        (
            {"Table": "tblFactures", "Colonne": "Solde", "Votre intitulé": "Reste"},
            "feuille « Correspondances », ligne 2 : « tblFactures / Solde » ne désigne aucune colonne de Relancier. "
            "Écrivez par exemple tblFactures dans Table et Montant TTC dans Colonne.",
        ),
        (
            {"Table": "tblFactures", "Colonne": "Objet", "Votre intitulé": "Libellé"},
            "feuille « Factures » : Le tableau tblFactures n'a pas de colonne « Libellé », que tblCorrespondances "
            "donne pour « Objet ». Corrigez l'intitulé dans tblCorrespondances, ou effacez cette ligne.",
        ),
        (
            {"Table": "tblFactures", "Colonne": "Objet", "Votre intitulé": Formula("=NA()", "#N/A")},
            "feuille « Correspondances », cellule C2, colonne « Votre intitulé » : « Votre intitulé » n'a pas de "
            "valeur (#N/A). Corrigez la formule, ou ouvrez le classeur dans Excel et enregistrez-le ; sinon, "
            "saisissez la valeur.",
        ),
    ],
)
def test_a_mapping_that_leads_nowhere_stops_everything(tmp_path: Path, row: dict[str, object], message: str) -> None:
    assert str(refused(tmp_path, correspondances=[row])) == message


def test_a_required_column_that_is_missing_stops_everything(tmp_path: Path) -> None:
    headings = [(name, name) for name in schema.FACTURES.names if name != "Montant TTC"]
    error = refused(tmp_path, mess={"factures": Mess(headings=headings)})
    assert error.code == "colonne-absente"
    assert str(error) == (
        "feuille « Factures » : Le tableau tblFactures n'a pas de colonne « Montant TTC ». "
        "Ajoutez-la, ou dites dans tblCorrespondances quel intitulé la remplace."
    )


def test_two_columns_that_could_be_the_same_stop_everything(tmp_path: Path) -> None:
    headings = [("ÉCHEANCE", "Échéance"), ("Echéance", ""), *((name, name) for name in OURS_BUT_DUE)]
    error = refused(tmp_path, mess={"factures": Mess(headings=headings)})
    assert error.code == "colonne-ambigue"
    assert (
        error.message
        == "Dans le tableau tblFactures, les colonnes « ÉCHEANCE » et « Echéance » peuvent être « Échéance »."
    )


OURS_BUT_DUE = [name for name in schema.FACTURES.names if name != "Échéance"]


def test_the_heading_spelt_as_ours_wins_over_one_that_only_looks_like_it(tmp_path: Path) -> None:
    headings = [("Echeance", ""), *OURS]
    portefeuille = read_book(tmp_path, mess={"factures": Mess(headings=headings)})
    assert [one.echeance for one in portefeuille.echeances] == [date(2026, 2, 4)]


def test_an_optional_column_that_is_missing_is_remarked(tmp_path: Path) -> None:
    headings = [(name, name) for name in schema.FACTURES.names if name not in ("Objet", "Fichier")]
    portefeuille = read_book(tmp_path, mess={"factures": Mess(headings=headings)})
    assert told(portefeuille) == [("colonnes-absentes", "remarque", "Factures", "", "« Objet », « Fichier »", "")]
    assert said(portefeuille)[0].startswith(
        "Le tableau tblFactures n'a pas les colonnes « Objet », « Fichier » : elles sont tenues pour vides."
    )


@pytest.mark.parametrize("table", ["debiteurs", "factures", "reglements", "niveaux", "relances"])
def test_a_table_that_nothing_replaces_is_asked_for_by_name(tmp_path: Path, table: str) -> None:
    error = refused(tmp_path, without=[table])
    assert error.code == "tableau-absent"
    assert error.message == f"Le classeur « classeur.xlsx » n'a pas de tableau tbl{table.capitalize()}."


def test_a_workbook_without_the_optional_tables_reads(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, without=["suspensions", "echeanciers", "taux", "correspondances"])
    assert len(portefeuille.echeances) == 1
    assert told(portefeuille) == []


def test_blank_rows_are_passed_over(tmp_path: Path) -> None:
    nothing = dict.fromkeys(schema.FACTURES.names)
    blanks = nothing | {"Numéro": "  ", "Objet": "\u00a0"}
    portefeuille = read_book(tmp_path, factures=[nothing, {}, blanks, {"Numéro": "F-0002"}])
    assert [(one.facture, one.ligne) for one in portefeuille.echeances] == [("F-0001", 3), ("F-0002", 5)]
    assert told(portefeuille) == []


def test_hidden_rows_count(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, factures=[{}, {"Numéro": "F-0002"}], mess={"factures": Mess(hidden=[1])})
    assert [one.facture for one in portefeuille.echeances] == ["F-0001", "F-0002"]


def test_a_totals_row_is_no_facture(tmp_path: Path) -> None:
    portefeuille = read_book(tmp_path, mess={"factures": Mess(totals=True)})
    assert [one.facture for one in portefeuille.echeances] == ["F-0001"]
    assert told(portefeuille) == []


def test_rows_typed_just_under_a_table_are_read_with_a_remark(tmp_path: Path) -> None:
    third = SECOND | {"Numéro": "F-0003"}
    below = [SECOND | {"Montant TTC": "12,50 €"}, third | {"Montant TTC": 8.0}]
    portefeuille = read_book(tmp_path, mess={"factures": Mess(below=below)})
    assert [one.montant for one in portefeuille.echeances] == [Decimal("1200.00"), Decimal("12.50"), Decimal("8.00")]
    assert told(portefeuille) == [("lignes-sous-le-tableau", "remarque", "Factures", "", "2 lignes", "")]
    assert said(portefeuille) == [
        "Les lignes 3 à 4, juste sous le tableau tblFactures, ont été lues comme en faisant partie. "
        "Étendez le tableau jusque-là (poignée en bas à droite du tableau)."
    ]


def test_a_row_under_the_totals_row_is_read_with_a_remark(tmp_path: Path) -> None:
    below = [SECOND | {"Montant TTC": 12.5}]
    portefeuille = read_book(tmp_path, mess={"factures": Mess(below=below, totals=True)})
    assert [one.facture for one in portefeuille.echeances] == ["F-0001", "F-0002"]
    assert portefeuille.anomalies[0].lieu.ligne == 4


def test_a_blank_row_ends_what_stands_under_a_table(tmp_path: Path) -> None:
    below = [{}, {"Objet": "Total à vérifier avec la comptable"}]
    portefeuille = read_book(tmp_path, mess={"factures": Mess(below=below)})
    assert told(portefeuille) == []


def test_tables_moved_to_one_sheet_are_found_by_name(tmp_path: Path) -> None:
    mess = {
        "factures": Mess(sheet="Tout", corner=(9, 4)),
        "reglements": Mess(sheet="Tout", corner=(11, 4)),
        "debiteurs": Mess(sheet="Tout", corner=(0, 30)),
    }
    portefeuille = read_book(tmp_path, mess=mess, reglements=[{"Montant": "12 €"}, {"Montant": "x"}])
    assert [one.facture for one in portefeuille.echeances] == ["F-0001"]
    assert [one.montant for one in portefeuille.reglements] == [Decimal("12.00")]
    assert told(portefeuille) == [("cellule-illisible", "bloquante", "Tout", "H14", "x", "CL001")]
