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


def write(made: Sequence[Made], folder: Path) -> dict[str, Path]:
    """Write them into `folder`; return the files by channel."""
    files = {}
    for canal, name in PRINT_FILES.items():
        letters = [one for one in made if one.envoi.canal is canal]
        if letters:
            titles = [f"{one.envoi.debiteur.code} {one.envoi.debiteur.nom} – {one.libelle}" for one in letters]
            bind([one.leaves or one.document for one in letters], folder / name, titles)
            files[str(canal)] = folder / name
    if messages := [(one.envoi, one.texte) for one in made if one.envoi.canal is Canal.SMS]:
        files[str(Canal.SMS)] = folder / SMS_LIST
        files[str(Canal.SMS)].write_bytes(sms_list(messages))
    return files
