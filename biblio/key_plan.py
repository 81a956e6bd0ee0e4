"""Key patterns by entry type, and what keys they would give: planned first, set by others.

A key is never taken from an entry that has it or once had it: whoever cites it means that one.
A key that already is what the pattern gives stays, its letter too, so that a second run changes
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from biblio.entry import Entry
from biblio.keys import DEFAULT_PATTERN, make_key, unique_key

_LETTERS: Final = re.compile(r"[a-z]{0,2}")


@dataclass(frozen=True, slots=True)
class KeyPatterns:
    """The patterns of a library.

    Attributes:
        usual: For all types that have none of their own.
        by_type: Lower-case entry type to its pattern.
    """

    usual: str = DEFAULT_PATTERN
    by_type: Mapping[str, str] = field(default_factory=dict)

    def of(self, entry_type: str) -> str:
        """The pattern for an entry type."""
        return self.by_type.get(entry_type.lower(), self.usual)


@dataclass(frozen=True, slots=True)
class NewKey:
    """The key that an entry is to get.

    Attributes:
        id: The entry.
        old: Its key now; empty for none.
        new: The key to be; `old` where nothing changes.
        wanted: What the pattern gives; `new` has letters behind it where that is not free.
        holder: The entry that has `wanted`, or had it, where it is not free; else None.
    """

    id: int
    old: str
    new: str
    wanted: str
    holder: int | None = None


def plan_keys(
    entries: Iterable[tuple[int, Entry]],
    patterns: KeyPatterns,
    held: Mapping[str, Collection[int]],
    former: Mapping[str, Collection[int]],
) -> Iterator[NewKey]:
    """The keys that entries would get, in their order.

    Args:
        entries: The entries to be given keys, with their ids.
        patterns: The patterns.
        held: The keys of the library in lower case, with the entries that have them. Case does
            not matter, since it does not to BibTeX.
        former: The same for keys that entries had before, or have in the trash. One that the
            entry itself had may come back to it.

    Raises:
        PatternError: A pattern cannot be read.
    """
    chosen = [
        (number, entry.key, make_key(entry, patterns.of(entry.type))) for number, entry in entries
    ]
    ids = {number for number, _, _ in chosen}
    given: dict[str, int] = {}
    for number, old, wanted in chosen:
        key = old.lower()
        if is_made(old, wanted) and key not in given and ids.issuperset(held.get(key, ())):
            given[key] = number
    for number, old, wanted in chosen:
        if old and given.get(old.lower()) == number:
            yield NewKey(number, old, old, wanted)
            continue

        def holder(key: str, own: int = number) -> int | None:
            key = key.lower()
            if key in given:
                return given[key]
            before = former.get(key, ())
            others = (*held.get(key, ()), *(before if own not in before else ()))
            return next((other for other in others if other != own), None)

        new = unique_key(wanted, lambda key: holder(key) is not None)
        given[new.lower()] = number
        yield NewKey(number, old, new, wanted, holder(wanted) if new != wanted else None)


def is_made(key: str, wanted: str) -> bool:
    """Whether a key is what a pattern gives, with or without letters that make it unique."""
    rest = key.removeprefix(wanted)
    return bool(key) and len(rest) == len(key) - len(wanted) and bool(_LETTERS.fullmatch(rest))
