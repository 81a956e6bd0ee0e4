"""Affiliations as people write them."""

from __future__ import annotations

import pytest

from db.person.profile_rows import Affiliation, present
from desktop.affiliations import affiliation_of, written
from desktop.wording import UsageError


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Uni A = 2010..2015", Affiliation("Uni A", "2010", "2015")),
        ("Uni A=2010..", Affiliation("Uni A", "2010")),
        ("Uni A = ..2015", Affiliation("Uni A", "", "2015")),
        ("Uni A = 2010", Affiliation("Uni A", "2010")),
        ("Uni A = 2010-2015", Affiliation("Uni A", "2010", "2015")),
        ("Uni A = 2010-09..2015-03-31", Affiliation("Uni A", "2010-09", "2015-03-31")),
        ("Uni A = 2015..2015-03", Affiliation("Uni A", "2015", "2015-03")),
        ("Uni A", Affiliation("Uni A")),
        ("Uni A =", Affiliation("Uni A")),
        ("2010-2015 Uni A", Affiliation("Uni A", "2010", "2015")),
        ("2010– Uni A", Affiliation("Uni A", "2010")),
        ("Uni A, 2010–2015", Affiliation("Uni A", "2010", "2015")),
        ("Uni A (2010..)", Affiliation("Uni A", "2010")),
        ("Institute 42", Affiliation("Institute 42")),
        ("Paris 8", Affiliation("Paris 8")),
    ],
)
def test_an_affiliation_is_a_place_and_its_years(line: str, read: Affiliation) -> None:
    assert affiliation_of(line) == read
    assert affiliation_of(written(read)) == read


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("2030-2010 Backwards", "ends before it begins"),
        ("Uni A = 2015..2010", "ends before it begins"),
        ("Uni A = 2015-06..2015-03", "ends before it begins"),
        ("Uni A = soon", "is no time"),
        ("Uni A = 2015..soon", "is no time"),
        ("= 2015..2019", "lacks the name"),
        ("2015-2019", "lacks the name"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(line: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        affiliation_of(line)


@pytest.mark.parametrize(
    ("places", "now"),
    [
        ([], None),
        (["A = 2019..", "B = 2010..2018"], "A"),
        (["B = 2010..2018", "A = 2019..", "C = ..2009"], "A"),
        (["A = 2010..2012", "B = 2005..2009"], "A"),
        (["A", "B"], "B"),
        (["A = 2010..2015", "B"], "B"),
        (["A = 2019..", "B = 2015-2019", "C", "D = 2040.."], "A"),
        (["A = 2010..2015", "D = 2026-12.."], "A"),
        (["D = 2040.."], None),
    ],
)
def test_a_person_works_where_they_began_last_and_did_not_end(
    places: list[str], now: str | None
) -> None:
    found = present([affiliation_of(line) for line in places], "2026-11-25")
    assert (found.name if found else None) == now
