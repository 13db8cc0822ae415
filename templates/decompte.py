"""The décompte des sommes dues, which a judge recomputes line by line. A4 landscape."""

from collections.abc import Sequence

from blocs import commande_rang, ecarter, entete_tableau, page_sur
from docx.document import Document as Doc
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from mise_en_page import commande, ecrire, encadrer, filets, fond, grille, nouveau, remplir, tabulation
from styles import ACCENT, FILET

# heading, template of a line, template of the total, width (mm), is an amount
Colonne = tuple[str, str, str, float, bool]
ECHEANCES: Sequence[Colonne] = (
    ("Facture", "{{ e.facture }}", "{{ totaux.facture }}", 33, False),
    ("Émise le", "{{ e.date }}", "", 19, False),
    ("Échéance", "{{ e.echeance }}{% if e.note %} ({{ e.note }}){% endif %}", "", 36, False),
    ("Montant TTC", "{{ e.montant_ttc }}", "{{ totaux.montant_ttc }}", 25, True),
    ("Avoirs", "{{ e.avoirs }}", "{{ totaux.avoirs }}", 22, True),
    ("Réglé sur le principal", "{{ e.regle }}", "{{ totaux.regle }}", 25, True),
    ("Principal restant", "{{ e.principal }}", "{{ totaux.principal }}", 25, True),
    ("Intérêts restants", "{{ e.interets }}", "{{ totaux.interets }}", 23, True),
    ("Indemnité restante", "{{ e.indemnite }}", "{{ totaux.indemnite }}", 22, True),
    ("Total", "**{{ e.total }}**", "{{ totaux.total }}", 27, True),
)
INTERETS: Sequence[Colonne] = (
    ("Du", "{{ l.du }}", "", 19, False),
    ("Au inclus", "{{ l.au }}", "", 19, False),
    ("Jours", "{{ l.jours }}", "", 12, True),
    ("Base", "{{ l.base }}", "", 25, True),
    ("Taux annuel", "{{ l.taux }}", "", 17, True),
    ("Diviseur", "{{ l.diviseur }}", "", 15, True),
    ("Origine du taux", "{{ l.source }}", "", 125, False),
    ("Intérêts", "{{ l.montant }}", "{{ total_interets }}", 25, True),
)
MOUVEMENTS: Sequence[Colonne] = (
    ("Date", "{{ m.date }}", "", 19, False),
    ("Mouvement", "{{ m.libelle }}", "", 69, False),
    ("Montant", "{{ m.montant }}", "", 26, True),
    ("Imputé sur", "{{ m.cible }}", "", 51, False),
    ("dont intérêts", "{{ m.interets }}", "", 21, True),
    ("dont indemnité", "{{ m.indemnite }}", "", 20, True),
    ("dont principal", "{{ m.principal }}", "", 25, True),
    ("Principal dû après", "{{ m.solde }}", "", 26, True),
)
FORMATION = (
    ("Factures ({{ recapitulatif.nombre }})", "{{ recapitulatif.factures }}"),
    ("Intérêts produits", "{{ recapitulatif.interets_produits }}"),
    ("Indemnités forfaitaires de recouvrement", "{{ recapitulatif.indemnites_nees }}"),
    ("Avoirs", "{{ recapitulatif.avoirs }}"),
    ("Règlements reçus", "{{ recapitulatif.reglements }}"),
    ("**Solde du compte**", "**{{ recapitulatif.solde }}**"),
)
RESTE = (
    ("Principal échu", "{{ recapitulatif.principal_echu }}"),
    ("Intérêts", "{{ recapitulatif.interets }}"),
    ("Indemnités forfaitaires de recouvrement", "{{ recapitulatif.indemnites }}"),
    ("Crédit gardé pour le débiteur", "{{ recapitulatif.credit }}"),
    ("**{{ recapitulatif.titre_total }}**", "**{{ recapitulatif.total }}**"),
    ("Pour mémoire, principal à échoir (non exigible)", "{{ recapitulatif.a_echoir }}"),
)


def decompte() -> Doc:
    """Return the décompte's template."""
    doc = nouveau("Décompte", "Décompte des sommes dues", paysage=True)
    _entetes(doc)
    _pieds(doc)
    _ouverture(doc)
    _recapitulatif(doc)
    _section(doc, "2. Échéances", "{%tr for e in echeances %}", ECHEANCES)
    _interets(doc)
    _mouvements(doc)
    _phrases(doc, "5. Conventions", "conventions")
    commande(doc, "{%p if remarques %}")
    _phrases(doc, "6. Remarques", "remarques")
    commande(doc, "{%p endif %}")
    _signature(doc)
    return doc


def _entetes(doc: Doc) -> None:
    """Leave the first page's header empty; the others recall whose décompte it is."""
    section = doc.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].style = "Commande"
    rappel = section.header.paragraphs[0]
    rappel.style = "Rappel"
    remplir(rappel, "{{ creancier.nom }} · Décompte des sommes dues par {{ debiteur.nom }} · arrêté au {{ arrete_au }}")
    encadrer(rappel, ("bottom",), FILET, 4, 3)


