"""The protocole d'accord, in two variants: between professionals (public bodies included), and with a consumer.

Its wording is ours. Word numbers the articles, so that a user can add one; an article is therefore named by its title,
never by its number. The consumer's variant does not hold a word of what a consumer does not owe.
"""

from blocs import commande_rang, ecarter, entete_tableau, page_sur
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from mise_en_page import commande, ecrire, encadrer, filets, grille, hauteur, nouveau, remplir, tabulation
from numerotation import numeroter
from styles import ACCENT, FILET, ajouter

# heading, template of a line, template of the total, width (mm), is an amount
Colonne = tuple[str, str, str, float, bool]
FACTURES: tuple[Colonne, ...] = (
    ("Facture", "{{ f.facture }}", "Total", 50, False),
    ("Émise le", "{{ f.date }}", "", 25, False),
    ("Échéance", "{{ f.echeance }}", "", 25, False),
    ("Montant TTC", "{{ f.montant_ttc }}", "{{ dette.total_ttc }}", 35, True),
    ("Principal restant dû", "{{ f.reste_du }}", "{{ dette.total_reste }}", 35, True),
)
VERSEMENTS: tuple[Colonne, ...] = (
    ("Versement", "{{ v.rang }}", "Total", 30, False),
    ("Au plus tard le", "{{ v.date }}", "", 40, False),
    ("Montant", "{{ v.montant }}", "{{ plan.total }}", 50, True),
    ("Reste à payer après", "{{ v.reste }}", "", 50, True),
)
DEFAUT = "« Défaut de paiement et déchéance du terme »"
APPORT = "{% if plan.apport %}un apport de {{ plan.apport }} à la signature et {% endif %}"


def protocole_professionnel() -> Doc:
    """The protocole with a professional or a public body."""
    return _protocole("un professionnel", consommateur=False)


def protocole_consommateur() -> Doc:
    """The protocole with a consumer: no fee, no clause that the law forbids, his rights said."""
    return _protocole("un consommateur", consommateur=True)


def versements(doc: Doc, *, consommateur: bool) -> None:
    """Add the table of instalments, with the parts of each where interest runs during the plan."""
    principal = "dont principal" if consommateur else "dont principal et indemnité"
    detail: tuple[Colonne, ...] = (
        ("Versement", "{{ v.rang }}", "Total", 22, False),
        ("Au plus tard le", "{{ v.date }}", "", 32, False),
        ("Montant", "{{ v.montant }}", "{{ plan.total }}", 29, True),
        ("dont intérêts", "{{ v.interets }}", "{{ plan.total_interets }}", 27, True),
        (principal, "{{ v.principal }}", "{{ plan.total_principal }}", 30, True),
        ("Reste à payer après", "{{ v.reste }}", "", 30, True),
    )
    commande(doc, "{%p if plan.taux %}")
    tableau(doc, detail, "{%tr for v in plan.versements %}")
    commande(doc, "{%p else %}")
    tableau(doc, VERSEMENTS, "{%tr for v in plan.versements %}")
    commande(doc, "{%p endif %}")


def tableau(doc: Doc, colonnes: tuple[Colonne, ...], boucle: str) -> Table:
    """Add a table of lines and their total; its heading is printed again on each page, no row is cut."""
    table = grille(doc, [c[3] for c in colonnes], 5, 0.8)
    titres, debut, ligne, fin, total = table.rows
    entete_tableau(titres, [(c[0], c[4]) for c in colonnes])
    commande_rang(table, debut, boucle)
    for cellule, colonne in zip(ligne.cells, colonnes, strict=True):
        ecrire(cellule, colonne[1], "Tableau montant" if colonne[4] else "Tableau")
        filets(cellule, ("bottom",))
    commande_rang(table, fin, "{%tr endfor %}")
    for cellule, colonne in zip(total.cells, colonnes, strict=True):
        ecrire(cellule, f"**{colonne[2]}**" if colonne[2] else "", "Tableau montant" if colonne[4] else "Tableau")
        filets(cellule, ("top", "bottom"), ACCENT, 8)
    ecarter((titres, ligne), [c[4] for c in colonnes])
    return table


