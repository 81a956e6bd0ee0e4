"""The guards that every test stands under do guard: tested on tests that offend."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.architecture.places import ROOT, run

OFFENCES = [
    pytest.param(
        "import socket\nsocket.create_connection(('192.0.2.1', 9), timeout=0.1)", id="connects"
    ),
    pytest.param(
        "import socket\ntry:\n    socket.getaddrinfo('example.invalid', 80)\nexcept BaseException:\n    pass",
        id="hides-it",
    ),
    pytest.param(
        "import threading, time\nthreading.Thread(target=time.sleep, args=(5,), daemon=True).start()",
        id="leaves-a-thread",
    ),
    pytest.param(
        "from PySide6.QtWidgets import QApplication, QWidget\n"
        "a = QApplication.instance() or QApplication([])\nw = QWidget()\nw.show()\nglobals()['w'] = w",
        id="leaves-a-window",
    ),
]


@pytest.mark.parametrize("body", OFFENCES)
def test_an_offence_fails(body: str, tmp_path: Path) -> None:
    assert _run(tmp_path, body) == 1


def test_no_offence_passes(tmp_path: Path) -> None:
    assert _run(tmp_path, "import threading\nt = threading.Thread(target=int)\nt.start()") == 0


def _run(folder: Path, body: str) -> int:
    """The exit status of pytest over one test with this body, under our conftest."""
    (folder / "conftest.py").write_bytes((ROOT / "tests/conftest.py").read_bytes())
    indented = body.replace("\n", "\n    ")
    (folder / "test_it.py").write_text(f"def test_it():\n    {indented}\n", encoding="utf-8")
    return run(folder, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider").returncode


def test_the_folders_are_not_the_users() -> None:
    assert Path(os.environ["XDG_DATA_HOME"]).parent == Path.home()
    assert Path.home().is_dir()
    assert not any(Path.home().rglob("*.oeuvre"))
    assert "OEUVRE_LIBRARY" not in os.environ
