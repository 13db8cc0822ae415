"""The process that opens exhibits: hostile files are met here, under a limit of memory, and the parent keeps the time.

One question a line on its input, one answer a line on its output, in JSON. Start:
`python -m relancier.dossier.intake.worker BYTES SECONDS`.
"""

import faulthandler
import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

from relancier.base.later import later
from relancier.dossier.intake.rapport import Paquet, Rejet, emballe, limites

OUT_OF_MEMORY = 77  # what the process ends with when it stops itself
_GRACE_SECONDS = 10.0  # past its time a question is ended by the parent; should that be gone, by the process itself
_PERIOD = 0.1


def main(memory: int, seconds: float) -> None:
    """Serve until the input ends."""
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # what a library prints must not be taken for an answer
        examiner = later("relancier.dossier.intake.examiner")
        examiner.examine  # noqa: B018 - loads everything, before the memory is counted
        _limit(memory)
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


def _limit(memory: int) -> None:
    """Bound what may be asked for beyond what is held now: by the system where it can, by a watch everywhere."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - absent elsewhere

        held = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + memory, held + memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.Thread(target=_watch, args=(memory + _resident(),), daemon=True).start()


def _watch(most: int) -> None:
    while _resident() <= most:
        time.sleep(_PERIOD)
    os._exit(OUT_OF_MEMORY)


def _resident() -> int:
    """Return the most bytes of memory that this process has held."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only where it is used

        class Counters(ctypes.Structure):
            _fields_ = [("cb", ctypes.c_uint32), ("faults", ctypes.c_uint32)] + [
                (f"size{rank}", ctypes.c_size_t) for rank in range(8)
            ]

        counters = Counters()
        counters.cb = ctypes.sizeof(counters)
        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.K32GetProcessMemoryInfo.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32]
        kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb)
        return int(counters.size0)
    import resource  # noqa: PLC0415 - absent from Windows

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024  # kilobytes, but bytes on macOS


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
