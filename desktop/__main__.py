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
    from desktop.cli.run import run

    return run(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
