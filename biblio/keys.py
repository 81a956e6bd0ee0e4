"""Citation keys made from an entry by a pattern such as ``[auth][year]``."""

from __future__ import annotations

from collections.abc import Callable

from biblio.entry import Entry

DEFAULT_PATTERN = "[auth:lower][year][veryshorttitle:lower]"


class PatternError(ValueError):
    """A key pattern that cannot be read.

    Attributes:
        position: Where in the pattern, from 0.
        reason: What is wrong, as a sentence fragment.
    """

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(f"{reason} (at {position})")
        self.position = position
        self.reason = reason


def check_pattern(pattern: str) -> None:
    """Check a pattern; raises PatternError when it cannot be read."""


def make_key(entry: Entry, pattern: str = DEFAULT_PATTERN) -> str:
    """The key of an entry by the pattern; never empty."""
    return entry.key or "untitled"


def unique_key(key: str, taken: Callable[[str], bool]) -> str:
    """The key, or the key with the first free suffix of a, b, …, z, aa, …."""
    return key
