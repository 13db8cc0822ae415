"""Plans told in dates through the command line: 12 345,67 € in six, kept, missed, cured, lost; every figure by hand."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import command
import filled
import pytest
import quick
from pypdf import PdfReader
from relancier.actions import proved_pdfs

Typed = dict[str, object]
# 12,305.67 due on 30 November 2025; with the 40 € of the law, 12,345.67
FACTURE: Typed = {
    "Numéro": "F1",
    "Code débiteur": "CL1",
    "Date": date(2025, 10, 31),
    "Échéance": date(2025, 11, 30),
    "Montant TTC": 12305.67,
}
# 300.00 due on 31 December 2025; 340.00 with the 40 €: 113.33, 113.33, 113.34
PETITE: Typed = {**FACTURE, "Date": date(2025, 12, 1), "Échéance": date(2025, 12, 31), "Montant TTC": 300}


def sent(level: int, day: date) -> Typed:
    return {
        "Id": f"R{level}",
        "Passage": f"P{level}",
        "Date": day,
        "Code débiteur": "CL1",
        "Numéro facture": "F1",
        "Échéance": date(2025, 11, 30),
        "Niveau": level,
        "Canal": "courrier",
        "Modèle": f"relance-{level}",
        "Statut": "émise",
    }


def paid(day: date, amount: float, reference: str = "", facture: str | None = "F1") -> Typed:
    return {
        "Date": day,
        "Code débiteur": "CL1",
        "Numéro facture": facture,
        "Montant": amount,
        "Référence": reference or None,
    }


def book(folder: Path, facture: Typed = FACTURE, type_: str = "professionnel", **more: Any) -> Path:
    folder.mkdir(exist_ok=True)
    return filled.book(
        folder / "creances.xlsx",
        debiteurs=[
            {
                "Code": "CL1",
                "Nom": "Menuiserie Tissot",
                "Type": type_,
                "Adresse 1": "3 rue Mercière",
                "Code postal": "69002",
                "Ville": "Lyon",
            }
        ],
        factures=[facture],
        **more,
    )


def act(name: str, workbook: Path, day: str, *words: object) -> dict[str, Any]:
    return command.answer("echeancier", name, workbook, "--date", day, *words)


def agree(workbook: Path, day: str, *words: object, signed: str = "") -> dict[str, Any]:
    """Propose a plan on `day`, and sign it on `signed` when it is given."""
    proposed = act("proposer", workbook, day, "--debiteur", "CL1", *words)
    assert proposed["code"] == 0, proposed
    if signed:
        done = act("signer", workbook, signed, "--echeancier", proposed["echeancier"])
        assert done["code"] == 0, done
    return proposed


def small(folder: Path, *words: object, signed: str = "2026-02-01", type_: str = "professionnel", **more: Any) -> Path:
    """300.00 € in three from 1 March 2026, its interest waived, agreed on 1 February."""
    workbook = book(folder, PETITE, type_, **more)
    plan = ("--nombre", 3, "--premiere", "2026-03-01", "--interets", "abandonnes")
    agree(workbook, "2026-02-01", *plan, *words, signed=signed)
    return workbook


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(proved_pdfs, "choose", lambda _: quick.Blank())
        patch.setattr(proved_pdfs, "missing", lambda _pdf, _values: ())
        return small(tmp_path_factory.mktemp("petit"))


@pytest.fixture
def signed(kept: Path, tmp_path: Path) -> Path:
    """A copy of the small plan, as it was signed."""
    return Path(shutil.copyfile(kept, tmp_path / kept.name))


def state(workbook: Path, day: str) -> dict[str, Any]:
    """The only plan of `workbook` on `day`, its versions replaced or withdrawn left out."""
    [one] = act("etat", workbook, day)["echeanciers"]
    return one


def told(one: dict[str, Any]) -> tuple[str, str, str, str]:
    return one["etat"], one["regle"], one["reste"], one["en_retard"]


def terms(one: dict[str, Any]) -> list[str]:
    return [term["statut"] for term in one["mensualites"]]


def calls(one: dict[str, Any]) -> list[tuple[str, list[int], str | None, str]]:
    return [(acte["nature"], acte["rangs"], acte["dernier_jour"], acte["montant"]) for acte in one["actes"]]


def passage(workbook: Path, day: str) -> tuple[str, int | None]:
    one = command.of(command.simulated(workbook, day), "F1")
    return one["decision"], one["niveau"]


def counted(workbook: Path, day: str) -> dict[str, Any]:
    return command.answer("decompte", workbook, "--debiteur", "CL1", "--au", day, "--sortie", workbook.parent / "d")


def read(pdf: object) -> str:
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(str(pdf)).pages))


def solid(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture
def blank(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters of one blank page: what is tried is what becomes of the plan."""
    monkeypatch.setattr(proved_pdfs, "choose", lambda _: quick.Blank())
    monkeypatch.setattr(proved_pdfs, "missing", lambda _pdf, _values: ())


