"""Values for operations that are done at random: words, names, and what a library has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from db import Library

WORDS = ("Sheaves", "Quiet {Gradients}", r"M{\"u}ller", "Knots", "ø", "Counting", "2019", "")
PEOPLE = ("Ada Example", "Bo a", "Bo b", "Other Third")
FIELDS = ("title", "author", "year", "note", "journal", "date", "doi", "rating", "keywords")

Operation = Callable[[Library, Random], object]


def text(random: Random) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(1, 3))).strip()


def name(random: Random) -> str:
    return random.choice(("red", "Blue", "to read", "Önskad"))


def one(library: Library, random: Random) -> int:
    """Some entry, in the trash or outside."""
    return random.choice(ids_of(library, "entries"))


def some(library: Library, random: Random) -> Sequence[int]:
    ids = ids_of(library, "entries")
    return random.sample(ids, random.randint(1, min(4, len(ids))))


def made(library: Library, table: str, random: Random) -> int:
    """The id of some collection, tag or search; one of none where there is none."""
    return random.choice(ids_of(library, table) or [999])


def ids_of(library: Library, table: str) -> list[int]:
    return [row[0] for row in library._db.execute(f"SELECT id FROM {table} ORDER BY id")]


def constant(library: Library, random: Random) -> tuple[int, str]:
    """Some constant; one that is not there where there is none."""
    return random.choice([(each.block_id, each.name) for each in library.strings()] or [(0, "s")])


def paper(library: Library, random: Random) -> Path:
    """A file beside the library."""
    path = library.path.with_name(f"paper{random.randint(1, 3)}.pdf")
    path.write_bytes(b"%PDF-" + path.name.encode())
    return path
