"""Streaming: a long .bib is read, and its rows made, by a second process while this one writes.

Reading and deriving take as long as writing, so two cores halve the time. The second process
knows nothing of the library: if it dies, this one reads the rest itself, and if this one dies,
the second finds its pipe closed and ends. Nothing that it sends is code, and nothing but this
program's own module sends it.
"""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import threading
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, NamedTuple

from biblio.formats.bibtex.reader import FORMAT
from biblio.formats.encoding import Parts, texts
from biblio.prepare import Batch, bibtex_batches
from biblio.problem import Problem, Severity
from db.imports.reading_process import END, unpacked, work

if TYPE_CHECKING:
    from db.imports.importing import Input

#: Bytes from which on a second process is worth its start, which takes a third of a second.
WORTH_A_PROCESS = 4 << 20
_HEAD = 1 << 16  # bytes in which a .bib has its first entry


class SecondProcess(NamedTuple):
    """A process that waits for a text, with where to send it and where the answer comes from."""

    process: BaseProcess
    to_send: Connection
    answer: Connection


@contextlib.contextmanager
def second_process(data: bytes) -> Iterator[SecondProcess | None]:
    """A second process where it is worth it; to begin with, since it has to start.

    Args:
        data: What is to be read, which may turn out to be something else.
    """
    worth = len(data) >= WORTH_A_PROCESS and b"@" in data[:_HEAD]
    if not worth or (os.cpu_count() or 1) < 2:
        yield None
        return
    # Not forked: the window's threads and SQLite's locks do not survive that
    context = multiprocessing.get_context("spawn")
    to_read, to_send = context.Pipe(duplex=False)
    answer, to_answer = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(to_read, to_answer), daemon=True)
    try:
        process.start()
    except OSError:  # no more processes, or no memory for one
        yield None
        return
    to_read.close()
    to_answer.close()  # else the end of the other process would not be seen
    try:
        yield SecondProcess(process, to_send, answer)
    finally:
        process.kill()
        process.join()
        process.close()
        to_send.close()
        answer.close()


@contextlib.contextmanager
def streamed_input(parts: Parts, second: SecondProcess | None) -> Iterator[Input]:
    """An input whose batches are made as they are asked for.

    Args:
        parts: Its text.
        second: Who makes them; None for this process.
    """
    from db.imports.importing import Input

    first: list[Batch] = []
    if parts.note:
        note = Problem("encoding-assumed", Severity.NOTE, parts.note)
        first.append(Batch([], [], [note]))
    with contextlib.ExitStack() as stack:
        rest = stack.enter_context(_received(second, parts)) if second else _batches(parts)
        yield Input(FORMAT, parts.encoding, itertools.chain(first, rest), 0)


def _batches(parts: Iterable[bytes]) -> Iterator[Batch]:
    return bibtex_batches(texts(parts))


@contextlib.contextmanager
def _received(second: SecondProcess, parts: Parts) -> Iterator[Iterator[Batch]]:
    feeder = threading.Thread(target=_feed, args=(parts, second.to_send), daemon=True)
    feeder.start()
    try:
        yield _answered(second.answer, parts)
    finally:
        second.process.kill()  # so that the feeder ends
        feeder.join()


def _feed(parts: Iterable[bytes], to_send: Connection) -> None:
    """Send the text; a pipe that nobody reads any more is for the receiving side to notice."""
    with contextlib.suppress(OSError), to_send:
        for part in parts:
            to_send.send_bytes(part)
        to_send.send_bytes(END)


def _answered(answer: Connection, parts: Parts) -> Iterator[Batch]:
    received = 0
    cut = _Cutter(texts(parts)).cut
    try:
        while (sent := answer.recv()) is not None:
            yield unpacked(sent, cut)
            received += 1
    except (EOFError, OSError):
        pass
    else:
        return
    # It died: killed, or it could not start. What it sent is right; go on behind it, alone.
    if received:
        message = "The process that helped to read the file ended early; it was read without it."
        yield Batch([], [], [Problem("helper-died", Severity.NOTE, message)])
    yield from itertools.islice(_batches(parts), received, None)


class _Cutter:
    """Cuts a text that comes in parts into lengths that have nothing to do with them."""

    def __init__(self, parts: Iterable[str]) -> None:
        self._parts = iter(parts)
        self._part = ""
        self._at = 0

    def cut(self, length: int) -> str:
        """The next `length` characters."""
        pieces: list[str] = []
        while length > len(self._part) - self._at:
            pieces.append(self._part[self._at :])
            length -= len(pieces[-1])
            self._part, self._at = next(self._parts), 0
        pieces.append(self._part[self._at : self._at + length])
        self._at += length
        return "".join(pieces)
