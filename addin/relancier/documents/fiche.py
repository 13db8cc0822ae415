"""From what a passage decided for a debtor to its call sheet: one page, whatever the debtor owes."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from relancier.base.contacts import read_phone
from relancier.base.dates import format_days, format_long, format_short
from relancier.base.money import NBSP, ZERO, format_euros
from relancier.base.typed import fold, squeeze
from relancier.creances.comportement import Comportement
from relancier.creances.portefeuille import Adresse, NatureSuspension, Portefeuille, Relance, Suspension
from relancier.documents.catalog import Catalog
from relancier.documents.fiche_context import FicheAppel, LigneDue
from relancier.documents.parties import EVERYBODY, destinataire
from relancier.documents.promises import broken
from relancier.documents.shared_out import sentences
from relancier.documents.tags import clean
from relancier.relances import procedures
from relancier.relances.passage import Envoi, Proposition
from relancier.relances.segments import percent

# how much one page holds beside the places to fill
LINES, SENT, PROMISES = 8, 4, 2
NOTE_MAX, MOTIVE_MAX, OBJECT_MAX, NAME_MAX, NUMBER_MAX = 140, 40, 26, 60, 17  # characters


@dataclass(frozen=True, slots=True)
class Fiche:
    """A call sheet ready to be rendered.

    Attributes:
      context: what its template may print.
      required: texts that it must hold.
    """

    context: FicheAppel
    required: tuple[str, ...]


def compose(
    envoi: Envoi, portefeuille: Portefeuille, catalog: Catalog, day: date, passage: str, projet: str = ""
) -> Fiche:
    """Return what the call sheet of `envoi` says on `day`."""
    debiteur, niveau = envoi.debiteur, envoi.niveau
    greeted = destinataire(debiteur)
    promises = _promises(envoi, portefeuille.suspensions, day)
    room = _room(envoi, len(promises))
    shown, rest = envoi.lignes[:room], envoi.lignes[room:]
    promise = broken(envoi)
    context = FicheAppel(
        creancier_nom=portefeuille.creancier.nom,
        projet=projet,
        date=format_long(day),
        passage=passage,
        code=debiteur.code,
        nom=_short(debiteur.nom, NAME_MAX),
        appel="" if greeted.appel == EVERYBODY else greeted.appel,
        telephone=_short(read_phone(debiteur.telephone), NAME_MAX),
        email=_short(debiteur.email, NAME_MAX),
        adresse=_address(debiteur.adresse),
        note=_short(debiteur.note, NOTE_MAX),
        niveau=catalog.letter(niveau.modele, debiteur.type).title,
        lignes=tuple(map(_line, shown)),
        autres=_others(rest),
        pluriel=len(envoi.lignes) > 1,
        a_venir=all(one.etat.retard <= 0 for one in envoi.lignes),
        total_du=format_euros(envoi.reste_du),
        conteste=_disputed(envoi),
        sans_numero=_unnamed(envoi),
        relances=tuple(_sent(envoi.precedentes)),
        promesses=tuple(promises),
        habitudes=_habits(envoi),
        promesse_rompue=promise.date,
        date_limite=format_long(day + timedelta(days=niveau.delai_accorde)) if niveau.delai_accorde else "",
        etape_suivante=_next(envoi, portefeuille, catalog, day),
    )
    return Fiche(context, (clean(context.nom), context.telephone, context.total_du))


def _room(envoi: Envoi, promises: int) -> int:
    """Return how many lines the page holds: fewer where they are high, or where there is more to say below them."""
    tall = any(len(one.etat.echeance.facture) > NUMBER_MAX for one in envoi.lignes)
    below = promises + bool(_disputed(envoi)) + bool(_unnamed(envoi))
    return (LINES - below) // (2 if tall else 1)


def _disputed(envoi: Envoi) -> str:
    total = sum((one.conteste for one in envoi.lignes), ZERO)
    return f"{format_euros(total)} contestés, non demandés dans l’attente." if total else ""


def _unnamed(envoi: Envoi) -> str:
    """Say that payments named no facture: how they were shared out fills a sheet of the report."""
    count = len(sentences(envoi))
    if not count:
        return ""
    what = "Un règlement ou avoir reçu" if count == 1 else f"{count} règlements ou avoirs reçus"
    return f"{what} sans numéro de facture : imputation dans le compte rendu, feuille Imputations."


def _address(adresse: Adresse) -> str:
    parts = (adresse.adresse_1, adresse.adresse_2, f"{adresse.code_postal} {adresse.ville}", adresse.pays)
    return _short(", ".join(part.strip().replace("\n", ", ") for part in parts if part.strip()), 2 * NAME_MAX)


def _short(text: str, most: int) -> str:
    return textwrap.shorten(squeeze(text), most, placeholder="…")


def _line(one: Proposition) -> LigneDue:
    term = one.etat.echeance
    return LigneDue(
        facture=term.facture,
        date=format_short(term.date),
        echeance=format_short(term.echeance),
        objet=_short(term.objet, OBJECT_MAX),
        montant_ttc=format_euros(term.montant),
        reste_du=format_euros(one.reclame),
        retard=str(one.etat.retard) if one.etat.retard > 0 else "–",
    )


def _others(rest: tuple[Proposition, ...]) -> str:
    if not rest:
        return ""
    amount = format_euros(sum((one.reclame for one in rest), ZERO))
    many = f"{len(rest)} autres échéances" if len(rest) > 1 else "une autre échéance"
    return f"et {many}, pour {amount} (voir le compte rendu)"


def _sent(relances: Iterable[Relance]) -> list[str]:
    """The last relances, newest first, one for each day, level and channel."""
    told = dict.fromkeys(
        f"{format_short(one.date)}{NBSP}: niveau {one.niveau}{', ' + one.canal if one.canal else ''}"
        for one in sorted(relances, key=lambda one: (one.date, one.niveau), reverse=True)
    )
    return list(told)[:SENT]


def _promises(envoi: Envoi, suspensions: Iterable[Suspension], day: date) -> list[str]:
    owed = {one.etat.echeance.facture for one in envoi.lignes}
    promises = [
        one
        for one in suspensions
        if one.debiteur == envoi.debiteur.code
        and one.nature is NatureSuspension.PROMESSE
        and one.du <= day
        and (not one.facture or one.facture in owed)
    ]
    rompues = envoi.faits.rompues if envoi.faits else ()
    newest = sorted(promises, key=lambda one: one.au or day, reverse=True)[:PROMISES]
    return [_promise(one, is_broken=one in rompues) for one in newest]


def _promise(one: Suspension, *, is_broken: bool) -> str:
    what = f"le {format_short(one.du)}, règlement annoncé" + (f" pour le {format_short(one.au)}" if one.au else "")
    late = " : non tenu" if is_broken else ""
    why = f" ({_short(one.motif.rstrip('.'), MOTIVE_MAX)})" if one.motif else ""
    return what + why + late


def _habits(envoi: Envoi) -> str:
    ways = envoi.faits.comportement if envoi.faits else Comportement()
    if ways.delai_moyen is None or ways.part_en_retard is None:
        return "Rien n'a été payé jusqu'ici."
    when = f"{format_days(ways.delai_moyen)} après l'échéance" if ways.delai_moyen else "à l'échéance ou avant"
    late = (
        f"{percent(ways.part_en_retard)} des sommes payées l'ont été en retard"
        if ways.part_en_retard
        else ("rien en retard")
    )
    return f"Paie en moyenne {when} ; {late}."


def _next(envoi: Envoi, portefeuille: Portefeuille, catalog: Catalog, day: date) -> str:
    procedure = procedures.build(portefeuille.niveaux).get(fold(envoi.niveau.procedure))
    niveau = procedure.after(envoi.niveau.niveau) if procedure else None
    if niveau is None:
        return "Sans règlement : c'était le dernier niveau de la procédure, à décider."
    waits = [
        day + timedelta(days=niveau.ecart),
        envoi.lignes[0].etat.echeance.echeance + timedelta(days=niveau.delai),
        day + timedelta(days=envoi.niveau.delai_accorde + 1),
    ]
    title = catalog.title(niveau.modele, envoi.debiteur.type)
    name = f"{title} (niveau {niveau.niveau}, {niveau.canal})" if title else f"niveau {niveau.niveau}, {niveau.canal}"
    return f"Sans règlement : {name}, à partir du {format_long(max(waits))}."
