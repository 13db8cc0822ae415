"""What is printed of a passage: one file for each channel, in the order of the debtors; and the list of its SMS."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from relancier.actions.letters import Made
from relancier.actions.messages import SMS_LIST, sms_list
from relancier.creances.portefeuille import Canal
from relancier.documents.pdf.bind import bind

PRINT_FILES: Mapping[Canal, str] = MappingProxyType(
    {
        Canal.COURRIER: "Courrier simple.pdf",
        Canal.LRAR: "Courrier LRAR.pdf",
        Canal.TELEPHONE: "Fiches d'appel.pdf",
    }
)


def named(made: Sequence[Made], folder: Path) -> dict[str, Path]:
    """Return the files that there will be in `folder`, by channel."""
    canaux = {one.envoi.canal for one in made}
    files = {str(canal): folder / name for canal, name in PRINT_FILES.items() if canal in canaux}
    return files | ({str(Canal.SMS): folder / SMS_LIST} if Canal.SMS in canaux else {})


def write(made: Sequence[Made], files: Mapping[str, Path]) -> None:
    """Write the `files` that were named."""
    for canal, path in files.items():
        letters = [one for one in made if one.envoi.canal == canal]
        if canal == Canal.SMS:
            path.write_bytes(sms_list([(one.envoi, one.texte) for one in letters]))
        else:
            titles = [f"{one.envoi.debiteur.code} {one.envoi.debiteur.nom} – {one.libelle}" for one in letters]
            bind([one.leaves or one.document for one in letters], path, titles)
