"""The letters of a plan that is not kept: the notice to pay a missed instalment, and the loss of the term."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from relancier.base.dates import format_long, format_short
from relancier.base.money import NBSP, ZERO, format_euros
from relancier.base.typed import squeeze
from relancier.creances.portefeuille import Mensualite, Reglement
from relancier.creances.releve import Reste
from relancier.documents import qr
from relancier.documents.echeancier.accord import Accord
from relancier.documents.echeancier.compose import Ecrit
from relancier.documents.echeancier.context import NoticeMensualite, NotificationDecheance, VersementManque
from relancier.documents.echeancier.courriers import long_or_empty, recus, tete
from relancier.documents.echeancier.plan import composition, or_empty, or_none, rang
from relancier.documents.words import spell_euros, spell_integer

NAMED_AT_MOST = 6  # factures; beyond, nobody reads the enumeration
LRAR = "Lettre recommandée avec avis de réception"


def mise_en_demeure(
    accord: Accord, manquees: Sequence[Mensualite], reste: Decimal, jour: date, dernier_jour: date, *, projet: str = ""
) -> Ecrit:
    """Return the notice to pay `manquees` by `dernier_jour`; `reste` is what (€) of the plan is unpaid, this included.

    Each instalment's `regle` is what was paid on it.

    Raises:
      ValueError: `dernier_jour` leaves less than the delay of the agreement.
    """
    due = _due(manquees)
    png = _qr(accord, due)
    given = (dernier_jour - jour).days
    days = accord.delai or given
    if given < days:
        raise ValueError(f"a notice that leaves {given} days, and not {days}")
    context = NoticeMensualite(
        **tete(accord, jour, projet, envoi=LRAR, has_qr=bool(png)),
        lignes=_lignes(manquees),
        pluriel=len(manquees) > 1,
        total=format_euros(due),
        total_en_lettres=spell_euros(due),
        delai=f"{spell_integer(days)} jour{'s' if days > 1 else ''}",
        dernier_jour=format_long(dernier_jour),
        reste_du=format_euros(reste),
        retour=str(accord.reglages.retour),
    )
    name = squeeze(accord.debiteur.nom)
    expected = (name, context.total, context.dernier_jour)
    return Ecrit("mise-en-demeure-mensualite", context, accord.debiteur, jour, expected, png)


def decheance(
    accord: Accord,
    manquees: Sequence[Mensualite],
    reste: Reste,
    reglements: Sequence[Reglement],
    jour: date,
    *,
    notice: tuple[date, date] | None = None,
    projet: str = "",
) -> Ecrit:
    """Return the letter that makes the whole due again.

    Args:
      manquees: the instalments that were not paid; their `regle` is what was.
      reste: what is owed on `jour`, payments taken off.
      reglements: what was received under the plan.
      notice: the day of the notice and its last day; None when the agreement waived it.
    """
    png = _qr(accord, reste.total)
    received = sum((one.montant for one in reglements), ZERO)
    sent, last = notice or (None, None)
    context = NotificationDecheance(
        **tete(accord, jour, projet, envoi=LRAR, has_qr=bool(png)),
        notice_du=long_or_empty(sent),
        dernier_jour=long_or_empty(last),
        lignes=_lignes(manquees),
        pluriel=len(manquees) > 1,
        arrete_au=format_long(jour),
        composition=composition(accord, reste.principal, reste.interets, reste.indemnites),
        total=format_euros(reste.total),
        total_en_lettres=spell_euros(reste.total),
        paiements=recus(reglements),
        total_recu=or_empty(received),
        abandon=or_empty(accord.abandon),
        retour=str(accord.reglages.retour),
        factures=_named([one.facture for one in accord.dettes]),
    )
    name = squeeze(accord.debiteur.nom)
    return Ecrit("decheance", context, accord.debiteur, jour, (name, context.total, context.total_en_lettres), png)


def _lignes(manquees: Sequence[Mensualite]) -> tuple[VersementManque, ...]:
    return tuple(
        VersementManque(
            rang=rang(one),
            date=format_short(one.date),
            montant=format_euros(one.montant),
            regle=or_none(one.regle),
            reste_du=format_euros(one.montant - one.regle),
        )
        for one in manquees
    )


def _due(manquees: Sequence[Mensualite]) -> Decimal:
    return sum((one.montant - one.regle for one in manquees), ZERO)


def _named(numbers: Sequence[str]) -> str:
    """The factures in a sentence: "vos factures FA-1, FA-2 et FA-3"; how many they are, beyond six."""
    *first, last = dict.fromkeys(numbers)
    if not first:
        return f"votre facture n°{NBSP}{last}"
    if len(first) >= NAMED_AT_MOST:
        return f"vos {spell_integer(len(first) + 1)} factures"
    return f"vos factures {', '.join(first)} et {last}"


def _qr(accord: Accord, montant: Decimal) -> bytes:
    one = accord.creancier
    return qr.transfer_png(one.titulaire or one.nom, one.iban, one.bic, montant, accord.plan.id)
