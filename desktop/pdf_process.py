"""Reading PDFs in a second process, which may take so much time and memory and no more.

A hostile file can at worst end that process. What comes back is JSON of bounded length, not
pickled, so that a process that went astray has no way in.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import multiprocessing
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from biblio.pdf_facts import PdfFacts, UnreadablePdfError, read_facts

_SECONDS: Final = 12.0  # for the whole of one file, start included
_CPU_SECONDS: Final = 10
_MEMORY: Final = 1 << 30  # bytes of addresses; the interpreter alone takes a tenth
_LARGEST: Final = 500 << 20  # bytes of a file
_LONGEST_ANSWER: Final = 20_000  # bytes


def facts_of_pdf(path: Path, *, cancelled: Callable[[], bool] = lambda: False) -> PdfFacts:
    """What a PDF says of itself.

    Args:
        path: The file.
        cancelled: Asked some times a second; True ends it with nothing found.

    Raises:
        UnreadablePdfError: It is damaged, encrypted, no PDF, or takes too long.
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(1024):
            raise UnreadablePdfError("it is no PDF")
    if path.stat().st_size > _LARGEST:
        raise UnreadablePdfError("it is too large to be looked into")
    context = multiprocessing.get_context("spawn")  # see db.imports.streaming: never forked
    answer, to_answer = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(str(path), to_answer), daemon=True)
    process.start()
    to_answer.close()  # else the end of the other process would not be seen
    try:
        return _received(answer, cancelled)
    finally:
        process.kill()
        process.join()
        process.close()
        answer.close()


def _received(answer: Connection, cancelled: Callable[[], bool]) -> PdfFacts:
    until = time.monotonic() + _SECONDS
    while not answer.poll(0.1):
        if cancelled():
            return PdfFacts()
        if time.monotonic() > until:
            raise UnreadablePdfError("reading it takes too long")
    try:
        told = json.loads(answer.recv_bytes(_LONGEST_ANSWER))
    except (EOFError, OSError, ValueError) as error:
        raise UnreadablePdfError("reading it takes too much time or memory") from error
    if "reason" in told:
        raise UnreadablePdfError(str(told["reason"]))
    names = [field.name for field in dataclasses.fields(PdfFacts)]
    return PdfFacts(**{name: str(told.get(name, "")) for name in names})


def _work(path: str, to_answer: Connection) -> None:
    """What the second process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit()
    # Without rlimits (Windows) a process whose parent died must still come to an end
    threading.Timer(_SECONDS * 2, _die).start()
    try:
        with Path(path).open("rb") as file:
            told = dataclasses.asdict(read_facts(file))
    except UnreadablePdfError as error:
        told = {"reason": error.reason}
    except MemoryError:
        told = {"reason": "reading it takes too much memory"}
    with contextlib.suppress(BrokenPipeError):
        to_answer.send_bytes(json.dumps(told).encode())
    _die()


def _die() -> None:
    import os

    os._exit(0)  # at once: no thread and no file is worth waiting for


def _limit() -> None:
    import logging

    logging.disable(logging.CRITICAL)  # pypdf tells of every oddity
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),  # it writes no file
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
