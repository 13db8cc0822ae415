"""The wording of the letters about a negotiated plan, from its confirmation to the final receipt.

They cite no article: what binds the parties is the protocole that they signed. A consumer and a professional read the
same letters, which claim nothing but what was agreed.
"""

from collections.abc import Callable

from blocs import JOINDRE, ouvrir, paiement, signer
from clauses import APPORT, versements
from docx.document import Document as Doc
from docx.shared import Pt
from mise_en_page import commande, ecrire
from protocole import FACTURES, protocole_consommateur, protocole_professionnel
from tableaux import Colonne, espace, sommes, tableau

SALUTATIONS = "Veuillez agréer, {{ debiteur.appel }}, nos salutations distinguées."
ENTRETIEN = "{% if entretien %}notre entretien téléphonique du {{ entretien }}{% else %}nos échanges{% endif %}"
PROTOCOLE = "protocole d'accord{% if signe_le %} signé le {{ signe_le }}{% endif %} ({{ echeancier }})"
ARTICLE = "article « Défaut de paiement et déchéance du terme »"
MANQUES: tuple[Colonne, ...] = (
    ("Versement", "{{ l.rang }}", "Total", 30, False),
    ("Dû le", "{{ l.date }}", "", 35, False),
    ("Montant", "{{ l.montant }}", "", 35, True),
    ("Réglé", "{{ l.regle }}", "", 35, True),
    ("Reste dû", "{{ l.reste_du }}", "{{ total }}", 35, True),
)
MANQUES_SANS_TOTAL = tuple((a, b, "", d, e) for a, b, _, d, e in MANQUES)
RECUS: tuple[Colonne, ...] = (
    ("Reçu le", "{{ x.date }}", "Total reçu", 30, False),
    ("Paiement", "{{ x.libelle }}", "", 90, False),
    ("Montant", "{{ x.montant }}", "{{ total }}", 50, True),
)
ETEINTES: tuple[Colonne, ...] = (
    ("Facture", "{{ f.facture }}", "Total", 60, False),
    ("Émise le", "{{ f.date }}", "", 35, False),
    ("Échéance", "{{ f.echeance }}", "", 35, False),
    ("Montant TTC", "{{ f.montant_ttc }}", "{{ dette.total_ttc }}", 40, True),
)
PROMIS = tuple((a, b, c.replace("dette.", ""), d, e) for a, b, c, d, e in FACTURES)


def confirmation() -> Doc:
    """The letter that confirms what was agreed on the telephone and asks for the signed originals."""
    doc = ouvrir(
        "Confirmation d'échéancier",
        "Confirmation d'un échéancier, avec le protocole à signer",
        "confirmation de notre accord – échéancier {{ echeancier }}",
    )
    ecrire(
        doc,
        f"Nous faisons suite à {ENTRETIEN} et vous confirmons l'échéancier dont nous sommes convenus. Vous le "
        "trouverez ci-joint, sous la forme d'un protocole d'accord en {{ originaux }} originaux.",
        "Corps",
    )
    ecrire(
        doc,
        "Au {{ dette.arrete_au }}, vous restez nous devoir {{ dette.total }} ({{ dette.total_en_lettres }}). "
        "{% if dette.abandon %}Nous renonçons à {{ dette.abandon }} d'intérêts si l'échéancier est respecté jusqu'à "
        "son terme. {% endif %}{% if plan.taux %}Le principal restant dû porte intérêt à {{ plan.taux }} l'an"
        "{% if dette.interets_convenus %}, soit {{ dette.interets_convenus }} en tout{% endif %}. {% endif %}"
        "Vous nous réglez ainsi **{{ dette.a_payer }}**, en " + APPORT + "{{ plan.nombre }} :",
        "Corps",
        suite=True,
    )
    versements(doc, "hors intérêts")
    espace(doc)
    ecrire(
        doc,
        "**Pour que cet accord prenne effet, nous vous prions de nous retourner les {{ originaux }} originaux datés et "
        "signés{% if retour_avant %}, au plus tard le {{ retour_avant }}{% endif %}.** Nous vous en renverrons un, "
        "signé par nous.",
        "Corps",
    )
    ecrire(
        doc,
        "Jusque-là, il ne s'agit que d'une proposition : elle ne suspend et n'interrompt rien, les factures restent "
        f"exigibles et nos démarches suivent leur cours. Pour toute question, joignez-nous{JOINDRE}.",
        "Corps",
        suite=True,
    )
    signer(doc, SALUTATIONS)
    return doc


