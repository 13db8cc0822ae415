"""Forms: values become part of the page; XFA without pages of its own is refused; signatures are noticed."""

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from relancier.dossier.intake.rapport import Rejet

_WAITING = ("please wait", "veuillez patienter", "adobe reader 8", "version ultérieure d'adobe")
_FIELDS_MAX = 20_000


@dataclass(frozen=True, slots=True)
class Formulaire:
    """What a form was.

    Attributes:
      champs: how many fields stood on the pages.
      dessines: how many of them had no picture of their value, and were given one.
      signatures: how many were signed.
      xfa: it also had an XFA form, whose static pages were kept.
    """

    champs: int
    dessines: int
    signatures: int
    xfa: bool


def aplatis(pdf: pikepdf.Pdf, nom: str, text: str) -> Formulaire | None:
    """Draw the values of the form into the pages and remove it; return what it was, None when there is none.

    Args:
      pdf: changed in place.
      nom: what the user calls the file.
      text: what its first page says.

    Raises:
      Rejet: the form is an XFA without static pages.
    """
    form = pdf.Root.get(Name.AcroForm)
    widgets = [one for page in pdf.pages for one in _annotations(page) if one.get(Name.Subtype) == Name.Widget]
    if not isinstance(form, Dictionary):
        _drop_widgets(pdf)
        return Formulaire(len(widgets), 0, 0, False) if widgets else None
    xfa = Name.XFA in form
    if xfa and _is_dynamic(pdf, form, text):
        raise Rejet(
            "piece-xfa",
            f"« {nom} » est un formulaire XFA : ses pages ne se dessinent que dans Adobe Reader.",
            "Ouvrez-le dans Adobe Reader et imprimez-le en PDF, puis donnez ce PDF comme pièce.",
        )
    signatures = sum(1 for field in _fields(form) if _is_signed(field))
    drawn = _draw_missing(pdf)
    _flatten(pdf)
    if Name.AcroForm in pdf.Root:
        del pdf.Root[Name.AcroForm]
    if not (widgets or signatures or xfa):
        return None
    return Formulaire(len(widgets), drawn, signatures, xfa)


def _is_dynamic(pdf: pikepdf.Pdf, form: Dictionary, text: str) -> bool:
    if bool(pdf.Root.get(Name.NeedsRendering, False)):
        return True
    packets = form.get(Name.XFA)
    listed = list(packets) if isinstance(packets, Array) else [packets]
    for stream in (one for one in listed if isinstance(one, Stream)):
        data = stream.read_bytes()[:2_000_000]
        if b"dynamicRender" in data and b">required<" in data.replace(b" ", b""):
            return True
    return len(pdf.pages) == 1 and any(word in text.casefold() for word in _WAITING)


def _fields(form: Dictionary) -> Iterator[Dictionary]:
    """Every node of the tree of fields, each once, loops or not."""
    listed = form.get(Name.Fields)
    waiting = list(listed) if isinstance(listed, Array) else []
    seen: set[tuple[int, int]] = set()
    count = 0
    while waiting and count < _FIELDS_MAX:
        node = waiting.pop()
        if not isinstance(node, Dictionary) or (node.is_indirect and node.objgen in seen):
            continue
        seen.add(node.objgen)
        count += 1
        yield node
        kids = node.get(Name.Kids)
        waiting += list(kids) if isinstance(kids, Array) else []


def _is_signed(field: Dictionary) -> bool:
    return field.get(Name.FT) == Name.Sig and isinstance(field.get(Name.V), Dictionary)


def _annotations(page: pikepdf.Page) -> list[Dictionary]:
    listed = page.obj.get(Name.Annots)
    return [one for one in listed if isinstance(one, Dictionary)] if isinstance(listed, Array) else []


def _draw_missing(pdf: pikepdf.Pdf) -> int:
    """Give a picture to the values that have none: readers draw it themselves, a bundle would lose it."""
    forms = pdf.acroform
    asked = forms.needs_appearances
    drawn = 0
    for page in pdf.pages:
        for widget in forms.get_widget_annotations_for_page(page):
            if Name.AP in widget.obj and not asked:
                continue
            field = forms.get_field_for_annotation(widget)
            if (field.is_text or field.is_choice) and str(field.value_as_string):
                field.generate_appearance(widget)
                drawn += Name.AP in widget.obj
    if Name.NeedAppearances in pdf.Root.AcroForm:
        del pdf.Root.AcroForm.NeedAppearances  # else the flattening drops every widget instead of drawing it
    return drawn


def _flatten(pdf: pikepdf.Pdf) -> None:
    """Draw the widgets into the pages, and leave the other annotations as they are."""
    others: list[Array | None] = []
    for page in pdf.pages:
        listed = page.obj.get(Name.Annots)
        if not isinstance(listed, Array):
            others.append(None)
            continue
        others.append(Array([one for one in listed if not _is_widget(one)]))
        page.obj.Annots = Array([one for one in listed if _is_widget(one)])
    pdf.flatten_annotations("screen")
    for page, kept in zip(pdf.pages, others, strict=True):
        if kept is not None and len(kept):
            page.obj.Annots = kept
        elif Name.Annots in page.obj:
            del page.obj[Name.Annots]


def _drop_widgets(pdf: pikepdf.Pdf) -> None:
    """Fields without a form are not drawn by readers: they go."""
    for page in pdf.pages:
        listed = page.obj.get(Name.Annots)
        if isinstance(listed, Array) and any(_is_widget(one) for one in listed):
            page.obj.Annots = Array([one for one in listed if not _is_widget(one)])


def _is_widget(one: pikepdf.Object) -> bool:
    return isinstance(one, Dictionary) and one.get(Name.Subtype) == Name.Widget
