"""Changing one field of an entry's text, and nothing else of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from biblio.entry import Entry, Field
from biblio.formats.bibtex.layout import (
    NotAnEntryError,
    UnbalancedValueError,
    UnpatchableError,
    UnwritableNameError,
    patch,
)
from biblio.formats.bibtex.reader import read


def changes(*names: str, **values: str | None) -> dict[str, Field | None]:
    fields = {name: None if text is None else Field(name, text) for name, text in values.items()}
    return {**fields, **dict.fromkeys(names)}


ALIGNED = """@Article{k,
  author    = {A. One and
               B. Two},
  title     = "The {T}itle",
  year      = 2001,
  month     = nov,
}"""
PLAIN = '@article{k,\r\n\ttitle={One},\r\n\tyear="2001"\r\n}'
COMMAS_FIRST = "@misc{k\n  , title = {A}\n  , year  = {2001}\n  }"
COMMENTED = "@misc{k,\n  a = {1},\n  b = {2}, % my comment\n  c = {3} % last\n}"
BLANK_LINES = "@misc{k,\n\n  a = {1},\n\n  b = {2},\n\n  c = {3},\n\n}"
ONE_LINE = "@misc{k, title={A}, year={2001}}"


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        pytest.param(
            ALIGNED, changes(title="Other"), ALIGNED.replace("The {T}itle", "Other"),
            id="keeps quotes",
        ),
        pytest.param(
            ALIGNED, changes(title='My "own"'),
            ALIGNED.replace('"The {T}itle"', '{My "own"}'), id="braces where quotes would end it",
        ),
        pytest.param(
            ALIGNED, changes(year="2002"), ALIGNED.replace("2001", "2002"), id="keeps bare numbers"
        ),
        pytest.param(
            ALIGNED, changes(year="in press"), ALIGNED.replace("2001", "{in press}"),
            id="delimits what is no number",
        ),
        pytest.param(
            ALIGNED, {"month": Field("month", "dec", "dec")}, ALIGNED.replace("nov", "dec"),
            id="writes an expression",
        ),
        pytest.param(
            ALIGNED, changes(month="late"), ALIGNED.replace("nov", "{late}"),
            id="text instead of a macro",
        ),
        pytest.param(
            ALIGNED, changes("author"),
            ALIGNED.replace("  author    = {A. One and\n               B. Two},\n", ""),
            id="removes all lines of a field",
        ),
        pytest.param(
            ALIGNED, changes("month"), ALIGNED.replace("  month     = nov,\n", ""),
            id="removes the last field",
        ),
        pytest.param(
            ALIGNED, changes(doi="10.1/x"),
            ALIGNED.replace("nov,\n", "nov,\n  doi       = {10.1/x},\n"), id="aligns a new field",
        ),
        pytest.param(
            ALIGNED, changes(volume="12"),
            ALIGNED.replace("nov,\n", "nov,\n  volume    = 12,\n"), id="numbers as the others",
        ),
        pytest.param(
            PLAIN, changes(note="x\ny"),
            '@article{k,\r\n\ttitle={One},\r\n\tyear="2001",\r\n\tnote={x\r\ny}\r\n}',
            id="comma, tabs and line ends as the others",
        ),
        pytest.param(
            PLAIN, changes("title"), '@article{k,\r\n\tyear="2001"\r\n}', id="windows line ends"
        ),
        pytest.param(
            PLAIN, changes("year"), "@article{k,\r\n\ttitle={One}\r\n}",
            id="leaves no comma where the last field had none",
        ),
        pytest.param(
            COMMAS_FIRST, changes(note="N"),
            "@misc{k\n  , title = {A}\n  , year  = {2001}\n  , note  = {N}\n  }",
            id="commas before fields",
        ),
        pytest.param(
            COMMAS_FIRST, changes("year"), "@misc{k\n  , title = {A}\n  }",
            id="removes the comma before",
        ),
        pytest.param(
            COMMAS_FIRST, changes("title"), "@misc{k\n  , year  = {2001}\n  }",
            id="removes the comma before the first",
        ),
        pytest.param(
            ONE_LINE, changes(note="N"), "@misc{k, title={A}, year={2001}, note={N}}",
            id="one line stays one line",
        ),
        pytest.param(
            ONE_LINE, changes("title"), "@misc{k, year={2001}}", id="removes from one line"
        ),
        pytest.param(
            ONE_LINE, changes("year"), "@misc{k, title={A}}", id="removes the last of one line"
        ),
        pytest.param("@misc{k}", changes(note="N"), "@misc{k, note = {N}}", id="the first field"),
        pytest.param(
            "@misc{k,\n}", changes(note="N"), "@misc{k,\n  note = {N},\n}", id="the first line"
        ),
        pytest.param(
            "@misc{k, a = {1}, b = {2}, A = {3}}", changes(a="4"),
            "@misc{k, a = {4}, b = {2}, A = {3}}", id="of two fields of one name the first",
        ),
        pytest.param(
            "@misc{k, a = {1}, b = {2}, A = {3}}", changes("a"), "@misc{k, b = {2}}",
            id="removes all fields of the name",
        ),
        pytest.param(
            COMMENTED, changes("b"), COMMENTED.replace("b = {2}, ", ""),
            id="the comment of a removed field stays",
        ),
        pytest.param(
            COMMENTED, changes("c"), COMMENTED.replace("{2},", "{2}").replace("c = {3} ", ""),
            id="the comment of the last field stays",
        ),
        pytest.param(
            COMMENTED, changes(d="4"),
            COMMENTED.replace("{3} % last\n", "{3}, % last\n  d = {4}\n"),
            id="a comment stays beside its field",
        ),
        pytest.param(
            "@misc{k\n  , a = {1} % why\n}", changes(b="2"),
            "@misc{k\n  , a = {1} % why\n  , b = {2}\n}", id="commas first and a comment",
        ),
        pytest.param(
            BLANK_LINES, changes("a"), BLANK_LINES.replace("  a = {1},\n\n", ""),
            id="no second blank line",
        ),
        pytest.param(
            BLANK_LINES, changes("c"), BLANK_LINES.replace("  c = {3},\n\n", ""),
            id="no second blank line at the end",
        ),
        pytest.param(
            "@ARTICLE{k,\n TITLE={T},\n YEAR=2001\n}", changes(doi="10.1/x"),
            "@ARTICLE{k,\n TITLE={T},\n YEAR=2001,\n DOI={10.1/x}\n}", id="names in capitals",
        ),
        pytest.param(
            "@Misc{k, Title = {T}, Year = 2001}", changes(doi="10.1/x"),
            "@Misc{k, Title = {T}, Year = 2001, Doi = {10.1/x}}", id="names with a capital",
        ),
        pytest.param(
            "@misc{k,\n author={A},\n title= {B},\n year={2},\n volume={3}\n}",
            changes(doi="10.1/x"),
            "@misc{k,\n author={A},\n title= {B},\n year={2},\n volume={3},\n doi={10.1/x}\n}",
            id="what is not aligned",
        ),
        pytest.param(
            "@misc{k, title = {T}, note = {N}, year = 2012 ,\n   volume = 3 , number=4 }",
            changes(doi="10/x"),
            "@misc{k, title = {T}, note = {N}, year = 2012 ,\n   volume = 3 , number=4,\n"
            "   doi={10/x} }", id="what is in one column by chance",
        ),
        pytest.param(
            "@misc{k,\n title {x}\n}", changes(a="1"), "@misc{k,\n  a = {1},\n title {x}\n}",
            id="before what is no field",
        ),
        pytest.param(
            "@misc{k, title}", changes(title="T"), "@misc{k, title = {T}, title}",
            id="a field that had no value",
        ),
        pytest.param(
            '@misc{k, title="open, year=2000}', changes(a="1"),
            "@misc{k, title={open, year=2000}, a={1}}", id="anew where a quote is open",
        ),
        pytest.param(
            "@misc{k, title={cut off", changes(a="1"), "@misc{k, title={cut off}, a={1}}",
            id="anew where all is open",
        ),
        pytest.param(
            "@misc{k, title={Un{bal, year=2000}", changes(a="1"),
            "@misc{k, title={Un{\\textbraceleft}bal, year=2000}, a={1}}",
            id="anew with the brace that has no partner printed",
        ),
        pytest.param(
            "@misc{k,\n  a = {1}, % why\n  b = {2}\n}", changes(b="3"),
            "@misc{k,\n  a = {1}, % why\n  b = {3}\n}", id="keeps comments",
        ),
        pytest.param(
            "@misc{k,\n  a = {1}, % why\n}", changes(b="3"),
            "@misc{k,\n  a = {1}, % why\n  b = {3},\n}", id="adds behind a comment",
        ),
        pytest.param(
            "@misc{k,\n  a = {1\n  b = {2}\n}", changes(a="3"),
            "@misc{k,\n  a = {3}\n  b = {2}\n}", id="closes what was open",
        ),
        pytest.param("@misc{k, a = }", changes(a="1"), "@misc{k, a = {1}}", id="a missing value"),
        pytest.param(
            "@misc{k,\n    a =      {1},\n    long =   {2},\n}", changes(b="3"),
            "@misc{k,\n    a =      {1},\n    long =   {2},\n    b =      {3},\n}",
            id="aligned values",
        ),
        pytest.param(ALIGNED, changes(), ALIGNED, id="nothing"),
        pytest.param(ALIGNED, changes(title="The {T}itle"), ALIGNED, id="the same again"),
        pytest.param(ALIGNED, changes("doi"), ALIGNED, id="removes what is not there"),
    ],
)  # fmt: skip
def test_changes_the_lines_of_the_field_only(
    before: str, edit: dict[str, Field | None], after: str
) -> None:
    assert patch(before, edit) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (ALIGNED, ALIGNED.replace("@Article{k,", "@Book{new,")),
        ("@ARTICLE { k , a = 1 }", "@BOOK { new , a = 1 }"),
        ("@misc{, a = 1}", "@book{new, a = 1}"),
        ("@misc{\n  a = {1}\n}", "@book{new,\n  a = {1}\n}"),
        ("@misc(k, a = 1)", "@book(new, a = 1)"),
        ("@misc{}", "@book{new}"),
    ],
)
def test_changes_type_and_key_alone(before: str, after: str) -> None:
    assert patch(before, {}, type="book", key="new") == after


def test_gives_a_key_and_a_field_at_once() -> None:
    assert patch("@misc{}", changes(a="1"), key="k") == "@misc{k, a = {1}}"


@pytest.mark.parametrize(("value", "position"), [("a } b", 2), ("a {b} {c", 6), ("{", 0)])
def test_refuses_a_value_whose_braces_do_not_pair(value: str, position: int) -> None:
    with pytest.raises(UnbalancedValueError) as raised:
        patch(ONE_LINE, changes(title=value))
    assert (raised.value.field, raised.value.position) == ("title", position)


def test_counts_braces_behind_a_backslash_as_bibtex_does() -> None:
    assert patch(ONE_LINE, changes(title="{a\\}")) == ONE_LINE.replace("{A}", "{{a\\}}")


@pytest.mark.parametrize("name", ["a b", "a=b", "a{b", "", "ü,"])
def test_refuses_names_that_bibtex_cannot_read(name: str) -> None:
    with pytest.raises(UnwritableNameError):
        patch(ONE_LINE, {name: Field(name, "x")})
    with pytest.raises(UnwritableNameError):
        patch(ONE_LINE, {}, key=name)


def test_refuses_what_is_too_broken_to_be_read() -> None:
    with pytest.raises(UnpatchableError, match="“k” in its file is too broken"):
        patch("@misc{k, 1=),{%x\n%x\ntitle = year", changes("title"))


def test_refuses_what_is_no_entry() -> None:
    with pytest.raises(NotAnEntryError):
        patch("some text", changes(a="1"))


NAMES = st.sampled_from(["title", "author", "year", "note", "Month", "x-y", "abstract", "é"])
_ATOMS = st.sampled_from(
    ["a", "B", " ", "\n", ",", "=", "#", '"', "%", "@", "\\", "(", ")", "é", "1", "@misc{k,",
     "year = 2,", "\n @misc{", "\\&", "'", "\n}"]
)  # fmt: skip
TEXTS = st.recursive(
    st.lists(_ATOMS, max_size=5).map("".join),
    lambda inner: st.lists(inner | inner.map(lambda t: f"{{{t}}}"), max_size=3).map("".join),
).filter(lambda text: text.count("{") == text.count("}") and "@" not in text.replace(" @", ""))


def balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


VALUES = (
    st.lists(_ATOMS | TEXTS.map(lambda t: f"{{{t}}}"), max_size=6).map("".join).filter(balanced)
)
DELIMITED = st.builds(
    lambda text, quotes: f'"{{{text}}}"' if quotes else f"{{{text}}}", VALUES, st.booleans()
)
LAYOUTS = st.sampled_from(
    [
        ("\n  ", " = ", ",", "\n"),
        (" ", "=", "", ""),
        ("\r\n\t", " =  ", ",", "\r\n"),
        (" ", " = ", ",", " "),
    ]
)


@st.composite
def blocks(draw: st.DrawFn) -> str:
    start, equals, trailing, end = draw(LAYOUTS)
    names = draw(st.lists(NAMES, unique=True, max_size=5))
    fields = [f"{start}{name}{equals}{draw(DELIMITED | st.just('2001'))}" for name in names]
    body = ",".join(fields)
    return f"@misc{{key,{body}{trailing if fields else ''}{end}}}"


def only_entry(text: str) -> Entry | None:
    result = read(text.encode())
    if len(result.entries) == 1 and len(result.blocks) == 1:
        return result.entries[0]
    return None


def in_lower_case(entry: Entry | None) -> Entry | None:
    """The entry, since a new field is written in the case of the others."""
    return entry and replace(
        entry, fields=tuple(replace(each, name=each.id) for each in entry.fields)
    )


@given(blocks(), st.dictionaries(NAMES, st.none() | VALUES, max_size=3))
def test_reads_as_the_entry_with_these_changes(block: str, values: dict[str, str | None]) -> None:
    entry = only_entry(block)
    assume(entry is not None)
    assert entry is not None
    edit = {
        name.lower(): None if text is None else Field(name, text) for name, text in values.items()
    }
    assert in_lower_case(only_entry(patch(block, edit))) == in_lower_case(entry.with_fields(edit))
