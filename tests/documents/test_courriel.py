"""The e-mail: one text, two bodies, and a draft that a mail program opens."""

import email
import re
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgers import NIVEAUX, client, echeance, euros, jour, niveau, portefeuille, reglement, relance
from lettres_composees_canaux import CREANCIER, by, composer, plain, sent
from relancier.actions.messages import Post
from relancier.base.errors import InvalidInput
from relancier.creances.portefeuille import Canal, Creancier, Debiteur, NatureSuspension, Portefeuille, Suspension
from relancier.documents import courriel
from relancier.documents.courriel import Message
from relancier.documents.eml import Correspondant, Piece, draft
from relancier.documents.messages_context import Courriel
from relancier.documents.template import LostValue
from relancier.documents.text_template import TextTemplate
from relancier.relances.passage import Envoi

PDF = b"%PDF-1.7 " + bytes(range(256)) * 40
DEBTOR = client(email="compta@dupont.example.fr; paul@dupont.example.fr")
LEVELS = by(Canal.EMAIL, niveau(1, 5, accorde=8), *NIVEAUX[1:])


def book(debtor: Debiteur = DEBTOR, creancier: Creancier = CREANCIER, **autres: object) -> Portefeuille:
    livre = portefeuille(
        echeance("F1", "1234.56"), echeance("F2", "80", due=15), debiteurs=(debtor,), **{"niveaux": LEVELS, **autres}
    )
    return replace(livre, creancier=creancier)


def message(livre: Portefeuille, le: int = 60) -> tuple[Envoi, Message]:
    envoi, maker = sent(livre, le), composer(livre, le)
    return envoi, maker.courriel(envoi, maker.compose(envoi).context)


def opened(livre: Portefeuille, le: int = 60, *, projet: bool = False) -> EmailMessage:
    envoi, written = message(livre, le)
    raw = Post(livre.creancier, jour(le), "P1", projet=projet).eml(envoi, written, "Relance 1", PDF)
    read = email.message_from_bytes(raw, policy=default)
    assert isinstance(read, EmailMessage)
    return read


def bodies(mail: EmailMessage) -> tuple[str, str]:
    text, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert page is not None
    return text.get_content(), page.get_content()


def test_a_mail_program_reads_the_draft_without_a_defect() -> None:
    mail = opened(book())
    assert [part.defects for part in mail.walk()] == [[]] * 5
    assert (mail["X-Unsent"], mail["From"], mail["To"]) == (
        "1",
        "ATELIER DU RHÔNE <compta@atelier.example.fr>",
        "Client C1 <compta@dupont.example.fr>, Client C1 <paul@dupont.example.fr>",
    )
    assert mail["Subject"] == "Échéances en attente de règlement"
    assert mail["Date"].datetime.date() == jour(60)
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
    ]


def test_its_text_is_utf_8_and_its_lines_keep_to_the_standard() -> None:
    envoi, written = message(book())
    raw = Post(CREANCIER, jour(60), "P1", projet=False).eml(envoi, written, "Relance 1", PDF)
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert [part.get_content_charset() for part in opened(book()).walk() if part.get_content_maintype() == "text"] == [
        "utf-8",
        "utf-8",
    ]


def test_the_letter_is_attached_byte_for_byte_under_a_name_that_the_debtor_understands() -> None:
    [piece] = opened(book()).iter_attachments()
    assert piece.get_content() == PDF
    assert piece.get_filename() == "Relance 1 - ATELIER DU RHÔNE - 2026-10-31.pdf"


def test_both_bodies_say_what_is_owed_and_how_to_pay() -> None:
    for said in map(plain, bodies(opened(book()))):
        for expected in (
            *("Madame, Monsieur,", "F1", "01/09/2026", "1 234,56 €", "F2", "80,00 €", "1 314,56 €"),
            *("FR76 3000 6000 0112 3456 7890 189", "C1 F1 F2", "8 novembre 2026", "04 72 00 00 00", "Claire Fontaine"),
        ):
            assert expected in said


def test_the_html_says_the_words_of_the_text_and_no_other() -> None:
    text, page = bodies(opened(book()))
    shown = re.sub(r"<[^>]+>", " ", page.split("<body", 1)[1].split(">", 1)[1])
    words = set(re.findall(r"[^\W\d_]+", shown))
    spare = {"Émise", "Retard", "Montant", "TTC", "Reste", "j", "Échéance"}  # headings of its table
    assert words - spare <= set(re.findall(r"[^\W\d_]+", text))


