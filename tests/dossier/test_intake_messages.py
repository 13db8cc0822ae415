from pathlib import Path

import pieces_fabriquees as fabrique
import pytest
from pieces_preparees import codes, prete, refusee, seule, texte
from relancier.base.solid import contains
from relancier.documents.pdf.text import extract_text
from relancier.dossier.intake.html_texte import en_texte
from relancier.dossier.pieces import Gravite, PiecePrete


def test_a_message_shows_who_wrote_to_whom_when_and_what_in_french() -> None:
    first = extract_text(prete("message.eml").pdf)[0]
    for value in (
        "Éva Martin <eva@exemple.fr>",
        "compta@client.fr",
        "direction@client.fr",
        "lundi 4 mai 2026 à 10 h 32 (heure UTC+2)",
        "Facture n° 14 : relance",
        "1. devis.pdf",
        "Voici le devis.",
    ):
        assert contains(first, value)


def test_attachments_follow_in_order_each_after_its_line_and_none_is_skipped() -> None:
    pages = extract_text(prete("message.eml").pdf)
    expected = (
        "Message électronique",
        "Pièce jointe 1 de « message.eml » : devis.pdf",
        "Devis joint",
        "« clos.pdf » ne s'ouvre qu'avec un mot de passe. Elle n'est pas mise en pages",
        "Pièce jointe 3 de « message.eml » : dedans.eml",
        "Message dedans",
        "Pièce jointe 4 de « message.eml » : contrat.docx",
        "Contrat joint",
        "Pièce jointe 5 : programme.exe",
    )
    assert len(pages) == len(expected)
    assert [contains(page, words) for page, words in zip(pages, expected, strict=True)] == [True] * 9


def test_an_attachment_that_cannot_be_a_page_is_handed_over_and_is_a_flaw() -> None:
    one = prete("message.eml")
    assert [path.name for path in one.jointes] == ["clos.pdf", "programme.exe"]
    assert one.jointes[1].read_bytes() == b"MZ\x00\x01" * 50
    flaws = [constat for constat in one.constats if constat.gravite is Gravite.DEFAUT]
    assert [constat.code for constat in flaws] == ["jointe-refusee", "jointe-refusee"]


def test_an_html_body_becomes_its_words_with_the_address_of_links_and_no_script() -> None:
    shown = texte(prete("html.eml"))
    assert contains(shown, "Cher client, voir ici <https://exemple.fr/f> [image]")
    assert "alert" not in shown
    assert "pisteur" not in shown
    assert any("corps HTML" in said for said in prete("html.eml").changements)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Un</p><p>Deux</p>", "Un\n\nDeux"),
        ("a<br>b", "a\nb"),
        ("<ul><li>x<li>y</ul>", "– x\n– y"),
        ("<head><title>t</title><body>Reste", "Reste"),
        ("5 &lt; 6 &euro;", "5 < 6 €"),
        ("<table><tr><td>A</td><td>B</td></tr></table>", "A B"),
    ],
)
def test_html_reads_as_a_reader_sees_it(html: str, text: str) -> None:
    assert en_texte(html) == text


def test_an_outlook_message_reads_like_any_other_with_its_attachment() -> None:
    one = prete("outlook.msg")
    pages = extract_text(one.pdf)
    assert contains(pages[0], "Paul <paul@exemple.fr>")
    assert contains(pages[0], "Relance")
    assert contains(pages[0], "Merci de régler.")
    assert contains(pages[2], "Devis en texte")


@pytest.mark.parametrize(
    ("name", "words"),
    [("latin.txt", "Réglé à la échéance – 40 €"), ("utf16.txt", "Très bien"), ("emoji.txt", "Payé [U+1F600] !")],
)
def test_a_text_in_any_encoding_is_read_and_what_cannot_be_drawn_shows_its_code(name: str, words: str) -> None:
    assert contains(texte(prete(name)), words)


def test_an_empty_text_an_archive_and_a_damaged_document_are_refused() -> None:
    assert refusee("vide.txt").constat.code == "piece-vide"
    assert refusee("archive.zip").constat.remede == "Décompressez-la et donnez chaque fichier comme une pièce."
    assert refusee("abime.docx").constat.code == "piece-abimee"


def test_a_word_document_is_printed_by_the_engine() -> None:
    one = prete("contrat.docx")
    assert contains(texte(one), "Contrat de fourniture")
    assert "page-sans-texte" not in codes(one)


def test_headers_that_no_program_wrote_are_shown_as_they_are(tmp_path: Path) -> None:
    raw = b"From: =?utf-8?b?!!!?= <a@b.c>\nTo: \xe9t\xe9@x.fr\nDate: hier\nSubject: =?inconnu?q?x?=\n\nBonjour \xe9"
    one = seule(tmp_path, "bizarre.eml", raw)
    assert isinstance(one, PiecePrete)
    assert contains(texte(one), "hier")
    assert contains(texte(one), "Bonjour é")
    assert contains(texte(one), "été@x.fr")


def test_thirty_messages_inside_one_another_end_with_a_page_that_says_so(tmp_path: Path) -> None:
    data = b"Fin"
    for _ in range(8):
        data = fabrique.courriel(jointes=(("dedans.bin", data),))
    one = seule(tmp_path, "poupees.eml", data)
    assert isinstance(one, PiecePrete)
    assert "jointe-refusee" in codes(one)


def test_an_attachment_over_which_a_library_stumbles_costs_only_itself(tmp_path: Path) -> None:
    broken = fabrique.contrat_docx()
    half = broken[: len(broken) // 3] + broken[len(broken) // 2 :]  # its index points before its beginning
    one = seule(tmp_path, "message.eml", fabrique.courriel(jointes=(("contrat.docx", half),)))
    assert isinstance(one, PiecePrete)
    assert contains(texte(one), "Voici le devis.")
    assert codes(one) == ["jointe-refusee"]
    assert [path.read_bytes() == half for path in one.jointes] == [True]
