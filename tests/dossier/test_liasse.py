"""The bundle: cover, list, exhibits; one number for a page, wherever it is written; links that stay at home."""

import errno
import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from liasses_fabriquees import COUVERTURE, JOUR, KINDS, add_page, helvetica, link, make, pages, prete
from pikepdf import Array, Dictionary, Name
from relancier.base.errors import InvalidInput, Refus
from relancier.dossier.liasse import feuillets, manifeste, pixels, structure
from relancier.dossier.liasse.liasse import assemble, relier
from relancier.dossier.liasse.modele import Liasse
from relancier.dossier.liasse.verifier_liasse import verify_folder, verify_pdf
from relancier.dossier.pieces import PiecePrete
from relancier.dossier.profils import PROFILS, Profil

SANS_LIMITE = PROFILS["sans-limite"]


def bind(pieces: list[PiecePrete], folder: Path, profil: Profil = SANS_LIMITE) -> Liasse:
    made = relier(pieces, COUVERTURE, profil, folder, JOUR)
    manifeste.write(folder, made, pieces, profil, JOUR, "1.0")
    return made


def three(tmp_path: Path) -> list[PiecePrete]:
    names = (("Contrat", "1", 2), ("Livraison", "2", 1), ("Facture", "2 bis", 3))
    return [prete(pages(tmp_path / f"{name}.pdf", count, "section"), numero, name) for name, numero, count in names]


def codes(found: tuple[object, ...]) -> list[str]:
    return [one.code for one in found]  # type: ignore[attr-defined]


def test_three_exhibits_stand_on_pages_3_5_and_6(tmp_path: Path) -> None:
    made = bind(three(tmp_path), tmp_path / "dossier")
    assert [(one.numero, one.premiere_page, one.volume, one.pages) for one in made.places] == [
        ("1", 3, 1, 2),
        ("2", 5, 1, 1),
        ("2 bis", 6, 1, 3),
    ]
    read = structure.read(made.volumes[0].path)
    assert [page.numero for page in read.pages] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [(row.numero, row.page) for row in read.lignes] == [("1", 3), ("2", 5), ("2 bis", 6)]
    assert read.signets == (("1 – Contrat", 2), ("2 – Livraison", 4), ("2 bis – Facture", 5))


def test_a_finished_folder_proves_itself_with_or_without_the_clean_exhibits(tmp_path: Path) -> None:
    pieces = three(tmp_path)
    made = bind(pieces, tmp_path / "dossier")
    assert verify_folder(tmp_path / "dossier") == ()
    assert verify_folder(tmp_path / "dossier", {one.piece.numero: one.pdf for one in pieces}) == ()
    assert verify_pdf(made.volumes[0].path) == ()


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    pieces = three(tmp_path)
    for name in ("a", "b"):
        bind(pieces, tmp_path / name)
    first, second = (
        {
            file.relative_to(tmp_path / name): file.read_bytes()
            for file in (tmp_path / name).rglob("*")
            if file.is_file()
        }
        for name in ("a", "b")
    )
    assert len(first) == 8
    assert first == second


def test_every_kind_of_page_is_bound_stamped_and_otherwise_the_same(tmp_path: Path) -> None:
    pieces = [
        prete(make(tmp_path / f"{rank}.pdf", draw), str(rank), kind)
        for rank, (kind, draw) in enumerate(KINDS.items(), 1)
    ]
    bind(pieces, tmp_path / "dossier")
    assert verify_folder(tmp_path / "dossier", {one.piece.numero: one.pdf for one in pieces}) == ()


def test_exhibits_that_share_destination_names_keep_their_links_to_themselves(tmp_path: Path) -> None:
    made = bind(three(tmp_path), tmp_path / "dossier")
    read = structure.read(made.volumes[0].path)
    assert [(one.page, one.arrivee) for one in read.liens if one.page > 1] == [
        (2, 3),
        (3, 2),
        (4, 4),
        (5, 6),
        (6, 7),
        (7, 5),
    ]


def test_links_to_other_files_actions_and_dead_links_are_removed_and_said(tmp_path: Path) -> None:
    clean = tmp_path / "liens.pdf"
    with pikepdf.new() as pdf:
        add_page(pdf)
        add_page(pdf)
        link(pdf, 0, A=Dictionary(S=Name.GoToR, F=b"autre.pdf", D=Array([0, Name.Fit])))
        link(pdf, 0, A=Dictionary(S=Name.Launch, F=b"calc.exe"))
        link(pdf, 0, A=Dictionary(S=Name.JavaScript, JS=b"app.alert(1)"))
        link(pdf, 0, A=Dictionary(S=Name.GoTo, D=b"nulle-part"))
        link(pdf, 0, Dest=Array([1, Name.Fit]))  # by rank: in the bundle, page 1 is the list
        link(pdf, 0, A=Dictionary(S=Name.URI, URI=b"https://exemple.fr"))
        pdf.pages[1].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=b"1"))
        pdf.save(clean)
    made = bind([prete(pages(tmp_path / "a.pdf", 2), "1"), prete(clean, "2")], tmp_path / "dossier")
    assert verify_folder(tmp_path / "dossier") == ()
    read = structure.read(made.volumes[0].path)
    assert [(one.page, one.arrivee) for one in read.liens if one.page > 1] == [(4, 5)]
    assert {sentence for numero, sentence in made.changements if numero == "2"} == {
        "lien vers un autre fichier ou action retiré",
        "action attachée à la page retirée",
        "lien sans page d'arrivée retiré",
    }


