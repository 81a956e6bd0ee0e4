"""Who a person is among authors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.identity import identity, may_name, parse_display
from biblio.name_likeness import may_be_meant
from biblio.names import Name, parse_names
from biblio.orcid import orcid_of
from biblio.person import same_person
from biblio.query.position import positions

ME = "Siamak Ravanbakhsh"


@pytest.mark.parametrize(
    ("names", "author", "own"),
    [
        ((ME,), "Ravanbakhsh, S.", True),
        ((ME,), "Ravanbakhsh, Sina", False),
        ((ME, "-S. Ravanbakhsh"), "Ravanbakhsh, S.", False),
        ((ME, "-S. Ravanbakhsh"), "Siamak Ravanbakhsh", True),
        ((ME, "S. Ravanbakhsh", "-S. Ravanbakhsh"), "S. Ravanbakhsh", True),
        ((ME, "Siamak Miller"), "Miller, S.", True),
        ((ME, "سیامک روانبخش"), "سیامک روانبخش", True),
        (("Jörg Schölkopf",), "Schoelkopf, J", True),
        (("Jörg Schoelkopf",), "Sch{\\\"o}lkopf, J{\\\"o}rg", True),
        (("Jörg Müller",), "Mueller, Joerg", True),
        (("Haakan Aaberg",), "Håkan Åberg", True),
        (("Jörg Müller",), "Mueller, Jens", False),
        (("Muhammad al-Khwarizmi",), "Alkhwarizmi, M.", True),
        (("王小明",), "王小明", True),
        ((), "S. Ravanbakhsh", False),
    ],
)  # fmt: skip
def test_a_person_is_known_by_all_forms_but_the_refused(
    names: tuple[str, ...], author: str, own: bool
) -> None:
    person = identity(names)
    assert person.is_own(parse_names(author).people[0]) is own
    if own:
        assert may_name(person, author)


@given(
    st.sampled_from(["Siamak Ravanbakhsh", "Jörg Schölkopf", "Muhammad al-Khwarizmi", "Bo Li"]),
    st.lists(st.sampled_from(["S. Ravanbakhsh", "Schoelkopf, J", "M. Alkhwarizmi", "Li, B.",
                              "van der Berg, Jan", "Ø. Ødegård", "Li"]), min_size=1, max_size=4),
)  # fmt: skip
def test_what_is_asked_before_parsing_overlooks_nobody(me: str, authors: list[str]) -> None:
    person = identity((me,))
    field = " and ".join(authors)
    if any(same_person(person.names[0], name) for name in parse_names(field).people):
        assert may_name(person, field)


def test_reads_names_as_the_list_shows_them() -> None:
    assert parse_display("Martin King, Jr.") == Name("Martin", "", "King")
    assert parse_display("Jan van der Berg") == Name("Jan", "van der", "Berg")
    assert parse_display("Simon and Garfunkel").display == "Simon and Garfunkel"


@pytest.mark.parametrize(
    ("author", "held"),
    [
        (ME, {"first", "last", "sole"}),
        (f"{ME} and Bo Li", {"first"}),
        (f"Bo Li and {ME}", {"last"}),
        (f"Bo Li and {ME} and Cy Otto", {"middle"}),
        (f"Bo Li and {ME} and others", {"middle"}),
        (f"{ME} and others", {"first"}),
        ("Bo Li and Cy Otto", set()),
        ("", set()),
    ],
)
def test_position_among_the_authors(author: str, held: set[str]) -> None:
    assert positions(author, ME) == held


def test_position_under_a_former_name() -> None:
    assert positions("Miller, S. and Li, B.", ME, "Siamak Miller") == {"first"}
    assert positions("Ravanbakhsh, S. and Li, B.", ME, "-S. Ravanbakhsh") == frozenset()


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Siamak Ravanbaksh", True),
        ("S. Ravanbakhch", True),
        ("Siamac Ravanbakhsh", True),
        ("Ravanbakhsh Siamak", True),
        ("Ravanbakhsh S", True),
        ("Siamak B. Ravanbakhsh", False),
        ("Sina Ravanbakhsh", False),
        ("Siamak Rabbany", False),
        ("Siamak Ravanbakhsh", False),
        ("Bo Li", False),
        ("Ravanbakhsh", False),
    ],
)
def test_likely_misspellings_are_proposed(name: str, meant: bool) -> None:
    own = parse_names(ME).people[0]
    proposed = may_be_meant(own, name) and not same_person(own, parse_display(name))
    assert proposed is meant


@pytest.mark.parametrize(
    ("text", "orcid"),
    [
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("https://orcid.org/0000-0001-5109-3700", "0000-0001-5109-3700"),
        ("0000000218250097", "0000-0002-1825-0097"),
        ("0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("0000-0002-1825-0098", ""),
        ("0000-0002-1825", ""),
        ("", ""),
    ],
)
def test_an_orcid_checks_itself(text: str, orcid: str) -> None:
    assert orcid_of(text) == orcid


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("Ada Li 0001", True),
        ("Li 0001, Ada", True),
        ("Bo Li 0001", False),
        ("0001", False),
    ],
)
def test_the_number_by_which_dblp_tells_people_apart_is_no_part_of_the_name(
    name: str, own: bool
) -> None:
    (listed,) = parse_names(name).people
    assert identity(("Ada Li",)).is_own(listed) is own
