"""The sheets that say how to work: Créancier, Correspondances, Procédures. A fault there stops everything."""

from stdnum import iban as iban_number
from stdnum.exceptions import ValidationError
from stdnum.fr import siren as siren_number

from relancier.base.errors import Anomalie, Gravite, InvalidInput, Lieu
from relancier.base.money import ZERO
from relancier.base.reglage import OUI
from relancier.base.typed import fold, squeeze
from relancier.classeur import schema
from relancier.classeur.raw import RawWorkbook, letters
from relancier.classeur.reading.headings import Headings
from relancier.classeur.reading.rows import TableReader
from relancier.creances import reglages
from relancier.creances.portefeuille import Adresse, Canal, Creancier, Niveau, Segment, TypeDebiteur
from relancier.droit.semestre import Semestre
from relancier.droit.taux import Taux
from relancier.echeancier import reglages as reglages_echeancier
from relancier.relances import reglages as reglages_relances

# settings made of digits: as a number, Excel drops their leading zeros
DIGITS = {"SIREN": 9, "Code postal": 5, "Téléphone": 10}


def read_headings(workbook: RawWorkbook) -> Headings:
    """Return the user's own headings, from `tblCorrespondances`.

    Raises:
      InvalidInput: a row names a table or a column that does not exist.
    """
    raw = workbook.tables.get(schema.CORRESPONDANCES.name)
    headings: Headings = {}
    if raw is None:
        return headings
    tables = {fold(table.name): table for table in schema.TABLES}
    anomalies: list[Anomalie] = []
    for row in TableReader(raw, schema.CORRESPONDANCES, {}, anomalies):
        name, column, own = row.text("Table"), row.text("Colonne"), row.text("Votre intitulé")
        _refuse_faults("correspondance-illisible", anomalies)
        if not own:
            continue
        table = tables.get(fold(name))
        known = {} if table is None else {fold(known.name): known.name for known in table.columns}
        if table is None or fold(column) not in known:
            raise InvalidInput(
                "correspondance-inconnue",
                f"« {name} / {column} » ne désigne aucune colonne de Relancier.",
                "Écrivez par exemple tblFactures dans Table et Montant TTC dans Colonne.",
                Lieu(feuille=raw.sheet, table=raw.name, ligne=row.line),
            )
        headings[fold(name), fold(column)] = own
    return headings


def read_creancier(workbook: RawWorkbook, headings: Headings, anomalies: list[Anomalie]) -> Creancier:
    """Return the sender, from `tblCreancier`; an IBAN that is wrong is left out and noted.

    Raises:
      InvalidInput: the sender has no name, or a setting has a value that it does not take.
    """
    raw = workbook.tables[schema.CREANCIER.name]
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    numbers = set()
    known = {fold(one.cle) for one in schema.REGLAGES}
    rows = TableReader(raw, schema.CREANCIER, headings, anomalies)
    for row in rows:
        cle = row.text("Clé")
        if not (key := fold(cle)):
            continue
        if (first := lines.setdefault(key, row.line)) != row.line:
            message = f"Le réglage « {cle} » est déjà à la ligne {first} : celui-ci n'est pas lu."
            row.remark("Clé", cle, message, "Effacez l'une des deux lignes.")
            continue
        values[key] = row.text("Valeur")
        if row.is_number("Valeur"):
            numbers.add(key)
        if key not in known and values[key]:
            message = f"« {cle} » n'est pas un réglage de Relancier : cette ligne n'est pas lue."
            row.remark("Clé", cle, message, "Reprenez l'intitulé du classeur modèle.")

    def value(key: str) -> str:
        return squeeze(values.get(fold(key), ""))

    def digits(key: str) -> str:
        width = 0 if value("Pays") or fold(key) not in numbers else DIGITS[key]
        return value(key).zfill(width)

    def place(key: str) -> Lieu:
        line, index = lines.get(fold(key), 0), rows.index_of("Valeur")
        cell = f"{letters(raw.first_column + index)}{line}" if line and index is not None else ""
        return Lieu("", raw.sheet, raw.name, line, "Valeur", cell)

    if not value("Nom"):
        raise InvalidInput(
            "creancier-sans-nom", "Le nom de votre entreprise manque.", "Remplissez la ligne « Nom ».", place("Nom")
        )
    iban = _checked_iban(value("IBAN"), place("IBAN"), anomalies)
    _check_siren(digits("SIREN"), place("SIREN"), anomalies)
    settings = (*reglages.REGLAGES, *reglages_relances.REGLAGES, *reglages_echeancier.REGLAGES)
    chosen = {one.cle: value(one.cle) for one in settings}
    places = {one.cle: place(one.cle) for one in settings}
    reglages.lire_reglages(chosen, places)
    reglages_relances.lire_reglages_relances(chosen, places)
    reglages_echeancier.lire_reglages_echeancier(chosen, places)
    return Creancier(
        nom=value("Nom"),
        forme_juridique=value("Forme juridique"),
        capital=value("Capital social"),
        siren=digits("SIREN"),
        rcs=value("RCS"),
        tva=value("N° TVA"),
        adresse=Adresse(value("Adresse 1"), value("Adresse 2"), digits("Code postal"), value("Ville"), value("Pays")),
        telephone=digits("Téléphone"),
        email=value("E-mail"),
        site=value("Site"),
        iban=iban,
        bic=value("BIC"),
        titulaire=value("Titulaire du compte"),
        signataire=value("Signataire"),
        qualite=value("Qualité"),
        lieu=value("Lieu"),
        procedure=value("Procédure") or "Standard",
        modeles=value("Modèles de lettres"),
        reglages=chosen,
    )


