"""The rows that say who is left alone and what already went out: suspensions, relances."""

from datetime import date

from relancier.base.errors import Anomalie, Gravite, Lieu
from relancier.base.money import format_number
from relancier.classeur.reading.names import Names
from relancier.classeur.reading.rows import Row, TableReader
from relancier.creances.portefeuille import NatureSuspension, Relance, Suspension

MOST_DAYS = 999  # no letter gives more to pay
# the columns of the history that an older workbook lacks, and what becomes of it
WITHOUT = {
    "Motif": "une annulation n'y tient pas",
    "Chaîne": "l'historique n'est pas scellé",
    "Délai accordé": "le délai qu'une lettre a laissé se lit dans la procédure d'aujourd'hui",
}


def read_suspensions(rows: TableReader, names: Names) -> tuple[Suspension, ...]:
    """Return the blocks; one that cannot be read casts doubt on whom it names, so that it still blocks."""
    suspensions = []
    for row in rows:
        debiteur, facture = names.resolve(row, row.text("Code débiteur"), row.text("Numéro facture"))
        row.facture = facture
        nature, du, au = row.choice("Nature"), row.day("Du"), row.day("Au")
        conteste = row.amount("Montant contesté")
        if conteste is not None and conteste <= 0:
            row.note(
                "Montant contesté",
                format_number(conteste),
                "Le montant contesté doit être positif.",
                "Saisissez-le sans signe, ou videz la cellule si toute la dette est contestée.",
            )
        if du is not None and au is not None and au < du:
            message = f"La dernière date, {au:%d/%m/%Y}, précède la première, {du:%d/%m/%Y}."
            row.note("Au", f"{au:%d/%m/%Y}", message, "Corrigez l'une des deux dates.")
        if row.bad or nature is None or du is None:
            continue
        motif = row.text("Motif")
        suspensions.append(Suspension(debiteur, NatureSuspension(nature), du, facture, au, conteste, motif, row.line))
    return tuple(suspensions)


def read_relances(rows: TableReader, names: Names) -> tuple[Relance, ...]:
    """Return what was sent; a row that cannot be read casts doubt on its facture, lest a level go out twice.

    Rows of debtors or factures that have left the workbook are history, and no fault.
    """
    relances = []
    _note_unsealed(rows)
    for row in rows:
        row.debiteur = names.known(row.text("Code débiteur"))
        row.facture = names.facture(row.debiteur, row.text("Numéro facture"))
        if not row.facture:
            continue
        jour, due, niveau = row.day("Date"), row.day("Échéance"), row.integer("Niveau")
        depose, recu = row.day("Déposé le"), row.day("Reçu le")
        accorde = _time_given(row)
        _check_posting(row, jour, depose, recu)
        if row.bad or due is None or niveau is None:
            continue
        if (sent := depose or jour) is None:
            row.note("Date", "(vide)", "La date d'envoi manque.", "Saisissez le jour où la lettre est partie.")
            continue
        relances.append(
            Relance(
                id=row.text("Id"),
                passage=row.text("Passage"),
                date=sent,
                debiteur=row.debiteur,
                facture=row.facture,
                echeance=due,
                niveau=niveau,
                canal=row.text("Canal"),
                modele=row.text("Modèle"),
                statut=row.text("Statut"),
                recu=recu,
                emise=jour,
                depose=depose,
                numero=row.text("Numéro recommandé"),
                document=row.text("Document"),
                empreinte=row.text("Empreinte"),
                motif=row.text("Motif"),
                delai_accorde=accorde,
                lieu=row.place(),
            )
        )
    return tuple(relances)


def _time_given(row: Row) -> int | None:
    """Return the days that the letter gave; None when the row does not say, or says what no letter would."""
    days = row.integer("Délai accordé")
    if days is not None and days > MOST_DAYS:
        message = f"Un délai accordé de {days} jours n'est pas vraisemblable."
        row.note("Délai accordé", str(days), message, "Saisissez les jours que la lettre laissait pour payer, ou rien.")
    return days


def _check_posting(row: Row, written: date | None, posted: date | None, received: date | None) -> None:
    """Note a deposit before the letter, which would let the next level leave early; remark a reception before it left.

    Such a reception is taken by nobody: see `mises_en_demeure`.
    """
    if written is not None and posted is not None and posted < written:
        message = f"Le dépôt, {posted:%d/%m/%Y}, précède la lettre, du {written:%d/%m/%Y}."
        row.note("Déposé le", f"{posted:%d/%m/%Y}", message, "Corrigez-le d'après la preuve de dépôt, ou videz-le.")
        return
    sent = posted or written
    if sent is not None and received is not None and received < sent:
        message = f"La réception, {received:%d/%m/%Y}, précède l'envoi, du {sent:%d/%m/%Y} : elle est ignorée."
        row.remark("Reçu le", f"{received:%d/%m/%Y}", message, "Corrigez-la d'après l'avis de réception, ou videz-la.")


def _note_unsealed(rows: TableReader) -> None:
    """Remark that an older workbook lacks columns of the history, and what it does without."""
    absent = [name for name in WITHOUT if rows.index_of(name) is None]
    if absent:
        names = " et ".join(", ".join(f"« {name} »" for name in absent).rsplit(", ", 1))
        many = len(absent) > 1
        rows.anomalies.append(
            Anomalie(
                "historique-non-scelle" if "Chaîne" in absent else "historique-incomplet",
                Gravite.REMARQUE,
                Lieu(feuille=rows.raw.sheet, table=rows.table.name),
                names,
                f"Le tableau {rows.table.name} n'a pas {'les colonnes' if many else 'la colonne'} {names}, plus "
                f"récente{'s' if many else ''} que ce classeur : {' ; '.join(WITHOUT[name] for name in absent)}.",
                f"Tapez {'ces intitulés' if many else 'cet intitulé'} juste à droite du dernier, puis enregistrez.",
            )
        )
