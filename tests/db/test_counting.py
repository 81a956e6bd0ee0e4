"""The ledger: by hand, from entries' own fields, and who counts what."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from db import Library
from db.errors import NoSuchEntryError
from db.past.journal import step
from db.rows import Count
from db.sites.counting import NewCount, enter, newest_counts

FOLDER = Path(__file__).parents[1] / "data" / "sites"
DAY = dt.date(2026, 6, 1)


def ledger(library: Library) -> list[tuple[str, str, str, int]]:
    return library._db.execute(
        "SELECT e.key, c.source, c.as_of, c.value FROM counts c JOIN entries e ON e.id = c.entry"
        " ORDER BY c.id"
    ).fetchall()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param(
            "scopus.bib",
            [
                ("Zaheer20173392", "Scopus", "2024-08-05", 1034),
                ("Kaba2023", "Scopus", "2024-08-05", 0),
            ],
            id="Scopus .bib, with its own day",
        ),
        pytest.param(
            "wos.bib", [("WOS:000452649403044", "Web of Science", "2026-06-01", 19)], id="WoS"
        ),
        pytest.param("jabref.bib", [("zaheer2017", "jabref.bib", "2026-06-01", 42)], id="JabRef"),
        pytest.param(
            "zotero.bib",
            [
                ("zaheer_deep_2017", "Google Scholar", "2026-06-01", 505),
                ("zaheer_deep_2017", "Crossref", "2025-09-24", 42),
                ("zaheer_deep_2017", "zotero.bib", "2026-06-01", 12),
            ],
            id="Zotero's Extra",
        ),
        pytest.param(
            "publish-or-perish.bib",
            [("pop0001", "Google Scholar", "2026-06-01", 3210)],
            id="Publish or Perish .bib",
        ),
        pytest.param("scopus.ris", [("zaheer2017deep", "Scopus", "2024-08-05", 1034)], id="RIS"),
        pytest.param(
            "crossref.json",
            [("ravanbakhsh2015accurate", "Crossref", "2026-06-01", 255)],
            id="Crossref",
        ),
        pytest.param("dblp.bib", [], id="DBLP has none"),
        pytest.param("orcid.bib", [], id="ORCID has none"),
    ],
)  # fmt: skip
def test_counts_that_come_with_entries_go_to_the_ledger(
    library: Library, name: str, told: list[tuple[str, str, str, int]]
) -> None:
    data = (FOLDER / name).read_bytes()
    report = library.import_bytes(data, name=name, file_date=DAY)
    assert ledger(library) == told
    assert report.counts == len(told)
    again = library.import_bytes(data, name=f"copy of {name}", file_date=dt.date(2026, 9, 1))
    assert again.counts == 0
    assert ledger(library) == told


def test_the_same_file_for_another_day_adds_its_counts(library: Library) -> None:
    data = (FOLDER / "jabref.bib").read_bytes()
    for day in (DAY, dt.date(2026, 7, 1), dt.date(2026, 7, 1)):
        library.import_bytes(data, name="jabref.bib", as_of=day)
    assert [row[2] for row in ledger(library)] == ["2026-06-01", "2026-07-01"]
    assert library.count() == 1


def test_a_bib_is_written_back_with_its_counts_as_they_were(library: Library) -> None:
    data = (FOLDER / "scopus.bib").read_bytes()
    library.import_bytes(data, name="scopus.bib", file_date=DAY)
    assert library.export_source("scopus.bib") == data


def test_a_count_is_noted_by_hand_and_taken_back(library: Library) -> None:
    entry = library.new_entry("misc", {"title": "T"})
    first = library.enter_count(entry, Count("by hand", "2026-06-01", 12))
    assert first.entry_ids == (entry,)
    assert library.rows([entry])[0].citations == 12
    library.enter_count(entry, Count("by hand", "2026-06-01", 13))
    assert library.entry(entry).counts == (Count("by hand", "2026-06-01", 13),)
    library.undo()
    assert library.entry(entry).counts == (Count("by hand", "2026-06-01", 12),)
    assert library.enter_count(entry, Count("by hand", "2026-06-01", 12)).step is None
    library.enter_count(entry, Count("by hand", "2026-07-01", 15))
    library.remove_count(entry, Count("by hand", "2026-07-01", 15))
    assert library.entry(entry).counts == (Count("by hand", "2026-06-01", 12),)
    with pytest.raises(NoSuchEntryError):
        library.enter_count(99, Count("by hand", "2026-06-01", 1))


def test_the_newest_counts_by_source_and_person(library: Library) -> None:
    library.import_bytes((FOLDER / "scholar.html").read_bytes(), name="x", file_date=DAY)
    mine = library.new_entry("misc", {"title": "Mine", "author": "Ravanbakhsh, Siamak"})
    other = library.new_entry("misc", {"title": "Other", "author": "Li, Bo"})
    gone = library.new_entry("misc", {"title": "Gone"})
    for entry, source, day, value in (
        (mine, "A", "2026-01-01", 5),
        (mine, "A", "2026-02-01", 6),
        (mine, "B", "2026-02-01", 4),
        (other, "B", "2026-01-01", 1),
        (gone, "B", "2026-01-01", 9),
    ):
        library.enter_count(entry, Count(source, day, value))
    library.trash([gone])
    assert newest_counts(library._db) == {
        mine: Count("A", "2026-02-01", 6),
        other: Count("B", "2026-01-01", 1),
    }
    assert newest_counts(library._db, source="B") == {
        mine: Count("B", "2026-02-01", 4),
        other: Count("B", "2026-01-01", 1),
    }
    library._db.execute(
        "INSERT INTO authorships (profile, entry, reason) VALUES (1, ?, 'own')", (mine,)
    )
    assert set(newest_counts(library._db, profile_id=1)) == {mine}
    assert [(each.name, each.newest, each.entries) for each in library.count_sources()] == [
        ("B", "2026-02-01", 2),
        ("A", "2026-02-01", 1),
    ]


def test_counts_by_year_alone_are_kept_without_a_whole(library: Library) -> None:
    entry = library.new_entry("misc", {"title": "T"})
    new = [NewCount(entry, "A", "2026-01-01", None, ((2024, 3), (2025, 4)))]
    with step(library._db, "test", "x") as change:
        assert enter(library._db, change, [*new, *new]) == (0, [])
    assert library.entry(entry).counts == ()
    assert library.yearly_counts(entry) == [(Count("A", "2026-01-01", 7), {2024: 3, 2025: 4})]
