from dataclasses import replace
from pathlib import Path

import pytest
from ledgers import echeance, euros, jour, portefeuille
from relancier.base.errors import InvalidInput
from relancier.creances.portefeuille import Echeancier, Mensualite, PieceDeclaree, Portefeuille, Relance
from relancier.dossier.choix import Candidat, choisir
from relancier.dossier.natures import Nature, lire_nature
from relancier.dossier.numeros import ecrire, lire_numero, manquants, numeroter


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        *("contrat.docx", "bl.pdf", "F1.pdf", "mail.eml", "ar.tif", "accord.pdf", "notice.pdf", "fin.pdf"),
        *("Relances/r1.pdf", "Relances/med.pdf"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    return tmp_path


def listed(nature: str, fichier: str, **autres: object) -> PieceDeclaree:
    return PieceDeclaree("C1", fichier, nature=nature, **autres)


def sent(level: int, document: str, modele: str, le: int, **autres: object) -> Relance:
    return Relance(
        f"R{level}", "P", jour(le), "C1", "F1", jour(0), level, modele=modele, document=document, emise=jour(le),
        **autres,
    )  # fmt: skip


F1 = replace(echeance("F1", "100"), fichier="F1.pdf")


def chosen(livre: Portefeuille, folder: Path, factures: tuple[str, ...] = ("F1",)) -> list[Candidat]:
    return list(choisir(livre, "C1", factures, folder).candidats)


def test_they_come_in_the_order_of_the_bordereau_whatever_that_of_the_sheet(folder):
    livre = portefeuille(
        F1,
        pieces=(
            listed("avis de réception", "ar.tif", date=jour(45)),
            listed("courriel", "mail.eml", date=jour(10)),
            listed("BL", "bl.pdf"),
            listed("Contrat", "contrat.docx"),
        ),
        relances=(
            sent(4, "Relances/med.pdf", "mise-en-demeure", 40, canal="LRAR", numero="2C1", depose=jour(41)),
            sent(1, "Relances/r1.pdf", "relance-1", 5),
        ),
    )
    assert [(one.nature.value, one.chemin.name) for one in chosen(livre, folder)] == [
        ("contrat", "contrat.docx"),
        ("livraison", "bl.pdf"),
        ("facture", "F1.pdf"),
        ("relance", "r1.pdf"),
        ("correspondance", "mail.eml"),
        ("mise en demeure", "med.pdf"),
        ("avis de réception", "ar.tif"),
    ]


def test_a_mise_en_demeure_says_its_number_and_its_deposit(folder):
    livre = portefeuille(
        F1,
        relances=(sent(4, "Relances/med.pdf", "mise-en-demeure", 40, canal="LRAR", numero="2C1", depose=jour(41)),),
    )
    [_, notice] = chosen(livre, folder)
    assert notice.intitule == "Mise en demeure du 11/10/2026 (LRAR n° 2C1, déposée le 12/10/2026)"


def test_a_cancelled_relance_and_that_of_a_paid_facture_are_none(folder):
    livre = portefeuille(
        F1,
        relances=(
            sent(1, "Relances/r1.pdf", "relance-1", 5, statut="annulée"),
            replace(sent(4, "Relances/med.pdf", "mise-en-demeure", 40), facture="F0"),
        ),
    )
    assert [one.chemin.name for one in chosen(livre, folder)] == ["F1.pdf"]


def test_what_the_user_listed_and_what_the_history_knows_is_one_exhibit_in_his_words(folder):
    livre = portefeuille(
        F1,
        pieces=(listed("facture", "F1.pdf", intitule="Facture des fenêtres", numero="2", facture="F1"),),
    )
    [only] = chosen(livre, folder)
    assert (only.intitule, only.voulu, only.date, only.factures) == ("Facture des fenêtres", "2", jour(-30), ("F1",))


def test_a_proof_of_a_facture_that_is_not_claimed_is_left_out_and_said(folder):
    livre = portefeuille(F1, echeance("F2", "50"), pieces=(listed("BL", "bl.pdf", facture="F2"),))
    found = choisir(livre, "C1", ("F1",), folder)
    assert [one.chemin.name for one in found.candidats] == ["F1.pdf"]
    assert found.ecartes == ("« bl.pdf » : la facture F2 n'est pas réclamée.",)


def test_a_file_that_is_not_there_is_refused_with_its_row(folder):
    found = choisir(portefeuille(F1, pieces=(listed("BL", r"sous\absent.pdf", ligne=7),)), "C1", ("F1",), folder)
    [lost] = found.constats
    assert lost.code == "piece-introuvable"
    assert "feuille Pièces, ligne 7" in lost.message
    assert "absent.pdf" in lost.message


def test_a_signed_plan_its_notice_and_its_end_are_exhibits_and_a_proposed_one_is_not(folder):
    plan = Echeancier(
        "EC-1", 1, "C1", jour(10), euros("100"), "rompu", arrete=jour(10), fin=jour(60),
        document="accord.pdf", document_final="fin.pdf",
    )  # fmt: skip
    term = Mensualite("EC-1", 1, jour(20), euros("100"), euros("0"), rang=1, notifiee=jour(21), document="notice.pdf")
    livre = portefeuille(F1, echeanciers=(plan,), mensualites=(term,))
    assert [one.chemin.name for one in chosen(livre, folder)] == ["F1.pdf", "accord.pdf", "notice.pdf", "fin.pdf"]
    livre = portefeuille(F1, echeanciers=(replace(plan, statut="proposé"),), mensualites=(term,))
    assert [one.chemin.name for one in chosen(livre, folder)] == ["F1.pdf"]


@pytest.mark.parametrize(
    ("typed", "nature"),
    [("Bon de Livraison", "livraison"), ("AR", "avis de réception"), ("cgv", "CGV"), ("Protocole", "échéancier")],
)
def test_the_words_that_people_use_are_understood(typed, nature):
    assert lire_nature(typed) == nature


def test_an_unknown_word_is_correspondence():
    assert lire_nature("divers") is Nature.CORRESPONDANCE


def test_numbers_follow_the_order_around_those_that_the_user_gave():
    found = numeroter(["", "3 bis", "", "1", ""])
    assert [(ecrire(place), ranks) for place, ranks in found] == [
        ("1", (3,)),
        ("2", (0,)),
        ("3", (2,)),
        ("3 bis", (1,)),
        ("4", (4,)),
    ]


def test_exhibits_of_one_number_are_one_group():
    assert numeroter(["2", "", "2"]) == (((1, 0), (1,)), ((2, 0), (0, 2)))


def test_numbers_that_no_exhibit_bears_are_told():
    assert manquants([place for place, _ in numeroter(["5", "", "7 bis"])]) == (2, 3, 4, 6)


@pytest.mark.parametrize("typed", ["0", "A", "3 x", "-1", "1234"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(InvalidInput, match="n'est pas un numéro de pièce"):
        lire_numero(typed)


def test_a_number_may_be_typed_as_it_is_said():
    assert lire_numero("Pièce n° 3 BIS") == (3, 1)


def test_an_unknown_kind_is_said_with_its_row_the_nearest_and_those_that_are_known(folder):
    livre = portefeuille(
        F1,
        pieces=(
            listed("bon de livreson", "bl.pdf", ligne=4, intitule="BL 12"),
            listed("zzz", "contrat.docx", ligne=5),
            listed("", "mail.eml", ligne=6),
            listed("Courriel", "accord.pdf", ligne=7),
        ),
    )
    first, second, third = choisir(livre, "C1", ("F1",), folder).constats
    assert first.message == (
        "Feuille Pièces, ligne 4, colonne Nature : « bon de livreson » n'est pas une nature connue ; la pièce "
        "« BL 12 » est classée dans la correspondance."
    )
    assert first.remede.startswith(
        "Vouliez-vous dire « livraison » ? Écrivez contrat, devis, commande, CGV, livraison,"
    )
    assert first.remede.endswith("échéancier ou décompte.")
    assert second.remede.startswith("Écrivez contrat")
    assert "ligne 6, colonne Nature : la nature n'est pas indiquée" in third.message
