"""What must hold of the reader for any bytes; shared by the fuzzer and by the tests."""

from __future__ import annotations

import time

from biblio.formats.bibtex import pieces, reader
from biblio.formats.encoding import decode, encode, in_parts, texts
from biblio.formats.result import BlockKind

LONG = 40_000  # to what length an input is repeated to see whether time is linear
SECONDS = 4.0  # for that; some forty times what the slowest text takes, instrumented


def check(data: bytes) -> None:
    """Read some bytes in every way.

    Raises:
        AssertionError: Something was lost, or differs from one way to another.
    """
    result = reader.read(data)
    text = "".join(block.text for block in result.blocks)
    assert encode(text, result.encoding) == data
    assert "".join(texts(in_parts(data))) == decode(data).text
    numbers = [block.entry for block in result.blocks if block.kind is BlockKind.ENTRY]
    assert numbers == list(range(len(result.entries)))
    lines = 1 + text.count("\n") + text.replace("\r\n", "").count("\r")
    assert all(1 <= (problem.line or 1) <= lines for problem in result.problems)
    whole = pieces.PIECE
    pieces.PIECE = 16
    try:
        parts = list(reader.read_pieces([text[at : at + 5] for at in range(0, len(text), 5)]))
    finally:
        pieces.PIECE = whole
    assert "".join(block.text for part in parts for block in part.blocks) == text
    assert tuple(entry for part in parts for entry in part.entries) == result.entries


def check_time(data: bytes) -> None:
    """Read the same bytes over and over, as one text.

    Raises:
        AssertionError: That takes more than a time in proportion to its length.
    """
    repeated = data * (LONG // max(len(data), 1))
    started = time.process_time()
    reader.read(repeated)
    spent = time.process_time() - started
    assert spent < SECONDS, f"{len(repeated)} bytes took {spent:.1f} s"
