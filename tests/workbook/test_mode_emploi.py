"""The sheet « Mode d'emploi » tells every command, and only what the command line knows."""

import shlex
import sys
from pathlib import Path

from relancier.cli import app
from typer.main import get_command

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from workbook.mode_emploi_texte import COMMANDES  # noqa: E402

KNOWN = get_command(app).commands  # type: ignore[attr-defined]
TOLD = [shlex.split(point.tete) for point in COMMANDES.points]


def test_every_command_of_the_command_line_is_told_and_no_other():
    assert {words[0] for words in TOLD} == {"relancier"}
    assert {words[1] for words in TOLD} == set(KNOWN)


def test_every_command_of_a_plan_is_named():
    told = " ".join(f"{point.tete} {point.texte}" for point in COMMANDES.points)
    assert [name for name in KNOWN["echeancier"].commands if name not in told] == []


def test_every_option_told_is_one_of_its_command():
    for _, name, *words in TOLD:
        command = KNOWN[name].commands[words[0]] if hasattr(KNOWN[name], "commands") else KNOWN[name]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known, name
