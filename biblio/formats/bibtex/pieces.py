"""Pieces: a long text cut where no block is open, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Iterable

from biblio.formats.bibtex.grammar import LINE_START

#: The length from which a piece may end, and the one at which it must, at the next line that
#: begins like a block, even if braces are open.
PIECE = 1 << 16
LONGEST = 1 << 22


class Window:
    """What is at hand of a text that arrives in parts; `text` from `start` on is not read yet.

    Attributes:
        final: Whether nothing comes after what is at hand.
    """

    def __init__(self, parts: Iterable[str]) -> None:
        self._parts = iter(parts)
        self.text = ""
        self.start = 0
        self.final = False
        self._half = ""  # a carriage return at the end of a part: a line feed may follow

    def cut(self, least: int = 0) -> int:
        """Where a piece of at least this length ends; the end of the text if nowhere before.

        A cut stands before a line that begins a block, where all braces since `start` are
        closed.
        """
        least = self.start + max(least, PIECE)
        while (place := self._place(least)) is None:
            if self.final:
                return len(self.text)
            least -= self.start
            self._fill()
        return place

    def _place(self, least: int) -> int | None:
        text, start = self.text, self.start
        depth = 0
        counted = start
        for match in LINE_START.finditer(text, least):
            place = match.start()
            depth += text.count("{", counted, place) - text.count("}", counted, place)
            counted = place
            if depth <= 0 or place - start > LONGEST:
                return place
        return None

    def _fill(self) -> None:
        """Have at least twice as much at hand: what is searched again then stays linear."""
        parts = [self.text[self.start :]]
        size, wanted = len(parts[0]), 2 * len(parts[0])
        while size <= wanted and not self.final:
            part = next(self._parts, None)
            self.final = part is None
            part = self._half + (part or "")
            self._half = "\r" if part.endswith("\r") and not self.final else ""
            parts.append(part.removesuffix("\r") if self._half else part)
            size += len(part)
        self.text = "".join(parts)
        self.start = 0
