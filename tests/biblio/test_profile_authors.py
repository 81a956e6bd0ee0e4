"""Lines of authors."""

from __future__ import annotations

import pytest

from biblio.formats.profile_authors import Authors, looks_like_authors, read_authors


@pytest.mark.parametrize(
    ("line", "names", "others", "affiliation"),
    [
        ("Ann Lee, Bo Ek et al. · mila", ("Ann Lee", "Bo Ek"), True, "mila"),
        ("Ann Lee, Bo Ek · mila", ("Ann Lee", "Bo Ek"), False, "mila"),
        ("Ann Lee, et al", ("Ann Lee",), True, ""),
        ("Ann Lee, others", ("Ann Lee",), True, ""),
        ("Ann Lee, +12 more", ("Ann Lee",), True, ""),
        ("Ann Lee, …", ("Ann Lee",), True, ""),
        ("Ann Lee · mila · deepmind", ("Ann Lee",), False, "mila, deepmind"),
        ("Ann Lee, Bo Ek, and Cy Dee", ("Ann Lee", "Bo Ek", "Cy Dee"), False, ""),
        ("Ann Lee and Bo Ek", ("Ann Lee", "Bo Ek"), False, ""),
        ("Sékou-Oumar Kaba", ("Sékou-Oumar Kaba",), False, ""),
        ("Ludwig van Beethoven", ("Ludwig van Beethoven",), False, ""),
        ("Lee, Ann; Ek, Bo", ("Lee, Ann", "Ek, Bo"), False, ""),
        ("李 明, 王 芳", ("李 明", "王 芳"), False, ""),
        ("Robert Smith, Jr., Bo Ek", ("Smith, Jr., Robert", "Bo Ek"), False, ""),
        ("Oscar de la Cruz, III", ("de la Cruz, III, Oscar",), False, ""),
        ("Metin And, Bo Ek", ("Metin {And}", "Bo Ek"), False, ""),
        ("Johnson and Johnson", ("{Johnson and Johnson}",), False, ""),
        ("ATLAS Collaboration, Bo Ek", ("{ATLAS Collaboration}", "Bo Ek"), False, ""),
        ("Lab Team (CERN, Geneva), Bo Ek", ("{Lab Team (CERN, Geneva)}", "Bo Ek"), False, ""),
        ("Google, Inc., Bo Ek", ("{Google, Inc.}", "Bo Ek"), False, ""),
        ("OpenAI", ("OpenAI",), False, ""),
        ("", (), False, ""),
    ],
)
def test_reads_names(line: str, names: tuple[str, ...], others: bool, affiliation: str) -> None:
    assert read_authors(line) == Authors(names, others, affiliation)


def test_field_says_that_the_list_is_incomplete() -> None:
    assert read_authors("Ann Lee, Bo Ek et al.").field == "Ann Lee and Bo Ek and others"
    assert read_authors("Ann Lee, Bo Ek").field == "Ann Lee and Bo Ek"


@pytest.mark.parametrize(
    "line",
    [
        "Ann Lee",
        "Ann Lee, Bo Ek et al. · mila",
        "J. R. R. Tolkien, Bo Ek",
        "D'Arcy Thompson, Ludwig van Beethoven",
        "Department of Science and Technology",
        "danah boyd, bell hooks et al.",
        "José A. O'Neil-García",
    ],
)
def test_recognises_a_line_of_authors(line: str) -> None:
    assert looks_like_authors(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Abstract",
        "We study sets",
        "In this paper, we propose a method",
        "Deep learning is useful.",
        "Let $G$ be a Group",
        "Results: Better",
        "The limits of the method are discussed for the first time.",
    ],
)
def test_knows_the_start_of_an_abstract(line: str) -> None:
    assert not looks_like_authors(line)


def test_takes_lower_case_names_where_authors_stand_alone() -> None:
    assert looks_like_authors("danah boyd, bell hooks", alone=True)
    assert not looks_like_authors("danah boyd, bell hooks")
    assert not looks_like_authors("glass breaks, and often.", alone=True)
