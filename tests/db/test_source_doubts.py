"""What is said of a BibTeX text while it is typed, before it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import Library

BIB = """\
@string{known = {Annals}}
@misc{a, title = {T}, author = {Wu, A}, author+an = {1=equal}}
@misc{b, title = {U}}
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "a.oeuvre", actor="test") as opened:
        opened.import_bytes(BIB.encode(), name="a.bib")
        yield opened


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@misc{a, title = {T}, journal = known}", []),
        ("@misc{new, title = {T}}", []),
        ("@misc{b,\n title = {T}}", [("key-taken", 1)]),
        ("@misc{a,\n title = {T},\n journal = unknwn}", [("undefined-macro", 3)]),
        ("@misc{a,\n title = {T},\n Title = {V}}", [("duplicate-field", 3)]),
        ("@misc{b,\n a = x,\n a = {V}}", [("key-taken", 1), *[("", 0)] * 2]),
        ("@misc{a, author = {Bo Li and Wu, A}, author+an = {2=equal}}", []),
        ("@misc{a, author = {Bo Li}, author+an = {1=equal}}", [("marks-lost", None)]),
        ("@misc{a, author = {Bo Li}, author+an = {1=x}}", []),
        ("@misc{a, title = {T}", []),  # why it cannot be read is said by the editor
    ],
)
def test_says_what_is_doubtful(
    library: Library, text: str, expected: list[tuple[str, int | None]]
) -> None:
    found = [(each.code, each.line) for each in library.source_doubts(1, text)]
    assert len(found) == len(expected)
    assert [each for each, wanted in zip(found, expected, strict=True) if wanted[0]] == [
        each for each in expected if each[0]
    ]
