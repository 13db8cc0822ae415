"""The paragraph styles, by which users change a letter's look in Word, and the colours."""

from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

POLICE = "Arial"  # the embedded engine draws it with Arimo, LibreOffice on Linux with Liberation Sans: same widths
ACCENT = "1F3A5F"
FILET = "9AA5B1"
FOND = "EEF1F5"
GRIS = "4A4A4A"
ENCRE = "000000"

# name, size (pt), bold, colour, alignment, before (pt), after (pt)
STYLES: tuple[tuple[str, float, bool, str, ALIGN, float, float], ...] = (
    ("Corps", 10, False, ENCRE, ALIGN.JUSTIFY, 0, 6),
    ("Commande", 10, False, ENCRE, ALIGN.LEFT, 0, 0),
    ("Expéditeur nom", 14, True, ACCENT, ALIGN.LEFT, 0, 2),
    ("Expéditeur", 9, False, ENCRE, ALIGN.LEFT, 0, 0),
    ("Adresse", 10, False, ENCRE, ALIGN.LEFT, 0, 0),
    ("Envoi", 9, True, ENCRE, ALIGN.LEFT, 8, 0),
    ("Références", 9, False, ENCRE, ALIGN.LEFT, 0, 0),
    ("Lieu et date", 10, False, ENCRE, ALIGN.LEFT, 0, 0),
    ("Objet", 10, True, ACCENT, ALIGN.LEFT, 8, 8),
    ("Signature", 10, False, ENCRE, ALIGN.LEFT, 0, 0),
    ("Tableau titre", 8.5, True, ENCRE, ALIGN.LEFT, 0, 0),
    ("Tableau titre montant", 8.5, True, ENCRE, ALIGN.RIGHT, 0, 0),
    ("Tableau", 8.5, False, ENCRE, ALIGN.LEFT, 0, 0),
    ("Tableau montant", 8.5, False, ENCRE, ALIGN.RIGHT, 0, 0),
    ("Paiement titre", 9, True, ACCENT, ALIGN.LEFT, 2, 2),
    ("Paiement", 9, False, ENCRE, ALIGN.LEFT, 0, 1),
    ("QR", 7, False, GRIS, ALIGN.CENTER, 0, 0),
    ("Note", 8.5, False, GRIS, ALIGN.LEFT, 0, 3),
    ("Projet", 10, True, ENCRE, ALIGN.CENTER, 0, 0),
    ("Rappel", 8, False, GRIS, ALIGN.LEFT, 0, 6),
    ("Mentions", 7.5, False, GRIS, ALIGN.CENTER, 0, 0),
    ("Titre", 18, True, ACCENT, ALIGN.LEFT, 0, 2),
    ("Sous-titre", 10, False, GRIS, ALIGN.LEFT, 0, 8),
    ("Puce", 10, False, ENCRE, ALIGN.LEFT, 0, 3),
)


def poser(doc: Doc) -> None:
    """Write our styles into the document, in place of the fonts and sizes of python-docx's default package."""
    for nom in ("Normal", "Header", "Footer", "Heading 1"):
        _police(doc.styles[nom].element)
    normal = doc.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)  # it is one in python-docx's default package
    _defauts(doc)
    normal.paragraph_format.space_after = Pt(0)
    titre = doc.styles["Heading 1"]
    assert isinstance(titre, ParagraphStyle)  # likewise
    titre.font.size, titre.font.bold, titre.font.color.rgb = Pt(12), True, RGBColor.from_string(ACCENT)
    titre.paragraph_format.space_before, titre.paragraph_format.space_after = Pt(12), Pt(4)
    titre.paragraph_format.keep_with_next = True
    for style in STYLES:
        ajouter(doc, *style)


def ajouter(
    doc: Doc, nom: str, corps: float, gras: bool, couleur: str, cote: ALIGN, avant: float, apres: float
) -> None:
    """Add a paragraph style: its name, size (pt), bold, colour, alignment, space before and after (pt)."""
    style = doc.styles.add_style(nom, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)  # by the line above
    style.base_style, style.quick_style = doc.styles["Normal"], True
    style.font.size, style.font.bold = Pt(corps), gras or None
    style.font.color.rgb = RGBColor.from_string(couleur)
    style.paragraph_format.alignment = cote
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(avant), Pt(apres)
    style.paragraph_format.line_spacing = 1.0
    style.paragraph_format.widow_control = True


def _defauts(doc: Doc) -> None:
    """Put font, size and language in the document's defaults.

    The embedded engine lets a size in the Normal style win over a paragraph style's inside tables.
    """
    defauts = doc.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")
    if defauts is None:
        raise ValueError("a style sheet without defaults")
    _police(defauts)
    rpr = defauts.find(qn("w:rPr"))
    for nom in ("w:sz", "w:szCs"):
        for ancien in rpr.findall(qn(nom)):
            rpr.remove(ancien)


def _police(style: OxmlElement) -> None:  # type: ignore[valid-type]
    """Name the font outright (no theme) and the language, so that no engine falls back on another."""
    rpr = style.find(qn("w:rPr"))  # type: ignore[attr-defined]
    if rpr is None:
        rpr = style.get_or_add_rPr()  # type: ignore[attr-defined]
    for nom in ("w:rFonts", "w:lang"):
        for ancien in rpr.findall(qn(nom)):
            rpr.remove(ancien)
    polices, langue = OxmlElement("w:rFonts"), OxmlElement("w:lang")
    for nom in ("ascii", "hAnsi", "cs", "eastAsia"):
        polices.set(qn(f"w:{nom}"), POLICE)
    for nom in ("val", "eastAsia", "bidi"):
        langue.set(qn(f"w:{nom}"), "fr-FR")
    rpr.insert(0, polices)
    rpr.append(langue)
