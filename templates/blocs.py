"""The blocks that the letters share: window, table of échéances, payment, signature, headers and footers.

The address stands where French window envelopes show it: its text starts 108 mm from the left edge and 47 mm from
the top, in a box of 92 x 32 mm. Rows of exact height hold it there whatever the length of the sender's own block.
"""

from collections.abc import Sequence

from docx.document import Document as Doc
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from mise_en_page import (
    au_milieu,
    champ,
    commande,
    ecrire,
    en_bas,
    encadrer,
    filets,
    fond,
    grille,
    hauteur,
    image_qr,
    nouveau,
    remplir,
    repeter,
    tabulation,
)
from styles import ACCENT, ENCRE, FILET

HAUT_DE_PAGE = 16  # mm, the top margin of mise_en_page.nouveau
FENETRE_GAUCHE, FENETRE_HAUT, FENETRE_LARGEUR, FENETRE_HAUTEUR = 108, 47, 92, 32  # mm

PRECEDENTES = (
    '{{ relances_precedentes[:-1]|join(", notre ") }}{% if relances_precedentes[1:] %} et notre {% endif %}'
    "{{ relances_precedentes[-1] }}"
)
MALGRE = (
    "{% if relances_precedentes %}Malgré notre " + PRECEDENTES + ", et sauf{% else %}Sauf{% endif %} "
    "règlement intervenu entre-temps, "
)
DELAI = (
    "{% if delai_accorde %} sous {{ delai_accorde }}{% if date_limite %}, soit{% endif %}{% endif %}"
    "{% if date_limite %} au plus tard le {{ date_limite }}{% endif %}"
    "{% if not delai_accorde and not date_limite %} dès réception de cette lettre{% endif %}"
)
JOINDRE = (
    "{% if creancier.telephone %} au {{ creancier.telephone }}{% endif %}"
    "{% if creancier.telephone and creancier.email %} ou{% endif %}"
    "{% if creancier.email %} à {{ creancier.email }}{% endif %}"
    "{% if not creancier.telephone and not creancier.email %} par retour de courrier{% endif %}"
)
A_DEFAUT = "{% if date_limite %} à cette date{% elif delai_accorde %} dans ce délai{% endif %}"
PROMESSE = (
    "Vous nous aviez annoncé un règlement{% if promesse.montant %} de {{ promesse.montant }}{% endif %} pour le "
    "{{ promesse.date }}{% if promesse.facture and pluriel %}, au titre de la facture n° {{ promesse.facture }}"
    "{% endif %} ; il ne nous est pas parvenu."
)
REFERENCE_FACTURE = "{% if pluriel %}échéances impayées{% else %}facture n° {{ lignes[0].facture }}{% endif %}"

# heading, template of a line, template of the total, width (mm), is an amount
ECHEANCES = (
    ("Facture", "{{ l.facture }}", "Total", 24.5, False),
    ("Émise le", "{{ l.date }}", "", 17.5, False),
    ("Échéance", "{{ l.echeance }}", "", 17.5, False),
    ("Montant TTC", "{{ l.montant_ttc }}", "{{ total_ttc }}", 22, True),
    ("Avoirs", "{{ l.avoirs }}", "{{ total_avoirs }}", 19, True),
    ("Réglé", "{{ l.regle }}", "{{ total_regle }}", 20.5, True),
    ("Reste dû", "{{ l.reste_du }}", "{{ total_du }}", 22, True),
    ("Relance", "{{ l.niveau }}", "", 27, False),
)
A_VENIR = (
    ("Facture", "{{ l.facture }}", "Total", 24.5, False),
    ("Émise le", "{{ l.date }}", "", 17.5, False),
    ("Objet", "{{ l.objet }}", "", 46.5, False),
    ("Échéance", "{{ l.echeance }}", "", 17.5, False),
    ("Montant TTC", "{{ l.montant_ttc }}", "{{ total_ttc }}", 22, True),
    ("Déjà réglé", "{{ l.regle }}", "{{ total_regle }}", 20, True),
    ("À régler", "{{ l.reste_du }}", "{{ total_du }}", 22, True),
)
MOUVEMENTS = (
    ("Date", "{{ m.date }}", "Solde", 18, False),
    ("Libellé", "{{ m.libelle }}", "", 68, False),
    ("Échéance", "{{ m.echeance }}", "", 18, False),
    ("Débit", "{{ m.debit }}", "", 21.5, True),
    ("Crédit", "{{ m.credit }}", "", 21.5, True),
    ("Solde", "{{ m.solde }}", "{{ solde }}", 23, True),
)
Colonnes = Sequence[tuple[str, str, str, float, bool]]


