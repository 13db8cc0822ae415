"""A worker that hangs, eats memory or dies when it is asked to: what a hostile exhibit may make of the real one."""

import json
import os
import sys
import time

from relancier.base.memory import OUT_OF_MEMORY, limit
from relancier.dossier.intake.rapport import Examen, emballe

_BLOCK = 20_000_000


def serve(tache: str) -> bytes:
    if tache == "meurt":
        os.abort()
    if tache == "dort":
        time.sleep(60)
    held = []
    while tache == "devore":
        held.append(bytearray(os.urandom(1000) * (_BLOCK // 1000)))
    return json.dumps({"examen": emballe(Examen((), ("fait",)))}).encode("ascii") + b"\n"


def main(memory: int) -> None:
    limit(memory)
    with os.fdopen(os.dup(1), "wb") as answers:
        answers.write(b"{}\n")
        answers.flush()
        for line in sys.stdin.buffer:
            try:
                answers.write(serve(json.loads(line)["tache"]))
            except MemoryError:
                os._exit(OUT_OF_MEMORY)
            answers.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