def promesse() -> Doc:
    """The letter that takes note of a promise to pay one sum on one day."""
    doc = ouvrir(
        "Promesse de paiement",
        "Confirmation d'une promesse de paiement",
        "votre promesse de paiement – {{ montant }} pour le {{ jour }}",
    )
    ecrire(
        doc,
        f"Nous faisons suite à {ENTRETIEN}, et prenons note de votre engagement de nous régler **{{{{ montant }}}}** "
        "({{ montant_en_lettres }}) au plus tard le **{{ jour }}**{% if factures %}, au titre de ce qui suit :"
        "{% else %}.{% endif %}",
        "Corps",
    )
    commande(doc, "{%p if factures %}")
    tableau(doc, PROMIS, "{%tr for f in factures %}")
    espace(doc)
    commande(doc, "{%p endif %}")
    paiement(doc, "{{ montant }}")
    ecrire(
        doc,
        "Nous comptons sur votre règlement à cette date. S'il ne nous était pas parvenu, nous reprendrions nos "
        f"démarches. Si cette lettre ne reflète pas notre entretien, ou si une difficulté survient, joignez-nous"
        f"{JOINDRE}.",
        "Corps",
        suite=True,
    )
    signer(doc, SALUTATIONS)
    return doc


def rappel() -> Doc:
    """The courtesy reminder before an instalment: nothing is late."""
    doc = ouvrir(
        "Rappel de versement",
        "Rappel de courtoisie avant un versement de l'échéancier",
        "votre versement du {{ jour }} – échéancier {{ echeancier }}",
    )
    ecrire(
        doc,
        "Pour faciliter votre organisation, nous nous permettons de vous rappeler que le versement n° {{ rang }} sur "
        "{{ nombre }} de votre échéancier, soit {{ montant }}, est à régler au plus tard le **{{ jour }}**."
        "{% if deja_regle %} Vous avez déjà réglé {{ deja_regle }} ; il reste **{{ a_payer }}**.{% endif %}",
        "Corps",
    )
    ecrire(
        doc,
        "{% if reste_apres %}Après ce versement, il restera {{ reste_apres }} à payer, jusqu'au {{ dernier }}."
        "{% else %}Ce versement est le dernier : il solde votre échéancier.{% endif %}",
        "Corps",
    )
    paiement(doc, "{{ a_payer }}")
    ecrire(
        doc,
        "Si vous avez déjà donné l'ordre de paiement, nous vous en remercions et vous prions de ne pas tenir compte de "
        f"cette lettre. Si vous prévoyez une difficulté, joignez-nous{JOINDRE} avant cette date.",
        "Corps",
        suite=True,
    )
    signer(doc, SALUTATIONS)
    return doc


def mise_en_demeure() -> Doc:
    """The notice to pay missed instalments: how much, by which day, and what follows."""
    doc = ouvrir(
        "Mise en demeure de versement",
        "Mise en demeure de payer un versement de l'échéancier",
        "MISE EN DEMEURE de payer {{ total }} – échéancier {{ echeancier }}",
    )
    ecrire(
        doc,
        f"Le {PROTOCOLE} prévoit le paiement de votre dette en plusieurs versements. Sauf règlement "
        "intervenu entre-temps, {% if pluriel %}les versements suivants ne nous sont pas parvenus, ou pas entièrement"
        "{% else %}le versement suivant ne nous est pas parvenu, ou pas entièrement{% endif %} :",
        "Corps",
        suite=True,
    )
    tableau(doc, MANQUES, "{%tr for l in lignes %}")
    espace(doc)
    ecrire(
        doc,
        "**Par la présente, nous vous mettons en demeure de nous payer la somme de {{ total }}** "
        "({{ total_en_lettres }}) **dans le délai de {{ delai }} à compter de l'envoi de cette lettre, soit au plus "
        "tard le {{ dernier_jour }}.**",
        "Corps",
    )
    ecrire(
        doc,
        "Si cette somme est entièrement payée ce jour-là au plus tard, l'échéancier se poursuit. À défaut, et en "
        f"application de l'{ARTICLE} du protocole, vous encourez la déchéance du terme : la totalité de ce qui reste "
        'dû, soit {{ reste_du }} à ce jour au titre de l\'échéancier, {% if retour == "comme convenu" %}deviendra '
        "exigible aussitôt, dans les conditions de cet article.{% else %}deviendra exigible aussitôt, avec les "
        "intérêts tels qu'ils auraient couru sans le protocole.{% endif %}",
        "Corps",
    )
    commande(doc, '{%p if debiteur.type == "consommateur" %}')
    ecrire(doc, "Aucuns frais ne vous sont réclamés pour cette lettre.", "Corps")
    commande(doc, "{%p endif %}")
    paiement(doc, "{{ total }}")
    ecrire(doc, f"En cas de difficulté ou de désaccord, joignez-nous sans attendre{JOINDRE}.", "Corps", suite=True)
    signer(doc, SALUTATIONS)
    return doc


