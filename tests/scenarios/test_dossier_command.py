"""The file for the judge, through the command line, on the worked example and its exhibits."""

import json
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from command import answer, relancier
from filled import type_in
from relancier.base.resources import shipped
from relancier.documents.pdf.text import quick_text

DAY = ("--date", "2026-11-30")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example beside its exhibits."""
    folder = tmp_path_factory.mktemp("exemple")
    shutil.copy(shipped("workbook") / "exemple.xlsx", folder)
    shutil.copytree(shipped("workbook") / "pieces", folder / "pieces")
    return folder / "exemple.xlsx"


@pytest.fixture(scope="module")
def made(example: Path) -> dict:
    """The file of a debtor who has all that is needed."""
    return answer("dossier", example, "--debiteur", "cl036", *DAY)


@pytest.fixture
def delivered(made: dict, tmp_path: Path) -> Path:
    """A copy of the delivered folder, to tamper with."""
    return Path(shutil.copytree(made["dossier"], tmp_path / "livré"))


def codes(found: dict) -> set[str]:
    return {one["code"] for one in found["constats"]}


def test_a_whole_file_is_delivered_with_its_archive(made):
    assert made["code"] == 0
    folder = Path(made["dossier"])
    assert {one.name for one in folder.iterdir()} >= {
        *("requete.docx", "requete.pdf", "bordereau.docx", "bordereau.pdf", "decompte.pdf", "decompte.xlsx"),
        *("releve.pdf", "chronologie.pdf", "liasse.pdf", "controle.pdf", "manifeste.json", "pieces", "originaux"),
    }
    with zipfile.ZipFile(made["archive"]) as archive:
        assert len(archive.namelist()) == sum(1 for one in folder.rglob("*") if one.is_file())
        assert archive.testzip() is None


def test_its_exhibits_are_numbered_in_order_and_begin_where_the_bundle_says(made):
    assert [one["numero"] for one in made["pieces"]] == [str(rank) for rank in range(1, 14)]
    assert [one["nature"] for one in made["pieces"]][:7] == [
        *("contrat", "devis", "commande", "commande", "livraison", "livraison", "facture"),
    ]
    with pikepdf.open(Path(made["dossier"]) / "liasse.pdf") as bound:
        assert len(bound.pages) == made["volumes"][0]["pages"]
        page = 3  # a cover and a page of bordereau come first
        for one in made["pieces"]:
            assert one["premiere_page"] == page
            page += one["pages"]
        with bound.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert [title.split(" – ")[0] for title in titles if title[0].isdigit()] == [str(n) for n in range(1, 14)]


def test_the_invoice_s_xml_is_saved_beside(made):
    folder = Path(made["dossier"]) / "jointes"
    assert [one.suffix for one in folder.rglob("*") if one.is_file() and one.suffix == ".xml"] == [".xml"]


def test_the_originals_are_untouched_and_hashed(made, example):
    manifest = json.loads((Path(made["dossier"]) / "manifeste.json").read_text("utf-8"))
    contract = manifest["pieces"][0]
    copy = Path(made["dossier"]) / contract["original"]["copie"]
    [source] = (example.parent / "pieces" / "CL036").glob("*.docx")
    assert copy.read_bytes() == source.read_bytes()


def test_the_mise_en_demeure_points_to_itself_and_to_its_proofs(made):
    code, text = relancier("verifier", made["dossier"])
    assert (code, "Conforme" in text) == (0, True)
    with pikepdf.open(Path(made["dossier"]) / "requete.pdf") as opened:
        assert len(opened.pages) == 2


def test_a_delivered_file_verifies_and_so_does_its_bundle_alone(delivered):
    assert answer("verifier", delivered)["intact"] is True
    assert answer("verifier", delivered / "liasse.pdf")["intact"] is True


def test_a_truncated_exhibit_is_named(delivered):
    victim = next((delivered / "pieces").glob("Piece_05*"))
    victim.write_bytes(victim.read_bytes()[:2000])
    found = answer("verifier", delivered)
    assert found["code"] == 1
    assert any(victim.name in one["message"] or one["piece"] == "5" for one in found["alterations"])


def test_two_swapped_exhibits_are_named(delivered):
    one, other = (next((delivered / "pieces").glob(f"Piece_0{n}*")) for n in (7, 8))
    kept = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(kept)
    said = " ".join(one["message"] for one in answer("verifier", delivered)["alterations"])
    assert one.name in said
    assert other.name in said


def test_a_renamed_exhibit_is_named(delivered):
    victim = next((delivered / "originaux").glob("Piece_10*"))
    victim.rename(victim.with_name("autre.pdf"))
    said = " ".join(one["message"] for one in answer("verifier", delivered)["alterations"])
    assert victim.name in said


def test_exhibits_that_cannot_be_used_stop_the_file_and_nothing_is_written(example):
    before = {one.name for one in (example.parent / "Dossiers").iterdir()} if _has(example) else set()
    found = answer("dossier", example, "--debiteur", "CL004", *DAY)
    assert (found["code"], found["dossier"]) == (3, None)
    refused = [one for one in found["constats"] if one["gravite"] == "refus"]
    assert {"devis-D2026-047.pdf" in one["message"] or "BL-0196.pdf" in one["message"] for one in refused} == {True}
    assert len(refused) == 2
    assert "mise-en-demeure-absente" in codes(found)
    assert ({one.name for one in (example.parent / "Dossiers").iterdir()} if _has(example) else set()) == before


def _has(example: Path) -> bool:
    return (example.parent / "Dossiers").is_dir()


def test_insisting_lists_the_flaws_and_numbers_what_is_left_without_holes(example, tmp_path):
    found = answer("dossier", example, "--debiteur", "CL004", *DAY, "--forcer", "--sortie", tmp_path)
    assert found["code"] == 1
    assert [one["numero"] for one in found["pieces"]] == ["1", "2", "3", "4", "5"]
    assert answer("verifier", found["dossier"])["intact"] is True


def test_a_password_opens_an_encrypted_exhibit_and_is_kept_nowhere(example, tmp_path):
    found = answer(
        "dossier", example, "--debiteur", "CL004", *DAY, "--forcer", "--sortie", tmp_path,
        "--mot-de-passe", "devis-D2026-047.pdf=vauclair-2026",
    )  # fmt: skip
    assert found["pieces"][0]["nature"] == "devis"
    files = [one for one in Path(found["dossier"]).rglob("*") if one.is_file()]
    assert not any(b"vauclair-2026" in one.read_bytes() for one in files)


def test_a_debtor_under_insolvency_is_declared_and_never_claimed(example, tmp_path):
    rows = answer("lot", example, *DAY, "--simuler")["propositions"]
    code = next(one["debiteur"] for one in rows if "Procédure collective" in one["pourquoi"])
    refused = answer("dossier", example, "--debiteur", code, *DAY, "--forcer", "--sortie", tmp_path)
    assert (refused["code"], refused["dossier"]) == (3, None)
    assert "procedure-collective" in codes(refused)
    declared = answer(
        "dossier", example, "--debiteur", code, *DAY, "--nature", "declaration", "--forcer", "--sortie", tmp_path
    )
    assert (Path(declared["dossier"]) / "declaration-creance.docx").is_file()


def test_a_note_to_a_lawyer_asks_for_no_court(example, tmp_path):
    found = answer(
        "dossier", example, "--debiteur", "CL036", *DAY, "--nature", "transmission", "--profil", "avocats",
        "--sortie", tmp_path,
    )  # fmt: skip
    assert found["code"] == 0
    assert any(one.name.startswith("note") for one in Path(found["dossier"]).iterdir())


def test_the_user_numbers_and_groups_his_exhibits(example, tmp_path):
    folder = tmp_path / "le mien"
    folder.mkdir()
    book = Path(shutil.copy(example, folder))
    shutil.copytree(example.parent / "pieces", folder / "pieces")
    plan = folder / "plan.txt"
    plan.write_text("Plan de pose des portes", "utf-8")
    listed = {"Code débiteur": "CL036", "Nature": "correspondance", "Date": date(2026, 6, 1), "Fichier": "plan.txt"}
    type_in(book, "tblPieces", listed | {"Intitulé": "Plan de pose", "Numéro": "3 bis"})
    found = answer("dossier", book, "--debiteur", "CL036", *DAY)
    assert [one["numero"] for one in found["pieces"]][:5] == ["1", "2", "3", "3 bis", "4"]
    assert found["pieces"][3]["intitule"] == "Plan de pose"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--debiteur", "CL999"), 2, "Aucun débiteur n'a le code « CL999 »"),
        (("--debiteur", "CL036", "--profil", "pigeon"), 2, "Le profil « pigeon » n'existe pas"),
        (("--debiteur", "CL036", "--nature", "declaration"), 2, "n'a pas de dette à déclarer"),
        (("--debiteur", "CL036", "--mot-de-passe", "secret"), 2, "Un mot de passe ne se lit pas"),
        (("--debiteur", "CL036", "--renvoi", "Lyon"), 2, "« Lyon » ne nomme pas un tribunal et sa ville"),
        (("--debiteur", "CL036", "--bodacc", "2026-10-20"), 2, "--bodacc ne sert que pour --nature declaration"),
        (
            ("--debiteur", "CL019", "--nature", "declaration", "--bodacc", "2026-10-01"),
            2,
            "La parution au BODACC (01/10/2026) ne peut pas précéder l'ouverture de la procédure (06/10/2026)",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_in_french(example, words, code, said):
    found, text = relancier("dossier", example, *DAY, *words)
    assert found == code
    assert said in " ".join(text.split())


def test_a_direct_referral_is_asked_before_a_court_named_in_full_and_bare_letters_are_told(example, tmp_path):
    found = answer("dossier", example, "--debiteur", "CL036", *DAY, "--renvoi", "TJ Mâcon", "--sortie", tmp_path)
    request = "".join(quick_text(Path(found["dossier"]) / "requete.pdf"))
    assert "immédiatement renvoyée devant le tribunal judiciaire de Mâcon" in " ".join(request.split())
    bare = [one for one in found["remarques"] if one.startswith("Chronologie, ")]
    assert bare[0].startswith("Chronologie, 31/07/2026, sans pièce : relance par courrier pour les factures F2026-0163")
    assert "feuille Relances, ligne " in bare[0]
    assert "sans pièce" in "".join(quick_text(Path(found["dossier"]) / "chronologie.pdf"))


def test_a_running_plan_stops_the_file_for_what_it_covers_is_not_due(example, tmp_path):
    found = answer("dossier", example, "--debiteur", "CL018", *DAY, "--sortie", tmp_path)
    assert found["code"] == 3
    [plan] = [one for one in found["constats"] if one["code"] == "echeancier-en-cours"]
    assert "EC-2026-001" in plan["message"]


def test_what_is_left_out_is_named_by_its_file_and_the_rest_by_its_number(example, tmp_path):
    found = answer("dossier", example, "--debiteur", "CL004", *DAY, "--forcer", "--sortie", tmp_path)
    assert {one["piece"] for one in found["constats"] if one["gravite"] == "refus"} == {None}
    numbers = {one["numero"] for one in found["pieces"]}
    assert {one["piece"] for one in found["constats"]} - {None} <= numbers


def test_files_under_one_number_are_one_exhibit_and_each_original_is_delivered(example, tmp_path):
    folder = tmp_path / "groupe"
    folder.mkdir()
    book = Path(shutil.copy(example, folder))
    shutil.copytree(example.parent / "pieces", folder / "pieces")
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(f"Plan {name}", "utf-8")
        row = {"Code débiteur": "CL036", "Nature": "correspondance", "Fichier": f"{name}.txt", "Numéro": "9"}
        type_in(book, "tblPieces", row | {"Intitulé": f"Plan {name}", "Date": date(2026, 6, 1)})
    found = answer("dossier", book, "--debiteur", "CL036", *DAY)
    assert found["code"] == 0
    [group] = [one for one in found["pieces"] if one["numero"] == "9"]
    assert group["pages"] == 2
    delivered = {one.read_bytes() for one in Path(found["dossier"]).rglob("*.txt")}
    assert delivered == {b"Plan a", b"Plan b"}


def test_a_file_listed_twice_a_stray_row_and_a_late_date_are_told(example, tmp_path):
    folder = tmp_path / "lignes"
    folder.mkdir()
    book = Path(shutil.copy(example, folder))
    shutil.copytree(example.parent / "pieces", folder / "pieces")
    (folder / "plan.txt").write_text("Plan", "utf-8")
    row = {"Code débiteur": "CL036", "Nature": "courriel", "Fichier": "plan.txt", "Intitulé": "Plan"}
    type_in(book, "tblPieces", row | {"Date": date(2027, 5, 1)}, row | {"Nature": "contrat"}, row | {"Fichier": None})
    type_in(book, "tblPieces", {"Numéro facture": "F999", "Nature": "BL", "Fichier": "plan.txt"})
    found = answer("dossier", book, "--debiteur", "CL036", *DAY)
    assert found["code"] == 3
    assert {"piece-posterieure", "ligne-de-piece"} <= codes(found)
    assert any("déjà la pièce" in one for one in found["ecartes"])


def test_two_builds_are_the_same_bytes(made, example, tmp_path):
    again = answer("dossier", example, "--debiteur", "CL036", *DAY, "--sortie", tmp_path)
    for one in Path(made["dossier"]).rglob("*"):
        if one.is_file() and one.suffix != ".docx":
            assert one.read_bytes() == (Path(again["dossier"]) / one.relative_to(made["dossier"])).read_bytes(), (
                one.name
            )


def test_a_locked_pdf_and_one_exhibit_alone_are_no_bundle_to_verify(made, tmp_path):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "chiffré.pdf", encryption=pikepdf.Encryption(user="x", owner="x"))
    alone = next((Path(made["dossier"]) / "pieces").glob("Piece_01*"))
    for path in (tmp_path / "chiffré.pdf", alone):
        found = answer("verifier", path)
        assert (found["code"], found["erreur"]["code"]) == (2, "verification-impossible")