@dataclass
class Life:
    """What was seen of a life: the plan, the passage and the letters, by day."""

    workbook: Path
    proposed: dict[str, Any]
    seen: dict[str, dict[str, Any]] = field(default_factory=dict)
    passages: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    broken: dict[str, Any] = field(default_factory=dict)

    def look(self, *days: str) -> None:
        for day in days:
            self.seen[day] = state(self.workbook, day)

    def receive(self, day: date, amount: float) -> None:
        filled.type_in(self.workbook, "tblReglements", paid(day, amount))

    def pass_on(self, *days: str) -> None:
        for day in days:
            self.passages[day] = passage(self.workbook, day)

    def notice(self, day: str) -> None:
        [letter] = act("pointer", self.workbook, day, "--courrier", "mise-en-demeure")["lettres"]
        self.letters[day] = read(letter["pdf"])

    def try_to_break(self, day: str) -> None:
        self.refused[day] = act("rompre", self.workbook, day, "--debiteur", "CL1")["erreur"]["code"]


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Life:
    """Two on time, one late by 5 days, one partial, one missed, a notice, its cure, one missed again, the term lost."""
    folder = tmp_path_factory.mktemp("vie")
    workbook = book(folder, relances=[sent(1, date(2025, 12, 10)), sent(2, date(2026, 1, 5))])
    plan = ("--nombre", 6, "--premiere", "2026-02-15", "--interets", "abandonnes")
    one = Life(workbook, agree(workbook, "2026-01-15", *plan))
    one.look("2026-01-16")
    one.pass_on("2026-01-19")
    act("signer", workbook, "2026-01-20", "--debiteur", "CL1")
    one.pass_on("2026-01-20", "2026-02-01")
    one.look("2026-02-09", "2026-02-10", "2026-02-14", "2026-02-15", "2026-02-16")
    one.receive(date(2026, 2, 15), 2057.61)
    one.receive(date(2026, 3, 15), 2057.61)
    one.look("2026-03-15", "2026-03-16", "2026-04-15", "2026-04-16", "2026-04-19")
    one.receive(date(2026, 4, 20), 2057.61)
    one.look("2026-04-20")
    one.receive(date(2026, 5, 15), 1000)
    one.look("2026-05-15", "2026-05-16", "2026-06-15", "2026-06-16")
    one.notice("2026-06-20")
    one.look("2026-06-20", "2026-07-05", "2026-07-06")
    one.try_to_break("2026-07-05")
    one.pass_on("2026-07-06")
    one.receive(date(2026, 7, 3), 3115.22)
    act("pointer", workbook, "2026-07-06")
    one.look("2026-07-02", "2026-07-03", "2026-07-07", "2026-07-15", "2026-07-16")
    one.try_to_break("2026-07-07")
    one.try_to_break("2026-07-17")
    one.notice("2026-07-20")
    one.look("2026-08-04")
    one.try_to_break("2026-08-04")
    one.look("2026-08-05")
    one.pass_on("2026-08-04")
    one.broken = act("rompre", workbook, "2026-08-05", "--debiteur", "CL1")
    one.letters["2026-08-05"] = read(one.broken["fichiers"][0]["pdf"])
    one.look("2026-08-06")
    one.pass_on("2026-08-05")
    return one


def test_what_is_asked_is_the_principal_and_the_40_euros_in_six(life):
    # accrued: 12,305.67 × 12.15 % × 31 days of December, then 15 of January: 126.98 + 61.44
    assert life.proposed["dette"]["interets"] == life.proposed["remise"] == "188.42"
    assert life.proposed["montant"] == "12345.67"
    assert [term["montant"] for term in life.proposed["mensualites"]] == ["2057.61"] * 5 + ["2057.62"]
    text = read(life.proposed["fichiers"][0]["pdf"])
    for words in (
        "12 534,09 € (douze mille cinq cent trente-quatre euros et neuf centimes)",
        "12 345,67 € (douze mille trois cent quarante-cinq euros et soixante-sept centimes)",
        "6 15/07/2026 2 057,62 € 0,00 €",
        "un délai de quinze (15) jours",
    ):
        assert solid(words) in text


