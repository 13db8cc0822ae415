"""The fields a template may print, in plain French, and the part of README.md that lists them.

The dataclasses of `relancier.documents.context`, `report_context`, and of `context` in `decompte`, `echeancier`,
`dossier`, `tableau` and `fiche_debiteur`, decide which fields exist; a test holds this list to them, name for name.
"""

from champs_dossier import DOSSIER
from champs_echeancier import ECHEANCIER
from champs_tableau import FICHE_CLIENT, TABLEAU

DEBUT, FIN = "<!-- champs : rédigé par construire.py -->", "<!-- fin des champs -->"

# dataclass -> (heading, what a tag begins with, field -> what it prints)
LETTRE: dict[str, tuple[str, str, dict[str, str]]] = {
    "Lettre": (
        "La lettre",
        "",
        {
            "creancier": "votre entreprise : voir « Le créancier »",
            "debiteur": "le client : voir « Le débiteur »",
            "envoi": "« Lettre recommandée avec avis de réception » ou « Par e-mail » ; vide pour un courrier simple",
            "projet": "« PROJET – NE PAS ENVOYER » pendant une simulation ; vide sinon",
            "lieu": "ville où la lettre est faite",
            "date": "date de la lettre, en toutes lettres : 30 novembre 2026",
            "reference": "votre référence : CL042 / P2026-11-30",
            "niveau": "niveau de la lettre, en chiffres : le plus haut de ses lignes",
            "ton": "ton de la lettre : « cordial », « ferme », « dernier avis » ou « mise en demeure »",
            "lignes": "les échéances réclamées, la plus ancienne d'abord : voir « Une ligne du tableau »",
            "pluriel": "vrai s'il y a plusieurs lignes",
            "a_venir": "vrai si aucune ligne n'est en retard : un rappel avant l'échéance",
            "total_ttc": "total des montants TTC",
            "total_avoirs": "total des avoirs",
            "total_regle": "total des règlements",
            "total_du": "total du reste dû",
            "total_en_lettres": "total du reste dû, en toutes lettres",
            "contestations": "une phrase par ligne contestée en partie : cette partie n'est pas réclamée",
            "total_conteste": "ce qui est contesté, en moins : −480,00 € ; total_du l'a déjà retiré ; vide sinon",
            "avec_avoirs": "vrai si une ligne porte un avoir",
            "avec_reglements": "vrai si une ligne porte un règlement",
            "delai_accorde": "délai laissé pour payer : « huit jours » ; vide si le niveau n'en laisse pas",
            "date_limite": "dernier jour pour payer : 8 décembre 2026 ; vide dans le même cas",
            "relances_precedentes": "ce qui est déjà parti : « relance du 30 octobre 2026 », le plus ancien d'abord",
            "imputations": "une phrase par règlement ou avoir reçu sans numéro de facture : comment il a été réparti",
            "promesse": "le dernier règlement annoncé qui n'est pas venu : voir « La promesse non tenue »",
            "mouvements": "le relevé de compte : voir « Un mouvement du relevé »",
            "solde": "dernier solde du relevé",
            "mouvements_arretes_au": "jour où le relevé est arrêté",
            "paiement": "comment payer : voir « Le paiement »",
            "penalites": "ce que la loi ajoute : voir « Les pénalités »",
        },
    ),
    "Expediteur": (
        "Le créancier",
        "creancier.",
        {
            "nom": "nom de votre entreprise",
            "adresse": "lignes de votre adresse",
            "contact": "téléphone, e-mail et site, une ligne chacun",
            "mentions": "ligne légale du pied de page",
            "signataire": "qui signe",
            "qualite": "sa fonction",
            "telephone": "numéro où le client peut appeler ; vide si la feuille Créancier n'en donne pas",
            "email": "adresse où il peut écrire ; vide dans le même cas",
        },
    ),
    "Destinataire": (
        "Le débiteur",
        "debiteur.",
        {
            "code": "code client",
            "nom": "nom du client",
            "adresse": "les lignes de l'enveloppe, nom compris : six au plus",
            "appel": "formule d'appel : « Madame, Monsieur »",
            "type": "« professionnel », « consommateur » ou « public »",
        },
    ),
    "Ligne": (
        "Une ligne du tableau (dans la boucle `{%tr for l in lignes %}`)",
        "l.",
        {
            "facture": "numéro de la facture",
            "date": "date d'émission : 30/11/2026",
            "echeance": "date d'échéance",
            "montant_ttc": "montant TTC de l'échéance",
            "avoirs": "avoirs qui la réduisent ; « – » s'il n'y en a pas",
            "regle": "ce qui a été réglé ; « – » si rien ne l'a été",
            "reste_du": "ce qui reste dû",
            "retard": "jours de retard ; 0 si l'échéance est à venir",
            "niveau": "niveau de cette ligne : « 1re », « 2e », « Dernière », « Mise en demeure »",
            "objet": "objet de la facture",
        },
    ),
    "PromesseRompue": (
        "La promesse non tenue (toute vide s'il n'y en a pas)",
        "promesse.",
        {
            "date": "jour annoncé, en toutes lettres",
            "montant": "montant annoncé ; vide s'il ne l'a pas été",
            "facture": "facture concernée ; vide si c'est tout le compte",
        },
    ),
    "Mouvement": (
        "Un mouvement du relevé (dans la boucle `{%tr for m in mouvements %}`)",
        "m.",
        {
            "date": "date du mouvement",
            "libelle": "de quoi il s'agit",
            "echeance": "échéance, pour une facture ; vide sinon",
            "debit": "montant d'une facture ; vide sinon",
            "credit": "montant d'un règlement ou d'un avoir ; vide sinon",
            "solde": "solde après ce mouvement",
        },
    ),
    "Paiement": (
        "Le paiement",
        "paiement.",
        {
            "iban": "IBAN, par groupes de quatre ; vide si vous n'en avez pas donné",
            "bic": "BIC",
            "titulaire": "titulaire du compte",
            "reference": "référence que le client doit rappeler",
            "qr": "vrai si le code de virement peut être imprimé",
        },
    ),
    "Penalites": (
        "Les pénalités (toutes vides pour un consommateur)",
        "penalites.",
        {
            "au_taux": "à quel taux courent les intérêts : « au taux convenu de 15,00 % l'an » ; vide si vous ne "
            "réclamez pas de pénalités",
            "indemnite_unitaire": "indemnité forfaitaire par facture",
            "nombre": "nombre de factures qui la portent",
            "indemnite_totale": "l'une multipliée par l'autre ; vide si elle n'est pas due",
            "total_avec_indemnite": "reste dû plus indemnité",
            "total_avec_indemnite_en_lettres": "la même somme en toutes lettres",
        },
    ),
}
MESSAGES: dict[str, tuple[str, str, dict[str, str]]] = {
    "Courriel": (
        "L'e-mail (textes `courriel….txt` ; tous les champs de la lettre y servent aussi)",
        "",
        {
            "montant": "somme à payer, indemnité comprise si la lettre la réclame",
            "tableau": "les échéances et leur total",
            "reglement": "montant, IBAN et référence",
            "signature": "qui écrit, votre adresse, vos mentions légales",
        },
    ),
    "Sms": (
        "Le SMS (textes `sms….txt`)",
        "",
        {
            "creancier": "nom de votre entreprise ; raccourci si le message est trop long",
            "telephone": "numéro où le client peut appeler ; vide si la feuille Créancier n'en donne pas",
            "total_du": "somme demandée",
            "facture": "numéro de la facture ; vide s'il y en a plusieurs",
            "nombre": "nombre d'échéances",
            "echeance": "date de la plus ancienne : 30/09/2026",
            "a_venir": "vrai si aucune n'est en retard",
            "reference": "code client",
        },
    ),
}
FICHE: dict[str, tuple[str, str, dict[str, str]]] = {
    "LigneDue": (
        "Une ligne de la fiche d'appel (dans `{%tr for l in lignes %}`)",
        "l.",
        {
            "facture": "numéro de la facture",
            "date": "date d'émission",
            "echeance": "date d'échéance",
            "objet": "objet de la facture, raccourci",
            "montant_ttc": "montant TTC",
            "reste_du": "ce qui est demandé",
            "retard": "jours de retard ; « – » si l'échéance est à venir",
        },
    ),
    "FicheAppel": (
        "La fiche d'appel (modèle `fiche-appel` seulement)",
        "",
        {
            "creancier_nom": "nom de votre entreprise",
            "projet": "« PROJET – NE PAS ENVOYER » pendant une simulation ; vide sinon",
            "date": "date du passage",
            "passage": "identifiant du passage",
            "code": "code client",
            "nom": "nom du client",
            "appel": "« Madame » ou « Monsieur » ; vide pour une entreprise",
            "telephone": "numéro à appeler",
            "email": "adresses e-mail ; vide s'il n'y en a pas",
            "adresse": "adresse postale, sur une ligne",
            "note": "note de la feuille Débiteurs, raccourcie",
            "niveau": "ce que l'appel remplace : « Relance 2 »",
            "lignes": "les échéances, la plus ancienne d'abord : huit au plus, moins si la page est pleine",
            "autres": "« et 3 autres échéances, pour 120,00 € » ; vide si toutes y sont",
            "pluriel": "vrai s'il y a plusieurs échéances",
            "a_venir": "vrai si aucune n'est en retard",
            "total_du": "somme demandée, toutes échéances comprises",
            "conteste": "ce qui est contesté et n'est pas demandé, une phrase ; vide sinon",
            "sans_numero": "les règlements reçus sans numéro de facture, une phrase ; vide sinon",
            "relances": "ce qui est déjà parti, le plus récent d'abord",
            "promesses": "ce qui a été promis, le plus récent d'abord",
            "habitudes": "comment le client paie, d'après ce qu'il a payé",
            "promesse_rompue": "jour promis et passé ; vide s'il n'y en a pas",
            "date_limite": "jour avant lequel obtenir le règlement ; vide si le niveau ne laisse pas de délai",
            "etape_suivante": "ce qui suit sans règlement, et quand",
        },
    ),
}
COMPTE_RENDU: dict[str, tuple[str, str, dict[str, str]]] = {
    "CompteRendu": (
        "Le compte rendu d'un passage (modèle `compte-rendu` seulement)",
        "",
        {
            "creancier_nom": "nom de votre entreprise",
            "date": "date d'arrêté du passage",
            "passage": "identifiant du passage",
            "simulation": "vrai si rien n'a été envoyé ni inscrit",
            "resume": "ce qui a été fait, une phrase par ligne",
            "a_faire": "ce qui demande votre attention, une phrase par ligne",
            "lettres": "les lettres écrites",
            "total_lettres": "total qu'elles réclament",
            "non_envoyees": "les échéances laissées de côté",
            "anomalies": "ce qui n'a pas pu être lu ou mérite un coup d'œil",
            "soldes_crediteurs": "les clients dont le compte est créditeur",
        },
    ),
    "LettreEcrite": (
        "Une lettre (dans `{%tr for x in lettres %}`)",
        "x.",
        {
            "debiteur": "code client",
            "nom": "nom du client",
            "niveau": "niveau de la lettre",
            "canal": "courrier, LRAR…",
            "lignes": "nombre d'échéances réclamées",
            "reste_du": "somme réclamée",
            "fichier": "nom du PDF",
        },
    ),
    "NonEnvoyee": (
        "Une échéance laissée de côté (dans `{%tr for x in non_envoyees %}`)",
        "x.",
        {
            "debiteur": "code client",
            "nom": "nom du client",
            "facture": "numéro de la facture",
            "echeance": "date d'échéance",
            "reste_du": "reste dû",
            "decision": "la décision, en un mot",
            "pourquoi": "la règle qui l'explique",
        },
    ),
    "AnomalieLue": (
        "Une anomalie (dans `{%tr for x in anomalies %}`)",
        "x.",
        {
            "ou": "fichier, feuille, ligne et colonne",
            "trouve": "ce qui s'y trouve",
            "message": "ce qui ne va pas",
            "remede": "ce qu'il faut faire",
        },
    ),
    "SoldeCrediteur": (
        "Un solde créditeur (dans `{%tr for x in soldes_crediteurs %}`)",
        "x.",
        {
            "debiteur": "code client",
            "nom": "nom du client",
            "montant": "montant en faveur du client",
            "detail": "d'où il vient",
        },
    ),
}
DECOMPTE: dict[str, tuple[str, str, dict[str, str]]] = {
    "DecompteImprime": (
        "Le décompte des sommes dues (modèle `decompte` seulement)",
        "",
        {
            "creancier": "votre entreprise : voir « Une partie »",
            "debiteur": "le client : voir « Une partie »",
            "contact": "vos téléphone, e-mail et site, une ligne chacun",
            "mentions": "ligne légale du pied de page",
            "signataire": "qui signe",
            "qualite": "sa fonction",
            "reference": "code client",
            "arrete_au": "dernier jour compté, en toutes lettres : 31 décembre 2025",
            "lieu": "ville où le décompte est fait",
            "date": "jour où il est fait",
            "recapitulatif": "les sommes : voir « Le récapitulatif »",
            "echeances": "les échéances, la plus ancienne d'abord : voir « Une échéance »",
            "totaux": "leur total, avec les mêmes champs",
            "details": "les intérêts, échéance par échéance : voir « Les intérêts d'une échéance »",
            "total_interets": "total des intérêts produits",
            "mouvements": "ce qui s'est passé sur le compte : voir « Un mouvement »",
            "conventions": "les choix dont dépend le calcul, une phrase chacun",
            "remarques": "ce qui est à vérifier, une phrase chacun",
            "a_confirmer": "vrai si un taux n'est pas confirmé",
        },
    ),
    "Partie": (
        "Une partie",
        "creancier.",
        {"nom": "son nom", "lignes": "forme et capital, adresse, SIREN et registre, une ligne chacun"},
    ),
    "Recapitulatif": (
        "Le récapitulatif",
        "recapitulatif.",
        {
            "nombre": "nombre d'échéances : « 5 échéances »",
            "factures": "total des factures",
            "interets_produits": "total des intérêts, payés ou non",
            "indemnites_nees": "total des indemnités de 40 €, payées ou non",
            "avoirs": "total des avoirs, en moins ; « – » s'il n'y en a pas",
            "reglements": "total reçu, rejets déduits, en moins ; « – » si rien ne l'a été",
            "solde": "solde du compte, principal à échoir compris",
            "titre_reste": "« Ce qui reste dû », ou « Ce qui reste dû, hors dettes à déclarer »",
            "principal_echu": "principal restant dont l'échéance est passée",
            "interets": "intérêts restant dus",
            "indemnites": "indemnités restant dues",
            "credit": "ce que vous gardez pour le client, en moins ; « – » si rien",
            "titre_total": "« Total exigible au 31 décembre 2025 », ou « Solde en faveur du débiteur au … »",
            "total": "cette somme",
            "total_en_lettres": "la même en toutes lettres",
            "a_echoir": "principal qui n'est pas encore dû ; « – » s'il n'y en a pas",
            "a_declarer": "ce qui reste des dettes antérieures à une procédure collective ; vide s'il n'y en a pas",
            "a_declarer_en_lettres": "cette somme, en toutes lettres",
            "detail_a_declarer": "son principal, ses intérêts, ses indemnités",
            "ouverture": "jour où la procédure collective s'est ouverte",
            "dernier_jour": "dernier jour pour déclarer",
        },
    ),
    "EcheanceImprimee": (
        "Une échéance (dans `{%tr for e in echeances %}`)",
        "e.",
        {
            "facture": "numéro de la facture",
            "date": "date d'émission",
            "echeance": "date d'échéance",
            "montant_ttc": "montant TTC",
            "avoirs": "avoirs ; « – » s'il n'y en a pas",
            "regle": "règlements imputés sur le principal ; « – » si rien ne l'a été",
            "principal": "principal restant ; « – » si rien",
            "interets": "intérêts restants ; « – » si rien",
            "indemnite": "indemnité restante ; « – » si rien",
            "total": "total restant",
            "note": "« à déclarer » (procédure collective), « à échoir » ; vide si l'échéance est passée",
        },
    ),
    "LigneInterets": (
        "Une ligne d'intérêts (dans `{%tr for l in d.lignes %}`)",
        "l.",
        {
            "du": "premier jour, compté",
            "au": "dernier jour, compté",
            "jours": "nombre de jours",
            "base": "somme qui porte intérêt",
            "taux": "taux annuel",
            "diviseur": "365 ou 366",
            "source": "comment le taux est fait, et l'article",
            "montant": "base × taux × jours / diviseur, arrondi au centime",
        },
    ),
    "DetailInterets": (
        "Les intérêts d'une échéance (dans `{%tr for d in details %}`)",
        "d.",
        {
            "titre": "« Facture FA-101, échéance du 31/08/2025 »",
            "regime": "à quel titre : « pénalités de retard »",
            "lignes": "les lignes : voir « Une ligne d'intérêts »",
            "resume": "ce qui en a été payé ; vide si rien ne l'a été",
            "total": "total de l'échéance",
        },
    ),
    "MouvementImprime": (
        "Un mouvement (dans `{%tr for m in mouvements %}`)",
        "m.",
        {
            "date": "date ; vide sur les lignes qui suivent la première d'un mouvement",
            "libelle": "de quoi il s'agit ; vide de même",
            "montant": "montant, en moins s'il réduit la dette ; vide de même",
            "cible": "facture et échéance réduites",
            "interets": "part imputée sur les intérêts",
            "indemnite": "part imputée sur l'indemnité",
            "principal": "part imputée sur le principal",
            "solde": "principal dû ensuite, toutes factures comprises",
        },
    ),
}


def liste() -> str:
    """Return the list of fields as Markdown tables."""
    lignes: list[str] = []
    for titre, prefixe, champs in [
        *LETTRE.values(),
        *MESSAGES.values(),
        *FICHE.values(),
        *COMPTE_RENDU.values(),
        *TABLEAU.values(),
        *FICHE_CLIENT.values(),
        *DECOMPTE.values(),
        *ECHEANCIER.values(),
        *DOSSIER.values(),
    ]:
        lignes += ["", f"### {titre}", "", "| balise | ce qu'elle imprime |", "| --- | --- |"]
        lignes += [f"| `{prefixe}{nom}` | {explication} |" for nom, explication in champs.items()]
    return "\n".join([*lignes, ""])


def reecrire(texte: str) -> str:
    """Return README.md's text with its list of fields brought up to date; ValueError when its marks are missing."""
    avant, debut, reste = texte.partition(DEBUT)
    _, fin, apres = reste.partition(FIN)
    if not debut or not fin:
        raise ValueError(f"README.md has lost its marks {DEBUT} and {FIN}")
    return f"{avant}{DEBUT}\n{liste()}\n{FIN}{apres}"
