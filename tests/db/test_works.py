"""Versions and duplicates: found, joined, parted, merged; every step can be taken back."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable

import pytest

from biblio.works import Reason, Relation
from biblio.works_identity import Stage
from db import ImportReport, Library
from db.citing.exporting import ExportFormat, ExportOptions
from db.publication.works_export import VersionChoice
from db.publication.works_finding import Proposal
from db.publication.works_fold import Folded
from db.rows import Count
from db.sites.entering import NewCount, enter
from tests.db.conftest import Tables

BIB = """\
@misc{pre, title = {Sheaves for Small Networks}, author = {Ada Li and Bo Wu}, year = 2020,
  eprint = {2001.00001}, archiveprefix = {arXiv}}
@inproceedings{proc, title = {Sheaves for small networks}, author = {Li, Ada and Wu, Bo},
  booktitle = {Proc. of Nothing}, year = 2021}
@article{jour, title = {Sheaves for {Small} Networks}, author = {A. Li and B. Wu},
  journal = {Annals}, year = 2022, doi = {10.1/x}}
@article{other, title = {Lamps}, author = {Ada Li}, journal = {Annals}, year = 2020}
"""
TWICE = """\
@article{a, title = {Folding Wide Maps}, author = {Cy Otto}, journal = {Annals}, year = 2019}
@article{b, title = {Folding wide maps}, author = {Otto, C.}, journal = {Annals}, year = 2019,
  doi = {10.1/m}, pages = {1--9}, keywords = {maps}}
