"""The content of pages that does not unpack to its end: what readers still get out of it is kept, and told."""

import pikepdf

from relancier.dossier.intake.rapport import defaut
from relancier.dossier.liasse.contenu import around, streams, unpacked
from relancier.dossier.pieces import Constat


def repare(pdf: pikepdf.Pdf, changements: list[str], constats: list[Constat]) -> None:
    """Give each page of `pdf` a content that unpacks: left as it is, it would swallow what is written after it."""
    damaged: list[int] = []
    for rank, page in enumerate(pdf.pages, 1):
        parts = streams(page.obj)
        if all(unpacked(one)[1] for one in parts):
            continue
        damaged.append(rank)
        if (content := around(parts).content) is not None:
            page.obj.Contents = pdf.make_stream(content)
    if not damaged:
        return
    ranks = ", ".join(map(str, damaged))
    changements.append(f"Contenu de page abîmé, gardé jusqu'à l'endroit abîmé : page {ranks}.")
    constats.append(
        defaut(
            "piece-contenu-abime",
            f"Le contenu est abîmé, et ne se lit pas jusqu'au bout : page {ranks}.",
            "Demandez un nouvel exemplaire, ou ouvrez-le et imprimez-le en PDF.",
            damaged[0],
        )
    )
