"""Every button once, in a live LibreOffice, on the worked example; and the same rows as the command line leaves."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import command
import memory_books
import pytest
import quick
from deux_hotes import Pair, opened, pair
from ecran_joue import EcranJoue
from memory_books import FIRST, SECOND
from relancier.base.errors import Lieu, Refus
from relancier.base.resources import shipped
from relancier.boutons.bureau import Bureau
from relancier.boutons.catalogue import BOUTONS, CATALOGUE
from relancier.boutons.ecran import Champ
from relancier.boutons.ecran_libreoffice import EcranLibreOffice
from relancier.boutons.jouer import jouer
from relancier.boutons.vue_live import VueLive
from relancier.classeur.live import LiveBook
from relancier.classeur.live.bsd import xw
from relancier.classeur.live.places import tables_of
from relancier.classeur.live.programs import program_of
from relancier.classeur.live.reading import block
from relancier.classeur.live.selection import Selection

pytestmark = pytest.mark.libreoffice
PDF = ("--pdf", "embarque")
DAY = date(2026, 11, 30)
# what is typed in the forms, where their first values do not do
SAISIES = {
    "consigner_appel": {"qui": "M. Durand"},
    "suspendre": {"motif": "accord"},
    "litige": {"motif": "rayures", "montant": "10"},
    "promesse": {"promis": "15/12/2026"},
}
# the row of Débiteurs where the user stands: the first client but for what not every client can have
CLIENTS = {
    "echeancier_simuler": "CL036",
    "echeancier_proposer": "CL036",
    "echeancier_signer": "CL036",
    "decompte": "CL036",
    "dossier_injonction": "CL004",
    "declaration_creance": "CL019",
    "suspendre": "CL002",
    "litige": "CL005",
    "promesse": "CL007",
}


@dataclass
class Poste:
    """Somebody before an open workbook."""

    book: xw.Book
    path: Path

    def stands_on(self, code: str) -> None:
        """Click on the row of the debtor `code`."""
        place = tables_of(self.book, program_of(self.book))["tblDebiteurs"]
        codes = [row[0] for row in block(place.cells(place.first, place.count, 0, 1))]
        assert VueLive(self.book).montrer(Lieu(table="tblDebiteurs", ligne=place.first + codes.index(code)))

    def presses(self, ident: str, ecran: EcranJoue, jour: date = DAY) -> int:
        bureau = Bureau(ecran, jour, self.path.parent / "journal.log", LiveBook(self.book), VueLive(self.book))
        return jouer(ident, bureau)


@pytest.fixture
def exemple(office: xw.App, tmp_path: Path) -> Iterator[Poste]:
    path = Path(shutil.copyfile(shipped("workbook") / "exemple.xlsx", tmp_path / "Créances.xlsx"))
    with opened(office, path) as live:
        yield Poste(live.book, path)


def test_every_button_once_on_the_example(exemple):
    before = exemple.path.read_bytes()
    codes, said = {}, {}
    for bouton in BOUTONS:
        exemple.stands_on(CLIENTS.get(bouton.id, "CL001"))
        ecran = EcranJoue(SAISIES.get(bouton.id, {}))
        codes[bouton.id] = exemple.presses(bouton.id, ecran)
        said[bouton.id] = ecran.tout
    wrong = {ident: (code, said[ident]) for ident, code in codes.items() if code not in (0, 1)}
    assert wrong == {}
    assert {ident for ident, code in codes.items() if code == 1} <= {"dossier_injonction", "declaration_creance"}
    assert "Enregistrez-le maintenant (Ctrl+S), au format Excel." in said["envoyer"]
    assert "Classeur : LibreOffice " in said["a_propos"]
    assert exemple.path.read_bytes() == before  # an .xlsx is the user's to save there
    assert len(said) == len(CATALOGUE)


def test_where_the_user_stands_is_what_the_buttons_work_on(exemple):
    vue = VueLive(exemple.book)
    exemple.stands_on("CL005")
    assert vue.selection().code_debiteur == "CL005"
    assert vue.montrer(Lieu(feuille="Factures", table="tblFactures", ligne=9))
    assert vue.selection().table == "tblFactures"
    assert vue.montrer(Lieu(feuille="Mode d'emploi"))
    assert vue.selection() == Selection()
    assert not vue.montrer(Lieu(feuille="Nulle part"))
    assert vue.est_un_classeur()


def test_another_workbook_is_not_ours(office):
    assert not VueLive(office.books.add()).est_un_classeur()


@pytest.fixture
def blank(office, tmp_path) -> Pair:
    return pair(office, memory_books.blank_history(tmp_path / "créances.xlsx"), tmp_path)


def test_live_through_buttons_or_closed_through_commands_the_rows_are_the_same(blank, monkeypatch):
    """A call, a suspension, a promise, a plan proposed and signed, two passages, the last one undone."""
    quick.install_everywhere(monkeypatch.setattr)  # how letters look is compared between the hosts elsewhere
    poste = Poste(blank.live.book, blank.live.path)
    for ident, code, saisie, jour, words in (
        ("consigner_appel", "CL3", {"qui": "X"}, FIRST, ("appel", "--debiteur", "CL3", "--qui", "X", "--date", FIRST)),
        (
            "suspendre",
            "CL1",
            {"motif": "accord", "au": "05/11/2026"},
            FIRST,
            ("suspendre", "--debiteur", "CL1", "--motif", "accord", "--du", FIRST, "--au", "2026-11-05"),
        ),
        ("envoyer", "CL1", {}, FIRST, ("lot", "--date", FIRST, *PDF)),
        (
            "promesse",
            "CL3",
            {"promis": "15/12/2026"},
            SECOND,
            ("echeancier promesse", "--debiteur", "CL3", "--le", "2026-12-15", "--date", SECOND, *PDF),
        ),
        (
            "echeancier_proposer",
            "CL2",
            {"nombre": "3"},
            SECOND,
            (
                *("echeancier proposer", "--debiteur", "CL2", "--nombre", "3", "--interets", "courus"),
                *("--date", SECOND, *PDF),
            ),
        ),
        ("echeancier_signer", "CL2", {}, SECOND, ("echeancier signer", "--debiteur", "CL2", "--date", SECOND)),
        ("envoyer", "CL1", {}, SECOND, ("lot", "--date", SECOND, *PDF)),
    ):
        poste.stands_on(code)
        ecran = EcranJoue(saisie)
        assert poste.presses(ident, ecran, jour) == 0, ecran.tout
        name, *options = words
        assert command.answer(*name.split(), blank.closed, *options)["code"] == 0
        assert blank.live.rows() == blank.closed_rows(), ident
    rows = blank.live.rows()
    poste.presses("envoyer", EcranJoue(oui=False), date(2026, 12, 20))
    assert blank.live.rows() == rows
    ecran = EcranJoue()
    assert poste.presses("annuler_derniere", ecran) == 0
    assert "• feuille Relances : 1 ligne ajoutée, à retirer" in ecran.question
    assert len(blank.live.rows()["tblRelances"]) == len(rows["tblRelances"]) - 1


def test_a_form_is_drawn_with_its_first_values_and_a_message_needs_a_window(exemple):
    ecran = EcranLibreOffice(exemple.book.app)
    champs = [Champ("du", "Du", "30/11/2026", aide="premier jour"), Champ("nature", "Nature", "b", ("a", "b"))]
    dialog = ecran.dessiner("Suspendre CL001", champs)
    assert dialog.getModel().Title == "Suspendre CL001"
    assert [dialog.getControl(one.nom).getText() for one in champs] == ["30/11/2026", "b"]
    assert dialog.getControl("nature").getItems() == ("a", "b")
    dialog.dispose()
    bar = ecran.progress()
    bar.stage("Rédaction", 2)
    bar.step()
    ecran.fini()
    with pytest.raises(Refus, match="personne ne verrait ce message"):
        ecran.dire("Fait", "Fait.")


def test_an_office_that_dies_is_one_sentence_and_the_next_one_goes_on(shared_office, tmp_path):
    path = memory_books.blank_history(tmp_path / "Créances.xlsx")
    poste = Poste(shared_office.app().books.open(str(path)), path)
    poste.stands_on("CL1")
    ecran = EcranJoue({"motif": "accord"})
    ecran.confirmer = lambda *_: shared_office.kill() or True
    assert poste.presses("suspendre", ecran) == 3
    assert "LibreOffice s'est fermé pendant l'opération." in ecran.dit
    with opened(shared_office.app(), path) as live:
        again = Poste(live.book, path)
        again.stands_on("CL1")
        assert again.presses("suspendre", EcranJoue({"motif": "accord"})) == 0
