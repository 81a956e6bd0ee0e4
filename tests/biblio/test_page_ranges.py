"""Two hyphens in page ranges: only where BibTeX's styles would make them too."""

from __future__ import annotations

import pytest

from biblio.page_ranges import with_dashes


@pytest.mark.parametrize(
    ("pages", "written"),
    [
        ("1-5", "1--5"),
        ("1-5, 7-9", "1--5, 7--9"),
        ("1-5,7-9,11", "1--5,7--9,11"),
        ("1 - 5", "1 - 5"),
        ("1–5", "1–5"),
        ("1---5", "1---5"),
        ("1--5", "1--5"),
        ("2-s2.0-84", "2-s2.0-84"),
        ("S1-S5", "S1-S5"),
        ("1-2-3", "1-2-3"),
    ],
)
def test_only_plain_ranges_get_two_hyphens(pages: str, written: str) -> None:
    assert with_dashes(pages) == written