def ouvrir(titre: str, sujet: str, objet: str) -> Doc:
    """Return a letter up to its greeting; `objet` is the text of its subject line."""
    doc = nouveau(titre, sujet)
    section = doc.sections[0]
    section.different_first_page_header_footer = True
    _entetes(section)
    pied(doc)
    _fenetre(doc)
    ecrire(doc, f"Objet : {objet}", "Objet", suite=True)
    ecrire(doc, "{{ debiteur.appel }},", "Corps", suite=True)
    return doc


def tableau_echeances(doc: Doc, colonnes: Colonnes = ECHEANCES) -> None:
    """Add the table of the échéances claimed, what of them is disputed, then the claim in words."""
    _tableau(doc, colonnes, "{%tr for l in lignes %}", moins=("Contesté, non réclamé", "total_conteste"))
    commande(doc, "{%p for c in contestations %}")
    note = ecrire(doc, "{{ c }}", "Note", suite=True)
    note.paragraph_format.space_before, note.paragraph_format.space_after = Pt(3), Pt(0)
    commande(doc, "{%p endfor %}")
    p = ecrire(doc, "Soit la somme de **{{ total_en_lettres }}**.", "Corps")
    p.paragraph_format.space_before = Pt(6)


def promesse_rompue(doc: Doc) -> None:
    """Recall the payment that was announced and did not come; nothing when there is none."""
    commande(doc, "{%p if promesse.date %}")
    ecrire(doc, PROMESSE, "Corps")
    commande(doc, "{%p endif %}")


def tableau_mouvements(doc: Doc) -> None:
    """Add the account's movements and its balance."""
    _tableau(doc, MOUVEMENTS, "{%tr for m in mouvements %}")
    ecrire(doc, "", "Commande").paragraph_format.line_spacing = Pt(6)


def paiement(doc: Doc, montant: str) -> None:
    """Add how to pay `montant` (a tag): the account, and the transfer code where there is one."""
    table = grille(doc, (112, 58), 1, 2)
    gauche, droite = table.rows[0].cells
    filets(gauche, ("top", "left", "bottom"))
    filets(droite, ("top", "right", "bottom"))
    au_milieu(gauche)
    au_milieu(droite)
    ecrire(gauche, "Pour nous régler", "Paiement titre")
    commande(gauche, "{%p if paiement.iban %}")
    _coordonnee(gauche, "Montant", f"**{montant}**")
    _coordonnee(gauche, "IBAN", "**{{ paiement.iban }}**")
    for libelle, nom in (("BIC", "bic"), ("Titulaire", "titulaire"), ("Référence", "reference")):
        commande(gauche, f"{{%p if paiement.{nom} %}}")
        _coordonnee(gauche, libelle, f"{{{{ paiement.{nom} }}}}")
        commande(gauche, "{%p endif %}")
    commande(gauche, "{%p else %}")
    ecrire(gauche, f"**{montant}**, par le moyen qui vous convient ; joignez-nous{JOINDRE}.", "Paiement")
    commande(gauche, "{%p endif %}")
    commande(droite, "{%p if paiement.qr %}")
    image_qr(ecrire(droite, "", "QR"))
    ecrire(droite, "Virement par QR code (application bancaire)", "QR")
    commande(droite, "{%p else %}")
    ecrire(droite, "", "QR")  # a cell must keep a paragraph
    commande(droite, "{%p endif %}")
    espace = ecrire(doc, "", "Commande")
    espace.paragraph_format.line_spacing = Pt(5)


