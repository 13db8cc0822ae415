"""The worked example is sound: identifiers, references, and one debtor for each thing that it is there to show."""

import re
import sys
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from relancier.base.typed import parse_amount, parse_date
from relancier.classeur import schema
from relancier.classeur.reading.read import read
from relancier.creances.portefeuille import Portefeuille, TypeDebiteur
from relancier.creances.situation import situations
from relancier.relances.passage import Passage
from relancier.relances.propose import propose
from stdnum import iban
from stdnum.fr import siren, tva

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from workbook import construire  # noqa: E402

ARRETE = date(2026, 11, 30)
Rows = dict[str, list[dict[str, object]]]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exemple") / "exemple.xlsx"
    construire.construire_exemple(path)
    return path


@pytest.fixture(scope="module")
def rows(path: Path) -> Rows:
    workbook = CalamineWorkbook.from_path(path, load_tables=True)
    return {
        table.name: [
            dict(zip(table.names, row, strict=True)) for row in workbook.get_table_by_name(table.name).to_python()
        ]
        for table in schema.TABLES
    }


@pytest.fixture(scope="module")
def portefeuille(path: Path) -> Portefeuille:
    return read(path)


@pytest.fixture(scope="module")
def passage(portefeuille: Portefeuille) -> Passage:
    return propose(portefeuille, situations(portefeuille, ARRETE, lambda _echeance, _day: Decimal(12)), ARRETE)


@pytest.fixture(scope="module")
def readme() -> dict[str, str]:
    """Code -> expected treatment, as the README's table tells it."""
    text = (ROOT / "workbook" / "README.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| (CL\d{3}) \| .+? \| (.+?) \|$", text, re.MULTILINE))


def test_sixty_debtors_and_at_least_250_echeances(portefeuille: Portefeuille) -> None:
    assert list(portefeuille.debiteurs) == [f"CL{number:03}" for number in range(1, 61)]
    assert len(portefeuille.echeances) >= 250


def test_no_row_is_unreadable_nor_even_odd(portefeuille: Portefeuille) -> None:
    assert portefeuille.anomalies == ()


def test_every_code_names_a_debtor_and_every_number_a_facture(rows: Rows) -> None:
    codes = {row["Code"] for row in rows["tblDebiteurs"]}
    numbers = {row["Numéro"] for row in rows["tblFactures"]}
    for name in ("tblFactures", "tblReglements", "tblSuspensions", "tblRelances", "tblEcheanciers"):
        assert {row["Code débiteur"] for row in rows[name]} <= codes, name
    for name in ("tblReglements", "tblSuspensions", "tblRelances"):
        assert {row["Numéro facture"] for row in rows[name]} - {""} <= numbers, name


def test_a_siren_is_read_back_as_text_with_its_leading_zero_and_a_right_key(rows: Rows) -> None:
    numbers = [row["SIREN"] for row in rows["tblDebiteurs"] if row["SIREN"]]
    assert len(numbers) == len(set(numbers)) >= 50
    for number in numbers:
        assert isinstance(number, str)
        assert number.startswith("0")
        assert siren.is_valid(number)


def test_the_creditor_has_valid_identifiers_and_the_mentions_of_the_law(rows: Rows) -> None:
    settings = {str(row["Clé"]): str(row["Valeur"]) for row in rows["tblCreancier"]}
    assert siren.is_valid(settings["SIREN"])
    assert tva.is_valid(settings["N° TVA"])
    assert settings["N° TVA"].endswith(settings["SIREN"])
    assert iban.is_valid(settings["IBAN"])
    assert settings["IBAN"].startswith("FR")
    assert all(settings[cle] for cle in ("Nom", "Forme juridique", "Capital social", "RCS", "Adresse 1", "Signataire"))


def test_phones_are_those_kept_for_fiction_and_mail_goes_nowhere(rows: Rows) -> None:
    for row in rows["tblDebiteurs"]:
        assert re.fullmatch(r"(01 99 00|06 39 98) \d\d \d\d", str(row["Téléphone"]))
        assert str(row["E-mail"]).endswith(".example.fr")


