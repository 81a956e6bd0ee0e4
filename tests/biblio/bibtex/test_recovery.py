"""What a brace too many or too few, or an odd delimiter, would cost: it is read and reported."""

from __future__ import annotations

import pytest

from biblio.formats.bibtex.layout import patch
from biblio.formats.bibtex.reader import read
from biblio.formats.result import ReadResult


def _entries(result: ReadResult) -> list[tuple[str, dict[str, str]]]:
    return [(entry.key, entry.texts()) for entry in result.entries]


def _codes(result: ReadResult) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.line) for problem in result.problems]


EXTRA = """@article{a,
  title = {Deep {Sets}}},
  year = 2000,
  journal = {J}
}
@article{b, title = {B}}
"""


def test_a_brace_too_many_behind_a_value_costs_no_field() -> None:
    result = read(EXTRA.encode())
    assert _entries(result) == [
        ("a", {"title": "Deep {Sets}", "year": "2000", "journal": "J"}),
        ("b", {"title": "B"}),
    ]
    assert _codes(result) == [("extra-brace", 2)]


def test_an_edit_of_the_value_mends_the_brace_too_many() -> None:
    entry = read(EXTRA.encode()).entries[0]
    new = entry.with_fields({"title": None})
    block = EXTRA[: EXTRA.index("@article{b")]
    assert read(patch(block, {"title": None}).encode()).entries == (new,)


def test_a_key_in_braces_costs_no_field() -> None:
    result = read(b"@article{{b}, title = {Braced key}, year = 2001}\n")
    assert _entries(result) == [("b", {"title": "Braced key", "year": "2001"})]
    assert _codes(result) == [("braced-key", 1)]


@pytest.mark.parametrize(
    ("text", "entries", "codes"),
    [
        pytest.param(
            "@article{a, title={Un{balanced, year=2000}\n@article{b, title={B}, year=2011}\n"
            "@article{c, title={Too}} many}, year=2000}\n",
            [
                ("a", {"title": "Un{balanced", "year": "2000"}),
                ("b", {"title": "B", "year": "2011"}),
                ("c", {"title": "Too"}),
            ],
            [("value-not-closed", 1), ("loose-fields", 3)],
            id="evened-out-later",
        ),
        pytest.param(
            "@misc{a, note={See\n@misc{x, title={X}}\n}, year=2000}\n",
            [("a", {"note": "See\n@misc{x, title={X}}\n", "year": "2000"})],
            [("entry-in-value", 2)],
            id="an-example-in-a-note",
        ),
        pytest.param(
            "@article[bad, title={x}]\n@misc{a, title={A}}\n",
            [("a", {"title": "A"})],
            [("stray-at", 1), ("loose-fields", 1)],
            id="brackets",
        ),
        pytest.param(
            '@preamble{"abc}\n@misc{a, title={A}}\n',
            [("a", {"title": "A"})],
            [("unreadable-preamble", 1)],
            id="preamble",
        ),
    ],
)
def test_broken_braces_are_reported_and_harm_little(
    text: str, entries: list[tuple[str, dict[str, str]]], codes: list[tuple[str, int]]
) -> None:
    result = read(text.encode())
    assert (_entries(result), _codes(result)) == (entries, codes)
    assert "".join(block.text for block in result.blocks) == text