@incollection{child, title = {A Chapter}, author = {Di Po}, crossref = {b}}
"""


def test_versions_are_found_where_one_writes_umlauts_out(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib(
        "@article{a, author = {Mueller, Joerg}, title = {A Long Title on Folding}, journal = {J},"
        " year = 2016}\n"
        r"@inproceedings{b, author = {M{\"u}ller, J{\"o}rg}, title = {A Long Title on Folding},"
        " booktitle = {P}, year = 2015}\n"
    )
    (found,) = library.proposals()
    assert (found.kind, len(found.entry_ids)) == (Relation.VERSIONS, 2)


def test_versions_are_proposed_and_nothing_is_joined_by_itself(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib(BIB)
    assert library.proposals() == [
        Proposal(Relation.VERSIONS, (1, 2, 3), frozenset({Reason.TITLE}))
    ]
    assert library.works() == {1: 1, 2: 2, 3: 3, 4: 4}


def test_joined_versions_are_one_work_led_by_the_most_published(
    library: Library, add_bib: Callable[..., ImportReport], tables: Callable[[], Tables]
) -> None:
    add_bib(BIB)
    before = tables()
    notice = library.join_versions([1, 3])
    assert notice.entry_ids == (1, 3)
    library.join_versions([2, 1])
    assert library.works() == {1: 1, 2: 1, 3: 1, 4: 4}
    assert library.joined_works() == {1: (3, 2, 1)}
    assert [(v.key, v.stage) for v in library.versions_of_work(1)] == [
        ("jour", Stage.JOURNAL),
        ("proc", Stage.PROCEEDINGS),
        ("pre", Stage.PREPRINT),
    ]
    assert library.proposals() == []
    assert library.undo_name() == "Join 3 versions of one work"
    library.undo(2)
    assert tables() == before


def test_another_version_can_lead(library: Library, add_bib: Callable[..., ImportReport]) -> None:
    add_bib(BIB)
    library.join_versions([1, 2, 3])
    library.lead_version(1)
    assert library.joined_works() == {1: (1, 3, 2)}
    library.trash([1])
    assert library.joined_works() == {1: (3, 2)}


def test_what_was_parted_is_not_proposed_again_until_it_is_joined(
    library: Library, add_bib: Callable[..., ImportReport], tables: Callable[[], Tables]
) -> None:
    add_bib(BIB)
    library.join_versions([1, 2, 3])
    joined = tables()
    library.part_versions([1])
    assert library.works() == {1: 1, 2: 2, 3: 2, 4: 4}
    assert library.proposals() == []
    library.undo()
    assert tables() == joined
    library.redo()
    library.join_versions([1, 2])
    assert library.works() == {1: 1, 2: 1, 3: 1, 4: 4}
    library.part_versions([1, 2, 3])
    assert library.joined_works() == {}


def test_what_the_user_says_is_not_one_paper_is_not_proposed(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib(BIB)
    library.keep_apart([3, 1])
    library.keep_apart([3, 2])
    assert [proposal.entry_ids for proposal in library.proposals()] == [(1, 2)]


def test_a_work_number_is_never_that_of_another_entry(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib(BIB)
    library.join_versions([1, 2, 3])
    library.part_versions([1])
    works = library.works()
    assert works[1] == 1
    assert works[2] == works[3] != 1


def test_emptying_the_trash_takes_the_versions_along(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib(BIB)
    library.join_versions([1, 2, 3])
    library.keep_apart([1, 4])
    library.trash([1])
    library.empty_trash()
    assert library.works() == {2: 1, 3: 1, 4: 4}
    assert library.verify() == []


def counted(library: Library, *new: NewCount) -> None:
    with library._step("Count") as change:
        enter(library._db, change, new)


def test_merging_loses_nothing_and_can_be_taken_back(
    library: Library, add_bib: Callable[..., ImportReport], tables: Callable[[], Tables]
) -> None:
    add_bib(TWICE)
    source = library.export_source("refs.bib")
    shelf = library.add_collection("Shelf", entry_ids=[2])
    tag = library.add_tag("Read", entry_ids=[2])
    counted(
        library,
        NewCount(1, "Scholar", "2026-01-01", 3),
        NewCount(2, "Scholar", "2026-01-01", 9, ((2025, 4),)),
        NewCount(2, "Scopus", "2026-01-01", 2),
    )
    with library._step("Attach") as change:
        columns = ("entry", "path", "title", "digest", "added")
        rows = [(1, "a.pdf", "", "", ""), (2, "a.pdf", "", "", ""), (2, "b.pdf", "", "", "")]
        change.insert("attachments", columns, rows)
    before = tables()
    library.merge_entries(1, [2], {"title": 2})
    attached = library._db.execute("SELECT path FROM attachments WHERE entry = 1 ORDER BY id")
    assert attached.fetchall() == [("a.pdf",), ("b.pdf",)]
    merged = library.entry(1)
    assert {field.id: field.value for field in merged.entry.fields} == {
        "title": "Folding wide maps",
        "author": "Cy Otto",
        "journal": "Annals",
        "year": "2019",
        "doi": "10.1/m",
        "pages": "1--9",
        "keywords": "maps",
    }
    assert merged.old_keys == ("b",)
    assert merged.counts == (
        Count("Scholar", "2026-01-01", 9),
        Count("Scholar", "2026-01-01", 3),
        Count("Scopus", "2026-01-01", 2),
    )
    assert library.ids_of_key("b") == [1]
    assert 1 in library.find_ids("b")
    assert library.entry(2).trashed
    assert library.entry(2).entry.get("title") == "Folding wide maps"
    assert library.entry(3).entry.get("crossref") == "a"
    assert library.collections_of([1]) == {shelf: 1}
    assert library.tags_of([1]) == {tag: 1}
    assert library.undo_name() == "Merge 2 entries into a"
    library.undo()
    assert tables() == before
    assert library.export_source("refs.bib") == source


def test_the_key_can_be_the_other_ones(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib(TWICE)
    library.merge_entries(1, [2], {"entrykey": 2})
    assert library.entry(1).entry.key == "b"
    assert library.entry(1).old_keys == ("a",)
    assert library.entry(3).entry.get("crossref") == "b"


def test_only_sure_duplicates_are_merged_at_once(
    library: Library, add_bib: Callable[..., ImportReport], tables: Callable[[], Tables]
) -> None:
    add_bib(TWICE)
    before = tables()
    found = library.proposals(Relation.DUPLICATES)
    assert [(each.entry_ids, each.is_sure) for each in found] == [((1, 2), True)]
    library.merge_groups([each.entry_ids for each in found])
    assert library.entry(1).trashed  # the other one knew more
    assert library.proposals() == []
    library.undo()
    assert tables() == before


def test_versions_beside_a_duplicate_stay_versions(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib(BIB)
    library.join_versions([1, 2])
    library.merge_entries(3, [2])
    assert library.joined_works() == {1: (3, 1)}


@pytest.mark.parametrize("number", [2, 400])
def test_a_title_that_very_many_have_is_not_compared_each_with_each(
    library: Library, add_bib: Callable[..., ImportReport], number: int
) -> None:
    add_bib(
        "\n".join(
            f"@article{{k{i}, title = {{A Few Words}}, author = {{Li}}, year = 2020}}"
            for i in range(number)
        )
    )
    assert len(library.proposals()) == (1 if number == 2 else 0)


def exported(library: Library, choice: VersionChoice, form: ExportFormat = "as-imported") -> str:
    options = ExportOptions(form, versions=choice)
    return library.export([1, 2, 3, 4], options).text


def test_an_export_writes_all_versions_or_the_one_that_stands_for_the_work(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib(BIB)
    library.join_versions([1, 2, 3])
    keys = re.compile(r"^@\w+\{(\w+)", re.MULTILINE)
    assert keys.findall(exported(library, "all")) == ["pre", "proc", "jour", "other"]
    published = exported(library, "published")
    assert keys.findall(published) == ["jour", "other"]
    assert "eprint" not in published
    with_number = exported(library, "eprint")
    assert keys.findall(with_number) == ["jour", "other"]
    assert "eprint = {2001.00001}" in with_number
    assert "archiveprefix = {arXiv}" in with_number
    assert "10.1/x" in with_number


def test_who_cites_another_version_still_finds_the_work_with_biber(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib(BIB)
    library.join_versions([1, 2, 3])
    assert re.search(r"ids\s*=\s*\{proc,pre\}", exported(library, "published", "biblatex"))


def test_a_version_that_alone_was_asked_for_is_written(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib(BIB)
    library.join_versions([1, 2, 3])
    text = library.export([1, 4], ExportOptions(versions="published")).text
    assert "@misc{pre," in text


@pytest.mark.parametrize(
    ("asked", "folded", "choice", "keys"),
    [
        ([4, 3], {3}, "all", ["other", "jour", "proc", "pre"]),
        ([4, 3], {}, "all", ["other", "jour"]),
        ([1, 4], {1}, "all", ["jour", "proc", "pre", "other"]),
        ([1, 4], {1}, "published", ["jour", "other"]),
        ([3], {3}, "eprint", ["jour"]),
    ],
    ids=["all", "not folded", "by a lesser version", "its published one", "eprint"],
)
def test_an_entry_that_stands_for_its_work_asks_for_all_versions(
    library: Library,
    add_bib: Callable[..., ImportReport],
    asked: list[int],
    folded: set[int],
    choice: VersionChoice,
    keys: list[str],
) -> None:
    add_bib(BIB)
    library.join_versions([1, 2, 3])
    result = library.export(asked, ExportOptions(versions=choice), set(folded))
    assert re.findall(r"^@\w+\{(\w+)", result.text, re.MULTILINE) == keys
    assert result.entries == len(keys)
    assert ("eprint = {2001.00001}" in result.text) == (choice == "eprint" or "pre" in keys)


@pytest.mark.parametrize(
    ("asked", "former"), [(3, "proc,pre"), (2, "")], ids=["leading", "another"]
)
def test_a_version_that_is_asked_for_alone_gets_the_number_of_its_preprint(
    library: Library, add_bib: Callable[..., ImportReport], asked: int, former: str
) -> None:
    add_bib(BIB)
    library.join_versions([1, 2, 3])
    text = library.export([asked], ExportOptions("biblatex", versions="eprint")).text
    assert re.search(r"eprint\s*=\s*\{2001.00001\}", text)
    found = re.search(r"ids\s*=\s*\{([^}]*)\}", text)
    assert (found.group(1) if found else "") == former


def test_a_list_shows_one_row_for_a_work_unless_it_is_unfolded(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib(BIB)
    ids = array("q", [4, 1, 2, 3])
    assert library.folded(ids) == Folded(ids)
    library.join_versions([1, 2, 3])
    assert library.folded(ids) == Folded(array("q", [4, 3]), {3: 2})
    assert library.folded(ids, {1}) == Folded(
        array("q", [4, 3, 2, 1]), {3: 2}, frozenset({1, 2}), frozenset({3})
    )
    assert library.folded(array("q", [1, 4])) == Folded(array("q", [1, 4]), {1: 2})
    library.trash([3])
    assert library.folded(array("q", [4, 1, 2])) == Folded(array("q", [4, 2]), {2: 1})
