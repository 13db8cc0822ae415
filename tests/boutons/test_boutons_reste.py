"""What the other buttons do, and what happens to whatever goes wrong in any of them."""

import importlib
import logging
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import filled
import memory_books
import pytest
from ecran_joue import EcranJoue, VueJouee, appuyer
from memory_books import FIRST, SECOND
from relancier.base.errors import Refus
from relancier.base.resources import shipped
from relancier.boutons import journal, langage, suivi
from relancier.boutons.catalogue import BOUTONS, CATALOGUE, Besoin
from relancier.classeur.backups import FOLDER
from relancier.classeur.live.selection import Selection
from relancier.classeur.undo import record
from relancier.classeur.undo.record import Record, Registre
from relancier.classeur.undo.trace import Bloc, Formula, TableTrace

RUBAN = Path(__file__).parents[2] / "addin" / "excel" / "ruban.xml"
ON_CL1 = Selection("tblDebiteurs", 6, "CL1", None)


def test_every_button_of_the_ribbon_is_in_the_catalogue_with_its_name_and_its_need():
    ours = {one.id: (one.titre, "" if one.besoin is Besoin.RIEN else one.besoin.name) for one in BOUTONS}
    drawn = {
        one.get("id"): (one.get("label"), one.get("tag", ""))
        for one in ElementTree.parse(RUBAN).iter()
        if one.tag.endswith("}button")
    }
    assert drawn == ours


@pytest.mark.parametrize("bouton", BOUTONS, ids=lambda one: one.id)
def test_each_button_has_its_function(bouton):
    assert re.fullmatch("[a-z0-9_]+", bouton.id)
    assert bouton.fonction().__module__ == f"relancier.boutons.{bouton.module}"


def test_the_ids_are_unique():
    assert len(CATALOGUE) == len(BOUTONS)


def test_refreshing_says_what_is_owed_and_what_is_late(classeur):
    code, ecran, _ = appuyer("actualiser", classeur, jour=FIRST)
    assert code == 0
    assert ecran.dit.startswith("Au 30/10/2026 : 1 245,60 € à encaisser, dont 1 245,60 € en retard, sur 4 échéances.")


@pytest.mark.parametrize(("measured", "again"), [(FIRST, False), (date(2026, 10, 29), True), (None, True)])
def test_the_dashboard_is_measured_again_only_when_it_is_of_another_day(classeur, monkeypatch, measured, again):
    done = []
    measure = suivi.refresh
    monkeypatch.setattr(suivi, "refresh", lambda *words: done.append(words) or measure(*words))
    vue = VueJouee(ON_CL1, measured=measured)
    code, _, _ = appuyer("tableau_de_bord", classeur, jour=FIRST, vue=vue)
    assert code == 0
    assert vue.lus == [("tblIndicateurs", "Arrêté au")]
    assert bool(done) is again
    assert vue.montres[-1].feuille == "Tableau de bord"


def test_a_workbook_in_order_is_said_to_be(classeur):
    filled.type_in(classeur, "tblReglements", {"Date": FIRST, "Numéro facture": "F-1", "Montant": 1})
    filled.wipe(classeur, "tblRelances")
    code, ecran, _ = appuyer("controler", classeur, jour=FIRST)
    assert code == 0
    assert ecran.dit.startswith("Le classeur est en ordre : chaque ligne se lit.")
    assert "L'historique est vide : aucun passage n'a encore eu lieu." in ecran.dit


def test_the_first_row_to_correct_is_shown(classeur):
    filled.type_in(classeur, "tblFactures", memory_books.facture("CL3", "F-7", "douze euros"))
    code, ecran, vue = appuyer("controler", classeur, jour=FIRST)
    assert code == 1
    assert ecran.dit.startswith("1 ligne à corriger, dont rien ne part")
    assert "douze euros" in ecran.dit
    assert (vue.montres[-1].feuille, vue.montres[-1].cellule) == ("Factures", "F9")