def test_annotations_that_are_none_or_leave_the_page_do_no_harm(tmp_path: Path) -> None:
    clean = tmp_path / "a.pdf"
    with pikepdf.new() as pdf:
        for _ in range(2):
            add_page(pdf)
        link(pdf, 0, Dest=Array([pdf.pages[1].obj, Name.Fit]))
        pdf.pages[0].obj.Annots.insert(0, None)
        pdf.pages[0].obj.Annots.append(Array())
        pdf.pages[1].obj.Annots = Dictionary()
        pdf.pages[0].obj.B = Array([Dictionary(P=pdf.pages[1].obj)])
        pdf.save(clean)
    piece = prete(clean, "1")
    bind([piece], tmp_path / "dossier")
    assert verify_folder(tmp_path / "dossier", {"1": clean}) == ()


def test_a_clean_pdf_that_does_not_open_is_refused_by_its_number(tmp_path: Path) -> None:
    piece = prete(pages(tmp_path / "a.pdf", 1), "7")
    piece.pdf.write_bytes(b"%PDF-1.7 rien")
    with pytest.raises(InvalidInput, match="n° 7 ne s'ouvre plus"):
        bind([piece], tmp_path / "dossier")


def test_a_hidden_layer_stays_hidden_in_the_bundle(tmp_path: Path) -> None:
    clean = tmp_path / "calques.pdf"
    with pikepdf.new() as pdf:
        page = add_page(pdf, b"/OC /C1 BDC 0 g 100 300 300 300 re f EMC")
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=b"Brouillon"))
        page.obj.Resources.Properties = Dictionary(C1=layer)
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        pdf.save(clean)
    pieces = [prete(pages(tmp_path / "a.pdf", 1), "1"), prete(clean, "2")]
    made = bind(pieces, tmp_path / "dossier")
    read = structure.read(made.volumes[0].path)
    with pypdfium2.PdfDocument(made.volumes[0].path) as bound:
        assert pixels.blank(bound[3], read.pages[3].cadres)
    assert verify_folder(tmp_path / "dossier", {one.piece.numero: one.pdf for one in pieces}) == ()


def test_a_list_of_300_rows_pushes_the_exhibits_and_still_gives_their_true_page(tmp_path: Path) -> None:
    clean = pages(tmp_path / "a.pdf", 1)
    pieces = [prete(clean, str(rank), f"Bon de livraison n° {rank}") for rank in range(1, 301)]
    bundle = tmp_path / "liasse.pdf"
    with bundle.open("wb") as out:
        assemble(pieces, COUVERTURE, out)
    read = structure.read(bundle)
    assert len(read.bordereau) == 12
    assert [row.page for row in read.lignes] == list(range(14, 314))
    assert (read.signets[0], read.signets[-1]) == (
        ("1 – Bon de livraison n° 1", 13),
        ("300 – Bon de livraison n° 300", 312),
    )
    assert verify_pdf(bundle) == ()


def test_long_titles_accents_and_unknown_letters_keep_to_their_rows(tmp_path: Path) -> None:
    clean = pages(tmp_path / "a.pdf", 1)
    title = "Procès-verbal de réception contradictoire – œuvre « Été à Noël » " * 4 + "東京 " + "x" * 90
    made = bind([prete(clean, "1", title), prete(clean, "112 quater", "Suite")], tmp_path / "dossier")
    assert verify_folder(tmp_path / "dossier") == ()
    read = structure.read(made.volumes[0].path)
    assert read.signets[0][0] == f"1 – {title}"
    assert [row.numero for row in read.lignes] == ["1", "112 quater"]


def test_right_hand_starts_count_and_number_the_blank_pages(tmp_path: Path) -> None:
    made = bind(three(tmp_path), tmp_path / "dossier", PROFILS["papier"])
    assert [one.premiere_page for one in made.places] == [3, 5, 7]
    read = structure.read(made.volumes[0].path)
    assert read.pages[5].numero == 6
    assert read.pages[5].tampon is None
    assert verify_folder(tmp_path / "dossier") == ()


def test_a_profile_of_separate_files_makes_no_bundle(tmp_path: Path) -> None:
    made = bind(three(tmp_path), tmp_path / "dossier", PROFILS["mespieces"])
    assert made.volumes == ()
    assert [one.fichier.name for one in made.places] == [
        "Piece_01_Contrat.pdf",
        "Piece_02_Livraison.pdf",
        "Piece_02_bis_Facture.pdf",
    ]
    assert verify_folder(tmp_path / "dossier") == ()


