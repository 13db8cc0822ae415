"""What was read of a PDF, as JSON carries it from one process to another."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from relancier.dossier.liasse.geometrie import Boite
from relancier.dossier.liasse.lecture import PageLue, Tampon
from relancier.dossier.liasse.structure import Lien, LigneLue, PdfLu


def emballe(read: PdfLu) -> Mapping[str, Any]:
    """Return it as JSON can carry it."""
    return asdict(read)


def deballe(paquet: Mapping[str, Any]) -> PdfLu:
    """Return what JSON carried."""
    return PdfLu(
        pages=tuple(map(_page, paquet["pages"])),
        bordereau=tuple(paquet["bordereau"]),
        lignes=tuple(LigneLue(**one) for one in paquet["lignes"]),
        signets=tuple((title, page) for title, page in paquet["signets"]),
        liens=tuple(Lien(**one) for one in paquet["liens"]),
        etiquette=paquet["etiquette"],
        actifs=tuple(paquet["actifs"]),
    )


def _page(paquet: Mapping[str, Any]) -> PageLue:
    stamp = paquet["tampon"]
    return PageLue(
        **{
            **paquet,
            "tampon": Tampon(**{**stamp, "boite": Boite(**stamp["boite"])}) if stamp else None,
            "cadres": tuple(Boite(**one) for one in paquet["cadres"]),
        }
    )
