"""Co-authors that may be one person: what is proposed, and what becomes of the user's word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db import ImportReport, Library
from db.person.likely_people import LikelyPerson

AddBib = Callable[..., ImportReport]


@pytest.fixture
def propose(library: Library, add_bib: AddBib) -> Callable[..., list[LikelyPerson]]:
    """What is proposed of co-authors who wrote one paper each with Ada Example."""

    def propose(*names: str) -> list[LikelyPerson]:
        add_bib(
            "\n".join(
                f"@misc{{k{place}, title={{T{place}}}, author={{Example, Ada and {name}}}}}"
                for place, name in enumerate(names)
            )
        )
        return library.likely_people(library.add_profile("Ada Example"))

    return propose


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Zaheer, Manzil", "Zaheer, M."), []),  # in no doubt: united already
        (
            ("Zaheer, Manzil", "Zaheer, Mary", "Zaheer, M."),
            [("M. Zaheer", "Manzil Zaheer"), ("M. Zaheer", "Mary Zaheer")],
        ),
        (("Ravanbakhsh, Bo", "Ravanbaksh, Bo"), [("Bo Ravanbaksh", "Bo Ravanbakhsh")]),
        (("Wagner, Siamak", "Wagner, Siyamak"), [("Siamak Wagner", "Siyamak Wagner")]),
        (("Kottur, Satwik", "Satwik, Kottur"), [("Kottur Satwik", "Satwik Kottur")]),
        (("Li, Bo", "Lu, Bo"), []),  # short names differ by a letter and are others
        (("Otto, Cy", "Otto, Dan"), []),
    ],
    ids=["sure", "initial-of-two", "family", "given", "swapped", "short", "others"],
)
def test_names_that_may_be_one_person_are_proposed(
    propose: Callable[..., list[LikelyPerson]],
    names: tuple[str, ...],
    expected: list[tuple[str, str]],
) -> None:
    assert [(each.name, each.person) for each in propose(*names)] == expected


def test_a_fuller_name_is_the_person_and_else_that_of_more_papers(
    propose: Callable[..., list[LikelyPerson]],
) -> None:
    (proposed,) = propose("Ravanbaksh, Bo", "Ravanbakhsh, Bo", "Ravanbakhsh, Bo")
    assert proposed == LikelyPerson("Bo Ravanbaksh", ("Bo Ravanbaksh",), 1, "Bo Ravanbakhsh", 2)


def test_what_was_decided_is_not_proposed_again_but_can_be_changed(
    library: Library, propose: Callable[..., list[LikelyPerson]]
) -> None:
    propose("Zaheer, Manzil", "Zaheer, Mary", "Zaheer, M.", "Ravanbakhsh, Bo", "Ravanbaksh, Bo")
    profile = library.profiles()[0][0]
    before = library.likely_people(profile)
    library.unify_people(
        {"Mary Zaheer": {"M. Zaheer": True}, "Bo Ravanbakhsh": {"Bo Ravanbaksh": False}}
    )
    assert library.undo_name() == "Forms of the name of 2 authors"
    assert library.likely_people(profile) == [
        LikelyPerson("Bo Ravanbaksh", ("Bo Ravanbaksh",), 1, "Bo Ravanbakhsh", 1, "apart"),
        LikelyPerson("M. Zaheer", ("M. Zaheer",), 2, "Mary Zaheer", 2, "same"),
    ]
    assert "M. Zaheer" in {
        form
        for person in library.circle(profile).people
        for form in person.forms
        if person.name == "Mary Zaheer"
    }
    library.undo()
    assert library.likely_people(profile) == before