def test_a_single_facture_is_named_in_the_subject() -> None:
    livre = replace(book(), echeances=book().echeances[:1])
    assert opened(livre)["Subject"] == "Facture n° F1 en attente de règlement"


@pytest.mark.parametrize(
    ("earlier", "subject", "words"),
    [
        (0, "Échéances en attente de règlement", "sans doute d’un simple oubli"),
        (1, "Relance – échéances impayées", "poursuivre nos démarches de recouvrement"),
        (2, "Dernière relance avant mise en demeure – échéances impayées", "nous vous adresserons une mise en demeure"),
    ],
)
def test_the_wording_follows_the_level(earlier: int, subject: str, words: str) -> None:
    sent_before = tuple(
        relance(f, n, 5 * n, due=due) for f, due in (("F1", 0), ("F2", 15)) for n in range(1, earlier + 1)
    )
    mail = opened(book(relances=sent_before))
    assert mail["Subject"] == subject
    assert words in bodies(mail)[0]


def test_a_model_without_a_text_of_its_own_takes_that_of_its_tone_else_a_plain_one() -> None:
    maker = composer(book(), 60)
    catalog = maker._catalog
    own = replace(LEVELS[0], modele="notre-lettre")
    kind = DEBTOR.type
    assert catalog.courriel(replace(own, ton="ferme"), kind).name == "courriel-relance-2.txt"
    assert catalog.courriel(replace(own, ton="ferme"), kind, "dernier avis").name == "courriel-derniere-relance.txt"
    assert catalog.courriel(own, kind).name == "courriel.txt"
    assert catalog.sms(own, kind).name == "sms.txt"


def test_a_free_payment_and_a_broken_promise_are_told() -> None:
    promise = Suspension("C1", NatureSuspension.PROMESSE, jour(20), au=jour(31), montant_conteste=euros("500"))
    for said in map(plain, bodies(opened(book(reglements=(reglement("34.56", 20),), suspensions=(promise,))))):
        assert "34,56 € du 21 septembre 2026" in said
        assert (
            "Vous nous aviez annoncé un règlement de 500,00 € pour le 2 octobre 2026 ; il ne nous est pas parvenu."
            in said
        )
        assert "simple oubli" not in said


def test_what_is_disputed_is_shown_and_not_claimed() -> None:
    livre = book()
    envoi, maker = sent(livre, 60), composer(livre, 60)
    lines = (replace(envoi.lignes[0], conteste=euros("200")), *envoi.lignes[1:])
    envoi = replace(envoi, lignes=lines)
    written = maker.courriel(envoi, maker.compose(envoi).context)
    for said in (plain(written.texte), plain(written.html)):
        assert "−200,00 €" in said
        assert "1 114,56 €" in said
        assert "1 314,56 €" not in said


EVIL = "Dupont\r\nBcc: voleur@example.com\r\n\r\n<script>alert(1)</script>"


def test_a_name_with_line_breaks_adds_no_header_and_no_tag() -> None:
    evil = replace(DEBTOR, nom=EVIL, civilite="Madame")
    livre = book(evil, replace(CREANCIER, nom=EVIL, signataire=EVIL, qualite="{{ total_du }}"))
    mail = opened(livre)
    assert mail["Bcc"] is None
    assert set(mail.keys()) == {
        *("X-Unsent", "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"),
    }
    text, page = bodies(mail)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "{{ total_du }}" in text


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_breaks_out_of_its_header(nom: str, objet: str) -> None:
    to = Correspondant(nom, ("a@b.example.fr",))
    raw = draft(Message(objet, "Bonjour\n", "<p>Bonjour</p>"), to, to, [Piece(f"{nom}.pdf", PDF)], jour(0), "R")
    mail = email.message_from_bytes(raw, policy=default)
    assert list(mail.keys()) == [
        *("X-Unsent", "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"),
    ]
    assert [a.addr_spec for a in mail["To"].addresses] == ["a@b.example.fr"]


