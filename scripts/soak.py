"""The window and the command line write to one library at the same time, for as long as asked.

A window (without a screen) edits entries, undoes and redoes, while two other processes do: one
through the library, as fast as it can, one by running commands. Each says how many steps it
made. At the end all steps must be there and the library whole, nobody may have seen an error,
and the window must show what the others wrote.

    .venv/bin/python scripts/soak.py [--minutes N]

prints the steps of each and what was lost; the exit status is 1 if anything was.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer  # noqa: E402  # runs from a checkout that is not installed too

from db import Library  # noqa: E402
from desktop.window.app import application, quiet_platform, wait_until_settled  # noqa: E402
from desktop.window.main_window import MainWindow  # noqa: E402
from desktop.window.settings import Settings  # noqa: E402

_ENTRIES = 60
_PAUSE = 15  # milliseconds between two edits of the window
_WAIT = 60  # seconds that the others are waited for at the end


def by_library(path: Path, seconds: float) -> int:
    """Edit as fast as it can; returns how many steps were made."""
    made, end = 0, time.monotonic() + seconds
    with Library.open(path, actor="library") as library:
        while time.monotonic() < end:
            entry_id = 2 + made % (_ENTRIES - 1)
            made += library.set_fields(entry_id, {"note": f"Library {made}"}).step is not None
            time.sleep(0.002)  # a writer that never pauses would leave no gap for anybody
    return made


def by_commands(path: Path, seconds: float) -> int:
    """Run commands one after the other; returns how many steps were made."""
    made, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        key, text = f"k{1 + made % (_ENTRIES - 1)}", f"annote=Command {made}"
        subprocess.run(  # ourselves
            [sys.executable, "-m", "desktop", "--library", str(path), "set", key, text],
            check=True,
            capture_output=True,
            cwd=ROOT,
        )
        made += 1
    return made


class InWindow:
    """Edits in a window, one after the other, each when the one before is done.

    Attributes:
        made: How many steps were made.
        faults: What went wrong.
        noticed: How often the window was told of changes by others.
    """

    def __init__(self, window: MainWindow) -> None:
        self.made = 0
        self.noticed = 0
        self.faults: list[str] = []
        self._window = window
        self._is_over = False
        window.session.changed_elsewhere.connect(self._on_changed_elsewhere)
        window.list_pane.error_told.connect(self._on_failed)
        self.edit()

    def stop(self) -> None:
        """Make no further step."""
        self._is_over = True

    def edit(self) -> None:
        """Give the first entry another title, and go on when that is done."""
        if self._is_over:
            return
        text = f"Window {self.made}"
        self._window.session.write(
            lambda library, _: library.set_fields(1, {"title": text}),
            self._on_failed,
            self._on_done,
        )

    def _on_done(self, _: object) -> None:
        self.made += 1
        QTimer.singleShot(_PAUSE, self._window, self.edit)

    def _on_failed(self, error: Exception) -> None:
        self.faults.append(repr(error))
        QTimer.singleShot(_PAUSE, self._window, self.edit)

    def _on_changed_elsewhere(self) -> None:
        self.noticed += 1


def soak(folder: Path, seconds: float) -> tuple[dict[str, int], list[str]]:
    """Have all write for a while.

    Returns:
        The steps that each made, and what was lost.
    """
    path = folder / "own.oeuvre"
    text = "".join(f"@misc{{k{n}, title = {{Paper {n}}}}}\n" for n in range(_ENTRIES))
    with Library.open(path) as library:
        library.import_bytes(text.encode(), name="a.bib")
    application()
    quiet_platform()
    window = MainWindow(path, Settings(folder / "settings.ini"))
    window.show()
    wait_until_settled(window)
    work = InWindow(window)
    others = {
        kind: subprocess.Popen(  # ourselves
            [sys.executable, __file__, "--work", kind, str(path), str(seconds)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for kind in WORK
    }
    until = time.monotonic() + seconds + _WAIT
    while any(each.poll() is None for each in others.values()) and time.monotonic() < until:
        wait(200)
    work.stop()
    wait_until_settled(window)
    made = {"window": work.made}
    lost = list(work.faults)
    for kind, process in others.items():
        output, errors = process.communicate(timeout=_WAIT)
        made[kind] = int(output or 0)
        lost += [f"{kind}: {errors}"] if errors or process.returncode else []
    lost += shown(window, made, work)
    window.close()
    lost += stored(path, made)
    return made, lost


def wait(milliseconds: int) -> None:
    """Let the window work for a moment."""
    from PySide6.QtCore import QEventLoop

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def shown(window: MainWindow, made: dict[str, int], work: InWindow) -> list[str]:
    """What the window does not show."""
    lost = [] if work.noticed else ["the window did not notice the others"]
    window.refresh(None)
    wait_until_settled(window)
    model = window.list_pane.model
    rows = [model.row_at(row) for row in range(model.rowCount())]
    titles = {row.title for row in rows if row is not None}
    if made["window"] and f"Window {made['window'] - 1}" not in titles:
        lost.append("the window does not show its own last edit")
    return lost


def stored(path: Path, made: dict[str, int]) -> list[str]:
    """What the library does not hold."""
    with Library.open(path) as library:
        steps = library.history(10**9)
        found = {"window": 0, "library": 0, "commands": 0}
        for step in steps:
            name = "commands" if step.actor == "command line" else step.actor
            if name in found:
                found[name] += 1
        lost = [problem.message for problem in library.verify()]
        lost += [
            f"{name} made {number} steps, {found[name]} are there"
            for name, number in made.items()
            if found[name] != number
        ]
        library.undo(len(steps) - 1)
        if {library.entry(n).entry.get("title") for n in (1, 2)} != {"Paper 0", "Paper 1"}:
            lost.append("the steps do not lead back to the beginning")
    return lost


WORK = {"library": by_library, "commands": by_commands}


def main() -> int:
    """Soak for as long as asked; returns the exit status."""
    parser = argparse.ArgumentParser(description="Window and command line write at the same time.")
    parser.add_argument("--minutes", type=float, default=3.0)
    minutes = parser.parse_args().minutes
    with tempfile.TemporaryDirectory() as name:
        made, lost = soak(Path(name), minutes * 60)
    for problem in lost:
        print(problem)
    print(", ".join(f"{name}: {number} steps" for name, number in made.items()))
    print(f"{sum(made.values())} steps, lost {len(lost)}")
    return 1 if lost else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        print(WORK[sys.argv[2]](Path(sys.argv[3]), float(sys.argv[4])))
    else:
        sys.exit(main())
