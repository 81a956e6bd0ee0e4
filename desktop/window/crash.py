"""What happens when the program is at fault: a dialog with the text to send, and no lost data.

Every start installs this, so what it needs for a fault is loaded with the fault.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from desktop import __version__

if TYPE_CHECKING:
    from desktop.window.crash_dialog import CrashDialog


class CrashHandler:
    """Takes the place of `sys.excepthook` while the window is open."""

    def __init__(self, save: Callable[[], None] = lambda: None) -> None:
        """Make the handler.

        Args:
            save: Keeps what is being typed; called at each fault, before anything is shown.
        """
        self.dialog: CrashDialog | None = None
        self._save = save
        self._is_saving = False
        self._previous = sys.excepthook

    def install(self) -> None:
        """Be told of every exception that nobody caught."""
        sys.excepthook = self.on_exception

    def remove(self) -> None:
        """Let Python report exceptions as before."""
        sys.excepthook = self._previous

    def on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Show one dialog at a time; a fault that repeats must not bury the screen."""
        self._previous(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt):
            return
        self._keep_texts()
        if self.dialog is not None:
            return
        from desktop.window.crash_dialog import CrashDialog

        self.dialog = CrashDialog(details(kind, error, trace))
        self.dialog.finished.connect(self._on_closed)
        self.dialog.open()

    def _keep_texts(self) -> None:
        """A fault of the saving itself is told by the same way, but not tried again."""
        if self._is_saving:
            return
        self._is_saving = True
        try:
            self._save()
        finally:
            self._is_saving = False

    def _on_closed(self) -> None:
        self.dialog = None


def details(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """The text to send: versions, then where it happened. Nothing of the library."""
    import platform
    import traceback

    import PySide6
    from PySide6.QtCore import qVersion

    return (
        f"Oeuvre {__version__}, Python {platform.python_version()}, PySide6 {PySide6.__version__},"
        f" Qt {qVersion()}, {platform.system()} {platform.release()}\n\n"
        + "".join(traceback.format_exception(kind, error, trace))
    )
