"""A debtor's sheet: one page whatever its history, each figure in the text, and the next step with its reason."""

import dataclasses
import os
from dataclasses import replace
from pathlib import Path

import pytest
from ledgers import client, echeance, euros, jour, niveau, portefeuille, reglement, relance
from lettres_composees_canaux import plain
from relancier.base.errors import InvalidInput
from relancier.creances.portefeuille import (
    Adresse,
    Canal,
    Echeancier,
    Mensualite,
    NatureSuspension,
    Portefeuille,
    Suspension,
)
from relancier.documents.catalog import Catalog
from relancier.documents.fiche_debiteur.context import FicheClient
from relancier.documents.graphiques.frise import frise
from relancier.documents.graphiques.toile import png
from relancier.documents.pdf.engine import choose
from relancier.documents.pdf.port import EngineUnavailable
from relancier.documents.pdf.text import extract_text, missing
from relancier.documents.template import Template
from relancier.pilotage.chronologie import chronologie
from relancier.pilotage.portrait import portrait
from tableaux_rediges import crowded, sheet

LE = jour(60)
LYON = Adresse("3 rue du Bac", "", "69003", "Lyon")


def measures(found: FicheClient) -> dict[str, tuple[str, str]]:
    return {one.libelle: (plain(one.valeur), plain(one.note)) for one in found.mesures}


def texts(values: tuple[str, ...]) -> list[str]:
    return [plain(one) for one in values]


def test_what_is_owed_late_and_allowed_stands_at_the_top() -> None:
    debtor = client(plafond=euros("1000"))
    found = measures(
        sheet(portefeuille(echeance("F1", "900"), echeance("F2", "300", due=90, emise=30), debiteurs=(debtor,)), LE)
    )
    assert found["Il nous doit"] == ("1 200,00 €", "dont 300,00 € à échoir")
    assert found["En retard"] == ("900,00 €", "1 échéance, la plus ancienne de 60 jours")
    assert found["Plafond de crédit"] == ("1 000,00 €", "dépassé de 200,00 €")


def test_a_limit_that_was_never_set_is_said_and_not_zero() -> None:
    assert measures(sheet(portefeuille(echeance("F1", "900")), LE))["Plafond de crédit"] == ("–", "non fixé")


def test_the_next_step_is_what_a_passage_of_the_day_would_send_and_its_own_reason() -> None:
    found = sheet(portefeuille(echeance("F1", "900"), debiteurs=(client(adresse=LYON),)), LE)
    assert plain(found.suite) == "Envoyer par courrier : Relance 1 (niveau 1), 900,00 €"
    assert texts(found.raisons) == ["F1 : En retard de 60 jours, 900,00 € restent dus : niveau 1, première relance."]


def test_a_call_is_to_be_made_and_not_sent() -> None:
    livre = portefeuille(
        echeance("F1", "900"),
        debiteurs=(client(telephone="01 99 00 45 10"),),
        niveaux=(replace(niveau(1, 5), canal=Canal.TELEPHONE),),
    )
    assert plain(sheet(livre, LE).suite).startswith("Appeler : ")


def test_someone_whom_nothing_can_reach_is_to_be_completed_first() -> None:
    found = sheet(portefeuille(echeance("F1", "900")), LE)
    assert plain(found.suite) == "Compléter ses coordonnées : rien ne peut lui être envoyé."


def test_someone_who_owes_nothing_has_nothing_to_do() -> None:
    found = sheet(portefeuille(debiteurs=(client(),)), LE)
    assert (found.suite, found.raisons, found.lignes, found.frise_titre) == (
        *("Rien à faire\u00a0: il ne doit rien.", (), ()),
        "",
    )
    assert found.habitudes == ("Rien n’a été payé jusqu’ici\u00a0: aucune habitude à en tirer.",)


def test_money_that_no_facture_took_is_kept_in_his_favour() -> None:
    livre = portefeuille(echeance("F1", "100"), reglements=(reglement("250", 10, "F1"),))
    assert texts(sheet(livre, LE).en_cours) == [
        "Nous gardons 150,00 € en sa faveur, qu’aucune facture n’a encore pris."
    ]


