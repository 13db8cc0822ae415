"""The call sheet: who, what is owed, what happened, what to ask, and one page whatever the debtor owes."""

import dataclasses
import os
from dataclasses import replace
from pathlib import Path

import pytest
from ledgers import NIVEAUX, client, echeance, euros, jour, niveau, portefeuille, reglement, relance
from lettres_composees_canaux import CREANCIER, by, composer, plain, sent
from relancier.creances.portefeuille import Adresse, Canal, Debiteur, NatureSuspension, Portefeuille, Suspension
from relancier.documents.catalog import Catalog
from relancier.documents.fiche_context import FicheAppel
from relancier.documents.pdf.engine import choose
from relancier.documents.pdf.port import EngineUnavailable
from relancier.documents.pdf.text import extract_text

LYON = Adresse("3 rue du Bac", "", "69003", "Lyon")
DEBTOR = client(telephone="+33 1 99 00 45 10", email="compta@dupont.example.fr", adresse=LYON)
LEVELS = by(Canal.TELEPHONE, niveau(1, 5, accorde=8), niveau(2, 20, ecart=15), NIVEAUX[2])


def book(*factures: str, debtor: Debiteur = DEBTOR, **autres: object) -> Portefeuille:
    terms = tuple(echeance(one, "100", due=rank) for rank, one in enumerate(factures or ("F1",)))
    return replace(portefeuille(*terms, debiteurs=(debtor,), **{"niveaux": LEVELS, **autres}), creancier=CREANCIER)


def sheet(livre: Portefeuille, le: int = 60) -> FicheAppel:
    return composer(livre, le).fiche(sent(livre, le))[1].context


def test_it_says_whom_to_call_and_at_what_number() -> None:
    told = sheet(book())
    assert (plain(told.telephone), told.nom, told.email, told.adresse) == (
        "01 99 00 45 10",
        "Client C1",
        "compta@dupont.example.fr",
        "3 rue du Bac, 69003 Lyon",
    )


def test_a_person_is_asked_for_by_title_and_a_firm_is_not() -> None:
    assert sheet(book(debtor=replace(DEBTOR, civilite="Mme"))).appel == "Madame"
    assert sheet(book()).appel == ""


def test_the_sum_to_ask_is_that_of_all_lines_though_the_page_shows_the_oldest() -> None:
    told = sheet(book(*(f"F{number:02}" for number in range(20))))
    assert [line.facture for line in told.lignes] == [f"F{number:02}" for number in range(8)]
    assert plain(told.autres) == "et 12 autres échéances, pour 1 200,00 € (voir le compte rendu)"
    assert plain(told.total_du) == "2 000,00 €"


def test_what_was_sent_and_promised_is_told_newest_first() -> None:
    promises = (
        Suspension("C1", NatureSuspension.PROMESSE, jour(10), au=jour(20), motif="Chèque."),
        Suspension("C1", NatureSuspension.PROMESSE, jour(25), au=jour(40)),
        Suspension("C1", NatureSuspension.LITIGE, jour(1), au=jour(2)),
    )
    told = sheet(book(relances=(relance("F1", 1, 5),), suspensions=promises))
    assert list(map(plain, told.relances)) == ["06/09/2026 : niveau 1"]
    assert told.promesses == (
        "le 26/09/2026, règlement annoncé pour le 11/10/2026 : non tenu",
        "le 11/09/2026, règlement annoncé pour le 21/09/2026 (Chèque) : non tenu",
    )
    assert plain(told.promesse_rompue) == "11 octobre 2026"


@pytest.mark.parametrize(
    ("paid", "habits"),
    [
        ((), "Rien n'a été payé jusqu'ici."),
        (
            (reglement("100", 13, "F1"),),
            "Paie en moyenne 13 jours après l'échéance ; 100\u00a0% des sommes payées l'ont été en retard.",
        ),
        (
            (reglement("100", 10, "F1"), reglement("100", 0, "F2")),
            "Paie en moyenne 5 jours après l'échéance ; 50\u00a0% des sommes payées l'ont été en retard.",
        ),
        ((reglement("100", -4, "F1"),), "Paie en moyenne à l'échéance ou avant ; rien en retard."),
    ],
)
def test_the_debtor_s_habits_are_one_sentence_of_facts(paid: tuple[object, ...], habits: str) -> None:
    assert sheet(book("F1", "F2", "F3", reglements=paid)).habitudes == habits