def sommes(doc: Doc, boucle: str, libelle: str, total: str) -> None:
    """Add the parts of a sum (a loop over `Somme`) and the sum."""
    table = grille(doc, (120, 50), 4, 0.8)
    debut, ligne, fin, somme = table.rows
    commande_rang(table, debut, boucle)
    commande_rang(table, fin, "{%tr endfor %}")
    for rang, textes, couleur in (
        (ligne, ("{{ s.libelle }}", "{{ s.montant }}"), FILET),
        (somme, (f"**{libelle}**", f"**{total}**"), ACCENT),
    ):
        for cellule, texte, style in zip(rang.cells, textes, ("Tableau", "Tableau montant"), strict=True):
            ecrire(cellule, texte, style, suite=rang is ligne)
            filets(cellule, ("top", "bottom") if rang is somme else ("bottom",), couleur, 8 if rang is somme else 4)


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
    _reconnaissance(doc, consommateur=consommateur)
    _echeancier(doc, consommateur=consommateur)
    _imputation(doc)
    _interets(doc)
    _defaut(doc, consommateur=consommateur)
    _engagements(doc)
    _novation(doc, consommateur=consommateur)
    _frais(doc, consommateur=consommateur)
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


def _reconnaissance(doc: Doc, *, consommateur: bool) -> None:
    ecrire(doc, "Reconnaissance de la dette", "Heading 1")
    ecrire(
        doc,
        "Le débiteur reconnaît devoir au créancier, au {{ dette.arrete_au }}, la somme de **{{ dette.total }}** "
        "(**{{ dette.total_en_lettres }}**), ainsi composée :",
        "Corps",
        suite=True,
    )
    sommes(doc, "{%tr for s in dette.composition %}", "Total reconnu", "{{ dette.total }}")
    _espace(doc)
    if not consommateur:
        _si(
            doc,
            "dette.fondement",
            "Ce qui s'ajoute au principal est prévu par la loi ({{ dette.fondement }}).",
        )
    _si(
        doc,
        "dette.abandon",
        "De cette somme, {{ dette.abandon }} d'intérêts ne sont pas à payer si le présent protocole est respecté "
        "jusqu'à son terme : voir l'article « Intérêts ».",
    )
    if consommateur:
        ecrire(
            doc,
            "Cette reconnaissance interrompt la prescription (articles 2231 et 2240 du Code civil).",
            "Corps",
        )
        return
    commande(doc, '{%p if type == "public" %}')
    ecrire(
        doc,
        "Le présent écrit interrompt la prescription (loi n° 68-1250 du 31 décembre 1968, article 2).",
        "Corps",
    )
    commande(doc, "{%p else %}")
    ecrire(doc, "Cette reconnaissance interrompt la prescription (articles 2231 et 2240 du Code civil).", "Corps")
    commande(doc, "{%p endif %}")


def _echeancier(doc: Doc, *, consommateur: bool) -> None:
    ecrire(doc, "Échéancier", "Heading 1")
    ecrire(
        doc,
        "Le débiteur paie la somme de **{{ dette.a_payer }}** (**{{ dette.a_payer_en_lettres }}**) en "
        + APPORT
        + "{{ plan.nombre }}, aux dates et pour les montants suivants :",
        "Corps",
        suite=True,
    )
    versements(doc, consommateur=consommateur)
    _espace(doc)
    ecrire(
        doc,
        "Un versement est payé à temps si le compte du créancier est crédité au plus tard à sa date. Le débiteur peut "
        "payer tout ou partie de la dette avant ces dates, sans frais.",
        "Corps",
    )


