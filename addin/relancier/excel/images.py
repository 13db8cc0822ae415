"""The icons of Office that the ribbon uses, and how we know their names.

Office shows an empty place for a name that it does not know, and says nothing. No list of them ships with anything
that we can read here: a name is either one that published ribbons use, or an identifier of Office's own commands
that we remember. The latter are looked at in Excel before a release (PROTOCOLE.md).
"""

from enum import StrEnum


class Source(StrEnum):
    """How a name is known."""

    VUE = "vue dans des rubans publiés"
    MEMOIRE = "identifiant d'une commande d'Office, de mémoire"


IMAGES: dict[str, Source] = {
    "AcceptInvitation": Source.VUE,
    "AutoSum": Source.VUE,
    "Calculator": Source.VUE,
    "ChartInsert": Source.VUE,
    "CheckMark": Source.VUE,
    "CreateReport": Source.VUE,
    "DeclineInvitation": Source.VUE,
    "EnvelopesAndLabelsDialog": Source.VUE,
    "ErrorChecking": Source.VUE,
    "FileNew": Source.VUE,
    "FileOpen": Source.VUE,
    "FilePrintPreview": Source.MEMOIRE,
    "Help": Source.VUE,
    "Info": Source.VUE,
    "Lock": Source.VUE,
    "MasterDocumentShow": Source.VUE,
    "MeetingsWorkspace": Source.VUE,
    "NewAppointment": Source.VUE,
    "PercentStyle": Source.VUE,
    "PropertySheet": Source.VUE,
    "RefreshAll": Source.VUE,
    "ReviewNewComment": Source.VUE,
    "ReviewTrackChanges": Source.VUE,
    "SignatureLineInsert": Source.VUE,
    "TentativeAcceptInvitation": Source.MEMOIRE,
    "Undo": Source.VUE,
}
