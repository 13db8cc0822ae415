"""A PDF made clean: nothing active, nothing hidden, nothing encrypted, and the same to the eye, page by page.

The threat is a file that acts in the reader's hands, shows what its author had hidden, or shows something else once
bound. Only what is known to be inert is kept. What cannot be proved equal to the original becomes its picture.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name, Stream

from relancier.base.files import DISK_FAULTS
from relancier.dossier.intake import annotations, contenus, couches, fichiers_joints, formulaires, geometrie, rendu
from relancier.dossier.intake.ecriture import enregistre, keep_only
from relancier.dossier.intake.ouverture import FAULTS, LECTEURS, Illisible, Ouvert, abime, without_path
from relancier.dossier.intake.preuve import prouve
from relancier.dossier.intake.rapport import Limites, Vue, remarque
from relancier.dossier.liasse import releve
from relancier.dossier.pieces import Constat

_ROOT = frozenset(
    (
        *("/Type", "/Version", "/Extensions", "/Pages", "/Dests", "/Names", "/Outlines", "/OutputIntents", "/Lang"),
        "/PageLayout",
    )
)
_PAGE = frozenset(
    (
        *("/Type", "/Parent", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Resources", "/Contents"),
        *("/Rotate", "/Group", "/Annots", "/UserUnit"),
    )
)
_OUTLINE = frozenset(("/Title", "/Parent", "/Prev", "/Next", "/First", "/Last", "/Count", "/Dest", "/C", "/F"))
_ACTIVE_NAMES = ("/JavaScript", "/Renditions", "/AlternatePresentations")
_ANYWHERE = ("/AA", "/AF", "/Ref", "/OPI", "/PieceInfo", "/Metadata", "/Alternates", "/JS")


@dataclass(slots=True)
class Epure:
    """A clean PDF: what its pages look like, what was changed, what was found, what was saved beside."""

    pages: tuple[Vue, ...] = ()
    changements: list[str] = field(default_factory=list)
    constats: list[Constat] = field(default_factory=list)
    jointes: list[Path] = field(default_factory=list)


def epure(fichier: Path, nom: str, made: Path, password: str | None, limites: Limites) -> Epure:
    """Write to `made` a clean copy of the PDF `fichier`, which the user calls `nom`.

    What is saved beside it goes to the folder of `made`.

    Raises:
      Rejet: it is locked, without pages, an XFA form, or beyond the limits.
      OSError: the disk.
    """
    made.unlink(missing_ok=True)
    first = ""
    for lecteur in LECTEURS:
        try:
            opened = lecteur(fichier, nom, password, limites)
            return _clean(opened, nom, made, limites)
        except (Illisible, *FAULTS) as error:
            if isinstance(error, OSError) and error.errno in DISK_FAULTS:
                raise
            first = first or without_path(error)
    raise abime(nom, first)


def _clean(opened: Ouvert, nom: str, made: Path, limites: Limites) -> Epure:
    report = Epure(changements=opened.changements, constats=opened.constats)
    with opened.pdf as pdf:
        geometrie.redresse(pdf, nom, limites, report.changements)
        contenus.repare(pdf, report.changements, report.constats)
        fichiers_joints.sauve(pdf, nom, made, report.changements, report.constats, report.jointes)
        _flatten_form(pdf, nom, opened, report)
        _flatten_layers(pdf, report)
        _strip(pdf, report)
        enregistre(pdf, made)
    proof = prouve(opened, made)
    report.pages = _noted(proof.pages, made)
    report.changements += proof.changements
    report.constats += proof.constats
    return report


def _noted(pages: tuple[Vue, ...], made: Path) -> tuple[Vue, ...]:
    """Return the pages with what their stamps will have to know."""
    try:
        noted = releve.relever(made)
    except releve.Illisible:
        return pages  # who binds it will say so
    if len(noted) != len(pages):
        return pages
    return tuple(replace(page, releve=one) for page, one in zip(pages, noted, strict=True))


def _flatten_form(pdf: pikepdf.Pdf, nom: str, opened: Ouvert, report: Epure) -> None:
    form = formulaires.aplatis(pdf, nom, _first_words(opened))
    if form is None:
        return
    if form.champs:
        report.changements.append(
            f"Formulaire aplati : {form.champs} champ(s) devenu(s) du texte de la page"
            + (f", dont {form.dessines} dont la valeur n'était pas encore dessinée." if form.dessines else ".")
        )
    if form.xfa:
        report.changements.append("Formulaire XFA retiré ; ses pages fixes sont gardées.")
        report.constats.append(
            remarque("piece-xfa", "Le fichier contient un formulaire XFA.", "Vérifiez que ses valeurs se lisent.")
        )
    if form.signatures:
        report.changements.append(f"Signature électronique : {form.signatures}, gardée dans l'original seulement.")
        report.constats.append(
            remarque(
                "piece-signee",
                "La pièce porte une signature électronique, que sa copie dans la liasse ne peut pas garder.",
                "Communiquez aussi l'original, gardé intact à côté de la copie.",
            )
        )


def _first_words(opened: Ouvert) -> str:
    try:
        with rendu.opened(opened.vu, opened.password) as document:
            return str(document[0].get_textpage().get_text_range(0, -1))
    except (rendu.Unseen, *rendu.FAULTS):
        return ""


def _flatten_layers(pdf: pikepdf.Pdf, report: Epure) -> None:
    found = couches.aplatis(pdf)
    if found is None:
        return
    if found.cachees:
        names = ", ".join(f"« {name} »" for name in found.cachees[:5]) + ("…" if len(found.cachees) > 5 else "")
        report.changements.append(f"Calques masqués retirés : {len(found.cachees)} sur {found.nombre} ({names}).")
        report.constats.append(
            remarque(
                "piece-calques-masques",
                f"La pièce a {len(found.cachees)} calque(s) masqué(s) ({names}), qui ne paraîtront pas.",
                "Si leur contenu compte, affichez-les et imprimez la pièce en PDF.",
            )
        )
    elif found.nombre:
        report.changements.append(f"Calques fondus dans les pages : {found.nombre}, tous visibles.")
    if found.imprimees_autrement:
        names = ", ".join(f"« {name} »" for name in found.imprimees_autrement[:5])
        report.constats.append(
            remarque(
                "piece-calques-impression",
                f"Des calques ne s'impriment pas comme ils s'affichent ({names}) ; la copie suit l'affichage.",
                "Comparez la copie à une impression de l'original.",
            )
        )


def _strip(pdf: pikepdf.Pdf, report: Epure) -> None:
    gone = annotations.nettoie(pdf)
    gone["actions"] += _strip_catalog(pdf)
    for page in pdf.pages:
        gone["actions"] += Name.AA in page.obj
        keep_only(page.obj, _PAGE)
    _strip_outlines(pdf, gone)
    _sweep(pdf, gone)
    _tell(gone, report)


def _strip_catalog(pdf: pikepdf.Pdf) -> int:
    """Keep what is inert of the catalog; return how many of its entries act."""
    root = pdf.Root
    acting = sum(1 for key in (Name.AA,) if key in root)
    acting += isinstance(root.get(Name.OpenAction), Dictionary)
    names = root.get(Name.Names)
    if isinstance(names, Dictionary):
        acting += sum(1 for key in _ACTIVE_NAMES if key in names)
        keep_only(names, frozenset({"/Dests"}))
    keep_only(root, _ROOT)
    if Name.Info in pdf.trailer:
        del pdf.trailer[Name.Info]
    return acting


def _strip_outlines(pdf: pikepdf.Pdf, gone: Counter[str]) -> None:
    outlines = pdf.Root.get(Name.Outlines)
    if not isinstance(outlines, Dictionary):
        if outlines is not None:
            del pdf.Root[Name.Outlines]
        return
    waiting, seen = [outlines.get(Name.First)], set()
    while waiting:
        item = waiting.pop()
        if not isinstance(item, Dictionary):
            continue
        if item.objgen in seen or not item.is_indirect:  # a tree that bites its tail leads nowhere good
            del pdf.Root[Name.Outlines]
            return
        seen.add(item.objgen)
        action = item.get(Name.A)
        if isinstance(action, Dictionary) and action.get(Name.S) == Name.GoTo and Name.D in action:
            item.Dest = action.D
        elif action is not None:
            gone["liens"] += 1
        keep_only(item, _OUTLINE)
        waiting += [item.get(Name.Next), item.get(Name.First)]


def _sweep(pdf: pikepdf.Pdf, gone: Counter[str]) -> None:
    """Take from every object left what acts or reaches outside; only what the pages still use is saved."""
    for one in pdf.objects:
        if not isinstance(one, Dictionary | Stream):
            continue
        for key in _ANYWHERE:
            if key in one:
                del one[key]
        if isinstance(one, Stream) and Name.F in one:  # its bytes would be read from another file
            del one[Name.F]
            gone["actions"] += 1


def _tell(gone: Counter[str], report: Epure) -> None:
    told = (
        ("actions", "Actions et scripts retirés"),
        ("medias", "Sons, vidéos, objets 3D et fichiers en annotation retirés"),
        ("liens", "Liens vers l'extérieur désactivés"),
        ("cachees", "Annotations masquées retirées"),
        ("bulles", "Bulles de commentaire retirées"),
    )
    report.changements += [f"{label} : {gone[key]}." for key, label in told if gone[key]]
    if count := gone["actions"] + gone["medias"]:
        report.constats.append(
            remarque(
                "piece-active",
                f"La pièce contenait {count} élément(s) actif(s) (script, action, média), retiré(s) de la copie.",
                "N'ouvrez l'original que si vous en connaissez l'auteur.",
            )
        )
