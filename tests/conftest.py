"""What every test gets: no screen, folders of its own, no network, and nothing left behind."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A busy machine is no error; on a server the examples are the same each time.
settings.register_profile("oeuvre", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("oeuvre")

OWN_FOLDERS = {
    "HOME": "",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_RUNTIME_DIR": "runtime",
    "XDG_STATE_HOME": "state",
}


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the library or the settings of who runs it."""
    home = tmp_path_factory.mktemp("home", numbered=True)
    for name, folder in OWN_FOLDERS.items():
        (home / folder).mkdir(mode=0o700, exist_ok=True)
        monkeypatch.setenv(name, str(home / folder))
    monkeypatch.delenv("OEUVRE_LIBRARY", raising=False)
    # Nor does the language of who runs it decide how new libraries are sorted
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LC_COLLATE", "C")


class _Connections:
    """Refuses connections to anywhere, and remembers who asked.

    An audit hook also sees code that holds its own reference to a function of `socket`.
    """

    def __init__(self) -> None:
        self.attempts: list[str] = []

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event not in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"):
            return
        if isinstance(arguments[-1], str | bytes):
            return  # a Unix socket's path: another process of this machine
        self.attempts.append(f"{event} {arguments[1:] or arguments}")
        raise AssertionError(f"a test opened a connection: {self.attempts[-1]}")


_connections = _Connections()
sys.addaudithook(_connections)


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """A test that opens a connection fails, also when the code hides the refusal."""
    _connections.attempts.clear()
    yield
    attempts = list(_connections.attempts)
    _connections.attempts.clear()
    assert attempts == []


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """A test that leaves a thread running or a window open, or replaces /dev/null, fails."""
    before = set(threading.enumerate())
    null_was_a_file = Path(os.devnull).is_file()
    yield
    # As root, whatever writes a file by renaming (QSettings does) replaces the device.
    assert Path(os.devnull).is_file() == null_was_a_file
    assert _visible_windows() == []
    deadline = time.monotonic() + 2
    while (left := _threads_since(before)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert left == []


def _threads_since(before: set[threading.Thread]) -> list[str]:
    return [
        thread.name
        for thread in threading.enumerate()
        # A thread of Qt's that has run Python shows as a dummy until the program ends.
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]


def _visible_windows() -> list[str]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    return [repr(w) for w in widgets.QApplication.topLevelWidgets() if w.isVisible()]
