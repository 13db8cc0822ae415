"""The JSON of a passage, written as text for speed, is what Python's own writer would give."""

import json

import command
import draw
import filled


def same(text: str) -> str:
    return json.dumps(json.loads(text), ensure_ascii=False) + "\n"


def test_the_json_of_a_simulation_is_written_as_the_standard_writer_does(tmp_path):
    book = draw.write(draw.draw(4, debtors=12, terms=60), tmp_path / "classeur.xlsx")
    _, text = command.relancier("lot", book, "--date", draw.DAY, "--simuler", "--json")
    passage = json.loads(text)
    assert passage["lettres"]
    assert any(one["imputations"] for one in passage["comptes"])
    assert text == same(text)


def test_quotes_and_line_breaks_of_a_cell_are_escaped(tmp_path):
    number, motif = 'F "1" \\ 2', 'il dit : "non"\n\tet part'
    row = {"Numéro": number, "Code débiteur": "C1", "Date": "01/09/2026", "Échéance": "01/10/2026", "Montant TTC": 50.0}
    book = filled.book(
        tmp_path / "classeur.xlsx",
        debiteurs=[{"Code": "C1", "Nom": 'A "B"', "Type": "professionnel"}],
        factures=[row],
        suspensions=[{"Code débiteur": "C1", "Nature": "litige", "Du": "02/10/2026", "Motif": motif}],
    )
    _, text = command.relancier("lot", book, "--date", draw.DAY, "--simuler", "--json")
    [proposition] = json.loads(text)["propositions"]
    assert proposition["facture"] == number
    assert proposition["pourquoi"] == 'En litige depuis le 02/10/2026 : il dit : "non"\net part.'
    assert text == same(text)
