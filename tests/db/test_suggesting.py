"""Values that a field can be asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db import ImportReport, Library

BIB = """
@article{kaba1, author={Kaba, S{\\'e}kou and Otto, Cyrus}, journal={Annals of Maps}, year=2020,
  keywords={deep learning, maps}}
@article{kaba2, author={Kaba, S{\\'e}kou and Sandberg, Ada}, journal={Annals of Maps}, year=2021,
  primaryclass={cs.LG}, keywords={Maps, maps}}
@book{sand, author={Sandberg, Ada and others}, publisher={North & South}, year=2021,
  keywords={deep 100%; sets}}
"""


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("author", "sek", ["Sékou Kaba"]),
        ("author", "s", ["Ada Sandberg", "Sékou Kaba"]),
        ("authors", "ada sa", ["Ada Sandberg"]),
        ("author", "", ["Ada Sandberg", "Sékou Kaba", "Cyrus Otto"]),
        ("author", "…", []),
        ("venue", "", ["Annals of Maps", "North & South"]),
        ("tag", "deep", ["deep 100%", "deep learning"]),
        ("tag", "set", ["sets"]),
        ("keywords", "se", ["sets"]),
        ("keywords", "maps", ["maps"]),
        ("venue", "map", ["Annals of Maps"]),
        ("type", "", ["article", "book"]),
        ("year", "20", ["2021", "2020"]),
        ("field", "cs", ["cs.LG"]),
        ("key", "KABA", ["kaba1", "kaba2"]),
        ("keywords", "deep", ["deep 100%", "deep learning"]),
        ("keywords", "100%", ["deep 100%"]),
        ("keywords", "%", []),
        ("publisher", "north", ["North & South"]),
        ("unheard", "a", []),
        ("", "pri", ["primaryclass", "priority"]),
        ("", "arx", ["arxiv"]),
        ("", "isb", ["isbn"]),
        ("", "KEYW", ["keywords", "keyword"]),
        ('author"; DROP TABLE entries', 'a" OR "b', []),
    ],
)
def test_suggests(
    library: Library,
    add_bib: Callable[..., ImportReport],
    name: str,
    typed: str,
    expected: list[str],
) -> None:
    add_bib(BIB)
    assert library.suggest(name, typed) == expected
    assert library.suggest(name, typed, limit=1) == expected[:1]
