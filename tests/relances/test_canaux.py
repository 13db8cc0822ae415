"""Which channel a relance takes, and what is said where it is not the one asked for."""

from dataclasses import replace

import pytest
from ledgers import NIVEAUX, client, echeance, niveau, passage, portefeuille, relance
from relancier.creances.portefeuille import Adresse, Canal, Debiteur, Niveau
from relancier.relances.acheminement import acheminer, remarques, unreachable
from relancier.relances.canaux import canal_de, is_empty
from relancier.relances.passage import Decision, Passage

LYON = Adresse("3 rue du Bac", "", "69003", "Lyon")
MAIL, MOBILE, LANDLINE = "compta@dupont.example.fr", "06 39 98 01 02", "01 99 00 04 14"
C, R, E, T, S = Canal.COURRIER, Canal.LRAR, Canal.EMAIL, Canal.TELEPHONE, Canal.SMS


def debtor(telephone: str = "", email: str = "", adresse: Adresse = LYON) -> Debiteur:
    return client(telephone=telephone, email=email, adresse=adresse)


def level(canal: Canal, modele: str = "relance-1") -> Niveau:
    return replace(niveau(1, 5), canal=canal, modele=modele)


@pytest.mark.parametrize(
    ("asked", "who", "taken", "why"),
    [
        (C, debtor(), C, ""),
        (R, debtor(), R, ""),
        (E, debtor(email=MAIL), E, ""),
        (T, debtor(LANDLINE), T, ""),
        (S, debtor(MOBILE), S, ""),
        (S, debtor(LANDLINE, MAIL), E, "faute de numéro de portable"),
        (S, debtor(LANDLINE), C, "faute de numéro de portable et d'adresse e-mail"),
        (E, debtor(), C, "faute d'adresse e-mail"),
        (E, debtor(email="compta@dupont"), C, "faute d'adresse e-mail valable"),
        (T, debtor(email=MAIL), E, "faute de numéro de téléphone"),
        (T, debtor("voir M. Paul"), C, "faute de numéro de téléphone et d'adresse e-mail"),
        (C, debtor(email=MAIL, adresse=Adresse()), E, "faute d'adresse postale"),
        (C, debtor(adresse=Adresse()), None, "faute d'adresse postale et d'adresse e-mail"),
        (R, debtor(MOBILE, MAIL, Adresse()), None, "faute d'adresse postale"),
    ],
)
def test_a_channel_that_lacks_its_address_gives_way_to_the_next(
    asked: Canal, who: Debiteur, taken: Canal | None, why: str
) -> None:
    route = canal_de(level(asked), None, who)
    assert (route.prevu, route.canal, route.faute) == (asked, taken, why)


def test_a_segment_replaces_the_channel_of_a_level() -> None:
    route = canal_de(level(C), E, debtor(email=MAIL))
    assert (route.prevu, route.canal) == (E, E)


@pytest.mark.parametrize("notice", [level(R), level(R, "mise-en-demeure"), level(C, "mise-en-demeure-professionnel")])
def test_no_segment_weakens_a_registered_letter_nor_a_mise_en_demeure(notice: Niveau) -> None:
    assert canal_de(notice, S, debtor(MOBILE, MAIL)).canal is notice.canal


def test_a_mise_en_demeure_by_post_without_an_address_does_not_leave_by_e_mail() -> None:
    assert canal_de(level(C, "mise-en-demeure"), None, debtor(email=MAIL, adresse=Adresse())).canal is None


@pytest.mark.parametrize("spoken", [T, S])
def test_a_mise_en_demeure_is_a_written_act(spoken: Canal) -> None:
    route = canal_de(level(spoken, "mise-en-demeure"), None, debtor(MOBILE, MAIL))
    assert (route.canal, route.faute) == (None, "faute d'un canal écrit")
    assert (route.manques[0].feuille, route.manques[0].colonne) == ("Procédures", "Canal")


def test_without_street_nor_town_no_letter_arrives() -> None:
    assert is_empty(Adresse(" ", "Bâtiment B", "69002", "\u00a0"))
    assert not is_empty(Adresse("", "", "", "Lyon"))


def routed(who: Debiteur, canal: Canal, **autres: object) -> Passage:
    levels = tuple(replace(one, canal=canal) for one in NIVEAUX)
    return acheminer(passage(portefeuille(echeance("F1", "100"), debiteurs=(who,), niveaux=levels, **autres), 30))


def test_the_reason_of_each_line_says_which_channel_is_taken_and_why() -> None:
    [line] = routed(debtor(), E).propositions
    assert line.pourquoi.endswith(" Par courrier et non par e-mail, faute d'adresse e-mail.")
    assert line.canal is C


def test_nothing_is_added_where_the_channel_is_the_one_asked_for() -> None:
    passage_ = routed(debtor(email=MAIL), E)
    assert passage_.propositions[0].pourquoi.endswith("première relance.")
    assert (passage_.envois[0].canal, remarques(passage_)) == (E, ())


def test_the_remark_names_the_debtor_and_the_cell_to_fill() -> None:
    [remark] = remarques(routed(debtor(), S))
    assert remark.message == (
        "C1 (Client C1) : la relance prévue par SMS part par courrier, faute de numéro de portable et d'adresse e-mail."
    )
    assert (remark.lieu.feuille, remark.lieu.colonne) == ("Débiteurs", "Téléphone")
    assert remark.remede == "Remplissez « Téléphone », feuille Débiteurs."


def test_a_bad_address_beside_a_good_one_is_remarked() -> None:
    [remark] = remarques(routed(debtor(email=f"{MAIL}; paul@dupont"), E))
    assert (remark.code, remark.trouve) == ("e-mail-illisible", "paul@dupont")


def test_a_letter_that_no_channel_takes_is_kept_to_be_told_and_blocks_its_lines() -> None:
    passage_ = routed(debtor(adresse=Adresse()), E)
    assert (passage_.envois, len(passage_.injoignables)) == ((), 1)
    [(_, fault)] = unreachable(passage_)
    assert (
        fault.message == "La lettre à C1 (Client C1) ne peut pas partir, faute d'adresse e-mail et d'adresse postale."
    )
    assert (passage_.propositions[0].decision, passage_.propositions[0].niveau) == (Decision.BLOQUEE, None)
    assert passage_.propositions[0].pourquoi.endswith(
        " Rien ne peut partir, faute d'adresse e-mail et d'adresse postale."
    )
    assert remarques(passage_) == ()


@pytest.mark.parametrize(
    ("adresse", "lacking"),
    [
        (Adresse("", "", "69003", "Lyon"), "il manque « Adresse 1 »"),
        (Adresse("1 rue du Bac", "", "", ""), "il manque « Code postal », « Ville »"),
    ],
)
def test_an_address_with_holes_is_remarked(adresse: Adresse, lacking: str) -> None:
    [remark] = remarques(routed(debtor(adresse=adresse), C))
    assert (remark.code, lacking in remark.message) == ("adresse-incomplete", True)


def test_the_decision_itself_does_not_change_with_the_channel() -> None:
    one, other = (
        routed(debtor(), E, relances=(relance("F1", 1, 5),)),
        routed(debtor(), C, relances=(relance("F1", 1, 5),)),
    )
    assert [p.niveau.niveau for p in one.propositions if p.niveau] == [2]
    assert [p.decision for p in one.propositions] == [p.decision for p in other.propositions]
