"""Works as rows of the list: one row for all versions, which unfolds into them."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from db import Library
    from db.listed import View
    from db.publication.works_fold import Folded

_WHOLE = frozenset({"trash", "source"})  # views that show every entry, as it lies there


class Folding:
    """Whether works are folded, and which are not.

    Attributes:
        is_on: Whether a work is one row.
    """

    def __init__(self, *, is_on: bool) -> None:
        self.is_on = is_on
        self._unfolded: set[int] = set()

    def unfold(self, entry_id: int) -> None:
        """Have all versions of an entry's work shown."""
        self._unfolded.add(entry_id)

    def toggle(self, entry_ids: set[int]) -> None:
        """Unfold the work that has these versions, or fold it again."""
        if self._unfolded & entry_ids:
            self._unfolded -= entry_ids
        else:
            self._unfolded |= entry_ids

    def question(self, view: View) -> Callable[[Library, array[int]], Folded]:
        """What folds a list of a view; it may run while this changes."""
        is_on, unfolded = self.is_on and view.kind not in _WHOLE, frozenset(self._unfolded)

        def folded(library: Library, ids: array[int]) -> Folded:
            from db.publication.works_fold import Folded

            return library.folded(ids, unfolded) if is_on else Folded(ids)

        return folded


def others_text(others: int, *, unfolded: bool) -> str:
    """How many more versions a row stands for, or has under itself where it is unfolded."""
    if unfolded and others == 1:
        return QCoreApplication.translate("Folding", "1 version below")
    if unfolded:
        return QCoreApplication.translate("Folding", "{0} versions below").format(others)
    if others == 1:
        return QCoreApplication.translate("Folding", "+1 version")
    return QCoreApplication.translate("Folding", "+{0} versions").format(others)