def _imputation(doc: Doc) -> None:
    ecrire(doc, "Imputation des paiements", "Heading 1")
    ecrire(
        doc,
        "Le débiteur rappelle la référence **{{ reference }}** dans chaque paiement. Le paiement est imputé sur le "
        "versement qu'il désigne ; à défaut, sur le plus ancien versement impayé, puis sur les suivants.",
        "Corps",
    )
    _si(
        doc,
        "plan.imputation",
        "Sur un même versement, un paiement partiel s'impute {{ plan.imputation }}"
        "{% if plan.interets_d_abord %} (article 1343-1 du Code civil){% endif %}.",
    )


def _interets(doc: Doc) -> None:
    ecrire(doc, "Intérêts", "Heading 1")
    commande(doc, '{%p if plan.mode == "sur la durée" %}')
    ecrire(
        doc,
        "{% if dette.interets %}Les intérêts courus jusqu'au {{ dette.arrete_au }}, soit {{ dette.interets }}, sont "
        "compris dans la somme reconnue. {% endif %}{% if plan.taux %}À compter du lendemain de cette date, le "
        "principal restant dû porte intérêt au taux fixe de **{{ plan.taux }}** l'an, compté par jours {{ plan.base }}"
        "{% if dette.interets_convenus %}, soit {{ dette.interets_convenus }} si chaque versement est payé à sa date"
        "{% endif %}. Ces intérêts sont compris dans le tableau et n'en produisent pas eux-mêmes.{% endif %}",
        "Corps",
    )
    commande(doc, '{%p elif plan.mode == "abandonnés" %}')
    ecrire(
        doc,
        "Le créancier renonce {% if dette.abandon %}aux intérêts courus jusqu'au {{ dette.arrete_au }}, soit "
        "**{{ dette.abandon }}**, et {% endif %}aux intérêts de la durée du présent protocole, à la condition que "
        "celui-ci soit respecté jusqu'à son terme. Cette renonciation devient définitive avec le paiement du dernier "
        f"versement. Elle est sans effet si le débiteur est déchu du terme dans les conditions de l'article {DEFAUT}.",
        "Corps",
    )
    commande(doc, "{%p else %}")
    ecrire(
        doc,
        "{% if dette.interets %}Les intérêts courus jusqu'au {{ dette.arrete_au }}, soit {{ dette.interets }}, sont "
        "compris dans la somme reconnue.{% else %}Aucun intérêt n'est compris dans la somme reconnue.{% endif %} "
        "Tant que le présent protocole est respecté, aucun autre intérêt n'est dû pour sa durée.",
        "Corps",
    )
    commande(doc, "{%p endif %}")


def _defaut(doc: Doc, *, consommateur: bool) -> None:
    ecrire(doc, "Défaut de paiement et déchéance du terme", "Heading 1")
    if not consommateur:
        commande(doc, "{%p if plan.renonciation %}")
        ecrire(
            doc,
            "Si un versement n'est pas entièrement payé à sa date, le débiteur est déchu du terme de plein droit, "
            "sans mise en demeure préalable. **Les parties dispensent expressément et sans équivoque le créancier de "
            "toute mise en demeure.** Le créancier qui se prévaut de la déchéance le fait savoir au débiteur par "
            "écrit.",
            "Corps",
        )
        commande(doc, "{%p else %}")
    ecrire(
        doc,
        "Si un versement n'est pas entièrement payé à sa date, le créancier peut mettre le débiteur en demeure de le "
        "payer, par lettre recommandée avec avis de réception. Cette lettre laisse au débiteur un délai de "
        "**{{ plan.delai }}** à compter de son envoi, et indique le dernier jour de ce délai. Le versement payé "
        "au plus tard ce jour-là est réputé payé à temps.",
        "Corps",
    )
    ecrire(
        doc,
        "À défaut de paiement entier dans ce délai, le débiteur est déchu du terme. Le créancier qui s'en prévaut le "
        "fait savoir au débiteur par écrit.",
        "Corps",
    )
    if not consommateur:
        commande(doc, "{%p endif %}")
    _apres_decheance(doc, consommateur=consommateur)


