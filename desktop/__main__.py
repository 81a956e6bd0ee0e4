"""The program's entry: ``oeuvre``, or ``python -m desktop`` in a checkout."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, or the window without one; returns the exit status."""
    if getattr(sys, "frozen", False):
        # There a second process is this program again, and is told here what it is for
        from multiprocessing import freeze_support

        freeze_support()
    if arguments is None:
        arguments = sys.argv[1:]
        command = arguments[2:3] if arguments[:1] == ["--library"] else arguments[:1]
        if command == ["search"]:
            return _search(arguments)
    from desktop.cli.run import run

    return run(arguments)


def _search(arguments: Sequence[str]) -> int:
    """Run a search, of whose time the rest of Python's is a third.

    So few objects need no collecting of garbage; and when all is written and closed, nothing is
    left that Python would have to take apart.
    """
    import gc
    import os

    gc.disable()
    from desktop.cli.run import run

    status = run(arguments)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    sys.exit(main())
