from pathlib import Path

import pieces_fabriquees as fabrique
import pikepdf
import pytest
from pieces_preparees import actifs, codes, image, lot, piece, prete, refusee, seule, texte
from PIL import ImageChops
from relancier.base.files import digest
from relancier.dossier.intake.prepare import prepare
from relancier.dossier.intake.rapport import Limites, Refusee
from relancier.dossier.pieces import Gravite, PiecePrete


def test_each_exhibit_is_ready_or_refused_with_a_remedy_and_none_is_left_out() -> None:
    assert list(lot()) == list(fabrique.FABRIQUES)
    for one in lot().values():
        assert one.empreinte == digest(one.piece.fichier)
        if isinstance(one, Refusee):
            assert one.constat.gravite is Gravite.REFUS
            assert one.constat.message.endswith(".")
            assert one.constat.remede.endswith(".")
            assert one.constat.piece == one.piece.numero
        else:
            assert all(constat.remede and constat.piece == one.piece.numero for constat in one.constats)


def test_nothing_acts_or_hides_in_any_clean_pdf_and_pikepdf_reads_each_without_a_complaint() -> None:
    ready = [one for one in lot().values() if isinstance(one, PiecePrete)]
    assert {str(one.piece.fichier.name): actifs(one.pdf) for one in ready if actifs(one.pdf)} == {}
    for one in ready:
        with pikepdf.open(one.pdf) as pdf:
            assert pdf.check_pdf_syntax() == []
            assert len(pdf.pages) == one.pages


def test_a_sound_pdf_says_nothing_and_changes_nothing() -> None:
    one = prete("simple.pdf")
    assert (one.pages, one.changements, one.constats, one.jointes) == (1, (), (), ())


def test_the_same_file_twice_and_the_same_pages_in_another_file_are_told() -> None:
    assert "a le même fichier que la pièce n°\u00a01." in prete("jumeau.pdf").constats[-1].message
    assert "a les mêmes pages que la pièce n°\u00a01." in prete("ouvert.pdf").constats[-1].message


def test_a_file_encrypted_without_a_password_opens_and_one_with_a_password_is_refused() -> None:
    assert prete("ouvert.pdf").changements == (
        "Le chiffrement a été retiré de la copie ; le fichier s'ouvrait sans mot de passe.",
    )
    assert refusee("ferme.pdf").constat.message == "« ferme.pdf » ne s'ouvre qu'avec un mot de passe."
    assert refusee("ferme.pdf").constat.remede.startswith("Demandez-en une version sans mot de passe")


@pytest.mark.parametrize(("secret", "opened"), [("sésame", True), ("autre", False)])
def test_a_password_that_is_given_opens_when_it_is_right(tmp_path: Path, secret: str, opened: bool) -> None:
    path = fabrique.ecris(tmp_path, "ferme.pdf", fabrique.chiffre("sésame"))
    one = prepare([piece(path)], tmp_path / "propre", mots_de_passe={path: secret})[0]
    assert isinstance(one, PiecePrete) is opened
    if isinstance(one, Refusee):
        assert one.constat.message == "Le mot de passe donné pour « ferme.pdf » n'est pas le bon."


def test_a_broken_index_is_repaired_and_said() -> None:
    assert prete("repare.pdf").changements == ("La structure du fichier, abîmée, a été réparée.",)
    assert codes(prete("repare.pdf")) == ["piece-reparee"]
    assert "Réparé" in texte(prete("repare.pdf"))


def test_a_file_cut_short_is_a_flaw_and_its_empty_pages_are_told() -> None:
    one = prete("coupe.pdf")
    cut = next(constat for constat in one.constats if constat.code == "piece-incomplete")
    assert cut.gravite is Gravite.DEFAUT
    assert cut.message == "« coupe.pdf » est coupé avant sa fin ; des contenus sont perdus."
    assert any("blanches : 2, 3." in constat.message for constat in one.constats)


@pytest.mark.parametrize("name", ["sans_page.pdf", "ordures.pdf", "rien.pdf"])
def test_what_holds_no_page_is_refused(name: str) -> None:
    assert refusee(name).constat.code in {"piece-abimee", "piece-vide"}


def test_a_page_tree_without_end_becomes_page_pictures_and_is_a_flaw() -> None:
    assert prete("arbre.pdf").pages == 1
    assert "Le fichier, abîmé, a été remplacé par l'image de chacune de ses pages." in prete("arbre.pdf").changements
    assert "piece-incomplete" in codes(prete("arbre.pdf"))


def test_bookmarks_that_bite_their_tail_are_cut() -> None:
    assert prete("signets.pdf").pages == 1
    with pikepdf.open(prete("signets.pdf").pdf) as pdf:
        assert "/Outlines" not in pdf.Root


def test_three_hidden_layers_of_33_stay_hidden_once_the_pages_are_bound(tmp_path: Path) -> None:
    one = prete("couches.pdf")
    assert one.changements[0] == ("Calques masqués retirés : 3 sur 33 (« Calque 31 », « Calque 32 », « Calque 33 »).")
    assert codes(one) == ["piece-calques-masques"]
    assert "Mot 30" in texte(one)
    assert "Mot 31" not in texte(one)
    with pikepdf.new() as bound, pikepdf.open(one.pdf) as pdf:
        bound.add_pages_from(pdf)
        bound.save(tmp_path / "liasse.pdf")
    before, after = image(one.piece.fichier), image(tmp_path / "liasse.pdf")
    assert ImageChops.difference(before, after).getbbox() is None