def _apres_decheance(doc: Doc, *, consommateur: bool) -> None:
    indemnite = "" if consommateur else "{% if dette.indemnites %}, l'indemnité forfaitaire{% endif %}"
    commande(doc, '{%p if plan.retour == "comme convenu" %}')
    ecrire(
        doc,
        f"La déchéance rend aussitôt exigibles le principal{indemnite} et les intérêts reconnus à l'article "
        "« Reconnaissance de la dette »{% if dette.abandon %}, y compris ceux auxquels le créancier avait renoncé"
        "{% endif %}, déduction faite de tous les paiements reçus. {% if plan.taux %}S'y ajoutent les intérêts au taux "
        "de l'article « Intérêts », jusqu'au paiement ; ceux du tableau qui n'ont pas encore couru ne sont pas dus."
        "{% else %}Aucun intérêt n'est dû pour le temps pendant lequel le présent protocole a été respecté.{% endif %}",
        "Corps",
    )
    commande(doc, "{%p else %}")
    ecrire(
        doc,
        f"La déchéance rend aussitôt exigibles le principal{indemnite} et les intérêts, tels qu'ils auraient couru "
        "sans le présent protocole{% if dette.abandon %}, y compris ceux auxquels le créancier avait renoncé"
        "{% endif %}, déduction faite de tous les paiements reçus.",
        "Corps",
    )
    commande(doc, "{%p endif %}")


def _engagements(doc: Doc) -> None:
    ecrire(doc, "Engagements et moyens de paiement", "Heading 1")
    ecrire(
        doc,
        "Le débiteur s'engage à payer chaque versement à sa date, et à prévenir le créancier sans attendre de toute "
        "difficulté qui l'en empêcherait. {% if paiement.iban %}Il paie par virement sur le compte suivant :"
        "{% else %}Il paie par virement sur le compte que le créancier lui indique par écrit, ou par tout autre "
        "moyen que le créancier accepte.{% endif %}",
        "Corps",
    )
    commande(doc, "{%p if paiement.iban %}")
    table = grille(doc, (170,), 1, 2)
    cellule = table.rows[0].cells[0]
    filets(cellule, ("top", "left", "bottom", "right"))
    for libelle, nom in (("Titulaire", "titulaire"), ("IBAN", "iban"), ("BIC", "bic"), ("Référence", "reference")):
        commande(cellule, f"{{%p if paiement.{nom} %}}")
        _coordonnee(cellule, libelle, f"**{{{{ paiement.{nom} }}}}**")
        commande(cellule, "{%p endif %}")
    ecrire(cellule, "", "Commande").paragraph_format.line_spacing = Pt(1)  # a cell must end with a paragraph
    commande(doc, "{%p endif %}")
    _espace(doc)
    ecrire(
        doc,
        "De son côté, dès la signature et tant que le présent protocole est respecté, le créancier suspend ses "
        "relances et n'engage aucune poursuite pour les factures qu'il couvre.",
        "Corps",
    )


def _novation(doc: Doc, *, consommateur: bool) -> None:
    ecrire(doc, "Absence de novation et réserve des droits", "Heading 1")
    ecrire(
        doc,
        "Le présent protocole règle le paiement de la dette sans la remplacer : il n'emporte pas novation (article "
        "1330 du Code civil). Les factures et, le cas échéant, les garanties qui s'y attachent gardent tous leurs "
        "effets.",
        "Corps",
    )
    if consommateur:
        ecrire(
            doc,
            "Rien dans le présent protocole ne prive le débiteur des droits que la loi lui reconnaît, notamment celui "
            "de demander au juge des délais de paiement (article 1343-5 du Code civil). Le créancier conserve les "
            "siens, sous réserve de ce qui est convenu ci-dessus ; le seul fait de tolérer un retard ne vaut pas "
            "renonciation de sa part.",
            "Corps",
        )
        return
    ecrire(
        doc,
        "Hors ce qui est convenu ci-dessus, chaque partie conserve tous ses droits ; le seul fait de tolérer un retard "
        "ne vaut pas renonciation.",
        "Corps",
    )


