"""The rows that make the ledger: debtors, factures, avoirs, payments.

What casts doubt on whom: an unreadable facture row on that facture; an unreadable avoir or payment on its whole
debtor, since nobody knows which claim it would have lowered.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from stdnum.fr import siren as siren_number

from relancier.base.money import format_number
from relancier.base.typed import fold
from relancier.classeur.reading.names import Names
from relancier.classeur.reading.rows import Row, TableReader
from relancier.creances.portefeuille import Adresse, Avoir, Debiteur, Echeance, Reglement, TypeDebiteur

Entry = TypeVar("Entry", Echeance, Avoir)
Paid = tuple[str, date, Decimal, str, str, str]  # a Reglement's fields, its line apart
TYPE_SYNONYMS = {
    "pro": "professionnel",
    "entreprise": "professionnel",
    "societe": "professionnel",
    "particulier": "consommateur",
    "consommatrice": "consommateur",
    "collectivite": "public",
    "administration": "public",
    "personne publique": "public",
}
# read as numbers, Excel drops their leading zeros; abroad, nobody knows how many there were
SIREN_DIGITS, POSTAL_DIGITS, PHONE_DIGITS = 9, 5, 10
LOWEST_AGREED_RATE = Decimal(1)  # %: an agreed rate may not fall under three times the legal one (C. com. L441-10)
NATURE_SYNONYMS = {"f": "facture", "fac": "facture", "a": "avoir", "av": "avoir", "note de credit": "avoir"}


def read_debiteurs(rows: TableReader) -> dict[str, Debiteur]:
    """Return the debtors by code; a code that stands twice makes its debtor doubtful."""
    debiteurs: dict[str, Debiteur] = {}
    lines: dict[str, int] = {}
    for row in rows:
        code = row.text("Code")
        row.debiteur = code
        if not code:
            continue
        if (first := lines.setdefault(fold(code), row.line)) != row.line:
            row.debiteur = next((known for known in debiteurs if fold(known) == fold(code)), code)
            row.note("Code", code, f"Ce code est déjà celui de la ligne {first}.", "Donnez un code par client.")
            continue
        debiteurs[code] = _debiteur(row, code)
    return debiteurs


def _debiteur(row: Row, code: str) -> Debiteur:
    civilite, siren = row.text("Civilité"), row.digits("SIREN", SIREN_DIGITS)
    forme, pays = row.text("Forme juridique"), row.text("Pays")
    postal = row.text("Code postal") if pays else row.digits("Code postal", POSTAL_DIGITS)
    if siren and not siren_number.is_valid(siren):
        message = f"Le SIREN « {siren} » est faux : sa clé de contrôle ne correspond pas."
        row.remark("SIREN", siren, message, "Corrigez-le d'après une facture ou l'annuaire des entreprises.")
    return Debiteur(
        code=code,
        nom=row.text("Nom"),
        type=_type(row, siren, forme),
        forme_juridique=forme,
        civilite=civilite,
        adresse=Adresse(row.text("Adresse 1"), row.text("Adresse 2"), postal, row.text("Ville"), pays),
        siren=siren,
        rcs=row.text("RCS"),
        email=row.text("E-mail"),
        telephone=row.text("Téléphone") if pays else row.digits("Téléphone", PHONE_DIGITS),
        procedure=row.text("Procédure"),
        segment=row.text("Segment"),
        plafond=row.amount("Plafond de crédit"),
        procedure_collective=row.day("Procédure collective le"),
        note=row.text("Note"),
        strategique=row.choice("Stratégique") == "oui",
    )


def _type(row: Row, siren: str, forme: str) -> TypeDebiteur:
    if word := row.choice("Type", TYPE_SYNONYMS):
        return TypeDebiteur(word)
    if row.has("Type"):
        return TypeDebiteur.CONSOMMATEUR  # unreadable: the row is noted and nothing will be sent
    guess = TypeDebiteur.PROFESSIONNEL if siren or forme else TypeDebiteur.CONSOMMATEUR
    why = "il a un SIREN ou une forme juridique" if siren or forme else "par prudence : ni 40 € ni pénalités"
    row.remark("Type", "(vide)", f"Le type manque : « {guess} » a été retenu ({why}).", "Choisissez-le dans la liste.")
    return guess


def read_factures(rows: TableReader, names: Names) -> tuple[tuple[Echeance, ...], tuple[Avoir, ...]]:
    """Return the échéances and the avoirs; `names` learns the factures' numbers on the way."""
    terms: list[tuple[int, Echeance]] = []
    credits: list[tuple[int, Avoir]] = []
    for at, meanings in enumerate(_meanings_of_factures(rows)):
        if meanings is not None and (echeance := _plain_echeance(meanings, rows.raw.lines[at], names)) is not None:
            terms.append((at, echeance))
        elif (row := rows.row(at)) is not None:
            row.debiteur = names.debiteur(row, row.text("Code débiteur"))
            nature = row.choice("Nature", NATURE_SYNONYMS) or "facture"
            if nature == "avoir":
                if (avoir := _avoir(row)) is not None:
                    credits.append((at, avoir))
            elif (echeance := _echeance(row, names)) is not None:
                terms.append((at, echeance))
    echeances = _without_twins(rows, terms, lambda one: one.cle)
    avoirs = _without_twins(rows, credits, lambda one: (one.debiteur, fold(one.numero), one.date, one.montant))
    return echeances, _name_factures(avoirs, names)


