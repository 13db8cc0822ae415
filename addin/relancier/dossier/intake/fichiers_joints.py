"""Files inside a PDF: an electronic invoice is saved beside before the others are left behind."""

from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name, Stream

from relancier.base.filenames import free_path, safe_stem
from relancier.dossier.intake.rapport import defaut, remarque
from relancier.dossier.pieces import Constat

_INVOICES = {"factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml", "cii.xml", "ubl.xml"}
_ROOTS = (b"CrossIndustryInvoice", b"CrossIndustryDocument", b"SCRDMCCBDACIOMessageStructure", b"<Invoice")
_MOST = 2_000


def sauve(
    pdf: pikepdf.Pdf, nom: str, made: Path, changements: list[str], constats: list[Constat], jointes: list[Path]
) -> None:
    """Save into "jointes", beside `made`, each electronic invoice of `pdf`; tell of the files that stay behind."""
    left: list[str] = []
    for name, stream in _files(pdf):
        data = _bytes(stream)
        if name.lower() in _INVOICES or (name.lower().endswith(".xml") and any(mark in data[:3000] for mark in _ROOTS)):
            beside = made.parent / "jointes"
            beside.mkdir(exist_ok=True)
            target = free_path(beside / f"{safe_stem(Path(name).stem)}.xml")
            target.write_bytes(data)
            jointes.append(target)
            changements.append(f"Facture électronique « {name} » enregistrée à côté de la copie.")
        else:
            left.append(name)
    if left:
        names = ", ".join(f"« {name} »" for name in left[:5]) + ("…" if len(left) > 5 else "")
        changements.append(f"Fichiers joints au PDF, gardés dans l'original seulement : {len(left)} ({names}).")
        message = f"« {nom} » contient {len(left)} fichier(s) joint(s) ({names}), qui ne sont pas des pages."
        remede = "S'ils comptent, enregistrez-les et donnez-les comme pièces."
        portfolio = Name.Collection in pdf.Root
        constats.append((defaut if portfolio else remarque)("piece-fichiers-joints", message, remede))


def _files(pdf: pikepdf.Pdf) -> list[tuple[str, Stream]]:
    """Return the name and stream of each embedded file, whatever points to it."""
    found: dict[tuple[int, int], tuple[str, Stream]] = {}
    for one in pdf.objects:
        if not isinstance(one, Dictionary) or isinstance(one, Stream) or len(found) >= _MOST:
            continue
        held = one.get(Name.EF)
        if isinstance(held, Dictionary):
            stream = held.get(Name.UF, held.get(Name.F))
            if isinstance(stream, Stream):
                found.setdefault(stream.objgen, (_name(one), stream))
    return sorted(found.values(), key=lambda pair: (pair[0], pair[1].objgen))


def _name(spec: Dictionary) -> str:
    raw = spec.get(Name.UF, spec.get(Name.F, "sans nom"))
    name = str(raw).replace("\\", "/").rsplit("/", 1)[-1]
    return " ".join(name.split())[:100] or "sans nom"


def _bytes(stream: Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:  # a filter that cannot be undone: nothing that is to be saved
        return b""
