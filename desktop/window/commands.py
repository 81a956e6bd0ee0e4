"""What the commands do to the library and the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from db import Library, Notice, Step
from desktop import wording
from desktop.window.entry.changed_elsewhere import ChangedElsewhereError
from desktop.window.entry.field_editor import as_edited
from desktop.window.entry.form_rows import field_label
from desktop.window.files.importing import Imports, Outcome
from desktop.window.message_bar import Tone
from desktop.window.session import Session
from desktop.window.table.list_pane import ListPane, cite
from desktop.window.tasks import Control, Work

if TYPE_CHECKING:
    from biblio.problem import Problem
    from desktop.key_records import Record

T = TypeVar("T")
_TOLD = 5  # keys that are told of by name
_LONGEST = 60  # characters of a title in a sentence


class Commands(QObject):
    """Operations on the selection, with what is said about them.

    Signals:
        report_asked: An import's `Outcome` to be shown.
        entry_made: The id of a new entry, to be filled in.
        about_to_undo: Steps are going to be undone: what is typed is to be a step before that.
        steps_moved: Steps were undone or redone.
    """

    report_asked = Signal(object)
    entry_made = Signal(int)
    about_to_undo = Signal()
    steps_moved = Signal()

    def __init__(self, session: Session, pane: ListPane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pane = pane
        self._is_moving = False  # whether steps are being undone or redone
        self.imports = Imports(session, self)
        self.imports.begun.connect(pane.message.follow)
        self.imports.finished.connect(self._on_imported)
        # An offer to undo is about the step before it, not about one that comes after
        session.writing.connect(pane.message.withdraw)

    # --- Edits -----------------------------------------------------------------------------

    def trash(self) -> None:
        """Move the selected entries to the trash."""
        ids = self._pane.table.selected_ids()
        if not ids:
            return

        def done(_: Notice) -> None:
            text = (
                self.tr("{0} moved to the trash.").format(self._named(ids))
                if len(ids) == 1
                else self.tr("{0} entries moved to the trash.").format(f"{len(ids):,}")
            )
            self._say(text, (self.tr("Undo"), self.undo))

        self._write(lambda lib: lib.trash(ids), done)

    def restore(self) -> None:
        """Take the selected entries out of the trash."""
        ids = self._pane.table.selected_ids()
        if ids:
            self._write(
                lambda lib: lib.restore_entries(ids),
                lambda _: self._say(
                    self.tr("{0} restored.").format(self._amount(len(ids))),
                    (self.tr("Undo"), self.undo),
                ),
            )

    def empty_trash(self) -> None:
        """Delete for good; the caller has asked."""
        self._write(
            lambda lib: lib.empty_trash(),
            lambda gone: self._say(self.tr("{0} deleted for good.").format(self._amount(gone))),
        )

    def set_fields(
        self,
        entry_id: int,
        values: dict[str, str | None],
        failed: Callable[[str], None],
        bases: Mapping[str, str] | None = None,
        take_back: Callable[[int, str, str, str], None] | None = None,
    ) -> None:
        """Set fields of an entry.

        Args:
            entry_id: The entry.
            values: New texts, None to remove a field.
            failed: Told why not.
            bases: What the fields were when they were edited; another program's change of one
                of them is not replaced.
            take_back: Told of each of these fields where nothing was saved: the entry, its name,
                what it was, its new text.
        """
        expected = dict(bases or {})

        def work(library: Library, _: Control) -> Notice:
            now = library.entry(entry_id).entry
            for name, base in expected.items():
                if as_edited(now.get(name)) not in (base, values.get(name) or ""):
                    raise ChangedElsewhereError(name)
            return library.set_fields(entry_id, values)

        def on_failed(error: Exception) -> None:
            if take_back is not None:
                for name, base in expected.items():
                    take_back(entry_id, name, base, values.get(name) or "")
            if isinstance(error, ChangedElsewhereError):
                words = self.tr(
                    "“{0}” was changed elsewhere meanwhile; choose in the form what counts."
                )
                failed(words.format(field_label(error.name)))
                self._session.changed.emit((entry_id,))
            else:
                failed(wording.sentence(error))

        self._session.write(work, on_failed)

    def set_type(self, entry_id: int, entry_type: str, failed: Callable[[str], None]) -> None:
        """Change the type of an entry; `failed` is told why not."""
        self._session.write(
            lambda lib, _: lib.set_type(entry_id, entry_type),
            lambda error: failed(wording.sentence(error)),
        )

    def set_key(self, entry_id: int, key: str, failed: Callable[[str], None]) -> None:
        """Change the key of an entry; `failed` is told why not."""
        self._session.write(
            lambda lib, _: lib.set_key(entry_id, key),
            lambda error: failed(wording.sentence(error)),
        )

    def set_source(
        self, entry_id: int, text: str, failed: Callable[[str], None], base: str | None = None
    ) -> None:
        """Make an entry what a BibTeX text says.

        Args:
            entry_id: The entry.
            text: The text.
            failed: Told why not.
            base: The text that it was made from; another program's change of that is not
                replaced. None does not look.
        """

        def work(library: Library, _: Control) -> Notice:
            if base is not None and as_edited(library.bibtex(entry_id)) not in (base, text):
                raise ChangedElsewhereError("")
            return library.set_source_text(entry_id, text)

        def on_failed(error: Exception) -> None:
            if isinstance(error, ChangedElsewhereError):
                failed(self.tr("The entry was changed elsewhere meanwhile; look and apply again."))
                self._session.changed.emit((entry_id,))
            else:
                failed(str(getattr(error, "reason", "")) or wording.sentence(error))

        self._session.write(work, on_failed)

    def ask_source_doubts(
        self, entry_id: int, text: str, done: Callable[[tuple[Problem, ...]], None]
    ) -> None:
        """Ask what is doubtful in a BibTeX text for an entry."""
        self._session.ask(
            "doubts", lambda lib, _: lib.source_doubts(entry_id, text), done, lambda _: None
        )

    # --- Undo ------------------------------------------------------------------------------

    def undo(self, steps: int = 1) -> None:
        """Take back the last steps, unless that is being done."""
        self._move(lambda lib: lib.undo(steps), undone=True)

    def redo(self, steps: int = 1) -> None:
        """Do the last steps taken back again, unless something is being undone or redone."""
        self._move(lambda lib: lib.redo(steps), undone=False)

    def move_to(self, step_id: int, *, undone: bool) -> None:
        """Take back a step and all later ones or, if it is undone, do it and all before again."""
        self._move(lambda lib: lib.move_to(step_id), undone=undone)

    def _move(self, work: Callable[[Library], list[Step]], *, undone: bool) -> None:
        # One that was asked for meanwhile is meant for a step that is not the last any more
        if self._is_moving:
            return
        if undone:
            self.about_to_undo.emit()
        self._is_moving = True

        def ended() -> None:
            self._is_moving = False
            self._pane.message.end_progress()

        def moved(library: Library, _: Control) -> tuple[list[Step], list[Record]]:
            from desktop.key_records import of_steps

            steps = work(library)
            return steps, of_steps(library.path, steps, undone=undone)

        def done(result: tuple[list[Step], list[Record]]) -> None:
            ended()
            self._on_moved(*result, undone=undone)

        def failed(error: Exception) -> None:
            ended()
            self._pane.tell_error(error)

        control = self._session.write(moved, failed, done)
        text = self.tr("Undoing…") if undone else self.tr("Redoing…")
        self._pane.message.follow(text, control, can_cancel=False)

    def _on_moved(self, steps: list[Step], records: list[Record], *, undone: bool) -> None:
        if not steps:
            self._say(self.tr("Nothing to undo.") if undone else self.tr("Nothing to redo."))
            return
        words = self.tr("Undone: {0}") if undone else self.tr("Redone: {0}")
        if len(steps) > 1:
            more = self.tr(" and {0} more").format(len(steps) - 1)
            text = words.format(steps[0].name) + more
        else:
            text = words.format(steps[0].name)
        back = self.redo if undone else self.undo
        label = self.tr("Redo") if undone else self.tr("Undo")
        buttons: list[tuple[str, Callable[[], None]]] = [(label, lambda: back(len(steps)))]
        if records:
            text += ". " + self.tr("The documents that got other keys with it stay as they are.")
            follow = self.tr("Change them too")
            buttons.append((follow, lambda: self._follow(records)))
        self._say(text, *buttons)
        self.steps_moved.emit()

    def _follow(self, records: list[Record]) -> None:
        """Have documents follow steps that were undone or done again."""
        from desktop.window.keys.left_documents import follow

        follow(self._session, self._pane, records)

    # --- The clipboard ---------------------------------------------------------------------

    def copy_bibtex(self) -> None:
        """Put the selected entries into the clipboard as BibTeX."""
        ids = self._pane.table.selected_ids()
        if not ids:
            return

        def work(library: Library, _: Control) -> str:
            from db.citing.exporting import ExportOptions

            return library.export(ids, ExportOptions()).text

        told = self.tr("{0} copied as BibTeX.").format(self._amount(len(ids)))
        self._ask_to_copy(work, lambda text: self._copy(text, told))

    def copy_keys(self) -> None:
        """Put the selected entries' keys into the clipboard, with commas between."""
        self._ask_to_copy(
            self._keys(), lambda keys: self._copy(",".join(keys), self._told_keys(keys))
        )

    def copy_cite(self) -> None:
        r"""Put the ``\cite`` of the selected entries into the clipboard."""
        self._ask_to_copy(
            self._keys(), lambda keys: self._copy(cite(keys) if keys else "", self._told_keys(keys))
        )

    def _keys(self) -> Work[list[str]]:
        ids = self._pane.table.selected_ids()
        return lambda lib, _: [row.key for row in lib.rows(ids) if row.key]

    def _told_keys(self, keys: Sequence[str]) -> str:
        if len(keys) > _TOLD:
            return self.tr("{0} keys copied.").format(f"{len(keys):,}")
        return self.tr("Copied: {0}").format(", ".join(keys))

    def _ask_to_copy(self, work: Work[T], done: Callable[[T], None]) -> None:
        """Have something long made for the clipboard, off the main thread."""

        def made(result: T) -> None:
            self._pane.message.end_progress()
            done(result)

        def failed(error: Exception) -> None:
            self._pane.message.end_progress()
            self._pane.tell_error(error)

        control = self._session.ask("copy", work, made, failed)
        self._pane.message.follow(self.tr("Copying…"), control, can_cancel=False)

    def _copy(self, text: str, said: str) -> None:
        if not text:
            self._say(self.tr("The selected entries have no citation key."), tone=Tone.WARNING)
            return
        QGuiApplication.clipboard().setText(text)
        self._say(said)

    # --- Imports ---------------------------------------------------------------------------

    def _on_imported(self, outcome: Outcome) -> None:
        self._pane.message.end_progress()
        text, tone = self._told(outcome)
        buttons = []
        if outcome.reports or len(outcome.failures) > 1:
            buttons.append((self.tr("Show report"), lambda: self.report_asked.emit(outcome)))
        if outcome.added or outcome.merged or outcome.counts:
            done = sum(report.source_id is not None for report in outcome.reports)
            buttons.append((self.tr("Undo"), lambda: self.undo(max(1, done))))
        self._pane.message.tell(text, tone, *buttons)

    def _told(self, outcome: Outcome) -> tuple[str, Tone]:
        """What is said about an import in the quiet bar."""
        files = outcome.reports
        sentences = list(outcome.failures[:2])
        if len(outcome.failures) > 2:
            sentences.append(self.tr("{0} more failed.").format(len(outcome.failures) - 2))
        if files:
            where = files[0].file if len(files) == 1 else self.tr("{0} files").format(len(files))
            is_one = outcome.counts == 1
            counts = self.tr("1 count") if is_one else self.tr("{0} counts of citations")
            parts = [
                words.format(f"{number:,}")
                for words, number in (
                    (self.tr("{0} new"), outcome.added),
                    (self.tr("{0} merged"), outcome.merged),
                    (counts, outcome.counts),
                )
                if number
            ]
            if parts:
                sentences.append(self.tr("From {0}: {1}.").format(where, ", ".join(parts)))
            else:
                sentences.append(self.tr("Nothing new in {0}.").format(where))
            if outcome.to_look_at == 1:
                sentences.append(self.tr("One thing to look at."))
            elif outcome.to_look_at:
                sentences.append(self.tr("{0} things to look at.").format(outcome.to_look_at))
        if outcome.declined:
            sentences.append(self.tr("{0} was left.").format(", ".join(outcome.declined[:3])))
        if outcome.cancelled:
            sentences.append(
                self.tr("Import cancelled; the library is as it was before this file.")
            )
        tone = Tone.WARNING if outcome.to_look_at or outcome.cancelled else Tone.DONE
        return " ".join(sentences), Tone.ERROR if outcome.failures else tone

    # --- Helpers ---------------------------------------------------------------------------

    def _write(self, work: Callable[[Library], object], done: Callable[..., None]) -> None:
        self._session.write(lambda lib, _: work(lib), self._pane.tell_error, done)

    def _say(
        self, text: str, *buttons: tuple[str, Callable[[], None]], tone: Tone = Tone.DONE
    ) -> None:
        self._pane.message.tell(text, tone, *buttons)

    def _named(self, ids: Sequence[int]) -> str:
        rows = self._session.rows(ids[:1])
        name = (rows[0].title or rows[0].key or rows[0].known_as) if rows else ""
        if not name:
            return self.tr("The entry")
        return f"“{name}”" if len(name) <= _LONGEST else f"“{name[:_LONGEST].rstrip()}…”"

    def _amount(self, number: int) -> str:
        return self.tr("1 entry") if number == 1 else self.tr("{0} entries").format(f"{number:,}")
