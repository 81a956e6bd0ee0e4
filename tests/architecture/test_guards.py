"""The guards that every test stands under do guard: tested on tests that offend."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.places import ROOT, run

CONNECTS = """
import socket
socket.create_connection(("192.0.2.1", 9), timeout=0.1)
"""
HIDES_IT = """
import socket
try:
    socket.getaddrinfo("example.invalid", 80)
except BaseException:
    pass
"""
LEAVES_A_THREAD = """
import threading, time
threading.Thread(target=time.sleep, args=(5,), daemon=True).start()
"""
LEAVES_A_WINDOW = """
from PySide6.QtWidgets import QApplication, QWidget
a = QApplication.instance() or QApplication([])
w = QWidget()
w.show()
globals().update(a=a, w=w)
"""
WELL_BEHAVED = """
import threading
threading.Thread(target=int).start()
"""
OFFENCES = [
    pytest.param(CONNECTS, "a test opened a connection", id="connects"),
    pytest.param(HIDES_IT, "socket.getaddrinfo", id="hides-it"),
    pytest.param(LEAVES_A_THREAD, "assert left == []", id="leaves-a-thread"),
    pytest.param(LEAVES_A_WINDOW, "assert _visible_windows() == []", id="leaves-a-window"),
]


@pytest.mark.parametrize(("body", "said"), OFFENCES)
def test_an_offence_fails(body: str, said: str, tmp_path: Path) -> None:
    result = _run(tmp_path, body)
    assert (result.returncode, said in result.stdout) == (1, True)


def test_no_offence_passes(tmp_path: Path) -> None:
    assert _run(tmp_path, WELL_BEHAVED).returncode == 0


def _run(folder: Path, body: str) -> subprocess.CompletedProcess[str]:
    """Run pytest over one test with this body, under our conftest."""
    (folder / "conftest.py").write_bytes((ROOT / "tests/conftest.py").read_bytes())
    indented = body.replace("\n", "\n    ")
    (folder / "test_it.py").write_text(f"def test_it():\n    {indented}\n", encoding="utf-8")
    return run(folder, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")


def test_the_folders_are_not_the_users() -> None:
    assert Path(os.environ["XDG_DATA_HOME"]).parent == Path.home()
    assert Path.home().is_dir()
    assert not any(Path.home().rglob("*.oeuvre"))
    assert "OEUVRE_LIBRARY" not in os.environ
