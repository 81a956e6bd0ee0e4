"""The ledger: by hand, from entries' own fields, and who counts what."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from db import Library
from db.citing.exporting import ExportOptions
from db.errors import NoSuchEntryError
from db.past.journal import step
from db.rows import Count
from db.sites.counting import newest_of, yearly
from db.sites.entering import Entered, NewCount, enter
from db.sites.site_values import RowChoice, Wishes

FOLDER = Path(__file__).parents[1] / "data" / "sites"
DAY = dt.date(2026, 6, 1)


def ledger(library: Library) -> list[tuple[str, str, str, int]]:
    return library._db.execute(
        "SELECT e.key, c.source, c.as_of, c.value FROM counts c JOIN entries e ON e.id = c.entry"
        " ORDER BY c.id"
    ).fetchall()


def newest(
    library: Library, source: str | None = None, profile_id: int | None = None
) -> dict[int, Count]:
    newest_id, parameters = newest_of(source)
    condition = "e.trashed = 0"
    if profile_id is not None:
        condition += " AND e.id IN (SELECT entry FROM mine WHERE profile = ?)"
        parameters.append(profile_id)
    rows = library._db.execute(
        "SELECT c.entry, c.source, c.as_of, c.value FROM entries e"
        f" JOIN counts c ON c.id = {newest_id} WHERE {condition}",
        parameters,
    )
    return {entry_id: Count(who, day, value) for entry_id, who, day, value in rows}


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
    report = library.import_bytes(data, name=name, file_date=DAY, wishes=Wishes(create=True))
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


@pytest.mark.parametrize("name", ["scopus.bib", "wos.bib", "publish-or-perish.bib"])
def test_a_bib_of_a_site_is_written_back_as_it_was_and_its_entries_keep_their_own_text(
    library: Library, name: str
) -> None:
    data = (FOLDER / name).read_bytes()
    library.import_bytes(data, name=name, file_date=DAY, wishes=Wishes(create=True))
    assert library.export_source(name) == data
    exported = library.export(None, ExportOptions()).text
    assert exported.strip() == data.decode()[data.index(b"@") :].strip()


@pytest.mark.parametrize(
    ("name", "papers"),
    [("scopus.bib", 2), ("wos.bib", 1), ("publish-or-perish.bib", 1), ("scopus.ris", 1),
     ("crossref.json", 1)],
)  # fmt: skip
def test_papers_of_a_sites_file_of_entries_become_entries_only_when_that_is_wanted(
    library: Library, name: str, papers: int
) -> None:
    data = (FOLDER / name).read_bytes()
    report = library.import_bytes(data, name=name, file_date=DAY)
    assert report.table is not None
    assert (report.added, len(report.table.open), library.count()) == (0, papers, 0)
    assert dict(report.table.columns).keys() >= {"title", "authors", "year", "count"}
    rows = library.open_rows()
    library.decide_rows({row.number: RowChoice.CREATE for row in rows})
    created = library.export(None, ExportOptions("bibtex")).text
    assert len(ledger(library)) == papers
    if name.endswith(".bib"):
        assert library.export_source(name) == data
    library.undo()
    library.undo()
    library.import_bytes(data, name=name, file_date=DAY, wishes=Wishes(create=True))
    assert library.export(None, ExportOptions("bibtex")).text == created


def test_a_sites_bib_gives_a_known_paper_its_count_and_changes_nothing_else_of_it(
    library: Library,
) -> None:
    page = (FOLDER / "scholar.html").read_bytes()
    library.import_bytes(page, name="page.html", file_date=DAY, wishes=Wishes(create=True))
    before = library.export(None, ExportOptions("bibtex")).text
    data = (FOLDER / "scopus.bib").read_bytes()
    report = library.import_bytes(data, name="scopus.bib", file_date=DAY)
    assert (report.added, report.merged) == (0, 2)
    assert library.export(None, ExportOptions("bibtex")).text == before
    assert [row[1:] for row in ledger(library)][-2:] == [
        ("Scopus", "2024-08-05", 1034),
        ("Scopus", "2024-08-05", 0),
    ]


def test_a_sites_bib_is_imported_as_any_other_where_its_format_is_said(library: Library) -> None:
    data = (FOLDER / "scopus.bib").read_bytes()
    report = library.import_bytes(data, name="scopus.bib", format="bibtex", file_date=DAY)
    assert (report.table, report.added, report.counts) == (None, 2, 2)


def test_a_bib_of_ones_own_among_whose_entries_are_some_of_a_site_is_no_sites_list(
    library: Library,
) -> None:
    own = b"@misc{mine, title = {Mine}}\n" + (FOLDER / "scopus.bib").read_bytes()
    report = library.import_bytes(own, name="own.bib", file_date=DAY)
    assert (report.table, report.added, report.counts) == (None, 3, 2)


def test_a_ris_that_does_not_name_its_database_is_counted_by_who_writes_so(
    library: Library,
) -> None:
    record = (
        "TY  - CONF\nAU  - Otto, C.\nTI  - {}\nPY  - 2017\nN1  - Cited By :{}\nN1  - {}\nER  - \n"
    )
    data = record.format("Knots", 1211, "Export Date: 3 May 2026") + record.format(
        "Lamps", 5, "Export Date: 4 May 2026"
    )
    library.import_bytes(data.encode(), name="x.ris", wishes=Wishes(create=True), file_date=DAY)
    assert [row[1:] for row in ledger(library)] == [
        ("Scopus", "2026-05-03", 1211),
        ("Scopus", "2026-05-04", 5),
    ]


def test_a_count_is_noted_by_hand_and_taken_back(library: Library) -> None:
    entry = library.new_entry("misc", {"title": "T"})
    first = library.enter_count(entry, Count("by hand", "2026-06-01", 12))
    assert first.entry_ids == (entry,)
    assert library.rows([entry])[0].citations == 12
    library.enter_count(entry, Count("by hand", "2026-06-01", 13))
    assert library.entry(entry).counts == (
        Count("by hand", "2026-06-01", 13),
        Count("by hand", "2026-06-01", 12),
    )
    assert library.rows([entry])[0].citations == 13
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
    told = (
        (mine, "A", "2026-01-01", 5),
        (mine, "A", "2026-02-01", 6),
        (mine, "B", "2026-02-01", 4),
        (other, "B", "2026-01-01", 1),
        (gone, "B", "2026-01-01", 9),
    )
    with step(library._db, "test", "x") as change:
        enter(library._db, change, [NewCount(*each) for each in told])
    library.trash([gone])
    assert newest(library) == {
        mine: Count("A", "2026-02-01", 6),
        other: Count("B", "2026-01-01", 1),
    }
    assert newest(library, source="B") == {
        mine: Count("B", "2026-02-01", 4),
        other: Count("B", "2026-01-01", 1),
    }
    library._db.execute(
        "INSERT INTO authorships (profile, entry, reason) VALUES (1, ?, 'own')", (mine,)
    )
    assert set(newest(library, profile_id=1)) == {mine}
    assert [(each.name, each.newest, each.entries) for each in library.count_sources()] == [
        ("B", "2026-02-01", 2),
        ("A", "2026-02-01", 1),
    ]


def test_counts_by_year_alone_are_kept_without_a_whole(library: Library) -> None:
    entry = library.new_entry("misc", {"title": "T"})
    new = [NewCount(entry, "A", "2026-01-01", None, ((2024, 3), (2025, 4)))]
    with step(library._db, "test", "x") as change:
        assert enter(library._db, change, [*new, *new]) == Entered()
    assert library.entry(entry).counts == ()
    assert library.yearly_counts(entry) == [(Count("A", "2026-01-01", 7), {2024: 3, 2025: 4})]


@pytest.mark.parametrize("value", [3, 999], ids=["lower", "higher"])
def test_another_number_of_one_source_and_day_is_the_newest_and_none_is_overwritten(
    library: Library, value: int
) -> None:
    entry = library.new_entry("misc", {"title": "T"})
    with step(library._db, "test", "x") as change:
        enter(
            library._db,
            change,
            [
                NewCount(entry, "Scholar", "2026-06-01", 40, ((2025, 30), (2026, 10))),
                NewCount(entry, "Scopus", "2026-06-01", 25),
            ],
        )
    assert library.rows([entry])[0].citations == 40
    later = NewCount(entry, "Scholar", "2026-06-01", value, ((2025, 31),))
    with step(library._db, "test", "y") as change:
        assert enter(library._db, change, [later]) == Entered(1, (later,))
        assert enter(library._db, change, [later]) == Entered()
    assert library.entry(entry).counts == (
        Count("Scholar", "2026-06-01", value),
        Count("Scholar", "2026-06-01", 40),
        Count("Scopus", "2026-06-01", 25),
    )
    assert newest(library) == {entry: Count("Scholar", "2026-06-01", value)}
    assert library.rows([entry])[0].citations == value
    assert list(library.find_ids(f"citations:{value}")) == [entry]
    assert yearly(library._db) == {entry: {2025: 31}}
    assert library.yearly_counts(entry) == [(Count("Scholar", "2026-06-01", 31), {2025: 31})]
    library.undo()
    assert library.rows([entry])[0].citations == 40
    assert yearly(library._db) == {entry: {2025: 30, 2026: 10}}


def test_the_users_word_is_the_newest_even_where_the_ledger_had_that_number_before(
    library: Library,
) -> None:
    entry = library.new_entry("misc", {"title": "T"})
    for value in (3300, 3999, 3300):
        library.enter_count(entry, Count("Google Scholar", "2026-06-01", value))
        assert library.rows([entry])[0].citations == value
    assert [count.value for count in library.entry(entry).counts] == [3300, 3999, 3300]
    library.remove_count(entry, Count("Google Scholar", "2026-06-01", 3300))
    assert library.entry(entry).counts == (Count("Google Scholar", "2026-06-01", 3999),)


def test_what_the_user_notes_is_the_newest_of_its_day_whoever_else_counts(
    library: Library,
) -> None:
    entry = library.new_entry("misc", {"title": "T"})
    day = "2026-06-01"
    with step(library._db, "test", "x") as change:
        enter(library._db, change, [NewCount(entry, "Google Scholar", day, 3999)])
    library.enter_count(entry, Count("by hand", day, 3300))
    assert library.rows([entry])[0].citations == 3300
    with step(library._db, "test", "y") as change:
        enter(library._db, change, [NewCount(entry, "Scopus", day, 4100)])
    assert library.rows([entry])[0].citations == 3300
    assert library.enter_count(entry, Count("by hand", day, 3300)).step is None
    assert len(library.entry(entry).counts) == 3
