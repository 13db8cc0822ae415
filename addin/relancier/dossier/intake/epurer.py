"""A PDF made clean: nothing active, nothing hidden, nothing encrypted, and the same to the eye, page by page.

The threat is a file that acts in the reader's hands, shows what its author had hidden, or shows something else once
bound. Only what is known to be inert is kept. What cannot be proved equal to the original becomes its picture.
"""

import io
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name, Stream

from relancier.dossier.intake import annotations, couches, fichiers_joints, formulaires, geometrie, rendu
from relancier.dossier.intake.ouverture import Ouvert, ouvre
from relancier.dossier.intake.rapport import Limites, Vue, defaut, remarque
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
    opened = ouvre(fichier, nom, password, limites)
    with opened.pdf as pdf:
        report = Epure(changements=opened.changements, constats=opened.constats)
        geometrie.redresse(pdf, nom, limites, report.changements)
        fichiers_joints.sauve(pdf, nom, made, report.changements, report.constats, report.jointes)
        _flatten_form(pdf, nom, opened, report)
        _flatten_layers(pdf, report)
        _strip(pdf, report)
        _save(pdf, made)
    _prove(opened, made, report)
    return report


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
        _keep_only(page.obj, _PAGE)
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
        _keep_only(names, frozenset({"/Dests"}))
    _keep_only(root, _ROOT)
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
        _keep_only(item, _OUTLINE)
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


def _keep_only(holder: pikepdf.Object, known: frozenset[str]) -> None:
    for key in [one for one in holder.keys() if one not in known]:  # noqa: SIM118 - no mapping: it iterates otherwise
        del holder[key]


def _save(pdf: pikepdf.Pdf, made: Path) -> None:
    pdf.remove_unreferenced_resources()
    whole = io.BytesIO()  # on a full disk, qpdf ends the process instead of raising
    pdf.save(
        whole,
        encryption=False,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    made.write_bytes(whole.getbuffer())


def _prove(opened: Ouvert, made: Path, report: Epure) -> None:
    """Compare each page with the original; those that differ become the picture of what they were."""
    try:
        views, differing, unseen = _compare(opened, made)
    except rendu.Unseen as error:
        report.constats.append(
            defaut(
                "piece-sans-preuve",
                f"L'aspect de la copie n'a pas pu être comparé à celui de l'original ({error}).",
                "Comparez-les vous-même, ou imprimez l'original en PDF.",
            )
        )
        with pikepdf.open(made) as pdf:
            report.pages = tuple(Vue("", vide=False, texte=True) for _ in pdf.pages)
        return
    if differing:
        _replace(opened, made, differing)
        pages = ", ".join(str(rank + 1) for rank in differing[:20])
        report.changements.append(f"Remplacées par leur image, faute de pouvoir être épurées sans changer : {pages}.")
        report.constats.append(
            remarque(
                "piece-en-image",
                f"Des pages ont été remplacées par leur image ({pages}) ; leur texte ne peut plus y être cherché.",
                "Pour l'éviter, imprimez la pièce en PDF et donnez ce PDF.",
                differing[0] + 1,
            )
        )
        with rendu.opened(made) as document:
            for rank in differing:
                views[rank] = rendu.view(document, rank, rendu.picture(document, rank))
    report.constats += [
        defaut(
            "page-sans-preuve",
            f"La page {rank + 1} de l'original ne peut pas être dessinée ; sa copie n'a pas pu lui être comparée.",
            "Imprimez la pièce en PDF et donnez ce PDF.",
            rank + 1,
        )
        for rank in unseen
    ]
    report.pages = tuple(views)


def _compare(opened: Ouvert, made: Path) -> tuple[list[Vue], list[int], list[int]]:
    """Return how each page looks, which differ from the original, and which of the original cannot be drawn."""
    views: list[Vue] = []
    differing: list[int] = []
    unseen: list[int] = []
    with rendu.opened(opened.vu, opened.password) as before, rendu.opened(made) as after:
        for rank in range(len(after)):
            drawn = rendu.picture(after, rank)
            views.append(rendu.view(after, rank, drawn))
            try:
                if not rendu.same(rendu.picture(before, rank), drawn):
                    differing.append(rank)
            except rendu.Unseen:
                unseen.append(rank)
    return views, differing, unseen


def _replace(opened: Ouvert, made: Path, ranks: list[int]) -> None:
    with (
        rendu.opened(opened.vu, opened.password) as document,
        pikepdf.open(made, allow_overwriting_input=True) as pdf,
    ):
        for rank in ranks:
            with pikepdf.open(io.BytesIO(rendu.as_image_page(document, rank))) as one:
                image = pdf.copy_foreign(one.pages[0].obj)
            page = pdf.pages[rank].obj
            _keep_only(page, frozenset({"/Type", "/Parent"}))
            for key in (Name.MediaBox, Name.Resources, Name.Contents):
                page[key] = image[key]
        _save(pdf, made)
