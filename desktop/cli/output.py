"""What a command says: results to standard output, messages to standard error."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass, field
from typing import Final, TextIO

from desktop.cli.table import safe

# Exit statuses.
DONE: Final = 0
PARTLY: Final = 1  # done, but something could not be used, or a check found problems
USAGE: Final = 2
FAILED: Final = 3  # the library or a file could not be opened, read or written
STOPPED: Final = 130  # by Ctrl+C, as shells count it

_PIPED_WIDTH: Final = 120  # columns where standard output is no terminal


@dataclass(slots=True)
class Output:
    """The two streams of a command.

    Attributes:
        as_json: Standard output holds one JSON document and nothing else.
    """

    as_json: bool = False
    results: TextIO = field(default_factory=lambda: sys.stdout)
    messages: TextIO = field(default_factory=lambda: sys.stderr)

    def line(self, text: str = "") -> None:
        """A line of the result, for people; nothing where the result is a JSON document."""
        if not self.as_json:
            self.results.write(safe(text) + "\n")

    def text(self, text: str) -> None:
        """A text of several lines, for people."""
        for line in text.splitlines():
            self.line(line)

    def document(self, value: object) -> None:
        """The result as a JSON document, where that was asked for."""
        if self.as_json:
            json.dump(value, self.results, ensure_ascii=False, indent=2)
            self.results.write("\n")

    def message(self, text: str) -> None:
        """A sentence that is not part of the result."""
        self.messages.write(safe(text) + "\n")

    @property
    def width(self) -> int:
        """Columns that a table may take."""
        terminal = self.results.isatty()
        return max(40, shutil.get_terminal_size((80 if terminal else _PIPED_WIDTH, 24)).columns)


def prepare_streams() -> None:
    """Make the standard streams take every character: UTF-8, or a substitute."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            if stream.encoding.lower() in {"ascii", "us-ascii", "ansi_x3.4-1968"}:
                reconfigure(encoding="utf-8")
            reconfigure(errors="replace")
