"""What is said under the changes that many entries would go through."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from biblio.bulk import Operation, Replace
from desktop.window.many.bulk_model import Listing

translate = QCoreApplication.translate


def told(operation: Operation | None, listing: Listing, wanted: int, *, is_whole: bool) -> str:
    """How many entries change, or why none does.

    Args:
        operation: What is asked for; None while something is missing.
        listing: What changes.
        wanted: How many entries are ticked.
        is_whole: Whether all changes are known.
    """
    if operation is None:
        return translate("BulkDialog", "Say what is to change; every change is then listed here.")
    if not is_whole:
        return translate("BulkDialog", "The first changes; all others are being counted…")
    words = _counted(wanted, listing.entries) if listing.entries else _nothing(operation)
    if listing.faults:
        left = translate("BulkDialog", "What cannot be is left as it is: {0}.")
        words += " " + left.format(f"{listing.faults:,}")
    return words


def _nothing(operation: Operation) -> str:
    if (
        isinstance(operation, Replace)
        and not operation.is_regex
        and not set(operation.find).isdisjoint("\\*+?[]^$|")
    ):
        return translate(
            "BulkDialog",
            "This text is nowhere in these entries; tick Regular expression if it is a pattern.",
        )
    return translate("BulkDialog", "Nothing changes in these entries.")


def _counted(wanted: int, whole: int) -> str:
    if whole == 1:
        return (
            translate("BulkDialog", "1 entry changes. One step, which can be undone.")
            if wanted
            else translate("BulkDialog", "The entry does not change.")
        )
    words = (
        translate("BulkDialog", "{0} of {1} entries change. One step, which can be undone.")
        if wanted
        else translate("BulkDialog", "None of {1} entries changes.")
    )
    return words.format(f"{wanted:,}", f"{whole:,}")
