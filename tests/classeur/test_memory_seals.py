"""Seals: one text for a cell whoever saved the file, and what a chain of them shows."""

import hashlib
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from relancier.classeur import schema
from relancier.classeur.memory import register as registers
from relancier.classeur.memory import seals
from relancier.classeur.memory.canonical import as_amount, as_day, as_whole, as_words
from relancier.classeur.memory.check import check
from relancier.classeur.memory.register import Inscription, Register
from relancier.classeur.memory.rows import CHAINE, FREE, History, HistoryRow, of_new

NO_REGISTER = None


def row(number: int, **cells: object) -> dict[str, object]:
    return {
        "Id": f"P2026-11-30-{number:04}",
        "Passage": "P2026-11-30",
        "Date": date(2026, 11, 30),
        "Code débiteur": "CL1",
        "Numéro facture": f"F-{number}",
        "Échéance": date(2026, 10, 1),
        "Niveau": 1,
        "Montant TTC": Decimal("100.00"),
        "Statut": "émise",
        **cells,
    }


def table(*rows: dict[str, object]) -> History:
    """The rows as they would be read back, from row 5 of the sheet."""
    return History("Relances", tuple(HistoryRow(line, of_new(one).valeurs) for line, one in enumerate(rows, 5)))


def sealed(count: int, typed: tuple[dict[str, object], ...] = ()) -> list[dict[str, object]]:
    return [*typed, *seals.sealed([row(n) for n in range(1, count + 1)], seals.begin(table(*typed).rows))]


def codes(rows: list[dict[str, object]], register: Register | None = NO_REGISTER) -> list[tuple[str, int]]:
    return [(one.code, one.ligne) for one in check(table(*rows), register).alterations]


def remarks(rows: list[dict[str, object]], register: Register | None = NO_REGISTER) -> list[str]:
    return [one.code for one in check(table(*rows), register).remarques]


def registered(*rows: dict[str, object]) -> Register:
    """A register that saw each of these rows as the last one."""
    heads = [seals.parse(str(one[CHAINE])) for one in rows]
    return Register(Path("Registre.txt"), tuple(Inscription(f"P{n}", head) for n, head in enumerate(heads, 1)))


@pytest.mark.parametrize(
    "cell", [date(2026, 11, 30), datetime(2026, 11, 30, tzinfo=UTC), 46356.0, "30/11/2026", "2026-11-30"]
)
def test_a_day_is_one_text_however_it_is_held(cell):
    assert as_day(cell, False) == "2026-11-30"


def test_a_bare_number_of_a_macintosh_workbook_counts_from_1904():
    assert as_day(44894.0, True) == "2026-11-30"


@pytest.mark.parametrize("cell", [100, 100.0, "100", "100.00", "100,00 €", Decimal("100.00"), 99.99999999999999])
def test_an_amount_is_one_text_however_it_is_held(cell):
    assert as_amount(cell, False) == "100.00"


def test_an_amount_of_0_is_not_an_empty_cell():
    assert (as_amount(0, False), as_amount(-0.0, False), as_amount("", False), as_amount(None, False)) == (
        *("0.00", "0.00"),
        *("", ""),
    )


@pytest.mark.parametrize("cell", [2, 2.0, "2", " 2 ", "02"])
def test_a_level_is_one_text_however_it_is_held(cell):
    assert as_whole(cell, False) == "2"


@pytest.mark.parametrize("cell", ["Relance 1", " Relance  1 ", "Relance\u00a01", "Relance\r\n1", "Relance_x000A_1"])
def test_a_text_is_one_line_whatever_its_blanks(cell):
    assert as_words(cell) == "Relance 1"


def test_texts_that_differ_by_a_letter_or_a_zero_differ():
    assert len({as_words(one) for one in ("00123", "123", "F-1", "f-1", "É", "E")}) == 6


def test_every_column_is_frozen_but_the_three_that_are_filled_in_later():
    assert {*seals.FROZEN, *FREE, CHAINE} == set(schema.RELANCES.names)
    assert FREE == ("Numéro recommandé", "Déposé le", "Reçu le")


def test_a_seal_says_its_version_its_rank_and_a_sha_256():
    one = seals.parse(str(sealed(2)[1][CHAINE]))
    assert (one.rank, len(one.seal), one.before) == (2, 64, "")
    assert str(one).startswith("S1-2-")


def test_the_seals_of_version_1_are_these_for_ever():
    # changed by accident, every workbook in the world would look altered
    assert [str(one[CHAINE])[:21] for one in sealed(2)] == ["S1-1-e7986ba1d575fef5", "S1-2-f8780d9d95887a42"]


def test_a_seal_can_be_recomputed_by_hand():
    first, second = sealed(2)
    cells = [
        *("P2026-11-30-0002", "P2026-11-30", "2026-11-30", "CL1", "F-2", "2026-10-01", "1", "", "", "100.00"),
        *("", "", "", "", "", "", "émise", ""),
    ]
    text = "\x1e".join(["S1", "2", str(first[CHAINE]).split("-")[2], "\x1f".join(cells)])
    assert second[CHAINE] == "S1-2-" + hashlib.sha256(text.encode()).hexdigest()


