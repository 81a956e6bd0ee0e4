"""What one run of a command costs: CPU and wall seconds, and the peak memory of its processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.tree import Peak


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things that are compared.

    Attributes:
        name: How the table calls it.
        command: The program and its arguments.
        before: Run before each run of the command, unmeasured (removes what the last run made).
        statuses: The exit statuses that mean that it did its work.
    """

    name: str
    command: tuple[str, ...]
    before: Callable[[], None] = lambda: None
    statuses: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: user and system CPU seconds, wall seconds, peak MiB of all processes."""

    cpu: float
    wall: float
    peak: float


class RunError(Exception):
    """The command did not do its work; the message is the end of what it wrote."""


def _environment(log: Path) -> dict[str, str]:
    """Ours, but with compiled modules as an installed program has them."""
    left_out = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**kept, "PYTHONPYCACHEPREFIX": str(log.parent / "bytecode")}


def measure(side: Side, log: Path) -> Cost:
    """Run a side once; its output goes to ``log``.

    Raises:
        RunError: The exit status is none of the side's, or it crashed.
    """
    side.before()
    started = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            side.command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=_environment(log),
        )
        peak = Peak(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    together = peak.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    end = log.read_text(encoding="utf-8", errors="replace")[-2000:]
    # A crash ends with 1, as does an import that found something to report.
    if process.returncode not in side.statuses or "Traceback (most recent call last)" in end:
        raise RunError(f"{side.name}: exit status {process.returncode}\n{end}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10  # bytes there, KiB on Linux
    own = (
        usage.ru_maxrss / unit
    )  # of the largest process; between two looks it may have been missed
    return Cost(usage.ru_utime + usage.ru_stime, wall, max(together, own))