def test_a_proposal_suspends_nothing_and_a_signature_does(life):
    assert life.seen["2026-01-16"]["etat"] == "proposé"
    assert life.passages["2026-01-19"] == ("à relancer", 3)
    assert life.passages["2026-01-20"] == life.passages["2026-02-01"] == ("bloquée", None)


def test_a_reminder_is_proposed_from_five_days_before_to_the_day_itself(life):
    assert calls(life.seen["2026-02-09"]) == []
    reminder = [("rappel", [1], None, "2057.61")]
    assert calls(life.seen["2026-02-10"]) == calls(life.seen["2026-02-14"]) == reminder
    assert calls(life.seen["2026-02-15"]) == reminder
    # from the day after, it is late
    assert told(life.seen["2026-02-16"]) == ("en retard", "0.00", "12345.67", "2057.61")


def test_two_paid_on_time_and_one_five_days_late(life):
    assert told(life.seen["2026-03-15"]) == told(life.seen["2026-03-16"]) == ("à jour", "4115.22", "8230.45", "0.00")
    assert life.seen["2026-04-15"]["etat"] == "à jour"
    for day, last in (("2026-04-16", "2026-05-01"), ("2026-04-19", "2026-05-04")):
        assert told(life.seen[day]) == ("en retard", "4115.22", "8230.45", "2057.61")
        assert calls(life.seen[day]) == [("mise en demeure", [3], last, "2057.61")]
    assert told(life.seen["2026-04-20"]) == ("à jour", "6172.83", "6172.84", "0.00")
    third = life.seen["2026-04-20"]["mensualites"][2]
    assert (third["soldee_le"], third["jours_de_retard"]) == ("2026-04-20", 5)


def test_one_paid_in_part_then_one_missed(life):
    on_the_day = life.seen["2026-05-15"]
    assert told(on_the_day) == ("à jour", "7172.83", "5172.84", "0.00")
    assert calls(on_the_day) == [("rappel", [4], None, "1057.61")]
    assert told(life.seen["2026-05-16"]) == ("en retard", "7172.83", "5172.84", "1057.61")
    assert life.seen["2026-06-15"]["en_retard"] == "1057.61"
    # 1,057.61 + 2,057.61
    assert told(life.seen["2026-06-16"]) == ("en retard", "7172.83", "5172.84", "3115.22")
    assert terms(life.seen["2026-06-16"])[3:] == ["partielle", "en retard", "à venir"]


def test_the_notice_asks_for_what_is_missing_and_names_its_last_day(life):
    for words in (
        "MISE EN DEMEURE de payer 3 115,22 €",
        "trois mille cent quinze euros et vingt-deux centimes",
        "4 15/05/2026 2 057,61 € 1 000,00 € 1 057,61 €",
        "5 15/06/2026 2 057,61 € – 2 057,61 €",
        "au plus tard le 5 juillet 2026",
        "soit 5 172,84 € à ce jour",
    ):
        assert solid(words) in life.letters["2026-06-20"]


def test_the_delay_runs_to_the_end_of_its_last_day(life):
    for day in ("2026-06-20", "2026-07-05"):
        assert calls(life.seen[day]) == [("attente", [4, 5], "2026-07-05", "3115.22")]
    assert life.refused["2026-07-05"] == "delai-en-cours"
    assert calls(life.seen["2026-07-06"]) == [("déchéance", [4, 5], None, "3115.22")]
    # the loss of the term is proposed, and nothing resumes by itself
    assert life.passages["2026-07-06"] == ("bloquée", None)


def test_paid_within_the_delay_the_plan_goes_on(life):
    assert life.seen["2026-07-02"]["etat"] == "en retard"
    assert told(life.seen["2026-07-03"]) == ("à jour", "10288.05", "2057.62", "0.00")
    assert [term["jours_de_retard"] for term in life.seen["2026-07-03"]["mensualites"]] == [0, 0, 5, 49, 18, 0]
    assert life.refused["2026-07-07"] == "rien-a-rompre"


