"""Starting the window, or what takes its place where there is no display."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.cli.output import Output
    from desktop.window.main_window import MainWindow


def start_window(
    path: Path, output: Output, shown: Callable[[MainWindow], None] = lambda _: None
) -> int:
    """Show the window on a library until it is closed; returns the exit status.

    Args:
        path: The library.
        output: Where it is said what happens where there is no display.
        shown: Called with each window when it was asked to appear.
    """
    from desktop import headless

    if not headless.has_display():
        return headless.run_headless(path, output)
    # Nothing of all that a window is made of becomes garbage; later it collects by itself
    gc.disable()
    from desktop.window.app import run_window

    return run_window(path, shown)
