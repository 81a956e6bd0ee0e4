"""Input made to hurt: bounded time, a clear problem, and nothing lost."""

from __future__ import annotations

import time

import pytest

from biblio.formats.bibtex.reader import read

N = 20_000


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("@misc{a, title = " + "{" * 5 * N, id="unclosed braces"),
        pytest.param("@misc{a, title = {x\n" * N, id="unclosed entries"),
        pytest.param("@" * 10 * N, id="only at signs"),
        pytest.param("@misc{a{" * N, id="nested beginnings"),
        pytest.param("@misc{a, t = {" + "x" * 50 * N + "}}", id="a long field"),
        pytest.param("@misc{a, t = {" + "x, " * 20 * N, id="a long open field"),
        pytest.param("@misc{a," + ' x = "a"b",' * N, id="quotes in quotes"),
        pytest.param("@misc{a," + " x = {a}\n" * N + "}", id="no commas"),
        pytest.param("@misc{a," + " x," * N + "}", id="no values"),
        pytest.param("% @misc{a, t={x}}\n" * N, id="commented out"),
        pytest.param("%" + " @misc{a, t={x}}" * N, id="commented out on one line"),
        pytest.param("@string{a={xx}}" + "@string{a=a#a}" * N + "@misc{k,t=a}", id="doubling"),
        pytest.param("@misc{a, t={," + " \n" * N, id="blank lines"),
        pytest.param("@misc{a, t={" + (" " * 2000 + ",") * 100, id="blanks"),
        pytest.param("@misc{a, t={x\n@misc{b,\n" * (N // 5), id="values across entries"),
        pytest.param("@misc(a, t = {x\n" * N, id="unclosed brackets"),
        pytest.param("@comment{x\n" * N, id="unclosed comments"),
        pytest.param("@misc{k, " + "a " * N + "= {x}}", id="a long name"),
    ],
)
def test_takes_a_time_in_proportion_to_its_length(text: str) -> None:
    started = time.process_time()
    result = read(text.encode())
    # Generous for a slow machine; what is quadratic takes minutes.
    assert time.process_time() - started < 20
    assert "".join(block.text for block in result.blocks) == text


def test_one_bad_entry_has_no_more_than_a_few_problems() -> None:
    result = read(("@misc{a," + " x = {a}\n" * 1000 + "}").encode())
    assert len(result.problems) == 20
    assert len(result.entries[0].fields) == 1000


def test_reads_the_entries_behind_a_flood_of_broken_ones() -> None:
    text = "@misc{bad, title = {x\n" * N + "\n@misc{good, title = {Good}, year = 2001}\n"
    last = read(text.encode()).entries[-1]
    assert (last.key, last.get("title"), last.get("year")) == ("good", "Good", "2001")
