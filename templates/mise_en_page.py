"""The page, the styles and the small pieces that every template is made of.

Only what Word, LibreOffice and the embedded engine lay out alike: paragraphs, fixed-layout tables, fields with a
cached text. No frame, no text box.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

import segno
from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from styles import FILET, FOND, poser
from typographie import passages

DATE_FIXE = datetime(2026, 1, 1, tzinfo=UTC)
MARGE = Mm(20)
QR = Mm(26)

GARDES = ("Normal", "Heading 1", "Default Paragraph Font", "Normal Table", "No List", "Header", "Footer")
ORDRE_CELLULE = ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "vAlign")
APRES_BORDS = ("shd", "tabs", "spacing", "ind", "jc", "rPr", "sectPr")
INUTILES = ("/customXml", "thumbnail", "stylesWithEffects", "webSettings", "numbering")


def nouveau(titre: str, sujet: str, *, paysage: bool = False) -> Doc:
    """Return an empty A4 document in French with our styles; `titre` is the letter's short name (core property)."""
    doc = Document()
    _allege(doc)
    _compatibilite(doc)
    _proprietes(doc, titre, sujet)
    poser(doc)
    section = doc.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if paysage else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if paysage else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = MARGE
    section.top_margin, section.bottom_margin = Mm(16), Mm(18)
    section.header_distance, section.footer_distance = Mm(8), Mm(7)
    return doc


def ecrire(ou: Doc | _Cell, texte: str, style: str, *, suite: bool = False) -> Paragraph:
    """Add `texte` (with its `**bold**` marks) to a document or a cell; `suite` keeps it with the next paragraph."""
    p = ou.paragraphs[0] if isinstance(ou, _Cell) and _vierge(ou) else ou.add_paragraph()
    p.style = style
    remplir(p, texte)
    if suite:
        p.paragraph_format.keep_with_next = True
    return p


def remplir(p: Paragraph, texte: str) -> None:
    """Add `texte` to `p`, one run per passage, so that each tag lies whole in one run."""
    for morceau, gras in passages(texte):
        run = p.add_run(morceau)
        if gras:
            run.bold = True


def commande(ou: Doc | _Cell, tag: str) -> None:
    """Add a paragraph that holds nothing but a `{%p … %}` tag: rendering removes the paragraph."""
    ecrire(ou, tag, "Commande")


def champ(p: Paragraph, code: str, valeur: str) -> None:
    """Add a Word field; `valeur` is its cached text, without which the embedded engine prints nothing."""
    for genre, texte in (("begin", ""), ("", code), ("separate", ""), ("texte", valeur), ("end", "")):
        run = p.add_run()
        if genre == "texte":
            run.text = texte
        elif genre:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), genre)
            run._r.append(element)
        else:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {texte} "
            run._r.append(element)


def grille(doc: Doc, largeurs: Sequence[float], rangs: int, marge: float = 0) -> Table:
    """Add a borderless fixed-layout table; widths and the cells' side padding `marge` in mm."""
    table: Table = doc.add_table(rows=rangs, cols=len(largeurs))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    _marges(table, marge)
    for colonne, mm in zip(table.columns, largeurs, strict=True):
        colonne.width = Mm(mm)
    for rang in table.rows:
        for cellule, mm in zip(rang.cells, largeurs, strict=True):
            cellule.width = Mm(mm)
        _drapeau(rang, "w:cantSplit")
    return table


def hauteur(rang: _Row, mm: float, *, exacte: bool = True) -> None:
    """Give a row its height in mm."""
    rang.height = Mm(mm)
    rang.height_rule = WD_ROW_HEIGHT_RULE.EXACTLY if exacte else WD_ROW_HEIGHT_RULE.AT_LEAST


def repeter(rang: _Row) -> None:
    """Print the row again at the top of each page."""
    _drapeau(rang, "w:tblHeader")


def fond(cellule: _Cell, couleur: str = FOND) -> None:
    """Shade a cell."""
    element = OxmlElement("w:shd")
    for nom, valeur in (("val", "clear"), ("color", "auto"), ("fill", couleur)):
        element.set(qn(f"w:{nom}"), valeur)
    _range(cellule, element)


def filets(cellule: _Cell, cotes: Sequence[str], couleur: str = FILET, huitiemes: int = 4) -> None:
    """Draw a cell's borders on some sides ("top", "left", "bottom", "right"), in eighths of a point."""
    bords = OxmlElement("w:tcBorders")
    for cote in ("top", "left", "bottom", "right"):
        if cote in cotes:
            bords.append(_bord(cote, couleur, huitiemes, 0))
    _range(cellule, bords)


def encadrer(p: Paragraph, cotes: Sequence[str], couleur: str, huitiemes: int, ecart: int = 2) -> None:
    """Draw a paragraph's borders, `ecart` points from its text."""
    bords = OxmlElement("w:pBdr")
    for cote in ("top", "left", "bottom", "right"):
        if cote in cotes:
            bords.append(_bord(cote, couleur, huitiemes, ecart))
    proprietes = p._p.get_or_add_pPr()
    suivants = [e for e in proprietes if e.tag in {qn(f"w:{nom}") for nom in APRES_BORDS}]
    if suivants:
        suivants[0].addprevious(bords)
    else:
        proprietes.append(bords)