def test_dates_and_amounts_typed_as_text_are_there_and_understood(rows: Rows) -> None:
    typed = [row for row in rows["tblFactures"] if isinstance(row["Échéance"], str) and row["Nature"] == "facture"]
    assert [row["Échéance"] for row in typed] == ["31/10/2026", "31-10-26"]
    assert {parse_date(str(row["Échéance"])) for row in typed} == {date(2026, 10, 31)}
    amounts = [row["Montant TTC"] for row in rows["tblFactures"] if isinstance(row["Montant TTC"], str)]
    assert [parse_amount(str(amount)) for amount in amounts] == [Decimal("1234.56")]


def test_nothing_is_paid_after_the_30th_of_november(portefeuille: Portefeuille) -> None:
    assert max(reglement.date for reglement in portefeuille.reglements) == ARRETE


def test_earlier_relances_climb_one_level_at_a_time_on_amounts_that_were_due(rows: Rows) -> None:
    montants = {
        (row["Numéro"], row["Échéance"]): row["Montant TTC"]
        for row in rows["tblFactures"]
        if row["Nature"] == "facture"
    }
    levels: defaultdict[tuple[object, object], list[object]] = defaultdict(list)
    for row in rows["tblRelances"]:
        cle = row["Numéro facture"], row["Échéance"]
        levels[cle].append(row["Niveau"])
        assert row["Statut"] == "envoyée"
        assert row["Passage"] == f"P{row['Date']}"
        if isinstance(montants.get(cle), float):
            assert row["Montant TTC"] == montants[cle]
        assert row["Montant TTC"] == pytest.approx(float(str(row["Réglé"])) + float(str(row["Reste dû"])))  # type: ignore[operator]
    assert all(sent == list(range(1, len(sent) + 1)) for sent in levels.values())
    assert max(len(sent) for sent in levels.values()) == 4


def test_the_mensualites_of_the_plan_add_up_to_its_montant_and_to_the_factures(
    rows: Rows, portefeuille: Portefeuille
) -> None:
    (plan,) = rows["tblEcheanciers"]
    assert sum(float(str(row["Montant"])) for row in rows["tblMensualites"]) == plan["Montant"] == 4800
    covered = [e.montant for e in portefeuille.echeances if e.debiteur == "CL018" and e.echeance >= date(2026, 7, 31)]
    assert sum(covered) == 4800


def test_the_readme_tells_why_each_special_debtor_is_there(readme: dict[str, str], portefeuille: Portefeuille) -> None:
    assert list(readme) == [f"CL{number:03}" for number in range(1, 41)]
    assert set(readme) <= set(portefeuille.debiteurs)


def test_each_special_debtor_gets_the_letter_that_the_readme_says(readme: dict[str, str], passage: Passage) -> None:
    levels = {envoi.debiteur.code: envoi.niveau.niveau for envoi in passage.envois}
    expected = {
        code: int(found[1]) for code, treatment in readme.items() if (found := re.search(r"niveau (\d)", treatment))
    }
    assert {code: level for code, level in levels.items() if code in readme} == expected


def test_letters_go_out_at_each_of_the_four_levels_to_each_kind_of_debtor(passage: Passage) -> None:
    assert set(Counter(envoi.niveau.niveau for envoi in passage.envois)) == {1, 2, 3, 4}
    last = {envoi.debiteur.type for envoi in passage.envois if envoi.niveau.niveau == 4}
    assert last == set(TypeDebiteur)


@pytest.mark.parametrize(
    ("code", "amounts"),
    [
        ("CL005", ["4128.00", "2675.40", "1090.80"]),
        ("CL006", ["7200.00"]),
        ("CL007", ["1400.00"]),
        ("CL008", ["640.00"]),
        ("CL010", ["11000.00"]),
        ("CL011", ["3000.00"]),
        ("CL012", ["1500.00"]),
        ("CL034", ["734.56"]),
    ],
)
def test_a_special_debtor_is_asked_what_is_left_to_pay(passage: Passage, code: str, amounts: list[str]) -> None:
    (envoi,) = (envoi for envoi in passage.envois if envoi.debiteur.code == code)
    assert [ligne.etat.reste_du for ligne in envoi.lignes] == [Decimal(amount) for amount in amounts]
