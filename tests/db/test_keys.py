"""Keys change only when asked, uniquely, with all that refers to them, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from biblio.formats.bibtex.layout import UnwritableNameError
from biblio.key_plan import KeyPatterns
from biblio.keys import DEFAULT_PATTERN, PatternError
from biblio.query import parse
from db import Library
from db.citing.exporting import ExportOptions
from db.errors import KeyTakenError
from tests.db.conftest import Tables

BIB = """\
@article{one, author = {Kaba, S}, title = {Sheaves}, year = 2022}
@article{two, author = {Kaba, T}, title = {Sheaves again}, year = 2022}
@article{, author = {Kaba, U}, title = {Sheaves, a third}, year = 2022}
@inproceedings{child, crossref = {vol}, title = {Of children}, xdata = {x,vol}}
@proceedings{vol, editor = {Li, B}, title = {Volume}, year = 2020}
"""


@pytest.fixture
def ids(library: Library, add_bib: Callable[..., object]) -> list[int]:
    add_bib(BIB)
    return sorted(library.find_ids())


def keys(library: Library) -> list[str]:
    return [library.entry(each).entry.key for each in sorted(library.find_ids())]


def plan(library: Library, ids: list[int], pattern: str = "[auth][year]") -> list[tuple[str, str]]:
    return [(c.old, c.new) for c in library.key_plan(ids, KeyPatterns(pattern))]


def test_a_plan_is_unique_and_changes_nothing(library: Library, ids: list[int]) -> None:
    assert plan(library, ids[:3]) == [("one", "Kaba2022"), ("two", "Kaba2022a"), ("", "Kaba2022b")]
    changes = library.key_plan(ids[:2], KeyPatterns("[auth]"))
    assert [(c.wanted, c.holder) for c in changes] == [("Kaba", None), ("Kaba", ids[0])]
    assert keys(library) == ["one", "two", "", "child", "vol"]


def test_a_second_run_changes_nothing(library: Library, ids: list[int]) -> None:
    library.rekey({c.entry_id: c.new for c in library.key_plan(ids)})
    before = keys(library)
    assert len(set(before)) == 5
    assert all(c.new == c.old for c in library.key_plan(ids[::-1]))
    assert library.rekey({c.entry_id: c.new for c in library.key_plan(ids)}).step is None


def test_a_key_that_another_entry_had_is_not_given_again(library: Library, ids: list[int]) -> None:
    library.rekey({ids[0]: "Kaba2022"})
    library.rekey({ids[0]: "other"})
    assert plan(library, [ids[1]]) == [("two", "Kaba2022a")]
    assert plan(library, [ids[0]]) == [("other", "Kaba2022")]


def test_a_key_that_two_entries_have_is_given_up_by_the_one_that_is_asked(
    library: Library, add_bib: Callable[..., object]
) -> None:
    add_bib("@misc{Li2020, author={Li, B}, year=2020} @misc{Li2020, author={Li, C}, year=2020}")
    first, second = sorted(library.find_ids())
    assert plan(library, [second]) == [("Li2020", "Li2020a")]
    assert plan(library, [first, second]) == [("Li2020", "Li2020"), ("Li2020", "Li2020a")]


def test_a_merged_entry_keeps_its_key_or_takes_that_of_the_other(
    library: Library, ids: list[int]
) -> None:
    library.rekey({ids[0]: "Kaba2022", ids[1]: "Kaba2022b"})
    library.merge_entries(ids[1], [ids[0]])
    assert plan(library, [ids[1]]) == [("Kaba2022b", "Kaba2022b")]
    library.rekey({ids[1]: "other"})
    assert plan(library, [ids[1]]) == [("other", "Kaba2022")]
    assert plan(library, [ids[2]]) == [("", "Kaba2022a")]


def test_case_does_not_make_a_key_another(library: Library, ids: list[int]) -> None:
    library.rekey({ids[0]: "KABA2022"})
    assert plan(library, [ids[1]]) == [("two", "Kaba2022a")]
    with pytest.raises(KeyTakenError):
        library.rekey({ids[1]: "kaba2022"})


def test_what_refers_to_a_key_follows_in_the_same_step(library: Library, ids: list[int]) -> None:
    library.rekey({ids[4]: "volume2020", ids[3]: "kid"})
    child = library.entry(ids[3]).entry
    assert (child.key, child.get("crossref"), child.get("xdata")) == (
        "kid",
        "volume2020",
        "x,volume2020",
    )
    written = library.export_source("refs.bib").decode()
    assert written == BIB.replace("{child", "{kid").replace("vol", "volume2020").replace(
        "{x,vol}", "{x,volume2020}"
    ).replace("Volume2020ume", "Volume")
    assert library.undo()[0].name == "Change keys of 2 entries"
    assert library.export_source("refs.bib").decode() == BIB


def test_what_refers_to_an_entry_follows_a_single_edit_too(
    library: Library, ids: list[int]
) -> None:
    library.set_key(ids[4], "volume2020")
    assert library.entry(ids[3]).entry.get("crossref") == "volume2020"
    library.undo()
    assert library.entry(ids[3]).entry.get("crossref") == "vol"


def test_a_first_key_is_named_so_in_the_history(library: Library, ids: list[int]) -> None:
    library.set_key(ids[2], "third")
    assert library.undo_name() == "Give “Sheaves, a third” the key third"
    library.set_key(ids[2], "other")
    assert library.undo_name() == "Change key third to other"


def test_an_old_key_finds_the_entry(library: Library, ids: list[int]) -> None:
    library.rekey({ids[0]: "new"})
    assert library.ids_of_key("one") == [ids[0]]
    assert list(library.find_ids("key:one")) == [ids[0]]
    assert library.entry(ids[0]).old_keys == ("one",)


def test_an_old_key_is_a_word_that_finds_the_entry(library: Library, ids: list[int]) -> None:
    library.rekey({ids[0]: "new"})
    assert list(library.find_ids("one")) == [ids[0]]
    assert list(library.find_ids("new")) == [ids[0]]
    library.set_fields(ids[0], {"note": "later"})  # it is put into the index anew
    library.rekey({ids[0]: "newer"})
    assert [list(library.find_ids(word)) for word in ("one", "new", "newer")] == [[ids[0]]] * 3
    library.undo(3)
    assert [list(library.find_ids(word)) for word in ("one", "new", "newer")] == [[ids[0]], [], []]
    library.redo(3)
    assert [list(library.find_ids(word)) for word in ("one", "new", "newer")] == [[ids[0]]] * 3
    library.trash([ids[0]])
    library.empty_trash()
    assert list(library.find_ids("one")) == []


def test_it_is_said_which_old_key_found_an_entry(library: Library, ids: list[int]) -> None:
    library.rekey({ids[0]: "new", ids[1]: "other"})

    def reasons(text: str) -> dict[int, str]:
        return library.found_by_former_key(parse(text), library.find_ids(text))

    assert reasons("one") == {ids[0]: "one"}
    assert reasons("key:two OR one") == {ids[0]: "one", ids[1]: "two"}
    assert reasons("new") == reasons("has:title") == reasons("-one") == {}


def test_biblatex_is_told_the_old_keys(library: Library, ids: list[int]) -> None:
    library.rekey({ids[0]: "new"})
    library.rekey({ids[0]: "newer"})
    text = library.export(ids[:1], ExportOptions("biblatex")).text
    assert "ids" in text
    assert "{one,new}" in text
    assert "ids" not in library.export(ids[:1], ExportOptions("bibtex")).text
    library.rekey({ids[1]: "one"})  # the key means another entry now
    assert "{new}" in library.export(ids[:1], ExportOptions("biblatex")).text


def test_a_changed_pattern_touches_no_key(
    library: Library, ids: list[int], tables: Callable[[], Tables]
) -> None:
    before = tables()
    library.set_patterns({"": "[auth]", "proceedings": "[title]"})
    assert library.key_patterns() == KeyPatterns("[auth]", {"proceedings": "[title]"})
    assert keys(library) == ["one", "two", "", "child", "vol"]
    assert [c.new for c in library.key_plan(ids)] == [
        "Kaba",
        "Kabaa",
        "Kabab",
        "untitled",
        "Volume",
    ]
    library.undo()
    assert library.key_patterns() == KeyPatterns(DEFAULT_PATTERN)
    assert tables() == before
    library.redo()
    library.set_patterns({"proceedings": None})
    assert library.key_patterns() == KeyPatterns("[auth]")


def test_a_pattern_that_cannot_be_read_is_not_kept(library: Library) -> None:
    with pytest.raises(PatternError):
        library.set_patterns({"": "[auth]", "book": "[nothing]"})
    assert library.key_patterns() == KeyPatterns(DEFAULT_PATTERN)


@pytest.mark.parametrize("key", ["a b", "a{", "", "a,b"])
def test_a_key_that_cannot_be_written_leaves_all_as_it_was(
    library: Library, ids: list[int], tables: Callable[[], Tables], key: str
) -> None:
    before = tables()
    with pytest.raises(UnwritableNameError):
        library.rekey({ids[0]: "fine", ids[1]: key})
    assert tables() == before


def test_a_plan_that_is_out_of_date_takes_no_key_away(library: Library, ids: list[int]) -> None:
    new = {c.entry_id: c.new for c in library.key_plan(ids[:1], KeyPatterns("[auth][year]"))}
    library.rekey({ids[1]: "Kaba2022"})
    with pytest.raises(KeyTakenError):
        library.rekey(new)


def test_rekeying_taken_back_gives_the_same_library(
    library: Library, ids: list[int], tables: Callable[[], Tables]
) -> None:
    before = tables()
    library.rekey({c.entry_id: c.new for c in library.key_plan(ids)})
    after = tables()
    library.undo()
    assert tables() == before
    library.redo()
    assert tables() == after


def test_entries_without_a_key_are_found(library: Library, ids: list[int]) -> None:
    assert library.ids_without_key() == [ids[2]]
    library.trash([ids[2]])
    assert library.ids_without_key() == []