def decheance() -> Doc:
    """The letter that makes the whole due again: why, how much, and what was already paid."""
    doc = ouvrir(
        "Déchéance du terme",
        "Notification de la déchéance du terme",
        "déchéance du terme – {{ total }} exigibles – échéancier {{ echeancier }}",
    )
    ecrire(
        doc,
        f"Par le {PROTOCOLE}, nous vous avions accordé des délais pour payer {{{{ factures }}}}. "
        "{% if notice_du %}Malgré notre mise en demeure du "
        "{{ notice_du }}, qui vous laissait jusqu'au {{ dernier_jour }} pour régulariser, {% endif %}"
        "{% if pluriel %}{% if notice_du %}les{% else %}Les{% endif %} versements suivants restent impayés, en tout ou "
        "en partie{% else %}{% if notice_du %}le{% else %}Le{% endif %} versement suivant reste impayé, en tout ou en "
        "partie{% endif %} :",
        "Corps",
        suite=True,
    )
    tableau(doc, MANQUES_SANS_TOTAL, "{%tr for l in lignes %}")
    espace(doc)
    ecrire(
        doc,
        f"{{% if notice_du %}}En application de l'{ARTICLE} du protocole{{% else %}}En application de l'{ARTICLE} du "
        "protocole, par lequel les parties ont expressément dispensé le créancier de mise en demeure{% endif %}, "
        "**nous vous notifions la déchéance du terme : la totalité de ce qui reste dû est exigible dès à présent.** "
        "Cette somme, arrêtée au {{ arrete_au }} inclus, s'établit ainsi, vos paiements déduits :",
        "Corps",
        suite=True,
    )
    sommes(doc, "{%tr for s in composition %}", "Total exigible", "{{ total }}")
    p = ecrire(
        doc,
        "Soit la somme de **{{ total_en_lettres }}**, à laquelle s'ajoutent les intérêts qui seraient dus "
        "après cette date.",
        "Corps",
    )
    p.paragraph_format.space_before = Pt(6)
    commande(doc, "{%p if abandon %}")
    ecrire(
        doc,
        "La renonciation à {{ abandon }} d'intérêts, consentie à la condition que l'échéancier soit respecté, est sans "
        "effet.",
        "Corps",
    )
    commande(doc, "{%p endif %}")
    commande(doc, "{%p if paiements %}")
    ecrire(doc, "Paiements reçus au titre de l'échéancier, déjà déduits :", "Corps", suite=True)
    tableau(
        doc,
        tuple((a, b, c.replace("total", "total_recu"), d, e) for a, b, c, d, e in RECUS),
        "{%tr for x in paiements %}",
    )
    espace(doc)
    commande(doc, "{%p endif %}")
    paiement(doc, "{{ total }}")
    ecrire(
        doc,
        "À défaut de paiement, nous reprendrons nos démarches de recouvrement pour le tout, et nous réservons de "
        'saisir la juridiction compétente. {% if debiteur.type == "consommateur" %}Aucuns frais de recouvrement '
        f"ne vous sont réclamés. {{% endif %}}Pour en parler, joignez-nous{JOINDRE}.",
        "Corps",
        suite=True,
    )
    signer(doc, SALUTATIONS)
    return doc


def quittance() -> Doc:
    """The final receipt: what was paid, what is extinguished, what is waived for good."""
    doc = ouvrir(
        "Quittance",
        "Quittance de fin d'échéancier",
        "quittance pour solde – échéancier {{ echeancier }}",
    )
    ecrire(
        doc,
        f"Le {PROTOCOLE} a été entièrement exécuté le {{{{ solde_le }}}}. Nous reconnaissons avoir reçu de vous, à ce "
        "titre, la somme de **{{ total }}** (**{{ total_en_lettres }}**), par les paiements suivants :",
        "Corps",
        suite=True,
    )
    tableau(doc, RECUS, "{%tr for x in paiements %}")
    espace(doc)
    ecrire(
        doc,
        "Nous vous en donnons quittance. Les dettes que couvrait l'échéancier sont éteintes :",
        "Corps",
        suite=True,
    )
    tableau(doc, ETEINTES, "{%tr for f in dette.factures %}")
    espace(doc)
    commande(doc, "{%p if dette.abandon %}")
    ecrire(
        doc,
        "L'échéancier ayant été respecté jusqu'à son terme, notre renonciation à {{ dette.abandon }} d'intérêts est "
        "définitive.",
        "Corps",
    )
    commande(doc, "{%p endif %}")
    ecrire(
        doc,
        "Nous ne vous réclamons plus rien au titre de ces factures, ni en principal, ni en intérêts, ni en frais. "
        "Cette quittance ne concerne pas d'autres factures.",
        "Corps",
        suite=True,
    )
    signer(
        doc,
        "En vous remerciant d'avoir tenu vos engagements, nous vous prions d'agréer, {{ debiteur.appel }}, nos "
        "salutations distinguées.",
    )
    return doc


ECHEANCIER: dict[str, Callable[[], Doc]] = {
    "protocole-professionnel": protocole_professionnel,
    "protocole-consommateur": protocole_consommateur,
    "confirmation-echeancier": confirmation,
    "promesse-de-paiement": promesse,
    "rappel-mensualite": rappel,
    "mise-en-demeure-mensualite": mise_en_demeure,
    "decheance": decheance,
    "quittance": quittance,
}
