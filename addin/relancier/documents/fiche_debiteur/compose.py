"""From what is known of a debtor to its sheet: one page, whatever its history."""

from dataclasses import replace

from relancier.base.contacts import read_phone
from relancier.base.dates import format_days, format_long, format_short
from relancier.base.money import ZERO, format_euros
from relancier.creances.portefeuille import Creancier
from relancier.documents.catalog import Catalog
from relancier.documents.fiche_debiteur.context import EcheanceOuverte, FicheClient, Mesure
from relancier.documents.fiche_debiteur.en_cours import en_cours
from relancier.documents.fiche_debiteur.habitudes import habitudes
from relancier.documents.fiche_debiteur.suite import raisons, suite
from relancier.documents.graphiques.frise import par_mois
from relancier.documents.parties import identite_debiteur
from relancier.documents.tournures import accorde, compte, part, short, soigne
from relancier.pilotage.chronologie import Avant, Chronologie
from relancier.pilotage.portrait import EtatPromesse, Portrait
from relancier.pilotage.segments import segment
from relancier.pilotage.situation import LigneSituation

# how much one page holds
LIGNES, EN_COURS = 8, 5
NOM_MAX, CONTACT_MAX, NOTE_MAX, RAISON_MAX, EN_COURS_MAX, SUITE_MAX = 60, 60, 110, 210, 170, 190  # characters
# in lines of text: the room that the page leaves to what varies, the height of a row of the table, of a tall one
PLACE, RANG, RANG_HAUT = 34, 1.35, 2.4
LARGEUR, NUMERO_LARGE = 110, 20  # characters on a line, in the column of numbers
SANS = "–"


def compose(portrait: Portrait, chrono: Chronologie, creancier: Creancier, catalog: Catalog) -> FicheClient:
    """Return what the sheet of `portrait` says."""
    debiteur = portrait.debiteur
    _, identity = identite_debiteur(debiteur)
    sheet = FicheClient(
        creancier_nom=short(creancier.nom, NOM_MAX),
        date=format_long(portrait.jour),
        code=debiteur.code,
        nom=short(debiteur.nom, NOM_MAX),
        identite=tuple(short(one, CONTACT_MAX) for one in identity if one.strip())[:5],
        contacts=tuple(_contacts(portrait)),
        note=short(debiteur.note, NOTE_MAX),
        mesures=(_owed(portrait), _late(portrait), _limit(portrait), _interest(portrait)),
        frise_titre="" if chrono.vide else soigne(_history(portrait, chrono)),
        frise_note="" if chrono.vide else soigne(_reading(chrono)),
        lignes=tuple(map(_line, portrait.lignes)),
        autres="",
        habitudes=tuple(map(soigne, habitudes(portrait))),
        en_cours=_running(portrait),
        suite=short(soigne(suite(portrait, catalog)), SUITE_MAX),
        raisons=tuple(short(soigne(one), RAISON_MAX) for one in raisons(portrait)),
    )
    room = _room(sheet)
    return replace(sheet, lignes=sheet.lignes[:room], autres=soigne(_others(portrait.lignes[room:])))