def test_a_long_list_is_offered_as_a_workbook_of_links(classeur):
    for number in range(9):
        filled.type_in(classeur, "tblFactures", memory_books.facture("CL3", f"F-1{number}", "douze"))
    _, ecran, _ = appuyer("controler", classeur, jour=FIRST)
    assert "… et " in ecran.question
    assert ecran.question.endswith("Ouvrir la liste complète, avec un lien vers chaque ligne ?")
    [listing] = ecran.ouverts
    assert listing == classeur.parent / "Contrôles" / "Contrôle 2026-10-30.xlsx"
    sheet = filled.openpyxl.load_workbook(listing).active
    links = [row[1].hyperlink for row in sheet.iter_rows(min_row=2) if row[1].hyperlink]
    assert {one.location for one in links} >= {f"'Factures'!F{line}" for line in range(9, 18)}
    assert all(one.target.endswith("Cr%C3%A9ances.xlsx") or one.target.endswith("Créances.xlsx") for one in links)


def test_an_altered_history_is_told_with_its_row(classeur, monkeypatch):
    appuyer("envoyer", classeur, jour=FIRST)
    memory_books.edit(classeur, lambda sheet, columns, first, last: _set(sheet, last, columns["Reste dû"], 1))
    code, ecran, vue = appuyer("controler", classeur, jour=FIRST)
    assert code == 1
    assert "Historique modifié (1 altération)" in ecran.tout
    assert vue.montres[-1].table == "tblRelances"


@pytest.mark.parametrize(
    ("ident", "table"),
    [("reglage_creancier", "tblCreancier"), ("reglage_procedures", "tblNiveaux"), ("reglage_taux", "tblTaux")],
)
def test_a_setting_shows_its_sheet_and_says_nothing(classeur, ident, table):
    code, ecran, vue = appuyer(ident, classeur)
    assert (code, ecran.dits, vue.montres[-1].table) == (0, [], table)


def test_a_sheet_that_is_gone_is_said_to_be(classeur):
    code, ecran, _ = appuyer("reglage_taux", classeur, vue=VueJouee(ON_CL1, sheets=False))
    assert (code, ecran.dit) == (
        2,
        "Ce classeur n'a pas de feuille « Taux ».\n\n→ Copiez-la depuis un classeur neuf.",
    )


def test_the_templates_that_are_missing_are_copied_once_and_none_is_replaced(classeur):
    folder = classeur.parent / "Modèles de lettres"
    folder.mkdir()
    (folder / "relance-1.docx").write_bytes(b"le mien")
    shown = len(list(shipped("templates").glob("*.docx"))) + len(list(shipped("templates").glob("*.txt"))) - 3
    _, ecran, _ = appuyer("modeles_lettres", classeur, EcranJoue(oui=False))
    assert ecran.question.startswith(f"{shown} modèles seront copiés dans « Modèles de lettres »")
    assert len(list(folder.iterdir())) == 1
    _, ecran, _ = appuyer("modeles_lettres", classeur)
    assert (folder / "relance-1.docx").read_bytes() == b"le mien"
    assert len(list(folder.iterdir())) == shown + 1
    assert ecran.ouverts == [folder]
    _, ecran, _ = appuyer("modeles_lettres", classeur)
    assert (ecran.questions, ecran.ouverts) == ([], [folder])


def test_the_last_operation_is_named_then_undone_exactly(classeur, monkeypatch):
    before = classeur.read_bytes()
    appuyer("envoyer", classeur, jour=FIRST)
    sent = classeur.read_bytes()
    _, ecran, _ = appuyer("annuler_derniere", classeur, EcranJoue(oui=False))
    assert ecran.question.startswith("L'opération « P2026-10-30 » sera annulée")
    assert "fichiers (lettres, comptes rendus…) seront rangés à part, sans être effacés." in ecran.question
    assert classeur.read_bytes() == sent
    code, ecran, _ = appuyer("annuler_derniere", classeur)
    assert (code, classeur.read_bytes()) == (0, before)
    assert "rangés dans « Annulé P2026-10-30 », rien n'est effacé." in ecran.dit
    code, ecran, _ = appuyer("annuler_derniere", classeur)
    assert (code, ecran.questions) == (2, [])


