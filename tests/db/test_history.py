"""What the journal tells of the past: differences, versions, and what is forgotten."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db import ImportReport, Library
from db.errors import NoSuchStepError, NoSuchVersionError
from db.past.history_rows import FieldChange
from tests.db.conftest import Tables

BIB = """\
@string{jms = "Journal of Made-up Studies"}
@article{one, title = {Even {Graphs}}, author = {Bo Other and Ada Example},
  journal = jms, year = 2001}

@book{two,
  title = {Tables},
  author = {Cy Third},
  year = {2002},
}
"""
LATER = "9999-01-01T00:00:00+00:00"


def told(library: Library, step_id: int) -> list[tuple[str, str, str]]:
    return [
        (each.name, each.before, each.after)
        for entry in library.step_changes(step_id).entries
        for each in entry.fields
    ]


def newest(library: Library) -> int:
    return library.history(1)[0].id


def test_a_step_tells_the_fields_it_changed(library: Library) -> None:
    entry_id = library.new_entry("article", {"title": "Old", "year": "2001", "note": "N"})
    library.set_fields(entry_id, {"title": "New", "year": None})
    expected = [("title", "Old", "New"), ("year", "2001", "")]
    step = newest(library)
    assert told(library, step) == expected
    library.set_fields(entry_id, {"title": "Newer"})
    library.set_type(entry_id, "book")
    assert told(library, step) == expected
    assert told(library, newest(library)) == [("type", "article", "book")]


def test_a_step_tells_the_same_when_it_is_undone_and_when_it_is_given_up(library: Library) -> None:
    entry_id = library.new_entry("article", {"title": "One"})
    library.set_fields(entry_id, {"title": "Two"})
    second = newest(library)
    library.set_fields(entry_id, {"title": "Three"})
    third = newest(library)
    library.undo(2)
    assert told(library, third) == [("title", "Two", "Three")]
    assert told(library, second) == [("title", "One", "Two")]
    library.set_fields(entry_id, {"title": "Other"})
    assert told(library, third) == [("title", "Two", "Three")]
    assert told(library, second) == [("title", "One", "Two")]
    assert told(library, newest(library)) == [("title", "One", "Other")]


def test_tags_and_collections_are_told_by_the_names_they_had(library: Library) -> None:
    entry_id = library.new_entry("misc", {"title": "T"})
    tag = library.add_tag("red", entry_ids=[entry_id])
    tagged = newest(library)
    library.edit_tag(tag, name="blue", colour="")
    library.set_tags([entry_id], take=[tag])
    assert told(library, tagged) == [("tag", "", "red")]
    assert told(library, newest(library)) == [("tag", "blue", "")]
    assert library.step_changes(tagged).others == (FieldChange("tags", "", "red"),)


def test_trash_and_import_are_told(library: Library, add_bib: Callable[..., ImportReport]) -> None:
    add_bib(BIB)
    imported = library.step_changes(newest(library))
    assert [(each.key, each.kind) for each in imported.entries] == [
        ("one", "added"),
        ("two", "added"),
    ]
    assert [each.name for each in imported.others] == ["sources"]
    library.trash([1])
    assert told(library, newest(library)) == [("trash", "", "1")]


def test_a_huge_step_is_told_in_part(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib("".join(f"@misc{{k{n}, title = {{Paper {n}}}}}\n" for n in range(230)))
    step = newest(library)
    library.undo()
    for _ in ("undone", "done"):
        changes = library.step_changes(step)
        assert (len(changes.entries), changes.more) == (200, 30)
        library.redo()


def test_the_versions_of_an_entry_are_what_it_was(library: Library) -> None:
    other = library.new_entry("misc", {"title": "Another"})
    entry_id = library.new_entry("misc", {"title": "One"})
    tag = library.add_tag("red", entry_ids=[entry_id, other])
    library.set_fields(entry_id, {"title": "Two", "note": "N"})
    library.set_tags([entry_id], take=[tag])
    library.set_fields(other, {"title": "Not this one"})
    library.set_fields(entry_id, {"note": None})
    found = library.versions(entry_id)
    assert [(each.entry.get("title"), each.entry.get("note")) for each in found] == [
        ("Two", ""),
        ("Two", "N"),
        ("Two", "N"),
        ("One", ""),
        ("One", ""),
    ]
    assert [tuple(field.name for field in each.fields) for each in found] == [
        ("note",),
        ("tag",),
        ("title", "note"),
        ("tag",),
        ("type", "title"),
    ]


def test_a_version_comes_back_to_the_letter(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib(BIB)
    imported = newest(library)
    library.set_fields(1, {"title": "Other", "journal": "Else", "note": "New"})
    library.set_type(1, "misc")
    library.set_source_text(1, "@misc{one, title = {All else}}")
    assert library.export_source("refs.bib") != BIB.encode()
    step = library.restore_version(1, imported).step
    assert library.export_source("refs.bib") == BIB.encode()
    assert library.entry(1).entry == library.versions(1)[-1].entry
    assert library.verify() == []
    assert library.history(1)[0].id == step
    assert library.undo_name() == "Restore an earlier version of one"
    library.undo()
    assert library.entry(1).entry.get("title") == "All else"


def test_a_field_comes_back_alone(library: Library, add_bib: Callable[..., ImportReport]) -> None:
    add_bib(BIB)
    imported = newest(library)
    library.set_fields(1, {"journal": None, "year": "2005"})
    library.restore_version(1, imported, ["journal"])
    entry = library.entry(1).entry
    assert (entry.get("journal"), entry.get("year")) == ("Journal of Made-up Studies", "2005")
    assert b"journal = jms" in library.export_source("refs.bib")
    library.restore_version(1, imported, ["year"])
    assert library.restore_version(1, imported, ["year"]).step is None  # it is so already


def test_a_moment_before_the_entry_was_there_has_no_version(library: Library) -> None:
    library.new_entry("misc")
    first = newest(library)
    entry_id = library.new_entry("misc")
    with pytest.raises(NoSuchVersionError):
        library.restore_version(entry_id, first)


def test_undo_leads_down_to_a_step_and_redo_up_to_it(library: Library) -> None:
    entry_id = library.new_entry("misc", {"title": "0"})
    steps = []
    for number in range(1, 5):
        library.set_fields(entry_id, {"title": str(number)})
        steps.append(newest(library))
    assert [step.id for step in library.move_to(steps[1])] == steps[:0:-1]
    assert library.entry(entry_id).entry.get("title") == "1"
    assert [step.id for step in library.move_to(steps[2])] == steps[1:3]
    assert library.entry(entry_id).entry.get("title") == "3"
    library.set_fields(entry_id, {"title": "5"})
    with pytest.raises(NoSuchStepError):
        library.move_to(steps[3])


def test_the_history_is_searched_by_words_and_actor(library: Library) -> None:
    entry_id = library.new_entry("misc", {"title": "Sets"})
    library.set_fields(entry_id, {"title": "Graphs"})
    assert [step.name for step in library.history(words="title SETS")] == ["Edit title of “Sets”"]
    assert library.history(words="sets", actor="window") == []
    assert len(library.history(actor="test")) == 2


def test_forgotten_steps_leave_the_others_as_they_were(
    library: Library, tables: Callable[[], Tables]
) -> None:
    entry_id = library.new_entry("misc", {"title": "0"})
    for number in range(1, 7):
        library.set_fields(entry_id, {"title": str(number), "note": "word " * number})
    library._db.execute("UPDATE changes SET made = '2020-01-01T00:00:00+00:00' WHERE id <= 4")
    library.undo(2)
    undone, states = tables(), []
    before = library.forgettable("2021-01-01T00:00:00+00:00")
    assert (before.steps, before.oldest) == (4, "2020-01-01T00:00:00+00:00")
    assert before.size > 100
    assert library.forget_steps("2021-01-01T00:00:00+00:00") == 4
    assert tables() == undone
    for _ in range(2):
        library.redo()
        states.append(tables())
    assert told(library, 7)[0] == ("title", "5", "6")
    library.undo()
    assert tables() == states[0]
    library.undo(9)
    assert library.entry(entry_id).entry.get("title") == "3"
    assert library.versions(entry_id)[-1].step is None
    assert library.verify() == []


def test_what_can_be_done_again_is_not_forgotten(library: Library) -> None:
    entry_id = library.new_entry("misc", {"title": "0"})
    library.set_fields(entry_id, {"title": "1"})
    library.set_fields(entry_id, {"title": "2"})
    library.undo()
    library.set_fields(entry_id, {"title": "3"})
    library.undo()
    assert library.forget_steps(LATER) == 3  # one of them was given up
    assert [step.state for step in library.history()] == ["final", "undone"]
    library.redo()
    assert library.entry(entry_id).entry.get("title") == "3"


def test_forgetting_gives_room_back(library: Library) -> None:
    entry_id = library.new_entry("misc", {"title": "0"})
    for number in range(200):
        library.set_fields(entry_id, {"abstract": f"{number} " * 4000})
    library._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = library.path.stat().st_size
    library.forget_steps(LATER)
    library._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert library.path.stat().st_size < size / 3


def test_an_import_is_one_step_and_does_not_double_the_file(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib(
        "".join(
            f"@misc{{k{n}, title = {{Paper {n}}}, abstract = {{{'word ' * 80}}}}}\n"
            for n in range(2000)
        )
    )
    assert len(library.history()) == 1
    library._db.execute("VACUUM")
    library._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = library.path.stat().st_size
    library.forget_steps(LATER)
    library._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert size < 1.02 * library.path.stat().st_size


def test_the_key_comes_back_with_a_whole_version(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib(BIB)
    imported = newest(library)
    key = library.entry(1).entry.key
    library.set_key(1, "other")
    library.restore_version(1, imported)
    assert library.entry(1).entry.key == key
    assert library.export_source("refs.bib") == BIB.encode()
    assert library.verify() == []
