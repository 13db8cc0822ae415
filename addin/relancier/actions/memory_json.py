"""What the commands of the memory answer, as JSON: dates are ISO, rows are those of the sheet."""

from typing import Any

from relancier.actions.annuler import Annulee
from relancier.actions.annuler_derniere import AnnulationDerniere
from relancier.actions.duplicata import Duplicata
from relancier.actions.recommandes import Etat, Note, Recommandes
from relancier.actions.sceller import Scellee
from relancier.actions.sent_letters import SentLetter, ids
from relancier.actions.verifier import Verifie
from relancier.classeur.host import Written
from relancier.classeur.memory.check import Constat
from relancier.classeur.memory.rows import DEPOSE, NUMERO, RECU

Json = dict[str, Any]


def of_verification(found: Verifie) -> Json:
    """Return what was found of a workbook."""
    return {
        "classeur": str(found.classeur),
        "intact": found.is_intact,
        "lignes": found.lignes,
        "scellees": found.scellees,
        "documents": found.documents,
        "alterations": [_constat(one) for one in found.alterations],
        "remarques": [_constat(one) for one in found.remarques],
    }


def of_cancelling(done: Annulee) -> Json:
    """Return what was cancelled."""
    return {
        "annulees": [
            {"id": row["Id"], "ligne": row.ligne, "annulation": made}
            for row, made in zip(done.rows, done.ids, strict=True)
        ],
        "date": done.jour.isoformat(),
        "motif": done.motif,
        "classeur": _written(done.ecrit),
    }


def of_undoing(done: AnnulationDerniere) -> Json:
    """Return what was undone."""
    return {
        "operation": done.operation,
        "message": done.message,
        "mis_de_cote": [str(one) for one in done.mis_de_cote],
        "laisses": [str(one) for one in done.laisses],
        "copie": str(done.copie) if done.copie else None,
        "remarques": [str(one) for one in done.remarques],
    }


def of_sealing(done: Scellee) -> Json:
    """Return what was sealed."""
    return {
        "scellee": {"id": done.row["Id"], "ligne": done.row.ligne, "rang": done.sceau.rank},
        "motif": done.motif,
        "classeur": _written(done.ecrit),
    }


def of_copy(made: Duplicata) -> Json:
    """Return the copy that was made."""
    return {
        "lettre": _letter(made.lettre),
        "original": str(made.original),
        "empreinte": made.empreinte,
        "duplicata": str(made.copie),
        "pages": made.pages,
        "remarques": list(made.remarques),
    }


def of_registered(found: Recommandes) -> Json:
    """Return where the registered letters stand, and what was noted."""
    return {
        "au": found.au.isoformat(),
        "lettres": [_state(one) for one in found.lettres],
        "incompletes": len(found.incompletes),
        "notees": [_note(one) for one in found.notes],
        "fichiers_a_voir": [{"fichier": one.fichier.name, "probleme": one.probleme} for one in found.a_voir],
        "classeur": _written(found.ecrit) if found.ecrit else None,
    }


def _state(one: Etat) -> Json:
    return {**_letter(one.lettre), "manque": list(one.manque)}


def _note(one: Note) -> Json:
    values = {name: value if isinstance(value, str) else _iso(value) for name, value in one.valeurs.items()}
    return {**_letter(one.lettre), "valeurs": values, "fichier": one.fichier.name if one.fichier else None}


def _letter(letter: SentLetter) -> Json:
    return {
        "debiteur": letter["Code débiteur"],
        "passage": letter["Passage"],
        "date": letter["Date"],
        "canal": letter["Canal"],
        "document": letter["Document"],
        "numero": letter[NUMERO],
        "depose": letter[DEPOSE] or None,
        "recu": letter[RECU] or None,
        "ids": list(ids(letter.rows)),
        "lignes": [row.ligne for row in letter.rows],
    }


def _constat(one: Constat) -> Json:
    return {
        "code": one.code,
        "ligne": one.ligne or None,
        "id": one.id,
        "message": one.message,
        "remede": one.remede,
    }


def _written(done: Written) -> Json:
    return {
        "relances_ajoutees": done.relances,
        "sauvegarde": str(done.backup) if done.backup else None,
        "remarques": [str(one) for one in done.remarques],
    }


def _iso(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
