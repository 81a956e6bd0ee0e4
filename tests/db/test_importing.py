"""Importing: what is added, merged or left, and what the report says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from db import ImportReport, Library, Sort, View
from db.citing.exporting import ExportOptions
from db.errors import CancelledError
from tests.db.conftest import PAGE, Tables

AS_OF = dt.date(2026, 5, 31)


def page(library: Library, text: str = "", *, as_of: dt.date = AS_OF) -> ImportReport:
    text = text or PAGE.replace("{title}", "Making Crystals")
    return library.import_bytes(text.encode(), name="page.txt", as_of=as_of)


def outcome(report: ImportReport) -> tuple[int, int, int, int]:
    return report.read, report.added, report.merged, report.unchanged


def test_a_page_becomes_entries_with_keys_and_a_profile(library: Library) -> None:
    assert outcome(page(library)) == (3, 3, 0, 0)
    rows = library.rows(library.find_ids(sort=[Sort("date", descending=True)]))
    assert [(row.key, row.date, row.subject, row.authors) for row in rows] == [
        ("example2026inverting", "2026-02-09", "cs.LG", "Ada Example"),
        ("other2025making", "2025-02-05", "cond-mat.mtrl-sci", "Bo Other; Cy Third; …"),
        ("other2023sharing", "2023-11-06", "cs.LG", "Bo Other; Ada Example; …"),
    ]
    profile = library.profile()
    assert profile is not None
    assert (profile.name, profile.field, profile.papers) == ("Ada Example", "LG", 3)


def test_the_person_counts_as_author_where_the_page_hides_them(library: Library) -> None:
    page(library)
    assert library.count(View("profile")) == 3
    assert len(library.find_ids('author:"Ada Example"')) == 3


def test_numbers_without_counts_are_missing_and_not_zero(library: Library) -> None:
    page(library)
    profile = library.profile()
    assert profile is not None
    numbers = {
        metric.metric: (metric.computed, metric.reported, metric.as_of)
        for metric in profile.shown()
    }
    assert numbers == {
        "papers": (3.0, 4.0, "2026-05-31"),
        "citations": (None, 1234.0, "2026-05-31"),
        "h_index": (None, 3.0, "2026-05-31"),
        "g_index": (None, None, ""),
        "i10_index": (None, None, ""),
        "novelty": (None, 58.0, "2026-05-31"),
        "own_novelty": (None, None, ""),
        "ai_score": (None, 61.0, "2026-05-31"),
    }


def test_a_page_is_a_source_whose_entries_can_be_listed(library: Library) -> None:
    report = page(library)
    assert report.source_id is not None
    assert library.count(View("source", report.source_id)) == 3
    assert library.entry(1).sources == ("page.txt",)


def test_an_h_index_above_the_papers_is_noted_at_the_metric(library: Library) -> None:
    page(library, PAGE.replace("{title}", "x").replace("h-index3", "h-index7"))
    profile = library.profile()
    assert profile is not None
    notes = {metric.metric: metric.note for metric in profile.metrics}
    assert notes["h_index"] == (
        "Reported is 7, but an h-index cannot be above the number of papers, 4:"
        " it would need 7 papers with 7 citations each."
    )


def test_the_same_page_again_changes_nothing(
    library: Library, tables: Callable[[], Tables]
) -> None:
    page(library)
    before = tables()
    assert outcome(page(library)) == (3, 0, 0, 3)
    windows_line_ends = PAGE.replace("{title}", "Making Crystals").replace("\n", "\r\n")
    assert outcome(page(library, windows_line_ends)) == (3, 0, 0, 3)
    assert tables() == before
    assert len(library.history()) == 1


def test_a_later_page_adds_new_papers_and_makes_a_series(library: Library) -> None:
    page(library)
    later = PAGE.replace("{title}", "Making Crystals").replace("1,234", "1,300") + (
        "\nAIMay 30, 2026\nA Later Paper\n\nAda Example\n"
    )
    report = page(library, later, as_of=dt.date(2026, 6, 30))
    assert outcome(report) == (4, 1, 0, 3)
    profile = library.profile()
    assert profile is not None
    (citations,) = [metric for metric in profile.metrics if metric.metric == "citations"]
    assert citations.history == (("2026-05-31", 1234.0), ("2026-06-30", 1300.0))
    assert len(library.profiles()) == 1


def test_a_later_page_that_states_the_year_ends_the_assumption(library: Library) -> None:
    page(library)
    (entry_id,) = library.ids_of_key("example2026inverting")
    assert library.entry(entry_id).entry.get("assumed") == "date"
    later = PAGE.replace("{title}", "Making Crystals").replace("LGFeb 9\n", "LGFeb 9, 2026\n")
    assert outcome(page(library, later, as_of=dt.date(2027, 1, 2))) == (3, 0, 1, 2)
    assert library.entry(entry_id).entry.get("assumed") == ""


def test_a_bib_gives_a_paper_of_the_page_its_own_key_and_fields(library: Library) -> None:
    page(library)
    bib = "@inproceedings{Mine23, title={Sharing Weights}, author={Bo Other and Ada Example},"
    bib += " year=2024, booktitle={Proc.}}"
    report = library.import_bytes(bib.encode(), name="mine.bib")
    assert outcome(report) == (1, 0, 1, 0)
    (entry_id,) = library.ids_of_key("Mine23")
    stored = library.entry(entry_id)
    assert (stored.entry.type, stored.entry.get("year")) == ("inproceedings", "2024")
    assert stored.entry.get("subject") == "LG"  # what the page knew stays
    assert stored.old_keys == ("other2023sharing",)
    assert library.export_source("mine.bib") == bib.encode()


def test_an_edit_is_never_overwritten_by_an_import(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib("@misc{a, title = {One}, note = {x}}")
    library.set_fields(1, {"note": "mine"})
    report = add_bib("@misc{a, title = {One}, note = {theirs}, year = 2001}", "other.bib")
    assert outcome(report) == (1, 0, 1, 0)
    assert [problem.code for problem in report.problems] == ["kept-edit"]
    entry = library.entry(1).entry
    assert (entry.get("note"), entry.get("year")) == ("mine", "2001")


def test_a_newer_file_updates_what_was_not_edited(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib("@misc{a, title = {One}, note = {x}}")
    assert outcome(add_bib("@misc{a, title = {One}, note = {y}}")) == (1, 0, 1, 0)
    assert library.entry(1).entry.get("note") == "y"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("@misc{a, title={X}}\n@misc{a, title={Y}}", id="one key twice"),
        pytest.param("@misc{a, title={X}}\n@misc{a, title={X}}", id="one entry twice"),
        pytest.param("@misc{a, title={X}}\n@misc{A, title={X}}", id="keys that differ in case"),
        pytest.param("@misc{, title={X}}\n@misc{title={Y}}", id="no key"),
    ],
)
def test_every_entry_of_a_file_is_kept(
    text: str, library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    assert outcome(add_bib(text)) == (2, 2, 0, 0)
    assert library.count() == 2


def test_the_same_file_again_changes_nothing(
    add_bib: Callable[..., ImportReport], tables: Callable[[], Tables]
) -> None:
    text = "@misc{a, title={X}}\n@misc{a, title={X}}\n% end\n"
    add_bib(text)
    before = tables()
    assert outcome(add_bib(text)) == (2, 0, 0, 2)
    assert tables() == before


def test_a_dry_run_reports_and_changes_nothing(
    library: Library, tables: Callable[[], Tables]
) -> None:
    before = tables()
    report = library.import_bytes(b"@misc{a, title={X}}", name="a.bib", dry_run=True)
    assert outcome(report) == (1, 1, 0, 0)
    assert tables() == before
    assert library.history() == []


def test_a_cancelled_import_leaves_the_library_as_it_was(
    library: Library, tables: Callable[[], Tables]
) -> None:
    before = tables()
    text = "".join(f"@misc{{k{n}, title={{T{n}}}}}\n" for n in range(1200))
    seen: list[tuple[int, int]] = []
    with pytest.raises(CancelledError):
        library.import_bytes(
            text.encode(),
            name="a.bib",
            progress=lambda done, whole: seen.append((done, whole)),
            cancelled=lambda: len(seen) > 1,
        )
    assert seen
    assert tables() == before


def test_entries_of_the_profiles_person_are_known_by_their_names(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    add_bib("@misc{early, title={Early}, author={Example, A. and Other, B.}}")
    page(library)
    add_bib("@misc{late, title={Late}, author={Other, Bo and Example, Ada}}", "late.bib")
    add_bib("@misc{foreign, title={Foreign}, author={Example, Sina}}", "foreign.bib")
    mine = {row.key for row in library.rows(library.find_ids(view=View("profile")))}
    assert {"early", "late"} <= mine
    assert "foreign" not in mine


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        pytest.param("Bo Other and Ada Example", (1, 0, 1, 0), id="as on the page"),
        pytest.param("B. Other", (1, 0, 1, 0), id="an initial"),
        pytest.param("Other, B. and Example, A.", (1, 0, 1, 0), id="family first"),
        pytest.param(r"B{\'o} {Other}", (1, 0, 1, 0), id="LaTeX"),
        pytest.param("Cy Other", (1, 1, 0, 0), id="another person"),
        pytest.param("Ada Example and Bo Other", (1, 1, 0, 0), id="another first author"),
        pytest.param("", (1, 1, 0, 0), id="nobody"),
    ],
)
def test_a_paper_of_the_page_is_known_by_its_first_author(
    library: Library, authors: str, expected: tuple[int, int, int, int]
) -> None:
    page(library)
    bib = f"@misc{{own, title={{Sharing Weights}}, author={{{authors}}}, year=2023}}"
    assert outcome(library.import_bytes(bib.encode(), name="a.bib")) == expected


def test_an_older_page_adds_to_the_series_and_changes_nothing_else(library: Library) -> None:
    page(library)
    before = [library.entry(number).entry for number in (1, 2, 3)]
    report = page(library, as_of=dt.date(2025, 12, 31))
    assert outcome(report) == (3, 0, 0, 3)
    assert [library.entry(number).entry for number in (1, 2, 3)] == before
    profile = library.profile()
    assert profile is not None
    assert profile.metrics[0].as_of == "2026-05-31"
    assert [day for day, _ in profile.metrics[0].history] == ["2025-12-31", "2026-05-31"]


def test_the_same_bytes_without_a_day_are_the_same_page(library: Library) -> None:
    page(library)
    data = PAGE.replace("{title}", "Making Crystals").encode()
    report = library.import_bytes(data, name="page.txt", file_date=dt.date(2026, 11, 25))
    assert outcome(report) == (3, 0, 0, 3)
    assert len(library.history()) == 1


def test_a_page_cut_short_does_not_shorten_an_abstract(library: Library) -> None:
    page(library)
    cut = PAGE.replace("{title}", "Making Crystals").replace("About $w$.", "About")
    page(library, cut)
    assert library.entry(1).entry.get("abstract") == "About $w$."


def test_a_paper_whose_title_was_corrected_is_known_again(
    library: Library, add_bib: Callable[..., ImportReport]
) -> None:
    page(library)
    library.set_fields(1, {"title": "Weight Sharing, Corrected"})
    later = PAGE.replace("{title}", "Making Crystals").replace("1,234", "1,300")
    assert outcome(page(library, later, as_of=dt.date(2026, 6, 30))) == (3, 0, 0, 3)
    assert library.entry(1).entry.get("title") == "Weight Sharing, Corrected"

    add_bib("@misc{a, title = {One}, note = {x}}")
    (entry_id,) = library.ids_of_key("a")
    library.set_fields(entry_id, {"title": "Two"})
    library.set_key(entry_id, "b")
    report = add_bib("@misc{a, title = {One}, note = {x}, year = 2001}")
    assert (report.added, report.merged) == (0, 1)


def test_our_own_export_tells_nothing_new(library: Library) -> None:
    from db.citing.exporting import ExportOptions

    text = PAGE.replace("{title}", "SymmCD: Making E(n) Crystals")
    page(library, text)
    exported = library.export(None, ExportOptions("bibtex")).text
    report = library.import_bytes(exported.encode(), name="mine.bib")
    assert outcome(report) == (3, 0, 0, 3)


def test_a_key_that_a_file_brings_is_said(library: Library) -> None:
    page(library)
    bib = "@misc{Mine23, title={Sharing Weights}, author={Bo Other}, year=2023}"
    report = library.import_bytes(bib.encode(), name="mine.bib")
    assert [(problem.code, problem.severity.value) for problem in report.problems] == [
        ("key-adopted", "note")
    ]


@pytest.mark.parametrize(
    ("authors", "kept"),
    [
        ("Bo Other", "Bo Other"),
        ("Other, B. and Example, A. and Li, C.", "Other, B. and Example, A. and Li, C."),
    ],
    ids=["fewer", "as many"],
)
def test_no_record_of_a_site_renames_a_key_and_no_file_shortens_the_authors_of_a_page(
    library: Library, authors: str, kept: str
) -> None:
    page(library)
    (entry_id,) = library.find_ids("Sharing Weights")
    before = library.entry(entry_id).entry
    written = (
        f"@misc{{DBLP:x/Other23, title={{Sharing Weights}}, author={{{authors}}}, year=2023,\n"
        "  pages={1--9}, biburl={https://dblp.org/rec/x/Other23.bib}}"
    )
    report = library.import_bytes(written.encode(), name="dblp.bib")
    assert (report.added, report.merged, report.problems) == (0, 1, ())
    after = library.entry(entry_id).entry
    assert (after.key, after.get("pages")) == (before.key, "1--9")
    assert after.get("author") == (before.get("author") if kept == "Bo Other" else kept)
    assert library.export_source("dblp.bib") == written.encode()
    exported = library.export([entry_id], ExportOptions()).text
    assert f"@misc{{{before.key}," in exported
    assert after.get("author") in exported


def test_a_key_of_another_entry_is_said(add_bib: Callable[..., ImportReport]) -> None:
    add_bib("@misc{a, title = {One}}")
    report = add_bib("@misc{a, title = {Another Paper}}", "other.bib")
    assert report.added == 1
    assert [problem.code for problem in report.problems] == ["key-taken"]


def test_a_page_is_given_back_as_it_was(library: Library) -> None:
    data = PAGE.replace("{title}", "Making Crystals").replace("\n", "\r\n").encode("utf-8-sig")
    library.import_bytes(data, name="page.txt", as_of=AS_OF)
    assert library.export_source("page.txt") == data


def test_a_part_of_a_page_without_its_person_is_a_source_too(library: Library) -> None:
    text = "".join(f"LGMay {day}, 2020\nPaper {day}\n\nAda Example\n\n" for day in range(1, 5))
    report = library.import_bytes(text.encode(), name="part.txt", as_of=AS_OF)
    assert (report.read, report.added) == (4, 4)
    assert library.profiles() == []
    assert [source.name for source in library.sources()] == ["part.txt"]
