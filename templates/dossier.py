"""What the documents of the case file share: references to exhibits that Word renumbers, headers, signature."""

from collections.abc import Sequence

from blocs import commande_rang, ecarter, entete_tableau, page_sur
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from mise_en_page import champ, commande, ecrire, encadrer, filets, fond, grille, remplir, repeter, tabulation
from styles import ACCENT, ENCRE, FILET, GRIS, ajouter
from tableaux import Colonne

LISTE_PIECES: tuple[Colonne, ...] = (
    ("N°", "", "", 13, False),
    ("Nature", "{{ p.nature }}", "", 30, False),
    ("Pièce", "{{ p.intitule }}", "", 63, False),
    ("Date", "{{ p.date }}", "", 19, False),
    ("Référence", "{{ p.reference }}", "", 32, False),
    ("Pages", "{{ p.pages }}", "", 13, True),
)


def styles(doc: Doc) -> None:
    """Add the styles that only the case file uses."""
    ajouter(doc, "Destinataire", 11, True, ENCRE, ALIGN.LEFT, 4, 8)
    ajouter(doc, "Empreinte", 6, False, GRIS, ALIGN.LEFT, 0, 0)
    ajouter(doc, "Demande", 10, False, ENCRE, ALIGN.JUSTIFY, 0, 4)


def pages(doc: Doc, rappel: str) -> None:
    """Recall on each page but the first whose document it is; number them all."""
    section = doc.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].style = "Commande"
    haut = section.header.paragraphs[0]
    haut.style = "Rappel"
    remplir(haut, rappel)
    encadrer(haut, ("bottom",), FILET, 4, 3)
    for bas in (section.first_page_footer, section.footer):
        mentions = bas.paragraphs[0]
        mentions.style = "Mentions"
        remplir(mentions, "{{ mentions }}")
        encadrer(mentions, ("top",), FILET, 4, 4)
        page_sur(bas.add_paragraph(style="Mentions"))


def renvoyer(p: Paragraph, liste: str, avant: str = " (", apres: str = ")") -> None:
    """Write « (pièces n° 3, 4 et 5) » for the references in `liste`, or nothing when there are none.

    Each number is a field that refers to its bookmark in the document's own list: whoever renumbers there has Word
    bring the references up to date.
    """
    remplir(
        p,
        f"{{% if {liste} %}}{avant}pièce{{% if {liste}[1:] %}}s{{% endif %}} n° {{% for r in {liste} %}}"
        "{% if not loop.first %}{% if loop.last %} et {% else %}, {% endif %}{% endif %}",
    )
    champ(p, "REF {{r.signet}} \\h", "{{ r.numero }}")
    remplir(p, f"{{% endfor %}}{apres}{{% endif %}}")


def puce(doc: Doc | _Cell, texte: str, style: str = "Puce") -> Paragraph:
    """Add a line of a list."""
    p = ecrire(doc, f"–\t{texte}", style)
    p.paragraph_format.left_indent, p.paragraph_format.first_line_indent = Mm(5), Mm(-5)
    tabulation(p, Mm(5))
    return p


def partie(doc: Doc, titre: str, nom: str) -> None:
    """Add the identity of a party: its name, then a line for each mention."""
    table = grille(doc, (38, 132), 4, 0.8)
    tete, debut, ligne, fin = table.rows
    repeter(tete)
    bandeau = tete.cells[0].merge(tete.cells[1])
    ecrire(bandeau, f"{titre} : **{{{{ {nom}.nom }}}}**", "Paiement", suite=True)
    fond(bandeau)
    filets(bandeau, ("top", "bottom"), ACCENT, 8)
    commande_rang(table, debut, f"{{%tr for m in {nom}.mentions %}}")
    for cellule, texte in zip(ligne.cells, ("{{ m.libelle }}", "{{ m.valeur }}"), strict=True):
        ecrire(cellule, texte, "Paiement")
        filets(cellule, ("bottom",))
    commande_rang(table, fin, "{%tr endfor %}")
    ecrire(doc, "", "Commande").paragraph_format.line_spacing = Pt(5)


def composition(doc: Doc, nom: str, libelle: str, total: str) -> None:
    """Add the parts of a sum and the sum, all in one row: no engine cuts it at a page's end."""
    table = grille(doc, (120, 50), 1, 0.8)
    gauche, droite = table.rows[0].cells
    for cellule, champ_, somme, cote in ((gauche, "libelle", libelle, ""), (droite, "montant", total, " montant")):
        filets(cellule, ("top", "bottom"), ACCENT, 8)
        commande(cellule, f"{{%p for s in {nom} %}}")
        p = ecrire(cellule, f"{{{{ s.{champ_} }}}}", f"Tableau{cote}")
        p.paragraph_format.space_after = Pt(3)
        commande(cellule, "{%p endfor %}")
        ecrire(cellule, f"**{somme}**", f"Tableau{cote}")


def liste_pieces(doc: Doc, colonnes: Sequence[Colonne] = LISTE_PIECES) -> None:
    """Add the list of exhibits; a bookmark stands around each number, for the references to find it."""
    table = grille(doc, [c[3] for c in colonnes], 4, 0.8)
    titres, debut, ligne, fin = table.rows
    entete_tableau(titres, [(c[0], c[4]) for c in colonnes])
    commande_rang(table, debut, "{%tr for p in pieces %}")
    for cellule, colonne in zip(ligne.cells, colonnes, strict=True):
        style = "Empreinte" if "empreinte" in colonne[1] else "Tableau montant" if colonne[4] else "Tableau"
        p = ecrire(cellule, colonne[1], style)
        filets(cellule, ("bottom",))
        if not colonne[1]:
            _signet(p, "{{p.signet}}", "{{ p.numero }}")
    commande_rang(table, fin, "{%tr endfor %}")
    ecarter((titres, ligne), [c[4] for c in colonnes])


def signer(doc: Doc) -> None:
    """Add place, date and signature, which stay on one page."""
    p = ecrire(doc, "{% if lieu %}Fait à {{ lieu }}, le{% else %}Fait le{% endif %} {{ date }}.", "Corps", suite=True)
    p.paragraph_format.space_before = Pt(14)
    for rang, champ_ in enumerate(("signataire", "qualite")):
        commande(doc, f"{{%p if {champ_} %}}")
        ecrire(doc, f"**{{{{ {champ_} }}}}**" if rang == 0 else f"{{{{ {champ_} }}}}", "Signature", suite=True)
        commande(doc, "{%p endif %}")
    ecrire(doc, "Signature :", "Note", suite=True).paragraph_format.space_before = Pt(4)
    place = ecrire(doc, "", "Signature")  # room for a hand-written signature
    place.paragraph_format.line_spacing = Mm(14)


def _signet(p: Paragraph, nom: str, texte: str) -> None:
    """Write `texte` within a bookmark; rendering gives each its own id."""
    for genre in ("start", "end"):
        borne = OxmlElement(f"w:bookmark{genre.capitalize()}")
        borne.set(qn("w:id"), "0")
        if genre == "start":
            borne.set(qn("w:name"), nom)
        p._p.append(borne)
        if genre == "start":
            p.add_run(texte).bold = True
