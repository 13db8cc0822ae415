"""The request for an injonction de payer: what it says, and what its user should know before it is filed."""

from collections.abc import Iterator
from decimal import Decimal

from relancier.base.dates import format_long, format_short
from relancier.base.errors import Refus
from relancier.base.typed import squeeze
from relancier.documents.dossier import identite, tribunal
from relancier.documents.dossier.affaire import Affaire
from relancier.documents.dossier.compose import Document, tete
from relancier.documents.dossier.context import Requete
from relancier.documents.dossier.faits import COMPTES, RELATION, demarches, enumere, faits, imprimes, mises_en_demeure
from relancier.documents.dossier.renvois import piece, renvois
from relancier.documents.dossier.sommes import demande, fondement, reclamees
from relancier.documents.dossier.typographie import francais
from relancier.droit.juridiction import Nature
from relancier.droit.textes import TEXTES, Texte

AMIABLE_JUSQUA = Decimal("5000.00")  # CPC 750-1
NOM = "requete"


def requete(affaire: Affaire) -> Document:
    """Return the request for what the debtor of `affaire` owes.

    Raises:
      Refus: nothing may be claimed ("rien-a-reclamer"), or the debtor's judge issues no such order
        ("pas-d-injonction").
    """
    _refuse(affaire)
    debts, court = reclamees(affaire), affaire.juridiction
    notices = [format_long(one) for one in mises_en_demeure(affaire, debts)]
    head = tete(affaire)
    context = Requete(
        destinataire=tribunal.destinataire(court),
        competence=_competence(affaire),
        creancier=identite.creancier(affaire.creancier),
        debiteur=identite.debiteur(affaire.debiteur),
        mentions=head["mentions"],
        relation=renvois(_relation(affaire)),
        faits=imprimes(faits(affaire, debts)),
        demande=demande(affaire),
        decompte=renvois(affaire.numeros_de(COMPTES[0])),
        demarches=imprimes(demarches(affaire, debts)),
        mises_en_demeure=enumere(notices),
        amiable=_amiable(affaire),
        renvoi=francais(affaire.renvoi),
        pieces=tuple(map(piece, affaire.pieces)),
        lieu=head["lieu"] or identite.A_REMPLIR,
        date=head["date"],
        signataire=identite.signataire(affaire.creancier),
        qualite=affaire.creancier.qualite,
    )
    expected = (squeeze(affaire.debiteur.nom), squeeze(affaire.creancier.nom), context.demande.total)
    return Document(NOM, tribunal.modele(court), context, expected)


def textes(affaire: Affaire) -> tuple[str, ...]:
    """Return the keys of the texts that the request cites."""
    grounds = [one.cle for one in affaire.juridiction.textes]
    keys = ["injonction", "requete", *grounds, *fondement(affaire)]
    if affaire.renvoi:
        keys.append("renvoi")
    if _amiable(affaire):
        keys.append("tentative-amiable")
    said = " ".join(demande(affaire).a_courir)
    keys += [key for key in ("jugement",) if TEXTES[key].citation in said]
    return tuple(dict.fromkeys(keys))


def remarques(affaire: Affaire) -> tuple[str, ...]:
    """Return what the user should know of the request, a French sentence each; none of it is printed there."""
    return tuple(_remarks(affaire))


def _refuse(affaire: Affaire) -> None:
    if not tribunal.recoit_une_requete(affaire.juridiction):
        raise Refus(
            "pas-d-injonction",
            f"Pas de requête en injonction de payer contre {squeeze(affaire.debiteur.nom)} :"
            f" {affaire.juridiction.raison}",
            "Faites vérifier la juridiction par un avocat.",
        )
    if not affaire.decompte.totaux.exigible:
        raise Refus(
            "rien-a-reclamer",
            f"{squeeze(affaire.debiteur.nom)} ne doit rien d'exigible au {format_short(affaire.decompte.au)}.",
            "Déclarez la créance à la procédure collective."
            if affaire.decompte.declaration is not None
            else "Vérifiez ses factures et ses règlements.",
        )


def _relation(affaire: Affaire) -> tuple[str, ...]:
    """The exhibits that prove the contract, of the factures that are claimed."""
    claimed = {one.echeance.facture for one in reclamees(affaire)}
    return tuple(
        one.numero
        for one in affaire.pieces
        if one.nature in RELATION and (not one.factures or claimed & set(one.factures))
    )


def _competence(affaire: Affaire) -> str:
    """Why this court: where the debtor is, and the texts."""
    town = affaire.debiteur.adresse.ville or identite.A_REMPLIR
    grounds = " ; ".join(dict.fromkeys(one.citation for one in affaire.juridiction.textes))
    verb = "demeure" if identite.debiteur(affaire.debiteur).physique else "a son siège"
    sure = bool(affaire.juridiction.siege) and not affaire.debiteur.adresse.pays
    within = "dans le ressort de la juridiction saisie" if sure else f"dans le ressort de {identite.A_REMPLIR}"
    where = f"Le débiteur {verb} à {town}, {within}"
    return francais(f"{where} ({grounds})." if grounds else f"{where}.")


def _amiable(affaire: Affaire) -> str:
    """What is said of the prior attempt: the text may bind a small claim before the tribunal judiciaire."""
    small = affaire.decompte.totaux.exigible <= AMIABLE_JUSQUA
    if affaire.juridiction.nature not in (Nature.TJ, Nature.JCP) or not small:
        return ""
    return francais(
        f"Elles sont rappelées pour le cas où l’{TEXTES['tentative-amiable'].citation} s’appliquerait à la présente"
        " requête."
    )


def _remarks(affaire: Affaire) -> Iterator[str]:
    doubtful = [TEXTES[key] for key in textes(affaire) if not TEXTES[key].verifie]
    if doubtful:
        yield f"La requête cite des textes qui n'ont pas été vérifiés à leur source officielle : {_list(doubtful)}."
    for title, party in (
        ("du créancier", identite.creancier(affaire.creancier)),
        ("du débiteur", identite.debiteur(affaire.debiteur)),
    ):
        if blanks := identite.a_completer(party):
            yield f"À compléter dans l'identité {title} avant le dépôt : {', '.join(map(str.lower, blanks))}."
    if not affaire.juridiction.siege:
        yield "La ville de la juridiction est à compléter : elle n'est pas connue avec certitude."
    if not affaire.juridiction.certaine:
        yield f"La juridiction n'est pas certaine : {affaire.juridiction.raison}"
    yield from affaire.juridiction.questions
    if tribunal.modele(affaire.juridiction).endswith("-tc"):
        yield "Les frais de greffe sont à compléter : les sources divergent sur leur montant, le greffe le donne."
    if affaire.juridiction.avocat:
        yield "Au-delà de 10 000 €, un avocat est nécessaire si le débiteur forme opposition."
    if affaire.contestee:
        yield f"La créance est contestée ({affaire.contestee.rstrip('.')}) : le juge peut rejeter la requête."
    if not mises_en_demeure(affaire, reclamees(affaire)):
        yield "Aucune mise en demeure n'est citée dans la requête."
    if not _relation(affaire):
        yield "Aucune pièce ne prouve le contrat (contrat, devis, commande, CGV, livraison)."
    if not affaire.decompte.verifie:
        yield "Les intérêts reposent sur un taux à confirmer : voyez les remarques du décompte."


def _list(texts: list[Texte]) -> str:
    return " ; ".join(f"{one.citation} ({one.dit})" for one in texts)