def imputations(doc: Doc) -> None:
    """Add how payments that named no facture were shared out; nothing when there are none."""
    commande(doc, "{%p if imputations %}")
    ecrire(doc, "Imputation de vos règlements et de nos avoirs :", "Note", suite=True)
    commande(doc, "{%p for i in imputations %}")
    p = ecrire(doc, "–\t{{ i }}", "Note")
    p.paragraph_format.left_indent, p.paragraph_format.first_line_indent = Mm(4), Mm(-4)
    tabulation(p, Mm(4))
    commande(doc, "{%p endfor %}")
    commande(doc, "{%p endif %}")


def signer(doc: Doc, formule: str) -> None:
    """Add the closing formula and the signature, which stay on one page."""
    ecrire(doc, formule, "Corps", suite=True)
    for rang, texte in enumerate(("{{ creancier.signataire }}", "{{ creancier.qualite }}")):
        commande(doc, f"{{%p if {texte[3:-3]} %}}")
        p = ecrire(doc, f"**{texte}**" if rang == 0 else texte, "Signature", suite=True)
        p.paragraph_format.left_indent = Mm(FENETRE_GAUCHE - 20)
        if rang == 0:
            p.paragraph_format.space_before = Pt(3)
        commande(doc, "{%p endif %}")
    place = ecrire(doc, "", "Signature")  # room for a hand-written signature
    place.paragraph_format.line_spacing = Mm(10)


def pied(doc: Doc) -> None:
    """Fill the footers: the creditor's legal line, then "Page x / y"."""
    section = doc.sections[0]
    pieds = [section.footer]
    if section.different_first_page_header_footer:
        pieds.append(section.first_page_footer)
    for bas in pieds:
        mentions = bas.paragraphs[0]
        mentions.style = "Mentions"
        remplir(mentions, "{{ creancier.mentions }}")
        encadrer(mentions, ("top",), FILET, 4, 4)
        page_sur(bas.add_paragraph(style="Mentions"))


def page_sur(p: Paragraph) -> None:
    """Write "Page x / y" in a footer's paragraph."""
    remplir(p, "Page ")
    champ(p, "PAGE", "1")
    remplir(p, " / ")
    champ(p, "NUMPAGES", "1")


def entete_tableau(rang: _Row, colonnes: Sequence[tuple[str, bool]]) -> None:
    """Fill and shade a table's heading row, printed again on each page; a heading is a text and "is an amount"."""
    repeter(rang)
    for cellule, (titre, montant) in zip(rang.cells, colonnes, strict=True):
        ecrire(cellule, titre, "Tableau titre montant" if montant else "Tableau titre", suite=True)
        fond(cellule)
        filets(cellule, ("top", "bottom"), ACCENT, 8)
        au_milieu(cellule)


def ecarter(rangs: Sequence[_Row], montants: Sequence[bool]) -> None:
    """Keep words at a distance from an amount that ends just before them."""
    for rang in rangs:
        for cellule, avant, montant in zip(rang.cells[1:], montants, montants[1:], strict=False):
            if avant and not montant:
                cellule.paragraphs[0].paragraph_format.left_indent = Mm(1.8)


def commande_rang(table: Table, rang: _Row, tag: str) -> None:
    """Make of `rang` a row that holds nothing but a `{%tr … %}` tag: rendering removes the row."""
    ecrire(rang.cells[0].merge(rang.cells[len(table.columns) - 1]), tag, "Tableau")


def _tableau(doc: Doc, colonnes: Colonnes, boucle: str, moins: tuple[str, str] | None = None) -> None:
    """Add a table of lines and their total; `moins` is the label and the field of what the total leaves out."""
    table = grille(doc, [c[3] for c in colonnes], 8 if moins else 5, 0.8)
    titres, debut, ligne, fin, *retrait, total = table.rows
    entete_tableau(titres, [(c[0], c[4]) for c in colonnes])
    commande_rang(table, debut, boucle)
    for cellule, colonne in zip(ligne.cells, colonnes, strict=True):
        ecrire(cellule, colonne[1], "Tableau montant" if colonne[4] else "Tableau")
        filets(cellule, ("bottom",))
    commande_rang(table, fin, "{%tr endfor %}")
    if moins:
        _retrait(table, retrait, colonnes, *moins)
    for cellule, colonne in zip(total.cells, colonnes, strict=True):
        ecrire(cellule, f"**{colonne[2]}**" if colonne[2] else "", "Tableau montant" if colonne[4] else "Tableau")
        filets(cellule, ("top", "bottom"), ACCENT, 8)
    ecarter((titres, ligne), [c[4] for c in colonnes])


