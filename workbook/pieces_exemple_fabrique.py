"""Makes the files of the exhibits: papers first, all turned into PDF at once, then what is made of those PDFs."""

import tempfile
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path

from relancier.documents.pdf.embedded import Embedded

from workbook import pieces_exemple_courriels as courriels
from workbook import pieces_exemple_lettres as lettres
from workbook import pieces_exemple_scans as scans
from workbook.exemple_types import jour
from workbook.pieces_exemple_affaire import Affaire, affaires, creancier
from workbook.pieces_exemple_commerce import commande, devis, facture, livraison
from workbook.pieces_exemple_contrat import conditions_generales, contrat_cadre
from workbook.pieces_exemple_facturx import embed
from workbook.pieces_exemple_photo import photographier
from workbook.pieces_exemple_refus import chiffrer, tronquer

RECOMMANDE = "2C 000 036 1030 4"
DEPOSE, RECU = jour(10, 30), jour(11, 3)
ETE = timezone(timedelta(hours=2))
TARIF = jour(1, 1)  # the day since which the general conditions hold


def write(folder: Path) -> None:
    """Write each exhibit as `folder`/<debtor>/<file>.

    Raises:
      RelancierError: the embedded engine, or its fonts, are missing (`python addin/polices.py` makes the fonts).
      ValueError: the engine refused a paper.
    """
    ventes = affaires()
    quais, portail, volets = [ventes["F2026-0163"], ventes["F2026-0164"]], ventes["F2026-0198"], ventes["F2026-0196"]
    pdf = _to_pdf(_papiers_chapelle(quais) | _papiers_particuliere(portail) | _papiers_batirenov(volets))
    files = {**_chapelle(quais, pdf), **_particuliere(portail), **_batirenov(volets, pdf), **pdf}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _papiers_chapelle(quais: list[Affaire]) -> dict[str, bytes]:
    papiers = {
        "devis-D2026-041": devis("D2026-041", jour(5, 4), quais, jour(5, 7)),
        **{f"bon-de-commande-{one.commande}": commande(one, "D2026-041") for one in quais},
        **{one.livraison: livraison(one) for one in quais},
        **{one.numero: facture(one) for one in quais},
        "mise-en-demeure-2026-10-30": lettres.mise_en_demeure(quais, DEPOSE, RECOMMANDE, 8),
        "proposition": lettres.proposition(quais, jour(9, 8), jour(10, 15)),
    }
    return _under("CL036", papiers, ".pdf")


def _papiers_particuliere(vente: Affaire) -> dict[str, bytes]:
    papiers = {
        "devis-D2026-044": devis("D2026-044", jour(5, 11), [vente], vente.commandee),
        f"bon-de-commande-{vente.commande}": commande(vente, "D2026-044"),
        "CGV": conditions_generales(TARIF, entreprises=False),
        vente.livraison: livraison(vente),
        vente.numero: facture(vente),
    }
    return _under("CL024", papiers, ".pdf")


def _papiers_batirenov(vente: Affaire) -> dict[str, bytes]:
    papiers = {
        "devis-D2026-047": devis("D2026-047", jour(5, 27), [vente], jour(6, 1)),
        f"bon-de-commande-{vente.commande}": commande(vente, "D2026-047"),
        "CGV": conditions_generales(TARIF, entreprises=True),
        vente.livraison: livraison(vente),
        vente.numero: facture(vente),
    }
    return _under("CL004", papiers, ".pdf")


def _chapelle(quais: list[Affaire], pdf: dict[str, bytes]) -> dict[str, bytes]:
    """Return what is no PDF; of those, take out the two that are made into something else, and fill the Factur-X."""
    client, (vendeur, _) = quais[0].client, creancier()
    envoye = datetime(2026, 9, 8, 10, 12, tzinfo=ETE)
    pdf["CL036/F2026-0163.pdf"] = embed(pdf["CL036/F2026-0163.pdf"], quais[0])
    files = {
        "contrat-cadre.docx": contrat_cadre(client, jour(1, 12)),
        "BL-0164.jpg": photographier(pdf.pop("CL036/BL-0164.pdf")),
        "courriel-2026-09-08.eml": courriels.demande_de_delai(quais, envoye, pdf.pop("CL036/proposition.pdf")),
        "preuve-de-depot-2026-10-30.tif": scans.preuve_de_depot(RECOMMANDE, DEPOSE, vendeur, client),
        "avis-de-reception-2026-11-03.tif": scans.avis_de_reception(RECOMMANDE, RECU, vendeur, client),
    }
    return _under("CL036", files)


def _particuliere(vente: Affaire) -> dict[str, bytes]:
    envoye = datetime(2026, 9, 14, 19, 47, tzinfo=ETE)
    return _under("CL024", {"courriel-2026-09-14.eml": courriels.demande_de_la_cliente(vente, envoye)})


def _batirenov(vente: Affaire, pdf: dict[str, bytes]) -> dict[str, bytes]:
    """Return what is no PDF; spoil the two that are to be refused."""
    for name, spoil in (("CL004/devis-D2026-047.pdf", chiffrer), (f"CL004/{vente.livraison}.pdf", tronquer)):
        pdf[name] = spoil(pdf[name])
    envoye = datetime(2026, 6, 29, 9, 5, tzinfo=ETE)
    envoi = courriels.envoi_de_facture(vente, envoye, pdf[f"CL004/{vente.numero}.pdf"])
    return _under("CL004", {"courriel-2026-06-29.eml": envoi})


def _under(code: str, files: Mapping[str, bytes], suffix: str = "") -> dict[str, bytes]:
    return {f"{code}/{name}{suffix}": content for name, content in files.items()}


def _to_pdf(papiers: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the PDF of each .docx by name; all in one go, for starting the engine is what takes time."""
    with tempfile.TemporaryDirectory(prefix="relancier-pieces-") as scratch:
        sources = {name: Path(scratch) / f"{rank:02}.docx" for rank, name in enumerate(papiers)}
        for name, source in sources.items():
            source.write_bytes(papiers[name])
        report = Embedded().convert(list(sources.values()), Path(scratch) / "pdf")
        if report.failures:
            raise ValueError("; ".join(map(str, report.failures.values())))
        return {name: report.pdfs[source].read_bytes() for name, source in sources.items()}