def _meanings_of_factures(rows: TableReader) -> Iterator[tuple[Any, ...] | None]:
    """Yield what `_plain_echeance` takes, row by row."""
    texts, days = rows.texts, rows.days
    return rows.meanings(
        *(texts["Code débiteur"], rows.choices("Nature", NATURE_SYNONYMS), texts["Numéro"]),
        *(days["Date"], days["Échéance"], rows.amounts["Montant TTC"]),
        *(texts["Objet"], texts["Bon de commande"], texts["Bon de livraison"]),
        *(rows.rates("Taux contractuel", LOWEST_AGREED_RATE), texts["Fichier"], texts["Procédure"]),
    )


def _plain_echeance(meanings: tuple[Any, ...], ligne: int, names: Names) -> Echeance | None:
    """Return what `_echeance` would return of a row about which it would note nothing; None for any other row."""
    code, nature, numero, jour, due, montant, objet, commande, livraison, taux, fichier, procedure = meanings
    debiteur = names.known(code)
    if not (debiteur and numero) or nature == "avoir" or due is None or due < jour or montant < 0:
        return None
    facture = names.learn(debiteur, numero)
    return Echeance(debiteur, facture, jour, due, montant, objet, commande, livraison, taux, fichier, ligne, procedure)


def _avoir(row: Row) -> Avoir | None:
    numero, jour, montant = row.text("Numéro"), row.day("Date"), row.amount("Montant TTC")
    if row.bad or jour is None or montant is None:
        return None
    return Avoir(row.debiteur, numero, jour, abs(montant), objet=row.text("Objet"), ligne=row.line)


def _echeance(row: Row, names: Names) -> Echeance | None:
    numero = row.text("Numéro")
    if numero and row.debiteur:
        # from here on, a doubt is about this facture alone
        row.facture = numero = names.learn(row.debiteur, numero)
    jour, due, montant = row.day("Date"), row.day("Échéance"), row.amount("Montant TTC")
    taux = row.rate("Taux contractuel", LOWEST_AGREED_RATE)
    if due is None and not row.has("Échéance"):
        row.note("Échéance", "(vide)", "L'échéance manque.", "Saisissez le dernier jour pour payer, comme 31/12/2025.")
    if montant is not None and montant < 0:
        row.note(
            "Montant TTC",
            format_number(montant),
            "Le montant d'une facture ne peut pas être négatif.",
            "Si c'est un avoir, choisissez « avoir » dans la colonne Nature ; sinon, corrigez le montant.",
        )
    if jour is not None and due is not None and due < jour:
        message = f"L'échéance du {due:%d/%m/%Y} précède la facture du {jour:%d/%m/%Y}."
        remede = "Corrigez celle des deux dates qui est fausse."
        row.note("Échéance", f"{due:%d/%m/%Y}", message, remede, "echeance-avant-facture")
    if row.bad or jour is None or due is None or montant is None:
        return None
    return Echeance(
        debiteur=row.debiteur,
        facture=numero,
        date=jour,
        echeance=due,
        montant=montant,
        objet=row.text("Objet"),
        bon_commande=row.text("Bon de commande"),
        bon_livraison=row.text("Bon de livraison"),
        taux=taux,
        fichier=row.text("Fichier"),
        ligne=row.line,
        procedure=row.text("Procédure"),
    )


