"""What the window remembers between two runs: sizes, columns, choices. Nothing of the library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QByteArray, QSettings

from biblio.value import Value
from db.listed import Sort


class ColumnsState(Value):
    """How a view's columns are arranged.

    Attributes:
        order: Names of the shown columns, from left to right; empty for the usual ones.
        widths: Column name to pixels.
        sort: What it is sorted by, most important first.
    """

    order: tuple[str, ...] = ()
    widths: Mapping[str, int] = MappingProxyType({})
    sort: tuple[Sort, ...] = ()


class Settings:
    """Typed access to an INI file; what is missing or damaged there has its usual value."""

    def __init__(self, path: Path) -> None:
        """Use the file at `path`, which is made when something is remembered."""
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def text(self, name: str, usual: str = "") -> str:
        """A remembered text."""
        value = self._store.value(name, usual)
        return value if isinstance(value, str) else usual

    def flag(self, name: str, *, usual: bool) -> bool:
        """A remembered yes or no."""
        return self.text(name, "true" if usual else "false") == "true"

    def state(self, name: str) -> QByteArray:
        """A remembered state of a widget, empty if there is none."""
        value = self._store.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def remember(self, name: str, value: str | bool | QByteArray) -> None:
        """Keep a value."""
        if isinstance(value, bool):
            value = "true" if value else "false"
        self._store.setValue(name, value)

    def columns(self, view: str) -> ColumnsState:
        """How the columns of a kind of view were arranged."""
        if not self.text(f"columns/{view}"):
            return ColumnsState()
        import json

        try:
            data = json.loads(self.text(f"columns/{view}", "{}"))
            return ColumnsState(
                tuple(str(name) for name in data.get("order", ())),
                {str(name): int(width) for name, width in data.get("widths", {}).items()},
                tuple(Sort(str(s["column"]), bool(s["descending"])) for s in data.get("sort", ())),
            )
        except (ValueError, TypeError, KeyError, AttributeError):
            return ColumnsState()  # an edited or damaged file is no reason not to start

    def remember_columns(self, view: str, state: ColumnsState) -> None:
        """Keep how the columns of a kind of view are arranged."""
        import json

        sort = [{"column": key.column, "descending": key.descending} for key in state.sort]
        data = {"order": state.order, "widths": dict(state.widths), "sort": sort}
        self.remember(f"columns/{view}", json.dumps(data))

    def texts(self, name: str) -> tuple[str, ...]:
        """A remembered list of texts."""
        if not self.text(name):
            return ()
        import json

        try:
            found = json.loads(self.text(name))
        except ValueError:
            return ()
        return tuple(map(str, found)) if isinstance(found, list) else ()

    def remember_texts(self, name: str, texts: Sequence[str]) -> None:
        """Keep a list of texts."""
        import json

        self.remember(name, json.dumps(list(texts)))

    def write(self) -> None:
        """Write the file now."""
        self._store.sync()