def test_waiting_is_told_with_the_day_on_which_it_ends() -> None:
    found = sheet(
        portefeuille(
            echeance("F1", "900"), relances=(relance("F1", 1, 55),), niveaux=(niveau(1, 5), niveau(2, 20, ecart=15))
        ),
        LE,
    )
    assert found.suite == "Attendre."
    assert "attend le 10/11/2026" in plain(found.raisons[0])


def test_the_last_level_calls_for_a_decision() -> None:
    sent = tuple(relance("F1", n, 10 * n) for n in (1, 2, 3))
    assert sheet(portefeuille(echeance("F1", "900"), relances=sent), jour(200)).suite.startswith("Décider")


def test_the_mean_delay_says_on_how_many_echeances_it_rests() -> None:
    terms = [echeance(f"F{n}", "100", due=-n * 10) for n in range(4)]
    paid = [reglement("100", -n * 10 + 13, f"F{n}") for n in range(4)]
    found = texts(sheet(portefeuille(*terms, reglements=tuple(paid)), LE).habitudes)
    assert found == [
        "Paie en moyenne 13 jours après l’échéance (sur 4 échéances).",
        "Trop peu de règlements pour dire si cela change : 4 échéances ces 6 derniers mois, 0 les 6 mois d’avant.",
    ]


def test_a_delay_that_grows_is_told_with_both_means() -> None:
    days = [(-250 + 10 * n, 5) for n in range(3)] + [(-60 + 10 * n, 25) for n in range(3)]
    terms = [echeance(f"F{n}", "100", due=day, emise=day - 30) for n, (day, _) in enumerate(days)]
    paid = [reglement("100", day + late, f"F{n}") for n, (day, late) in enumerate(days)]
    assert texts(sheet(portefeuille(*terms, reglements=tuple(paid)), LE).habitudes)[1] == (
        "Le délai s’allonge : 25 jours de retard ces 6 derniers mois (sur 3 échéances), 5 les 6 mois d’avant "
        "(sur 3 échéances)."
    )


def test_disputes_promises_and_suspensions_that_run_are_told_with_their_days() -> None:
    blocks = (
        Suspension("C1", NatureSuspension.LITIGE, jour(20), facture="F1", montant_conteste=euros("80"), motif="Casse."),
        Suspension("C1", NatureSuspension.PROMESSE, jour(55), au=jour(70), motif="Virement"),
        Suspension("C1", NatureSuspension.SUSPENSION, jour(50), facture="F2", au=jour(90)),
        Suspension("C1", NatureSuspension.LITIGE, jour(1), au=jour(2)),
    )
    found = sheet(portefeuille(echeance("F1", "900"), echeance("F2", "100"), suspensions=blocks), LE)
    assert texts(found.en_cours)[1:] == [
        "Litige depuis le 21/09/2026, facture F1 : 80,00 € contestés (Casse).",
        "Relances suspendues depuis le 21/10/2026 jusqu’au 30/11/2026, facture F2.",
        "Promesse du 26/10/2026 pour le 10/11/2026 (Virement).",
    ]


def test_a_plan_tells_what_was_paid_of_it_and_what_comes_next() -> None:
    plan = Echeancier("EC-1", 1, "C1", jour(10), euros("900"), "en cours", arrete=jour(10))
    terms = tuple(Mensualite("EC-1", 1, jour(20 + 30 * n), euros("300"), euros("0"), rang=n + 1) for n in range(3))
    livre = portefeuille(
        echeance("F1", "900"),
        echeanciers=(plan,),
        mensualites=terms,
        reglements=(reglement("300", 20), reglement("300", 50)),
    )
    assert (
        "Échéancier EC-1 du 11/09/2026 : 2 versements payés sur 3, reste 300,00 € ; prochain : 300,00 € le 20/11/2026."
        in texts(sheet(livre, LE).en_cours)
    )


