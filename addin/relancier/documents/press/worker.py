"""The process that presses letters: one chunk a message on its input, what became of it on its output.

Start: `python -m relancier.documents.press.worker`. Messages are pickles: both ends are this program's own processes,
joined by a pipe that nobody else holds.
"""

import gc
import os
import pickle
import signal
import sys
from typing import IO

from relancier.base.child import read_message, write_message
from relancier.base.errors import RelancierError
from relancier.base.memory import limit
from relancier.documents.press.order import Chunk, Pressed
from relancier.documents.press.press import press

_MEMORY = 2_000_000_000  # bytes
_SPOILT = 70  # what it ends with when native code panicked: its state cannot be trusted any more


def main() -> None:
    """Serve until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told too, and ends this process
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # what it started must be ended by it
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # what engines print must not be taken for an answer
        limit(_MEMORY)
        gc.freeze()  # what is loaded stays
        write_message(answers, b"")
        serve(sys.stdin.buffer, answers)


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer each chunk of `questions`."""
    while (message := read_message(questions)) is not None:
        write_message(answers, pickle.dumps(answered(pickle.loads(message)), pickle.HIGHEST_PROTOCOL))


def answered(chunk: Chunk) -> Pressed | Exception:
    """Return what became of `chunk`, or why it stops the batch; end the process when native code panicked."""
    try:
        return press(chunk)
    except (RelancierError, OSError) as error:
        return error
    except Exception as error:  # no pickle can be trusted with an exception of a library
        return RuntimeError(f"{type(error).__name__} : {error}")
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException:  # a Rust panic is no Exception, and leaves locks poisoned behind it
        os._exit(_SPOILT)


if __name__ == "__main__":
    main()
