"""Constants are changed in their file and in what entries show, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from biblio.formats.bibtex.layout import UnbalancedValueError, UnwritableNameError
from db import Library, MacroString
from db.errors import NameTakenError, NoSuchViewError, StringUsedError
from tests.db.conftest import Tables

BIB = """\
% Encoding: UTF-8

@String{ acm = "Assoc. of Tests" }
@string{jot = {Journal of } # acm}
@string(unused = {Nothing})
@preamble{ acm # " x" }

@article{one, title = {A}, journal = jot # {, } # ACM, month = jan, year = 2020}
@article{two, title = {B}, journal = acm,
  note = {acm}, publisher = other # { x}}
@article{three, title = {C}, journal = {Own}}
"""


@pytest.fixture
def strings(library: Library, add_bib: Callable[..., object]) -> dict[str, MacroString]:
    add_bib(BIB)
    return {each.name: each for each in library.strings()}


def values(library: Library, name: str = "journal") -> list[str]:
    return [library.entry(each).entry.get(name) for each in sorted(library.find_ids())]


def written(library: Library) -> str:
    return library.export_source("refs.bib").decode()


def test_lists_constants_with_their_uses(strings: dict[str, MacroString]) -> None:
    assert [(s.name, s.value, s.expression, s.uses, s.line) for s in strings.values()] == [
        ("acm", "Assoc. of Tests", '"Assoc. of Tests"', 4, 3),
        ("jot", "Journal of Assoc. of Tests", "{Journal of } # acm", 1, 4),
        ("unused", "Nothing", "{Nothing}", 0, 5),
    ]


def test_a_new_value_is_that_of_all_who_use_it(
    library: Library, strings: dict[str, MacroString]
) -> None:
    library.set_string(strings["acm"].block_id, "acm", "AOT")
    assert values(library) == ["Journal of AOT, AOT", "AOT", "Own"]
    assert written(library) == BIB.replace('"Assoc. of Tests"', '"AOT"')
    assert sorted(library.find_ids("AOT")) == sorted(library.find_ids())[:2]
    assert library.undo()[0].name == "Edit the constant acm"
    assert values(library)[1] == "Assoc. of Tests"
    assert written(library) == BIB


def test_a_constant_is_renamed_wherever_it_is_used(
    library: Library, strings: dict[str, MacroString]
) -> None:
    before = values(library)
    library.rename_string(strings["acm"].block_id, "acm", "aot")
    assert values(library) == before
    assert written(library) == (
        BIB.replace("acm = ", "aot = ")
        .replace("# acm", "# aot")
        .replace("{ acm #", "{ aot #")
        .replace("# ACM", "# aot")
        .replace("journal = acm", "journal = aot")
    )
    first = library.entry(min(library.find_ids())).entry
    assert first.fields[1].expression == "jot # {, } # aot"
    assert {s.name: s.uses for s in library.strings()} == {"aot": 4, "jot": 1, "unused": 0}
    library.undo()
    assert written(library) == BIB


def test_a_new_constant_stands_before_the_entries_and_gives_them_their_value(
    library: Library, strings: dict[str, MacroString]
) -> None:
    assert values(library, "publisher")[1] == " x"
    assert any(p.problem.code == "undefined-macro" for p in library.problems())
    library.add_string(strings["acm"].source_id, "other", "Other {H}ouse")
    assert values(library, "publisher")[1] == "Other {H}ouse x"
    assert not any(p.problem.code == "undefined-macro" for p in library.problems())
    assert written(library) == BIB.replace(
        "@article{one", "@string{other = {Other {H}ouse}}\n@article{one"
    )
    again = library.strings()[-1]
    assert (again.name, again.uses) == ("other", 1)
    library.undo()
    assert written(library) == BIB


def test_a_file_that_begins_with_an_entry_gets_its_constant_before_it(
    library: Library, add_bib: Callable[..., object]
) -> None:
    add_bib("@article{a, title = {A}, journal = x}", "a.bib")
    library.add_string(library.sources()[0].id, "x", "X")
    assert library.export_source("a.bib") == (
        b"@string{x = {X}}\n@article{a, title = {A}, journal = x}"
    )


def test_what_is_used_is_not_deleted(
    library: Library, strings: dict[str, MacroString], tables: Callable[[], Tables]
) -> None:
    before = tables()
    with pytest.raises(StringUsedError) as caught:
        library.delete_strings([(strings[name].block_id, name) for name in ("unused", "jot")])
    assert (caught.value.name, caught.value.uses) == ("jot", 1)
    assert tables() == before
    library.delete_strings([(strings["unused"].block_id, "unused")])
    assert written(library) == BIB.replace("@string(unused = {Nothing})\n", "")
    library.undo()
    assert tables() == before


@pytest.mark.parametrize(
    ("new", "error"),
    [
        ("jot", NameTakenError),
        ("JOT", NameTakenError),
        ("a b", UnwritableNameError),
        ("1a", UnwritableNameError),
        ("jan", UnwritableNameError),
        ("", UnwritableNameError),
    ],
)
def test_a_name_that_cannot_be_is_refused(
    library: Library,
    strings: dict[str, MacroString],
    tables: Callable[[], Tables],
    new: str,
    error: type[Exception],
) -> None:
    before = tables()
    with pytest.raises(error):
        library.rename_string(strings["acm"].block_id, "acm", new)
    with pytest.raises(error):
        library.add_string(strings["acm"].source_id, new, "x")
    assert tables() == before


def test_a_value_whose_braces_do_not_pair_is_refused(
    library: Library, strings: dict[str, MacroString], tables: Callable[[], Tables]
) -> None:
    before = tables()
    with pytest.raises(UnbalancedValueError):
        library.set_string(strings["acm"].block_id, "acm", "a}")
    with pytest.raises(NoSuchViewError):
        library.set_string(strings["acm"].block_id, "gone", "a")
    assert tables() == before


def test_an_entry_that_another_file_changed_keeps_what_it_has(
    library: Library, strings: dict[str, MacroString], add_bib: Callable[..., object]
) -> None:
    add_bib("@article{two, title = {B}, journal = {Another}}", "other.bib")
    assert values(library)[1] == "Another"
    library.set_string(strings["acm"].block_id, "acm", "AOT")
    assert values(library) == ["Journal of AOT, AOT", "Another", "Own"]


def test_an_earlier_import_of_the_same_file_follows(
    library: Library, add_bib: Callable[..., object]
) -> None:
    add_bib(BIB)
    add_bib(BIB.replace("@article{two", "@article{four, title={D}, journal=acm}\n@article{two"))
    (acm,) = [s for s in library.strings() if s.name == "acm"]
    assert acm.uses == 5
    library.set_string(acm.block_id, "acm", "AOT")
    assert values(library) == ["Journal of AOT, AOT", "AOT", "Own", "AOT"]


def test_of_several_in_one_block_only_the_one_is_deleted(library: Library) -> None:
    text = "@string{a = {A}, b = {B} , c = {C}, c = {D}}\n@misc{x, title = b}"
    library.import_bytes(text.encode(), name="m.bib")
    unused = [(s.block_id, s.name) for s in library.strings() if not s.uses]
    assert [name for _, name in unused] == ["a", "c", "c"]
    library.delete_strings(unused)
    assert library.export_source("m.bib").decode() == "@string{b = {B}}\n@misc{x, title = b}"
    assert values(library, "title") == ["B"]


def test_crlf_and_a_later_definition_stay(library: Library) -> None:
    text = (
        "@string{a = {One}}\r\n@article{x, title = a}\r\n@string{a = {Two}}\r\n"
        "@article{y, title = a}\r\n"
    )
    library.import_bytes(text.encode(), name="c.bib")
    first, second = library.strings()
    library.set_string(second.block_id, "a", "Three")
    assert values(library, "title") == ["One", "Three"]
    library.set_string(first.block_id, "a", "Zero")
    assert values(library, "title") == ["Zero", "Three"]
    assert library.export_source("c.bib").decode() == (
        text.replace("One", "Zero").replace("Two", "Three")
    )