def test_one_missed_again_needs_a_notice_of_its_own(life):
    assert life.seen["2026-07-15"]["etat"] == "à jour"
    assert calls(life.seen["2026-07-16"]) == [("mise en demeure", [6], "2026-07-31", "2057.62")]
    assert life.refused["2026-07-17"] == "mise-en-demeure-d-abord"
    assert calls(life.seen["2026-08-04"]) == [("attente", [6], "2026-08-04", "2057.62")]
    assert life.refused["2026-08-04"] == "delai-en-cours"
    assert calls(life.seen["2026-08-05"]) == [("déchéance", [6], None, "2057.62")]


def test_the_term_lost_all_is_owed_as_without_the_plan(life):
    # payments pay interest first; at 12.15 % then 12.40 % a year, lines of whole half-years:
    # 15/02 126.98 + 188.43 → 10,563.47 left; 15/03 98.46 → 8,604.32; 20/04 103.11 → 6,649.82; 15/05 55.34 → 5,705.16;
    # 03/07 87.36 + 5.81 = 93.17 → 2,683.11; then 33 days at 12.40 %: 30.08
    assert life.broken["exigible"] == {
        "au": "2026-08-05",
        "principal": "2683.11",
        "interets": "30.08",
        "indemnites": "40.00",
        "total": "2753.19",
    }
    for words in (
        "2 753,19 € exigibles",
        "deux mille sept cent cinquante-trois euros et dix-neuf centimes",
        "arrêtée au 5 août 2026 inclus",
        "La renonciation à 188,42 € d’intérêts",
        "Total reçu 10 288,05 €",
    ):
        assert solid(words) in life.letters["2026-08-05"]
    assert life.seen["2026-08-06"]["etat"] == "rompu"
    assert calls(life.seen["2026-08-06"]) == []


def test_the_reminders_resume_after_the_last_one_really_sent(life):
    assert life.passages["2026-08-04"] == ("bloquée", None)
    assert life.passages["2026-08-05"] == ("à relancer", 3)


def test_the_decompte_after_the_loss_of_the_term_is_the_letters(life):
    assert counted(life.workbook, "2026-08-05")["totaux"]["a_payer"] == "2753.19"
    # 26 days more of 2,683.11 at 12.40 %: 53.78 in one line with the 33 before
    assert counted(life.workbook, "2026-08-31")["totaux"]["interets"] == "53.78"


@pytest.mark.parametrize(
    ("mode", "asked", "missing", "owed"),
    [
        # 12,305.67 + 188.42 + 40.00; nothing runs while it is kept
        ("courus", ["2089.02"] * 5 + ["2088.99"], 3178.04, ("2522.65", "28.28", "40.00", "2590.93")),
        # and 126.98 + 97.48 + 86.62 + 63.10 + 43.54 + 20.98 = 438.70 at 12.15 % on the principal left
        ("sur-la-duree", ["2162.13"] * 5 + ["2162.14"], 3324.26, ("2149.15", "24.09", "40.00", "2213.24")),
    ],
)
@pytest.mark.usefixtures("blank")
def test_the_same_life_where_interest_is_asked(tmp_path, mode, asked, missing, owed):
    workbook = book(tmp_path)
    plan = ("--nombre", 6, "--premiere", "2026-02-15", "--interets", mode)
    found = agree(workbook, "2026-01-15", *plan, signed="2026-01-20")
    assert [term["montant"] for term in found["mensualites"]] == asked
    one = float(asked[0])
    filled.type_in(
        workbook,
        "tblReglements",
        paid(date(2026, 2, 15), one),
        paid(date(2026, 3, 15), one),
        paid(date(2026, 4, 20), one),
        paid(date(2026, 5, 15), 1000),
        paid(date(2026, 7, 3), missing),
    )
    assert told(state(workbook, "2026-07-03"))[0] == "à jour"
    act("pointer", workbook, "2026-07-20", "--courrier", "mise-en-demeure")
    due = act("rompre", workbook, "2026-08-05", "--debiteur", "CL1")["exigible"]
    assert (due["principal"], due["interets"], due["indemnites"], due["total"]) == owed