def test_the_next_step_is_told_with_its_first_day() -> None:
    assert plain(sheet(book()).etape_suivante) == (
        "Sans règlement : Relance 2 (niveau 2, téléphone), à partir du 15 novembre 2026."
    )
    ended = book(relances=tuple(relance("F1", n, 5 * n) for n in (1, 2)))
    assert "dernier niveau de la procédure" in sheet(ended).etape_suivante


def test_what_is_disputed_is_not_asked() -> None:
    livre = book()
    envoi = sent(livre, 60)
    envoi = replace(envoi, lignes=(replace(envoi.lignes[0], conteste=euros("30")),))
    told = composer(livre, 60).fiche(envoi)[1].context
    assert plain(told.conteste) == "30,00 € contestés, non demandés dans l’attente."
    assert (plain(told.total_du), plain(told.lignes[0].reste_du)) == ("70,00 €", "70,00 €")


def test_a_line_not_due_yet_has_no_delay() -> None:
    livre = book()
    envoi = sent(livre, 60)
    ahead = replace(envoi.lignes[0], etat=replace(envoi.lignes[0].etat, retard=-5))
    told = composer(livre, 60).fiche(replace(envoi, lignes=(ahead,)))[1].context
    assert (told.lignes[0].retard, told.a_venir) == ("–", True)


def crowded() -> Portefeuille:
    """Everything at its longest: names, numbers, notes, promises, payments, forty lines."""
    debtor = replace(
        DEBTOR,
        nom="Société coopérative d'intérêt collectif pour la rénovation thermique du Haut-Jura et de la Bresse",
        note="Vire des sommes rondes sans citer de facture. " * 12,
        telephone="01 99 00 45 10 / 06 39 98 01 02 (M. le directeur administratif)",
        email="comptabilite.fournisseurs@scic-renovation.example.fr; direction@scic-renovation.example.fr",
        adresse=Adresse("Zone d'activité des Épicéas, 1250 avenue du Général-de-Gaulle", "Bâtiment B", "39200", "Bois"),
        civilite="Madame",
    )
    numbers = [f"FACT-2026-{number:06}-ABC" for number in range(40)]
    promises = tuple(
        Suspension("C1", NatureSuspension.PROMESSE, jour(5 + n), au=jour(45 + n), motif="Virement promis " * 8)
        for n in range(5)
    )
    sent_before = tuple(relance(number, 1, n, due=n) for n, number in enumerate(numbers))
    paid = tuple(reglement("1.00", n, ligne=n) for n in range(6))
    return book(*numbers, debtor=debtor, suspensions=promises, relances=sent_before, reglements=paid)


@pytest.mark.parametrize("livre", [book(), crowded()], ids=["short", "crowded"])
@pytest.mark.parametrize("engine", ["embarque", pytest.param("libreoffice", marks=pytest.mark.libreoffice)])
def test_it_is_one_page_with_a_place_for_the_promise(engine: str, livre: Portefeuille, tmp_path: Path) -> None:
    template, fiche = composer(livre, 60, projet=True).fiche(sent(livre, 60))
    rendered = template.render(
        {one.name: getattr(fiche.context, one.name) for one in dataclasses.fields(fiche.context)}
    )
    source = tmp_path / "fiche.docx"
    source.write_bytes(rendered.docx)
    try:
        maker = choose(engine)  # type: ignore[arg-type]
    except EngineUnavailable as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))
    report = maker.convert([source], tmp_path)
    [page] = extract_text(report.pdfs[source])
    for place in ("Promesse pour le", "Montant promis", "Interlocuteur", "Litige", "feuille Suspensions"):
        assert place in plain(page)


def test_the_user_s_own_sheet_is_taken_before_the_shipped_one(tmp_path: Path) -> None:
    shipped = Catalog().call_sheet()
    (tmp_path / "fiche-appel.docx").write_bytes(b"not a document")
    with pytest.raises(Exception, match="fiche-appel"):
        Catalog(tmp_path).call_sheet()
    assert shipped.title == "Fiche d'appel"