def _pieds(doc: Doc) -> None:
    """Fill the footers: the creditor's legal line, then "Page x / y"."""
    section = doc.sections[0]
    for bas in (section.first_page_footer, section.footer):
        mentions = bas.paragraphs[0]
        mentions.style = "Mentions"
        remplir(mentions, "{{ mentions }}")
        encadrer(mentions, ("top",), FILET, 4, 4)
        page_sur(bas.add_paragraph(style="Mentions"))


def _ouverture(doc: Doc) -> None:
    table = grille(doc, (133, 124), 1)
    gauche, droite = table.rows[0].cells
    ecrire(gauche, "Décompte des sommes dues", "Titre")
    ecrire(gauche, "Arrêté au {{ arrete_au }} inclus · client {{ reference }}", "Sous-titre")
    ecrire(droite, "{{ creancier.nom }}", "Expéditeur nom")
    commande(droite, "{%p for x in contact %}")
    ecrire(droite, "{{ x }}", "Expéditeur")
    commande(droite, "{%p endfor %}")
    ecrire(droite, "", "Commande").paragraph_format.line_spacing = Pt(4)
    parties = grille(doc, (126, 5, 126), 1, 2)
    for cellule, titre, nom in zip(
        (parties.rows[0].cells[0], parties.rows[0].cells[2]),
        ("Créancier", "Débiteur"),
        ("creancier", "debiteur"),
        strict=True,
    ):
        filets(cellule, ("top", "left", "bottom", "right"))
        ecrire(cellule, titre, "Paiement titre")
        ecrire(cellule, f"**{{{{ {nom}.nom }}}}**", "Paiement")
        commande(cellule, f"{{%p for x in {nom}.lignes %}}")
        ecrire(cellule, "{{ x }}", "Paiement")
        commande(cellule, "{%p endfor %}")
        ecrire(cellule, "", "Commande").paragraph_format.line_spacing = Pt(2)


def _recapitulatif(doc: Doc) -> None:
    ecrire(doc, "1. Récapitulatif", "Heading 1")
    table = grille(doc, (92, 34, 5, 92, 34), len(FORMATION) + 1, 0.8)
    titres = table.rows[0]
    for rang, titre in ((0, "Formation du solde"), (3, "{{ recapitulatif.titre_reste }}")):
        for cellule in titres.cells[rang : rang + 2]:
            fond(cellule)
            filets(cellule, ("top", "bottom"), ACCENT, 8)
        ecrire(titres.cells[rang], titre, "Tableau titre", suite=True)
        ecrire(titres.cells[rang + 1], "", "Tableau titre montant", suite=True)
    for ligne in table.rows:
        ligne.cells[2].paragraphs[0].style = "Tableau"
    for ligne, a, b in zip(table.rows[1:], FORMATION, RESTE, strict=True):
        for rang, (libelle, montant) in ((0, a), (3, b)):
            ecrire(ligne.cells[rang], libelle, "Tableau", suite=True)
            ecrire(ligne.cells[rang + 1], montant, "Tableau montant", suite=True)
            for cellule in ligne.cells[rang : rang + 2]:
                filets(
                    cellule, ("top", "bottom") if "**" in libelle else ("bottom",), ACCENT if "**" in libelle else FILET
                )
    total = "{{ recapitulatif.titre_total }} : **{{ recapitulatif.total }}**"
    p = ecrire(doc, f"{total}, soit **{{{{ recapitulatif.total_en_lettres }}}}**.", "Corps")
    p.paragraph_format.space_before = Pt(6)
    _a_declarer(doc)


def _a_declarer(doc: Doc) -> None:
    """Tell what an insolvency procedure takes out of the claim: it is declared, within a delay, and not sued for."""
    commande(doc, "{%p if recapitulatif.a_declarer %}")
    ecrire(
        doc,
        "À déclarer à la procédure collective ouverte le {{ recapitulatif.ouverture }} : **{{ recapitulatif.a_declarer"
        " }}**, soit **{{ recapitulatif.a_declarer_en_lettres }}** ({{ recapitulatif.detail_a_declarer }}). Ces dettes"
        " antérieures à l'ouverture ne sont pas exigibles et ne sont pas comprises dans le total ci-dessus ; dernier"
        " jour pour les déclarer, sauf parution au BODACC plus tardive : **{{ recapitulatif.dernier_jour }}** (voir les"
        " remarques).",
        "Corps",
    )
    commande(doc, "{%p endif %}")


def _section(doc: Doc, titre: str, boucle: str, colonnes: Sequence[Colonne]) -> Table:
    ecrire(doc, titre, "Heading 1")
    table = grille(doc, [c[3] for c in colonnes], 5, 0.8)
    titres, debut, ligne, fin, total = table.rows
    entete_tableau(titres, [(c[0], c[4]) for c in colonnes])
    commande_rang(table, debut, boucle)
    _ligne(ligne, colonnes)
    commande_rang(table, fin, "{%tr endfor %}")
    _total(total, colonnes)
    ecarter((titres, ligne), [c[4] for c in colonnes])
    return table


