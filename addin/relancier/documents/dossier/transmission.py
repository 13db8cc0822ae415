"""The note that hands the case over to a lawyer or a commissaire de justice: one page of facts, no advice."""

from collections.abc import Iterator

from relancier.base.dates import format_short
from relancier.base.money import format_euros
from relancier.base.typed import squeeze
from relancier.creances.releve import DetteArretee
from relancier.documents.dossier import identite, tribunal
from relancier.documents.dossier.affaire import Affaire
from relancier.documents.dossier.compose import Document, tete
from relancier.documents.dossier.context import DateUtile, NoteTransmission, PartieRequete, SommeDemandee, VoieImprimee
from relancier.documents.dossier.declaration import declarees
from relancier.documents.dossier.faits import enumere, mises_en_demeure
from relancier.documents.dossier.renvois import pluriel
from relancier.documents.dossier.sommes import reclamees, sommes
from relancier.documents.dossier.typographie import francais
from relancier.documents.dossier.voies import COMMERCE, voies
from relancier.droit.procedure import Delai, regle
from relancier.droit.textes import TEXTES, Texte

MOIS = {1: "un mois", 2: "deux mois", 3: "trois mois", 6: "six mois"}


def note_transmission(affaire: Affaire) -> Document:
    """Return the note of `affaire`."""
    creditor, debtor = affaire.creancier, affaire.debiteur
    debts = reclamees(affaire)
    context = NoteTransmission(
        **tete(affaire),
        identite_creancier=_identity(identite.creancier(creditor), creditor.telephone, creditor.email),
        identite_debiteur=_identity(identite.debiteur(debtor), debtor.telephone, debtor.email),
        arrete_au=format_short(affaire.decompte.au),
        resume=_summary(debts or declarees(affaire)),
        sommes=(*sommes(affaire), *_declared(affaire)),
        total=format_euros(affaire.decompte.totaux.exigible),
        contestee=francais(affaire.contestee) or "Aucune contestation n’est enregistrée.",
        tribunal=_court(affaire),
        questions=tuple(map(francais, affaire.juridiction.questions)),
        dates=tuple(_dates(affaire, debts)),
        voies=tuple(
            VoieImprimee(one.nom, francais(one.definition), francais(one.conditions), francais(one.certitude))
            for one in voies(affaire.juridiction.nature)
        ),
        nombre_pieces=pluriel(len(affaire.pieces), "pièce"),
    )
    return Document("note-transmission", "note-transmission", context, (squeeze(debtor.nom), context.total))


def _identity(party: PartieRequete, *contact: str) -> str:
    known = [one.valeur for one in party.mentions if identite.A_REMPLIR not in one.valeur]
    return " ; ".join(part for part in (*known, *contact) if part)


def _summary(debts: tuple[DetteArretee, ...]) -> str:
    numbers = tuple(dict.fromkeys(one.echeance.facture for one in debts))
    if not numbers:
        return "Aucune facture échue n’est impayée."
    first, last = min(one.echeance.echeance for one in debts), max(one.echeance.echeance for one in debts)
    span = f"échue le {format_short(first)}" if first == last else f"échéances du {format_short(first)} au "
    end = "" if first == last else format_short(last)
    named = f" ({enumere(numbers)})" if len(numbers) <= 8 else ""
    return f"{pluriel(len(numbers), 'facture')}{named}, {span}{end}."


def _declared(affaire: Affaire) -> Iterator[SommeDemandee]:
    due = affaire.decompte.declaration
    if due is not None:
        yield SommeDemandee("Pour mémoire, à déclarer à la procédure collective", format_euros(due.montant))


def _court(affaire: Affaire) -> str:
    if not tribunal.recoit_une_requete(affaire.juridiction):
        return francais(affaire.juridiction.raison)
    return tribunal.nom(affaire.juridiction)


def _dates(affaire: Affaire, debts: tuple[DetteArretee, ...]) -> Iterator[DateUtile]:
    if affaire.prescription is not None:
        yield DateUtile(
            "Première prescription",
            format_short(affaire.prescription),
            "la requête et les lettres ne l’interrompent pas ; la signification de l’ordonnance, si",
        )
    notices = [format_short(one) for one in mises_en_demeure(affaire, debts or declarees(affaire))]
    yield DateUtile("Mise en demeure", enumere(notices) or "aucune enregistrée", "")
    due = affaire.decompte.declaration
    if due is not None:
        barred = TEXTES["ouverture-poursuites"]
        effect = francais(f"{barred.dit} ({_source(barred)})")
        yield DateUtile("Ouverture de la procédure", format_short(due.ouverture), effect)
        source = f"{_source(due.delai.regle.texte)} ; compté de l’ouverture, le BODACC peut être plus tardif"
        yield DateUtile("Créance à déclarer au plus tard", format_short(due.delai.dernier_jour), source)
    served = regle(Delai.SIGNIFICATION, affaire.etabli_le)
    reform = f" ; ordonnances rendues depuis le {format_short(served.depuis)}" if served.reforme else ""
    yield DateUtile(
        "Signifier l’ordonnance", f"{MOIS[served.mois]} après l’ordonnance", f"{_source(served.texte)}{reform}"
    )
    opposed = regle(Delai.OPPOSITION, affaire.etabli_le)
    yield DateUtile("Opposition du débiteur", f"{MOIS[opposed.mois]} après la signification", _source(opposed.texte))
    if affaire.juridiction.nature in COMMERCE:
        deposit = regle(Delai.CONSIGNATION, affaire.etabli_le)
        yield DateUtile(
            "Consigner les frais de greffe", f"{deposit.jours} jours après la requête", _source(deposit.texte)
        )


def _source(texte: Texte) -> str:
    return francais(f"{texte.citation}{'' if texte.verifie else ', à vérifier'}")