def _retrait(table: Table, rangs: Sequence[_Row], colonnes: Colonnes, libelle: str, nom: str) -> None:
    """Fill the row of what the total leaves out: its amount stands in the column of what is claimed."""
    avant, milieu, apres = rangs
    commande_rang(table, avant, f"{{%tr if {nom} %}}")
    somme = next(rang for rang, colonne in enumerate(colonnes) if colonne[2] == "{{ total_du }}")
    texte = milieu.cells[0].merge(milieu.cells[somme - 1])
    ecrire(texte, libelle, "Tableau")
    for cellule in (texte, *milieu.cells[somme:]):
        filets(cellule, ("bottom",))
    ecrire(milieu.cells[somme], f"{{{{ {nom} }}}}", "Tableau montant")
    for vide in milieu.cells[somme + 1 :]:
        ecrire(vide, "", "Tableau")
    commande_rang(table, apres, "{%tr endif %}")


def _coordonnee(cellule: _Cell, libelle: str, valeur: str) -> None:
    p = ecrire(cellule, f"{libelle}\t{valeur}", "Paiement")
    p.paragraph_format.left_indent, p.paragraph_format.first_line_indent = Mm(20), Mm(-20)
    tabulation(p, Mm(20))


def _fenetre(doc: Doc) -> None:
    """Add the sender, the sending mention, the address in its window, our references and the date."""
    table = grille(doc, (FENETRE_GAUCHE - 20, FENETRE_LARGEUR - 2), 3)
    dessus, fenetre, dessous = table.rows
    hauteur(dessus, FENETRE_HAUT - HAUT_DE_PAGE)
    hauteur(fenetre, FENETRE_HAUTEUR)
    hauteur(dessous, 6, exacte=False)
    expediteur = dessus.cells[0].merge(fenetre.cells[0])
    ecrire(expediteur, "{{ creancier.nom }}", "Expéditeur nom")
    for champ_ in ("adresse", "contact"):
        commande(expediteur, f"{{%p for x in creancier.{champ_} %}}")
        ecrire(expediteur, "{{ x }}", "Expéditeur")
        commande(expediteur, "{%p endfor %}")
    commande(expediteur, "{%p if envoi %}")
    ecrire(expediteur, "{{ envoi }}", "Envoi")
    commande(expediteur, "{%p endif %}")
    ecrire(expediteur, "", "Expéditeur")
    commande(fenetre.cells[1], "{%p for x in debiteur.adresse %}")
    ecrire(fenetre.cells[1], "{{ x }}", "Adresse")
    commande(fenetre.cells[1], "{%p endfor %}")
    ecrire(fenetre.cells[1], "", "Commande").paragraph_format.line_spacing = Pt(1)  # a cell must end with a paragraph
    en_bas(dessous.cells[0])
    en_bas(dessous.cells[1])
    ecrire(dessous.cells[0], "Nos références : {{ reference }}", "Références")
    ecrire(dessous.cells[1], "{% if lieu %}{{ lieu }}, le{% else %}Le{% endif %} {{ date }}", "Lieu et date")


def _entetes(section: Section) -> None:
    """Fill the first page's header (the draft's mark) and the others' (whose letter this is)."""
    premiere = section.first_page_header
    premier = premiere.paragraphs[0]
    premier.style = "Commande"
    remplir(premier, "{%p if projet %}")
    marque = premiere.add_paragraph(style="Projet")
    remplir(marque, "{{ projet }}")
    encadrer(marque, ("top", "left", "bottom", "right"), ENCRE, 12)
    for tag in ("{%p else %}", "", "{%p endif %}"):  # a header must keep a paragraph
        remplir(premiere.add_paragraph(style="Commande"), tag)
    rappel = section.header.paragraphs[0]
    rappel.style = "Rappel"
    remplir(
        rappel,
        "{% if projet %}{{ projet }} · {% endif %}{{ creancier.nom }} · Client {{ debiteur.code }} · {{ date }}",
    )
    encadrer(rappel, ("bottom",), FILET, 4, 3)
