"""Small pictures that stand for Office's icons in the drawing of the ribbon: those are not ours to copy.

Each is a list of strokes on a grid of 16 by 16, y downwards. A stroke is its kind, its colour and its coordinates:
`ligne` joins its points, `plein` fills the polygon that they make, `cadre` and `rond` take a box of two corners,
`arc` a box and two angles in degrees.
"""

from typing import Literal

Trait = tuple[Literal["ligne", "plein", "cadre", "rond", "arc"], Literal["encre", "vif", "pale"], tuple[float, ...]]

_FEUILLE: tuple[Trait, ...] = (
    ("plein", "pale", (3, 1.5, 10, 1.5, 13, 4.5, 13, 14.5, 3, 14.5)),
    ("ligne", "encre", (3, 1.5, 10, 1.5, 13, 4.5, 13, 14.5, 3, 14.5, 3, 1.5)),
)
_CALENDRIER: tuple[Trait, ...] = (
    ("plein", "pale", (2, 3, 14, 3, 14, 14, 2, 14)),
    ("cadre", "encre", (2, 3, 14, 14)),
    ("ligne", "encre", (2, 6, 14, 6)),
    ("ligne", "encre", (5, 1.5, 5, 4)),
    ("ligne", "encre", (11, 1.5, 11, 4)),
)
_COCHE: Trait = ("ligne", "vif", (4.5, 9.5, 7, 12, 12, 7))

