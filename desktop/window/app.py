"""The program with a window: one application, one window at a time, faults told."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QMessageLogContext,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from desktop.window import theme
from desktop.window.main_window import MainWindow
from desktop.window.settings import Settings

_SETTLED = 400  # milliseconds without anything going on, after which a picture is taken
_LONGEST = 60_000  # milliseconds after which it is taken all the same


def run_window(library_path: Path, shown: Callable[[MainWindow], None] = lambda _: None) -> int:
    """Show the window on a library until it is closed; returns the exit status.

    Args:
        library_path: The library.
        shown: Called with each window when it was asked to appear.
    """
    from desktop.window.crash import CrashHandler

    app = application()
    theme.apply(app)
    settings = Settings(_settings_file())
    windows = _Shown(settings, shown)
    faults = CrashHandler(windows.keep_texts)
    faults.install()
    windows.open(library_path)
    status = app.exec()
    faults.remove()
    return status


def save_picture(
    library_path: Path, png: Path, *, size: tuple[int, int] = (1440, 900), dark: bool = False
) -> None:
    """Write a picture of the window on a library, without a screen.

    Raises:
        OSError: The picture cannot be written.
    """
    from tempfile import TemporaryDirectory

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    quiet_platform()
    theme.apply(app, Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    with TemporaryDirectory() as folder:  # a picture must not depend on the user's settings
        window = MainWindow(library_path, Settings(Path(folder) / "settings.ini"))
        window.resize(*size)
        window.show()
        wait_until_settled(window)
        picture = window.grab()
        window.close()
        window.deleteLater()
    if not picture.save(str(png), "PNG"):
        raise OSError(5, "The picture could not be written", str(png))


def wait_until_settled(window: MainWindow) -> None:
    """Run the event loop until everything that the window asked for was shown."""
    from PySide6.QtCore import QEventLoop

    loop = QEventLoop()
    quiet = QTimer()
    quiet.setInterval(_SETTLED // 4)
    calm = 0

    def look() -> None:
        nonlocal calm
        calm = calm + 1 if window.is_settled() else 0
        if calm >= 4:
            loop.quit()

    quiet.timeout.connect(look)
    quiet.start()
    QTimer.singleShot(_LONGEST, loop, loop.quit)
    loop.exec()
    quiet.stop()


class _Shown:
    """The window that is shown; another library gets another window in its place."""

    def __init__(self, settings: Settings, shown: Callable[[MainWindow], None]) -> None:
        self._settings = settings
        self._tell_shown = shown
        self._window: MainWindow | None = None

    def keep_texts(self) -> None:
        """Keep what is being typed, for the next start."""
        from desktop.window.history.rescue_drafts import DraftKeeper

        if self._window is not None:
            for keeper in self._window.findChildren(DraftKeeper):
                keeper.save()

    def open(self, library_path: Path) -> None:
        old = self._window
        window = MainWindow(library_path, self._settings)
        window.library_asked.connect(self.open)
        window.show()
        window.rows_shown.connect(_draw_icon, Qt.ConnectionType.QueuedConnection)
        self._tell_shown(window)
        self._window = window
        if old is not None:
            old.close()
            old.deleteLater()


def _draw_icon() -> None:
    QApplication.setWindowIcon(theme.icon("oeuvre"))


def quiet_platform() -> None:
    """Keep what the offscreen platform says of every window off the terminal."""
    qInstallMessageHandler(_on_qt_message)


def _on_qt_message(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    if "This plugin does not support" not in text:  # the offscreen platform of every window
        sys.stderr.write(f"{text}\n")


def application() -> QApplication:
    """The one application of this process, made where there is none."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication([*sys.argv[:1], *theme.STYLE])
    app.setApplicationName("oeuvre")
    app.setApplicationDisplayName("Oeuvre")
    app.setDesktopFileName("oeuvre")
    return app


def _settings_file() -> Path:
    import platformdirs

    return Path(platformdirs.user_config_dir("oeuvre", appauthor=False)) / "window.ini"
