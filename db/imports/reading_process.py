"""The process that reads a long .bib for another, which writes what it answers.

It loads nothing but what reading takes, since the other waits for its first answer.
"""

from __future__ import annotations

import contextlib
import gc
import signal
import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from queue import Queue
from typing import Any

from biblio.formats.encoding import texts
from biblio.prepare import Batch, Prepared, bibtex_batches
from biblio.problem import Problem

END = b""  # what ends the text; None ends the answer
_AHEAD = 4  # batches that may lie ready
#: Entries as plain tuples, which take less to send; line, kind, length and entry of blocks.
Packed = tuple[list[tuple[Any, ...]], list[tuple[int, str, int, int | None]], list[Problem]]


def work(to_read: Connection, to_answer: Connection) -> None:
    """Read the text that comes in, and answer with batches and None.

    Args:
        to_read: Gives UTF-8 in parts, and `END` behind the last.
        to_answer: Takes the batches, each as `packed`.
    """
    gc.disable()  # what is read holds no cycles, and looking for them takes a tenth of the time
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the first, which ends this one
    ready: Queue[Batch | None] = Queue(_AHEAD)
    sender = threading.Thread(target=_send, args=(ready, to_answer), daemon=True)
    sender.start()
    # Without its end the text is not whole: then the first process is gone, or will see that
    # this one is
    with contextlib.suppress(EOFError, OSError):
        # Whichever of the two has time works the texts out: while nothing lies ready here, the
        # first has nothing to do
        text = texts(_arriving(to_read))
        for batch in bibtex_batches(text, with_texts=lambda: not ready.empty()):
            ready.put(batch)
        ready.put(None)
        sender.join()


def _send(ready: Queue[Batch | None], to_answer: Connection) -> None:
    """Send what lies ready; where nobody takes it, the text that comes in ends soon, too."""
    while (batch := ready.get()) is not None:
        with contextlib.suppress(BrokenPipeError):
            to_answer.send(packed(batch))
    with contextlib.suppress(BrokenPipeError):
        to_answer.send(None)


def _arriving(to_read: Connection) -> Iterator[bytes]:
    while (part := to_read.recv_bytes()) != END:
        yield part


def packed(batch: Batch) -> Packed:
    """A batch without the texts of its blocks, which the other process has, too."""
    entries = list(map(tuple, batch.entries))
    blocks = [(line, kind, len(text), entry) for line, kind, text, entry in batch.blocks]
    return entries, blocks, batch.problems


def unpacked(sent: Packed, cut: Callable[[int], str]) -> Batch:
    """The batch that was `packed`.

    Args:
        sent: What `packed` gave.
        cut: Gives the next so many characters of the text that was read: its blocks, one behind
            the other, are all of it.
    """
    entries, blocks, problems = sent
    return Batch(
        list(map(Prepared._make, entries)),
        [(line, kind, cut(length), entry) for line, kind, length, entry in blocks],
        problems,
    )