def read_niveaux(workbook: RawWorkbook, headings: Headings, anomalies: list[Anomalie]) -> tuple[Niveau, ...]:
    """Return the steps of all procedures, from `tblNiveaux`.

    Raises:
      InvalidInput: a row cannot be understood, or a level stands twice in a procedure.
    """
    raw = workbook.tables[schema.NIVEAUX.name]
    before = len(anomalies)
    niveaux = []
    seen: dict[tuple[str, int], int] = {}
    for row in TableReader(raw, schema.NIVEAUX, headings, anomalies):
        procedure, niveau, delai = row.text("Procédure"), row.integer("Niveau"), row.integer("Délai")
        ecart, canal, modele = row.integer("Écart"), row.choice("Canal"), row.text("Modèle")
        accorde, minimum = row.integer("Délai accordé"), row.amount("Montant minimum")
        if row.bad or niveau is None or delai is None or canal is None:
            continue
        if (first := seen.setdefault((fold(procedure), niveau), row.line)) != row.line:
            row.note("Niveau", str(niveau), f"Ce niveau est déjà décrit à la ligne {first}.", "Gardez une seule ligne.")
            continue
        niveaux.append(
            Niveau(
                procedure=procedure,
                niveau=niveau,
                delai=delai,
                ecart=ecart or 0,
                canal=Canal(canal),
                modele=modele,
                ton=row.text("Ton"),
                delai_accorde=accorde or 0,
                montant_minimum=minimum or ZERO,
            )
        )
    _refuse_faults("procedure-illisible", anomalies[before:])
    if not niveaux:
        raise InvalidInput(
            "aucune-procedure",
            "Aucune procédure de relance n'est décrite.",
            "Remplissez tblNiveaux, ou reprenez celui du classeur modèle.",
            Lieu(feuille=raw.sheet, table=raw.name),
        )
    return tuple(niveaux)


def read_segments(rows: TableReader) -> tuple[Segment, ...]:
    """Return the families of debtors, from `tblSegments`, in the order in which they are tried.

    Raises:
      InvalidInput: a row cannot be understood: it would change who receives what.
    """
    before = len(rows.anomalies)
    segments = []
    for row in rows:
        nom, rang, kind = row.text("Segment"), row.integer("Rang"), row.choice("Type")
        strategique, du = row.choice("Stratégique"), row.amount("Dû à partir de")
        retard, moyen = row.integer("Retard à partir de"), row.integer("Délai moyen à partir de")
        part, rompues = row.rate("Payé en retard à partir de"), row.integer("Promesses rompues à partir de")
        canal, ton = row.choice("Canal"), row.choice("Ton")
        if row.bad or rang is None:
            continue
        segments.append(
            Segment(
                nom=nom,
                rang=rang,
                type=TypeDebiteur(kind) if kind else None,
                strategique=None if strategique is None else strategique == OUI,
                du=du,
                retard=retard,
                delai_moyen=moyen,
                part_en_retard=part,
                promesses_rompues=rompues,
                procedure=row.text("Procédure"),
                canal=Canal(canal) if canal else None,
                ton=ton or "",
            )
        )
    _refuse_faults("segment-illisible", rows.anomalies[before:])
    return tuple(sorted(segments, key=lambda one: one.rang))


def read_taux(rows: TableReader, anomalies: list[Anomalie]) -> tuple[Taux, ...]:
    """Return the rates that the user entered, from `tblTaux`.

    Raises:
      InvalidInput: a row cannot be understood: no figure may rest on it.
    """
    before = len(anomalies)
    taux = []
    for row in rows:
        typed = row.text("Semestre")
        bce, particuliers = row.rate("BCE"), row.rate("Légal particuliers")
        professionnels, source = row.rate("Légal professionnels"), row.text("Source")
        verifie = row.choice("Vérifié")
        try:
            semestre = Semestre.parse(typed)
        except ValueError:
            if typed:
                message = f"« {typed} » ne désigne pas un semestre."
                row.note("Semestre", typed, message, "Écrivez par exemple 2027-S1.")
            continue
        if not row.bad:
            taux.append(Taux(semestre, bce, particuliers, professionnels, source, verifie == "oui"))
    _refuse_faults("taux-illisible", anomalies[before:])
    return tuple(taux)


def _refuse_faults(code: str, anomalies: list[Anomalie]) -> None:
    faults = [one for one in anomalies if one.gravite is Gravite.BLOQUANTE]
    if faults:
        others = len(faults) - 1
        more = f" (et {others} autre{'s' if others > 1 else ''} à corriger dans ce tableau)" if others else ""
        raise InvalidInput(code, faults[0].message + more, faults[0].remede, faults[0].lieu)


def _checked_iban(typed: str, place: Lieu, anomalies: list[Anomalie]) -> str:
    if not typed:
        return ""
    try:
        return str(iban_number.validate(typed))
    except ValidationError:
        anomalies.append(
            Anomalie(
                "iban-faux",
                Gravite.BLOQUANTE,
                place,
                typed,
                f"L'IBAN « {typed} » est faux : sa clé de contrôle ne correspond pas. Les lettres ne le porteront pas.",
                "Recopiez-le depuis un relevé d'identité bancaire.",
            )
        )
        return ""


def _check_siren(typed: str, place: Lieu, anomalies: list[Anomalie]) -> None:
    if typed and not siren_number.is_valid(typed):
        anomalies.append(
            Anomalie(
                "siren-faux",
                Gravite.REMARQUE,
                place,
                typed,
                f"Votre SIREN « {typed} » est faux : sa clé de contrôle ne correspond pas.",
                "Corrigez-le : il figure au pied de chaque lettre.",
            )
        )
