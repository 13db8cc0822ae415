"""Builds every Word template of this folder, byte for byte the same each time: `python templates/construire.py`.

The .docx files are committed because users open them in Word; this program is how they came to be. It also rewrites
the list of fields in README.md. A template that was reworded in Word is not overwritten elsewhere than here: users
keep theirs in a folder of their own.
"""

import argparse
import zipfile
from io import BytesIO
from pathlib import Path

from champs import reecrire
from compte_rendu import compte_rendu
from controle import controle
from declaration import declaration
from decompte import decompte
from docx.document import Document as Doc
from echeancier import ECHEANCIER
from fiche import fiche_appel
from fiche_client import fiche_client
from lettres import LETTRES
from listes_dossier import bordereau, chronologie, releve_dossier
from requete import requete_jcp, requete_tc, requete_tj
from tableau import tableau_de_bord
from transmission import note_transmission

DOSSIER = Path(__file__).resolve().parent
DOSSIER_DE_PIECES = {
    "requete-injonction-tc": requete_tc,
    "requete-injonction-tj": requete_tj,
    "requete-injonction-jcp": requete_jcp,
    "bordereau-pieces": bordereau,
    "chronologie": chronologie,
    "releve-dossier": releve_dossier,
    "declaration-creance": declaration,
    "note-transmission": note_transmission,
    "controle": controle,
}
DATE_ZIP = (2026, 1, 1, 0, 0, 0)


def construire() -> dict[str, bytes]:
    """Return each template's file name and its bytes."""
    fabriques = {
        **LETTRES,
        **ECHEANCIER,
        **DOSSIER_DE_PIECES,
        "compte-rendu": compte_rendu,
        "decompte": decompte,
        "fiche-appel": fiche_appel,
        "fiche-client": fiche_client,
        "tableau-de-bord": tableau_de_bord,
    }
    return {f"{nom}.docx": _paquet(fabrique()) for nom, fabrique in fabriques.items()}


def _paquet(doc: Doc) -> bytes:
    """Return the document's package with its members in a fixed order, under a fixed date."""
    brut, net = BytesIO(), BytesIO()
    doc.save(brut)
    with zipfile.ZipFile(brut) as source, zipfile.ZipFile(net, "w", zipfile.ZIP_DEFLATED) as cible:
        for nom in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            membre = zipfile.ZipInfo(nom, DATE_ZIP)
            membre.compress_type = zipfile.ZIP_DEFLATED
            membre.create_system = 3  # the same on every host
            membre.external_attr = 0o644 << 16
            cible.writestr(membre, source.read(nom), compresslevel=9)
    return net.getvalue()


def main() -> None:
    """Write the templates into this folder or into `--sortie`."""
    arguments = argparse.ArgumentParser(description="Construit les modèles Word de Relancier.")
    arguments.add_argument("--sortie", type=Path, default=DOSSIER, help="dossier où écrire les modèles")
    sortie: Path = arguments.parse_args().sortie
    sortie.mkdir(parents=True, exist_ok=True)
    for nom, octets in construire().items():
        (sortie / nom).write_bytes(octets)
    lisez_moi = DOSSIER / "README.md"
    (sortie / "README.md").write_text(reecrire(lisez_moi.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
