"""The readable text of an HTML body: lines where it breaks, links told, nothing run and nothing fetched."""

import re
from html.parser import HTMLParser

_SKIPPED = {"script", "style", "head", "title", "template", "noscript", "object", "svg"}
_BREAKS = {
    *("p", "div", "br", "tr", "table", "ul", "ol", "li", "blockquote", "pre", "hr", "section", "article"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "header", "footer", "dl", "dt", "dd"),
}
_WIDE = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote", "hr"}


def en_texte(html: str) -> str:
    """Return what a reader would see of `html`."""
    parser = _Reader()
    parser.feed(html)
    parser.close()
    text = "".join(parser.parts)
    lines = [re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._skipping: list[str] = []
        self._link = ""
        self._since = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._skipping.clear()  # a head that was not closed must not take the message along
        elif tag in _SKIPPED:
            self._skipping.append(tag)
        if self._skipping:
            return
        told = dict(attrs)
        if tag in _BREAKS:
            self.parts.append("\n\n" if tag in _WIDE else "\n")
        if tag == "li":
            self.parts.append("– ")
        elif tag in {"td", "th"}:
            self.parts.append("  ")
        elif tag == "img":
            alternative = told.get("alt")
            self.parts.append(f"[image : {alternative}]" if alternative else "[image]")
        elif tag == "a":
            self._link, self._since = told.get("href") or "", len(self.parts)

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if tag == self._skipping[-1]:
                self._skipping.pop()
            return
        if tag == "a" and self._link:
            shown = "".join(self.parts[self._since :])
            target = self._link.removeprefix("mailto:")
            if target.strip() and target.strip("/") not in shown and not target.startswith(("#", "cid:")):
                self.parts.append(f" <{target}>")
            self._link = ""
        if tag in _BREAKS and tag != "br":
            self.parts.append("\n\n" if tag in _WIDE else "\n")

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.parts.append(re.sub(r"\s+", " ", data))