def test_what_is_undone_is_counted_row_by_row(classeur):
    blank, rows = ("", None, Formula("=1+1")), [("A", 1.0, ""), ("B", 2.0, ""), ("C", 3.0, "")]
    traces = (
        TableTrace("tblRelances", ("a", "b", "c"), 1, 2, (Bloc(0, (blank,), (rows[0], rows[1])),)),
        TableTrace("tblMensualites", ("a", "b", "c"), 300, 300, (Bloc(7, (rows[0],), (rows[1],)),)),
        TableTrace("tblPropositions", ("a", "b", "c"), 3, 1, (Bloc(0, tuple(rows), (rows[2],)),)),
    )
    place = record.place(classeur, FOLDER)
    record.save(Record("appel CL1", traces, Registre()), place)
    _, ecran, _ = appuyer("annuler_derniere", classeur, EcranJoue(oui=False))
    assert "• feuille Relances : 2 lignes ajoutées, à retirer\n" in ecran.question
    assert "• feuille Mensualités : 1 ligne changée, à remettre comme avant\n" in ecran.question
    changed_and_gone = "1 ligne changée, à remettre comme avant ; 2 lignes retirées, à rétablir"
    assert f"• feuille Propositions : {changed_and_gone}\n" in ecran.question
    assert "courrier" not in ecran.question  # it delivered none


def test_what_was_done_on_the_closed_file_says_in_the_open_one_where_it_can_be_undone():
    refus = Refus("annulation-classeur-ferme", "Faite fermé.", "Fermez-le, puis lancez « relancier annuler … ».")
    assert langage.erreur(refus).endswith("ou reprenez la copie d'avant, dans « Sauvegardes Relancier ».")


def test_help_shows_its_sheet_and_about_tells_version_licence_and_log(classeur):
    _, ecran, vue = appuyer("aide", classeur)
    assert (ecran.dits, vue.montres[-1].feuille) == ([], "Mode d'emploi")
    _, ecran, _ = appuyer("a_propos", classeur)
    for part in (
        "licence MIT",
        "Classeur : classeur fermé",
        "Python 3.",
        f"Journal : {classeur.parent / 'journal.log'}",
    ):
        assert part in ecran.dit


def test_in_a_workbook_that_is_not_ours_help_is_left_and_the_rest_says_why(classeur):
    vue = VueJouee(Selection(), ours=False, sheets=False)
    for bouton in BOUTONS:
        code, ecran, _ = appuyer(bouton.id, classeur, vue=vue)
        if bouton.besoin is Besoin.RIEN:
            assert code == 0
        else:
            assert (code, ecran.dit.split("\n")[0]) == (
                3,
                "Le classeur affiché n'est pas un classeur de créances de Relancier.",
            )


def test_without_a_debtor_each_button_that_needs_one_says_where_to_click(classeur):
    for bouton in (one for one in BOUTONS if one.besoin is Besoin.DEBITEUR):
        code, ecran, _ = appuyer(bouton.id, classeur)
        assert (code, ecran.dit.split("\n")[0]) == (3, "Aucun client n'est choisi.")


def test_an_unknown_button_is_a_sentence(classeur):
    code, ecran, _ = appuyer("payer_tout", classeur)
    assert code == 2
    assert "n'a pas de bouton « payer_tout »." in ecran.dit
    assert "réinstallez le complément" in ecran.dit


def test_what_nobody_foresaw_is_one_sentence_and_its_trace_is_in_the_log(classeur, monkeypatch, tmp_path):
    place = journal.tenir(tmp_path / "journaux")
    module = importlib.import_module("relancier.boutons.controler")
    monkeypatch.setattr(module, "inspect", lambda *_: 1 // 0)
    code, ecran, _ = appuyer("controler", classeur)
    assert code == 2
    assert ecran.dit.startswith("Quelque chose d'imprévu s'est produit (ZeroDivisionError : ")
    assert "Traceback" not in ecran.tout
    for handler in logging.getLogger("relancier.boutons").handlers:
        handler.flush()
    kept = place.read_text("utf-8")
    assert "controler (Relancier " in kept
    assert "ZeroDivisionError" in kept


def test_a_log_that_cannot_be_where_it_should_goes_elsewhere(tmp_path):
    (tmp_path / "fichier").write_text("")
    assert journal.tenir(tmp_path / "fichier").parent != tmp_path / "fichier"


def test_a_workbook_open_elsewhere_is_refused_in_one_sentence(classeur, monkeypatch):
    (classeur.parent / f"~${classeur.name}").write_bytes(b"")
    code, ecran, _ = appuyer("envoyer", classeur, jour=SECOND)
    assert code == 3
    assert ecran.dit.endswith("→ Fermez-le dans l'autre programme, puis recommencez.")


def _set(sheet, line, column, value):
    sheet.cell(line, column).value = value
