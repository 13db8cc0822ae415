"""The SMS: its alphabet, its length, what it says and what it keeps to itself."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgers import NIVEAUX, client, echeance, jour, portefeuille
from lettres_composees_canaux import CREANCIER, by, composer, sent
from relancier.actions.messages import Post, sms_list
from relancier.base.errors import InvalidInput
from relancier.creances.portefeuille import Canal, Creancier
from relancier.documents import sms
from relancier.documents.gsm import BASIC, EXTENSION, LIMIT, septets, to_gsm
from relancier.documents.messages_context import Sms
from relancier.documents.template import LostValue
from relancier.documents.text_template import TextTemplate
from relancier.relances.passage import Envoi

DEBTOR = client(telephone="+33 6 39 98 01 02")


def text(*factures: str, creancier: Creancier = CREANCIER, montant: str = "1234.56") -> str:
    livre = portefeuille(
        *(echeance(one, montant) for one in factures), debiteurs=(DEBTOR,), niveaux=by(Canal.SMS, *NIVEAUX)
    )
    livre = replace(livre, creancier=creancier)
    return composer(livre, 30).sms(sent(livre, 30))


def test_the_text_is_courteous_and_gives_the_sum_the_creditor_and_its_number() -> None:
    assert text("F2026-0123") == (
        "ATELIER DU RHONE : sauf erreur, 1 234,56 € restent à régler (facture F2026-0123, échue le 01/09/2026). "
        "Merci de nous régler ou de nous appeler : 04 72 00 00 00"
    )


def test_several_factures_are_counted_and_not_listed() -> None:
    assert "2 469,12 € restent à régler (2 échéances)" in text("F1", "F2")


def test_neither_the_debtor_nor_what_was_bought_is_named() -> None:
    said = text("F2026-0123")
    assert DEBTOR.nom not in said
    assert DEBTOR.code not in said


def test_a_long_name_takes_a_shorter_wording_then_is_cut_at_a_word() -> None:
    longer = replace(CREANCIER, nom="Société coopérative d'intérêt collectif pour la rénovation thermique du Haut-Jura")
    assert text("F2026-0123", creancier=longer) == (
        "Société coopérative d'intéret collectif pour la rénovation thermique du Haut-Jura : 1 234,56 € restent à "
        "régler. Merci. Tél. 04 72 00 00 00"
    )
    huge = replace(CREANCIER, nom="Compagnie générale " * 12)
    assert text("F1", creancier=huge).startswith("Compagnie générale Compagnie")
    assert septets(text("F1", creancier=huge)) <= LIMIT


def test_without_a_number_of_the_creditor_the_text_still_reads_well() -> None:
    assert text("F1", creancier=replace(CREANCIER, telephone="")).endswith("Merci de nous régler")


words = st.text(st.characters(codec="utf-8"), max_size=200)


@given(nom=words, telephone=words, facture=words.filter(str.strip), euros=st.integers(1, 10**12))
def test_an_sms_is_never_longer_than_160_septets_whatever_the_workbook_says(
    nom: str, telephone: str, facture: str, euros: int
) -> None:
    said = text(facture, creancier=replace(CREANCIER, nom=nom, telephone=telephone), montant=f"{euros}.99")
    assert septets(said) <= LIMIT
    assert set(said) <= BASIC | EXTENSION
    assert f"{euros:,}".replace(",", " ") + ",99 €" in said


@pytest.mark.parametrize(
    ("typed", "sent_as"),
    [
        ("Éts Lefèvre & Fils", "Éts Lefèvre & Fils"),
        ("Hôtel du Château – çà et là", "Hotel du Chateau - cà et là"),
        ("œuvre « d’art »…", 'oeuvre " d\'art "...'),
        ("1\u202f234,56\u00a0€", "1 234,56 €"),
        ("a\r\nb\tc", "a b c"),
        ("À 北京 \U0001f600", "A ?? ?"),
        ("Müller & Söhne Straße", "Müller & Söhne Straße"),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_what_the_sms_alphabet_lacks_is_replaced(typed: str, sent_as: str) -> None:
    assert to_gsm(typed) == sent_as


def test_the_euro_sign_and_brackets_count_twice() -> None:
    assert (septets("abc"), septets("10 €"), septets("[é]")) == (3, 5, 5)


def test_a_character_outside_the_alphabet_has_no_length() -> None:
    with pytest.raises(ValueError, match="ê"):
        septets("fenêtre")


@given(st.text())
def test_every_text_has_a_form_in_the_alphabet_and_keeps_it(typed: str) -> None:
    assert septets(to_gsm(typed)) >= 0
    assert to_gsm(to_gsm(typed)) == to_gsm(typed)


def envoi(nom: str = "Client C1") -> Envoi:
    livre = portefeuille(echeance("F1", "10"), debiteurs=(replace(DEBTOR, nom=nom),), niveaux=by(Canal.SMS, *NIVEAUX))
    return sent(livre, 30)


def test_the_list_opens_in_excel_with_its_accents_and_its_numbers_whole() -> None:
    raw = sms_list([(envoi("Étienne; Rouvière"), "Bonjour, 10,00 €")])
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert rows == [
        ["Code", "Nom", "Numéro", "Texte", "Longueur"],
        ["C1", "Étienne; Rouvière", "06 39 98 01 02", "Bonjour, 10,00 €", "17"],
    ]


@pytest.mark.parametrize("nom", ["=1+1", "+33", "-2", "@somme"])
def test_no_cell_of_the_list_is_a_formula(nom: str) -> None:
    [_, row] = csv.reader(io.StringIO(sms_list([(envoi(nom), "x")]).decode("utf-8-sig")), delimiter=";")
    assert row[1] == f"'{nom}"


def test_each_sms_is_kept_with_its_number() -> None:
    kept = Post(CREANCIER, jour(30), "P1", projet=False).sms(envoi(), "Bonjour")
    assert kept.decode() == "06 39 98 01 02\r\n\r\nBonjour\r\n"


def template(folder: Path, wording: str) -> TextTemplate:
    path = folder / "sms.txt"
    path.write_text(wording, encoding="utf-8")
    return TextTemplate(path, Sms)


def test_the_first_wording_that_fits_is_taken(tmp_path: Path) -> None:
    own = template(tmp_path, "{{ creancier }} " + "x" * 150 + " {{ total_du }}\n\nPayez {{ total_du }} !\n\nTrop tard")
    assert sms.write(own, envoi(), CREANCIER) == "Payez 10,00 € !"


@pytest.mark.parametrize("wording", ["x" * 161 + "{{ total_du }}", "Payez-nous"])
def test_wordings_that_do_not_fit_or_do_not_say_the_sum_are_refused(tmp_path: Path, wording: str) -> None:
    with pytest.raises(LostValue) as caught:
        sms.write(template(tmp_path, wording), envoi(), CREANCIER)
    assert caught.value.code == "sms-trop-long"


def test_an_unknown_field_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        template(tmp_path, "{{ debiteur }} {{ total_du }}")
    assert caught.value.code == "modele-champ-inconnu"