def test_the_time_that_a_letter_gave_is_sealed_with_its_name_where_it_is_known():
    one, *_ = seals.sealed([row(1, **{"Délai accordé": 8})], seals.begin(()))
    cells = [
        *("P2026-11-30-0001", "P2026-11-30", "2026-11-30", "CL1", "F-1", "2026-10-01", "1", "", "", "100.00"),
        *("", "", "", "", "", "", "émise", "", "Délai accordé=8"),
    ]
    text = "\x1e".join(["S1", "1", seals.digest(()), "\x1f".join(cells)])
    assert str(one[CHAINE]).split("-")[2] == hashlib.sha256(text.encode()).hexdigest()


def test_a_time_given_that_is_changed_or_emptied_after_the_seal_is_seen():
    rows = seals.sealed([row(n, **{"Délai accordé": 8}) for n in range(1, 4)], seals.begin(()))
    assert codes(rows) == []
    for value in (3, 0, None):
        assert codes([rows[0], {**rows[1], "Délai accordé": value}, rows[2]]) == [("ligne-alteree", 6)]


def test_a_row_sealed_before_the_time_given_was_kept_stays_intact_while_its_cell_is_empty():
    rows = sealed(2, TYPED)
    assert codes([{**one, "Délai accordé": None} for one in rows]) == []
    assert codes([*rows[:3], {**rows[3], "Délai accordé": 0}]) == [("ligne-alteree", 8)]
    assert codes([{**rows[0], "Délai accordé": 8}, *rows[1:]]) == [("anterieures-alterees", 0)]


def test_the_column_of_the_time_given_taken_away_is_named_in_the_remedy():
    rows = seals.sealed([row(1, **{"Délai accordé": 8})], seals.begin(()))
    del rows[0]["Délai accordé"]
    [found] = check(History("Relances", table(*rows).rows, ("Délai accordé",)), NO_REGISTER).alterations
    assert found.code == "ligne-alteree"
    assert "Colonnes absentes de tblRelances : « Délai accordé » ; si vous les avez retirées" in found.remede


def test_an_intact_chain_shows_nothing():
    assert codes(sealed(5)) == []


@pytest.mark.parametrize("column", seals.FROZEN)
def test_a_change_in_any_frozen_column_is_seen_in_its_row(column):
    rows = sealed(4)
    rows[2] = {**rows[2], column: "autre"}
    assert codes(rows) == [("ligne-alteree", 7)]


@pytest.mark.parametrize("column", FREE)
def test_a_column_filled_in_later_changes_no_seal(column):
    rows = sealed(3)
    rows[1] = {**rows[1], column: "2C123" if column == FREE[0] else date(2026, 12, 5)}
    assert codes(rows) == []


def test_a_deleted_row_is_seen_between_its_neighbours():
    rows = sealed(5)
    del rows[2]
    [found] = check(table(*rows), NO_REGISTER).alterations
    assert (found.code, found.ligne, found.id) == ("lignes-manquantes", 7, "P2026-11-30-0004")
    assert found.message.startswith(
        "Une ligne scellée manque entre la ligne 6 (Id P2026-11-30-0002) et la ligne 7 (Id P2026-11-30-0004)."
    )


def test_a_deleted_first_row_is_seen():
    assert codes(sealed(5)[2:]) == [("debut-manquant", 5)]


def test_deleted_last_rows_are_seen_with_the_register_alone():
    rows = sealed(5)
    cut = rows[:3]
    assert codes(cut) == []
    assert "registre-absent" in remarks(cut)
    [found] = check(table(*cut), registered(rows[4])).alterations
    assert found.message == "Le registre (P1) a vu 5 lignes dans l'historique : les 2 dernières manquent."


def test_a_repeated_row_is_seen():
    rows = sealed(3)
    assert codes([*rows, rows[1]]) == [("ligne-repetee", 8)]


def test_an_invented_seal_is_seen():
    rows = sealed(3)
    assert codes([*rows, {**row(9), CHAINE: "S1-4-" + "0" * 64}]) == [("ligne-alteree", 8)]
    assert codes([*rows, {**row(9), CHAINE: "bonjour"}]) == [("sceau-illisible", 8)]


def test_two_rows_that_exchange_their_contents_are_both_seen():
    rows = sealed(4)
    rows[1], rows[2] = {**rows[2], CHAINE: rows[1][CHAINE]}, {**rows[1], CHAINE: rows[2][CHAINE]}
    assert codes(rows) == [("ligne-alteree", 6), ("ligne-alteree", 7)]


def test_a_sorted_table_is_intact_and_remarked():
    rows = sealed(4)[::-1]
    assert codes(rows) == []
    assert "ordre-change" in remarks(rows)


def test_a_row_sealed_anew_is_betrayed_by_the_next():
    rows = sealed(4)
    changed = {**rows[1], "Montant TTC": Decimal("900.00")}
    first = seals.parse(str(rows[0][CHAINE]))
    rows[1] = {**changed, CHAINE: f"S1-2-{seals.seal(2, first.seal, of_new(changed))}"}
    assert codes(rows) == [("ligne-alteree", 7)]