def _without_twins(
    rows: TableReader, found: Sequence[tuple[int, Entry]], name: Callable[[Entry], Hashable]
) -> tuple[Entry, ...]:
    """Return the entries whose `name` stands once; each row of the others, known by its position, is noted."""
    names = [name(entry) for _, entry in found]
    if len(set(names)) == len(names):
        return tuple(entry for _, entry in found)
    groups: dict[Hashable, list[tuple[int, Entry]]] = {one: [] for one, times in Counter(names).items() if times > 1}
    alone = []
    for one, (at, entry) in zip(names, found, strict=True):
        if one in groups:
            groups[one].append((at, entry))
        else:
            alone.append(entry)
    for twins in groups.values():
        for at, entry in twins:
            row = Row(rows, at, entry.ligne)
            row.debiteur, row.facture = entry.debiteur, entry.facture
            lines = [str(other.ligne) for _, other in twins if other is not entry]
            others = f"à la ligne {lines[0]}" if len(lines) == 1 else f"aux lignes {', '.join(lines)}"
            what, numero, code = _described(entry)
            message = f"{what} figure aussi {others}."
            row.note("Numéro", numero, message, "Effacez le doublon, ou réunissez ces lignes en une seule.", code)
    return tuple(alone)


def _described(entry: Echeance | Avoir) -> tuple[str, str, str]:
    if isinstance(entry, Avoir):
        return f"L'avoir {entry.numero} du {entry.date:%d/%m/%Y}", entry.numero, "avoir-en-double"
    what = f"La facture {entry.facture} à échéance du {entry.echeance:%d/%m/%Y}"
    return what, entry.facture, "facture-en-double"


def _name_factures(avoirs: Iterable[Avoir], names: Names) -> tuple[Avoir, ...]:
    """Give each avoir the facture that it corrects: the one whose number it bears, or the only one its Objet cites."""
    named = []
    for avoir in avoirs:
        facture = names.facture(avoir.debiteur, avoir.numero) or names.cited(avoir.debiteur, avoir.objet)
        named.append(replace(avoir, facture=facture))
    return tuple(named)


def read_reglements(rows: TableReader, names: Names) -> tuple[Reglement, ...]:
    """Return the payments; one that cites an unknown facture casts doubt on its debtor and is left out."""
    reglements = []
    seen: dict[Paid, int] = {}
    columns = (rows.texts["Code débiteur"], rows.texts["Numéro facture"], rows.days["Date"], rows.amounts["Montant"])
    for at, meanings in enumerate(rows.meanings(*columns, rows.texts["Mode"], rows.texts["Référence"])):
        said = _plainly_paid(meanings, names) if meanings is not None else None
        if said is None and (odd := rows.row(at)) is not None:
            said = _paid(odd, names)
        if said is None:
            continue
        line = rows.raw.lines[at]
        if (first := seen.setdefault(said, line)) != line:
            row = Row(rows, at, line)
            row.debiteur = said[0]
            message = f"Ce règlement est le même, en tout, que celui de la ligne {first}."
            row.remark(
                "Montant", format_number(said[2]), message, "S'il a été saisi deux fois, effacez une des lignes."
            )
        reglements.append(Reglement(*said, line))
    return tuple(reglements)


def _plainly_paid(meanings: tuple[Any, ...], names: Names) -> Paid | None:
    """Return what `_paid` would return of a row about which it would note nothing; None for any other row."""
    code, cited, jour, montant, mode, reference = meanings
    named = names.named(code, cited)
    return None if named is None else (named[0], jour, montant, named[1], mode, reference)


def _paid(row: Row, names: Names) -> Paid | None:
    owner, facture = names.resolve(row, row.text("Code débiteur"), row.text("Numéro facture"))
    jour, montant = row.day("Date"), row.amount("Montant")
    if row.bad or jour is None or montant is None:
        return None
    return owner, jour, montant, facture, row.text("Mode"), row.text("Référence")