def _room(sheet: FicheClient) -> int:
    """Return how many échéances the page holds: fewer where they are high, or where there is more to say."""
    said = (*sheet.raisons, *sheet.habitudes, *sheet.en_cours, sheet.note, sheet.frise_note)
    written = sum(-(-len(one) // LARGEUR) for one in said) + max(len(sheet.identite), len(sheet.contacts) + 1)
    tall = any(len(one.facture) > NUMERO_LARGE for one in sheet.lignes)
    return max(1, min(LIGNES, int((PLACE - written) / (RANG_HAUT if tall else RANG))))


def _contacts(portrait: Portrait) -> list[str]:
    one = portrait.debiteur
    lines = (read_phone(one.telephone), one.email, f"Client {one.type}", _segment(portrait))
    return [short(soigne(line), CONTACT_MAX) for line in lines if line]


def _segment(portrait: Portrait) -> str:
    """Say the debtor's segment, and the family that decides its relances where that is another."""
    named, family = segment(portrait.faits), portrait.faits.famille.nom
    if not named:
        return ""
    return f"Segment : {named}" + ("" if family in {"", named} else f" ; relancé comme « {family} »")


def _owed(portrait: Portrait) -> Mesure:
    ahead = portrait.encours - portrait.echu
    note = f"dont {format_euros(ahead)} à échoir" if ahead else ""
    return Mesure("Il nous doit", format_euros(portrait.encours), note)


def _late(portrait: Portrait) -> Mesure:
    late = portrait.echues
    if not late:
        return Mesure("En retard", format_euros(ZERO), "")
    oldest = max(one.retard for one in late)
    note = f"{compte(len(late), 'échéance')}, la plus ancienne de {format_days(oldest)}"
    if portrait.conteste:
        note = f"{note} ; {format_euros(portrait.conteste)} contestés"
    return Mesure("En retard", format_euros(portrait.echu), soigne(note))


def _limit(portrait: Portrait) -> Mesure:
    limit = portrait.debiteur.plafond
    if limit is None:
        return Mesure("Plafond de crédit", SANS, "non fixé")
    over = portrait.encours - limit
    if over > 0:
        note = f"dépassé de {format_euros(over)}"
    elif limit > 0:
        note = f"utilisé à {part(portrait.encours, limit)}"
    else:
        note = ""
    return Mesure("Plafond de crédit", format_euros(limit), soigne(note))


def _interest(portrait: Portrait) -> Mesure:
    if portrait.interets is None:
        return Mesure("Intérêts de retard", SANS, "non comptés : voir le décompte")
    return Mesure("Intérêts de retard", format_euros(portrait.interets), "à ce jour ; détail dans le décompte")


def _history(portrait: Portrait, chrono: Chronologie) -> str:
    """Say in one sentence what the picture shows."""
    owed = len({one.facture for one in portrait.lignes})
    parts = []
    if chrono.factures:
        left = f" dont {owed} encore {accorde(owed, 'due', 'dues')}" if owed and not chrono.avant.reste else ""
        parts.append(f"{compte(chrono.factures, 'facture')}{left}")
    calls = sum(one.appel for one in chrono.envoyes)
    letters = len(chrono.envoyes) - calls
    broken = sum(one.etat is EtatPromesse.ROMPUE for one in chrono.promis)
    if letters:
        parts.append(compte(letters, "relance"))
    if calls:
        parts.append(compte(calls, "appel"))
    if chrono.promis:
        count = len(chrono.promis)
        which = "" if broken == count else f"dont {broken} "
        said = f" {which}non {accorde(broken, 'tenue', 'tenues')}" if broken else ""
        parts.append(f"{compte(count, 'promesse')}{said}")
    if not parts:
        parts.append("un règlement" if len(chrono.recus) == 1 else compte(len(chrono.recus), "règlement"))
    return f"Depuis le {format_short(chrono.du)} : {', '.join(parts)}"


def _reading(chrono: Chronologie) -> str:
    bars = "une barre par mois" if par_mois(chrono) else "une barre par échéance et par règlement"
    said = f"TTC ; vers le haut ce qui est venu à échéance, vers le bas ce qui est arrivé, {bars}."
    return f"{said} {_before(chrono.avant)}".strip()


def _before(one: Avant) -> str:
    if not one:
        return ""
    parts = []
    if one.factures:
        left = f", dont {format_euros(one.reste)} encore dus" if one.reste else ", tout payé"
        parts.append(f"{compte(one.factures, 'facture')} pour {format_euros(one.montant)}{left}")
    if one.recu:
        parts.append(f"{format_euros(one.recu)} reçus")
    if one.relances:
        parts.append(compte(one.relances, "relance"))
    if one.promesses:
        parts.append(compte(one.promesses, "promesse"))
    return f"Plus ancien, non dessiné : {' ; '.join(parts)}."


def _line(one: LigneSituation) -> EcheanceOuverte:
    return EcheanceOuverte(
        facture=one.facture,
        date=format_short(one.date),
        echeance=format_short(one.echeance),
        montant=format_euros(one.montant),
        reste=format_euros(one.reste),
        retard=format_days(one.retard) if one.retard > 0 else SANS,
        etape=soigne(one.etape),
    )


def _others(rest: tuple[LigneSituation, ...]) -> str:
    if not rest:
        return ""
    total = format_euros(sum((one.reste for one in rest), ZERO))
    return f"et {compte(len(rest), 'autre échéance', 'autres échéances')}, pour {total} (feuille Situation)"


def _running(portrait: Portrait) -> tuple[str, ...]:
    told = [short(soigne(one), EN_COURS_MAX) for one in en_cours(portrait)]
    if len(told) <= EN_COURS:
        return tuple(told)
    return (*told[: EN_COURS - 1], soigne(f"Et {len(told) - EN_COURS + 1} autres, dans le classeur."))
