"""The command line, called as a user would."""

import json
from pathlib import Path
from typing import Any

from relancier.cli import app
from typer.testing import CliRunner


def relancier(*words: object) -> tuple[int, str]:
    """Run `relancier WORDS` in this process; return the exit code and all that it printed."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def answer(*words: object) -> dict[str, Any]:
    """Run `relancier WORDS --json`; return its JSON, the exit code under "sortie standard"."""
    result = CliRunner().invoke(app, [str(word) for word in (*words, "--json")])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return {**json.loads(result.stdout), "code": result.exit_code}


def simulated(workbook: Path, day: object, *more: object) -> dict[str, Any]:
    """Decide the passage of `day` without a file."""
    return answer("lot", workbook, "--date", day, "--simuler", *more)


def of(passage: dict[str, Any], facture: str) -> dict[str, Any]:
    """The passage's decision on the only échéance of `facture`."""
    [one] = [one for one in passage["propositions"] if one["facture"] == facture]
    return one
