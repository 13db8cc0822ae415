"""The Word templates that ship: made by their program, true to their context, laid out alike everywhere."""

import dataclasses
import importlib.util
import re
import subprocess
import sys
import typing
import zipfile
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from docx import Document
from docxtpl import DocxTemplate
from jinja2 import Environment, nodes
from lettres_rendues import LETTRES, TEMPLATES, TOUS, W, contexte, lire, parties, rendre, source
from relancier.documents import context, fiche_context, messages_context, report_context
from relancier.documents.context import Lettre, Ligne, Paiement
from relancier.documents.decompte import context as decompte_context
from relancier.documents.dossier import context as dossier_context
from relancier.documents.echeancier import context as echeancier_context
from relancier.documents.fiche_context import FicheAppel
from relancier.documents.fiche_debiteur import context as client_context
from relancier.documents.report_context import CompteRendu
from relancier.documents.tableau import context as tableau_context


@cache
def module_champs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("champs_des_modeles", TEMPLATES / "champs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(TEMPLATES))  # it imports its own parts, from the same folder
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(TEMPLATES))
    return module


@pytest.fixture(scope="module")
def construits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dossier = tmp_path_factory.mktemp("modeles")
    subprocess.run([sys.executable, str(TEMPLATES / "construire.py"), "--sortie", str(dossier)], check=True, timeout=60)
    return dossier


@pytest.mark.parametrize("nom", TOUS)
def test_a_committed_template_is_what_the_program_builds(construits: Path, nom: str) -> None:
    # members, not bytes: another Python may compress the same text differently
    with (
        zipfile.ZipFile(construits / f"{nom}.docx") as neuf,
        zipfile.ZipFile(TEMPLATES / f"{nom}.docx") as livre,
    ):
        assert neuf.namelist() == livre.namelist()
        assert [p for p in neuf.namelist() if neuf.read(p) != livre.read(p)] == []
        assert {m.date_time for m in neuf.infolist()} == {(2026, 1, 1, 0, 0, 0)}


def test_the_folder_holds_these_templates_and_no_other() -> None:
    assert sorted(p.stem for p in TEMPLATES.glob("*.docx")) == sorted(TOUS)


def test_the_guide_lists_the_fields_as_the_program_writes_them(construits: Path) -> None:
    assert (construits / "README.md").read_text("utf-8") == (TEMPLATES / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("groupe", "module"),
    [
        ("LETTRE", context),
        ("MESSAGES", messages_context),
        ("FICHE", fiche_context),
        ("COMPTE_RENDU", report_context),
        ("DECOMPTE", decompte_context),
        ("ECHEANCIER", echeancier_context),
        ("DOSSIER", dossier_context),
        ("TABLEAU", tableau_context),
        ("FICHE_CLIENT", client_context),
    ],
)
def test_the_guide_explains_each_field_of_each_dataclass_and_nothing_else(groupe: str, module: ModuleType) -> None:
    expliques = {nom: list(champs) for nom, (_, _, champs) in getattr(module_champs(), groupe).items()}
    existants = {
        nom: [f.name for f in dataclasses.fields(classe) if f.name in classe.__annotations__]
        for nom, classe in vars(module).items()
        if dataclasses.is_dataclass(classe) and isinstance(classe, type) and classe.__module__ == module.__name__
    }
    assert expliques == existants


def inconnus(nom: str, racine: type) -> list[str]:
    """The names that the template asks for and that its dataclasses do not have."""
    modele = DocxTemplate(TEMPLATES / f"{nom}.docx")
    with zipfile.ZipFile(TEMPLATES / f"{nom}.docx") as paquet:
        textes = [modele.patch_xml(paquet.read(p).decode()) for p in parties(paquet)]
    manques: list[str] = []
    for texte in textes:
        parcourir(Environment().parse(texte), dict(typing.get_type_hints(racine)), manques)
    return manques


