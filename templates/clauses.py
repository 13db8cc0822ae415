"""The eight articles of the protocole d'accord, and how they differ with a consumer."""

from docx.document import Document as Doc
from docx.shared import Mm, Pt
from docx.table import _Cell
from mise_en_page import commande, ecrire, filets, grille, tabulation
from tableaux import Colonne, espace, sommes, tableau

VERSEMENTS: tuple[Colonne, ...] = (
    ("Versement", "{{ v.rang }}", "Total", 30, False),
    ("Au plus tard le", "{{ v.date }}", "", 40, False),
    ("Montant", "{{ v.montant }}", "{{ plan.total }}", 50, True),
    ("Reste à payer après", "{{ v.reste }}", "", 50, True),
)
DEFAUT = "« Défaut de paiement et déchéance du terme »"
APPORT = "{% if plan.apport %}un apport de {{ plan.apport }} à la signature et {% endif %}"


def versements(doc: Doc, principal: str) -> None:
    """Add the table of instalments, with the parts of each where interest runs; `principal` names the second part."""
    detail: tuple[Colonne, ...] = (
        ("Versement", "{{ v.rang }}", "Total", 20, False),
        ("Au plus tard le", "{{ v.date }}", "", 30, False),
        ("Montant", "{{ v.montant }}", "{{ plan.total }}", 28, True),
        ("dont intérêts", "{{ v.interets }}", "{{ plan.total_interets }}", 26, True),
        (principal, "{{ v.principal }}", "{{ plan.total_principal }}", 31, True),
        ("Reste à payer après", "{{ v.reste }}", "", 35, True),
    )
    commande(doc, "{%p if plan.taux %}")
    tableau(doc, detail, "{%tr for v in plan.versements %}")
    commande(doc, "{%p else %}")
    tableau(doc, VERSEMENTS, "{%tr for v in plan.versements %}")
    commande(doc, "{%p endif %}")


def reconnaissance(doc: Doc, *, consommateur: bool) -> None:
    """What is owed, in figures and words, of what it is made, and that acknowledging it restarts the limitation."""
    ecrire(doc, "Reconnaissance de la dette", "Heading 1")
    ecrire(
        doc,
        "Le débiteur reconnaît devoir au créancier, au {{ dette.arrete_au }}, la somme de **{{ dette.total }}** "
        "(**{{ dette.total_en_lettres }}**), ainsi composée :",
        "Corps",
        suite=True,
    )
    sommes(doc, "{%tr for s in dette.composition %}", "Total reconnu", "{{ dette.total }}")
    espace(doc)
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
    interrompt = "Cette reconnaissance interrompt la prescription (articles 2231 et 2240 du Code civil)."
    if consommateur:
        ecrire(doc, interrompt, "Corps")
        return
    commande(doc, '{%p if type == "public" %}')
    ecrire(
        doc,
        "Le présent écrit interrompt la prescription (loi n° 68-1250 du 31 décembre 1968, article 2).",
        "Corps",
    )
    commande(doc, "{%p else %}")
    ecrire(doc, interrompt, "Corps")
    commande(doc, "{%p endif %}")


def echeancier(doc: Doc, *, consommateur: bool) -> None:
    """The dated instalments, which sum to the debt."""
    ecrire(doc, "Échéancier", "Heading 1")
    ecrire(
        doc,
        "Le débiteur paie la somme de **{{ dette.a_payer }}** (**{{ dette.a_payer_en_lettres }}**) en "
        + APPORT
        + "{{ plan.nombre }}, aux dates et pour les montants suivants :",
        "Corps",
        suite=True,
    )
    versements(doc, "dont principal" if consommateur else "dont principal et indemnité")
    espace(doc)
    ecrire(
        doc,
        "Un versement est payé à temps si le compte du créancier est crédité au plus tard à sa date. Le débiteur peut "
        "payer tout ou partie de la dette avant ces dates, sans frais.",
        "Corps",
    )


def imputation(doc: Doc) -> None:
    """How a payment finds its instalment, and what it lowers first there."""
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


def interets(doc: Doc) -> None:
    """What becomes of interest during the plan, in each of the three modes."""
    ecrire(doc, "Intérêts", "Heading 1")
    commande(doc, '{%p if plan.mode == "sur la durée" %}')
    ecrire(
        doc,
        "{% if dette.interets %}Les intérêts courus jusqu'au {{ dette.arrete_au }}, soit {{ dette.interets }}, sont "
        "compris dans la somme reconnue. {% endif %}{% if plan.taux %}À compter du lendemain du {{ dette.arrete_au }}, "
        "le principal restant dû porte intérêt au taux fixe de **{{ plan.taux }}** l'an, compté par jours "
        "{{ plan.base }}{% if dette.interets_convenus %}, soit {{ dette.interets_convenus }} si chaque versement est "
        "payé à sa date{% endif %}. Ces intérêts sont compris dans le tableau et n'en produisent pas eux-mêmes."
        "{% endif %}",
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


def defaut(doc: Doc, *, consommateur: bool) -> None:
    """What a missed instalment brings: a notice and a last delay, or between professionals its express waiver."""
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
        "entre-temps est réputé payé à sa date.",
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


def engagements(doc: Doc) -> None:
    """What each party undertakes, and on which account the debtor pays."""
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
    espace(doc)
    ecrire(
        doc,
        "De son côté, dès la signature et tant que le présent protocole est respecté, le créancier suspend ses "
        "relances et n'engage aucune poursuite pour les factures qu'il couvre.",
        "Corps",
    )


def novation(doc: Doc, *, consommateur: bool) -> None:
    """The debt stays what it was, and each party keeps its rights."""
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


def frais(doc: Doc, *, consommateur: bool) -> None:
    """Who bears the costs, and how many originals are signed."""
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


def _coordonnee(cellule: _Cell, libelle: str, valeur: str) -> None:
    p = ecrire(cellule, f"{libelle}\t{valeur}", "Paiement")
    p.paragraph_format.left_indent, p.paragraph_format.first_line_indent = Mm(24), Mm(-24)
    tabulation(p, Mm(24))


def _si(doc: Doc, condition: str, texte: str) -> None:
    """Add a paragraph that is printed only where `condition` holds."""
    commande(doc, f"{{%p if {condition} %}}")
    ecrire(doc, texte, "Corps")
    commande(doc, "{%p endif %}")
