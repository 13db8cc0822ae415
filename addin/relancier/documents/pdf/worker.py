"""The process in which the embedded engine works: one question a line on its input, one answer a line on its output.

The engine is native code that may panic, hang or die on an unlucky document. Here it takes only itself along.
Start: `python -m relancier.documents.pdf.worker MODULE:FUNCTION SECONDS`, where the function takes the bytes of a
.docx and returns those of a PDF.
"""

import faulthandler
import importlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from relancier.base.memory import limit
from relancier.documents.pdf.bound.cut import piece
from relancier.documents.pdf.bound.letter import read_file
from relancier.documents.pdf.bound.together import Piece, convert_together
from relancier.documents.pdf.finish import finish, save
from relancier.documents.pdf.headings import tie, tied

# past its time a document is killed by the parent; should the parent be gone, the worker ends itself a little later
_GRACE_SECONDS = 10.0
_MEMORY = 2_000_000_000  # bytes: some users' documents are exhibits, and strangers wrote those


@dataclass(frozen=True, slots=True)
class Task:
    """Convert the file `docx` into the file `made`, described by the rest."""

    docx: str
    made: str
    title: str
    language: str
    modified: str


@dataclass(frozen=True, slots=True)
class Question:
    """Convert one document; or several as one, those that can be."""

    tasks: tuple[Task, ...]

    def line(self) -> bytes:
        """Return the question as one ASCII line."""
        return json.dumps(asdict(self)).encode("ascii") + b"\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether it went well, and the engine's words when it did not.

    `alive` is False when the worker ends after this answer, because the engine's state cannot be trusted any more.
    `errno` is the system's number of what went wrong, 0 when it was not the system. `made` are the ranks of the tasks
    that were done as one; the others are to be asked for alone.
    """

    ok: bool
    text: str = ""
    alive: bool = True
    errno: int = 0
    made: tuple[int, ...] = ()

    def line(self) -> bytes:
        """Return the answer as one ASCII line."""
        return json.dumps(asdict(self)).encode("ascii") + b"\n"


def question(line: bytes) -> Question:
    """Read a question back."""
    return Question(tuple(Task(**one) for one in json.loads(line)["tasks"]))


def answer(line: bytes) -> Answer:
    """Read an answer back."""
    fields = json.loads(line)
    return Answer(**{**fields, "made": tuple(fields["made"])})


def main(converter: str, seconds: float) -> None:
    """Serve until the input ends or the engine panics; the first answer says whether the engine could be loaded."""
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # what the engine prints must not be taken for an answer

        def say(reply: Answer) -> None:
            answers.write(reply.line())
            answers.flush()

        try:
            module, _, function = converter.partition(":")
            convert: Callable[[bytes], bytes] = getattr(importlib.import_module(module), function)
        except (ImportError, AttributeError) as error:
            say(Answer(ok=False, text=str(error), alive=False))
            return
        limit(_MEMORY)
        say(Answer(ok=True))
        for line in sys.stdin.buffer:
            faulthandler.dump_traceback_later(seconds + _GRACE_SECONDS, exit=True)
            reply = serve(convert, question(line))
            faulthandler.cancel_dump_traceback_later()
            say(reply)
            if not reply.alive:
                return


def serve(convert: Callable[[bytes], bytes], asked: Question) -> Answer:
    """Answer one question; nothing is raised."""
    try:
        if len(asked.tasks) > 1:
            return Answer(ok=True, made=_together(convert, asked.tasks))
        (task,) = asked.tasks
        raw = convert(tied(Path(task.docx).read_bytes()))
        finish(raw, Path(task.made), task.title, task.language, task.modified)
    except OSError as error:
        return Answer(ok=False, text=str(error), errno=error.errno or 0)
    except Exception as error:
        return Answer(ok=False, text=str(error))
    except BaseException as error:  # a Rust panic is no Exception, and leaves locks poisoned behind it
        return Answer(ok=False, text=f"{type(error).__name__} : {error}", alive=False)
    return Answer(ok=True)


def _together(convert: Callable[[bytes], bytes], tasks: Sequence[Task]) -> tuple[int, ...]:
    """Return the ranks of the tasks that were done as one document."""

    def deliver(found: Piece) -> None:
        task = tasks[found.rank]
        with piece(found.bound, found.pages, task.title, task.language, task.modified) as cut:
            save(cut, Path(task.made))

    readers = [read_file(Path(one.docx)) for one in tasks]
    return tuple(sorted(convert_together(partial(map, convert), readers, deliver, tie)))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
