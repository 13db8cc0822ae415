"""The protocole d'accord: what it says, and what its user should know before it is signed."""

from collections.abc import Iterator
from datetime import date

from relancier.base.dates import format_long
from relancier.base.money import format_euros
from relancier.base.typed import squeeze
from relancier.creances.portefeuille import TypeDebiteur
from relancier.documents.echeancier.accord import Accord
from relancier.documents.echeancier.compose import Ecrit
from relancier.documents.echeancier.context import Protocole
from relancier.documents.echeancier.identite import A_REMPLIR, est_commercant, partie_creancier, partie_debiteur
from relancier.documents.echeancier.plan import conditions, dette, fondement
from relancier.documents.parties import expediteur
from relancier.documents.virement import paiement
from relancier.documents.words import spell_euros, spell_integer
from relancier.droit.textes import TEXTES
from relancier.echeancier.modes import ModeInterets

MODELE = "protocole"  # in its variant for the debtor's type
PARTIES = 2


def protocole(accord: Accord, jour: date) -> Ecrit:
    """Return the protocole of `accord`, drawn up on `jour`."""
    creancier, debiteur, plan = accord.creancier, accord.debiteur, accord.plan
    context = Protocole(
        creancier=partie_creancier(creancier),
        debiteur=partie_debiteur(debiteur),
        type=str(debiteur.type),
        mentions=expediteur(creancier).mentions,
        reference=plan.id,
        version=str(plan.version),
        etabli_le=format_long(jour),
        dette=dette(accord),
        plan=conditions(accord),
        paiement=paiement(creancier, plan.id, has_qr=False),
        originaux=spell_integer(PARTIES),
        mention="" if est_commercant(debiteur) else _mention(accord),
    )
    name = squeeze(debiteur.nom)
    return Ecrit(MODELE, context, debiteur, jour, (name, context.dette.total_en_lettres, context.dette.a_payer))


def remarques(accord: Accord) -> tuple[str, ...]:
    """Return what the user should know of the protocole, a French sentence each; none of it is printed there."""
    return tuple(_remarks(accord))


def textes(accord: Accord) -> tuple[str, ...]:
    """Return the keys of the texts that the protocole of `accord` cites."""
    type_, terms = accord.debiteur.type, conditions(accord)
    keys = [*fondement(accord), "interruption-publique" if type_ is TypeDebiteur.PUBLIC else "reconnaissance"]
    if terms.interets_d_abord:
        keys.append("interets-d-abord")
    keys += ["novation", "originaux"]
    if not est_commercant(accord.debiteur):
        keys.append("mention-manuscrite")
    if type_ is TypeDebiteur.CONSOMMATEUR:
        keys += ["frais-consommateur", "delais-de-grace"]
    return tuple(keys)


def _mention(accord: Accord) -> str:
    """The sentence of C. civ. 1376: the sum in words, then in figures."""
    owed = accord.reste.total
    name = squeeze(accord.creancier.nom)
    return f"Je reconnais devoir à {name} la somme de {spell_euros(owed)}, soit {format_euros(owed)}."


def _remarks(accord: Accord) -> Iterator[str]:
    doubtful = [TEXTES[cle] for cle in textes(accord) if not TEXTES[cle].verifie]
    if doubtful:
        names = " ; ".join(f"{one.citation} ({one.dit})" for one in doubtful)
        yield f"Le protocole cite des textes qui n'ont pas été vérifiés à leur source officielle : {names}."
    creditor, debtor = partie_creancier(accord.creancier), partie_debiteur(accord.debiteur)
    for title, party in (("du créancier", creditor), ("du débiteur", debtor)):
        blanks = [f"« {line.replace(A_REMPLIR, '').strip()} … »" for line in party.lignes if A_REMPLIR in line]
        if blanks:
            yield f"À compléter dans l'identité {title} avant la signature : {', '.join(blanks)}."
    if accord.debiteur.type is TypeDebiteur.CONSOMMATEUR and accord.mode is ModeInterets.SUR_LA_DUREE:
        yield (
            "Un intérêt convenu pendant l'échéancier d'un consommateur peut relever des règles du crédit à la"
            " consommation, que Relancier n'applique pas : préférez « courus » ou « abandonnés », ou consultez un"
            " avocat."
        )
