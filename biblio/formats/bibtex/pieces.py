"""Pieces: a long text cut where no block is open, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.formats.bibtex.grammar import LINE_START

#: The length from which a piece may end, and the one at which it must, at the next line that
#: begins like a block, even if braces are open.
PIECE = 1 << 17
LONGEST = 1 << 22


def cuts(text: str) -> Iterator[int]:
    """Where the pieces of a text end, the last being its length.

    A cut stands before a line that begins a block, where all braces since the last cut are
    closed.
    """
    start = 0
    while len(text) - start > PIECE:
        depth = 0
        counted = start
        for match in LINE_START.finditer(text, start + PIECE):
            place = match.start()
            depth += text.count("{", counted, place) - text.count("}", counted, place)
            counted = place
            if depth <= 0 or place - start > LONGEST:
                break
        else:
            break
        if place <= start:
            break
        yield place
        start = place
    yield len(text)