def parcourir(noeud: nodes.Node, portee: dict[str, typing.Any], manques: list[str]) -> None:
    if isinstance(noeud, nodes.For):
        element = type_de(noeud.iter, portee, manques)
        assert isinstance(noeud.target, nodes.Name)
        dedans = {**portee, noeud.target.name: typing.get_args(element)[0] if element else None}
        for enfant in noeud.body:
            parcourir(enfant, dedans, manques)
    elif isinstance(noeud, nodes.Expr):
        type_de(noeud, portee, manques)
    else:
        for enfant in noeud.iter_child_nodes():
            parcourir(enfant, portee, manques)


def type_de(noeud: nodes.Node, portee: dict[str, typing.Any], manques: list[str]) -> typing.Any:
    if isinstance(noeud, nodes.Name):
        if noeud.name not in portee:
            manques.append(noeud.name)
        return portee.get(noeud.name)
    if isinstance(noeud, nodes.Getattr):
        porteur = type_de(noeud.node, portee, manques)
        champs = typing.get_type_hints(porteur) if dataclasses.is_dataclass(porteur) else {}
        if noeud.attr not in champs:
            manques.append(f"{porteur}.{noeud.attr}")
        return champs.get(noeud.attr)
    if isinstance(noeud, nodes.Getitem):
        porteur = type_de(noeud.node, portee, manques)
        return porteur if isinstance(noeud.arg, nodes.Slice) else typing.get_args(porteur)[0]
    for enfant in noeud.iter_child_nodes():
        type_de(enfant, portee, manques)
    return None


@pytest.mark.parametrize("nom", LETTRES)
def test_a_letter_asks_only_for_fields_that_exist(nom: str) -> None:
    assert inconnus(nom, Lettre) == []


def test_the_report_asks_only_for_fields_that_exist() -> None:
    assert inconnus("compte-rendu", CompteRendu) == []


def test_the_call_sheet_asks_only_for_fields_that_exist() -> None:
    assert inconnus("fiche-appel", FicheAppel) == []


def test_a_field_that_does_not_exist_would_be_found() -> None:
    manques: list[str] = []
    arbre = Environment().parse("{{ total }}{% for l in lignes %}{{ l.montant }}{% endfor %}{{ creancier.nom }}")
    parcourir(arbre, dict(typing.get_type_hints(Lettre)), manques)
    assert manques == ["total", f"{Ligne}.montant"]


@pytest.mark.parametrize("nom", TOUS)
def test_each_tag_lies_whole_in_one_run(nom: str) -> None:
    for texte in re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", source(nom)):
        assert len(re.findall(r"\{[{%]", texte)) == len(re.findall(r"[%}]\}", texte)), texte


@pytest.mark.parametrize("type_", ["professionnel", "consommateur", "public"])
@pytest.mark.parametrize("nom", LETTRES)
def test_a_letter_leaves_no_tag_and_prints_its_claim(nom: str, type_: str) -> None:
    paquet = rendre(nom, contexte(type_))
    for partie in parties(paquet):
        assert not re.search(r"\{[{%]|[%}]\}", lire(paquet, partie))
    texte = lire(paquet)
    for attendu in ("ATELIER DU RHÔNE", "DUPONT & FILS", "CL042 / P1", "Lyon, le 30 novembre 2026", "2 469,12 €"):
        assert attendu in texte
    assert "deux mille quatre cent soixante-neuf euros et douze centimes" in texte


@pytest.mark.parametrize("nom", LETTRES)
def test_a_letter_with_every_optional_text_empty_still_reads_well(nom: str) -> None:
    nu = contexte(delai="", limite="", au_taux="", indemnite=False, lieu="", relances_precedentes=(), nombre=1)
    nu = dataclasses.replace(
        nu,
        creancier=dataclasses.replace(nu.creancier, telephone="", email="", qualite="", contact=()),
        paiement=Paiement("", "", "", "", False),
    )
    texte = lire(rendre(nom, nu))
    assert "Le 30 novembre 2026" in texte
    assert not re.search(r"  | [,.]|\(\)|Malgré|au plus tard le|sous ,|IBAN|QR code", texte), texte


@pytest.mark.parametrize(("nom", "titre"), LETTRES.items())
def test_a_letter_s_title_is_the_short_name_that_files_bear(nom: str, titre: str) -> None:
    proprietes = Document(str(TEMPLATES / f"{nom}.docx")).core_properties
    assert (proprietes.title, proprietes.language) == (titre, "fr-FR")


