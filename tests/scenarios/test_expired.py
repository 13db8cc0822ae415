"""A proposition that no letter followed expires at the next passage, which says so."""

from datetime import date

import command
import filled
import memory_books


def test_the_next_passage_says_how_many_expired(tmp_path):
    path = memory_books.blank_history(tmp_path / "c.xlsx")
    filled.wipe(path, "tblPropositions")
    first = command.answer("lot", path, "--date", memory_books.FIRST, "--pdf", "embarque")
    assert first["propositions_perimees"] == 0
    assert command.simulated(path, memory_books.SECOND)["propositions_perimees"] is None
    for facture, decision in (("F-1", "à relancer"), ("F-1", "en attente"), ("00123", "à relancer")):
        proposed = {"Passage": "P2026-11-02", "Date": date(2026, 11, 2), "Code débiteur": "CL1"}
        filled.type_in(path, "tblPropositions", {**proposed, "Numéro facture": facture, "Décision": decision})
    second = command.answer("lot", path, "--date", memory_books.SECOND, "--pdf", "embarque")
    assert second["propositions_perimees"] == 2
    assert {row["Passage"] for row in filled.rows_of(path, "tblPropositions")} == {"P2026-11-30"}
    again = command.answer("lot", path, "--date", memory_books.SECOND, "--pdf", "embarque")
    assert again["propositions_perimees"] == 0


def test_the_summary_says_it_in_a_sentence(tmp_path):
    path = memory_books.blank_history(tmp_path / "c.xlsx")
    proposed = {"Passage": "P2026-10-02", "Date": date(2026, 10, 2), "Code débiteur": "CL1", "Numéro facture": "F-1"}
    filled.type_in(path, "tblPropositions", {**proposed, "Échéance": date(2026, 10, 1), "Décision": "à relancer"})
    _, text = command.relancier("lot", path, "--date", memory_books.FIRST, "--pdf", "embarque")
    assert "1 proposition d'un passage précédent, jamais envoyée, est périmée." in " ".join(
        text.replace("│", " ").replace("\xa0", " ").split()
    )