def test_a_plan_kept_to_its_end_closes_with_a_quittance_and_what_was_waived_stays_so(tmp_path):
    workbook = small(tmp_path)
    filled.type_in(
        workbook,
        "tblReglements",
        *(paid(date(2026, month, 1), amount) for month, amount in ((3, 113.33), (4, 113.33), (5, 113.34))),
    )
    assert told(state(workbook, "2026-04-30")) == ("à jour", "226.66", "113.34", "0.00")
    settled = state(workbook, "2026-05-01")
    assert told(settled) == ("soldé", "340.00", "0.00", "0.00")
    assert calls(settled) == [("quittance", [], None, "340.00")]
    [letter] = act("pointer", workbook, "2026-05-02", "--courrier", "quittance")["lettres"]
    for words in (
        "entièrement exécuté le 1er mai 2026",
        "340,00 € (trois cent quarante euros)",
        "notre renonciation à 3,20 € d’intérêts est définitive",
    ):
        assert solid(words) in read(letter["pdf"])
    assert counted(workbook, "2026-08-31")["totaux"]["a_payer"] == "0.00"
    assert passage(workbook, "2026-08-31") == ("soldée", None)
    assert calls(state(workbook, "2026-05-03")) == []


@pytest.mark.usefixtures("blank")
def test_prescription_moves_on_the_day_of_the_signature_and_only_then(tmp_path):
    workbook = small(tmp_path, signed="")

    def last_day() -> str:
        [one] = counted(workbook, "2026-02-20")["prescriptions"]
        return one["dernier_jour"]

    assert last_day() == "2030-12-31"
    # another proposal withdraws the first; nobody signed either
    agree(workbook, "2026-02-05", "--nombre", 4, "--interets", "abandonnes")
    assert last_day() == "2030-12-31"
    signed = act("signer", workbook, "2026-02-10", "--debiteur", "CL1")
    assert [(one["avant"], one["depuis"]) for one in signed["prescriptions"]] == [("2030-12-31", "2031-02-10")]
    assert last_day() == "2031-02-10"


@pytest.mark.usefixtures("blank")
def test_a_version_that_is_not_signed_leaves_the_one_before_in_force(signed):
    filled.type_in(signed, "tblReglements", paid(date(2026, 3, 1), 113.33))
    new = ("--echeancier", "ECH-2026-001", "--nombre", 4, "--interets", "courus")
    assert agree(signed, "2026-03-20", *new)["version"] == 2

    def versions(day: str) -> list[tuple[int, str]]:
        found = act("etat", signed, day, "--tous")["echeanciers"]
        return [(one["version"], one["etat"]) for one in found]

    assert versions("2026-04-02") == [(1, "en retard"), (2, "proposé")]
    assert passage(signed, "2026-04-02") == ("bloquée", None)
    assert act("signer", signed, "2026-04-05", "--debiteur", "CL1")["remplace"] == 1
    assert versions("2026-04-05") == [(1, "remplacé"), (2, "à jour")]


@pytest.mark.usefixtures("blank")
def test_without_a_notice_the_term_is_lost_from_the_first_day_late(tmp_path):
    workbook = small(tmp_path, creancier={"Déchéance du terme": "de plein droit"})
    assert calls(state(workbook, "2026-03-01")) == [("rappel", [1], None, "113.33")]
    assert calls(state(workbook, "2026-03-02")) == [("déchéance", [1], None, "113.33")]
    # 300.00 × 12.15 % × 61 days: 6.09
    due = act("rompre", workbook, "2026-03-02", "--debiteur", "CL1")["exigible"]
    assert (due["interets"], due["total"]) == ("6.09", "346.09")


def test_a_consumer_keeps_the_notice_and_owes_nothing_beside_the_principal(tmp_path):
    workbook = small(tmp_path, type_="consommateur", creancier={"Déchéance du terme": "de plein droit"})
    assert calls(state(workbook, "2026-03-02")) == [("mise en demeure", [1], "2026-03-17", "100.00")]
    text = read(next(workbook.parent.glob("*/*Protocole*.pdf")))
    assert solid("Total reconnu 300,00 €") in text
    assert solid("« Je reconnais devoir à ATELIER DU RHÔNE la somme de trois cents euros, soit 300,00 €. »") in text
    for words in ("L441-10", "forfaitaire", "sans mise en demeure", "pénalité", "40,00"):
        assert solid(words) not in text


@pytest.mark.usefixtures("blank")
def test_one_cent_short_on_the_last_day_is_short(signed):
    act("pointer", signed, "2026-03-05", "--courrier", "mise-en-demeure")
    filled.type_in(signed, "tblReglements", paid(date(2026, 3, 10), 113.32))
    assert calls(state(signed, "2026-03-20")) == [("attente", [1], "2026-03-20", "0.01")]
    assert calls(state(signed, "2026-03-21")) == [("déchéance", [1], None, "0.01")]
    # paid late but before anybody pronounced it, it holds
    filled.type_in(signed, "tblReglements", paid(date(2026, 3, 21), 0.01))
    assert act("rompre", signed, "2026-03-22", "--debiteur", "CL1")["erreur"]["code"] == "rien-a-rompre"