PICTOGRAMMES: dict[str, tuple[Trait, ...]] = {
    "RefreshAll": (
        ("arc", "vif", (2.5, 2.5, 13.5, 13.5, 200, 340)),
        ("arc", "encre", (2.5, 2.5, 13.5, 13.5, 20, 160)),
        ("plein", "vif", (14.5, 3, 14.5, 7.5, 10.5, 6)),
        ("plein", "encre", (1.5, 13, 1.5, 8.5, 5.5, 10)),
    ),
    "ChartInsert": (
        ("ligne", "encre", (2, 2, 2, 14, 14.5, 14)),
        ("plein", "pale", (4, 9, 6.5, 9, 6.5, 14, 4, 14)),
        ("plein", "vif", (7.5, 4, 10, 4, 10, 14, 7.5, 14)),
        ("plein", "encre", (11, 7, 13.5, 7, 13.5, 14, 11, 14)),
    ),
    "ErrorChecking": (
        *_FEUILLE,
        ("ligne", "vif", (5, 9, 7.3, 11.5, 11.5, 6)),
    ),
    "CreateReport": (
        *_FEUILLE,
        ("ligne", "vif", (5.5, 6, 9, 6)),
        ("ligne", "vif", (5.5, 9, 10.8, 9)),
        ("ligne", "vif", (5.5, 12, 10.8, 12)),
    ),
    "EnvelopesAndLabelsDialog": (
        ("plein", "pale", (1.5, 3.5, 14.5, 3.5, 14.5, 13, 1.5, 13)),
        ("cadre", "encre", (1.5, 3.5, 14.5, 13)),
        ("ligne", "vif", (1.5, 3.5, 8, 9, 14.5, 3.5)),
    ),
    "FilePrintPreview": (
        *_FEUILLE,
        ("rond", "vif", (5.5, 5.5, 11, 11)),
        ("ligne", "vif", (10.3, 10.3, 13.5, 13.5)),
    ),
    "ReviewNewComment": (
        ("plein", "pale", (2, 2.5, 14, 2.5, 14, 10.5, 7.5, 10.5, 4.5, 13.5, 4.5, 10.5, 2, 10.5)),
        ("ligne", "encre", (2, 2.5, 14, 2.5, 14, 10.5, 7.5, 10.5, 4.5, 13.5, 4.5, 10.5, 2, 10.5, 2, 2.5)),
        ("ligne", "vif", (5, 6.5, 11, 6.5)),
    ),
    "Lock": (
        ("arc", "encre", (5, 1.5, 11, 9.5, 180, 360)),
        ("plein", "vif", (3, 7, 13, 7, 13, 14.5, 3, 14.5)),
    ),
    "TentativeAcceptInvitation": (*_CALENDRIER, ("ligne", "vif", (5, 10, 11, 10))),
    "DeclineInvitation": (*_CALENDRIER, ("ligne", "vif", (6, 8, 10, 12)), ("ligne", "vif", (10, 8, 6, 12))),
    "AcceptInvitation": (*_CALENDRIER, _COCHE),
    "Calculator": (
        ("plein", "pale", (3, 1.5, 13, 1.5, 13, 14.5, 3, 14.5)),
        ("cadre", "encre", (3, 1.5, 13, 14.5)),
        ("plein", "vif", (5, 3.5, 11, 3.5, 11, 6, 5, 6)),
        ("ligne", "encre", (5, 8.7, 6.4, 8.7)),
        ("ligne", "encre", (9.6, 8.7, 11, 8.7)),
        ("ligne", "encre", (5, 11.7, 6.4, 11.7)),
        ("ligne", "encre", (9.6, 11.7, 11, 11.7)),
    ),
    "NewAppointment": (
        *_CALENDRIER,
        ("ligne", "vif", (8, 7.6, 8, 12.4)),
        ("ligne", "vif", (5.6, 10, 10.4, 10)),
    ),
    "SignatureLineInsert": (
        ("ligne", "encre", (1.5, 13.5, 14.5, 13.5)),
        ("plein", "pale", (5, 8.5, 11.5, 2, 14, 4.5, 7.5, 11)),
        ("ligne", "encre", (5, 8.5, 11.5, 2, 14, 4.5, 7.5, 11, 5, 8.5)),
        ("plein", "vif", (5, 8.5, 7.5, 11, 3.8, 12)),
    ),
    "CheckMark": (("ligne", "vif", (2.5, 8.5, 6.3, 12.5, 13.5, 3.5)),),
    "FileOpen": (
        ("plein", "pale", (1.5, 3, 6, 3, 7.5, 5, 14.5, 5, 14.5, 13.5, 1.5, 13.5)),
        ("ligne", "encre", (1.5, 13.5, 1.5, 3, 6, 3, 7.5, 5, 14.5, 5, 14.5, 13.5, 1.5, 13.5)),
        ("ligne", "vif", (1.5, 8, 14.5, 8)),
    ),
    "AutoSum": (("ligne", "vif", (12, 4.5, 12, 2.5, 4, 2.5, 8.5, 8, 4, 13.5, 12, 13.5, 12, 11.5)),),
    "FileNew": (*_FEUILLE, ("ligne", "vif", (8, 6.5, 8, 12)), ("ligne", "vif", (5.3, 9.2, 10.7, 9.2))),
    "PropertySheet": (
        ("cadre", "encre", (2, 2, 14, 14)),
        ("plein", "pale", (2.6, 2.6, 6.5, 2.6, 6.5, 13.4, 2.6, 13.4)),
        ("ligne", "vif", (8.5, 5.5, 12, 5.5)),
        ("ligne", "vif", (8.5, 8.2, 12, 8.2)),
        ("ligne", "vif", (8.5, 10.9, 12, 10.9)),
    ),
    "Undo": (
        ("arc", "vif", (3, 4, 13, 14, 200, 400)),
        ("plein", "vif", (1, 4.5, 7, 4.8, 3, 9.5)),
    ),
    "Help": (
        ("rond", "encre", (1.5, 1.5, 14.5, 14.5)),
        ("arc", "vif", (5.5, 4, 10.5, 8.5, 180, 440)),
        ("ligne", "vif", (8, 8.5, 8, 9.8)),
        ("plein", "vif", (7.2, 11, 8.8, 11, 8.8, 12.5, 7.2, 12.5)),
    ),
    "Info": (
        ("rond", "encre", (1.5, 1.5, 14.5, 14.5)),
        ("plein", "vif", (7.2, 4, 8.8, 4, 8.8, 5.6, 7.2, 5.6)),
        ("ligne", "vif", (8, 7.4, 8, 12)),
    ),
}
