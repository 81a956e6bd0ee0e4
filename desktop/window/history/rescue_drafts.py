"""What is being typed is kept in a file, and offered again where the program ended without it.

The file is in the platform's folder for a program's state, for this user alone. Each window has
a place of its own there, which a lock holds while it runs: a place with a text and no lock is of
a window that ended badly.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLockFile, QObject, QTimer

from db import Library
from desktop.files import replace_file
from desktop.window.features import Workplace
from desktop.window.message_bar import Tone
from desktop.window.tasks import Control

if TYPE_CHECKING:
    from desktop.window.table.cell_editors import CellEditors

_EVERY = 2_000  # milliseconds between two looks at what is typed
_PLACES = 8  # windows on one library whose texts are kept
_LARGEST = 20_000_000  # bytes of a file that is read again

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Drafts:
    """Texts that are typed and not saved.

    Attributes:
        form: Entry and field, to what the text was made from, and the text.
        source: Entry, to the same.
    """

    form: dict[tuple[int, str], tuple[str, str]] = field(default_factory=dict)
    source: dict[int, tuple[str, str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.form or self.source)

    @property
    def entries(self) -> set[int]:
        """The entries that they are of."""
        return {entry_id for entry_id, _ in self.form} | set(self.source)

    def with_older(self, older: Drafts) -> Drafts:
        """These, and those of an earlier run that are of other texts."""
        return Drafts(older.form | self.form, older.source | self.source)

    def of(self, entry_ids: set[int]) -> Drafts:
        """Only those of some entries."""
        return Drafts(
            {key: draft for key, draft in self.form.items() if key[0] in entry_ids},
            {key: draft for key, draft in self.source.items() if key in entry_ids},
        )

    def to_json(self, library: Path) -> str:
        """As it is kept in the file."""
        form = [[*key, *draft] for key, draft in self.form.items()]
        source = [[key, *draft] for key, draft in self.source.items()]
        return json.dumps({"library": str(library), "form": form, "source": source})

    @classmethod
    def from_json(cls, text: str) -> Drafts:
        """What a file keeps; nothing where it is damaged."""
        try:
            data = json.loads(text)
            return cls(
                {(int(i), str(name)): (str(a), str(b)) for i, name, a, b in data["form"]},
                {int(i): (str(a), str(b)) for i, a, b in data["source"]},
            )
        except (ValueError, TypeError, KeyError):
            return cls()


class DraftKeeper(QObject):
    """Keeps what is typed in one window."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.window)
        self._place = workplace
        self._file: Path | None = None
        self._lock: QLockFile | None = None
        self._older = Drafts()  # of an earlier run, until the user has decided
        self._written = Drafts()
        self._take_place()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.save)
        self._timer.start()
        workplace.session.closed.connect(self._on_closed)
        if workplace.session.is_open:
            self._find_older()
        else:
            workplace.session.opened.connect(self._find_older)

    def save(self) -> None:
        """Bring the file up to date with what is typed."""
        drafts = self._typed().with_older(self._older)
        if drafts == self._written or self._file is None:
            return
        with contextlib.suppress(OSError):  # a full disk must not stop the typing
            if drafts:
                replace_file(self._file, drafts.to_json(self._place.session.path).encode())
                self._file.chmod(0o600)
            else:
                self._file.unlink(missing_ok=True)
            self._written = drafts

    def bring_back(self) -> None:
        """Put the texts of the earlier run where they were being typed."""
        older, self._older = self._older, Drafts()
        pane = self._place.entry_pane
        self._place.list_pane.message.hide()
        if not older:
            return
        pane.form.bring_back(older.form)
        pane.source.bring_back(older.source)
        first = min(older.entries)
        field = next((name for each, name in older.form if each == first), None)
        self._place.actions["show_entry"].setChecked(True)
        self._place.list_pane.show_entry(first)
        if field is None:
            pane.show_tab("bibtex")
        else:
            pane.edit_when_shown(first, field)
        self.save()

    def discard(self) -> None:
        """Let the texts of the earlier run go."""
        self._older = Drafts()
        self._place.list_pane.message.hide()
        self.save()

    def _typed(self) -> Drafts:
        pane = self._place.entry_pane
        cells: CellEditors = self._place.window.features.feature(
            "table.cell_editors", "CellEditors"
        )
        return Drafts(pane.form.drafts() | cells.drafts(), pane.source.drafts())

    def _take_place(self) -> None:
        """The first place that no running window holds."""
        name = hashlib.sha256(str(self._place.session.path.absolute()).encode()).hexdigest()[:16]
        folder = drafts_folder()
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            return
        for number in range(_PLACES):
            lock = QLockFile(str(folder / f"{name}.{number}.lock"))
            lock.setStaleLockTime(0)
            if lock.tryLock(0):
                self._lock = lock
                self._file = folder / f"{name}.{number}.json"
                return

    def _find_older(self) -> None:
        if self._file is None or not self._file.is_file():
            return
        try:
            if self._file.stat().st_size > _LARGEST:
                return
            found = Drafts.from_json(self._file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            return
        self._older = self._written = found
        ids = sorted(found.entries)

        def work(library: Library, _: Control) -> set[int]:
            return {row.id for row in library.rows(ids)}

        if found:
            self._place.session.ask("drafts", work, self._offer)

    def _offer(self, there: set[int]) -> None:
        """Offer what is of entries that still exist."""
        self._older = self._older.of(there)
        if not self._older:
            self.save()
            return
        number = len(self._older.entries)
        words = (
            translate("Drafts", "What you had typed into an entry was not saved; it is kept.")
            if number == 1
            else translate(
                "Drafts", "What you had typed into {0} entries was not saved; it is kept."
            ).format(number)
        )
        self._place.list_pane.message.tell(
            words,
            Tone.WARNING,
            (translate("Drafts", "Bring it back"), self.bring_back),
            (translate("Drafts", "Discard"), self.discard),
        )

    def _on_closed(self) -> None:
        """What was typed is saved or was let go; what is older waits for its answer."""
        self._timer.stop()
        if self._file is not None:
            with contextlib.suppress(OSError):
                if self._older:
                    text = self._older.to_json(self._place.session.path)
                    replace_file(self._file, text.encode())
                else:
                    self._file.unlink(missing_ok=True)
        if self._lock is not None:
            self._lock.unlock()
        self._file = self._lock = None


def drafts_folder() -> Path:
    """Where the texts are kept."""
    import platformdirs

    return Path(platformdirs.user_state_dir("oeuvre", appauthor=False)) / "drafts"