def test_the_originals_and_what_goes_beside_them_are_copied_untouched(tmp_path: Path) -> None:
    original, xml = tmp_path / "Contrat signé.docx", tmp_path / "factur-x.xml"
    original.write_bytes(b"un original")
    xml.write_bytes(b"<xml/>")
    piece = prete(pages(tmp_path / "a.pdf", 1), "1", "Contrat", original)
    with_xml = PiecePrete(piece.piece, piece.pdf, 1, piece.empreinte, jointes=(xml,))
    made = bind([with_xml], tmp_path / "dossier")
    place = made.places[0]
    assert place.original is not None
    assert (place.original.name, place.original.read_bytes()) == ("Piece_01_Contrat.docx", b"un original")
    assert [(one.name, one.read_bytes()) for one in place.jointes] == [("Piece_01_Contrat_factur-x.xml", b"<xml/>")]


def test_an_original_that_changed_since_it_was_read_is_said(tmp_path: Path) -> None:
    original = tmp_path / "a.txt"
    original.write_bytes(b"avant")
    piece = prete(pages(tmp_path / "a.pdf", 1), "1", "Contrat", original)
    original.write_bytes(b"apres")
    assert codes(bind([piece], tmp_path / "dossier").constats) == ["original-change"]


def test_a_disk_that_fills_up_while_the_bundle_is_written_is_an_error_and_no_crash(tmp_path: Path) -> None:
    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(errno.ENOSPC, "plein")

    with pytest.raises(OSError, match="plein") as raised:
        assemble(three(tmp_path), COUVERTURE, Full())
    assert raised.value.errno == errno.ENOSPC


def test_two_exhibits_of_the_same_number_are_refused(tmp_path: Path) -> None:
    clean = pages(tmp_path / "a.pdf", 1)
    with pytest.raises(InvalidInput, match="même numéro"):
        relier([prete(clean, "3 bis"), prete(clean, "3  BIS")], COUVERTURE, SANS_LIMITE, tmp_path / "dossier", JOUR)


def test_the_bundle_says_its_title_its_language_and_its_date(tmp_path: Path) -> None:
    made = bind(three(tmp_path), tmp_path / "dossier")
    with pikepdf.open(made.volumes[0].path) as pdf:
        assert str(pdf.Root.Lang) == "fr-FR"
        assert str(pdf.docinfo["/Title"]) == "Pièces à l'appui de la requête en injonction de payer"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261122000000Z"


def test_no_row_of_the_list_is_drawn_below_its_page() -> None:
    row = feuillets.Ligne("1", "Facture " * 60, JOUR, "F" * 80, 3, 12, "volume 2", "ab" * 32)
    laid = feuillets.lay_out([row] * 30)
    most = feuillets.LIGNES[1] - feuillets.LIGNES[0]
    assert all(sum(one.hauteur for one in page) <= most for page in laid)


def test_a_font_named_like_ours_in_an_exhibit_is_left_alone(tmp_path: Path) -> None:
    clean = tmp_path / "a.pdf"
    with pikepdf.new() as pdf:
        page = add_page(pdf, b"BT /RlcB 20 Tf 60 400 Td (Deja) Tj ET")
        page.obj.Resources.Font = Dictionary({"/RlcB": helvetica()})
        pdf.save(clean)
    piece = prete(clean, "1")
    bind([piece], tmp_path / "dossier")
    assert verify_folder(tmp_path / "dossier", {"1": clean}) == ()


def test_a_full_disk_is_refused_in_french_and_leaves_nothing_of_the_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces = [prete(pages(tmp_path / f"{rank}.pdf", 1), str(rank)) for rank in (1, 2)]
    whole, left = Path.write_bytes, [1]

    def full(self: Path, data: bytes) -> int:
        if not left:
            raise OSError(errno.ENOSPC, "No space left on device", str(self))
        left.pop()
        return whole(self, data)

    out = tmp_path / "dossier"
    out.mkdir()
    (out / "note.txt").write_text("à moi", encoding="utf-8")
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Refus, match="La liasse ne peut pas être écrite \\(il n'y a plus de place sur le disque\\)"):
        relier(pieces, COUVERTURE, PROFILS["sans-limite"], out, JOUR)
    assert [one.name for one in out.rglob("*")] == ["note.txt"]


def test_a_disk_that_fills_up_while_a_volume_is_written_is_refused_in_french_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(io.FileIO):
        def write(self, data: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    whole = Path.open

    def opened(self: Path, mode: str = "r", **rest: object) -> object:
        return Full(self, "wb") if self.name.startswith("volume-") else whole(self, mode, **rest)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(Refus, match="il n'y a plus de place sur le disque"):
        relier([prete(pages(tmp_path / "1.pdf", 1), "1")], COUVERTURE, SANS_LIMITE, tmp_path / "dossier", JOUR)
    assert not (tmp_path / "dossier").exists()
