"""The benchmarks measure what they say, on a file that looks like real ones."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from benchmarks.compare import Comparison, Result, run, table
from benchmarks.generate import blocks
from benchmarks.measure import Cost, RunError, Side, measure


def test_the_generated_file_is_the_same_each_time() -> None:
    assert list(blocks(200)) == list(blocks(200))
    assert list(blocks(200)) != list(blocks(200, seed=2))


def test_the_generated_file_has_as_many_entries_as_asked() -> None:
    text = "".join(blocks(1000))
    kinds = re.findall(r"(?m)^@(\w+)\{", text)
    entries = [k for k in kinds if k.lower() not in ("string", "preamble", "comment")]
    assert len(entries) == 1000


@pytest.mark.parametrize(
    "feature",
    [
        r"crossref\s*= ?[{\"]proc\d",
        r'\d # "~" # [a-z]{3}',
        r"\{\\o\}|\{\\O\}",
        "Ø",
        r"\$L\^2\$",
        "@comment",
    ],
)
def test_the_generated_file_has(feature: str) -> None:
    assert re.search(feature, "".join(blocks(2000)))


def test_parents_come_after_their_children() -> None:
    text = "".join(blocks(1000))
    children = {
        m[1]: m.start() for m in re.finditer(r'crossref\s*=\s*[{"](\w+)', text, re.IGNORECASE)
    }
    parents = {m[1]: m.start() for m in re.finditer(r"@proceedings\{(\w+)", text, re.IGNORECASE)}
    assert children
    assert all(parents[key] > start for key, start in children.items())


def test_measures_cpu_time_and_memory_of_the_child(tmp_path: Path) -> None:
    # Far above what this process may have itself: a child begins with its parent's peak
    hungry = "x = bytearray(600 << 20)\nfor i in range(0, len(x), 4096): x[i] = 1"
    cost = measure(Side("hungry", (sys.executable, "-c", hungry)), tmp_path / "log")
    idle = measure(Side("idle", (sys.executable, "-c", "pass")), tmp_path / "log")
    assert 600 < cost.peak < 660  # MiB
    assert 0 < idle.cpu < 10


@pytest.mark.parametrize(
    ("source", "statuses"),
    [
        pytest.param("import sys; sys.exit(3)", (0, 1), id="wrong-status"),
        pytest.param("1 / 0", (0, 1), id="crash"),
    ],
)
def test_a_run_that_failed_is_no_measurement(
    source: str, statuses: tuple[int, ...], tmp_path: Path
) -> None:
    with pytest.raises(RunError):
        measure(Side("bad", (sys.executable, "-c", source), statuses=statuses), tmp_path / "log")


def test_sides_run_in_turns(tmp_path: Path) -> None:
    order: list[str] = []
    a = Side("a", (sys.executable, "-c", ""), before=lambda: order.append("a"))
    b = Side("b", (sys.executable, "-c", ""), before=lambda: order.append("b"))
    result = run(Comparison("t", a, (b,)), turns=2, log=tmp_path / "log")
    assert order == ["a", "b", "a", "b"]
    assert [len(costs) for costs in result.costs] == [2, 2]


def test_the_table_says_whether_the_promise_is_kept() -> None:
    side = Side("s", ())
    comparison = Comparison("Title", side, (side,), floor=1.0)
    slow = Result(comparison, ((Cost(1, 1, 10),), (Cost(2, 2, 20),)))
    assert slow.kept is False
    assert "| s | 2.00 | 2.00 | 20 | 2.00 (2.00 to 2.00) |" in table([slow])
    assert "**missed**" in table([slow])
    assert Result(comparison, ((Cost(1, 1, 10),), (Cost(0.5, 1, 10),))).kept is True