def en_bas(cellule: _Cell) -> None:
    """Set a cell's text on its lower edge."""
    cellule.vertical_alignment = VERTICAL.BOTTOM


def au_milieu(cellule: _Cell) -> None:
    """Set a cell's text half-way up."""
    cellule.vertical_alignment = VERTICAL.CENTER


def image_qr(p: Paragraph) -> None:
    """Add the placeholder that rendering replaces by the payment's own code: the picture described as "QR"."""
    png = BytesIO()
    # level 0 keeps the picture's bytes the same under every zlib
    segno.make("RELANCIER", error="m").save(png, kind="png", scale=6, border=2, compresslevel=0)
    png.seek(0)
    forme = p.add_run().add_picture(png, width=QR, height=QR)
    forme._inline.docPr.set("descr", "QR")
    forme._inline.docPr.set("name", "QR")


def _vierge(cellule: _Cell) -> bool:
    return len(cellule.paragraphs) == 1 and not cellule.paragraphs[0].runs


def _range(cellule: _Cell, element: OxmlElement) -> None:  # type: ignore[valid-type]
    """Add a cell property at its place in the schema's order, on which Word insists."""
    proprietes = cellule._tc.get_or_add_tcPr()
    proprietes.append(element)
    rangs = {qn(f"w:{nom}"): rang for rang, nom in enumerate(ORDRE_CELLULE)}
    proprietes[:] = sorted(proprietes, key=lambda e: rangs[e.tag])


def _drapeau(rang: _Row, nom: str) -> None:
    rang._tr.get_or_add_trPr().append(OxmlElement(nom))


def _bord(cote: str, couleur: str, huitiemes: int, ecart: int) -> OxmlElement:  # type: ignore[valid-type]
    element = OxmlElement(f"w:{cote}")
    for nom, valeur in (("val", "single"), ("sz", str(huitiemes)), ("space", str(ecart)), ("color", couleur)):
        element.set(qn(f"w:{nom}"), valeur)
    return element


def _marges(table: Table, cotes_mm: float) -> None:
    """Set the table's cell padding and hang it exactly on the left margin, in every engine."""
    proprietes = table._tbl.tblPr
    retrait = OxmlElement("w:tblInd")
    marges = OxmlElement("w:tblCellMar")
    cote = max(Mm(cotes_mm).twips, 1)  # the embedded engine takes 0 for "not said"
    haut = 23 if cotes_mm else 0  # 0.4 mm
    for nom, valeur in (("top", haut), ("left", cote), ("bottom", haut), ("right", cote)):
        element = OxmlElement(f"w:{nom}")
        element.set(qn("w:w"), str(valeur))
        element.set(qn("w:type"), "dxa")
        marges.append(element)
    retrait.set(qn("w:w"), "0")
    retrait.set(qn("w:type"), "dxa")
    disposition = proprietes.find(qn("w:tblLayout"))
    if disposition is None:
        raise ValueError("a table without its layout")
    disposition.addprevious(retrait)
    disposition.addnext(marges)


def _allege(doc: Doc) -> None:
    """Drop what python-docx's default package carries and letters do not need."""
    for part in (doc.part, doc.part.package):
        for rid, rel in list(part.rels.items()):
            if any(nom in str(rel.target_ref) for nom in INUTILES):
                del part.rels[rid]
    feuille = doc.styles.element
    for style in feuille.findall(qn("w:style")):
        nom = style.find(qn("w:name"))
        if nom is not None and nom.get(qn("w:val"), "").lower() not in {g.lower() for g in GARDES}:
            feuille.remove(style)
        for lien in style.findall(qn("w:link")):  # to a character style that is gone
            style.remove(lien)
    latents = feuille.find(qn("w:latentStyles"))
    if latents is not None:
        feuille.remove(latents)


def _compatibilite(doc: Doc) -> None:
    """Ask for Word 2013's layout, in which a table's edge, not its text, stands on the margin."""
    reglages = doc.settings.element
    compat = reglages.find(qn("w:compat"))
    if compat is None:
        raise ValueError("settings without their compatibility block")
    for ancien in list(compat):
        compat.remove(ancien)
    mode = OxmlElement("w:compatSetting")
    for nom, valeur in (
        ("name", "compatibilityMode"),
        ("uri", "http://schemas.microsoft.com/office/word"),
        ("val", "15"),
    ):
        mode.set(qn(f"w:{nom}"), valeur)
    compat.append(mode)


def _proprietes(doc: Doc, titre: str, sujet: str) -> None:
    coeur = doc.core_properties
    coeur.title, coeur.subject, coeur.author, coeur.last_modified_by = titre, sujet, "Relancier", "Relancier"
    coeur.comments, coeur.keywords, coeur.language, coeur.revision = "", "", "fr-FR", 1
    coeur.created = coeur.modified = DATE_FIXE.replace(tzinfo=None)


def tabulation(p: Paragraph, ou: Length) -> None:
    """Set a left tab stop in a paragraph."""
    p.paragraph_format.tab_stops.add_tab_stop(ou)