def _ligne(rang: _Row, colonnes: Sequence[Colonne]) -> None:
    for cellule, colonne in zip(rang.cells, colonnes, strict=True):
        ecrire(cellule, colonne[1], "Tableau montant" if colonne[4] else "Tableau")
        filets(cellule, ("bottom",))


def _total(rang: _Row, colonnes: Sequence[Colonne], titre: str = "") -> None:
    for numero, (cellule, colonne) in enumerate(zip(rang.cells, colonnes, strict=True)):
        texte = colonne[2] or (titre if numero == 0 else "")
        ecrire(cellule, f"**{texte}**" if texte else "", "Tableau montant" if colonne[4] else "Tableau")
        filets(cellule, ("top", "bottom"), ACCENT, 8)


def _interets(doc: Doc) -> None:
    """One table for all échéances: a row that names each, its lines, its subtotal; then the whole."""
    ecrire(doc, "3. Détail des intérêts", "Heading 1")
    commande(doc, "{%p if details %}")
    ecrire(
        doc,
        "Intérêts d'une ligne = base × taux × jours / diviseur, arrondis au centime. Le premier et le dernier jour sont"
        " comptés. « Origine du taux » dit l'article qui le fixe.",
        "Note",
        suite=True,
    )
    table = grille(doc, [c[3] for c in INTERETS], 9, 0.8)
    titres, debut, nom, boucle, ligne, fin, soustotal, dernier, total = table.rows
    entete_tableau(titres, [(c[0], c[4]) for c in INTERETS])
    commande_rang(table, debut, "{%tr for d in details %}")
    tete = _fondre(nom, 0, 7)
    ecrire(tete, "**{{ d.titre }}** : {{ d.regime }}", "Tableau", suite=True)
    filets(tete, ("bottom",))
    commande_rang(table, boucle, "{%tr for l in d.lignes %}")
    _ligne(ligne, INTERETS)
    commande_rang(table, fin, "{%tr endfor %}")
    libelle = _fondre(soustotal, 0, 6)
    ecrire(libelle, "Sous-total{% if d.resume %}, {{ d.resume }}{% endif %}", "Tableau montant")
    ecrire(soustotal.cells[7], "**{{ d.total }}**", "Tableau montant")
    for cellule in (libelle, soustotal.cells[7]):
        fond(cellule)
        filets(cellule, ("bottom",))
    commande_rang(table, dernier, "{%tr endfor %}")
    _total(total, INTERETS)
    tout = _fondre(total, 0, 6)
    ecrire(tout, "**Total des intérêts produits**", "Tableau")
    ecarter((titres, ligne), [c[4] for c in INTERETS])
    commande(doc, "{%p else %}")
    ecrire(doc, "Aucun intérêt n'a couru.", "Corps")
    commande(doc, "{%p endif %}")


def _fondre(rang: _Row, premier: int, dernier: int) -> _Cell:
    cellule: _Cell = rang.cells[premier].merge(rang.cells[dernier])
    for vide in cellule.paragraphs[1:]:
        vide._p.getparent().remove(vide._p)
    return cellule


def _mouvements(doc: Doc) -> None:
    ecrire(doc, "4. Mouvements du compte", "Heading 1")
    table = grille(doc, [c[3] for c in MOUVEMENTS], 4, 0.8)
    titres, debut, ligne, fin = table.rows
    entete_tableau(titres, [(c[0], c[4]) for c in MOUVEMENTS])
    commande_rang(table, debut, "{%tr for m in mouvements %}")
    _ligne(ligne, MOUVEMENTS)
    commande_rang(table, fin, "{%tr endfor %}")
    ecarter((titres, ligne), [c[4] for c in MOUVEMENTS])


def _phrases(doc: Doc, titre: str, nom: str) -> None:
    ecrire(doc, titre, "Heading 1")
    commande(doc, f"{{%p for x in {nom} %}}")
    commande(doc, "{%p if not loop.last %}")
    _puce(doc)
    commande(doc, "{%p else %}")
    _puce(doc, suite=True)  # so that no page holds the signature alone
    commande(doc, "{%p endif %}")
    commande(doc, "{%p endfor %}")


def _puce(doc: Doc, *, suite: bool = False) -> None:
    p = ecrire(doc, "–\t{{ x }}", "Puce", suite=suite)
    p.paragraph_format.left_indent, p.paragraph_format.first_line_indent = Mm(5), Mm(-5)
    tabulation(p, Mm(5))


def _signature(doc: Doc) -> None:
    p = ecrire(doc, "{% if lieu %}Fait à {{ lieu }}, le{% else %}Fait le{% endif %} {{ date }}.", "Corps", suite=True)
    p.paragraph_format.space_before = Pt(14)
    for rang, champ in enumerate(("signataire", "qualite")):
        commande(doc, f"{{%p if {champ} %}}")
        ecrire(doc, f"**{{{{ {champ} }}}}**" if rang == 0 else f"{{{{ {champ} }}}}", "Signature", suite=True)
        commande(doc, "{%p endif %}")
    place = ecrire(doc, "", "Signature")  # room for a hand-written signature
    place.paragraph_format.line_spacing = Mm(14)
