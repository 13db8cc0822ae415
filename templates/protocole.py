"""The protocole d'accord, in two variants: between professionals (public bodies included), and with a consumer.

Its wording is ours. Word numbers the articles, so that a user can add one; an article is therefore named by its title,
never by its number. The consumer's variant does not hold a word of what a consumer does not owe.
"""

from blocs import page_sur
from clauses import defaut, echeancier, engagements, frais, imputation, interets, novation, reconnaissance
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt
from docx.table import _Cell
from mise_en_page import commande, ecrire, encadrer, filets, grille, hauteur, nouveau, remplir
from numerotation import numeroter
from styles import ACCENT, FILET, ajouter
from tableaux import Colonne, tableau

FACTURES: tuple[Colonne, ...] = (
    ("Facture", "{{ f.facture }}", "Total", 50, False),
    ("Émise le", "{{ f.date }}", "", 25, False),
    ("Échéance", "{{ f.echeance }}", "", 25, False),
    ("Montant TTC", "{{ f.montant_ttc }}", "{{ dette.total_ttc }}", 35, True),
    ("Principal restant dû", "{{ f.reste_du }}", "{{ dette.total_reste }}", 35, True),
)


def protocole_professionnel() -> Doc:
    """The protocole with a professional or a public body."""
    return _protocole("un professionnel", consommateur=False)


def protocole_consommateur() -> Doc:
    """The protocole with a consumer: no fee, no clause that the law forbids, his rights said."""
    return _protocole("un consommateur", consommateur=True)


def _protocole(avec: str, *, consommateur: bool) -> Doc:
    doc = nouveau("Protocole d'accord", f"Protocole d'accord avec {avec} : échéancier de paiement")
    numeroter(doc, "Heading 1", "Article %1 –")
    ajouter(doc, "Intertitre", 11, True, ACCENT, ALIGN.LEFT, 10, 4)
    _pages(doc)
    ecrire(doc, "Protocole d'accord", "Titre", suite=True)
    ecrire(
        doc,
        "Échéancier de paiement {{ reference }}, version {{ version }}, établi le {{ etabli_le }}",
        "Sous-titre",
        suite=True,
    )
    _parties(doc)
    _preambule(doc)
    reconnaissance(doc, consommateur=consommateur)
    echeancier(doc, consommateur=consommateur)
    imputation(doc)
    interets(doc)
    defaut(doc, consommateur=consommateur)
    engagements(doc)
    novation(doc, consommateur=consommateur)
    frais(doc, consommateur=consommateur)
    _signatures(doc)
    return doc


def _pages(doc: Doc) -> None:
    """Recall on each page but the first whose protocole it is; number them all."""
    section = doc.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].style = "Commande"
    rappel = section.header.paragraphs[0]
    rappel.style = "Rappel"
    remplir(
        rappel, "Protocole d'accord {{ reference }}, version {{ version }} · {{ creancier.nom }} · {{ debiteur.nom }}"
    )
    encadrer(rappel, ("bottom",), FILET, 4, 3)
    for bas in (section.first_page_footer, section.footer):
        mentions = bas.paragraphs[0]
        mentions.style = "Mentions"
        remplir(mentions, "{{ mentions }}")
        encadrer(mentions, ("top",), FILET, 4, 4)
        page_sur(bas.add_paragraph(style="Mentions"))


def _parties(doc: Doc) -> None:
    ecrire(doc, "Entre les soussignés", "Intertitre")
    table = grille(doc, (82, 6, 82), 1, 2)
    gauche, _, droite = table.rows[0].cells
    for cellule, nom, appele in ((gauche, "creancier", "le créancier"), (droite, "debiteur", "le débiteur")):
        filets(cellule, ("top", "left", "bottom", "right"))
        ecrire(cellule, f"**{{{{ {nom}.nom }}}}**", "Paiement")
        commande(cellule, f"{{%p for x in {nom}.lignes %}}")
        ecrire(cellule, "{{ x }}", "Paiement")
        commande(cellule, "{%p endfor %}")
        ecrire(cellule, f"ci-après « {appele} »", "Paiement").paragraph_format.space_before = Pt(3)


def _preambule(doc: Doc) -> None:
    ecrire(doc, "Il est exposé ce qui suit", "Intertitre")
    ecrire(
        doc,
        "Les factures suivantes ne sont pas entièrement payées. Les parties sont convenues d'en échelonner le paiement "
        "aux conditions du présent protocole. Les comptes sont arrêtés au {{ dette.arrete_au }} inclus.",
        "Corps",
        suite=True,
    )
    tableau(doc, FACTURES, "{%tr for f in dette.factures %}")


def _signatures(doc: Doc) -> None:
    """Place, date and signatures: one row, which no page cuts, with room for the sentence that the debtor copies."""
    ecrire(doc, "Fait à ……………………………………, le ……………………………", "Corps", suite=True)
    table = grille(doc, (82, 6, 82), 1, 2)
    gauche, milieu, droite = table.rows[0].cells
    milieu.paragraphs[0].style = "Commande"
    hauteur(table.rows[0], 42, exacte=False)
    for cellule, appele, nom in ((gauche, "Le créancier", "creancier"), (droite, "Le débiteur", "debiteur")):
        filets(cellule, ("top", "left", "bottom", "right"))
        ecrire(cellule, appele, "Paiement titre")
        ecrire(cellule, f"**{{{{ {nom}.nom }}}}**", "Paiement")
        commande(cellule, f"{{%p if {nom}.signataire %}}")
        ecrire(cellule, f"{{{{ {nom}.signataire }}}}", "Paiement")
        commande(cellule, "{%p endif %}")
        if cellule is droite:
            _mention(cellule)
        ecrire(cellule, "Signature :", "Note").paragraph_format.space_before = Pt(4)


def _mention(cellule: _Cell) -> None:
    """The sum that a debtor who is no trader writes himself (C. civ. 1376), and room to write it."""
    commande(cellule, "{%p if mention %}")
    p = ecrire(cellule, "Phrase à recopier de la main du débiteur (article 1376 du Code civil) :", "Note")
    p.paragraph_format.space_before = Pt(4)
    ecrire(cellule, "« {{ mention }} »", "Paiement")
    ecrire(cellule, "", "Commande").paragraph_format.line_spacing = Mm(38)
    commande(cellule, "{%p endif %}")
