"""The wording of the eight letters, from the reminder before the due day to the mise en demeure.

Legal statements are only those that were read in the text or on an official page: C. com. L441-10 II and D441-5
between professionals, C. civ. 1231-6 and 1344-1 for a consumer or where penalties are not claimed, and for a public
buyer the articles of the fixed indemnity, recorded as not verified. A consumer's letters name neither the indemnity nor
the penalties. Nothing here may pass for a court's or a bailiff's paper.
"""

from collections.abc import Callable

from blocs import (
    A_DEFAUT,
    A_VENIR,
    DELAI,
    JOINDRE,
    MALGRE,
    REFERENCE_FACTURE,
    imputations,
    ouvrir,
    paiement,
    promesse_rompue,
    signer,
    tableau_echeances,
    tableau_mouvements,
)
from docx.document import Document as Doc
from mise_en_page import commande, ecrire

DU = "{{ total_du }}"
TOTAL = "{% if penalites.indemnite_totale %}{{ penalites.total_avec_indemnite }}{% else %}{{ total_du }}{% endif %}"
SALUTATIONS = "nous vous prions d'agréer, {{ debiteur.appel }}, nos salutations distinguées."
VEUILLEZ_AGREER = "Veuillez agréer, {{ debiteur.appel }}, nos salutations distinguées."
RESTENT_IMPAYEES = (
    "{% if pluriel %}les échéances suivantes restent impayées{% else %}l'échéance suivante reste impayée{% endif %}"
)
ORIGINE = (
    "{% if pluriel %}des échéances suivantes, toutes dépassées{% else %}de notre facture n° {{ lignes[0].facture }} du "
    "{{ lignes[0].date }}{% if lignes[0].objet %} ({{ lignes[0].objet }}){% endif %}, échue le "
    "{{ lignes[0].echeance }}{% endif %}"
)
JURIDICTION = (
    f"À défaut de paiement{A_DEFAUT}, nous nous réservons de saisir la juridiction compétente, notamment par voie "
    "d'injonction de payer. "
)
ECHEANCIER = (
    "En cas de contestation ou de difficulté de paiement, joignez-nous sans attendre" + JOINDRE + " : nous restons "
    "prêts à convenir d'un échéancier."
)


# a first reminder is friendly, unless the debtor's segment or a broken promise makes it firmer
FERME = 'ton == "ferme" or ton == "dernier avis"'


def rappel_avant_echeance() -> Doc:
    """The courtesy reminder before the due day: nothing is late, nobody is reproached.

    Should it go out late all the same, it says only that the day has come.
    """
    doc = ouvrir(
        "Rappel avant échéance",
        "Rappel de courtoisie avant l'échéance",
        "{% if pluriel %}vos prochaines échéances{% else %}échéance du {{ lignes[0].echeance }} – facture n° "
        "{{ lignes[0].facture }}{% endif %}",
    )
    ecrire(
        doc,
        "Pour faciliter votre organisation, nous nous permettons de vous rappeler "
        "{% if pluriel %}les échéances suivantes{% else %}l'échéance suivante{% endif %}"
        "{% if a_venir %}, à venir{% endif %} :",
        "Corps",
    )
    tableau_echeances(doc, A_VENIR)
    imputations(doc)
    ecrire(
        doc,
        "{% if a_venir %}Ce rappel ne demande rien de plus qu'un règlement à la date prévue. {% endif %}"
        "Si vous avez déjà donné l'ordre de paiement, nous vous en remercions et vous prions de ne pas tenir compte de "
        "cette lettre.",
        "Corps",
    )
    paiement(doc, DU)
    ecrire(
        doc,
        f"Si une facture ne vous est pas parvenue ou appelle une question, ou si vous prévoyez une difficulté, "
        f"joignez-nous{JOINDRE} : nous en parlerons volontiers, et pouvons au besoin convenir d'un échéancier.",
        "Corps",
        suite=True,
    )
    signer(
        doc,
        "En vous remerciant de votre confiance, nous vous prions d'agréer, {{ debiteur.appel }}, nos salutations les "
        "meilleures.",
    )
    return doc


def relance_1() -> Doc:
    """The friendly reminder: most likely an oversight."""
    doc = ouvrir(
        "Relance 1",
        "Première relance, cordiale",
        "{% if pluriel %}échéances{% else %}facture n° {{ lignes[0].facture }}{% endif %} en attente de règlement",
    )
    ecrire(
        doc,
        "Sauf erreur de notre part et sauf règlement intervenu entre-temps, le paiement "
        "{% if pluriel %}des échéances suivantes{% else %}de l'échéance suivante{% endif %} ne nous est pas encore "
        f"parvenu.{{% if not promesse.date and not ({FERME}) %}} Il s'agit sans doute d'un simple oubli.{{% endif %}}",
        "Corps",
    )
    tableau_echeances(doc)
    promesse_rompue(doc)
    imputations(doc)
    ecrire(
        doc,
        f"{{% if {FERME} %}}Nous vous demandons de nous adresser votre règlement{DELAI}, ou de nous dire sans attendre "
        f"ce qui s'y oppose.{{% else %}}Nous vous remercions de bien vouloir nous adresser votre règlement{DELAI}."
        "{% endif %}",
        "Corps",
    )
    paiement(doc, DU)
    ecrire(
        doc,
        f"Si une facture appelle une question de votre part, ou si ce règlement vous pose une difficulté, joignez-nous"
        f"{JOINDRE} : nous en parlerons volontiers, et pouvons au besoin convenir d'un échéancier.",
        "Corps",
        suite=True,
    )
    signer(
        doc,
        "En vous remerciant de votre confiance, nous vous prions d'agréer, {{ debiteur.appel }}, nos salutations les "
        "meilleures.",
    )
    return doc


