"""What the reader makes of BibTeX as people have it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from biblio.entry import Entry, Field
from biblio.formats.bibtex.reader import read, read_pieces
from biblio.formats.encoding import decode, encode
from biblio.formats.result import BlockKind, ReadResult

DATA = Path(__file__).parents[2] / "data" / "bibtex"


def of(text: str) -> ReadResult:
    return read(text.encode())


def codes(result: ReadResult) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.line) for problem in result.problems]


def fields(entry: Entry) -> dict[str, str]:
    return {field.name: field.value for field in entry.fields}


def test_reads_an_entry_as_it_was_written() -> None:
    text = (
        '@Article{Key:2001/a,\n  Author = "M{\\"u}ller, J.",\n  title = {{BERT}  and $x_1$},\n'
        "  year = 2001,\n}\n"
    )
    assert of(text).entries == (
        Entry(
            "article",
            "Key:2001/a",
            (
                Field("Author", 'M{\\"u}ller, J.'),
                Field("title", "{BERT}  and $x_1$"),
                Field("year", "2001"),
            ),
        ),
    )
    assert of(text).problems == ()


def test_blocks_say_what_they_are_and_where() -> None:
    text = "intro\n@string{a = {b}}\n\n@misc{k, title = a}\n@comment{c}@preamble{{p}}"
    assert [(b.kind, b.text, b.line, b.entry) for b in of(text).blocks] == [
        (BlockKind.TEXT, "intro\n", 1, None),
        (BlockKind.STRING, "@string{a = {b}}", 2, None),
        (BlockKind.TEXT, "\n\n", 2, None),
        (BlockKind.ENTRY, "@misc{k, title = a}", 4, 0),
        (BlockKind.TEXT, "\n", 4, None),
        (BlockKind.COMMENT, "@comment{c}", 5, None),
        (BlockKind.PREAMBLE, "@preamble{{p}}", 5, None),
    ]


def test_expands_macros_as_they_are_where_they_are_used() -> None:
    result = read((DATA / "macros.bib").read_bytes())
    first, second = result.entries
    assert first.fields == (
        Field("publisher", "ACM Press", "press"),
        Field("organization", "Association for Computing", "ACM"),
        Field("month", "nov", "nov"),
        Field("day", "1~jan", '"1~" # jan'),
        Field("year", "1999"),
    )
    assert second.fields == (
        Field("publisher", "unknown", "unknown"),
        Field("month", "Januar 5", 'JAN # " 5"'),
        Field("title", "x", "loop"),
    )
    assert codes(result) == [("undefined-macro", 4), ("undefined-macro", 8)]


def test_strings_that_would_fill_the_memory_stay_names() -> None:
    doubled = "".join(f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(60))
    result = of("@string{s0 = {0123456789}}\n" + doubled + "@misc{k, title = s60}")
    assert len(result.entries[0].get("title")) < 1000
    assert result.entries[0].fields[0].expression == "s60"
    assert {p.code for p in result.problems} == {"string-too-large", "undefined-macro"}


def test_keeps_all_of_what_occurs_twice() -> None:
    result = read((DATA / "duplicates.bib").read_bytes())
    assert [(e.key, e.get("title")) for e in result.entries] == [
        ("same", "One"),
        ("same", "Two"),
        ("Same", "Three"),
        ("other", "Four"),
    ]
    assert [f.value for f in result.entries[3].fields] == ["Four", "2001", "Five"]
    assert codes(result) == [("duplicate-key", 2), ("duplicate-key", 3), ("duplicate-field", 7)]


def test_makes_the_best_of_slips() -> None:
    result = read((DATA / "slips.bib").read_bytes())
    assert [(e.key, fields(e)) for e in result.entries] == [
        ("", {"title": "No key"}),
        ("", {"title": "Empty key"}),
        ("nocomma", {"title": "No comma after the key"}),
        ("inner", {"title": "No comma after this", "year": "2001"}),
        ("twice", {"title": "A comma too many"}),
        ("commented", {"title": "Commented", "note": "50\\% of it"}),
        ("novalue", {"title": "A", "year": "", "month": "nov"}),
        ("bare", {"title": "Two Words", "pages": "12--15"}),
        ("pair", {"title": "{one} {two}", "year": "2002"}),
        ("paren", {"title": "Other delimiter"}),
        ("fine", {"title": "Fine"}),
        ("also", {"title": "After a stray comma"}),
        ("line", {"title": "On one line"}),
    ]
    assert codes(result) == [
        ("missing-key", 3),
        ("missing-key", 6),
        ("missing-comma", 7),
        ("missing-comma", 11),
        ("extra-comma", 14),
        ("comment-in-entry", 16),
        ("no-value", 20),
        ("field-without-value", 20),
        ("bare-value", 21),
        ("bare-value", 21),
        ("bare-value", 22),
        ("wrong-delimiter", 24),
    ]


def test_broken_braces_do_not_harm_the_neighbours() -> None:
    result = read((DATA / "braces.bib").read_bytes())
    assert [(e.key, fields(e)) for e in result.entries] == [
        ("open", {"title": "Not closed", "year": "2001", "note": "x"}),
        ("quote", {"title": "Not closed", "year": "2002"}),
        ("entry", {"title": "The entry is not closed"}),
        ("inner", {"title": 'He said "yes" twice', "year": "2003"}),
        ("escaped", {"title": "A \\{ alone", "year": "2004"}),
        ("odd", {"title": "A { in quotes", "year": "2005"}),
        ("umlaut", {"title": 'G{\\"o}del and \\"Uber', "year": "2006"}),
        ("value", {"abstract": "See\n@misc{nested, title = {Not an entry}}\n", "year": "2007"}),
        ("last", {"title": "Cut i"}),
    ]
    assert [b.text for b in result.blocks if b.kind is BlockKind.UNREADABLE] == ["@misc{}"]
    assert codes(result) == [
        ("value-not-closed", 2),
        ("value-not-closed", 8),
        ("entry-not-closed", 12),
        ("quote-in-value", 15),
        ("escaped-brace", 16),
        ("quote-in-value", 17),
        ("quote-in-value", 18),
        ("entry-in-value", 20),
        ("unreadable", 22),
        ("value-not-closed", 23),
        ("entry-not-closed", 23),
    ]


def test_tells_blocks_from_comments_and_prose() -> None:
    result = read((DATA / "comments.bib").read_bytes())
    assert [(e.key, e.get("title")) for e in result.entries] == [
        ("spaced", "A blank after the sign"),
        ("upper", "In (round) brackets"),
        ("seen", "Behind an open comment"),
    ]
    kinds = [b.kind for b in result.blocks if b.kind is not BlockKind.TEXT]
    assert kinds == [
        BlockKind.COMMENT,
        BlockKind.COMMENT,
        BlockKind.PREAMBLE,
        BlockKind.ENTRY,
        BlockKind.ENTRY,
        BlockKind.UNREADABLE,
        BlockKind.COMMENT,
        BlockKind.ENTRY,
    ]
    assert codes(result) == [("stray-at", 5), ("unreadable", 12), ("block-not-closed", 13)]


def test_an_at_that_begins_nothing_is_told_once_a_stretch() -> None:
    result = read(b"By me@example.org\nand @you\n@misc{a, title = {A @ within}}\n\n@foo\n")
    assert [(e.key, e.get("title")) for e in result.entries] == [("a", "A @ within")]
    assert codes(result) == [("stray-at", 1), ("stray-at", 5)]


@pytest.mark.parametrize(
    ("name", "encoding", "key", "title", "noted"),
    [
        ("lone_cr.bib", "utf-8", "mac", "Old\n  lines", []),
        ("crlf.bib", "utf-8", "crlf", "Two\n  lines", []),
        ("bom.bib", "utf-8-sig", "bom", "Größe", []),
        ("stray.bib", "utf-8", "stray", "Café", ["encoding-assumed"]),
        ("windows.bib", "cp1252", "künftig", "Café – Bar", ["encoding-assumed"]),
    ],
)
def test_reads_every_encoding_and_line_end(
    name: str, encoding: str, key: str, title: str, noted: list[str]
) -> None:
    result = read((DATA / name).read_bytes())
    assert result.encoding == encoding
    assert (result.entries[0].key, result.entries[0].get("title")) == (key, title)
    assert [problem.code for problem in result.problems] == noted


def test_counts_lines_that_end_as_on_old_macintoshes() -> None:
    result = read((DATA / "lone_cr.bib").read_bytes())
    assert [b.line for b in result.blocks if b.kind is BlockKind.ENTRY] == [1, 7]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("\\\nx @misc{k, t = u}", 2, id="before the entry"),
        pytest.param("x @misc{k, t = {a\\\n},\n u = v}", 3, id="in the entry"),
    ],
)
def test_counts_lines_that_end_in_a_backslash(text: str, line: int) -> None:
    assert codes(of(text)) == [("undefined-macro", line)]


@pytest.mark.parametrize("path", sorted(DATA.glob("*.bib")), ids=lambda path: path.name)
def test_blocks_add_up_to_the_file(path: Path) -> None:
    data = path.read_bytes()
    result = read(data)
    assert encode("".join(block.text for block in result.blocks), result.encoding) == data


FRAGMENTS = st.sampled_from(
    [
        "@", "@misc", "@misc{", "@misc(", "@string{", "@comment{", "@preamble{", "\n@misc{k,",
        "\n@article{a,\n", "{", "}", "(", ")", '"', ",", "=", "#", "%", "\\", "\\{", "\\}", " ",
        "\n", "\r", "\r\n", "\t", "title", "title = {", 'title = "', "year = 2001", "},\n", '",\n',
        "a", "jan", "é", "\xa0", "\u2028", "0", "\n}\n", "@ misc {", "\x00", "ab = cd,",
    ]
)  # fmt: skip
TEXTS = st.lists(FRAGMENTS, max_size=60).map("".join)


@given(TEXTS)
@example("@misc{k, title={\n@misc{l, title={a}}\n}, @misc{")
def test_blocks_add_up_to_any_text(text: str) -> None:
    result = of(text)
    assert encode("".join(block.text for block in result.blocks), result.encoding) == text.encode()
    assert all(block.text for block in result.blocks)
    entries = [block.entry for block in result.blocks if block.entry is not None]
    assert entries == list(range(len(result.entries)))
    lines = 1 + text.count("\n") + text.replace("\r\n", "").count("\r")
    assert all(1 <= (problem.line or 1) <= lines for problem in result.problems)


@given(st.binary(max_size=200))
def test_blocks_add_up_to_any_bytes(data: bytes) -> None:
    result = read(data)
    assert encode("".join(block.text for block in result.blocks), result.encoding) == data


def _joined(text: str | list[str]) -> ReadResult:
    pieces = list(read_pieces(text))
    return ReadResult(
        "bibtex",
        "utf-8",
        tuple(entry for piece in pieces for entry in piece.entries),
        tuple(block for piece in pieces for block in piece.blocks),
        tuple(problem for piece in pieces for problem in piece.problems),
    )


@pytest.mark.parametrize("path", sorted(DATA.glob("*.bib")), ids=lambda path: path.name)
def test_pieces_make_no_difference(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = decode(path.read_bytes()).text
    whole = _joined(text)
    monkeypatch.setattr("biblio.formats.bibtex.pieces.PIECE", 10)
    assert _joined(text) == whole
    assert _joined([text[start : start + 7] for start in range(0, len(text), 7)]) == whole


def test_tells_how_far_it_is() -> None:
    text = "".join(f"@misc{{k{n}, title = {{{'x' * 1000}}}}}\n" for n in range(400))
    seen: list[tuple[int, int]] = []
    read(text.encode(), progress=lambda done, total: seen.append((done, total)))
    assert len(seen) >= 3
    assert seen == sorted(seen)
    assert seen[-1] == (len(text), len(text))


BLOCKS = st.sampled_from(
    [
        "@misc{k, title={A}}\n", "@misc{k,\n title={A},\n year=2001\n}\n\n", "@string{a={b}}\n",
        "@comment{ x }\n", "% remark\n", "text\n", "@misc{k, title={A\n", "@comment{\n", "}\n",
        '@misc{k, title="A\n", b={c}}\n', "@misc(k, a={b})\n",
        "@misc{k, t={\n@misc{z, y={q}}\n}, u=1}\n",
    ]
)  # fmt: skip


@given(st.lists(BLOCKS | TEXTS, max_size=8).map("".join))
@example("@misc{k, title={A}}\n@(@misc{k, title={A}}\n@misc{k, title={A}}\n@(")
def test_pieces_make_no_difference_to_any_text(text: str) -> None:
    whole = _joined(text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("biblio.formats.bibtex.pieces.PIECE", 10)
        assert _joined(text) == whole
