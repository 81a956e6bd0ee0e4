"""The language of the order: the list, a change of it, and what follows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biblio.collation import alphabet
from db import ImportReport, Library, Sort
from db.errors import CancelledError
from db.reading import LibraryReader

BIB = r"""
@article{a, author={{\AA}ngstr{\"o}m, Anders}, title={Zeta}, journal={{\"O}kologie}, tags={x}}
@article{b, author={Zander, Bo}, title={The {\"A}lg}, journal={Annals}, booktitle={An {\O}re}}
@article{c, author={Andersson, Cia}, title={An {\AA}r}, journal={Zoo}, note={Äpple}}
@article{d, author={{\"O}berg, Dan}, title={Arv}, journal={Nature}, note={Zebra}}
@article{e, author={van {\AA}kesson, Eva}, title={Ore}, editor={Eva {\"A}ng}}
@article{f, title={$\alpha$ och {\"o}}, note={apple}}
"""


@pytest.fixture
def swedish(library: Library, add_bib: Callable[..., ImportReport]) -> Library:
    library.set_language("sv", "Swedish")
    add_bib(BIB)
    return library


def order(library: LibraryReader, column: str, *, descending: bool = False) -> str:
    sort = [Sort(column, descending)]
    return "".join(row.key for row in library.rows(library.find_ids("", sort)))


@pytest.mark.parametrize(
    ("column", "descending", "keys"),
    [
        ("title", False, "deacbf"),
        ("title", True, "fbcaed"),
        ("authors", False, "cbead" + "f"),
        ("authors", True, "daebc" + "f"),
        ("venue", False, "bdcaef"),
        ("field:note", False, "fdcabe"),
        ("field:editor", False, "eabcdf"),
        ("field:author", True, "daebc" + "f"),
        ("field:booktitle", False, "bacdef"),
    ],
)
def test_sorts_by_the_alphabet(swedish: Library, column: str, descending: bool, keys: str) -> None:
    assert order(swedish, column, descending=descending) == keys
    few = swedish.find_ids("year:..3000 OR has:title", [Sort(column, descending)])
    assert "".join(row.key for row in swedish.rows(few)) == keys
    assert list(swedish.first_ids([Sort(column, descending)], limit=4)) == list(few[:4])
    beside = swedish.find_ids("", [Sort(column, descending), Sort("added")])
    assert list(beside) == list(few)


def test_a_change_of_the_language_is_one_step_and_comes_to_the_same(
    swedish: Library, tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []
    columns = [(c, d) for c in ("title", "authors", "venue") for d in (False, True)]
    before = [order(swedish, c, descending=d) for c, d in columns]
    with Library.open(tmp_path / "later.oeuvre") as later:
        later.import_bytes(BIB.encode(), name="refs.bib")
        plain = [order(later, c, descending=d) for c, d in columns]
        assert plain != before
        notice = later.set_language("sv", "Swedish", progress=lambda *n: told.append(n))
        assert [order(later, c, descending=d) for c, d in columns] == before
        assert set(notice.entry_ids) == set(later.find_ids("", [])) - {0}
        assert later.history(1)[0].name == "Sort by the alphabet of Swedish"
        later.undo()
        assert later.language() == ""
        assert [order(later, c, descending=d) for c, d in columns] == plain
        later.redo()
        assert later.language() == "sv"
        assert [order(later, c, descending=d) for c, d in columns] == before
        later.set_language("en", "English")
        assert [order(later, c, descending=d) for c, d in columns] == plain
    assert told == [(6, 6)]


def test_only_what_the_language_sorts_elsewhere_is_written(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib("@misc{a, title={Chata}}\n@misc{b, title={Dům}}\n@misc{c, title={Šach}}")
    assert library.set_language("cs", "Czech").entry_ids == (1, 3)
    assert library.set_language("cs", "Czech").step is None
    assert library.set_language("sk", "Slovak").entry_ids == ()
    assert library.language() == "sk"


def test_an_edit_keeps_the_order(swedish: Library) -> None:
    (entry,) = swedish.ids_of_key("a")
    swedish.set_fields(entry, {"title": "Åå"})
    assert order(swedish, "title") == "decabf"
    swedish.set_fields(entry, {"title": "Aa"})
    assert order(swedish, "title") == "adecbf"
    swedish.undo(2)
    assert order(swedish, "title") == "deacbf"


def test_verify_sees_that_the_order_is_not_the_language_s(swedish: Library) -> None:
    assert swedish.verify() == []
    swedish.set_language("da", "Danish")
    assert swedish.verify() == []
    swedish._db.execute("UPDATE settings SET value = 'en'")
    assert {problem.code for problem in swedish.verify()} == {"stale-columns"}


def test_finds_and_matches_as_before(swedish: Library) -> None:
    assert list(swedish.find_ids("angstrom")) == list(swedish.ids_of_key("a"))
    assert list(swedish.find_ids('venue:="okologie"')) == list(swedish.ids_of_key("a"))
    again = swedish.import_bytes(b"@article{b, title={Alg}, author={Zander, Bo}}", name="z.bib")
    assert (again.added, again.merged + again.unchanged) == (0, 1)


def test_who_reads_follows_a_change_by_others(swedish: Library) -> None:
    with LibraryReader.open(swedish.path, create=False, readonly=True) as other:
        assert order(other, "field:note")[:3] == "fdc"
        swedish.set_language("en", "English")
        assert order(other, "field:note")[:3] == "cfd"
        assert order(other, "title") == order(swedish, "title") == "bcdeaf"


def test_groups_of_the_browse_panel_are_in_the_same_order(swedish: Library) -> None:
    def texts(name: str) -> list[str]:
        return [value.text for value in swedish.facet(name).values if value.text]

    assert texts("venue") == ["Annals", "Nature", "Zoo", "Ökologie"]
    names = ["Cia Andersson", "Bo Zander", "Anders Ångström", "Eva van Åkesson", "Dan Öberg"]
    assert texts("author") == [names[0], names[1], names[3], names[2], names[4]]
    assert [value.text for value in swedish.facet("author", limit=2).values] == names[:2]


def test_a_cancelled_change_leaves_all_as_it_was(swedish: Library) -> None:
    before = order(swedish, "title")
    with pytest.raises(CancelledError):
        swedish.set_language("da", "Danish", cancelled=lambda: True)
    assert (swedish.language(), order(swedish, "title")) == ("sv", before)


def test_there_are_only_known_languages(library: Library) -> None:
    with pytest.raises(ValueError, match="xx"):
        library.set_language("xx", "Klingon")


def test_a_new_library_begins_in_a_language_and_no_other_does(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    library.begin_language("")
    assert library.language() == ""
    library.begin_language("sv")
    library.begin_language("da")
    assert library.language() == "sv"
    assert library.history() == []
    add_bib("@misc{a, title={Zu}}\n@misc{b, title={Åa}}")
    assert order(library, "title") == "ab"
    library.set_language("", "none")
    library.begin_language("sv")
    assert library.language() == ""


def test_a_used_library_keeps_its_order(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib("@misc{a, title={Zu}}")
    library.begin_language("sv")
    assert library.language() == ""


TITLES = st.lists(st.text("aåbc hdzsšžñioöı'-", max_size=8), max_size=12)


@pytest.mark.parametrize("language", ["sv", "cs", "hu", "tr", "hr"])
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(titles=TITLES)
def test_sql_sorts_as_the_alphabet_does(library: Library, language: str, titles: list[str]) -> None:
    letters = alphabet(language)
    assert letters is not None
    library.trash(list(library.find_ids()))
    library.set_language(language, language)
    for title in titles:
        library.new_entry("misc", {"title": "x", "note": title} if title.strip() else {})
    found = [
        library.rows([i], ["field:note"])[0] for i in library.find_ids("", [Sort("field:note")])
    ]
    noted = [row.field("note") for row in found if row.field("note")]
    assert noted == sorted(noted, key=letters.key)
