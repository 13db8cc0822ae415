"""A process that reads finished PDFs: the path of one a line on its input, what was read a line on its output, in JSON.

Start: `python -m relancier.dossier.liasse.lecteur`. What it does not expect ends it; its parent then reads for itself.
"""

import json
import os
import sys
from pathlib import Path

from relancier.dossier.liasse import structure
from relancier.dossier.liasse.transport import emballe


def main() -> None:
    """Serve until the input ends."""
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # what a library prints must not be taken for an answer
        for line in sys.stdin.buffer:
            try:
                answer = emballe(structure.read(Path(json.loads(line))))
            except structure.Illisible:
                answer = {}
            answers.write(json.dumps(answer).encode("ascii") + b"\n")
            answers.flush()


if __name__ == "__main__":
    main()
