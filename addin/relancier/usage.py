"""Command-line usage in French: typer speaks English, its users do not.

Typer's messages are known by their shape; one that is not known is shown as it is, after a French introduction, so
that nothing is hidden when typer changes its words.
"""

import re
from typing import Any

import typer

from relancier.base.later import later

rich_utils: Any = later("typer.rich_utils")  # help screens alone load it; what is set before then is kept

# typer exports no other name for the base of its usage errors
UsageError: type[Exception] = typer.BadParameter.__mro__[1]

_PATTERNS = (
    (r"Missing option ['\"]?(.+?)['\"]?\.$", r"Il manque l'option \1."),
    (r"Missing argument ['\"]?(.+?)['\"]?\.$", r"Il manque l'argument « \1 »."),
    (r"Missing command\.$", "Il manque la commande."),
    (r"No such command '(.+?)'\.(?: Did you mean (.+)\?)?$", r"La commande « \1 » n'existe pas."),
    (r"No such option: (\S+)", r"L'option \1 n'existe pas."),
    (r"Option '?(.+?)'? requires an argument\.?", r"L'option \1 attend une valeur."),
    (r"Option '(.+?)' does not take a value\.", r"L'option \1 ne prend pas de valeur."),
    (r"Got unexpected extra argument(?:\(s\)|s)? \((.+)\)", r"« \1 » est de trop."),
)
# of an option or an argument: what it was given, and what is wrong with it
_VALUES = (
    (r"(?:Value error, )?'(.+)' is not one of (.+)\.$", "ne prend pas « {} » : choisissez {}."),
    (r".*?'(.+?)' is not a valid .*", "ne prend pas « {} »."),
    (r"(?i)(?:dir|directory|file|path) '(.+?)' is a file\.", "ne prend pas « {} », qui est un fichier."),
    (r"(?i)(?:dir|directory|file|path) '(.+?)' does not exist\.", "ne prend pas « {} », qui n'existe pas."),
)


def speak_french(command: Any) -> None:
    """Give the help screens of typer's `command`, and of those under it, French headings and help.

    The type is typer's own, under no public name.
    """
    rich_utils.COMMANDS_PANEL_TITLE = "Commandes"
    rich_utils.ERRORS_PANEL_TITLE = "Erreur"
    rich_utils.REQUIRED_LONG_STRING = "[obligatoire]"
    rich_utils.DEFAULT_STRING = "[par défaut : {}]"
    _translate_help(command)


def _translate_help(command: Any) -> None:
    option = command.get_help_option(typer.Context(command))
    if option is not None:
        option.help = "Affiche cette aide."
    for under in getattr(command, "commands", {}).values():
        _translate_help(under)


def sentence(english: str) -> str:
    """Return typer's message `english` as a French sentence."""
    for pattern, french in _PATTERNS:
        if match := re.match(pattern, english):
            return match.expand(french)
    if (wrong := re.match(r"Invalid value for (.+?): (.+)", english, re.DOTALL)) and (said := _value(wrong[2])):
        return f"{_named(wrong[1])} {said}"
    return f"Commande mal écrite : {english}"


def help_for(error: Exception) -> str:
    """Return the command whose help tells how to write what `error` refused: `relancier interets --help`."""
    where = getattr(getattr(error, "ctx", None), "command_path", "") or "relancier"
    return f"{where} --help"


def _value(english: str) -> str:
    """Say what is wrong with a value, "" when typer's words are not known."""
    for pattern, french in _VALUES:
        if match := re.match(pattern, english):
            typed, *choices = match.groups()
            return french.format(typed, *(_or(one) for one in choices))
    return ""


def _or(choices: str) -> str:
    """Turn `'365', '366', 'exact'` into « 365, 366 ou exact »."""
    *others, last = [one.strip(" '") for one in choices.split(",")]
    return f"{', '.join(others)} ou {last}" if others else last


def _named(parameter: str) -> str:
    """Name an option or an argument that typer quotes: `'--base'`, `'--sortie' / '-s'`, `'CLASSEUR'`."""
    name = parameter.replace("'", "").split(" / ")[0]
    return f"L'option {name}" if name.startswith("-") else f"L'argument « {name.strip('[]').lower()} »"
