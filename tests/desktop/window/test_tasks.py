"""The serial workers: order, late answers, interrupts, cancelling, errors, the end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db import Library, Sort
from db.errors import CancelledError, LibraryMissingError, NoSuchEntryError
from desktop.window.tasks import Control, Worker


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Library.open(tmp_path / "a.oeuvre").close()
    return tmp_path / "a.oeuvre"


@pytest.fixture
def worker(path: Path) -> Iterator[Worker]:
    made = Worker(lambda: Library.open(path), "test")
    yield made
    made.close(drop=True)


def unwanted(answer: object) -> None:
    """Where no answer may come."""
    pytest.fail(f"there was to be no answer, and it is {answer!r}")


def idle(qtbot: QtBot, worker: Worker) -> None:
    qtbot.waitUntil(lambda: not worker.busy, timeout=10_000)


def test_works_in_order_and_answers_on_the_main_thread(qtbot: QtBot, worker: Worker) -> None:
    answers: list[tuple[int, bool]] = []

    def work(number: int, _: Library, __: Control) -> tuple[int, int]:
        return number, threading.get_ident()

    def done(found: tuple[int, int]) -> None:
        answers.append((found[0], threading.get_ident() != found[1]))

    for number in range(5):
        worker.submit(partial(work, number), done)
    idle(qtbot, worker)
    assert answers == [(number, True) for number in range(5)]


def test_all_work_gets_the_one_library_of_the_thread(qtbot: QtBot, worker: Worker) -> None:
    seen: list[int] = []
    worker.submit(lambda lib, _: id(lib), seen.append)
    worker.submit(lambda lib, _: id(lib), seen.append)
    idle(qtbot, worker)
    assert seen[0] == seen[1]


def test_only_the_newest_question_of_a_channel_is_answered(qtbot: QtBot, worker: Worker) -> None:
    go = threading.Event()
    answers: list[str] = []
    asked: list[str] = []

    def question(name: str) -> Callable[[Library, Control], str]:
        def work(_: Library, __: Control) -> str:
            asked.append(name)
            if name == "first":
                go.wait(5)
            return name

        return work

    worker.submit(question("first"), answers.append, channel="ids")
    qtbot.waitUntil(lambda: asked == ["first"])
    for name in ("second", "third", "last"):
        worker.submit(question(name), answers.append, channel="ids")
    worker.submit(question("other"), answers.append, channel="counts")
    go.set()
    idle(qtbot, worker)
    assert answers == ["last", "other"]
    assert asked == ["first", "last", "other"]


def test_a_newer_question_interrupts_a_query_that_runs(
    qtbot: QtBot, worker: Worker, path: Path
) -> None:
    with Library.open(path) as library:
        for number in range(30):
            library.new_entry("misc", {"title": f"Paper {number}"})
    started = threading.Event()
    ended: list[str] = []
    answers: list[int] = []

    def endless(library: Library, _: Control) -> int:
        started.set()
        try:
            while True:
                library.find_ids("paper", (Sort("title"),))
        finally:
            ended.append("ended")

    worker.submit(endless, lambda _: answers.append(0), channel="ids")
    qtbot.waitUntil(started.is_set)

    def ask_again() -> bool:
        """An interrupt between two queries stops neither: type on, as a user does."""
        worker.submit(lambda lib, _: len(lib.find_ids()), answers.append, channel="ids")
        return bool(ended)

    qtbot.waitUntil(ask_again, timeout=10_000)
    idle(qtbot, worker)
    assert ended == ["ended"]
    assert answers
    assert set(answers) == {30}


def test_progress_arrives_and_the_wish_to_cancel_too(qtbot: QtBot, worker: Worker) -> None:
    started = threading.Event()
    seen: list[tuple[int, int]] = []
    failures: list[Exception] = []
    wait = threading.Event()

    def work(_: Library, control: Control) -> None:
        control.progress(1, 3)
        started.set()
        while not control.cancelled():
            wait.wait(0.01)
        raise CancelledError

    control = worker.submit(work, unwanted, failures.append)
    control.progressed.connect(lambda done, total: seen.append((done, total)))
    qtbot.waitUntil(started.is_set)
    control.cancel()
    idle(qtbot, worker)
    assert [type(error) for error in failures] == [CancelledError]
    assert seen in ([(1, 3)], [])  # it may have been said before anyone listened


def test_errors_of_the_world_are_told(qtbot: QtBot, worker: Worker, tmp_path: Path) -> None:
    failures: list[Exception] = []
    worker.submit(lambda lib, _: lib.entry(99), unwanted, failures.append)
    worker.submit(lambda _, __: (tmp_path / "none").read_bytes(), unwanted, failures.append)
    idle(qtbot, worker)
    assert [type(error) for error in failures] == [NoSuchEntryError, FileNotFoundError]


def test_faults_of_the_program_are_raised_on_the_main_thread(qtbot: QtBot, worker: Worker) -> None:
    failures: list[Exception] = []
    with qtbot.captureExceptions() as faults:
        worker.submit(lambda _, __: int("one"), unwanted, failures.append)
        idle(qtbot, worker)
    assert [kind for kind, _, _ in faults] == [ValueError]
    assert failures == []


def test_a_library_that_cannot_be_opened_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    worker = Worker(lambda: Library.open(tmp_path / "none", create=False), "test")
    failures: list[Exception] = []
    worker.submit(lambda lib, _: lib.count(), unwanted, failures.append)
    idle(qtbot, worker)
    worker.close(drop=True)
    assert [type(error) for error in failures] == [LibraryMissingError]


def test_closing_ends_what_writes_and_drops_what_asks(path: Path) -> None:
    def add(title: str, library: Library, _: Control) -> int:
        return library.new_entry("misc", {"title": title})

    writer = Worker(lambda: Library.open(path), "writer")
    for number in range(3):
        writer.submit(partial(add, str(number)), lambda _: None)
    writer.close(drop=False)
    asked: list[int] = []
    reader = Worker(lambda: Library.open(path, readonly=True), "reader")
    for _ in range(50):
        reader.submit(lambda lib, _: asked.append(lib.count()), lambda _: None)
    reader.close(drop=True)
    assert len(asked) < 50
    with Library.open(path) as library:
        assert library.count() == 3
    assert not list(path.parent.glob("*-wal"))


def test_answers_after_the_end_are_forgotten(path: Path, qtbot: QtBot) -> None:
    worker = Worker(lambda: Library.open(path), "test")
    answers: list[int] = []
    worker.submit(lambda lib, _: lib.count(), answers.append)
    worker.close(drop=False)
    qtbot.wait(20)
    assert answers == []


def test_what_is_forgotten_is_not_answered(qtbot: QtBot, worker: Worker) -> None:
    answers: list[int] = []
    worker.submit(lambda lib, _: lib.count(), answers.append, channel="entry")
    worker.forget("entry")
    worker.submit(lambda lib, _: lib.count() - 1, answers.append)
    idle(qtbot, worker)
    assert answers == [-1]


def test_an_interrupt_does_not_reach_the_questions_after_it(
    qtbot: QtBot, worker: Worker, path: Path
) -> None:
    """A cursor that lived on in a traceback would make SQLite interrupt them all."""
    with Library.open(path) as library:
        report = library.import_bytes(b"@misc{a, title={Paper}}", name="a.bib")
        entry_id = report.entry_ids[0]
    answers: list[int] = []

    def look(started: threading.Event, library: Library, control: Control) -> None:
        while not control.cancelled():
            library.entry(entry_id)  # has several cursors open at once
            started.set()

    for _ in range(60):
        started = threading.Event()
        worker.submit(partial(look, started), unwanted, unwanted, channel="entry")
        qtbot.waitUntil(started.is_set)
        worker.submit(lambda lib, _: lib.count(), answers.append)
        worker.forget("entry")
    idle(qtbot, worker)
    assert answers == [1] * 60
