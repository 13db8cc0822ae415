from pathlib import Path

import pieces_fabriquees as fabrique
import pytest
import xlsxwriter
from pieces_preparees import codes, piece, seule, texte
from relancier.base.solid import contains
from relancier.documents.pdf.embedded import Embedded
from relancier.documents.pdf.engine import EngineUnavailable
from relancier.documents.pdf.libreoffice import LibreOffice
from relancier.dossier.intake import impression
from relancier.dossier.intake.prepare import prepare
from relancier.dossier.intake.rapport import Refusee
from relancier.dossier.pieces import Piece, PiecePrete


def workbook(folder: Path) -> bytes:
    path = folder / "relevé.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Relevé").write("A1", "Solde 1 234,56")
    return path.read_bytes()


@pytest.mark.libreoffice
def test_a_workbook_is_printed_by_libreoffice_where_it_is_installed(tmp_path: Path) -> None:
    one = seule(tmp_path, "relevé.xlsx", workbook(tmp_path))
    assert isinstance(one, PiecePrete)
    assert contains(texte(one), "Solde 1 234,56")


def _absent(_self: object) -> Path:
    raise EngineUnavailable("moteur-pdf-absent", "LibreOffice est introuvable.")


def test_without_libreoffice_a_workbook_is_refused_and_one_in_an_email_becomes_a_page_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LibreOffice, "find", _absent)
    data = workbook(tmp_path)
    alone = fabrique.ecris(tmp_path, "relevé.xlsx", data)
    joined = fabrique.ecris(tmp_path, "message.eml", fabrique.courriel(jointes=(("relevé.xlsx", data),)))
    refused, ready = prepare([piece(alone), piece(joined, "2")], tmp_path / "propre")
    assert isinstance(refused, Refusee)
    assert "LibreOffice, qui n'est pas installé" in refused.constat.message
    assert "enregistrez-le en PDF" in refused.constat.remede
    assert isinstance(ready, PiecePrete)
    assert ready.pages == 3
    assert contains(texte(ready), "Elle n'est pas mise en pages")
    assert codes(ready) == ["jointe-refusee"]
    assert [path.read_bytes() == data for path in ready.jointes] == [True]


def test_a_document_that_the_engine_refuses_is_refused_by_its_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(impression, "choose", lambda _name: Embedded(converter="moteur_qui_refuse:convert"))
    one = seule(tmp_path, "contrat.docx", fabrique.contrat_docx())
    assert isinstance(one, Refusee)
    assert "« contrat.docx »" in one.constat.message
    assert "enregistrez-le en PDF" in one.constat.remede


def test_progress_is_told_in_order_and_nothing_of_the_work_is_left_behind(tmp_path: Path) -> None:
    paths = [fabrique.ecris(tmp_path, f"{rank}.pdf", fabrique.simple(str(rank))) for rank in range(8)]
    told: list[Piece] = []
    pieces = [piece(path, str(rank)) for rank, path in enumerate(paths)]
    prepare(pieces, tmp_path / "propre", suivi=told.append)
    assert told == pieces
    assert sorted(path.name for path in (tmp_path / "propre").iterdir()) == [f"{rank:03}.pdf" for rank in range(1, 9)]
