"""The exhibits of the example: there, unchanged, true to the workbook's rows, and as awkward as they should be."""

import email
import email.policy
import hashlib
import io
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pypdf
import pypdfium2
import pytest
from docx import Document
from PIL import Image, ImageOps
from relancier.actions import demo
from relancier.actions.resultat import Demande
from relancier.base.dates import format_short
from relancier.base.money import format_euros
from relancier.classeur.closed_file import ClosedFile
from relancier.classeur.reading.read import read
from relancier.creances.portefeuille import Portefeuille

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from workbook import pieces_exemple_fabrique  # noqa: E402
from workbook.pieces_exemple_refus import MOT_DE_PASSE  # noqa: E402

WORKBOOK = ROOT / "workbook"
PIECES = WORKBOOK / "pieces"
QUAI_1, QUAI_2 = "F2026-0163", "F2026-0164"
RAM = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}"


@pytest.fixture(scope="module")
def portefeuille() -> Portefeuille:
    return read(WORKBOOK / "exemple.xlsx")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pieces")
    pieces_exemple_fabrique.write(folder)
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _text(pdf: bytes) -> str:
    """The text of a PDF, every space a plain one."""
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(text.split())


def _plain(text: str) -> str:
    return " ".join(text.split())


def test_three_debtors_have_exhibits_and_the_shipped_workbook_lists_each_file(portefeuille: Portefeuille) -> None:
    listed = {one.fichier for one in portefeuille.pieces} | {one.fichier for one in portefeuille.echeances}
    assert listed - {""} == {f"pieces/{name}" for name in _files(PIECES)}
    assert {one.debiteur for one in portefeuille.pieces} == {"CL004", "CL024", "CL036"}
    assert portefeuille.anomalies == ()


def test_the_empreinte_of_each_exhibit_is_the_sha_256_of_its_file(portefeuille: Portefeuille) -> None:
    assert len(portefeuille.pieces) == 20
    for piece in portefeuille.pieces:
        assert piece.empreinte == hashlib.sha256((WORKBOOK / piece.fichier).read_bytes()).hexdigest(), piece.fichier


def test_the_case_to_take_to_court_has_a_proof_of_every_kind(portefeuille: Portefeuille) -> None:
    natures = [one.nature for one in portefeuille.pieces if one.debiteur == "CL036"]
    assert set(natures) == {
        "contrat",
        "devis",
        "commande",
        "livraison",
        "correspondance",
        "mise en demeure",
        "preuve de dépôt",
        "avis de réception",
    }
    for number in (QUAI_1, QUAI_2):
        proofs = {one.nature for one in portefeuille.pieces if one.facture == number}
        assert proofs == {"commande", "livraison"}


def test_all_the_exhibits_together_weigh_less_than_one_and_a_half_megabytes() -> None:
    assert sum(map(len, _files(PIECES).values())) < 1_500_000


def test_each_facture_prints_the_figures_of_its_row_and_the_account_to_pay(portefeuille: Portefeuille) -> None:
    joined = [one for one in portefeuille.echeances if one.fichier]
    assert [(one.facture, one.montant) for one in joined] == [
        (QUAI_1, Decimal("4386.00")),
        (QUAI_2, Decimal("1572.00")),
        ("F2026-0196", Decimal("2964.48")),
        ("F2026-0198", Decimal("1265.00")),
    ]
    for one in joined:
        text = _text((WORKBOOK / one.fichier).read_bytes())
        for printed in (
            f"Facture n° {one.facture}",
            f"Date : {format_short(one.date)}",
            f"Échéance : {format_short(one.echeance)}",
            f"Total TTC {_plain(format_euros(one.montant))}",
            portefeuille.creancier.iban,
        ):
            assert _plain(printed) in text or printed in text.replace(" ", ""), one.facture


def test_a_firm_s_facture_tells_of_penalties_and_of_the_40_euros_and_a_person_s_does_not() -> None:
    firm = _text((PIECES / "CL036" / f"{QUAI_2}.pdf").read_bytes())
    person = _text((PIECES / "CL024" / "F2026-0198.pdf").read_bytes())
    for mention in ("majoré de dix points (article L441-10", "40 € (article D441-5"):
        assert mention in firm
    assert "L441" not in person
    assert "40 €" not in person
    assert "Pas d’escompte pour paiement anticipé." in firm
    assert "Pas d’escompte pour paiement anticipé." in person


def test_the_factur_x_says_in_its_xml_what_its_page_says() -> None:
    with pikepdf.open(PIECES / "CL036" / f"{QUAI_1}.pdf") as pdf:
        assert list(pdf.attachments) == ["factur-x.xml"]
        attached = pdf.Root.AF[0]
        assert attached.AFRelationship == pikepdf.Name.Data
        xml = ET.fromstring(bytes(attached.EF.F.read_bytes()))
        metadata = bytes(pdf.Root.Metadata.read_bytes()).decode()
    assert "<pdfaid:part>3</pdfaid:part>" in metadata
    assert "<fx:ConformanceLevel>BASIC WL</fx:ConformanceLevel>" in metadata
    values = {
        name: [element.text for element in xml.iter(f"{RAM}{name}")]
        for name in ("TaxBasisTotalAmount", "TaxTotalAmount", "GrandTotalAmount", "DuePayableAmount", "IBANID")
    }
    assert values == {
        "TaxBasisTotalAmount": ["3655.00"],
        "TaxTotalAmount": ["731.00"],
        "GrandTotalAmount": ["4386.00"],
        "DuePayableAmount": ["4386.00"],
        "IBANID": ["FR7699999000420010451236467"],
    }
    days = [element.text for element in xml.iter() if element.tag.endswith("DateTimeString")]
    assert days == ["20260528", "20260527", "20260630"]


