"""What a command says: results to standard output, messages to standard error."""

from __future__ import annotations

import contextlib
import os
import sys

from biblio.typed import TYPE_CHECKING
from desktop.cli.table import safe

if TYPE_CHECKING:
    from typing import Final, TextIO

# Exit statuses.
DONE: Final = 0
PARTLY: Final = 1  # done, but something could not be used, or a check found problems
# 2 is wrong usage: desktop.wording.UsageError, and argparse
FAILED: Final = 3  # the library or a file could not be opened, read or written
STOPPED: Final = 130  # by Ctrl+C, as shells count it

_PIPED_WIDTH: Final = 120  # columns where standard output is no terminal


class Output:
    """The two streams of a command.

    Attributes:
        as_json: Standard output holds one JSON document and nothing else.
    """

    def __init__(self) -> None:
        self.as_json = False
        self.results: TextIO | None = sys.stdout
        self.messages: TextIO | None = sys.stderr

    def line(self, text: str = "") -> None:
        """A line of the result, for people; nothing where the result is a JSON document."""
        if not self.as_json and self.results is not None:
            self.results.write(safe(text) + "\n")

    def text(self, text: str) -> None:
        """A text of several lines, for people."""
        for line in text.splitlines():
            self.line(line)

    def document(self, value: object) -> None:
        """The result as a JSON document, where that was asked for."""
        if self.as_json and self.results is not None:
            import json

            json.dump(value, self.results, ensure_ascii=False, indent=2)
            self.results.write("\n")

    def message(self, text: str) -> None:
        """A sentence that is not part of the result."""
        if self.messages is not None:
            with contextlib.suppress(OSError):  # nobody could be told of that either
                self.messages.write(safe(text) + "\n")
                self.messages.flush()

    def flush(self) -> None:
        """Hand over what was written; a windowed program on Windows has no stream."""
        if self.results is not None:
            self.results.flush()

    @property
    def width(self) -> int:
        """Columns that a table may take: those of the terminal, or what COLUMNS says."""
        asked = os.environ.get("COLUMNS", "")
        if asked.isdecimal() and int(asked):
            return max(40, int(asked))
        if self.results is None:
            return _PIPED_WIDTH
        try:
            return max(40, os.get_terminal_size(self.results.fileno()).columns)
        except (OSError, ValueError):  # no terminal, or not even a file
            return _PIPED_WIDTH


def prepare_streams() -> None:
    """Make the standard streams take every character: UTF-8, or a substitute."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            if stream.encoding.lower() in {"ascii", "us-ascii", "ansi_x3.4-1968"}:
                reconfigure(encoding="utf-8")
            reconfigure(errors="replace")
