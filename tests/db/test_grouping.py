"""Collections, tags and saved searches: what they hold, and that every step can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from db import Collection, ImportReport, Library, SavedSearch, Tag, View
from db.errors import NameTakenError, NoSuchViewError
from tests.db.conftest import Tables

BIB = """\
@article{one, title = {Graphs}, author = {Ada Li}, year = 2001, keywords = {Survey, nets}}
@article{two, title = {Sets}, author = {Bo Wu}, year = 2002}
@article{three, title = {Trees}, author = {Ada Li and Bo Wu}, year = 2003}
"""


@dataclass(frozen=True)
class Shelf:
    """A library of three entries with an outer and an inner collection, a tag, and a search."""

    library: Library
    outer: int
    inner: int
    tag: int
    search: int


@pytest.fixture
def shelf(library: Library, add_bib: Callable[..., ImportReport]) -> Shelf:
    add_bib(BIB)
    outer = library.add_collection("Thesis", colour="#24508f", entry_ids=[1])
    inner = library.add_collection("Chapter", parent=outer, entry_ids=[1, 2])
    tag = library.add_tag("To read", entry_ids=[3])
    search = library.save_search("new", "year:>=2002")
    return Shelf(library, outer, inner, tag, search)


def shown(library: Library, view: View) -> list[int]:
    return library.find_ids("", (), view).tolist()


def test_a_collection_shows_what_is_within_it_unless_told_not_to(shelf: Shelf) -> None:
    assert shown(shelf.library, View("collection", shelf.outer)) == [1, 2]
    assert shown(shelf.library, View("collection", shelf.outer, deep=False)) == [1]
    assert shelf.library.count(View("collection", shelf.inner)) == 2


def test_collections_are_listed_from_the_outside_with_each_entry_counted_once(
    shelf: Shelf,
) -> None:
    second = shelf.library.add_collection("Second")
    shelf.library.trash([2])
    assert shelf.library.collections() == [
        Collection(shelf.outer, "Thesis", None, "#24508f", entries=1, total=1),
        Collection(shelf.inner, "Chapter", shelf.outer, "", entries=1, total=1),
        Collection(second, "Second", None, "", entries=0, total=0),
    ]


def test_tags_and_searches_are_listed_by_name(shelf: Shelf) -> None:
    shelf.library.add_tag("Écarté")
    shelf.library.save_search("a", "deep")
    assert [tag.name for tag in shelf.library.tags()] == ["Écarté", "To read"]
    assert shelf.library.tags()[1] == Tag(shelf.tag, "To read", "", 1)
    assert shelf.library.searches()[1] == SavedSearch(shelf.search, "new", "year:>=2002")


def test_a_search_that_is_replaced_is_called_as_it_was_typed_last(shelf: Shelf) -> None:
    assert shelf.library.save_search(" NEW ", "year:>=2002") == shelf.search
    assert shelf.library.searches() == [SavedSearch(shelf.search, "NEW", "year:>=2002")]
    shelf.library.undo()
    assert shelf.library.searches() == [SavedSearch(shelf.search, "new", "year:>=2002")]


def test_what_some_entries_bear_and_are_in(shelf: Shelf) -> None:
    assert shelf.library.collections_of([1, 2, 3]) == {shelf.outer: 1, shelf.inner: 2}
    assert shelf.library.tags_of([1, 2, 3]) == {shelf.tag: 1}


def test_entries_that_went_meanwhile_are_left_out(shelf: Shelf) -> None:
    shelf.library.add_to_collection(shelf.inner, [3, 999])
    assert shown(shelf.library, View("collection", shelf.inner)) == [1, 2, 3]


def test_removing_from_a_collection_reaches_those_within_it(shelf: Shelf) -> None:
    shelf.library.remove_from_collection(shelf.outer, [1], deep=False)
    assert shown(shelf.library, View("collection", shelf.outer)) == [1, 2]
    shelf.library.remove_from_collection(shelf.outer, [1])
    assert shown(shelf.library, View("collection", shelf.outer)) == [2]


def names(library: Library) -> list[tuple[str, int | None]]:
    return [(each.name, each.parent) for each in library.collections()]


def test_a_collection_is_moved_between_others(shelf: Shelf) -> None:
    library, outer = shelf.library, shelf.outer
    first = library.add_collection("First")
    library.move_collection(first, None, before=outer)
    assert names(library) == [("First", None), ("Thesis", None), ("Chapter", outer)]
    library.move_collection(first, outer, before=shelf.inner)
    assert names(library) == [("Thesis", None), ("First", outer), ("Chapter", outer)]
    library.move_collection(shelf.inner, None)
    assert names(library) == [("Thesis", None), ("First", outer), ("Chapter", None)]


@pytest.mark.parametrize("into", ["outer", "inner"])
def test_a_collection_cannot_be_moved_into_itself(shelf: Shelf, into: str) -> None:
    steps = len(shelf.library.history())
    with pytest.raises(ValueError, match=str(getattr(shelf, into))):
        shelf.library.move_collection(shelf.outer, getattr(shelf, into))
    assert len(shelf.library.history()) == steps


def test_a_tag_of_the_same_name_is_the_same_tag(shelf: Shelf) -> None:
    assert shelf.library.add_tag("TO READ ", entry_ids=[1]) == shelf.tag
    assert shown(shelf.library, View("tag", shelf.tag)) == [1, 3]


def test_a_name_that_is_taken_is_refused(shelf: Shelf) -> None:
    other = shelf.library.add_tag("Other")
    second = shelf.library.save_search("second", "deep")
    with pytest.raises(NameTakenError):
        shelf.library.edit_tag(other, name="to read", colour="")
    with pytest.raises(NameTakenError):
        shelf.library.edit_search(second, name="NEW", query="deep")


Operation = Callable[[Shelf], object]


@pytest.mark.parametrize(
    "operation",
    [
        lambda s: s.library.tag(s.tag, [1]),
        lambda s: s.library.add_to_collection(99, [1]),
        lambda s: s.library.move_collection(s.inner, 99),
        lambda s: s.library.add_collection("New", parent=99),
        lambda s: s.library.delete_search(99),
        lambda s: s.library.edit_search(99, name="x", query=""),
    ],
    ids=["tag", "collection", "parent", "new-parent", "delete-search", "edit-search"],
)
def test_what_was_deleted_meanwhile_is_told(operation: Operation, shelf: Shelf) -> None:
    shelf.library.delete_tag(shelf.tag)
    with pytest.raises(NoSuchViewError):
        operation(shelf)
    assert shown(shelf.library, View("tag", shelf.tag)) == []
    assert shown(shelf.library, View("search", 99)) == []


OPERATIONS: dict[str, tuple[Operation, str]] = {
    "new collection": (
        lambda s: s.library.add_collection("New", parent=s.inner, entry_ids=[3]),
        "New collection “New”",
    ),
    "rename collection": (
        lambda s: s.library.edit_collection(s.outer, name="Book", colour="#24508f"),
        "Rename collection “Thesis” to “Book”",
    ),
    "colour collection": (
        lambda s: s.library.edit_collection(s.inner, name="Chapter", colour="#112233"),
        "Colour “Chapter”",
    ),
    "move collection": (
        lambda s: s.library.move_collection(s.inner, None),
        "Move collection “Chapter”",
    ),
    "delete collections": (
        lambda s: s.library.delete_collection(s.outer),
        "Delete collection “Thesis”",
    ),
    "add to collection": (
        lambda s: s.library.add_to_collection(s.outer, [1, 2, 3]),
        "Add 2 entries to collection “Thesis”",
    ),
    "remove from collection": (
        lambda s: s.library.remove_from_collection(s.inner, [1, 3]),
        "Remove 1 entry from collection “Chapter”",
    ),
    "set collections": (
        lambda s: s.library.set_collections([1, 3], give=[s.inner], take=[s.outer], new=["New"]),
        "Add 2 entries to “Chapter”, “New”",
    ),
    "new tag": (lambda s: s.library.add_tag("Done"), "New tag “Done”"),
    "tag": (lambda s: s.library.tag(s.tag, [1, 2]), "Tag 2 entries “To read”"),
    "set tags": (
        lambda s: s.library.set_tags([1, 3], take=[s.tag], new=["Done"]),
        "Tag 2 entries “Done”",
    ),
    "untag": (
        lambda s: s.library.set_tags([3], take=[s.tag]),
        "Take the tag “To read” from 1 entry",
    ),
    "rename tag": (
        lambda s: s.library.edit_tag(s.tag, name="Later", colour=""),
        "Rename tag “To read” to “Later”",
    ),
    "delete tag": (lambda s: s.library.delete_tag(s.tag), "Delete tag “To read”"),
    "save search": (lambda s: s.library.save_search("old", "year:<2002"), "Save search “old”"),
    "save over a search": (lambda s: s.library.save_search("New", "x"), "Save search “New”"),
    "edit search": (
        lambda s: s.library.edit_search(s.search, name="newer", query="year:2003"),
        "Change saved search “newer”",
    ),
    "delete search": (
        lambda s: s.library.delete_search(s.search),
        "Delete saved search “new”",
    ),
    "trash what is collected": (
        lambda s: s.library.trash([1, 2]),
        "Move 2 entries to the trash",
    ),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_each_operation_is_one_step_back_and_forth(
    name: str, shelf: Shelf, tables: Callable[[], Tables]
) -> None:
    operation, label = OPERATIONS[name]
    before, steps = tables(), len(shelf.library.history())
    operation(shelf)
    after = tables()
    assert after != before
    assert (shelf.library.undo_name(), len(shelf.library.history())) == (label, steps + 1)
    shelf.library.undo()
    assert tables() == before
    shelf.library.redo()
    assert tables() == after
    assert shelf.library.verify() == []


@pytest.mark.parametrize(
    "operation",
    [
        lambda s: s.library.add_to_collection(s.inner, [1, 2]),
        lambda s: s.library.remove_from_collection(s.inner, [3]),
        lambda s: s.library.tag(s.tag, [3]),
        lambda s: s.library.edit_tag(s.tag, name="To read", colour=""),
        lambda s: s.library.edit_search(s.search, name="new", query="year:>=2002"),
        lambda s: s.library.move_collection(s.inner, s.outer),
    ],
    ids=range(6),
)
def test_what_changes_nothing_is_no_step(operation: Operation, shelf: Shelf) -> None:
    steps = len(shelf.library.history())
    operation(shelf)
    assert len(shelf.library.history()) == steps


def test_emptying_the_trash_clears_what_entries_were_in(shelf: Shelf) -> None:
    shelf.library.trash([1, 3])
    shelf.library.empty_trash()
    assert [each.total for each in shelf.library.collections()] == [1, 1]
    assert shelf.library.tags()[0].entries == 0
    assert shelf.library.verify() == []


def test_searches_use_each_other_and_follow_a_new_name(shelf: Shelf) -> None:
    library = shelf.library
    both = library.save_search("both", 'search:new author:"ada li"')
    assert shown(library, View("search", both)) == [3]
    assert library.find_ids("-search:both").tolist() == [1, 2]
    library.edit_search(shelf.search, name="from 2002", query="year:>=2002")
    assert library.searches()[0].query == 'search:"from 2002" author:"ada li"'
    assert shown(library, View("search", both)) == [3]
    library.undo()
    assert library.searches()[0].query == 'search:new author:"ada li"'


@pytest.mark.parametrize(
    "query", ['search:"My X"', 'search:"my ”x”"', "search:my*", 'search:"my x']
)
def test_a_search_with_quotes_in_its_name_is_found(shelf: Shelf, query: str) -> None:
    shelf.library.save_search('my "x"', "year:>=2002")
    assert shelf.library.find_ids(query).tolist() == [2, 3]


def test_a_search_that_uses_itself_finds_what_the_rest_of_it_finds(shelf: Shelf) -> None:
    library = shelf.library
    round_ = library.save_search("round", "search:new OR search:round")
    assert shown(library, View("search", round_)) == [2, 3]
    assert library.find_ids("search:round graphs").tolist() == []
    assert library.find_ids("search:missing").tolist() == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('tag:"to read"', [3]),
        ("tag:survey", [1]),
        ("tag:read", []),
        ("has:tag", [1, 3]),
        ("no:tag", [2]),
        ("collection:thesis", [1, 2]),
        ("collection:chapter", [1, 2]),
        ("-collection:thesis", [3]),
        ("has:collection", [1, 2]),
        ("no:collection", [3]),
    ],
)
def test_tags_and_collections_are_searched(shelf: Shelf, query: str, expected: list[int]) -> None:
    assert shelf.library.find_ids(query).tolist() == expected


def test_a_long_search_within_a_search_is_no_trouble(shelf: Shelf) -> None:
    library = shelf.library
    library.save_search("s0", " ".join(f"-{chr(97 + n % 26)}{n}" for n in range(180)))
    for depth in range(1, 12):
        text = f"search:s{depth - 1} " + " ".join(f"-b{n}" for n in range(180))
        library.save_search(f"s{depth}", text)
    assert library.find_ids("search:s7").tolist() == [1, 2, 3]
    assert library.find_ids("search:s11").tolist() == []  # too deep, as it says