def relance_2() -> Doc:
    """The firm reminder: a date, and a word of what follows."""
    doc = ouvrir("Relance 2", "Deuxième relance, ferme", f"relance – {REFERENCE_FACTURE}")
    ecrire(doc, f"{MALGRE}{RESTENT_IMPAYEES} à ce jour.", "Corps")
    tableau_echeances(doc)
    promesse_rompue(doc)
    imputations(doc)
    ecrire(
        doc,
        f'{{% if ton == "cordial" %}}Nous vous remercions de nous régler cette somme{DELAI}, ou de nous dire ce qui '
        "s'y oppose.{% else %}"
        'Nous vous demandons {% if ton == "dernier avis" %}instamment {% endif %}'
        f"de nous régler cette somme{DELAI}. À défaut de règlement ou de réponse de votre part, nous devrons "
        "poursuivre nos démarches de recouvrement.{% endif %}",
        "Corps",
    )
    paiement(doc, DU)
    ecrire(
        doc,
        f"Si vous contestez une facture, ou si vous rencontrez une difficulté de paiement, faites-le-nous savoir sans "
        f"attendre{JOINDRE} : nous pouvons convenir d'un échéancier.",
        "Corps",
        suite=True,
    )
    signer(doc, f"Dans l'attente de votre règlement, {SALUTATIONS}")
    return doc


def derniere_relance() -> Doc:
    """The last amicable reminder, which announces the mise en demeure."""
    doc = ouvrir(
        "Dernière relance",
        "Dernière relance avant mise en demeure",
        f"dernière relance avant mise en demeure – {REFERENCE_FACTURE}",
    )
    ecrire(doc, f"{MALGRE}vous restez nous devoir la somme de **{DU}**, ainsi composée :", "Corps")
    tableau_echeances(doc)
    promesse_rompue(doc)
    imputations(doc)
    ecrire(
        doc,
        f"Nous vous demandons une dernière fois, à titre amiable, de nous régler cette somme{DELAI}. À défaut de "
        "règlement ou d'accord entre nous, nous vous adresserons une mise en demeure.",
        "Corps",
    )
    commande(doc, '{%p if debiteur.type == "professionnel" and penalites.indemnite_unitaire %}')
    ecrire(
        doc,
        "Nous rappelons qu'entre professionnels, tout retard de paiement entraîne, sans qu'un rappel soit nécessaire, "
        "des pénalités de retard et une indemnité forfaitaire pour frais de recouvrement de "
        "{{ penalites.indemnite_unitaire }} par facture (articles L441-10, II, et D441-5 du Code de commerce). "
        "Elles ne sont pas comprises dans la somme réclamée.",
        "Corps",
    )
    commande(doc, "{%p endif %}")
    paiement(doc, DU)
    ecrire(doc, ECHEANCIER, "Corps", suite=True)
    signer(doc, f"Comptant sur un règlement rapide, {SALUTATIONS}")
    return doc


def mise_en_demeure_professionnel() -> Doc:
    """The mise en demeure of a professional: the claim, the fixed indemnity, the penalties that run."""
    doc = _mise_en_demeure("d'un professionnel", TOTAL)
    _exiger_avec_indemnite(doc, "articles L441-10, II, et D441-5 du Code de commerce")
    _interets(
        doc,
        "En application de l'article L441-10, II, du Code de commerce, des pénalités de retard sont dues en outre, "
        "sans qu'un rappel soit nécessaire, à compter du lendemain de {% if pluriel %}chaque échéance{% else %}"
        "l'échéance{% endif %} et jusqu'au paiement, {{ penalites.au_taux }}.",
    )
    _conclure(doc, TOTAL, JURIDICTION)
    return doc


def mise_en_demeure_consommateur() -> Doc:
    """The mise en demeure of a consumer: the claim and legal interest, no fee of any kind."""
    doc = _mise_en_demeure("d'un consommateur", DU)
    _exiger(doc, f"la somme de {DU}", "")
    ecrire(
        doc,
        "En application des articles 1231-6 et 1344-1 du Code civil, cette somme porte intérêt au taux légal à compter "
        "de la présente mise en demeure. Aucuns frais de recouvrement ne vous sont réclamés.",
        "Corps",
    )
    _conclure(doc, DU, JURIDICTION)
    return doc


