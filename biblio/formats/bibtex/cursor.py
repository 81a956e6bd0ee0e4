"""The cursor: a place in a block's text, how far it may go, and what it found amiss."""

from __future__ import annotations

import re
from dataclasses import dataclass

from biblio.formats.bibtex.grammar import BLANK, FIELD_LINE, LINE, LINE_START
from biblio.formats.bibtex.spans import Issue
from biblio.problem import Severity

#: More problems of one block help nobody.
_MOST_ISSUES = 20


@dataclass(slots=True)
class Lookahead:
    """How far may be looked past lines that look like entries, in characters.

    A value may hold such a line, but a text of nothing but open braces must not be read to
    its end from each of them: what is left is shared by all blocks of a file.
    """

    left: int = 4_000_000
    _from: int = 0
    _next: int = -1
    _line: tuple[int, int, int] = (0, -1, -1)

    def take(self, wanted: int) -> int:
        """The number of characters that may be looked at, counted as used."""
        granted = min(wanted, self.left, 1_000_000)
        self.left -= granted
        return granted

    def next_start(self, text: str, pos: int, limit: int) -> int:
        """Where the next line begins that looks like an entry, or the limit.

        The place is remembered until it is passed: many blocks may stand on one line.
        """
        if not self._from <= pos <= self._next:
            match = LINE_START.search(text, pos, limit)
            self._from, self._next = pos, limit if match is None else match.end()
        return self._next

    def next_field_line(self, text: str, pos: int, limit: int) -> int:
        """Where the next field begins on a line of its own, or the limit; remembered too."""
        searched, begin, end = self._line
        if not searched <= pos <= begin or (end < 0 and limit > begin):
            match = FIELD_LINE.search(text, pos, limit)
            begin, end = (limit, -1) if match is None else (match.start(), match.end())
            self._line = pos, begin, end
        return limit if end < 0 or end > limit else end

    def forget_places(self) -> None:
        """Be ready for another text."""
        self._from, self._next = 0, -1
        self._line = (0, -1, -1)


class TooBrokenError(Exception):
    """Reading a block would take more than a time linear in its length."""


class Cursor:
    """A place in a block; `pos` is the next character, `issues` what was wrong before it."""

    def __init__(self, text: str, head: re.Match[str], limit: int, ahead: Lookahead) -> None:
        self.text = text
        self.head = head
        self.start = head.start()
        self.pos = head.end()
        self.limit = limit
        self.ahead = ahead
        self.closer = "}" if head[2] == "{" else ")"
        self.issues: list[Issue] = []
        self.cut_short = False  # more text behind the limit might have been read otherwise
        self._bound = -1
        self._work = 100_000 + 20 * (self.bound() - self.start)

    def bound(self) -> int:
        """Where the next line begins that looks like an entry, or the limit."""
        if self._bound < self.pos:
            self._bound = self.ahead.next_start(self.text, self.pos, self.limit)
        return self._bound

    def trimmed(self, end: int) -> int:
        """The end without the white space before it."""
        return self.start + len(self.text[self.start : end].rstrip())

    def _spend(self, characters: int) -> None:
        """Count characters that are looked at once more.

        Raises:
            TooBrokenError: If there were too many.
        """
        self._work -= characters
        if self._work < 0:
            raise TooBrokenError

    def _skip(self) -> None:
        """Past white space and comment lines."""
        self.pos = self._after_blank(self.pos)

    def _after_blank(self, pos: int, *, warn: bool = True) -> int:
        while True:
            blank = BLANK.match(self.text, pos, self.limit)
            pos = blank.end() if blank else pos
            if pos >= self.limit or self.text[pos] != "%":
                return pos
            if warn:
                self._warn("comment-in-entry", "BibTeX knows no % comments inside entries.", pos)
            line = LINE.match(self.text, pos, self.limit)
            pos = line.end() if line else self.limit

    def _at_end(self) -> bool:
        return self.pos >= self.bound()

    def _warn(self, code: str, message: str, offset: int | None = None) -> None:
        if len(self.issues) >= _MOST_ISSUES:
            return
        if code == "comment-in-entry" and any(i.code == code for i in self.issues):
            return
        place = self.pos if offset is None else offset
        self.issues.append(Issue(code, Severity.WARNING, place, message))
