"""The letters in Word form alone, from the same values, nothing but the making of them under the clock."""

from pathlib import Path

import chrono
import lettres_dessinees
from banc import Atteinte, Mesure, Tailles, Voie

HERE = Path(__file__).resolve().parent
NOTRE, SIMPLE = "modèles compilés une fois", "docxtpl, modèle ouvert à chaque lettre"


def mesure(folder: Path, tailles: Tailles) -> Mesure:
    """Note in `folder` what the letters say and return what is measured."""
    workbook = lettres_dessinees.write(folder / "docx.xlsx", tailles.lettres)
    notes = lettres_dessinees.keep(lettres_dessinees.note(workbook), folder / "docx.notes")
    some = ("--combien", str(tailles.echantillon))
    return Mesure(
        "docx",
        f"{tailles.lettres} lettres en .docx seulement",
        "lettres",
        tailles.lettres,
        (
            Voie(
                NOTRE,
                lambda out: chrono.python(HERE / "nos_voies.py", "docx", notes, "--sortie", out),
                tailles.lettres,
                made,
            ),
            Voie(
                SIMPLE,
                lambda out: chrono.python(HERE / "voies_simples.py", "docx", notes, "--sortie", out, *some),
                tailles.echantillon,
                made,
            ),
        ),
        (Atteinte(f"{tailles.lettres} .docx seuls", NOTRE, SIMPLE, 15),),
        f"Les valeurs sont prêtes des deux côtés ; seule la fabrication est chronométrée. La nôtre contrôle aussi que "
        f"chaque valeur est dans la lettre. La voie simple en fait {tailles.echantillon}, et son temps est ramené "
        f"à {tailles.lettres} par proportion.",
        tailles.fois,
    )


def made(out: Path, printed: str) -> int:
    """Return how many letters are there."""
    return len(list(out.glob("*.docx")))
