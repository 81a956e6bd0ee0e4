"""References to entries that are not there, and circles, are reported with their lines."""

from __future__ import annotations

from biblio.formats.bibtex.reader import read


def test_missing_parents_and_circles_are_reported() -> None:
    result = read(
        b"@book{a, crossref = {Par}}\n@book{b, crossref = {gone}}\n@book{c, crossref = {c}}\n"
        b"@book{d, crossref = {e}}\n@book{e, xdata = {x, y}, crossref = {d}}\n"
        b"@xdata{x, note = {n}}\n"
        b"@book{f, crossref = {d}}\n@book{par, title = {P}}\n"
    )
    found = [(p.code, p.line, p.entry, p.field) for p in result.problems]
    assert found == [
        ("missing-parent", 2, 1, "crossref"),
        ("parent-loop", 3, 2, "crossref"),
        ("parent-loop", 4, 3, "crossref"),
        ("parent-loop", 5, 4, "crossref"),
        ("missing-parent", 5, 4, "xdata"),
    ]