def mise_en_demeure_public() -> Doc:
    """The mise en demeure of a public buyer: the claim, the fixed indemnity and the moratory interest.

    No injonction de payer: a public body is answerable to another court, by another way. Its articles were not read
    at their source (`droit.textes`, "public-indemnite"): a passage that claims the indemnity says so.
    """
    doc = _mise_en_demeure("d'un acheteur public", TOTAL)
    _exiger_avec_indemnite(doc, "articles L2192-13 et D2192-35 du Code de la commande publique")
    _interets(
        doc,
        "Le retard de paiement donne lieu en outre à des intérêts moratoires, {{ penalites.au_taux }}. Ils ne sont pas "
        "compris dans la somme réclamée.",
    )
    _conclure(doc, TOTAL, f"À défaut de paiement{A_DEFAUT}, nous nous réservons de saisir la juridiction compétente. ")
    return doc


def releve_de_compte() -> Doc:
    """The statement of account, sent for agreement of the two sets of books."""
    doc = ouvrir("Relevé de compte", "Relevé de compte client", "relevé de votre compte au {{ mouvements_arretes_au }}")
    ecrire(
        doc,
        "Veuillez trouver ci-dessous le relevé de votre compte dans nos livres, arrêté au {{ mouvements_arretes_au }}, "
        "dont le solde s'établit à **{{ solde }}**.",
        "Corps",
    )
    tableau_mouvements(doc)
    imputations(doc)
    commande(doc, "{%p if lignes %}")
    ecrire(
        doc,
        "Sauf règlement intervenu entre-temps, {% if pluriel %}les échéances dépassées représentent{% else %}"
        "l'échéance dépassée représente{% endif %} **{{ total_du }}** ({{ total_en_lettres }}), que nous vous "
        "remercions de nous régler{% if date_limite %} au plus tard le {{ date_limite }}{% endif %}.",
        "Corps",
    )
    paiement(doc, DU)
    commande(doc, "{%p endif %}")
    ecrire(
        doc,
        "Nous vous remercions de rapprocher ce relevé de votre comptabilité. Pour tout écart, toute pièce manquante, "
        f"ou pour convenir d'un échéancier, joignez-nous{JOINDRE}.",
        "Corps",
        suite=True,
    )
    signer(doc, VEUILLEZ_AGREER)
    return doc


def _mise_en_demeure(sujet: str, montant: str) -> Doc:
    """Open a mise en demeure: what is owed, why, and since when."""
    doc = ouvrir("Mise en demeure", f"Mise en demeure {sujet}", f"MISE EN DEMEURE de payer la somme de {montant}")
    ecrire(
        doc,
        f"{MALGRE}vous restez nous devoir, en principal, la somme de **{DU}** au titre {ORIGINE} :",
        "Corps",
    )
    tableau_echeances(doc)
    promesse_rompue(doc)
    imputations(doc)
    return doc


def _exiger_avec_indemnite(doc: Doc, articles: str) -> None:
    """Add the fixed indemnity, where it is claimed, and the demand of the whole."""
    commande(doc, "{%p if penalites.indemnite_totale %}")
    ecrire(
        doc,
        f"S'y ajoute l'indemnité forfaitaire pour frais de recouvrement ({articles}) : {{{{ penalites.nombre }}}} × "
        "{{ penalites.indemnite_unitaire }} = {{ penalites.indemnite_totale }}.",
        "Corps",
    )
    commande(doc, "{%p endif %}")
    _exiger(
        doc,
        f"la somme {{% if penalites.indemnite_totale %}}totale {{% endif %}}de {TOTAL}",
        "{% if penalites.indemnite_totale %} ({{ penalites.total_avec_indemnite_en_lettres }}){% endif %}",
    )


def _interets(doc: Doc, courus: str) -> None:
    """Add the interest that already runs (`courus`), or legal interest where the creditor does not claim it."""
    commande(doc, "{%p if penalites.au_taux %}")
    ecrire(doc, courus, "Corps")
    commande(doc, "{%p else %}")
    ecrire(
        doc,
        "En application des articles 1231-6 et 1344-1 du Code civil, le principal porte intérêt au taux légal à "
        "compter de la présente mise en demeure.",
        "Corps",
    )
    commande(doc, "{%p endif %}")


def _exiger(doc: Doc, somme: str, en_lettres: str) -> None:
    """Add the demand itself: what, how much, by when."""
    ecrire(
        doc, f"**Par la présente, nous vous mettons en demeure de nous payer {somme}**{en_lettres}**{DELAI}.**", "Corps"
    )


def _conclure(doc: Doc, montant: str, suite: str) -> None:
    """Close a mise en demeure: how to pay, what follows, whom to talk to, the signature."""
    paiement(doc, montant)
    ecrire(doc, suite + ECHEANCIER, "Corps", suite=True)
    signer(doc, VEUILLEZ_AGREER)


LETTRES: dict[str, Callable[[], Doc]] = {
    "rappel-avant-echeance": rappel_avant_echeance,
    "relance-1": relance_1,
    "relance-2": relance_2,
    "derniere-relance": derniere_relance,
    "mise-en-demeure-professionnel": mise_en_demeure_professionnel,
    "mise-en-demeure-consommateur": mise_en_demeure_consommateur,
    "mise-en-demeure-public": mise_en_demeure_public,
    "releve-de-compte": releve_de_compte,
}
