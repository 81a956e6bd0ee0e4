"""What is dragged within the window: entries and collections, by their ids."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData

ENTRIES = "application/x-oeuvre-entries"
COLLECTION = "application/x-oeuvre-collection"


def put_ids(data: QMimeData, kind: str, ids: Sequence[int]) -> None:
    """Add ids to what is dragged."""
    data.setData(kind, QByteArray(",".join(map(str, ids)).encode()))


def ids_of(data: QMimeData, kind: str) -> list[int]:
    """The ids that are dragged; none where something else is, or something odd."""
    text = bytes(data.data(kind).data()).decode("ascii", "replace")
    return [int(part) for part in text.split(",") if part.isascii() and part.isdigit()]
