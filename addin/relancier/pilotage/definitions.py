"""What each indicator is: the only place that says it, for the workbook's notes, the report and the guide."""

from relancier.pilotage.indicateurs import Definition, Unite

SUR_DOUZE_MOIS = "Période : les douze mois qui finissent à la date d'arrêté."

ENCOURS = Definition(
    "encours",
    "Encours clients",
    Unite.EUROS,
    2,
    "Somme des restes dus TTC de toutes les échéances facturées à la date d'arrêté, échues ou non : montants moins "
    "avoirs, moins règlements imputés. Les avances qui n'ont pas encore trouvé de facture n'en sont pas déduites.",
    None,
)
ECHU = Definition(
    "echu",
    "dont échu",
    Unite.EUROS,
    2,
    "Part de l'encours dont l'échéance est passée à la date d'arrêté.",
    False,
)
RECOUVREMENT = Definition(
    "taux-recouvrement",
    "Taux de recouvrement",
    Unite.POURCENT,
    1,
    "Règlements imputés ÷ (montants TTC − avoirs), sur les échéances venues à terme dans la période : de 100 € qui "
    f"devaient être payés, combien l'ont été. Un paiement rejeté ne compte pas. {SUR_DOUZE_MOIS}",
    True,
)
PAIEMENT = Definition(
    "delai-paiement",
    "Délai moyen de paiement",
    Unite.JOURS,
    0,
    "Jours de la date de la facture au règlement, moyenne pondérée par les montants payés dans la période, rejets "
    f"ôtés. Une avance compte pour 0 jour. {SUR_DOUZE_MOIS}",
    False,
)
RETARD = Definition(
    "delai-recouvrement",
    "Délai moyen de recouvrement",
    Unite.JOURS,
    0,
    "Jours de l'échéance au règlement, moyenne pondérée par les montants payés en retard dans la période, rejets "
    f"ôtés. Ce qui a été payé à temps n'y entre pas. {SUR_DOUZE_MOIS}",
    False,
)
DSO = Definition(
    "dso-comptable",
    "DSO (encours ÷ ventes)",
    Unite.JOURS,
    0,
    "Encours TTC à la date d'arrêté ÷ ventes TTC de la période (factures moins avoirs) × jours de la période. "
    "Période : les douze mois qui finissent à la date d'arrêté, ou depuis la première facture du classeur si elle est "
    "plus récente.",
    False,
)
DSO_EPUISEMENT = Definition(
    "dso-epuisement",
    "DSO (épuisement des ventes)",
    Unite.JOURS,
    0,
    "L'encours TTC est retranché des ventes TTC (factures moins avoirs) du mois d'arrêté, puis du mois d'avant, et "
    "ainsi de suite : nombre de jours de ventes qu'il faut pour l'épuiser. Un mois sans vente nette compte ses jours. "
    "Période : depuis la première facture du classeur.",
    False,
)
LITIGE = Definition(
    "taux-litige",
    "Taux de litige",
    Unite.POURCENT,
    1,
    "Montants contestés (feuille Suspensions, litiges en cours ; sans montant, tout est contesté) ÷ encours, à la date "
    "d'arrêté.",
    False,
)
COUT = Definition(
    "cout-dossier",
    "Coût moyen par dossier",
    Unite.EUROS,
    2,
    "Frais saisis (feuille Frais) ÷ nombre de clients relancés ou pour lesquels un frais est saisi ; une relance "
    f"annulée ne compte pas. {SUR_DOUZE_MOIS}",
    False,
)
PROMESSES = Definition(
    "promesses-tenues",
    "Promesses tenues",
    Unite.POURCENT,
    1,
    "Promesses tenues ÷ promesses venues à terme, délai de grâce compris. Une promesse est tenue si tout ce qu'elle "
    f"couvrait et qui était exigible était payé à ce terme. {SUR_DOUZE_MOIS}",
    True,
)
PLANS = Definition(
    "echeanciers-a-l-heure",
    "Échéanciers à l'heure",
    Unite.POURCENT,
    1,
    "Mensualités entièrement payées au plus tard à leur date ÷ mensualités venues à terme, pour les échéanciers "
    f"signés, jusqu'au jour où ils sont rompus, soldés ou remplacés. {SUR_DOUZE_MOIS}",
    True,
)
PRESCRIPTION = Definition(
    "proches-prescription",
    "Factures proches de la prescription",
    Unite.NOMBRE,
    0,
    "Nombre de factures échues, encore dues, que six mois au plus séparent de la prescription (cinq ans entre "
    "professionnels, deux ans contre un consommateur, quatre ans depuis le 1er janvier suivant contre une personne "
    "publique ; un échéancier signé fait repartir le délai). Celles qui sont déjà prescrites n'y sont pas.",
    False,
)
DEFINITIONS = (
    *(ENCOURS, ECHU, RECOUVREMENT, PAIEMENT, RETARD, DSO, DSO_EPUISEMENT),
    *(LITIGE, COUT, PROMESSES, PLANS, PRESCRIPTION),
)
