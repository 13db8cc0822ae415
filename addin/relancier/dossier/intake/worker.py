"""The process that opens exhibits: hostile files are met here, under a limit of memory, and the parent keeps the time.

One question a line on its input, one answer a line on its output, in JSON. Start:
`python -m relancier.dossier.intake.worker BYTES SECONDS`.
"""

import faulthandler
import json
import os
import sys
from pathlib import Path
from typing import Any

from relancier.base.later import later
from relancier.base.memory import OUT_OF_MEMORY, limit
from relancier.dossier.intake.rapport import Paquet, Rejet, emballe, limites

_GRACE_SECONDS = 10.0  # past its time a question is ended by the parent; should that be gone, by the process itself


def main(memory: int, seconds: float) -> None:
    """Serve until the input ends."""
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # what a library prints must not be taken for an answer
        examiner = later("relancier.dossier.intake.examiner")
        examiner.examine  # noqa: B018 - loads everything, before the memory is counted
        limit(memory)
        answers.write(b"{}\n")  # ready
        answers.flush()
        for line in sys.stdin.buffer:
            faulthandler.dump_traceback_later(seconds + _GRACE_SECONDS, exit=True)
            reply = json.dumps(serve(json.loads(line))).encode("ascii")
            faulthandler.cancel_dump_traceback_later()
            answers.write(reply + b"\n")
            answers.flush()


def serve(question: Paquet) -> Paquet:
    """Answer one question; nothing is raised.

    The answer has "examen", or "rejet" (code, message, remede), or "panne" (what a library said of a file that it
    did not expect), or "disque" (the number of what the disk refused).
    """
    from relancier.dossier.intake import examiner  # noqa: PLC0415 - the parent imports this file, not that one

    try:
        return {"examen": emballe(examiner.TASKS[question["tache"]](_plain(question)))}
    except Rejet as error:
        return {"rejet": [error.code, error.message, error.remede]}
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except OSError as error:
        return {"disque": error.errno or 0, "panne": str(error)[:300]}
    except RecursionError:
        return {"panne": "imbrication sans fin"}
    except Exception as error:  # whatever a library does not expect of a hostile file costs this file only, and is told
        return {"panne": f"{type(error).__name__} : {error}"[:300]}


def _plain(question: Paquet) -> dict[str, Any]:
    known = dict(question)
    del known["tache"]
    known["limites"] = limites(known["limites"])
    return {key: Path(value) if key in {"fichier", "dossier"} else value for key, value in known.items()}


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
