"""Checks of the VBA: what Excel would refuse at the first click, and what a company's rules would block."""

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from relancier.base.errors import Anomalie
from relancier.excel.controles_onglet import FICHIER, fault

PAGE = "cp1252"  # the code page of the project: VBA keeps no other letter
LONGEST_LINE = 1023  # of VBA itself
# what each callback receives; a wrong list of arguments is only found out when the button is pressed
SIGNATURES = {
    "onLoad": "ribbon As IRibbonUI",
    "onAction": "control As IRibbonControl",
    "getEnabled": "control As IRibbonControl, ByRef returnedVal",
}
FORBIDDEN = (
    (r"\bDeclare\b", "Declare", "les règles de Windows bloquent les appels de l'API depuis Excel"),
    (r"\bShell\b", "Shell", "WScript.Shell attend la fin de Python et lit les chemins accentués"),
    (r"\b(?:Auto_?Open|Workbook_Open|Auto_?Exec)\b", "un démarrage automatique", "le ruban se charge sans lui"),
    (r"\bSendKeys\b", "SendKeys", "il frapperait dans une autre fenêtre"),
)
FORBIDDEN_WORDS = re.compile(r"cmd\.exe|cmd\s+/c|comspec|powershell(?:\.exe|\s+-)", re.IGNORECASE)
_STRING = re.compile(r'"(?:[^"]|"")*"')


def check_vba(modules: Mapping[str, str], ribbon: bytes) -> list[Anomalie]:
    """Return what is wrong in the modules, by their names, or between them and the ribbon."""
    found: list[Anomalie] = []
    for name, source in modules.items():
        found += _check_letters(name, source)
        found += _check_code(name, source)
    return [*found, *_check_callbacks(modules, ribbon)]


def _check_letters(name: str, source: str) -> Iterator[Anomalie]:
    for number, line in enumerate(source.splitlines(), start=1):
        for letter in line:
            try:
                letter.encode(PAGE)
            except UnicodeEncodeError:
                yield fault(
                    "caractere",
                    f"Ligne {number}, « {letter} » (U+{ord(letter):04X}) n'existe pas en VBA.",
                    "Ôtez-le.",
                    name,
                )
        if len(line) > LONGEST_LINE:
            yield fault("ligne-longue", f"La ligne {number} a {len(line)} caractères.", "Coupez-la par « _ ».", name)


def _check_code(name: str, source: str) -> Iterator[Anomalie]:
    code = code_only(source)
    if not re.search(r"^Option Explicit\s*$", code, re.MULTILINE):
        yield fault("option-explicit", "« Option Explicit » manque.", "Écrivez-le en tête du module.", name)
    for pattern, what, why in FORBIDDEN:
        if re.search(pattern, code, re.IGNORECASE):
            yield fault("interdit", f"Le module se sert de {what}.", f"Ôtez-le : {why}.", name)
    for word in FORBIDDEN_WORDS.findall(source):
        yield fault("interdit", f"Le module nomme « {word} ».", "Ôtez-le : Windows bloque un interpréteur.", name)


def _check_callbacks(modules: Mapping[str, str], ribbon: bytes) -> Iterator[Anomalie]:
    wanted = {
        (attribute, value)
        for element in ET.fromstring(ribbon).iter()
        for attribute, value in element.attrib.items()
        if attribute.startswith(("on", "get"))
    }
    for attribute, value in sorted(wanted):
        module, _, procedure = value.partition(".")
        signature = SIGNATURES.get(attribute)
        if signature is None:
            yield fault("rappel", f"L'attribut {attribute} n'est pas prévu.", "Ajoutez sa signature.", FICHIER)
            continue
        found = re.search(rf"^Public Sub {re.escape(procedure)}\((.*)\)\s*$", modules.get(module, ""), re.MULTILINE)
        if found is None:
            yield fault(
                "rappel", f"{attribute} appelle {value}, qui n'existe pas.", "Écrivez cette procédure.", FICHIER
            )
        elif found[1] != signature:
            yield fault("rappel", f"{value} reçoit ({found[1]}).", f"Il faut ({signature}).", module)


def code_only(source: str) -> str:
    """Return the code without what stands in quotes, nor the comments."""
    return "\n".join(_STRING.sub('""', line).partition("'")[0] for line in source.splitlines())
