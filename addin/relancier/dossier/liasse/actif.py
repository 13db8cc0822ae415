"""What may not be in a bundle: anything that runs, opens, sends or hides when the file is opened or clicked."""

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

RACINE = {
    "/OpenAction": "une action à l'ouverture",
    "/AA": "une action automatique",
    "/AcroForm": "un formulaire",
}
NOMS = {"/JavaScript": "du JavaScript", "/EmbeddedFiles": "un fichier joint"}
# a key that means something only beside another: "/JS" is also a name that a font may have among resources
CLEFS = {
    "/JS": (("/S",), "du JavaScript"),
    "/AA": (("/Type", "/Subtype", "/FT"), "une action automatique"),
    "/EF": (("/F", "/UF", "/Type"), "un fichier joint"),
    "/XFA": (("/Fields",), "un formulaire XFA"),
}
ACTIONS = {
    "/JavaScript": "du JavaScript",
    "/Launch": "le lancement d'un programme",
    "/GoToR": "un lien vers un autre fichier",
    "/GoToE": "un lien vers un fichier joint",
    "/SubmitForm": "l'envoi d'un formulaire",
    "/ImportData": "l'import de données",
    "/Rendition": "un contenu multimédia",
    "/Movie": "un contenu multimédia",
    "/Sound": "un contenu multimédia",
    "/RichMediaExecute": "un contenu multimédia",
    "/Hide": "une action qui cache",
    "/SetOCGState": "une action sur les calques",
}
_DEPTH = 60


def active(pdf: pikepdf.Pdf) -> list[str]:
    """Return what is active in `pdf`, in French, once each."""
    found: dict[str, None] = {}
    if pdf.is_encrypted:
        found["un chiffrement"] = None
    names = pdf.Root.get(Name.Names)
    for holder, keys in ((pdf.Root, RACINE), (names, NOMS)):
        if isinstance(holder, Dictionary):
            found.update((what, None) for key, what in keys.items() if key in holder)
    for one in pdf.objects:
        found.update(dict.fromkeys(_in(one, 0)))
    return list(found)


def _in(one: pikepdf.Object, depth: int) -> Iterator[str]:
    if isinstance(one, pikepdf.Stream):
        one = one.stream_dict
    inner: list[object] = []
    if isinstance(one, Dictionary):
        kind = one.get(Name.S)
        if isinstance(kind, Name) and str(kind) in ACTIONS:
            yield ACTIONS[str(kind)]
        for key, (beside, what) in CLEFS.items():
            if key in one and any(other in one for other in beside):
                yield what
        inner = [value for _, value in one.items()]
    elif isinstance(one, Array):
        inner = list(one)
    for value in inner:
        if isinstance(value, Dictionary | Array) and not value.is_indirect and depth < _DEPTH:
            yield from _in(value, depth + 1)
