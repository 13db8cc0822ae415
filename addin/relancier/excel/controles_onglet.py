"""Checks of the ribbon's XML. Excel drops a whole ribbon for one fault, and says nothing unless asked to.

The elements, attributes and lengths are those of the published schema of customUI 2009/07, as far as we use it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from xml.etree import ElementTree as ET

from relancier.base.errors import Anomalie, Gravite, Lieu
from relancier.excel.catalogue import Besoin
from relancier.excel.images import IMAGES, Source
from relancier.excel.onglet import NAMESPACE, local

FICHIER = "ruban.xml"
LONGEST = 1024  # of a label, a screentip or a supertip
LONGEST_LABEL = 40  # ours: longer, it widens the tab until other groups fold
KEYTIP = re.compile(r"[A-Z0-9]{1,3}")
IDENTIFIER = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
# with Alt, on an English Excel: tabs, File, quick access (digits), contextual tabs (J), window buttons (Z)
TAKEN_BY_EXCEL = frozenset("ABFGHJLMNPQRTWXYZ0123456789")

_TIPS = {"screentip", "supertip"}
_CONTROL = {"id", "label", "keytip", "imageMso", "tag", "getEnabled", "size"} | _TIPS
# element: (may stand in it, must have, may have)
GRAMMAR: dict[str, tuple[set[str], set[str], set[str]]] = {
    "customUI": ({"ribbon"}, {"onLoad"}, set()),
    "ribbon": ({"tabs"}, set(), {"startFromScratch"}),
    "tabs": ({"tab"}, set(), set()),
    "tab": ({"group"}, {"id", "label", "keytip"}, {"insertAfterMso", "insertBeforeMso"}),
    "group": ({"button", "menu", "box"}, {"id", "label", "imageMso"}, {"centerVertically"}),
    "box": ({"button", "menu"}, {"id"}, {"boxStyle"}),
    "menu": ({"button"}, _CONTROL - {"tag", "size"}, _CONTROL),
    "button": (set(), (_CONTROL | {"onAction"}) - {"tag", "size"}, _CONTROL | {"onAction"}),
}
SIZES = {"normal", "large"}


def check_ribbon(xml: bytes, actions: Mapping[str, Besoin]) -> list[Anomalie]:
    """Return what is wrong in the ribbon, and as remarks the icons that nobody could look up.

    Args:
      xml: the file.
      actions: what the ribbon must offer, and what each needs.
    """
    try:
        root = ET.fromstring(xml)
    except ET.ParseError as error:
        return [fault("xml-illisible", f"Le XML du ruban est mal formé : {error}.", "Corrigez-le.")]
    if root.tag != f"{{{NAMESPACE}}}customUI":
        return [fault("espace-de-noms", "La racine n'est pas un customUI de 2009/07.", f"Écrivez xmlns={NAMESPACE}.")]
    grammar = list(_check_grammar(root, None))
    if grammar:
        return grammar  # what follows would only repeat it
    return [
        *_check_ids(root),
        *_check_texts(root),
        *_check_keytips(root),
        *_check_images(root),
        *_check_actions(root, actions),
    ]


def fault(
    code: str, message: str, remede: str, fichier: str = FICHIER, gravite: Gravite = Gravite.BLOQUANTE
) -> Anomalie:
    """Return something that stops the building, unless it is only a remark."""
    return Anomalie(code, gravite, Lieu(fichier), "", message, remede)


def _check_grammar(element: ET.Element, parent: ET.Element | None) -> Iterator[Anomalie]:
    name = local(element)
    what = f"« {name} » {element.get('id', '')}".strip()
    if name not in GRAMMAR or (parent is not None and name not in GRAMMAR[local(parent)][0]):
        yield fault("element-inattendu", f"L'élément {what} n'a pas sa place ici.", "Ôtez-le ou déplacez-le.")
        return
    _, required, optional = GRAMMAR[name]
    for attribute in sorted(required - set(element.attrib)):
        yield fault("attribut-manquant", f"L'élément {what} n'a pas d'attribut {attribute}.", "Ajoutez-le.")
    for attribute in sorted(set(element.attrib) - required - optional):
        yield fault("attribut-inconnu", f"L'élément {what} a un attribut inconnu : {attribute}.", "Ôtez-le.")
    in_menu = parent is not None and local(parent) == "menu"
    if "size" in element.attrib and (in_menu or element.get("size") not in SIZES):
        yield fault("taille", f"L'élément {what} ne peut pas avoir cette taille.", "normal ou large, hors d'un menu.")
    for child in element:
        yield from _check_grammar(child, element)


def _check_ids(root: ET.Element) -> Iterator[Anomalie]:
    ids = Counter(one.get("id", "") for one in root.iter() if "id" in one.attrib)
    for identifier, times in ids.items():
        if times > 1:
            yield fault("identifiant-repete", f"L'identifiant « {identifier} » sert {times} fois.", "Changez-en un.")
        if not IDENTIFIER.fullmatch(identifier):
            yield fault(
                "identifiant", f"« {identifier} » n'est pas un identifiant.", "Lettres, chiffres et _ seulement."
            )


def _check_texts(root: ET.Element) -> Iterator[Anomalie]:
    for element in root.iter():
        for attribute, most in (("label", LONGEST_LABEL), ("screentip", LONGEST), ("supertip", LONGEST)):
            text = element.get(attribute)
            if text is not None and not 1 <= len(text.strip()) <= most:
                yield fault(
                    "longueur",
                    f"Le {attribute} de « {element.get('id')} » a {len(text.strip())} caractères.",
                    f"Il en faut de 1 à {most}.",
                )


def _check_keytips(root: ET.Element) -> Iterator[Anomalie]:
    for element in root.iter():
        keytip = element.get("keytip")
        if keytip is not None and not KEYTIP.fullmatch(keytip):
            yield fault(
                "touche",
                f"La touche « {keytip} » de « {element.get('id')} » ne se tape pas.",
                "Une à trois lettres majuscules ou chiffres.",
            )
    for tab in (one for one in root.iter() if local(one) == "tab"):
        if tab.get("keytip", "")[:1] in TAKEN_BY_EXCEL:
            yield fault(
                "touche-prise", f"Excel se sert déjà de la touche « {tab.get('keytip')} ».", "Prenez-en une autre."
            )
    for scope in (one for one in root.iter() if local(one) in {"tab", "menu"}):
        yield from _check_clashes(scope)


def _check_clashes(scope: ET.Element) -> Iterator[Anomalie]:
    """Excel acts at the first key that completes a tip: one that begins another hides it."""
    keytips = sorted((one.get("keytip", ""), one.get("id", "")) for one in _within(scope))
    for (shorter, first), (longer, second) in pairwise(keytips):
        if longer.startswith(shorter):
            yield fault(
                "touche-cachee",
                f"La touche « {shorter} » de « {first} » cache « {longer} » de « {second} ».",
                "Changez l'une des deux.",
            )


def _within(scope: ET.Element) -> Iterator[ET.Element]:
    """The controls whose keys are offered together: a tab's own, not those in its menus; or those of a menu."""
    for child in scope:
        if local(child) in {"group", "box"}:
            yield from _within(child)
        else:
            yield child


