"""The ribbon's tab, read from its XML: what the checks, the drawing and the guide all speak of."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
IN_A_COLUMN = 3  # small buttons that Excel piles up


@dataclass(frozen=True, slots=True)
class Commande:
    """A button, or a menu and its buttons.

    Attributes:
      identifiant: the action's name; for a menu, the name of the control alone.
      libelle, titre, texte: what is read on it, and above and in its tip (label, screentip, supertip).
      touche: the key that presses it, once its tab, or its menu, is open.
      image: the name of Office's icon.
      besoin: its tag.
      large: three rows high.
      commandes: the buttons of a menu; none for a button.
    """

    identifiant: str
    libelle: str
    titre: str
    texte: str
    touche: str
    image: str
    besoin: str
    large: bool
    commandes: tuple["Commande", ...] = ()


@dataclass(frozen=True, slots=True)
class Groupe:
    """A named part of the tab.

    Attributes:
      colonnes: its commands as they stand, left to right, then top to bottom.
      centre: its short columns stand in the middle of its height.
    """

    identifiant: str
    libelle: str
    image: str
    colonnes: tuple[tuple[Commande, ...], ...]
    centre: bool

    @property
    def commandes(self) -> tuple[Commande, ...]:
        """Its buttons and menus, in order."""
        return tuple(one for colonne in self.colonnes for one in colonne)


@dataclass(frozen=True, slots=True)
class Onglet:
    """The tab."""

    identifiant: str
    libelle: str
    touche: str
    groupes: tuple[Groupe, ...]

    def actions(self) -> Iterator[Commande]:
        """The buttons, those of menus included, in order."""
        for groupe in self.groupes:
            for one in groupe.commandes:
                yield from one.commandes or (one,)


def read_onglet(xml: bytes) -> Onglet:
    """Return the tab of a ribbon that passed its checks."""
    tab = next(ET.fromstring(xml).iter(f"{{{NAMESPACE}}}tab"))
    return Onglet(tab.get("id", ""), tab.get("label", ""), tab.get("keytip", ""), tuple(_group(one) for one in tab))


def local(element: ET.Element) -> str:
    """Return the element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def _group(element: ET.Element) -> Groupe:
    columns: list[tuple[Commande, ...]] = []
    pile: list[Commande] = []
    for child in element:
        command = None if local(child) == "box" else _command(child)
        if pile and (command is None or command.large or len(pile) == IN_A_COLUMN):
            columns.append(tuple(pile))
            pile = []
        if command is None:
            columns.append(tuple(_command(one) for one in child))
        elif command.large:
            columns.append((command,))
        else:
            pile.append(command)
    if pile:
        columns.append(tuple(pile))
    return Groupe(
        element.get("id", ""),
        element.get("label", ""),
        element.get("imageMso", ""),
        tuple(columns),
        element.get("centerVertically") == "true",
    )


def _command(element: ET.Element) -> Commande:
    return Commande(
        element.get("id", ""),
        element.get("label", ""),
        element.get("screentip", ""),
        element.get("supertip", ""),
        element.get("keytip", ""),
        element.get("imageMso", ""),
        element.get("tag", ""),
        element.get("size") == "large",
        tuple(_command(one) for one in element),
    )
