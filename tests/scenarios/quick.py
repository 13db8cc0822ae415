"""The command line with letters that take no time: what is tried is what becomes of the files, not how they look.

As a program: python quick.py lot CLASSEUR --date D …
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
from relancier import cli
from relancier.actions import letters, lot, projet_lettre, proved_documents, proved_pdfs
from relancier.documents.pdf.port import ConversionReport, land_from
from relancier.documents.template import Rendered, Template


class Blank:
    """An engine whose PDFs are one blank page, different for each document."""

    name = "page blanche"

    def probe(self) -> str:
        return "1"

    def press(self) -> None:
        return None

    def convert(self, docx: Sequence[Path], out: Path, progress: Any = None) -> ConversionReport:
        pdfs = {}
        for document in docx:
            pdfs[document] = out / f"{document.stem}.pdf"
            with pikepdf.new() as page:
                page.add_blank_page()
                page.docinfo["/Title"] = document.stem
                failure = land_from(lambda made, page=page: page.save(made, deterministic_id=True), pdfs[document])
            assert failure is None
        return ConversionReport(pdfs, {}, dict.fromkeys(docx, self.name))


def worded_once(render: Callable[..., Rendered]) -> Callable[..., Rendered]:
    """Return a rendering that words the first letter of each template, and gives the others its bytes and a mark."""
    first: dict[str, Rendered] = {}

    def again(template: Template, fields: Mapping[str, object], *more: Any) -> Rendered:
        if template.title not in first:
            first[template.title] = render(template, fields, *more)
        mark = repr(fields.get("debiteur")).encode()
        package = first[template.title].package
        return replace(first[template.title], package=package.replaced({"docProps/mark.xml": mark}))

    return again


def install(patch: Callable[[object, str, object], None] = setattr) -> None:
    """Make the passages of this process use both."""
    patch(Template, "render", worded_once(Template.render))
    patch(lot, "choose", lambda _: Blank())
    patch(letters, "missing", lambda _pdf, _values: ())


def install_everywhere(patch: Callable[[object, str, object], None] = setattr) -> None:
    """Make all the letters of this process use both: those of plans and promises, and projects too."""
    install(patch)
    for module in (projet_lettre, proved_documents, proved_pdfs):
        patch(module, "choose", lambda _: Blank())
    for module in (proved_documents, proved_pdfs):
        patch(module, "missing", lambda _pdf, _values: ())


if __name__ == "__main__":
    install()
    cli.main(sys.argv[1:])