def _check_images(root: ET.Element) -> Iterator[Anomalie]:
    for image in sorted({one.get("imageMso", "") for one in root.iter() if "imageMso" in one.attrib}):
        if image not in IMAGES:
            yield fault("image-inconnue", f"L'image « {image} » n'est pas dans notre liste.", "Voyez images.py.")
        elif IMAGES[image] is Source.MEMOIRE:
            yield Anomalie(
                "image-non-verifiee",
                Gravite.REMARQUE,
                Lieu(FICHIER),
                image,
                f"L'image « {image} » est connue de mémoire.",
                "Regardez-la dans Excel (PROTOCOLE.md).",
            )


def _check_actions(root: ET.Element, actions: Mapping[str, Besoin]) -> Iterator[Anomalie]:
    buttons = {one.get("id", ""): one.get("tag", "") for one in root.iter() if local(one) == "button"}
    for name in sorted(set(actions) - set(buttons)):
        yield fault("action-absente", f"L'action « {name} » n'a pas de bouton.", "Ajoutez-le au ruban.")
    for name in sorted(set(buttons) - set(actions)):
        yield fault("action-inconnue", f"Le bouton « {name} » n'est pas une action.", "Voyez catalogue.py.")
    for name in sorted(set(buttons) & set(actions)):
        if buttons[name] != actions[name].value:
            yield fault(
                "besoin",
                f"Le bouton « {name} » dit avoir besoin de « {buttons[name]} », l'action de « {actions[name].value} ».",
                "Accordez son attribut tag au catalogue.",
            )