def _frais(doc: Doc, *, consommateur: bool) -> None:
    ecrire(doc, "Frais, originaux et signatures", "Heading 1")
    frais = (
        "Aucuns frais ne sont réclamés au débiteur pour le présent protocole. Les frais de recouvrement engagés sans "
        "titre restent à la charge du créancier (article L111-8 du Code des procédures civiles d'exécution)."
        if consommateur
        else "Chaque partie garde à sa charge les frais qu'elle a engagés pour conclure le présent protocole."
    )
    ecrire(doc, frais, "Corps", suite=True)
    ecrire(
        doc,
        "Il est signé en {{ originaux }} originaux, autant que de parties, et chacune en garde un (article 1375 du "
        "Code civil).",
        "Corps",
        suite=True,
    )


def _signatures(doc: Doc) -> None:
    """Place, date and signatures, on one page, with room for the sentence that the debtor copies."""
    ecrire(doc, "Fait à ……………………………………, le ……………………………, en {{ originaux }} originaux.", "Corps", suite=True)
    table = grille(doc, (82, 6, 82), 5, 2)
    titres, debut, mention, fin, place = table.rows
    commande_rang(table, debut, "{%tr if mention %}")
    commande_rang(table, fin, "{%tr endif %}")
    for rang in (titres, mention, place):
        rang.cells[1].paragraphs[0].style = "Commande"
        rang.cells[1].paragraphs[0].paragraph_format.keep_with_next = True
    for cellule, appele, nom in (
        (titres.cells[0], "Le créancier", "creancier"),
        (titres.cells[2], "Le débiteur", "debiteur"),
    ):
        filets(cellule, ("top", "left", "right"))
        ecrire(cellule, appele, "Paiement titre", suite=True)
        ecrire(cellule, f"**{{{{ {nom}.nom }}}}**", "Paiement", suite=True)
        ecrire(cellule, f"{{{{ {nom}.signataire }}}}", "Paiement", suite=True)
    _mention(mention.cells[0], mention.cells[2])
    hauteur(mention, 62, exacte=False)
    hauteur(place, 30, exacte=False)
    for cellule in (place.cells[0], place.cells[2]):
        filets(cellule, ("left", "bottom", "right"))
        ecrire(cellule, "Signature", "Note")


def _mention(gauche: _Cell, droite: _Cell) -> None:
    """The sum that a debtor who is no trader writes himself (C. civ. 1376)."""
    filets(gauche, ("left", "right"))
    ecrire(gauche, "", "Paiement", suite=True)
    filets(droite, ("left", "right"))
    ecrire(
        droite,
        "Phrase à recopier de la main du débiteur (article 1376 du Code civil) :",
        "Note",
        suite=True,
    )
    ecrire(droite, "« {{ mention }} »", "Paiement", suite=True)


def _coordonnee(cellule: _Cell, libelle: str, valeur: str) -> None:
    p = ecrire(cellule, f"{libelle}\t{valeur}", "Paiement")
    p.paragraph_format.left_indent, p.paragraph_format.first_line_indent = Mm(24), Mm(-24)
    tabulation(p, Mm(24))


def _si(doc: Doc, condition: str, texte: str) -> None:
    """Add a paragraph that is printed only where `condition` holds."""
    commande(doc, f"{{%p if {condition} %}}")
    ecrire(doc, texte, "Corps")
    commande(doc, "{%p endif %}")


def _espace(doc: Doc) -> None:
    """Part a table from what follows it."""
    ecrire(doc, "", "Commande").paragraph_format.line_spacing = Pt(6)