def test_the_photograph_lies_on_its_side_and_says_so() -> None:
    with Image.open(PIECES / "CL036" / "BL-0164.jpg") as photo:
        assert photo.size == (1440, 1080)
        assert photo.getexif()[0x0112] == 6
        assert ImageOps.exif_transpose(photo).size == (1080, 1440)


def test_the_postal_slips_are_scans_in_black_and_white() -> None:
    for name, pages in (("preuve-de-depot-2026-10-30.tif", 1), ("avis-de-reception-2026-11-03.tif", 2)):
        with Image.open(PIECES / "CL036" / name) as scan:
            assert getattr(scan, "n_frames", 1) == pages
            assert (scan.mode, scan.info["compression"], scan.info["dpi"]) == ("1", "group4", (200, 200))


def test_the_customer_s_e_mail_admits_the_delivery_and_carries_its_letter() -> None:
    raw = (PIECES / "CL036" / "courriel-2026-09-08.eml").read_bytes()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert message["Date"].datetime.date() == date(2026, 9, 8)
    body = message.get_body(("plain",))
    assert body is not None
    assert "BL-0163 du 27/05/2026 et BL-0164 du 28/05/2026" in _plain(body.get_content())
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "Demande de délai.pdf"
    assert "Nous reconnaissons vous devoir 5 958,00 €" in _text(attached.get_content())


def test_the_person_s_e_mail_has_html_beside_its_text() -> None:
    raw = (PIECES / "CL024" / "courriel-2026-09-14.eml").read_bytes()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_the_mise_en_demeure_claims_what_the_history_says(portefeuille: Portefeuille) -> None:
    text = _text((PIECES / "CL036" / "mise-en-demeure-2026-10-30.pdf").read_bytes())
    (numero,) = {one.numero for one in portefeuille.relances if one.debiteur == "CL036" and one.niveau == 4}
    claimed = [one.montant for one in portefeuille.echeances if one.facture in {QUAI_1, QUAI_2}]
    assert sum(claimed) == Decimal("5958.00")
    assert "mettons en demeure de nous payer 5 958,00 € dans les 8 jours" in text
    assert f"n° {numero}" in text


def test_the_contract_is_a_word_document_with_the_general_conditions_as_its_annex() -> None:
    paragraphs = [one.text for one in Document(str(PIECES / "CL036" / "contrat-cadre.docx")).paragraphs]
    assert paragraphs[0] == "Contrat-cadre de fourniture"
    assert paragraphs.index("Annexe – Conditions générales de vente") > paragraphs.index("Article 5 – Annexe")


def test_the_locked_devis_opens_with_its_password_only() -> None:
    path = PIECES / "CL004" / "devis-D2026-047.pdf"
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    with pikepdf.open(path, password=MOT_DE_PASSE) as pdf:
        assert len(pdf.pages) == 1


def test_the_damaged_slip_is_read_by_none_of_three_readers() -> None:
    damaged = (PIECES / "CL004" / "BL-0196.pdf").read_bytes()
    assert damaged.startswith(b"%PDF-")
    with pytest.raises(pikepdf.PdfError):
        pikepdf.open(io.BytesIO(damaged))
    with pytest.raises(pypdf.errors.PdfReadError):
        len(pypdf.PdfReader(io.BytesIO(damaged)).pages)
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(damaged)


def test_the_builder_makes_the_same_bytes_twice(made: Path, tmp_path: Path) -> None:
    pieces_exemple_fabrique.write(tmp_path)
    assert _files(tmp_path) == _files(made)


def test_the_builder_makes_the_files_that_are_shipped(made: Path) -> None:
    assert set(_files(made)) == set(_files(PIECES))
    for name in ("CL036/F2026-0163.pdf", "CL024/CGV.pdf"):
        assert _text((made / name).read_bytes()) == _text((PIECES / name).read_bytes())


def test_the_demo_has_the_exhibits_beside_its_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[ClosedFile, Demande]] = []
    monkeypatch.setattr(demo.lot, "run", lambda host, demande, _suivi: asked.append((host, demande)))
    demo.run(tmp_path / "essai", "auto", lambda *_: None)  # type: ignore[arg-type]
    assert _files(tmp_path / "essai" / "pieces") == _files(PIECES)
    assert (tmp_path / "essai" / "exemple.xlsx").is_file()
    assert [demande.date_arrete for _, demande in asked] == [date(2026, 11, 30)]
