"""Kill the program at random instants and look at what is left.

A child process works on a library and is killed (SIGKILL) at a random instant of its work:

    steps    imports, edits, undo and redo, all mixed
    import   one large import after the other
    undo     a large import is taken back and done again
    migrate  the library is brought to a next version of the format, after its backup
    backup   backups, automatic and by name
    export   a .bib is written over and over, in two states that differ

Then the library must open, pass `verify`, and hold at least the last step that was said to be
finished and at most the one after it; every target and every backup must be a whole one.

    .venv/bin/python scripts/crash.py [ROUNDS] [--only KIND] [--seed N]

prints how often each was tried, how many kills hit a child at work, and what was lost; the exit
status is 1 if anything was.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from db import Library, schema  # noqa: E402  # runs from a checkout that is not installed too
from db.citing.exporting import ExportOptions  # noqa: E402
from db.errors import LibraryError  # noqa: E402
from db.safety.rotation import all_backups  # noqa: E402
from desktop.files import replace_file  # noqa: E402

_SIZES = (1, 40, 400)  # entries of an import among mixed steps
CHANCE = Random()  # noqa: S311  # no secret depends on it
_LARGE = 3000  # entries of an import that is hit in its middle
_LONGEST = 1.2  # seconds that a child works at most
_STATES = (7, 1900)  # entries of an export in its two states


def bib(number: int, size: int) -> bytes:
    """A .bib whose name, first and last entries tell what it is of."""
    entries = (
        f"@misc{{k{number}-{place},\n  title = {{Paper {place} of {number}}},\n}}\n"
        for place in range(size)
    )
    return "".join(entries).encode()


# --- What the child does -----------------------------------------------------------------------


def ready() -> None:
    """Tell the parent that the work begins, so that the kill hits the work."""
    print("ready", flush=True)


def finished(library: Library) -> None:
    """Tell the parent which step is finished: what it may not lose."""
    steps = library.history(1)
    print(steps[0].id if steps else 0, flush=True)


def work_steps(folder: Path) -> None:
    """Anything that a user might do."""
    with Library.open(folder / "own.oeuvre", actor="crash test") as library:
        ready()
        for number in itertools.count(CHANCE.randrange(10**6)):
            one_step(library, number)
            finished(library)


def one_step(library: Library, number: int) -> None:
    """One of the things that make or move a step."""
    chance, ids = CHANCE.random(), library.find_ids()
    if chance < 0.35 or not ids:
        library.import_bytes(bib(number, CHANCE.choice(_SIZES)), name=f"{number}.bib")
    elif chance < 0.6:
        library.set_fields(CHANCE.choice(ids), {"note": f"Step {number}"})
    elif chance < 0.7:
        rows = library.rows(ids[:40])
        # What is in the trash is not in its file; the first of each file says that it is there
        library.trash([row.id for row in rows if not row.key.endswith("-0")])
    elif chance < 0.85:
        library.undo()
    else:
        library.redo()


def work_import(folder: Path) -> None:
    """Imports that take longer than the kill waits."""
    with Library.open(folder / "own.oeuvre", actor="crash test") as library:
        ready()
        for number in itertools.count(CHANCE.randrange(10**6)):
            library.import_bytes(bib(number, _LARGE), name=f"{number}.bib")
            finished(library)


def work_undo(folder: Path) -> None:
    """A large step back and forth."""
    with Library.open(folder / "own.oeuvre", actor="crash test") as library:
        if not library.history():
            library.import_bytes(bib(1, _LARGE), name="1.bib")
        finished(library)
        ready()
        while True:
            library.undo()
            library.redo()


def work_migrate(folder: Path) -> None:
    """A migration that rewrites every entry, as a next version of the format might."""
    path = folder / "own.oeuvre"
    if not path.exists():
        with Library.open(path, actor="crash test") as library:
            library.import_bytes(bib(1, _LARGE), name="1.bib")
            finished(library)
    next_version()
    ready()
    Library.open(path, actor="crash test").close()
    time.sleep(_LONGEST)  # done before it was killed


def next_version() -> None:
    """Have this process know a version of the format more than there is."""
    schema.SCHEMA_VERSION = 2

    def migrate(connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ALTER TABLE entries ADD COLUMN later TEXT NOT NULL DEFAULT ''")
        for _ in range(4):
            connection.execute("UPDATE entries SET later = later || title || id")
        connection.execute("PRAGMA user_version = 2")
        connection.execute("COMMIT")

    schema.migrate = migrate


def work_backup(folder: Path) -> None:
    """Backups while something changes."""
    with Library.open(folder / "own.oeuvre", actor="crash test") as library:
        if not library.history():
            library.import_bytes(bib(1, _LARGE), name="1.bib")
        finished(library)
        ready()
        for number in itertools.count():
            library.set_fields(library.find_ids()[0], {"note": f"{number} {CHANCE.random()}"})
            finished(library)
            library.backup(folder / "copy.oeuvre")
            library.back_up_if_changed()


def work_export(folder: Path) -> None:
    """The same file in two states, one after the other."""
    with Library.open(folder / "own.oeuvre", actor="crash test") as library:
        if not library.history():
            library.import_bytes(bib(1, max(_STATES)), name="1.bib")
        finished(library)
        ids = list(library.find_ids())
        ready()
        for size in itertools.cycle(_STATES):
            text = library.export(ids[:size], ExportOptions()).text
            replace_file(folder / "all.bib", text.encode())
            library.remember_target(folder / "all.bib", text.encode())


WORK: dict[str, Callable[[Path], None]] = {
    "steps": work_steps,
    "import": work_import,
    "undo": work_undo,
    "migrate": work_migrate,
    "backup": work_backup,
    "export": work_export,
}


# --- What the parent looks for --------------------------------------------------------------------


def lost(folder: Path, kind: str, last: int) -> list[str]:
    """What is missing or broken after a kill.

    Args:
        folder: Where the child worked.
        kind: What it did.
        last: The newest step that it said was finished.
    """
    if kind == "migrate":
        return lost_in_migration(folder / "own.oeuvre")
    path = folder / "own.oeuvre"
    if not path.exists():
        return [f"the library is gone after step {last}"] if last else []
    found = []
    try:
        with Library.open(path) as library:
            found += checked(library, last)
    except LibraryError as error:
        found.append(f"the library does not open: {error}")
    for copy in [folder / "copy.oeuvre", *(each.path for each in all_backups(path))]:
        found += whole(copy) if copy.exists() else []
    written = folder / "all.bib"
    if written.exists() and written.read_bytes().count(b"@misc{") not in _STATES:
        found.append("all.bib is neither the one nor the other")
    if written.exists() and not written.read_bytes().endswith(b"}\n"):
        found.append("all.bib is cut short")
    return found


def checked(library: Library, last: int) -> list[str]:
    """What is wrong with an open library."""
    found = [problem.message for problem in library.verify()]
    steps = library.history(1)
    newest = steps[0].id if steps else 0
    if not last <= newest <= last + 1:
        found.append(f"step {last} was finished, {newest} is the newest there")
    for source in library.sources():
        number = int(source.name.removesuffix(".bib"))
        # Its entries may be in the trash or edited; what an import brought is all there or not
        if not library.export_source(source.name).startswith(f"@misc{{k{number}-0".encode()):
            found.append(f"{source.name} does not come back")
    if steps:
        library.undo()
        library.redo()
        found += [f"after undo and redo: {problem.message}" for problem in library.verify()]
    return found


def lost_in_migration(path: Path) -> list[str]:
    """A library is of the old version or the new one, and its backup is a whole old one."""
    if not path.exists():
        return []
    found = []
    with sqlite3.connect(path) as connection:  # rolls back what was not finished
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        columns = [row[1] for row in connection.execute("PRAGMA table_info(entries)")]
        (count,) = connection.execute("SELECT count(*) FROM entries").fetchone()
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            found.append("the library is damaged by a migration")
        if (version == 2) != ("later" in columns):
            found.append(f"half of a migration: version {version}, columns {columns}")
        if count not in (0, _LARGE):
            found.append(f"{count} entries after a migration")
        if version == 2 and connection.execute(
            "SELECT count(*) FROM entries WHERE later <> title || id || title || id || title || id"
            " || title || id"
        ).fetchone() != (0,):
            found.append("a migration is half done")
    connection.close()
    copy = path.with_name("own.before-version-2.oeuvre")
    found += whole(copy) if copy.exists() else []
    if version == 2 and not copy.exists():
        found.append("there is no backup of before the migration")
    return found


def whole(copy: Path) -> list[str]:
    """What is wrong with a backup."""
    try:
        with Library.open(copy, readonly=True, create=False) as library:
            return [f"{copy.name}: {problem.message}" for problem in library.verify()]
    except LibraryError as error:
        return [f"{copy.name} does not open: {error}"]


def one_round(folder: Path, kind: str, last: int, rng: Random) -> tuple[int, bool]:
    """Let a child work and kill it; returns the newest finished step, and whether it was at work.

    Args:
        folder: Where it works.
        kind: What it does.
        last: The newest step of before.
        rng: Says when it is killed.
    """
    child = subprocess.Popen(  # ourselves
        [sys.executable, __file__, "--work", kind, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    told: list[str] = []
    begins = rng.random() < 0.9  # else it may be killed while it opens or makes the library
    while begins and (line := child.stdout.readline()):
        told.append(line.strip())
        if told[-1] == "ready":
            break
    time.sleep(rng.random() ** 2 * _LONGEST)
    child.send_signal(signal.SIGKILL)
    output, errors = child.communicate()
    told += output.split()
    if child.returncode != -signal.SIGKILL:
        raise RuntimeError(f"the child of “{kind}” ended by itself: {errors}")
    steps = [int(word) for word in told if word.isdecimal()]
    return max([last, *steps]), "ready" in told


def main() -> int:
    """Try as often as asked; returns the exit status."""
    parser = argparse.ArgumentParser(description="Kill the program and look at what is left.")
    parser.add_argument("rounds", nargs="?", type=int, default=240)
    parser.add_argument("--only", choices=sorted(WORK))
    parser.add_argument("--seed", type=int, default=None)
    asked = parser.parse_args()
    rng = Random(asked.seed)  # noqa: S311
    kinds = [asked.only] if asked.only else list(WORK)
    tried: Counter[str] = Counter()
    at_work: Counter[str] = Counter()
    failures = 0
    with tempfile.TemporaryDirectory() as name:
        folders = {kind: Path(name) / kind for kind in kinds}
        last = dict.fromkeys(kinds, 0)
        for turn in range(asked.rounds):
            kind, folder = kinds[turn % len(kinds)], folders[kinds[turn % len(kinds)]]
            # Begin anew now and then: making a library is an instant too, and none grows for ever
            if tried[kind] % 12 == 0 or kind == "migrate":
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                last[kind] = 0
            last[kind], was_at_work = one_round(folder, kind, last[kind], rng)
            tried[kind] += 1
            at_work[kind] += was_at_work
            for problem in lost(folder, kind, last[kind]):
                failures += 1
                print(f"round {turn + 1}, {kind}: {problem}")
            if sys.stderr.isatty():
                print(f"\r{turn + 1} of {asked.rounds}", end="", file=sys.stderr)
    for kind in kinds:
        print(f"{kind}: tried {tried[kind]}, killed at work {at_work[kind]}")
    print(f"tried {sum(tried.values())}, lost {failures}")
    return 1 if failures else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        WORK[sys.argv[2]](Path(sys.argv[3]))
    else:
        sys.exit(main())
