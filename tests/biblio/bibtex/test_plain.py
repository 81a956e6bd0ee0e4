"""The short way through plain entries gives what the long way gives."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.formats.bibtex import split
from biblio.formats.bibtex.plain import Expression, PlainEntry, plain_entry
from biblio.formats.bibtex.reader import read
from biblio.formats.result import ReadResult

DATA = Path(__file__).parents[2] / "data" / "bibtex"


def the_long_way(data: bytes) -> ReadResult:
    with patch.object(split._Splitting, "_take_plain", lambda _self: False):
        return read(data)


def test_reads_all_that_a_plain_entry_may_hold() -> None:
    text = '@Misc { k:1 ,a={x {y {z}}}, B = "q {"}" , c=12 , d = jan # { 3},\n}'
    assert plain_entry(text, 0) == PlainEntry(
        len(text),
        "Misc",
        "k:1",
        [
            ("a", "x {y {z}}", text.index("a=")),
            ("B", 'q {"}', text.index("B =")),
            ("c", "12", text.index("c=")),
            ("d", Expression("jan # { 3}", [(True, "jan"), (False, " 3")]), text.index("d =")),
        ],
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("@misc{k, a = {x}", id="not closed"),
        pytest.param("@misc{k, a = {x} b = {y}}", id="no comma"),
        pytest.param("@misc{k}", id="no fields"),
        pytest.param("@misc{, a = {x}}", id="no key"),
        pytest.param("@misc(k, a = {x})", id="parentheses"),
        pytest.param("@misc{k, a = {x}, % y\n b = {y}}", id="comment"),
        pytest.param("@misc{k, a = {\n@misc{j, b = {y}}\n}}", id="an entry in a value"),
        pytest.param("@misc{k, a b = {x}}", id="two words"),
        pytest.param("@misc{k, a = 12b}", id="a number with a letter"),
        pytest.param("@misc{k, a = {x} # }", id="an operand too few"),
        pytest.param("@string{k, a = {x}}", id="no entry"),
    ],
)
def test_leaves_to_others_what_needs_guessing(text: str) -> None:
    assert plain_entry(text, 0) is None


@pytest.mark.parametrize("path", sorted(DATA.glob("*.bib")), ids=lambda path: path.name)
def test_the_long_way_agrees_on_files(path: Path) -> None:
    assert read(path.read_bytes()) == the_long_way(path.read_bytes())


PIECES = st.sampled_from(
    [
        "@misc{k, title = {A}}", "@misc{k2,", "@article{", "@string{s = {t}}", "@comment{c}",
        "title", "year", " = ", "{", "}", '"', ",", "\n", "#", "%", "12", "jan", "s", "\\", "{x}",
        '"y {z}"', "@", "(", ")", " ", "\r\n", "{a {b} c}", "é",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
def test_the_long_way_agrees_on_any_text(text: str) -> None:
    assert read(text.encode()) == the_long_way(text.encode())
