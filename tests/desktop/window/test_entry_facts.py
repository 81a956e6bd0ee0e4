"""What the preview says of an entry."""

from __future__ import annotations

import pytest

from biblio.entry import make_entry
from desktop.window.entry.entry_facts import (
    Author,
    Authors,
    Link,
    authors_of,
    date_of,
    links_of,
    venue_of,
)

ADA = ("Ada Sandberg",)


@pytest.mark.parametrize(
    "written",
    ["Ada Sandberg", "Sandberg, Ada", "A. Sandberg", "Sandberg, A.", "Ada B. Sandberg"],
)
def test_finds_the_person_under_every_variant(written: str) -> None:
    entry = make_entry("article", "k", [("author", f"Bo Li and {written}")])
    people = authors_of(entry, ADA).people
    assert [author.own for author in people] == [False, True]


def test_says_where_the_person_is_hidden() -> None:
    entry = make_entry("misc", "k", [("author", "Bo Li and others"), ("subject", "LG")])
    assert authors_of(entry, ADA) == Authors(
        (Author("Bo Li", own=False),), others=True, hidden="Ada Sandberg", role="author"
    )


@pytest.mark.parametrize(
    "fields",
    [
        [("author", "Bo Li"), ("subject", "LG")],
        [("author", "Bo Li and others")],
        [("author", "Ada Sandberg and others"), ("subject", "LG")],
    ],
    ids=["complete list", "not from a page", "named"],
)
def test_does_not_guess_that_the_person_is_hidden(fields: list[tuple[str, str]]) -> None:
    assert authors_of(make_entry("misc", "k", fields), ADA).hidden == ""


def test_takes_editors_where_there_are_no_authors() -> None:
    entry = make_entry("book", "k", [("editor", "Bo Li")])
    assert authors_of(entry, ()).role == "editor"
    assert authors_of(make_entry("misc", "k", []), ()).people == ()


@pytest.mark.parametrize(
    ("fields", "venue"),
    [
        ([], ""),
        ([("journal", "Annals")], "Annals"),
        ([("journal", "Annals"), ("volume", "3"), ("pages", "1--9")], "Annals 3, 1–9"),
        ([("journaltitle", "Annals"), ("volume", "3"), ("number", "2")], "Annals 3(2)"),
        ([("booktitle", r"Proc. of {N}othing \& More")], "Proc. of Nothing & More"),
        ([("volume", "3")], ""),
    ],
)
def test_says_where_it_appeared(fields: list[tuple[str, str]], venue: str) -> None:
    assert venue_of(make_entry("article", "k", fields)) == venue


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ([("year", "2023"), ("month", "nov"), ("day", "6")], "2023-11-06"),
        ([("date", "2023-11")], "2023-11"),
        ([("year", "in press")], "in press"),
        ([], ""),
    ],
)
def test_says_when(fields: list[tuple[str, str]], date: str) -> None:
    assert date_of(make_entry("article", "k", fields)) == date


@pytest.mark.parametrize(
    ("fields", "links"),
    [
        ([("doi", "10.1000/a#b")], [Link("doi:10.1000/a#b", "https://doi.org/10.1000/a%23b")]),
        (
            [("eprint", "2311.03096v2"), ("archiveprefix", "arXiv")],
            [Link("arXiv:2311.03096v2", "https://arxiv.org/abs/2311.03096v2")],
        ),
        (
            [("eprint", "hep-th/9901001")],
            [Link("arXiv:hep-th/9901001", "https://arxiv.org/abs/hep-th/9901001")],
        ),
        ([("eprint", "12345"), ("eprinttype", "pubmed")], []),
        (
            [("url", r"\url{https://www.a.b/c\_d/}")],
            [Link("a.b/c_d", "https://www.a.b/c_d/")],
        ),
        ([("url", "javascript:alert(1)")], []),
        ([("url", "file:///etc/passwd")], []),
        (
            [("doi", "10.1000/x"), ("url", "https://doi.org/10.1000/x")],
            [Link("doi:10.1000/x", "https://doi.org/10.1000/x")],
        ),
    ],
    ids=["doi", "arXiv", "old arXiv", "other archive", "url", "script", "file", "same twice"],
)
def test_finds_addresses(fields: list[tuple[str, str]], links: list[Link]) -> None:
    assert list(links_of(make_entry("article", "k", fields))) == links
