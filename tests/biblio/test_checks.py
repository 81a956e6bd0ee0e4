"""What looks wrong in an entry, and what mends it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.check_codes import MENDS
from biblio.checks import check, mended
from biblio.entry import Entry, Field, make_entry


def found(entry: Entry, *, plain: bool = False) -> list[str]:
    return [finding.problem.code for finding in check(entry, plain=plain)]


def misc(**fields: str) -> Entry:
    return make_entry("misc", "k", fields.items())


@pytest.mark.parametrize(
    ("field", "text", "code", "after"),
    [
        ("doi", "https://doi.org/10.1000/x(1)", "doi-address", "10.1000/x(1)"),
        ("doi", "doi: 10.1000/x", "doi-address", "10.1000/x"),
        ("author", "One, A. and Two, B. and et al.", "et-al", "One, A. and Two, B. and others"),
        ("author", "A. One, B. Two et~al", "et-al", "A. One, B. Two and others"),
        ("author", "A. One; B. Two", "author-separator", "A. One and B. Two"),
        ("publisher", "Wiley &amp; Sons", "html-entity", r"Wiley \& Sons"),
        ("title", "Caf&#233;s", "html-entity", "Cafés"),
        ("journal", "Science & Life", "unescaped-sign", r"Science \& Life"),
        ("title", "100% of $a_1$", "unescaped-sign", r"100\% of $a_1$"),
        ("note", " ", "empty-field", None),
        ("pages", "1-9, 12-15", "page-hyphen", "1--9, 12--15"),
        ("month", "October", "month-text", "oct"),
        ("month", "3", "month-text", "mar"),
        ("title", "A Long Sentence.", "final-period", "A Long Sentence"),
        ("eprint", "arXiv:2301.00001", "arxiv-prefix", "2301.00001"),
    ],
)
def test_finds_and_mends(field: str, text: str, code: str, after: str | None) -> None:
    entry = misc(**{field: text})
    assert found(entry) == [code]
    assert MENDS[code]
    assert mended(entry, {code}) == ({field: after}, {code})
    assert mended(entry, set(MENDS) - {code}) == ({}, set())


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("doi", "0.1016/j.x.2005", "doi-shape"),
        ("year", "88", "year-shape"),
        ("isbn", "978-3-16-148410-1", "isbn-digits"),
        ("issn", "0378-5956", "issn-digits"),
    ],
)
def test_finds_what_only_the_user_can_mend(field: str, text: str, code: str) -> None:
    entry = misc(**{field: text})
    assert found(entry) == [code]
    assert MENDS[code] == ""
    assert mended(entry, MENDS) == ({}, set())


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("doi", "10.1000/a\\_b"),
        ("year", "1987--1990"),
        ("year", "in press"),
        ("isbn", "978-3-16-148410-0 (print), 3-16-148410-X"),
        ("isbn", "13 978-3-16-148410-0"),
        ("issn", "0378-5955"),
        ("author", "{Smith; Sons \\& Co.}"),
        ("author", "Alice Etal"),
        ("pages", "S1-12"),
        ("pages", "12--34"),
        ("pages", "2-s2.0-84"),
        ("pages", "12 – 15"),
        ("pages", "e1000-1"),
        ("month", "5~" + "jun"),
        ("month", "jan"),
        ("title", "On the U.S."),
        ("title", "Letters to the Editor, etc."),
        ("title", "Where now\\dots."),
        ("title", "Fast R\\&D with $x_1 & y$"),
        ("url", "https://example.org/a_b?c=1&d=2#e"),
        ("eprint", "2301.00001"),
        ("abstract", "50% & more"),
    ],
)
def test_is_silent_where_all_may_be_well(field: str, text: str) -> None:
    assert found(misc(**{field: text})) == []


def test_plain_texts_need_no_backslash() -> None:
    assert found(misc(title="R&D"), plain=True) == []
    assert found(misc(title="R&D")) == ["unescaped-sign"]


def test_what_a_macro_gives_is_left_to_its_string() -> None:
    entry = Entry("misc", "k", (Field("journal", "A & B", "ab"), Field("month", "mar", "mar")))
    assert found(entry) == []


def test_names_the_fields_that_a_type_needs() -> None:
    entry = make_entry("article", "k", [("title", "T"), ("author", "A"), ("date", "2020")])
    (finding,) = check(entry)
    assert finding.problem.message == "An entry of type article needs journal or journaltitle."


@pytest.mark.parametrize(
    "entry",
    [
        make_entry("inproceedings", "k", [("crossref", "p")]),
        make_entry("strange", "k", []),
    ],
    ids=["with a parent", "of an unknown type"],
)
def test_asks_for_nothing_that_may_be_elsewhere(entry: Entry) -> None:
    assert found(entry) == []


def test_mends_one_after_the_other() -> None:
    entry = misc(author="A. One; B. Two et al.", title="R &amp; D.")
    assert mended(entry, MENDS) == (
        {"author": "A. One and B. Two and others", "title": r"R \& D."},
        {"et-al", "author-separator", "html-entity"},
    )


@given(
    st.dictionaries(
        st.sampled_from(["author", "title", "pages", "month", "doi", "eprint", "isbn", "year"]),
        st.text(st.sampled_from("ab1-–;.&%{}\\ $#_:/,10et al"), max_size=30),
    )
)
def test_what_was_mended_is_not_found_again(fields: dict[str, str]) -> None:
    entry = misc(**fields)
    changes, done = mended(entry, MENDS)
    new = entry.with_fields(
        {
            name: None if text is None else Field(name, text, text if name == "month" else None)
            for name, text in changes.items()
        }
    )
    left = {f.problem.code for f in check(new) if f.mended}
    assert not left, (changes, done)
