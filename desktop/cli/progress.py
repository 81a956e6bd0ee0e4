"""How far something long is, on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

_QUIET_SECONDS = 0.5  # before progress is shown


def progress(name: str) -> Callable[[int, int], None] | None:
    """Shows how far something is that goes through entries, when it takes a while.

    None where nobody looks on.
    """
    if not sys.stderr.isatty():
        return None
    began = time.monotonic()

    def show(done: int, total: int) -> None:
        if time.monotonic() - began > _QUIET_SECONDS:
            end = "\r\x1b[K" if done >= total else ""
            sys.stderr.write(f"\r{name}: {done:,} of {total:,} entries{end}")
            sys.stderr.flush()

    return show
