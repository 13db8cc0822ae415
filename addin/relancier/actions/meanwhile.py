"""Interest counted by a second process, while this one measures the rest.

Only where a process can be split in two for nothing (Linux), on a workbook that is worth it; elsewhere, and if anything
goes wrong there, it is counted here: the result is the same.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import date
from multiprocessing.connection import Connection

from relancier.creances.portefeuille import Portefeuille
from relancier.pilotage.interets import Interets, interets
from relancier.pilotage.tableau import in_turn

WORTH_IT = 500  # debtors: fewer are counted before a process has begun


def meanwhile(portefeuille: Portefeuille, codes: Collection[str], au: date) -> Callable[[], Interets]:
    """Begin to count the interest of `codes` to `au`; what is returned waits for it."""
    # macOS forbids a split process much of what the system offers; threads would be lost in it
    if len(codes) < WORTH_IT or sys.platform != "linux" or (os.cpu_count() or 1) < 2:
        return in_turn(portefeuille, codes, au)
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    worker = context.Process(target=_count, args=(sender, portefeuille, codes, au), daemon=True)
    worker.start()
    sender.close()

    def wait() -> Interets:
        with receiver:
            try:
                found = receiver.recv()
            except EOFError:  # it ended without an answer
                found = None
        worker.join()
        return found if isinstance(found, Interets) else interets(portefeuille, codes, au)

    return wait


def _count(sender: Connection, portefeuille: Portefeuille, codes: Collection[str], au: date) -> None:
    with sender, suppress(BrokenPipeError):  # who asked has gone
        sender.send(interets(portefeuille, codes, au))
