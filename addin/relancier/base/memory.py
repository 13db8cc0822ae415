"""How much memory a process may take: this one, or a program that it starts.

On Linux the system refuses what is asked for beyond the bound; everywhere a process of ours watches itself besides. A
program that is not ours is bound by the system alone: on Linux. On Windows and macOS only its time is limited.
"""

import errno
import os
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

OUT_OF_MEMORY = 77  # what a process of ours ends with when it stops itself
_PERIOD = 0.1


def limit(memory: int) -> None:
    """Bound to `memory` bytes what this process may ask for beyond what it holds now; it ends when it takes more."""
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


def bounded(command: Sequence[str], memory: int) -> list[str]:
    """Return `command` such that each of its processes may hold `memory` bytes of data, and dumps no core.

    Raises:
      OSError: the program cannot be started.
    """
    if not os.access(command[0], os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), command[0])
    if sys.platform != "linux":
        return list(command)
    # a shell that becomes the program: limits set between fork and exec are unsafe in a process with threads
    return ["/bin/sh", "-c", 'ulimit -c 0; ulimit -d "$0" && exec "$@"', str(memory // 1024), *command]
