"""The call sheet: one page to hold a call by, and to fill by hand during it. It stays on the creditor's desk."""

from collections.abc import Sequence

from blocs import commande_rang, ecarter, entete_tableau, page_sur
from docx.document import Document as Doc
from docx.shared import Mm, Pt
from docx.table import _Cell
from mise_en_page import (
    au_milieu,
    commande,
    ecrire,
    encadrer,
    filets,
    fond,
    grille,
    hauteur,
    nouveau,
    remplir,
    tabulation,
)
from styles import ACCENT, ENCRE, FILET

# heading, template of a line, template of the total, width (mm), is an amount
LIGNES = (
    ("Facture", "{{ l.facture }}", "Total à demander", 34, False),
    ("Émise le", "{{ l.date }}", "", 18, False),
    ("Objet", "{{ l.objet }}", "", 38, False),
    ("Échéance", "{{ l.echeance }}", "", 18, False),
    ("Retard (j)", "{{ l.retard }}", "", 16, True),
    ("Montant TTC", "{{ l.montant_ttc }}", "", 23, True),
    ("Reste dû", "{{ l.reste_du }}", "{{ total_du }}", 23, True),
)
A_DEMANDER = (
    "A-t-il bien reçu {% if pluriel %}les factures{% else %}la facture{% endif %} ? Y a-t-il une question, un litige ?",
    "{% if promesse_rompue %}Le règlement annoncé pour le {{ promesse_rompue }} n'est pas arrivé : que s'est-il "
    "passé ? {% endif %}{% if a_venir %}Le règlement est-il prévu pour l'échéance, et par quel moyen ?{% else %}Quand "
    "règle-t-il **{{ total_du }}**{% if date_limite %} (à obtenir avant le {{ date_limite }}){% endif %}, et par quel "
    "moyen ? Faire préciser une date et un montant.{% endif %}",
    "S'il ne peut pas tout payer : que peut-il payer, et quand ? Un échéancier écrit est possible.",
    "Redire la date et le montant convenus, remercier.",
)
REPONSES = (
    ("Je n'ai pas la facture", "La renvoyer aujourd'hui par e-mail, convenir d'une date."),
    ("C'est déjà payé", "Noter date, moyen et référence ; vérifier le compte, saisir le règlement."),
    ("Je conteste", "Noter le motif et le montant ; feuille Suspensions, Nature « litige »."),
    ("Je ne peux pas", "Noter ce qu'il propose ; ne rien accorder sans accord de qui décide."),
    ("Rappelez plus tard", "Demander à qui parler, et quand ; cocher « à rappeler »."),
)
CASE = "□"


def fiche_appel() -> Doc:
    """Return the call sheet's template."""
    doc = nouveau("Fiche d'appel", "Fiche d'appel téléphonique")
    doc.sections[0].bottom_margin = Mm(14)
    doc.sections[0].top_margin = Mm(12)
    _pied(doc)
    commande(doc, "{%p if projet %}")
    encadrer(ecrire(doc, "{{ projet }}", "Projet"), ("top", "left", "bottom", "right"), ENCRE, 12)
    commande(doc, "{%p endif %}")
    p = ecrire(doc, "Fiche d'appel – {{ nom }}", "Titre")
    p.paragraph_format.space_after = Pt(0)
    for run in p.runs:
        run.font.size = Pt(15)
    p = ecrire(doc, "{{ niveau }} · client {{ code }} · {{ date }} · passage {{ passage }}", "Sous-titre")
    encadrer(p, ("bottom",), ACCENT, 8, 3)
    p.paragraph_format.space_after = Pt(4)
    _qui(doc)
    _titre(doc, "Ce qu'il nous doit")
    _dette(doc)
    _titre(doc, "Ce qui s'est passé")
    _histoire(doc)
    _titre(doc, "Ce qu'il faut demander")
    for rang, texte in enumerate(A_DEMANDER, start=1):
        _puce(doc, f"{rang}.", texte)
    _reponses(doc)
    _titre(doc, "Ce qu'il a répondu")
    _a_remplir(doc)
    p = ecrire(
        doc,
        "Une promesse se saisit dans la feuille Suspensions : Code débiteur {{ code }}, Nature « promesse », Du = jour "
        "de l'appel, Au = date promise, Motif = montant et moyen. Les relances attendent cette date.",
        "Note",
    )
    p.paragraph_format.space_before = Pt(4)
    return doc


def _qui(doc: Doc) -> None:
    table = grille(doc, (86, 84), 1, 1.5)
    gauche, droite = table.rows[0].cells
    for cellule in (gauche, droite):
        fond(cellule)
        au_milieu(cellule)
    ecrire(gauche, "{{ telephone }}", "Expéditeur nom")
    commande(droite, "{%p if appel %}")
    _ligne(droite, "Demander {{ appel }} {{ nom }}")
    commande(droite, "{%p else %}")
    _ligne(droite, "Demander le service comptable, ou qui règle les factures")
    commande(droite, "{%p endif %}")
    for nom in ("email", "adresse"):
        commande(droite, f"{{%p if {nom} %}}")
        _ligne(droite, f"{{{{ {nom} }}}}")
        commande(droite, "{%p endif %}")
    commande(doc, "{%p if note %}")
    p = ecrire(doc, "À savoir : {{ note }}", "Note")
    p.paragraph_format.space_before = Pt(3)
    commande(doc, "{%p endif %}")


