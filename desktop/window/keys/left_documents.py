"""Documents that got other keys with a step: they follow it when the user says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import key_records
from desktop.window.keys.key_documents import told
from desktop.window.message_bar import Tone
from desktop.window.tasks import Control

if TYPE_CHECKING:
    from db import Library
    from desktop.key_files import Rewriting
    from desktop.key_records import Record
    from desktop.window.session import Session
    from desktop.window.table.list_pane import ListPane


def follow(session: Session, pane: ListPane, records: Sequence[Record]) -> None:
    """Rename the keys in the documents as their steps were undone or done again."""

    def work(library: Library, _: Control) -> list[Rewriting]:
        return [key_records.follow(library.path, each) for each in records]

    def done(found: list[Rewriting]) -> None:
        said = [told(each) for each in found]
        text = " ".join(filter(None, (sentence for sentence, _ in said)))
        missing = [path.name for each in records for path in each.missing]
        if missing:
            words = QCoreApplication.translate("Documents", "Not found: {0}.")
            text = f"{text} {words.format(', '.join(missing))}".strip()
        is_whole = not missing and all(whole for _, whole in said)
        pane.message.tell(text, Tone.DONE if is_whole else Tone.WARNING)

    session.work(work, done, pane.tell_error)