def test_a_whole_history_sealed_anew_is_betrayed_by_the_register():
    before = sealed(3)
    forged = seals.sealed([row(n, Niveau=2) for n in range(1, 4)], seals.begin(()))
    assert codes(forged) == []
    assert codes(forged, registered(before[2])) == [("rescelle", 7)]


TYPED = (row(0, Id="", Statut="envoyée"), row(0, Id="A-2", Date=date(2026, 10, 30)))


def test_rows_typed_before_the_first_passage_take_the_first_ranks():
    rows = sealed(2, TYPED)
    assert [seals.parse(str(one[CHAINE])).rank for one in rows[2:]] == [3, 4]
    assert codes(rows) == []


def test_a_change_in_a_row_typed_before_the_first_passage_is_seen():
    rows = sealed(2, TYPED)
    rows[1] = {**rows[1], "Niveau": 4}
    [found] = check(table(*rows), NO_REGISTER).alterations
    assert found.code == "anterieures-alterees"
    assert found.message.startswith("Les 2 lignes antérieures au premier passage, sans sceau propre, ne sont plus")


def test_a_row_typed_before_the_first_passage_and_removed_is_seen():
    assert codes(sealed(2, TYPED)[1:]) == [("anterieures-manquantes", 0)]


def test_rows_typed_before_the_first_passage_may_be_sorted_and_completed():
    rows = sealed(2, TYPED)
    rows[0] = {**rows[0], "Reçu le": date(2026, 12, 1)}
    assert codes([rows[1], rows[3], rows[0], rows[2]]) == []


def test_a_row_typed_after_the_first_passage_is_an_alteration_wherever_it_stands():
    for day in (date(2026, 10, 29), date(2026, 12, 30)):
        forged = row(7, Id="MOI", Date=day)
        assert codes([*sealed(2, TYPED), forged]) == [("ligne-ajoutee", 9)]
        assert codes([forged, *sealed(2, TYPED)]) == [("ligne-ajoutee", 5)]
    rows = [*sealed(2, TYPED), row(7, Id="MOI")]
    [found] = check(table(*rows), NO_REGISTER).alterations
    assert (found.id, found.message) == (
        "MOI",
        "La ligne 9 (Id MOI) a été ajoutée à la main après le premier passage : rien ne la scelle, et le prochain "
        "passage en tient compte.",
    )
    more = seals.sealed([row(8)], seals.last(str(one.get(CHAINE, "")) for one in rows))
    assert codes([*rows, *more]) == [("ligne-ajoutee", 9)], "the next passage does not cover it"


def test_a_row_typed_where_none_was_before_the_first_passage_is_an_alteration():
    assert codes([*sealed(2), row(7, Id="MOI")]) == [("ligne-ajoutee", 7)]


def test_a_row_typed_after_the_first_passage_and_cancelled_since_changes_nothing():
    rows = [*sealed(2), row(7, Id="MOI")]
    undone = row(8, Id="MOI-A", Statut="annulation")
    assert codes([*rows, undone]) == [("ligne-ajoutee", 7), ("ligne-ajoutee", 8)], "typed by hand, it proves nothing"
    rows += seals.sealed([undone], seals.last(str(one.get(CHAINE, "")) for one in rows))
    assert codes(rows) == []
    assert "ligne-ajoutee-annulee" in remarks(rows)


def test_an_added_row_is_not_named_when_an_older_one_was_altered_too():
    rows = [*sealed(2, TYPED), row(7, Id="MOI")]
    rows[0] = {**rows[0], "Niveau": 4}
    assert codes(rows) == [("anterieures-alterees", 0), ("ligne-ajoutee", 0)]
    assert "sans qu'on puisse dire laquelle" in check(table(*rows), NO_REGISTER).alterations[1].message


def test_a_table_without_the_column_has_nothing_sealed():
    assert remarks([row(1), row(2)]) == ["rien-de-scelle"]


def test_a_frozen_column_taken_away_is_told_once():
    rows = [{name: value for name, value in one.items() if name != "Montant TTC"} for one in sealed(3)]
    found = check(History("Relances", table(*rows).rows, ("Montant TTC",)), NO_REGISTER)
    assert [one.code for one in found.alterations] == ["colonnes-retirees"]
    assert "« Montant TTC ». 3 lignes scellées" in found.alterations[0].message


def test_the_register_is_added_to_and_read_back(tmp_path):
    path = registers.place(tmp_path / "Créances.xlsx", "Sauvegardes")
    rows = sealed(4)
    for number in (1, 3):
        registers.inscribe(path, "Créances.xlsx", f"P{number}", seals.parse(str(rows[number][CHAINE])))
    found = registers.read(path)
    assert [(one.operation, one.tete.rank) for one in found.inscriptions] == [("P1", 2), ("P3", 4)]
    assert path.read_text("utf-8").startswith("# Registre des relances de « Créances.xlsx »")
    with path.open("a", encoding="utf-8") as file:
        file.write("n'importe quoi\n")
    assert registers.read(path).illisibles == (5,)