def test_insolvency_comes_first_and_says_what_to_declare() -> None:
    broke = client(procedure_collective=jour(40))
    found = sheet(portefeuille(echeance("F1", "900"), debiteurs=(broke,)), LE)
    assert texts(found.en_cours)[0].startswith("Procédure collective ouverte le 11/10/2026 : 900,00 € sont à déclarer")
    assert "mandataire" in found.suite


def test_what_is_older_than_two_years_is_summed_up_in_words() -> None:
    old = [echeance(f"A{n}", "100", due=-900 + n, emise=-930) for n in range(3)]
    livre = portefeuille(*old, echeance("F1", "900"), reglements=(reglement("200", -890),))
    assert plain(sheet(livre, LE).frise_note).endswith(
        "Plus ancien, non dessiné : 3 factures pour 300,00 €, dont 100,00 € encore dus ; 200,00 € reçus."
    )


def test_an_unknown_code_is_refused_by_name() -> None:
    with pytest.raises(InvalidInput, match="« C9 »"):
        sheet(portefeuille(echeance("F1", "900")), LE, "C9")


def spread(livre: Portefeuille, folder: Path, engine: str) -> tuple[FicheClient, tuple[str, ...], Path]:
    """The sheet, what it prints, its PDF by `engine`."""
    found = portrait(livre, "C1", LE)
    history = chronologie(found)
    said = sheet(livre, LE)
    template: Template = Catalog().document("fiche-client", FicheClient)
    pictures = {} if history.vide else {"Frise du client": png(frise(history, 170, 54))}
    rendered = template.render({one.name: getattr(said, one.name) for one in dataclasses.fields(said)}, (), pictures)
    source = folder / "fiche.docx"
    source.write_bytes(rendered.docx)
    try:
        maker = choose(engine)  # type: ignore[arg-type]
    except EngineUnavailable as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))
    return said, rendered.printed, maker.convert([source], folder).pdfs[source]


BOOKS = {
    "ordinary": lambda: portefeuille(echeance("F1", "900"), reglements=(reglement("100", 10, "F1"),)),
    "crowded": crowded,
    "nothing": lambda: portefeuille(debiteurs=(client(),)),
    "credit": lambda: portefeuille(echeance("F1", "100"), reglements=(reglement("250", 10),)),
}


@pytest.mark.parametrize("name", list(BOOKS))
def test_it_is_one_page_and_each_value_is_in_its_text(name: str, tmp_path: Path) -> None:
    _, printed, pdf = spread(BOOKS[name](), tmp_path, "embarque")
    assert len(extract_text(pdf)) == 1
    assert missing(pdf, printed) == ()


@pytest.mark.libreoffice
def test_a_crowded_sheet_is_one_page_in_libreoffice_too(tmp_path: Path) -> None:
    _, printed, pdf = spread(crowded(), tmp_path, "libreoffice")
    assert len(extract_text(pdf)) == 1
    assert missing(pdf, printed) == ()


def test_a_crowded_sheet_says_what_it_leaves_out() -> None:
    said = sheet(crowded(), LE)
    shown = len(said.lignes)
    assert 1 <= shown < 8
    assert plain(said.autres).startswith(f"et {30 - shown} autres échéances, pour ")
    assert said.lignes[0].facture == "FACT-2023-000170-ABCDEF"
    assert said.nom.startswith("Société « L'Été & Fils » <Bâtiment>")
    assert "autres échéances, dans la feuille Situation" in plain(said.raisons[-1])
    assert plain(said.en_cours[-1]).startswith("Et ")


def test_a_reason_that_many_terms_share_is_told_once_with_their_numbers() -> None:
    opened = client(procedure_collective=jour(-1))
    said = sheet(portefeuille(*(echeance(f"F{n}", "10", due=-20 + n) for n in range(5)), debiteurs=(opened,)), jour(9))
    [reason] = said.raisons
    assert plain(reason).startswith("F0, F1, F2 et 2 autres, chacune : Procédure collective ouverte le 31/08/2026")
