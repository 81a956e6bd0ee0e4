"""The commands around a profile: its numbers, the h-index explained, and who the person is."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import Library
from db.reconciling.reconcile import SiteList
from db.reconciling.reconcile_todo import Task, Todo
from db.sites.entering import NewCount, enter
from desktop.reconcile_words import todo_text
from tests.desktop.test_cli import Run, run

__all__ = ["run"]

BIB = """\
@article{a, title = {Sets}, author = {Example, Ada and Li, Bo}, year = 2018, journal = {J}}
@article{b, title = {Graphs}, author = {Li, Bo and Example, A.}, year = 2020, journal = {J}}
@misc{d, title = {Knots}, author = {Miller, Ada}, year = 2012}
"""


@pytest.fixture
def ada(run: Run) -> Run:
    Path("refs.bib").write_text(BIB, "utf-8")
    run("import", "refs.bib")
    assert run("me", "--new", "Ada Example").status == 0
    return run


def count(**counts: int) -> None:
    with Library.open(Path("own.oeuvre"), actor="test") as library:
        new = [
            NewCount(library.ids_of_key(key)[0], "OpenAlex", "2026-01-01", value)
            for key, value in counts.items()
        ]
        with library._step("Counts") as change:
            enter(library._db, change, new)


def test_shows_and_changes_who_you_are(ada: Run) -> None:
    said = ada("me", "--confirm", "Ada Miller", "--refuse", "A. Example", "--orcid",
               "0000-0002-1825-0097", "--affiliation", "Uni A=2010..2015", "--affiliation", "B",
               "--fields", "sets, knots")  # fmt: skip
    assert said.status == 0
    assert "Uni A (2010–2015)" in said.out
    assert "somebody else" in said.out
    document = ada("me", "--json").document
    assert isinstance(document, dict)
    assert document == {
        "name": "Ada Example",
        "me": True,
        "orcid": "0000-0002-1825-0097",
        "fields": ["sets", "knots"],
        "affiliations": [
            {"name": "Uni A", "from": "2010", "to": "2015"},
            {"name": "B", "from": None, "to": None},
        ],
        "forms": [
            {"name": "Ada Miller", "entries": 1, "state": "confirmed"},
            {"name": "A. Example", "entries": 1, "state": "refused"},
        ],
        "not_author": [],
        "hidden": [],
        "unlisted": [],
        "refused": [],
    }
    assert ada("search", "me:sole", "--json").document != []


def test_profiles_are_named_switched_renamed_and_deleted(ada: Run) -> None:
    ada("me", "--new", "Bo Li")
    assert ada("profile", "li,", "b.").out.startswith("Bo Li\n")
    assert ada("profile").out.startswith("Ada Example\n")
    ada("me", "--profile", "Bo Li", "--first")
    assert ada("profile").out.startswith("Bo Li\n")
    ada("me", "--rename", "Bo Chen")
    assert ada("profile").out.startswith("Bo Chen\n")
    ada("me", "--delete")
    assert ada("profile").out.startswith("Ada Example\n")
    assert ada("undo").status == 0
    assert ada("profile").out.startswith("Bo Chen\n")
    said = ada("me", "--new", "bo chen")
    assert (said.status, said.out) == (2, "")
    assert "already" in said.err


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("me", "--orcid", "12"), "no ORCID"),
        (("me", "--report", "h-index"), "NUMBER=VALUE"),
        (("me", "--report", "h-index=x"), "NUMBER=VALUE"),
        (("me", "--report", "nothing="), "no number"),
        (("me", "--as-of", "May", "--report", "h-index=1"), "no day"),
        (("me", "--counts-from", "Nobody"), "sources are"),
        (("me", "--show", "h-index,nonsense"), "no number"),
        (("me", "--same", "Bo Li"), "AUTHOR=FORM"),
        (("me", "--new", " "), "needs"),
        (("profile", "Nobody"), "no profile of"),
        (("me", "--profile", "Nobody"), "no profile of"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else None,
)
def test_wrong_use_is_said_in_a_sentence(ada: Run, options: tuple[str, ...], word: str) -> None:
    said = ada(*options)
    assert (said.status, said.out) == (2, "")
    assert word in said.err


def test_without_a_profile(run: Run) -> None:
    Library.open(Path("own.oeuvre")).close()
    assert run("me").status == 0
    assert run("me", "--json").document is None
    assert run("me", "--confirm", "A").status == 2


def test_numbers_are_reported_and_chosen(ada: Run) -> None:
    ada("me", "--report", "h-index=12", "--report", "Altmetric=1,234.5", "--source", "Scopus",
        "--as-of", "2026-01-01", "--show", "Altmetric,h-index")  # fmt: skip
    document = ada("profile", "--json").document
    assert isinstance(document, dict)
    metrics = {metric["metric"]: metric for metric in document["metrics"]}
    assert list(metrics)[:2] == ["altmetric", "h_index"]
    assert (metrics["altmetric"]["reported"], metrics["altmetric"]["source"]) == (1234.5, "Scopus")
    assert metrics["h_index"]["computed"] is None
    assert metrics["h_index"]["reported"] == 12
    assert {"awcr", "hm_index", "hi_norm", "works", "own_novelty"} <= metrics.keys()
    ada("me", "--report", "h-index=", "--source", "Scopus", "--as-of", "2026-01-01")
    document = ada("profile", "--json").document
    assert isinstance(document, dict)
    found = next(m for m in document["metrics"] if m["metric"] == "h_index")
    assert found["reported"] is None


def test_the_h_index_is_explained(ada: Run) -> None:
    assert ada("profile", "--h-index").out == (
        "h-index n/a: none of 2 works has a citation count.\n"
    )
    count(a=5)
    assert ada("profile", "--h-index").out.splitlines()[1] == (
        "1 work has no citation count and no rank: h may be higher."
    )
    count(b=1)
    text = ada("profile", "--h-index").out
    assert text.startswith("h-index 1. 2 needs +1 on “Graphs”.\n")
    assert "no citation count" not in text
    assert "Citations per author and year  " in text
    assert text.index("Sets") < text.index("h = 1") < text.rindex("Graphs")
    document = ada("profile", "--search", "me:first", "--json").document
    assert isinstance(document, dict)
    assert (document["h_index"], document["h_index_of_all"], document["outside"]) == (1, 1, 1)
    assert document["ranked"] == [{"rank": 1, "id": 1, "key": "a", "citations": 5, "core": True}]
    assert document["next"]["new_works"] == 1
    assert "Computed from the newest count of each paper, by OpenAlex" in ada("profile").out
    assert ada("me", "--counts-from", "OpenAlex", "--versions", "sum").status == 0
    assert "Computed from counts by OpenAlex, 2026-01-01." in ada("profile").out


def test_looking_at_who_you_are_changes_nothing(ada: Run) -> None:
    library = next(iter(Path().rglob("own.oeuvre")))
    with Library.open(library, actor="test") as opened:
        assert opened.readonly is False
    before = library.read_bytes(), library.stat().st_mtime_ns
    assert "Ada Example" in ada("me").out
    assert "Ada Example" in ada("me", "--profile", "Ada Example", "--json").out
    assert (library.read_bytes(), library.stat().st_mtime_ns) == before
    assert ada("me", "--orcid", "").status == 0  # that an empty text is set is a change
    assert ada("me", "--fields", "graphs").status == 0
    assert "graphs" in ada("me").out
    assert ada("me", "--fields", "").status == 0
    assert "graphs" not in ada("me").out


def test_entries_are_mine_or_not(ada: Run) -> None:
    ada("me", "--not-mine", "a", "--mine", "d")
    document = ada("search", "me:any", "--json").document
    assert isinstance(document, list)
    assert {entry["key"] for entry in document} == {"b", "d"}
    assert "Refused: 1" in ada("me").out
    assert ada("me", "--mine", "nothing").status == 1


def test_reconcile_says_what_may_be_an_entry_and_is_told_what_it_is(ada: Run) -> None:
    site = "Title,Authors,Year,Cited by\nSets,Ada Example,2025,5\nGraphs,Ada Example,2020,3\n"
    Path("list.csv").write_text(f"{site}Unheard Things,Ada Example,2022,1\n", "utf-8")
    ada("import", "list.csv", "--as-of", "2026-06-01")
    shown = ada("reconcile")
    assert shown.status == 1
    assert (
        "     1  Sets (2025), in list.csv, perhaps a: the title is the same, the year is not\n"
        in shown.out
    )
    assert "     3  Unheard Things (2022), only in list.csv" in shown.out
    assert "• list.csv lists 1 paper that may be in the library: say which it is." in shown.out
    decided = ada("reconcile", "--decide", "1=a", "3=leave")
    assert "perhaps" not in decided.out
    assert "Unheard" not in decided.out
    assert ada("reconcile", "--decide", "1=nobody").status == 1
    assert ada("reconcile", "--decide", "1").status == 2


@pytest.mark.parametrize(
    ("site", "number", "expected"),
    [
        ("ORCID", 2, "2 papers are missing in ORCID: save the .bib and import that there."),
        ("Google Scholar", 1, "1 paper is missing in Google Scholar: add it there by hand."),
        (
            "Scopus",
            2,
            "2 papers are missing in Scopus, which collects by itself: report them there.",
        ),
    ],
)
def test_what_is_to_be_done_with_missing_papers_is_said_by_site(
    site: str, number: int, expected: str
) -> None:
    lists = [SiteList(site, "2026-06-01", 3, None, has_counts=False)]
    assert todo_text(Todo(Task.ADD_THERE, 0, number), lists) == expected
