"""Citation keys: patterns, previews, and giving keys to many entries at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from db import connection
from db.operations.base import Reader, Writer, amount

if TYPE_CHECKING:
    from biblio.key_plan import KeyPatterns
    from db.file_rows import KeyChange
    from db.rows import Notice


class KeysReader(Reader):
    """Reads patterns, and tells what keys they would give."""

    def key_patterns(self) -> KeyPatterns:
        """The patterns for citation keys."""
        from db.citing.keys import patterns

        with connection.translated(self.path):
            return patterns(self._db)

    def file_pattern(self) -> str:
        """The pattern for the names of copied files."""
        from biblio.file_names import DEFAULT_PATTERN
        from db.citing.keys import all_patterns

        with connection.translated(self.path):
            return all_patterns(self._db, "file").get("", DEFAULT_PATTERN)

    def ids_without_key(self) -> list[int]:
        """The entries outside the trash that have no key."""
        from db.citing.keys import without_key

        with connection.translated(self.path):
            return without_key(self._db)

    def key_plan(self, ids: Sequence[int], patterns: KeyPatterns | None = None) -> list[KeyChange]:
        """The keys that entries would get by these patterns; None for the library's own.

        Raises:
            PatternError: A pattern cannot be read.
        """
        from db.citing.keys import planned

        with connection.translated(self.path):
            return planned(self._db, ids, patterns or self.key_patterns())


class Keys(Writer):
    """Chooses patterns and gives keys, each operation one step."""

    def set_patterns(
        self, chosen: Mapping[str, str | None], *, purpose: Literal["key", "file"] = "key"
    ) -> Notice:
        """Choose patterns; no existing key or file changes.

        Args:
            chosen: Lower-case entry type, or empty for all, to its pattern; None for that of
                all types.
            purpose: Whether they are for keys or for the names of copied files.

        Raises:
            PatternError: One of them cannot be read; nothing was changed.
        """
        from db.citing.keys import set_patterns

        what = "citation keys" if purpose == "key" else "names of files"
        with self._step(f"Change the pattern for {what}") as change:
            set_patterns(self._db, change, purpose, chosen)
        return self._notice(change)

    def rekey(
        self,
        new: Mapping[int, str],
        *,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Notice:
        """Give entries these keys, as one step; what refers to them in the library follows.

        Args:
            new: Entry to its new key.
            progress: Called with how many are done, and how many there are.
            cancelled: Asked from time to time; True leaves the library as it was.

        Raises:
            KeyTakenError: An entry that keeps its key has one of them; nothing was changed.
            PatchError: A key that no .bib could hold; nothing was changed.
            CancelledError: The user cancelled.
        """
        from db.citing.keys import rekey

        done = 0

        def label() -> str:
            only = next(iter(new.values()), "")
            return f"Change a key to {only}" if len(new) == 1 else f"Change keys of {amount(done)}"

        with self._step(label) as change:
            done = rekey(self._db, change, new, progress=progress, cancelled=cancelled)
        return self._notice(change)