@pytest.mark.parametrize("nom", LETTRES)
def test_every_page_s_footer_bears_the_legal_line_and_page_x_of_y(nom: str) -> None:
    section = Document(str(TEMPLATES / f"{nom}.docx")).sections[0]
    assert section.different_first_page_header_footer
    for pied in (section.first_page_footer, section.footer):
        assert pied.paragraphs[0].text == "{{ creancier.mentions }}"
        assert pied.paragraphs[1].text == "Page 1 / 1"
        champs = [e.get(f"{W}fldCharType") for e in pied.paragraphs[1]._p.iter(f"{W}fldChar")]
        assert champs == ["begin", "separate", "end"] * 2
        assert [(e.text or "").strip() for e in pied.paragraphs[1]._p.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]


def test_later_pages_recall_whose_letter_it_is_and_a_draft_says_so_on_every_page() -> None:
    paquet = rendre("relance-1", contexte(projet="PROJET – NE PAS ENVOYER"))
    entetes = [lire(paquet, p) for p in parties(paquet) if "header" in p]
    assert len(entetes) == 2
    assert all("PROJET – NE PAS ENVOYER" in e for e in entetes)
    assert any("ATELIER DU RHÔNE · Client CL042 · 30 novembre 2026" in e for e in entetes)
    assert "PROJET" not in "".join(lire(rendre("relance-1", contexte()), p) for p in parties(paquet))


@pytest.mark.parametrize("nom", LETTRES)
def test_the_address_stands_47_mm_from_the_top_and_108_mm_from_the_left(nom: str) -> None:
    doc = Document(str(TEMPLATES / f"{nom}.docx"))
    section, table = doc.sections[0], doc.tables[0]
    dessus, fenetre = table.rows[0], table.rows[1]
    assert section.top_margin.mm + dessus.height.mm == pytest.approx(47, abs=0.1)
    assert section.left_margin.mm + table.columns[0].width.mm == pytest.approx(108, abs=0.1)
    assert fenetre.height.mm == pytest.approx(32, abs=0.1)
    assert "{{ x }}" in fenetre.cells[1].text


@pytest.mark.parametrize("nom", TOUS)
def test_tables_are_fixed_repeat_their_heading_and_never_cut_a_row(nom: str) -> None:
    doc = Document(str(TEMPLATES / f"{nom}.docx"))
    for table in doc.tables:
        assert not table.autofit
        assert all(rang._tr.find(f"{W}trPr/{W}cantSplit") is not None for rang in table.rows)
        if "{%tr for" in table._tbl.xml:
            assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
    assert not re.search(r"framePr|txbxContent", source(nom))


def test_the_claim_is_laid_out_in_eight_columns() -> None:
    table = Document(str(TEMPLATES / "relance-1.docx")).tables[1]
    titres = [cellule.text for cellule in table.rows[0].cells]
    assert titres == [
        "Facture", "Émise le", "Échéance", "Montant TTC", "Avoirs", "Réglé", "Reste dû", "Relance",
    ]  # fmt: skip


@pytest.mark.parametrize("nom", LETTRES)
def test_the_transfer_code_is_one_picture_described_as_qr_and_shown_on_demand(nom: str) -> None:
    assert source(nom).count('descr="QR"') == 1
    sans = dataclasses.replace(contexte(), paiement=Paiement("FR76 3000", "", "", "", False))
    assert 'descr="QR"' in rendre(nom, contexte()).read("word/document.xml").decode()
    assert 'descr="QR"' not in rendre(nom, sans).read("word/document.xml").decode()


def test_a_registered_letter_says_so_and_a_plain_one_does_not() -> None:
    mention = "Lettre recommandée avec avis de réception"
    assert mention in lire(rendre("relance-1", contexte(envoi=mention)))
    assert mention not in lire(rendre("relance-1", contexte()))


def test_an_imputation_is_told_in_the_letter() -> None:
    phrase = "Votre virement du 3 novembre 2026 (500,00 €) a réduit la facture FA-101."
    assert phrase in lire(rendre("relance-1", contexte(imputations=(phrase,))))
    assert "Imputation de vos règlements" not in lire(rendre("relance-1", contexte()))
