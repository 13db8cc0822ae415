"""A workbook whose passage is so many letters, at all levels, and what each says, for who makes them otherwise."""

import dataclasses
import pickle
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import large_book
from large_book import DAY, NAMES, SETTINGS, Rows
from relancier.classeur import schema

LEVELS = 4
REQUIRED = {"Forme juridique": "SARL", "Capital social": "50 000", "RCS": "Lyon", "Signataire": "Claire Fontaine"}


def write(path: Path, letters: int) -> Path:
    """Write a workbook whose passage of `DAY` is `letters` letters: a debtor each, of one to four échéances."""
    debtors, factures, history = [], [], []
    for rank in range(letters):
        code, level = f"CL{rank:05}", rank % LEVELS + 1
        debtors.append(_debtor(code, rank))
        for term in range(1 + rank // LEVELS % 4):
            number, due = f"F26-{rank:05}-{term}", DAY - timedelta(days=60 + term)
            factures.append(_facture(code, number, due, rank))
            history += [_relance(code, number, due, past, len(history) + past) for past in range(1, level)]
    rows: dict[str, Rows] = {
        schema.CREANCIER.name: [{"Clé": key, "Valeur": value} for key, value in (SETTINGS | REQUIRED).items()],
        schema.DEBITEURS.name: debtors,
        schema.FACTURES.name: factures,
        schema.RELANCES.name: history,
    }
    return large_book.save(path, large_book.with_defaults(rows))


def _debtor(code: str, rank: int) -> dict[str, object]:
    return {
        "Code": code,
        "Nom": f"{NAMES[rank % len(NAMES)]} {code}",
        "Type": ("professionnel", "professionnel", "consommateur", "public")[rank // LEVELS % 4],
        "Adresse 1": f"{rank % 90 + 1} rue de l'Église",
        "Code postal": "69003",
        "Ville": "Lyon",
    }


def _facture(code: str, number: str, due: object, rank: int) -> dict[str, object]:
    return {
        "Numéro": number,
        "Code débiteur": code,
        "Nature": "facture",
        "Date": DAY - timedelta(days=95),
        "Échéance": due,
        "Montant TTC": Decimal(10_000 + 7919 * rank % 900_000) / 100,
        "Objet": "Fournitures",
    }


def _relance(code: str, number: str, due: object, level: int, rank: int) -> dict[str, object]:
    when = DAY - timedelta(days=12 * (LEVELS - level) + 1)
    return {
        "Id": f"R{rank}",
        "Passage": f"P{when}",
        "Date": when,
        "Code débiteur": code,
        "Numéro facture": number,
        "Échéance": due,
        "Niveau": level,
        "Canal": "courrier",
        "Modèle": f"relance-{level}",
        "Statut": "émise",
    }


@dataclass(frozen=True, slots=True)
class Note:
    """What a letter says: the path of its template, the value of each field, what it must hold, its transfer code."""

    modele: Path
    champs: dict[str, object]
    exiges: tuple[str, ...]
    qr_png: bytes


def note(workbook: Path) -> list[Note]:
    """Return what the letters of the passage of `workbook` say."""
    from relancier.actions import lot  # noqa: PLC0415 - who draws only needs none of it
    from relancier.actions.resultat import Demande  # noqa: PLC0415
    from relancier.base.resources import shipped  # noqa: PLC0415
    from relancier.classeur.closed_file import ClosedFile  # noqa: PLC0415
    from relancier.documents.catalog import Catalog  # noqa: PLC0415
    from relancier.documents.compose import Composer  # noqa: PLC0415

    decided = lot.run(ClosedFile(workbook), Demande(DAY, simuler=True))
    composer = Composer(decided.portefeuille, DAY, decided.nom, Catalog(), projet=False)
    noted = []
    for envoi in decided.passage.envois:
        made = composer.compose(envoi)
        fields = {one.name: getattr(made.context, one.name) for one in dataclasses.fields(made.context)}
        modele = shipped("templates") / composer.template(envoi).name
        noted.append(Note(modele, fields, made.required, made.qr_png))
    return noted


def keep(notes: list[Note], path: Path) -> Path:
    """Write `notes` for another process to load."""
    path.write_bytes(pickle.dumps(notes))
    return path


def load(path: Path) -> list[Note]:
    """Return what `keep` wrote."""
    notes: list[Note] = pickle.loads(path.read_bytes())  # written by this program
    return notes
