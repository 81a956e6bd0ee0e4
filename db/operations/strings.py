"""``@string`` constants: a list of them, and changing them, each change one step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from db import connection
from db.operations.base import Reader, Writer

if TYPE_CHECKING:
    from db.file_rows import MacroString
    from db.rows import Notice


class StringsReader(Reader):
    """Reads constants."""

    def strings(self) -> list[MacroString]:
        """All constants, those of the newest file first, in the order of the file."""
        from db.citing.strings import every

        with connection.translated(self.path):
            return every(self._db)


class Strings(Writer):
    """Changes constants; values that entries show follow, and the files they are in."""

    def set_string(self, block_id: int, name: str, value: str) -> Notice:
        """Let a constant stand for another text.

        Raises:
            NoSuchViewError: The block does not define it any more.
            UnbalancedValueError: If the braces of the value do not pair.
        """
        from db.citing.strings import set_value

        with self._step(f"Edit the constant {name}") as change:
            set_value(self._db, change, block_id, name, value)
        return self._notice(change)

    def rename_string(self, block_id: int, name: str, new: str) -> Notice:
        """Rename a constant, also where it is used.

        Raises:
            NoSuchViewError: The block does not define it any more.
            NameTakenError: The file defines another one of the new name.
            UnwritableNameError: BibTeX would not take the new name.
        """
        from db.citing.strings import rename

        with self._step(f"Rename the constant {name} to {new}") as change:
            rename(self._db, change, block_id, name, new)
        return self._notice(change)

    def add_string(self, source_id: int, name: str, value: str) -> Notice:
        """Define a constant in an imported file, before its first entry.

        Raises:
            NameTakenError: The file has one of that name.
            UnwritableNameError: BibTeX would not take the name.
            UnbalancedValueError: If the braces of the value do not pair.
            NoSuchViewError: There is no such file.
        """
        from db.citing.strings import add

        with self._step(f"New constant {name}") as change:
            add(self._db, change, source_id, name, value)
        return self._notice(change)

    def delete_strings(self, chosen: Iterable[tuple[int, str]]) -> Notice:
        """Take constants that nothing uses out of their files.

        Args:
            chosen: The block that defines each, and its name.

        Raises:
            StringUsedError: One of them is used; nothing was changed.
            NoSuchViewError: A block does not define it any more.
        """
        from db.citing.strings import delete

        chosen = list(chosen)
        what = f"the constant {chosen[0][1]}" if len(chosen) == 1 else f"{len(chosen)} constants"
        with self._step(f"Delete {what}") as change:
            delete(self._db, change, chosen)
        return self._notice(change)