@pytest.mark.parametrize(
    ("payments", "told_then"),
    [
        ([paid(date(2026, 3, 1), 113.33, facture=None)], ("à jour", "113.33", "226.67", "0.00")),
        ([paid(date(2026, 2, 10), 500)], ("soldé", "340.00", "0.00", "0.00")),
        ([paid(date(2026, 3, 1), 113.33, "VIR ECH-2026-001/2")], ("en retard", "113.33", "226.67", "113.33")),
        (
            [paid(date(2026, 3, 1), 113.33), paid(date(2026, 3, 2), -113.33)],
            ("en retard", "0.00", "340.00", "113.33"),
        ),
        ([paid(date(2026, 3, 1), 150, facture="F2")], ("en retard", "0.00", "340.00", "113.33")),
    ],
    ids=["named by nothing", "early and over", "named instalment", "sent back", "another facture"],
)
@pytest.mark.usefixtures("blank")
def test_what_a_payment_pays(signed, payments, told_then):
    other = {**PETITE, "Numéro": "F2", "Date": date(2026, 2, 2), "Échéance": date(2026, 4, 30), "Montant TTC": 150}
    filled.type_in(signed, "tblFactures", other)
    filled.type_in(signed, "tblReglements", *payments)
    assert told(state(signed, "2026-03-02")) == told_then


@pytest.mark.usefixtures("blank")
def test_settled_then_sent_back_the_plan_runs_again_once_matched(signed):
    filled.type_in(signed, "tblReglements", paid(date(2026, 3, 1), 340))
    act("pointer", signed, "2026-03-02")
    assert filled.rows_of(signed, "tblEcheanciers")[0]["Statut"] == "soldé"
    filled.type_in(signed, "tblReglements", paid(date(2026, 3, 9), -340))
    act("pointer", signed, "2026-03-09")
    row = filled.rows_of(signed, "tblEcheanciers")[0]
    assert (row["Statut"], row["Fin le"]) == ("en retard", None)
    assert passage(signed, "2026-03-20") == ("bloquée", None)


@pytest.mark.usefixtures("blank")
def test_matching_twice_writes_once(signed):
    filled.type_in(signed, "tblReglements", paid(date(2026, 3, 1), 113.33))
    assert act("pointer", signed, "2026-03-02")["lignes_changees"] == 1
    before = signed.read_bytes()
    assert act("pointer", signed, "2026-03-02")["lignes_changees"] == 0
    assert signed.read_bytes() == before


def open_in_excel(workbook: Path) -> None:
    (workbook.parent / "~$creances.xlsx").write_bytes(b"x")


@pytest.mark.parametrize(
    ("prepare", "words", "code", "sentence"),
    [
        (open_in_excel, ("pointer", "--date", "2026-03-02"), 3, "Le classeur est ouvert dans Excel."),
        (None, ("signer", "--date", "2026-02-02"), 2, "Dites quel échéancier : --echeancier ou --debiteur."),
        (None, ("signer", "--date", "2026-02-02", "--debiteur", "CL1"), 2, "il n'y a rien à signer."),
        (None, ("signer", "--date", "2026-02-02", "--echeancier", "ECH-9"), 2, "Aucun échéancier n'a l'Id « ECH-9 »."),
        (None, ("rompre", "--date", "2026-03-02", "--debiteur", "CL1"), 3, "une mise en demeure avant la déchéance."),
        (None, ("pointer", "--date", "2026-03-02", "--courrier", "bidule"), 2, "n'est pas une lettre connue."),
        (None, ("etat", "--date", "2026-02-30"), 2, "« 2026-02-30 » n'existe pas dans le calendrier."),
    ],
)
@pytest.mark.usefixtures("blank")
def test_what_cannot_be_done_is_refused_in_french(
    signed, prepare: Callable[[Path], None] | None, words, code, sentence
):
    if prepare:
        prepare(signed)
    name, *others = words
    done, text = command.relancier("echeancier", name, signed, *others)
    assert done == code
    assert sentence in " ".join(text.split())
