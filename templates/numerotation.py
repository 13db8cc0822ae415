"""Numbers that Word keeps: a paragraph style whose paragraphs it numbers itself, so that an article can be added."""

from docx.document import Document as Doc
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn

PARTIE = PackURI("/word/numbering.xml")


def numeroter(doc: Doc, style: str, devant: str) -> None:
    """Number the paragraphs of `style`; `devant` is what stands before each, with `%1` for its number."""
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="{doc.styles[style].style_id}"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="{devant}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    partie = Part(PARTIE, CONTENT_TYPE.WML_NUMBERING, xml.encode("utf-8"), doc.part.package)
    doc.part.relate_to(partie, RELATIONSHIP_TYPE.NUMBERING)
    proprietes = doc.styles[style].element.get_or_add_pPr()
    numero = OxmlElement("w:numPr")
    for nom, valeur in (("ilvl", "0"), ("numId", "1")):
        element = OxmlElement(f"w:{nom}")
        element.set(qn("w:val"), valeur)
        numero.append(element)
    proprietes._insert_numPr(numero)
