"""What is said of a BibTeX text while it is typed, before it is saved."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db import ImportReport, Library

BIB = """\
@string{known = {Annals}}
@misc{a, title = {T}, author = {Wu, A}, author+an = {1=equal}}
@misc{b, title = {U}}
"""


@pytest.fixture
def filled(library: Library, add_bib: Callable[..., ImportReport]) -> Library:
    add_bib(BIB)
    return library


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
    filled: Library, text: str, expected: list[tuple[str, int | None]]
) -> None:
    found = [(each.code, each.line) for each in filled.source_doubts(1, text)]
    assert len(found) == len(expected)
    assert [each for each, wanted in zip(found, expected, strict=True) if wanted[0]] == [
        each for each in expected if each[0]
    ]