def test_visible_layers_are_melted_into_the_pages(tmp_path: Path) -> None:
    one = seule(tmp_path, "visibles.pdf", fabrique.couches(total=4, cachees=0))
    assert isinstance(one, PiecePrete)
    assert one.changements == ("Calques fondus dans les pages : 4, tous visibles.",)
    assert "Mot 3" in texte(one)


def test_what_acts_is_removed_and_counted_and_inner_links_live_on() -> None:
    one = prete("actif.pdf")
    assert one.changements == (
        "Fichiers joints au PDF, gardés dans l'original seulement : 1 (« notes.txt »).",
        "Actions et scripts retirés : 6.",
        "Sons, vidéos, objets 3D et fichiers en annotation retirés : 1.",
        "Liens vers l'extérieur désactivés : 1.",
        "Annotations masquées retirées : 1.",
        "Bulles de commentaire retirées : 1.",
    )
    assert codes(one) == ["piece-fichiers-joints", "piece-active"]
    with pikepdf.open(one.pdf) as pdf:
        links = [annotation for annotation in pdf.pages[0].Annots if "/Dest" in annotation]
        assert [link.Dest[0] == pdf.pages[1].obj for link in links] == [True]


@pytest.mark.parametrize("name", ["rempli.pdf", "a_dessiner.pdf", "xfa_fixe.pdf"])
def test_the_values_of_a_form_become_the_text_of_its_page(name: str) -> None:
    one = prete(name)
    assert "Valeur 42" in texte(one)


# a value without a picture of its own stands a pixel higher or lower in each reader
COMPARED = [name for name in fabrique.FABRIQUES if name.endswith(".pdf") and name != "a_dessiner.pdf"]


@pytest.mark.parametrize("name", COMPARED)
def test_a_clean_pdf_looks_like_its_original(name: str) -> None:
    one = lot()[name]
    if isinstance(one, Refusee) or name in {"coupe.pdf", "arbre.pdf"}:  # damaged: said above, page by page
        assert isinstance(one, Refusee) or "piece-incomplete" in codes(one)
        return
    for rank in range(one.pages):
        before, after = image(one.piece.fichier, rank), image(one.pdf, rank)
        assert before.size == after.size
        moved = ImageChops.difference(before.convert("L"), after.convert("L")).histogram()
        assert sum(moved[60:]) == 0


def test_a_form_that_only_its_reader_draws_is_refused_with_the_way_out() -> None:
    assert refusee("xfa_dynamique.pdf").constat.code == "piece-xfa"
    assert "imprimez-le en PDF" in refusee("xfa_dynamique.pdf").constat.remede


def test_a_signed_exhibit_is_told_and_its_original_untouched() -> None:
    one = prete("signe.pdf")
    assert "piece-signee" in codes(one)
    assert one.piece.fichier.read_bytes() == fabrique.signe()


def test_the_xml_of_a_factur_x_is_saved_beside_before_it_leaves_the_pdf() -> None:
    one = prete("factur_x.pdf")
    assert [path.name for path in one.jointes] == ["factur-x.xml"]
    assert one.jointes[0].read_bytes().endswith(b'<rsm:CrossIndustryInvoice xmlns:rsm="x"/>')


def test_blank_equal_and_turned_pages_are_told_by_their_rank() -> None:
    assert [constat.message for constat in prete("pages.pdf").constats] == [
        "Pages qui paraissent blanches : 2.",
        "Pages d'image identique : 3 comme 1.",
        "Pages dont le texte est à l'envers : 4.",
        "Pages dont le texte est couché vers la droite : 5.",
    ]


def test_a_page_of_15_metres_is_refused_and_one_without_a_size_takes_that_of_readers() -> None:
    assert "15,24\u202fm × 15,24\u202fm" in refusee("geante.pdf").constat.message
    with pikepdf.open(prete("sans_format.pdf").pdf) as pdf:
        assert [float(edge) for edge in pdf.pages[0].mediabox] == [0, 0, 612, 792]


def test_more_pages_than_allowed_are_refused_and_too_many_bytes_are_a_flaw(tmp_path: Path) -> None:
    long = seule(tmp_path, "long.pdf", fabrique.pages("1", "2", "3"), Limites(pages=2))
    assert isinstance(long, Refusee)
    assert long.constat.message == "« long.pdf » a 3 pages ; Relancier en accepte 2 par pièce."
    heavy = seule(tmp_path, "lourd.pdf", fabrique.simple(), Limites(sortie=100))
    assert isinstance(heavy, PiecePrete)
    assert codes(heavy) == ["piece-trop-grosse"]


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for run in ("a", "b"):
        folder = tmp_path / run
        folder.mkdir()
        paths = [
            fabrique.ecris(folder, name, fabrique.FABRIQUES[name]())
            for name in ("actif.pdf", "avis.tif", "contrat.docx", "html.eml")
        ]
        ready = prepare([piece(path) for path in paths], folder / "propre")
        made.append([one.pdf.read_bytes() for one in ready if isinstance(one, PiecePrete)])
    assert len(made[0]) == 4
    assert made[0] == made[1]
