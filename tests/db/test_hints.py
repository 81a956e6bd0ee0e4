"""What a query may have been meant to say, where the library has that."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from biblio.query import parse
from db import ImportReport, Library

BIB = """
@article{a, author={Sandberg, Ada}, title={Deep sets}}
@article{b, author={Kaba, Jan}, title={Deep sets of maps}}
@article{c, title={Deep}, note={aba}}
@article{d, title={Friend or Foe}, note={deep}}
"""
OR = "“or” was looked for as a word; OR in capitals finds either."


def star(word: str) -> str:
    return f"“{word}”: a * stands for more letters at the end of a word only."


def value(name: str, text: str) -> str:
    return f'{name}:= takes one word or what is in quotes; did you mean {name}:="{text}"?'


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sandberg or kaba", [OR]),
        ("deep sets or quux", [OR]),
        ("quux or flurb", []),
        ("author:kaba or author:sandberg", [OR]),
        ("friend or foe", []),
        ("friend or f*", []),
        ("friend or deep", [OR]),
        ("key:=a sets", []),
        ("or sandberg", []),
        ("sandberg OR kaba", []),
        ("*aba", [star("*aba")]),
        ("k*ba deep", [star("k*ba")]),
        ("-(author:*aba OR x)", [star("*aba")]),
        ("kab*", []),
        ("A*-search C*-algebra * **", []),
        ("title:=Deep sets", [value("title", "Deep sets")]),
        ("title:=deep sets of maps quux", [value("title", "deep sets of maps")]),
        ("quux title:=deep sets", [value("title", "deep sets")]),
        ("author:=Ada Sandberg", [value("author", "Ada Sandberg")]),
        ('title:="Deep" sets', [value("title", "Deep sets")]),
        ("title:=deep flurb", []),
        ("title:=deep author:kaba", []),
    ],
)
def test_says_what_may_have_been_meant(
    library: Library, add_bib: Callable[..., ImportReport], query: str, expected: list[str]
) -> None:
    add_bib(BIB)
    assert library.remarks(parse(query)) == expected


def test_what_is_in_the_trash_is_not_meant(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib(BIB)
    library.trash([1, 2])
    assert library.remarks(parse("title:=Deep sets")) == []
