"""Kill the program at random instants and look at what is left.

A child works on a library: it imports, edits, takes back, does again, backs up and writes a
.bib, and says on its output when a step is finished. It is killed (SIGKILL) after a random
while. Then the library must open, be found sound, hold at least the last step that was said to
be finished and at most the one after it, and every .bib and backup must be a whole one.

    .venv/bin/python scripts/crash.py [ROUNDS]

prints how often it was tried and what was lost; the exit status is 1 if anything was.
"""

from __future__ import annotations

import itertools
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from db import Library  # noqa: E402  # runs from a checkout that is not installed too
from db.exporting import ExportOptions  # noqa: E402
from desktop.files import replace_file  # noqa: E402

_LONGEST = 1.5  # seconds that a child may work
_SIZES = (1, 40, 400)  # entries of an import


def work(folder: Path) -> None:
    """Make steps until killed; each line of output is a number of finished steps."""
    library = Library.open(folder / "own.oeuvre", actor="crash test")
    for number in itertools.count(len(library.history(1_000_000))):
        step(library, folder, number)
        print(len(library.history(1_000_000)), flush=True)  # the parent reads it


def step(library: Library, folder: Path, number: int) -> None:
    """One thing that a user might do."""
    chance = random.random()  # noqa: S311  # no secret
    ids = library.find_ids()
    if chance < 0.3 or not ids:
        size = random.choice(_SIZES)  # noqa: S311
        library.import_bytes(bib(number, size), name=f"{number}.bib")
    elif chance < 0.6:
        library.set_fields(random.choice(ids), {"note": f"Step {number}"})  # noqa: S311
    elif chance < 0.7:
        library.undo()
    elif chance < 0.8:
        library.redo()
    elif chance < 0.9:
        library.backup(folder / "copy.oeuvre")
    else:
        text = library.export(None, ExportOptions()).text
        replace_file(folder / "all.bib", text.encode())


def bib(number: int, size: int) -> bytes:
    """A .bib whose last line tells that it is whole."""
    entries = (
        f"@misc{{k{number}-{place},\n  title = {{Paper {place} of {number}}},\n}}\n"
        for place in range(size)
    )
    return "".join(entries).encode()


def lost(folder: Path, finished: int) -> list[str]:
    """What is missing or broken after a kill."""
    found = []
    with Library.open(folder / "own.oeuvre") as library:
        found += [problem.message for problem in library.verify()]
        steps = len(library.history(1_000_000))
        if steps < finished:
            found.append(f"{finished} steps were finished, {steps} are there")
        for source in library.sources():
            number = int(source.name.removesuffix(".bib"))
            if not library.export_source(source.name).startswith(f"@misc{{k{number}-0".encode()):
                found.append(f"{source.name} does not come back")
    for name in ("copy.oeuvre",):
        if (folder / name).exists():
            with Library.open(folder / name, readonly=True, create=False) as copy:
                found += [f"{name}: {problem.message}" for problem in copy.verify()]
    written = folder / "all.bib"
    if written.exists() and not written.read_bytes().endswith(b"}\n"):
        found.append("all.bib is cut short")
    return found


def main() -> int:
    """Try as often as asked; returns the exit status."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    failures = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        finished = 0
        for turn in range(1, rounds + 1):
            if turn % 20 == 0:  # begin anew now and then: making a library is an instant too
                for file in folder.iterdir():
                    file.unlink()
                finished = 0
            finished = one_round(folder, finished)
            for problem in lost(folder, finished):
                failures += 1
                print(f"round {turn}: {problem}")
            if sys.stderr.isatty():
                print(f"\r{turn} of {rounds}", end="", file=sys.stderr)
    print(f"tried {rounds}, lost {failures}")
    return 1 if failures else 0


def one_round(folder: Path, finished: int) -> int:
    """Let a child work and kill it; returns the number of steps it said were finished."""
    child = subprocess.Popen(  # ourselves
        [sys.executable, __file__, "--work", str(folder)], stdout=subprocess.PIPE, text=True
    )
    time.sleep(0.2 + random.random() * _LONGEST)  # noqa: S311
    child.send_signal(signal.SIGKILL)
    output, _ = child.communicate()
    lines = [line for line in output.splitlines() if line.isdigit()]
    return max([finished, *map(int, lines)])


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        work(Path(sys.argv[2]))
    else:
        sys.exit(main())