def test_the_same_message_gives_the_same_bytes_and_another_debtor_s_differs() -> None:
    envoi, written = message(book())
    post = Post(CREANCIER, jour(60), "P1", projet=False)
    once, twice = (post.eml(envoi, written, "Relance 1", PDF) for _ in range(2))
    other = post.eml(replace(envoi, debiteur=replace(DEBTOR, code="C2")), written, "Relance 1", PDF)
    assert once == twice
    ids = {email.message_from_bytes(raw, policy=default)["Message-ID"] for raw in (once, other)}
    assert len(ids) == 2


def test_a_project_has_no_addressee_and_says_that_it_is_one() -> None:
    livre = book()
    envoi, maker = sent(livre, 60), composer(livre, 60, projet=True)
    written = maker.courriel(envoi, maker.compose(envoi).context)
    raw = Post(CREANCIER, jour(60), "P1", projet=True).eml(envoi, written, "Relance 1", PDF)
    mail = email.message_from_bytes(raw, policy=default)
    assert mail["To"] is None
    assert mail["Subject"].startswith("PROJET – NE PAS ENVOYER – ")
    assert bodies(mail)[0].splitlines()[0] == "PROJET – NE PAS ENVOYER"


def test_without_a_creditor_s_address_the_mail_program_puts_its_own_and_it_is_remarked_once() -> None:
    livre = book(creancier=replace(CREANCIER, email="à venir"))
    envoi, written = message(livre)
    post = Post(livre.creancier, jour(60), "P1", projet=False)
    mails = [email.message_from_bytes(post.eml(envoi, written, "Relance 1", PDF), policy=default) for _ in range(2)]
    assert [mail["From"] for mail in mails] == [None, None]
    assert [one.code for one in post.remarques] == ["e-mail-creancier"]


def template(folder: Path, text: str) -> TextTemplate:
    path = folder / "courriel.txt"
    path.write_bytes(text.encode("utf-8-sig"))
    return TextTemplate(path, Courriel)


def test_a_reworded_text_is_taken_as_it_is_with_french_spaces(tmp_path: Path) -> None:
    livre = book()
    envoi, maker = sent(livre, 60), composer(livre, 60)
    own = template(
        tmp_path, "Objet : Coucou {{ debiteur.nom }} !\r\n\r\nUne ligne\r\nl'autre : {{ montant }}\r\n\r\n\r\nFin"
    )
    written = courriel.write(own, maker.compose(envoi).context)
    assert written.objet == "Coucou Client C1 !"
    assert written.texte == "Une ligne\nl'autre\u00a0: 1\u00a0314,56\u00a0€\n\nFin\n"
    assert "Une ligne<br>\nl&#x27;autre\u00a0: " in written.html


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bonjour {{ montant }}", "modele-illisible"),
        ("Objet : x\n\n{{ montnat }}", "modele-champ-inconnu"),
        ("Objet : x\n\n{{ debiteur.__class__ }}", "modele-code"),
        ("Objet : x\n\n{% if pluriel %}", "modele-illisible"),
        ("Objet : x\n\n{{ lignes }}", "modele-illisible"),
    ],
)
def test_a_faulty_text_is_refused_by_its_name(tmp_path: Path, text: str, code: str) -> None:
    livre = book()
    envoi, maker = sent(livre, 60), composer(livre, 60)
    with pytest.raises(InvalidInput) as caught:
        courriel.write(template(tmp_path, text), maker.compose(envoi).context)
    assert caught.value.code == code
    assert "courriel.txt" in caught.value.message


def test_a_text_that_does_not_say_the_sum_is_no_relance(tmp_path: Path) -> None:
    livre = book()
    envoi, maker = sent(livre, 60), composer(livre, 60)
    with pytest.raises(LostValue):
        courriel.write(template(tmp_path, "Objet : x\n\nPayez-nous."), maker.compose(envoi).context)


def test_a_value_cannot_pass_for_a_block_nor_start_a_paragraph(tmp_path: Path) -> None:
    livre = book(replace(DEBTOR, nom="\x02signature\x03\n\nAutre"))
    envoi, maker = sent(livre, 60), composer(livre, 60)
    own = template(tmp_path, "Objet : x\n\n{{ debiteur.nom }} doit {{ montant }}")
    assert plain(courriel.write(own, maker.compose(envoi).context).texte) == "signature Autre doit 1 314,56 €\n"


def test_a_text_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "courriel.txt"
    path.write_bytes("Objet : échéance".encode("cp1252"))
    with pytest.raises(InvalidInput) as caught:
        TextTemplate(path, Courriel)
    assert "UTF-8" in caught.value.message