def _dette(doc: Doc) -> None:
    table = grille(doc, [c[3] for c in LIGNES], 8, 0.8)
    titres, debut, ligne, fin, si, autres, fin_si, total = table.rows
    entete_tableau(titres, [(c[0], c[4]) for c in LIGNES])
    commande_rang(table, debut, "{%tr for l in lignes %}")
    for cellule, colonne in zip(ligne.cells, LIGNES, strict=True):
        ecrire(cellule, colonne[1], "Tableau montant" if colonne[4] else "Tableau")
        filets(cellule, ("bottom",))
    commande_rang(table, fin, "{%tr endfor %}")
    commande_rang(table, si, "{%tr if autres %}")
    suite = autres.cells[0].merge(autres.cells[len(LIGNES) - 1])
    ecrire(suite, "{{ autres }}", "Tableau")
    filets(suite, ("bottom",))
    commande_rang(table, fin_si, "{%tr endif %}")
    somme = total.cells[0].merge(total.cells[2])
    ecrire(somme, f"**{LIGNES[0][2]}**", "Tableau")
    montant = total.cells[3].merge(total.cells[len(LIGNES) - 1])
    ecrire(montant, f"**{LIGNES[-1][2]}**", "Tableau montant")
    for cellule in (somme, montant):
        filets(cellule, ("top", "bottom"), ACCENT, 8)
    ecarter((titres, ligne), [c[4] for c in LIGNES])
    for nom in ("conteste", "sans_numero"):
        commande(doc, f"{{%p if {nom} %}}")
        p = ecrire(doc, f"{{{{ {nom} }}}}", "Note")
        p.paragraph_format.space_before, p.paragraph_format.space_after = Pt(2), Pt(0)
        commande(doc, "{%p endif %}")


def _histoire(doc: Doc) -> None:
    table = grille(doc, (85, 85), 1, 0)
    gauche, droite = table.rows[0].cells
    commande(gauche, "{%p if relances %}")
    _ligne(gauche, "**Dernières relances**")
    commande(gauche, "{%p for x in relances %}")
    _ligne(gauche, "{{ x }}")
    commande(gauche, "{%p endfor %}")
    commande(gauche, "{%p else %}")
    _ligne(gauche, "Aucune relance envoyée jusqu'ici pour ces échéances.")
    commande(gauche, "{%p endif %}")
    _ligne(droite, "**Ses habitudes** : {{ habitudes }}")
    commande(droite, "{%p for x in promesses %}")
    _ligne(droite, "**Promesse** : {{ x }}")
    commande(droite, "{%p endfor %}")
    _ligne(droite, "{{ etape_suivante }}")


def _reponses(doc: Doc) -> None:
    ecrire(doc, "", "Commande").paragraph_format.line_spacing = Pt(4)
    table = grille(doc, (42, 128), len(REPONSES), 0.8)
    for rang, (dit, faire) in zip(table.rows, REPONSES, strict=True):
        for cellule, texte in zip(rang.cells, (f"« {dit} »", faire), strict=True):
            ecrire(cellule, texte, "Tableau")
            filets(cellule, ("bottom",))


def _a_remplir(doc: Doc) -> None:
    """Add the places to fill by hand: each cell is a label over the room that it needs."""
    rangees: Sequence[tuple[float, Sequence[tuple[float, str]]]] = (
        (11, ((45, "Appelé le, à"), (62, "Interlocuteur"), (63, "Appel passé par"))),
        (11, ((45, f"{CASE} **Promesse** pour le"), (62, "Montant promis"), (63, "Par virement, chèque, carte…"))),
        (11, ((45, f"{CASE} **Litige**, montant contesté"), (125, "Motif"))),
        (
            9,
            (
                (45, f"{CASE} Échéancier demandé"),
                (62, f"{CASE} À rappeler le"),
                (63, f"{CASE} Sans réponse, {CASE} message laissé"),
            ),
        ),
        (13, ((170, "Notes"),)),
    )
    for haut, cases in rangees:
        table = grille(doc, [largeur for largeur, _ in cases], 1, 1.2)
        hauteur(table.rows[0], haut)
        for cellule, (_, libelle) in zip(table.rows[0].cells, cases, strict=True):
            ecrire(cellule, libelle, "Tableau")
            filets(cellule, ("top", "left", "bottom", "right"), FILET, 6)
        ecrire(doc, "", "Commande").paragraph_format.line_spacing = Pt(1)  # two tables that touch would be one


def _titre(doc: Doc, texte: str) -> None:
    p = ecrire(doc, texte, "Heading 1")
    p.paragraph_format.space_before, p.paragraph_format.space_after = Pt(6), Pt(2)


def _ligne(cellule: _Cell, texte: str) -> None:
    ecrire(cellule, texte, "Tableau").paragraph_format.space_after = Pt(1)


def _puce(doc: Doc, tete: str, texte: str) -> None:
    p = ecrire(doc, f"{tete}\t{texte}", "Tableau")
    p.paragraph_format.left_indent, p.paragraph_format.first_line_indent = Mm(5), Mm(-5)
    p.paragraph_format.space_after = Pt(1.5)
    tabulation(p, Mm(5))


def _pied(doc: Doc) -> None:
    p = doc.sections[0].footer.paragraphs[0]
    p.style = "Mentions"
    remplir(p, "{{ creancier_nom }} · fiche interne, à ne pas envoyer au client · ")
    page_sur(p)
