"""What a process and all that it started hold in memory together, sampled while they run.

A child's own peak, which the system tells, is no measure for it: on Linux that starts at what
its parent held. Shared pages count once for each process.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

EVERY = 0.02  # seconds between two looks


class Peak:
    """The largest sum of resident memory of a process tree, in MiB; 0 where there is no /proc."""

    def __init__(self, pid: int) -> None:
        self.mib = 0.0
        self._pid = pid
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """The peak; the process has ended."""
        self._done.set()
        self._thread.join()
        return self.mib

    def _watch(self) -> None:
        while not self._done.wait(EVERY):
            self.mib = max(self.mib, _resident(self._pid))


def _resident(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
        children = [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text(encoding="ascii").split()
        ]
    except (OSError, IndexError):  # it ended, or this is another system
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20) + sum(map(_resident, children))
